"""Read a message of another tool's catalog as our own reader reads it in an article.

Tools divide texts into messages in different ways: po4a keeps a whole table or list in one and
writes `> ` before each line of a quotation; mdpo and the Translate Toolkit keep the front matter as
one text; mdbook-i18n-helpers has cells and items, as we do. So a message is read in several ways; a
reading is right if its texts are in articles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from zlib import crc32

from l10n_flow import documents
from l10n_flow.documents import ParseOptions
from l10n_flow.documents.document import is_translatable, on_one_line
from l10n_flow.model import Segment

_HEAD = "x "
"""Comes before a text that is read as words, so that nothing in it begins a block."""

_PATH = Path("message.md")

Defined = Mapping[str, str]
"""Labels of reference links and their definitions."""

Reading = Callable[[str, ParseOptions, Defined], tuple[Segment, ...]]
"""Returns the segments of a text; none when the text has another form."""

_LABEL = re.compile(r"\[([^\[\]\n]+)\]")
_DEFINITION = re.compile(r"^ {0,3}\[([^\[\]\n^][^\[\]\n]*)\]:[ \t]*<?([^\s>]+)>?", re.MULTILINE)


def labels(text: str) -> Iterator[str]:
    """Yield the texts in brackets that may be labels of links, in the form for comparison.

    >>> list(labels("see [Peace  Talks][1]"))
    ['peace talks', '1']
    """
    for label in _LABEL.findall(text):
        yield " ".join(label.casefold().split())


def definitions(text: str) -> Iterator[tuple[str, str]]:
    """Yield the labels that a text defines, with their targets."""
    for label, target in _DEFINITION.findall(text):
        yield " ".join(label.casefold().split()), target


def _with(text: str, defined: Defined) -> bytes:
    """Return the text followed by the definitions of the labels that it may use."""
    used = {label: defined[label] for label in labels(text) if label in defined} if defined else {}
    below = "".join(f"\n[{label}]: <{target}>" for label, target in used.items())
    return (
        f"{text}\n{below}\n".encode("utf-8", "replace")
        if below
        else text.encode("utf-8", "replace")
    )


_SIGNS = re.compile(r"[\\`*_~\[<&{|>#\n]|://|\A\s*[-+=\d]")


def as_plain(text: str, options: ParseOptions, defined: Defined) -> tuple[Segment, ...]:
    """Read a text without any sign of Markdown, which needs no parser."""
    del options, defined
    if _SIGNS.search(text) or not is_translatable(text):
        return ()
    return (Segment(text.strip(), "paragraph"),)


def as_words(text: str, options: ParseOptions, defined: Defined) -> tuple[Segment, ...]:
    """Read the text as the words of one paragraph, heading, item or cell."""
    found = documents.read(_with(_HEAD + text.strip(), defined), _PATH, options)
    if len(found.slots) != 1 or not (segment := found.slots[0].segment).source.startswith(_HEAD):
        return ()
    source = segment.source.removeprefix(_HEAD)
    if not is_translatable(source):
        return ()
    return (Segment(source, segment.kind, segment.placeholders),)


_MAY_BE_BLOCKS = re.compile(r"\n|\A\s*(?:[-+*#>|<:=~`\[]|\d+[.)]|!!!|\?\?\?|\{)")


def as_blocks(text: str, options: ParseOptions, defined: Defined) -> tuple[Segment, ...]:
    """Read the text as blocks: list, table, quotation, heading with its sign, footnote."""
    if not _MAY_BE_BLOCKS.search(text):
        return ()  # only words, which `as_words` reads
    return documents.read(_with(text.strip("\n"), defined), _PATH, options).segments


def as_table(text: str, options: ParseOptions, defined: Defined) -> tuple[Segment, ...]:
    """Read the text as rows of a table without its head."""
    first = text.strip().partition("\n")[0]
    if "|" not in first:
        return ()
    columns = len(re.findall(r"(?<!\\)\|", first.strip().strip("|"))) + 1
    head = "| " * columns + "|\n" + "| --- " * columns + "|\n"
    return documents.read(_with(head + text.strip(), defined), _PATH, options).segments


_FIELD = re.compile(r"(?:---[ \t]*\n)?[\w.-]+:(?:\s|\Z)")
_NEXT_FIELD = re.compile(r" (?=[a-z_]{2,}: )")


def as_fields(text: str, options: ParseOptions, defined: Defined) -> tuple[Segment, ...]:
    """Read the text as front matter, with or without its fences."""
    del defined
    inside = text.strip()
    if not _FIELD.match(inside):
        return ()
    inside = re.sub(r"\A---[ \t]*\n|\n---[ \t]*\Z", "", inside)
    if "\n" not in inside:  # mdpo reads front matter as a heading, with its lines joined
        inside = _NEXT_FIELD.sub("\n", inside)
    data = f"---\n{inside}\n---\n".encode("utf-8", "replace")
    return documents.read_metadata(data, _PATH, options).segments


def as_value(text: str, options: ParseOptions, defined: Defined) -> tuple[Segment, ...]:
    """Read the text as the value of a field, which contains no Markdown."""
    del options, defined
    source = on_one_line(text)
    return (Segment(source, "field"),) if is_translatable(source) else ()


_NUMBER = re.compile(r"\{(\d+)\}")
_ADDRESS = re.compile(r"https?://[^\s<>\"|\[\]{}]*[^\s<>\"|?!.,:;*_~'(){}\[\]`\\]")


def as_numbered(text: str, options: ParseOptions, defined: Defined) -> tuple[Segment, ...]:
    """Read the text of a tool that numbers targets and tags itself, as the Toolkit does.

    >>> as_numbered("see [us]{1}", ParseOptions(), {})[0].source
    'see [us]{1}'
    """
    del options, defined
    if not _NUMBER.search(text) or not is_translatable(text):
        return ()
    # An address is `{1}` in our segments and literal in theirs: it gets a number of its own.
    text = _ADDRESS.sub(lambda match: f"{{{crc32(match[0].encode('utf-8', 'replace'))}}}", text)
    return (Segment(on_one_line(text), "numbered"),)


READINGS: Sequence[Reading] = (
    as_plain,
    as_words,
    as_blocks,
    as_fields,
    as_value,
    as_table,
    as_numbered,
)
"""The likeliest first."""


def standing_for(source: str, ours: str) -> Mapping[str, str] | None:
    """Return what each number of a tool's text means in ours; None when the words differ.

    >>> standing_for("see [us]{1} and {2}them{3}", "see [us]({1}) and <a {2}>them</a>")
    {'1': '({1})', '2': '<a {2}>', '3': '</a>'}
    """
    pieces = _NUMBER.split(" ".join(source.split()))
    seen: dict[str, None] = {}
    pattern = ""
    for at, piece in enumerate(pieces):
        if at % 2 == 0:
            pattern += re.escape(piece)
        elif piece in seen:
            pattern += rf"(?P=n{piece})"
        else:
            seen[piece] = None
            pattern += rf"(?P<n{piece}>.*?)"
    found = re.fullmatch(pattern, " ".join(ours.split()), re.DOTALL)
    return {number: found[f"n{number}"] for number in seen} if found else None


def filled(target: str, items: Mapping[str, str]) -> str:
    """Return a translation with the meaning of its numbers; unknown numbers stay."""
    return _NUMBER.sub(lambda match: items.get(match[1], match[0]), on_one_line(target))


def renumbered(target: Segment, source: Segment) -> str:
    """Return a translation's words with the source's numbers for the same things.

    An address that the source does not have is the translator's own, and is written out.

    >>> from l10n_flow.model import Placeholder
    >>> of = [Placeholder("/a", "link"), Placeholder("/b", "link")]
    >>> words = Segment("[y]({1}), [x]({2})", "paragraph", (of[1], Placeholder("/es/a", "link")))
    >>> renumbered(words, Segment("[x]({1}), [y]({2})", "paragraph", tuple(of)))
    '[y]({2}), [x](/es/a)'
    """
    free = list(range(len(source.placeholders)))
    numbers: dict[int, str] = {}
    for number, (value, _, label) in enumerate(target.placeholders):
        same = [at for at in free if source.placeholders[at].value == value]
        same = same or [at for at in free if label and source.placeholders[at].label == label]
        if same:
            numbers[number] = f"{{{same[0] + 1}}}"
            free.remove(same[0])
            continue
        again = [at for at, one in enumerate(source.placeholders) if one.value == value]
        numbers[number] = f"{{{again[0] + 1}}}" if again else value
    words = _NUMBER.sub(lambda match: numbers.get(int(match[1]) - 1, match[0]), target.source)
    lost = [at for at in free if source.placeholders[at].kind == "reference"]
    return _linked(words, lost) if lost else words


_BRACKETS = re.compile(r"(?<![!\\\]])\[(?!\^)([^\[\]\n]+)\](?:\[\]|(?![(\[:{]))")


def _linked(words: str, lost: Sequence[int]) -> str:
    """Return the words with a target for each `[translated label]` without a definition.

    This is done only where the source has as many links of this kind left.
    """
    if len(_BRACKETS.findall(words)) != len(lost):
        return words
    numbers = iter(lost)
    return _BRACKETS.sub(lambda match: f"[{match[1]}]({{{next(numbers) + 1}}})", words)
