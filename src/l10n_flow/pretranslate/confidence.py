"""How likely a draft needs no change: one number that sorts the drafts of all steps."""

from __future__ import annotations

from collections.abc import Sequence

from l10n_flow.pretranslate.asks import Spoken

__all__ = ["patched", "remembered", "similar", "translated"]


def remembered(*, reviewed: bool, same_context: bool) -> float:
    """Of the same text, translated elsewhere."""
    return (1.0 if reviewed else 0.95) - (0.0 if same_context else 0.1)


def similar(percent: int) -> float:
    """Of a similar text of the memory."""
    return max(0.0, (percent - 50) / 50)


def patched(pieces: Sequence[Spoken]) -> float:
    """Of a text whose changed sentences were translated anew: that of the worst."""
    return min((piece.score * piece.sure for piece in pieces), default=0.95)


def translated(source: str, target: str, pieces: Sequence[Spoken]) -> float:
    """Of an engine's words."""
    del source, target
    return patched(pieces)
