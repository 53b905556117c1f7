"""Run all checks that are switched on over one pair."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from l10n_flow import patterns as re
from l10n_flow.checks.pair import Hit, Pair, Policy
from l10n_flow.checks.row import Run, listed
from l10n_flow.checks.table import CHECKS
from l10n_flow.language.tags import subtags
from l10n_flow.model import Finding, Key, Severity, State


class Active(NamedTuple):
    """A check as it is configured for one language."""

    name: str
    run: Run
    severity: Severity
    on_drafts: Severity
    elsewhere: Severity
    """The maximum severity of a finding in a text that is not a page."""
    of_people: Severity
    """The maximum severity of what a person may have meant."""
    when: int
    copies: bool
    kinds: tuple[str, ...]
    wanted: Callable[[Policy], bool] | None

    def is_about(self, pair: Pair) -> bool:
        """Whether it examines such pairs, by kind and policy, whatever their characters."""
        return (
            (self.copies or not pair.same)
            and pair.kind.startswith(self.kinds)
            and (self.wanted is None or self.wanted(pair.policy))
        )


class Found(NamedTuple):
    """A check's hit, with the name and the severity of the check."""

    check: str
    severity: Severity
    hit: Hit

    def finding(
        self,
        pair: Pair,
        key: Key,
        article: str = "",
        path: Path = Path(),
        line: int | None = None,
    ) -> Finding:
        """The finding about an entry with this key, in a catalog at `path`."""
        return Finding(
            self.check,
            self.severity,
            article,
            pair.locale,
            self.hit.message,
            path,
            line=line,
            key=key,
            target=pair.target,
            span=self.hit.span,
            source_span=self.hit.source_span,
            suggestion=self.hit.suggestion,
            detail=self.hit.detail,
        )


class _Kept:
    """Results under one policy: which checks a text needs, and what they found in it.

    A project has equal texts: a notice, a heading, *Read more*.
    """

    __slots__ = ("answers", "policy", "rows")

    def __init__(self) -> None:
        self.policy: Policy | None = None
        self.answers: dict[object, tuple[Found, ...]] = {}
        self.rows: dict[tuple[str, bool], dict[int, tuple[Active, ...]]] = {}
        """By kind and whether it is a copy, then by traits: texts have few such combinations."""

    def __reduce__(self) -> tuple[type[_Kept], tuple[()]]:
        return _Kept, ()  # another process makes its own

    def under(self, policy: Policy) -> _Kept:
        """Return itself, without results of another policy; its size stays limited."""
        if self.policy is not policy or len(self.answers) >= _REPEATS:
            self.policy, self.answers, self.rows = policy, {}, {}
        return self


_REPEATS = 10_000
"""The maximum number of kept results: some megabytes."""
_ALL = -1
"""Every trait that exists."""
_KEY = attrgetter(
    *[one.name for one in fields(Pair) if one.init and one.name not in ("placeholders", "policy")]
)
"""The key of pairs without placeholders, under one policy."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The checks that are switched on for one language, in the order of the table."""

    rows: tuple[Active, ...]
    kept: _Kept = field(default_factory=_Kept, repr=False, compare=False)

    def of(self, pair: Pair) -> tuple[Active, ...]:
        """Return those that may find anything in the pair. Law: the others would find nothing."""
        looks, traits = self.kept.under(pair.policy).rows, pair.traits
        rows = looks.get((pair.kind, pair.same))
        if rows is None:
            about = tuple([row for row in self.rows if row.is_about(pair)])
            rows = looks[pair.kind, pair.same] = {_ALL: about}
        found = rows.get(traits)
        if found is None:
            found = tuple([row for row in rows[_ALL] if not row.when or row.when & traits])
            rows[traits] = found
        return found


