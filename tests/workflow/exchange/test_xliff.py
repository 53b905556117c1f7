"""Segments go out as XLIFF and come back, proved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from l10n_flow.errors import InputError
from l10n_flow.model import State
from l10n_flow.project import Project
from l10n_flow.workflow.exchange.xliff import XliffImportReport, export, import_file
from l10n_flow.xliff.versions import VERSIONS
from tests.workflow.newsroom import catalog, catalog_path, configure, fill, synced, write

NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)
ARTICLE = (
    '---\ntitle: Peace\n---\n\nSee **[the list](list.md "of ports")** now.\n\nWar\n\n| a |\n| - |\n'
)


@pytest.fixture
def newsroom(project: Project) -> Project:
    project = configure(project)
    write(project, news__brief=ARTICLE)
    synced(project)
    fill(project, "es", "news/brief", {"Peace": "Paz"}.get)
    return project


def handed_out(project: Project, version: str = "1.2", *, only_open: bool = False) -> Path:
    """The Spanish file."""
    folder = project.root / "out"
    report = export(
        project, project.articles(), ["es"], folder, version=version, only_open=only_open
    )
    assert report.failures == ()
    (file,) = report.files
    return project.root / file.path


def edited(file: Path, change: Callable[[etree._Element], None]) -> None:
    tree = etree.parse(file)
    for unit in [*tree.iter("{*}trans-unit"), *tree.iter("{*}unit")]:
        change(unit)
    tree.write(file, encoding="utf-8", xml_declaration=True)


def taken(project: Project, file: Path, **options: object) -> XliffImportReport:
    return import_file(project, file, now=NOW, **options)  # type: ignore[arg-type]


def translated(
    words: dict[str, str], state: str = "translated"
) -> Callable[[etree._Element], None]:
    """A translator elsewhere, who knows these words and leaves codes where they are."""

    def change(unit: etree._Element) -> None:
        source = next(unit.iter("{*}source"))
        if "".join(source.itertext()) not in words:
            return
        name = source.tag.replace("source", "target")
        for old in list(unit.iter(name)):
            old.getparent().remove(old)
        target = etree.fromstring(etree.tostring(source, with_tail=False))
        target.tag = name
        if source.getparent().tag.endswith("segment"):
            source.getparent().set("state", state)
        else:
            target.set("state", state)
        for part in target.iter():
            part.text = words.get(part.text or "", part.text)
            part.tail = words.get(part.tail or "", part.tail)
        source.addnext(target)

    return change


WORDS = {
    "See the list now.": "x",
    "See ": "Véase ",
    "the list": "la lista",
    " now.": " ya.",
    "of ports": "de puertos",
    "War": "Guerra",
    "a": "a",
}


@pytest.mark.parametrize("version", VERSIONS)
def test_an_agency_translates_an_article(newsroom: Project, version: str) -> None:
    file = handed_out(newsroom, version)
    edited(file, translated(WORDS))

    (one,) = taken(newsroom, file).catalogs

    assert (one.article, one.translated, one.same) == ("news/brief", 3, 1)
    entries = {entry.source: entry for entry in catalog(newsroom, "es", "news/brief").entries}
    assert entries['See **[the list]({1} "of ports")** now.'].target == (
        'Véase **[la lista]({1} "de puertos")** ya.'
    )
    assert {entry.state for entry in entries.values()} == {State.TRANSLATED}


@pytest.mark.parametrize("version", VERSIONS)
def test_what_comes_back_as_it_went_changes_no_byte(newsroom: Project, version: str) -> None:
    before = catalog_path(newsroom, "es", "news/brief").read_bytes()
    report = taken(newsroom, handed_out(newsroom, version))
    assert catalog_path(newsroom, "es", "news/brief").read_bytes() == before
    assert (report.refused, report.conflicts) == ((), ())


def test_only_what_is_open_goes_out(newsroom: Project) -> None:
    assert b"Paz" not in handed_out(newsroom, only_open=True).read_bytes()


def test_what_was_translated_here_meanwhile_stays_and_is_named(newsroom: Project) -> None:
    file = handed_out(newsroom)
    edited(file, translated({"War": "La guerra", "Peace": "La paz"}))
    fill(newsroom, "es", "news/brief", {"Peace": "Paz", "War": "Guerra"}.get)

    report = taken(newsroom, file)

    (conflict,) = report.conflicts
    assert conflict.reason == "its segment was translated here meanwhile"
    assert conflict.place.line is not None
    targets = {
        entry.source: entry.target for entry in catalog(newsroom, "es", "news/brief").entries
    }
    assert (targets["War"], targets["Peace"]) == ("Guerra", "La paz")
    taken(newsroom, file, theirs=True)
    assert "La guerra" in {entry.target for entry in catalog(newsroom, "es", "news/brief").entries}


def test_a_lost_link_costs_its_own_unit(newsroom: Project) -> None:
    file = handed_out(newsroom)
    edited(file, translated({"War": "Guerra"}))
    text = file.read_text("utf-8").replace(
        '</source>\n<note from="developer" annotates="source">{1}',
        '</source>\n<target>Nada.</target><note from="developer" annotates="source">{1}',
    )
    file.write_text(text, "utf-8")

    report = taken(newsroom, file)

    (refused,) = report.refused
    assert refused.reason == "its translation lacks []({1})"
    assert sum(one.translated for one in report.catalogs) == 1


def test_words_that_the_article_cannot_hold_are_refused(newsroom: Project) -> None:
    file = handed_out(newsroom)
    edited(file, translated({"War": "a {{< b >}} &lt;script&gt;", "Peace": "La paz"}))
    text = file.read_text("utf-8").replace(
        "a {{&lt; b &gt;}} &amp;lt;script&amp;gt;",
        'Guerra <x id="a1" ctype="x-tag" equiv-text="&lt;script&gt;"/>',
    )
    file.write_text(text, "utf-8")

    report = taken(newsroom, file)

    (refused,) = report.refused
    assert refused.reason == "its translation has a code a1, which the source does not have"
    targets = {
        entry.source: entry.target for entry in catalog(newsroom, "es", "news/brief").entries
    }
    assert (targets["War"], targets["Peace"]) == ("", "La paz")


def test_words_that_say_nothing_are_refused(newsroom: Project) -> None:
    file = handed_out(newsroom)
    edited(file, translated({"War": "—", "Peace": "La paz"}))

    report = taken(newsroom, file)

    (refused,) = report.refused
    assert refused.reason == "its translation has nothing but marks, code or placeholders"
    assert [one.translated for one in report.catalogs] == [1]


def test_of_a_segment_that_stands_in_a_file_twice_the_first_is_taken(newsroom: Project) -> None:
    file = handed_out(newsroom)
    edited(file, translated({"War": "Guerra"}))
    text = file.read_text("utf-8")
    (unit,) = [f"<trans-unit{one}" for one in text.split("<trans-unit")[1:] if "Guerra" in one]
    unit = unit[: unit.index("</trans-unit>")] + "</trans-unit>"
    other = unit.replace("Guerra", "La guerra")
    file.write_text(text.replace(unit, unit + other), "utf-8")

    report = taken(newsroom, file)

    assert [left.reason for left in report.refused] == ["it appears twice in the file"]
    assert "Guerra" in {entry.target for entry in catalog(newsroom, "es", "news/brief").entries}


def test_a_file_comes_back_to_a_catalog_that_is_gone(newsroom: Project) -> None:
    file = handed_out(newsroom)
    catalog_path(newsroom, "es", "news/brief").unlink()
    (failure,) = taken(newsroom, file).failures
    assert failure.what == "there is no such catalog yet"
    assert failure.hint == "bring the catalogs up to date first: l10n-flow sync"


def test_a_segment_that_is_gone_is_named(newsroom: Project) -> None:
    file = handed_out(newsroom)
    edited(file, translated({"War": "Guerra"}))
    write(newsroom, news__brief=ARTICLE.replace("War", "Wars"))
    synced(newsroom)
    reasons = [left.reason for left in taken(newsroom, file).refused]
    assert reasons == ["the article no longer has its segment"]


def test_a_segment_that_is_gone_and_that_nobody_translated_is_nothing_new(
    newsroom: Project,
) -> None:
    file = handed_out(newsroom)
    write(newsroom, news__brief=ARTICLE.replace("War", "Wars"))
    synced(newsroom)
    report = taken(newsroom, file)
    assert (report.refused, report.has_gone) == ((), False)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_file_in_which_somebody_has_worked_is_not_written_over(
    newsroom: Project, version: str
) -> None:
    file = handed_out(newsroom, version)
    edited(file, translated({"War": "Guerra"}))
    worked = file.read_bytes()
    again = export(newsroom, newsroom.articles(), ["es"], file.parent, version=version)
    (failure,) = again.failures
    assert (again.files, file.read_bytes()) == ((), worked)
    assert (
        failure.what == "1 segment has other words in it than in the catalogs; nothing was written"
    )
    assert failure.hint.startswith("import it: l10n-flow exchange import out/en-es.xlf; or")
    write(newsroom, news__brief=ARTICLE.replace("War", "Wars"))
    synced(newsroom)
    assert export(newsroom, newsroom.articles(), ["es"], file.parent, version=version).failures
    write(newsroom, news__brief=ARTICLE)
    synced(newsroom)
    assert taken(newsroom, file).failures == ()
    assert handed_out(newsroom, version).read_bytes() != worked


def test_a_file_that_only_the_catalogs_are_ahead_of_is_written_anew(newsroom: Project) -> None:
    file = handed_out(newsroom)
    before = file.read_bytes()
    fill(newsroom, "es", "news/brief", {"Peace": "La paz", "War": "Guerra"}.get)
    write(newsroom, news__brief=ARTICLE.replace("War", "Wars"))
    synced(newsroom)
    assert handed_out(newsroom).read_bytes() != before
    file.write_text("words of a note that lay there", "utf-8")
    assert b"La paz" in handed_out(newsroom).read_bytes()


def test_names_in_a_file_lead_to_articles_only(newsroom: Project) -> None:
    file = handed_out(newsroom)
    text = file.read_text("utf-8")
    for original in ("../../etc/passwd", "locales/es/LC_MESSAGES/news/brief.po", ""):
        file.write_text(text.replace("content/news/brief.md", original), "utf-8")
        with pytest.raises(InputError, match="has nothing of this project") as caught:
            taken(newsroom, file)
        place = caught.value.where
        first = next(n for n, row in enumerate(text.splitlines(), 1) if "<trans-unit" in row)
        assert place is not None
        assert place.line == first


@pytest.mark.parametrize("version", VERSIONS)
def test_what_a_translator_notes_is_kept(newsroom: Project, version: str) -> None:
    file = handed_out(newsroom, version)
    text = file.read_text("utf-8")
    if version == "1.2":
        text = text.replace("</trans-unit>", '<note from="Ana">Which war?</note></trans-unit>')
    else:
        text = text.replace("<segment", "<notes><note>Which war?</note></notes><segment", 1)
    file.write_text(text, "utf-8")

    (one,) = taken(newsroom, file).catalogs

    assert one.noted > 0
    title = catalog(newsroom, "es", "news/brief").entries[0]
    assert title.comments == ("Ana: Which war?" if version == "1.2" else "Which war?",)
    before = catalog_path(newsroom, "es", "news/brief").read_bytes()
    assert taken(newsroom, file).catalogs[0].noted == 0
    assert taken(newsroom, handed_out(newsroom, version)).catalogs[0].noted == 0
    assert catalog_path(newsroom, "es", "news/brief").read_bytes() == before


def test_an_article_may_be_named_by_the_end_of_its_path(newsroom: Project) -> None:
    file = handed_out(newsroom)
    text = file.read_text("utf-8")
    for original in ("brief.md", "news/brief.md", r"C:\\jobs\\content\\news\\brief.md"):
        file.write_text(text.replace("content/news/brief.md", original), "utf-8")
        assert [one.article for one in taken(newsroom, file).catalogs] == ["news/brief"]
    write(newsroom, other__brief=ARTICLE)
    file.write_text(text.replace("content/news/brief.md", "brief.md"), "utf-8")
    with pytest.raises(InputError, match="has nothing of this project"):
        taken(newsroom, file)


def test_a_file_without_its_language_is_said_to_lack_it(newsroom: Project) -> None:
    file = handed_out(newsroom)
    file.write_text(file.read_text("utf-8").replace(' target-language="es"', ""), "utf-8")
    with pytest.raises(InputError, match="does not say which language") as caught:
        taken(newsroom, file)
    assert "target-language" in caught.value.hint


def test_a_dry_run_writes_nothing(newsroom: Project) -> None:
    file = handed_out(newsroom)
    edited(file, translated(WORDS))
    before = catalog_path(newsroom, "es", "news/brief").read_bytes()
    (one,) = taken(newsroom, file, dry_run=True).catalogs
    assert one.translated == 3
    assert catalog_path(newsroom, "es", "news/brief").read_bytes() == before


def test_a_review_has_the_name_that_was_given(newsroom: Project) -> None:
    file = handed_out(newsroom)
    edited(file, translated({"War": "Guerra"}, "final"))
    (one,) = taken(newsroom, file, by="Agency").catalogs
    assert one.reviewed == 1
    entries = {entry.source: entry for entry in catalog(newsroom, "es", "news/brief").entries}
    origin = entries["War"].origin
    assert origin is not None
    assert origin.reviewer == "Agency"


def test_a_file_comes_back_to_an_article_that_was_renamed_meanwhile(newsroom: Project) -> None:
    write(newsroom, other="War\n\nSnow\n")
    synced(newsroom)
    file = handed_out(newsroom)
    edited(file, translated({"War": "Guerra", "Snow": "Nieve"}))
    (newsroom.content / "news" / "brief.md").rename(newsroom.content / "peace.md")
    synced(newsroom)
    report = taken(newsroom, file)
    assert report.refused == ()
    assert report.renamed == (("content/news/brief.md", "content/peace.md"),)
    words = {e.source: e.target for e in catalog(newsroom, "es", "peace").entries}
    assert (words["War"], words["Peace"]) == ("Guerra", "Paz")


def test_a_file_of_an_article_that_is_gone_is_given_to_none_that_has_little_of_it(
    newsroom: Project,
) -> None:
    write(newsroom, other="War\n\nSnow\n")
    synced(newsroom)
    file = handed_out(newsroom)
    edited(file, translated({"War": "Guerra", "Snow": "Nieve"}))
    (newsroom.content / "news" / "brief.md").unlink()
    report = taken(newsroom, file)
    assert (report.renamed, [one.article for one in report.catalogs]) == ((), ["other"])
    reasons = {one.reason for one in report.refused}
    assert reasons == {"there is no article 'content/news/brief.md' in 'es' here"}


def test_of_two_articles_with_the_same_segments_none_is_guessed(newsroom: Project) -> None:
    file = handed_out(newsroom)
    edited(file, translated({"War": "Guerra"}))
    (newsroom.content / "news" / "brief.md").unlink()
    write(newsroom, one=ARTICLE, two=ARTICLE)
    synced(newsroom)
    with pytest.raises(InputError, match="has nothing of this project"):
        taken(newsroom, file)


@pytest.mark.parametrize("suffix", [".po", ".TMX"])
def test_a_file_of_another_kind_is_told_where_it_belongs(newsroom: Project, suffix: str) -> None:
    file = (newsroom.root / "press").with_suffix(suffix)
    file.write_text("x", "utf-8")
    with pytest.raises(InputError, match=r"is a .*, no XLIFF") as caught:
        taken(newsroom, file)
    assert caught.value.hint.startswith(f"l10n-flow memory import {file}")


@pytest.mark.parametrize("version", VERSIONS)
def test_where_the_source_stands_for_a_translation_nothing_comes_back_by_itself(
    newsroom: Project, version: str
) -> None:
    report = export(
        newsroom,
        newsroom.articles(),
        ["es"],
        newsroom.root / "out",
        version=version,
        copies_source=True,
    )
    file = newsroom.root / report.files[0].path
    tree = etree.parse(file)
    assert len(list(tree.iter("{*}target"))) == len(list(tree.iter("{*}source")))
    before = catalog_path(newsroom, "es", "news/brief").read_bytes()
    (found,) = taken(newsroom, file).catalogs
    assert (found.copied, found.translated, found.drafts, found.same) == (3, 0, 0, 1)
    assert catalog_path(newsroom, "es", "news/brief").read_bytes() == before


def test_words_over_such_a_source_are_a_translation_though_the_tool_knows_no_states(
    newsroom: Project,
) -> None:
    folder = newsroom.root / "out"
    report = export(newsroom, newsroom.articles(), ["es"], folder, copies_source=True)
    file = newsroom.root / report.files[0].path
    text = file.read_text("utf-8")
    assert '<target xml:lang="es">War</target>' in text
    words = text.replace('<target xml:lang="es">War<', '<target xml:lang="es">Guerra<')
    file.write_text(words, "utf-8")
    (found,) = taken(newsroom, file).catalogs
    assert (found.copied, found.translated, found.drafts) == (2, 1, 0)
    (war,) = [e for e in catalog(newsroom, "es", "news/brief").entries if e.source == "War"]
    assert (war.target, war.state) == ("Guerra", State.TRANSLATED)
