"""Make a translation fit its slot: the table of places, and what each one cannot contain.

A translation is inline text. In each place some texts would break out of the slot: a newline or a
`|` in a table cell, `1399. ` or `# ` at the start of a paragraph, a quote in a YAML string. Each
function here spells the words so that they stay words, or raises `Unfit` with the reason.
`render` then proves the result by reading it again, so these functions need not be perfect.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from l10n_flow import patterns as re
from l10n_flow import tomltext
from l10n_flow.documents import htmltags
from l10n_flow.documents.document import (
    Slot,
    Spell,
    Unfit,
    is_translatable,
    on_one_line,
    substitute,
)
from l10n_flow.documents.markdown.delimiters import defused

Finish = Callable[[Slot, str], str]

NONE: Mapping[str, Spell] = {}


class Fitted(NamedTuple):
    """The text that puts a translation into its slot."""

    text: str
    as_written: bool
    """Whether it is the unchanged translation with its placeholders filled: nothing was escaped."""


def fit(slot: Slot, target: str, places: Mapping[str, Spell] = NONE) -> Fitted:
    """The text that puts a translation, `cleaned`, into its slot.

    `places` are those that only the document's format has.

    Raises `Unfit` if the translation has no words, uses a placeholder that the source does not
    have, or contains something that no spelling can make safe.
    """
    if not is_translatable(target):
        raise Unfit("has nothing but marks, code or placeholders")
    spell, finish = PLACES.get(slot.place) or (_as_it_is, places[slot.place])
    spelled = spell(slot, target)
    filled = substitute(spelled, slot.segment.placeholders)
    text = finish(slot, filled)
    return Fitted(text, spelled == target and text == filled)


_SEPARATORS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
"""What word processors and Python end a line with, and Markdown, HTML and YAML 1.2 do not."""
_NEWLINES = re.compile(rf"\r\n?|[{_SEPARATORS}]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_ODD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def cleaned(slot: Slot, target: str) -> str:
    r"""The translation with one kind of line end and without control characters.

    A separator of lines that the source has too stays: it is no line end there. Blanks and comments
    at its edges are removed; comments there are outside of every slot.

    >>> from l10n_flow.model import Placeholder, Segment
    >>> comment = (Placeholder("<!-- c -->", "html"),)
    >>> slot = Slot(0, 9, Segment("One {1} two", "paragraph", comment), "block")
    >>> cleaned(slot, " uno\r\ndos\x00 {1}")
    'uno\ndos'
    """
    if _ODD.search(target):
        source = slot.segment.source
        ends = {sign: sign if sign in source else "\n" for sign in _SEPARATORS}
        target = _NEWLINES.sub(lambda found: ends.get(found[0], "\n"), target)
        target = _CONTROLS.sub("", target)
    target = target.strip(_BLANK)
    for number, (value, _, _) in enumerate(slot.segment.placeholders, 1):
        if value.startswith("<!--"):
            mark = f"{{{number}}}"
            while target.startswith(mark) or target.endswith(mark):
                target = target.removeprefix(mark).removesuffix(mark).strip(_BLANK)
    return target


_BLANK = " \t\n\u3000"


def is_clean(target: str) -> bool:
    """Whether `cleaned` leaves a translation as it is, in a slot without comments."""
    if target[0] in _BLANK or target[-1] in _BLANK:
        return False
    return target.isprintable() or _ODD.search(target) is None


# Markdown. The rules are CommonMark 0.31's block starts, and those of the extensions we read; then
# the lines that are no prose in any dialect (`dialects.LINES`).
# https://spec.commonmark.org/0.31.2/#blocks-and-inlines

_BLOCK_START = re.compile(
    r"""(?:
      (?P<mark>\#{1,6}(?=[ \t\d]|$) | [-+*](?=[ \t]|$) | [>|] | [:~](?=[ \t]|$)
                | `{3,}(?=[^`]*$) | ~{3,} | :{3} | !{3}(?=[ \t]?\w) | \?{3}\+?(?=[ \t]*[\w"])
                | ={3}[!+]*(?=[ \t]+") | /{3,} | ;?-{2,}(?=8<-) | \$\$)
    | [0-9]{1,9}(?P<number>[.)])(?=[ \t]|$)
    | (?P<bracket>\[)(?=[^\]]*\]:|[ xX]\](?:[ \t]|$)|!\w+|TOC\]$|\[_?TOC_?\]\]$)
    | (?P<rule>[-=*_+])(?=[-=*_+ \t]*$)
    | (?P<delimiter>[-:])(?=[-: \t|]*$)
    | (?P<html><)(?=[!?]|/?(?:BLOCKS)(?:[\s/>]|$))
    )""".replace("BLOCKS", htmltags.BLOCK_NAMES),
    re.VERBOSE | re.IGNORECASE,
)


def begins_block(line: str) -> bool:
    """Whether a line would begin a block other than a paragraph if nothing were escaped."""
    return _BLOCK_START.match(line) is not None


def _escape_start(line: str, source: str = "") -> str:
    r"""The line; the character that would make it another kind of block is escaped.

    If the source begins with the same characters, they are words there, and nothing is escaped.
    Python-Markdown needs no blank in a heading: `#1 es` is one. `#Tag` is left, for Obsidian.

    >>> [_escape_start(x) for x in ("1399. سال", "- no", "#1 es", "=== x", "[^1]: n", "<div>")]
    ['1399\\. سال', '\\- no', '\\#1 es', '=== x', '\\[^1]: n', '&lt;div>']
    >>> [_escape_start("- no", source) for source in ("- yes", "+ yes", "> yes", "yes")]
    ['- no', '\\- no', '\\- no', '\\- no']
    """
    match = _BLOCK_START.match(line)
    if match is None:
        return line
    begun = _BLOCK_START.match(source)
    if begun is not None and begun.group() == match.group():
        return line
    at = match.start(match.lastgroup or 0)
    sign = line[at]
    if sign in _ESCAPED_ANYWHERE:
        return line[:at] + "\\" + line[at:]
    return line[:at] + ("&lt;" if sign == "<" else f"&#{ord(sign)};") + line[at + 1 :]


_ESCAPED_ANYWHERE = "\\`*_{}[]()>#+-.!|"
"""What a backslash is for in Python-Markdown with tables, which knows the fewest
(`ESCAPED_CHARS` of https://github.com/Python-Markdown/markdown/blob/master/markdown/core.py)."""


def _contained(slot: Slot, target: str, dialect: htmltags.TagDialect) -> str:
    """The words without tags and links that could act on a page; most words have neither."""
    if "<" not in target and "](" not in target:
        return target
    return htmltags.contained(target, slot.segment.source, dialect)


def _block(slot: Slot, target: str) -> str:
    """Inline Markdown that may be several lines: a paragraph, an item, a footnote."""
    safe = _contained(slot, target, htmltags.MARKDOWN)
    if "\n" not in safe:
        return _escape_start(_even_backslashes(safe), slot.segment.source)
    lines = [line.strip(" \t") for line in safe.split("\n") if line.strip(" \t")]
    # A translator may write a hard break's backslash too; the line end already means the same.
    lines = [line[:-1] if _TRAILING.search(line) else line for line in lines[:-1]] + lines[-1:]
    begins = [slot.segment.source, *[""] * len(lines)]
    lines = [_escape_start(_even_backslashes(x), y) for x, y in zip(lines, begins, strict=False)]
    return (slot.spelling or _HARD_BREAK).join(lines)


_HARD_BREAK = "  \n"
"""The end of a line in every dialect; Python-Markdown and kramdown show a backslash to readers."""


_TRAILING = re.compile(r"(?<!\\)(?:\\\\)*\\$")


def _even_backslashes(line: str) -> str:
    """The line; a last backslash that would escape what follows the slot is doubled."""
    return line + "\\" if line.endswith("\\") and _TRAILING.search(line) else line


def _one_line(slot: Slot, target: str) -> str:
    if "\n" in target:
        parts = (line.strip(" \t") for line in target.split("\n"))
        target = " ".join(part for part in parts if part)
    return _contained(slot, target, htmltags.MARKDOWN)


_CLOSING_MARKS = re.compile(r"(?P<before>^|[ \t])(?P<marks>#+)$")
_ATTRIBUTES = re.compile(r"\{(?=[^{}]*\}$)(?!\d+\})")


def _heading(slot: Slot, target: str) -> str:
    """One line; no closing `#`, and no `{…}` that would be read as the heading's attributes."""
    line = _even_backslashes(_one_line(slot, target))
    return _without_attributes(slot, _CLOSING_MARKS.sub(_words, line))


def _words(marks: re.Match[str]) -> str:
    """The marks as words also in a title that nobody reads as Markdown, such as `*[EU]: Title`."""
    return marks["before"] + "&#35;" * len(marks["marks"])


def _setext(slot: Slot, target: str) -> str:
    return _block(slot, _without_attributes(slot, target))


_LAST_NUMBER = re.compile(r"\{([0-9]+)\}$")


def _without_attributes(slot: Slot, line: str) -> str:
    """The line with braces at its end escaped: in a heading they would be its attributes."""
    last = _LAST_NUMBER.search(line)
    if last is not None and 1 <= int(last[1]) <= len(slot.segment.placeholders):
        value, kind, _ = slot.segment.placeholders[int(last[1]) - 1]
        return line[: last.start()] + "&#123;" + value[1:] if kind == "literal" else line
    return _ATTRIBUTES.sub("&#123;", line)


_PIPE = re.compile(r"(?<!\\)\|")


def _cell(slot: Slot, target: str) -> str:
    """One line that does not escape the `|` after it."""
    return _TRAILING.sub(lambda m: m.group()[:-1] + "&#92;", _one_line(slot, target))


def _without_pipes(slot: Slot, text: str) -> str:
    """The text with every `|` escaped: GFM splits a row into cells first, even within code."""
    return _PIPE.sub(r"\\|", text)


def _link_title(quote: str) -> Finish:
    """The title of a link definition; a quote that would end it is escaped."""
    unsafe = re.compile(rf"(?<!\\)([{re.escape(quote)}])")

    def finish(slot: Slot, text: str) -> str:
        return _even_backslashes(unsafe.sub(r"\\\1", text))

    return finish


# HTML


def _folded(slot: Slot, target: str) -> str:
    return on_one_line(target)


def _html(slot: Slot, target: str) -> str:
    return _contained(slot, _folded(slot, target), htmltags.HTML)


def _rcdata(slot: Slot, text: str) -> str:
    """The words of `<title>`, in which only the end tag is a tag."""
    return text.replace("<", "&lt;")


def _attribute(unsafe: str) -> Finish:
    """The value of an attribute; characters that its quotes cannot contain become references."""

    def finish(slot: Slot, text: str) -> str:
        return "".join(f"&#{ord(c)};" if c in unsafe else c for c in text)

    return finish


def _bare_attribute(slot: Slot, text: str) -> str:
    """The value of an attribute without quotes, which ends at a blank of any kind."""
    return "".join(f"&#{ord(c)};" if c in "<>\"'=`" or c.isspace() else c for c in text)


# Attributes of shortcodes, and of tags of Liquid. Hugo reads the text between quotation marks as a
# string of Go, in which an unknown escape such as `\x` alone is an error.

_ESCAPED = re.compile(r"(\\[\\\"'])")


def _in_value(slot: Slot, target: str) -> str:
    htmltags.refuse_new_tags(target, slot.segment.source)
    return _folded(slot, target)


def _value(quote: str) -> Finish:
    def finish(slot: Slot, text: str) -> str:
        if quote == "`":
            if "`" in text:
                raise Unfit("holds a backtick, which ends the words of this attribute")
            return text
        parted = _ESCAPED.split(text)
        return "".join(
            part if number % 2 else part.replace("\\", "\\\\").replace(quote, "\\" + quote)
            for number, part in enumerate(parted)
        )

    return finish


# YAML. https://yaml.org/spec/1.2.2/#chapter-7-flow-style-productions

_PLAIN = re.compile(
    r"(?!(?:y|n|yes|no|on|off|true|false|null|nan|inf)$)"
    r"[^\W\d_][^\x00-\x1f\x7f\x85\u2028\u2029\ufeff:#\[\]{},&*!|>'\"%@`\\]*",
    re.IGNORECASE,
)
_NOT_PRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
)


