"""What people declare right as it is: suppressions, of SARIF 2.1's two kinds (§ 3.35).

In the source, which is a catalog's entry, by a comment:

    # l10n-flow:ignore=number,length;h=9c2e51d3a0b7

Like the state comment it is a translator's comment. We write it without a blank, because every tool
keeps that form; people may type blanks. `h` is the digest of the entry's context and source: the
comment is for the text that somebody looked at, and expires when that text changes. Without `h`, as
people type it, it stays until `check --fix` adds one.

And externally, in the list `check.ignore` of the configuration.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import NamedTuple

from l10n_flow import patterns as re
from l10n_flow.bounded import bounded
from l10n_flow.model import PREFIX, Entry, digest

EVERYTHING = "all"
"""In the place of names: every check."""

_COMMENT = re.compile(rf"{PREFIX}\s*ignore\s*=(?P<names>[^;]*)(?:;\s*h=(?P<digest>[0-9a-f]*)\s*)?")
_BETWEEN = re.compile(r"[\s,]+")


class External(NamedTuple):
    """A suppression in the configuration: of findings for which all its conditions hold."""

    checks: tuple[str, ...]
    articles: tuple[str, ...] = ()
    """Patterns for articles' names; none for every article."""
    locales: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    """Regular expressions for parts of a segment's source; none for every segment."""

    def fits(self, check: str, article: str, locale: str, source: str | None) -> bool:
        r"""Whether it suppresses such a finding; `source` is None for a finding without an entry.

        Raises `ConfigError` for a regular expression that takes too long.

        >>> versions = External(("number",), articles=("news/*",), sources=(r"^v\d",))
        >>> versions.fits("number", "news/a", "es", "v2 is out")
        True
        >>> versions.fits("number", "news/a", "es", None)
        False
        """
        return (
            check in self.checks
            and (not self.locales or locale in self.locales)
            and (not self.articles or any(fnmatchcase(article, name) for name in self.articles))
            and (
                not self.sources
                or (source is not None and any(_occurs(one, source) for one in self.sources))
            )
        )


def _occurs(pattern: str, source: str) -> bool:
    with bounded(pattern, "check.ignore"):
        return re.search(pattern, source) is not None


class InSource(NamedTuple):
    """A suppression in an entry: one comment."""

    names: tuple[str, ...]
    """As they are written; a name that no check has suppresses nothing."""
    digest: str | None
    """The digest of the context and source that it is for; None for any."""
    expired: bool
    """Whether the entry's text has changed since."""


def in_source(entry: Entry) -> Iterator[InSource]:
    """Yield what each of the entry's comments suppresses, expired ones included.

    >>> [one.names for one in in_source(Entry("Peace", comments=("l10n-flow: ignore=copy, url",)))]
    [('copy', 'url')]
    """
    for line in entry.comments:
        match = _COMMENT.fullmatch(line)
        if match is not None:
            names = tuple([name for name in _BETWEEN.split(match["names"]) if name])
            expired = match["digest"] not in (None, digest(entry.context, entry.source))
            yield InSource(names, match["digest"], expired)


def suppresses(
    externals: Sequence[External], check: str, article: str, locale: str, entry: Entry | None
) -> bool:
    """Whether findings of a check are suppressed in an entry or, without one, in an article.

    >>> entry = Entry("Peace", "Paz", comments=("l10n-flow:ignore=inconsistent",))
    >>> [suppresses((), name, "a", "es", entry) for name in ("inconsistent", "number")]
    [True, False]
    >>> suppresses([External(("number",))], "number", "a", "es", None)
    True
    """
    if entry is not None and entry.comments:
        names = {name for one in in_source(entry) if not one.expired for name in one.names}
        if check in names or EVERYTHING in names:
            return True
    source = None if entry is None else entry.source
    return any(one.fits(check, article, locale, source) for one in externals)


class Doubt(NamedTuple):
    """A problem with a comment that should suppress findings."""

    check: str
    """A row of `checks.projectlevel`."""
    message: str
    detail: str
    """The index among several."""


def doubts(entry: Entry) -> Iterator[Doubt]:
    """Yield a problem for each name that no check has, and for each expired comment.

    >>> one = Entry("Peace", comments=("l10n-flow:ignore=trem,copy", "l10n-flow:ignore=url;h=0"))
    >>> for doubt in doubts(one):
    ...     print(doubt.check, doubt.message)
    unknown-suppression it suppresses 'trem', and no check has that name: did you mean 'term'?
    expired-suppression the comment that suppresses url is for another text
    """
    for one in in_source(entry):
        for name in one.names or ("",):
            if name not in _known():
                yield Doubt("unknown-suppression", _unknown(name), name)
        if one.expired:
            names = ", ".join(one.names)
            message = f"the comment that suppresses {names} is for another text"
            yield Doubt("expired-suppression", message, names)


def dated(entry: Entry) -> Entry:
    """Return the entry with its suppressions in one comment, which expires when its text changes.

    Expired ones are removed. Nothing changes when all had a digest already, nor when a name is
    misspelt, because only its author knows what was meant.

    >>> dated(Entry("Peace", "Paz", comments=("l10n-flow: ignore=number, copy",))).comments
    ('l10n-flow:ignore=copy,number;h=634e58334f74',)
    """
    found = list(in_source(entry)) if entry.comments else []
    is_known = all(name in _known() for one in found for name in one.names)
    if not is_known or all(one.digest is not None for one in found):
        return entry
    names = {name for one in found if not one.expired for name in one.names}
    comments = [line for line in entry.comments if _COMMENT.fullmatch(line) is None]
    if names:
        end = digest(entry.context, entry.source)
        comments.append(f"{PREFIX}ignore={','.join(sorted(names))};h={end}")
    return replace(entry, comments=tuple(comments))


def _known() -> frozenset[str]:
    from l10n_flow.checks.names import names  # noqa: PLC0415 - few entries have such a comment

    return frozenset((EVERYTHING, *names()))


def _unknown(name: str) -> str:
    if not name:
        return "the comment that suppresses checks names none"
    from difflib import get_close_matches  # noqa: PLC0415 - rarely needed

    meant = get_close_matches(name, sorted(_known()), n=1)
    hint = f": did you mean '{meant[0]}'?" if meant else ""
    return f"it suppresses '{name}', and no check has that name{hint}"
