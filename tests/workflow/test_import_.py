"""Importing into a project: what is written, what is kept, and what the taxonomy learns."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n_flow.documents import read
from l10n_flow.editions.taxonomy import parse
from l10n_flow.errors import ConfigError, UsageError
from l10n_flow.project import Project, find
from l10n_flow.workflow.import_ import ImportReport, Outcome, import_
from l10n_flow.workflow.init import init

PAGE = """\
Rain on the Velan

2026/10/19 | report, top news

Strategic Council Online – Interview: Rain fell on both banks of the river for the whole night.

In the morning the gauge stood at nine metres, which is two more than the school has.

0 Comments

LATEST CONTENT

The Price of Salt

Strategic Council Online – Opinion: Salt is weighed on both sides of the border, says a trader.
"""
ARTICLE = "content/rain-on-the-velan.md"
STUB = "content/the-price-of-salt.md"
SALT = PAGE.replace("The Price of Salt", "#").replace("Rain on the Velan", "The Price of Salt")

TAXONOMY = """\
# Labels.
categories:
  news: {en: Report, es: Informe, fa: گزارش}   # the oldest id

authors:
  ana: {en: Ana, es: Ana, fa: آنا}
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.txt"
    file.write_text(PAGE, encoding="utf-8")
    return file


def outcomes(report: ImportReport) -> dict[str, str]:
    """What became of every file."""
    found = (file for page in report.pages for file in page.files)
    return {file.path.as_posix(): file.outcome.value for file in found}


def content(project: Project) -> dict[str, bytes]:
    """Every file of the project, its memory included."""
    files = (file for file in project.root.rglob("*") if file.is_file())
    return {f.relative_to(project.root).as_posix(): f.read_bytes() for f in files}


def test_an_article_and_its_stubs_are_files_of_their_own(project: Project, page: Path) -> None:
    report = import_(project, [page])
    assert outcomes(report) == {ARTICLE: "new", STUB: "new"}
    assert [article.name for article in project.articles()] == [
        "rain-on-the-velan",
        "the-price-of-salt",
    ]


def test_importing_again_changes_no_byte(project: Project, page: Path) -> None:
    import_(project, [page])
    before = content(project)
    report = import_(project, [page])
    assert set(outcomes(report).values()) == {"unchanged"}
    assert content(project) == before


def test_what_somebody_changed_is_kept_until_it_is_forced(project: Project, page: Path) -> None:
    import_(project, [page])
    file = project.root / ARTICLE
    file.write_text("---\ntitle: Mine\n---\n\nMy own words.\n", encoding="utf-8")
    report = import_(project, [page])
    assert outcomes(report) == {ARTICLE: "kept", STUB: "unchanged"}
    assert "My own words." in file.read_text("utf-8")
    assert str(report.findings[0]) == (
        f"{ARTICLE}: kept: it was edited, or written by somebody "
        "(compare it with the page; --force replaces it)"
    )
    assert outcomes(import_(project, [page], force=True))[ARTICLE] == "updated"
    assert "My own words." not in file.read_text("utf-8")


def test_a_file_that_was_never_imported_is_somebody_s(project: Project, page: Path) -> None:
    (project.root / ARTICLE).write_text("Mine.\n", encoding="utf-8")
    assert outcomes(import_(project, [page]))[ARTICLE] == "kept"


def test_a_changed_page_updates_what_nobody_touched(project: Project, page: Path) -> None:
    import_(project, [page])
    page.write_text(PAGE.replace("nine metres", "ten metres"), encoding="utf-8")
    assert outcomes(import_(project, [page])) == {ARTICLE: "updated", STUB: "unchanged"}
    assert "ten metres" in (project.root / ARTICLE).read_text("utf-8")


def test_without_its_memory_an_import_keeps_what_differs(project: Project, page: Path) -> None:
    import_(project, [page])
    shutil.rmtree(project.state / "import")
    assert set(outcomes(import_(project, [page])).values()) == {"unchanged"}
    shutil.rmtree(project.state / "import")
    page.write_text(PAGE.replace("nine metres", "ten metres"), encoding="utf-8")
    assert outcomes(import_(project, [page]))[ARTICLE] == "kept"


