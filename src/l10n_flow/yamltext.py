"""YAML as text with positions: the only importer of ruamel.yaml and PyYAML.

Configuration wants data and the line of every key; front matter wants the place of every scalar
so that a translation can be spliced in without touching order, comments or quoting.

ruamel.yaml is right about YAML 1.2, and has the last word about everything that is odd or wrong.
What is usual, libyaml reads two hundred times faster; a test shows that both say the same.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml as pyyaml
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, ReusedAnchorWarning, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.resolver import implicit_resolvers
from ruamel.yaml.scalarstring import LiteralScalarString
from ruamel.yaml.scanner import Scanner, ScannerError
from ruamel.yaml.util import LazyEval

from l10n_flow.errors import ConfigError, Place

__all__ = ["LARGEST", "MAXIMUM_NODES", "Located", "Scalar", "YamlPath", "dump", "load", "scalars"]

YamlPath = tuple[str | int, ...]
"""The keys and indexes that lead to a value: `("image", "alt")`, `("tags", 0)`."""

LARGEST = 16 << 20
"""Bytes of a YAML file: a taxonomy of ten thousand ids has one million, and takes seconds."""

MAXIMUM_NODES = 100_000
"""A file that unfolds to more values is refused: aliases of aliases grow exponentially."""

MAXIMUM_DEPTH = 100
"""A value nested deeper than this is refused: an alias may contain itself."""


@dataclass(frozen=True, slots=True)
class Located:
    """The data of a YAML file, and where each of its values stands."""

    data: object
    places: Mapping[YamlPath, Place]
    """For a value in a mapping, the place of its key; for an item of a list, of the item."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """One scalar of a YAML text: what it says and the characters that say it."""

    path: YamlPath
    value: str
    """The text, unfolded and unescaped, whatever type a schema would give it."""
    tag: str
    """The tag that the YAML 1.2 core schema resolves: `tag:yaml.org,2002:str`, `…:int`, `…`."""
    start: int
    end: int
    """Character offsets; for a block scalar from its `|` or `>` to the end of its last line."""
    style: str
    """"" for plain, "'", '"', "|" or ">"."""


def load(text: str, path: Path) -> Located:
    r"""The data of a YAML text and the place of every value.

    Raises `ConfigError` with file, line and column for anything that is not YAML: duplicate keys,
    unknown tags and texts that unfold beyond `MAXIMUM_NODES` included.

    >>> located = load("source: en\nlocales: [es, fa]\n", Path("l10n-flow.yaml"))
    >>> located.data
    {'source': 'en', 'locales': ['es', 'fa']}
    >>> str(located.places["locales",])
    'l10n-flow.yaml:2:1'
    """
    with _expecting_yaml(path):
        yaml = _reader()
        root = yaml.compose(io.StringIO(text))
        places = dict(_places(root, path))
        # From the nodes, not from the text again: reading is all that takes time.
        data: object = None if root is None else yaml.constructor.construct_document(root)
    return Located(data, places)


def scalars(text: str) -> tuple[Scalar, ...]:
    r"""Every scalar value of a YAML text, in the order of the text; keys are not among them.

    An alias is not listed again: its words stand at the anchor. Of a duplicate key both values
    are listed. Raises `ConfigError` when the text is not YAML.

    >>> [(s.path, s.value, s.style) for s in scalars("title: 'A ''b'''\ntags:\n- x\n")]
    [(('title',), "A 'b'", "'"), (('tags', 0), 'x', '')]
    """
    quick = _quick_scalars(text)
    return _certain_scalars(text) if quick is None else quick


def _certain_scalars(text: str) -> tuple[Scalar, ...]:
    """The scalars as ruamel.yaml reads them."""
    seen: set[int] = set()
    found = []
    with _expecting_yaml(Path("front matter")):
        root = _reader().compose(io.StringIO(text))
        for path, _, node in _walk(root, ()):
            if isinstance(node, ScalarNode) and id(node) not in seen:
                seen.add(id(node))
                start, end = _after_properties(text, node), node.end_mark.index
                style = node.style or ""
                found.append(Scalar(path, str(node.value), str(node.tag), start, end, style))
    return tuple(found)


_ODD = re.compile(
    r"[\t%&*\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)"
    r"|(?:\A|[\s,\[{\-:?])!"
)
"""What YAML 1.1 and 1.2, or the two readers, may take for different things; aliases and tags."""

_LOADER = getattr(pyyaml, "CSafeLoader", None)


def _quick_scalars(text: str) -> tuple[Scalar, ...] | None:
    """The scalars as libyaml reads them; None where ruamel.yaml is to be asked.

    That is: where libyaml finds a mistake, which ruamel.yaml tells better; where the text holds
    anything in whose reading the two could differ; where libyaml is not there.
    """
    if _LOADER is None or _ODD.search(text):
        return None
    try:
        return _from_events(text)
    except (pyyaml.YAMLError, _Unusual):
        return None


class _Unusual(Exception):  # noqa: N818 - an answer: ask ruamel.yaml
    """Something that the quick way does not read."""


def _from_events(text: str) -> tuple[Scalar, ...]:
    found: list[Scalar] = []
    path: list[str | int] = []
    # For each open collection: whether a key is due (a mapping), or the last index (a list).
    open_: list[bool | int] = []
    documents = 0
    for event in pyyaml.parse(text, Loader=_LOADER):
        kind = type(event)
        if kind is pyyaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise _Unusual
            continue
        if kind in (pyyaml.MappingEndEvent, pyyaml.SequenceEndEvent):
            open_.pop()
            path.pop()
            continue
        if kind not in (pyyaml.ScalarEvent, pyyaml.MappingStartEvent, pyyaml.SequenceStartEvent):
            continue
        if open_ and open_[-1] is True:
            if kind is not pyyaml.ScalarEvent:
                raise _Unusual
            path[-1] = event.value
            open_[-1] = False
            continue
        if open_ and open_[-1] is False:
            open_[-1] = True
        elif open_:
            open_[-1] += 1
            path[-1] = open_[-1] - 1
        if kind is pyyaml.ScalarEvent:
            found.append(_scalar(event, tuple(path)))
            continue
        if len(path) >= MAXIMUM_DEPTH or len(found) > MAXIMUM_NODES // 2:
            raise _Unusual
        open_.append(True if kind is pyyaml.MappingStartEvent else 0)
        path.append(0)
    return tuple(found)


def _scalar(event: pyyaml.ScalarEvent, path: YamlPath) -> Scalar:
    # Block scalars end, and empty ones stand, in other places for the two readers.
    if event.tag is not None or event.style in ("|", ">") or not (event.style or event.value):
        raise _Unusual
    style = event.style or ""
    tag = _TEXT if style else _tag(event.value)
    return Scalar(path, event.value, tag, event.start_mark.index, event.end_mark.index, style)


_TEXT = "tag:yaml.org,2002:str"


def _tag(plain: str) -> str:
    """The tag of a plain scalar, by ruamel.yaml's own rules for YAML 1.2."""
    for tag, pattern in _RESOLVERS.get(plain[:1], ()):
        if pattern.match(plain):
            return tag
    return _TEXT


