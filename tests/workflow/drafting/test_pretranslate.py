"""Drafts for what nobody has translated: memory first, then an engine, and no word overwritten."""

from __future__ import annotations

import sys
from collections.abc import Callable, Container, Iterable, Iterator
from pathlib import Path

import pytest

from l10n_flow import engines
from l10n_flow.catalogs import store
from l10n_flow.catalogs.po import header
from l10n_flow.engines import Engine, EngineOptions, Hypothesis, ctranslate
from l10n_flow.errors import CatalogError, ConfigError, EngineError, UsageError
from l10n_flow.model import PREFIX, Entry, State
from l10n_flow.pretranslate.drafts import Reason
from l10n_flow.project import Article, Project
from l10n_flow.workflow.approve import approve
from l10n_flow.workflow.drafting.pairs import PretranslateOptions
from l10n_flow.workflow.drafting.pretranslate import (
    pretranslate,
)
from tests.workflow.drafts_desk import (
    LATER,
    NOW,
    catalog,
    drafted,
    entries,
    made,
    targets,
    translate,
    written,
)

TREATY = """\
---
title: Peace and war
---
# The **new** agreement

The president spoke today. They signed the agreement.

| 12 % | 1999 |
| --- | --- |
| war | |
"""
BRIEF = "# Peace\n\nThe president spoke today. They signed the agreement.\n"


pytestmark = pytest.mark.usefixtures("packages")


def test_drafts_come_from_the_engine_in_every_language(project: Project) -> None:
    written(project, treaty=TREATY)
    report = drafted(project)
    assert targets(project, "treaty", "es") == {
        "Peace and war": "Paz y guerra",
        "The **new** agreement": "El **nuevo** acuerdo",
        "The president spoke today. They signed the agreement.": (
            "El presidente habló hoy. Ellos firmaron el acuerdo."
        ),
        "12 %": "12 %",
        "1999": "1999",
        "war": "guerra",
    }
    assert targets(project, "treaty", "fa")["Peace and war"] == "صلح و جنگ"
    assert report.engines == ("argos-en_es-1.0", "argos-en_fa-1.0")
    assert [(c.locale, made(c)) for c in report.catalogs] == [
        ("es", {"copy": 2, "engine": 4}),
        ("fa", {"copy": 2, "engine": 4}),
    ]
    assert not any(found.left for found in report.catalogs)
    assert not report.failures


def test_a_persian_copy_has_persian_digits(project: Project) -> None:
    written(project, treaty=TREATY)
    drafted(project)
    assert targets(project, "treaty", "fa")["1999"] == "۱۹۹۹"


def test_a_draft_says_who_made_it_and_when(project: Project) -> None:
    written(project, treaty=TREATY)
    drafted(project)
    entry = entries(project, "treaty", "es")["war"]
    assert entry.state is State.DRAFT
    assert entry.is_machine_made
    assert entry.origin is not None
    assert (entry.origin.kind, entry.origin.engine) == ("mt", "argos-en_es-1.0")
    assert (entry.origin.score, entry.origin.time) == (1.0, "2026-11-02T10:00:00Z")


def test_words_within_marks_are_translated_on_their_own(project: Project) -> None:
    written(
        project,
        treaty="""\
<img src="a.png" alt="Peace &amp; war" title="Peace at last"> The war of 1999 and the peace.

[The peace](b.md "The president spoke today.") and the war.
""",
        brief="Peace at last\n",
    )
    translate(project, "brief", "es", **{"Peace at last": 'La "paz" al fin'})
    drafted(project, "es")
    assert targets(project, "treaty", "es") == {
        '<img {1} alt="Peace &amp; war" title="Peace at last"> The war of 1999 and the peace.': (
            '<img {1} alt="Paz &amp; guerra" title="La &quot;paz&quot; al fin"> '
            "El guerra of 1999 y el paz."
        ),
        '[The peace]({1} "The president spoke today.") and the war.': (
            '[El paz]({1} "El presidente habló hoy.") y el guerra.'
        ),
    }


def test_doing_it_again_does_nothing(project: Project) -> None:
    written(project, treaty=TREATY)
    drafted(project)
    before = catalog(project, "treaty", "es").read_bytes()
    report = drafted(project, now=LATER)
    assert catalog(project, "treaty", "es").read_bytes() == before
    assert report.catalogs == ()
    assert report.engines == ()


def test_words_that_are_there_are_left_alone(project: Project) -> None:
    written(project, treaty=TREATY)
    translate(project, "treaty", "es", war="contienda")
    drafted(project)
    assert entries(project, "treaty", "es")["war"] == Entry(
        "war", "contienda", notes=entries(project, "treaty", "es")["war"].notes
    )


