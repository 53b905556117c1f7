"""The comment lines of a PO file: references and flags, read and written; and safe comments.

The rules are those of gettext 0.21 and 1.0, found by running msgcat on lines of every kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from l10n_flow import patterns as re

_ISOLATE, _POP = "\u2068", "\u2069"
"""gettext writes a file name with a blank between these two characters."""

_REFERENCE = re.compile(
    rf"(?:{_ISOLATE}(?P<isolated>[^{_POP}]+){_POP}?|(?P<name>[^ \t]+?))"
    r"(?:[ \t]*:[ \t]*(?P<line>[0-9]+))?(?=[ \t]|$)"
)

_SOLARIS = re.compile(r"[Ff]ile:[ \t]*(?P<name>.*?)[ \t]*,[ \t]*line:(?P<line>[0-9]+)[ \t]*")

_FORMATS = (
    "c objc c++ python python-brace java java-printf csharp javascript scheme lisp elisp librep "
    "rust go ruby sh sh-printf awk lua object-pascal modula2 d ocaml smalltalk qt qt-plural kde "
    "kde-kuit boost tcl perl perl-brace php gcc-internal gfc-internal ycp"
)
"""In the order in which gettext 1.0 writes them."""

_RANGE = "range:"
_KNOWN = (*(f"{name}-format" for name in _FORMATS.split()), _RANGE, "no-wrap")
_RANK = {name: rank for rank, name in enumerate(_KNOWN)}


def references(text: str) -> tuple[str, ...]:
    """The places that a `#:` line names, each once, as "file:line" or "file".

    >>> references("a.md:007  b.md : 3 a.md:7 \u2068my notes.md\u2069:2")
    ('a.md:7', 'b.md:3', 'my notes.md:2')
    """
    found: dict[str, None] = {}
    for match in _REFERENCE.finditer(text):
        name = match["isolated"] or match["name"]
        found[name if match["line"] is None else f"{name}:{int(match['line'])}"] = None
    return tuple(found)


def reference_line(places: Sequence[str]) -> str:
    """The text after `#: ` for these places: the inverse of `references`.

    >>> reference_line(("a.md:7", "my notes.md:2")) == "a.md:7 \u2068my notes.md\u2069:2"
    True
    """
    return " ".join(_isolated(place) if " " in place else place for place in places)


def _isolated(place: str) -> str:
    name, colon, number = place.rpartition(":")
    if colon and number.isascii() and number.isdigit():
        return f"{_ISOLATE}{name}{_POP}:{number}"
    return f"{_ISOLATE}{place}{_POP}"


def solaris_reference(comment: str) -> str | None:
    """The place in a comment that gettext reads as a reference in the form of Solaris.

    >>> solaris_reference("File: a.md, line:3"), solaris_reference("File: a.md, line: 3")
    ('a.md:3', None)
    """
    match = _SOLARIS.fullmatch(comment)
    return f"{match['name']}:{int(match['line'])}" if match else None


@lru_cache(maxsize=256)
def flags(text: str) -> tuple[str, ...]:
    """The flags of a `#,` line, in its order; gettext also accepts blanks as separators.

    The fuzzy flag counts in any spelling: gettext takes `Fuzzy` for an unknown flag and drops it,
    but who typed it meant a draft.

    >>> flags(" Fuzzy c-format, range: 0..3 ,max-length:80")
    ('fuzzy', 'c-format', 'range: 0..3', 'max-length:80')
    """
    found: dict[str, None] = {}
    for part in text.split(","):
        words = ["fuzzy" if word.lower() == "fuzzy" else word for word in part.split()]
        known = all(word == "fuzzy" or word in _RANK for word in words)
        found.update(dict.fromkeys(words if known else [part.strip()]))
    return tuple(found)


def flag_line(names: Sequence[str], *, fuzzy: bool) -> str:
    """The text after `#, `: fuzzy first, then gettext's own order, then unknown flags.

    msgcat drops unknown flags; here they are kept, because somebody wrote them.

    >>> flag_line(("no-wrap", "max-length:80", "python-format"), fuzzy=True)
    'fuzzy, python-format, no-wrap, max-length:80'
    """
    ordered = sorted(names, key=_rank)
    return ", ".join(["fuzzy", *ordered] if fuzzy else ordered)


_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def held(line: str) -> str:
    r"""The line without control characters and without a backslash at its end.

    After a final backslash gettext reads the next line as part of it (`canonical.write` refuses
    this).

    >>> print(held("a\nb"), held("C:\\"))
    a␊b C:\ (a backslash)
    """
    line = _CONTROL.sub(_visible, line)
    return f"{line} (a backslash)" if line.endswith("\\") else line


def _visible(match: re.Match[str]) -> str:
    """The Unicode picture of a control character; U+FFFD if there is none."""
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"


def _rank(flag: str) -> int:
    return _RANK.get(_RANGE if flag.startswith(_RANGE) else flag, len(_RANK))
