"""Numbers by value: `5` is `۵`, `1,000` is `1.000`, "5 billion" is "5000 millones"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from l10n_flow import patterns as re
from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.prose import is_search_list, translators_note
from l10n_flow.checks.row import Check, Example, series
from l10n_flow.checks.rules.ranks import in_multitudes, in_ordinals
from l10n_flow.checks.rules.spelled import HALVES, IN_PARTS, SPELLED, in_halves, in_parts, in_words
from l10n_flow.checks.traits import Trait
from l10n_flow.language.quantities.multitudes import LOOKS as MULTITUDES
from l10n_flow.language.quantities.ordinals import LOOKS as ORDINALS
from l10n_flow.language.quantities.ordinals import may_be_figured
from l10n_flow.language.quantities.phrases import Number
from l10n_flow.language.quantities.ratios import names_ratio
from l10n_flow.model import Severity, Span, State


def _number(pair: Pair) -> Iterable[Hit]:
    found = _in_figures(pair)
    language, words = pair.source_language, pair.ours.runs
    is_figured = pair.ours.traits & _DIGIT and may_be_figured(pair.source)
    if not is_figured and _COUNTING.get(language, _NONE).isdisjoint(words):
        return found
    rows = [read for known, read in _BY_WORDS if not known.get(language, _NONE).isdisjoint(words)]
    if is_figured and in_ordinals not in rows:
        rows.append(in_ordinals)
    return _once(chain(found, *[read(pair) for read in rows]))


def _once(hits: Iterable[Hit]) -> Iterator[Hit]:
    """The hits without those about a number that one before them is about, on either side."""
    seen: list[Hit] = []
    for hit in hits:
        if not any(
            _meet(hit.span, one.span) or _meet(hit.source_span, one.source_span) for one in seen
        ):
            seen.append(hit)
            yield hit


def _meet(one: Span | None, other: Span | None) -> bool:
    return one is not None and other is not None and one.meets(other)


def _in_figures(pair: Pair) -> Iterator[Hit]:
    if not (pair.traits & _DIGIT or _counts_in_words(pair)):
        return
    if pair.state > State.DRAFT and (is_search_list(pair.source) or _is_symbol(pair)):
        return
    found = pair.numbers
    alone = len(found.changed) == 1 and not found.missing and not found.extra
    for was, now, _ in found.changed:
        if _is_counted_by_a_program(pair, was, now):
            continue
        detail = f"{_name(was)}>{_name(now)}" if alone else _name(was)
        message = f"{_written(pair.source, was)} of the source became {_written(pair.target, now)}"
        yield Hit(message, now.span, was.span, detail=detail)
    missing = [number for number in found.missing if not _is_of_a_word(pair.source, number)]
    for lost in _by_mistake(missing):
        names = series([_written(pair.source, number) for number in lost])
        message = (
            f"the numbers {names} are missing" if lost[1:] else f"the number {names} is missing"
        )
        yield Hit(message, None, _span(lost), detail=",".join(map(_name, lost)))
    extra = [
        number
        for number in (() if _is_named_otherwise(pair) else found.extra)
        if not _is_of_a_word(pair.target, number)
        and not _is_of_a_name(pair, number)
        and not translators_note(pair.target, number.span.start)
    ]
    for added in _by_mistake(extra):
        names = series([_written(pair.target, number) for number in added])
        detail = ",".join([f">{_name(number)}" for number in added])
        none = "none of the numbers" if added[1:] else "no"
        yield Hit(f"the source has {none} {names}", _span(added), None, detail=detail)
    for was, now, _ in found.exchanged:
        if pair.source_lower[: was.span.start].endswith("between ") and _is_range_down(was, now):
            continue
        if _is_score_turned_round(pair, now):
            continue
        message = (
            f"{_written(pair.source, was)} and {_written(pair.target, now)} have changed places"
        )
        yield Hit(message, now.span, was.span, detail=f"{_name(was)}<>{_name(now)}")


def _by_mistake(some: Sequence[Number]) -> Iterator[Sequence[Number]]:
    """Each number by itself, or three and more together: they stood in words that went or came."""
    if len(some) >= _TOGETHER:
        yield some
    else:
        yield from ([number] for number in some)


_TOGETHER = 3


def _span(some: Sequence[Number]) -> Span:
    return Span(some[0].span.start, some[-1].span.end)


_NONE: frozenset[str] = frozenset()
_BY_WORDS: Sequence[tuple[Mapping[str, frozenset[str]], Callable[[Pair], Iterable[Hit]]]] = (
    (HALVES, in_halves),
    (IN_PARTS, in_parts),
    (SPELLED, in_words),
    (ORDINALS, in_ordinals),
    (MULTITUDES, in_multitudes),
)
"""Words of a source by language, and what reads the texts of those that have one."""
_COUNTING: Mapping[str, frozenset[str]] = {
    language: frozenset().union(*[known.get(language, _NONE) for known, _ in _BY_WORDS])
    for language in {name for known, _ in _BY_WORDS for name in known}
}
"""All of them: most texts have none."""


def _is_symbol(pair: Pair) -> bool:
    """Whether a program's text is a symbol that the translation has words for: `7` is a chord."""
    source = pair.source.strip()
    if pair.is_page or len(source) > _SYMBOL or " " in source or _LONGER.search(source):
        return False
    return any(len(word) > _SHORT and word not in source.lower() for word in pair.target_words)


