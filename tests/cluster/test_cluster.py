"""A cluster does what one machine does, byte for byte, whatever happens to its workers."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.cluster.conftest import Cluster, cluster_in

pytestmark = pytest.mark.cluster

WORDS = ("rain", "mud", "river", "dike", "silt", "ferry", "bridge", "harbour", "storm", "flood")


def an_article(number: int) -> str:
    """Some prose that no other article has, with a link to the article before."""
    chosen = [WORDS[(number * step + step) % len(WORDS)] for step in range(1, 9)]
    lines = [
        f"---\ntitle: The {chosen[0]} of {number}\ndate: 2026-10-{number % 28 + 1:02}\n---\n",
        f"# About {chosen[1]}\n",
        f"After the {chosen[2]}, *{number} people* crossed the {chosen[3]}.\n",
        f"See [the day before](a{max(0, number - 1)}.md) on {chosen[4]} and {chosen[5]}.\n",
    ]
    return "\n".join(lines)


CONFIGURATION = """\
source: en
locales: [es, fa]
fields: {slug: copy-once}
publish: {untranslated: source}
pretranslate: {engine: fake}
site: {url: "https://news.example/"}
"""


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty articles, of which nothing was done yet."""
    root = tmp_path_factory.mktemp("newsroom") / "site"
    (root / "content").mkdir(parents=True)
    (root / "l10n-flow.yaml").write_text(CONFIGURATION)
    for number in range(60):
        (root / f"content/a{number}.md").write_text(an_article(number))
    return root


@pytest.fixture
def project(newsroom: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(newsroom, tmp_path / "site"))


