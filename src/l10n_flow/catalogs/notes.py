"""What a translator is told about a segment: the extracted comments, `#.`."""

from __future__ import annotations

import re

from l10n_flow.model import Segment

__all__ = ["notes"]

_PLAIN_KINDS = {"paragraph", "text"}
_LONGEST = 100
"""A line of a translation editor's side panel; the two ends of an address tell most."""
_HEAD = 60

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def notes(segment: Segment) -> tuple[str, ...]:
    """The author's note, the kind where it says more than "paragraph", and the placeholders.

    Each is one line that a PO file can hold: control characters become visible.

    >>> from l10n_flow.model import Placeholder
    >>> link = Placeholder("https://example.org/a", "link")
    >>> notes(Segment("Read [this]({1})", "heading 2", (link,), note="A pun on bread."))
    ('A pun on bread.', 'heading 2', '{1} = https://example.org/a')
    """
    kind, placeholders = segment.kind, segment.placeholders
    lines = [line.strip() for line in segment.note.splitlines() if line.strip()]
    if kind not in _PLAIN_KINDS:
        lines.append(kind)
    for number, (value, _, label) in enumerate(placeholders, 1):
        lines.append(f"{{{number}}} = {_shortened(value or label)}")
    together = "".join(lines)
    if together.isprintable() and "\\" not in together:
        return tuple(lines)
    return tuple([_held(line) for line in lines])


def _shortened(value: str) -> str:
    """At most `_LONGEST` characters: the beginning and the end.

    >>> _shortened("https://example.org/" + "a" * 200 + "/page.html")[-20:]
    'aaaaaaaaaa/page.html'
    """
    if len(value) <= _LONGEST:
        return value
    return f"{value[:_HEAD]}…{value[-(_LONGEST - _HEAD - 1) :]}"


def _held(line: str) -> str:
    r"""One line without a control character and without a backslash at its end.

    gettext reads on in the next line after a final backslash (`canonical.write` refuses it).

    >>> print(_held("a\nb"), _held("C:\\"))
    a␊b C:\ (a backslash)
    """
    line = _CONTROL.sub(_visible, line)
    return f"{line} (a backslash)" if line.endswith("\\") else line


def _visible(match: re.Match[str]) -> str:
    """The Unicode picture of a control character; U+FFFD for one that has none."""
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"
