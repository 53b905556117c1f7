"""The results of a run of `check` as one value, and the order in which to show them.

A writer turns a `Report` into the text of one format. All that a format shows, counts or judges is
in the value, so that all formats of one run agree.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple

from l10n_flow.checks.names import names
from l10n_flow.checks.projectlevel import PROJECT_LEVEL
from l10n_flow.errors import L10nFlowError
from l10n_flow.language.counting import counted
from l10n_flow.model import Finding, Key, Severity, State

Unit = Literal["segments", "words"]
Counts = tuple[int, int, int, int]
"""One number for each `State`, in its order."""


class Rule(NamedTuple):
    """The description of a check in a report."""

    title: str
    """A few words."""
    explanation: str
    """Sentences for people: what the check finds, and what to do."""
    severity: Severity
    """The severity of its findings by default."""


@dataclass(frozen=True, slots=True)
class Completeness:
    """The progress of an article, or of all, in a language, or in all.

    >>> spanish = Completeness("es", "", (1, 0, 2, 6), (20, 0, 31, 92))
    >>> percent(spanish.share(State.TRANSLATED, "words"))
    '86'
    """

    locale: str
    """ "" for all languages."""
    article: str
    """ "" for all articles."""
    segments: Counts
    words: Counts
    """The words of the originals."""

    @classmethod
    def of(
        cls, locale: str, article: str, segments: Iterable[int], words: Iterable[int]
    ) -> Completeness:
        """Return the completeness with one number for each `State`; raises `ValueError` otherwise.

        >>> Completeness.of("es", "", [1, 0, 2, 6], [20, 0, 31, 92]).segments
        (1, 0, 2, 6)
        """
        untranslated, draft, translated, reviewed = segments
        counts = untranslated, draft, translated, reviewed
        untranslated, draft, translated, reviewed = words
        return cls(locale, article, counts, (untranslated, draft, translated, reviewed))

    def share(self, min_state: State, unit: Unit) -> float:
        """Return the percentage in the state `min_state` or a higher one; 100 of nothing."""
        counts = self.segments if unit == "segments" else self.words
        return 100 * sum(counts[min_state:]) / sum(counts) if any(counts) else 100.0


@dataclass(frozen=True, slots=True)
class Missed:
    """A limit of a language that was missed."""

    locale: str
    """ "" for all languages together."""
    what: str
    """Ends the sentence "95 % wanted, 91.2 % …": "of the words translated"."""
    wanted: float
    reached: float
    unit: Literal["percent", "segments"] = "percent"
    """The required minimum in percent, or maximum in segments."""

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"

    @property
    def place(self) -> str:
        """The language, for people."""
        return self.locale or "all languages"

    @property
    def sentence(self) -> str:
        """A sentence for people, without the language.

        >>> Missed("fa", "of the words translated", 80, 71.25).sentence
        '71.2 % of the words translated, 80 % wanted'
        >>> Missed("fa", "unreviewed", 10, 12, "segments").sentence
        '12 segments unreviewed, 10 allowed'
        """
        if self.unit == "segments":
            number = counted(round(self.reached), "segment")
            return f"{number} {self.what}, {self.wanted:,.0f} allowed"
        return f"{percent(self.reached)} % {self.what}, {percent(self.wanted)} % wanted"


@dataclass(frozen=True, slots=True)
class Report:
    """The results of a run of `check`. `Report("Three Shores")` has no findings."""

    project: str
    """The project's name."""
    version: str = ""
    """The version of l10n-flow."""
    root: Path = Path()
    """The project's folder: the failures' paths are relative to it."""
    prefix: str = ""
    """The project's folder in its repository ("docs"; "" for the repository itself), which code
    hosts need before each path."""
    source: str = "en"
    """The project's source language."""
    languages: Mapping[str, str] = field(default_factory=dict)
    """The language of an article, by its name, where it is not `source`."""
    rules: Mapping[str, Rule] = field(default_factory=dict)
    """Every check by its name, whether it found something or not."""
    findings: tuple[Finding, ...] = ()
    """Without those in the baseline, and without those that another one explains."""
    explained: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    """By the identity of a finding, the others for the same mistake; they are not counted."""
    completeness: tuple[Completeness, ...] = ()
    """Articles and totals in any order."""
    missed: tuple[Missed, ...] = ()
    spared: tuple[Missed, ...] = ()
    """Limits that are kept only thanks to the tolerance."""
    failures: tuple[L10nFlowError, ...] = ()
    """Unreadable files and similar failures."""
    fail_level: Severity = Severity.ERROR
    known: int | None = None
    """The number of findings in the baseline; None without one."""
    gone: int = 0
    """The number of the baseline's findings that are gone."""
    since: str = ""
    """The revision since which findings count; "" for all findings."""
    changed: frozenset[Path] = frozenset()
    """The files changed since then: their findings come first where not all can be shown."""

    @property
    def exit_code(self) -> int:
        """0 without faults; 1 for findings at `fail_level` or a missed limit; else a failure's.

        The highest where there are several: 3 for an unreadable file, 2 for the configuration.

        >>> Report("Three Shores").exit_code
        0
        """
        grave = any(finding.severity >= self.fail_level for finding in self.findings)
        return max([int(grave or bool(self.missed)), *(f.exit_code for f in self.failures)])

    @property
    def counts(self) -> Mapping[Severity, int]:
        """The number of findings by severity, the highest first."""
        found = Counter(finding.severity for finding in self.findings)
        return {severity: found[severity] for severity in sorted(Severity, reverse=True)}

    @property
    def entries(self) -> int:
        """The number of catalog entries with findings."""
        return len(entries_of(self.findings))

    @property
    def totals(self) -> tuple[Completeness, ...]:
        """The completeness of all articles, by language in the given order."""
        return tuple(row for row in self.completeness if not row.article)

    def written_in(self, article: str) -> str:
        """Return the language of an article.

        >>> Report("Three Shores", languages={"visit": "fa"}).written_in("visit")
        'fa'
        """
        return self.languages.get(article, self.source)

    def where(self, failure: L10nFlowError) -> Path | None:
        """Return the file of a failure, relative to the project if it is in the project."""
        path = failure.where.path if failure.where else None
        if path is not None and path.is_absolute() and path.is_relative_to(self.root):
            return path.relative_to(self.root)
        return path

    def hosted(self, path: Path) -> str:
        """Return the path in a code host's form: from the repository's root, with `/`.

        >>> Report("Docs", prefix="docs").hosted(Path("locales/es/a.po"))
        'docs/locales/es/a.po'
        """
        return (PurePosixPath(self.prefix) / path.as_posix()).as_posix()


