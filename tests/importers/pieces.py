"""Case files of pieces of a page: the piece, and under it, indented, what becomes of it."""

from __future__ import annotations

from pathlib import Path


def cases(name: str) -> list[tuple[str, str]]:
    """Each piece of a page in `name`.txt, and the lines under it."""
    found: list[tuple[str, str]] = []
    for line in Path(__file__).with_name(f"{name}.txt").read_text("utf-8").split("\n"):
        if line.startswith("  "):
            written, below = found[-1]
            found[-1] = written, below + line + "\n"
        elif line and not line.startswith("# "):
            found.append((line, ""))
    return found
