"""Letters that a program lost or read with the wrong code page: mojibake and question marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from l10n_flow import patterns as re
from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.row import Check, Example, listed
from l10n_flow.checks.texts import Text
from l10n_flow.checks.traits import Trait
from l10n_flow.model import Severity, Span

_CODE_PAGES = (
    "cp1252",
    "cp1256",
    "latin-1",
    "cp1251",
    "cp1254",
    "cp1250",
    "mac_roman",
    "cp850",
    "cp437",
)
"""The code pages with which Windows, DOS and old Macs read Spanish and Persian."""


def _characters(code_page: str, first: int, last: int) -> str:
    """What a code page shows for a range of bytes; Latin-1's character for a byte that it lacks."""
    return "".join(
        bytes([byte]).decode(code_page, "ignore") or chr(byte) for byte in range(first, last + 1)
    )


@cache
def _misread(code_page: str) -> re.Pattern[str]:
    """Two or more UTF-8 characters of two or three bytes, as the code page shows them."""
    leads, threes, rest = map(re.escape, _bytes_of(code_page))
    first = rf"[{leads}{threes}](?:(?<=[{leads}])[{rest}]|(?<={threes})[{rest}][{rest}])"
    return re.compile(f"{first}(?:[{leads}][{rest}]|{threes}[{rest}][{rest}])*")


def _bytes_of(code_page: str) -> tuple[str, str, str]:
    """The first bytes of two-byte and of three-byte characters, and the bytes that follow."""
    ranges = (0xC3, 0xDF), (0xE2, 0xE2), (0x80, 0xBF)
    first, second, third = (_characters(code_page, *both) for both in ranges)
    return first, second, third


def _may_show(text: Text, code_page: str) -> bool:
    """Whether a text has a first byte before one that follows, as the code page shows them.

    Law: where it is False, `_misread` finds nothing. It needs no pattern, which takes longer to
    compile than all texts of a project take to look at.
    """
    first, rest = _both(code_page)
    if first.isdisjoint(text.characters) or rest.isdisjoint(text.characters):
        return False
    return any(after in rest for before, after in pairwise(text.text) if before in first)


@cache
def _both(code_page: str) -> tuple[frozenset[str], frozenset[str]]:
    leads, threes, rest = _bytes_of(code_page)
    return frozenset(leads + threes), frozenset(rest)


_SUSPICIOUS = re.compile(
    "[\u0080-\u009f]|Ă[\u0080-\u00bf\u0100-\u017f\u02c7-\u02dd™€]|[ÃÂÄÅÏÐÑØÙÚÛâ][\u0080-\u00bf\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u203a€™]"
    "|[آأؤإئابطظعغ][\u0080-\u00bf\u0192\u02c6\u2013-\u203a€™پچژڈگکھںٹڑ]|[РСЃГШЩЪЫВ][\u0080-\u00bf°-ЏЂ-Џђ-џІіЄєЇҐґ†‡€‰‹›‘’“”•–—™…]"
    "|[√¬⁄][\u0080-\u2265]|[├┬╪┘Γ].|[\u00d0-\u00df][\u2500-\u25ff\u0080-\u00bf]"
)
"""Most texts have none of these: only where one appears are the code pages tried."""


_MAYBE = int(Trait.LATIN_MARK | Trait.ARABIC | Trait.FOREIGN | Trait.INVISIBLE)


def _mojibake(pair: Pair) -> Iterator[Hit]:
    if not _ESCAPES.isdisjoint(pair.theirs.characters):
        yield from _escaped(pair)
    if not _may_be_misread(pair):
        return
    for misread in _BY_SCRIPT.get(pair.script, (_as_utf8,)):
        if (found := next(misread(pair), None)) is not None:
            yield found
            return


