"""YAML read and written by ruamel.yaml: correct for YAML 1.2, but slow."""

from __future__ import annotations

import io
import re
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, ReusedAnchorWarning, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.resolver import implicit_resolvers
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString
from ruamel.yaml.scanner import Scanner, ScannerError
from ruamel.yaml.util import LazyEval

from l10n_flow.errors import ConfigError, Place
from l10n_flow.yamltext.values import (
    MAXIMUM_DEPTH,
    MAXIMUM_NODES,
    TEXT,
    Located,
    Scalar,
    YamlPath,
)


def load(text: str, path: Path) -> Located:
    """The data of a YAML text and the place of every value."""
    with _expecting_yaml(path):
        yaml = _reader()
        root = yaml.compose(io.StringIO(text))
        places = dict(_places(root, path))
        # From the nodes, because reading the text again would take as long.
        data: object = None if root is None else yaml.constructor.construct_document(root)
    return Located(data, places)


def scalars(text: str) -> tuple[Scalar, ...]:
    """Every scalar value of a YAML text, in the order of the text."""
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


def tag(plain: str) -> str:
    """The tag of a plain scalar, by ruamel.yaml's own rules for YAML 1.2."""
    for known, pattern in _RESOLVERS.get(plain[:1], ()):
        if pattern.match(plain):
            return known
    return TEXT


def _resolvers() -> dict[str, list[tuple[str, LazyEval]]]:
    found: dict[str, list[tuple[str, LazyEval]]] = {}
    for versions, known, pattern, firsts in implicit_resolvers:
        if (1, 2) in versions:
            for first in firsts:
                found.setdefault(first, []).append((str(known), pattern))
    return found


_RESOLVERS = _resolvers()

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")


def _after_properties(text: str, node: ScalarNode) -> int:
    """The start of a scalar's text; ruamel.yaml's own start includes its anchor and tag."""
    match = _PROPERTIES.match(text, node.start_mark.index, node.end_mark.index)
    return match.end() if match else node.start_mark.index


class _Scanner(Scanner):
    """Refuses deeply nested brackets, because the time grows with the cube of their depth."""

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
    """A block in which every error of ruamel.yaml becomes a `ConfigError` with its place.

    A repeated anchor is valid, and the last one counts (YAML 1.2, 7.1); ruamel.yaml only warns.
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
        # A key that is a mapping, `!!bool abc`, `!!binary é`: values that the constructors of
        # ruamel.yaml do not expect raise KeyError, TypeError, AttributeError, or another error.
        what = f"not YAML that can be read: {type(error).__name__}: {error}"
        raise ConfigError(what, Place(path), hint="a key or a tag is unusual: quote it") from error


def dump(data: object) -> str:
    """Block-style YAML in the order given, Unicode as it is; texts of several lines as literals.

    Texts that YAML 1.1 would read as numbers or booleans are quoted, because Jekyll reads that.
    """
    yaml = YAML()
    yaml.width = sys.maxsize
    stream = io.StringIO()
    yaml.dump(_literal(data), stream)
    return stream.getvalue()


_OTHER_IN_YAML_1_1 = re.compile(r"(?i)yes|no|on|off|[-+]?[0-9]+(?::[0-9]+)+(?:\.[0-9]*)?")
"""Booleans and numbers to the base of 60. https://yaml.org/type/int.html"""


def _literal(data: object) -> object:
    if isinstance(data, str) and "\n" in data:
        return LiteralScalarString(data)
    if isinstance(data, str) and _OTHER_IN_YAML_1_1.fullmatch(data):
        return DoubleQuotedScalarString(data)
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
    problem = (error.problem or str(error).splitlines()[0]).strip()
    twice = _TWICE.match(problem)
    what = f"'{twice['key']}' appears twice" if twice else problem
    hint = next((hint for sign, hint in _REMEDIES if sign in problem), "")
    return ConfigError(f"not YAML: {what}", place, hint=hint)


_TWICE = re.compile(r'found duplicate key "(?P<key>[^"]*)"')
_REMEDIES = (
    ("found duplicate key", "keep one of the two"),
    (
        "mapping values are not allowed",
        "put a value that holds a colon in quotes, and indent keys of one mapping alike",
    ),
    (r"'\t' that cannot start", "indent with blanks instead of tabs"),
    ("that cannot start any token", "put the value in quotes"),
    ("undefined alias", "put a value that begins with * in quotes"),
    ("unknown escape", "write the value in single quotes, or two backslashes for one"),
    ("end of stream", "close the quote or the bracket that is open"),
    ("expected the node content", "write a value in that place, or close the bracket above"),
    ("expected ',' or", "close the bracket above, or part its items with commas"),
    ("<block end>", "indent the lines of one list or mapping alike"),
    ("could not find expected ':'", "write key: value"),
    ("unhashable key", "a key is a word: quote it"),
    ("constructor for the tag", "take the word that begins with ! away, or quote the value"),
)
"""Remedies, by words of the YAML parser's own message."""