def test_a_file_with_other_line_ends_is_unchanged(project: Project, page: Path) -> None:
    import_(project, [page])
    file = project.root / ARTICLE
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert outcomes(import_(project, [page]))[ARTICLE] == "unchanged"


@pytest.mark.parametrize("order", [[0, 1], [1, 0]], ids=["stub first", "article first"])
@pytest.mark.parametrize("together", [True, False], ids=["in one call", "in two"])
def test_a_whole_article_takes_the_place_of_its_stub_and_never_the_reverse(
    project: Project, page: Path, order: list[int], together: bool
) -> None:
    whole = page.with_name("salt.txt")
    whole.write_text(SALT, encoding="utf-8")
    files = [[page, whole][number] for number in order]
    for group in [files] if together else [[file] for file in files]:
        assert import_(project, group, force=True).failures == ()
    text = (project.root / STUB).read_text("utf-8")
    assert "status: stub" not in text
    assert "nine metres" in text


def test_two_titles_with_one_slug_are_two_files(project: Project, page: Path) -> None:
    page.write_text(PAGE.replace("The Price of Salt", "Rain, on the Velan!"), encoding="utf-8")
    for _ in range(2):
        report = import_(project, [page])
    assert outcomes(report) == {
        ARTICLE: "unchanged",
        "content/rain-on-the-velan-2.md": "unchanged",
    }


def test_columns_of_two_weeks_with_one_title_are_two_files(
    project: Project, tmp_path: Path
) -> None:
    weeks = []
    for day in (5, 12):
        weeks.append(tmp_path / f"{day}.txt")
        text = f"Letter from the port\n\n2026/10/{day:02}\n\nWritten on day {day}, at noon.\n"
        weeks[-1].write_text(text, encoding="utf-8")
    first = import_(project, weeks)
    assert set(outcomes(first).values()) == {"new"}
    assert len(outcomes(first)) == 2
    again = import_(project, weeks[::-1])
    assert outcomes(again) == dict.fromkeys(outcomes(first), "unchanged")


def test_the_name_of_an_article_that_was_deleted_is_free(
    project: Project, page: Path, tmp_path: Path
) -> None:
    import_(project, [page])
    (project.root / ARTICLE).unlink()
    other = tmp_path / "other.txt"
    other.write_text(PAGE.replace("Rain on the Velan", "Rain on the Velan!"), encoding="utf-8")
    assert outcomes(import_(project, [other]))[ARTICLE] == "new"


def test_another_text_of_one_title_and_day_is_another_article(
    project: Project, page: Path, tmp_path: Path
) -> None:
    import_(project, [page])
    head, _, tail = PAGE.partition("Strategic Council Online – Interview: ")
    words = "Interview: The council voted for its budget on Monday; two members complained."
    other = tmp_path / "other.txt"
    other.write_text(f"{head}{words}\n\n{tail[tail.index('0 Comments') :]}", encoding="utf-8")
    report = import_(project, [other])
    assert outcomes(report)["content/rain-on-the-velan-2.md"] == "new"
    assert "nine metres" in (project.root / ARTICLE).read_text("utf-8")
    edited = tmp_path / "edited.txt"
    edited.write_text(PAGE.replace("nine metres", "ten metres"), encoding="utf-8")
    assert outcomes(import_(project, [edited]))[ARTICLE] == "updated"
    assert outcomes(import_(project, [other]))["content/rain-on-the-velan-2.md"] == "unchanged"


def test_a_name_that_another_kind_of_file_has_is_not_taken(project: Project, page: Path) -> None:
    (project.content / "rain-on-the-velan.txt").write_text("Mine.\n", encoding="utf-8")
    import_(project, [page])
    assert {article.relative for article in project.articles()} == {
        "rain-on-the-velan-2.md",
        "rain-on-the-velan.txt",
        "the-price-of-salt.md",
    }


def test_a_dry_run_writes_nothing_and_says_what_it_would(project: Project, page: Path) -> None:
    before = content(project)
    assert outcomes(import_(project, [page], dry_run=True)) == {ARTICLE: "new", STUB: "new"}
    assert content(project) == before