def _as_utf8(pair: Pair) -> Iterator[Hit]:
    """Yield UTF-8 that was read as one byte a letter."""
    if not pair.traits & _MAYBE or _SUSPICIOUS.search(pair.target) is None:
        return
    for code_page in _CODE_PAGES:
        if not _may_show(pair.theirs, code_page):
            continue
        if code_page == "cp1251" and pair.script == "Cyrl":
            continue  # the language has these letters
        for match in _misread(code_page).finditer(pair.target):
            was = _read_anew(match.group(), code_page)
            if was and match.group() not in pair.source and _is_likelier(was, match.group(), pair):
                word = _word(pair.target, match)
                message = f"“{pair.target[slice(*word)]}” is UTF-8 that was read as {code_page}"
                *_, last = _misread(code_page).finditer(pair.target)
                span = Span(word.start, _word(pair.target, last).end)
                yield Hit(message, span, detail="utf-8")
                return


def _may_be_misread(pair: Pair) -> bool:
    """Whether the target has signs that a misread text has: a quick look at its characters."""
    strange = pair.theirs.characters - _ASCII
    if pair.script == "Latn":
        return not strange <= _USUAL and _ODD_SIGN.search("".join(strange)) is not None
    if pair.script == "Arab" and strange <= _ARABIC:
        return _two_letters().search(pair.target) is not None
    return bool(strange)


_ASCII = frozenset(map(chr, range(0x80)))
_USUAL = frozenset("áéíóúüñçàèòêôï«»–—‘’“”…")
"""Signs of Latin script that no misread text needs: `_ODD_SIGN` matches none of them."""
_ARABIC = frozenset(map(chr, range(0x600, 0x700))) | {"\u200c", "\u200d", "\u00a0"}


@cache
def _two_letters() -> re.Pattern[str]:
    """Two letters as the Arabic code page shows their UTF-8: Arabic script needs both."""
    leads, _, rest = map(re.escape, _bytes_of("cp1256"))
    return re.compile(f"[{leads}][{rest}][{leads}][{rest}]")


_ESCAPES = frozenset("\\%=")
_ESCAPE = re.compile(
    r"\\u[0-9a-fA-F]{4}(?:\\u[0-9a-fA-F]{4})*"
    r"|%[CD][0-9A-F]%[89AB][0-9A-F](?:%[CD][0-9A-F]%[89AB][0-9A-F])*"
    r"|=[CD][0-9A-F]=[89AB][0-9A-F](?:=[CD][0-9A-F]=[89AB][0-9A-F])*"
)
"""Each begins with a fixed character, so it searches quickly."""


def _escaped(pair: Pair) -> Iterator[Hit]:
    r"""Yield letters that are escaped as programs escape them: \u00f3, %C3%B3, =C3=B3."""
    found = _ESCAPE.search(pair.target_prose)
    if found is None or found.group() in pair.source or _ESCAPE.search(pair.source) is not None:
        return
    written = found.group()
    if written[0] == "\\":
        was = "".join(chr(int(code, 16)) for code in written.split("\\u")[1:])
    else:
        was = bytes.fromhex(written.replace(written[0], "")).decode("utf-8", "ignore")
    if was.isalpha():
        message = f"“{written}” is “{was}” as programs write it to each other"
        yield Hit(message, Span(*found.span()), detail="escape")


def _by_wrong_table(pair: Pair) -> Iterator[Hit]:
    """Yield one-byte letters that were read with another code page than they were written with."""
    odd = _ODD.get(pair.script)
    if odd is None or not any(map(str.isalpha, pair.source + pair.target)):
        return
    for found in odd.finditer(pair.target):
        if found.group() in pair.source or "\u00a0" in found.group():
            continue
        if _USUAL.issuperset(found.group()):
            continue  # signs in a row: ««…
        if pair.language in _HAVE.get(found.group().lower(), ()) or (
            found.start()
            and _DIRECTIVE.search(pair.target, max(0, found.start() - 3), found.start())
        ):
            continue
        place = Span(*found.span()) if pair.script == "Arab" else _word(pair.target, found)
        sequence = pair.target[slice(*place)]
        for written, read in _TABLES[pair.script]:
            was = _recoded(sequence, written, read)
            if was and _is_word(was, pair):
                message = f"“{sequence}” is “{was}” in {written}, read as {read}"
                *_, last = odd.finditer(pair.target)
                end = max(place.end, _word(pair.target, last).end)
                yield Hit(message, Span(place.start, end), detail=written)
                return


