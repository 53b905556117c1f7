"""What is sent to a worker is as small for ten thousand articles as for ten."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from l10n_flow.editions import frozen
from l10n_flow.editions.frozen import Frozen
from l10n_flow.project import Project, find
from l10n_flow.workflow.building.build import build
from l10n_flow.workflow.checking.check import check
from l10n_flow.workflow.incremental import runner
from l10n_flow.workflow.incremental.parallel import sealed
from l10n_flow.workflow.status import status
from l10n_flow.workflow.sync import sync

CONFIGURATION = """\
name: News
source: en
locales: [es]
fields: {slug: copy-once}
site: {url: "https://news.example/"}
"""

COMMANDS: dict[str, Callable[[Project], object]] = {
    "sync": lambda project: sync(project, project.articles()[:3], ("es",)),
    "status": lambda project: status(project, project.articles()[:3], ("es",)),
    "check": lambda project: check(project, project.articles()[:3], ("es",)),
    "build": lambda project: build(project, project.articles()[:3], ("en", "es")),
    "site": lambda project: build(project, project.articles()[:3], ("en", "es"), to="site"),
}


def a_project(root: Path, count: int) -> Project:
    """So many articles, each with a slug of its own in Spanish."""
    (root / "content").mkdir(parents=True)
    (root / "l10n-flow.yaml").write_text(CONFIGURATION)
    names = [f"a{number:05}" for number in range(count)]
    for name in names:
        (root / f"content/{name}.md").write_text("---\ntitle: Rain\nslug: rain\n---\nRain.\n")
    project = find(root)
    slugs = Frozen({name: {"slug": f"lluvia-{name}"} for name in names})
    path = project.frozen_path("es")
    path.parent.mkdir(parents=True)
    path.write_text(frozen.dump(slugs))
    return project


@pytest.fixture(scope="session")
def projects(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Project]:
    """Ten articles, and ten thousand; paths of both are as long."""
    folder = tmp_path_factory.mktemp("sizes")
    return a_project(folder / "few", 10), a_project(folder / "all", 10_000)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_work_is_as_small_for_ten_thousand_articles_as_for_ten(
    projects: Sequence[Project], command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[list[int]] = []

    def weighed(work: Any, items: Sequence[Any], *rest: object, **options: object) -> Iterator[Any]:
        if items and rest[0] != "Comparing":
            sizes[-1].append(Path(sealed(work, tmp_path).path).stat().st_size)
        return map(work, items)

    monkeypatch.setattr(runner, "spread", weighed)
    for project in projects:
        sizes.append([])
        COMMANDS[command](project)
    few, many = sizes
    assert few
    assert few == pytest.approx(many, abs=1000)  # a byte for every article would be 10,000