def quoted_scalar(words: str, style: str) -> str:
    r"""A YAML scalar for `words` on one line, in the given style if that can contain them.

    >>> [quoted_scalar(*x) for x in (("Paz", ""), ("Paz: ya", ""), ("It's", "'"), ("a\nb", "'"))]
    ['Paz', "'Paz: ya'", "'It''s'", '"a\\nb"']
    """
    if style == "" and _PLAIN.fullmatch(words) and words == words.strip():
        return words
    special = "\n" in words or "\t" in words or _NOT_PRINTABLE.search(words)
    if style == '"' or special:
        escaped = words.replace("\\", "\\\\").replace('"', '\\"')
        escaped = escaped.replace("\n", "\\n").replace("\t", "\\t")
        return '"' + _NOT_PRINTABLE.sub(_escaped, escaped) + '"'
    return "'" + words.replace("'", "''") + "'"


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"


def _field(slot: Slot, target: str) -> str:
    """The words of a field, which templates may show in any way."""
    htmltags.refuse_new_tags(target, slot.segment.source)
    return target


def refuse_in_field(words: str) -> None:
    """Raise `Unfit` if the words would be more than words in front matter."""
    htmltags.refuse_new_tags(words, "")
    defused(words, "", "yaml")


def _yaml(slot: Slot, text: str) -> str:
    return quoted_scalar(text, slot.spelling)


