"""A translator is told what a segment is, in lines that a PO file can hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.catalogs.merge import template
from l10n_flow.catalogs.po import canonical
from l10n_flow.catalogs.po.commentlines import held
from l10n_flow.catalogs.provenance.notes import notes
from l10n_flow.model import Placeholder, Segment


@pytest.mark.parametrize("kind", ["paragraph", "text"])
def test_a_plain_paragraph_needs_no_note(kind: str) -> None:
    assert notes(Segment("Peace", kind)) == ()


@pytest.mark.parametrize(
    "kind", ["heading 2", "item", "cell", "field: title", "footnote", "link title"]
)
def test_any_other_kind_is_told(kind: str) -> None:
    assert notes(Segment("Peace", kind)) == (kind,)


def test_the_authors_note_comes_first_line_by_line() -> None:
    segment = Segment("Peace", "heading 1", note="  A pun.\n\nKeep it short.\r\n")
    assert notes(segment) == ("A pun.", "Keep it short.", "heading 1")


def test_placeholders_are_told_by_number() -> None:
    segment = Segment(
        "See [this]({1}) and [that]({2}) {3}",
        "paragraph",
        (
            Placeholder("https://example.org/a?b=c", "link"),
            Placeholder("", "reference", "that page"),
            Placeholder("{{< figure\n\tsrc=x >}}", "opaque"),
        ),
    )
    assert notes(segment) == (
        "{1} = https://example.org/a?b=c",
        "{2} = that page",
        "{3} = {{< figure␊␉src=x >}}",
    )


def test_a_long_value_shows_both_ends() -> None:
    url = "https://example.org/" + "x" * 300 + "/the-page.html"
    (note,) = notes(Segment("[a]({1})", "paragraph", (Placeholder(url, "link"),)))
    assert note == "{1} = " + url[:60] + "…" + url[-39:]
    for length, shown in ((100, "x" * 100), (101, "x" * 60 + "…" + "x" * 39)):
        (note,) = notes(Segment("[a]({1})", "paragraph", (Placeholder("x" * length, "link"),)))
        assert note == "{1} = " + shown


def test_what_no_file_can_hold_becomes_visible_in_every_line() -> None:
    link = Placeholder("C:\\news\\", "link")
    assert notes(Segment("[a]({1})", "item\x00", (link,), note="l10n-flow:\x07")) == (
        "“l10n-flow:␇”",
        "item␀",
        "{1} = C:\\news" + held("\\"),
    )


@given(
    st.text(),
    st.text(min_size=1),
    st.lists(st.builds(Placeholder, st.text(), st.just("opaque"), st.text()), max_size=3),
)
def test_whatever_an_article_holds_the_template_can_be_written(
    note: str, kind: str, placeholders: list[Placeholder]
) -> None:
    segment = Segment("Peace", kind, tuple(placeholders), note=note)
    catalog = template([segment])
    written = canonical.encode(canonical.write(catalog)).decode()
    assert canonical.read(written, "") == catalog
