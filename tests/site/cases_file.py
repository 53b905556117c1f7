"""The fixture files in `cases/`: the Markdown of a body, and the HTML that it makes.

@@ case: what it shows      one sentence
@@ options                  to: the language; raw_html: the policy; mark: CLASS and, for words
                            in another language, its tag: what `<l10n-0>` stands for
@@ markdown                 the body
@@ html                     what `write_body` makes of it, without blanks at its end
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from l10n_flow.language.numerals import digits
from l10n_flow.site.body import BlockAttributes, BodyOptions, RawHtml

FOLDER = Path(__file__).parent / "cases"
PART = re.compile(r"^@@ (options|markdown|html)\n(.*?)(?=^@@ |\Z)", re.MULTILINE | re.DOTALL)
POLICIES: dict[str, RawHtml] = {"sanitise": "sanitise", "trusted": "trusted", "escape": "escape"}


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a fixture file."""

    title: str
    options: dict[str, str]
    markdown: str
    html: str

    def __str__(self) -> str:
        return self.title

    @property
    def body(self) -> BodyOptions:
        locale = self.options["to"]
        classes, _, lang = self.options.get("mark", "").partition(" ")
        return BodyOptions(
            locale,
            POLICIES[self.options.get("raw_html", "sanitise")],
            [BlockAttributes(classes, lang)],
            size=lambda _: (300, 200),
            number=lambda number: digits(str(number), locale),
        )


def cases() -> list[Case]:
    """Every case of every file."""
    return [case for path in sorted(FOLDER.glob("*.txt")) for case in _in_file(path)]


def _in_file(path: Path) -> Iterator[Case]:
    for block in re.split(r"^@@ case: ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        title, _, rest = block.partition("\n")
        parts = dict(PART.findall(rest))
        options = dict(line.split(": ", 1) for line in parts["options"].splitlines())
        yield Case(title, options, parts["markdown"].rstrip("\n") + "\n", parts["html"].rstrip())
