"""YAML as text with positions: the only importer of ruamel.yaml and PyYAML.

Configuration wants data and the line of every key; front matter wants the place of every scalar
so that a translation can be spliced in without touching order, comments or quoting.

ruamel.yaml is right about YAML 1.2, and has the last word about everything that is odd or wrong
(`certain`). What is usual, libyaml reads some thirty times faster (`quick`); a test shows that both
say the same. Neither is imported before somebody reads YAML: to import ruamel.yaml takes longer
than to read a configuration.
"""

from __future__ import annotations

from pathlib import Path

from l10n_flow.yamltext.values import (
    LARGEST,
    MAXIMUM_NODES,
    NULL,
    Located,
    Scalar,
    YamlPath,
)

__all__ = [
    "LARGEST",
    "MAXIMUM_NODES",
    "NULL",
    "Located",
    "Scalar",
    "YamlPath",
    "dump",
    "load",
    "scalars",
]


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
    from l10n_flow.yamltext import quick  # noqa: PLC0415 - see above

    located = quick.load(text, path)
    if located is not None:
        return located
    from l10n_flow.yamltext import certain  # noqa: PLC0415

    return certain.load(text, path)


def scalars(text: str) -> tuple[Scalar, ...]:
    r"""Every scalar value of a YAML text, in the order of the text; keys are not among them.

    An alias is not listed again: its words stand at the anchor. Of a duplicate key both values
    are listed. Raises `ConfigError` when the text is not YAML.

    >>> [(s.path, s.value, s.style) for s in scalars("title: 'A ''b'''\ntags:\n- x\n")]
    [(('title',), "A 'b'", "'"), (('tags', 0), 'x', '')]
    """
    from l10n_flow.yamltext import quick  # noqa: PLC0415 - see above

    found = quick.scalars(text)
    if found is not None:
        return found
    from l10n_flow.yamltext import certain  # noqa: PLC0415

    return certain.scalars(text)


def dump(data: object) -> str:
    r"""Block-style YAML in the order given, Unicode as it is; texts of several lines as literals.

    >>> dump({"title": "Paz", "tags": ["a"]})
    'title: Paz\ntags:\n- a\n'
    """
    from l10n_flow.yamltext import certain  # noqa: PLC0415 - see above

    return certain.dump(data)
