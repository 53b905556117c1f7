"""A copy of this repository to build packages in: building writes the version into the sources,
and other tests may be reading them at that moment."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]


def copy_of_the_sources(folder: Path, *, whole: bool = False) -> Path:
    """What a wheel is made of, or the whole repository, in a new folder without git."""
    names = [".gitignore", "LICENSE", "README.md", "pyproject.toml"]
    leave = shutil.ignore_patterns("__pycache__", "_version.py", "node_modules")
    if whole:
        private = (".venv", ".git", "build", "dist", "shared")
        names = [
            path.name
            for path in ROOT.iterdir()
            if path.name not in private and not path.name.endswith("_cache")
        ]
    folder.mkdir()
    for name in {*names, "src", "tools"}:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=leave, symlinks=True)
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder
