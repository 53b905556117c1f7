"""Checks that packages add: as good as ours, and no danger to a run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from l10n_flow import entrypoints
from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.row import Check
from l10n_flow.checks.running import checked, selected
from l10n_flow.checks.table import CHECKS
from l10n_flow.entrypoints import Addition
from l10n_flow.model import Severity, Span, State

ADDED = Addition("checks", "no-x", f"{__name__}:GIVEN", "wire", "1.0")


def find(pair: Pair) -> Iterator[Hit]:
    if "fail" in pair.target:
        raise ZeroDivisionError("by\nzero")
    if "odd" in pair.target:
        yield Hit("beyond the text", Span(0, 999))
    at = pair.target.find("x")
    if at >= 0:
        yield Hit("an x", Span(at, at + 1))


GIVEN: object = Check("no-x", "An x.", "Write something else.", find, (), Severity.ERROR)


@pytest.fixture(autouse=True)
def added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entrypoints, "additions", lambda kind: (ADDED,) if kind == "checks" else ())
    monkeypatch.setattr(CHECKS, "_accepted", {})


def of(target: str, levels: dict[str, Severity | None] | None = None) -> list[tuple[str, str, str]]:
    pair = Pair("Peace and war", target, "en", "es", state=State.TRANSLATED)
    found = checked(pair, selected("es", levels))
    return [(one.check, one.severity.label, one.hit.message) for one in found]


def test_it_runs_with_ours_and_has_its_severity_and_its_words() -> None:
    assert of("Paz y guerra x") == [("no-x", "error", "an x")]
    assert of("Paz y guerra x", {"no-x": Severity.INFO}) == [("no-x", "info", "an x")]
    assert of("Paz y guerra x", {"no-x": None}) == []


def test_a_check_that_fails_in_a_text_is_that_texts_finding() -> None:
    assert of("Paz y guerra") == []
    ((name, severity, message),) = of("Paz y fail")
    assert (name, severity) == ("no-x", "error")
    assert message.startswith("the check 'no-x' of wire 1.0 fails: ZeroDivisionError: by zero")
    assert "\n" not in message


def test_a_finding_beyond_the_text_is_one_about_the_package() -> None:
    ((_, _, message),) = of("Paz odd")
    assert "lies beyond the text" in message


@pytest.mark.parametrize("name", ["no-catalog", "inconsistent", "page-link", "all"])
def test_the_name_of_anything_else_that_check_finds_is_taken(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = ADDED._replace(name=name)
    monkeypatch.setattr(entrypoints, "additions", lambda kind: (taken,) if kind == "checks" else ())
    monkeypatch.setitem(globals(), "GIVEN", Check(name, "An x.", "Mend it.", find, ()))
    assert of("Paz y guerra x") == []
    (problem,) = CHECKS.broken()
    assert "l10n-flow has one of that name itself" in str(problem)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (find, "is no l10n_flow.plugins.Check"),
        (Check("other", "An x.", "Mend it.", find, ()), "calls itself 'other'"),
        (Check("no-x", "", "Mend it.", find, ()), "does not say what it finds"),
    ],
)
def test_what_is_no_check_is_left_out_and_named(
    given: object, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(globals(), "GIVEN", given)
    assert of("Paz y guerra x", {"no-x": Severity.ERROR}) == []
    (problem,) = CHECKS.broken()
    assert says in str(problem)
    assert "wire 1.0" in str(problem)