def _resolvers() -> dict[str, list[tuple[str, LazyEval]]]:
    found: dict[str, list[tuple[str, LazyEval]]] = {}
    for versions, tag, pattern, firsts in implicit_resolvers:
        if (1, 2) in versions:
            for first in firsts:
                found.setdefault(first, []).append((str(tag), pattern))
    return found


_RESOLVERS = _resolvers()

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")


def _after_properties(text: str, node: ScalarNode) -> int:
    """Where the words of a scalar begin: ruamel.yaml counts its anchor and tag in."""
    match = _PROPERTIES.match(text, node.start_mark.index, node.end_mark.index)
    return match.end() if match else node.start_mark.index


class _Scanner(Scanner):
    """Stops at brackets in brackets in brackets: its time grows with the cube of their depth."""

    def fetch_flow_collection_start(self, TokenClass: Any, to_push: str) -> None:  # noqa: N803
        if len(self.flow_context) > MAXIMUM_DEPTH:
            mark = self.reader.get_mark()
            raise ScannerError(None, None, "nested without end", mark)
        super().fetch_flow_collection_start(TokenClass, to_push)


def _reader() -> YAML:
    yaml = YAML(typ="safe", pure=True)
    yaml.Scanner = _Scanner
    return yaml


@contextmanager
def _expecting_yaml(path: Path) -> Iterator[None]:
    """Whatever ruamel.yaml finds wrong is a `ConfigError` with its place.

    A repeated anchor is legal, the last one counts (YAML 1.2, 7.1); ruamel.yaml warns of it.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ReusedAnchorWarning)
            yield
    except MarkedYAMLError as error:
        raise _located_error(error, path) from error
    except RecursionError:
        raise ConfigError("not YAML: nested without end", Place(path)) from None
    except (YAMLError, ValueError) as error:
        raise ConfigError(f"not YAML: {error}", Place(path)) from error
    except ConfigError:
        raise
    except Exception as error:
        # A key that is a mapping, `!!bool abc`, `!!binary é`: what the constructors of ruamel.yaml
        # do not expect ends in a KeyError, a TypeError, an AttributeError, or yet another.
        what = f"not YAML that we can read: {type(error).__name__}: {error}"
        raise ConfigError(what, Place(path), hint="a key or a tag is odd: quote it") from error


def dump(data: object) -> str:
    r"""Block-style YAML in the order given, Unicode as it is; texts of several lines as literals.

    >>> dump({"title": "Paz", "tags": ["a"]})
    'title: Paz\ntags:\n- a\n'
    """
    yaml = YAML(typ="rt", pure=True)
    yaml.width = 2**16
    stream = io.StringIO()
    yaml.dump(_literal(data), stream)
    return stream.getvalue()


def _literal(data: object) -> object:
    if isinstance(data, str) and "\n" in data:
        return LiteralScalarString(data)
    if isinstance(data, Mapping):
        return {key: _literal(value) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [_literal(value) for value in data]
    return data


def _walk(node: Node | None, path: YamlPath) -> Iterator[tuple[YamlPath, Node, Node]]:
    """Yield path, the node that names the value and the value's node, in text order."""
    budget = MAXIMUM_NODES
    todo: list[tuple[YamlPath, Node, Node]] = [] if node is None else [(path, node, node)]
    while todo:
        where, name, value = todo.pop()
        budget -= 1
        if budget < 0 or len(where) > MAXIMUM_DEPTH:
            raise ValueError("its aliases unfold without end")
        yield where, name, value
        if isinstance(value, MappingNode):
            pairs = [((*where, str(k.value)), k, v) for k, v in value.value]
            todo.extend(reversed(pairs))
        elif isinstance(value, SequenceNode):
            items = [((*where, i), v, v) for i, v in enumerate(value.value)]
            todo.extend(reversed(items))


def _places(root: Node | None, path: Path) -> Iterator[tuple[YamlPath, Place]]:
    for where, name, _ in _walk(root, ()):
        mark = name.start_mark
        yield where, Place(path, mark.line + 1, mark.column + 1)


def _located_error(error: MarkedYAMLError, path: Path) -> ConfigError:
    mark = error.problem_mark or error.context_mark
    place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
    problem = error.problem or str(error).splitlines()[0]
    return ConfigError(f"not YAML: {problem.strip()}", place)
