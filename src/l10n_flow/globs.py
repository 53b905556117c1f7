"""Patterns for paths: `*`, `?` and `**`, matched in a time that grows no faster than they do.

`**/` stands for any number of folders; `*` and `?` stay within one. There are no sets, so that
`[slug].md` is simply a file name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

__all__ = ["fits"]

_GLOB = re.compile(r"\*\*/|\*\*|\*|\?|.", re.DOTALL)
_WILD = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}

_TAME = 2
"""So many stars at most are left to `re`, which is twenty times as fast: with n letters in a path
it tries n² ways. With ten stars it would try n¹⁰."""


def fits(globs: Iterable[str]) -> Callable[[str], bool]:
    """Return what says whether a path, with `/`, fits any of the globs.

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
    """The parts of a glob; of stars side by side, which say nothing more, one is left."""
    found: list[str] = []
    for token in _GLOB.findall(glob.removeprefix("./")):
        before = found[-1] if found else ""
        if "*" in token and "*" in before and before != "**/":
            found[-1] = "*" if before == token == "*" else "**"
            if token == "**/" and before == "*":  # noqa: S105 - no password: * stays in a folder
                found[-1:] = [before, token]
        elif token != before or token != "**/":  # noqa: S105
            found.append(token)
    return tuple(found)


def _expression(token: str) -> str:
    return _WILD.get(token, re.escape(token))


def _walk(tokens: tuple[str, ...], path: str) -> bool:
    """Whether the path fits, by all ways at once: each letter is looked at once for each token.

    A state is how many tokens are done; one that is within a `**/`, and waits for its `/`, is
    written as a negative number.
    """
    states = _reached(tokens, {0})
    for letter in path:
        states = _reached(tokens, set(_stepped(tokens, states, letter)))
        if not states:
            return False
    return len(tokens) in states


def _stepped(tokens: tuple[str, ...], states: set[int], letter: str) -> Iterator[int]:
    for state in states:
        at = state if state >= 0 else -state - 1
        if at == len(tokens):
            continue
        token = tokens[at]
        if token == "**/":  # noqa: S105
            yield -at - 1
            if letter == "/":
                yield at + 1
        elif token == "**" or (token == "*" and letter != "/"):  # noqa: S105
            yield at
        elif token == letter or (token == "?" and letter != "/"):  # noqa: S105
            yield at + 1


def _reached(tokens: tuple[str, ...], states: set[int]) -> set[int]:
    """These states, and those that are reached by letting stars stand for nothing."""
    todo = [state for state in states if state >= 0]
    while todo:
        state = todo.pop()
        if state < len(tokens) and "*" in tokens[state] and state + 1 not in states:
            states.add(state + 1)
            todo.append(state + 1)
    return states
