"""The wheel and the sdist, installed with what they declare into empty environments.

Slow, and in need of a package index: `make installed` and CI ask for it, other runs leave it out.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.sources import ROOT, copy_of_the_sources

pytestmark = pytest.mark.installed

OLDEST = (3, 11)

ARTICLE = """\
---
title: The old bridge
summary: It is closed.
---

# The old bridge

The engineers repaired the old bridge in 2024. The library closes at **20:30**.
"""

PAGE = """\
<html lang="en"><head><title>The old bridge</title></head><body><nav>Home</nav>
<article><h1>The old bridge</h1>
<p>The engineers of the city repaired the old bridge, and it opens on Monday at half past nine.</p>
<p>Nobody had crossed it for two years; the buses went round by the harbour and the market.</p>
</article></body></html>
"""


def python(version: tuple[int, int]) -> Path | None:
    """A Python of that version: on the path, or one of pyenv's."""
    name = "python" + ".".join(map(str, version))
    pattern = f"versions/{'.'.join(map(str, version))}.*/bin/python"
    pyenv = sorted(Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob(pattern))
    here = [Path(sys.executable)] if sys.version_info[:2] == version else []
    for found in (*here, *map(Path, filter(None, [shutil.which(name)])), *pyenv):
        command = [str(found), "-c", "import ensurepip, venv"]
        if subprocess.run(command, capture_output=True, check=False).returncode == 0:
            return found
    return None


def pythons() -> list[Path]:
    """Every Python from the oldest that we support on that is here."""
    found = (python((3, minor)) for minor in range(OLDEST[1], 21))
    return [one for one in found if one is not None] or [Path(sys.executable)]


def ends(of: list[Path]) -> list[Path]:
    """The oldest and the newest of them."""
    return list(dict.fromkeys([of[0], of[-1]]))


@dataclass(frozen=True)
class Environment:
    """A new virtual environment."""

    folder: Path
    home: Path

    def run(self, *words: str, cwd: Path, code: int = 0) -> str:
        """What a program of the environment says on both streams; its exit code is `code`."""
        done = subprocess.run(
            [self.folder / "bin" / words[0], *words[1:]],
            cwd=cwd,
            env=os.environ
            | {"PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}", "VIRTUAL_ENV": "", "CI": ""}
            | {f"XDG_{name}_HOME": str(self.home / name) for name in ("DATA", "CONFIG", "CACHE")},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == code, f"{shlex.join(words)}: {done.returncode}\n{done.stdout}"
        assert "Traceback" not in done.stdout
        return done.stdout

    def install(self, *what: str) -> None:
        self.run("python", "-m", "pip", "install", "--quiet", *what, cwd=self.folder)

    def obey(self, said: str, cwd: Path) -> None:
        """Type the command that a message names."""
        found = re.search(r"pip install (?:'[^']+'|\S+)", said)
        assert found, said
        self.run(*shlex.split(found[0]), "--quiet", cwd=cwd)


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist of this copy, or with those that `make dist` made."""
    if made := os.environ.get("L10N_FLOW_DIST"):
        return Path(made)
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", folder],
        cwd=copy_of_the_sources(tmp_path_factory.mktemp("copy") / "sources", whole=True),
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return folder


@pytest.fixture
def environment(request: pytest.FixtureRequest, tmp_path: Path) -> Environment:
    """An empty environment of the Python that the test is about."""
    folder = tmp_path / "environment"
    subprocess.run([request.param, "-m", "venv", folder], check=True)
    return Environment(folder, tmp_path / "home")


def only(folder: Path, pattern: str) -> str:
    (found,) = folder.glob(pattern)
    return str(found)


def project(environment: Environment, folder: Path, *, engine: bool = False) -> Path:
    """A project of one's own with one article, in which the main commands have been tried."""
    folder.mkdir()
    environment.run("l10n-flow", "init", "--locale", "es,fa", cwd=folder)
    (folder / "content" / "bridge.md").write_text(ARTICLE, "utf-8")
    for command in ("sync", "run", "check", "build", "status"):
        environment.run("l10n-flow", command, cwd=folder)
    environment.run("l10n-flow", "pretranslate", cwd=folder, code=0 if engine else 3)
    return folder


def on(these: list[Path]) -> pytest.MarkDecorator:
    """A test in an empty environment of each of these Pythons."""
    return pytest.mark.parametrize(
        "environment", these, indirect=True, ids=lambda path: path.parent.parent.name
    )


ALL = pythons()
each, both = on(ALL), on(ends(ALL))


@both
def test_alone_every_command_works_or_names_the_command_that_installs_what_it_needs(
    distributions: Path, environment: Environment, tmp_path: Path
) -> None:
    wheel = only(distributions, "*.whl")
    environment.install(wheel)
    folder = project(environment, tmp_path / "own")
    say = environment.run
    assert "pip install" in (said := say("l10n-flow", "run", cwd=folder))
    assert f"'{wheel}[argos]'" in said
    say("l10n-flow", "models", "list", cwd=folder)
    say("l10n-flow", "memory", "list", cwd=folder)
    say("l10n-flow", "memory", "search", "bridge", cwd=folder)
    assert "needs ctranslate2" in say("l10n-flow", "pretranslate", cwd=folder, code=3)
    (folder / "page.html").write_text(PAGE, "utf-8")
    lacking = say("l10n-flow", "import", "page.html", cwd=folder, code=2)
    assert f"'{wheel}[html]'" in lacking
    environment.obey(lacking, folder)
    say("l10n-flow", "import", "page.html", cwd=folder)


@both
def test_the_extra_for_memories_is_installed_by_the_command_that_the_message_names(
    distributions: Path, environment: Environment, tmp_path: Path
) -> None:
    environment.install(only(distributions, "*.whl"))
    folder = project(environment, tmp_path / "own")
    export = ("l10n-flow", "memory", "export", "ours.tmx")
    environment.obey(environment.run(*export, cwd=folder, code=2), folder)
    environment.run(*export, cwd=folder)
    environment.run("l10n-flow", "terms", "export", "ours.tbx", cwd=folder)


@both
def test_with_the_engine_a_model_translates(
    distributions: Path, environment: Environment, tmp_path: Path
) -> None:
    environment.install(f"{only(distributions, '*.whl')}[argos]")
    folder = project(environment, tmp_path / "own", engine=True)
    assert "l10n-flow models install en es" in environment.run("l10n-flow", "run", cwd=folder)
    with (folder / "l10n-flow.yaml").open("a", encoding="utf-8") as file:
        models = f"[{{path: {ROOT / 'models' / 'en-es'}}}]"
        file.write(f"pretranslate: {{engines: {{argos: {{models: {models}}}}}}}\n")
    said = environment.run("l10n-flow", "run", "-l", "es", cwd=folder)
    assert "drafted by demo-en_es-1.0" in said
    edition = folder / "build" / "markdown" / "es" / "bridge.md"
    wanted = (
        "Los ingenieros repararon el antiguo puente en 2024. La biblioteca cierra a las **20:30**."
    )
    assert wanted in edition.read_text("utf-8")


@each
def test_the_sdist_makes_the_same(
    distributions: Path, environment: Environment, tmp_path: Path
) -> None:
    environment.install(only(distributions, "*.tar.gz"))
    project(environment, tmp_path / "own")