_LONGER = re.compile(r"[^\W\d_]{4}")
_SYMBOL, _SHORT = 8, 2
"""Characters."""


def _is_named_otherwise(pair: Pair) -> bool:
    """Whether a program's label without any number is named by one: a dash and «2 puntos»."""
    return (
        not pair.is_page
        and pair.state > State.DRAFT
        and len(pair.source) <= _LABEL
        and len(pair.source_words) <= _FEW
        and not any(map(str.isdigit, pair.source))
    )


_LABEL, _FEW = 24, 3
"""Characters, and words."""
_DIGIT = int(Trait.DIGIT)
_MILLIONS: Mapping[str, re.Pattern[str]] = {
    "en": re.compile("illion"),
    "es": re.compile("ill[oó]n|illardo"),
    "fa": re.compile("میلی[وا]|[بت]ری?لیون|بیلیون"),
}
"""A part of each word for a million or more; these numbers count without figures, too."""


def _counts_in_words(pair: Pair) -> bool:
    """Whether the source has a number in words that must be right: millions, fractions."""
    look = _MILLIONS.get(pair.source_language)
    if look is None:
        return False
    lower = pair.source_lower
    return look.search(lower) is not None or names_ratio(lower, pair.source_locale, is_lower=True)


def _is_of_a_word(text: str, number: Number) -> bool:
    """Whether it counts the letters of a word, i18n for internationalization."""
    start, end = number.span
    around = text[start - 1 : start] + text[end : end + 1] if start else ""
    return len(around) == 2 and around.isascii() and around.isalpha() and around.islower()


def _is_of_a_name(pair: Pair, number: Number) -> bool:
    """Whether it is in a name, W3C, MD5, of which the source has none with another number.

    So is that of a file, `wool2.conf`, with which a translator says more exactly what is meant.
    """
    start, end = number.span
    if _FILE_ENDS.match(pair.target, end) and (file := _FILE.search(pair.target[:start])):
        return re.search(rf"{file[0]}\d", pair.source) is None
    name = _CAPITALS.search(pair.target[:start])
    if name is None or pair.target[end : end + 1].islower():
        return False
    return re.search(rf"{name[0]}\d", pair.source) is None


_CAPITALS = re.compile(r"(?<![^\W_])[A-Z]{1,5}\Z")
_FILE = re.compile(r"(?<![^\W_])[a-z]{2,}\Z")
_FILE_ENDS = re.compile(r"\.[a-z]{2,4}(?!\w)")


def _is_counted_by_a_program(pair: Pair, was: Number, now: Number) -> bool:
    """Whether both are a figure's or chapter's in HTML, in a link or a heading of a generator.

    Generators count those of each page, and part word and number by a no-break space in the source
    as DocBook's stylesheets do. What people type is compared, and so is 3.7 that became 37.
    """
    depths = {_written(*at).count(".") for at in ((pair.source, was), (pair.target, now))}
    if pair.grammar != "html" or len(depths) > 1:
        return False
    if all(map(_is_a_notes, ((pair.source, was), (pair.target, now)))):
        return True
    ours, theirs = pair.source[: was.span.start], pair.target[: now.span.start]
    if not ours.endswith(("&nbsp;", "&#160;", "\xa0")):
        return False
    ends = (pair.source, was.span.end), (pair.target, now.span.end)
    return all(map(_NUMBERED.search, (ours, theirs))) and all(_COUNTED.match(*end) for end in ends)


def _is_a_notes(at: tuple[str, Number]) -> bool:
    """Whether it is a footnote's: it stands behind a whole sentence, and none goes on with it.

    A page of another language has other notes, and a generator counts them.
    """
    text, number = at
    ends = _SENTENCE.search(text[: number.span.start]) is not None
    return ends and _NEXT.match(text, number.span.end) is not None and max(number.values) < _NOTES


