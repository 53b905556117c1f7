"""The words of a language: what is written for a message, and for a number of things."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

__all__ = ["N_", "Words", "filled"]


def N_(message: str) -> str:  # noqa: N802 - the name that every extractor of messages knows
    """The message itself: it is marked for the template, and looked up where it is shown."""
    return message


def _first(number: int) -> int:
    del number
    return 0


@dataclass(frozen=True, slots=True)
class Words:
    """Words for messages; what one list does not have, the next one may.

    >>> ours = Words("es", {"Home": ("Inicio",), "note": ("nota", "notas")}, lambda n: n != 1)
    >>> theirs = Words("es", {"Home": ("Portada",)}).before(ours)
    >>> theirs.text("Home"), theirs.counted("note", "notes", 2), theirs.text("Peace")
    ('Portada', 'notas', 'Peace')
    """

    locale: str
    """The language that the words are in."""
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By message, its words; several where it counts something."""
    form_of: Callable[[int], int] = field(default=_first, compare=False, repr=False)
    """Which of the forms is a number's."""
    others: Words | None = None
    """Where words are looked for next."""

    def before(self, others: Words | None) -> Words:
        """The same words, and for what is not among them those of `others`."""
        return replace(self, others=self.others.before(others) if self.others else others)

    def knows(self, message: str) -> bool:
        """Whether there are words for the message."""
        return self._with(message) is not None

    def text(self, message: str) -> str:
        """What is written for the message: the message itself where nobody has other words."""
        found = self._with(message)
        return found.forms[message][0] if found else message

    def counted(self, one: str, many: str, number: int) -> str:
        """What is written for the message with that number of things."""
        found = self._with(one)
        if found is None:
            return one if number == 1 else many
        forms = found.forms[one]
        return forms[min(found.form_of(number), len(forms) - 1)]

    def _with(self, message: str) -> Words | None:
        if message in self.forms:
            return self
        return self.others._with(message) if self.others else None  # noqa: SLF001 - the same class


_GAP = re.compile(r"%%|%\((\w+)\)s")


def filled(message: str, values: Mapping[str, object]) -> str:
    """The message with a value in each `%(gap)s`, as Jinja2 and gettext write it.

    Any other percent sign is a percent sign: Python's own operator would fail on it.

    >>> filled("%(share)s % of %(all)s", {"share": "12", "all": "50"})
    '12 % of 50'
    """

    def value(gap: re.Match[str]) -> str:
        name = gap[1]
        return "%" if name is None else str(values[name]) if name in values else gap[0]

    return _GAP.sub(value, message)
