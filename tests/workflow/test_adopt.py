"""Translations that exist come in: `l10n-flow adopt`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from l10n_flow.catalogs import store
from l10n_flow.catalogs.store import ATTEMPTS
from l10n_flow.errors import CatalogError, InputError
from l10n_flow.model import Catalog
from l10n_flow.project import Project
from l10n_flow.workflow.adopt import AdoptReport, adopt

from .newsroom import all_bytes, catalog, catalog_path, fill, synced, translate, write

NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)

BRIEF = """\
---
title: Rain
---

# Floods

The river [Velan](/velan) rose in the night.

- Mud
- Silt
"""

FOREIGN = r"""
msgid ""
msgstr ""
"Language: es\n"
"Content-Type: text/plain; charset=UTF-8\n"

#. type: Yaml Front Matter Hash Value: title
#: src/brief.md:1
#, no-wrap
msgid "Rain"
msgstr "Lluvia"

# se dice riada
msgid "# Floods"
msgstr "# Riadas"

#, fuzzy
#| msgid "The river [Velan](/velan) rose at night."
msgid "The river [Velan](/velan) rose in the night."
msgstr "El río [Velan](/velan) subió por la noche."

msgid ""
"- Mud\n"
"- Silt\n"
msgstr ""
"- Lodo\n"
"- Limo\n"
"""


def adopted(
    project: Project, catalogs: dict[str, str], *, locale: str = "es", dry_run: bool = False
) -> AdoptReport:
    paths = []
    for name, text in catalogs.items():
        path = project.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return adopt(project, paths, locale, now=NOW, dry_run=dry_run)


def rows(project: Project, name: str, locale: str = "es") -> Sequence[tuple[str, str, str]]:
    return [
        (entry.source, entry.target, "old" if entry.obsolete else entry.state.label)
        for entry in catalog(project, locale, name).entries
    ]


@pytest.fixture
def newsroom(project: Project) -> Project:
    write(project, brief=BRIEF)
    return project


# Catalogs of other tools


def test_a_catalog_of_another_tool_comes_in_with_states_and_comments(newsroom: Project) -> None:
    report = adopted(newsroom, {"po/es.po": FOREIGN})
    assert not report.failures
    assert rows(newsroom, "brief") == [
        ("Rain", "Lluvia", "translated"),
        ("Floods", "Riadas", "translated"),
        (
            "The river [Velan]({1}) rose in the night.",
            "El río [Velan]({1}) subió por la noche.",
            "draft",
        ),
        ("Mud", "Lodo", "translated"),
        ("Silt", "Limo", "translated"),
    ]
    entries = catalog(newsroom, "es", "brief").entries
    assert entries[1].comments == ("se dice riada",)
    assert entries[2].previous_source == "The river [Velan]({1}) rose at night."


def test_the_second_time_nothing_changes(newsroom: Project) -> None:
    adopted(newsroom, {"po/es.po": FOREIGN})
    before = all_bytes(newsroom.catalogs)
    report = adopted(newsroom, {"po/es.po": FOREIGN})
    assert not any(taken.is_written for taken in report.taken)
    synced(newsroom, "es")
    assert all_bytes(newsroom.catalogs) == before


def test_a_dry_run_says_what_would_come_and_writes_nothing(newsroom: Project) -> None:
    report = adopted(newsroom, {"po/es.po": FOREIGN}, dry_run=True)
    assert [(taken.translated, taken.drafts) for taken in report.taken] == [(4, 1)]
    assert not catalog_path(newsroom, "es", "brief").exists()


def test_words_that_are_there_win_drafts_among_them(newsroom: Project) -> None:
    synced(newsroom)
    translate(newsroom, "es", "brief", Rain="Chubasco")
    fill(newsroom, "es", "brief", {"Mud": "Barro"}.get)
    report = adopted(newsroom, {"po/es.po": FOREIGN})
    assert [taken.there for taken in report.taken] == [2]
    found = dict(row[:2] for row in rows(newsroom, "brief"))
    assert (found["Rain"], found["Mud"], found["Silt"]) == ("Chubasco", "Barro", "Limo")


def test_a_text_that_changed_since_is_a_draft_beside_the_old_one(newsroom: Project) -> None:
    old = FOREIGN.replace("- Mud\\n", "- Mud and reeds in the harbour\\n")
    write(newsroom, brief=BRIEF.replace("- Mud", "- Mud and reeds in the old harbour"))
    adopted(newsroom, {"po/brief.po": old.replace("- Lodo", "- Lodo y juncos en el puerto")})
    draft = catalog(newsroom, "es", "brief").entries[3]
    assert (draft.target, draft.state.label) == ("Lodo y juncos en el puerto", "draft")
    assert draft.previous_source == "Mud and reeds in the harbour"


def test_a_text_that_nobody_has_is_listed_with_its_line(newsroom: Project) -> None:
    other = FOREIGN + '\nmsgid "Something quite different"\nmsgstr "Algo muy distinto"\n'
    (passed,) = adopted(newsroom, {"po/es.po": other}).passed
    line = other.split("\n").index('msgid "Something quite different"') + 1
    assert (passed.line, passed.text) == (line, "Something quite different")


def test_a_page_says_which_of_two_translations_is_its_own(newsroom: Project) -> None:
    write(newsroom, brief="Mud\n", news__brief="Mud\n")
    entry = 'msgid "Mud"\nmsgstr "{}"\n'
    adopted(
        newsroom,
        {"po/es/brief.po": entry.format("Lodo"), "po/es/news/brief.po": entry.format("Barro")},
    )
    assert rows(newsroom, "brief")[0][1] == "Lodo"
    assert rows(newsroom, "news/brief")[0][1] == "Barro"


def test_another_translation_that_is_as_good_is_told(newsroom: Project) -> None:
    entry = 'msgid "Mud"\nmsgstr "{}"\n'
    fuzzy = f"#, fuzzy\n{entry}"
    catalogs = {"a.po": "Lodo", "b.po": "Barro", "c.po": "Lodo"}
    files = {name: entry.format(word) for name, word in catalogs.items()}
    report = adopted(newsroom, {**files, "d.po": fuzzy.format("Fango")})
    assert [(str(one.path), one.reason) for one in report.passed] == [
        ("b.po", "another translation of the same text was taken")
    ]
    assert dict(row[:2] for row in rows(newsroom, "brief"))["Mud"] == "Lodo"


def test_of_two_articles_the_one_with_the_most_similar_text_gets_an_earlier_one(
    newsroom: Project,
) -> None:
    write(newsroom, near="The bridge is shut for a year.\n", far="The bridge was shut in June.\n")
    adopted(newsroom, {"x.po": 'msgid "The bridge is shut for a day."\nmsgstr "Un día."\n'})
    assert ("The bridge is shut for a year.", "Un día.", "draft") in rows(newsroom, "near")
    assert not catalog_path(newsroom, "es", "far").exists()


def test_references_say_which_article_a_message_is_of(newsroom: Project) -> None:
    write(newsroom, brief="Mud\n", news="Mud\n\nThe old bridge over the Velan is closed.\n")
    foreign = '#: docs/news.md:{0}\nmsgid "{1}"\nmsgstr "{2}"\n'
    entries = foreign.format(1, "The bridge is shut for a year.", "El puente cierra un año.")
    adopted(newsroom, {"es.po": entries + "\n" + foreign.format(9, "Mud", "Lodo")})
    assert ("The bridge is shut for a year.", "El puente cierra un año.", "old") in rows(
        newsroom, "news"
    )


def test_a_catalog_s_name_says_which_article_an_earlier_text_was_of(newsroom: Project) -> None:
    write(newsroom, brief="Mud\n", news="Mud\n\nThe old bridge over the Velan is closed.\n")
    gone = 'msgid "Bees"\nmsgstr "Abejas"\n\nmsgid "Mud"\nmsgstr "Lodo"\n'
    adopted(newsroom, {"po/es/news.po": gone})
    assert ("Bees", "Abejas", "old") in rows(newsroom, "news")
    assert rows(newsroom, "brief") == [("Mud", "Lodo", "translated")]


@pytest.mark.parametrize(
    "worse",
    [
        '#, fuzzy\nmsgid "Mud"\nmsgstr "Barro"\n',
        '#~ msgid "Mud"\n#~ msgstr "Barro"\n',
        '#: src/news.md:3\nmsgid "Mud"\nmsgstr "Barro"\n',
    ],
)
def test_live_words_come_before_drafts_old_ones_and_those_of_another_page(
    newsroom: Project, worse: str
) -> None:
    write(newsroom, brief="Mud\n", news="Mud\n")
    best = 'msgid "Mud"\nmsgstr "Lodo"\n'
    adopted(newsroom, {"a/brief.po": worse, "b/brief.po": best})
    assert rows(newsroom, "brief")[0] == ("Mud", "Lodo", "translated")


@pytest.mark.parametrize("more", ["", 'msgid "[M]: /other"\nmsgstr "[M]: /otro"\n'])
def test_a_label_means_what_its_catalog_defines_first(newsroom: Project, more: str) -> None:
    write(newsroom, brief="See [the map](/map).\n")
    words = 'msgid "See [the map][m]."\nmsgstr "Vea [el mapa][m]."\n'
    label = 'msgid "[m]: /map"\nmsgstr "[m]: /mapa"\n'
    adopted(newsroom, {"brief.po": f"{words}\n{label}\n{more}"})
    assert rows(newsroom, "brief")[0] == (
        "See [the map]({1}).",
        "Vea [el mapa]({1}).",
        "translated",
    )


@pytest.mark.parametrize(
    "reference",
    ["src/news.md:12", "docs/en/news.md:block 3 (header)", "news.md", "../../news.md:1"],
)
def test_references_of_every_tool_are_read(newsroom: Project, reference: str) -> None:
    write(newsroom, brief="Mud\n", news="Mud\n")
    first = 'msgctxt "a"\nmsgid "Mud"\nmsgstr "Barro"\n'
    adopted(newsroom, {"es.po": f'{first}\n#: {reference}\nmsgid "Mud"\nmsgstr "Lodo"\n'})
    assert rows(newsroom, "news")[0][1] == "Lodo"
    assert rows(newsroom, "brief")[0][1] == "Barro"


# What cannot come in


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("Language: es", "Language: fr"), "po/es.po:4: a catalog in fr, not in es"),
        (("charset=UTF-8", "charset=KOI-99"), "po/es.po:5: the header names the charset"),
        (('msgstr "Lluvia"', 'msgstr "Lluvia'), "po/es.po:11: "),
        (("Rain", "Snow"), ""),
    ],
)
def test_a_catalog_that_cannot_be_used_is_named_with_its_line(
    newsroom: Project, change: tuple[str, str], said: str
) -> None:
    report = adopted(newsroom, {"po/es.po": FOREIGN.replace(*change)})
    assert bool(report.failures) == bool(said)
    assert not said or str(report.failures[0]).startswith(said)


FRENCH = "Le niveau de la rivière {} est plus haut"
OWN = "El nivel del río {} es más alto de lo normal"


@pytest.mark.parametrize(
    ("why", "texts", "is_refused"),
    [
        ("all are French", [FRENCH] * 3, True),
        ("more are French than Spanish", [FRENCH] * 4 + [OWN] * 3, True),
        ("as many are Spanish", [OWN] * 4 + [FRENCH] * 4, False),
        ("two may be quotations", [FRENCH] * 2, False),
        ("they are too short to tell", [FRENCH.replace("plus ", "")] * 5, False),
    ],
)
def test_a_catalog_whose_words_are_in_another_language_is_refused(
    newsroom: Project, why: str, texts: Sequence[str], is_refused: bool
) -> None:
    entries = (f'msgid "River {n}"\nmsgstr "{text.format(n)}"\n' for n, text in enumerate(texts))
    (failure,) = adopted(newsroom, {"po/es.po": "\n".join(entries)}).failures
    assert isinstance(failure, CatalogError)
    assert ("its translations are in fr, not in es" in str(failure)) == is_refused, why


def test_texts_that_were_never_translated_show_no_language(newsroom: Project) -> None:
    copies = (f'msgid "{FRENCH}"\nmsgstr "{FRENCH}"\n'.replace("{}", str(n)) for n in range(5))
    (failure,) = adopted(newsroom, {"es.po": FOREIGN + "\n".join(copies)}).failures or (None,)
    assert failure is None


@pytest.mark.parametrize("entry", ['msgid "Rain"\nmsgstr ""\n', ""])
def test_a_catalog_without_translations_says_so(newsroom: Project, entry: str) -> None:
    header = 'msgid ""\nmsgstr "Language: es\\n"\n\n'
    (failure,) = adopted(newsroom, {"es.po": header + entry}).failures
    assert str(failure).startswith("es.po: has no translations")


def test_a_catalog_of_another_project_is_refused(newsroom: Project) -> None:
    (failure,) = adopted(newsroom, {"es.po": 'msgid "Snow falls"\nmsgstr "Nieva"\n'}).failures
    assert "no article of this project has any of its 1 texts" in str(failure)


def test_a_catalog_in_utf_16_is_named_and_the_others_come_in(newsroom: Project) -> None:
    (newsroom.root / "bad.po").write_bytes(FOREIGN.encode("utf-16"))
    good = newsroom.root / "good.po"
    good.write_text(FOREIGN, encoding="utf-8")
    report = adopt(newsroom, [newsroom.root / "bad.po", good], "es", now=NOW)
    assert [isinstance(failure, InputError) for failure in report.failures] == [True]
    assert rows(newsroom, "brief")[0][1] == "Lluvia"


def test_an_older_charset_is_read(newsroom: Project) -> None:
    text = FOREIGN.replace("UTF-8", "cp1252")
    (newsroom.root / "es.po").write_bytes(text.encode("cp1252"))
    assert not adopt(newsroom, [newsroom.root / "es.po"], "es", now=NOW).failures
    assert (
        store.load(catalog_path(newsroom, "es", "brief"), "es")
        .entries[2]
        .target.endswith("subió por la noche.")
    )


@pytest.mark.parametrize(("times", "is_done"), [(1, True), (ATTEMPTS - 1, True), (ATTEMPTS, False)])
def test_a_catalog_that_somebody_saves_meanwhile_is_read_again_but_not_for_ever(
    newsroom: Project, monkeypatch: pytest.MonkeyPatch, times: int, is_done: bool
) -> None:
    synced(newsroom)
    save, left = store.save, [times]

    def interrupted(final: Catalog, path: Path, *, locks: Path, expected: bytes | None) -> None:
        if left[0]:
            left[0] -= 1
            fill(newsroom, "es", "brief", {"Mud": f"Lodo {left[0]}"}.get)
        save(final, path, locks=locks, expected=expected)

    monkeypatch.setattr(store, "save", interrupted)
    report = adopted(newsroom, {"po/es.po": FOREIGN})
    targets = {source: target for source, target, _ in rows(newsroom, "brief")}
    assert targets["Mud"] == "Lodo 0", "what somebody wrote meanwhile stays"
    assert (targets["Rain"], len(report.failures)) == (("Lluvia", 0) if is_done else ("", 1))
