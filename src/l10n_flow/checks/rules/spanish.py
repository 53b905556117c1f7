"""Spanish spelling, by the rules of `language.spanish`; each rule is explained there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from l10n_flow import patterns as re
from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.prose import FILLER, MARK, without_code
from l10n_flow.checks.row import Check, Example, listed
from l10n_flow.checks.rules.repairing import repairs
from l10n_flow.checks.rules.smallwords import DATA, SMALL
from l10n_flow.checks.traits import Trait
from l10n_flow.files.reading import content_of
from l10n_flow.language import spanish, spanishsigns
from l10n_flow.model import Severity, Span


def _opening(pair: Pair) -> Iterator[Hit]:
    if "?" in pair.target or "!" in pair.target:
        prose = without_code(pair.target_prose, pair.target)
        if ("?" not in prose and "!" not in prose) or _OPENED_BY_NAME.search(pair.target):
            return
        yield from repairs(
            pair,
            lambda text: _outside_tags(text, pair),
            "the opening sign is missing before “{was}”",
        )


def _outside_tags(prose: str, pair: Pair) -> str:
    """The signs outside tags; a tag counts as one mark."""
    made = spanishsigns.opening_signs(prose, pair.source)
    if made == prose or "<" not in pair.target:
        return made
    pieces, lengths, last = [], [], 0
    for tag in _TAG.finditer(pair.target):
        if prose[tag.start() : tag.end()] == MARK * len(tag[0]):
            pieces += [prose[last : tag.start()], MARK]
            lengths += [1] * prose.count(MARK, last, tag.start()) + [len(tag[0])]
            last = tag.end()
    left = iter(lengths)
    made = spanishsigns.opening_signs("".join([*pieces, prose[last:]]), pair.source)
    return re.sub(MARK, lambda _: MARK * next(left, 1), made)


_TAG = re.compile(r"<[^<>]*>")
_OPENED_BY_NAME = re.compile("&(?:i(?:excl|quest)|#0*(?:161|191)|#[xX]0*(?:A1|BF|a1|bf));")
"""¡ or ¿ as HTML can spell it."""


def _dates(pair: Pair) -> Iterable[Hit]:
    if spanish.NAMES_OF_DATES.isdisjoint(pair.theirs.runs):
        return ()
    return repairs(
        pair,
        lambda text: spanish.lower_case_dates(text, pair.source),
        "months and days are lower case: {now}",
    )


def _decimals(pair: Pair) -> Iterator[Hit]:
    return repairs(
        pair,
        lambda text: spanish.decimal_commas(text, pair.source, pair.locale),
        "a number with English separators: “{was}” is {now}",
    )


def _percent(pair: Pair) -> Iterator[Hit]:
    if pair.policy.percent:
        yield from repairs(
            pair,
            lambda text: spanish.percent_space(text, pair.locale, pair.policy.percent),
            "the project writes “{now}”",
        )


def _plain(words: str) -> str:
    return words.translate(_UNACCENTED)


_UNACCENTED = str.maketrans("áéíóúñ", "aeioun")


def _accents(name: str) -> Mapping[str, str]:
    """The words that must have an accent, by their spelling without it."""
    text = content_of(DATA / name).decode()
    words = " ".join([line for line in text.splitlines() if not line.startswith("#")]).split()
    return {_plain(word): word for word in words}


_ACCENTED = _accents("accents.txt")
_VERBS = _accents("accents-verbs.txt")
_WITHOUT = frozenset(_ACCENTED) | frozenset(_VERBS)
_ENDING = re.compile(
    r"\w{2,}(?:(?:[cx]|(?<!s)s)(?P<ion>ion)|(?:log|graf|nom|metr|arqu)(?P<ia>ia)s?)"
)
_FOREIGN = re.compile(r"[bcdfghj-np-tv-xz]y[b-df-hj-np-tv-z]|[kw]|([bdfgmpstz])\1|[pts]h")
"""How no Spanish word is spelled: *gymnasion*, *Kommission*."""
_ENDINGS = ("cion", "sion", "xion", "logia", "grafia", "nomia", "metria", "arquia")
"""Each such word contains one of these; they are looked for first, because that is fast."""
_ENDED = re.compile(r"(?:[csx]ion|(?:log|graf|nom|metr|arqu)ias?)(?![^\W\d_])")
"""And it ends with it: *canciones* has no accent to lose."""
_SMALL = SMALL["es"]


def _accent(pair: Pair) -> Iterator[Hit]:
    """Yield the first word without its accent; a word of the source only among Spanish ones."""
    prose = pair.target_prose
    if _WITHOUT.isdisjoint(pair.theirs.vocabulary) and not (
        any(map(pair.target_lower.__contains__, _ENDINGS)) and _ENDED.search(pair.target_lower)
    ):
        return
    before = ""
    for match in _WORD.finditer(without_code(prose, pair.target)):
        word = match.group()
        right = _accent_of(word.lower(), before, pair)
        own = not _is_name(word, before, pair) and (before in _SMALL or not _is_of(word, pair))
        if right and own and _is_written(word) and not _is_enclosed(match, pair):
            now = right if word.islower() else right.upper() if word.isupper() else right.title()
            suggestion = pair.target[: match.start()] + now + pair.target[match.end() :]
            message = f"“{word}” has lost its accent: {now}"
            yield Hit(message, Span(*match.span()), None, suggestion, word.lower())
            return
        before = word.lower()


_WORD = re.compile(r"(?<![\w$%&@#/\\.={-])[^\W\d_]+(?![\w=/(]|[.:&-]\w)")
"""A word that is not part of a program's name."""


