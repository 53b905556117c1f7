"""Findings that people have decided to live with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.errors import InputError
from l10n_flow.model import Finding, Key, Severity
from l10n_flow.workflow.checking.baseline import (
    Baseline,
    BaselineLine,
    followed,
    load,
    mistakes,
    save,
    split,
    updated,
    write,
)

NAMES = st.sampled_from(["a", "b", "c"])


def found(
    check: str = "numbers",
    locale: str = "es",
    article: str = "brief",
    source: str = "Peace",
    line: int | None = 3,
) -> Finding:
    path = Path(f"locales/{locale}/LC_MESSAGES/{article}.po")
    key = Key(None, source)
    return Finding(check, Severity.WARNING, article, locale, "odd", path, line, key)


FINDINGS = st.builds(
    found,
    NAMES, NAMES, NAMES, st.sampled_from(["Peace", "صلح\u202e", "x" * 90]), st.integers(1, 9),
)  # fmt: skip
MANY = st.lists(FINDINGS, max_size=12)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "checks-baseline.json"


# What is new, known and gone.


def test_what_is_in_the_baseline_is_known_the_rest_is_new() -> None:
    old, new = found("numbers"), found("links")
    result = split([new, old], updated(Baseline(), [old]))
    assert result == ((new,), (old,), ())


def test_a_finding_is_known_though_its_line_has_moved() -> None:
    baseline = updated(Baseline(), [found(line=3)])
    assert split([found(line=90)], baseline).new == ()


@pytest.mark.parametrize(
    ("source", "shown"),
    [("x" * 60, "x" * 60), ("x" * 61, "x" * 60 + "…"), ("x" * 59 + " yz", "x" * 59 + "…")],
)
def test_the_beginning_of_a_long_source_is_shown(source: str, shown: str) -> None:
    (line,) = updated(Baseline(), [found(source=source)]).known
    assert line.source == shown


def test_a_second_finding_that_is_the_same_is_new() -> None:
    one, other = found(line=3), found(line=90)
    assert split([one, other], updated(Baseline(), [one])) == ((other,), (one,), ())


def test_a_finding_is_new_when_its_source_changed() -> None:
    baseline = updated(Baseline(), [found(source="Peace")])
    result = split([found(source="Peace!")], baseline)
    assert len(result.new) == len(result.gone) == 1


def test_what_is_no_more_is_gone_by_its_number() -> None:
    baseline = updated(Baseline(), [found(), found(), found("links")])
    gone = split([found()], baseline).gone
    assert [(known.check, known.times) for known in gone] == [("links", 1), ("numbers", 1)]


def test_what_was_not_looked_at_is_not_gone_and_stays_in_the_baseline() -> None:
    baseline = updated(Baseline(), [found(article="a"), found(article="b")])

    def covers(known: BaselineLine) -> bool:
        return known.article == "a"

    assert [known.article for known in split([], baseline, covers=covers).gone] == ["a"]
    assert [known.article for known in updated(baseline, [], covers=covers).known] == ["b"]


@given(MANY, MANY)
def test_new_and_known_are_all_findings_in_their_order(
    then: list[Finding], now: list[Finding]
) -> None:
    new, known, _ = split(now, updated(Baseline(), then))
    assert is_part(new, now)
    assert is_part(known, now)
    assert sorted(map(repr, [*new, *known])) == sorted(map(repr, now))


def is_part(part: Iterable[Finding], whole: Iterable[Finding]) -> bool:
    """Whether all of the part is in the whole, in this order."""
    left = iter(whole)
    return all(finding in left for finding in part)


@given(MANY, MANY)
def test_after_an_update_nothing_is_new_and_nothing_gone(
    then: list[Finding], now: list[Finding]
) -> None:
    baseline = updated(updated(Baseline(), then), now)
    assert split(now, baseline) == ((), tuple(now), ())


def test_findings_of_an_article_that_was_renamed_stay_known() -> None:
    before = [found(article="old"), found("links", article="old"), found(article="other")]
    now = [found(article="new"), found(article="other"), found("links", "fa", article="new")]
    baseline = followed(updated(Baseline(), before), now, {"new", "other"})
    assert split(now, baseline) == ((now[2],), (now[0], now[1]), baseline.known[1:2])
    assert [(line.check, line.article) for line in baseline.known] == [
        ("numbers", "new"),
        ("links", "old"),
        ("numbers", "other"),
    ]


def test_what_explains_a_finding_explains_it_under_the_new_name_too() -> None:
    cause = found("links", article="old")
    effect = replace(found(article="old"), cause=cause.identity)
    now = [found("links", article="new"), found(article="new")]
    baseline = followed(updated(Baseline(), [effect, cause]), now, {"new"})
    assert {line.article for line in baseline.known} == {"new"}
    assert mistakes(baseline.known) == 1


def test_an_article_that_is_still_there_keeps_its_findings() -> None:
    baseline = updated(Baseline(), [found(article="a"), found("x", "es", "")])
    assert followed(baseline, [found(article="b")], {"a", "b"}) == baseline


# The file.


@given(MANY)
def test_the_file_gives_the_baseline_back(findings: list[Finding]) -> None:
    baseline = updated(Baseline(), findings)
    text = write(baseline)
    assert write(updated(Baseline(), findings[::-1])) == text
    assert "\u202e" not in text
    assert text.count("\n") <= len(findings) + 5


def test_a_saved_baseline_is_loaded_as_it_was(file: Path) -> None:
    baseline = updated(Baseline(), [found(), found(), found(source="صلح")])
    assert save(file, baseline)
    assert load(file) == baseline
    assert not save(file, baseline)


def test_the_file_has_one_finding_a_line(file: Path) -> None:
    save(file, updated(Baseline(), [found("numbers"), found("links", "fa", source="صلح")]))
    one, two = (found("links", "fa", source="صلح").identity, found("numbers").identity)
    assert (
        file.read_text("utf-8")
        == f"""\
{{
"schema": 1,
"findings": [
{{"id": "{two}", "check": "numbers", "locale": "es", "article": "brief", "source": "Peace"}},
{{"id": "{one}", "check": "links", "locale": "fa", "article": "brief", "source": "صلح"}}
]
}}
"""
    )


def test_a_long_source_is_only_begun(file: Path) -> None:
    baseline = updated(Baseline(), [found(source="Peace " * 40)])
    assert baseline.known[0].source == ("Peace " * 10).rstrip() + "…"


def test_there_may_be_no_baseline(file: Path) -> None:
    assert load(file) is None


def test_what_older_versions_remembered_of_limits_is_read_over(file: Path) -> None:
    baseline = updated(Baseline(), [found()])
    before = write(baseline)
    old = before.replace(
        '"schema": 1,\n', '"schema": 1,\n"passed": {"es translated words": 95.0},\n'
    )
    file.write_text(old, "utf-8")
    assert load(file) == baseline
    assert save(file, baseline)
    assert file.read_text("utf-8") == before


def test_another_formatting_of_the_file_is_read_too(file: Path) -> None:
    baseline = updated(Baseline(), [found(), found("links")])
    save(file, baseline)
    file.write_text(file.read_text("utf-8").replace(", ", ",\r\n    "), encoding="utf-8-sig")
    assert load(file) == baseline


def test_a_line_that_two_branches_wrote_is_one_finding(file: Path) -> None:
    save(file, updated(Baseline(), [found()]))
    lines = file.read_text("utf-8").split("\n")
    file.write_text("\n".join([*lines[:3], lines[3] + ",", *lines[3:]]), encoding="utf-8")
    assert load(file) == updated(Baseline(), [found()])


GOOD = '{\n"schema": 1,\n"passed": {},\n"findings": [\n%s\n]\n}\n'
LINE = '{"id": "a", "check": "numbers"}'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            GOOD % f"<<<<<<< HEAD\n{LINE}\n=======\n{LINE}\n>>>>>>> other",
            ":5: the baseline has a merge conflict (keep the lines of both sides, or",
        ),
        (GOOD % f"{LINE}\n{LINE}", ":6: the baseline cannot be read: expecting ',' delimiter"),
        (GOOD % f'{LINE},\n{{"id": 3, "check": "b"}}', ":6: the baseline cannot be read: find"),
        (GOOD % f'{LINE},\n{{"id": "b"}}', ":6: the baseline cannot be read: find"),
        (GOOD % f'{LINE},\n{{"id": "b",\n"check": ""}}', ": the baseline cannot be read: find"),
        (GOOD % '{"id": "", "check": "b"}', ":5: the baseline cannot be read: finding 1 is"),
        (GOOD % '{"id": "a", "check": "b", "count": 0}', ":5: the baseline cannot be read: find"),
        (GOOD % '{"id": "a", "check": "b", "count": true}', ":5: the baseline cannot be read"),
        (GOOD % '"a"', ":5: the baseline cannot be read: finding 1 is malformed"),
        ("[]", ":1: the baseline cannot be read: it is not a baseline of l10n-flow"),
        ("", ":1: the baseline cannot be read: expecting value"),
        ('{"schema": 2}', ":1: the baseline was written by another version of l10n-flow"),
        ('{"schema": 1,\n"findings": 3}', ":2: the baseline cannot be read: 'findings' is not a"),
        ("[" * 200_000, ": the baseline cannot be read"),
    ],
)  # fmt: skip
def test_a_damaged_baseline_is_told_with_its_line(file: Path, text: str, told: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as failure:
        load(file)
    assert str(failure.value).startswith(f"{file.as_posix()}{told}")
    assert failure.value.hint


def test_a_baseline_that_is_not_utf_8_is_told_with_its_line(file: Path) -> None:
    file.write_bytes(b'{\n"schema": 1,\n"x\xff": 1}')
    with pytest.raises(InputError, match=r":3: the baseline cannot be read: it is not UTF-8"):
        load(file)
