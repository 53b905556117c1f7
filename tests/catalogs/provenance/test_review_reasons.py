"""Why a draft needs a look: codes that programs keep, sentences that people read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.catalogs.merge import merge
from l10n_flow.catalogs.po import canonical, header
from l10n_flow.catalogs.provenance import origins
from l10n_flow.catalogs.provenance.origins import LOOKS, NOTE, sentence, with_reasons
from l10n_flow.model import Catalog, Entry, Origin, Segment

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
PAGE = Path(__file__).parents[3] / "docs" / "pretranslation.md"

details = st.text(max_size=8)
codes = st.one_of(
    st.sampled_from(list(LOOKS)),
    st.builds("{}:{}".format, st.sampled_from(list(LOOKS)), details),
    st.builds("{}-{}".format, st.sampled_from(["sentence", "seam"]), st.integers(1, 99)),
    details.filter(bool),
)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("sentence-12", "sentence 12 changed or is new; the others are the translator's"),
        ("seam-3", "sentence 3 follows another one than before"),
        ("mark-lost:<abbr {2}>", "<abbr {2}> is missing"),
        ("item-placed:`a:b`", "check the place of `a:b`"),
        ("term:'صلح' is 'آشتی' in the terms", "'صلح' is 'آشتی' in the terms"),
        ("retried", "the engine needed a second try"),
        ("brighter-than:7", "brighter-than:7"),
        ("later", "later"),
    ],
)
def test_a_code_is_told_in_a_sentence(code: str, told: str) -> None:
    assert sentence(code) == told


def test_a_half_space_stays_in_what_people_read() -> None:
    (line,) = with_reasons((), ["term:'go' is 'می\u200cرود' in the terms"])
    assert line == f"{NOTE}'go' is 'می\u200cرود' in the terms"


@given(st.lists(codes, max_size=4))
def test_any_reason_stands_in_a_catalog_and_goes_with_the_draft(why: list[str]) -> None:
    told = Entry("Peace", notes=("heading 1",))
    draft = origins.drafted(told, "Paz", Origin("mt", "e-1", why=tuple(why)), NOON)
    catalog = header.completed(Catalog("es", (draft,)), "a project")
    assert canonical.read(canonical.write(catalog), "es") == catalog
    assert len(draft.notes) == 1 + len(why)
    assert merge(catalog, [Segment("Peace", "heading 1")], threshold=70).catalog == catalog
    assert origins.reviewed(draft, "ana", NOON).notes == told.notes


def test_an_author_s_line_that_looks_like_ours_stays() -> None:
    article = [Segment("Peace", "paragraph", note="l10n-flow: a pun\nl10n-flow:x")]
    catalog = merge(Catalog("es"), article, threshold=70).catalog
    draft = origins.drafted(catalog.entries[0], "Paz", Origin("mt", "e-1"), NOON)
    assert draft.notes == catalog.entries[0].notes == ("“l10n-flow: a pun”", "“l10n-flow:x”")


def test_every_look_is_in_the_docs() -> None:
    page = PAGE.read_text("utf-8")
    for name in LOOKS:
        assert f"`{name}" in page, name
