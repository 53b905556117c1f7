"""The words around what is wrong, in a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.model import Span
from l10n_flow.reports import excerpt as excerpts
from l10n_flow.reports.excerpt import changed, code_points, excerpt
from l10n_flow.visible import has_rtl, width

ISOLATES = "\u2066\u2067\u2068\u2069"
LETTERS = st.text(st.sampled_from("abé ñ.صلح‌ی۲和平e\u0301\n\x1b\u202e<|`"), max_size=200)


def drawn(text: str, span: Span | None, columns: int, locale: str = "es") -> str:
    """Both lines, isolates made visible."""
    shown = excerpt(text, span, columns, locale)
    for sign, isolate in zip("〈《«»", ISOLATES, strict=True):
        shown = shown._replace(line=shown.line.replace(isolate, sign))
    return "\n".join(filter(None, shown))


def place(words: str, text: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def test_a_short_line_is_shown_whole() -> None:
    assert drawn("Los  niños", Span(3, 5), 30) == "Los  niños\n   ^~"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("one", "one two three four…\n^~~"),
        ("two", "one two three four…\n    ^~~"),
        ("three", "… two three four fi…\n      ^~~~~"),
        ("four", "…hree four five six…\n      ^~~~"),
        ("five", "…four five six seve…\n      ^~~~"),
        ("six", "… five six seven ei…\n       ^~~"),
        ("seven", "… six seven eight n…\n      ^~~~~"),
        ("eight", "…x seven eight nine\n         ^~~~~"),
        ("nine", "…x seven eight nine\n               ^~~~"),
    ],
)
def test_a_long_line_is_cut_around_the_words(words: str, shown: str) -> None:
    text = "one two three four five six seven eight nine"
    assert drawn(text, place(words, text), 20) == shown


TEN = "abcdefghij"
ACCENTS = "e\u0301" * 10


@pytest.mark.parametrize(
    ("text", "span", "columns", "shown"),
    [
        (TEN, Span(0, 1), 10, f"{TEN}\n^"),
        (TEN, Span(0, 1), 9, "abcdefg…\n^"),
        (TEN, Span(4, 5), 9, "…cdefghi…\n   ^"),
        (TEN, Span(5, 5), 9, "…defghij\n   ^"),
        (TEN, Span(9, 10), 9, "…defghij\n       ^"),
        (TEN, Span(10, 10), 9, "…efghij\n       ^"),
        (TEN, Span(1, 9), 9, "…bcdefgh…\n ^~~~~~~"),
        (TEN, None, 9, "abcdefg…"),
        (ACCENTS, Span(10, 12), 7, f"…{ACCENTS[:10]}…\n  ^"),
        (ACCENTS, Span(18, 20), 7, f"…{ACCENTS[:10]}\n     ^"),
        (ACCENTS, Span(10, 11), 7, f"…{ACCENTS[:10]}…\n  ^"),
        ("和" * 8, Span(3, 4), 9, "…和和和…\n   ^~"),
        ("和" * 8, Span(3, 4), 10, "…和和和和…\n   ^~"),
        ("سلام دنیای بزرگ ما", Span(5, 10), 12, "〈… ⟦دنیای⟧ ب…»"),
        ("سلام دنیای بزرگ ما", Span(5, 5), 12, "〈…م ⟦⟧دنیای …»"),
        ("سلام دنیای بزرگ ما", None, 12, "〈سلام دنیای…»"),
        ("سلام ما", Span(5, 7), 30, "〈سلام ⟦ما⟧»"),
    ],
)
def test_no_column_is_lost_and_no_letter_torn(
    text: str, span: Span | None, columns: int, shown: str
) -> None:
    assert drawn(text, span, columns) == shown


@pytest.mark.parametrize(
    ("columns", "room", "ahead", "back"),
    [
        ("2111", 3, 2, 1),
        ("1112", 3, 3, 2),
        ("1121", 3, 2, 2),
        ("2020", 2, 2, 1),
        ("0202", 2, 3, 2),
        ("2222", 1, 0, 4),
        ("1111", 4, 4, 0),
        ("1111", 0, 0, 4),
        ("", 3, 0, 0),
    ],
)
def test_as_many_cells_are_taken_as_fit_ahead_and_back(
    columns: str, room: int, ahead: int, back: int
) -> None:
    cells = [excerpts._Cell("x", int(each), marked=False) for each in columns]
    assert excerpts._reach(cells, 0, len(cells), room) == ahead
    assert excerpts._reach_back(cells, len(cells), room) == back


def test_words_longer_than_a_line_are_shown_from_their_beginning() -> None:
    assert drawn("x" * 5 + "wrong " * 9, Span(5, 59), 20).splitlines()[1].endswith("~" * 10)


def test_columns_are_counted_where_letters_are_wide_or_have_none() -> None:
    assert drawn("和平 e\u0301 x", Span(6, 7), 30) == "和平 e\u0301 x\n       ^"


def test_persian_words_are_marked_by_brackets() -> None:
    assert drawn("کودکان بازی میکنند", Span(12, 18), 40, "fa") == "《کودکان بازی ⟦میکنند⟧»"


def test_a_mark_does_not_tear_letters_apart_that_join() -> None:
    assert drawn("این كتاب است", Span(4, 5), 40, "fa") == "《این ⟦كتاب⟧ است»"
    assert drawn("آن‌ها رفتند", Span(3, 4), 40, "fa") == "《⟦آن‌ها⟧ رفتند»"


def test_the_space_between_persian_words_is_marked_alone() -> None:
    assert drawn("نمی خواند", Span(3, 4), 40, "fa") == "《نمی⟦ ⟧خواند»"


def test_invisible_characters_are_named_where_they_are_meant() -> None:
    assert drawn("کتاب\u200c", Span(4, 5), 40, "fa") == "《کتاب⟦⟨ZWNJ⟩⟧»"
    assert drawn("a\u00adb", Span(1, 2), 40) == "a⟨SHY⟩b\n ^~~~~"
    assert drawn("می‌رود و می‌آید", Span(9, 15), 40, "fa") == "《می‌رود و ⟦می‌آید⟧»"


def test_an_arabic_word_in_a_spanish_line_turns_to_brackets_too() -> None:
    assert drawn("La palabra صلح es", Span(15, 17), 40) == "〈La palabra صلح ⟦es⟧»"


def test_nothing_between_two_characters_can_be_meant() -> None:
    assert drawn("Hola mundo", Span(4, 4), 30) == "Hola mundo\n    ^"
    assert drawn("Hola", Span(4, 4), 30) == "Hola\n    ^"
    assert drawn("صلح", Span(3, 3), 30, "fa") == "《صلح⟦⟧»"


def test_a_span_outside_the_text_marks_its_end() -> None:
    assert drawn("Hola", Span(40, 90), 30) == "Hola\n    ^"
    assert drawn("Hola", Span(2, 1), 30) == "Hola\n  ^"


def test_a_line_end_is_shown_and_counts() -> None:
    assert drawn("a\nb", Span(1, 2), 30) == "a↵b\n ^"


@given(LETTERS, st.integers(0, 210), st.integers(0, 210), st.integers(24, 90))
def test_an_excerpt_fits_and_its_mark_is_below_the_words(
    text: str, one: int, other: int, columns: int
) -> None:
    span = Span(min(one, other), max(one, other))
    shown = excerpt(text, span, columns, "es")
    assert width(shown.line) <= columns
    assert len(shown.below) <= columns + 1  # the end of the line may be meant
    assert "\n" not in shown.line
    if has_rtl(text):
        assert shown.below == ""
        assert shown.line.count("⟦") == shown.line.count("⟧") == 1
    else:
        assert "^" in shown.below


@given(st.text("ab ", max_size=20), st.text("ab ", max_size=20))
def test_what_changed_put_in_its_place_makes_the_one_text_the_other(old: str, new: str) -> None:
    before, after = changed(old, new)
    middle = new[after.start : after.end]
    assert old[: before.start] + middle + old[before.end :] == new


def test_code_points_tell_what_eyes_cannot() -> None:
    assert code_points("نمی خواند", "نمی‌خواند") == "U+0020 → U+200C"
    assert code_points("a\u00a0b", "a b") == "U+00A0 → U+0020"
    assert code_points("كيك يا كتاب ۳", "کیک یا کتاب ۳") == "U+0643 → U+06A9, U+064A → U+06CC"
    assert code_points("hola", "Hola") == ""


def test_code_points_are_as_many_as_people_compare() -> None:
    before, after = "a" + "\u200c" * 4 + "b", "ab"
    assert code_points(before, after) == f"{' '.join(['U+200C'] * 4)} → nothing"
    before = "a" + "\u200c" * 5 + "b"
    assert code_points(before, after) == f"{' '.join(['U+200C'] * 4)} … → nothing"
    assert code_points("a\u0301\u0327", "a\u0327\u0301") == "U+0301 U+0327 → U+0327 U+0301"
    assert code_points("ﬁn", "fin") == "U+FB01 → U+0066 U+0069"
    three = "U+0643 → U+06A9, U+064A → U+06CC, U+0664 → U+06F4"
    assert code_points("كي٤", "کی۴") == three
    assert code_points("كي٤٥", "کی۴۵") == f"{three}, …"


def test_code_points_tell_of_each_change_once() -> None:
    before = "man\u0303ana, an\u0303o, cafe\u0301"
    assert code_points(before, "mañana, año, café") == (
        "U+006E U+0303 → U+00F1, U+0065 U+0301 → U+00E9"
    )
    assert code_points("كيى ٤", "کیی ۴").endswith("U+0649 → U+06CC, …")


LONG = st.text(st.sampled_from("abé ñ.صلح‌ی۲和平e\u0301 "), min_size=200, max_size=900)


@given(LONG, st.integers(0, 900), st.integers(0, 900), st.integers(24, 60))
def test_what_is_far_from_the_words_makes_no_difference(
    text: str, start: int, size: int, columns: int
) -> None:
    span = Span(start, start + size) if size else None
    shown = excerpt(text, span, columns, "es")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(excerpts, "_FAR", 1000)
        assert excerpt(text, span, columns, "es") == shown
