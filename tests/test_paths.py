"""Globs mean what they say, by both ways of matching, in a time that grows with their length."""

from __future__ import annotations

import posixpath
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow import paths

LETTERS = st.text("ab/.", max_size=12)
GLOBS = st.lists(st.sampled_from(["**/", "**", "*", "?", "a", "b", "/", "."]), max_size=7).map(
    "".join
)
PLAIN = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


@given(GLOBS, LETTERS)
def test_both_ways_agree_with_the_plain_expression(glob: str, path: str) -> None:
    pieces = re.findall(r"\*\*/|\*\*|\*|\?|.", glob.removeprefix("./"), re.DOTALL)
    plain = "".join(PLAIN.get(piece, re.escape(piece)) for piece in pieces)
    wanted = re.fullmatch(plain, path, re.DOTALL) is not None
    assert paths.fits([glob])(path) == wanted
    assert paths._walk(paths._tokens(glob), path) == wanted


@pytest.mark.parametrize("glob", ["**/**/**/**/**/**/**/**/**/**/x", "*a" * 40, "**/*" * 40 + "x"])
def test_no_glob_takes_for_ever(glob: str) -> None:
    began = time.process_time()
    assert not paths.fits([glob])("a/" * 1500 + "aab")
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("glob", "path", "fits"),
    [
        ("?", "a", True),
        ("?", "-", True),
        ("?", "/", False),
        ("a?c*d*e*", "abcde", True),
        ("a?c*d*e*", "a/cde", False),
        ("*a*b*c", "xa-yb_zc", True),
        ("*a*b*c", "xa/yb_zc", False),
        ("a***/b", "a-/c/b", True),
        ("a***/b", "x-/c/b", False),
        ("**/b", "b", True),
        ("**/b", "a/b", True),
        ("**/b", "a/c/b", True),
        ("**/b", "ab", False),
        ("**/b", "a/bb", False),
        ("a/**/b", "a/b", True),
        ("a/**/b", "a/c/d/b", True),
        ("a/**/b", "ab", False),
        ("a/**/b", "a/cb", False),
        ("**/**/b", "a/b", True),
        ("**/*b", "a/cb", True),
        ("**/**", "a/b", True),
        ("****/b", "a/cb", True),
        ("./a", "a", True),
    ],
)
def test_each_sign_of_a_glob_means_one_thing(glob: str, path: str, fits: bool) -> None:
    assert paths.fits([glob])(path) == fits
    assert paths._walk(paths._tokens(glob), path) == fits


def test_stars_that_add_nothing_are_dropped() -> None:
    tokens = {"****/b": ("**", "b"), "***": ("**",), "**/**/**": ("**/", "**"), "*?": ("*", "?")}
    assert {glob: paths._tokens(glob) for glob in tokens} == tokens


PARTS = st.lists(st.sampled_from(["a", "b", "c", "..", ".", ""]), min_size=1, max_size=4)


@given(PARTS, PARTS)
def test_the_way_from_a_folder_is_that_of_the_system(there: list[str], folder: list[str]) -> None:
    to, start = "/".join(there) or "a", "/".join(folder)
    if to.startswith("/") == start.startswith("/"):
        assert paths.way(to, start) == posixpath.relpath(to, start or ".")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("news/a.md", "news/a.es.md"),
        ("a.b.md", "a.b.es.md"),
        ("abc.d/readme", "abc.d/readme.es"),
        ("a/.md", "a/.md.es"),
        ("a/b.", "a/b.es."),
    ],
)
def test_a_suffix_is_the_last_of_a_name_that_has_more(path: str, expected: str) -> None:
    assert paths.placed("{name}.{lang}{suffix}", lang="es", path=path, root="r") == expected


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("docs/{lang}/{path}", ""),
        ("docs/{lang}/{name}.md", ""),
        ("docs/{lang}/{paths}", "it has {paths}; known are "),
        ("docs/{path}", "it needs {lang}"),
        ("docs/{lang}/a.md", "it needs {path} or {name}"),
        ("/docs/{lang}/{path}", "it leads out of"),
        ("docs/../{lang}/{path}", "it leads out of"),
        ("docs\\..\\{lang}/{path}", "it leads out of"),
        ("c:/{lang}/{path}", "it leads out of"),
        ("docs/.{lang}/{path}", "it leads into a hidden folder"),
    ],
)
def test_a_pattern_of_editions_must_tell_languages_and_articles_apart(
    pattern: str, problem: str
) -> None:
    found = paths.problem(pattern)
    assert found.startswith(problem)
    assert bool(found) == bool(problem)


def test_a_pattern_makes_the_paths_of_its_languages_and_no_others() -> None:
    made = paths.makes("{root}/{name}.{lang}{suffix}", "docs", ["es", "pt-BR"])
    for path in ("docs/a.es.md", "docs/x/a.pt-BR.md"):
        assert made.fullmatch(path)
    for path in ("docs/a.fa.md", "blog/a.es.md", "docs/a.es", "docs/.es.md"):
        assert not made.fullmatch(path)
    assert not paths.makes("{lang}/{path}", "docs", []).fullmatch("es/a.md")
