"""What there is no getting below: the libraries alone, on the benchmark's own articles.

python -m benchmarks.floors pyromark|read|load|save|files FOLDER
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path


def _articles(folder: Path) -> list[str]:
    return [path.read_bytes().decode() for path in sorted(folder.glob("content/*.md"))]


def pyromark(folder: Path) -> None:
    """Every event of every article, with its range, and nothing done about it."""
    import pyromark as parser  # noqa: PLC0415 - each floor pays for its own imports

    options = parser.Options.ENABLE_TABLES | parser.Options.ENABLE_FOOTNOTES
    for text in _articles(folder):
        for _ in parser.events_with_range(text, options=options):
            pass


def load(folder: Path) -> None:
    """Every catalog, read by polib."""
    import polib  # noqa: PLC0415

    for path in folder.glob("locales/es/**/*.po"):
        polib.pofile(str(path))


def save(folder: Path) -> None:
    """Every catalog, read and written by polib without wrapping, its fastest way."""
    import polib  # noqa: PLC0415

    for path in folder.glob("locales/es/**/*.po"):
        str(polib.pofile(str(path), wrapwidth=0))


def files(folder: Path) -> None:
    """Read every article; write two files for each, and give them their names afterwards."""
    out = folder / "floor"
    out.mkdir()
    for number, text in enumerate(_articles(folder)):
        for kind in ("pot", "po"):
            with open(f"{out}/{number}.tmp", "wb") as file:  # noqa: PTH123 - the floor has no Path
                file.write(text.encode())
            os.replace(f"{out}/{number}.tmp", f"{out}/{number}.{kind}")  # noqa: PTH105


FLOORS: dict[str, Callable[[Path], None]] = {
    "pyromark": pyromark,
    "load": load,
    "save": save,
    "files": files,
}
"""What can be asked for, by name."""

if __name__ == "__main__":
    FLOORS[sys.argv[1]](Path(sys.argv[2]))
