"""YAML with positions: the quick reader says what the certain one says, or does not answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from l10n_flow.errors import ConfigError
from l10n_flow.yamltext import _certain_scalars, _quick_scalars, dump, scalars

BLOG = Path(__file__).parents[2] / "shared" / "corpora" / "nodeblog"

WORDS = r"""
a b key title 'it''s' "q\"q" : , - # [ ] { } ? | > ! yes no null ~ 1.5 0o17 1e3 .inf 2026-11-29
2026-11-29T10:00:00Z <<: = صلح « » \ ' " --- ... @ ` key:
"""
BETWEEN = (" ", "  ", "\n", "\n  ", "\n- ", "\nb: ", "\r\n", ": ", ", ", "- ")
PIECES = st.sampled_from((*WORDS.split(), *BETWEEN))

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text("ab ـ:#-'\"\n,[]{}é", max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("abc-é ", min_size=1, max_size=6), inner, max_size=3)
    ),
    max_leaves=8,
)


def _agree(text: str) -> None:
    quick = _quick_scalars(text)
    if quick is not None:
        assert quick == _certain_scalars(text)


@given(st.lists(PIECES, max_size=14).map("".join))
@settings(max_examples=600)
@example("a: b: c")
@example("a:\n- b\n-c: d\n")
@example("{a: b, c}")
@example("[a: b]")
@example('{"a":b}')
@example("? a\n: b\n")
@example("a: 'x\n\n  y'\n")
@example("a: x\n  y\n\nb: z # c\n")
@example("--- a\n--- b\n")
@example("a: !!str 1\n")
@example("a: |\n  b\n")
@example("a:  \nb:\n")
@example("a: 1:30\nb: 012\nc: 1_000\n")
def test_where_the_quick_reader_answers_it_says_what_the_certain_one_says(text: str) -> None:
    _agree(text)


@given(st.dictionaries(st.text("abc-é", min_size=1, max_size=6), VALUES, max_size=4))
def test_what_we_write_is_read_alike(data: dict[str, object]) -> None:
    _agree(dump(data))


def test_nested_front_matter_takes_the_quick_way() -> None:
    text = "alternates:\n  en: '../a.md'\nlabels:\n  categories: [خبر, 'x']\ntitle: Paz\n"
    found = _quick_scalars(text)
    assert found is not None
    assert [(s.path, s.value) for s in found] == [
        (("alternates", "en"), "../a.md"),
        (("labels", "categories", 0), "خبر"),
        (("labels", "categories", 1), "x"),
        (("title",), "Paz"),
    ]


@pytest.mark.parametrize(
    "text", ["a: &x b\nc: *x\n", "a: |\n  b\n", "a:\tb\n", "a: [\n", "a: 1\n a: 2"]
)
def test_what_is_odd_or_wrong_is_left_to_the_certain_reader(text: str) -> None:
    assert _quick_scalars(text) is None


def test_what_neither_reads_is_an_error_with_its_line() -> None:
    with pytest.raises(ConfigError, match=":2:"):
        scalars("a: b\nc: ]\n")


@pytest.mark.skipif(not BLOG.is_dir(), reason="the blog lies beside the repository, not in it")
def test_the_front_matter_of_a_real_blog_is_read_alike() -> None:
    for post in BLOG.glob("*.md"):
        text = post.read_text("utf-8")
        if text.startswith("---\n"):
            _agree(text[4 : text.index("\n---", 4) + 1])
