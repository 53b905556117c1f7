"""What a package says of itself: its version, its links, its README.

The metadata is computed as a build computes it (`hatchling` calls the same class), in a small copy.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
import warnings
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("hatch_vcs", reason="`make` installs hatch-vcs")
from hatchling.metadata.core import ProjectMetadata
from hatchling.plugin.manager import PluginManager

from l10n_flow import __version__

ROOT = Path(__file__).parents[1]
GIT = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
HOME = "https://code.example/news/l10n-flow"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """What metadata is made of, in a folder without git."""
    folder = tmp_path / "copy"
    folder.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", "tools/metadata.py"):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    return folder


def git(folder: Path, *words: str) -> None:
    subprocess.run([*GIT, *words], cwd=folder, check=True, capture_output=True)


def committed(folder: Path) -> Path:
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "all")
    return folder


def metadata(folder: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of setuptools-scm, where a clone is shallow
        found = ProjectMetadata(str(folder), PluginManager())
        assert found.core is not None  # computes all of it
        assert found.version
    return found


def with_home(folder: Path, home: str) -> Path:
    page = folder / "pyproject.toml"
    page.write_text(page.read_text("utf-8").replace('home = ""', f'home = "{home}"'), "utf-8")
    return folder


def test_the_version_is_the_tags(copy: Path) -> None:
    git(committed(copy), "tag", "v1.2.0")
    assert metadata(copy).version == "1.2.0"
    (copy / "README.md").write_text("# Another\n", "utf-8")
    git(copy, "commit", "-qam", "another")
    assert metadata(copy).version.startswith("1.2.1.dev1+g")


def test_without_a_tag_the_version_is_before_the_first_release(copy: Path, tmp_path: Path) -> None:
    assert metadata(copy).version == "0.1.dev0"
    assert metadata(committed(copy)).version.startswith("0.1.dev1+g")
    git(copy, "tag", "v1.2.0")
    git(copy, "commit", "-qm", "empty", "--allow-empty")
    shallow = tmp_path / "shallow"  # as runners of CI check out
    git(tmp_path, "clone", "-q", "--depth=1", "--no-tags", copy.as_uri(), str(shallow))
    assert metadata(shallow).version.startswith("0.1.dev1+g")


def test_an_sdist_remembers_its_version_without_git(copy: Path) -> None:
    (copy / "PKG-INFO").write_text("Metadata-Version: 2.4\nName: l10n-flow\nVersion: 1.2.0\n")
    assert metadata(copy).version == "1.2.0"


def test_the_program_says_the_version_that_was_built() -> None:
    assert re.match(r"\d+\.\d+", __version__)


def test_without_a_home_nothing_is_made_up(copy: Path) -> None:
    core = metadata(copy).core
    assert core.urls == {}
    assert core.readme == (ROOT / "README.md").read_text("utf-8")


def test_with_a_home_the_links_and_the_pictures_of_the_readme_are_absolute(copy: Path) -> None:
    core = metadata(with_home(copy, f"{HOME}/")).core
    assert core.urls["Homepage"] == HOME
    assert core.urls["Changelog"] == f"{HOME}/blob/HEAD/CHANGELOG.md"
    assert f"]({HOME}/raw/HEAD/docs/images/flow.svg)" in core.readme
    assert f"]({HOME}/blob/HEAD/docs/install.md)" in core.readme
    prose = re.sub(r"(?ms)^```.*?^```$", "", core.readme)
    assert re.findall(r"\]\((?!https?:|#)[^)]*\)", prose) == []
    blocks = re.compile(r"(?ms)^```.*?^```$")
    original = (ROOT / "README.md").read_text("utf-8")
    assert blocks.findall(core.readme) == blocks.findall(original)


def test_every_page_that_a_link_names_is_there() -> None:
    hook = (ROOT / "tools" / "metadata.py").read_text("utf-8")
    for page in re.findall(r'"/blob/HEAD/([^"#]+)', hook):
        assert (ROOT / page).is_file(), page


def test_a_home_that_is_no_secure_address_is_refused(copy: Path) -> None:
    with pytest.raises(ValueError, match="https://"):
        metadata(with_home(copy, "http://code.example/x"))


def test_the_classifiers_name_every_python_from_the_oldest_on() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found = re.findall(r"Python :: 3\.(\d+)", "\n".join(project["classifiers"]))
    minors = [int(minor) for minor in found]
    oldest = int(project["requires-python"].removeprefix(">=3."))
    assert minors == list(range(oldest, oldest + len(minors)))
