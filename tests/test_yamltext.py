"""YAML with positions: the quick reader says what the certain one says, or does not answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from l10n_flow import yamltext
from l10n_flow.errors import ConfigError
from l10n_flow.yamltext import Scalar, certain, dump, load, quick_scalars, quickly_loaded, scalars

FILE = Path("a.yaml")

WORDS = r"""
a b key title 'it''s' "q\"q" : , - # [ ] { } ? | > ! yes no null ~ 1.5 0o17 1e3 .inf 2026-11-29
2026-11-29T10:00:00Z & * % &b *b %a ../a /b 5% <<: = صلح « » \ ' " --- ... @ ` key:
"""
BETWEEN = (" ", "  ", "\n", "\n  ", "\n- ", "\nb: ", "\r\n", ": ", ", ", "- ")
PIECES = st.sampled_from((*WORDS.split(), *BETWEEN))

LINES = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "  ", "    ", "- ", "  - ", "# "]),
    st.sampled_from(["a:", "key:", "'b':", "1:", "true:", "صلح:", "a.b:", ""]),
    st.sampled_from(["", " "]),
    st.sampled_from(WORDS.split())
    | st.sampled_from(['"q"', "{}", "{x:1}", "x/y", "1.", "-1", "1e3", "0o7", "12345678901234567"])
    | st.sampled_from(["", "[es, fa]", "{a: b, c: 1}", "two words", "x # told", "a: b", "- a"]),
)

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text("ab ـ:#-'\"\n,[]{}é", max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("abc-é ", min_size=1, max_size=6), inner, max_size=3)
    ),
    max_leaves=8,
)


def _agree(text: str) -> None:
    found = quick_scalars(text)
    if found is not None:
        assert _written(found) == _written(certain.scalars(text))
    located = quickly_loaded(text, FILE)
    if located is not None:
        assert located == certain.load(text, FILE)
        assert _types(located.data) == _types(certain.load(text, FILE).data)


def _written(found: tuple[Scalar, ...]) -> list[Scalar]:
    """The same, without the place of what is not written: that is somewhere behind its key."""
    return [one if one.start < one.end else replace(one, start=0, end=0) for one in found]


def _types(data: object) -> object:
    """The data with types in the place of values: 1 is equal to 1.0 and to true."""
    if isinstance(data, dict):
        return {key: _types(value) for key, value in data.items()}
    return [_types(value) for value in data] if isinstance(data, list) else type(data)


@given(st.lists(PIECES, max_size=14).map("".join))
@settings(max_examples=200)
@example("a: b: c")
@example("a: 5 % of b\nc: d & e\nf: g * h\n")
@example("a: &b c\nd: *b\n")
@example("a: %b\n")
@example("%YAML 1.1\n---\na: yes\n")
@example("a: b\n%c: d\n")
@example("&a b: c\n")
@example("- &a\n- *a\n")
@example("[&a b, *a ]")
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


@given(st.lists(LINES, max_size=9).map("\n".join))
@settings(max_examples=200)
@example("locales: [es, fa]\npublish:\n  min_state: draft\n  locales:\n    fa: {threshold: 50}\n")
@example("- a: b\n  c: d\n- - e\n  - 'f'\n")
@example("a:\n- b\n-\n")
@example("? a\n: b")
def test_a_configuration_is_read_alike(text: str) -> None:
    _agree(text)


def test_a_usual_configuration_takes_the_quick_way() -> None:
    text = "source: en  # English\nlocales: [es, 'fa']\nlines: 80\npretranslate:\n  least: 0.75\n"
    located = quickly_loaded(text, FILE)
    assert located is not None
    assert located.data == {
        "source": "en",
        "locales": ["es", "fa"],
        "lines": 80,
        "pretranslate": {"least": 0.75},
    }
    assert str(located.places["pretranslate", "least"]) == "a.yaml:5:3"


@pytest.mark.parametrize(
    "text", ["a: 1\na: 2\n", "a: yes\n", "yes: a\n", "a:\n", "a: 0x1f\n", "a: |2\n  b\n", "a: ["]
)
def test_a_configuration_that_could_be_odd_is_left_to_the_certain_reader(text: str) -> None:
    assert quickly_loaded(text, FILE) is None


def test_values_are_nested_a_hundred_deep_at_most() -> None:
    for opening, closing in (("[", "]"), ("{a: ", "}")):
        deepest, deeper = (f"{opening * n}0{closing * n}" for n in (100, 101))
        located = quickly_loaded(deepest, FILE)
        assert located is not None
        assert located == certain.load(deepest, FILE)
        assert quickly_loaded(deeper, FILE) is None
        for more in (deeper, f"{opening * 102}0{closing * 102}"):
            with pytest.raises(ConfigError, match="without end"):
                load(more, FILE)
    for text in ("a: &b [*b]\n", "a: &b {c: *b}\n"):
        with pytest.raises(ConfigError, match="its aliases unfold without end"):
            load(text, FILE)


def test_a_file_has_so_many_values_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (yamltext, certain):
        monkeypatch.setattr(module, "MAXIMUM_NODES", 10)
    assert quickly_loaded("- 1\n" * 10, FILE) is not None
    assert quickly_loaded("- 1\n" * 11, FILE) is None
    assert certain.load("- &a [1, 2]\n- *a\n- *a\n", FILE).data == [[1, 2]] * 3  # ten
    with pytest.raises(ConfigError, match="its aliases unfold without end"):
        certain.load("- &a [1, 2]\n- *a\n- *a\n- 1\n", FILE)


def test_usual_values_need_no_certain_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the certain reader was asked")

    for name in ("load", "scalars", "tag"):
        monkeypatch.setattr(certain, name, refuse)
    kinds = {
        "": "null",
        "words": "str",
        "'1'": "str",
        "./a": "str",
        "0": "int",
        "123456789012345": "int",
        "1.5": "float",
        "true": "bool",
        "2026-11-29": "timestamp",
        "2026-11-29T10:00:00.5+03:30": "timestamp",
    }
    text = "---\n" + "".join(f"- {value}\n" for value in kinds)
    assert [one.tag.rpartition(":")[2] for one in scalars(text)] == list(kinds.values())
    found = load("--- {a: [0, 123456789012345, 1.5, true, false, 'no', x/y], c: {}}\n", FILE)
    assert found.data == {"a": [0, 123456789012345, 1.5, True, False, "no", "x/y"], "c": {}}


def test_a_long_text_is_written_on_one_line() -> None:
    title = "peace talks resume in the harbour " * 20
    assert dump({"title": title.strip(), "year": 2026}).count("\n") == 2


def test_a_mistake_in_a_configuration_has_its_line() -> None:
    with pytest.raises(ConfigError, match=r"a\.yaml:3"):
        load("a: b\nc: d\na: e\n", FILE)


@pytest.mark.parametrize(
    ("text", "at", "what", "hint"),
    [
        ("a: 1\na: 2\n", ":2:1", "'a' appears twice", "keep one of the two"),
        ("a: b: c\n", ":1:5", "mapping values are not", "put a value that holds a colon in quotes"),
        ("a:\n\tb: c\n", ":2:1", "found character", "indent with blanks instead of tabs"),
        ("a: @b\n", ":1:4", "found character", "put the value in quotes"),
        ("a: [b\nc: d\n", ":2:2", "expected ',' or", "close the bracket above"),
        ("a: [[\n", ":2:1", "expected the node content", "write a value in that place"),
        ('a: "b\n', ":2:1", "found unexpected end", "close the quote"),
        ("a: *b\n", ":1:4", "found undefined alias", "put a value that begins with * in quotes"),
        ("a:\n  - b\n - c\n", ":3:2", "expected <block end>", "indent the lines"),
        ('a: "\\q"\n', ":1:6", "found unknown escape", "write the value in single quotes"),
        ("a: b\nc\nd: e\n", ":3:1", "could not find expected ':'", "write key: value"),
        ("? {a: b}\n: c\n", ":1:3", "found unhashable key", "a key is a word: quote it"),
        ("a: !x b\n", ":1:4", "could not determine a constructor", "take the word that begins"),
    ],
)
def test_a_mistake_says_what_to_do(text: str, at: str, what: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(text, FILE)
    assert str(caught.value.where) == f"a.yaml{at}"
    assert caught.value.what.startswith(f"not YAML: {what}")
    assert caught.value.hint.startswith(hint)


@given(st.dictionaries(st.text("abc-é", min_size=1, max_size=6), VALUES, max_size=4))
def test_what_we_write_is_read_alike(data: dict[str, object]) -> None:
    _agree(dump(data))


def test_nested_front_matter_takes_the_quick_way() -> None:
    text = "alternates:\n  en: '../a.md'\nlabels:\n  categories: [خبر, 'x']\ntitle: Paz\n"
    found = quick_scalars(text)
    assert found is not None
    assert [(s.path, s.value) for s in found] == [
        (("alternates", "en"), "../a.md"),
        (("labels", "categories", 0), "خبر"),
        (("labels", "categories", 1), "x"),
        (("title",), "Paz"),
    ]


@pytest.mark.parametrize(
    "text", ["a: &x b\nc: *x\n", "a: |\n\n  b\n", "a:\tb\n", "a: [\n", "a: 1\n a: 2"]
)
def test_what_is_odd_or_wrong_is_left_to_the_certain_reader(text: str) -> None:
    assert quick_scalars(text) is None


def test_what_neither_reads_is_an_error_with_its_line() -> None:
    with pytest.raises(ConfigError, match=":2:"):
        scalars("a: b\nc: ]\n")


BLOCK_LINES = st.builds(
    "{}{}{}".format,
    st.sampled_from(["a: ", "- ", "  b: ", "c: "]),
    st.sampled_from(["|", ">", ">-", "|+", "|2", "> # told", ">#x", "| "]),
    st.lists(
        st.sampled_from(["\n  x y", "\n   z", "\n", "\n ", "\n  # no", "\n  صلح ", "\n  - q"])
    ).map("".join),
)


@given(
    st.lists(BLOCK_LINES, min_size=1, max_size=3), st.sampled_from(["", "\n", "\n\n", "\nd: e\n"])
)
@settings(max_examples=200)
@example(["- >\n \n  x"], "\n")
@example(["a: >-\n  x y\n\n  z"], "\nd: e\n")
def test_texts_of_several_lines_are_read_alike(blocks: list[str], end: str) -> None:
    _agree("\n".join(blocks) + end)
    _agree(("\n".join(blocks) + end).replace("\n", "\r\n"))


def test_a_folded_summary_takes_the_quick_way() -> None:
    found = quick_scalars("summary: >-\n  One line\n  and two.\ndate: 2026-11-29\n")
    assert found is not None
    assert [(s.value, s.style) for s in found] == [("One line and two.", ">"), ("2026-11-29", "")]


def test_the_front_matter_of_a_blog_is_read_alike(posts: Callable[[int], list[Path]]) -> None:
    for post in posts(1):
        text = post.read_text("utf-8")
        if text.startswith("---\n"):
            _agree(text[4 : text.index("\n---", 4) + 1])