def test_reviewed_translations_of_other_articles_come_first(project: Project) -> None:
    written(project, treaty=TREATY, brief=BRIEF)
    sentence = "The president spoke today. They signed the agreement."
    translate(project, "treaty", "es", **{sentence: "El presidente ha hablado y han firmado."})
    approve(project, project.articles(), ["es"], by="ana", now=NOW)
    report = drafted(project, "es")
    entry = entries(project, "brief", "es")[sentence]
    assert entry.target == "El presidente ha hablado y han firmado."
    assert entry.state is State.DRAFT
    assert entry.origin is not None
    assert (entry.origin.kind, entry.origin.engine) == ("tm", "treaty")
    assert [(c.article, made(c)) for c in report.catalogs] == [
        ("brief", {"memory": 1, "engine": 1}),
        ("treaty", {"copy": 2, "engine": 3}),
    ]


def test_translations_of_an_article_that_is_gone_are_remembered(project: Project) -> None:
    other = "Mud is everywhere after the rain of Friday, and nobody has slept in the lower town.\n"
    old = "The new agreement was signed in 2019 after long talks in Doha.\n"
    written(project, old=old, mud=other)
    translate(project, "old", "es", **{old.strip(): "El acuerdo se firmó en 2019 tras charlas."})
    (project.content / "old.md").unlink()
    written(project, mud=f"{other}\n{old.replace('2019', '2024')}")
    drafted(project, "es")
    entry = entries(project, "mud", "es")[old.strip().replace("2019", "2024")]
    assert entry.target == "El acuerdo se firmó en 2024 tras charlas."
    assert entry.origin is not None
    assert (entry.origin.kind, entry.origin.engine) == ("tm", "old")


def test_of_two_translations_the_reviewed_one_is_taken(project: Project) -> None:
    written(project, brief="# Peace\n", treaty="# Peace\n", zebra="# Peace\n")
    translate(project, "brief", "es", Peace="Paz")
    only = [article for article in project.articles() if article.name == "treaty"]
    translate(project, "treaty", "es", Peace="La paz")
    approve(project, only, ["es"], by="ana", now=NOW)
    drafted(project, "es")
    assert targets(project, "zebra", "es") == {"Peace": "La paz"}


def test_a_draft_is_no_memory(project: Project) -> None:
    written(project, brief="# Peace\n")
    drafted(project, "es")
    written(project, treaty="# Peace\n")
    (found,) = drafted(project, "es").catalogs
    assert made(found) == {"engine": 1}


def test_a_similar_text_is_a_draft_that_names_what_it_was_made_for(project: Project) -> None:
    written(project, brief="The new agreement was signed in 2019 after long talks in Doha.\n")
    (source,) = targets(project, "brief", "es")
    translate(
        project, "brief", "es", **{source: "El acuerdo se firmó en 2019 tras largas charlas."}
    )
    written(project, treaty="The new agreement was signed in 2024 after long talks in Doha.\n")
    (found,) = drafted(project, "es").catalogs
    assert made(found) == {"similar": 1}
    (entry,) = entries(project, "treaty", "es").values()
    assert entry.target == "El acuerdo se firmó en 2024 tras largas charlas."
    assert entry.previous_source == source
    assert entry.origin is not None
    assert (entry.origin.kind, entry.origin.engine) == ("tm", "brief")
    assert entry.notes == ("l10n-flow: 2024 was adapted automatically",)


