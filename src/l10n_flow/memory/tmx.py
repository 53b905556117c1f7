"""Memories as files, TMX 1.4b: the only importer of lxml here.

A file is read as a stream, one translation unit at a time, and as untrusted data: entities are
never expanded, no DTD and no address is ever opened, and libxml2's limits stay on.

The written form is canonical: the same units give the same bytes, sorted by their words, one
element per line, so that a memory in git has small diffs. Law: `read(write(units)) == units`, for
units whose texts XML can contain; `write` returns the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from l10n_flow import xmltext
from l10n_flow.errors import InputError, Place
from l10n_flow.memory.units import Pair, Unit, meant, ordered, other_variant
from l10n_flow.xmltext import local_name

TOOL = "l10n-flow"
FORM = "1"
"""The version of the form written here, so that a new version of l10n-flow changes no file."""
MAX_BYTES = 1 << 30
"""Maximum size of a file in bytes: a million units of a kilobyte."""

EMPTY = "empty"
LANGUAGE = "language"
WRONG = "wrong"

_ORIGIN, _STATE, _CONTEXT, _VARIANT = (
    f"x-{TOOL}-{name}" for name in ("origin", "state", "context", "variant")
)
_REVIEWED, _VOUCHED = "reviewed", "translated"
_ALL = "*all*"
_TMX_TIME = re.compile(
    r"(\d{4})-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):?([0-5]\d):?([0-5]\d|60)Z",
    flags=re.ASCII,
)
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""XML 1.0, production 2: the characters that no escape can write."""
_PLACEHOLDER = re.compile(r"\{([0-9]{1,9})\}")


@dataclass(frozen=True, slots=True)
class Read:
    """The units that a project can use from a file."""

    units: Mapping[Pair, tuple[Unit, ...]]
    """By pair of languages, the better first."""
    count: int = 0
    """Number of translation units in the file, in any languages."""
    skipped: Mapping[str, int] = field(default_factory=dict)
    """How many were skipped, by reason: `LANGUAGE` (not two of the project's), `EMPTY`, `WRONG`."""
    languages: tuple[str, ...] = ()
    """Every language in the file, as written there."""
    faults: tuple[InputError, ...] = ()
    """What is wrong with each unit that was skipped as `WRONG`, with its line."""


class TmxFile(NamedTuple):
    """Units as a file."""

    data: bytes
    refused: tuple[Unit, ...]
    """Units with a character that XML cannot contain; they are not in the file."""


def read(path: Path, languages: Sequence[str], *, origin: str = "") -> Read:
    """The units of the file in the given languages, the first of which is the likelier source.

    `en-US` in a file is `en` of a project (see `meant`). A unit in several languages gives one unit
    for each. `origin` is the default for units without an origin. Bold and the like (`bpt`, `ept`,
    `it`) are left out, because it is another tool's markup, and so are elements around words that
    TMX does not have; codes in place of text (`ph`, `ut`) become `{1}`, `{2}`…, with equal numbers
    for equal codes in source and target. A unit that cannot be read for certain is skipped.

    Raises `InputError` with file and line for what is no TMX, not well-formed, larger than
    `MAX_BYTES`, or declares entities; `UsageError` where lxml is not installed.
    """
    reader = _TmxReader(path, tuple(languages), origin)
    reader.read(xmltext.streamed(path, "TMX", "tmx", max_bytes=MAX_BYTES))
    units = {pair: ordered(found) for pair, found in sorted(reader.units.items())}
    languages_there = tuple(sorted(reader.languages))
    faults = tuple(reader.faults)
    return Read(units, reader.count, dict(reader.skipped), languages_there, faults)


def write(units: Mapping[Pair, Sequence[Unit]]) -> TmxFile:
    """The units as a TMX file, canonical.

    >>> written = write({("en", "es"): [Unit("War & peace", "Guerra y paz")]})
    >>> print(written.data.decode())
    <?xml version="1.0" encoding="UTF-8"?>
    <tmx version="1.4">
    <header creationtool="l10n-flow" creationtoolversion="1" segtype="paragraph" \
o-tmf="l10n-flow" adminlang="en" srclang="en" datatype="plaintext"/>
    <body>
    <tu srclang="en">
    <tuv xml:lang="en"><seg>War &amp; peace</seg></tuv>
    <tuv xml:lang="es"><seg>Guerra y paz</seg></tuv>
    </tu>
    </body>
    </tmx>
    <BLANKLINE>

    Raises `UsageError` where lxml is not installed.
    """
    etree = xmltext.library("TMX")
    sources = {pair[0] for pair, some in units.items() if some}
    header = etree.Element("header", _header(sources.pop() if len(sources) == 1 else _ALL))
    lines = [
        b'<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n',
        etree.tostring(header, encoding="utf-8"),
        b"\n<body>\n",
    ]
    refused = []
    for pair in sorted(units):
        for unit in sorted(ordered(units[pair]), key=_by_words):
            texts = (unit.source, unit.target, unit.origin, unit.context or "")
            if any(map(_NOT_XML.search, texts)):
                refused.append(unit)
            else:
                lines.append(etree.tostring(_element(etree, pair, unit), encoding="utf-8"))
    lines.append(b"</body>\n</tmx>\n")
    return TmxFile(b"".join(lines), tuple(refused))


