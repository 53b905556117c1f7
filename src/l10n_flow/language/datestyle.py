"""The form and the calendar of displayed dates; quick to import, because configurations use it."""

from __future__ import annotations

from typing import Literal, NamedTuple

DateForm = Literal["full", "long", "medium", "short"]
"""CLDR's names: with the day of the week; with the month's name; with a short one; in numbers."""

Calendar = Literal["", "gregory", "persian"]
"""CLDR's names; "" for the calendar that the language's readers use."""


class DateStyle(NamedTuple):
    """How dates are shown."""

    form: DateForm = "long"
    calendar: Calendar = ""
