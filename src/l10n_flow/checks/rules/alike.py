"""Texts that look the same and differ."""

from __future__ import annotations

import unicodedata

from l10n_flow.visible import named


def only_unseen(one: str, other: str) -> str:
    r"""Return the invisible signs of one text or the other when they alone differ; else "".

    >>> only_unseen("setup()", "setup()\u200e"), only_unseen("setup()", "set()")
    ('⟨LRM⟩', '')
    """
    if one == other or _seen(one) != _seen(other):
        return ""
    signs = [sign for sign in one + other if _is_unseen(sign)]
    return named("".join(dict.fromkeys(signs)))


def _seen(text: str) -> str:
    return "".join([" " if sign.isspace() else sign for sign in text if not _is_unseen(sign)])


def _is_unseen(sign: str) -> bool:
    """Whether the sign is invisible; or a blank that is not the keyboard's, but looks like it."""
    return unicodedata.category(sign) in ("Cf", "Cc")
