"""`l10n-flow init` as people type it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from .conftest import Command

NEW = """\
made  paper/l10n-flow.yaml
made  paper/content/
made  paper/locales/
made  paper/.gitignore

Next:
  cd paper
  put Markdown into content/  or: l10n-flow import FILE…
  l10n-flow run               writes catalogs and editions, and says what is next
"""


def test_a_new_project_says_what_it_made_and_what_comes_next(l10n_flow: Command) -> None:
    said = l10n_flow("init", "paper", "--source", "en", "--locale", "es,fa")
    assert (said.code, said.out, said.err) == (0, NEW, "")


def test_quietly_it_says_nothing(l10n_flow: Command) -> None:
    assert l10n_flow("init", "paper", "-q").out == ""
    assert Path("paper/l10n-flow.yaml").is_file()


def test_a_project_is_not_started_twice(l10n_flow: Command) -> None:
    said = l10n_flow("init")
    assert said.code == 2
    assert "is a project already (its settings are in l10n-flow.yaml)" in said.err


def test_languages_are_given_as_everywhere(l10n_flow: Command) -> None:
    said = l10n_flow("init", "several", "--locale", "es", "-l", "fa, ar")
    assert (said.code, said.err) == (0, "")
    written = Path("several", "l10n-flow.yaml").read_text("utf-8")
    assert "\nlocales: [es, fa, ar] " in written
    assert "--locale es,fa" in l10n_flow("init", "none", "--locale", ",").err


def test_in_its_own_folder_with_articles_only_the_next_command_is_left(
    l10n_flow: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "book" / "content").mkdir(parents=True)
    (tmp_path / "book" / "content" / "rain.md").write_text("# Rain\n", "utf-8")
    (tmp_path / "book" / "book.toml").write_text("[book]\n", "utf-8")
    monkeypatch.chdir(tmp_path / "book")
    assert l10n_flow("init").out == (
        "made  l10n-flow.yaml\n"
        "made  locales/\n"
        "made  .gitignore\n"
        "set   markdown.dialect: mdbook (book.toml)\n"
        "set   locales: es, fa (you named none; they can be changed there)\n"
        "\n"
        "Next:\n"
        "  l10n-flow run  writes catalogs and editions, and says what is next\n"
    )


GIT = """\
{} .gitattributes: commit it
git merges the catalogs of this clone entry by entry now.
Every other clone needs, once: l10n-flow init --git
"""


def test_other_folders_with_markdown_are_named(l10n_flow: Command) -> None:
    for name in ("_posts/a", "_rivers/b", "_rivers/c/d", "_layouts/e", "docs/README"):
        file = Path("news", f"{name}.md")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("Mud.\n", "utf-8")
    Path("news", "_config.yml").write_text("title: News\n", "utf-8")
    (left,) = [line for line in l10n_flow("init", "news").out.splitlines() if "left" in line]
    assert left == (
        "left  news/_rivers/ (2 files of Markdown; for articles write "
        "content: [_posts, _rivers], for translations run l10n-flow adopt)"
    )


def test_translations_that_exist_are_to_be_taken_over(
    l10n_flow: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, words in (("a.md", "# Rain\n"), ("es/a.md", "# Lluvia\n")):
        file = tmp_path / "site" / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(words, "utf-8")
    monkeypatch.chdir(tmp_path / "site")
    assert l10n_flow("init").out.endswith(
        "To take over the translations that exist:\n  l10n-flow adopt 'content/es/**' --locale es\n"
    )
    assert l10n_flow("adopt", "content/es/**", "--locale", "es").code == 0
    assert l10n_flow("sync").err == ""


def test_git_is_taught_to_merge_catalogs_in_a_new_project_and_in_every_clone(
    l10n_flow: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    subprocess.run(["git", "init", "-q", "paper"], check=True)
    assert l10n_flow("init", "paper", "--git").out.endswith(GIT.format("made "))
    assert l10n_flow("init", "paper", "--git").out == GIT.format("kept ")
    assert l10n_flow("init", "paper", "--git", "-q").out == ""
    config = Path("paper/.git/config").read_text("utf-8")
    assert "l10n-flow merge-driver" in config


def test_without_git_no_merge_is_set_up(l10n_flow: Command) -> None:
    l10n_flow("init", "paper")
    assert not Path("paper/.gitattributes").exists()