def test_nothing_is_translated_twice(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    options: list[str] = []
    meanwhile(monkeypatch, lambda _index: None, options)
    written(project, brief=BRIEF)
    drafted(project, "es", options=PretranslateOptions(engine="meanwhile"))
    assert len(options) == 2
    catalog(project, "brief", "es").unlink()
    written(project, brief=BRIEF)
    drafted(project, "es", options=PretranslateOptions(engine="meanwhile"))
    assert len(options) == 2
    assert targets(project, "brief", "es")["Peace"] == "¡Peace!"


def test_the_glossary_s_names_are_put_right_and_other_terms_suggested(project: Project) -> None:
    project.terms.write_text(
        "terms:\n"
        "  - term: agreement\n    es: pacto\n"
        "  - term: Doha\n    name: true\n    es: Doja\n",
        "utf-8",
    )
    written(project, brief="The president and Doha signed the agreement\n")
    drafted(project, "es")
    (entry,) = entries(project, "brief", "es").values()
    assert "Doja" in entry.target
    assert "acuerdo" in entry.target
    assert any("pacto" in note for note in entry.notes)


def test_a_damaged_glossary_is_told_with_its_line(project: Project) -> None:
    written(project, brief=BRIEF)
    project.terms.write_text("terms:\n  - trem: war\n", "utf-8")
    with pytest.raises(ConfigError, match=r"terms\.yaml:2"):
        drafted(project, "es")


def test_memory_serves_articles_that_were_not_asked_for_too(project: Project) -> None:
    written(project, treaty=TREATY, brief="# Peace and war\n")
    translate(project, "treaty", "es", **{"Peace and war": "Guerra y paz"})
    approve(project, project.articles(), ["es"], by="ana", now=NOW)
    only = [article for article in project.articles() if article.name == "brief"]
    report = pretranslate(project, only, ["es"], now=NOW)
    assert [found.article for found in report.catalogs] == ["brief"]
    assert targets(project, "brief", "es") == {"Peace and war": "Guerra y paz"}
    assert targets(project, "treaty", "es")["war"] == ""


def test_memory_of_another_language_pair_is_not_used(project: Project) -> None:
    written(project, treaty="---\nlang: fa\n---\nKabul\n", brief="Kabul\n")
    translate(project, "treaty", "es", Kabul="Kabul, desde el persa")
    approve(project, project.articles(), ["es"], by="ana", now=NOW)
    drafted(project, "es", options=PretranslateOptions(engine="fake"))
    assert targets(project, "brief", "es") == {"Kabul": "⟦Ķåƀûļ⟧"}


def test_an_article_is_translated_out_of_its_own_language(project: Project) -> None:
    written(project, treaty="---\nlang: fa\n---\nصلح\n")
    report = drafted(project)
    assert {c.locale: c.left[0].reason for c in report.catalogs} == {
        "en": Reason.NO_MODEL,
        "es": Reason.NO_MODEL,
    }
    assert [(u.source, u.target) for u in report.unavailable] == [("fa", "en"), ("fa", "es")]
    assert "l10n-flow models install fa en" in report.unavailable[0].remedy
    assert not report.failures


def test_memory_and_copies_need_no_model(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "none"))
    written(project, treaty=TREATY)
    report = drafted(project, "es")
    assert targets(project, "treaty", "es")["12 %"] == "12 %"
    assert {left.reason for left in report.catalogs[0].left} == {Reason.NO_MODEL}


