"""The notes for translators in a catalog, the extracted comments, `#.`: what a segment is.

Why a draft needs a look is beside them; those lines are made from its origin (`origins`).
"""

from __future__ import annotations

from l10n_flow.catalogs.po.commentlines import held
from l10n_flow.catalogs.provenance.origins import NOTE
from l10n_flow.model import Segment

_PLAIN_KINDS = {"paragraph", "text"}
_LONGEST = 100
"""Characters in a line of a translation editor's side panel. Longer values lose their middle,
because the two ends of an address are the most useful parts."""
_HEAD = 60


def notes(segment: Segment) -> tuple[str, ...]:
    """The author's note, the kind unless it is "paragraph", and the placeholders.

    Each is one line that a PO file can contain: control characters become visible.

    >>> from l10n_flow.model import Placeholder
    >>> link = Placeholder("https://example.org/a", "link")
    >>> notes(Segment("Read [this]({1})", "heading 2", (link,), note="A pun on bread."))
    ('A pun on bread.', 'heading 2', '{1} = https://example.org/a')
    """
    kind, placeholders = segment.kind, segment.placeholders
    lines = [_authors(line.strip()) for line in segment.note.splitlines() if line.strip()]
    if kind not in _PLAIN_KINDS:
        lines.append(kind)
    for number, (value, _, label) in enumerate(placeholders, 1):
        lines.append(f"{{{number}}} = {_shortened(value or label)}")
    together = "".join(lines)
    if together.isprintable() and "\\" not in together:
        return tuple(lines)
    return tuple([held(line) for line in lines])


def _shortened(value: str) -> str:
    """At most `_LONGEST` characters: the beginning and the end.

    >>> _shortened("https://example.org/" + "a" * 200 + "/page.html")[-20:]
    'aaaaaaaaaa/page.html'
    """
    if len(value) <= _LONGEST:
        return value
    return f"{value[:_HEAD]}…{value[-(_LONGEST - _HEAD - 1) :]}"


def _authors(line: str) -> str:
    """An author's line; one that looks like a review reason is put in quotation marks.

    Otherwise it would be deleted as a review reason.

    >>> _authors("A pun."), _authors("l10n-flow: a pun")
    ('A pun.', '“l10n-flow: a pun”')
    """
    return f"“{line}”" if line.startswith(NOTE.rstrip()) else line
