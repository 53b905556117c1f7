"""The fields that an edition's front matter gets from us."""

from __future__ import annotations

import datetime as dt
from pathlib import Path, PurePosixPath
from textwrap import dedent

from l10n_flow import yamltext
from l10n_flow.editions.edition import FIELDS, DerivedFacts, Notice, Progress, alternates, derive

ROOT = Path(__file__).parents[2]

PERSIAN = DerivedFacts(
    "fa",
    "en",
    "f3a2c0ffee00",
    words=933,
    day=dt.date(2020, 9, 29),
    updated=dt.date(2020, 10, 1),
    progress=Progress(40, translated=39, reviewed=39, machine=1),
    alternates={"en": "../../en/news/peace.md", "es": "../../es/news/peace.md"},
    labels={"categories": ["گفت‌وگو", "سیاست"], "author": "امید راوندی"},
    notice=Notice("بخش‌هایی از این مطلب هنوز ترجمه نشده است.", "fa"),
)


def test_a_persian_edition_gets_all_the_fields_in_order() -> None:
    assert yamltext.plain_dump(derive(PERSIAN)) == dedent(
        """\
        lang: fa
        dir: rtl
        displayed_date: ۸ مهر ۱۳۹۹
        displayed_updated: ۱۰ مهر ۱۳۹۹
        reading_time: 4
        alternates:
          en: "../../en/news/peace.md"
          es: "../../es/news/peace.md"
        labels:
          categories:
          - گفت‌وگو
          - سیاست
          author: امید راوندی
        translation:
          source: en
          status: partial
          complete: 97
          reviewed: 97
          machine: 3
          revision: f3a2c0ffee00
          notice: بخش‌هایی از این مطلب هنوز ترجمه نشده است.
        """
    )


def test_the_edition_in_the_article_s_own_language_is_the_source() -> None:
    assert derive(DerivedFacts("es_MX", "es_MX", "f3a2", words=10, day=dt.date(2020, 9, 29))) == {
        "lang": "es-MX",
        "dir": "ltr",
        "displayed_date": "29 de septiembre de 2020",
        "reading_time": 1,
        "translation": {"status": "source", "revision": "f3a2"},
    }


def test_what_has_no_value_is_not_written() -> None:
    assert list(derive(DerivedFacts("en", "en", "f3a2"))) == ["lang", "dir", "translation"]


def test_the_fields_come_in_the_documented_order() -> None:
    assert tuple(derive(PERSIAN)) == FIELDS
    page = (ROOT / "docs" / "editions.md").read_text(encoding="utf-8")
    rows = [page.index(f"| `{name}` |") for name in FIELDS]
    assert rows == sorted(rows)


def test_a_notice_in_another_language_is_marked_and_isolated() -> None:
    facts = DerivedFacts("ckb", "en", "f3a2", progress=Progress(4, translated=4, machine_drafts=4),
                  notice=Notice("Translated by a machine.", "en"))  # fmt: skip
    found = yamltext.load(yamltext.plain_dump(derive(facts)), Path("x")).data
    assert isinstance(found, dict)
    assert found["translation"]["notice"] == "\u2068Translated by a machine.\u2069"
    assert found["translation"]["notice_lang"] == "en"


def test_percentages_say_all_only_of_all_and_none_only_of_none() -> None:
    def shares(progress: Progress) -> tuple[object, ...]:
        found = derive(DerivedFacts("es", "en", "f3a2", progress=progress))["translation"]
        assert isinstance(found, dict)
        return found["complete"], found["reviewed"], found["machine"]

    assert shares(Progress(1000, translated=999, reviewed=1, machine=1)) == (99, 0, 1)
    assert shares(Progress(1000, translated=1000, reviewed=1000)) == (100, 100, 0)
    assert shares(Progress(0)) == (100, 100, 0)


def test_deriving_twice_gives_the_same() -> None:
    assert yamltext.plain_dump(derive(PERSIAN)) == yamltext.plain_dump(derive(PERSIAN))


def test_the_yaml_means_the_fields() -> None:
    assert yamltext.load(yamltext.plain_dump(derive(PERSIAN)), Path("x")).data == derive(PERSIAN)


def test_alternates_are_seen_from_the_edition() -> None:
    files = {"en": PurePosixPath("en/peace.md"), "fa": PurePosixPath("fa/صلح.md")}
    assert alternates(PurePosixPath("fa/صلح.md"), files) == {"en": "../en/peace.md"}
    assert alternates(PurePosixPath("es/notas/paz.md"), files) == {
        "en": "../../en/peace.md",
        "fa": "../../fa/صلح.md",
    }
    assert alternates(PurePosixPath("en/peace.md"), {"en": PurePosixPath("en/peace.md")}) == {}
