"""`l10n-flow status` as people read it, and as programs do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from l10n_flow.catalogs.po import canonical
from l10n_flow.model import Catalog, Entry, Origin, digest
from l10n_flow.project import Project
from l10n_flow.visible import width

from .conftest import Command


def vouched(source: str, target: str) -> Entry:
    origin = Origin(reviewer="ana", source=digest(None, source), words=digest(target))
    return Entry(source, target, origin=origin)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def newsroom(project: Project) -> Project:
    """A brief in every state, and a Persian report that nobody has synced."""
    write(project.content / "news/brief.md", "# Peace\n\nOne two three.\n\nFour.\n\nFive six.\n")
    write(project.content / "گزارش.md", "---\nlang: fa\n---\nسلام دنیا\n")
    entries = (
        vouched("Peace", "Paz"),
        Entry("One two three.", "Uno dos tres."),
        Entry("Four.", "Cinco.", fuzzy=True),
        Entry("Five six."),
    )
    for locale, known in (("es", entries), ("fa", entries[:1])):
        path = project.catalogs / locale / "LC_MESSAGES" / "news" / "brief.po"
        write(path, canonical.write(Catalog(locale, known)))
    return project


TABLE = """\
segments                    untranslated  draft  translated  reviewed

news/brief  en, 4 segments, 7 words
  es                                   1      1           1         1
  fa                                   3      -           -         1  stale

گزارش  fa, 1 segment, 2 words
  en                                   1      -           -         -  missing
  es                                   1      -           -         -  missing

all, in words               untranslated  draft  translated  reviewed
  en                               100 %      -           -         -
  es                                44 %   11 %        33 %      11 %
  fa                                86 %      -           -      14 %

