"""Editions beside their article and beside each other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from l10n_flow.editions.taxonomy import parse
from l10n_flow.errors import L10nFlowError
from l10n_flow.project import Project
from l10n_flow.workflow import articlefiles
from l10n_flow.workflow.checking import consistency
from l10n_flow.workflow.checking.consistency import Concerned
from tests.workflow.newsroom import built, catalog, configure, fill, synced, write

ARTICLE = """\
---
title: Rain
date: 2020-09-29
slug: rain
place: Velan
categories: [news]
weight: 3
---

# Floods

Mud.

- Water.
"""
LABELS = "categories:\n  news: {en: News, es: Noticias, fa: خبر}\n"


@pytest.fixture
def news(project: Project) -> Project:
    """An article with editions in three languages that agree."""
    project.taxonomy.write_text(LABELS, "utf-8")
    write(project, brief=ARTICLE)
    synced(project)
    for locale in ("es", "fa"):
        fill(project, locale, "brief", str.upper)
    built(project)
    return project


def found(project: Project, **kept: dict[str, str]) -> list[Concerned]:
    """What does not agree between the editions of the first article; `kept` is frozen in them."""
    (article, *_), options = project.articles(), articlefiles.parse_options(project.config)
    document = articlefiles.read(article, options)
    parts = project.config.taxonomy.fields.values()
    labels = parse(project.taxonomy.read_bytes(), project.taxonomy, parts)
    editions = consistency.read(project, article, options)
    return list(consistency.compared(project, article, document, editions, labels, kept))


def told(project: Project) -> list[tuple[str, str, str]]:
    return [(one.name, one.locale, one.message) for one in found(project)]


@pytest.fixture
def edited(news: Project) -> Callable[..., None]:
    """Edit an edition by hand."""

    def edit(locale: str, before: str, after: str) -> None:
        path = news.edition_path(news.articles()[0], locale)
        text = path.read_text("utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), "utf-8")

    return edit


Edit = Callable[[str, str, str], None]


def test_editions_as_they_were_built_agree(news: Project) -> None:
    assert told(news) == []


def test_a_shared_field_must_be_the_article_s(news: Project, edited: Edit) -> None:
    edited("es", "place: Velan", "place: Velán")
    edited("es", "weight: 3", "weight: 4")
    edited("fa", "place: Velan\n", "")
    edited("fa", "date:", "mood: glad\ndate:")
    assert told(news) == [
        ("edition-metadata", "es", "'place' is 'Velán'; the article has 'Velan'"),
        ("edition-metadata", "es", "'weight' is '4'; the article has '3'"),
        ("edition-metadata", "fa", "'place' is missing; the article has 'Velan'"),
        ("edition-metadata", "fa", "'mood' is 'glad'; the article has no such field"),
    ]
    assert [one.detail for one in found(news)] == ["place", "weight", "place", "mood"]


def test_a_date_must_be_the_article_s_be_it_earlier_or_later(news: Project, edited: Edit) -> None:
    edited("es", "date: 2020-09-29", "date: 2020-09-28")
    edited("fa", "date: 2020-09-29", "date: 2020-09-30")
    assert told(news) == [
        ("edition-metadata", "es", "'date' is '2020-09-28'; the article has '2020-09-29'"),
        ("edition-metadata", "fa", "'date' is '2020-09-30'; the article has '2020-09-29'"),
    ]


def test_translated_and_derived_fields_may_differ(news: Project, edited: Edit) -> None:
    edited("es", "title: RAIN", "title: Otra")
    assert told(news) == []


def test_blocks_must_be_the_article_s_in_their_order(news: Project, edited: Edit) -> None:
    edited("es", "MUD.\n\n- WATER.", "- WATER.\n\nMUD.")
    edited("fa", "\n- WATER.\n", "\n")
    assert told(news) == [
        (
            "edition-blocks",
            "es",
            "block 2 is 'item'; in the article it is 'paragraph'",
        ),
        ("edition-blocks", "fa", "it has 2 blocks; the article has 3"),
    ]


def test_a_block_of_another_kind_is_told_whichever_it_is(news: Project, edited: Edit) -> None:
    edited("es", "- WATER.", "WATER.")
    edited("fa", "MUD.", "> MUD.")
    assert [(where, message.partition(";")[0]) for _, where, message in told(news)] == [
        ("es", "block 3 is 'paragraph'"),
        ("fa", "block 2 is 'quote'"),
    ]


def test_where_a_policy_leaves_blocks_out_there_are_fewer(news: Project) -> None:
    project = configure(news, "publish: {untranslated: omit}\n")
    fill(project, "es", "brief", {"Mud.": ""}.get)
    built(project)
    assert "MUD." not in project.edition_path(project.articles()[0], "es").read_text("utf-8")
    assert told(project) == []


def test_an_edition_of_an_older_text_is_told_as_that_only(news: Project) -> None:
    write(news, brief=ARTICLE.replace("Velan", "Port Miraval").replace("Mud.\n\n", ""))
    assert told(news) == [
        ("edition-outdated", locale, "it was built from an older text of the article")
        for locale in ("en", "es", "fa")
    ]


def test_alternates_must_be_there_and_name_each_other(news: Project, edited: Edit) -> None:
    news.edition_path(news.articles()[0], "fa").unlink()
    assert [one[:2] for one in told(news)] == [
        ("edition-alternates", "en"),
        ("edition-alternates", "es"),
    ]
    assert "its alternate in fa, " in told(news)[0][2]
    built(news)
    text = news.edition_path(news.articles()[0], "es").read_text("utf-8")
    line = next(line for line in text.split("\n") if line.strip().startswith("fa: "))
    edited("es", f"{line}\n", "")
    assert told(news) == [
        ("edition-alternates", "fa", "the edition in es does not name this edition in return"),
    ]


def test_a_label_that_is_missing_is_told_where_it_belongs(news: Project) -> None:
    news.taxonomy.write_text(LABELS.replace(", fa: خبر", ""), "utf-8")
    write(news, brief=ARTICLE.replace("[news]", "[news, sport]"))
    labels = [one for one in found(news) if one.name == "edition-label"]
    known, *unknown = labels
    assert known.message == "'news' has no label in فارسی (fa); content/brief.md:6 shows it"
    assert [one.locale for one in unknown] == ["en", "es", "fa"]
    assert unknown[0].message == "'sport' is not in categories of taxonomy.yaml"
    assert (unknown[0].path, unknown[0].line) == (Path("content/brief.md"), 6)
    write(news, brief=ARTICLE)
    (one,) = [one for one in found(news) if one.name == "edition-label"]
    assert (one.locale, one.path.name, one.line) == ("fa", "taxonomy.yaml", 2)
    assert one.detail == "news"


def test_two_labels_that_are_missing_are_two_findings(news: Project) -> None:
    news.taxonomy.write_text(
        "categories:\n  news: {en: News, es: Noticias}\n  sport: {en: Sport, es: Deporte}\n",
        "utf-8",
    )
    write(news, brief=ARTICLE.replace("[news]", "[news, sport]"))
    labels = [one for one in found(news) if one.name == "edition-label"]
    assert [(one.locale, one.detail) for one in labels] == [("fa", "news"), ("fa", "sport")]


def test_an_edition_that_cannot_be_read_says_so(news: Project) -> None:
    news.edition_path(news.articles()[0], "es").write_bytes(b"caf\xe9")
    with pytest.raises(L10nFlowError, match="brief"):
        found(news)


def test_an_article_without_front_matter_has_editions_too(project: Project) -> None:
    project.taxonomy.write_text(LABELS, "utf-8")
    write(project, brief="Mud.\n")
    synced(project)
    fill(project, "es", "brief", str.upper)
    built(project)
    assert Path(project.edition_path(project.articles()[0], "es")).exists()
    assert catalog(project, "es", "brief").entries
    assert told(project) == []


def test_the_notice_of_an_edition_is_no_block_too_many(news: Project, edited: Edit) -> None:
    project = news
    fill(project, "es", "brief", {"Mud.": ""}.get)
    built(project)
    spanish = project.edition_path(project.articles()[0], "es").read_text("utf-8")
    assert "\n> " in spanish
    assert told(project) == []
    edited("es", "- WATER.", "WATER.")
    assert told(project) == [
        ("edition-blocks", "es", "block 3 is 'paragraph'; in the article it is 'item'"),
    ]


def test_a_quotation_with_which_the_article_begins_is_no_notice(project: Project) -> None:
    project.taxonomy.write_text(LABELS, "utf-8")
    write(project, brief="> Mud.\n\nSnow.\n")
    synced(project)
    fill(project, "es", "brief", str.upper)
    built(project)
    spanish = project.edition_path(project.articles()[0], "es")
    text = spanish.read_text("utf-8")
    assert told(project) == []
    spanish.write_text(text.replace("> MUD.", "> MUD.\n\nMORE.\n\nTHAN THAT."), "utf-8")
    assert told(project) == [("edition-blocks", "es", "it has 4 blocks; the article has 2")]


def test_a_notice_where_the_articles_first_quotation_was_is_no_quotation(
    project: Project,
) -> None:
    project.taxonomy.write_text(LABELS, "utf-8")
    write(project, brief="> Mud.\n\nSnow.\n")
    synced(project)
    fill(project, "es", "brief", {"Mud.": "Barro."}.get)
    built(project)
    spanish = project.edition_path(project.articles()[0], "es")
    text = spanish.read_text("utf-8")
    assert told(project) == []
    spanish.write_text(text.replace("> Barro.\n\n", ""), "utf-8")
    assert told(project) == [
        ("edition-blocks", "es", "block 1 is 'paragraph'; in the article it is 'quote'")
    ]


def test_an_edition_whose_readers_are_not_told_of_its_drafts_is_named(
    news: Project, edited: Edit
) -> None:
    fill(news, "es", "brief", {"Mud.": ""}.get)
    built(news)
    spanish = news.edition_path(news.articles()[0], "es").read_text("utf-8")
    (notice,) = [line for line in spanish.splitlines() if line.startswith("> ")]
    edited("es", f"{notice}\n\n", "")
    assert told(news) == [("edition-blocks", "es", "it is without the notice to its readers")]


def test_what_is_left_as_it_is_in_an_article_is_a_block_of_its_editions(project: Project) -> None:
    project.taxonomy.write_text(LABELS, "utf-8")
    write(project, brief="Mud.\n\n<!-- l10n: skip -->\n\nNo.\n\n<!-- l10n: resume -->\n\n- Ice.\n")
    synced(project)
    fill(project, "es", "brief", str.upper)
    built(project)
    assert "No." in project.edition_path(project.articles()[0], "es").read_text("utf-8")
    assert told(project) == []


def test_a_value_that_an_edition_was_given_once_may_differ(news: Project, edited: Edit) -> None:
    edited("es", "place: Velan", "place: Velán")
    edited("es", "weight: 3", "weight: 4")
    edited("fa", "place: Velan", "place: ولان")
    assert [(one.locale, one.detail) for one in found(news, es={"place": "Velán"})] == [
        ("es", "weight"),
        ("fa", "place"),
    ]


def test_an_alternate_that_leads_to_another_file_is_told_if_nothing_is_there(
    news: Project, edited: Edit
) -> None:
    text = news.edition_path(news.articles()[0], "es").read_text("utf-8")
    target = next(line for line in text.split("\n") if line.startswith("  fa: ")).partition(": ")[2]
    edited("es", f"  fa: {target}", "  fa: ../fa/other.md\n  de: ../de/brief.md")
    assert told(news) == [
        ("edition-alternates", "es", "its alternate in de, ../de/brief.md, is not there"),
    ]
