"""An article that has another name keeps its translations, its reviews and its address."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from l10n_flow.errors import FileError, Place, UsageError
from l10n_flow.lookup import awaited
from l10n_flow.model import Catalog, Entry, Key
from l10n_flow.project import Inventory, Project, find
from l10n_flow.workflow import renames
from l10n_flow.workflow.checking.check import check
from l10n_flow.workflow.exchange.memory import listed
from l10n_flow.workflow.mv import rename
from l10n_flow.workflow.renames import Texts, paired, together
from l10n_flow.workflow.run import run
from l10n_flow.workflow.sync import SyncReport, sync

from .newsroom import catalog, catalog_path, fill, reviewed, write

NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)
ROOT = Path(__file__).parents[2]

RIVER = """\
---
title: The river
slug: the-river
---

# The river rose

The water came in the night of Friday.

Schools stay closed until Monday.

Boats carry bread to the upper village.
"""
LIBRARY = """\
---
title: A library
slug: a-library
---

Readers had to wait for three winters.

The roof is new and the shelves are empty.
"""


def git(root: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org"]
    command = ["git", *identity, *arguments]
    return subprocess.run(command, cwd=root, check=True, capture_output=True).stdout.decode()


def committed(root: Path) -> None:
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "start")


def synced(project: Project, *, dry_run: bool = False) -> SyncReport:
    report = sync(project, project.articles(), project.languages, dry_run=dry_run)
    assert not report.failures
    return report


def moved(report: SyncReport) -> list[tuple[str, str]]:
    return sorted((move.old, move.new) for move in report.moves)


def states(project: Project, locale: str, name: str) -> Counter[str]:
    entries = catalog(project, locale, name).entries
    return Counter("obsolete" if e.obsolete else e.state.label for e in entries)


def translated(project: Project, *names: str) -> Project:
    """Every text of these articles reviewed in Spanish, and an address for each."""
    synced(project)
    for name in names:
        fill(project, "es", name, lambda source: f"{source} (es)")
        reviewed(project, "es", name)
    lines = [f"  {name}:\n    slug: {name.replace('/', '-')}-es\n" for name in sorted(names)]
    (project.catalogs / "es" / "frozen.yaml").write_text("articles:\n" + "".join(lines))
    return project


@pytest.fixture
def newsroom(project: Project) -> Project:
    write(project, river=RIVER, library=LIBRARY)
    return translated(project, "river", "library")


def test_a_renamed_article_brings_catalogs_template_and_address_along(newsroom: Project) -> None:
    before = catalog_path(newsroom, "es", "river").read_bytes()
    (newsroom.content / "news").mkdir()
    (newsroom.content / "river.md").rename(newsroom.content / "news" / "flood.md")
    (planned,) = synced(newsroom, dry_run=True).moves
    assert (planned.old, planned.new, planned.addresses) == ("river", "news/flood", 0)
    assert catalog_path(newsroom, "es", "river").exists()

    (move,) = synced(newsroom).moves

    assert (move.old, move.new) == ("river", "news/flood")
    assert (move.locales, move.addresses) == (("es", "fa"), 1)
    assert catalog_path(newsroom, "es", "news/flood").read_bytes() == before
    assert not catalog_path(newsroom, "es", "river").exists()
    assert not (newsroom.catalogs / "pot" / "river.pot").exists()
    frozen = (newsroom.catalogs / "es" / "frozen.yaml").read_text()
    assert "  news/flood:\n    slug: river-es\n" in frozen
    assert "  river:" not in frozen
    assert synced(newsroom).written == ()


def test_a_rename_with_edits_of_some_paragraphs_is_followed(newsroom: Project) -> None:
    (newsroom.content / "river.md").unlink()
    write(newsroom, flood=RIVER.replace("until Monday", "until Tuesday") + "\nA new end.\n")
    assert moved(synced(newsroom)) == [("river", "flood")]
    expected = {"reviewed": 4, "draft": 1, "untranslated": 1, "obsolete": 1}
    assert states(newsroom, "es", "flood") == expected


def test_an_article_of_one_paragraph_that_was_edited_is_followed(project: Project) -> None:
    write(project, one="The water came in the night of Friday, and it stayed.\n")
    translated(project, "one")
    (project.content / "one.md").unlink()
    write(project, two="The water came in the night of Thursday, and it stayed.\n")
    assert moved(synced(project)) == [("one", "two")]


def test_all_articles_of_a_folder_follow_it(project: Project) -> None:
    stub = "# Contents\n\nSee the articles of this folder.\n"
    write(project, news__index=stub, news__river=RIVER, news__old__index=stub)
    names = ["news/index", "news/river", "news/old/index"]
    translated(project, *names)
    (project.content / "news").rename(project.content / "archive")
    assert ("news/river", "archive/river") in moved(synced(project))
    assert set(states(project, "es", "archive/river")) == {"reviewed"}


def test_two_articles_that_swap_their_names_keep_their_own(newsroom: Project) -> None:
    write(newsroom, river=LIBRARY, library=RIVER)
    assert moved(synced(newsroom)) == [("library", "river"), ("river", "library")]
    for name in ("river", "library"):
        assert set(states(newsroom, "es", name)) == {"reviewed"}
    assert not list(newsroom.catalogs.rglob("*renaming*"))
    frozen = (newsroom.catalogs / "es" / "frozen.yaml").read_text()
    assert "  river:\n    slug: library-es\n" in frozen


def test_a_name_that_is_passed_on_is_followed_too(newsroom: Project) -> None:
    (newsroom.content / "library.md").rename(newsroom.content / "shelves.md")
    (newsroom.content / "river.md").rename(newsroom.content / "library.md")
    assert moved(synced(newsroom)) == [("library", "shelves"), ("river", "library")]
    for name in ("shelves", "library"):
        assert set(states(newsroom, "es", name)) == {"reviewed"}


def test_an_article_that_takes_the_place_of_another_loses_nobodys_words(newsroom: Project) -> None:
    (newsroom.content / "river.md").replace(newsroom.content / "library.md")
    assert moved(synced(newsroom)) == [("river", "library")]
    assert states(newsroom, "es", "library") == {"reviewed": 5, "obsolete": 3}


def test_an_article_that_was_split_in_two_is_said_and_left_to_a_person(newsroom: Project) -> None:
    cut = RIVER.index("Schools")
    (newsroom.content / "river.md").unlink()
    write(newsroom, one=RIVER[:cut], two=f"# Bread\n\n{RIVER[cut:]}")
    report = synced(newsroom)
    assert report.moves == ()
    (warning,) = report.warnings
    assert "'river' no longer has an article, and 'one' and 'two' may contain its texts" in warning
    assert catalog_path(newsroom, "es", "river").exists()

    done = rename(newsroom, "river", "two", newsroom.root)

    assert [(move.old, move.new) for move in done.moves] == [("river", "two")]
    synced(newsroom)
    assert states(newsroom, "es", "two")["reviewed"] == 2
    assert not catalog_path(newsroom, "es", "river").exists()


def test_a_copy_takes_nothing_away(newsroom: Project) -> None:
    write(newsroom, copy=RIVER)
    report = synced(newsroom)
    assert (report.moves, report.warnings) == ((), ())
    assert set(states(newsroom, "es", "river")) == {"reviewed"}


def test_an_article_that_is_rewritten_stays_itself(newsroom: Project) -> None:
    write(newsroom, river="Nothing of what was here is here any more.\n")
    assert synced(newsroom).moves == ()
    assert states(newsroom, "es", "river") == {"untranslated": 1, "obsolete": 5}


@pytest.mark.parametrize("is_committed", [False, True])
def test_git_decides_between_two_that_are_the_same(newsroom: Project, is_committed: bool) -> None:
    write(newsroom, twin=RIVER)
    translated(newsroom, "twin", "river")
    for name, word in (("twin", "One"), ("river", "Two")):
        text = RIVER.replace("Boats", word) + f"\n```\n{word * 99}\n```\n"
        (newsroom.content / f"{name}.md").write_text(text, "utf-8")
    committed(newsroom.root)
    for name in ("twin", "river"):
        git(newsroom.root, "mv", f"content/{name}.md", f"content/new-{name}.md")
    if is_committed:
        git(newsroom.root, "commit", "--quiet", "-m", "moved")
    assert moved(synced(newsroom)) == [("river", "new-river"), ("twin", "new-twin")]


def test_what_git_calls_a_rename_is_one_even_when_most_texts_changed() -> None:
    a, b = (frozenset([Key(None, text)]) for text in ("The water came.", "Nobody slept."))
    assert paired({"new": a}, {"old": b}, {"new": "old"}).old == {"new": "old"}
    assert paired({"new": a}, {"old": b}).old == {}


def test_catalogs_without_an_article_stay_in_the_memory(newsroom: Project) -> None:
    before = listed(newsroom, newsroom.languages).memories
    (newsroom.content / "river.md").unlink()
    synced(newsroom)
    assert listed(newsroom, newsroom.languages).memories == before


# On purpose


def test_mv_moves_the_article_and_all_that_belongs_to_it(newsroom: Project) -> None:
    planned = rename(newsroom, "river", "news/flood", newsroom.root, dry_run=True)
    assert planned.target == Path("content/news/flood.md")
    assert (newsroom.content / "river.md").exists()
    done = rename(newsroom, "content/river.md", "news/flood.md", newsroom.root)
    assert [(move.old, move.new) for move in done.moves] == [("river", "news/flood")]
    assert (newsroom.content / "news" / "flood.md").read_text() == RIVER
    assert set(states(newsroom, "es", "news/flood")) == {"reviewed"}
    assert moved(synced(newsroom)) == []


def test_mv_to_another_suffix_of_markdown_is_a_rename_of_the_file_alone(
    newsroom: Project,
) -> None:
    planned = rename(newsroom, "river", "river.markdown", newsroom.root, dry_run=True)
    assert (planned.target, planned.moves) == (Path("content/river.markdown"), ())
    done = rename(newsroom, "river", "content/river.markdown", newsroom.root)
    assert (done.target, done.moves, done.failures) == (Path("content/river.markdown"), (), ())
    assert (newsroom.content / "river.markdown").read_text() == RIVER
    assert set(states(newsroom, "es", "river")) == {"reviewed"}
    assert moved(synced(newsroom)) == []
    assert set(states(newsroom, "es", "river")) == {"reviewed"}


def test_where_mv_moves_what(newsroom: Project) -> None:
    write(newsroom, news__mud="Mud.\n")
    for old, new, folder, target in (
        ("river", "archive/", ".", "content/archive/river.md"),
        ("river", "news", ".", "content/news/river.md"),  # a folder that is there
        ("river", "content/news/", ".", "content/news/river.md"),
        ("river.md", "flood.md", "content", "content/flood.md"),
        ("river", "../flood", "content/news", "content/flood.md"),
        ("news", "old", ".", "content/old"),
        ("news", "old.md", ".", "content/old.md"),
        ("mud.md", "silt", "content/news", "content/news/silt.md"),
    ):
        planned = rename(newsroom, old, new, newsroom.root / folder, dry_run=True)
        assert planned.target == Path(target), (old, new)


def test_mv_to_another_name_and_suffix_takes_the_catalogs_along(newsroom: Project) -> None:
    done = rename(newsroom, "river", "news/flood.markdown", newsroom.root)
    assert done.target == Path("content/news/flood.markdown")
    assert set(states(newsroom, "es", "news/flood")) == {"reviewed"}


def test_mv_says_what_to_do_about_a_file_that_the_system_does_not_move(
    newsroom: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr("l10n_flow.workflow.mv.move", refused)
    with pytest.raises(FileError, match=r"content/river\.md: cannot be moved") as caught:
        rename(newsroom, "river", "flood", newsroom.root)
    assert caught.value.hint == "the file system is mounted read-only"


def test_mv_keeps_a_dot_that_begins_no_suffix_of_an_article(newsroom: Project) -> None:
    done = rename(newsroom, "river", "river-1.2", newsroom.root)
    assert done.target == Path("content/river-1.2.md")


def test_a_catalog_that_another_process_has_just_moved_leaves_the_other_as_it_is(
    newsroom: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = catalog_path(newsroom, "es", "river")
    before = path.read_bytes()
    monkeypatch.setattr(renames, "is_file", lambda path: path.suffix == ".po")
    moves, failures = renames.adopt(newsroom, {"river": "gone"})
    assert (path.read_bytes(), failures) == (before, ())
    assert [move.new for move in moves] == ["river"]


def test_mv_gives_catalogs_without_an_article_to_one_that_has_none(newsroom: Project) -> None:
    shutil.copy(catalog_path(newsroom, "es", "river"), catalog_path(newsroom, "es", "gone"))
    write(newsroom, flood=RIVER)
    planned = rename(newsroom, "gone", "flood", newsroom.root, dry_run=True)
    assert [(one.old, one.new, one.locales) for one in planned.moves] == [
        ("gone", "flood", ("es",))
    ]
    assert catalog_path(newsroom, "es", "gone").exists()
    done = rename(newsroom, "gone", "content/flood.md", newsroom.root)
    assert (done.path, done.target) == (None, None)
    assert set(states(newsroom, "es", "flood")) == {"reviewed"}
    assert not catalog_path(newsroom, "es", "gone").exists()


def test_mv_moves_a_folder_and_tells_git(project: Project) -> None:
    write(project, news__river=RIVER, news__library=LIBRARY)
    translated(project, "news/river", "news/library")
    committed(project.root)
    done = rename(project, "news", "archive", project.root)
    assert len(done.moves) == 2
    told = git(project.root, "diff", "--cached", "--name-status")
    assert "R100\tcontent/news/river.md\tcontent/archive/river.md" in told
    assert set(states(project, "es", "archive/river")) == {"reviewed"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("river", "library", "exists already"),
        ("river", "gone", "a catalog named 'gone'"),
        ("river", "../outside", "outside of the content folder"),
        ("content", "other", "no article, folder or catalog 'content'"),
        ("river", "site", "share its catalogs"),
        ("river", "river.txt", "another kind of file than 'river.md'"),
        ("river", "content/river.mdx", "another kind of file than 'river.md'"),
        ("river", ".hidden/river", "would not be an article"),
        ("nothing", "other", "no article, folder or catalog 'nothing'"),
        ("gone", "other", "'other' is not an article that the translations of 'gone' could"),
        ("locales/es/LC_MESSAGES/gone.po", "other", "translations of 'gone' could belong to"),
        ("content/gone.md", "other", "translations of 'gone' could belong to"),
    ],
)
def test_mv_refuses_what_would_overwrite_or_lose_something(
    newsroom: Project, old: str, new: str, said: str
) -> None:
    def files() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in newsroom.root.rglob("*") if path.is_file()}

    shutil.copy(catalog_path(newsroom, "es", "river"), catalog_path(newsroom, "es", "gone"))
    before = files()
    with pytest.raises(UsageError, match=said):
        rename(newsroom, old, new, newsroom.root)
    assert files() == before


@pytest.mark.parametrize(
    ("new", "target"), [("rain", None), ("blog/rain", "blog/rain.md"), ("docs/drafts/rain", None)]
)
def test_mv_keeps_an_article_inside_the_content_folders(
    tmp_path: Path, new: str, target: str | None
) -> None:
    settings = "source: en\nlocales: [es]\ncontent: [docs, blog]\nexclude: [drafts/**]\n"
    (tmp_path / "l10n-flow.yaml").write_text(settings)
    for folder in ("docs", "blog"):
        (tmp_path / folder).mkdir()
    (tmp_path / "docs" / "river.md").write_text(RIVER)
    project = find(tmp_path)
    if target is None:
        with pytest.raises(UsageError, match="would not be an article"):
            rename(project, "docs/river", new, tmp_path)
        assert (tmp_path / "docs" / "river.md").exists()
    else:
        rename(project, "docs/river", new, tmp_path)
        assert (tmp_path / target).read_text() == RIVER


def test_after_git_mv_run_keeps_every_review_of_the_sample_newsroom(tmp_path: Path) -> None:
    root = tmp_path / "newsroom"
    for folder in ("content", "locales"):
        shutil.copytree(ROOT / folder, root / folder)
    for file in ROOT.glob("*.yaml"):
        shutil.copy(file, root)
    committed(root)
    project = find(root)
    names = [article.name for article in project.articles()]
    run(project, project.articles(), project.languages, now=NOW, whole=True)
    before = {name: _everywhere(project, name) for name in names}
    assert sum(found["reviewed"] for found in before.values()) > 200
    slugs = (root / "locales/es/frozen.yaml").read_text("utf-8")
    pages = sorted((root / "build").rglob("*.md"))

    for name in names:
        git(root, "mv", f"content/{name}.md", f"content/{name}-moved.md")
    report = run(project, project.articles(), project.languages, now=NOW, whole=True)

    assert moved(report.sync) == [(name, f"{name}-moved") for name in names]
    assert {name: _everywhere(project, f"{name}-moved") for name in names} == before
    after = (root / "locales/es/frozen.yaml").read_text("utf-8")
    assert after.replace("-moved:", ":") == slugs
    assert sorted(p.name.replace("-moved", "") for p in (root / "build").rglob("*.md")) == sorted(
        page.name for page in pages
    )
    assert all("-moved" in path.name for path in (root / "build").rglob("*.md"))


def _everywhere(project: Project, name: str) -> Counter[str]:
    """The states of an article's entries in every language."""
    found: Counter[str] = Counter()
    for locale in project.languages:
        if catalog_path(project, locale, name).exists():
            found += states(project, locale, name)
    return found