def _accent_of(word: str, before: str, pair: Pair) -> str:
    """Return the word with its accent; "" when none is missing."""
    known = _ACCENTED.get(word)
    if known is not None:
        return known
    if word in _VERBS:
        return "" if _is_verb(word, before, pair) else _VERBS[word]
    match = _ENDING.fullmatch(word)
    if match is None or _FOREIGN.search(word) is not None:
        return ""
    at = match.start("ion") + 1 if match["ion"] else match.start("ia")
    return word[:at] + {"o": "ó", "i": "í"}[word[at]] + word[at + 1 :]


def _is_verb(word: str, before: str, pair: Pair) -> bool:
    """Whether a word may be a verb here.

    It is none after an article or a preposition, nor in the first person where English has no *I*.
    """
    if before in _NO_VERB_FOLLOWS:
        return False
    if word.endswith("o") and pair.source_language == "en":
        may_be_past = before in _THEY or word == "termino"  # «se publicó», «terminó»
        return may_be_past or not _I.isdisjoint(pair.ours.vocabulary)
    return before not in _SOME_VERB_FOLLOWS or _COGNATES.get(word.rstrip("s"), "-") not in (
        pair.source_lower
    )


_NO_VERB_FOLLOWS = listed(
    "a al algún aquel cada con cualquier de del desde el en entre es ese esta este hacia hasta"
    " mediante mismo ningún nuestra nuestro nueva nuevo otra otro para por primer primera sea según"
    " siguiente sin sobre son su sus tercer un una unas unos"
)
_SOME_VERB_FOLLOWS = frozenset(("la", "las"))
"""An article, or a pronoun before its verb."""
_THEY = frozenset(("le", "lo", "no", "que", "se", "ya"))
_I = frozenset(("i", "me", "my", "mine", "i'm", "i’m", "i've", "i’ve", "i'll", "i’ll"))
_COGNATES: Mapping[str, str] = {
    "linea": "line", "maquina": "machine", "pagina": "page", "practica": "practice",
    "ultima": "la",
}  # fmt: skip
"""A part of what stands in English where the Spanish word is a noun or adjective: *last*."""


def _is_written(word: str) -> bool:
    """Whether it is a word of prose, not a program's name (`musicaPercusion`, Subversion)."""
    return (word[1:].islower() or word.isupper()) and word.lower() not in _PROGRAMS


_PROGRAMS = frozenset(("subversion",))


def _is_name(word: str, before: str, pair: Pair) -> bool:
    """Whether the source has it with the same capitals, as it has a name, or it is a program's.

    Where everything is in capitals, they say nothing.
    """
    capital = word[0].isupper() and not (word.isupper() and pair.target.isupper())
    return capital and (word in pair.source or (before != "" and word in _CALLED))


_CALLED = frozenset(("Dia", "Maxima"))
"""Programs whose names stand for *it* where their own manual says so."""


def _is_enclosed(match: re.Match[str], pair: Pair) -> bool:
    """Whether it is alone between marks or quotes, as in the source: a value, a function."""
    around = match.string[match.start() - 1 : match.start()], match.string[match.end() :][:1]
    return all(sign and sign in _MARKS for sign in around) and match[0] in pair.source


_MARKS = f"{MARK}{FILLER}'\"`«»‘’“”"


def _is_of(word: str, pair: Pair) -> bool:
    """Whether the source has it: a name, or a word that both languages share, such as version."""
    return word.lower() in pair.source_words


def _put_right(source: str, bad: str, good: str) -> tuple[Example, ...]:
    return (Example("es", source, bad, good, fixed=good),)


_ROWS = (
    Check(
        "accent",
        "A word that is not Spanish without its accent: informacion, sesion, tambien. Words that"
        " are also written without it are not looked at.",
        "Write the accent.",
        _accent,
        _put_right("the latest information", "la informacion reciente", "la información reciente"),
        when=Trait.LETTER,
    ),
    Check(
        "opening-sign",
        "A question without ¿, an exclamation without ¡, where the source has its sign.",
        "Put ¿ or ¡ where the question or exclamation begins, which may be after a comma.",
        _opening,
        _put_right("Who won?", "Quién ganó?", "¿Quién ganó?"),
        when=Trait.QUESTION,
    ),
    Check(
        "capital-date",
        "A month or a day of the week with a capital, in a date.",
        "Write it in lower case. Names of feasts, streets and newspapers keep their capitals.",
        _dates,
        _put_right("on 5 January 2021", "el 5 de Enero de 2021", "el 5 de enero de 2021"),
        when=Trait.CAPITAL,
    ),
    Check(
        "decimal-point",
        "A decimal point, or a comma between thousands, copied from English where the language's"
        " region writes it otherwise.",
        "Write 2,5 for 2.5 and 12.500 for 12,500.",
        _decimals,
        _put_right("2.5 %", "2.5 %", "2,5 %"),
        Severity.INFO,
        when=Trait.DIGIT,
        by_default=False,
        copies=True,
    ),
    Check(
        "percent-space",
        "A percentage that is not written as the project has chosen (`percent: spaced` or `closed`"
        " in the configuration). RAE's rule is a no-break space before %.",
        "Apply the suggestion.",
        _percent,
        _put_right("5%", "un 5%", "un 5\u00a0%"),
        Severity.INFO,
        when=Trait.DIGIT,
        copies=True,
    ),
)

CHECKS = tuple(row._replace(languages=("es",)) for row in _ROWS)
