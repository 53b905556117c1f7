"""Front matter: where it begins and ends, what its fields say, what a translation does to it."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from l10n_flow import yamltext
from l10n_flow.documents import Document, ParseOptions, frontmatter, read, render
from l10n_flow.documents.document import Field
from l10n_flow.documents.frontmatter import find
from l10n_flow.yamltext import quick_scalars


def an_article(inside: str, body: str = "") -> Document:
    return read(f"---\n{inside}---\n{body}".encode(), Path("a.md"))


# Where it begins and ends.


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\ntitle: x\n---\nBody", "Body"),
        ("---\ntitle: x\n...\nBody", "Body"),
        ("---  \ntitle: x\n---\t\nBody", "Body"),
        ("---\r\ntitle: x\r\n---\r\nBody", "Body"),
        ("---\n---\nBody", "Body"),
        ("---\n\n---\nBody", "Body"),
        ("---\n# only a comment\n---\nBody", "Body"),
        ("---\ntitle: x\n---", ""),
        ("---\ntitle: x\n----\n---\nBody", "Body"),
        ("---\ntitle: |\n  ---\n---\nBody", "Body"),
        ("---\nnot: [yaml\n---\nBody", "Body"),
        ("+++\ntitle = 1\n+++\nBody", "Body"),
    ],
)
def test_the_body_begins_after_the_closing_line(text: str, body: str) -> None:
    _, offset, _ = find(text.encode())
    assert text.encode()[offset:].decode() == body


@pytest.mark.parametrize(
    "text",
    [
        "Body",
        "",
        "---",
        "---\n",
        "---\ntitle: x\n",
        "----\ntitle: x\n---\n",
        " ---\ntitle: x\n---\n",
        "\n---\ntitle: x\n---\n",
        "---\nJust words\n---\n",
        "---\n- a\n- b\n---\n",
        "---\n*emphasis* [and\n---\n",
        "---\n\n# Heading\n\ntext: yes\n",
        "+++\ntitle = 1\n",
    ],
)
def test_what_is_not_a_mapping_between_rules_is_markdown(text: str) -> None:
    front, offset, _ = find(text.encode())
    assert (front, offset) == (None, 0)


@pytest.mark.parametrize(
    "top", ["---\ntitle: Peace\n---\n", "+++\na = 1\n+++\n", '{"a": 1}\n', "---\n"]
)
def test_a_byte_order_mark_changes_nothing_but_the_places(top: str) -> None:
    text = f"{top}Body é\n".encode()
    (front, body, warnings), (marked, at, same) = find(text), find(b"\xef\xbb\xbf" + text)
    assert at == body + 3
    assert [w.message for w in warnings] == [w.message for w in same]
    assert (marked is None) == (front is None)
    if front is not None and marked is not None:
        assert [(f.path, f.start, f.end) for f in marked.fields] == [
            (f.path, f.start + 3, f.end + 3) for f in front.fields
        ]


# What its fields say.

BOMB = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
"""Forty lines that unfold to a million million values."""


def says(inside: str) -> dict[str, str | None]:
    front = an_article(inside).front
    assert front is not None
    return {".".join(map(str, f.path)): f.value for f in front.fields}


@pytest.mark.parametrize(
    ("inside", "values"),
    [
        ("title: Peace\n", {"title": "Peace"}),
        ("title:   Peace  \n", {"title": "Peace"}),
        ("title: Peace # not war\n", {"title": "Peace"}),
        ("title: Peace#1\n", {"title": "Peace#1"}),
        ("title: 'It''s'\n", {"title": "It's"}),
        ('title: "a \\"b\\" \\u0627"\n', {"title": 'a "b" ا'}),
        ("title: >-\n  a\n  b\n\n  c\n", {"title": "a b\nc"}),
        ("title: |\n  a\n   b\n", {"title": "a\n b\n"}),
        ("title: a\n  b\n", {"title": "a b"}),
        ("image:\n  alt: x\n", {"image.alt": "x"}),
        ("image: {alt: x, src: y}\n", {"image.alt": "x", "image.src": "y"}),
        ("tags: [a, b]\n", {"tags.0": "a", "tags.1": "b"}),
        ("tags:\n- a\n- b\n", {"tags.0": "a", "tags.1": "b"}),
        ("tags:\n  - a\n  - 'b'\n", {"tags.0": "a", "tags.1": "b"}),
        ("url: https://example.org/a#b\n", {"url": "https://example.org/a#b"}),
        ("time: 12:30\n", {"time": "12:30"}),
        ("a: &x 1\nb: *x\n", {"a": "1"}),
        ("a: 1\na: 2\n", {"a": "2"}),
        ("date: 2026-10-12\n", {"date": "2026-10-12"}),
        ("draft: NO\n", {"draft": "NO"}),
        ("title:\n", {"title": ""}),
        ("title: ~\n", {"title": "~"}),
        ("عنوان: صلح\n", {"عنوان": "صلح"}),
        ("? title\n: Peace\n", {"title": "Peace"}),
        ("<<: {a: b}\n", {"<<.a": "b"}),
    ],
)
def test_a_field_says_what_yaml_says(inside: str, values: dict[str, str]) -> None:
    assert says(inside) == values


@pytest.mark.parametrize(
    ("plain", "tag"),
    [
        ("2026-10-12", "timestamp"),
        ("2026-10-12T10:00:00Z", "timestamp"),
        ("1399", "int"),
        ("0", "int"),
        ("0o17", "int"),
        ("0x1F", "int"),
        ("3.14", "float"),
        ("1e3", "float"),
        (".inf", "float"),
        ("true", "bool"),
        ("False", "bool"),
        ("NO", "str"),
        ("yes", "str"),
        ("on", "str"),
        ("null", "null"),
        ("~", "null"),
        ("Peace", "str"),
        ("'1399'", "str"),
        ("1399 gauges", "str"),
        ("12:30", "str"),
        ("007", "int"),
    ],
)
def test_a_value_has_the_type_that_yaml_1_2_gives_it(plain: str, tag: str) -> None:
    front = an_article(f"x: {plain}\n").front
    assert front is not None
    assert [f.tag for f in front.fields] == [f"tag:yaml.org,2002:{tag}"]


def test_null_and_booleans_are_not_prose_but_NO_and_numbers_are() -> None:  # noqa: N802 - NO is the point
    document = an_article("title: NO\nsubtitle: ~\nsummary: true\nlead: 1399\ndescription:\n")
    assert [s.source for s in document.segments] == ["NO", "1399"]


def test_a_list_index_is_not_part_of_a_field_s_name() -> None:
    document = an_article("image:\n- alt: One\n- alt: Two\n  caption: Three\n")
    kinds = [(s.kind, s.source) for s in document.segments]
    assert kinds == [
        ("field: image.alt", "One"),
        ("field: image.alt", "Two"),
        ("field: image.caption", "Three"),
    ]


@pytest.mark.parametrize(
    ("inside", "line"),
    [
        ("title: x\nbroken: [a\nlast: y\n", 4),
        ("title: x\n\ttab: y\n", 3),
        ("title: 'unclosed\nsecond: y\n", 4),
        ("title: x: y\n", 2),
        ("title: *nobody\n", 2),
        ("title: !odd x\nother: %\n", 3),
        ("x: " + "[" * 2000 + "\ntitle: y\n", None),
        (BOMB, None),
        ("a: &a [*a]\ntitle: y\n", None),
        ("title: \x00\n", None),
    ],
)
def test_what_is_not_yaml_is_copied_and_told_with_its_line(inside: str, line: int | None) -> None:
    document = an_article(inside, "Body\n")
    assert [s.source for s in document.segments] == ["Body"]
    (warning,) = document.warnings
    assert "the front matter is" in warning.message
    assert warning.hint
    assert line is None or document.line(warning.offset) == line
    assert render(document, {s.key: "Cuerpo" for s in document.segments}).text == (
        f"---\n{inside}---\nCuerpo\n".encode()
    )


def test_a_repeated_anchor_is_no_warning_of_python() -> None:
    assert says("a: &x 1\nb: &x 2\nc: *x\n") == {"a": "1", "b": "2"}


def test_the_value_of_a_repeated_key_is_the_last() -> None:
    front = an_article("title: One\ntitle: Two\n").front
    assert front is not None
    assert (front.value("title"), front.values("title")) == ("Two", ("One", "Two"))


def test_offsets_are_bytes_of_the_document_after_a_mark_and_persian_words() -> None:
    data = "\ufeff---\nعنوان: سلام\ntitle: {x: 'صلح'}\n---\n".encode()
    front = read(data, Path("a.md")).front
    assert front is not None
    assert [data[f.start : f.end].decode() for f in front.fields] == ["سلام", "'صلح'"]


# The quick way and ruamel.yaml.

VALUE = st.sampled_from(
    [
        "Peace",
        "A river does not wait",
        "صلح و نان",
        "«¿Qué?»",
        "'single'",
        "'It''s'",
        '"double"',
        '"with \\"escape\\""',
        '"a: b # c"',
        "2026-10-12",
        "2026-13-45",
        "2026-10-12T10:00:00Z",
        "2026-10-12 10:00",
        "2019-10-20T12:00:00.000Z",
        "NO",
        "no",
        "Yes",
        "on",
        "true",
        "True",
        "null",
        "~",
        "0",
        "1399",
        "007",
        "1_000",
        "0x1F",
        "3.14",
        "1e3",
        ".5",
        "+1",
        "-1",
        "- x",
        "a - b",
        "a: b",
        "a:b",
        "a :b",
        "a #b",
        "a# b",
        "# comment",
        "https://example.org/x#y",
        "/blog/x",
        "[a, b]",
        "{a: b}",
        "[",
        "*x",
        "&x y",
        "!tag y",
        "@x",
        "%x",
        "`x`",
        "|",
        ">",
        "",
        "x  ",
        "'a' b",
        "a 'b'",
        "é\u0301",
        "a\u00a0b",
        "a\u2028b",
        "a\x85b",
        "\ufeffx",
        "a\tb",
        "---",
        "...",
        "a, b",
        "?",
        "? x",
        "12:30",
        "a\x7fb",
        "👍🏽",
        "=",
        "<<",
        "x:",
        "- - a",
    ]
) | st.text(st.characters(blacklist_characters="\r\n", blacklist_categories=["Cs"]), max_size=8)
KEY = st.sampled_from(
    [
        "title",
        "summary",
        "a-b",
        "_x",
        "image",
        "tags",
        "yes",
        "NO",
        "null",
        "on",
        "x1",
        "y",
        "a.b",
        "a b",
        "<<",
        "1",
    ]
)
LINE = st.one_of(
    st.tuples(KEY, st.just(": "), VALUE).map("".join),
    st.tuples(KEY, st.sampled_from([":", ": ", ":   "])).map("".join),
    st.tuples(st.sampled_from(["- ", "  - ", "-", "    - ", "-  "]), VALUE).map("".join),
    st.tuples(st.sampled_from(["  ", "    ", "\t"]), KEY, st.just(": "), VALUE).map("".join),
    st.tuples(st.sampled_from(["", " ", "  "]), VALUE).map("".join),
    st.sampled_from(["", "# comment", "   # comment", "#", " "]),
)
FRONT_MATTER = st.tuples(st.lists(LINE, max_size=6), st.sampled_from(["\n", "\n", "\r\n"])).map(
    lambda drawn: "".join(line + drawn[1] for line in drawn[0])
)
SIMPLE = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(["title", "summary", "tags", "x"]),
            st.sampled_from([": ", ":  ", ":\n- "]),
            st.sampled_from(
                ["Peace", "'It''s'", '"b"', "1399", "2026-10-12", "صلح", "NO", "a: b", "a #b"]
            ),
            st.sampled_from(["", " ", "\n- two", "\n  - two"]),
        ).map("".join),
        st.just("# comment"),
        st.just(""),
    ),
    max_size=5,
).map(lambda lines: "".join(line + "\n" for line in lines))


@settings(max_examples=400)
@given(inside=FRONT_MATTER | SIMPLE)
@example("title: Peace\nsummary:\ntags:\n- \n- a\n")
@example("a: # told\nb:   \n\n\n  # more\nc: {d: , e}\n")
@example("a:\r\n  b:\r\n  c: d\r\n")
@example("title:\n?\n")
@example("title:\n  a:\n  ? b\n  : c\n")
@example("tags: [a, {b:, ? c}]\n")
@example("- a:\n  ? b\n")
def test_the_fields_are_the_same_whichever_library_reads_them(inside: str) -> None:
    text = f"---\n{inside}---\n".encode()
    with mock.patch.object(yamltext, "quick_scalars", return_value=None):
        frontmatter._read.cache_clear()
        careful = find(text)
    frontmatter._read.cache_clear()
    assert find(text) == careful


@pytest.mark.parametrize(
    "inside",
    [
        "title: Peace\nslug: peace\n",
        "date: '2019-10-20T12:00:00.000Z'\ncategory: uncategorized\ntitle: The River\n",
        "title: \"A 'b'\"\ntags:\n- a\n- b\n",
        "title: صلح\ncategories:\n  - یک\n  - 'دو'\nlang: fa\n",
        "# comment\n\ntitle: x\ndate: 2026-10-12\ndraft: true\nweight: 3\n",
        "title: Peace\r\nsummary: None yet\r\n",
        "title: Peace\nsubtitle:\ntags: []\n",
    ],
)
def test_usual_front_matter_takes_the_quick_way(inside: str) -> None:
    """Else the test above would show nothing."""
    assert quick_scalars(inside) is not None


# Translations.

PLACES = st.sampled_from(
    [
        "title: Peace\n",
        "title: 'Peace'\n",
        'title: "Peace"\n',
        "title: Peace # comment\nx: y\n",
        "title: &a Peace\nx: *a\n",
        "title: !!str Peace\n",
        "title: |-\n  Peace\nx: y\n",
        "title: |\n    Peace\n\nx: y\n",
        "title: >-\n  Peace\n",
        "title: >+\n  Peace\n\n\nx: y\n",
        "title: Peace\n  now\nx: y\n",
        "seo: {title: Peace, x: y}\n",
        "seo: {x: [1, 2], title: 'Peace'}\n",
        "title: [Peace, War]\n",
        "title:\n- Peace\n- - War\n",
        "? title\n: Peace\n",
        "image:\n  x: y\n  alt: Peace\n  z: [a]\n",
        '"title": Peace\n',
    ]
)
WORDS = st.text(
    st.characters(blacklist_categories=["Cs"])
    | st.sampled_from(list(" \n:#'\"[]{},-?&*!|>%@`\\~=صلح")),
    max_size=12,
)


def loaded(inside: str | bytes) -> object:
    text = inside if isinstance(inside, str) else inside.decode()
    yaml = YAML(typ="safe", pure=True)
    yaml.allow_duplicate_keys = True
    return yaml.load(io.StringIO(text))


def flat(data: object) -> list[object]:
    if isinstance(data, dict):
        return [leaf for pair in data.items() for part in pair for leaf in flat(part)]
    if isinstance(data, list):
        return [leaf for item in data for leaf in flat(item)]
    return [data]


@settings(max_examples=200)
@given(inside=PLACES, words=WORDS)
def test_a_translated_field_says_the_translation_and_the_others_what_they_said(
    inside: str, words: str
) -> None:
    document = an_article(inside)
    segment = document.segments[0]
    rendered = render(document, {segment.key: words})
    if not rendered.splices:
        assert rendered.text == document.text
        return
    front = read(rendered.text, Path("a.md")).front
    assert front is not None
    before = flat(loaded(inside))
    after = flat(loaded(rendered.text[front.inside : front.close]))
    changed = [(b, a) for b, a in zip(before, after, strict=True) if b != a]
    for old, new in changed:
        assert str(old).strip() == segment.source
        assert isinstance(new, str)
        assert letters(new) == letters(words)


def letters(words: str) -> str:
    """What no spelling of a scalar may touch."""
    return "".join(c for c in words if c.isalnum())


@pytest.mark.parametrize(
    "words", ["Paz", "No", "12", "a: b", "# x", "«صلح»", 'l\'"any"', "[x", "a\nb"]
)
@pytest.mark.parametrize(
    "inside",
    [
        "title: Peace\n",
        "title: 'Peace'\n",
        'title: "Peace"\n',
        "title: &a Peace\nx: *a\n",
        "title: !!str Peace\n",
        "seo: {title: Peace, x: y}\n",
        "title: |-\n  Peace\nx: y\n",
        "title: >-\n  Peace\n",
    ],
)
def test_no_ordinary_translation_of_a_field_is_refused(inside: str, words: str) -> None:
    document = an_article(inside)
    rendered = render(document, {s.key: words for s in document.segments})
    assert rendered.refusals == ()


def test_a_literal_keeps_the_indentation_within_it() -> None:
    document = an_article("description: |\n  One\n    - two\n")
    rendered = render(document, {document.segments[0].key: "Uno\n  - dos"})
    assert rendered.text.decode() == "---\ndescription: |\n  Uno\n    - dos\n---\n"


def test_dates_are_left_as_they_are_spelled() -> None:
    front = an_article("date: 2026-10-12\n").front
    assert front is not None
    assert [Field(*f).value for f in front.fields] == ["2026-10-12"]
    assert loaded("date: 2026-10-12\n") == {"date": dt.date(2026, 10, 12)}


def test_no_field_is_translated_when_the_options_name_none() -> None:
    document = read(b"---\ntitle: x\n---\n", Path("a.md"), ParseOptions(translated=frozenset()))
    assert document.segments == ()


@pytest.mark.parametrize(
    "below",
    ["\n# comment", " # comment", "\n  # a: comment:\n\n# b:", "   ", "\n\n", " #:\n#:"],
)
@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_a_value_that_is_not_written_is_right_after_its_colon(below: str, eol: str) -> None:
    text = f"---\ntags: [a]\nslug:{below}\nseo: {{a: b, title: }}\n---\nB\n".replace("\n", eol)
    front = read(text.encode(), Path("a.md")).front
    assert front is not None
    empty = {f.path[-1]: text.encode()[: f.start] for f in front.fields if not f.value}
    assert empty["slug"].endswith(b"\nslug:")
    assert empty["title"].endswith(b"title:")
