"""Globs mean what they say, by both ways of matching, in a time that grows with their length."""

from __future__ import annotations

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
