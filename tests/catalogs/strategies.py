"""Catalogs for Hypothesis: anything that a PO file can hold, most of it nasty."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from l10n_flow.catalogs.po import commentlines, header
from l10n_flow.model import PREFIX, Catalog, Entry, Origin

NASTY = ["\n", '"', "\\", "\t", "\r", "\a", "\b", "\f", "\v", "\u2028", "\x85", "\x1c", "\u200c"]
NASTY += [
    " ",
    "#",
    "#~ ",
    "msgid ",
    '"\nmsgstr "',
    "\\n",
    "%",
    ";",
    "\ufeff",
    "\u2069",
    "🙂",
    "سلام",
]

_character = st.characters(codec="utf-8", exclude_characters="\x00\x04")
texts = st.lists(st.one_of(_character, st.sampled_from(NASTY)), max_size=12).map("".join)
"""Any text that a PO file can hold."""

sources = texts.filter(bool)


def _is_for_both(line: str) -> bool:
    """Whether the quick reader reads it: what may be a reference, or Babel's, it leaves alone."""
    return "ile:" not in line and "| msg" not in line and "l10n-" not in line


def _is_remark(line: str) -> bool:
    return _is_for_both(line) and not (
        set(line) & set("\n\r\x00")
        or line.endswith("\\")
        or line.startswith(PREFIX)
        or commentlines.solaris_reference(line)
    )


remarks = st.one_of(texts, st.sampled_from([" ", "  two ", ", fuzzy", ": a.md:3", "~ x"])).filter(
    _is_remark
)
"""Any comment line that a PO file can hold."""

some_remarks = st.lists(remarks, max_size=3).map(tuple)

references = st.lists(
    st.sampled_from(["a.md", "a.md:3", "b/c.md:12", "my notes.md:2", "یادداشت.md:7"]),
    max_size=3,
    unique=True,
).map(tuple)

KNOWN_FLAGS = ["python-format", "javascript-format", "no-wrap"]
"""Flags of gettext, in its order; formats that no text of ours can break."""


@st.composite
def known_flags(draw: st.DrawFn) -> tuple[str, ...]:
    chosen = draw(st.sets(st.sampled_from(KNOWN_FLAGS), max_size=2))
    return tuple(flag for flag in KNOWN_FLAGS if flag in chosen)


flags = st.one_of(known_flags(), st.just(("no-wrap", "max-length:80")), st.just(("x-own flag",)))

_words = st.text(st.characters(codec="utf-8"), max_size=6).filter(_is_for_both)
other_fields = st.lists(
    st.tuples(st.text("abxyz-", min_size=2, max_size=4), _words), max_size=2
).map(tuple)
state_comments = st.builds(
    Origin,
    kind=st.sampled_from(["", "mt", "tm", "fuzzy", "sentences"]),
    engine=_words,
    score=st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False)),
    model=_words,
    confidence=st.one_of(st.none(), st.floats(0, 1)),
    why=st.lists(_words.filter(bool), max_size=3).map(tuple),
    machine=_words,
    source=_words,
    reviewer=_words,
    words=_words,
    how=st.one_of(st.sampled_from(["", "one", "batch", "command"]), _words),
    changed=st.booleans(),
    time=st.sampled_from(["", "2026-11-02T10:00:00Z"]),
    others=other_fields,
)


@st.composite
def entries(draw: st.DrawFn, flags: st.SearchStrategy[tuple[str, ...]] = flags) -> Entry:
    target = draw(texts)
    previous = draw(st.one_of(st.none(), texts))
    return Entry(
        draw(sources),
        target,
        draw(st.one_of(st.none(), st.none(), texts)),
        bool(target) and draw(st.booleans()),
        draw(st.one_of(st.none(), state_comments)),
        previous,
        None if previous is None else draw(st.one_of(st.none(), texts)),
        draw(some_remarks),
        draw(some_remarks),
        draw(references),
        draw(flags),
        bool(target) and draw(st.booleans()),
    )


_names = st.text("ABCDEFabcdef-", min_size=1, max_size=8).filter(
    lambda name: name.lower() != "content-type"
)
_values = texts.filter(lambda value: "\n" not in value)


@st.composite
def catalogs(draw: st.DrawFn, flags: st.SearchStrategy[tuple[str, ...]] = flags) -> Catalog:
    """A catalog in the order in which it is written, with a header that names UTF-8."""
    drawn = draw(st.lists(entries(flags), max_size=5, unique_by=lambda entry: entry.key))
    fields = draw(st.lists(st.tuples(_names, _values), max_size=3))
    return Catalog(
        draw(st.sampled_from(["es", "fa", ""])),
        tuple(sorted(drawn, key=lambda entry: entry.obsolete)),
        header.new_headers("es", "a project") + tuple(fields),
        draw(some_remarks),
        draw(st.sampled_from([(), ("fuzzy",)])),
    )


def sound(catalog: Catalog) -> Catalog:
    """`catalog` with what `msgfmt -c` objects to set right.

    A translation must begin and end with a newline exactly when its source does, a text that is
    called a Python format must be one, and the header must say each thing once.
    """

    def framed(entry: Entry) -> Entry:
        source = entry.source.strip("\n") or "x"
        target = entry.target.strip("\n")
        return replace(entry, source=source, target=target, flags=("no-wrap",), obsolete=False)

    unique = {entry.key: entry for entry in map(framed, catalog.entries)}
    return replace(
        catalog, entries=tuple(unique.values()), headers=header.new_headers("es", "a project")
    )
