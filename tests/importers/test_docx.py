"""Documents of Word become articles; damaged and hostile ones are refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from l10n_flow.errors import DocumentError
from l10n_flow.importers.imported import ImportedPage
from l10n_flow.importers.source import is_docx
from l10n_flow.project import Project
from l10n_flow.workflow.import_ import Outcome, import_
from tests.importers.word import document, footnote, link, paragraph, picture, run

if not os.environ.get("CI"):
    pytest.importorskip("mammoth")

from l10n_flow.importers.docx import read_docx

PNG = b"\x89PNG\r\n\x1a\nnot much of a picture"
NEWS = document(
    paragraph("The river rises", style="Title"),
    paragraph("Nine gauges agree", style="Subtitle"),
    paragraph("The ", run("Velan", "b"), " rose by * three metres", footnote(2), "."),
    paragraph("What comes next", style="Heading1"),
    paragraph("First", number=(1, 0)),
    paragraph("Within", number=(1, 1)),
    paragraph("One", number=(2, 0)),
    paragraph("Read ", link("the report", "r9"), "."),
    paragraph("No water, no treaty.", style="Quote"),
    paragraph(picture("r8", "A gauge")),
    notes={2: "Measured at six."},
    targets={"r9": "https://example.org/report"},
    pictures={"r8": ("image1.png", PNG)},
)


def read(data: bytes, name: str = "River report.docx") -> ImportedPage:
    return read_docx(data, Path(name))


def test_a_document_becomes_an_article() -> None:
    found = read(NEWS)
    article = found.article
    assert article is not None
    assert (article.title, article.subtitle) == ("The river rises", "Nine gauges agree")
    assert [block.markdown for block in article.blocks] == [
        "The **Velan** rose by * three metres[^1].",
        "## What comes next",
        "- First\n  - Within",
        "1. One",
        "Read [the report](https://example.org/report).",
        "> No water, no treaty.",
        "![A gauge](images/river-report-1.png)",
        "[^1]: Measured at six.",
    ]
    assert found.files == {"images/river-report-1.png": PNG}
    assert found.warnings == ()


def test_without_a_title_the_only_heading_at_the_top_is_it() -> None:
    data = document(
        paragraph("The river", style="Heading1"),
        paragraph("It rose."),
        paragraph("x", style="Heading2"),
    )
    article = read(data).article
    assert article is not None
    assert article.title == "The river"
    assert [block.markdown for block in article.blocks] == ["It rose.", "## x"]


def test_without_any_title_the_file_gives_its_name_and_says_so() -> None:
    found = read(document(paragraph("It rose.")), "my_notes.docx")
    assert found.article is not None
    assert found.article.title == "my notes"
    assert "no title" in str(found.warnings[0])


def test_the_title_may_be_among_the_properties() -> None:
    core = "<cp xmlns:dc='x'><dc:title>Flood &amp; drought</dc:title></cp>"
    found = read(document(paragraph("It rose."), more={"docProps/core.xml": core}))
    assert found.article is not None
    assert found.article.title == "Flood & drought"


def test_pictures_that_browsers_do_not_show_are_left_out_and_named() -> None:
    data = document(
        paragraph("Words"), paragraph(picture("r1", "A chart")), pictures={"r1": ("a.emf", b"x")}
    )
    found = read(data)
    assert found.files == {}
    assert "image/x-emf" in str(found.warnings[0])


def test_addresses_that_run_code_lead_nowhere() -> None:
    data = document(paragraph("See ", link("this", "r1")), targets={"r1": "javascript:alert(1)"})
    article = read(data).article
    assert article is not None
    assert article.blocks[0].markdown == "See this"


def test_a_persian_document_keeps_its_joiners() -> None:
    words = (
        "رودخانه منتظر معاهده نمی\u200cماند و این را همه می\u200cدانند"
        " که در آن از سال\u200cها پیش است"
    )
    article = read(document(paragraph(words))).article
    assert article is not None
    assert article.language == "fa"
    assert article.blocks[0].markdown == words


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 not a zip", "is a damaged document"),
        (NEWS[: len(NEWS) // 2], "is a damaged document"),
        (document(), "no words found"),
        (document(paragraph("a"), more={"word/x.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}),
         "has a document type"),
        (document(paragraph("a"), more={"word/media/big.png": b"\x00" * (130 * 2**20)}),
         "would unpack to"),
        (document(paragraph("a"), more={"word/document.xml": "<broken"}), "cannot be read"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError, match=message) as raised:
        read(data)
    assert raised.value.where is not None


def test_only_an_archive_is_a_document() -> None:
    assert is_docx(NEWS, Path("a.DOCX"))
    assert not is_docx(b"words", Path("a.docx"))
    assert not is_docx(NEWS, Path("a.zip"))


def test_article_and_pictures_are_in_the_content_folder(project: Project) -> None:
    file = project.root / "River report.docx"
    file.write_bytes(NEWS)

    report = import_(project, [file], into="news")

    assert report.failures == ()
    (path,) = [found.path for found in report.files(Outcome.NEW)]
    text = (project.root / path).read_text("utf-8")
    assert text.startswith("---\ntitle: The river rises\nsubtitle: Nine gauges agree\n")
    assert (project.content / "news/images/river-report-1.png").read_bytes() == PNG
    again = import_(project, [file], into="news")
    assert [
        len(again.files(outcome)) for outcome in Outcome if outcome is not Outcome.UNCHANGED
    ] == [0] * (len(Outcome) - 1)


def test_a_picture_of_somebody_elses_is_not_replaced(project: Project) -> None:
    file = project.root / "River report.docx"
    file.write_bytes(NEWS)
    mine = project.content / "images/river-report-1.png"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"mine")
    report = import_(project, [file])
    assert ["it was edited" in str(failure) for failure in report.failures] == [True]
    assert mine.read_bytes() == b"mine"


def test_a_dry_run_writes_no_picture(project: Project) -> None:
    file = project.root / "River report.docx"
    file.write_bytes(NEWS)
    import_(project, [file], dry_run=True)
    assert list(project.content.rglob("*.png")) == []
