"""The results of reading a YAML text, and the limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from l10n_flow.errors import Place

YamlPath = tuple[str | int, ...]
"""The keys and indexes that lead to a value: `("image", "alt")`, `("tags", 0)`."""

LARGEST = 16 << 20
"""Maximum size of a YAML file in bytes; a taxonomy of ten thousand ids has one million, and takes
seconds to read."""

MAXIMUM_NODES = 100_000
"""Maximum number of values, with aliases expanded: aliases of aliases grow exponentially."""

MAXIMUM_DEPTH = 100
"""Maximum depth of nesting: an alias may contain itself."""

TEXT = "tag:yaml.org,2002:str"
"""The tag of a text."""

NULL = "tag:yaml.org,2002:null"
"""The tag of a missing value."""


@dataclass(frozen=True, slots=True)
class Located:
    """The data of a YAML file, and the place of each value."""

    data: object
    places: Mapping[YamlPath, Place]
    """For a value in a mapping, the place of its key; for an item of a list, of the item."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """One scalar of a YAML text: its value and its range of characters."""

    path: YamlPath
    value: str
    """The text, unfolded and unescaped, whatever type a schema would give it."""
    tag: str
    """The tag that the YAML 1.2 core schema resolves: `tag:yaml.org,2002:str`, `…:int`, `…`."""
    start: int
    end: int
    """Character offsets; a block scalar begins at its `|` or `>` and ends with its last line. A
    missing value has no length, and its position is somewhere after its key."""
    style: str
    """"" for plain, "'", '"', "|" or ">"."""
