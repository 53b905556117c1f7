"""Words of articles made fit to be printed anywhere: nothing in them acts, nothing hides.

A translation may hold escape sequences that paint a terminal, controls that turn a line around,
and lines that a CI runner takes for commands. A report shows such characters by their names.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from l10n_flow.language import direction

__all__ = [
    "UNSEEN",
    "counted",
    "defused",
    "has_rtl",
    "isolated",
    "named",
    "reading",
    "unlike_commands",
    "visible",
    "width",
]

_NAMES = {
    "\u00a0": "NBSP",
    "\u00ad": "SHY",
    "\u061c": "ALM",
    "\u180e": "MVS",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2060": "WJ",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\ufeff": "BOM",
}
"""The abbreviations of the Unicode Standard, in NameAliases.txt."""

UNSEEN = frozenset(_NAMES) - {"\u00a0"}
"""Characters that take no room: those that join, part or turn words."""

_ACTING = (
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Controls; what turns lines around; line ends that tools disagree about; halves of characters;
what XML 1.0 cannot hold (section 2.2); tags that no font shows. Not ZWNJ and ZWJ: letters need
them."""

_COMMAND = re.compile(r"##(?=\w*\[)")
"""CI runners obey `##[…]` and `##vso[…]` anywhere in a line."""

_AT_A_START = re.compile(r"^([^\S\n]*):(?=:)", re.MULTILINE)

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001eeff"
"""The blocks whose unassigned characters, too, are of bidirectional class R or AL (UAX #9)."""
_RTL_RUN = f"[{_RTL}](?:[{_RTL}\u200c\u200d ]*[{_RTL}])?"

_pattern = cache(re.compile)
"""Classes of many planes take `re` a millisecond each, and most lines need none of them."""

_LEFT, _RIGHT, _ANY, _END = "\u2066", "\u2067", "\u2068", "\u2069"


def visible(text: str) -> str:
    r"""The text without anything that acts: line ends as `↵`, controls by name or number.

    >>> visible("a\x1b[31m\u202eb\n::set-output::"), visible("##[error]") == "##\u2060[error]"
    ('a⟨U+001B⟩[31m⟨RLO⟩b↵::set-output::', True)
    """
    if text.isascii() and text.isprintable() and "##" not in text:
        return text
    text = _pattern(_ACTING).sub(lambda match: "↵" if match[0] == "\n" else named(match[0]), text)
    return defused(text)


def defused(text: str) -> str:
    """The text without what CI runners obey anywhere in a line: an invisible character parts it."""
    return _COMMAND.sub("##\u2060", text)


def unlike_commands(text: str) -> str:
    r"""The lines without a beginning that GitHub's runner obeys; it passes over blanks before it.

    >>> unlike_commands("a\n  ::error::b") == "a\n  :\u2060:error::b"
    True
    """
    return _AT_A_START.sub("\\g<1>:\u2060", text) if "::" in text else text


def named(characters: str) -> str:
    r"""The characters by their names or numbers.

    >>> named("\u200c\x00"), named("ی")
    ('⟨ZWNJ⟩⟨U+0000⟩', '⟨U+06CC⟩')
    """
    return "".join(f"⟨{_NAMES.get(c) or f'U+{ord(c):04X}'}⟩" for c in characters)


def has_rtl(text: str) -> bool:
    """Whether any letter or digit of the text runs from right to left, or may do so."""
    return not text.isascii() and _pattern(f"[{_RTL}]").search(text) is not None


def isolated(text: str) -> str:
    r"""A sentence in English that quotes other words, fit for a terminal that orders them.

    Each run of words that go from right to left is isolated (UAX #9): else two of them side by
    side would change places.

    >>> isolated("'paz' is missing"), isolated("'صلح', '۵'") == "'\u2068صلح\u2069', '\u2068۵\u2069'"
    ("'paz' is missing", True)
    """
    return _pattern(_RTL_RUN).sub(rf"{_ANY}\g<0>{_END}", text) if has_rtl(text) else text


def reading(text: str, locale: str) -> str:
    r"""A line of an article, fit to stand after something else on a line in English.

    Where it holds anything that runs from right to left it is isolated, in its language's own
    direction: a Persian sentence may well begin with a Latin name.

    >>> reading("La paz", "es"), reading("WHO گفت", "fa") == "\u2067WHO گفت\u2069"
    ('La paz', True)
    """
    if not has_rtl(text):
        return text
    opener = _ANY
    if locale:
        opener = _RIGHT if direction(locale) == "rtl" else _LEFT
    return f"{opener}{text}{_END}"


def counted(number: int, noun: str) -> str:
    """The number and its noun, in the plural where it belongs.

    >>> counted(1, "error"), counted(1200, "error"), counted(2, "entry")
    ('1 error', '1,200 errors', '2 entries')
    """
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


def width(text: str) -> int:
    """How many columns of a terminal the text takes.

    East Asian wide characters take two (UAX #11), marks and joiners none.

    >>> width("paz"), width("和平"), width("می‌رود"), width("e\u0301")
    (3, 4, 5, 1)
    """
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.category(c) in ("Mn", "Me", "Cf", "Cc")
        else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )
