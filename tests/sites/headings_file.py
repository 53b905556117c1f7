"""The headings that every generator was given, and the ids that it made of them."""

from __future__ import annotations

from l10n_flow.documents.markdown.parsing import plain_text
from l10n_flow.editions.anchors import HeadingIds, heading_ids

from .generators import HEADINGS, HERE


def headings() -> list[str]:
    """The headings as they are written, without their `##`."""
    lines = HEADINGS.read_text("utf-8").splitlines()
    return [line.removeprefix("## ") for line in lines if line.startswith("## ")]


def recorded() -> dict[str, list[str]]:
    """By rule, the ids that the program itself gave."""
    found: dict[str, list[str]] = {}
    for line in (HERE / "headings.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            ids = found[line.strip("[]")] = []
        elif line and not line.startswith("#"):
            ids.append("" if line == '""' else line)
    return found


def ours(rule: HeadingIds) -> list[str]:
    """The ids that we make of the headings."""
    words = [h if rule.marked else plain_text(h, smart=rule.smart) for h in headings()]
    return heading_ids(rule, [(word, None) for word in words])