def _yaml_block(slot: Slot, text: str) -> str:
    """The text as a block scalar with the same header line and indentation.

    A literal also keeps the indentation of its lines, except of the first one, which would set that
    of the block. In a folded text an indented line would not be folded, so indentation is removed.
    """
    header, indent = slot.spelling.split("\0")
    is_literal = slot.place == "yaml-literal"
    lines = [line.rstrip(" \t") if is_literal else line.strip(" \t") for line in text.split("\n")]
    eol = "\r\n" if header.endswith("\r\n") else "\n"
    between = eol if is_literal else eol * 2
    return header + between.join(indent + line if line else "" for line in lines)


# TOML. https://toml.io/en/v1.0.0#string


def _toml(slot: Slot, text: str) -> str:
    return tomltext.quoted(text, slot.spelling)


def _toml_lines(slot: Slot, text: str) -> str:
    """The text between the same three quotes, with the same line ends beside them."""
    opening, closing, eol = slot.spelling.split("\0")
    try:
        words = tomltext.on_lines(text, opening[0])
    except ValueError:
        words = tomltext.on_lines(text, '"')
        opening, closing = opening.replace("'", '"'), closing.replace("'", '"')
    return opening + words.replace("\n", eol) + closing


# Plain text


def _text(slot: Slot, target: str) -> str:
    """A paragraph of plain text without blank lines, which would split it."""
    lines = [line.strip(" \t") for line in target.split("\n")]
    return "\n".join(line for line in lines if line)


def _as_it_is(slot: Slot, text: str) -> str:
    return text


PLACES: dict[str, tuple[Spell, Finish]] = {
    "block": (_block, _as_it_is),
    "setext": (_setext, _as_it_is),
    "heading": (_heading, _as_it_is),
    "cell": (_cell, _without_pipes),
    "title-double": (_folded, _link_title('"')),
    "title-single": (_folded, _link_title("'")),
    "title-round": (_folded, _link_title("()")),
    "html": (_html, _as_it_is),
    "rcdata": (_folded, _rcdata),
    "attribute-double": (_folded, _attribute('<>"')),
    "attribute-single": (_folded, _attribute("<>'")),
    "attribute-bare": (_folded, _bare_attribute),
    "value-double": (_in_value, _value('"')),
    "value-single": (_in_value, _value("'")),
    "value-raw": (_in_value, _value("`")),
    "yaml": (_field, _yaml),
    "yaml-literal": (_field, _yaml_block),
    "yaml-folded": (_field, _yaml_block),
    "toml": (_field, _toml),
    "toml-lines": (_field, _toml_lines),
    "text": (_text, _as_it_is),
}
"""By place: a function that spells a translation whose placeholders are still numbers, and one for
the text after they are filled."""
