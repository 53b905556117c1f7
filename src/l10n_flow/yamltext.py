"""YAML as text with positions: the only importer of ruamel.yaml.

Configuration wants data and the line of every key; front matter wants the place of every scalar
so that a translation can be spliced in without touching order, comments or quoting.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, ReusedAnchorWarning, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.scalarstring import LiteralScalarString

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
        yaml = YAML(typ="safe", pure=True)
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
    seen: set[int] = set()
    found = []
    with _expecting_yaml(Path("front matter")):
        root = YAML(typ="safe", pure=True).compose(io.StringIO(text))
        for path, _, node in _walk(root, ()):
            if isinstance(node, ScalarNode) and id(node) not in seen:
                seen.add(id(node))
                start, end = _after_properties(text, node), node.end_mark.index
                style = node.style or ""
                found.append(Scalar(path, str(node.value), str(node.tag), start, end, style))
    return tuple(found)


_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")


def _after_properties(text: str, node: ScalarNode) -> int:
    """Where the words of a scalar begin: ruamel.yaml counts its anchor and tag in."""
    match = _PROPERTIES.match(text, node.start_mark.index, node.end_mark.index)
    return match.end() if match else node.start_mark.index


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
