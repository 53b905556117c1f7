"""The quick reader: catalogs in the shape that `canonical.write` and msgcat give them.

It reads only that shape and returns None for any other; `store` then reads with polib. One regular
expression cuts a text into entries, and only comments and texts with a backslash are examined
further: several times as fast as polib (benchmarks/catalogs.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from l10n_flow.catalogs.po import header, lines
from l10n_flow.catalogs.provenance import origins
from l10n_flow.model import Catalog, Entry, Key, Origin

__all__ = ["assembled", "places", "read"]

_QUOTED = r'(?:"[^\n]*"\n)'
_ENTRY = re.compile(
    r"((?:#(?: [^\n]*+)?\n)*+)"  # translators' comments
    r"((?:#\.(?: [^\n]*+)?\n)*+)"  # notes
    r"(?:#: ([^\n]*)\n)?+"
    r"(?:#, ([^\n]*)\n)?+"
    r"((?:#\| [^\n]*+\n)*+)"  # previous texts
    rf"(?:msgctxt ({_QUOTED}++))?+"
    rf'msgid "([^\n]*)"\n({_QUOTED}*+)'
    rf'msgstr "([^\n]*)"\n({_QUOTED}*+)'
    r"(?:\n|\Z)"
    r"|((?:#[^\n]*+\n)++)(?:\n|\Z)"  # an obsolete entry: each of its lines begins with "#"
    r"|([\s\S]+)"  # anything else: not for us
)
_PREVIOUS = re.compile(rf"(?:msgctxt ({_QUOTED}++))?msgid ({_QUOTED}++)")

_BACKSLASH, _QUOTE = "\x00", "\x04"
"""Stand-ins while a text is unescaped: no text of a catalog holds these two."""
_ESCAPES = (
    (r"\\", _BACKSLASH),
    (r"\"", _QUOTE),
    (r"\n", "\n"),
    (r"\t", "\t"),
    (r"\r", "\r"),
    (r"\a", "\a"),
    (r"\b", "\b"),
    (r"\f", "\f"),
    (r"\v", "\v"),
)


class _UnfitError(Exception):
    """The text is not in the shape that this reader can read."""


def read(text: str, locale: str) -> Catalog | None:
    r"""The catalog in `text`; None if it is not in canonical shape, whether valid or not.

    >>> read('msgid "Peace"\nmsgstr "Paz"\n', "es").entries[0].target
    'Paz'
    >>> read('msgid "Peace"\nmsgstr "Pa" "z"\n', "es") is None
    True
    """
    if "\r" in text or "\x00" in text or "\x04" in text:
        return None
    try:
        entries = [_entry(parts) for parts in _ENTRY.findall(text)]
    except _UnfitError:
        return None
    if len({(entry.context, entry.source) for entry in entries}) != len(entries):
        return None
    return assembled(entries, locale)


def places(text: str) -> dict[Key, int] | None:
    r"""The line of each entry's `msgid`, obsolete ones left out; None for a text `read` refuses.

    >>> places('msgid ""\nmsgstr ""\n\nmsgid "Peace"\nmsgstr "Paz"\n')
    {Key(context=None, source='Peace'): 4}
    """
    if "\r" in text or "\x00" in text or "\x04" in text:
        return None
    found: dict[Key, int] = {}
    line, at = 1, 0
    try:
        for match in _ENTRY.finditer(text):
            if match[12]:
                return None
            if match[11]:
                continue
            context, source = match[6], match[7]
            key = Key(_joined(context) if context else None, _unescaped(source) + _joined(match[8]))
            line += text.count("\n", at, match.start(7))
            at = match.start(7)
            if key.source:
                found[key] = line
    except _UnfitError:
        return None
    return found


def assembled(entries: Sequence[Entry], locale: str) -> Catalog:
    """The catalog of these entries: the one without source is its header; obsolete ones are last.

    An obsolete entry without words is dropped, as msgcat does, because it has nothing to revive.
    The header names UTF-8 in place of any other charset, because the text is decoded already.
    """
    headers: tuple[tuple[str, str], ...] = ()
    comments: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    live, obsolete = [], []
    for entry in entries:
        if entry.obsolete:
            if entry.target:
                obsolete.append(entry)
        elif entry.source or entry.context is not None:
            live.append(entry)
        else:
            headers = header.utf8(header.fields(entry.target))
            comments = entry.comments
            flags = ("fuzzy", *entry.flags) if entry.fuzzy else entry.flags
    return Catalog(locale, tuple(live + obsolete), headers, comments, flags)


def _entry(parts: Sequence[str], *, obsolete: bool = False) -> Entry:
    """The entry of one match of `_ENTRY`; a part that is not there is ""."""
    (comments, notes, places, marks, previous, context,
     source, source_rest, target, target_rest, block, anything) = parts  # fmt: skip
    if anything:
        raise _UnfitError
    if block:
        return _obsolete_entry(block)
    if "\\" in source or '"' in source or source_rest:
        source = _unescaped(source) + _joined(source_rest)
    if "\\" in target or '"' in target or target_rest:
        target = _unescaped(target) + _joined(target_rest)
    if not (comments or notes or marks or context or previous or places or obsolete):
        return Entry(source, target)
    remarks, origin = _remarks(comments) if comments else ((), None)
    if not source and not context:
        remarks, origin = _header_remarks(parts), None
    flags = () if marks in {"", "fuzzy"} else lines.flags(marks)
    previous_context, previous_source = _previous(previous) if previous else (None, None)
    return Entry(
        source,
        target,
        _joined(context) if context else None,
        (marks == "fuzzy" or "fuzzy" in flags) and target != "",
        origin,
        previous_source,
        previous_context,
        remarks,
        _rows(notes, 3) if notes else (),
        lines.references(places) if places else (),
        tuple([flag for flag in flags if flag != "fuzzy"]) if flags else (),
        obsolete,
    )


def _rows(joined: str, skip: int) -> tuple[str, ...]:
    """The comments in `joined` without their signs, the first `skip` characters of each line."""
    if "\\\n" in joined:
        raise _UnfitError  # gettext would read the next line as part of this one
    return tuple([row[skip:] for row in joined[:-1].split("\n")])


def _remarks(comments: str) -> tuple[tuple[str, ...], Origin | None]:
    if "ile:" in comments or "# | msg" in comments:
        raise _UnfitError  # gettext may take it for a reference; Babel made it of a previous text
    rows = _rows(comments, 2)
    return origins.separate(rows) if "l10n-" in comments else (rows, None)


def _header_remarks(parts: Sequence[str]) -> tuple[str, ...]:
    """The comments above the header. Raises `_UnfitError` if it has anything else of an entry."""
    comments, notes, places, _, previous, *_ = parts
    if notes or places or previous:
        raise _UnfitError
    return _rows(comments, 2) if comments else ()


def _obsolete_entry(block: str) -> Entry:
    """The entry of a block whose statements begin with "#~ "; it is read like a live one."""
    rows = f"\n{block}".replace("\n#~| ", "\n#| ").replace("\n#~ ", "\n")[1:]
    match = _ENTRY.fullmatch(rows)
    if match is None or match[11] or match[12]:
        raise _UnfitError
    return _entry(match.groups(""), obsolete=True)


def _previous(rows: str) -> tuple[str | None, str | None]:
    match = _PREVIOUS.fullmatch(rows[3:].replace("\n#| ", "\n"))
    if match is None:
        raise _UnfitError
    return None if match[1] is None else _joined(match[1]), _joined(match[2])


def _joined(quoted: str) -> str:
    """The text of quoted lines."""
    return _unescaped(quoted[1:-2].replace('"\n"', "")) if quoted else ""


def _unescaped(text: str) -> str:
    """The text between two quotes, unescaped; cutting and joining is faster than a search."""
    if "\\" not in text:
        if '"' in text:
            raise _UnfitError
        return text
    parts = text.split(r"\"")
    plain = '"'.join(parts)
    if "\\" not in plain and plain.count('"') == len(parts) - 1:
        return plain  # no escape but that of the quote, or none: nearly all of prose
    for escape, character in _ESCAPES:
        text = text.replace(escape, character)
        if "\\" not in text:
            break  # mostly behind the newlines
    if '"' in text or "\\" in text:
        raise _UnfitError
    return text.replace(_QUOTE, '"').replace(_BACKSLASH, "\\")