def test_strict_makes_a_warning_an_error_and_writes_nothing_of_that_page(
    project: Project, page: Path
) -> None:
    odd = page.with_name("odd.txt")
    odd.write_text(PAGE.replace("Rain on", "Menu\n\nSnow on"), encoding="utf-8")
    report = import_(project, [odd, page], strict=True)
    assert [str(failure) for failure in report.failures] == [
        f"{odd.as_posix()}:1: unknown line above the title: “Menu”"
    ]
    assert report.failures[0].exit_code == 3
    assert outcomes(report) == {ARTICLE: "new", STUB: "new"}


def test_one_page_that_cannot_be_read_does_not_stop_the_others(
    project: Project, page: Path
) -> None:
    empty = page.with_name("empty.txt")
    empty.write_bytes(b"")
    report = import_(project, [page.with_name("gone.txt"), empty, page.parent, page])
    assert len(report.failures) == 3
    assert (project.root / ARTICLE).exists()


def test_a_file_that_cannot_be_written_does_not_stop_the_others(
    project: Project, page: Path
) -> None:
    (project.root / ARTICLE).mkdir(parents=True)
    report = import_(project, [page])
    assert [failure.exit_code for failure in report.failures] == [3]
    assert outcomes(report) == {STUB: "new"}
    assert (project.root / STUB).is_file()


def test_a_folder_for_the_articles_can_be_named(project: Project, page: Path) -> None:
    for into in ("news/2026", "content/news/2026/"):
        assert next(iter(outcomes(import_(project, [page], into=into)))) == (
            "content/news/2026/rain-on-the-velan.md"
        )


@pytest.mark.parametrize("into", ["../elsewhere", "/etc", "C:/x", "a/../../b"])
def test_a_folder_outside_of_the_content_folder_is_refused(
    project: Project, page: Path, into: str
) -> None:
    with pytest.raises(UsageError, match="is not a folder of content"):
        import_(project, [page], into=into)


def test_a_profile_of_the_project_is_taken_when_its_signs_are_shown(
    project: Project, page: Path
) -> None:
    folder = project.root / "profiles"
    folder.mkdir()
    signs = "fits: {min_signs: 3, signs: [Velan, gauge, Salt, Rain, Loading]}"
    (folder / "ours.yaml").write_text(signs, encoding="utf-8")
    assert import_(project, [page]).pages[0].imported.profile == "ours"


