"""`l10n-flow init` as people type it."""

from __future__ import annotations

from pathlib import Path

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