def _recoded(sequence: str, written: str, read: str) -> str:
    """Return what was written if the wrong code page read it; "" where that cannot be."""
    try:
        return sequence.encode(read).decode(written)
    except UnicodeError:
        return ""


_SIGN_WITHIN = (
    "\u0080-\u00a9\u00ac-\u00b4\u00b6\u00b8\u00b9\u00bc-\u00bf"
    "\u0370-\u06ff\u2020-\u2025\u2030-\u25ff"
)
_ODD_SIGN = re.compile(rf"[{_SIGN_WITHIN}À-ßâĂœŽž\u0178\u2044]")
"""In Latin script: all these patterns begin with one of these, and few texts have one."""
_ODD: Mapping[str, re.Pattern[str]] = {
    "Latn": re.compile(
        rf"[{_SIGN_WITHIN}](?<=[a-z][{_SIGN_WITHIN}])(?=[a-z])"
        r"|[À-ÖØ-ÞŽ](?<=[a-z][À-ÖØ-ÞŽ])(?![A-ZÀ-Þ])|[œŽž¢£¤](?<![^\W\d_].)(?=[a-z]{2})"
    ),
    "Arab": re.compile(r"[^\x00-\x7f\u0600-\u06ff\u200b-\u200f\u2066-\u2069\s]{3,}"),
}
"""A sign within a word, or a capital with an accent after a small letter; three characters that are
neither Arabic nor ASCII."""
_DIRECTIVE = re.compile(r"%[a-z]{1,2}\Z")
"""`%sÉtudier` in a program: a value, and then a word."""
_HAVE: Mapping[str, frozenset[str]] = {
    "œ": listed("fr oc br wa"),
    "ž": listed("bs cs dsb et fi hr hsb lt lv se sk sl sr tk rm cnr"),
    "á": listed("ga gd"), "é": listed("ga gd"), "í": listed("ga gd"), "ó": listed("ga gd"),
    "ú": listed("ga gd"), "à": listed("ga gd"), "è": listed("ga gd"), "ì": listed("ga gd"),
    "ò": listed("ga gd"), "ù": listed("ga gd"),
}  # fmt: skip
"""Languages whose words begin with such a letter, or have it as a capital behind a prefix, as Irish
has: *žena*, *œuvre*, *na hÉireann* (CLDR's exemplar characters)."""
_WESTERN = ("cp1252", "mac_roman", "cp850", "cp437")
_TABLES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "Latn": (
        *((a, b) for a in _WESTERN for b in _WESTERN if a != b),
        *(("cp1252", b) for b in ("cp1251", "cp1253", "cp1256")),
    ),
    "Arab": tuple(("cp1256", b) for b in ("cp1252", "mac_roman", "cp1251", "cp850", "cp437")),
}
"""By script: the code page of writing, and that of reading."""


def _is_word(was: str, pair: Pair) -> bool:
    """Whether it is a word in the language's script; Arabic words have several letters only."""
    if pair.script == "Arab":
        letters = [sign for sign in was if sign.isalpha()]
        return len(set(letters)) > 1 and all("\u0600" <= sign <= "\u06ff" for sign in letters)
    letters_of_it = _SPANISH if pair.language == "es" else _LATIN
    return letters_of_it.fullmatch(was) is not None


_AROUND = r"[\x20-\x40«»“”‘’¿¡[\]_`{|}~…–—]*"
_SPANISH = re.compile(rf"{_AROUND}[A-ZÁÉÍÓÚÜÑ]?[a-záéíóúüñ]+{_AROUND}")
_LATIN = re.compile(rf"{_AROUND}[A-ZÀ-ÖØ-Þ]?[a-zß-öø-ÿ]+{_AROUND}")


def _two_bytes(pair: Pair) -> Iterator[Hit]:
    """Yield a sign of Latin-1 in UTF-8: °, ¿, «."""
    found = _TWO_BYTES.search(pair.target)
    if found is not None and found.group() not in pair.source:
        message = f"“{found.group()}” is “{found.group()[1]}” in UTF-8 that was read as cp1252"
        yield Hit(message, Span(*found.span()), detail="utf-8")


