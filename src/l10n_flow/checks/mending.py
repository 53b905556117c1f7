"""Checks that are a repair seen from the other side: what it would change is what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.prose import shown
from l10n_flow.model import Span

__all__ = ["mended"]


def mended(
    pair: Pair, repair: Callable[[str], str], message: str, *, certain: bool = True
) -> Iterator[Hit]:
    """One hit where `repair` changes the target's prose: at its first change, and with the result.

    `message` may hold `{was}` and `{now}`, the words around that change before and after it.
    Without `certain`, nothing is suggested.
    """
    prose = pair.target_prose
    repaired = repair(prose)
    if repaired == prose:
        return
    matcher = SequenceMatcher(None, prose, repaired, autojunk=False)
    changes = [change for change in matcher.get_opcodes() if change[0] != "equal"]
    _, start, end, new_start, new_end = changes[0]
    was = _words(pair.target, start, end)
    whole = shown(repaired, pair.target)
    now = whole[was.start + new_start - start : was.end + new_end - end]
    said = message.format(was=pair.target[slice(*was)], now=now)
    more = f" ({len(changes) - 1} more)" if len(changes) > 1 else ""
    suggestion = whole if certain else ""
    yield Hit(said + more, was, suggestion=suggestion)


def _words(text: str, start: int, end: int) -> Span:
    """The range with the words that it touches, as far as the next blanks."""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return Span(start, end)