_SENTENCE = re.compile(r"[^\W\d_][.!?][)\"»”]?\s*\[?\Z")
_NEXT = re.compile(r"\]?(?:\s+[^\W\d_a-z]|\s*\Z)")
_NOTES = 1000
_COUNTED = re.compile(r"\W*</a>|[.:](?:\s|&nbsp;|&#160;|\Z)")
_NUMBERED = re.compile(
    r"(?:\A|<a \{\d+\}>)(?:</a>|&nbsp;|&#160;|\W)*(?:appendix|chapter|example|figure|section|table"
    r"|anexo|apéndice|capítulo|ejemplo|figura|sección|tabla"
    r"|شکل|جدول|فصل|بخش|مثال|پیوست)(?:&nbsp;|&#160;|\W)*\Z",
    re.IGNORECASE,
)


def _is_score_turned_round(pair: Pair, number: Number) -> bool:
    """Whether a defeat is told with the goals of who plays at home first: «perdió 0-3 en casa»."""
    lost = _DEFEATS.get(pair.language)
    start, end = max(0, number.span.start - _BESIDE), number.span.end + _BESIDE
    return (
        lost is not None
        and _SCORE.search(pair.target, max(0, number.span.start - 3), number.span.end + 3)
        is not None
        and lost.search(pair.target_lower, start, end) is not None
    )


_SCORE = re.compile(r"(?<!\d)\d{1,2}[-–]\d{1,2}(?!\d)")
_DEFEATS: Mapping[str, re.Pattern[str]] = {
    "es": re.compile(r"\b(?:perd|derrot|cay[óe]|cayeron|en casa|fuera|de visitante|a domicilio)"),
    "fa": re.compile("باخت|شکست|خانه|میهمان|مهمان"),
}
_BESIDE = 40
"""Characters on either side of a score in which a defeat is named."""


def _is_range_down(first: Number, second: Number) -> bool:
    """Whether a range begins with the greater number: between 200 and 150."""
    return bool(first.values and second.values) and first.values[0] > second.values[0]


def _written(text: str, number: Number) -> str:
    return text[slice(*number.span)]


def _name(number: Number) -> str:
    """Return the identity of a number in a finding: sign and digits, or the value of its words."""
    sign = "-" if any(figure.negative for figure in number.figures) else ""
    return sign + (number.digits or str(number.values[0]))


def _number_order(pair: Pair) -> Iterator[Hit]:
    for was, now, _ in pair.numbers.reordered:
        message = f"{_written(pair.target, now)} stands before {_written(pair.source, was)} here"
        yield Hit(message, now.span, was.span, detail=f"{_name(was)}<>{_name(now)}")


CHECKS = (
    Check(
        "number",
        "A number of the source is missing, has become another, was added, or has changed places"
        " with its neighbour. Numbers are compared by value: digits of any script, each language's"
        " separators, signs, words such as *million*, numbers in words, ordinals.",
        "Write the source's number, in the digits and with the separators of your language.",
        _number,
        (
            Example(
                "es",
                "The talks of 2015 took 18 days.",
                "Las conversaciones de 2016 duraron 18 días.",
                "Las conversaciones de 2015 duraron dieciocho días.",
            ),
            Example(
                "fa",
                "The talks of 2015 took 18 days.",
                "گفت‌وگوهای ۲۰۱۵ هشتاد و یک روز طول کشید.",
                "گفت‌وگوهای ۲۰۱۵ هجده روز طول کشید.",
            ),
            Example(
                "es",
                "It cost $1.5 billion.",
                "Costó 1,5 billones de dólares.",
                "Costó 1500 millones de dólares.",
            ),
        ),
        Severity.WARNING,
        when=Trait.DIGIT | Trait.LETTER,
    ),
    Check(
        "number-order",
        "Numbers of the source are in another order.",
        "Check that each number refers to the right thing. Sentences that are built otherwise may"
        " have theirs in another order.",
        _number_order,
        (
            Example(
                "es",
                "The north has 3 bridges, the south 8.",
                "El norte tiene 8 puentes; el sur, 3.",
                "El norte tiene 3 puentes; el sur, 8.",
            ),
            Example(
                "fa",
                "The north has 3 bridges, the south 8.",
                "شمال ۸ پل دارد و جنوب ۳ پل.",
                "شمال ۳ پل دارد و جنوب ۸ پل.",
            ),
        ),
        Severity.INFO,
        when=Trait.DIGIT,
        by_default=False,
    ),
)
