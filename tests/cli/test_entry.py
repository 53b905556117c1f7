"""The program as a whole: its help, its errors, its exit codes, what it imports."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from l10n_flow.cli import commandline, entry
from l10n_flow.errors import DocumentError, Place
from l10n_flow.project import Project

from .conftest import Command


def program(
    *arguments: str, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """The program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", "from l10n_flow.cli.entry import main; main()", *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )


def test_without_arguments_it_shows_its_help(l10n_flow: Command) -> None:
    bare, asked = l10n_flow(), l10n_flow("--help")
    assert bare == asked
    assert bare.code == 0
    assert bare.out.startswith("Usage: l10n-flow [OPTIONS] COMMAND [ARGS]...")


def test_the_help_lists_every_command_with_its_summary(l10n_flow: Command) -> None:
    lines = [line.split(maxsplit=1) for line in l10n_flow("-h").out.splitlines()]
    for row in entry.COMMANDS:
        assert [row.name, row.summary] in lines


@pytest.mark.parametrize("columns", ["80", "200", "79", "40"])
def test_the_help_is_laid_out_as_typer_lays_it_out(
    l10n_flow: Command, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    ours = l10n_flow("--help").out
    monkeypatch.setattr(entry, "WIDE", 1000)  # too narrow for the layout that needs no typer
    assert l10n_flow("--help").out == ours


@pytest.mark.parametrize("columns", ["80", "60", "40"])
@pytest.mark.parametrize("name", ["", "memory", "terms", "models", "exchange"])
def test_no_sentence_of_the_help_is_cut(
    l10n_flow: Command, monkeypatch: pytest.MonkeyPatch, name: str, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    _, listed = l10n_flow(*name.split(), "--help").out.split("\nCommands:\n")
    commands, *_ = listed.split("\n\n")
    summaries = re.split(r"\n(?=  \S)", commands.rstrip())
    assert all(summary.endswith(".") for summary in summaries)
    assert "..." not in commands


def test_the_version_is_the_packages(l10n_flow: Command) -> None:
    said = l10n_flow("--version")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("l10n-flow 0.")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["stauts"], "error: No such command 'stauts'. Did you mean 'status'?\n"),
        (["init", "--local", "es"], "error: No such option: --local"),
        (["init", "--source"], "error: Option '--source' requires an argument"),
        (["init", "a", "b"], "error: Got unexpected extra argument(s) (b)"),
        (["sync", "--check"], "error: No such option: --check (here it is --dry-run)\n"),
        (["check", "--format=json"], "error: No such option: --format (here it is --report)\n"),
        (["build", "--format=site"], "error: No such option: --format (here it is --to)\n"),
        (["status", "--lang", "es"], "error: No such option: --lang (here it is --locale)\n"),
        (
            ["terms", "--chelp"],
            "error: No such option: --chelp (l10n-flow terms --help tells how)\n",
        ),
    ],
)
def test_a_wrong_command_line_is_one_line_and_exit_code_2(
    l10n_flow: Command, arguments: list[str], said: str
) -> None:
    result = l10n_flow(*arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(said)
    assert result.err.count("\n") == 1


def raising(error: BaseException) -> typer.Typer:
    app = typer.Typer(add_completion=False, rich_markup_mode=None)

    @app.command()
    def stumble() -> None:
        raise error

    return app


def make_fail(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """`init` raises the error; the command line keeps commands, so it forgets those it has."""
    monkeypatch.setattr("l10n_flow.cli.init.app", raising(error), raising=False)
    monkeypatch.setattr(commandline, "command", commandline.command.__wrapped__)


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (
            DocumentError("not UTF-8", Place(Path("content/a.md"), 3), hint="save it as UTF-8"),
            3,
            "error: content/a.md:3: not UTF-8 (save it as UTF-8)\n",
        ),
        (
            PermissionError(13, "Permission denied", "locales/es"),
            3,
            (
                "error: locales/es: cannot be used: permission denied "
                "(change the permissions of the file or its folder)\n"
            ),
        ),
        (KeyboardInterrupt(), 130, "stopped\n"),
        (typer.Exit(1), 1, ""),
    ],
)
def test_expected_failures_become_a_line_and_an_exit_code(
    l10n_flow: Command,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    code: int,
    said: str,
) -> None:
    make_fail(monkeypatch, error)
    result = l10n_flow("init")
    assert (result.code, result.out, result.err) == (code, "", said)


