"""The fixture files in `cases/`: see `cases_file` for how they are written."""

from __future__ import annotations

import pytest

from l10n_flow.documents import render

from .cases_file import Case, cases, shown
from .markup import skeleton

CASES = cases()
every_case = pytest.mark.parametrize("case", CASES, ids=str)


def test_no_case_is_there_twice() -> None:
    names = [str(case) for case in CASES]
    assert len(names) == len(set(names)) > 100


@every_case
def test_a_translator_sees_these_segments(case: Case) -> None:
    document = case.document()
    assert tuple(line for s in document.segments for line in shown(s)) == case.segments
    warnings = [f"{document.line(w.offset)}: {w.message}" for w in document.warnings]
    assert tuple(warnings) == case.warnings


@every_case
def test_translations_stand_in_the_edition(case: Case) -> None:
    document = case.document()
    unknown = set(case.translations) - {segment.key for segment in document.segments}
    assert not unknown, "translated, but not a segment"
    rendered = render(document, case.translations)
    refusals = tuple(f"{r.slot.segment.source} | {r.reason}" for r in rendered.refusals)
    assert (rendered.text, refusals) == (case.edition or case.article, case.refusals)


@every_case
def test_sources_as_translations_give_back_the_article(case: Case) -> None:
    document = case.document()
    assert render(document, {s.key: s.source for s in document.segments}).text == case.article


@every_case
def test_the_edition_has_the_blocks_of_the_article(case: Case) -> None:
    """As l10n-flow reads it, and as a browser would."""
    edition = case.edition or case.article
    again, before = case.read(edition), case.document()
    assert again.shape == before.shape
    assert [s.segment.kind for s in again.slots] == [s.segment.kind for s in before.slots]
    if case.suffix == ".md":
        assert skeleton(edition) == skeleton(case.article)
