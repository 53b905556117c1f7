"""Texts that look alike and are not the same."""

from __future__ import annotations

import unicodedata

from l10n_flow.visible import named

__all__ = ["only_unseen"]


def only_unseen(one: str, other: str) -> str:
    r"""The invisible signs of one text or the other, when nothing else is different; else "".

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
    """Whether it shows nothing; a blank that is none of the keyboard's looks like one."""
    return unicodedata.category(sign) in ("Cf", "Cc")
