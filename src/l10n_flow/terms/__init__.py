"""The newsroom's terms: their wordings in each language, and words that stay untranslated.

`load` reads `terms.yaml` into `Terms`, a frozen value that finds terms in a source, checks a
translation against them and enforces the names among them. `tbx` and `tables` exchange terms with
other programs; `merging` adds imported terms to the file that people edit and changes nothing else.
docs/terms.md describes the file and the inflected forms that are accepted.
"""

from __future__ import annotations

from l10n_flow.terms.compliance import TermFault
from l10n_flow.terms.enforcing import Enforced, Substitution, TermSuggestion
from l10n_flow.terms.glossary import Terms
from l10n_flow.terms.occurrences import TermMatch
from l10n_flow.terms.term import Term, Wording
from l10n_flow.terms.termsfile import load

__all__ = [
    "Enforced",
    "Substitution",
    "Term",
    "TermFault",
    "TermMatch",
    "TermSuggestion",
    "Terms",
    "Wording",
    "load",
]
