"""Translations in files of other tools, as units of a memory: TMX, XLIFF and PO, by suffix."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from l10n_flow.catalogs import store
from l10n_flow.documents import Unwritable, written
from l10n_flow.errors import InputError, Place
from l10n_flow.files.reading import bytes_of
from l10n_flow.memory import tmx
from l10n_flow.memory.tmx import EMPTY, LANGUAGE, Read
from l10n_flow.memory.units import Pair, Unit, meant, ordered, other_variant
from l10n_flow.model import State
from l10n_flow.xliff import content
from l10n_flow.xliff import incoming as xliff
from l10n_flow.xliff.content import Code, Node

DRAFT, PLURAL = "draft", "plural"
"""Reasons why units of a file are skipped, beside those of `memory.tmx`."""


_TABLES = frozenset((".csv", ".tsv", ".xlsx", ".ods"))
"""What spreadsheets write: nothing says which column is which language."""


def read(path: Path, languages: Sequence[str], *, origin: str, locale: str = "") -> Read:
    """The units of the file in the given languages, the first of which is the likelier source.

    `locale` is the language of a PO file without a language header. Raises `InputError` for a
    suffix without a reader, and what the readers raise.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        hint = f"known are {', '.join(READERS)}"
        if path.suffix.lower() in _TABLES:
            hint += "; the Translate Toolkit's csv2po makes a .po of a table saved as CSV"
        raise InputError(
            f"'{path.suffix}' is not a file format of memories", Place(path), hint=hint
        )
    return reader(path, languages, origin, locale)


def _tmx(path: Path, languages: Sequence[str], origin: str, locale: str) -> Read:
    del locale
    return tmx.read(path, languages, origin=origin)


_BLANK = re.compile(r"\n[ \t]*\n")
_PLURAL = re.compile(r"^msgid_plural ", re.MULTILINE)
_SOURCE = ("X-Source-Language", "Source-Language")


def _po(path: Path, languages: Sequence[str], origin: str, locale: str) -> Read:
    """The translations in a catalog of any tool; messages with plural forms are left out."""
    data = bytes_of(path)
    if data is None:
        raise InputError("there is no such file", Place(path))
    blocks = _BLANK.split(store.decode(data, path).replace("\r\n", "\n"))
    kept = [block for block in blocks if not _PLURAL.search(block)]
    skipped = Counter({PLURAL: len(blocks) - len(kept)})
    catalog = store.parse("\n\n".join(kept), path, locale)
    headers = dict(catalog.headers)
    stated = locale or headers.get("Language", "")
    if not stated:
        hint = "give it with --locale es"
        raise InputError("does not name its language", Place(path), hint=hint)
    source = next((headers[name] for name in _SOURCE if headers.get(name)), languages[0])
    target, known = meant(stated, languages), meant(source, languages)
    variant = other_variant(stated, target) if target is not None else ""
    units: list[Unit] = []
    for entry in catalog.entries:
        if not entry.source:
            continue
        if entry.state >= State.TRANSLATED:
            time = entry.origin.time if entry.origin else ""
            unit = Unit(entry.source, entry.target, origin, time, context=entry.context)
            units.append(replace(unit, variant=variant))
        else:
            skipped[DRAFT if entry.state is State.DRAFT else EMPTY] += 1
    count = len(units) + skipped.total()
    if target is None or known is None or target == known:
        skipped[LANGUAGE] += len(units)
        units = []
    pairs = {(known or "", target or ""): ordered(units)} if units else {}
    return Read(pairs, count, dict(+skipped), (stated,))


def _xliff(path: Path, languages: Sequence[str], origin: str, locale: str) -> Read:
    """The translations in an XLIFF file of any tool; drafts are left out."""
    del locale
    units: dict[Pair, list[Unit]] = {}
    skipped: Counter[str] = Counter()
    stated: set[str] = set()
    count = 0
    for found in xliff.read(path):
        count += 1
        stated |= {found.source, found.target} - {""}
        source, target = meant(found.source, languages), meant(found.target, languages)
        if source is None or target is None or source == target:
            skipped[LANGUAGE] += 1
        elif found.unit is None or not found.unit.target:
            skipped[EMPTY] += 1
        elif found.unit.state is State.DRAFT:
            skipped[DRAFT] += 1
        else:
            numbers = {code.id: n for n, code in enumerate(content.codes(found.unit.source), 1)}
            ours = _segment(content.unwrapped(found.unit.source), numbers)
            theirs = _segment(content.unwrapped(found.unit.target), numbers)
            if ours and theirs:
                unit = Unit(ours, theirs, origin, variant=other_variant(found.target, target))
                units.setdefault((source, target), []).append(unit)
            else:
                skipped[EMPTY] += 1
    pairs = {pair: ordered(some) for pair, some in sorted(units.items())}
    return Read(pairs, count, dict(skipped), tuple(sorted(stated)))


_MARKS = ("**", "__", "*", "_", "~~")


def _segment(nodes: Iterable[Node], numbers: dict[str, int]) -> str:
    """The text as a segment: emphasis as it is, other markup left out, items as placeholders."""
    m = content.together(_plain(nodes, numbers))
    try:
        return written(m).strip()
    except Unwritable:
        return ""


def _plain(nodes: Iterable[Node], numbers: dict[str, int]) -> Iterable[Node]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif isinstance(node, Code):
            is_code = node.opening.startswith("`")
            is_number = re.fullmatch(r"\{\d+\}", node.opening) is not None
            if is_code or is_number:
                yield node
            else:
                number = numbers.setdefault(node.id, len(numbers) + 1)
                yield Code(node.id, "placeholder", f"{{{number}}}")
        elif node.code.opening in _MARKS and node.code.closing == node.code.opening:
            yield content.PairedCode(node.code, tuple(_plain(node.inside, numbers)))
        else:
            yield from _plain(node.inside, numbers)


Reader = Callable[[Path, Sequence[str], str, str], Read]

READERS: dict[str, Reader] = {".tmx": _tmx, ".po": _po, ".xlf": _xliff, ".xliff": _xliff}
"""By suffix."""