def l10n_flow(project: Path, *arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    done = started(project, *arguments)
    out, err = done.communicate(timeout=300)
    assert done.returncode == code, out + err
    return subprocess.CompletedProcess(arguments, done.returncode, out, err)


def started(
    project: Path, *arguments: str, environment: Mapping[str, str] | None = None
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [Path(sys.executable).with_name("l10n-flow"), *arguments],
        cwd=project,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1790000000", **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def files(project: Path) -> Mapping[str, bytes]:
    """What people have: catalogs and editions, and nothing of the state."""
    return {
        path.relative_to(project).as_posix(): path.read_bytes()
        for path in sorted(project.rglob("*"))
        if path.is_file() and ".l10n-flow" not in path.parts
    }


def left_over(project: Path) -> list[str]:
    """What is left of work that was sent."""
    return [str(path) for path in project.glob(".l10n-flow/state/cluster-*")]


COMMANDS = (
    ("sync",),
    ("pretranslate",),
    ("check", "--json"),
    ("build",),
    ("build", "--to", "site"),
    ("status", "--json"),
)


def test_every_command_makes_the_same_of_a_project_as_one_machine(
    newsroom: Path, tmp_path: Path, cluster: Cluster
) -> None:
    here = Path(shutil.copytree(newsroom, tmp_path / "one/site"))
    there = Path(shutil.copytree(newsroom, tmp_path / "other/site"))
    for command in COMMANDS:
        code = 1 if command[0] == "check" else 0  # the fake engine's words are no translations
        alone = l10n_flow(here, *command, "--workers", "1", code=code)
        together = l10n_flow(there, *command, "--workers", cluster.address, code=code)
        assert together.stdout == alone.stdout.replace(str(here), str(there))
        assert files(there) == files(here), command
    assert left_over(there) == []
    assert files(there).keys() >= {"build/markdown/es/a7.md", "build/site/fa/index.html"}


def test_afterwards_nothing_is_left_to_do_here_or_there(project: Path, cluster: Cluster) -> None:
    l10n_flow(project, "sync", "--workers", cluster.address)
    assert "nothing to write" in l10n_flow(project, "sync").stdout
    nobody = "dask://127.0.0.1:1"  # who has nothing to do needs no cluster
    assert "nothing to write" in l10n_flow(project, "sync", "--workers", nobody).stdout


def test_the_configuration_may_name_the_cluster(project: Path, cluster: Cluster) -> None:
    with (project / "l10n-flow.yaml").open("a") as file:
        file.write(f"workers: {cluster.address}\n")
    assert "120 catalogs written" in l10n_flow(project, "sync").stdout


# What goes wrong


@pytest.fixture
def two_that_may_die(tmp_path: Path) -> Iterator[Cluster]:
    (tmp_path / "dask").mkdir()
    with cluster_in(tmp_path / "dask", 2) as found:
        yield found


SLOWLY = """\
import time
from l10n_flow.workflow import articlefiles
read = articlefiles.read
def slowly(*arguments):
    time.sleep(0.15)
    return read(*arguments)
articlefiles.read = slowly
"""
"""What makes a worker's work last, so that something can happen meanwhile."""


@pytest.fixture
def slow(tmp_path: Path) -> Mapping[str, str]:
    """The environment of a worker that takes its time."""
    folder = tmp_path / "slowly"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(SLOWLY)
    return {"PYTHONPATH": str(folder)}


def test_the_work_of_a_worker_that_dies_is_done_by_another(
    newsroom: Path, project: Path, tmp_path: Path, slow: Mapping[str, str]
) -> None:
    (tmp_path / "dask").mkdir()
    with cluster_in(tmp_path / "dask", 0) as cluster:
        victim = cluster.worker(**slow)
        cluster.worker(**slow)
        cluster.wait_for(2)
        command = started(project, "sync", "--workers", cluster.address)
        until = time.monotonic() + 60
        while not any(cluster.tasks().values()) and time.monotonic() < until:
            time.sleep(0.05)
        victim.send_signal(signal.SIGKILL)
        out, err = command.communicate(timeout=120)
    assert command.returncode == 0, out + err
    assert "120 catalogs written" in out
    alone = Path(shutil.copytree(newsroom, tmp_path / "alone/site"))
    l10n_flow(alone, "sync", "--workers", "1")
    assert files(project) == files(alone)


def test_ctrl_c_ends_it_soon_loses_nothing_and_leaves_no_worker_busy(
    project: Path, tmp_path: Path, slow: Mapping[str, str]
) -> None:
    (tmp_path / "dask").mkdir()
    with cluster_in(tmp_path / "dask", 0) as cluster:
        cluster.worker(**slow)
        cluster.wait_for(1)
        command = started(project, "sync", "--workers", cluster.address)
        until = time.monotonic() + 60
        while not list(project.glob("locales/es/**/*.po")) and time.monotonic() < until:
            time.sleep(0.05)
        command.send_signal(signal.SIGINT)
        out, err = command.communicate(timeout=60)
        assert command.returncode == 130, out + err
        assert "Traceback" not in err
        time.sleep(1)
        assert not any(cluster.tasks().values())
        written = len(list(project.glob("locales/es/**/*.po")))
        time.sleep(1)
        assert len(list(project.glob("locales/es/**/*.po"))) == written < 60
        assert left_over(project) == []
        assert "catalogs" in l10n_flow(project, "sync").stdout


SMALL = """\
from l10n_flow.workflow.drafting.pairs import batches
batches.__defaults__ = (20,)
"""
"""What makes many small batches of few segments."""

DRAFTING_SLOWLY = """\
import time
from l10n_flow.engines.fake import FakeEngine
disguise = FakeEngine._disguise
def slowly(*arguments):
    time.sleep(0.05)
    return disguise(*arguments)
FakeEngine._disguise = slowly
"""


def beginning_with(folder: Path, what: str) -> Mapping[str, str]:
    """The environment of a process that begins with this."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(what)
    return {"PYTHONPATH": str(folder)}


@pytest.fixture
def synced(newsroom: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A project whose catalogs have gaps, twice: for a cluster and for one machine."""
    there = Path(shutil.copytree(newsroom, tmp_path / "one/site"))
    l10n_flow(there, "sync")
    return there, Path(shutil.copytree(there, tmp_path / "other/site"))


def wait_for_a_draft(project: Path) -> None:
    until = time.monotonic() + 60
    while not list(project.glob(".l10n-flow/**/answers.sqlite")) and time.monotonic() < until:
        time.sleep(0.05)


def test_drafts_of_a_worker_that_is_killed_are_made_by_another(
    synced: tuple[Path, Path], tmp_path: Path
) -> None:
    there, here = synced
    slowly = beginning_with(tmp_path / "slowly", DRAFTING_SLOWLY)
    small = beginning_with(tmp_path / "small", SMALL)
    (tmp_path / "dask").mkdir()
    with cluster_in(tmp_path / "dask", 0) as cluster:
        victim = cluster.worker(**slowly)
        cluster.worker(**slowly)
        cluster.wait_for(2)
        arguments = ("pretranslate", "--workers", cluster.address)
        command = started(there, *arguments, environment=small)
        wait_for_a_draft(there)
        victim.send_signal(signal.SIGKILL)
        out, err = command.communicate(timeout=120)
    assert command.returncode == 0, out + err
    l10n_flow(here, "pretranslate", "--workers", "1")
    assert files(there) == files(here)


def test_ctrl_c_keeps_what_workers_have_drafted_and_says_what_is_left(
    synced: tuple[Path, Path], tmp_path: Path
) -> None:
    project, _ = synced
    slowly = beginning_with(tmp_path / "slowly", DRAFTING_SLOWLY)
    small = beginning_with(tmp_path / "small", SMALL)
    (tmp_path / "dask").mkdir()
    with cluster_in(tmp_path / "dask", 0) as cluster:
        cluster.worker(**slowly)
        cluster.worker(**slowly)
        cluster.wait_for(2)
        arguments = ("pretranslate", "--json", "--workers", cluster.address)
        command = started(project, *arguments, environment=small)
        wait_for_a_draft(project)
        command.send_signal(signal.SIGINT)
        out, err = command.communicate(timeout=60)
        assert command.returncode == 130, out + err
        assert "Traceback" not in err
        assert not any(cluster.tasks().values())
    told = json.loads(out)
    assert told["stopped"]
    drafted = sum(sum(catalog["drafts"].values()) for catalog in told["catalogs"])
    left = sum(len(catalog["left"]) for catalog in told["catalogs"])
    catalogs = [path.read_text() for path in project.glob("locales/??/**/*.po")]
    assert drafted == sum(text.count("#, fuzzy") for text in catalogs) > 0
    assert left == len(catalogs) * 4 - drafted > 0
    assert left_over(project) == [] == list(project.glob(".l10n-flow/state/stop-*"))


IMPATIENT = """\
from l10n_flow.workflow.incremental import cluster
cluster.LOST = 1
"""


def test_when_the_last_worker_is_gone_one_line_says_so_and_the_next_run_goes_on(
    synced: tuple[Path, Path], tmp_path: Path
) -> None:
    there, here = synced
    (tmp_path / "dask").mkdir()
    with cluster_in(tmp_path / "dask", 0) as cluster:
        victim = cluster.worker(**beginning_with(tmp_path / "slowly", DRAFTING_SLOWLY))
        cluster.wait_for(1)
        environment = beginning_with(tmp_path / "impatient", SMALL + IMPATIENT)
        arguments = ("pretranslate", "--workers", cluster.address)
        command = started(there, *arguments, environment=environment)
        wait_for_a_draft(there)
        victim.send_signal(signal.SIGKILL)
        _, err = command.communicate(timeout=120)
    assert command.returncode == 1, err
    assert err.count("\n") == 1
    assert "no worker any more (what was done is kept: start it, and run this again)" in err
    assert left_over(there) == [] == list(there.glob(".l10n-flow/state/stop-*"))
    for project in (there, here):
        l10n_flow(project, "pretranslate", "--workers", "1")
    assert files(there) == files(here)


DRAFTS_FIND_NO_ROOM = """\
import errno
from l10n_flow.files.failing import failure
def full(data, path, **options):
    raise failure("cannot be written", path, OSError(errno.ENOSPC, "No space left on device"))
from l10n_flow.catalogs import store
store.save_bytes = full
"""


def test_drafts_of_a_worker_whose_disk_is_full_are_made_by_another(
    synced: tuple[Path, Path], tmp_path: Path
) -> None:
    there, here = synced
    (tmp_path / "dask").mkdir()
    with cluster_in(tmp_path / "dask", 0) as cluster:
        cluster.worker(**beginning_with(tmp_path / "full", DRAFTS_FIND_NO_ROOM))
        cluster.worker()
        cluster.wait_for(2)
        small = beginning_with(tmp_path / "small", SMALL)
        command = started(there, "pretranslate", "--workers", cluster.address, environment=small)
        out, err = command.communicate(timeout=120)
    assert command.returncode == 0, out + err
    assert "no space left on device" in err
    l10n_flow(here, "pretranslate", "--workers", "1")
    assert files(there) == files(here)


@pytest.mark.parametrize("command", ["sync", "pretranslate"])
def test_without_a_scheduler_one_line_says_what_to_start(project: Path, command: str) -> None:
    done = l10n_flow(project, command, "--workers", "dask://127.0.0.1:9", code=2)
    assert done.stderr == (
        "error: no Dask scheduler answers at dask://127.0.0.1:9 (`dask scheduler --port 9` starts "
        "one; --workers auto needs none)\n"
    )


def test_without_workers_one_line_says_what_to_start(project: Path, tmp_path: Path) -> None:
    (tmp_path / "dask").mkdir()
    with cluster_in(tmp_path / "dask", 0) as cluster:
        done = l10n_flow(project, "sync", "--workers", cluster.address, code=2)
    assert done.stderr.count("\n") == 1
    assert "has no workers (`dask worker 127.0.0.1:" in done.stderr


@pytest.mark.parametrize(
    ("customised", "told"),
    [
        (
            "import platform; platform.python_version_tuple = lambda: ('3', '8', '1')",
            "runs Python 3.8, and this is ",
        ),
        (
            (
                "from l10n_flow.workflow.incremental import cluster, ledger\n"
                "cluster.__version__ = ledger.__version__ = '0.1'"
            ),
            "has another l10n-flow (0.1) than this (",
        ),
        (
            (
                "from l10n_flow.workflow.incremental import cluster\n"
                "cluster.is_there = lambda path: False"
            ),
            "does not see ",
        ),
        (
            (
                "from l10n_flow.errors import FileError\n"
                "from l10n_flow.workflow.incremental import cluster\n"
                "def shut(*_): raise FileError('permission denied')\n"
                "cluster.create_file = shut"
            ),
            "cannot write into the project (permission denied)",
        ),
    ],
)
def test_a_worker_that_cannot_do_it_is_named_with_the_remedy(
    project: Path, tmp_path: Path, customised: str, told: str
) -> None:
    folder = tmp_path / "customised"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(customised)
    (tmp_path / "dask").mkdir()
    with cluster_in(tmp_path / "dask", 0) as cluster:
        cluster.worker(PYTHONPATH=str(folder))
        cluster.wait_for(1)
        done = l10n_flow(project, "sync", "--workers", cluster.address, code=2)
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert not list(project.glob("locales/**/*.po"))


FULL = """\
import errno
from l10n_flow.files.failing import failure
def full(path, *arguments, **options):
    raise failure("cannot be written", path, OSError(errno.ENOSPC, "No space left on device"))
from l10n_flow.workflow import extracting
extracting.replace_file = full
"""


def test_the_work_of_a_worker_whose_disk_is_full_is_done_by_another(
    project: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "full"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(FULL)
    (tmp_path / "dask").mkdir()
    with cluster_in(tmp_path / "dask", 0) as cluster:
        cluster.worker(PYTHONPATH=str(folder))
        cluster.worker()
        cluster.wait_for(2)
        done = l10n_flow(project, "sync", "--workers", cluster.address)
    assert done.stderr.count("\n") == 1
    assert "no space left on device" in done.stderr
    assert len(list(project.glob("locales/pot/*.pot"))) == 60
