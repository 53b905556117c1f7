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
  l10n-flow sync              writes a catalog per article and language
"""


def test_a_new_project_says_what_it_made_and_what_comes_next(l10n_flow: Command) -> None:
    said = l10n_flow("init", "paper", "--source", "en", "--locales", "es,fa")
    assert (said.code, said.out, said.err) == (0, NEW, "")


def test_quietly_it_says_nothing(l10n_flow: Command) -> None:
    assert l10n_flow("init", "paper", "-q").out == ""
    assert Path("paper/l10n-flow.yaml").is_file()


def test_a_project_is_not_started_twice(l10n_flow: Command) -> None:
    said = l10n_flow("init")
    assert said.code == 2
    assert "is a project already (its settings are in l10n-flow.yaml)" in said.err
