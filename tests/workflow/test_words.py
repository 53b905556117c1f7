"""A project's own words: which file serves whom, what is wrong with one, what is not there."""

from __future__ import annotations

import pytest

from l10n_flow.project import Project, find
from l10n_flow.words import Words, messages, shipped
from l10n_flow.workflow.words import own_words, wanting
from tests.workflow.checking.test_check import checked
from tests.workflow.newsroom import built, catalog_path, edition

UNTRANSLATED = "This article has not been translated yet and appears in {language}."


def say(project: Project, locale: str, *pairs: tuple[str, str]) -> None:
    path = project.catalogs / locale / "LC_MESSAGES" / "site.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [f'msgid "{message}"\nmsgstr "{said}"\n' for message, said in pairs]
    path.write_text("\n".join(rows), "utf-8")


def test_es_serves_es_mx_and_the_nearer_file_comes_first(newsroom: Project) -> None:
    say(newsroom, "es", ("Notes", "Notas nuestras"), ("Table", "Cuadro"))
    say(newsroom, "es-MX", ("Notes", "Apuntes"))
    mexican = own_words(newsroom, "es-MX").words.before(shipped("es-MX"))
    assert [mexican.text(m) for m in ("Notes", "Table", "Edition")] == [
        "Apuntes",
        "Cuadro",
        "Edición",
    ]
    assert own_words(newsroom, "pt").words.text("Notes") == "Notes"


def test_words_that_lost_a_gap_are_an_error_of_check_and_ours_stand_there(
    newsroom: Project,
) -> None:
    say(newsroom, "fa", ("Notes", "پانوشت"), (UNTRANSLATED, "هنوز ترجمه نشده است."))
    (finding,) = [one for one in checked(newsroom).findings if one.check == "site-words"]
    assert finding.message == f"the words for “{UNTRANSLATED}” cannot be used: {{language}} is lost"
    assert (finding.path.as_posix(), finding.line) == ("locales/fa/LC_MESSAGES/site.po", 4)
    assert (finding.severity.label, finding.locale) == ("error", "fa")
    report = built(newsroom)
    assert [str(failure.where) for failure in report.failures] == [
        f"{catalog_path(newsroom, 'fa', 'site')}:4"
    ]
    assert "به زبان انگلیسی" in edition(newsroom, "fa", "brief")


def test_a_file_that_is_no_catalog_is_an_error_of_check(newsroom: Project) -> None:
    catalog_path(newsroom, "es", "site").write_text('msgid "x\n', "utf-8")
    assert [one.line for one in checked(newsroom).findings if one.check == "site-words"] == [1]


def test_a_plural_is_no_mistake_in_a_site_s_words(newsroom: Project) -> None:
    catalog_path(newsroom, "es", "site").write_text(
        'msgid "%(shown)s comment"\nmsgid_plural "%(shown)s comments"\n'
        'msgstr[0] "%(shown)s opinión"\nmsgstr[1] "%(shown)s opiniones"\n',
        "utf-8",
    )
    assert built(newsroom).failures == ()


def test_a_language_without_words_is_told_once_and_what_to_do(newsroom: Project) -> None:
    (newsroom.root / "l10n-flow.yaml").write_text(
        "locales: [es, tlh]\npublish: {empty: publish}\n", "utf-8"
    )
    project = find(newsroom.root)
    told = [one for one in built(project).warnings if "tlh" in one]
    assert len(told) == 1
    assert told[0].startswith(
        "the messages of notices and pages have no words in Klingon (tlh), so they are in English"
    )
    assert "site.pot to tlh/LC_MESSAGES/site.po" in told[0]
    assert 'lang="en" dir="ltr">This article has not been' in edition(project, "tlh", "brief")


@pytest.mark.parametrize("locale", ["en", "en-GB", "es", "zh-TW"])
def test_nothing_is_wanting_where_all_words_are_there(locale: str) -> None:
    assert wanting(shipped(locale), locale) == ""


def test_what_a_project_lacks_is_counted() -> None:
    some = Words("tlh", {"Notes": ("x",)})
    count = len(messages())
    assert wanting(some, "tlh").startswith(f"{count - 1} of {count} messages of notices and pages")