def selected(locale: str, levels: Mapping[str, Severity | None] | None = None) -> Selection:
    """The checks that run for a language, in the order of the table.

    `levels` changes the table's severities, by name; None switches a check off, and any severity
    switches one on. Raises `KeyError` for a name that is not in the table.

    >>> names = [row.name for row in selected("fa", {"number": None}).rows]
    >>> "verb-prefix" in names, "number" in names, "opening-sign" in names
    (True, False, False)
    """
    language = subtags(locale).language
    wanted = dict(levels or {})
    checks = CHECKS.usable()
    for name in wanted:
        if name not in CHECKS:
            raise KeyError(name)
    found = []
    for check in checks.values():
        if check.languages is not None and language not in check.languages:
            continue
        level = wanted.get(check.name, check.severity if check.by_default else None)
        if level is not None:
            drafts = level if check.name in wanted else check.on_drafts or level
            elsewhere = drafts if check.name in wanted else check.elsewhere or max(level, drafts)
            meant = level if check.name in wanted else check.of_people or level
            when = int(check.when)  # "and" of a flag takes twenty times as long
            rest = when, check.copies, check.kinds, check.wanted
            found.append(Active(check.name, check.run, level, drafts, elsewhere, meant, *rest))
    return Selection(tuple(found))


def checked(pair: Pair, selection: Selection) -> tuple[Found, ...]:
    """Return what the checks find in the pair; nothing for a pair without a translation.

    >>> pair = Pair("See [us]({1}).", "Véase.", "en", "es")
    >>> [(found.check, found.severity.label) for found in checked(pair, selected("es"))]
    [('link', 'error')]
    """
    if not pair.target:
        return ()
    if pair.placeholders:
        return _checked(pair, selection)
    answers, key = selection.kept.under(pair.policy).answers, _KEY(pair)
    found = answers.get(key)
    if found is None:
        found = answers[key] = _checked(pair, selection)
    return found


def _checked(pair: Pair, selection: Selection) -> tuple[Found, ...]:
    found: list[Found] = []
    rows = selection.of(pair)
    if (" " not in pair.source and _is_named(pair)) or _is_dash(pair):
        rows = tuple([row for row in rows if row.name in _BY_ITSELF])
    for row in rows:
        for hit in row.run(pair):  # rarely any: a comprehension here costs as much as most checks
            severity = _severity(row, pair, hit)
            found.append(Found(row.name, severity, hit))
    return tuple(found)


def _severity(row: Active, pair: Pair, hit: Hit) -> Severity:
    """How grave a hit is in this pair."""
    if pair.state <= State.DRAFT:
        grave = row.on_drafts
    else:
        grave = min(row.severity, row.of_people) if hit.may_be_meant else row.severity
    return grave if pair.is_page else min(grave, row.elsewhere)


def _is_named(pair: Pair) -> bool:
    """Whether the source is no text, but the name of one: `mapIsEmpty`, `user:notice:hold`."""
    target = pair.target
    if " " not in target.strip() or pair.source in target:
        return False
    if _NAME.fullmatch(pair.source) is not None:
        return True
    return _CAMEL.fullmatch(pair.source) is not None and target.count(" ") >= _SENTENCE


_NAME = re.compile(
    r"[a-z]+[a-z\d]*(?:[A-Z][a-z\d]*)+|[A-Za-z]\w+(?:[._]\w{2,})+|\w+(?::[\w.-]+){2,}"
)


def _is_dash(pair: Pair) -> bool:
    """Whether a person left a program's label to be shown as in the source, by a dash."""
    return (
        pair.target.strip() in _DASHES
        and not pair.is_page
        and pair.state > State.DRAFT
        and len(pair.source) <= _LABEL
    )


_DASHES = ("-", "–", "—")
_LABEL = 40
"""Characters."""
_CAMEL = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]+)+")
_SENTENCE = 6
"""Blanks: `InstallFailed` is the name of a sentence, `JavaScript` of a thing."""
_BY_ITSELF = listed(
    "accent arabic-letters bidi-balance bidi-override capital-date control double-word hamza"
    " invisible latin-punctuation loop lost-letters mojibake nfc percent-space residue script"
    " space-before-punctuation suffix-space tatweel verb-prefix zwnj"
)
"""Checks that read a translation by itself, and need no words of a source."""