def test_a_named_profile_is_taken_whatever_the_page_shows(project: Project, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Rain\n\nIt fell.\n\nLoading\n", encoding="utf-8")
    report = import_(project, [page], profile="strategic-council")
    assert report.pages[0].imported.profile == "strategic-council"


def test_a_wrong_profile_of_the_project_is_named(project: Project, page: Path) -> None:
    folder = project.root / "profiles"
    folder.mkdir()
    (folder / "ours.yaml").write_text("drop: '('", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"ours\.yaml:1:1"):
        import_(project, [page])


class TestTheTaxonomy:
    @pytest.fixture
    def taxonomy(self, project: Project) -> Path:
        project.taxonomy.write_text(TAXONOMY, encoding="utf-8")
        return project.taxonomy

    def test_a_known_label_means_its_id(self, project: Project, page: Path, taxonomy: Path) -> None:
        report = import_(project, [page])
        assert report.pages[0].files[0].categories == ("news", "top-news")

    def test_new_ids_are_added_in_the_page_s_words_and_named(
        self, project: Project, page: Path, taxonomy: Path
    ) -> None:
        report = import_(project, [page])
        (label,) = report.pages[0].labels
        assert (label.id, label.label, label.missing) == ("top-news", "top news", ("es", "fa"))
        assert taxonomy.read_text("utf-8") == TAXONOMY.replace(
            "oldest id\n", "oldest id\n  top-news: {en: top news}\n"
        )

    def test_a_second_import_adds_nothing(
        self, project: Project, page: Path, taxonomy: Path
    ) -> None:
        import_(project, [page])
        before = taxonomy.read_bytes()
        assert import_(project, [page]).pages[0].labels == ()
        assert taxonomy.read_bytes() == before

    def test_line_ends_and_a_byte_order_mark_stay(
        self, project: Project, page: Path, taxonomy: Path
    ) -> None:
        before = ("\ufeff" + TAXONOMY).replace("\n", "\r\n")
        taxonomy.write_bytes(before.encode())
        import_(project, [page])
        added = taxonomy.read_bytes().decode()
        assert added.replace("  top-news: {en: top news}\r\n", "") == before

    def test_a_part_that_cannot_be_continued_is_a_failure_after_the_articles(
        self, project: Project, page: Path, taxonomy: Path
    ) -> None:
        taxonomy.write_text("categories: {news: {en: News}}\n", encoding="utf-8")
        report = import_(project, [page])
        assert "add to it by hand" in str(report.failures[0])
        assert (project.root / ARTICLE).exists()

    def test_a_project_without_a_taxonomy_gets_none(self, project: Project, page: Path) -> None:
        assert import_(project, [page]).pages[0].labels == ()
        assert not project.taxonomy.exists()

    @pytest.mark.parametrize(("part", "author"), [("", "Inés Saz"), ("authors", "ines-saz")])
    def test_a_name_becomes_an_id_only_where_its_label_is_kept(
        self, project: Project, page: Path, part: str, author: str
    ) -> None:
        page.write_text("Rain\n\nBy Inés Saz\n\n2026/10/05\n\nIt fell on both banks.\n", "utf-8")
        if part:
            project.taxonomy.write_text(f"{part}:\n  ana: {{en: Ana, es: Ana, fa: آنا}}\n", "utf-8")
        import_(project, [page])
        assert f"\nauthor: {author}\n" in (project.content / "rain.md").read_text("utf-8")

    def test_the_result_is_a_taxonomy(self, project: Project, page: Path, taxonomy: Path) -> None:
        import_(project, [page])
        found = parse(taxonomy.read_bytes(), taxonomy, project.config.taxonomy.fields.values())
        assert found.label("categories", "top-news", "en") == "top news"


def test_the_seed_page_becomes_the_documents_that_it_is(project: Project, shared: Path) -> None:
    report = import_(project, [shared / "seed" / "article-page.txt"])
    assert Counter(outcomes(report).values()) == {"new": 9}
    (article,) = (f for f in report.files(Outcome.NEW) if not f.article.stub)
    file = project.root / article.path
    kinds = Counter(slot.segment.kind for slot in read(file.read_bytes(), file).slots)
    assert kinds == {"paragraph": 12, "heading 2": 3, "field: title": 1, "field: credit": 1}
    assert set(outcomes(import_(project, [shared / "seed" / "article-page.txt"])).values()) == {
        "unchanged"
    }


@settings(max_examples=40)  # a project each
@given(body=st.text(st.sampled_from("ab \n#*->_[]()<&`1.:|~{}%\\۱ی"), min_size=1, max_size=80))
def test_whatever_a_page_says_its_article_has_as_many_blocks_as_it(
    tmp_path_factory: pytest.TempPathFactory, body: str
) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    project = init(folder / "project", "en", ["es"]).project
    page = folder / "page.txt"
    page.write_text(f"Title\n2026/10/19\n{body}", encoding="utf-8", newline="")
    for file in (file for found in import_(project, [page]).pages for file in found.files):
        path = project.root / file.path
        slots = read(path.read_bytes(), path).slots
        kinds = Counter(slot.segment.kind for slot in slots)
        assert set(kinds) <= {"paragraph", "heading 2", "field: title", "field: credit"}
        assert kinds["paragraph"] <= file.article.count("paragraph")


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", ""),
        ("en-GB", ""),
        ("es-MX", "es"),
        ("fr", "fr"),
        ("zh-TW", "zh-TW"),
        ("zh-SG", "zh-Hans"),
    ],
)
def test_a_page_is_in_the_projects_language_where_it_is_written_alike(
    written: str, tag: str, project: Project, tmp_path: Path
) -> None:
    pytest.importorskip("lxml")
    file = project.root / "l10n-flow.yaml"
    file.write_text("source: en\nlocales: [es, zh-Hans]\n", "utf-8")
    page = tmp_path / "page.html"
    words = "<p>Velan 2019, Orsena 2020, Miraval 2021, Kestrel 2022.</p>" * 9  # of no language
    page.write_text(
        f'<html lang="{written}"><head><title>Rain</title></head>'
        f"<body><article><h1>Rain</h1>{words}</article></body></html>",
        "utf-8",
    )
    import_(find(project.root), [page])
    front = (project.content / "rain.md").read_text("utf-8").partition("\n---\n")[0]
    assert ("\nlang: " in front) == bool(tag)
    assert not tag or f"\nlang: {tag}\n" in f"{front}\n"