def _header(source: str) -> dict[str, str]:
    return {
        "creationtool": TOOL,
        "creationtoolversion": FORM,
        "segtype": "paragraph",
        "o-tmf": TOOL,
        "adminlang": "en",
        "srclang": source,
        "datatype": "plaintext",
    }


def _by_words(unit: Unit) -> tuple[str, bool, str, str]:
    return unit.source, unit.context is not None, unit.context or "", unit.target


def _element(etree: Any, pair: Pair, unit: Unit) -> Any:
    """One `tu`, with one element per line."""
    attributes = {"srclang": pair[0]}
    if unit.time:
        attributes["changedate"] = re.sub("[-:]", "", unit.time)
    found = etree.Element("tu", attributes)
    found.text = found.tail = "\n"
    state = _REVIEWED if unit.reviewed else _VOUCHED if unit.vouched else None
    for kind, value in (
        (_ORIGIN, unit.origin or None),
        (_STATE, state),
        (_CONTEXT, unit.context),
        (_VARIANT, unit.variant or None),
    ):
        if value is not None:
            prop = etree.SubElement(found, "prop", type=kind)
            prop.text, prop.tail = value, "\n"
    for language, words in zip(pair, (unit.source, unit.target), strict=True):
        variant = etree.SubElement(found, "tuv", {xmltext.LANGUAGE: language})
        variant.tail = "\n"
        etree.SubElement(variant, "seg").text = words
    return found


class _Variant(NamedTuple):
    """A `tuv`: the words in one language."""

    locale: str | None
    """The project's language; None for a language that the project does not have."""
    words: str
    time: str
    other: str
    """The tag of a variant of the language other than the project's; "" for its own."""


class _Codes:
    """The inline codes of one `tu`, as placeholders."""

    def __init__(self, element: Any) -> None:
        text = "".join(element.itertext())
        self._taken = max(map(int, _PLACEHOLDER.findall(text)), default=0)
        self._numbers: dict[str, str] = {}
        self._same: dict[str, str] = {}
        """Codes that are spelled otherwise in another language, by the code of the first one."""
        first, *others = (
            [_code_name(code) for code in variant.iter("ph", "ut", "{*}ph", "{*}ut")]
            for variant in element.iterchildren("tuv", "{*}tuv")
        )
        for other in others:
            ours = [name for name in first if name not in other]
            theirs = [name for name in other if name not in first]
            if len(ours) == len(theirs):
                self._same.update(zip(theirs, ours, strict=True))

    def placeholder(self, code: Any) -> str:
        """The placeholder for a code; equal codes have the same number, in all languages."""
        written = "".join(code.itertext()).strip()
        if _PLACEHOLDER.fullmatch(written):
            return written
        number = f"{{{self._taken + len(self._numbers) + 1}}}"
        name = _code_name(code)
        return self._numbers.setdefault(self._same.get(name, name), number)


def _code_name(code: Any) -> str:
    """What is equal for one code in all languages: its number, else its text."""
    return code.get("x") or "".join(code.itertext()).strip()


