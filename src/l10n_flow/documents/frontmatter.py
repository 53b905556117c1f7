"""Front matter: the metadata block at the top of an article, as scalars with their byte ranges."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from l10n_flow import patterns as re
from l10n_flow import tomltext
from l10n_flow.documents.document import (
    Field,
    FrontMatter,
    ParseOptions,
    Slot,
    Warned,
    beginning,
    compose,
    dotted,
    is_translatable,
    line_end,
)
from l10n_flow.documents.markdown import opaque
from l10n_flow.errors import ConfigError
from l10n_flow.model import Segment
from l10n_flow.yamltext import NULL, YamlPath, scalars

_NOT_PROSE = frozenset({NULL, "tag:yaml.org,2002:bool", "tag:yaml.org,2002:binary"})

# The word after `---` names the notation, as gray-matter reads it for Eleventy and VitePress.
# https://www.11ty.dev/docs/data-frontmatter/
_OPENING = re.compile(rb"---(?:[ ]?(?P<notation>ya?ml|json|toml))?[ \t]*(?:\r\n|\n|\r)")
_CLOSING = re.compile(rb"^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
_TOML_MARK = re.compile(rb"\+\+\+[ \t]*(?:\r\n|\n)")
_TOML_CLOSING = re.compile(rb"^\+\+\+[ \t]*(?:\r\n|\n|\Z)", re.MULTILINE)
_JSON = re.compile(rb"\{\s*(?:\"|\})")
_PROGRAM = re.compile(
    rb"---[ ]?(json5|js|javascript|coffee|cson)[ \t]*\r?\n.*?^---[ \t]*(?:\r?\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
# JSON without its braces, and the two marks of Hexo. https://hexo.io/docs/front-matter
_OF_HEXO = re.compile(
    rb"(?:;{3,}[ \t]*\r?\n)?[ \t]*\"[\w-]+\"[ \t]*:.*?^;{3,}[ \t]*(?:\r?\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
# Lines above the text, with a title among them, as Pelican and MkDocs read them.
# https://python-markdown.github.io/extensions/meta_data/
_LINES_ABOVE = re.compile(
    rb"(?>(?:[A-Za-z][A-Za-z0-9_-]*:[ \t][^\r\n]*(?:\r?\n|\Z)"
    rb"(?>(?:[ ]{4}[ \t]*[^\s][^\r\n]*(?:\r?\n|\Z))*)){2,})(?:[ \t]*\r?\n|\Z)"
)
_TITLE = re.compile(rb"^[Tt]itle:", re.MULTILINE)
_HALF_A_SIGN = re.compile("[\ud800-\udfff]")
_REST_OF_LINE = re.compile(rb"[ \t]*(?:\r\n?|\n|\Z)")
_LOOKS_LIKE_FIELDS = re.compile(rb"^[ \t]*[A-Za-z_][\w.-]*[ \t]*:(?:[ \t]|$)", re.MULTILINE)
_LOOKS_LIKE_TOML = re.compile(rb"^[ \t]*(?:[A-Za-z_][\w.-]*[ \t]*=|\[[\w.-]+\])", re.MULTILINE)

# A mapping whose keys are at the beginning of lines.
_BLOCK_MAPPING = re.compile(rb"(?:[ ]*(?:#[^\r\n]*)?\r?\n)*[A-Za-z_][\w-]*:(?:[ \r\n]|\Z)")


def find(text: bytes) -> tuple[FrontMatter | None, int, tuple[Warned, ...]]:
    """The front matter of an article, the offset where its body begins, and warnings.

    It is YAML between lines `---`, TOML between lines `+++`, or a JSON object; a word after `---`
    names the notation. A byte order mark belongs to none. A block that is not a YAML mapping is
    Markdown (a rule and a heading) and not front matter, unless it has lines like `key: value`:
    then it is kept as it is, without fields and with a warning that has a hint. So is a block that
    is not TOML and has lines like `key = value`.
    """
    start = beginning(text)
    toml = _TOML_MARK.match(text, start)
    if toml is not None and (end := _TOML_CLOSING.search(text, toml.end())) is not None:
        front = FrontMatter(start, toml.end(), end.start(), end.end(), notation="toml")
        return _read_toml(front, text[front.inside : front.close])
    opening = _OPENING.match(text, start)
    if opening is None:
        return _find_other(text, start)
    closing = _CLOSING.search(text, opening.end())
    named = opening["notation"]
    if closing is None:
        return None, start, () if named else _never_closed(text, opening.end())
    front = FrontMatter(start, opening.end(), closing.start(), closing.end())
    inside = text[front.inside : front.close]
    if named == b"toml":
        return _read_toml(replace(front, notation="toml"), inside)
    if named == b"json":
        return _read_json(replace(front, notation="json"), inside)
    return _read(front, inside)


@lru_cache(16)
def _read(front: FrontMatter, inside: bytes) -> tuple[FrontMatter | None, int, tuple[Warned, ...]]:
    """The result of `find` for the text between the marks; cached, as builds need it repeatedly."""
    words = inside.decode()
    try:
        found = scalars(words)
    except ConfigError as error:
        if _LOOKS_LIKE_FIELDS.search(inside) is None:
            return None, front.start, ()
        return front, front.end, (_not_yaml(front, inside, error),)
    if any(not scalar.path for scalar in found) or any(isinstance(s.path[0], int) for s in found):
        return None, front.start, ()
    to_byte = ByteOffsets(words)
    fields = tuple(
        Field(s.path, s.value, *_range(front.inside, inside, to_byte(s.start), to_byte(s.end)),
              s.style, s.tag)
        for s in found
    )  # fmt: skip
    front = FrontMatter(front.start, front.inside, front.close, front.end, fields)
    twice = [(".".join(map(str, one.path)), one.start) for one in repeated(front)]
    message = "'{}' appears twice; programs take the last, or none"
    return front, front.end, tuple(Warned(message.format(name), at) for name, at in twice)


@lru_cache(16)
def _read_toml(
    front: FrontMatter, inside: bytes
) -> tuple[FrontMatter | None, int, tuple[Warned, ...]]:
    """The result of `find` for the text between the marks of TOML."""
    words = inside.decode()
    try:
        found = tomltext.scalars(words)
    except ConfigError as error:
        if _LOOKS_LIKE_TOML.search(inside) is None:
            return None, front.start, ()
        offset, _ = _line_of(front, inside, error)
        return front, front.end, (Warned(f"the front matter is {error.what}", offset, error.hint),)
    to_byte = ByteOffsets(words)
    fields = tuple(
        Field(s.path, s.value, front.inside + to_byte(s.start), front.inside + to_byte(s.end),
              s.style, s.tag)
        for s in found
    )  # fmt: skip
    return replace(front, fields=fields), front.end, ()


def _read_json(
    front: FrontMatter, inside: bytes
) -> tuple[FrontMatter | None, int, tuple[Warned, ...]]:
    """The result of `find` for a JSON object, which is YAML, too.

    If the two differ, as with a name that appears twice, it is copied with a warning.
    """
    try:
        found: object = json.loads(inside)
        fields = scalars(inside.decode()) if isinstance(found, dict) else ()
    except (ValueError, RecursionError, ConfigError):
        found, fields = None, ()
    texts = list(_texts(found))
    if (
        not isinstance(found, dict)
        or len(texts) != len([one for one in fields if one.style])
        or any(_HALF_A_SIGN.search(text) for text in texts)
    ):
        what = "JSON front matter in which a name appears twice, or that is not YAML, too,"
        return _copied(what, "correct it, or write it as YAML", front.end)
    # A sign outside the basic plane may be two escapes in JSON, and never in YAML.
    values = iter(texts)
    to_byte = ByteOffsets(inside.decode())
    read = tuple(
        Field(s.path, next(values) if s.style else s.value, front.inside + to_byte(s.start),
              front.inside + to_byte(s.end), s.style, s.tag)
        for s in fields
    )  # fmt: skip
    return replace(front, fields=read), front.end, ()


def _texts(found: object) -> Iterator[str]:
    """The texts among the values of JSON, in their order."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, (dict, list)):
        for one in found.values() if isinstance(found, dict) else found:
            yield from _texts(one)


