"""One mistake counts once: in a report, beside a baseline, where it is suppressed, renamed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from l10n_flow.catalogs.po import canonical
from l10n_flow.checks.suppression import dated
from l10n_flow.model import Finding
from l10n_flow.project import Project
from l10n_flow.reports import Report, jsondoc
from l10n_flow.workflow.checking import baseline as baselines
from l10n_flow.workflow.checking.check import CheckOptions
from l10n_flow.workflow.mv import rename
from tests.workflow.checking.test_check import checked
from tests.workflow.newsroom import catalog, catalog_path, configure, fill, synced, write

LINK = "See [the map]({1}) of the coast."
BROKEN = "Vea [el mapa]({1} de la costa."
"""Without the parenthesis that closes the link."""


@pytest.fixture
def maps(project: Project) -> Project:
    """One article with a link, whose Spanish translation has broken it."""
    write(project, maps="See [the map](/map) of the coast.\n")
    synced(project, "es")
    fill(project, "es", "maps", lambda _: BROKEN)
    return project


def names(findings: Iterable[Finding]) -> list[str]:
    return [one.check for one in findings]


def spanish(project: Project, options: CheckOptions | None = None) -> Report:
    return checked(project, "es", options=options)


def suppressed(project: Project, *checks: str) -> None:
    """A comment in the entry suppresses these."""
    before = catalog(project, "es", "maps")
    line = f"l10n-flow:ignore={','.join(checks)}"
    entries = tuple(dated(replace(entry, comments=(line,))) for entry in before.entries)
    path = catalog_path(project, "es", "maps")
    path.write_bytes(canonical.encode(canonical.write(replace(before, entries=entries))))


def test_of_one_mistake_one_finding_is_reported_and_the_others_with_it(maps: Project) -> None:
    report = spanish(maps)
    assert names(report.findings) == ["link"]
    (others,) = report.explained.values()
    assert names(others) == ["brackets", "brackets"]
    assert report.entries == 1
    (finding,) = json.loads(jsondoc.write(report))["findings"]
    assert [one["check"] for one in finding["explains"]] == ["brackets", "brackets"]


def test_what_a_second_run_remembers_is_the_same(maps: Project) -> None:
    assert spanish(maps) == spanish(maps)


def test_what_is_suppressed_takes_what_it_explains_with_it(maps: Project) -> None:
    suppressed(maps, "link")
    assert names(spanish(maps).findings) == []


def test_what_the_configuration_ignores_takes_what_it_explains_with_it(maps: Project) -> None:
    quiet = configure(maps, "check: {ignore: [{checks: [link], articles: [maps]}]}\n")
    assert names(spanish(quiet).findings) == []


def test_what_no_check_explains_any_more_is_told(maps: Project) -> None:
    quiet = configure(maps, "check: {severity: {link: off}}\n")
    assert names(spanish(quiet).findings) == ["brackets", "brackets"]


def test_a_baseline_of_before_knows_all_of_it(maps: Project, tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    report = spanish(maps, CheckOptions(baseline=file, update_baseline=True))
    assert (report.findings, report.known) == ((), 1)
    held = baselines.load(file)
    assert held is not None
    old = replace(held, known=tuple(line._replace(cause="") for line in held.known))
    baselines.save(file, old)
    report = spanish(maps, CheckOptions(baseline=file))
    assert (report.findings, report.known, report.gone) == ((), 1, 0)


def test_what_remains_when_the_cause_is_mended_is_not_new(maps: Project, tmp_path: Path) -> None:
    write(maps, maps=f"{'The talks went on for days. ' * 4}In 2015 it ended.\n")
    synced(maps, "es")
    fill(maps, "es", "maps", lambda _: "Las charlas duraron días.")
    known = CheckOptions(baseline=tmp_path / "known.json", update_baseline=True)
    assert spanish(maps, known).known == 1
    known = replace(known, update_baseline=False)
    fill(maps, "es", "maps", lambda _: "Las charlas duraron días. " * 5)
    report = spanish(maps, known)
    assert "number" not in names(report.findings)
    assert report.known == 1


def test_what_comes_to_a_known_mistake_is_new(maps: Project, tmp_path: Path) -> None:
    known = CheckOptions(baseline=tmp_path / "known.json", update_baseline=True)
    fill(maps, "es", "maps", lambda _: "Vea el mapa de la costa.")
    assert spanish(maps, known).known == 1
    fill(maps, "es", "maps", lambda _: BROKEN)
    report = spanish(maps, replace(known, update_baseline=False))
    assert names(report.findings) == ["brackets", "brackets"]


def test_of_what_is_gone_one_mistake_is_one(maps: Project, tmp_path: Path) -> None:
    known = CheckOptions(baseline=tmp_path / "known.json", update_baseline=True)
    spanish(maps, known)
    fill(maps, "es", "maps", lambda _: "Vea [el mapa]({1}) de la costa.")
    report = spanish(maps, replace(known, update_baseline=False))
    assert (report.findings, report.known, report.gone) == ((), 0, 1)


def test_a_baseline_follows_an_article_that_mv_renames(maps: Project, tmp_path: Path) -> None:
    known = CheckOptions(baseline=tmp_path / "known.json", update_baseline=True)
    spanish(maps, known)
    rename(maps, "maps", "charts", maps.root)
    report = spanish(maps, replace(known, update_baseline=False))
    assert (report.findings, report.known, report.gone) == ((), 1, 0)
    spanish(maps, known)
    held = baselines.load(tmp_path / "known.json")
    assert held is not None
    assert {line.article for line in held.known} == {"charts"}


def test_a_baseline_follows_an_article_that_sync_finds_renamed(
    maps: Project, tmp_path: Path
) -> None:
    known = CheckOptions(baseline=tmp_path / "known.json", update_baseline=True)
    spanish(maps, known)
    (maps.content / "maps.md").rename(maps.content / "charts.md")
    synced(maps, "es")
    report = spanish(maps, replace(known, update_baseline=False))
    assert (report.findings, report.known, report.gone) == ((), 1, 0)


def test_the_same_mistake_in_a_copy_of_an_article_is_new(maps: Project, tmp_path: Path) -> None:
    known = CheckOptions(baseline=tmp_path / "known.json", update_baseline=True)
    spanish(maps, known)
    write(maps, charts="See [the map](/map) of the coast.\n")
    synced(maps, "es")
    fill(maps, "es", "charts", lambda _: BROKEN)
    report = spanish(maps, replace(known, update_baseline=False))
    assert [(one.check, one.article) for one in report.findings] == [("link", "charts")]
