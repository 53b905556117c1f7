"""What an engine's answer must not be: the faults that are certain without knowing the language."""

from __future__ import annotations

import re

from l10n_flow.engines import Hypothesis
from l10n_flow.pretranslate.plain import plain
from l10n_flow.pretranslate.reasons import Reason

__all__ = ["fault"]

UNKNOWN = ("⁇", "<unk>")
"""What SentencePiece and CTranslate2 write for a token that they have no word for."""

REPEATS = 4
"""A run of words that comes this often without a break is a loop. Prose repeats a word three times
("no, no, no"), and where the source itself has such a run it counts for nothing."""

_LOOP = re.compile(rf"(?<!\w)(\S.{{0,80}}?)(?:[\s,.;،؛]+\1(?!\w)){{{REPEATS - 1},}}")
_STUTTER = re.compile(r"([^\W\d_]{1,20}?)\1{7,}")
"""Without blanks in between, eight: "brrrrrr" and "jajajaja" are words."""

_PLACEHOLDER = re.compile(r"\{\d+\}")

LONGEST = 4
SLACK = 80
"""Bytes, because a Chinese sign says as much as a Spanish word. English in UTF-8 grows by 1.2 in
Spanish and 1.8 in Persian, Chinese by 1.5 in Spanish; single words by more, hence the slack."""

COPIED_WORDS = 6
"""A copy that long is no translation; up to there it may be a list of names."""


def fault(source: str, hypothesis: Hypothesis) -> Reason | None:
    """Why a hypothesis for a plain line must not be shown to anybody; None when it may.

    >>> fault("Peace at last", Hypothesis("Paz al fin")) is None
    True
    >>> fault("Peace at last", Hypothesis("paz paz paz paz")).value
    'loop'
    >>> fault("Peace", Hypothesis("la **paz**")).value
    'markup-made'
    """
    text = hypothesis.text
    if not text.strip():
        return Reason.TOO_LONG if not hypothesis.complete else Reason.EMPTY
    checks = (
        (not hypothesis.complete, Reason.CUT),
        (any(mark in text and mark not in source for mark in UNKNOWN), Reason.UNKNOWN_WORD),
        (plain(source) and not plain(text), Reason.MARKUP_MADE),
        (_placeholders(text) != _placeholders(source), Reason.MARKUP_LOST),
        (_loops(text) and not _loops(source), Reason.LOOP),
        (len(text.encode()) > LONGEST * len(source.encode()) + SLACK, Reason.WILD_LENGTH),
        (text == source and len(source.split()) >= COPIED_WORDS, Reason.COPY),
    )
    return next((reason for found, reason in checks if found), None)


def _placeholders(text: str) -> list[str]:
    return sorted(_PLACEHOLDER.findall(text))


def _loops(text: str) -> bool:
    return bool(_LOOP.search(text) or _STUTTER.search(text))