# Which name was whose, as texts by length: `a10` is a text of ten letters, the same everywhere


def texts(written: str) -> Texts:
    return frozenset([Key(None, word[0] * int(word[1:])) for word in written.split()])


def articles(written: str) -> dict[str, Texts]:
    """`one: a10 b2, two: c3`."""
    rows = (row.split(": ") for row in written.split(", ") if row)
    return {name: texts(words) for name, words in rows}


@pytest.mark.parametrize(
    ("why", "new", "old", "git", "expected", "doubts"),
    [
        ("half is in common", "n: a4 b4", "o: a4 c4", {}, {"n": "o"}, ()),
        ("less is", "n: a3 b5", "o: a3 c5", {}, {}, (("o", ("n",)),)),
        ("a fifth is enough for a doubt", "n: a2 b8", "o: a2 c8", {}, {}, (("o", ("n",)),)),
        ("less is nothing", "n: a1 b8", "o: a1 c8", {}, {}, ()),
        ("one is the same, one nearly", "m: a50 b1, n: a50", "o: a50", {}, {"n": "o"}, ()),
        ("both are the same", "m: a50, n: a50", "o: a50", {}, {}, (("o", ("m", "n")),)),
        (
            "one is clearly more alike",
            "m: a11 b9, n: a11 c4 d5",
            "o: a11 c4 e5",
            {},
            {"n": "o"},
            (),
        ),
        (
            "one is a little more alike",
            "m: a12 b8, n: a12 c3 d5",
            "o: a12 c3 e5",
            {},
            {},
            (("o", ("m", "n")),),
        ),
        (
            "the other is just below half",
            "m: a49 b51, n: c51 d49",
            "o: a49 c51",
            {},
            {},
            (("o", ("m", "n")),),
        ),
        ("git knows", "m: a12 b8, n: a12 c3 d5", "o: a12 c3 e5", {"m": "o"}, {"m": "o"}, ()),
        ("the folder alone differs", "x/o: a9, x/p: a9", "o: a9", {}, {"x/o": "o"}, ()),
        ("it does for both", "x/o: a9, y/o: a9", "o: a9", {}, {}, (("o", ("x/o", "y/o")),)),
        ("one of two is clear", "m: a9 b9, n: a9", "o: a9 b9, p: a9", {}, {"m": "o", "n": "p"}, ()),
        ("it has its own name", "n: a9", "n: a9", {}, {}, ()),
        ("the twin is still there", "m: a9, n: a9", "n: a9, o: a9", {}, {"m": "o"}, ()),
        ("git names strangers", "n: a9", "o: b9", {"x": "o", "n": "y"}, {}, ()),
        ("two of git's are one", "m: a9, n: b9", "o: c9", {"m": "o", "n": "o"}, {"m": "o"}, ()),
        ("git's is another's", "m: a9, n: b9", "o: a9", {"n": "o"}, {"m": "o"}, ()),
        ("most letters are in common", "n: a30", "o: a40", {}, {"n": "o"}, ()),
        ("too few letters are", "n: a20", "o: a40", {}, {}, ()),
        ("one is empty", "n: a0", "o: b40", {}, {}, ()),
    ],
)
def test_a_pair_is_made_where_it_is_clear(
    why: str,
    new: str,
    old: str,
    git: dict[str, str],
    expected: dict[str, str],
    doubts: tuple[tuple[str, tuple[str, ...]], ...],
) -> None:
    found = paired(articles(new), articles(old), git)
    assert (found.old, found.doubts) == (expected, doubts), why


