"""What goes into the wheel; `test_installed.py` installs it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.sources import copy_of_the_sources

# Words of the site in many languages, a font and a page's script are in it; no model, no corpus.
MOST = 1_600_000


def test_the_wheel_is_below_1_6_megabytes_and_holds_no_model(tmp_path: Path) -> None:
    if not os.environ.get("CI"):
        pytest.importorskip("hatch_vcs")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    sources = copy_of_the_sources(tmp_path / "sources")
    subprocess.run(command, cwd=sources, check=True, stdout=subprocess.DEVNULL)
    (wheel,) = tmp_path.glob("*.whl")
    assert wheel.stat().st_size < MOST
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (entries,) = [name for name in names if name.endswith("dist-info/entry_points.txt")]
        said = archive.read(entries).decode()
    models = (".argosmodel", ".bin", ".model", "patterns.txt")
    assert [name for name in names if name.endswith(models)] == []
    assert "l10n_flow/py.typed" in names
    assert "l10n_flow/_version.py" in names
    assert (
        "[l10n_flow.engines]\nlibretranslate = l10n_flow.engines.libretranslate:open_pair" in said
    )
