"""Numbers of programs' texts that a translation says otherwise: rules as those of `equivalents`."""

from __future__ import annotations

from l10n_flow import patterns as re
from l10n_flow.language.quantities.phrases import Number
from l10n_flow.language.quantities.sides import Left, Side, is_within
from l10n_flow.model import Span

_POWER = re.compile(r"\b[cdkm]?m(?:\^(?P<sign>[23])|[²³])")
_POWERS = {"2": "cuadrad", "3": "cúbic"}
_BUTTON = re.compile(
    r"(?i:\bbot[oó]n|\bclic\w*(?: en)?(?: el)?|\bpuls\w+(?: el)?|\brat[oó]n)\s(?P<n>[123])\b"
)
_BUTTONS = {"1": "left", "2": "middle", "3": "right"}


_NOTES = {
    "1": "redonda", "2": "blanca", "4": "negra", "8": "corchea", "16": "semicorchea", "32": "fusa",
    "64": "semifusa", "128": "garrapatea", "256": "semigarrapatea",
}  # fmt: skip
_NOTE = re.compile(r"\b(?:1/)?(?P<n>\d+)(?:th|nd)?\b")
_TUPLETS = {
    "2": "dosillo", "3": "tresillo", "4": "cuatrillo", "5": "cinquillo", "6": "seisillo",
    "7": "septillo", "9": "nonillo",
}  # fmt: skip
_TUPLET = re.compile(r"\b(?P<n>[2-79])-(?:plet|tuplet)s?\b")
_CLEF = re.compile(r"\ben (?P<n>[1-5])\.?ª")


def _names_in_music(ours: Side, theirs: Side) -> tuple[list[Span], list[Span]]:
    """«Semifusa» for a 64th note, «tresillos» for 3-plets, and «clave de do en 4.ª», a tenor's."""
    lower = theirs.text.lower()
    notes = [
        Span(*match.span())
        for names, pattern in ((_NOTES, _NOTE), (_TUPLETS, _TUPLET))
        for match in pattern.finditer(ours.text)
        if match["n"] in names and names[match["n"]] in lower
    ]
    clefs = list(_CLEF.finditer(theirs.text)) if "clef" in ours.text.lower() else []
    return notes, [Span(*match.span()) for match in clefs]


def without_names_of_things(left: Left, ours: Side, theirs: Side) -> Left:
    """Mm^3 for «mm cúbicos», the right button of a mouse for «botón 3», a note for «fusa»."""
    if ours.language != "en" or theirs.language != "es":
        return left
    expressed, named = [], []
    if left.lost and "^" in ours.text:
        expressed = [
            Span(*match.span())
            for match in _POWER.finditer(ours.text)
            if match["sign"] and _POWERS[match["sign"]] in theirs.text
        ]
    if any(number.digits in _BUTTONS for number in left.made):
        named = [
            Span(*match.span())
            for match in _BUTTON.finditer(theirs.text)
            if _BUTTONS[match["n"]] in ours.text.lower()
        ]
    notes, clefs = _names_in_music(ours, theirs)
    return left.outside([*expressed, *notes], [*named, *clefs])


_PLURAL = re.compile(r"\{\s*\w+, (?:plural|selectordinal),(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}")


def without_branches(left: Left, ours: Side, theirs: Side) -> Left:
    """`{n, plural, one {1 item} other {{n} items}}` for «{n} مورد»: there is no text for one."""
    if not left.lost or ", plural," not in ours.text or ", plural," in theirs.text:
        return left
    spans = [Span(*match.span()) for match in _PLURAL.finditer(ours.text)]
    return Left([n for n in left.lost if not is_within(n, spans)], left.made)


_CHOOSING = re.compile(r"(?<=\{\{)[A-Z]+:\$[0-9]\b")
_ARGUMENT = re.compile(r"\$([0-9])(?![0-9])")


def without_arguments(left: Left, ours: Side, theirs: Side) -> Left:
    """MediaWiki's `{{GENDER:$2|…}}`: by $2 a form is chosen, which some languages have not.

    Another argument than the source's is no such thing.
    """
    if "{{" not in ours.text:
        return left
    choosing = [Span(*match.span()) for match in _CHOOSING.finditer(ours.text)]
    known = set(_ARGUMENT.findall(ours.text))
    here = [Span(*m.span()) for m in _ARGUMENT.finditer(theirs.text) if m[1] in known]
    return Left(
        [n for n in left.lost if not is_within(n, choosing)],
        [n for n in left.made if not is_within(n, here)],
    )


_COMMAND = re.compile(r"\{[A-Z][A-Z_]*[: ]\d+(?:[ :][^{}]*)?\}")
_ONE_OF_MANY = re.compile(r"\{\d+:[A-Z][A-Z_]*\}")


def without_commands(left: Left, ours: Side, theirs: Side) -> Left:
    """`{G 0 o a}`: a game chooses the ending by its first argument; each language has its own.

    `{2:STRING}` is its second argument, `{STRING}` the next one.
    """
    if "{" not in ours.text and "{" not in theirs.text:
        return left
    here, there = (
        [Span(*match.span()) for match in _COMMAND.finditer(side.text)] for side in (ours, theirs)
    )
    here += [Span(*match.span()) for match in _ONE_OF_MANY.finditer(ours.text)]
    return left.outside(here, there)


_BASES = {"hexadecimal": "16", "binary": "2", "octal": "8", "decimal": "10"}


def without_bases(left: Left, ours: Side, _theirs: Side) -> Left:
    """«مبنای 16» and «base 16» for hexadecimal."""
    if ours.language != "en" or not any(n.digits in _BASES.values() for n in left.made):
        return left
    expressed = {base for word, base in _BASES.items() if re.search(rf"(?i:\b{word})", ours.text)}
    return Left(left.lost, [n for n in left.made if n.digits not in expressed])


_ONLY_DIGITS = re.compile(r"[+\d ()\u200e\u202a-\u202e\u2066-\u2069-]{9,24}")


def without_examples(left: Left, ours: Side, theirs: Side) -> Left:
    """A telephone number by itself is an example: everybody gives one of their country."""
    if not left.lost or not _ONLY_DIGITS.fullmatch(ours.text):
        return left
    return Left([], []) if _ONLY_DIGITS.fullmatch(theirs.text) else left


_LONG = 16
"""Digits that no value is given for without their separators."""


def without_long_ones(left: Left, _ours: Side, _theirs: Side) -> Left:
    """18,446,744,073,709,551,615 for the same digits in one row."""
    long = {_signed(n) for n in left.lost} & {_signed(n) for n in left.made}
    long = {number for number in long if len(number) >= _LONG}
    if not long:
        return left
    return Left(
        [n for n in left.lost if _signed(n) not in long],
        [n for n in left.made if _signed(n) not in long],
    )


def _signed(number: Number) -> str:
    return "-" * any(figure.negative for figure in number.figures) + number.digits
