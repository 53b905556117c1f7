"""Repairs of a machine's draft: the language's own signs, and the newsroom's terms.

Signs are repaired outside markup only. The rules get the words without markup: one character
replaces each mark's beginning and end and each opaque item, so that a question mark finds the
beginning of its sentence across a bold word, and no code or address is changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from l10n_flow.documents.markdown.marked import HOLE, Marked, marked
from l10n_flow.documents.markdown.markwriting import Unwritable, written
from l10n_flow.engines import Alignment, Hypothesis
from l10n_flow.language.repairs import MARKS, Style
from l10n_flow.language.repairs import repaired as repaired_words
from l10n_flow.model import Span
from l10n_flow.pretranslate.projection.wordpairs import Evidence
from l10n_flow.terms.enforcing import Substitution
from l10n_flow.terms.glossary import Terms

PLAIN = Style()
FIRST = ord(MARKS[0])
"""Two private-use characters replace the ends of each mark."""


def repaired(target: str, locale: str, *, source: str = "", style: Style = PLAIN) -> str:
    """Return the draft with its language's own signs and unchanged markup.

    What cannot be repaired without breaking markup stays as it is.

    >>> repaired("**Cuando** llega?", "es", source="**When** does it arrive?")
    '¿**Cuando** llega?'
    """
    words = marked(target)
    if 2 * len(words.marks) > len(MARKS) or words.text.count(HOLE) != len(words.opaques):
        return target
    masked = _masked(words)
    found = repaired_words(masked, locale, source=source, style=style)
    if found == masked:
        return target
    try:
        return written(_unmasked(found, words), like=target)
    except Unwritable:
        return target


def _masked(words: Marked) -> str:
    r"""Return the text with a private-use character at each end of each mark.

    >>> _masked(marked("a **b** c")).encode("ascii", "backslashreplace").decode()
    'a \\ue000b\\ue001 c'
    """
    if not words.marks:
        return words.text
    marks = list(enumerate(words.marks))
    signs: dict[int, str] = {}
    for number, mark in sorted(marks, key=lambda item: -item[1].start):  # the inner ends first
        signs[mark.end] = signs.get(mark.end, "") + chr(FIRST + 2 * number + 1)
    for number, mark in marks:
        signs[mark.start] = signs.get(mark.start, "") + chr(FIRST + 2 * number)
    pieces, last = [], 0
    for at in sorted(signs):
        pieces += [words.text[last:at], signs[at]]
        last = at
    return "".join([*pieces, words.text[last:]])


def _unmasked(masked: str, words: Marked) -> Marked:
    """Return the marked words of a masked text, with the marks and items of `words`."""
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    items: list[int] = []
    text: list[str] = []
    for character in masked:
        code = ord(character) - FIRST
        if 0 <= code < 2 * len(words.marks):
            (ends if code % 2 else starts)[code // 2] = len(text)
            continue
        if character == HOLE:
            items.append(len(text))
        text.append(character)
    return Marked(
        "".join(text),
        tuple([mark._replace(start=starts[n], end=ends[n]) for n, mark in enumerate(words.marks)]),
        tuple([one._replace(at=at) for one, at in zip(words.opaques, items, strict=True)]),
    )


# The newsroom's terms: corrected where that is certain, else suggested


@dataclass(frozen=True, slots=True)
class Glossed:
    """A hypothesis with corrected terms, and the rest for a person."""

    hypothesis: Hypothesis
    why: tuple[str, ...] = ()
    """Codes of `catalogs.provenance.origins`."""


def glossed(
    terms: Terms, source: str, hypothesis: Hypothesis, languages: tuple[str, str]
) -> Glossed:
    """Return the hypothesis for `source` with the glossary's terms and an adapted alignment."""
    if not terms:
        return Glossed(hypothesis)
    alignment = hypothesis.alignment
    evidence = None if alignment is None else Evidence(alignment, source, hypothesis.text)

    def window_of(span: Span) -> tuple[Span, float] | None:
        if evidence is None:
            return None
        window = evidence.window(*evidence.columns(*span))
        if window is None:
            return None
        words = evidence.target[window.first : window.last]
        return Span(words[0].start, words[-1].end), window.f1

    found = terms.enforced(source, hypothesis.text, languages[1], window_of, language=languages[0])
    changed = hypothesis
    if found.substituted:
        moved = None if alignment is None else _realigned(alignment, found.substituted)
        changed = replace(hypothesis, text=found.target, alignment=moved)
    return Glossed(changed, tuple(f"term:{one.message}" for one in found.suggestions))


def _realigned(alignment: Alignment, substituted: Sequence[Substitution]) -> Alignment:
    """Return the alignment with the target words' places after the substitutions.

    >>> words = Alignment((Span(0, 4),), (Span(0, 2), Span(3, 7), Span(8, 9)), ((1.0,),) * 3)
    >>> change = Substitution(None, Span(3, 7), "Kyiv", Span(3, 9))
    >>> [tuple(span) for span in _realigned(words, [change]).target]
    [(0, 2), (3, 9), (10, 11)]
    """
    spans = list(alignment.target)
    for change in sorted(substituted, key=lambda one: one.span):
        start, end = change.span
        old_end = start + len(change.before)
        grown = end - old_end
        spans = [
            span
            if span.end <= start
            else Span(span.start + grown, span.end + grown)
            if span.start >= old_end
            else Span(min(span.start, start), max(end, span.end + grown))
            for span in spans
        ]
    return replace(alignment, target=tuple(spans))