@pytest.mark.parametrize(("new", "is_compared"), [("n: a30", True), ("n: a30, m: b9", False)])
def test_so_many_pairs_are_compared_letter_by_letter_and_no_more(
    monkeypatch: pytest.MonkeyPatch, new: str, is_compared: bool
) -> None:
    monkeypatch.setattr(renames, "_MAX_COMPARED", 1)
    assert paired(articles(new), articles("o: a40")).old == ({"n": "o"} if is_compared else {})


def test_who_lacks_a_catalog_may_have_been_renamed(newsroom: Project) -> None:
    article = next(one for one in newsroom.articles() if one.name == "river")
    assert not renames.lacks_catalogs(newsroom, article)
    catalog_path(newsroom, "es", "river").unlink()
    assert renames.lacks_catalogs(newsroom, article)


def test_two_catalogs_of_one_name_become_one_that_has_the_words_of_both() -> None:
    first = Catalog(
        "es",
        (
            Entry("Rain"),
            Entry("Mud", "Lodo", notes=("a",)),
            Entry("Sun", obsolete=True),
            Entry("Fog", "Niebla", obsolete=True),
        ),
    )
    second = Catalog(
        "es",
        (
            Entry("Rain", "Lluvia", notes=("b",)),
            Entry("Mud", "Barro"),
            Entry("Sun", "Sol"),
            Entry("Ice", "Hielo", notes=("b",)),
            Entry("Hail"),
        ),
    )
    assert together(first, second).entries == (
        Entry("Rain", "Lluvia", notes=("b",)),
        Entry("Mud", "Lodo", notes=("a",)),
        Entry("Sun", "Sol", obsolete=True),
        Entry("Fog", "Niebla", obsolete=True),
        Entry("Ice", "Hielo", obsolete=True),
    )