@dataclass(slots=True)
class _TmxReader:
    """The state of reading one file."""

    path: Path
    locales: tuple[str, ...]
    origin: str
    units: dict[Pair, list[Unit]] = field(default_factory=dict)
    count: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    languages: set[str] = field(default_factory=set)
    faults: list[InputError] = field(default_factory=list)
    source: str = _ALL
    time: str = ""
    is_own: bool = False
    """Whether l10n-flow wrote the file; if so, its blanks are kept as they are."""
    known: dict[str, str | None] = field(default_factory=dict)
    variants: dict[str, str] = field(default_factory=dict)

    def read(self, events: Iterator[tuple[str, Any]]) -> None:
        """Read all units, and free the elements of each."""
        _, root = next(events)
        if local_name(root) != "tmx":
            raise InputError(
                f"is not a TMX file: it begins with <{local_name(root)}>",
                Place(self.path, root.sourceline),
                hint="export the memory as TMX 1.4",
            )
        inside = 0
        names: dict[str, str] = {}
        for event, element in events:
            name = names.get(element.tag) or names.setdefault(element.tag, local_name(element))
            if name == "tu":
                inside += 1 if event == "start" else -1
            if inside or event == "start":
                continue
            if name == "header":
                self.source = element.get("srclang", _ALL)
                self.is_own = element.get("creationtool") == TOOL
                self.time = _time(element)
            elif name == "tu":
                self._take(element)
            xmltext.forget(element)

    def _take(self, element: Any) -> None:
        """Store the units of one `tu`."""
        self.count += 1
        try:
            variants = list(self._variants(element))
        except InputError as fault:
            self.skipped[WRONG] += 1
            self.faults.append(fault)
            return
        ours = [variant for variant in variants if variant.locale]
        source = self._source(element, ours)
        texts = {variant.locale: variant for variant in reversed(ours)}
        targets = [variant for variant in ours if variant.locale != source]
        if source is None or not targets:
            self.skipped[LANGUAGE] += 1
            return
        words = texts[source].words
        whole = [target for target in targets if words and target.words]
        if not whole:
            self.skipped[EMPTY] += 1
            return
        props = {p.get("type"): p.text or "" for p in element.iterchildren("prop", "{*}prop")}
        origin = props.get(_ORIGIN, "" if self.is_own else self.origin)
        reviewed = props.get(_STATE) == _REVIEWED
        vouched = props.get(_STATE) == _VOUCHED
        own = _time(element) or texts[source].time
        for target in whole:
            time = target.time or own or self.time
            context, variant = props.get(_CONTEXT), props.get(_VARIANT, target.other)
            unit = Unit(
                words, target.words, origin, time, reviewed, context, vouched, variant=variant
            )
            self.units.setdefault((source, target.locale or ""), []).append(unit)

    def _source(self, element: Any, ours: Sequence[_Variant]) -> str | None:
        """The source language of a unit: the stated one, or else the likelier one."""
        has = {variant.locale for variant in ours}
        stated = self._locale(element.get("srclang") or self.source)
        return next((locale for locale in (stated, *self.locales) if locale in has), None)

    def _variants(self, element: Any) -> Iterator[_Variant]:
        """Yield the words in each language; inline codes have the same numbers in all."""
        codes: _Codes | None = None
        for variant in element.iterchildren("tuv", "{*}tuv"):
            written = variant.get(xmltext.LANGUAGE) or variant.get("lang")
            segment = next(variant.iterchildren("seg", "{*}seg"), None)
            if not written or segment is None:
                missing = "has no <seg>" if written else "has no xml:lang"
                raise self._wrong(variant, f"a <tuv> {missing}")
            self.languages.add(written)
            words = segment.text or ""
            if len(segment):
                codes = codes or _Codes(element)
                words = "".join(self._words(segment, codes))
            if not self.is_own:
                words = _LAID_OUT.sub(" ", words.strip())
            locale = self._locale(written)
            yield _Variant(locale, words, _time(variant), self._other(written, locale))

    def _words(self, element: Any, codes: _Codes) -> Iterator[str]:
        """Yield the text of a segment, a piece at a time."""
        yield element.text or ""
        for child in element:
            name = local_name(child)
            if name in ("ph", "ut"):
                yield codes.placeholder(child)
            elif not isinstance(child.tag, str):  # a DTD that we do not open may define it
                raise self._wrong(child, f"the entity {child.text} is not defined")
            elif name not in ("bpt", "ept", "it"):
                words = "".join(self._words(child, codes))
                if not words and name != "hi":
                    raise self._wrong(child, f"<{name}/> is not allowed in a <seg>")
                yield words
            yield child.tail or ""

    def _locale(self, written: str) -> str | None:
        if written not in self.known:
            self.known[written] = meant(written, self.locales)
        return self.known[written]

    def _other(self, written: str, locale: str | None) -> str:
        if locale is None or written == locale:
            return ""
        if written not in self.variants:
            self.variants[written] = other_variant(written, locale)
        return self.variants[written]

    def _wrong(self, element: Any, what: str) -> InputError:
        hint = "correct it there, or export the memory again as TMX 1.4"
        return InputError(what, Place(self.path, element.sourceline), hint=hint)


_LAID_OUT = re.compile(r"(?<![ \t])[ \t]*\n[ \t]+")
"""The line breaks and indents of a program that lays out XML. Words follow a text's own breaks."""


def _time(element: Any) -> str:
    """The time of its last change, or else of its creation; "" if unknown.

    TMX writes 20261102T100000Z, some tools 2026-11-02T10:00:00Z. A time that is none is unknown.
    """
    written = element.get("changedate") or element.get("creationdate")
    match = written and _TMX_TIME.fullmatch(written)
    return "{}-{}-{}T{}:{}:{}Z".format(*match.groups()) if match else ""
