"""What tests of every part share: a small project, the reference material, Hypothesis' profile."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from filelock import FileLock
from hypothesis import settings

from l10n_flow import extras
from l10n_flow.project import Project
from l10n_flow.workflow.init import init

# No deadline: a busy machine is not a failure. In CI the same examples every time: a red build
# means that something changed.
# Fifty of each law: the suite runs many times a day, and elsewhere each time with others.
settings.register_profile(
    "default", deadline=None, derandomize=bool(os.environ.get("CI")), max_examples=50
)
# `pytest --hypothesis-profile=deep` looks longer at laws that set no number of their own.
settings.register_profile("deep", deadline=None, max_examples=1_000)
settings.load_profile("default")

# As the command sets it (`cli.entry.main`): with the tests of every part in memory, each search for
# cycles costs a tenth of a second, and the suite would make thousands.
gc.set_threshold(200_000, 50, 50)

# Models of tests are small, and xdist has a process for each core already: four threads of each
# would wait for each other. Who opens an engine with a number of threads gets them.
os.environ.setdefault("OMP_NUM_THREADS", "1")

# Whoever runs the suite in a shell's background has Ctrl-C ignored, and the commands that tests
# start would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path: Path) -> Generator[None, Any, Any]:
    """No file of tests is searched for examples in docstrings, as modules are."""
    found = yield
    if file_path.name.startswith("test_"):
        return [one for one in found if isinstance(one, pytest.Module)]
    return found


def pytest_collection_finish() -> None:
    """What was collected stays until the end: no search for cycles looks at it again."""
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """A process of xdist reports that a test passed once, and not that it was made ready and ended.

    Each report takes two processes half a millisecond, and most tests take less. Whatever did not
    pass is reported as always.
    """
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    for report in runtestprotocol(item, nextitem=nextitem, log=False):
        if report.when == "call" or not report.passed:
            item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


@pytest.fixture(scope="session", autouse=True)
def no_waiting_for_disks() -> Iterator[None]:
    """What is durable need not be on the disk before a test goes on: none of them pulls the plug.

    A disk takes some milliseconds each time, and the suite would wait for thousands. What is no
    open file fails as it would.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", os.fstat)
        for number, (key, value) in enumerate(GIT.items()):
            patch.setenv(f"GIT_CONFIG_KEY_{number}", key)
            patch.setenv(f"GIT_CONFIG_VALUE_{number}", value)
        patch.setenv("GIT_CONFIG_COUNT", str(len(GIT)))
        yield


GIT = {"core.fsync": "none", "gc.auto": "0", "maintenance.auto": "false", "init.templateDir": ""}
"""Settings of git for repositories of a few commits."""


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """None of this machine's caches is used."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture(autouse=True)
def named_by_an_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages name l10n-flow as an index does, wherever this copy of it was installed from."""
    monkeypatch.setattr(extras, "origin", lambda: "l10n-flow")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A new project in English, with Spanish and Persian editions and no article yet."""
    return init(tmp_path / "project", "en", ["es", "fa"]).project


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference material that lies beside the repository."""
    folder = Path(__file__).parents[1].parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder 'shared' with the reference material is not beside the repository")
    return folder


@pytest.fixture(scope="session")
def published_newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample newsroom with its site, as `make run` leaves it: to look at, or to copy.

    It is built once, whatever number of processes the suite has.
    """
    from tests.site.newspaper import published

    temporary = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        temporary = temporary.parent
    folder = temporary / "newsroom"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            published(temporary / "newsroom-in-the-making")
            (temporary / "newsroom-in-the-making").rename(folder)
    return folder


SITE = Path(__file__).parent / "data" / "site"
"""A small project of our own: a blog's post, a page of documentation, an interview, and what people
made of them in Spanish and Persian."""


POSTS = Path(__file__).parent / "data" / "posts"
"""Two more, which have a little of everything that Markdown and front matter can be."""
CATALOGS = Path(__file__).parent / "data" / "catalogs"
"""Catalogs of our own as other programs write them: a manual's, wrapped, and an application's, with
what people said of both in Spanish and Persian; and two with plural forms."""


@pytest.fixture(params=["ours", "real projects"])
def translations(request: pytest.FixtureRequest) -> Callable[..., list[Path]]:
    """Catalogs that people filled, by language: our own; those of real projects, where they are."""
    if request.param == "ours":
        return lambda locale, project="*": sorted((CATALOGS / locale).glob("*.po"))
    folder = request.getfixturevalue("shared") / "catalogs"
    return lambda locale, project="*": sorted(folder.glob(f"{project}/{locale}/*.po"))


@pytest.fixture(params=["ours", "a real blog"])
def posts(request: pytest.FixtureRequest) -> Callable[[int], list[Path]]:
    """Articles in English: every so many of a real blog, where it is here; all of our own."""
    if request.param == "ours":
        ours = [*sorted((SITE / "content").rglob("*.md")), *sorted(POSTS.glob("*.md"))]
        return lambda _every: ours
    blog = sorted((request.getfixturevalue("shared") / "corpora" / "nodeblog").glob("*.md"))
    assert len(blog) == 219
    return lambda every: blog[::every]
