"""Marks and opaque items put on a translation: by attention, and where nothing is left to guess.

The engine is given words alone (`cleaned`). On its answer, items are found literally or by their
stand-ins, else placed by attention; each mark goes to the window of words that looked at its
words (`projectwindow`). What is not certain is told as a doubt; what cannot be written is left out
and told too. Broken Markdown never comes out: the parser reads every result (`documents.written`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from l10n_flow.documents.markdown.marked import Mark, Marked, Opaque
from l10n_flow.documents.markdown.markwriting import Unwritable, written
from l10n_flow.engines import Hypothesis
from l10n_flow.pretranslate.projectitems import Places, place_items
from l10n_flow.pretranslate.projectjoin import joined
from l10n_flow.pretranslate.projectmarks import place_marks
from l10n_flow.pretranslate.projectwindow import SURE, Evidence
from l10n_flow.pretranslate.projectwords import Clean, cleaned, lines

__all__ = ["Clean", "Doubt", "Projected", "cleaned", "lines", "projected"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a person should look at."""

    code: str
    """"mark-unsure" (its words are a guess), "mark-lost", "item-placed" (its place is a guess),
    "item-lost", "attribute" (words within a mark that are not translated)."""
    written: str
    """The mark or the item, by its name: `**`, `[]({1})`, `[^1]`; for an attribute its words."""


@dataclass(frozen=True, slots=True)
class Projected:
    """A translation with marks and items."""

    target: str
    """Inline Markdown. It has the source's marks and items, less those that a doubt calls lost."""
    doubts: tuple[Doubt, ...] = ()
    f1: float = 1.0
    """How sure the least sure place is, 0 to 1."""


MOST = 150
"""Marks and items up to which attention is looked at: the work grows with the cube of their number,
150 take about a second. No sentence has so many; a list of links in one paragraph may."""


def projected(clean: Clean, hypothesis: Hypothesis) -> Projected:
    """The hypothesis for `clean.text` with the marks and items of `clean.source` on it.

    >>> from l10n_flow.documents import marked
    >>> from l10n_flow.engines import Alignment
    >>> from l10n_flow.model import Span
    >>> clean = cleaned(marked("the **red** house"))
    >>> words = (Span(0, 3), Span(4, 7), Span(8, 13)), (Span(0, 2), Span(3, 7), Span(8, 12))
    >>> weights = ((1.0, 0.0, 0.0), (0.0, 0.1, 0.9), (0.0, 0.9, 0.1))
    >>> projected(clean, Hypothesis("la casa roja", alignment=Alignment(*words, weights))).target
    'la casa **roja**'
    """
    text, source = hypothesis.text, clean.source
    if not source.marks and not source.opaques:
        return _finished(Marked(text), [], [], [], clean.like)
    aligned = hypothesis.alignment
    few = len(source.marks) + len(source.opaques) <= MOST
    evidence = Evidence(aligned, clean.text, text) if aligned and aligned.target and few else None
    items = place_items(clean, text, evidence)
    marks = place_marks(clean, text, evidence, items)
    doubts = [Doubt("attribute", words) for words in _untranslated(source)]
    doubts += _doubts("item", [item.opaque for item in clean.items], items)
    doubts += _doubts("mark", source.marks, marks)
    known = [place.sure for place in (*items, *marks) if place is not None]
    found, numbers = joined(clean, text, items, marks)
    sure = [place.sure for n in numbers if (place := marks[n]) is not None]
    return _finished(found, sure, doubts, known, clean.like)


def _doubts(what: str, of: Sequence[Mark | Opaque], places: Places) -> list[Doubt]:
    guess = {"item": "item-placed", "mark": "mark-unsure"}[what]
    return [
        Doubt(f"{what}-lost" if place is None else guess, one.name)
        for one, place in zip(of, places, strict=True)
        if place is None or place.sure < SURE
    ]


_ATTRIBUTE = re.compile(
    r"""\s(?:alt|aria-label|label|placeholder|title)\s*=\s*(?:"([^"]*)"|'([^']*)')""",
    re.IGNORECASE,
)
_TIP = re.compile(r"""\]\([^\s()]*\s+(?:"(.*)"|'(.*)')\s*\)\Z""", re.DOTALL)


def _untranslated(source: Marked) -> list[str]:
    """The tips of links and the attributes of tags that people read."""
    spellings = [mark.opening + mark.closing for mark in source.marks]
    spellings += [opaque.written for opaque in source.opaques if opaque.kind != "code"]
    found = []
    for spelling in spellings:
        if '"' in spelling or "'" in spelling:
            pattern = _ATTRIBUTE if spelling[0] == "<" else _TIP
            found += [match[1] or match[2] or "" for match in pattern.finditer(spelling)]
    return [words for words in found if words.strip()]


def _finished(
    m: Marked, sure: list[float], doubts: list[Doubt], known: list[float], like: str
) -> Projected:
    """What can be written of it: the least sure marks go first, then items; each is told."""
    least = min(known, default=1.0)
    while True:
        try:
            return Projected(written(m, like), tuple(dict.fromkeys(doubts)), round(least, 3))
        except Unwritable:
            least = 0.0
        if m.marks:
            n = sure.index(min(sure))
            del sure[n]
            doubts = _with_lost(doubts, "mark", m.marks[n].name)
            m = m._replace(marks=(*m.marks[:n], *m.marks[n + 1 :]))
        elif m.opaques:
            *rest, last = m.opaques
            doubts = _with_lost(doubts, "item", last.name)
            words = m.text[: last.at] + m.text[last.at + 1 :]
            m = Marked(words, (), tuple(rest))
        else:
            return Projected("", tuple(doubts), least)


def _with_lost(doubts: list[Doubt], what: str, name: str) -> list[Doubt]:
    """The doubts with one more loss, in the place of a lesser doubt about the same."""
    lesser = Doubt("mark-unsure" if what == "mark" else "item-placed", name)
    if lesser in doubts:
        doubts = list(doubts)
        doubts.remove(lesser)
    return [*doubts, Doubt(f"{what}-lost", name)]