def test_ctrl_c_before_the_command_has_begun_is_a_line_and_an_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(entry, "run", interrupted)
    monkeypatch.setattr(sys, "argv", ["l10n-flow", "status"])
    with pytest.raises(SystemExit) as ended:
        entry.main()
    assert (ended.value.code, capsys.readouterr().err) == (130, "stopped\n")


@pytest.mark.parametrize("error", [KeyError("x"), OSError("no file in this one")])
def test_a_bug_keeps_its_traceback(
    l10n_flow: Command, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    make_fail(monkeypatch, error)
    with pytest.raises(type(error)):
        l10n_flow("init")


def test_what_comes_out_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    done = program(
        "init", "روزنامه", cwd=tmp_path, PYTHONUTF8="0", PYTHONIOENCODING="ascii", LC_ALL="C"
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "روزنامه/l10n-flow.yaml" in done.stdout.decode("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGPIPE to imitate")
def test_a_closed_pipe_is_silent(tmp_path: Path) -> None:
    nobody_reads, pipe = os.pipe()
    os.close(nobody_reads)
    done = subprocess.run(
        [sys.executable, "-c", "from l10n_flow.cli.entry import main; main()", "init", "."],
        cwd=tmp_path,
        stdout=pipe,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(pipe)
    assert (done.stderr, done.returncode) == (b"", 128 + signal.SIGPIPE)


def test_help_imports_no_command_and_nothing_heavy() -> None:
    code = (
        "import sys; from l10n_flow.cli import entry; entry.run([])\n"
        "heavy = {'typer', 'rich', 'ruamel', 'babel', 'polib', 'pyromark', 'rapidfuzz',"
        " 'ctranslate2',"
        " 'argostranslate', 'numpy', 'trafilatura', 'lxml', 'importlib.metadata',"
        " 'pydantic', 'yaml', 'l10n_flow.config', 'l10n_flow.project', 'l10n_flow.cli.options'}\n"
        "commands = {f'l10n_flow.cli.{row.module}' for row in entry.COMMANDS}\n"
        "print(sorted((heavy | commands) & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"


def complete(project: Project, words: str) -> list[str]:
    """What the shell offers (bash, as typer's script asks) after these words."""
    done = program(
        cwd=project.root,
        _L10N_FLOW_COMPLETE="complete_bash",
        COMP_WORDS=words,
        COMP_CWORD=str(len(words.split(" ")) - 1),
    )
    assert done.stderr == b""
    return done.stdout.decode().split()


def test_the_shell_completes_commands_articles_and_languages(project: Project) -> None:
    for name in ("news/brief.md", "news/velan.md", "opinion.md"):
        (project.content / name).parent.mkdir(exist_ok=True)
        (project.content / name).write_text("x")

    assert complete(project, "l10n-flow st") == ["status"]
    assert complete(project, "l10n-flow status ne") == ["news/brief", "news/velan"]
    assert complete(project, "l10n-flow status --locale f") == ["fa"]


def test_outside_of_a_project_the_shell_completes_nothing(tmp_path: Path) -> None:
    empty = Project(tmp_path, config=None)  # type: ignore[arg-type]  # only its root is used
    assert complete(empty, "l10n-flow status ne") == []


def test_the_folder_s_option_before_the_command_is_told_where_it_belongs(
    l10n_flow: Command,
) -> None:
    found = l10n_flow("-C", "..", "check")
    assert found.code == 2
    assert "write it after the command: l10n-flow check -C DIR" in found.err
