"""What a ledger keeps of a check comes back as it was, or not at all."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.errors import CatalogError, Place
from l10n_flow.model import Finding, Key, Severity, Span
from l10n_flow.reports import Completeness
from l10n_flow.workflow.checking.check import Checked, record_of, restored
from l10n_flow.workflow.incremental.ledger import Ledger, Record

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SPANS = st.none() | st.builds(Span, st.integers(0, 99), st.integers(0, 99))
FINDINGS = st.builds(
    Finding,
    check=WORDS,
    severity=st.sampled_from(Severity),
    article=WORDS,
    locale=WORDS,
    message=WORDS,
    path=st.just(Path("locales/es/LC_MESSAGES/a.po")),
    line=st.none() | st.integers(1, 10_000),
    key=st.none() | st.builds(Key, st.none() | WORDS, WORDS),
    target=WORDS,
    span=SPANS,
    source_span=SPANS,
    suggestion=WORDS,
    detail=WORDS,
)
COUNTS = st.tuples(*[st.integers(0, 10**6)] * 4)
ROWS = st.builds(Completeness, WORDS, WORDS, COUNTS, COUNTS)
WORK = st.builds(
    Checked,
    article=st.just("news/brief"),
    language=WORDS,
    findings=st.lists(FINDINGS, max_size=3).map(tuple),
    completeness=st.lists(ROWS, max_size=2).map(tuple),
    files=st.dictionaries(WORDS, WORDS, max_size=2),
    wordings=st.dictionaries(WORDS, WORDS, max_size=2),
)


@given(WORK)
def test_what_is_recorded_comes_back(done: Checked) -> None:
    assert restored(done.article, record_of(done)) == done


def test_it_survives_the_ledger_s_file(tmp_path: Path) -> None:
    finding = Finding("number", Severity.ERROR, "a", "fa", "«۵»", Path("a.po"), 3, Key(None, "5"))
    done = Checked("a", "en", (finding,), files={"a.po": "0f"}, wordings={"fa": "00ff"})
    ledger = Ledger(tmp_path / "check", "mark")
    ledger.enter("a", record_of(done))
    ledger.save()
    again = Ledger(tmp_path / "check", "mark").record("a")
    assert again is not None
    assert restored("a", again) == done


@pytest.mark.parametrize(
    "notes",
    [
        (),
        ("{",),
        ("[]",),
        ("3",),
        (json.dumps(["en", [["number", 9]], [], {}]),),
        (json.dumps(["en", [], [["es", "a", [1, 2], [3]]], {}]),),
        (json.dumps(["en", [], [], 3]),),
        ("[]", "[]"),
        ("[" * 200_000,),
    ],
)
def test_a_damaged_record_is_no_record(notes: tuple[str, ...]) -> None:
    assert restored("a", Record({}, notes)) is None


def test_results_travel_between_processes() -> None:
    failure = CatalogError("damaged", Place(Path("a.po"), 3), hint="restore it")
    finding = Finding("number", Severity.ERROR, "a", "fa", "…", Path("a.po"), 3, Key("c", "5"))
    done = Checked("a", "en", (finding,), failures=(failure,), files={"a.po": "0f"})
    again = pickle.loads(pickle.dumps(done))
    assert (again.findings, again.files) == (done.findings, done.files)
    assert [str(one) for one in again.failures] == ["a.po:3: damaged (restore it)"]
