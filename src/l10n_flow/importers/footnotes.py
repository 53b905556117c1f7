"""Footnotes of a page: pairs of links that point at each other, in the markup of any system."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from l10n_flow.importers.shaping import BLOCKS, inside, named

REFERENCE = "note-reference"
"""The element in place of a reference to a footnote; its attribute `label` names the note."""

_LABEL = re.compile(r"[\[(]?\s*(?:\w{1,4}|[*†‡§¶]{1,3})\s*[\])]?")
_NOTES = re.compile(r"foot-?note|endnote|\bnotes?\b|reference|\bfn\b")


class Notes(NamedTuple):
    """The footnotes of a page, removed from its tree."""

    by_label: Mapping[str, Any]


def take_notes(tree: Any) -> Notes:
    """Return the notes; the tree has `REFERENCE` elements in their order, and no notes.

    A reference is a short link to an element that links back to it, or whose name is a note's. The
    link back is removed from the note.
    """
    ids = {e.get("id") or e.get("name"): e for e in inside(tree) if e.get("id") or e.get("name")}
    labels: dict[Any, str] = {}
    references: list[tuple[Any, Any]] = []
    for link in list(inside(tree, "a")):
        target = (link.get("href") or "").rpartition("#")
        words = link.text_content().strip()
        if not target[1] or not _LABEL.fullmatch(words) or target[2] not in ids:
            continue
        note = _whole(ids[target[2]])
        if note is None or note is link or link in note.iter() or _points_back_only(link, note):
            continue
        if _answers(note, link) or _NOTES.search(named(note) + " " + named(ids[target[2]])):
            references.append((link, note))
    notes = {note for _, note in references}
    own = {link: _names(link) for link, _ in references}
    for link, note in references:
        if any(above in notes for above in link.iterancestors()):
            continue
        label = labels.setdefault(note, str(len(labels) + 1))
        _replace(link, label)
    back = {name for names in own.values() for name in names}
    for note in labels:
        _strip_back(note, back)
        note.drop_tree()
    return Notes({label: note for note, label in labels.items()})


def _whole(target: Any) -> Any:
    """Return the block that contains a note's anchor or is it."""
    element = target
    while element is not None and (element.tag not in BLOCKS or _only_mark(element)):
        element = element.getparent()
    if element is None or element.tag in ("body", "article", "main", "section", "h1"):
        return None
    return element


def _only_mark(element: Any) -> bool:
    """Whether a block contains only the number of the note beside it."""
    return element.tag == "p" and _LABEL.fullmatch(element.text_content().strip()) is not None


def _names(link: Any) -> set[str]:
    near = [link, *list(link.iterancestors())[:2], *inside(link)]
    own = {e.get(key) for e in near if e.tag not in BLOCKS for key in ("id", "name")}
    own |= {e.get(key) for e in near[1:] if e.tag == "sup" for key in ("id", "name")}
    before = link.getprevious()
    if before is not None and before.tag == "a" and not (before.text_content() or "").strip():
        own |= {before.get("id"), before.get("name")}
    return {name for name in own if name}


def _answers(note: Any, link: Any) -> bool:
    mine = _names(link)
    return any((back.get("href") or "").rpartition("#")[2] in mine for back in inside(note, "a"))


def _points_back_only(link: Any, note: Any) -> bool:
    """Whether the link is the note's link back: it opens or closes its block."""
    own = _whole(link)
    if own is None or own is note:
        return True
    words = link.text_content().strip()
    first = next(a for a in inside(own, "a") if a.get("href"))
    if own.text_content().strip().startswith(words) and first is link:
        return True
    marked = re.search(r"back-?(ref|link)|footnote-(number|back)|return", named(link)) is not None
    return marked or (_NOTES.search(named(own)) is not None and "ref" not in named(link))


def _replace(link: Any, label: str) -> None:
    """Replace the link, with the `sup` and brackets around it, by the reference."""
    place = link
    parent = place.getparent()
    while parent.tag in ("sup", "span") and parent.text_content().strip("[]() \n") == (
        link.text_content().strip("[]() \n")
    ):
        place, parent = parent, parent.getparent()
    mark = place.makeelement(REFERENCE, {"label": label})
    mark.tail, place.tail = place.tail, None
    parent.replace(place, mark)


def _strip_back(note: Any, back: set[str]) -> None:
    """Remove a note's number and the links back, which Markdown adds by itself.

    A link with words to another place belongs to the note.
    """
    for link in list(inside(note, "a")):
        target = (link.get("href") or "").rpartition("#")
        is_sign = not any(map(str.isalpha, link.text_content()))
        if target[1] and (target[2] in back or is_sign):
            holder = link.getparent()
            link.drop_tree()
            if holder.tag == "sup" and not holder.text_content().strip():
                holder.drop_tree()
