"""Translated pages beside their originals come in: what is certain, what is likely, what is not."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from l10n_flow.editions import frozen
from l10n_flow.project import Project, find
from l10n_flow.workflow.adopt import AdoptReport, adopt
from l10n_flow.workflow.adopt.finding import found as files_of
from l10n_flow.workflow.approve import approve, choice

from .newsroom import all_bytes, catalog, configure, fill, plainly, synced, write

NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)

ENGLISH = """\
---
title: The gauges of the Velan
slug: velan-gauges
---

# The gauges of the Velan

The commission opened 9 gauges between Miraval and Orsena in March 2024.

Every gauge sends 24 readings a day to [the archive](/archive) in Miraval.

The harbour office of Orsena pays 3,400 crowns a year for the archive.

## Who reads them

- **Lina Arbel** reads the numbers of the upper river.
- **Omid Ravandi** keeps the tables for the harbour.
- Nobody reads the gauge at Kestrel Bridge since 2019.

The code `B24` opens the door of the reading room at 8:15.
"""

SPANISH = """\
---
title: Los aforos del Velan
slug: aforos-del-velan
---

# Los aforos del Velan

La comisión abrió 9 aforos entre Miraval y Orsena en marzo de 2024.

Cada aforo envía 24 lecturas al día al [archivo](/archive) de Miraval.

La oficina del puerto de Orsena paga 3.400 coronas al año por el archivo.

## Quién los lee

- **Lina Arbel** lee los números del río alto.
- **Omid Ravandi** lleva las tablas del puerto.
- Nadie lee el aforo de Kestrel Bridge desde 2019.

El código `B24` abre la puerta de la sala de lectura a las 8:15.
"""

PERSIAN = """\
---
title: آب‌سنج‌های ولان
---

# آب‌سنج‌های ولان

کمیسیون در مارس ۲۰۲۴، ۹ آب‌سنج میان میراوال و اورسنا گشود.

هر آب‌سنج ۲۴ بار در روز داده به [بایگانی](/archive) در میراوال می‌فرستد.

دفتر بندر اورسنا سالی ۳٬۴۰۰ کرون برای بایگانی می‌پردازد.

## چه کسی می‌خواندشان

- **لینا آربل** عددهای بالای رود را می‌خواند.
- **امید راوندی** جدول‌ها را برای بندر نگه می‌دارد.
- از ۲۰۱۹ کسی آب‌سنج پل کسترل را نمی‌خواند.

رمز `B24` در اتاق خواندن را ساعت ۸:۱۵ باز می‌کند.
"""

OTHER = """\
# Una receta

Pele las patatas y córtelas en rodajas finas antes de lavarlas con agua.

Caliente el aceite en una sartén honda sin que llegue a humear nunca.

Fría las rodajas despacio y remueva con cuidado para que no se peguen.

Bata los huevos con sal en un cuenco grande y deje que reposen.

Junte las patatas con los huevos y espere unos minutos más.

Dé la vuelta a la tortilla con un plato y vuelva a la sartén.

Sirva la tortilla templada, nunca fría, con un poco de pan.

