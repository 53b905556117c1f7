"""The fixture files in `cases/`: an English article, translations, and the edition they make.

They are written as those of `tests/documents/cases_file.py`, with these parts:

    @@ case: what it shows      one sentence
    @@ options                  to: a language; own: FIELD = VALUE; shared: FIELD; suffix: .txt;
                                untranslated, anchors, notice, mark: as in the configuration;
                                dialect: a key of `DIALECTS`;
                                ids: a rule of `HEADING_IDS`; front_matter: none
    @@ article                  the source, byte for byte
    @@ translations             a source, and below it, indented, its translation
    @@ body                     what follows the edition's front matter, or
    @@ edition                  the whole edition, byte for byte

Every edition is told of an English one beside it. `⟦` and `⟧` are the isolates U+2068 and U+2069.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from l10n_flow.documents import DIALECTS, Document, ParseOptions, read
from l10n_flow.editions import Edition, Rules, Written, select
from l10n_flow.editions import markdown as markdown_edition
from l10n_flow.editions.edition import FIELDS, DerivedFacts, notice
from l10n_flow.language.calendars import parse_date
from l10n_flow.model import Entry, Key, State
from tests.documents.cases_file import PART, hidden

POLICIES = ("untranslated", "anchors", "notice", "mark", "ids")
FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a fixture file."""

    topic: str
    title: str
    options: dict[str, str]
    article: bytes
    translations: dict[Key, str]
    edition: bytes | None
    body: bytes | None

    def __str__(self) -> str:
        return f"{self.topic}: {self.title}"

    @property
    def document(self) -> Document:
        return self.read(self.article)

    def read(self, data: bytes) -> Document:
        path = Path("article" + self.options.get("suffix", ".md"))
        return read(
            data, path, ParseOptions(dialect=DIALECTS[self.options.get("dialect", "commonmark")])
        )

    @property
    def rules(self) -> Rules:
        chosen = {k: v for k, v in self.options.items() if k in POLICIES}
        derived = frozenset(FIELDS) - {self.options.get("shared", "")}
        adds = "front_matter" not in self.options
        return Rules(**chosen, derived=derived, front_matter=adds)  # type: ignore[arg-type]


def cases() -> list[Case]:
    """Every case of every file."""
    return [case for path in sorted(FOLDER.glob("*.txt")) for case in _in_file(path)]


def written(case: Case) -> Written:
    """The edition as the program writes it."""
    document, rules = case.document, case.rules
    locale = case.options.get("to", "es")
    entries = {key: Entry(key.source, target) for key, target in case.translations.items()}
    selection = select(document, entries, State.DRAFT, frozenset())
    progress = None if locale == "en" else selection.progress
    omits = rules.untranslated == "omit"
    told = notice(progress, locale, "en", omitted=omits) if progress else None
    date = document.front.value("date") if document.front else None
    facts = DerivedFacts(
        locale,
        "en",
        "f3a2",
        words=0,
        day=parse_date(date) if date else None,
        progress=progress,
        alternates={"en": "../en/article.md"} if locale != "en" else {},
        notice=told if rules.notice == "front-matter" else None,
    )
    name, _, value = case.options.get("own", "").partition(" = ")
    fields = {name: value} if name else {}
    return markdown_edition.write(Edition(document, selection, facts, rules, fields, told))


def _in_file(path: Path) -> Iterator[Case]:
    text = path.read_text("utf-8")
    for block in re.split(r"^@@ case: ", text, flags=re.MULTILINE)[1:]:
        title, _, rest = block.partition("\n")
        parts = dict(PART.findall(rest[:-1] if rest.endswith("\n\n") else rest))
        lines = [line.partition(": ") for line in parts.get("options", "").splitlines()]
        yield Case(
            path.stem,
            title,
            {name: value for name, _, value in lines},
            hidden(parts["article"]),
            dict(_translations(parts.get("translations", ""))),
            _bytes(parts.get("edition")),
            _bytes(parts.get("body")),
        )


def _bytes(part: str | None) -> bytes | None:
    if part is None:
        return None
    return hidden(part.replace("⟦", "\u2068").replace("⟧", "\u2069"))


def _translations(part: str) -> Iterator[tuple[Key, str]]:
    lines = iter(part.splitlines())
    for source, target in zip(lines, lines, strict=True):
        assert target.startswith("    "), f"not indented: {target}"
        yield Key(None, source), target.removeprefix("    ")
