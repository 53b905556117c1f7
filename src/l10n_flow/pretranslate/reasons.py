"""Why a segment was left to people."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Reason"]


class Reason(StrEnum):
    """Why a segment has no draft. The value stands in JSON; `label` is what people read.

    >>> Reason.LOOP.value, Reason.LOOP.label
    ('loop', 'the engine repeated itself')
    """

    NO_MODEL = "no-model"
    ENGINE_FAILED = "engine-failed"
    STOPPED = "stopped"
    NOT_IN_PHRASEBOOK = "not-in-demonstration"
    TOO_LONG = "too-long"
    EMPTY = "empty"
    CUT = "cut"
    UNKNOWN_WORD = "unknown-word"
    MARKUP_MADE = "markup-made"
    MARKUP_LOST = "markup-lost"
    ITEM_LOST = "item-lost"
    NUMBER_LOST = "number-lost"
    WRONG_SCRIPT = "wrong-script"
    LOOP = "loop"
    WILD_LENGTH = "wild-length"
    COPY = "copy"
    UNSURE = "unsure"

    @property
    def label(self) -> str:
        """What people read."""
        return _LABELS[self]


_LABELS = {
    Reason.NO_MODEL: "no model is installed",
    Reason.ENGINE_FAILED: "the engine is missing or failed",
    Reason.STOPPED: "it was not its turn yet when somebody stopped",
    Reason.NOT_IN_PHRASEBOOK: "the small model knows the sentences of its phrasebook only",
    Reason.TOO_LONG: "a sentence is too long for the engine",
    Reason.EMPTY: "the engine had no answer",
    Reason.CUT: "the engine came to no end",
    Reason.UNKNOWN_WORD: "the engine met a word that it cannot write",
    Reason.MARKUP_MADE: "the engine's answer would be read as markup",
    Reason.MARKUP_LOST: "the engine lost markup that it is supposed to keep",
    Reason.ITEM_LOST: "there is no telling where a placeholder or code belongs",
    Reason.NUMBER_LOST: "the engine changed a number",
    Reason.WRONG_SCRIPT: "the engine answered in another script",
    Reason.LOOP: "the engine repeated itself",
    Reason.WILD_LENGTH: "the engine's answer is far too long or too short",
    Reason.COPY: "the engine gave the original back",
    Reason.UNSURE: "the draft was less sure than pretranslate.min_confidence asks for",
}