Guarde lo que sobre en un sitio fresco hasta el día siguiente.
"""


def adopted(
    project: Project, *names: str, locale: str = "es", dry_run: bool = False
) -> AdoptReport:
    paths = files_of(names, project.root)
    return adopt(project, paths, locale, now=NOW, dry_run=dry_run)


def page(project: Project, path: str, text: str | bytes) -> None:
    file = project.root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())


def states(project: Project, name: str, locale: str = "es") -> dict[str, tuple[str, str]]:
    return {
        entry.source: (entry.target, "old" if entry.obsolete else entry.state.label)
        for entry in catalog(project, locale, name).entries
    }


@pytest.fixture
def newsroom(project: Project) -> Project:
    project = configure(project)
    write(project, news__gauges=ENGLISH)
    return project


def test_a_page_comes_in_as_translations_and_drafts(newsroom: Project) -> None:
    page(newsroom, "translated/es/news/gauges.md", SPANISH)
    report = adopted(newsroom, "translated/es/**")
    assert (report.failures, report.pages) == ((), 1)
    now = states(newsroom, "news/gauges")
    certain = "Every gauge sends 24 readings a day to [the archive]({1}) in Miraval."
    assert now[certain] == (
        "Cada aforo envía 24 lecturas al día al [archivo]({1}) de Miraval.",
        "translated",
    )
    assert now["Who reads them"] == ("Quién los lee", "draft")
    assert all(target for target, _ in now.values())


def test_a_draft_says_where_it_is_from_and_why_it_needs_a_look(newsroom: Project) -> None:
    page(newsroom, "translated/es/news/gauges.md", SPANISH)
    adopted(newsroom, "translated")
    entry = next(
        e for e in catalog(newsroom, "es", "news/gauges").entries if e.source == "Who reads them"
    )
    assert entry.origin is not None
    assert (entry.origin.kind, entry.origin.engine) == ("tm", "translated/es/news/gauges.md")
    line = SPANISH.split("\n").index("## Quién los lee") + 1
    reason = f"taken from translated/es/news/gauges.md, line {line}: does it say the same?"
    assert entry.notes[-1] == f"l10n-flow: {reason}"


def test_persian_comes_in_with_its_own_digits(newsroom: Project) -> None:
    page(newsroom, "fa/news/gauges.md", PERSIAN)
    assert not adopted(newsroom, "fa", locale="fa").failures
    now = states(newsroom, "news/gauges", "fa")
    source = "The commission opened 9 gauges between Miraval and Orsena in March 2024."
    assert now[source][0].startswith("کمیسیون در مارس ۲۰۲۴")
    assert all(target for target, _ in now.values())


@pytest.mark.parametrize(
    "path",
    [
        "content/es/news/gauges.md",
        "i18n/es/docs/news/gauges.md",
        "old/news/gauges.es.md",
        "docs/es/news/gauges.markdown",
        "es/gauges.md",
    ],
)
def test_a_page_is_found_by_its_path(newsroom: Project, path: str) -> None:
    newsroom = plainly(newsroom, "exclude: ['es/**']\n")
    page(newsroom, path, SPANISH)
    assert adopted(newsroom, path).pages == 1


@pytest.mark.parametrize(
    ("ours", "theirs", "path"),
    [
        ("translationKey: gauges", "translationKey: \u200egauges\u200f", "es/aforos.md"),
        ("date: 2024-03-01", "date: 2024-03-01T10:00:00Z", "es/aforos.md"),
        ("date: 2024-03-01", "x: 1", "_posts/es/2024-03-01-aforos.md"),
        ("x: 1", "slug: velan-gauges", "es/aforos.md"),
        ("x: 1", "original: news/gauges.md", "es/aforos.md"),
    ],
)
def test_a_page_of_another_name_is_found_by_its_front_matter(
    newsroom: Project, ours: str, theirs: str, path: str
) -> None:
    write(newsroom, news__gauges=ENGLISH.replace("title:", f"{ours}\ntitle:"))
    text = SPANISH.replace("slug: aforos-del-velan\n", "")
    page(newsroom, path, text.replace("title:", f"{theirs}\ntitle:"))
    assert adopted(newsroom, path).pages == 1


def test_what_has_no_original_is_listed_with_its_line(newsroom: Project) -> None:
    extra = "El puente viejo se cerró al tráfico por orden del alcalde."
    page(newsroom, "es/news/gauges.md", SPANISH.replace("## Quién", f"{extra}\n\n## Quién"))
    report = adopted(newsroom, "es")
    (passed,) = report.passed
    assert (passed.text, passed.line) == (extra, 14)
    assert not any("times the text" in warning for warning in report.warnings)


def test_two_blocks_that_became_one_are_divided_between_sentences(newsroom: Project) -> None:
    joined = SPANISH.replace("Orsena en marzo de 2024.\n\nCada", "Orsena en marzo de 2024. Cada")
    page(newsroom, "es/news/gauges.md", joined)
    adopted(newsroom, "es")
    now = states(newsroom, "news/gauges")
    first = "The commission opened 9 gauges between Miraval and Orsena in March 2024."
    second = "Every gauge sends 24 readings a day to [the archive]({1}) in Miraval."
    assert now[first] == (
        "La comisión abrió 9 aforos entre Miraval y Orsena en marzo de 2024.",
        "draft",
    )
    assert now[second] == (
        "Cada aforo envía 24 lecturas al día al [archivo]({1}) de Miraval.",
        "draft",
    )


def test_a_block_that_became_two_is_one_draft(newsroom: Project) -> None:
    cut = SPANISH.replace("24 lecturas al día al [", "24 lecturas al día.\n\nLas guarda el [")
    page(newsroom, "es/news/gauges.md", cut)
    adopted(newsroom, "es")
    source = "Every gauge sends 24 readings a day to [the archive]({1}) in Miraval."
    assert states(newsroom, "news/gauges")[source] == (
        "Cada aforo envía 24 lecturas al día. Las guarda el [archivo]({1}) de Miraval.",
        "draft",
    )


def test_words_that_are_there_win_and_the_second_time_nothing_changes(newsroom: Project) -> None:
    synced(newsroom)
    fill(newsroom, "es", "news/gauges", {"Who reads them": "Lectores"}.get)
    page(newsroom, "es/news/gauges.md", SPANISH)
    adopted(newsroom, "es")
    assert states(newsroom, "news/gauges")["Who reads them"] == ("Lectores", "translated")
    before = all_bytes(newsroom.catalogs)
    assert not any(taken.is_written for taken in adopted(newsroom, "es").taken)
    assert all_bytes(newsroom.catalogs) == before


def test_what_a_page_gave_can_be_approved_together(newsroom: Project) -> None:
    page(newsroom, "es/news/gauges.md", SPANISH)
    adopted(newsroom, "es")
    chosen = choice("memory:es/news/gauges.md")
    approve(newsroom, newsroom.articles(), ["es"], by="Ana", now=NOW, chosen=chosen)
    assert {state for _, state in states(newsroom, "news/gauges").values()} == {"reviewed"}


# Addresses


def test_the_slug_of_a_page_is_its_editions_from_now_on(newsroom: Project) -> None:
    page(newsroom, "es/news/gauges.md", SPANISH)
    assert adopted(newsroom, "es", dry_run=True).addresses == 1
    assert not newsroom.frozen_path("es").exists()
    assert adopted(newsroom, "es").addresses == 1
    kept = frozen.load(newsroom.frozen_path("es"))
    assert kept.value("news/gauges", "slug") == "aforos-del-velan"
    page(newsroom, "es/news/gauges.md", SPANISH.replace("aforos-del", "otros-del"))
    assert adopted(newsroom, "es").addresses == 0
    assert frozen.load(newsroom.frozen_path("es")) == kept


def test_a_page_without_a_slug_keeps_its_files_name(newsroom: Project) -> None:
    write(newsroom, news__gauges=ENGLISH.replace("title:", "translationKey: g\ntitle:"))
    text = SPANISH.replace("slug: aforos-del-velan", "translationKey: g")
    page(newsroom, "es/noticias/los-aforos.es.md", text)
    assert adopted(newsroom, "es").addresses == 1
    kept = frozen.load(newsroom.frozen_path("es"))
    assert kept.value("news/gauges", "slug") == "los-aforos"


def test_a_page_beside_the_project_is_named_from_it(newsroom: Project) -> None:
    page(newsroom, "../old/es/news/gauges.md", SPANISH)
    adopted(newsroom, "../old/es")
    origins = {e.origin.engine for e in catalog(newsroom, "es", "news/gauges").entries if e.origin}
    assert origins == {"../old/es/news/gauges.md"}


def test_a_slug_that_the_configuration_would_lose_is_told(newsroom: Project) -> None:
    newsroom = plainly(newsroom)
    page(newsroom, "es/news/gauges.md", SPANISH)
    warnings = adopted(newsroom, "es").warnings
    said = "es/news/gauges.md: its slug is another than the article's"
    assert any(warning.startswith(said) for warning in warnings)


def test_a_slug_that_another_article_has_is_not_taken_again(project: Project) -> None:
    project = configure(project)
    for n, name in enumerate(("a", "b", "c")):
        write(project, **{name: f"---\nslug: rain-{n}\n---\n\nRain {n} of 1{n}7.\n"})
        slug = "otra" if name == "c" else "lluvia"
        page(project, f"es/{name}.md", f"---\nslug: {slug}\n---\n\nLluvia {n} de 1{n}7.\n")
    report = adopted(project, "es")
    said = "locales/es/frozen.yaml: 'b' cannot keep its slug 'lluvia', which 'a' has"
    assert said in report.warnings
    assert report.addresses == 2
    kept = frozen.load(project.frozen_path("es"))
    values = [kept.value(name, "slug") for name in ("a", "b", "c")]
    assert values == ["lluvia", None, "otra"]


@pytest.mark.parametrize(("pages", "others"), [(2, " (and 1 more)"), (3, " (and 2 more)")])
def test_slugs_that_the_configuration_would_lose_are_told_in_one_sentence(
    project: Project, pages: int, others: str
) -> None:
    project = plainly(project)
    for n in range(pages):
        write(project, **{f"a{n}": f"---\nslug: rain-{n}\n---\n\nRain {n} of 1{n}7.\n"})
        page(project, f"es/a{n}.md", f"---\nslug: lluvia-{n}\n---\n\nLluvia {n} de 1{n}7.\n")
    told = adopted(project, "es").warnings
    for what in ("git has no history", "its slug is another than the article's"):
        assert [one for one in told if one.startswith(f"es/a0.md{others}: {what}")]


# Pages that cannot be used


def test_two_pages_that_claim_one_article_are_both_named(newsroom: Project) -> None:
    page(newsroom, "a/news/gauges.md", SPANISH)
    page(newsroom, "b/news/gauges.md", SPANISH)
    failures = [str(failure) for failure in adopted(newsroom, "a", "b").failures]
    assert sorted(failure.partition(" (")[0] for failure in failures) == [
        "a/news/gauges.md:1: it claims the article 'news/gauges', and so does b/news/gauges.md",
        "b/news/gauges.md:1: it claims the article 'news/gauges', and so does a/news/gauges.md",
    ]


def test_a_page_that_is_no_translation_is_refused(newsroom: Project) -> None:
    page(newsroom, "es/news/gauges.md", OTHER)
    (failure,) = adopted(newsroom, "es").failures
    assert "it is no translation of content/news/gauges.md" in str(failure)
    assert not newsroom.catalog_path(newsroom.articles()[0], "es").exists()


def test_a_page_without_an_article_is_named_and_the_others_come_in(newsroom: Project) -> None:
    page(newsroom, "es/receta.md", OTHER)
    page(newsroom, "es/news/gauges.md", SPANISH)
    report = adopted(newsroom, "es")
    assert [str(f).partition(" (")[0] for f in report.failures] == [
        "es/receta.md:1: no article is its original"
    ]
    assert report.pages == 1


def test_a_page_that_was_never_translated_is_refused(newsroom: Project) -> None:
    page(newsroom, "es/news/gauges.md", ENGLISH)
    (failure,) = adopted(newsroom, "es").failures
    assert str(failure).startswith(
        "es/news/gauges.md:1: most of it is content/news/gauges.md, word for word"
    )


def test_of_a_page_that_was_begun_the_translated_blocks_come_in(newsroom: Project) -> None:
    head, rest = SPANISH.split("## Quién"), ENGLISH.split("## Who")
    begun = f"{head[0]}## Who{rest[1]}".replace("Nobody reads the gauge", "Nobody reads gauges")
    page(newsroom, "es/news/gauges.md", begun)
    report = adopted(newsroom, "es")
    now = states(newsroom, "news/gauges")
    certain = "Every gauge sends 24 readings a day to [the archive]({1}) in Miraval."
    assert now[certain][1] == "translated"
    assert {now[source][1] for source in now if "reads" in source} == {"untranslated"}
    assert {passed.reason for passed in report.passed} == {
        "it is the original's own text",
        "it is nearly the original's own text",
    }


def test_a_page_in_another_language_is_refused(newsroom: Project) -> None:
    french = "Le niveau de la rivière {} est plus haut que dans les autres villes de la région.\n\n"
    page(newsroom, "es/news/gauges.md", "".join(french.format(n) for n in range(9)))
    (failure,) = adopted(newsroom, "es").failures
    assert str(failure).startswith("es/news/gauges.md:1: it is in fr, not in es")


def test_a_page_with_twice_the_text_is_told(newsroom: Project) -> None:
    page(newsroom, "es/news/gauges.md", SPANISH + "\n" + OTHER.replace("# Una", "## Una"))
    report = adopted(newsroom, "es")
    (warning,) = [one for one in report.warnings if "times the text of its article" in one]
    first = min(one.line or 0 for one in report.passed)
    assert warning.startswith(f"es/news/gauges.md:{first}: the page has 2.")
    assert warning.endswith(f"; {len(report.passed)} of its texts have no original")
    assert len(report.passed) >= 8


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_a_page_in_another_encoding_is_named_with_its_line(
    newsroom: Project, encoding: str
) -> None:
    page(newsroom, "es/news/gauges.md", SPANISH.encode(encoding))
    (failure,) = adopted(newsroom, "es").failures
    line = 8 if encoding == "cp1252" else 1
    assert str(failure).startswith(f"es/news/gauges.md:{line}: byte")


def test_a_persian_page_in_cp1256_is_named_with_its_line(newsroom: Project) -> None:
    text = "---\ntitle: x\n---\n\nسلام\n".encode("cp1256")
    page(newsroom, "fa/news/gauges.md", text)
    (failure,) = adopted(newsroom, "fa", locale="fa").failures
    assert str(failure).startswith("fa/news/gauges.md:5: byte")


def test_a_page_that_is_an_article_too_is_told(newsroom: Project) -> None:
    page(newsroom, "content/es/news/gauges.md", SPANISH)
    report = adopted(newsroom, "content/es/**")
    assert report.pages == 1
    assert any("it is read as an article, too" in warning for warning in report.warnings)


# The text that a page was made from


def git(root: Path, *arguments: str, day: str = "2026-01-01") -> None:
    identity = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org")
    when = f"{day}T12:00:00+00:00"
    subprocess.run(
        ["git", *identity, *arguments], cwd=root, check=True, capture_output=True,
        env={**os.environ, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when,
             "GIT_CONFIG_GLOBAL": os.devnull},
    )  # fmt: skip


def committed(project: Project, text: str, day: str) -> None:
    write(project, news__gauges=text)
    git(project.root, "add", "--all", day=day)
    git(project.root, "commit", "--quiet", "--message", "work", day=day)


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

LATER = (
    ENGLISH.replace("opened 9 gauges", "opened 11 gauges")
    .replace("## Who reads", "The gauges are checked by divers every spring.\n\n## Who reads")
    .replace("- **Omid Ravandi** keeps the tables for the harbour.\n", "")
)


@needs_git
def test_a_page_is_compared_with_the_text_that_it_was_made_from(newsroom: Project) -> None:
    git(newsroom.root, "init", "--quiet")
    committed(newsroom, ENGLISH.replace("24 readings", "12 readings"), "2026-01-01")
    committed(newsroom, ENGLISH, "2026-02-01")
    page(newsroom, "es/news/gauges.md", SPANISH)
    git(newsroom.root, "add", "--all", day="2026-02-10")
    git(newsroom.root, "commit", "--quiet", "--message", "es", day="2026-02-10")
    committed(newsroom, LATER, "2026-03-01")
    report = adopted(newsroom, "es")
    assert (report.pages, report.past) == (1, 1)
    now = states(newsroom, "news/gauges")
    changed = "The commission opened 11 gauges between Miraval and Orsena in March 2024."
    assert now[changed] == (
        "La comisión abrió 9 aforos entre Miraval y Orsena en marzo de 2024.",
        "draft",
    )
    entry = next(e for e in catalog(newsroom, "es", "news/gauges").entries if e.source == changed)
    assert entry.previous_source == changed.replace("11 gauges", "9 gauges")
    assert now["The gauges are checked by divers every spring."] == ("", "untranslated")
    kept = "**Omid Ravandi** keeps the tables for the harbour."
    assert now[kept] == ("**Omid Ravandi** lleva las tablas del puerto.", "old")
    before = all_bytes(newsroom.catalogs)
    adopted(newsroom, "es")
    assert all_bytes(newsroom.catalogs) == before


@needs_git
def test_a_word_that_may_have_changed_before_or_after_makes_a_draft(newsroom: Project) -> None:
    git(newsroom.root, "init", "--quiet")
    committed(newsroom, ENGLISH, "2026-01-01")
    committed(newsroom, ENGLISH.replace("Every gauge sends", "No gauge sends"), "2026-02-01")
    page(newsroom, "es/news/gauges.md", SPANISH)
    git(newsroom.root, "add", "--all", day="2026-02-10")
    git(newsroom.root, "commit", "--quiet", "--message", "es", day="2026-02-10")
    adopted(newsroom, "es")
    now = states(newsroom, "news/gauges")
    assert now["No gauge sends 24 readings a day to [the archive]({1}) in Miraval."][1] == "draft"
    steady = "The harbour office of Orsena pays 3,400 crowns a year for the archive."
    assert now[steady][1] == "translated"


def test_a_page_that_lacks_much_and_whose_history_nobody_knows_gives_drafts(
    newsroom: Project,
) -> None:
    lacking = SPANISH.replace("- **Omid Ravandi** lleva las tablas del puerto.\n", "")
    page(newsroom, "es/news/gauges.md", lacking.replace("24 lecturas", "12 lecturas"))
    report = adopted(newsroom, "es")
    assert "translated" not in {state for _, state in states(newsroom, "news/gauges").values()}
    assert any("git has no history of the article" in warning for warning in report.warnings)


@needs_git
def test_a_clone_without_history_is_told(newsroom: Project, tmp_path: Path) -> None:
    git(newsroom.root, "init", "--quiet")
    committed(newsroom, ENGLISH, "2026-01-01")
    page(newsroom, "es/news/gauges.md", SPANISH)
    committed(newsroom, LATER, "2026-03-01")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{newsroom.root}", str(clone))
    report = adopted(find(clone), "es")
    assert report.past == 0
    assert any("has no whole history" in warning for warning in report.warnings)
