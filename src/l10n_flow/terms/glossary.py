"""All terms of a project as one value, with methods to find and check them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from l10n_flow.terms import compliance, enforcing, occurrences, termnotes
from l10n_flow.terms.compliance import TermFault
from l10n_flow.terms.enforcing import Enforced, WindowOf
from l10n_flow.terms.occurrences import TermIndex, TermMatch
from l10n_flow.terms.term import Term

Notes = Mapping[str, tuple[str, ...]]
"""Lines for translators, by language."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a project, in the order of their file. `Terms()` has none and finds none."""

    all: tuple[Term, ...] = ()
    language: str = "en"
    """The default language of a source."""
    file: Path = Path("terms.yaml")
    _indexes: dict[str, TermIndex] = field(default_factory=dict, repr=False, compare=False)
    """By language, the index of its terms, made at first use."""

    def __bool__(self) -> bool:
        return bool(self.all)

    def found(self, source: str, language: str = "") -> tuple[TermMatch, ...]:
        """The terms in a source, in order; if several begin at the same place, the longest.

        `language` is the source's, by default this glossary's. The text should have no code and no
        addresses; marks such as `**` around words do no harm.

        >>> from l10n_flow.terms.term import Term, Wording
        >>> nuclear = Terms((Term(("nuclear deal", "deal"), wordings={"fa": Wording("برجام")}),))
        >>> [match.span for match in nuclear.found("The Nuclear Deal's fate; two deals.")]
        [Span(start=4, end=16), Span(start=29, end=34)]
        """
        if not self.all:
            return ()
        language = language or self.language
        known = self._indexes.get(language)
        if known is None:
            known = self._indexes[language] = occurrences.index(self.all, language)
        return occurrences.found(known, source)

    def judged(
        self, source: str, target: str, locale: str, *, language: str = ""
    ) -> tuple[TermFault, ...]:
        """The faults in the terms of a translation into `locale`, in the source's order.

        >>> from l10n_flow.terms.term import Term, Wording
        >>> truce = Term(("ceasefire",), wordings={"es": Wording("alto el fuego", (), ("tregua",))})
        >>> [fault.message for fault in Terms((truce,)).judged("A ceasefire", "Una tregua", "es")]
        ["'tregua' is not used for 'ceasefire': write 'alto el fuego'"]
        >>> Terms((truce,)).judged("Two ceasefires", "Dos altos el fuego", "es")
        ()
        """
        matches = self.found(source, language)
        return compliance.judged(matches, source, target, locale) if matches else ()

    def notes(self, source: str, locales: Iterable[str], *, language: str = "") -> Notes:
        """By language, the notes for translators about the source's terms.

        >>> from l10n_flow.terms.term import Term, Wording
        >>> truce = Terms((Term(("ceasefire",), wordings={"es": Wording("alto el fuego")}),))
        >>> truce.notes("Two ceasefires", ["es", "fa"])
        {'es': ('term: ceasefire = alto el fuego',)}
        """
        matches = self.found(source, language)
        found = {locale: termnotes.notes(matches, locale) for locale in locales} if matches else {}
        return {locale: lines for locale, lines in found.items() if lines}

    def enforced(
        self, source: str, target: str, locale: str, window_of: WindowOf, *, language: str = ""
    ) -> Enforced:
        """A machine's draft with its names corrected, and suggestions where it is not certain.

        For a span of the source, `window_of` returns the span of `target` that the engine's
        attention shows for it and that window's F1, or None.

        >>> from l10n_flow.model import Span
        >>> from l10n_flow.terms.term import Term, Wording
        >>> kiev = Terms((Term(("Kyiv",), wordings={"es": Wording("Kiev")}, name=True),))
        >>> kiev.enforced("In Kyiv", "En Kyiv", "es", lambda span: (Span(3, 7), 0.93)).target
        'En Kiev'
        >>> kiev.enforced("In Kyiv", "En Kyiv", "es", lambda span: None).suggestions[0].message
        "'Kyiv' is 'Kiev' in the terms"
        """
        matches = self.found(source, language)
        if not matches:
            return Enforced(target)
        return enforcing.enforced(matches, source, target, locale, window_of)
