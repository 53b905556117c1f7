"""`l10n-flow merge-driver`: what git gives it, and what it says of a conflict."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Command, Said

NAME = "locales/es/LC_MESSAGES/rain.po"
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def merge(l10n_flow: Command, tmp_path: Path) -> Command:
    """Merge three versions of a catalog: the one that both come from, ours and theirs."""

    def merged(*texts: str) -> Said:
        paths = [tmp_path / name for name in ("base", "ours", "theirs")]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, "utf-8")
        return l10n_flow("merge-driver", *map(str, paths), NAME)

    return merged


def rain(mud: str, flood: str = "") -> str:
    return f'{HEAD}msgid "Mud."\nmsgstr "{mud}"\n\nmsgid "Floods"\nmsgstr "{flood}"\n'


def test_a_merge_without_conflict_says_nothing(merge: Command, tmp_path: Path) -> None:
    said = merge(rain(""), rain("Lodo."), rain("", "Riadas"))
    assert (said.code, said.out, said.err) == (0, "", "")
    text = (tmp_path / "ours").read_text("utf-8")
    assert '"Lodo."' in text
    assert '"Riadas"' in text


def test_two_peoples_words_are_named_by_line_and_git_is_told(merge: Command) -> None:
    said = merge(rain(""), rain("Barro."), rain("Fango."))
    assert said.code == 1
    assert said.err.startswith(f"{NAME}:")
    both = "“Barro.” in the entry, “Fango.” in its comment"
    what = f"two people translated 'Mud.' differently, {both}: keep one, and delete the comment"
    assert what in " ".join(said.err.split())


def test_what_is_no_catalog_is_an_error_and_a_conflict(merge: Command) -> None:
    said = merge(rain(""), rain("Lodo.") + 'msgid "broken\n', rain("", "Riadas"))
    assert said.code == 1
    assert said.err.startswith(f"error: {NAME}:")
