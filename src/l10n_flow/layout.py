"""Where editions lie: a pattern of paths, and which paths it makes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath

__all__ = ["TOKENS", "makes", "overlap", "placed", "problem"]

TOKENS = ("lang", "path", "name", "suffix", "root")
"""The language; the path in the content folder; that without suffix; the suffix with its dot; the
content folder."""

_TOKEN = re.compile(r"\{([^{}]*)\}")


def overlap(one: PurePath, other: PurePath) -> bool:
    """Whether one of two folders lies in the other, or is it.

    >>> overlap(PurePath("build"), PurePath("build/es")), overlap(PurePath("a"), PurePath("ab"))
    (True, False)
    """
    return one.is_relative_to(other) or other.is_relative_to(one)


def problem(pattern: str) -> str:
    """What is wrong with a pattern; "" when nothing is.

    >>> problem("docs/{lang}/{path}"), problem("docs/{path}")
    ('', 'it needs {lang}, or all languages would be one file')
    """
    unknown = [token for token in _TOKEN.findall(pattern) if token not in TOKENS]
    if unknown:
        return f"it has {{{unknown[0]}}}; known are " + ", ".join(f"{{{t}}}" for t in TOKENS)
    if "{lang}" not in pattern:
        return "it needs {lang}, or all languages would be one file"
    if "{path}" not in pattern and "{name}" not in pattern:
        return "it needs {path} or {name}, or all articles would be one file"
    parts = pattern.replace("\\", "/").split("/")
    if pattern.startswith("/") or ".." in parts or ":" in parts[0]:
        return "it leads out of the project's folder"
    if any(part.startswith(".") for part in parts):
        return "it leads into a hidden folder"
    return ""


def placed(pattern: str, *, lang: str, path: str, root: str) -> str:
    """The path that the pattern makes.

    >>> placed("i18n/{lang}/docs/{path}", lang="es", path="news/a.md", root="docs")
    'i18n/es/docs/news/a.md'
    >>> placed("content/{name}.{lang}{suffix}", lang="es", path="news/a.md", root="content")
    'content/news/a.es.md'
    """
    dot = path.rfind(".")
    cut = dot if dot > path.rfind("/") + 1 else len(path)
    values = {"lang": lang, "path": path, "name": path[:cut], "suffix": path[cut:], "root": root}
    return _TOKEN.sub(lambda token: values[token[1]], pattern)


def makes(pattern: str, root: str, languages: Iterable[str]) -> re.Pattern[str]:
    """An expression for every path that the pattern makes in these languages.

    >>> made = makes("docs/{lang}/{path}", "docs", ["es", "fa"])
    >>> bool(made.fullmatch("docs/es/a.md")), bool(made.fullmatch("docs/guide/a.md"))
    (True, False)
    """
    words = {
        "lang": "(?:" + "|".join(map(re.escape, languages)) + ")" if languages else "(?!)",
        "path": ".+",
        "name": ".+",
        "suffix": r"\.[^./]+",
        "root": re.escape(root),
    }
    pieces = _TOKEN.split(pattern)
    text = "".join(words[one] if n % 2 else re.escape(one) for n, one in enumerate(pieces))
    return re.compile(text)