Stale or missing catalogs are brought up to date by: l10n-flow sync
"""


def test_the_table_fits_80_columns_and_says_what_to_do(
    newsroom: Project, l10n_flow: Command
) -> None:
    said = l10n_flow("status")
    assert (said.code, said.err) == (0, "")
    assert said.out == TABLE
    assert max(map(len, said.out.splitlines())) <= 80


def test_articles_and_languages_can_be_chosen(newsroom: Project, l10n_flow: Command) -> None:
    said = l10n_flow("status", "news", "--locale", "es")
    assert said.out.splitlines()[2:] == [
        "news/brief  en, 4 segments, 7 words",
        "  es                                   1      1           1         1",
        "",
        "all, in words               untranslated  draft  translated  reviewed",
        "  es                                29 %   14 %        43 %      14 %",
    ]


def test_a_catalog_without_an_article_is_named(newsroom: Project, l10n_flow: Command) -> None:
    (newsroom.content / "news/brief.md").unlink()
    said = l10n_flow("status", "--locale", "es")
    assert "  locales/es/LC_MESSAGES/news/brief.po\n" in said.out


def test_no_name_of_a_file_acts_on_the_terminal(newsroom: Project, l10n_flow: Command) -> None:
    brief = newsroom.content / "news/brief.md"
    brief.rename(brief.with_name("a\u202e\x9bb.md"))
    (newsroom.content / "c\x1b[31m.md").write_text("Rain.", "utf-8")
    shown = l10n_flow("status")
    assert "\nnews/a⟨RLO⟩⟨U+009B⟩b  en, 4 segments" in shown.out
    assert "content/c⟨U+001B⟩[31m.md: its name holds the character U+001B" in shown.err
    assert not {"\x1b", "\u202e", "\x9b"} & {*shown.out, *shown.err}


def test_an_empty_project_says_so(l10n_flow: Command) -> None:
    said = l10n_flow("status")
    assert (said.code, said.out) == (
        0,
        "no articles yet: put Markdown into the content folder\n",
    )


def test_what_cannot_be_read_is_told_with_its_place_and_exit_code_3(
    newsroom: Project, l10n_flow: Command
) -> None:
    (newsroom.content / "bad.md").write_bytes(b"a\n\ncaf\xe9\n")
    said = l10n_flow("status")
    assert said.code == 3
    assert said.out == TABLE
    assert said.err == "error: content/bad.md:3: byte 0xe9 is not UTF-8 (save the file as UTF-8)\n"


def test_the_json_document_has_its_keys_in_the_documented_order(
    newsroom: Project, l10n_flow: Command
) -> None:
    (newsroom.content / "bad.md").write_bytes(b"caf\xe9\n")
    said = l10n_flow("status", "--json", "--locale", "es")
    assert said.code == 3
    document = json.loads(said.out)

    page = (Path(__file__).parents[2] / "docs" / "json.md").read_text("utf-8")
    example = json.loads(page.split("## status")[1].split("```json\n")[1].split("```")[0])
    assert keys(document) == keys(example)
    assert document["articles"][0]["editions"][0] == {
        "locale": "es",
        "path": "locales/es/LC_MESSAGES/news/brief.po",
        "catalog": "current",
        "untranslated": {"segments": 1, "words": 2},
        "draft": {"segments": 1, "words": 1},
        "translated": {"segments": 1, "words": 3},
        "reviewed": {"segments": 1, "words": 1},
    }
    assert document["failures"][0]["path"] == "content/bad.md"


def keys(value: object) -> object:
    """The keys of a document, level by level, in order; of a list those of its first item."""
    if isinstance(value, dict):
        return [(key, keys(inner)) for key, inner in value.items() if key != "failures"]
    return keys(value[0]) if isinstance(value, list) and value else None


def test_long_names_and_every_remark_fit_80_columns(l10n_flow: Command, project: Project) -> None:
    long = "posts/2026-02-10-the-security-releases-of-february-for-all-lines-with-a-postscript"
    write(project.content / f"{long}.md", "# Peace\n\n" + "One two three.\n" * 400)
    write(project.content / "新闻" / ("和平谈判" * 12 + ".md"), "# Peace\n")
    l10n_flow("sync")
    (project.catalogs / "fa" / "LC_MESSAGES" / f"{long}.po").write_bytes(b"\xff")
    lines = l10n_flow("status").out.splitlines()
    assert max(map(width, lines)) == 80
    assert any(line.endswith("unreadable") for line in lines)
    (named,) = [line for line in lines if "postscript" in line]
    assert named.startswith("posts/2026-02-10-the-sec")


def test_many_articles_are_summed_up_in_a_line(l10n_flow: Command, project: Project) -> None:
    for number in range(1, 13):
        write(project.content / f"brief-{number}.md", "Peace.\n" if number < 3 else "War.\n")
    l10n_flow("sync")
    for number in (1, 2):
        catalog = project.catalogs / "es" / "LC_MESSAGES" / f"brief-{number}.po"
        write(catalog, canonical.write(Catalog("es", (Entry("Peace.", "Paz."),))))
    told = "12 articles; es: 2 complete, 10 not started; fa: 0 complete, 12 not started"
    assert told in l10n_flow("status").out.splitlines()
    assert not [line for line in l10n_flow("status", "brief-1").out.splitlines() if "gaps" in line]


def test_of_very_many_articles_those_are_listed_that_need_most(
    l10n_flow: Command, project: Project
) -> None:
    for number in range(101):
        words = "Peace. " * (number + 1)
        write(project.content / f"brief-{number:03}.md", f"{words}\n")
    l10n_flow("sync")
    catalog = project.catalogs / "es" / "LC_MESSAGES" / "brief-098.po"
    source = ("Peace. " * 99).strip()
    write(catalog, canonical.write(Catalog("es", (Entry(source, "Paz."),))))
    said = l10n_flow("status").out.splitlines()
    first = "Of 101 articles the 5 with most left to translate (all of them: --all):"
    assert said[0] == first
    names = [line.split()[0] for line in said if line.startswith("brief")]
    assert names == [f"brief-{number:03}" for number in (100, 99, 97, 96, 95)]
    summary = "101 articles; es: 1 complete, 100 not started; fa: 0 complete, 101 not started"
    assert summary in " ".join(said)
    assert max(map(width, said)) <= 80
    every = l10n_flow("status", "--all").out.splitlines()
    assert sum(line.startswith("brief") for line in every) == 101
    assert len(json.loads(l10n_flow("status", "--json").out)["articles"]) == 101


def test_of_very_many_articles_that_are_done_none_is_listed(
    l10n_flow: Command, project: Project
) -> None:
    for number in range(101):
        write(project.content / f"brief-{number:03}.md", "")
    said = l10n_flow("status").out.splitlines()
    assert said[0] == "101 articles, nothing left to translate (all of them: --all):"
    assert len(said) < 10


def test_of_very_many_orphans_some_are_named(l10n_flow: Command, project: Project) -> None:
    write(project.content / "brief.md", "Peace.\n")
    for number in range(41):
        write(project.catalogs / "es" / "LC_MESSAGES" / f"gone-{number}.po", "")
    said = l10n_flow("status").out
    assert said.count("gone-") == 10
    assert "  … and 31 more; --json has all\n" in said


def test_a_catalog_that_cannot_be_read_is_neither_complete_nor_counted(
    l10n_flow: Command, project: Project
) -> None:
    for number in range(1, 13):
        write(project.content / f"brief-{number}.md", "Peace.\n")
    l10n_flow("sync")
    (project.catalogs / "es" / "LC_MESSAGES" / "brief-1.po").write_bytes(b"\xff")
    said = l10n_flow("status").out
    unread = "12 articles; es: 0 complete, 11 not started, 1 cannot be read;"
    assert unread in said
    assert said.endswith("\nNot counted: 1 catalog that cannot be read\n")