def is_plain(text: bytes, front: FrontMatter) -> bool:
    r"""Whether each field is on one line, so that a line added below them is another field.

    >>> texts = b"title: Peace\ntags:\n- war\n", b"title: >\n  Peace\n", b"{title: Peace}\n"
    >>> fronts = [(text, find(text)[0]) for text in [b"---\n" + one + b"---\n" for one in texts]]
    >>> [is_plain(text, front) for text, front in fronts if front]
    [True, False, False]
    """
    is_block = (
        front.notation == "yaml"
        and _BLOCK_MAPPING.match(text, front.inside, front.close) is not None
    )
    is_in_lines = not any(b"\n" in text[one.start : one.end] for one in front.fields)
    return is_block and is_in_lines and not repeated(front)


def _find_other(text: bytes, start: int) -> tuple[FrontMatter | None, int, tuple[Warned, ...]]:
    """JSON without a mark, and notations that are copied: none of them is prose."""
    program, lines = _PROGRAM.match(text, start), _LINES_ABOVE.match(text, start)
    if program is not None:
        return _copied(f"'---{program[1].decode()}' front matter", "use YAML", program.end())
    of_hexo = _OF_HEXO.match(text, start)
    if of_hexo is not None:
        return _copied("';;;' front matter", "use YAML", of_hexo.end())
    if lines is not None and _TITLE.search(text, start, lines.end()):
        what = "the metadata above the text"
        return _copied(what, "put a line '---' above and below it", lines.end())
    close, end = _end_of_json(text, start)
    if end:
        front = FrontMatter(start, start, close, end, notation="json")
        return _read_json(front, text[start:close])
    return None, start, ()


