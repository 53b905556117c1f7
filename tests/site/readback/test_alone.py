"""What one page shows of itself: the faults of an otherwise right page, each with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n_flow.site.readback.alone import Expected, page
from l10n_flow.site.readback.pagefacts import BuiltPage, packed, unpacked

pytest.importorskip("lxml")

CASES = Path(__file__).with_name("alone.txt")


def cases() -> tuple[str, list[tuple[str, list[tuple[str, str]], str]]]:
    """The right page, and for each damage its changes and the faults."""
    text = CASES.read_text("utf-8")
    _, right, *blocks = text.split("\n=== ")
    found = []
    for block in blocks:
        title, _, rest = block.partition("\n")
        lines = rest.strip("\n").split("\n")
        rows = [line[2:] for line in lines if line.startswith(("- ", "+ "))]
        expected = "".join(f"{line[2:]}\n" for line in lines if line.startswith("! "))
        found.append((title, list(zip(rows[::2], rows[1::2], strict=True)), expected))
    return right.partition("\n")[2], found


RIGHT, DAMAGES = cases()


def read(text: str, *, may_run: bool = False) -> BuiltPage:
    text = text.replace("⏎", "\n").replace("␀", "\0")
    return page(text.encode(), Expected("es/rain.html", "es", may_run=may_run))


def faults(found: BuiltPage) -> str:
    rows = [f"{one.line or '-'} {one.check} ({one.detail}) {one.message}" for one in found.faults]
    rows += [f"{line or '-'} left {words}" for line, words in found.left]
    return "".join(f"{row}\n" for row in rows).replace("\u2068", "⟨").replace("\u202b", "⟪")


@pytest.mark.parametrize(
    ("changes", "expected"), [pytest.param(*damage[1:], id=damage[0]) for damage in DAMAGES]
)
def test_a_damage_is_the_fault_that_it_is_and_no_other(
    changes: list[tuple[str, str]], expected: str
) -> None:
    text = RIGHT
    for old, new in changes:
        assert old in text or old == "ALL"
        put = new.replace("⟨", "\u2068").replace("⟩", "\u2069").replace("⟪", "\u202b")
        text = put if old == "ALL" else text.replace(old, put)
    assert faults(read(text)) == expected


def test_the_right_page_has_no_fault_and_is_read_whole() -> None:
    found = read(RIGHT)
    assert faults(found) == ""
    assert (found.place, found.lang) == ("es/rain.html", "es")
    assert found.canonical == found.address == "https://n.example/es/rain.html"
    assert [tuple(one) for one in found.alternates] == [
        ("en", "https://n.example/en/rain.html"),
        ("x-default", "https://n.example/en/rain.html"),
    ]
    assert found.article == "rain"
    assert found.revision == ("aa", "bb")
    assert found.original == "https://n.example/en/rain.html"
    assert found.translations == frozenset({"https://n.example/fa/rain.html"})
    assert found.categories == ("category/brief/index.html",)
    assert found.ids == ("top", "mud", "old")
    blocks = [(one.tag, bool(one.words), one.is_marked) for one in found.blocks]
    assert blocks == [
        ("h1", True, False),
        ("p", True, False),
        ("p", True, False),
        ("h2", False, False),
        ("p", True, True),
        ("p", True, False),
        ("figure", False, True),
    ]
    addresses = [(one.tag, one.address) for one in found.references]
    assert addresses == [
        ("link", "https://n.example/es/rain.html"),
        ("link", "https://n.example/en/rain.html"),
        ("link", "https://n.example/en/rain.html"),
        ("a", "category/brief/index.html"),
        ("a", "#mud"),
        ("img", "data:image/png;base64,AA"),
        ("img", "a.png"),
        ("img", "b.png"),
    ]


def test_only_a_link_with_a_language_is_an_alternate() -> None:
    for link in ('rel="alternate" href="f.xml"', 'rel="me" hreflang="fa" href="x"'):
        found = read(RIGHT.replace("</head>", f"<link {link}></head>"))
        assert (found.alternates, found.canonical) == (
            read(RIGHT).alternates,
            read(RIGHT).canonical,
        )


def test_what_a_trusted_article_runs_is_no_fault() -> None:
    text = RIGHT.replace("<p>Llovió", "<p onclick='x()'><script>x()</script>Llovió")
    assert "page-unsafe" in faults(read(text))
    assert faults(read(text, may_run=True)) == ""


def test_a_page_is_kept_as_text_and_is_the_same_again() -> None:
    for text in (RIGHT, "", RIGHT.replace("h1>", "h3>").replace("Llovió", "{1}")):
        assert unpacked(packed(read(text))) == read(text)


def test_a_page_without_data_has_no_article() -> None:
    found = BuiltPage("index.html", data={"identifier": 5, "translationOfWork": "x"})
    assert (found.article, found.revision, found.original) == ("", ("", ""), "")
    one = BuiltPage("a.html", data={"workTranslation": {"@id": "b"}, "version": "aa"})
    assert (one.translations, one.revision) == (frozenset({"b"}), ("aa", ""))
