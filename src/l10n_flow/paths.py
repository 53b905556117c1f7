"""Paths with `/`: globs that match them, patterns that make them, and relative paths."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath

# Globs: `*`, `?` and `**`, matched in polynomial time.
#
# `**/` stands for any number of folders; `*` and `?` stay within one. There are no sets, so that
# `[slug].md` is simply a file name.

_GLOB = re.compile(r"\*\*/|\*\*|\*|\?|.", re.DOTALL)
_WILD = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}

_TAME = 2
"""Globs with at most this many stars are matched by `re`, which is twenty times as fast: for a path
of n letters it tries n² ways. With ten stars it would try n¹⁰."""


def fits(globs: Iterable[str]) -> Callable[[str], bool]:
    """Return a function that says whether a path, with `/`, matches any of the globs.

    >>> wanted = fits(["**/*.md", "drafts/**"])
    >>> [wanted(path) for path in ("a.md", "news/a.md", "a.mdx", "drafts/x/y.txt")]
    [True, True, False, True]
    >>> fits(["**/" * 20 + "*a" * 20])("a/" * 2000 + "b")
    False
    """
    tame: list[tuple[str, ...]] = []
    wild: list[tuple[str, ...]] = []
    for glob in globs:
        tokens = _tokens(glob)
        stars = sum("*" in token for token in tokens)
        (tame if stars <= _TAME else wild).append(tokens)
    alternatives = "|".join(f"(?:{''.join(map(_expression, tokens))})" for tokens in tame)
    quick = re.compile(alternatives or r"(?!)", re.DOTALL).fullmatch
    if not wild:
        return lambda path: quick(path) is not None
    return lambda path: quick(path) is not None or any(_walk(one, path) for one in wild)


def _tokens(glob: str) -> tuple[str, ...]:
    """The parts of a glob; adjacent stars, which mean the same as two, become two."""
    found: list[str] = []
    for token in _GLOB.findall(glob.removeprefix("./")):
        before = found[-1] if found else ""
        is_more = before == "**" and "*" in token
        if not is_more and (before, token) != ("**/", "**/"):
            found.append(token)
    return tuple(found)


def _expression(token: str) -> str:
    return _WILD.get(token, re.escape(token))


def _walk(tokens: tuple[str, ...], path: str) -> bool:
    """Whether the path matches. All ways are tried at once: each letter, once for each token.

    A state is the number of tokens matched so far; a state within a `**/`, which waits for its
    `/`, is a negative number, its complement.
    """
    states = _reached(tokens, {0})
    for letter in path:
        states = _reached(tokens, set(_stepped(tokens, states, letter)))
    return len(tokens) in states


def _stepped(tokens: tuple[str, ...], states: set[int], letter: str) -> Iterator[int]:
    for state in states - {len(tokens)}:
        at = max(state, ~state)
        token = tokens[at]
        if token == "**/":  # noqa: S105 - no password
            yield ~at
            if letter == "/":
                yield at + 1
        elif token == "**" or (token == "*" and letter != "/"):  # noqa: S105
            yield at
        elif token == letter or (token == "?" and letter != "/"):  # noqa: S105
            yield at + 1


def _reached(tokens: tuple[str, ...], states: set[int]) -> set[int]:
    """These states, and those that are reached if stars match nothing."""
    todo = [state for state in states if state >= 0]
    while todo:
        state = todo.pop()
        if state < len(tokens) and "*" in tokens[state] and state + 1 not in states:
            states.add(state + 1)
            todo.append(state + 1)
    return states


# Where editions are: a pattern of paths, and which paths it makes.

TOKENS = ("lang", "path", "name", "suffix", "root")
"""The language; the path in the content folder; the same without its suffix; the suffix with its
dot; the content folder."""

_TOKEN = re.compile(r"\{([^{}]*)\}")


def overlap(one: PurePath, other: PurePath) -> bool:
    """Whether two folders are the same, or one of them is inside the other.

    >>> overlap(PurePath("build"), PurePath("build/es")), overlap(PurePath("a"), PurePath("ab"))
    (True, False)
    """
    return one.is_relative_to(other) or other.is_relative_to(one)


def problem(pattern: str) -> str:
    """What is wrong with a pattern; "" for a correct one.

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
    """A regular expression that matches every path that the pattern makes in these languages.

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


# Relative paths


_ODD = frozenset({"", ".", ".."})


def way(there: str, folder: str) -> str:
    """The relative path from a folder to a file; both are relative to the same folder.

    The same as `posixpath.relpath`, which asks the system for the current folder each time.

    >>> way("es/news/b.md", "es/news"), way("fa/a.md", "es/news"), way("../a.md", "es")
    ('b.md', '../../fa/a.md', '../../a.md')
    """
    parts, here = there.split("/"), folder.split("/")
    if not _ODD.isdisjoint(parts) or not _ODD.isdisjoint(here):
        return posixpath.relpath(there, folder or ".")
    same = len(posixpath.commonprefix([here, parts]))
    return "/".join([*[".."] * (len(here) - same), *parts[same:]]) or "."
