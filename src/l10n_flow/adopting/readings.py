"""Read a message of another tool's catalog as our own reader would read it in an article.

Every tool has its own idea of what a message is: po4a keeps a whole table or list in one and writes
`> ` before each line of a quotation; mdpo and the Translate Toolkit keep the front matter as one
text; mdbook-i18n-helpers has a cell or an item, as we have. So a message is read in several ways,
and whichever gives texts that articles have is right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from zlib import crc32

from l10n_flow import documents
from l10n_flow.documents import ParseOptions
from l10n_flow.documents.document import is_translatable
from l10n_flow.model import Segment

__all__ = [
    "READINGS",
    "Defined",
    "Reading",
    "as_numbered",
    "as_words",
    "definitions",
    "filled",
    "labels",
    "renumbered",
    "standing_for",
]

_HEAD = "x "
"""What stands before a text that is read as words: nothing in it can begin a block then."""

_PATH = Path("message.md")

Defined = Mapping[str, str]
"""Labels of reference links and what is defined for them."""

Reading = Callable[[str, ParseOptions, Defined], tuple[Segment, ...]]
"""The segments of a text; none when it cannot be read so."""

_LABEL = re.compile(r"\[([^\[\]\n]+)\]")
_DEFINITION = re.compile(r"^ {0,3}\[([^\[\]\n^][^\[\]\n]*)\]:[ \t]*<?([^\s>]+)>?", re.MULTILINE)


def labels(text: str) -> Iterator[str]:
    """What stands in brackets, and may be the label of a link, as labels are compared.

    >>> list(labels("see [Peace  Talks][1]"))
    ['peace talks', '1']
    """
    for label in _LABEL.findall(text):
        yield " ".join(label.casefold().split())


def definitions(text: str) -> Iterator[tuple[str, str]]:
    """The labels that a text defines, and their targets."""
    for label, target in _DEFINITION.findall(text):
        yield " ".join(label.casefold().split()), target


def _with(text: str, defined: Defined) -> bytes:
    """The text, and below it the definitions of the labels that it may use."""
    used = {label: defined[label] for label in labels(text) if label in defined} if defined else {}
    below = "".join(f"\n[{label}]: <{target}>" for label, target in used.items())
    return (
        f"{text}\n{below}\n".encode("utf-8", "replace")
        if below
        else text.encode("utf-8", "replace")
    )


_SIGNS = re.compile(r"[\\`*_~\[<&{|>#\n]|://|\A\s*[-+=\d]")


def as_plain(text: str, options: ParseOptions, defined: Defined) -> tuple[Segment, ...]:
    """A text in which nothing can be a sign of Markdown: no parser needs to look at it."""
    del options, defined
    if _SIGNS.search(text) or not is_translatable(text):
        return ()
    return (Segment(text.strip(), "paragraph"),)


def as_words(text: str, options: ParseOptions, defined: Defined) -> tuple[Segment, ...]:
    """The text as the words of one paragraph, heading, item or cell."""
    found = documents.read(_with(_HEAD + text.strip(), defined), _PATH, options)
    if len(found.slots) != 1 or not (segment := found.slots[0].segment).source.startswith(_HEAD):
        return ()
    source = segment.source.removeprefix(_HEAD)
    if not is_translatable(source):
        return ()
    return (Segment(source, segment.kind, segment.placeholders),)


_MAY_BE_BLOCKS = re.compile(r"\n|\A\s*(?:[-+*#>|<:=~`\[]|\d+[.)]|!!!|\?\?\?|\{)")


def as_blocks(text: str, options: ParseOptions, defined: Defined) -> tuple[Segment, ...]:
    """The text as blocks: a list, a table, a quotation, a heading with its sign, a footnote."""
    if not _MAY_BE_BLOCKS.search(text):
        return ()  # it is words, which `as_words` has read
    return documents.read(_with(text.strip("\n"), defined), _PATH, options).segments


def as_table(text: str, options: ParseOptions, defined: Defined) -> tuple[Segment, ...]:
    """The text as rows of a table whose head is elsewhere."""
    first = text.strip().partition("\n")[0]
    if "|" not in first:
        return ()
    columns = len(re.findall(r"(?<!\\)\|", first.strip().strip("|"))) + 1
    head = "| " * columns + "|\n" + "| --- " * columns + "|\n"
    return documents.read(_with(head + text.strip(), defined), _PATH, options).segments


_FIELD = re.compile(r"(?:---[ \t]*\n)?[\w.-]+:(?:\s|\Z)")
_NEXT_FIELD = re.compile(r" (?=[a-z_]{2,}: )")


def as_fields(text: str, options: ParseOptions, defined: Defined) -> tuple[Segment, ...]:
    """The text as front matter, with or without its fences."""
    del defined
    inside = text.strip()
    if not _FIELD.match(inside):
        return ()
    inside = re.sub(r"\A---[ \t]*\n|\n---[ \t]*\Z", "", inside)
    if "\n" not in inside:  # mdpo takes front matter for a heading, and joins its lines
        inside = _NEXT_FIELD.sub("\n", inside)
    data = f"---\n{inside}\n---\n".encode("utf-8", "replace")
    return documents.read_metadata(data, _PATH, options).segments


def as_value(text: str, options: ParseOptions, defined: Defined) -> tuple[Segment, ...]:
    """The text as it stands: the value of a field, in which no sign of Markdown is one."""
    del options, defined
    source = " ".join(text.split())
    return (Segment(source, "field"),) if is_translatable(source) else ()


_NUMBER = re.compile(r"\{(\d+)\}")
_ADDRESS = re.compile(r"https?://[^\s<>\"|\[\]{}]*[^\s<>\"|?!.,:;*_~'(){}\[\]`\\]")


def as_numbered(text: str, options: ParseOptions, defined: Defined) -> tuple[Segment, ...]:
    """The text of a tool that has numbers for targets and tags itself, as the Toolkit has.

    >>> as_numbered("see [us]{1}", ParseOptions(), {})[0].source
    'see [us]{1}'
    """
    del options, defined
    if not _NUMBER.search(text) or not is_translatable(text):
        return ()
    # An address is `{1}` with us and stands as it is there: it gets a number of its own.
    text = _ADDRESS.sub(lambda match: f"{{{crc32(match[0].encode('utf-8', 'replace'))}}}", text)
    return (Segment(" ".join(text.split()), "numbered"),)


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
    """For each number of a tool's text, what has its place in ours; None when the words differ.

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
    """A translation with what its numbers stand for; numbers that nobody knows stay."""
    return _NUMBER.sub(lambda match: items.get(match[1], match[0]), " ".join(target.split()))


def renumbered(target: Segment, source: Segment) -> str:
    """The words of a translation with the numbers that the source has for the same things.

    Another address than any of the source's is the translator's own, and is written out.

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
    """The words with a target for each `[translated label]` whose definition is not there.

    Only where there are as many of them as the source has links of this kind left.
    """
    if len(_BRACKETS.findall(words)) != len(lost):
        return words
    numbers = iter(lost)
    return _BRACKETS.sub(lambda match: f"[{match[1]}]({{{next(numbers) + 1}}})", words)
