"""Starting a project."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from l10n_flow.config.settings import Config, load
from l10n_flow.errors import UsageError
from l10n_flow.workflow.init import init


def test_a_new_project_has_settings_and_room_for_articles_and_catalogs(tmp_path: Path) -> None:
    report = init(tmp_path / "a" / "paper", "en", ["es", "fa"])

    root = tmp_path / "a" / "paper"
    assert [path.as_posix() for path in report.created] == [
        "l10n-flow.yaml",
        "content",
        "locales",
        ".gitignore",
    ]
    assert sorted(p.name for p in root.iterdir()) == sorted(p.name for p in report.created)
    assert (root / ".gitignore").read_text() == "/build/\n/.l10n-flow/\n.*.tmp\n/locales/**/*.mo\n"
    assert report.project.config == Config(name="paper")


def test_languages_are_taken_as_they_are_meant(tmp_path: Path) -> None:
    config = init(tmp_path, "FA", ["en", "pt_br", "fa", "en"]).project.config
    assert (config.source, config.locales) == ("fa", ("en", "pt-BR"))


def test_every_setting_that_is_shown_as_a_comment_works_when_uncommented(tmp_path: Path) -> None:
    init(tmp_path, "en", ["es", "fa"])
    file = tmp_path / "l10n-flow.yaml"
    head, *rest = file.read_text(encoding="utf-8").split("\n\n")
    file.write_text("\n\n".join([head, *(re.sub("(?m)^# ", "", part) for part in rest)]), "utf-8")

    config = load(file)

    names = {"": "Our newspaper"}
    assert config == Config(name="Our newspaper", names=names, exclude=("drafts/**",))


def test_what_was_there_stays_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("x")
    (tmp_path / ".gitignore").write_bytes(b"*.tmp\r\nbuild/")

    report = init(tmp_path, "en", ["es"])

    assert report.articles == 1
    assert [path.name for path in report.created] == ["l10n-flow.yaml", "locales", ".gitignore"]
    assert (tmp_path / ".gitignore").read_bytes() == (
        b"*.tmp\r\nbuild/\n/.l10n-flow/\n.*.tmp\n/locales/**/*.mo\n"
    )
    assert (tmp_path / "content" / "a.md").read_text() == "x"


@pytest.mark.parametrize(
    ("held", "made"),
    [
        (b"", b"/build/\n/.l10n-flow/\n.*.tmp\n/locales/**/*.mo\n"),
        (b"/build/\n", b"/build/\n/.l10n-flow/\n.*.tmp\n/locales/**/*.mo\n"),
        (
            b".l10n-flow\n build \n.*.tmp\nlocales/**/*.mo",
            b".l10n-flow\n build \n.*.tmp\nlocales/**/*.mo",
        ),
    ],
)
def test_what_git_ignores_already_is_not_added_again(
    tmp_path: Path, held: bytes, made: bytes
) -> None:
    (tmp_path / ".gitignore").write_bytes(held)
    report = init(tmp_path, "en", ["es"])
    assert (tmp_path / ".gitignore").read_bytes() == made
    names = [path.name for path in report.created]
    assert (".gitignore" in names) == (held != made)


def test_a_project_is_not_started_twice(tmp_path: Path) -> None:
    init(tmp_path, "en", ["es"])
    before = (tmp_path / "l10n-flow.yaml").read_bytes()
    with pytest.raises(UsageError, match="is a project already"):
        init(tmp_path, "en", ["fa"])
    assert (tmp_path / "l10n-flow.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("source", "locales", "said"),
    [
        ("english", ["es"], "'english' is not a language tag"),
        ("en", ["../es"], "'../es' is not a language tag"),
        ("en", [], "no language to translate into"),
        ("en", ["en"], "no language to translate into"),
    ],
)
def test_a_mistake_makes_nothing(
    tmp_path: Path, source: str, locales: list[str], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        init(tmp_path / "paper", source, locales)
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_no_place_for_a_project(tmp_path: Path) -> None:
    (tmp_path / "paper").write_text("x")
    with pytest.raises(UsageError, match="is a file"):
        init(tmp_path / "paper", "en", ["es"])


def test_a_language_for_a_project_that_is_there_is_told_where_it_goes(tmp_path: Path) -> None:
    init(tmp_path, "en", ["es"])
    with pytest.raises(UsageError) as caught:
        init(tmp_path, "en", ["ar", "ur"])
    assert caught.value.hint == "add ar, ur to 'locales' in l10n-flow.yaml"
