"""Limits for completeness: a minimum percentage, and a tolerance below it.

A limit is missed when the percentage is below it. In a project close to its limit, one new
paragraph would fail the check, the next translation would pass it, and so on, without any use. So
a project may have a tolerance, in percentage points; reports name the limits that hold only
because of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from l10n_flow.errors import UsageError
from l10n_flow.model import State
from l10n_flow.reports import Completeness, Missed, Unit


class Threshold(NamedTuple):
    """The minimum percentage of a language that must have reached a state."""

    locale: str
    """ "" for all languages together."""
    wanted: float
    """Percent, 0 to 100."""
    min_state: State = State.TRANSLATED
    unit: Unit = "words"

    @property
    def what(self) -> str:
        """The unit and the state that the percentage is of, for people."""
        state = "drafted" if self.min_state == State.DRAFT else self.min_state.label
        return f"of the {self.unit} {state}"


class ThresholdResult(NamedTuple):
    """The result for some thresholds."""

    missed: tuple[Missed, ...] = ()
    spared: tuple[Missed, ...] = ()
    """Those that hold only because of the tolerance."""


def judged(
    completeness: Iterable[Completeness], thresholds: Iterable[Threshold], tolerance: float = 0
) -> ThresholdResult:
    """The result for the thresholds; those for a language that is not in `completeness` hold.

    Law: what is missed without a tolerance is missed or spared with one.

    >>> nearly = [Completeness("es", "", (1, 0, 9, 0), (6, 0, 94, 0))]
    >>> judged(nearly, [Threshold("es", 95)]).missed[0].sentence
    '94 % of the words translated, 95 % wanted'
    >>> judged(nearly, [Threshold("es", 95)], tolerance=1).missed
    ()
    """
    totals = {row.locale: row for row in completeness if not row.article}
    missed: list[Missed] = []
    spared: list[Missed] = []
    for threshold in thresholds:
        row = totals.get(threshold.locale)
        reached = 100.0 if row is None else row.share(threshold.min_state, threshold.unit)
        if reached < threshold.wanted:
            result = Missed(threshold.locale, threshold.what, threshold.wanted, reached)
            holds = reached >= threshold.wanted - tolerance
            (spared if holds else missed).append(result)
    return ThresholdResult(tuple(missed), tuple(spared))


def unreviewed(completeness: Iterable[Completeness], limit: int) -> tuple[Missed, ...]:
    """The languages in which more segments than `limit` have a translation without a review.

    Drafts count too; untranslated segments do not.
    """
    found = []
    for row in completeness:
        if row.article or not row.locale:
            continue
        open_ones = row.segments[State.DRAFT] + row.segments[State.TRANSLATED]
        if open_ones > limit:
            found.append(Missed(row.locale, "unreviewed", limit, open_ones, "segments"))
    return tuple(found)


def parsed(text: str, locales: Sequence[str]) -> tuple[Threshold, ...]:
    """The value of `--fail-under`: `95` for each language, or `es=95,fa=80`; `all=90` for the sum.

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
                f"--fail-under names '{name.strip()}', which is not a language of the project",
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
