"""The newsroom's terms: what is called what in each language, and what stays as it is.

`load` reads `terms.yaml` into `Terms`, a frozen value that finds terms in a source, judges a
translation by them and enforces the names among them. `tbx` and `tables` exchange terms with
other programs; `merging` brings theirs into the file that people edit, and touches nothing else.
docs/terms.md shows the file and says which inflected forms count.
"""

from __future__ import annotations

from l10n_flow.terms.enforcing import Enforced, Substitution, TermSuggestion
from l10n_flow.terms.glossary import Terms
from l10n_flow.terms.judging import TermFault
from l10n_flow.terms.matching import TermMatch
from l10n_flow.terms.reading import load
from l10n_flow.terms.term import Term, Wording

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
