"""Numbers in a text: digits, words, and words that multiply, combined.

"1.2 million" is one number, and so are «5 mil millones», "twenty-four" and «یک میلیون و ۲۰۰ هزار».
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from l10n_flow import patterns as re
from l10n_flow.language.numerals import ascii_digits
from l10n_flow.language.quantities.figures import Figure, Value, figures, magnitudes
from l10n_flow.language.quantities.spelling import PARTS
from l10n_flow.language.tags import subtags
from l10n_flow.model import Span


class Number(NamedTuple):
    """A number of a text, in any form."""

    span: Span
    values: tuple[Value, ...]
    """Its possible values, with its sign; empty if only its digits can be compared."""
    figures: tuple[Figure, ...] = ()
    """Its parts in digits; empty if it is in words only."""
    scaled: bool = False
    """Whether a word multiplies it."""

    @property
    def digits(self) -> str:
        """All its digits, without separators; "" if it is in words only."""
        return "".join(
            [sign for figure in self.figures for sign in figure.written if sign.isdigit()]
        )

    @property
    def is_name(self) -> bool:
        """Whether it is part of a name, as in `IPv6`."""
        return any(figure.is_name for figure in self.figures)

    @property
    def is_decimal(self) -> bool:
        """Whether it is a small number with a separator, 1.0, which no article stands for."""
        return (
            len(self.figures) == 1
            and len(self.figures[0].groups) > 1
            and len(self.digits) < _THOUSAND
        )


_THOUSAND = 4
"""Digits that a thousand has, which a word may stand for."""


class _Part(NamedTuple):
    """A figure, a word of a number, or a word that multiplies."""

    start: int
    end: int
    figure: Figure | None
    value: int
    power: int
    """The power of ten of a word that multiplies; otherwise 0."""


class _Term(NamedTuple):
    """What is multiplied, and by what power of ten."""

    values: tuple[Value, ...]
    power: int
    figures: tuple[Figure, ...]
    end: int
    """The index of the next part."""


_BLANK = re.compile(r"[\s\u00a0\u200c\u2011+-]{0,3}")
_AND = {
    "en": re.compile(r"\s+and\s+"),
    "es": re.compile(r"\s+y\s+"),
    "fa": re.compile(r"(?:[\s\u200c]+و[\s\u200c]*|و)"),
}
_HALF = {
    "en": re.compile(r"\s+and\s+a\s+half\b", re.IGNORECASE),
    "es": re.compile(r"\s+y\s+medi[oa]\b", re.IGNORECASE),
    "fa": re.compile(r"[\s\u200c]+و[\s\u200c]*نیم(?!\w)"),
}
_ONE_HALF = Fraction(1, 2)
_IN_SHORT = re.compile(
    r"\d(?:(?<=[$€£¥₹]\d)[\d.,]*(?:(?P<million>[mM])|(?P<billion>[bB]))(?!\w)"
    r"|[\s\u00a0]?(?:(?P<millions>M)|(?P<milliards>Mds?))"
    r"(?=[\s\u00a0]?[€$£]|\s(?:EUR|USD|GBP|de\s(?:euros|dólares|libras|pesos))\b))"
)
"""Money in short: $5m and £3bn in English, 5 M€ and 3 Md€ elsewhere."""
_SHORT = re.compile(r"\d(?:(?<=[$€£¥₹]\d)|[\s\u00a0]?M)")
"""Something of each of them."""
_POWERS_IN_SHORT = {"million": 6, "billion": 9, "millions": 6, "milliards": 9}
_ARGUMENT = re.compile(r"\$\d\Z")
"""$1m may be an argument of a program and a unit: $1 minutes."""
_IN_LETTERS = frozenset(("k", "m", "mn", "b", "bn", "tn", "trn", "md", "mds"))
"""What multiplies a number in short, in lower case."""
_MAY_BE_A_UNIT = ("k", "K")
"""5K is five thousand people, or kelvin, or kilobits."""
_TENTHS = ("gésimo", "gésima")
"""Spanish ordinals that go on without «y»: vigésimo segundo."""
_TENTH = ("décimo", "décima")
_NEVER = re.compile(r"(?!)")
_TEN, _TWENTY, _HUNDRED = 10, 20, 100


def has_magnitude(text: str, locale: str, words: frozenset[str] | None = None) -> bool:
    """Whether a text has a word that may multiply a number.

    `words` are all its words in lower case, and their parts where a sign joins them.

    >>> has_magnitude("5mil relés", "es"), has_magnitude("milagro", "es")
    (True, False)
    """
    if _SHORT.search(text) is not None and any(True for _ in _in_short(text)):
        return True
    if subtags(locale).language in PARTS:
        read = _WORD.findall(text.lower()) if words is None else words
        return not _all_magnitudes(locale).isdisjoint(read)
    lower = text.lower()
    if not any(word in lower for word in magnitudes(locale)):  # a hundred times as fast
        return False
    return any(part.power for part in _in_words(text, locale))


def _in_words(text: str, locale: str) -> Iterator[_Part]:
    """The words of numbers in a text; in Persian "and" may be written together with the next."""
    language = subtags(locale).language
    many, small = magnitudes(locale), PARTS.get(language, {})
    if not many:
        return
    if language == "fa":
        yield from _run_together(text, small, many)
    if small:
        known = _all_number_words(locale)
        found = [match for match in _WORD.finditer(text) if match[0].lower() in known]
    else:
        found = list(_words_that_multiply(locale).finditer(text))
    for match in found:
        word, start = match[0].lower(), match.start()
        if word not in small and word not in many and word[0] == _JOINED_AND:
            word, start = word[1:], start + 1
        value, power = small.get(word, _NO_PART), many.get(word, 0)
        if power or value != _NO_PART:
            yield _Part(start, match.end(), None, max(value, 0), power)


def _run_together(text: str, small: Mapping[str, int], many: Mapping[str, int]) -> Iterator[_Part]:
    """The words of «سیصدوپنجاه», and of «وچهارساله»."""
    if not _may_run_together(text):
        return
    either = _persian_words()
    for run in _WORD.finditer(text):
        counted = _AGED.sub("", run[0])
        words = list(either.finditer(counted))
        whole = "و".join(word[0] for word in words)
        is_aged = bool(words) and counted != run[0]
        if (len(words) > 1 or is_aged) and whole == counted.removeprefix("و" if is_aged else ""):
            for word in words:
                start, end = (run.start() + at for at in word.span())
                value, power = small.get(word[0], 0), many.get(word[0], 0)
                yield _Part(start, end, None, value, power)


def _may_run_together(text: str) -> bool:
    return "صدو" in text or "ستو" in text or "زارو" in text or "ساله" in text or "سالگی" in text


_WORD = re.compile(r"[^\W\d_]+")
_AGED = re.compile(r"سال(?:ه|گی)\Z")


@cache
def _persian_words() -> re.Pattern[str]:
    """Words of numbers that others may follow, the longest first."""
    words = sorted((*PARTS["fa"], *magnitudes("fa")), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


_JOINED_AND = "و"


@cache
def _all_magnitudes(locale: str) -> frozenset[str]:
    """The words that multiply; two sets are compared much faster than a set and keys."""
    return frozenset(magnitudes(locale))


@cache
def _all_number_words(locale: str) -> frozenset[str]:
    """The words of numbers in a language that has `PARTS`, in lower case."""
    language = subtags(locale).language
    small = PARTS[language]
    joined = [_JOINED_AND + word for word in small] if language == "fa" else []
    return frozenset((*small, *magnitudes(locale), *joined))


_NO_PART = -1


def _in_short(text: str) -> Iterator[_Part]:
    """The letters that multiply sums of money."""
    if _SHORT.search(text) is None:
        return
    for match in _IN_SHORT.finditer(ascii_digits(text)):
        name = match.lastgroup or ""
        yield _Part(*match.span(name), None, 0, _POWERS_IN_SHORT[name])


@cache
def _words_that_multiply(locale: str) -> re.Pattern[str]:
    """A pattern for them in a language whose other words for numbers are not known.

    They are no words to `re` where vowels are marks (हज़ार), nor where there are no blanks (万).
    """
    many = sorted(magnitudes(locale), key=len, reverse=True)
    either = "|".join(map(re.escape, many))
    if min(many) >= "\u2e80":
        return re.compile(either)
    return re.compile(rf"(?<![^\W\d_])(?:{either})(?![^\W\d_])", re.IGNORECASE)


def numbers(text: str, locale: str, words: frozenset[str] | None = None) -> list[Number]:
    """The numbers of a text, in order, those in words as well where the language is known.

    `words` are all its words, as for `has_magnitude`.

    >>> [str(n.values[0]) for n in numbers("$1.5 billion for twenty-four of 3,000", "en")]
    ['1500000000', '24', '3000']
    >>> [str(n.values[0]) for n in numbers("یک میلیون و ۲۰۰ هزار و سی و پنج نفر", "fa")]
    ['1200035']
    >>> [str(n.values[0]) for n in numbers("5 mil millones, dos o tres, 5 y 6", "es")]
    ['5000000000', '2', '3', '5', '6']
    >>> [str(n.values[0]) for n in numbers("2,5 Milliarden Euro", "de")]
    ['2500000000']
    """
    spelled = _parts_in_words(text, locale, words)
    written = figures(text, locale)
    if not spelled:
        return [_by_itself(figure) for figure in written]
    reading = _Reading(text, locale, written, spelled)
    found = []
    at = 0
    while at < len(reading.parts):
        number, at = reading.number(at)
        found.append(number)
    return found


def _parts_in_words(text: str, locale: str, words: frozenset[str] | None) -> list[_Part]:
    found = list(_in_short(text))
    language = subtags(locale).language
    if (
        words is None
        or language not in PARTS
        or not _all_number_words(locale).isdisjoint(words)
        or (language == "fa" and _may_run_together(text))
    ):
        found += _in_words(text, locale)
    return found


def _by_itself(figure: Figure) -> Number:
    """The number of a figure in a text without a word for numbers."""
    values = tuple([-value for value in figure.values]) if figure.negative else figure.values
    return Number(figure.span, values, (figure,))


def _scaled(values: tuple[Value, ...], power: int) -> tuple[Value, ...]:
    return tuple([value * 10**power for value in values]) if power else values


def _sums(some: tuple[Value, ...], others: tuple[Value, ...]) -> tuple[Value, ...]:
    """Each of some with each of others."""
    return tuple([a + b for a in some for b in others])


class _Reading:
    """A text's parts of numbers, and the grammar that puts them together."""

    def __init__(
        self, text: str, locale: str, written: Iterable[Figure], spelled: Iterable[_Part]
    ) -> None:
        self.text = text
        self.language = subtags(locale).language
        self.both = _AND.get(self.language, _NEVER)
        self.half = _HALF.get(self.language, _NEVER)
        found = [*spelled, *(_Part(*figure.span, figure, 0, 0) for figure in written)]
        self.parts = sorted(found, key=lambda part: part.start)

    def number(self, first: int) -> tuple[Number, int]:
        """The number that begins with a part, and the index of the part after it."""
        term = self._term(first)
        total, written, at, lowest = (
            _scaled(term.values, term.power),
            term.figures,
            term.end,
            term.power,
        )
        while lowest and (after := self._next(at, lowest)) is not None:
            if after.power > lowest:  # mil doscientos millones, two thousand five hundred million
                last = self.parts[after.end - 1].power
                more = _scaled(after.values, after.power - last)
                total = _scaled(_sums(total, more), last)
            else:
                total = _sums(total, _scaled(after.values, after.power))
            written, at, lowest = written + after.figures, after.end, after.power
        end = self.parts[at - 1].end
        if lowest and (half := self.half.match(self.text, end)) is not None:
            total, end = _sums(total, _scaled((_ONE_HALF,), lowest)), half.end()
        is_unit = self._may_be_a_unit(first, at)
        if is_unit and written and self._is_apart(at - 1):
            total = term.values + total  # 5,800 K are kelvin
        elif is_unit:
            total += term.values
        if written and written[0].negative:
            total = tuple([-value for value in total])
        return Number(
            Span(self.parts[first].start, end), total, written, bool(term.power) and not is_unit
        ), at

    def _may_be_a_unit(self, first: int, at: int) -> bool:
        """Whether a word that seems to multiply a number may be its unit."""
        last = self.parts[at - 1]
        if last.figure is not None or not last.power:
            return False
        word = self.text[last.start : last.end]
        is_argument = word in "mMbB" and _ARGUMENT.search(self.text, 0, self.parts[first].end)
        return word in _MAY_BE_A_UNIT or bool(is_argument)

    def _next(self, at: int, lowest: int) -> _Term | None:
        """The term that goes on with a number whose last word stands for this power of ten.

        It is less than that word, or multiplied by a greater one; digits alone begin a number of
        their own. "And" must join in Persian, may in English, and cannot in Spanish. Nothing is
        added to a number in short: "£3bn and 5K" are two.
        """
        if at >= len(self.parts) or self._is_in_short(at - 1):
            return None
        joined = self._gap(at, self.both)
        apart = self._gap(at, _BLANK)
        if not {"es": apart, "fa": joined}.get(self.language, apart or joined):
            return None
        term = self._term(at)
        if (term.figures and not term.power) or self._is_in_short(term.end - 1):
            return None
        if term.power > lowest:
            return None if term.figures else term
        room = 10 ** (lowest - term.power)
        return term if all(0 < value < room for value in term.values) else None

    def _is_apart(self, at: int) -> bool:
        """Whether a blank is before a part."""
        return self.text[self.parts[at].start - 1].isspace()

    def _is_in_short(self, at: int) -> bool:
        part = self.parts[at]
        return self.text[part.start : part.end].lower() in _IN_LETTERS

    def _term(self, first: int) -> _Term:
        """Digits or words below a thousand, and the words that multiply them; either may lack."""
        part, at, power = self.parts[first], first, 0
        values: tuple[Value, ...] = (1,)
        written: tuple[Figure, ...] = ()
        if part.figure is not None:
            values, written, at = part.figure.values, (part.figure,), first + 1
        elif not part.power:
            value, at = self._small(first)
            values = (value,)
        half = self.half.match(self.text, self.parts[at - 1].end) if at > first else None
        if half is not None and self._is_power(at, half.end()):  # two and a half million
            values, power, at = _sums(values, (_ONE_HALF,)), self.parts[at].power, at + 1
        while at == first or self._is_power(at, self.parts[at - 1].end):
            power, at = power + self.parts[at].power, at + 1
        return _Term(values, power, written, at)

    def _small(self, at: int) -> tuple[int, int]:
        """The value of words for a number below a thousand, and the index after them."""
        value, at = self.parts[at].value, at + 1
        if (value < _TWENTY and not self._is_tenth(at - 1)) or self._is_digits(at):
            return value, at
        if value >= _HUNDRED and self._follows(at, below=_HUNDRED, with_and=self.language == "fa"):
            rest, at = self._small(at)
            return value + rest, at
        with_and = self.language in ("es", "fa")
        if value < _HUNDRED and self._follows(at, below=_TEN, with_and=with_and):
            return value + self.parts[at].value, at + 1
        return value, at

    def _is_tenth(self, at: int) -> bool:
        """Whether it may begin an ordinal from 11 to 19: «décimo tercer», «décima quinta»."""
        part = self.parts[at]
        return self.text[part.start : part.end].lower() in _TENTH

    def _follows(self, at: int, *, below: int, with_and: bool) -> bool:
        if self._is_digits(at) or self.parts[at].power:
            return False
        before = self.parts[at - 1]
        is_ordinal = self.text[before.start : before.end].lower().endswith((*_TENTHS, *_TENTH))
        gap = self.both if with_and and not is_ordinal else _BLANK
        return 0 < self.parts[at].value < below and self._gap(at, gap)

    def _is_digits(self, at: int) -> bool:
        return at >= len(self.parts) or self.parts[at].figure is not None

    def _is_power(self, at: int, end: int) -> bool:
        if at >= len(self.parts) or not self.parts[at].power:
            return False
        gap = self.text[end : self.parts[at].start]
        if gap == " de " and self.text[self.parts[at - 1].start : end].lower() == "miles":
            return self.language == "es"  # 3,4 miles de millones
        return _BLANK.fullmatch(gap) is not None

    def _gap(self, at: int, pattern: re.Pattern[str]) -> bool:
        """Whether the text between a part and the one before it matches the pattern."""
        before, behind = self.parts[at - 1].end, self.parts[at].start
        return pattern.fullmatch(self.text, before, behind) is not None