_BY_SCRIPT = {
    "Latn": (_by_wrong_table, _two_bytes, _as_utf8),
    "Arab": (_as_utf8, _by_wrong_table),
}
"""In which order mistakes are looked for. Persian letters in UTF-8 are Arabic letters by another
table, too."""


_TWO_BYTES = re.compile(r"Â[¡-¿]")


def _read_anew(text: str, code_page: str) -> str:
    """Return the characters that were meant; "" where these bytes are not UTF-8."""
    data = b""
    for sign in text:
        try:
            data += sign.encode(code_page)
        except UnicodeError:
            if ord(sign) > 0xFF:
                return ""
            data += bytes([ord(sign)])  # a byte that the code page lacks
    try:
        return data.decode("utf-8")
    except UnicodeError:
        return ""


def _is_likelier(was: str, sequence: str, pair: Pair) -> bool:
    """Whether the text read again fits the language better: its letters instead of other signs.

    Arabic script needs two different characters at once, because words may contain عک and طچ, and
    a sound is said twice: غژغژ.
    """
    if pair.script == "Arab":
        if any("\u0600" <= sign <= "\u06ff" for sign in sequence):
            return (
                len(set(was)) > 1
                and sum("\u0600" <= sign <= "\u06ff" for sign in was) > len(was) / 2
            )
        return any("\u0600" <= sign <= "\u06ff" or sign in _SIGNS for sign in was)
    return all(
        sign in _SIGNS or sign in _AGAIN or (sign.isalpha() and ord(sign) < _LATIN_END)
        for sign in was
    )


_LATIN_END = 0x250
_SIGNS = "¿¡«»“”‘’…–—ºª·°€\u00a0\u200c"
_AGAIN = "ÃÂâ€™\u0083\u00a0-\u00bf"
"""Mojibake of mojibake."""


def _word(text: str, match: re.Match[str]) -> Span:
    start, end = match.span()
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return Span(start, end)


_LOST: Mapping[str, re.Pattern[str]] = {
    "Latn": re.compile(  # negociaci?n, ?ltimo
        r"\?(?:(?<=[^\W\d_]\?)(?=[^\W\d_A-Z])|(?<!\S\?)(?=[^\W\d_A-Z]{3}))"
    ),
    "Arab": re.compile(r"(?<!\S)\?{3,}|[\u0620-\u06cc]\?+[\u0620-\u06cc]"),
}


def _lost(pair: Pair) -> Iterator[Hit]:
    """Yield question marks where letters were: within a word, or in place of one."""
    lost = _LOST.get(pair.script)
    if lost is None or "?" not in pair.target:
        return
    found = lost.search(pair.target_prose)
    if found is not None and not found.start() and pair.source.startswith("?"):
        return  # `?context:text`, as programs say what a label is for
    if found is not None and not lost.search(pair.source_prose):
        span = _word(pair.target, found)
        message = f"“{pair.target[slice(*span)]}” has question marks in the place of letters"
        yield Hit(message, span)


CHECKS = (
    Check(
        "mojibake",
        "Text that some program read by another table than it was written by: é became Ã© or È, and"
        " نام became ظ†ط§ظ….",
        "Type the words anew, or open the file again as UTF-8.",
        _mojibake,
        (
            Example("es", "The negotiation", "La negociaciÃ³n", "La negociación"),
            Example("fa", "Name", "ظ†ط§ظ…", "نام"),
        ),
        Severity.ERROR,
        when=Trait.LETTER,
    ),
    Check(
        "lost-letters",
        "Question marks in the place of letters: a program could not write them.",
        "Type the words anew.",
        _lost,
        (
            Example("es", "The negotiation", "La negociaci?n", "La negociación"),
            Example("fa", "The name of peace", "??? صلح", "نام صلح"),
        ),
        Severity.ERROR,
        when=Trait.QUESTION,
    ),
)
