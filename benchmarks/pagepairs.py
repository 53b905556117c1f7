"""Pages in two languages as a catalog that `benchmarks.checks` reads.

    python -m benchmarks.pagepairs ENGLISH TRANSLATED OUT/es/PROJECT.po

Pages have the same names in both folders: HTML or Markdown. Sections are paired if both pages have
the same headings, and a section as many slots of the same kinds; one that is half the same text in
both is not translated, and so is a text of which only the words of links differ, since programs
write these. An address that only the translation has is written out, as its translator would.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import polib

from l10n_flow import documents
from l10n_flow.documents.document import Slot
from l10n_flow.errors import L10nFlowError
from l10n_flow.model import Segment

_SUFFIXES = frozenset((".html", ".htm", ".xhtml", ".md"))
_OWN = re.compile(r"</?span\b[^>]*>|\s(?:class|id|title|lang|dir|xml:lang)=\"[^\"<>]*\"")
"""What programs write into pages, and no translator."""
_NUMBER = re.compile(r"\{(\d+)\}")
_LINK = re.compile(r"<a \{\d+\}>.*?</a>", re.DOTALL)


def catalog(english: Path, translated: Path) -> polib.POFile:
    """Return what the pages of two folders pair, each pair of texts once."""
    found = polib.POFile()
    seen = set()
    for page in sorted(path for path in english.rglob("*") if path.suffix in _SUFFIXES):
        other = translated / page.relative_to(english)
        for source, target in _pairs(page, other) if other.exists() else ():
            if (source, target) not in seen:
                seen.add((source, target))
                found.append(
                    polib.POEntry(msgid=source, msgstr=target, occurrences=[(page.name, "1")])
                )
    return found


def _pairs(page: Path, other: Path) -> Iterator[tuple[str, str]]:
    try:
        ours, theirs = _sections(page), _sections(other)
    except L10nFlowError:
        return
    if [_kinds(some[:1]) for some in ours] != [_kinds(some[:1]) for some in theirs]:
        return
    for some, others in zip(ours, theirs, strict=True):
        if _kinds(some) != _kinds(others):
            continue
        texts = [(a.segment, b.segment) for a, b in zip(some, others, strict=True)]
        same = sum(a.source == b.source for a, b in texts)
        if 2 * same <= len(texts) or len(texts) == 1:
            for source, target in texts:
                if _LINK.sub("", source.source) != _LINK.sub("", target.source):
                    yield source.source, _numbered(source, target)


def _sections(page: Path) -> Sequence[Sequence[Slot]]:
    """Divide what the page says at its headings."""
    text = page.read_text("utf-8", errors="replace")
    text = text if page.suffix == ".md" else _OWN.sub("", text)
    found: list[list[Slot]] = [[]]
    for slot in documents.read(text.encode(), Path(f"page{page.suffix}")).slots:
        if slot.segment.kind.startswith("heading"):
            found.append([])
        found[-1].append(slot)
    return found


def _kinds(slots: Sequence[Slot]) -> Sequence[str]:
    return [slot.segment.kind for slot in slots]


def _numbered(source: Segment, target: Segment) -> str:
    """Return the target with the numbers that its placeholders have in the source.

    One that the source does not have is written out.
    """
    left = {number: one.value for number, one in enumerate(source.placeholders, 1)}
    written = {}
    for number, one in enumerate(target.placeholders, 1):
        known = next((n for n, value in left.items() if value == one.value), None)
        if known is not None:
            del left[known]
            written[number] = f"{{{known}}}"
    rest = [n for n in range(1, len(target.placeholders) + 1) if n not in written]
    if len(left) == len(rest):
        written.update(zip(rest, (f"{{{n}}}" for n in left), strict=True))
    else:
        written.update((n, target.placeholders[n - 1].value) for n in rest)
    return _NUMBER.sub(lambda m: written.get(int(m[1]), m[0]), target.source)


if __name__ == "__main__":
    out = Path(sys.argv[3])
    out.parent.mkdir(parents=True, exist_ok=True)
    made = catalog(Path(sys.argv[1]), Path(sys.argv[2]))
    made.save(str(out))
    print(f"{out}: {len(made)} entries")