def _copied(what: str, remedy: str, end: int) -> tuple[None, int, tuple[Warned, ...]]:
    return None, end, (Warned(f"{what} is copied as it is; {remedy} to have it translated", 0),)


def _end_of_json(text: bytes, start: int) -> tuple[int, int]:
    """The end of a JSON object that begins at `start`, and of its line; zeros if there is none.

    Hugo reads one that ends a line. https://gohugo.io/content-management/front-matter/
    """
    if not _JSON.match(text, start):
        return 0, 0
    words = text[start:].decode()
    try:
        found, end = json.JSONDecoder().raw_decode(words)
    except (ValueError, RecursionError):
        return 0, 0
    close = start + len(words[:end].encode())
    rest = _REST_OF_LINE.match(text, close)
    return (close, rest.end()) if isinstance(found, dict) and rest else (0, 0)


def _never_closed(text: bytes, inside: int) -> tuple[Warned, ...]:
    """A warning if fields follow a line `---` and no other such line ends them."""
    if _LOOKS_LIKE_FIELDS.match(text, inside) is None:
        return ()
    return (Warned("the front matter is never closed by a line '---', and is read as prose", 0),)


_COMMENT = re.compile(rb"(?:^|[ \t\r\n])#")
_AFTER_COLON = re.compile(rb":(?=(?:[ \t\r\n]+(?:#[^\r\n]*)?)*\Z)")


def _range(base: int, inside: bytes, start: int, end: int) -> tuple[int, int]:
    """The range of a scalar; an empty one is directly after its colon, before any comment."""
    line = start
    while start == end and line > 0:
        line = max(inside.rfind(b"\n", 0, line), 0)
        colon = _AFTER_COLON.search(inside, line, start)
        if colon is not None and not _COMMENT.search(inside, line, colon.start()):
            return base + colon.end(), base + colon.end()
    return base + start, base + end


def _line_of(front: FrontMatter, inside: bytes, error: ConfigError) -> tuple[int, str]:
    """The offset of the line that an error is about, and its words."""
    line = error.where.line if error.where and error.where.line else 1
    starts = [0, *(m.end() for m in re.finditer(rb"\r\n?|\n", inside))]
    offset = front.inside + starts[min(line, len(starts)) - 1]
    return offset, inside[offset - front.inside :].split(b"\n")[0].decode().rstrip()


def _not_yaml(front: FrontMatter, inside: bytes, error: ConfigError) -> Warned:
    offset, raw = _line_of(front, inside, error)
    return Warned(f"the front matter is {error.what}", offset, _remedy(raw, error.what))