def once(
    findings: Iterable[Finding],
) -> tuple[list[Finding], Mapping[str, tuple[Finding, ...]]]:
    """Return one finding for each mistake, and by its identity the others, which it explains.

    A finding that is left out, because it is in the baseline, explains nothing.
    """
    found = list(findings)
    causes = {one.identity for one in found if not one.cause} if any(f.cause for f in found) else ()
    alone, explained = [], defaultdict[str, list[Finding]](list)
    for one in found:
        if one.cause and one.cause in causes:
            explained[one.cause].append(one)
        else:
            alone.append(one)
    return alone, {identity: tuple(others) for identity, others in explained.items()}


def entries_of(findings: Iterable[Finding]) -> frozenset[tuple[Path, Key]]:
    """Return the entries with findings, by catalog and key."""
    return frozenset([(f.path, f.key) for f in findings if f.key is not None])


def worst_first(report: Report) -> list[Finding]:
    """Return the findings, the worst first: by severity, changed files first, by check, by place.

    Checks have the order of their tables: what breaks a page comes before what disturbs readers,
    and that before typography; findings about a whole catalog or edition come before all.
    """
    if not report.findings:
        return []
    leading = {name for name, row in PROJECT_LEVEL.items() if row.leads}
    ranked = sorted(names(), key=lambda name: name not in leading)
    rank = {name: at for at, name in enumerate(ranked)}
    return sorted(
        report.findings,
        key=lambda f: (
            -f.severity,
            f.path not in report.changed,
            rank.get(f.check, len(rank)),
            *by_place(f),
        ),
    )


def by_place(finding: Finding) -> tuple[str, int, int, str, str]:
    """Return the sort key of a finding in the order of its file."""
    span = finding.span or finding.source_span or (0, 0)
    path = finding.path.as_posix()
    return path, finding.line or 0, span[0], finding.check, finding.detail


def distinct(findings: Iterable[Finding]) -> list[tuple[Finding, str]]:
    """Return each finding with a unique identity, which formats require."""
    found = list(findings)
    return list(zip(found, numbered(finding.identity for finding in found), strict=True))


def numbered(names: Iterable[str]) -> list[str]:
    """Return the names; the second of two equal ones gets a number.

    >>> numbered(["a", "b", "a", "a"])
    ['a', 'b', 'a-2', 'a-3']
    """
    seen: Counter[str] = Counter()
    distinct = []
    for name in names:
        seen[name] += 1
        distinct.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return distinct


def percent(share: float) -> str:
    """Return a percentage with at most one decimal, never rounded up.

    So a value below a limit never looks as if it had reached the limit.

    >>> percent(95.0), percent(94.96), percent(99.999), percent(0)
    ('95', '94.9', '99.9', '0')
    """
    tenths = int(share * 10 + 1e-9)
    return str(tenths // 10) if tenths % 10 == 0 else f"{tenths / 10:.1f}"
