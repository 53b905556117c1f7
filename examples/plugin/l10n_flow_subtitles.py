"""Subtitles as articles: a plugin of l10n-flow with one of each kind.

A video's subtitles (SubRip, `.srt`) are translated like any article: each is a segment, its time
stays. A check finds those that are too long to be read, an output writes WebVTT for browsers, a
report is a table for a spreadsheet, and an engine knows a phrasebook.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from textwrap import wrap

from l10n_flow.plugins import (
    About,
    Check,
    Document,
    Edit,
    Edition,
    EngineError,
    EngineOptions,
    Example,
    Format,
    Hit,
    Hypothesis,
    NoModelError,
    Output,
    Pair,
    ParseOptions,
    Place,
    Report,
    Segment,
    Severity,
    Slot,
    Span,
    Splice,
    Unfit,
    UnheldError,
    Written,
    compose,
    in_own_format,
    inside,
    is_translatable,
)

# A format: where the words are, how words are spelled there, and what an edition says about itself.

BOM = b"\xef\xbb\xbf"
CUE = re.compile(
    rb"^(?:\xef\xbb\xbf)?\d+[ \t]*\r?\n"
    rb"(?P<time>\d+:\d\d:\d\d[,.]\d{3} --> \d+:\d\d:\d\d[,.]\d{3})[^\r\n]*(?P<eol>\r?\n)"
    rb"(?P<words>[^\r\n]+(?:\r?\n[^\r\n]+)*)(?:\r?\n)*",
    re.MULTILINE,
)
LINE_BREAK = re.compile(rb"[ \t]*\r?\n[ \t]*")
LINE = 42
"""Characters of a line; a subtitle has two (Netflix, Timed Text Style Guide)."""


def parse(data: bytes, options: ParseOptions) -> Document:
    """A slot for each subtitle; the times are the shape that every edition must have again."""
    slots, times = [], []
    for cue in CUE.finditer(data):
        start, end = cue.span("words")
        times.append(cue["time"])
        breaks = [Edit(*found.span(), b" ") for found in LINE_BREAK.finditer(data, start, end)]
        source, placeholders = compose(data, start, end, breaks)
        if is_translatable(source):
            segment = Segment(source, "subtitle", placeholders)
            slots.append(Slot(start, end, segment, "subtitle", cue["eol"].decode(), cue.span()))
    return Document(data, tuple(slots), SUBRIP, options, shape=tuple(times))


def spell(slot: Slot, target: str) -> str:
    """The words in two lines that are about as long as each other."""
    words = " ".join(target.split())
    if "-->" in words:
        raise Unfit("holds -->, which stands between two times")
    if len(words) <= LINE:
        return words
    return slot.spelling.join(wrap(words, max(LINE, len(words) // 2 + 8), break_long_words=False))


def say(document: Document, about: About) -> Iterator[Splice]:
    """The notice to readers, if there is one, is a subtitle before the first."""
    if about.notice:
        cue = f"0\n00:00:00,000 --> 00:00:02,000\n{about.notice}\n\n"
        top = len(BOM) if document.text.startswith(BOM) else 0
        eol = "\r\n" if b"\r\n" in document.text else "\n"
        yield Splice(top, top, cue.replace("\n", eol).encode())


SUBRIP = Format("subtitle", (".srt",), parse, about=say, places={"subtitle": spell})


# A check: what it finds, how to mend it, and an example that its test can run.


def find_long(pair: Pair) -> Iterator[Hit]:
    """Subtitles of more than two lines."""
    most = 2 * LINE
    if pair.kind == "subtitle" and len(pair.target) > most:
        span = Span(most, len(pair.target))
        yield Hit(f"it has {len(pair.target)} characters, and two lines hold {most}", span)


LENGTH = Check(
    "subtitle-length",
    "A subtitle that is longer than two lines: nobody can read it in its time.",
    "Say it in fewer words.",
    find_long,
    (Example("es", "It rains.", "Llueve a cántaros. " * 5, "Llueve.", "subtitle"),),
    Severity.WARNING,
)


# An output: from an edition to the bytes of its file.


def write_webvtt(edition: Edition) -> Written:
    """The edition as WebVTT, which browsers show."""
    if edition.document.format.name != "subtitle":
        raise UnheldError(f"{edition.article}: only subtitles are written as WebVTT")
    made = in_own_format(edition)
    times = re.compile(rb"^(\d+:\d\d:\d\d),(\d{3} --> \d+:\d\d:\d\d),(\d{3})", re.MULTILINE)
    words = times.sub(rb"\1.\2.\3", made.text.removeprefix(BOM))
    return replace(made, text=b"WEBVTT\n\n" + words)


WEBVTT = Output(write_webvtt, ".vtt")


# A report: from what `check` found to a text.


def csv_report(report: Report) -> str:
    """A row for each finding."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["article", "language", "check", "severity", "message"])
    for one in report.findings:
        rows.writerow([one.article, one.locale, one.check, one.severity.label, one.message])
    return out.getvalue()


# An engine: from texts to texts, with settings of its own.


class Phrasebook:
    """Translates whole texts that a file has, and no others."""

    identity = "phrasebook-1"
    parameters = ""
    keeps_markup = True

    def __init__(self, phrases: Mapping[str, str]) -> None:
        self._phrases = phrases
        self.model = sha256(repr(sorted(phrases.items())).encode()).hexdigest()[:12]

    def translate(
        self, texts: Iterable[str], *, align: Container[int] = (), beam: int | None = None
    ) -> Iterator[tuple[int, Hypothesis]]:
        """Yield each text's number and its translation, or why there is none."""
        del align, beam
        for number, one in enumerate(texts):
            found = self._phrases.get(one, "")
            yield number, Hypothesis(found, refusal="" if found else "it is in no phrasebook")


def open_phrasebook(source: str, target: str, options: EngineOptions) -> Phrasebook:
    """The engine for two languages; the file has a column for each, divided by tabs."""
    settings = options.read(("file",))
    path = options.root / (inside(settings["file"]) if "file" in settings else "phrases.tsv")
    try:
        rows = list(csv.DictReader(path.read_text("utf-8").splitlines(), delimiter="\t"))
    except (OSError, UnicodeDecodeError) as error:
        hint = "name it in pretranslate.engines.phrasebook.file"
        raise EngineError(
            f"the phrasebook cannot be read: {error}", Place(path), hint=hint
        ) from None
    phrases = {row[source]: row[target] for row in rows if row.get(source) and row.get(target)}
    if not phrases:
        raise NoModelError(f"the phrasebook has nothing for {source} → {target}")
    return Phrasebook(phrases)
