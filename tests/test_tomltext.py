"""TOML with positions: what tomllib reads stands where we say, and what we write it reads back."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from l10n_flow.errors import ConfigError
from l10n_flow.tomltext import dump, on_lines, quoted, scalars, statements, values
from l10n_flow.yamltext import YamlPath

ON_LINES = (
    '"""x"""', "'''y'''", '"""\nx\n"""', "'''\n'y''\n'''", '"""a\\\n  b"""', '""""x"""""',
    "''''z'''''", '"""\\"""x"""', '"""\r\n"x"\r\n"""', '""""""', "''''''",
)  # fmt: skip
STRINGS = st.sampled_from(
    (
        '"a"',
        "'b'",
        '""',
        "''",
        '"\\"q\\" \\u06f1"',
        "'a\\'",
        '"صلح"',
        "'# no'",
        '"a ] } , b"',
        *ON_LINES,
    )
)
BARE = st.sampled_from(
    [
        "1",
        "-1_000",
        "0xff",
        "0o7",
        "1.5",
        "1e3",
        "inf",
        "-nan",
        "true",
        "false",
        "2026-11-23",
        "07:30:00",
        "2026-11-23T07:30:00Z",
        "2026-11-23 07:30:00",
    ]
)
KEYS = st.sampled_from(
    ["a", "b-c", "1", "é", '"x y"', "'q'", '"\\u0061b"', "a.b", "a . b", "c.d.e"]
)
GAP = st.sampled_from(["", " ", "\t"])
BREAK = st.sampled_from(["", " ", "\n", "\r\n", ' # no ] = "\n', "\n\n"])


def array(parts: tuple[list[str], str, str]) -> str:
    items, before, after = parts
    return f"[{before}{f'{before},{after}'.join(items)}{after}]"


def inline_table(pairs: list[tuple[str, str, str, str]]) -> str:
    return "{" + ", ".join(f"{key}{gap}={other}{value}" for key, gap, other, value in pairs) + "}"


VALUES = st.recursive(
    STRINGS | BARE,
    lambda inner: (
        st.tuples(st.lists(inner, max_size=3), BREAK, BREAK).map(array)
        | st.lists(st.tuples(KEYS, GAP, GAP, inner), max_size=3).map(inline_table)
    ),
    max_leaves=5,
)
LINE = (
    st.tuples(GAP, KEYS, GAP, VALUES, GAP).map(lambda x: f"{x[0]}{x[1]} ={x[2]}{x[3]}{x[4]}")
    | KEYS.map("[{}]".format)
    | KEYS.map("[[{}]]".format)
    | st.sampled_from(["", "# [a] = 'b'", "  "])
)
TEXTS = st.tuples(st.lists(LINE, max_size=6), st.sampled_from(["\n", "\r\n"])).map(
    lambda x: "".join(line + x[1] for line in x[0])
)


def leaves(value: object, path: YamlPath = ()) -> Iterator[tuple[YamlPath, object]]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from leaves(one, (*path, key))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from leaves(one, (*path, number))
    else:
        yield path, value


@given(TEXTS)
@example('s = """a""b"""""\n')
@example("[[a]]\nb = 1\n[a.c]\nd = 'x'\n[[a]]\nb = 2\n")
def test_every_scalar_of_tomllib_stands_where_it_is_said_to(text: str) -> None:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assume(False)
    found = scalars(text)
    expected = dict(leaves(data))
    assert len(found) == len(expected)
    for one in found:
        (written,) = tomllib.loads(f"x = {text[one.start : one.end]}").values()
        assert repr(written) == repr(expected[one.path])
        if isinstance(written, str):
            assert (one.value, one.tag.rpartition(":")[2]) == (written, "str")
            assert text[one.start : one.end].startswith(one.style or "-")


@given(TEXTS)
def test_statements_are_whole_lines_without_overlap(text: str) -> None:
    try:
        found = statements(text)
    except ConfigError:
        assume(False)
    at = 0
    for one in found:
        assert at <= one.start < one.end
        assert text[: one.start] == "" or text[one.start - 1] == "\n"
        assert one.end == len(text) or text[one.end - 1] == "\n"
        between = [line.strip() for line in text[at : one.start].split("\n")]
        assert all(line == "" or line.startswith("#") for line in between)
        at = one.end


DATA = st.recursive(
    st.text(max_size=8) | st.booleans() | st.integers(-(2**63), 2**63 - 1),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.text(max_size=4), DATA))
def test_what_is_written_is_read_back(data: dict[str, object]) -> None:
    assert tomllib.loads(dump(data)) == data
    assert all(line.count("\n") == 0 for line in dump(data).split("\n"))


def test_what_toml_cannot_say_is_left_out_or_refused() -> None:
    assert dump({"a": None, "b": ()}) == "b = []\n"
    with pytest.raises(TypeError, match="float"):
        dump({"a": 0.5})


@given(st.text(max_size=12), st.sampled_from(["'", '"']))
@example("It's", "'")
@example("\x7f", "'")
def test_words_in_quotes_are_the_words(words: str, style: str) -> None:
    assert tomllib.loads(f"x = {quoted(words, style)}") == {"x": words}
    assert "\n" not in quoted(words, style)


@given(st.text("ab'\"\\\n\t\x00é", max_size=9), st.sampled_from(["'", '"']))
@example('"""', '"')
@example('a"', '"')
def test_words_between_three_quotes_are_the_words(words: str, style: str) -> None:
    try:
        spelled = on_lines(words, style)
    except ValueError:
        assert style == "'"
        spelled, style = on_lines(words, '"'), '"'
    assert tomllib.loads(f"x = {style * 3}\n{spelled}{style * 3}") == {"x": words}


def test_a_mistake_has_its_column() -> None:
    for text, place in (("a = 1\nab = b\n", "front matter:2:6"), ("a = 'x\n", "front matter")):
        with pytest.raises(ConfigError) as caught:
            scalars(text)
        assert str(caught.value.where) == place


def test_values_have_days_and_no_times_of_day() -> None:
    text = "a = 2026-11-23\nb = [{c = 07:30:00}]\n"
    assert values(text) == {"a": dt.date(2026, 11, 23), "b": [{"c": "07:30:00"}]}


@pytest.mark.parametrize(
    ("text", "line", "what", "hint"),
    [
        ("= 1\n", 1, "Invalid statement", "correct it"),
        ("a = 1\na = 2\n", 2, "Cannot overwrite a value", "keep one of the values"),
        ("a = 1\nb\n", 2, "Expected '='", "write key = value"),
        ("title = Rain today\n", 1, "Invalid value", 'key = "words"'),
        ('a = "x\n', 1, "Illegal character '\\n'", "close the quote"),
        ("a = 'x\n", 0, "Expected", "close the quote"),
        ("a = ['x' 'y']\n", 1, "Unclosed array", "commas"),
        ('a = "C:\\q"\n', 1, "Unescaped", "two backslashes"),
        ('a = """x\n', 0, "Unterminated", "close the quote"),
        ("[a]\n[a]\n", 2, "Cannot declare", "keep one of the tables"),
        ("d = 1399-02-31\n", 1, "date", "in quotes"),
        ("a = 'x' b\n", 1, "Expected newline", "one key = value a line"),
        (f"a = {'[' * 5000}", 0, "nested without end", ""),
    ],
)
def test_a_mistake_has_its_line_and_a_remedy(text: str, line: int, what: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        scalars(text)
    error = caught.value
    assert error.what.startswith("not TOML: ")
    assert what in error.what
    assert "(at " not in error.what  # that is its place
    assert error.where is not None
    assert (error.where.line or 0) == line
    assert hint in error.hint
