"""What is read of a YAML text, and how much of it at most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from l10n_flow.errors import Place

__all__ = [
    "LARGEST",
    "MAXIMUM_DEPTH",
    "MAXIMUM_NODES",
    "NULL",
    "TEXT",
    "Located",
    "Scalar",
    "YamlPath",
]

YamlPath = tuple[str | int, ...]
"""The keys and indexes that lead to a value: `("image", "alt")`, `("tags", 0)`."""

LARGEST = 16 << 20
"""Bytes of a YAML file: a taxonomy of ten thousand ids has one million, and takes seconds."""

MAXIMUM_NODES = 100_000
"""A file that unfolds to more values is refused: aliases of aliases grow exponentially."""

MAXIMUM_DEPTH = 100
"""A value nested deeper than this is refused: an alias may contain itself."""

TEXT = "tag:yaml.org,2002:str"
"""The tag of a text."""

NULL = "tag:yaml.org,2002:null"
"""The tag of a value that is not there."""


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
    """Character offsets; for a block scalar from its `|` or `>` to the end of its last line. What
    is not written has no length, and stands somewhere behind its key."""
    style: str
    """"" for plain, "'", '"', "|" or ">"."""