_UNQUOTED = re.compile(r"\s*(?:- )?(?P<key>[\w.-]+):[ \t]+(?P<value>[^\"'\[{|>#\s].*)")


def _remedy(line: str, what: str) -> str:
    """What to do about a line that is not YAML.

    >>> _remedy("title: Iran: what now", "not YAML: mapping values are not allowed here")
    "put the value in quotes: title: 'Iran: what now'"
    """
    if "without end" in what:
        return "write out what & and * stand for"
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "indent with blanks instead of tabs"
    plain = _UNQUOTED.fullmatch(line)
    if plain:
        quoted = plain["value"].replace("'", "''")
        return f"put the value in quotes: {plain['key']}: '{quoted}'"
    if "end of stream" in what or "<stream end>" in what:
        return "close the quote or the bracket that is open"
    return "correct it; put a value that holds a colon or begins with a sign in quotes"


def repeated(front: FrontMatter) -> list[Field]:
    """The fields with the name of one above, which YAML forbids and other readers refuse."""
    first: dict[YamlPath, Field] = {}
    return [field for field in front.fields if first.setdefault(field.path, field) is not field]


class ByteOffsets:
    """Converts character offsets of one text to byte offsets; no work for ASCII."""

    __slots__ = ("_ascii", "_words")

    def __init__(self, words: str) -> None:
        self._words = words
        self._ascii = words.isascii()

    def __call__(self, offset: int) -> int:
        """The byte offset of the character at `offset`."""
        return offset if self._ascii else len(self._words[:offset].encode())


_STYLES = {"": "yaml", "'": "yaml", '"': "yaml", "|": "yaml-literal", ">": "yaml-folded"}
_TOML_STYLES = {"'": "toml", '"': "toml", "'''": "toml-lines", '"""': "toml-lines"}


def slots(text: bytes, front: FrontMatter, options: ParseOptions) -> Iterator[Slot]:
    """A slot for every scalar that the options name as translated and that has words."""
    for field in front.fields:
        name = dotted(field.path)
        if name not in options.translated or field.tag in _NOT_PROSE:
            continue
        if front.notation != "yaml" and not field.style:
            continue  # a number or a date, which the site's templates count with
        value = field.value.strip().encode()
        edits = opaque.edits(value, opaque.regions(value, options.opaque_pattern(value)))
        source, placeholders = compose(value, 0, len(value), edits)
        if is_translatable(source):
            segment = Segment(source, f"field: {name}", placeholders)
            end, spelling = field.end, field.style
            if front.notation == "toml" and len(spelling) > 1:
                spelling = _spelling_on_lines(text[field.start : field.end])
            elif field.style in ("|", ">"):
                raw = text[field.start : field.end].rstrip()
                end, spelling = field.start + len(raw), _block_spelling(raw)
            place = _TOML_STYLES[field.style] if front.notation == "toml" else _STYLES[field.style]
            yield Slot(field.start, end, segment, place, spelling)


_HEADER = re.compile(rb"[|>][^\r\n]*(?:\r\n|\n|\r)")
_INDENT = re.compile(rb"[ ]*")


_OPENING_QUOTES = re.compile(rb"(?:\"\"\"|''')(?:\r\n|\n)?")
_CLOSING_QUOTES = re.compile(rb"(?:(?:\r\n|\n)[ \t]*)?(?:\"\"\"|''')\Z")


def _spelling_on_lines(raw: bytes) -> str:
    """The three quotes of a TOML string with the line ends beside them, opening and closing, and
    the line end of the text.
    """
    opening, closing = _OPENING_QUOTES.match(raw), _CLOSING_QUOTES.search(raw, 3)
    found = [one.group().decode() if one else raw[:3].decode() for one in (opening, closing)]
    return "\0".join((*found, line_end(raw)))


def _block_spelling(raw: bytes) -> str:
    """Header line and indentation of a block scalar."""
    header = _HEADER.match(raw)
    if header is None:
        return "\0"
    indent = _INDENT.match(raw[header.end() :].lstrip(b"\r\n"))
    return f"{header.group().decode()}\0{indent.group().decode() if indent else ''}"