def test_without_the_library_the_rest_is_done_and_the_failure_said_once(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    ctranslate._library.cache_clear()
    monkeypatch.setitem(sys.modules, "ctranslate2", None)
    written(project, treaty=TREATY)
    report = drafted(project)
    assert [type(failure) for failure in report.failures] == [EngineError]
    assert "pip install" in report.failures[0].hint
    assert targets(project, "treaty", "fa")["12 %"] == "۱۲ ٪"
    assert {left.reason for left in report.catalogs[0].left} == {Reason.ENGINE_FAILED}


def test_the_fake_engine_fills_everything(project: Project) -> None:
    written(project, treaty=TREATY)
    report = drafted(project, options=PretranslateOptions(engine="fake"))
    assert targets(project, "treaty", "es")["The **new** agreement"] == "⟦Ţĥé **ñéŵ** åĝŕééɱéñţ⟧"
    assert all(not found.left for found in report.catalogs)


def test_an_unknown_engine_is_refused_before_anything_is_read(project: Project) -> None:
    with pytest.raises(UsageError, match="no engine 'argo'"):
        pretranslate(
            project, [Article("x", "", "x")], ["es"], now=NOW, options=PretranslateOptions("argo")
        )


def test_a_dry_run_writes_nothing_and_counts_what_would_be(project: Project) -> None:
    written(project, treaty=TREATY)
    before = catalog(project, "treaty", "es").read_bytes()
    dry = drafted(project, options=PretranslateOptions(dry_run=True))
    assert catalog(project, "treaty", "es").read_bytes() == before
    assert not project.answers.exists()
    done = drafted(project)
    assert [made(c) for c in done.catalogs] == [made(c) for c in dry.catalogs]
    assert (dry.engines, done.engines) == ((), ("argos-en_es-1.0", "argos-en_fa-1.0"))


def test_a_catalog_that_is_missing_or_damaged_does_not_stop_the_others(project: Project) -> None:
    written(project, treaty=TREATY, brief=BRIEF)
    catalog(project, "brief", "es").write_text('msgid "x', "utf-8")
    catalog(project, "brief", "fa").unlink()
    report = drafted(project)
    (failure,) = report.failures
    assert isinstance(failure, CatalogError)
    assert failure.where is not None
    assert failure.where.path == catalog(project, "brief", "es")
    assert [(c.article, c.locale) for c in report.missing] == [("brief", "fa")]
    assert targets(project, "treaty", "fa")["war"] == "جنگ"
    assert catalog(project, "brief", "es").read_text("utf-8") == 'msgid "x'


def test_an_article_that_cannot_be_read_is_a_failure(project: Project) -> None:
    written(project, treaty=TREATY, brief=BRIEF)
    (project.content / "brief.md").write_bytes(b"\xff\xfe\x00bad")
    report = drafted(project, "es")
    assert len(report.failures) == 1
    assert [found.article for found in report.catalogs] == ["treaty"]


class _Meanwhile:
    """An engine during whose work something happens."""

    identity = "meanwhile-1"
    model = "1" * 12
    parameters = ""
    keeps_markup = True

    def __init__(self, happens: Callable[[int], None], options: list[str]) -> None:
        self._happens, self._asked = happens, options

    def translate(
        self, texts: Iterable[str], *, align: Container[int] = (), beam: int | None = None
    ) -> Iterator[tuple[int, Hypothesis]]:
        for index, text in enumerate(texts):
            self._happens(index)
            self._asked.append(text)
            yield index, Hypothesis(f"¡{text}!", 0.5)


def meanwhile(
    monkeypatch: pytest.MonkeyPatch,
    happens: Callable[[int], None],
    options: list[str] | None = None,
) -> None:
    said = [] if options is None else options

    def opened(source: str, target: str, options: EngineOptions) -> Engine:
        return _Meanwhile(happens, said)

    monkeypatch.setattr(engines, "ENGINES", {"meanwhile": opened})


def test_what_somebody_writes_meanwhile_is_kept(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(project, brief=BRIEF)

    def review(index: int) -> None:
        if index == 0:
            translate(project, "brief", "es", Peace="La paz")
            approve(project, project.articles(), ["es"], by="ana", now=NOW)

    meanwhile(monkeypatch, review)
    report = drafted(project, "es", options=PretranslateOptions(engine="meanwhile"))
    found = entries(project, "brief", "es")
    assert found["Peace"].state is State.REVIEWED
    assert found["Peace"].target == "La paz"
    assert found["The president spoke today. They signed the agreement."].state is State.DRAFT
    assert [made(found) for found in report.catalogs] == [{"engine": 1}]
    assert not report.failures


def test_a_catalog_that_never_rests_is_left_with_a_failure(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(project, brief=BRIEF)
    path = catalog(project, "brief", "es")
    save, count = store.save_bytes, iter(range(100))

    def restless(*arguments: object, **named: object) -> bool:
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n# {next(count)}\n")
        return save(*arguments, **named)  # type: ignore[arg-type]  # as it came

    monkeypatch.setattr(store, "save_bytes", restless)
    report = drafted(project, "es")
    assert [type(failure).__name__ for failure in report.failures] == ["ChangedUnderneath"]
    assert report.catalogs == ()


def test_ctrl_c_keeps_what_was_done(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    written(project, brief=BRIEF, treaty=TREATY)

    def stop(index: int) -> None:
        if index == 3:
            raise KeyboardInterrupt

    meanwhile(monkeypatch, stop)
    report = drafted(project, options=PretranslateOptions(engine="meanwhile"))
    assert report.stopped
    done = targets(project, "brief", "es")
    assert done["Peace"] == "¡Peace!"
    assert all(done.values())
    assert targets(project, "treaty", "es")["Peace and war"] == "¡Peace and war!"
    assert targets(project, "treaty", "es")["war"] == ""
    assert set(targets(project, "treaty", "fa").values()) == {""}
    assert {left.reason for found in report.catalogs for left in found.left} == {Reason.STOPPED}


def test_an_engine_that_fails_keeps_what_it_did(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(project, brief=BRIEF)

    def fail(index: int) -> None:
        if index == 1:
            raise EngineError("out of memory", hint="a smaller batch_tokens needs less")

    meanwhile(monkeypatch, fail)
    report = drafted(project, "es", options=PretranslateOptions(engine="meanwhile"))
    assert [failure.what for failure in report.failures] == ["out of memory"]
    assert targets(project, "brief", "es")["Peace"] == "¡Peace!"


def test_the_revision_date_tells_when_drafts_came(project: Project) -> None:
    written(project, treaty=TREATY)
    drafted(project, now=LATER)
    found = store.load(catalog(project, "treaty", "es"), "es")
    assert dict(found.headers)[header.REVISION] == "2026-11-03 10:00+0000"


def test_the_provenance_survives_a_human_edit(project: Project) -> None:
    written(project, treaty=TREATY)
    drafted(project)
    path = catalog(project, "treaty", "es")
    path.write_text(path.read_text("utf-8").replace("Paz y guerra", "Guerra y paz"), "utf-8")
    entry = entries(project, "treaty", "es")["Peace and war"]
    assert entry.origin is not None
    assert entry.origin.kind == "mt"
    assert not entry.is_machine_made
    assert PREFIX in path.read_text("utf-8")
