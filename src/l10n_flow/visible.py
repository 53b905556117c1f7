"""Texts of articles made safe to print: control characters are neither executed nor hidden.

A translation may contain escape sequences for a terminal, controls that reverse a line, and lines
that a CI runner takes for commands. A report shows such characters by their names.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from l10n_flow import patterns as re
from l10n_flow.language.tags import direction

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
"""Characters without width: those that join or separate letters, or set their direction."""

_ACTING = (
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Controls; bidirectional controls; line ends that tools disagree about; surrogates; what XML 1.0
cannot contain (section 2.2); tags that no font shows. Not ZWNJ and ZWJ: words need them."""

_COMMAND = re.compile(r"##(?=\w*\[)")
"""CI runners execute `##[…]` and `##vso[…]` anywhere in a line."""

_AT_A_START = re.compile(r"^([^\S\n]*):(?=:)", re.MULTILINE)

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001eeff"
"""The blocks in which unassigned characters, too, are of bidirectional class R or AL (UAX #9)."""
_RTL_RUN = f"[{_RTL}](?:[{_RTL}\u200c\u200d ]*[{_RTL}])?"

_pattern = cache(re.compile)
"""Classes of many planes take `re` a millisecond each, and most lines need none of them."""

_LEFT, _RIGHT, _ANY, _END = "\u2066", "\u2067", "\u2068", "\u2069"


def visible(text: str) -> str:
    r"""The text without active characters: line ends as `↵`, controls by name or number.

    >>> visible("a\x1b[31m\u202eb\n::set-output::"), visible("##[error]") == "##\u2060[error]"
    ('a⟨U+001B⟩[31m⟨RLO⟩b↵::set-output::', True)
    """
    if text.isascii() and text.isprintable() and "##" not in text:
        return text
    text = _pattern(_ACTING).sub(lambda match: "↵" if match[0] == "\n" else named(match[0]), text)
    return defused(text)


def defused(text: str) -> str:
    """The text with an invisible character in what CI runners would execute inside a line."""
    return _COMMAND.sub("##\u2060", text)


def unlike_commands(text: str) -> str:
    r"""The lines, none of which begins (after blanks) with a command of GitHub's runner.

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
    r"""A sentence in English that quotes other words, for a terminal with bidirectional text.

    Each run of right-to-left words is isolated (UAX #9): otherwise two adjacent ones would change
    places.

    >>> isolated("'paz' is missing"), isolated("'صلح', '۵'") == "'\u2068صلح\u2069', '\u2068۵\u2069'"
    ("'paz' is missing", True)
    """
    return _pattern(_RTL_RUN).sub(rf"{_ANY}\g<0>{_END}", text) if has_rtl(text) else text


def reading(text: str, locale: str) -> str:
    r"""A line of an article, made safe to appear after other text on a line in English.

    If it contains right-to-left text it is isolated, in the direction of its language: a Persian
    sentence may begin with a Latin name.

    >>> reading("La paz", "es"), reading("WHO گفت", "fa") == "\u2067WHO گفت\u2069"
    ('La paz', True)
    """
    if not has_rtl(text):
        return text
    opener = _ANY
    if locale:
        opener = _RIGHT if direction(locale) == "rtl" else _LEFT
    return f"{opener}{text}{_END}"


def width(text: str) -> int:
    """The width of the text in columns of a terminal.

    East Asian wide characters take two columns (UAX #11), marks and joiners none.

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
