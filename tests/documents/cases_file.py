"""The fixture files in `cases/`: an article, what a translator sees of it, and its edition.

A file is a list of cases; a line that begins with `@@` begins a part:

    @@ case: what it shows         one sentence
    @@ options                     suffix: .txt, dialect: mkdocs, translated: a, b.c,
                                   opaque: PATTERN, attributes: a, b
    @@ article                     the source, byte for byte
    @@ segments                    kind | source, and below it, indented: placeholders, notes
    @@ translations                a source, and below it, indented, its translation;
                                   ⟨context⟩ before a source that has one
    @@ edition                     the article rendered with them, byte for byte
    @@ refusals                    source | reason
    @@ warnings                    line: message

What an editor would hide is written out: ␍ carriage return, ↩ a carriage return that is the whole
line end, ␉ tab, ␀ NUL, ⟨space⟩ a blank at a line's end, ⟨BOM⟩, ␃ no newline at the end; in
segments and translations ⏎ is a line break. A blank line before `@@ case` belongs to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from l10n_flow.documents import DEFAULT_TRANSLATED, DIALECTS, Document, ParseOptions, read
from l10n_flow.model import Key, Segment

FOLDER = Path(__file__).parent / "cases"

PART = re.compile(r"^@@ (\w+)\n(.*?)(?=^@@ |\Z)", re.MULTILINE | re.DOTALL)

VISIBLE = {"␍": "\r", "␉": "\t", "␀": "\0", "⟨space⟩": " ", "⟨BOM⟩": "\ufeff"}


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a fixture file."""

    topic: str
    title: str
    article: bytes
    suffix: str
    options: ParseOptions
    segments: tuple[str, ...]
    translations: dict[Key, str] = field(default_factory=dict)
    edition: bytes | None = None
    refusals: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.topic}: {self.title}"

    def document(self) -> Document:
        return self.read(self.article)

    def read(self, data: bytes) -> Document:
        return read(data, Path("article" + self.suffix), self.options)


def cases() -> list[Case]:
    """Every case of every file."""
    return [case for path in sorted(FOLDER.glob("*.txt")) for case in in_file(path)]


def in_file(path: Path) -> Iterator[Case]:
    text = path.read_text("utf-8")
    for block in re.split(r"^@@ case: ", text, flags=re.MULTILINE)[1:]:
        title, _, rest = block.partition("\n")
        parts = dict(PART.findall(_without_gap(rest)))
        lines = (line.partition(":") for line in _lines(parts.get("options", "")))
        options = {name: value.strip() for name, _, value in lines}
        yield Case(
            path.stem,
            title,
            hidden(parts["article"]),
            options.get("suffix", ".md"),
            _options(options),
            tuple(parts.get("segments", "").splitlines()),
            dict(_translations(parts.get("translations", ""))),
            hidden(parts["edition"]) if "edition" in parts else None,
            tuple(_lines(parts.get("refusals", ""))),
            tuple(_lines(parts.get("warnings", ""))),
        )


def _without_gap(block: str) -> str:
    """The blank line before the next case is for the eye."""
    return block[:-1] if block.endswith("\n\n") else block


def _options(given: dict[str, str]) -> ParseOptions:
    translated = given.get("translated")
    attributes = given.get("attributes")
    return ParseOptions(
        DEFAULT_TRANSLATED if translated is None else frozenset(translated.split(", ")),
        tuple(given.get("opaque", "").split()),
        DIALECTS[given.get("dialect", "commonmark")],
        None if attributes is None else frozenset(attributes.split(", ")),
    )


def _lines(part: str) -> list[str]:
    return [line for line in part.splitlines() if line]


def hidden(part: str) -> bytes:
    """The bytes that a readable part stands for."""
    part = part.replace("↩\n", "\r")
    for sign, meaning in VISIBLE.items():
        part = part.replace(sign, meaning)
    return part.replace("␃\n", "").encode()


def _translations(part: str) -> Iterator[tuple[Key, str]]:
    lines = iter(_lines(part))
    for source, target in zip(lines, lines, strict=True):
        assert target.startswith("    "), f"not indented: {target}"
        context, words = re.fullmatch(r"(?:⟨(.+?)⟩ )?(.*)", source, re.DOTALL).groups()  # type: ignore[union-attr]  # matches anything
        yield Key(context, _words(words)), _words(target.removeprefix("    "))


def _words(line: str) -> str:
    line = line.replace("⏎", "\n")
    for sign, meaning in VISIBLE.items():
        line = line.replace(sign, meaning)
    return line


def shown(segment: Segment) -> Iterator[str]:
    """The lines that describe a segment in a fixture file."""
    source = segment.source.replace("\n", "⏎").replace("\t", "␉").replace("\0", "␀")
    yield f"{segment.kind} | {source}"
    for number, placeholder in enumerate(segment.placeholders, 1):
        label = f" [{placeholder.label}]" if placeholder.label else ""
        value = placeholder.value.replace("\n", "⏎")
        yield f"    {{{number}}} {placeholder.kind} {value}{label}"
    if segment.context:
        yield f"    context: {segment.context}"
    for note in segment.note.splitlines():
        yield f"    note: {note}"
