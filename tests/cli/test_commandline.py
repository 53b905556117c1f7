"""What people type, as a command's function gets it: what typer would make of it, and sooner."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any

import pytest
import typer
from typer.main import get_command

from l10n_flow.cli.commandline import PlainCommand
from l10n_flow.project import Project

got: dict[str, Any] = {}


def stumble(
    some: Annotated[list[str] | None, typer.Argument()] = None,
    text: Annotated[str | None, typer.Option()] = None,
    word: Annotated[str, typer.Option()] = "as it was",
    file: Annotated[Path | None, typer.Option()] = None,
    there: Annotated[Path | None, typer.Option(exists=True)] = None,
    files: Annotated[list[Path] | None, typer.Option()] = None,
    number: Annotated[int, typer.Option(min=1)] = 5,
    share: Annotated[float | None, typer.Option()] = None,
    switch: Annotated[bool, typer.Option("--switch/--no-switch")] = False,
) -> None:
    got.update(locals())


def called(cls: type[typer.core.TyperCommand], arguments: list[str]) -> object:
    """What the function gets from a command line, or the mistake that people are told."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(cls=cls)(stumble)
    got.clear()
    try:
        get_command(app).main(arguments, prog_name="x", standalone_mode=False)
    except typer.TyperException as error:
        return error.format_message()
    return dict(got)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["a", "b/*", "روزنامه"],
        ["--text", "7", "--word", "8"],
        ["--file", "a.md", "--files", "b.md", "--files", "c"],
        ["--file", "."],
        ["--there", "nowhere.md"],
        ["--there", "."],
        ["--number", "7", "--share", "0.5", "--switch"],
        ["--number", "0"],
        ["--number", "many"],
        ["--share", "half"],
        ["--text", "\udcff"],
        ["--file", "\udcff"],
        ["\udcff"],
    ],
    ids=ascii,
)
def test_a_value_is_what_typer_would_make_of_it(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert called(PlainCommand, arguments) == called(typer.core.TyperCommand, arguments)


def test_pydantic_is_not_imported_for_texts_and_paths(project: Project) -> None:
    code = (
        "import sys; from l10n_flow.cli import entry\n"
        f"entry.run(['sync', '-C', {str(project.root)!r}, '--locale', 'es'])\n"
        f"entry.run(['terms', 'list', '-C', {str(project.root)!r}])\n"
        "print('pydantic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


@pytest.mark.parametrize("command", ["sync", "status", "check"])
def test_a_command_with_nothing_to_do_imports_what_looks_and_not_what_works(
    project: Project, command: str
) -> None:
    (project.content / "a.md").write_text("# Peace\n", "utf-8")
    run = f"entry.run([{command!r}, '-C', {str(project.root)!r}])"
    code = (
        f"import sys; from l10n_flow.cli import entry; {run}\n"
        "works = ('l10n_flow.documents', 'l10n_flow.catalogs', 'polib', 'pyromark', 'pydantic')\n"
        "print(sorted(name for name in works if name in sys.modules))"
    )
    said = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    assert "pyromark" in said[0].stdout.splitlines()[-1]
    assert said[1].stdout.splitlines()[-1] == "[]"
