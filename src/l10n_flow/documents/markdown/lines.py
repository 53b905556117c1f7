"""Lines that are not prose: what a site generator reads between, and around, Markdown's blocks.

For CommonMark, `:::tip`, `{% endif %}` or `{: .lead}` is part of an adjacent paragraph. So the
parser gets a changed text of the same length, in which such a line is blank: a paragraph ends above
it and another begins below. A title in such a line (`!!! note "Title"`) becomes a heading, and the
indented body of an admonition becomes a list item: four columns of blanks become the mark of an
item, whose content also begins in the fifth column. Where the text has too few bytes for that (a
tab, the one line end that ends a body), the parser gets more bytes, and its offsets are converted
back. The changed text is never written: rendering copies everything outside of slots from the
article.

The two tags around Markdown within HTML, `<div markdown="1">`, as kramdown and Python-Markdown read
it, are such lines too. CommonMark reads such a block as HTML up to the next blank line, and would
join its paragraphs, lists and headings. Without the two tags the lines between them are ordinary
Markdown, for every generator. The first tag begins a line and the second one ends a line; words may
be beside them.
https://kramdown.gettalong.org/syntax.html#html-blocks
https://python-markdown.github.io/extensions/md_in_html/
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from l10n_flow import patterns as re
from l10n_flow.documents.html import TAG, is_kept
from l10n_flow.documents.htmltags import BLOCK_NAMES
from l10n_flow.documents.markdown import commandwords
from l10n_flow.documents.markdown.commandwords import AttributeWords
from l10n_flow.documents.markdown.dialects import BLOCK_MARKS, FOOTNOTE_MARK, Dialect
from l10n_flow.documents.markdown.opaque import Region

_PREFIX = BLOCK_MARKS.encode()
_IS_PREFIX = re.compile(_PREFIX)
_QUOTE_MARKS = re.compile(rb"[ \t>]*")
_REST = re.compile(rb"[ \t]*(?=[\r\n]|\Z)")
_HTML = re.compile(
    rb"[ \t>]*<(?:[!?]|/?(?:"
    + BLOCK_NAMES.encode()
    + rb")(?=[\s/>])|(?P<other>/?[A-Za-z])[^<>\r\n]*>[ \t]*[\r\n])",
    re.IGNORECASE,
)
"""What begins a block of HTML; the tag of any `other` element does not end a paragraph
(CommonMark 4.6)."""
_ITEM = b"-   "
"""The mark of an item of a list whose content begins in the fifth column."""
_INDENT = re.compile(rb" {4}| {0,3}\t")
_BELOW = re.compile(rb"(?:\r\n?|\n)(?:[ \t>]*(?:\r\n?|\n))*")
_LINE_END = re.compile(rb"\r\n?|\n")


class _Other(NamedTuple):
    """A replacement of bytes `start` to `end` in the text for the parser."""

    start: int
    end: int
    read: bytes


@dataclass(slots=True)
class Lines:
    """The changed text for the parser, and how it relates to the article."""

    text: bytearray
    titles: dict[int, str] = field(default_factory=dict)
    """By the offset of a heading that is really a title: the kind of the title's segment."""
    bodies: dict[int, str] = field(default_factory=dict)
    """By the offset of an item that is really a body: the kind of its content."""
    drawn: set[int] = field(default_factory=set)
    """The starts of lines that are changed already."""
    uncovered: list[Region] = field(default_factory=list)
    """The ranges of titles."""
    words: list[AttributeWords] = field(default_factory=list)
    """The words in commands that readers see."""
    others: list[_Other] = field(default_factory=list)
    """Replacements that need more bytes than the text has; in order, without overlap."""
    in_html: dict[int, bool] = field(default_factory=dict)
    """By the offset of a line: whether it is in a block of HTML; a cache."""
    fenced: list[Region] | None = None
    """The blocks of fenced code, in order; None until somebody asks."""

    def body_at(self, offset: int) -> str | None:
        """The kind of the content, if the item that begins here is really a body; else None."""
        if not self.bodies:
            return None
        while offset not in self.bodies and self.text[offset : offset + 1].isspace():
            offset += 1
        return self.bodies.get(offset)

    def to_read(self) -> bytes:
        """The text for the parser."""
        pieces: list[bytes] = []
        at = 0
        for first, last, read in self.others:
            pieces += [bytes(self.text[at:first]), read]
            at = last
        return b"".join([*pieces, bytes(self.text[at:])])

    def counted_back(self, found: Iterable[tuple[Any, Any]]) -> Iterable[tuple[Any, Any]]:
        """Events and their spans, with offsets converted back to those of the article."""
        return self._counted_back(found) if self.others else found

    def _counted_back(self, found: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
        ends, shifts = [0], [0]
        for first, last, read in self.others:
            ends.append(first + shifts[-1] + len(read))
            shifts.append(shifts[-1] + len(read) - (last - first))

        def origin(offset: int) -> int:
            index = bisect_right(ends, offset) - 1
            at = offset - shifts[index]
            return min(at, self.others[index].start) if index < len(self.others) else at

        for what, span in found:
            yield what, {"start": origin(span["start"]), "end": origin(span["end"])}

    def still(self, hidden: list[Region]) -> list[Region]:
        """The regions that are still hidden: without those of lines whose titles are shown."""
        if not self.uncovered:
            return hidden
        return [
            (start, end)
            for start, end in hidden
            if not any(start < first < end for first, _ in self.uncovered)
        ]


_NO_LINES = Lines(bytearray())
"""For a text without such lines: nothing changes for the parser."""


def readable(
    text: bytes,
    crossed: bytes,
    start: int,
    hidden: Sequence[Region],
    dialect: Dialect,
    tags: Sequence[Tag] = (),
    attributes: frozenset[str] = frozenset(),
) -> Lines:
    r"""The changed text for the parser, from `start` on; in `crossed`, `hidden` is crossed out.

    `tags` are those around Markdown: they become blank, on lines of their own. `attributes` are
    those of commands and directives that readers see.

    >>> from l10n_flow.documents.markdown.dialects import COMMONMARK
    >>> lines = readable(b"Run:\n:::tip Be quick\nNow.\n:::\n", b"", 0, [], COMMONMARK)
    >>> bytes(lines.text)
    b'Run:\n#      Be quick\nNow.\n   \n'
    >>> lines.titles
    {5: 'container title'}
    """
    first, others = _signs(dialect)
    has_signs = bool(first.match(text, start) or others.search(text, max(start - 1, 0)))
    has_tables = dialect.bare_tables and _FIRST_ROW.search(text, start) is not None
    rules = list(_RULE_WITH_TABS.finditer(text, start)) if b"\t" in text else []
    long_tags = list(_LONG_TAG.finditer(crossed or text, start)) if dialect.is_mdx else []
    if not (hidden or has_signs or dialect.directives or tags or has_tables or rules or long_tags):
        return _NO_LINES
    lines = Lines(bytearray(crossed or text))
    for rule in rules:
        lines.text[slice(*rule.span())] = rule[0].replace(b"\t", b" ")
    for long_tag in long_tags:
        _show_as_html(text, long_tag, start, lines)
    for tag in tags:
        _show_tag(text, tag, lines)
    if dialect.directives:
        _directives(text, start, lines, dialect, attributes)
    if has_signs:
        for match in _pattern(dialect).finditer(text, start):
            _show(text, match, lines, dialect, start, attributes)
    _commands(text, start, hidden, lines, attributes)
    if has_tables:
        _complete_tables(text, start, lines)
    lines.others.sort()
    return lines


def _show_tag(text: bytes, tag: Tag, lines: Lines) -> None:
    """Make a tag around Markdown blank, on a line separate from words beside it."""
    line = text.rfind(b"\n", 0, tag.start) + 1
    own_line = b"\n" + _continued(text[line : tag.start])
    if tag.has_words_before:
        marks = _IS_PREFIX.match(text, line)
        own_line = b"\n" + _continued(marks[0] if marks else b"")
        lines.others.append(_Other(tag.start, tag.start, own_line))
        _blank(lines.text, tag.start, tag.end)
        return
    _erase(lines, line, tag.start, tag.end)
    if tag.has_words_after:
        lines.others.append(_Other(tag.end, tag.end, own_line))


# Tags that are tags to MDX only.

_IN_TAG = rb"\"[^\"]*\"|'[^']*'"
_LONG_TAG = re.compile(
    rb"(?m:^)(?P<prefix>" + _PREFIX + rb")<(?:"
    rb"(?P<name>[A-Za-z][\w.:-]*)(?=\s)"
    rb"(?:[^<>\"'\r\n]|" + _IN_TAG + rb")*\r?\n(?:[^<>\"']|" + _IN_TAG + rb")*>"
    rb"|(?P<dotted>[A-Za-z]\w*\.[\w.]+)(?=[\s/>])"
    rb"(?:[^<>\"'\r\n]|" + _IN_TAG + rb")*>[ \t]*(?=[\r\n]|\Z))"
)


def _show_as_html(text: bytes, tag: re.Match[bytes], start: int, lines: Lines) -> None:
    """Make a tag that is on several lines, or has a dot in its name, begin a block of HTML.

    CommonMark takes `<Card` alone for a word and the `>` on a later line for a quote; to MDX they
    are one tag, which is how formatters write it. A `<p` begins HTML wherever its tag ends.
    """
    above = text[max(text.rfind(b"\n", start, max(tag.start() - 1, start)), start) : tag.start()]
    if tag["prefix"].strip(b" \t>") or not above.strip(b" \t\r\n>"):
        first, last = tag.span("name" if tag["dotted"] is None else "dotted")
        lines.text[first:last] = b"p".ljust(last - first)


# Lines that match a pattern.


_MARKS = rb"[ \t>*+\-0-9.):]*(?:\[\^[^\]\s]+\]:[ \t>*+\-0-9.):]*)*"
"""Matches everything that `_PREFIX` matches, and more, several times as fast."""


@cache
def _signs(dialect: Dialect) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """Two patterns for the sign of such a line: on the first line of a text, and on a later one.

    A pattern that begins with a line end is searched for from line to line, five times as fast as
    one that may match anywhere. Most articles have no such line, but all are searched.
    """
    any_sign = "|".join(dict.fromkeys(line.sign for line in dialect.lines)).encode()
    sign = _MARKS + rb"(?:" + any_sign + rb")"
    return re.compile(sign), re.compile(rb"\n" + sign)


@cache
def _pattern(dialect: Dialect) -> re.Pattern[bytes]:
    rows = [
        f"(?P<row{number}>{line.pattern})".replace("(?P<title>", f"(?P<title{number}>")
        for number, line in enumerate(dialect.lines)
    ]
    any_row = "|".join(rows).encode()
    return re.compile(
        rb"(?m:^)(?P<prefix>" + _PREFIX + rb")(?:" + any_row + rb")[ \t]*(?=[\r\n]|\Z)"
    )


def _show(
    text: bytes,
    match: re.Match[bytes],
    lines: Lines,
    dialect: Dialect,
    start: int,
    attributes: frozenset[str],
) -> None:
    """Change a line into what it means: a blank line, a title, or the beginning of a body."""
    number = next(n for n in range(len(dialect.lines)) if match[f"row{n}"] is not None)
    line = dialect.lines[number]
    first, last = match.end("prefix"), match.end()
    if first in lines.drawn or _is_in_html(text, match.start(), start, lines):
        return
    if _is_deep(text, lines, match.start(), first, start):
        return
    if line.opens_quote and not _is_first_in_quote(text, match):
        return
    title = match.span(f"title{number}") if line.kind else (-1, -1)
    _erase(lines, match.start(), first, last)
    if title[1] > title[0]:
        _entitle(text, lines, first, title, line.kind)
    elif line.sign.startswith("::") and attributes:
        lines.words += commandwords.in_braces(text, first, last, attributes)
    if line.body:
        _open_body(text, match, lines, line.kind.removesuffix(" title"))


def _entitle(text: bytes, lines: Lines, mark: int, title: Region, kind: str) -> None:
    """Change the words of the line into a heading."""
    first, last = title
    lines.text[mark : mark + 1] = b"#"
    lines.text[first:last] = text[first:last]
    lines.titles[mark] = kind
    lines.uncovered.append(title)


def _open_body(text: bytes, match: re.Match[bytes], lines: Lines, kind: str) -> None:
    """Change the indentation of the first line below into the mark of an item.

    In each line of the body a tab becomes four blanks. A line directly below the body that is not
    indented is not part of it, unlike in CommonMark, so it is separated.
    """
    marks = _continued(match["prefix"])
    below = _BELOW.match(text, match.end())
    first = line = below.end() if below else len(text)
    while line < len(text):
        after = text.find(b"\n", line) + 1 or len(text)
        if not text[line:after].strip(b" \t\r\n>"):
            line = after
            continue
        at = line + len(marks)
        indent = _INDENT.match(text, at) if text.startswith(marks, line) else None
        if indent is None:
            lines.others.append(_Other(line, line, marks.rstrip() + b"\n"))
            return
        if line == first:
            lines.bodies[at] = kind
        read = _ITEM if line == first else b"    "
        if indent[0] != b"    ":
            lines.others.append(_Other(at, indent.end(), read))
        elif line == first:
            lines.text[at : at + 4] = read
        line = after


def _continued(prefix: bytes) -> bytes:
    """The prefix of a further line in the same quotes, items and footnotes."""
    return _NO_MARK.sub(b" ", _IS_FOOTNOTE.sub(b"    ", prefix))


_IS_FOOTNOTE = re.compile(FOOTNOTE_MARK.encode() + rb"[ \t]*")
_NO_MARK = re.compile(rb"[^> \t]")


def _is_first_in_quote(text: bytes, match: re.Match[bytes]) -> bool:
    """Whether a line is the first of its quote."""
    prefix = match["prefix"]
    if b">" not in prefix:
        return False
    if prefix.strip(b" \t>"):
        return True
    line = max(text.rfind(b"\n", 0, max(match.start() - 1, 0)), -1) + 1
    above = _QUOTE_MARKS.match(text, line, match.start()) if match.start() else None
    return above is None or above[0].count(b">") < prefix.count(b">")


# Lines that contain only commands.


def _commands(
    text: bytes,
    start: int,
    hidden: Sequence[Region],
    lines: Lines,
    attributes: frozenset[str],
) -> None:
    """Make lines blank that contain only commands of a generator, all lines of each command."""
    index = 0
    while index < len(hidden):
        first, last = hidden[index]
        index += 1
        if not _is_command(text, first, last):
            continue
        line = max(text.rfind(b"\n", start, first), text.rfind(b"\r", start, first), start - 1) + 1
        if not _IS_PREFIX.fullmatch(text, line, first):
            continue
        several = index - 1
        while index < len(hidden) and not text[last : hidden[index][0]].strip(b" \t"):
            last = hidden[index][1]
            index += 1
        if not _REST.match(text, last) or _is_in_html(text, line, start, lines):
            continue
        if not _is_deep(text, lines, line, first, start):
            _erase(lines, line, first, last)
            for region in hidden[several:index] if attributes else ():
                lines.words += commandwords.in_command(text, *region, attributes)


def _is_command(text: bytes, first: int, last: int) -> bool:
    """Whether a region is a command; one that only prints a value (`{{ name }}`) is prose."""
    opening = text[first : first + 3]
    if opening[:2] == b"{{":
        return opening[2:] in (b"<", b"%", b"#")
    if opening[:2] == b"<%":
        return opening[2:] != b"="
    known = opening[:2] in (b"{%", b"{#", b"$$", b"{/", b"im", b"ex", b"%%", rb"\b", rb"\[", rb"\\")
    return known or _LINE_END.search(text, first, last) is not None


def _is_in_html(text: bytes, line: int, start: int, lines: Lines) -> bool:
    """Whether a line is in a block of HTML that begins above it; a blank line would end it.

    `Lines.in_html` has the results for the lines above, so that each line is examined once.
    """
    known = lines.in_html
    found, at = False, line
    while at > start:
        above = max(text.rfind(b"\n", 0, at - 1) + 1, start)
        if not text[above:at].strip(b" \t\r\n>"):
            break
        if known.get(above) or _begins_html(text, above, start, lines):
            found = known.get(above) or not _is_code(text, above, start, lines)
            break
        if above in known:
            break
        at = above
    known[line] = found
    return found


def _begins_html(text: bytes, line: int, start: int, lines: Lines) -> bool:
    tag = _HTML.match(text, line)
    if tag is None or tag["other"] is None or line <= start:
        return tag is not None
    above = lines.text[max(text.rfind(b"\n", start, line - 1) + 1, start) : line]
    return _IS_NO_PARAGRAPH.fullmatch(above) is not None


_IS_NO_PARAGRAPH = re.compile(_PREFIX + rb"(?:#[^\r\n]*|[-=*_` ~]*)[ \t]*[\r\n]*")


def _is_code(text: bytes, line: int, start: int, lines: Lines) -> bool:
    """Whether a line is in a fenced block of code, where a tag begins no HTML."""
    if lines.fenced is None:
        lines.fenced = fenced = []
        opened: re.Match[bytes] | None = None
        for match in _CODE_FENCE.finditer(text, start):
            if opened is None:
                if not _is_in_html(text, match.start(), start, lines):
                    opened = match
            elif _closes(opened["fence"], match):
                fenced.append((opened.start(), match.end()))
                opened = None
    index = bisect_right(lines.fenced, (line, len(text))) - 1
    return index >= 0 and line < lines.fenced[index][1]


def _is_deep(text: bytes, lines: Lines, line: int, first: int, start: int) -> bool:
    """Whether a line with the indentation of code continues the paragraph above it.

    If it were blank, indented lines below it would be code.
    """
    if line <= start:
        return False
    above = max(text.rfind(b"\n", start, line - 1) + 1, start)
    if not lines.text[above : line - 1].strip(b" \t\r>"):
        return False
    prefix = _IS_PREFIX.match(lines.text, above)
    if prefix is None or lines.text.startswith(b"#", prefix.end()):
        return False
    return _columns(text[line:first]) - _columns(prefix[0]) >= CODE


CODE = 4
"""Columns of indentation that make code (CommonMark 4.4)."""


def _columns(prefix: bytes | bytearray) -> int:
    return len(_IS_FOOTNOTE.sub(b"    ", prefix).expandtabs(CODE))


def _erase(lines: Lines, line: int, first: int, last: int) -> None:
    """Make a line blank; the first line of an item becomes an empty heading.

    An item cannot begin with two blank lines.
    """
    _blank(lines.text, first, last)
    before = lines.text[line:first]
    item = line + len(before.rstrip(b" \t"))
    if before.strip(b" \t>") or any(at in lines.bodies for at in range(item, first)):
        lines.text[first : first + 1] = b"#"


def _blank(text: bytearray, first: int, last: int) -> None:
    """Make a range blank, except line ends and the marks of quotes at line starts."""
    at = first
    for end in (*(m.span() for m in _LINE_END.finditer(text, first, last)), (last, last)):
        text[at : end[0]] = b" " * (end[0] - at)
        marks = _QUOTE_MARKS.match(text, end[1], last)
        at = marks.end() if marks else end[1]


# Tables.

_RULE_WITH_TABS = re.compile(
    rb"(?m:^)(?=[^\r\n]*\t)(?=[^\r\n]*\|)[ >|:-](?:[ \t>]*[|:-])+[ \t]*(?=[\r\n]|\Z)"
)
"""The rule below a table's head with tabs in it: blanks to GitHub, and words to our parser."""
_ROW = re.compile(rb" {0,3}\|[^\r\n]*[^\s|][^\r\n]*(?:\r?\n|\Z)")
_FIRST_ROW = re.compile(
    rb"(?m:^)(?P<prefix>(?! {4}| {0,3}\t)" + _PREFIX + rb")(?=\|[^\r\n]*[^\s|])"
)
_RULE = re.compile(rb" {0,3}\|[-=:+| \t]*-[-=:+| \t]*\|[ \t]*\r?\n?")


def _complete_tables(text: bytes, start: int, lines: Lines) -> None:
    """Give each table of kramdown what GFM's has: a head of as many columns and a rule below it.

    The head is empty, and only the parser sees it. Tables in quotes and items have theirs as well;
    a row may end without a bar.
    https://kramdown.gettalong.org/syntax.html#tables
    """
    done = start
    for match in _FIRST_ROW.finditer(text, start):
        prefix = match["prefix"]
        if match.start() < done:
            continue
        rows = list(_rows(text, match.end(), _continued(prefix)))
        done = rows[-1].end()
        above = text[max(text.rfind(b"\n", start, match.start() - 1), start) : match.start()]
        if above.strip(b" \t\r\n>") and not prefix.strip(b" \t>"):
            continue  # goes on with a paragraph
        for row in rows:
            if _RULE.fullmatch(row[0]):
                lines.text[row.start() : row.end()] = row[0].replace(b"+", b"|")
        if len(rows) > 1 and _RULE.fullmatch(rows[1][0]):
            continue
        has_rule = _RULE.fullmatch(rows[0][0]) is not None
        columns = max(_columns_of(row[0]) for row in (rows[:1] if has_rule else rows))
        between = b"\n" + _continued(prefix)
        head = b"|" + b" |" * columns + between
        rule = b"" if has_rule else b"|" + b"-|" * columns + between
        lines.others.append(_Other(match.end(), match.end(), head + rule))


def _rows(text: bytes, first: int, marks: bytes) -> Iterator[re.Match[bytes]]:
    """The rows of a table whose first one begins at an offset, below these marks of blocks."""
    row = _ROW.match(text, first)
    while row is not None:
        yield row
        below = row.end()
        row = _ROW.match(text, below + len(marks)) if text.startswith(marks, below) else None


def _columns_of(row: bytes) -> int:
    row = row.strip()
    return row.count(b"|") + row.count(b"+") - row.endswith(b"|")


# Directives: fences around prose.

_FENCE = re.compile(
    rb"(?m:^)(?P<prefix>" + _PREFIX + rb")(?P<fence>`{3,}|~{3,}|:{3,})"
    rb"(?P<info>[^\r\n]*)(?=[\r\n]|\Z)"
)
_CODE_FENCE = re.compile(
    rb"(?m:^)(?P<prefix>" + _PREFIX + rb")(?P<fence>`{3,}(?=[^`\r\n]*(?:[\r\n]|\Z))|~{3,})"
    rb"(?P<info>[^\r\n]*)(?=[\r\n]|\Z)"
)
_DIRECTIVE = re.compile(rb"[ \t]*\{(?P<name>[\w:-]+)\}[ \t]*(?P<title>[^\r\n]*?)[ \t]*\Z")
_SETTINGS = re.compile(
    rb"(?:\r\n?|\n)[ \t>]*---[ \t]*(?:(?:\r\n?|\n)[ \t>]*[\w-]+:[^\r\n]*)*"
    rb"(?:\r\n?|\n)[ \t>]*---[ \t]*(?=[\r\n])"
)
_OPTION = re.compile(rb"(?:\r\n?|\n)[ \t>]*:[\w-]+:[^\r\n]*")


@dataclass(frozen=True, slots=True)
class _Open:
    """A fence that is not closed yet."""

    fence: bytes
    is_prose: bool


def _directives(
    text: bytes, start: int, lines: Lines, dialect: Dialect, attributes: frozenset[str]
) -> None:
    """Make fences around prose blank; colons around anything else become backticks of code."""
    opened: list[_Open] = []
    for match in _FENCE.finditer(text, start):
        closed = _closed(opened, match)
        if closed is not None:
            _draw(lines, match, is_prose=opened[closed].is_prose)
            del opened[closed:]
        elif not opened or opened[-1].is_prose:
            named = _DIRECTIVE.match(match["info"])
            name = named["name"].decode() if named else ""
            is_prose = name in dialect.directives or (not named and match["fence"][:1] == b":")
            opened.append(_Open(match["fence"], is_prose))
            _draw(lines, match, is_prose=is_prose)
            if named:
                last = _last_option(text, match.end())
                lines.words += commandwords.in_options(text, match.end(), last, attributes)
                if is_prose:
                    _blank(lines.text, match.end(), last)
                    if dialect.directives[name]:
                        _title(text, match, named, lines)


def _closed(opened: Sequence[_Open], match: re.Match[bytes]) -> int | None:
    """The index of the innermost fence that this one closes; in code, only the code's own fence."""
    for index in range(len(opened) - 1, -1, -1):
        if _closes(opened[index].fence, match):
            return index
        if not opened[index].is_prose:
            return None
    return None


def _closes(fence: bytes, match: re.Match[bytes]) -> bool:
    """Whether a line is the end of what this fence opened (CommonMark 4.5)."""
    if match["info"].strip() or match["prefix"].strip(b" \t>"):
        return False
    return match["fence"][:1] == fence[:1] and len(match["fence"]) >= len(fence)


def _draw(lines: Lines, match: re.Match[bytes], *, is_prose: bool) -> None:
    first, last = match.span("fence")
    lines.drawn.add(first)
    if is_prose:
        _erase(lines, match.start(), first, match.end())
    elif match["fence"][:1] == b":":
        lines.text[first:last] = b"`" * (last - first)


def _title(text: bytes, match: re.Match[bytes], named: re.Match[bytes], lines: Lines) -> None:
    """Change the text after the name of a directive into a title."""
    offset = match.start("info")
    first, last = named.span("title")
    if last > first:
        title = offset + first, offset + last
        _entitle(text, lines, match.start("fence"), title, "admonition title")


def _last_option(text: bytes, at: int) -> int:
    """The end of the options of a directive, whose own line ends at an offset."""
    settings = _SETTINGS.match(text, at)
    if settings is not None:
        at = settings.end()
    while option := _OPTION.match(text, at):
        at = option.end()
    return at


# HTML


class Tag(NamedTuple):
    """A tag that opens or closes an element whose content is Markdown."""

    start: int
    end: int
    has_words_before: bool = False
    has_words_after: bool = False


_LINE = re.compile(
    rb"^" + BLOCK_MARKS.encode() + rb"(?:"
    rb"(?P<opening><(?P<name>[A-Za-z][A-Za-z0-9-]*)"
    rb"(?P<attributes>(?:[^<>\"'\r\n]|\"[^\"\r\n]*\"|'[^'\r\n]*')*)>)(?P<after>[^\r\n]*)"
    rb"|(?P<before>[^\r\n]*)(?P<closing></(?P<closed>[A-Za-z][A-Za-z0-9-]*)[ \t]*>)[ \t]*"
    rb")(?=[\r\n]|\Z)",
    re.MULTILINE,
)
_MARKDOWN_ATTRIBUTE = re.compile(rb"<[A-Za-z][^<>\r\n]*\smarkdown[\s=/>]")
_MARKDOWN = re.compile(
    rb"\smarkdown(?:\s*=\s*(?:\"(?:1|block|span)\"|'(?:1|block|span)'|1|block|span))?(?=[\s/]|\Z)"
)


def may_hold_markdown(text: bytes) -> bool:
    """Whether the text may have an element whose content is Markdown."""
    return b"markdown" in text and _MARKDOWN_ATTRIBUTE.search(text) is not None


def tags_around(text: bytes) -> list[Tag]:
    r"""The tags that open and close an element whose content is Markdown, on different lines.

    >>> page = b'<div markdown="1">A\n- b\n</div>\n'
    >>> [(page[tag.start:tag.end], tag.has_words_after) for tag in tags_around(page)]
    [(b'<div markdown="1">', True), (b'</div>', False)]
    """
    if not may_hold_markdown(text):
        return []
    found: list[Tag] = []
    opened: list[tuple[bytes, Tag | None]] = []
    for line in _LINE.finditer(text):
        if line["closing"]:
            if opened and opened[-1][0] == line["closed"].lower():
                _, opening = opened.pop()
                if opening is not None:
                    has_words = bool(line["before"].strip())
                    found += [opening, Tag(*line.span("closing"), has_words_before=has_words)]
            continue
        name, after = line["name"].lower(), line["after"].strip()
        if b"</" + name in after.lower():
            continue
        tag = TAG.match(line["opening"])
        is_markdown = _MARKDOWN.search(line["attributes"]) and not (tag and is_kept(tag))
        if is_markdown or any(name == other for other, _ in opened):
            opening = Tag(*line.span("opening"), has_words_after=bool(after))
            opened.append((name, opening if is_markdown else None))
    return sorted(found)
