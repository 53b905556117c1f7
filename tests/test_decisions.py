"""Decisions are dated, one a file, and the list has all of them.

python -m tests.test_decisions
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "docs" / "decisions"
INDEX = FOLDER / "README.md"
FILES = sorted(path for path in FOLDER.glob("*.md") if path != INDEX)

HEAD = """\
# Decisions

What we decided on the way, and why: one decision a file, so that it can be read, linked and taken
back by itself. The first design was a page; building it taught these. Numbers were measured on two
shared cores. A decision that another one replaces stays, with a line that says so.

A new one is a file `YYYY-MM-DD-what-was-decided.md`: a title that is the decision, the line
`Decided on …`, and the reasons. `python -m tests.test_decisions` enters it here.

"""


def title(path: Path) -> str:
    return path.read_text("utf-8").partition("\n")[0].removeprefix("# ")


def index() -> str:
    """The list, the newest day first."""
    days: dict[str, list[str]] = {}
    for path in FILES:
        days.setdefault(path.name[:10], []).append(f"- [{title(path)}]({path.name})\n")
    return HEAD + "\n".join(
        f"## {day}\n\n{''.join(lines)}" for day, lines in sorted(days.items(), reverse=True)
    )


def test_every_decision_is_dated_in_its_name_and_in_its_text() -> None:
    for path in FILES:
        day = path.name[:10]
        assert date.fromisoformat(day).isoformat() == day, path.name
        text = path.read_text("utf-8")
        assert re.match(rf"# \S.*\n\nDecided on {day}\.\n\n\S", text), path.name


def test_the_list_has_every_decision() -> None:
    assert INDEX.read_text("utf-8") == index(), "run: python -m tests.test_decisions"


if __name__ == "__main__":
    INDEX.write_text(index(), encoding="utf-8")