def test_catalogs_of_an_article_that_is_refused_wait_for_it(project: Project) -> None:
    """As on a disk that tells capitals apart, where somebody copied the article."""
    write(project, river=RIVER)
    synced(project)
    fill(project, "es", "river", str.upper)
    write(project, River=RIVER)
    report = sync(project, project.articles(), project.languages)
    assert moved(report) == []
    assert catalog_path(project, "es", "river").exists()
    found = check(project, project.articles(), project.languages, whole=True).findings
    assert [one.check for one in found if one.article == "river"] == []
    (project.content / "River.md").unlink()
    synced(project)
    assert states(project, "es", "river")["translated"] > 0


def test_catalogs_of_a_folder_that_cannot_be_read_wait_for_it(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project, news__river=RIVER)
    synced(project)
    inventory = Project.inventory

    def unread(self: Project, below: str = "") -> Inventory:
        found = inventory(self, below)
        lost = FileError("cannot be read: Permission denied", Place(project.content / "news"))
        return Inventory(
            tuple(a for a in found.articles if not a.name.startswith("news/")), (lost,)
        )

    monkeypatch.setattr(Project, "inventory", unread)
    write(project, river=RIVER)
    assert moved(sync(project, project.articles(), project.languages)) == []
    assert catalog_path(project, "es", "news/river").exists()
    assert awaited(project, {"news/river", "newsreel"}) == {"news/river"}