WHOLE = "<p>The gauge at the old bridge stood at nine metres, and the school stayed shut.</p>" * 9


def page_of(folder: Path, name: str, words: str, address: str = "") -> Path:
    """A saved page with a title and a day that it shares with others."""
    canonical = f'<link rel="canonical" href="{address}">' if address else ""
    page = folder / name
    page.write_text(
        f'<html lang="en"><head><title>Letter</title>{canonical}</head><body><article>'
        f"<h1>Letter</h1><p>5 October 2026</p><p>{words}</p>{WHOLE}</article></body></html>",
        "utf-8",
    )
    return page


class TestPagesOfOneTitleAndDay:
    @pytest.fixture(autouse=True)
    def _with_lxml(self) -> None:
        pytest.importorskip("lxml")

    @pytest.mark.parametrize("addressed", [True, False])
    def test_two_pages_of_one_run_are_two_files(
        self, project: Project, tmp_path: Path, addressed: bool
    ) -> None:
        pages = [
            page_of(tmp_path, f"{w}.html", w, f"https://a.example/{w}" if addressed else "")
            for w in ("North", "South")
        ]
        first = import_(project, pages)
        assert outcomes(first) == {"content/letter.md": "new", "content/letter-2.md": "new"}
        texts = [
            (project.content / f"{name}.md").read_text("utf-8") for name in ("letter", "letter-2")
        ]
        assert ["North" in texts[0], "South" in texts[1]] == [True, True]

    @pytest.mark.parametrize("force", [True, False])
    @pytest.mark.parametrize("addressed", [True, False])
    def test_each_is_known_again_in_any_order_and_alone(
        self, project: Project, tmp_path: Path, addressed: bool, force: bool
    ) -> None:
        pages = [
            page_of(tmp_path, f"{w}.html", w, f"https://a.example/{w}" if addressed else "")
            for w in ("North", "South")
        ]
        import_(project, pages)
        before = content(project)
        for again in (pages, pages[::-1], pages[1:], pages[:1]):
            assert set(outcomes(import_(project, again, force=force)).values()) == {"unchanged"}
            assert content(project) == before

    @pytest.mark.parametrize("addressed", [True, False])
    def test_a_change_of_the_second_replaces_the_second(
        self, project: Project, tmp_path: Path, addressed: bool
    ) -> None:
        pages = [
            page_of(tmp_path, f"{w}.html", w, f"https://a.example/{w}" if addressed else "")
            for w in ("North", "South")
        ]
        import_(project, pages)
        address = "https://a.example/South" if addressed else ""
        changed = page_of(tmp_path, "South.html", "Southwest", address)
        assert outcomes(import_(project, [changed])) == {"content/letter-2.md": "updated"}
        assert "North" in (project.content / "letter.md").read_text("utf-8")

    def test_two_pages_of_two_runs_with_their_own_addresses_are_two_files(
        self, project: Project, tmp_path: Path
    ) -> None:
        import_(project, [page_of(tmp_path, "page.html", "North", "https://a.example/1")])
        second = page_of(tmp_path, "page.html", "South", "https://a.example/2")
        assert outcomes(import_(project, [second])) == {"content/letter-2.md": "new"}

    def test_one_page_that_was_saved_twice_is_one_file(
        self, project: Project, tmp_path: Path
    ) -> None:
        address = "https://a.example/north"
        pages = [page_of(tmp_path, f"{n}.html", "North", address) for n in (1, 2)]
        pages.append(page_of(tmp_path, "later.html", "Northwest", "http://www.a.example/north/"))
        assert set(outcomes(import_(project, pages))) == {"content/letter.md"}
        assert "Northwest" in (project.content / "letter.md").read_text("utf-8")

    def test_a_home_page_is_nobody_s_address(self, project: Project, tmp_path: Path) -> None:
        pages = [
            page_of(tmp_path, f"{w}.html", w, "https://a.example/") for w in ("North", "South")
        ]
        assert len(outcomes(import_(project, pages))) == 2
