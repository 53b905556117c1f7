"""Limits for completeness, and why a project at the edge of one does not flap.

A limit is missed when less is reached than wanted. Somebody who adds one paragraph to an article of
a project that is just above its limit would turn it red, the next translation green, and so on, and
nobody learns anything from it. So a limit that has been kept gets some slack: it fails again only
when the project falls below by more than that, and then has to be reached in full once more.

That needs a memory, and a memory that a fresh clone does not have would make two runs on one commit
differ. So what was kept stands in the baseline, a file in the repository, and changes only with
`--update-baseline`. Without one there is no slack: the limit is the limit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from l10n_flow.errors import UsageError
from l10n_flow.model import State
from l10n_flow.reports import Completeness, Missed, Unit

__all__ = ["SLACK", "Threshold", "Verdict", "judged", "missed", "parsed", "unreviewed"]

SLACK = 1.0
"""Percentage points: one or two paragraphs of the sample newsroom's 2,600 words, some fifteen of a
site ten times its size."""


class Threshold(NamedTuple):
    """So many percent of a language must have reached a state."""

    locale: str
    """ "" for all languages together."""
    wanted: float
    """Percent, 0 to 100."""
    least: State = State.TRANSLATED
    unit: Unit = "words"

    @property
    def name(self) -> str:
        """What finds it in a baseline: all of it but the number.

        >>> Threshold("es", 95).name
        'es translated words'
        """
        return f"{self.locale or 'all'} {self.least.label} {self.unit}"

    @property
    def what(self) -> str:
        """Of what it wants so many percent, for people."""
        state = "drafted" if self.least == State.DRAFT else self.least.label
        return f"of the {self.unit} {state}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of some thresholds."""

    missed: tuple[Missed, ...] = ()
    spared: tuple[Missed, ...] = ()
    """Those that hold by their slack only."""
    passed: Mapping[str, float] = field(default_factory=dict)
    """What is to be remembered: the percentages wanted of those that were not missed, by name."""


def judged(
    completeness: Iterable[Completeness],
    thresholds: Iterable[Threshold],
    *,
    passed_before: Mapping[str, float] | None = None,
    slack: float = SLACK,
) -> Verdict:
    """What became of the thresholds; those for a language that is not in `completeness` hold.

    `passed_before` is what an earlier verdict said of those that were kept. One that now wants more
    than then is a new one and gets no slack. Laws: with the verdict's own `passed` nothing that
    held is missed; what is missed without memory and slack is missed or spared.

    >>> halfway = [Completeness("es", "", (1, 0, 9, 0), (6, 0, 94, 0))]
    >>> judged(halfway, [Threshold("es", 95)]).missed[0].sentence
    '94 % of the words translated, 95 % wanted'
    >>> before = {"es translated words": 95.0}
    >>> judged(halfway, [Threshold("es", 95)], passed_before=before).missed
    ()
    """
    totals = {row.locale: row for row in completeness if not row.article}
    before = passed_before or {}
    lost, spared, passed = [], [], {}
    for threshold in thresholds:
        row = totals.get(threshold.locale)
        if row is None:
            continue
        reached = _percent(row, threshold)
        result = Missed(threshold.locale, threshold.what, threshold.wanted, reached)
        lenient = threshold.wanted <= before.get(threshold.name, -1.0)
        if reached < threshold.wanted - (slack if lenient else 0.0):
            lost.append(result)
            continue
        passed[threshold.name] = threshold.wanted
        if reached < threshold.wanted:
            spared.append(result)
    return Verdict(tuple(lost), tuple(spared), passed)


def missed(
    completeness: Iterable[Completeness],
    thresholds: Iterable[Threshold],
    *,
    passed_before: Mapping[str, float] | None = None,
    slack: float = SLACK,
) -> tuple[Missed, ...]:
    """The thresholds that are missed, after their slack; see `judged`."""
    return judged(completeness, thresholds, passed_before=passed_before, slack=slack).missed


def unreviewed(completeness: Iterable[Completeness], most: int) -> tuple[Missed, ...]:
    """The languages in which more segments than `most` have words that nobody has reviewed.

    Drafts count, and translations without a review; what nobody has translated does not.
    """
    found = []
    for row in completeness:
        if row.article or not row.locale:
            continue
        open_ones = row.segments[State.DRAFT] + row.segments[State.TRANSLATED]
        if open_ones > most:
            found.append(Missed(row.locale, "unreviewed", most, open_ones, "segments"))
    return tuple(found)


def parsed(text: str, locales: Sequence[str]) -> tuple[Threshold, ...]:
    """What `--fail-under` says: `95` for each language, or `es=95,fa=80`; `all=90` for the sum.

    Raises `UsageError` for a language that the project does not have and for what is no percentage.

    >>> [(t.locale, t.wanted) for t in parsed("90,fa=80.5", ["es", "fa"])]
    [('es', 90.0), ('fa', 80.5)]
    """
    found: dict[str, Threshold] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, equals, number = part.rpartition("=")
        wanted = _number(number, part)
        if not equals:
            named = {locale: Threshold(locale, wanted) for locale in locales}
        elif name.strip() == "all":
            named = {"": Threshold("", wanted)}
        elif name.strip() in locales:
            named = {name.strip(): Threshold(name.strip(), wanted)}
        else:
            raise UsageError(
                f"--fail-under names '{name.strip()}', which is no language of the project",
                hint=f"its languages are {', '.join(locales)}; 'all' is all of them together",
            )
        found |= named
    if not found:
        raise UsageError("--fail-under says nothing", hint="it takes 95, or es=95,fa=80")
    return tuple(found.values())


def _number(text: str, part: str) -> float:
    try:
        number = float(text.strip().removesuffix("%"))
    except ValueError:
        number = -1.0
    if not 0 <= number <= 100:
        raise UsageError(
            f"--fail-under says '{part}'", hint="it takes percentages: 95, or es=95,fa=80"
        )
    return number


def _percent(row: Completeness, threshold: Threshold) -> float:
    total = row.total(threshold.unit)
    return 100 * row.reached(threshold.least, threshold.unit) / total if total else 100.0
