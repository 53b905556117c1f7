"""Letters of a script that neither the language nor the source has."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html import unescape

from l10n_flow import patterns as re
from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.row import Check, Example
from l10n_flow.checks.traits import Trait
from l10n_flow.model import Severity, Span

_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("Greek", "\u0370-\u0373\u0376-\u037d\u037f\u0386\u0388-\u03ff\u1f00-\u1fff"),
    ("Cyrillic", "\u0400-\u0481\u048a-\u052f\u1c80-\u1c8a\u2de0-\u2dff\ua640-\ua69f"),
    ("Armenian", "\u0531-\u0587"),
    ("Hebrew", "\u05d0-\u05f2"),
    ("Arabic", "\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c9\ufb50-\ufefc"),
    ("Indic", "\u0904-\u0939\u0958-\u0961\u0972-\u0dff"),
    ("Thai", "\u0e01-\u0e30\u0e40-\u0e46"),
    ("Lao", "\u0e81-\u0edf"),
    ("Burmese", "\u1000-\u103f"),
    ("Georgian", "\u10a0-\u10ff\u1c90-\u1cbf"),
    ("Hangul", "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"),
    ("Ethiopic", "\u1200-\u137f"),
    ("Khmer", "\u1780-\u17b3"),
    ("Mongolian", "\u1820-\u1878"),
    ("kana", "\u3041-\u30ff\uff66-\uff9f"),
    ("Han", "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"),
)  # fmt: skip
"""By the blocks of Unicode. Latin letters are not listed: every language has names in them."""

_OWN = {
    "Arab": {"Arabic"}, "Armn": {"Armenian"}, "Beng": {"Indic"}, "Cyrl": {"Cyrillic"},
    "Deva": {"Indic"}, "Ethi": {"Ethiopic"}, "Geor": {"Georgian"}, "Grek": {"Greek"},
    "Gujr": {"Indic"}, "Guru": {"Indic"}, "Hans": {"Han"}, "Hant": {"Han"}, "Hebr": {"Hebrew"},
    "Jpan": {"Han", "kana"}, "Khmr": {"Khmer"}, "Knda": {"Indic"}, "Kore": {"Hangul", "Han"},
    "Laoo": {"Lao"}, "Mlym": {"Indic"}, "Mong": {"Mongolian"}, "Mymr": {"Burmese"},
    "Orya": {"Indic"}, "Sinh": {"Indic"}, "Taml": {"Indic"}, "Telu": {"Indic"}, "Thai": {"Thai"},
}  # fmt: skip
"""The name above for the language's script (ISO 15924). Latin needs no entry."""

_KNOWN = {"Latn", *_OWN}


_LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8\u1e00-\u1eff"


def letters_of(script: str) -> str | None:
    """Return the letters of a script (ISO 15924) as a pattern class; None for an unknown script.

    >>> re.findall(f"[{letters_of('Arab')}]+", "توافق JCPOA"), letters_of("Zzzz")
    (['توافق'], None)
    """
    if script not in _KNOWN:
        return None
    own = _OWN.get(script, set())
    return "".join([letters for name, letters in _SCRIPTS if name in own]) or _LATIN


def named(text: str) -> str:
    """Return the first script, except Latin, of letters in the text; "" when there is none.

    >>> named("El мир"), named("paz")
    ('Cyrillic', '')
    """
    return next((name for name, letters in _SCRIPTS if _run_of(letters).search(text)), "")


def foreign(source: str, target: str, script: str) -> Iterator[tuple[str, Span]]:
    """Yield each script in the target that is neither its language's nor the source's.

    `script` is the language's (ISO 15924); for an unknown one nothing is found. A single Greek
    letter by itself is a symbol.

    >>> list(foreign("Peace", "La пaz", "Latn"))
    [('Cyrillic', Span(start=3, end=4))]
    >>> list(foreign("Peace (мир)", "Paz (мир)", "Latn")), list(foreign("alpha", "α", "Latn"))
    ([], [])
    """
    suspicious = _foreign_to(script)
    if suspicious is None or suspicious.search(target) is None:
        return
    own = _OWN.get(script, set())
    source = unescape(source).replace("\N{MICRO SIGN}", "\N{GREEK SMALL LETTER MU}")
    for name, letters in _SCRIPTS:
        run = _run_of(letters)
        if name in own or (found := run.search(target)) is None or run.search(source):
            continue
        if name == "Greek" and _SYMBOL.search(target):
            continue
        yield name, Span(*found.span())


@cache
def _run_of(letters: str) -> re.Pattern[str]:
    return re.compile(f"[{letters}](?:[{letters}\\W]*[{letters}])?")


@cache
def _foreign_to(script: str) -> re.Pattern[str] | None:
    """Letters that languages of a script do not have; None for an unknown script."""
    if script not in _KNOWN:
        return None
    own = _OWN.get(script, set())
    return re.compile(f"[{''.join([letters for name, letters in _SCRIPTS if name not in own])}]")


_SYMBOL = re.compile(
    r"^(?:[^\u0370-\u03ff]|(?<![A-Za-z\u00c0-\u052f])[\u0370-\u03ff](?![A-Za-z\u00c0-\u052f]))*$",
    re.DOTALL,
)
"""Beside letters that look alike it is none; Chinese and Japanese have no blank before it."""


_ARABIC = frozenset(map(chr, range(0x600, 0x700)))
"""All that the list of scripts has among common characters."""


def _script(pair: Pair) -> Iterator[Hit]:
    theirs = pair.theirs
    if theirs.is_common and (pair.script == "Arab" or _ARABIC.isdisjoint(theirs.characters)):
        return
    for name, span in foreign(pair.source, pair.target_prose, pair.script):
        message = f"{name} letters, which neither the source nor the language has"
        yield Hit(message, span, detail=name)


CHECKS = (
    Check(
        "script",
        "Letters of a script that is neither the language's nor in the source: an engine that"
        " slipped into another language, or a Cyrillic letter that only looks Latin.",
        "Type the word anew with the keyboard of your language.",
        _script,
        (
            Example("es", "Peace at last", "La пaz por fin", "La paz por fin"),
            Example("fa", "Peace at last", "سرانجام мир", "سرانجام صلح"),
        ),
        Severity.ERROR,
        when=Trait.FOREIGN | Trait.ARABIC,
    ),
)
