"""Dates as pages write them."""

from __future__ import annotations

import re

import pytest

from l10n_flow.importers.dateline import find_date, first_date


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2020/09/29", "2020-09-29"),
        ("2020-9-29", "2020-09-29"),
        ("2020-09-29T08:15:00Z", "2020-09-29"),
        ("29.09.2020", "2020-09-29"),
        ("29 September 2020", "2020-09-29"),
        ("Tuesday, 29th Sep 2020", "2020-09-29"),
        ("September 29, 2020", "2020-09-29"),
        ("29 de septiembre de 2020", "2020-09-29"),
        ("martes, 29 de sept. de 2020", "2020-09-29"),
        ("۱۳۹۹/۰۷/۰۸", "2020-09-29"),
        ("1399/07/08", "2020-09-29"),
        ("۸ مهر ۱۳۹۹", "2020-09-29"),
        ("سه‌شنبه ۸ مهر ۱۳۹۹", "2020-09-29"),
        ("۲۹ سپتامبر ۲۰۲۰", "2020-09-29"),
        ("٢٠٢٠/٠٩/٢٩", "2020-09-29"),
        ("۱۲ مهر ۱۴۰۵ - ۱۰:۴۵", "2026-10-04"),
        ("۱۲ مهرماه ۱۴۰۵", "2026-10-04"),
        ("۱۲ مهر ماه سال ۱۴۰۵", "2026-10-04"),
        ("یک‌شنبه، ۱۲ مهر ۱۴۰۵، ساعت ۱۰:۴۵", "2026-10-04"),
        ("یک شنبه ۱۲ مهر ۱۴۰۵ در ساعت ۱۰:۴۵", "2026-10-04"),
        ("١٢ مهر ١٤٠٥", "2026-10-04"),
        ("مهر ۱۲, ۱۴۰۵", "2026-10-04"),
        ("۱۲ میزان ۱۴۰۵", "2026-10-04"),
        ("۱۴۰۵/۰۷/۱۲ ۱۰:۴۵", "2026-10-04"),
        ("۱۰:۴۵ - ۱۴۰۵/۰۷/۱۲", "2026-10-04"),
        ("۱۲/۰۷/۱۴۰۵ - ۱۰:۴۵", "2026-10-04"),
        ("تاریخ انتشار: ۱۲ مهر ۱۴۰۵ - ۱۰:۴۵ ق.ظ", "2026-10-04"),
        ("دوشنبه ۲۰ مهر ۱۴۰۵ | 12 October 2026", "2026-10-12"),
        ("۵ می ۲۰۲۶", "2026-05-05"),
        ("lunes, 12 de octubre de 2026 10:45", "2026-10-12"),
        ("Publicado el 12 de octubre de 2026 a las 10:45 h", "2026-10-12"),
        ("12 de setiembre del 2026", "2026-09-12"),
        ("12/10/2026 10:45", "2026-10-12"),
        ("Mon, 12 Oct 2026 23:45:00 +0330", "2026-10-12"),
        ("October 12th, 2026 at 10:45 pm EST", "2026-10-12"),
        ("10/13/2026", "2026-10-13"),
        ("13/10/2026", "2026-10-13"),
        ("05/12/2026", "2026-12-05"),
        ("12/05/2026", "2026-05-12"),
        ("12-Oct-2026", "2026-10-12"),
        ("الاثنين 12 أكتوبر 2026", "2026-10-12"),
        ("12 تشرين الأول 2026", "2026-10-12"),
        ("١٢ أكتوبر/تشرين الأول ٢٠٢٦ - ١٠:٤٥ ص", "2026-10-12"),
        ("2026-10-12T23:45:00+03:30", "2026-10-12"),
    ],
)
def test_a_date_is_the_day_that_it_names(written: str, day: str) -> None:
    found = find_date(written)
    assert found is not None
    assert str(found.day) == day


@pytest.mark.parametrize("written", ["2020/13/01", "31 June 2020", "۳۱ مهر ۱۳۹۹"])
def test_a_day_that_there_is_not_is_a_date_without_a_day(written: str) -> None:
    found = find_date(written)
    assert found is not None
    assert found.day is None


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("12/12/2026", "2026-12-12"),
        ("12/13/2026", "2026-12-13"),
        ("13/12/2026", "2026-12-13"),
        ("2026-13-12", "None"),  # the year first: the month is the second
        ("13/13/2026", "None"),
        ("0/10/2026", "None"),
    ],
)
def test_a_number_above_twelve_is_no_month_where_the_other_can_be(written: str, day: str) -> None:
    found = find_date(written)
    assert found is not None
    assert (found.text, str(found.day)) == (written, day)


def test_a_line_of_more_than_160_characters_is_prose_and_a_declared_date_is_its_beginning() -> None:
    assert find_date("2026/10/12".ljust(160)) is not None
    assert find_date("2026/10/12".ljust(161)) is None
    assert str(first_date("x " * 75 + "2026/10/12")) == "2026-10-12"
    assert first_date("x " * 76 + "2026/10/12") is None
    assert first_date("no day at all") is first_date("31 June 2026") is None


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Chapter 5, 2020",
        "2020",
        "on 2020/09/29",
        "9/2020",
        "x" * 1000,
        "مهرماه",
        "۱۲ مهر",
        "Updated: 12 October 2026",
        "It fell on 12 October 2026",
    ],
)
def test_other_texts_are_no_dates(written: str) -> None:
    assert find_date(written) is None


def test_a_profile_can_name_other_forms_and_months() -> None:
    form = re.compile("^le (?P<day>[0-9]+) (?P<month>[^ ]+) (?P<year>[0-9]+)$")
    found = find_date("le 29 septembre 2020", [form], {"septembre": 9})
    assert found is not None
    assert str(found.day) == "2020-09-29"
