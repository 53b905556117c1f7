"""Many texts that differ from their source, in several ways, are of another version of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n_flow.checks.table import CHECKS
from l10n_flow.checks.version import WAYS, is_of_version, other_version
from l10n_flow.model import Finding, Key, Severity, Span


def found(*checks: str) -> list[tuple[Key, str]]:
    return [(Key(None, f"Text {number}."), check) for number, check in enumerate(checks)]


@pytest.mark.parametrize(
    ("checks", "texts", "is_other"),
    [
        (("link", "number", "link", "length"), 16, True),
        (("link", "number", "link", "length"), 17, False),
        (("link", "number", "length"), 3, False),
        (("code", "code-words", "code", "code-words"), 4, False),
        (("number", "accent", "accent", "link", "nfc", "accent"), 6, False),
    ],
    ids=["a quarter", "less", "a short page", "in one way", "mistakes of another kind"],
)
def test_a_quarter_of_the_texts_that_differ_in_two_ways_show_another_version(
    checks: tuple[str, ...], texts: int, *, is_other: bool
) -> None:
    assert (other_version(found(*checks), texts) is not None) == is_other


def test_a_text_that_differs_twice_counts_once() -> None:
    one = Key(None, "Rain.")
    assert other_version([(one, "link"), (one, "number"), *found("link", "code")], 4) is None


def test_it_tells_the_texts_and_in_what_they_differ() -> None:
    other = other_version(found("number", "accent", "date", "tag", "url"), 6)
    assert other is not None
    assert [key.source[5] for key in sorted(other.keys, key=str)] == ["0", "2", "3", "4"]
    assert other.ways == ("links", "numbers")


def test_what_it_counts_are_checks() -> None:
    assert set(WAYS) <= set(CHECKS)


def finding(check: str, severity: Severity, detail: str = "", span: Span | None = None) -> Finding:
    return Finding(check, severity, "brief", "es", "", Path(), span=span, detail=detail)


@pytest.mark.parametrize(
    ("one", "is_explained"),
    [
        (finding("number", Severity.WARNING), True),
        (finding("link", Severity.ERROR, "link"), False),
        (finding("tag", Severity.WARNING, "<a>"), True),
        (finding("tag", Severity.ERROR, "</a>", Span(0, 4)), False),
        (finding("placeholder", Severity.ERROR, "2"), False),
        (finding("accent", Severity.WARNING), False),
        (finding("mojibake", Severity.ERROR), False),
    ],
    ids=lambda one: f"{one.check} {one.detail}" if isinstance(one, Finding) else "",
)
def test_another_version_explains_what_differs_and_nothing_graver(
    one: Finding, *, is_explained: bool
) -> None:
    assert is_of_version(one, Severity.WARNING) == is_explained
