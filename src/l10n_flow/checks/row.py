"""What a row of the table of checks says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from l10n_flow.checks.pair import Hit, Pair, Policy
from l10n_flow.model import Severity

Run = Callable[[Pair], Iterable[Hit]]
"""A check's function: what it finds in one pair, in the order of the target."""


class Example(NamedTuple):
    """A translation that a check reports, and one that it accepts."""

    locale: str
    source: str
    bad: str
    good: str
    kind: str = "paragraph"
    fixed: str = ""
    """What the check suggests for `bad`; "" where it suggests nothing."""


class Check(NamedTuple):
    """One row: a function, when to run it, and its explanation for people."""

    name: str
    """Kebab-case: what configurations, suppressions and reports call it."""
    finds: str
    """One sentence."""
    remedy: str
    """One or two sentences: how to put it right."""
    run: Run
    examples: tuple[Example, ...]
    severity: Severity = Severity.WARNING
    on_drafts: Severity | None = None
    """Its severity for words that nobody vouches for; None where it is the same."""
    elsewhere: Severity | None = None
    """The highest severity in a text that is not known to be Markdown or HTML; None for the
    same."""
    of_people: Severity | None = None
    """The highest severity of a hit that may be meant, in a person's text; None for the same."""
    when: int = 0
    """Bits of `Trait`: the check runs when source or target has one of them; 0 for every pair."""
    languages: tuple[str, ...] | None = None
    """Primary subtags of the target; None for every language."""
    by_default: bool = True
    """Whether it runs by default."""
    copies: bool = False
    """Whether it runs on a translation that equals its source, too."""
    fixes: bool = False
    """Whether its suggestions are safe to apply without review."""
    kinds: tuple[str, ...] = ("",)
    """How the kinds of segments that it looks at begin: "heading", "field: title"…"""
    wanted: Callable[[Policy], bool] | None = None
    """Whether a project's policy gives it something to find; None where the policy does not
    matter."""


def listed(words: str) -> frozenset[str]:
    """Return the words of a list that has blanks between them."""
    return frozenset(words.split())


def series(names: Sequence[str]) -> str:
    """Return names as a message enumerates them, the first four and how many more there are.

    >>> series(["1812"]), series(["1812", "1815", "30"]), series([*"123456"])
    ('1812', '1812, 1815 and 30', '1, 2, 3, 4 and 2 more')
    """
    if len(names) > _NAMED + 1:
        return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


_NAMED = 4
