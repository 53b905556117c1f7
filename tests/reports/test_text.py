"""The report for people."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from l10n_flow.model import Finding, Severity, Span
from l10n_flow.reports import Report, text
from l10n_flow.reports.report import Completeness
from l10n_flow.visible import width

from .samples import ARTICLE, ERROR, GOLDEN, INFO, NEWSROOM, WARNING, at, finding, hostile

COLOUR = re.compile(r"\x1b\[\d+m")


def test_the_newsrooms_report_reads_as_its_golden_file() -> None:
    golden = (GOLDEN / "newsroom.text.txt").read_text("utf-8")
    assert text.write(NEWSROOM) == golden, "run: python -m tests.reports.samples"


def test_columns_of_long_language_tags_begin_together() -> None:
    tags = ("fa", "sr-Cyrl", "")
    rows = tuple(Completeness(tag, "", (1, 0, 0, 0), (9, 0, 0, 0)) for tag in tags)
    lines = text.write(replace(NEWSROOM, completeness=rows)).splitlines()
    found = [line.index("% translated") for line in lines if "% translated" in line]
    assert len(found) == 3
    assert len(set(found)) == 1


def test_colours_are_all_that_colour_adds() -> None:
    coloured = text.render(NEWSROOM, colour=True)
    assert COLOUR.sub("", coloured) == text.write(NEWSROOM)
    assert "\x1b[31merror:\x1b[0m" in coloured
    assert "\x1b[33mwarning:\x1b[0m" in coloured


def test_no_line_is_wider_than_a_terminal() -> None:
    assert max(map(width, text.write(NEWSROOM).splitlines())) <= 80
    words = "El río subió de noche y bajó al alba. " * 9
    spans = {"span": Span(170, 173), "source_span": Span(170, 173), "source": words}
    for suggestion in ("", words.replace("noche", "día")):
        long = finding(target=words, suggestion=suggestion, **spans)  # type: ignore[arg-type]
        assert max(map(width, text.write(Report("x", findings=(long,))).splitlines())) <= 80


@pytest.mark.parametrize(
    ("words", "taken", "lines"),
    [
        (f"{'a' * 70} b", 8, [72]),
        (f"{'a' * 71} b", 8, [71, 1]),
        (f"{'a' * 70} {'b' * 68} c", 9, [70, 70]),
        (f"{'a' * 60} well-known-b.md", 9, [60, 15]),
        ("a" * 100, 9, [100]),
        ("", 9, [0]),
    ],
)
def test_a_line_has_eighty_columns_with_what_stands_before_it_and_no_word_is_cut(
    words: str, taken: int, lines: list[int]
) -> None:
    found = text._wrapped(words, taken)
    assert [len(line) for line in found] == lines
    assert " ".join(found) == words


@pytest.mark.parametrize(
    ("report", "last"),
    [
        (Report("Three Shores"), "passed: nothing found"),
        (
            Report("x", findings=(finding(), finding(severity=INFO))),
            "passed: 1 warning, 1 info in 1 entry",
        ),
        (Report("x", findings=(finding(severity=ERROR),) * 2), "failed: 2 errors in 1 entry"),
        (Report("x", findings=(finding(severity=ERROR),), known=3), "failed: 1 new error"),
        (replace(NEWSROOM, findings=()), "failed: 1 file not readable, 1 limit missed"),
        (Report("x", since="v1.2"), "passed: nothing found since v1.2"),
    ],
)
def test_the_last_line_says_what_it_comes_to(report: Report, last: str) -> None:
    assert text.write(report).splitlines()[-1] == last


def test_words_of_articles_cannot_act_on_a_terminal_or_a_runner() -> None:
    told = text.render(hostile(), colour=False)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029]", told)
    assert not [line for line in told.splitlines() if line.strip().startswith("::")]
    assert "##[" not in told
    assert "##vso[" not in told


def test_each_line_closes_the_isolates_that_it_opens() -> None:
    for line in text.write(hostile()).splitlines():
        assert len(re.findall("[\u2066-\u2068]", line)) == line.count("\u2069"), line


def many(number: int, severity: Severity = INFO) -> tuple[Finding, ...]:
    return tuple(
        finding("machine-draft", severity, line=None, path=Path(f"locales/es/a{n:03}.po"))
        for n in range(number)
    )


def test_of_many_remarks_of_one_check_the_first_are_shown_and_the_rest_is_counted() -> None:
    told = text.write(Report("x", findings=(*many(20), finding("links", ERROR))))
    assert told.count("[machine-draft]") == 3
    assert "\n… and 17 more of machine-draft; --report json has them all\n" in told
    assert told.endswith("\nfailed: 1 error, 20 infos in 21 entries of 21 files\n")
    assert text.write(Report("x", findings=many(5))).count("[machine-draft]") == 5


def test_of_very_many_warnings_of_one_check_the_first_are_shown() -> None:
    told = text.write(Report("x", findings=(*many(400, WARNING), *many(20))))
    assert told.count("[machine-draft]") == 20 + 3
    assert "\n… and 397 more of machine-draft; --report json has them all\n" in told
    assert text.write(Report("x", findings=many(50, WARNING))).count("[machine-draft]") == 50


@pytest.mark.parametrize(
    ("severity", "least", "number"),
    [(WARNING, ERROR, 20), (INFO, INFO, 20), (WARNING, WARNING, 60), (ERROR, ERROR, 60)],
)
def test_what_fails_is_never_left_out(severity: Severity, least: Severity, number: int) -> None:
    told = text.write(Report("x", findings=many(number, severity), fail_level=least))
    assert "--report json" not in told
    assert len(re.findall(r"^ +\w+: .*\[machine-draft\]$", told, re.MULTILINE)) >= number


def test_the_end_of_a_long_report_names_what_fails() -> None:
    errors = tuple(finding("links", ERROR, line=n, detail=str(n)) for n in range(1, 13))
    told = text.write(Report("x", findings=(*many(20, WARNING), *errors))).splitlines()
    place = f"locales/es/LC_MESSAGES/{ARTICLE}.po"
    assert told[-23:-21] == [f"error: {place}:1: 2,400 is missing", f"{'':10}[links]"]
    assert told[-3:] == [
        "… and 2 more that fail",
        "",
        "failed: 12 errors, 20 warnings in 21 entries of 21 files",
    ]
    broken = text.write(Report("x", findings=many(40, WARNING), failures=NEWSROOM.failures))
    assert broken.count("harbour-pilots.po:7") == 1
    assert broken.index("harbour-pilots.po:7") > broken.index("a039.po")
    assert "more that fail" not in text.write(Report("x", findings=errors[:3]))


def test_a_remedy_is_shown_instead_of_the_words_alone() -> None:
    one = finding(target="Hola  tú", span=Span(4, 6), suggestion="Hola tú")
    lines = text.write(Report("x", findings=(one,))).splitlines()
    assert lines[2:6] == [
        "     - │ Hola  tú",
        "       │     ^~",
        "     + │ Hola tú",
        "         U+0020 → nothing",
    ]


def test_words_of_the_original_run_in_the_direction_of_its_language() -> None:
    source = "WHO گفت ۵ نفر"
    one = finding(locale="en", source=source, target="Some people", source_span=at("۵", source))
    known = text.write(Report("x", findings=(one,), languages={ARTICLE: "fa"}))
    assert "source │ \u2067WHO گفت ⟦۵⟧ نفر\u2069\n" in known
    assert "source │ \u2066WHO گفت ⟦۵⟧ نفر\u2069\n" in text.write(Report("x", findings=(one,)))


@pytest.mark.parametrize(
    ("gone", "said"), [(1, "; 1 is gone: --update-baseline forgets it"), (0, "")]
)
def test_findings_of_the_baseline_that_are_gone_are_counted(gone: int, said: str) -> None:
    report = Report("x", known=2, gone=gone)
    assert f"2 findings known from the baseline{said}\n" in text.write(report)


def test_findings_about_whole_files_are_counted_by_file() -> None:
    whole = [finding(path=Path(f"{name}.po")) for name in "ab"]
    whole = [replace(one, key=None) for one in whole]
    assert text.places(whole[:1]) == text.places([whole[0], whole[0]]) == ""
    assert text.places(whole) == " in 2 files"
    assert text.places([*whole, finding()]) == " in 1 entry and 2 files"
    assert text.places([whole[0], finding()]) == " in 1 entry and 1 file"
    assert text.places([finding(), finding(source="War", path=Path("c.po"))]) == (
        " in 2 entries of 2 files"
    )
