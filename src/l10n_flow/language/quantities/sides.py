"""A text, its language, and the quantities in it, each computed on demand and only once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from l10n_flow import patterns as re
from l10n_flow.language.numerals import ascii_digits
from l10n_flow.language.quantities.clocks import Clock, clocks
from l10n_flow.language.quantities.days import Date, dates
from l10n_flow.language.quantities.figures import Value, magnitudes
from l10n_flow.language.quantities.halves import Halved, halves
from l10n_flow.language.quantities.measures import units_beside
from l10n_flow.language.quantities.phrases import Number, numbers
from l10n_flow.language.quantities.ratios import Ratio, ratios
from l10n_flow.language.tags import direction, subtags
from l10n_flow.made import made_once
from l10n_flow.model import Span


class Side:
    """A text with its language."""

    def __init__(
        self, text: str, locale: str, aside: str = "", words: frozenset[str] | None = None
    ) -> None:
        """`words` are those of the text, as for `phrases.numbers`; None where nobody read them."""
        self.text = text
        self.locale = locale
        self.aside = aside
        """What the text holds besides words: a number in code is on this side as well."""
        self.language = subtags(locale).language
        """Its primary subtag."""
        self._words = words

    @made_once
    def numbers(self) -> Sequence[Number]:
        """The numbers of the text, in order."""
        return numbers(self.text, self.locale, self._words)

    @made_once
    def values(self) -> frozenset[Value]:
        """The values of the numbers by the language's own rules."""
        return frozenset(number.values[0] for number in self.numbers if number.values)

    @made_once
    def readings(self) -> frozenset[tuple[tuple[str, ...], Value]]:
        """What they may be worth, with the figures that must stand on the other side then too."""
        return frozenset((_written(n), value) for n in self.numbers for value in n.values)

    @made_once
    def written(self) -> frozenset[tuple[str, bool]]:
        """The figures that no word multiplies, as they are written, and whether below zero."""
        return frozenset(
            (figure.written, figure.negative)
            for number in self.numbers
            if not number.scaled
            for figure in number.figures
        )

    @made_once
    def versions(self) -> frozenset[tuple[tuple[str, ...], bool]]:
        """Groups of digits that together have no value, and whether below zero: 1.2.3, (-1,0,1)."""
        return frozenset(_grouped(n) for n in self.numbers if not n.values)

    @made_once
    def dates(self) -> Sequence[Date]:
        """The dates of the text, in order."""
        return dates(self.text, self.locale, self._words)

    @made_once
    def clocks(self) -> Sequence[Clock]:
        """The times of day of the text, in order."""
        return clocks(self.text, self.locale)

    @made_once
    def halves(self) -> Sequence[Halved]:
        """The quantities that the text says with the word for a half, a quarter or a dozen."""
        return list(halves(self.text, self.locale, self.numbers))

    @made_once
    def ratios(self) -> Sequence[Ratio]:
        """The parts of a whole that the text gives; the first of them where it is a table."""
        return list(islice(ratios(self.text, self.locale, self.numbers), _MANY))

    @made_once
    def digits_aside(self) -> frozenset[str]:
        """What stands in digits where no words are: in code, in addresses."""
        return frozenset(_DIGITS.findall(ascii_digits(self.aside))) if self.aside else frozenset()

    @property
    def is_right_to_left(self) -> bool:
        """Whether the language is written from right to left."""
        return direction(self.locale) == "rtl"

    @property
    def has_solar_calendar(self) -> bool:
        """Whether the language's readers use the Solar Hijri calendar."""
        return self.language in ("fa", "ps")

    def has(self, number: Number) -> bool:
        """Whether a number of the other side is here too: by worth, or as it is written there."""
        if number.values and number.values[0] in self.values:
            return True
        written = _written(number)
        if any((written, value) in self.readings for value in number.values):
            return True
        if number.scaled and magnitudes(self.locale):
            return False
        if not number.values and _grouped(number) in self.versions:
            return True
        return all((f.written, f.negative) in self.written for f in number.figures)

    def units(self, number: Number) -> frozenset[str]:
        """The units beside a number of the text."""
        found = self._units.get(number.span)
        if found is None:
            found = self._units[number.span] = units_beside(self.text, number, self.locale)
        return found

    @made_once
    def _units(self) -> dict[Span, frozenset[str]]:
        """What was asked for already."""
        return {}


_MANY = 40
_DIGITS = re.compile(r"\d+")


def _written(number: Number) -> tuple[str, ...]:
    return tuple([figure.written for figure in number.figures])


def _grouped(number: Number) -> tuple[tuple[str, ...], bool]:
    return number.figures[0].groups, number.figures[0].negative


def is_within(number: Number, spans: Iterable[Span]) -> bool:
    """Whether a number is within one of the spans."""
    return any(start <= number.span.start and number.span.end <= end for start, end in spans)


class Left(NamedTuple):
    """Numbers of each side that the other does not have."""

    lost: Sequence[Number]
    made: Sequence[Number]

    def outside(self, here: Sequence[Span], there: Sequence[Span]) -> Left:
        """Those that are in none of these ranges of their side."""
        return Left(
            [n for n in self.lost if not is_within(n, here)],
            [n for n in self.made if not is_within(n, there)],
        )
