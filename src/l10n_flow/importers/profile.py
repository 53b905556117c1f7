"""A site profile: the rules by which pages of one kind are read, as data.

Every pattern is a regular expression that is searched for in one line, ignoring case; `^` and `$`
anchor it. Patterns are applied to lines as `folded` returns them, and never to lines of more than
`REACH` characters: longer lines are prose, and a careless pattern stays fast.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from l10n_flow.bounded import bounded, compiled
from l10n_flow.errors import ConfigError, Place, UsageError
from l10n_flow.language.arabic import PERSIAN_FOR
from l10n_flow.visible import UNSEEN
from l10n_flow.yamlvalues import (
    Reader,
    Value,
    key,
    keys,
    laid_over,
    one_of,
    read,
    section,
    suggestion,
    text,
    texts,
    top,
    whole,
    yes_or_no,
)

REACH = 400
"""Characters. The longest line of furniture on the pages that we tested has 76."""

_SHIPPED = Path(__file__).parent / "profiles"
_SUFFIXES = (".yaml", ".yml")

Pattern = re.Pattern[str]
_T = TypeVar("_T")


def folded(text: str) -> str:
    r"""Return the text in the form for patterns and tables: single blanks, visible, lower case.

    Arabic yeh and kaf become the Persian letters (Unicode's confusables), because pages use both.
    Zero-width non-joiners and direction marks are removed.

    >>> folded("\u200fLATEST\u00a0 Content "), folded("كتاب‌هاي") == "کتابهای"
    ('latest content', True)
    """
    return " ".join(text.translate(_FOLDING).split()).casefold()


_FOLDING = {**dict.fromkeys(map(ord, UNSEEN), ""), **PERSIAN_FOR}


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
    """Return a reader of mappings with words of a page as keys."""

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


_BLOCKS = {"lines": False, "blank-lines": True}


@dataclass(frozen=True, slots=True)
class Selector:
    """An XPath expression, and the configured value for error messages about it."""

    xpath: str
    value: Value


def _selector(value: Value) -> Selector:
    return Selector(text(value), value)


def _selectors(value: Value) -> tuple[Selector, ...]:
    return tuple([_selector(item) for item in value.items()])


@dataclass(frozen=True, slots=True)
class Selectors:
    """Where an HTML page has its parts; without a selector trafilatura decides."""

    title: Selector | None = key(None, _selector)
    date: Selector | None = key(None, _selector)
    categories: Selector | None = key(None, _selector)
    authors: Selector | None = key(None, _selector)
    credit: Selector | None = key(None, _selector)
    body: Selector | None = key(None, _selector)
    drop: tuple[Selector, ...] = key((), _selectors)


@dataclass(frozen=True, slots=True)
class Meta:
    """The form of the line below a title: a date, perhaps with categories and an author."""

    dates: tuple[Pattern, ...] = key((), _having("year", "month", "day"))
    """Groups `year`, `month` and `day`; for dates that `dates.find_date` does not recognise."""
    between: Pattern = key(re.compile("[|¦｜•·]"), _pattern)
    """Separates the date from the rest."""
    separator: Pattern = key(re.compile("[,،;؛]"), _pattern)
    """Separates categories."""
    expected: bool = key(default=False, reader=yes_or_no)
    """Whether a page without such a line gets a warning."""


@dataclass(frozen=True, slots=True)
class Credit:
    """How an article names its first publisher at its start."""

    names: tuple[str, ...] = key((), texts)
    repeated: bool = key(default=False, reader=yes_or_no)
    """Whether a phrase before a dash that opens at least two texts of a page is a name, too."""


@dataclass(frozen=True, slots=True)
class Headings:
    """Which lines between paragraphs are headings."""

    max_words: int = key(0, whole(0, 100))
    sentence_ends: Pattern = key(re.compile(r"[.!?:;…؟؛۔。？！：；][\"'”’»›)\]」』]*$"), _pattern)
    """A heading does not end with these."""

    def ends(self, text: str) -> bool:
        """Whether the text ends like a sentence.

        >>> Headings().ends("It rained."), Headings().ends("Rain")
        (True, False)
        """
        with _bounded(self.sentence_ends):
            return self.sentence_ends.search(text) is not None


@dataclass(frozen=True, slots=True)
class Profile:
    """The rules for one kind of page; `Profile("x")` finds a title and paragraphs only."""

    name: str
    about: str = key("", text)
    min_signs: int = key(0, part="fits")
    """The minimum number of `signs` on a page of this kind."""
    signs: tuple[Pattern, ...] = key((), _patterns, part="fits")
    joined: bool = key(default=False, reader=one_of(_BLOCKS), name="blocks")
    """Whether lines up to the next blank line are one block; otherwise each line is."""
    meta: Meta = section(Meta())
    byline: tuple[Pattern, ...] = key((), _having("author"))
    """Group `author`."""
    credit: Credit = section(Credit())
    kinds: Mapping[str, str] = key({}, _table(_kind))
    """From a folded word to its kind of article."""
    categories: Mapping[str, str] = key({}, _table(_kind))
    """From a category's folded words to its id, where the id is not made from them."""
    months: Mapping[str, int] = key({}, _months)
    """From a month's folded name to its number."""
    headings: Headings = section(Headings())
    article_end: tuple[Pattern, ...] = key((), _patterns)
    lists: tuple[Pattern, ...] = key((), _patterns)
    """The headings of lists of other articles."""
    drop: tuple[Pattern, ...] = key((), _patterns)
    languages: Mapping[str, frozenset[str]] = key({}, _table(_words, str))
    """Common folded words by which a language is recognised."""
    html: Selectors = section(Selectors())

    def count_signs(self, lines: Iterable[str]) -> int:
        """Count the signs that the lines contain."""
        todo = list(self.signs)
        for line in lines:
            if not todo:
                break
            todo = [sign for sign in todo if matching((sign,), line) is None]
        return len(self.signs) - len(todo)


KEYS: Mapping[str, tuple[str, ...]] = {
    "": keys(Profile),
    "fits": keys(Profile, "fits"),
    "meta": keys(Meta),
    "credit": keys(Credit),
    "headings": keys(Headings),
    "html": keys(Selectors),
}
"""The keys of every section of a profile; "" is the top. docs/importing.md explains them."""


def matching(patterns: Iterable[Pattern], line: str) -> re.Match[str] | None:
    """Return the first match of any pattern in a line, None for lines too long to be furniture.

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
    """Return the parts before, between and after the pattern's matches, without its groups.

    >>> parted(re.compile("(,)|;"), "a, b; c")
    ['a', ' b', ' c']
    """
    with _bounded(pattern):
        spans = [match.span() for match in pattern.finditer(line)]
    edges = [0, *(edge for span in spans for edge in span), len(line)]
    return [line[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _bounded(*patterns: Pattern) -> AbstractContextManager[None]:
    return bounded("|".join([pattern.pattern for pattern in patterns]), "the profile")


def known(folder: Path) -> Mapping[str, Path]:
    """Return the profiles by name: those in a project's `folder`, then l10n-flow's own.

    A profile of the project replaces one of l10n-flow's with the same name.

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
    """Return the file of a profile that is given by its name or by its path.

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
    """Return the profile with most signs on the page; a bare profile where none fits.

    >>> shown = Profile("s", min_signs=1, signs=(re.compile("^Share$"),))
    >>> choose((Profile("generic"), shown), ["Share"]).name
    's'
    >>> choose((Profile("generic"), shown), ["Care"]).name
    'generic'
    """
    lines = tuple(lines)
    best, highest = Profile("none"), -1
    for profile in profiles:
        count = profile.count_signs(lines)
        if count >= profile.min_signs and count > highest:
            best, highest = profile, count
    return best


def load(path: Path) -> Profile:
    """Return the profile in a file; it has the file's name.

    Raises `ConfigError` with file, line and column for what is not YAML, unknown or not a regular
    expression.
    """
    try:
        values = top(path).section(KEYS[""])
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", Place(path)) from error
    profile = laid_over(Profile(path.stem), values)
    if "fits" in values:
        fits = values["fits"].section(keys(Profile, "fits"))
        profile = laid_over(profile, fits, part="fits")
        number = len(profile.signs)
        min_signs = read(fits, "min_signs", whole(0, number), min(1, number))
        profile = replace(profile, min_signs=min_signs)
    return profile
