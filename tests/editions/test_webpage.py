"""Editions of HTML: their language, their notice, and what they leave out."""

from __future__ import annotations

import json

import jsonschema
import pytest

from l10n_flow.editions import objects
from l10n_flow.project import Project, find
from l10n_flow.workflow.building.build import build
from tests.workflow.newsroom import built, configure, fill, synced

PAGE = """\
<!DOCTYPE html>
<html lang="en" xml:lang="en">
<head><title>Rain</title></head>
<body class="a">
<p>Mud.</p>
<ul><li>Silt.</li><li>Clay.</li></ul>
</body>
</html>
"""
SPANISH = {"Rain": "Lluvia", "Mud.": "Lodo.", "Silt.": "Limo.", "Clay.": "Arcilla."}


def edition(project: Project, html: str, words: dict[str, str], settings: str = "") -> str:
    """The Spanish edition of a page."""
    project = configure(project, 'include: ["**/*.html"]\n' + settings)
    (project.content / "page.html").write_text(html, "utf-8", newline="")
    synced(project)
    fill(project, "es", "page", words.get)
    report = built(project)
    assert report.failures == report.findings == ()
    return (project.output / "markdown" / "es" / "page.html").read_text("utf-8")


def test_an_edition_says_its_language_and_direction(project: Project) -> None:
    made = edition(project, PAGE, SPANISH)
    assert '<html dir="ltr" lang="es" xml:lang="es">' in made
    assert made.count("Lluvia") == 1
    assert "<p>Lodo.</p>" in made
    assert "translation-notice" not in made


def test_a_persian_edition_runs_from_right_to_left(project: Project) -> None:
    edition(project, PAGE, SPANISH)
    made = (project.output / "markdown" / "fa" / "page.html").read_text("utf-8")
    assert '<html dir="rtl" lang="fa" xml:lang="fa">' in made


@pytest.mark.parametrize(
    ("tag", "made"),
    [
        ("<html>", '<html lang="es" dir="ltr">'),
        ('<html dir="rtl" lang="en">', '<html dir="ltr" lang="es">'),
        ('<HTML xml:lang="en" id="a">', '<HTML lang="es" dir="ltr" xml:lang="es" id="a">'),
        ('<html lang="en" dir="ltr">', '<html lang="es" dir="ltr">'),
    ],
)
def test_the_tag_of_the_page_gets_what_it_lacks(project: Project, tag: str, made: str) -> None:
    page = f"<!DOCTYPE html>\n{tag}\n<title>Rain</title>\n<body><p>Mud.</p></body>\n</html>\n"
    assert f"\n{made}\n" in edition(project, page, SPANISH)


def test_words_with_elements_of_their_own_are_left_out_whole(project: Project) -> None:
    page = "<title>Rain</title>\n<p>Mud, <b>much</b> of<br> <i>it</i>.</p>\n<p>Clay.</p>\n"
    made = edition(project, page, {"Clay.": "Arcilla."}, "publish: {untranslated: omit}\n")
    assert made.endswith("<p>Arcilla.</p>\n")
    assert not [left for left in ("<b>", "<br>", "<i>", "<p></p>", "Mud") if left in made]


def test_readers_are_told_first_thing_in_the_body(project: Project) -> None:
    made = edition(project, PAGE, {"Rain": "Lluvia"})
    body = made.partition('<body class="a">\n')[2]
    assert body.startswith('<p class="translation-notice notranslate">Algunas partes')
    assert '<p><span lang="en" dir="ltr">Mud.</span></p>' in made


@pytest.mark.parametrize(
    ("html", "before"),
    [
        ("<!DOCTYPE html><title>Rain</title><p>Mud.", "<!DOCTYPE html><title>Lluvia</title>"),
        ("<p>Rain</p><p>Mud.</p>", ""),
        ("\ufeffRain <b>x</b>\n\nMud.", "\ufeff"),
        ("<!--[if IE]><body><![endif]--><p>Rain<p>Mud.", "<!--[if IE]><body><![endif]-->"),
    ],
)
def test_a_notice_finds_its_place_without_a_body(project: Project, html: str, before: str) -> None:
    made = edition(project, html, {"Rain": "Lluvia"})
    assert made.startswith(before + '<p class="translation-notice')


def test_a_tag_in_a_command_of_a_generator_is_none(project: Project) -> None:
    html = '{% set top = "<html><body>" %}<p>Rain</p><p>Mud.</p>'
    made = edition(project, html, {"Rain": "Lluvia"}, "markdown: {dialect: jekyll}\n")
    assert '{% set top = "<html><body>" %}' in made
    assert "translation-notice" in made


def test_a_fragment_of_blocks_gets_a_block(project: Project) -> None:
    html = "<!-- wp:paragraph -->\n<p>Rain</p>\n<!-- /wp:paragraph -->\n<p>Mud.</p>"
    made = edition(project, html, {"Rain": "Lluvia"})
    assert made.startswith('<!-- wp:html -->\n<p class="translation-notice notranslate">')
    assert "</p>\n<!-- /wp:html -->\n<!-- wp:paragraph -->\n<p>Lluvia</p>" in made


def test_what_is_left_out_goes_with_its_element(project: Project) -> None:
    made = edition(project, PAGE, {"Clay.": "Arcilla."}, "publish: {untranslated: omit}\n")
    assert "<ul><li>Arcilla.</li></ul>" in made
    assert "Mud." not in made
    assert "<p></p>" not in made
    assert "<title>" in made


def test_yaml_above_a_page_is_completed(project: Project) -> None:
    made = edition(project, "---\ntitle: Rain\n---\n<p>Mud.</p>\n", SPANISH)
    assert made.startswith("---\ntitle: Lluvia\nlang: es\ndir: ltr\n")
    assert made.endswith("---\n<p>Lodo.</p>\n")


def test_links_lead_to_editions_and_pictures_lie_beside(project: Project) -> None:
    (project.content / "a.png").parent.mkdir(exist_ok=True)
    (project.content / "a.png").write_bytes(b"png")
    made = edition(project, '<p><a href="page.html">Rain</a> <img src="a.png"></p>', {})
    assert 'href="page.html"' in made
    assert (project.output / "markdown" / "es" / "a.png").read_bytes() == b"png"


@pytest.mark.parametrize(
    ("to", "said"), [("site", "are no pages of the site yet"), ("pelican", "are not written for")]
)
def test_outputs_that_cannot_hold_pages_say_so(project: Project, to: str, said: str) -> None:
    edition(project, PAGE, SPANISH)
    project = find(project.root)
    report = build(project, project.articles(), project.languages, to=to)
    assert report.failures == ()
    assert [f"page.html: HTML articles {said}" in warning for warning in report.warnings] == [True]


def test_an_object_has_a_page_as_html_and_its_title(project: Project) -> None:
    edition(project, PAGE, {"Rain": "Lluvia"})
    project = find(project.root)
    assert build(project, project.articles(), project.languages, to="json").failures == ()
    data = json.loads((project.output / "json" / "page.json").read_text("utf-8"))
    jsonschema.validate(data, json.loads(objects.SCHEMA.read_text("utf-8")))
    spanish = data["editions"]["es"]
    assert spanish["title"] == "Lluvia"
    assert spanish["html"].startswith("<!DOCTYPE html>")
    assert spanish["notice"].startswith("Algunas partes")
    assert "translation-notice" not in spanish["html"]
