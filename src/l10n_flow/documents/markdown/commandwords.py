"""Words that readers see in a command: `caption="…"` of a shortcode, `:alt:` of a directive,
`{title="…"}` of a container.

The dialect (`Dialect.attributes`) or the project says which attributes are such words. Only
commands on lines of their own have them: a command within a sentence is a single `{n}`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from l10n_flow import patterns as re


class AttributeWords(NamedTuple):
    """The value of an attribute, and how it is written."""

    start: int
    end: int
    name: str
    place: str
    """A key of `fit.PLACES`."""
    spelling: str = ""
    """The quotes of an option of MyST, which is YAML; the range then includes them."""

    def value_in(self, text: bytes) -> bytes:
        """The value in the text, unquoted."""
        value = text[self.start : self.end]
        if self.spelling == '"':
            return _ESCAPED.sub(rb"\1", value[1:-1])
        return value[1:-1].replace(b"''", b"'") if self.spelling else value


_ESCAPED = re.compile(rb"\\([\"\\])")


_ATTRIBUTE = re.compile(
    rb"(?:(?P<name>[\w-]+)\s*=\s*)?(?:\"(?P<double>(?:[^\"\\]|\\.)*)\""
    rb"|'(?P<single>(?:[^'\\]|\\.)*)'|`(?P<raw>[^`]*)`)",
    re.DOTALL,
)
_OPENING = re.compile(rb"\{\{[<%](?!/\*)(?P<shortcode>.*?)[>%]\}\}|\{%(?P<tag>.*?)%\}", re.DOTALL)
_BRACES = re.compile(rb"\{[^{}]*\}[ \t]*(?::{3,})?[ \t]*\Z")
_LOGIC = re.compile(
    rb"-?\s*(?:assign|block|capture|case|comment|elif|elsif|extends|for|from|if|import|macro|raw|set"
    rb"|unless|when|while)\b"
)
_OPTION = re.compile(
    rb"(?:\r\n?|\n)[ \t>]*:?(?P<name>[\w-]+):[ \t]+(?P<value>"
    rb"\"(?:[^\"\\\r\n]|\\[\"\\])*\"|'(?:[^'\r\n]|'')*'|[^\s\"'|>&*!%@`\[{#][^\r\n]*?)"
    rb"[ \t]*(?=[\r\n]|\Z)"
)


def in_command(
    text: bytes, start: int, end: int, names: Collection[str]
) -> Iterator[AttributeWords]:
    """The words in a shortcode, or in a tag of Liquid that is not logic.

    >>> text = b'{{< figure src="a.png" alt="A dam" >}}'
    >>> [(text[w.start : w.end], w.name) for w in in_command(text, 0, len(text), {"alt"})]
    [(b'A dam', 'alt')]
    """
    opening = _OPENING.match(text, start, end)
    if opening is not None and not (opening["tag"] and _LOGIC.match(opening["tag"])):
        yield from _values(text, *opening.span(), names)


def in_braces(
    text: bytes, start: int, end: int, names: Collection[str]
) -> Iterator[AttributeWords]:
    """The words in the braces at the end of a container's opening line.

    >>> text = b'::: {.callout-tip title="Be quick"}'
    >>> [(text[w.start : w.end], w.name) for w in in_braces(text, 0, len(text), {"title"})]
    [(b'Be quick', 'title')]
    """
    braces = _BRACES.search(text, start, end)
    if braces is not None:
        yield from _values(text, *braces.span(), names)


def _values(text: bytes, start: int, end: int, names: Collection[str]) -> Iterator[AttributeWords]:
    for found in _ATTRIBUTE.finditer(text, start, end):
        group = str(found.lastgroup)
        if found["name"] is not None and found["name"].decode() in names and found[group].strip():
            yield AttributeWords(*found.span(group), found["name"].decode(), f"value-{group}")


def in_options(
    text: bytes, start: int, end: int, names: Collection[str]
) -> Iterator[AttributeWords]:
    r"""The words in the options of a directive; the range begins at a line's end.

    >>> text = b"```{image} a.png\n:alt: A dam\n```\n"
    >>> [(text[w.start : w.end], w.name) for w in in_options(text, 16, 28, {"alt"})]
    [(b'A dam', 'alt')]
    """
    for found in _OPTION.finditer(text, start, end):
        if found["name"].decode() in names:
            quote = found["value"][:1].decode() if found["value"][:1] in b"'\"" else ""
            yield AttributeWords(*found.span("value"), found["name"].decode(), "yaml", quote)


def without(command: bytes, names: Collection[str]) -> bytes:
    """The command without its words: the part for the site generator.

    >>> without(b'{{< figure src="a.png" alt="A dam" >}}', {"alt"})
    b'{{< figure src="a.png" alt="" >}}'
    """
    pieces, at = [], 0
    for words in in_command(command, 0, len(command), names):
        pieces.append(command[at : words.start])
        at = words.end
    return b"".join([*pieces, command[at:]])
