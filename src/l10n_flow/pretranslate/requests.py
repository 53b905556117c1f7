"""What is asked of an engine for a segment, and what becomes of the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from l10n_flow.engines import Hypothesis
from l10n_flow.pretranslate.gate import fault
from l10n_flow.pretranslate.plain import plain, unwrapped, wordless
from l10n_flow.pretranslate.reasons import Reason

__all__ = ["Answer", "Line", "answer", "request"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a segment: what the engine is given, and what goes around its answer."""

    text: str
    mark: str = ""
    """The emphasis that spans the line: `**`."""
    kept: bool = False
    """Nothing to translate: the line stays as it is."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A translated segment."""

    target: str
    score: float
    """The lowest of its lines'."""


def request(source: str, *, keeps_markup: bool) -> tuple[Line, ...] | Reason:
    r"""The lines of a segment to translate, or why an engine cannot be given it.

    A line break in a segment is a hard one and stays where it is. `keeps_markup` is the engine's.

    >>> request("**Peace**\n1999", keeps_markup=False)
    (Line(text='Peace', mark='**', kept=False), Line(text='1999', mark='', kept=True))
    >>> request("See [this]({1})", keeps_markup=False).value
    'markup'
    """
    lines = []
    for written in source.split("\n"):
        text, mark = (written, "") if keeps_markup else unwrapped(written)
        if wordless(written):
            lines.append(Line(written, kept=True))
        elif keeps_markup or plain(text):
            lines.append(Line(text, mark))
        else:
            return Reason.MARKUP
    return tuple(lines)


def answer(lines: tuple[Line, ...], hypotheses: Mapping[str, Hypothesis]) -> Answer | Reason | None:
    """The segment that the hypotheses for its lines make, or why it is better left untranslated.

    None while a line has no hypothesis.

    >>> answer((Line("Peace", "**"),), {"Peace": Hypothesis("Paz", 0.9)})
    Answer(target='**Paz**', score=0.9)
    """
    targets, scores = [], [1.0]
    for line in lines:
        hypothesis = Hypothesis(line.text, 1.0) if line.kept else hypotheses.get(line.text)
        if hypothesis is None:
            return None
        wrong = None if line.kept else fault(line.text, hypothesis)
        if wrong is not None:
            return wrong
        targets.append(f"{line.mark}{hypothesis.text}{line.mark}")
        scores.append(hypothesis.score)
    return Answer("\n".join(targets), min(scores))
