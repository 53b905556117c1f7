"""Invisible characters, and characters in an unusual form."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from l10n_flow import patterns as re
from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.row import Check, Example
from l10n_flow.checks.rules.repairing import repairs
from l10n_flow.checks.traits import Trait
from l10n_flow.language.arabic import outside_arabic
from l10n_flow.language.bidi import strip_isolates
from l10n_flow.language.repairs import nfc
from l10n_flow.language.tags import direction
from l10n_flow.model import Severity, Span


def _nfc(pair: Pair) -> Iterable[Hit]:
    if unicodedata.is_normalized("NFC", pair.target_prose):
        return ()
    composed = outside_arabic(nfc) if pair.language == "fa" else nfc  # scripture stays as it is
    return repairs(
        pair, composed, "accents are stored apart from their letters in “{was}” (not NFC)"
    )


_INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b\u2060-\u2064\ufeff\U000e0001-\U000e007f\u115f\u1160\u3164\uffa0]"
)
_BROKEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ufffe\uffff]")


def _invisible(pair: Pair) -> Iterator[Hit]:
    for match in _INVISIBLE.finditer(pair.target):
        if match.group() in pair.source or _is_flag(pair.target, match.start()):
            continue
        name = unicodedata.name(match.group(), "")
        code = f"U+{ord(match.group()):04X}"
        message = f"an invisible character, {name} ({code})" if name else f"an invisible {code}"
        yield Hit(message, Span(*match.span()), detail=code)
        return


def _is_flag(text: str, at: int) -> bool:
    """Whether a tag character ends an emoji, as in the flag of Scotland."""
    return ord(text[at]) > 0xE0000 and "\U0001f3f4" in text[:at]


def _control(pair: Pair) -> Iterator[Hit]:
    for match in _BROKEN.finditer(pair.target):
        if match.group() not in pair.source and not _is_chat(pair, match.group()):
            code = f"U+{ord(match.group()):04X}"
            what = "the sign of a lost character" if code == "U+FFFD" else "a control character"
            yield Hit(f"{what} ({code})", Span(*match.span()), detail=code)
            return


def _is_chat(pair: Pair, sign: str) -> bool:
    """Whether a program of a chat reads the sign: it begins and ends bold, colours, italics."""
    return not pair.is_page and sign in _CHAT and pair.target.count(sign) % 2 == 0


_CHAT = "\x02\x03\x16\x1d\x1f"
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_OPENS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069",
          "\u2068": "\u2069"}  # fmt: skip
_OVERRIDES = re.compile("[\u202d\u202e]")


def bidi_fault(text: str) -> Span | None:
    r"""Return the first directional control without a partner on its line (UAX #9, X5 to X8).

    An isolate (U+2066 to U+2068) ends with U+2069, an embedding with U+202C. Both also end with
    their paragraph, so an open one is displayed as meant until text is added after it.

    >>> bidi_fault("\u2068JCPOA\u2069"), bidi_fault("\u2068JCPOA")
    (None, Span(start=0, end=1))
    """
    open_at: list[tuple[str, int]] = []
    for match in _CONTROLS.finditer(text):
        sign = match.group()
        if sign in _OVERRIDES_CHARACTERS:
            open_at.append(("\u202c", match.start()))
        elif sign in _OPENS:
            open_at.append((_OPENS[sign], match.start()))
        elif open_at and open_at[-1][0] == sign:
            open_at.pop()
        else:
            return Span(match.start(), match.end())
    return Span(open_at[0][1], open_at[0][1] + 1) if open_at else None


_OVERRIDES_CHARACTERS = "\u202d\u202e"


def _bidi(pair: Pair) -> Iterator[Hit]:
    for line in re.finditer(r"[^\n]+", pair.target):
        span = bidi_fault(line.group())
        if span is not None and not _begins_as_all_runs(line.group(), pair.locale):
            message = "a directional control without its partner"
            moved = Span(line.start() + span.start, line.start() + span.end)
            yield Hit(message, moved, suggestion=_without_lonely(pair.target))
            return


def _begins_as_all_runs(line: str, locale: str) -> bool:
    """Whether all that is open begins a line that runs from right to left: it changes nothing."""
    return (
        line.startswith(("\u202b", "\u2067"))
        and direction(locale) == "rtl"
        and bidi_fault(line[1:]) is None
    )


def _without_lonely(text: str) -> str:
    """Return the text without its isolates where they are all that is wrong; else ""."""
    plain = strip_isolates(text)
    return plain if _CONTROLS.search(plain) is None else ""


def _override(pair: Pair) -> Iterator[Hit]:
    found = _OVERRIDES.search(pair.target)
    if found is not None and not _OVERRIDES.search(pair.source):
        sign = f"U+{ord(found.group()):04X}"
        message = f"a directional override ({sign}): letters appear in the wrong order"
        yield Hit(message, Span(*found.span()))


_NFD_SPANISH = unicodedata.normalize("NFD", "La negociación")
_NFD_PERSIAN = unicodedata.normalize("NFD", "آغاز گفت‌وگو")

CHECKS = (
    Check(
        "nfc",
        "Accents stored apart from their letters (not in Unicode's normal form C): searches and"
        " comparisons miss such words.",
        "Apply the suggestion: the words look the same afterwards.",
        _nfc,
        (
            Example("es", "The talks", _NFD_SPANISH, "La negociación", fixed="La negociación"),
            Example("fa", "The talks begin", _NFD_PERSIAN, "آغاز گفت‌وگو", fixed="آغاز گفت‌وگو"),
        ),
        when=Trait.DECOMPOSED,
        fixes=True,
    ),
    Check(
        "invisible",
        "A character that nobody sees: a zero-width space, a soft hyphen, a byte order mark.",
        "Delete it: put the cursor behind it and press Backspace once.",
        _invisible,
        (
            Example("es", "The deal", "El a\u200bcuerdo", "El acuerdo"),
            Example("fa", "The deal", "تو\u200bافق", "توافق"),
        ),
        when=Trait.INVISIBLE,
    ),
    Check(
        "control",
        "A control character, or the sign (U+FFFD) that stands where a character was lost.",
        "Type the word anew.",
        _control,
        (
            Example("es", "The negotiation", "La negociaci\ufffdn", "La negociación"),
            Example("fa", "The deal", "توا\ufffdق", "توافق"),
        ),
        Severity.ERROR,
        when=Trait.INVISIBLE,
    ),
    Check(
        "bidi-balance",
        "A directional control character (U+202A, U+202B, U+2066 to U+2068) that is opened and not"
        " closed on its line, or closed and not opened.",
        "Delete it, or close it: U+2069 closes an isolate, U+202C an embedding.",
        _bidi,
        (
            Example(
                "es",
                "the \u2068برجام\u2069",
                "el \u2068برجام",
                "el \u2068برجام\u2069",
                fixed="el برجام",
            ),
            Example("fa", "the JCPOA", "\u2068JCPOA را", "\u2068JCPOA\u2069 را", fixed="JCPOA را"),
        ),
        when=Trait.BIDI,
    ),
    Check(
        "bidi-override",
        "A directional override (U+202D, U+202E): it shows letters in an order that is not theirs.",
        "Delete it. To keep a foreign word whole, use an isolate (U+2068 … U+2069).",
        _override,
        (
            Example("es", "the deal", "el \u202eodreuca\u202c", "el acuerdo"),
            Example("fa", "the JCPOA", "\u202dJCPOA\u202c", "\u2068JCPOA\u2069"),
        ),
        Severity.ERROR,
        when=Trait.BIDI,
    ),
)
