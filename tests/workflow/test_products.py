"""What `build` may delete: files that it wrote, as it wrote them, in its own folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from l10n_flow.editions import frozen
from l10n_flow.editions.frozen import Frozen, Seed
from l10n_flow.errors import ConfigError
from l10n_flow.project import Article, Inventory, Project
from l10n_flow.workflow.building import linking
from l10n_flow.workflow.building.build import build
from l10n_flow.workflow.incremental import ledger
from l10n_flow.workflow.incremental.ledger import digest_of

from .newsroom import built, edition, editions_of, synced, translate, write


@pytest.fixture(autouse=True)
def _ledger_in_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "SHARDS", 1)


def ledger_of(project: Project) -> Path:
    (path,) = project.state.glob("build-*/*.json")
    return path


def forged(project: Project, change: Callable[[dict[str, Any]], None]) -> None:
    """A ledger that somebody else wrote."""
    data = json.loads(ledger_of(project).read_text("utf-8"))
    change(data)
    ledger_of(project).write_text(json.dumps(data), "utf-8")


@pytest.mark.parametrize(
    "name",
    [
        "../../content/b.md",
        "{root}/content/b.md",
        "es/../../../content/b.md",
        "./../../content/b.md",
    ],
)
@pytest.mark.parametrize("owner", ["brief", "gone"])
def test_a_ledger_deletes_nothing_outside_of_the_output(
    newsroom: Project, name: str, owner: str
) -> None:
    write(newsroom, b="Mud.\n")
    built(newsroom)
    name = name.format(root=newsroom.root)
    held = digest_of(b"Mud.\n")
    forged(newsroom, lambda data: data["products"].update({owner: {name: ["es", held]}}))
    write(newsroom, brief="Silt.\n")
    built(newsroom)
    assert (newsroom.content / "b.md").exists()


def test_a_ledger_deletes_nothing_through_a_link(newsroom: Project, tmp_path: Path) -> None:
    built(newsroom)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/a.md").write_text("Mine.\n")
    (newsroom.output / "markdown/out").symlink_to(tmp_path / "mine")
    held = digest_of(b"Mine.\n")
    forged(newsroom, lambda data: data["products"].update(gone={"out/a.md": ["es", held]}))
    try:
        built(newsroom)
    finally:
        assert (tmp_path / "mine/a.md").exists()


@pytest.mark.parametrize(
    "products",
    [
        ["es/mine.md"],
        {"es/mine.md": "es"},
        {"es/mine.md": ["es", ""]},
        {"es/mine.md": ["es", 1]},
        {"es/mine.md": ["es"]},
        {"es/mine.md": None},
        "es/mine.md",
        3,
    ],
)
def test_an_old_or_odd_ledger_is_no_reason_to_delete(newsroom: Project, products: object) -> None:
    built(newsroom)
    mine = newsroom.output / "markdown/es/mine.md"
    mine.write_text("Mine.\n")
    forged(newsroom, lambda data: data["products"].update(gone=products))
    built(newsroom)
    assert mine.read_text() == "Mine.\n"


def test_an_edition_that_somebody_changed_stays_and_that_is_said(newsroom: Project) -> None:
    built(newsroom)
    write(newsroom, other="Mud.\n")
    page = newsroom.output / "markdown/es/brief.md"
    page.write_text(page.read_text("utf-8") + "\nBy hand.\n", "utf-8")
    (newsroom.content / "brief.md").unlink()
    report = built(newsroom)
    assert "By hand." in page.read_text("utf-8")
    assert not (newsroom.output / "markdown/en/brief.md").exists()
    (said,) = report.warnings
    assert said == (
        "build/markdown/es/brief.md: no edition has this file any more, and it was "
        "edited, so it is kept"
    )


# File systems that fold case


def test_two_articles_that_are_one_file_elsewhere_are_an_error_for_the_second(
    project: Project,
) -> None:
    names = ("Up", "up", "caf\u00e9", "cafe\u0301")
    write(project, **dict.fromkeys(names, "Mud.\n"))
    if len(list(project.content.iterdir())) < 4:
        pytest.skip("this file system folds names")
    found = project.inventory()
    assert len(found.articles) == 2
    assert [type(one) for one in found.misfits] == [ConfigError, ConfigError]
    assert "Up.md and up.md differ only in the case or the spelling of letters" in str(
        found.misfits[1]
    )


def test_a_name_that_changes_its_case_only_keeps_its_edition(
    newsroom: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a file system that folds case, where both names are one file."""
    built(newsroom)
    for folder in (newsroom.content, newsroom.catalogs / "es/LC_MESSAGES"):
        for path in folder.glob("brief.*"):
            path.rename(path.with_name(path.name.replace("brief", "Brief")))
    same = Path.samefile

    def folds(self: Path, other: Path) -> bool:
        if str(self).lower() == str(other).lower():
            return True
        return same(self, other)

    monkeypatch.setattr(Path, "samefile", folds)
    report = built(newsroom)
    assert report.removed == ()
    assert "Riadas" in edition(newsroom, "es", "Brief")


def test_a_link_in_other_letters_means_the_article_where_names_are_folded(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project, a="[b](UP.md)\n", up="Mud.\n")
    synced(project)
    (project.content / "UP.md").hardlink_to(project.content / "up.md")
    articles = tuple(one for one in project.articles() if one.name == "a")
    up = Article("up", project.top, "up.md")
    inventory = Inventory((*articles, up))
    monkeypatch.setattr(Project, "inventory", lambda _: inventory)
    build(project, inventory.articles, project.languages)
    assert "es/UP.md" not in editions_of(project), "the raw article is no asset"
    assert "es/up.md" in editions_of(project)


# Frozen values


def frozen_meanwhile(
    newsroom: Project, monkeypatch: pytest.MonkeyPatch, seeds: Sequence[Seed]
) -> Path:
    """Where Spanish values are frozen; another process freezes these while editions are linked."""
    path = newsroom.frozen_path("es")
    original = linking.linked

    def meanwhile(*args: Any) -> Any:
        if not path.exists():
            path.write_text(frozen.dump(frozen.seed_all(Frozen(), seeds)), "utf-8")
        return original(*args)

    monkeypatch.setattr("l10n_flow.workflow.building.publishing.linked", meanwhile)
    return path


def test_what_somebody_else_froze_meanwhile_stays(
    newsroom: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = [Seed("other", "slug", "otra"), Seed("third", "slug", "lluvia")]
    path = frozen_meanwhile(newsroom, monkeypatch, others)
    built(newsroom)
    kept = frozen.load(path)
    assert kept.value("other", "slug") == "otra"
    assert kept.value("brief", "slug") == "lluvia-2", "and no address is given twice"


def test_a_value_that_somebody_else_froze_first_is_the_editions(
    newsroom: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = frozen_meanwhile(newsroom, monkeypatch, [Seed("brief", "slug", "chubasco")])
    built(newsroom)
    assert frozen.load(path).value("brief", "slug") == "chubasco"
    translate(newsroom, "es", "brief", Rain="Aguacero")
    built(newsroom)
    assert "slug: chubasco" in edition(newsroom, "es", "brief")
