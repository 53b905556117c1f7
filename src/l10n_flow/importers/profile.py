"""A site profile: the rules by which pages of one kind are read, as data.

Every pattern is a regular expression that is searched for in one line, without regard to case;
`^` and `$` anchor it. Patterns meet lines as `folded` writes them, and never lines of more than
`REACH` characters: what is longer is prose, and a careless pattern stays quick.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from l10n_flow.bounded import bounded, compiled
from l10n_flow.errors import ConfigError, Place, UsageError
from l10n_flow.yamlvalues import (
    Reader,
    Value,
    one_of,
    read,
    suggestion,
    text,
    texts,
    top,
    whole,
    yes_or_no,
)

__all__ = [
    "KEYS",
    "REACH",
    "Credit",
    "Pattern",
    "Profile",
    "Selector",
    "Selectors",
    "choose",
    "folded",
    "known",
    "load",
    "matching",
    "named",
    "parted",
]

REACH = 400
"""Characters. The longest line of furniture on the pages we have seen has 76."""

_SHIPPED = Path(__file__).parent / "profiles"
_SUFFIXES = (".yaml", ".yml")

KEYS: Mapping[str, tuple[str, ...]] = {
    "": (
        "about",
        "fits",
        "blocks",
        "meta",
        "byline",
        "credit",
        "kinds",
        "categories",
        "months",
        "headings",
        "article_end",
        "lists",
        "drop",
        "languages",
        "html",
    ),
    "fits": ("least", "signs"),
    "meta": ("dates", "between", "separator", "expected"),
    "credit": ("names", "repeated"),
    "headings": ("most_words", "sentence_ends"),
    "html": ("title", "date", "categories", "authors", "credit", "body", "drop"),
}
"""The keys of every section of a profile; "" is the top. docs/importing.md explains them."""

Pattern = re.Pattern[str]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Selector:
    """An XPath expression, and the value that it was read from, to complain about it."""

    xpath: str
    value: Value


@dataclass(frozen=True, slots=True)
class Selectors:
    """Where an HTML page has what; trafilatura judges where there is no selector."""

    title: Selector | None = None
    date: Selector | None = None
    categories: Selector | None = None
    authors: Selector | None = None
    credit: Selector | None = None
    body: Selector | None = None
    drop: tuple[Selector, ...] = ()


@dataclass(frozen=True, slots=True)
class Meta:
    """How the line below a title is written: a date, and perhaps categories and an author."""

    dates: tuple[Pattern, ...] = ()
    """Groups `year`, `month` and `day`; for what `dates.find_date` does not know by itself."""
    between: Pattern = re.compile("[|¦｜•·]")
    """What stands between the date and the rest."""
    separator: Pattern = re.compile("[,،;؛]")
    """What stands between categories."""
    expected: bool = False
    """Whether a page without such a line deserves a warning."""


@dataclass(frozen=True, slots=True)
class Credit:
    """How the one who published an article first is named at its start."""

    names: tuple[str, ...] = ()
    repeated: bool = False
    """Whether a phrase before a dash that opens two texts of a page or more is a name too."""


@dataclass(frozen=True, slots=True)
class Headings:
    """Which lines between paragraphs are headings."""

    most_words: int = 0
    sentence_ends: Pattern = re.compile(r"[.!?:;…؟؛۔。？！：；][\"'”’»›)\]」』]*$")
    """What a heading does not end with."""

    def ends(self, text: str) -> bool:
        """Whether the text ends as a sentence does.

        >>> Headings().ends("It rained."), Headings().ends("Rain")
        (True, False)
        """
        with _bounded(self.sentence_ends):
            return self.sentence_ends.search(text) is not None


@dataclass(frozen=True, slots=True)
class Profile:
    """The rules for one kind of page; `Profile("x")` knows a title and paragraphs only."""

    name: str
    about: str = ""
    least_signs: int = 0
    """A page that shows fewer of the `signs` is of another kind."""
    signs: tuple[Pattern, ...] = ()
    joined: bool = False
    """Whether lines up to the next blank line are one block; otherwise each line is."""
    meta: Meta = Meta()
    byline: tuple[Pattern, ...] = ()
    """Group `author`."""
    credit: Credit = Credit()
    kinds: Mapping[str, str] = field(default_factory=dict)
    """From a word, folded, to the kind of article that it says."""
    categories: Mapping[str, str] = field(default_factory=dict)
    """From a category's words, folded, to its id, where the words do not make the id."""
    months: Mapping[str, int] = field(default_factory=dict)
    """From a month's name, folded, to its number."""
    headings: Headings = Headings()
    article_end: tuple[Pattern, ...] = ()
    lists: tuple[Pattern, ...] = ()
    """The headings of lists of other articles."""
    drop: tuple[Pattern, ...] = ()
    languages: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Common words, folded, by which a language is recognized."""
    html: Selectors = Selectors()

    def shown_by(self, lines: Iterable[str]) -> int:
        """How many of the signs the lines show."""
        todo = list(self.signs)
        for line in lines:
            if not todo:
                break
            todo = [sign for sign in todo if matching((sign,), line) is None]
        return len(self.signs) - len(todo)


def folded(text: str) -> str:
    r"""The text as patterns and tables meet it: one blank for many, nothing invisible, lower case.

    Arabic yeh and kaf count as the Persian letters, as Unicode's confusables have it; pages mix
    them freely. Zero-width non-joiners and marks of direction are left out.

    >>> folded("\u200fLATEST\u00a0 Content "), folded("كتاب‌هاي") == "کتابهای"
    ('latest content', True)
    """
    return " ".join(text.translate(_FOLDING).split()).casefold()


def matching(patterns: Iterable[Pattern], line: str) -> re.Match[str] | None:
    """The first match of any pattern in a line, None for lines that are too long to be furniture.

    >>> matching((re.compile("^Share$", re.I),), "SHARE") is not None
    True
    """
    if len(line) > REACH:
        return None
    plain = " ".join(line.translate(_FOLDING).split())
    some = tuple(patterns)
    with _bounded(*some):
        found = (pattern.search(plain) for pattern in some)
        return next((match for match in found if match is not None), None)


def parted(pattern: Pattern, line: str) -> list[str]:
    """What stands before, between and after the pattern's matches, whatever groups it has.

    >>> parted(re.compile("(,)|;"), "a, b; c")
    ['a', ' b', ' c']
    """
    with _bounded(pattern):
        spans = [match.span() for match in pattern.finditer(line)]
    edges = [0, *(edge for span in spans for edge in span), len(line)]
    return [line[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _bounded(*patterns: Pattern) -> AbstractContextManager[None]:
    return bounded("|".join([pattern.pattern for pattern in patterns]), "the profile")


_INVISIBLE = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060"
_INVISIBLE += "\u2066\u2067\u2068\u2069\ufeff"
_FOLDING = {ord(mark): "" for mark in _INVISIBLE} | {ord("ي"): "ی", ord("ى"): "ی", ord("ك"): "ک"}


def known(folder: Path) -> Mapping[str, Path]:
    """The profiles by name: those in a project's `folder`, then those that come with l10n-flow.

    A profile of the project takes the place of a shipped one of the same name.

    >>> sorted(known(Path("no-such-folder")))
    ['generic', 'strategic-council']
    """
    found: dict[str, Path] = {}
    for place in (folder, _SHIPPED):
        files = sorted(place.iterdir()) if place.is_dir() else []
        for file in files:
            if file.suffix in _SUFFIXES:
                found.setdefault(file.stem, file)
    return found


def named(wanted: str, folder: Path) -> Path:
    """The file of the profile that a person names, by its name or by its path.

    Raises `UsageError` when there is no such profile.
    """
    profiles = known(folder)
    if wanted in profiles:
        return profiles[wanted]
    path = Path(wanted)
    if path.suffix in _SUFFIXES and path.is_file():
        return path
    raise UsageError(f"there is no profile '{wanted}'", hint=suggestion(wanted, sorted(profiles)))


def choose(profiles: Iterable[Profile], lines: Iterable[str]) -> Profile:
    """The profile of which the page shows most signs; without any fitting one, a bare profile.

    >>> shown = Profile("s", least_signs=1, signs=(re.compile("^Share$"),))
    >>> choose((Profile("generic"), shown), ["Share"]).name
    's'
    >>> choose((Profile("generic"), shown), ["Care"]).name
    'generic'
    """
    lines = tuple(lines)
    best, most = Profile("none"), -1
    for profile in profiles:
        count = profile.shown_by(lines)
        if count >= profile.least_signs and count > most:
            best, most = profile, count
    return best


def load(path: Path) -> Profile:
    """The profile in a file, named after it.

    Raises `ConfigError` with file, line and column for what is not YAML, unknown or not a regular
    expression.
    """
    try:
        values = top(path).section(KEYS[""])
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", Place(path)) from error
    plain = Profile(path.stem)
    least, signs = read(values, "fits", _fits, (plain.least_signs, plain.signs))
    return Profile(
        name=path.stem,
        about=read(values, "about", text, ""),
        least_signs=least,
        signs=signs,
        joined=read(values, "blocks", one_of(_BLOCKS), default=False),
        meta=read(values, "meta", _meta, Meta()),
        byline=read(values, "byline", _having("author"), plain.byline),
        credit=read(values, "credit", _credit, Credit()),
        kinds=read(values, "kinds", _table(_kind), {}),
        categories=read(values, "categories", _table(_kind), {}),
        months=read(values, "months", _months, {}),
        headings=read(values, "headings", _headings, Headings()),
        article_end=read(values, "article_end", _patterns, plain.article_end),
        lists=read(values, "lists", _patterns, plain.lists),
        drop=read(values, "drop", _patterns, plain.drop),
        languages=read(values, "languages", _table(_words, str), {}),
        html=read(values, "html", _selectors, Selectors()),
    )


_BLOCKS = {"lines": False, "blank-lines": True}


def _fits(value: Value) -> tuple[int, tuple[Pattern, ...]]:
    values = value.section(KEYS["fits"])
    signs = read(values, "signs", _patterns, Profile("").signs)
    least = read(values, "least", whole(0, len(signs)), min(1, len(signs)))
    return least, signs


def _meta(value: Value) -> Meta:
    values = value.section(KEYS["meta"])
    plain = Meta()
    return Meta(
        dates=read(values, "dates", _having("year", "month", "day"), plain.dates),
        between=read(values, "between", _pattern, plain.between),
        separator=read(values, "separator", _pattern, plain.separator),
        expected=read(values, "expected", yes_or_no, plain.expected),
    )


def _credit(value: Value) -> Credit:
    values = value.section(KEYS["credit"])
    names = read(values, "names", texts, Credit().names)
    return Credit(names, read(values, "repeated", yes_or_no, default=False))


def _headings(value: Value) -> Headings:
    values = value.section(KEYS["headings"])
    most = read(values, "most_words", whole(0, 100), 0)
    return Headings(most, read(values, "sentence_ends", _pattern, Headings().sentence_ends))


def _selectors(value: Value) -> Selectors:
    values = value.section(KEYS["html"])
    one = {key: Selector(text(v), v) for key, v in values.items() if key != "drop"}
    drop = values["drop"].items() if "drop" in values else ()
    return Selectors(**one, drop=tuple(Selector(text(item), item) for item in drop))


def _patterns(value: Value) -> tuple[Pattern, ...]:
    if isinstance(value.data, list):
        return tuple(_pattern(item) for item in value.items())
    return (_pattern(value),)


def _pattern(value: Value) -> Pattern:
    written = text(value)
    try:
        pattern = compiled(written.translate(_FOLDING), re.IGNORECASE)
    except re.error as error:
        raise value.wrong(f"'{written}' is not a regular expression: {error}") from error
    if pattern.search("") is not None:
        raise value.wrong(f"'{written}' matches an empty line", "it would match every line")
    return pattern


def _having(*groups: str) -> Reader[tuple[Pattern, ...]]:
    """Return a reader of patterns that have exactly these groups."""

    def reader(value: Value) -> tuple[Pattern, ...]:
        patterns = _patterns(value)
        for pattern in patterns:
            if set(pattern.groupindex) != set(groups):
                need = ", ".join(f"(?P<{group}>…)" for group in groups)
                raise value.wrong(f"'{pattern.pattern}' must have the groups {need}")
        return patterns

    return reader


def _table(inner: Reader[_T], fold: Callable[[str], str] = folded) -> Reader[Mapping[str, _T]]:
    """Return a reader of mappings whose keys are words of a page."""

    def reader(value: Value) -> Mapping[str, _T]:
        return {fold(key): inner(item) for key, item in value.section(None).items()}

    return reader


def _kind(value: Value) -> str:
    word = text(value)
    if not re.fullmatch(r"[^\W_]+(-[^\W_]+)*", word):
        raise value.expected("an id: letters, digits and single hyphens")
    return word


def _months(value: Value) -> Mapping[str, int]:
    numbers: dict[str, int] = {}
    for names in value.items():
        months = texts(names)
        if len(months) != 12:
            raise names.wrong(f"a year has twelve months, not {len(months)}")
        numbers |= {folded(month): number for number, month in enumerate(months, start=1)}
    return numbers


def _words(value: Value) -> frozenset[str]:
    return frozenset(folded(text(value)).split())
