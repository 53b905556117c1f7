"""Nobody reads, the disk is full, the stream is closed: a command ends, without a traceback."""

from __future__ import annotations

import subprocess
import sys

import pytest

from l10n_flow.cli import entry, output
from l10n_flow.project import Project

from .conftest import Command

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")

MAIN = "from l10n_flow.cli.entry import main; main()"
COMMANDS = [(row.name, "--help") for row in entry.COMMANDS] + [
    ("--version",), ("status",), ("status", "--json"), ("sync",), ("check",), ("run",),
    ("build", "--json"),
]  # fmt: skip


def shell(
    project: Project, arguments: tuple[str, ...], then: str
) -> subprocess.CompletedProcess[str]:
    words = " ".join(arguments)
    line = f"'{sys.executable}' -c '{MAIN}' {words} {then}"
    return subprocess.run(
        ["bash", "-c", line],
        cwd=project.root,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("arguments", COMMANDS[-7:])
def test_a_full_disk_is_told_and_is_an_error(project: Project, arguments: tuple[str, ...]) -> None:
    done = shell(project, arguments, "> /dev/full")
    assert done.returncode == output.OUTPUT_FULL
    assert "the output cannot be written: No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize("arguments", [*COMMANDS[:2], *COMMANDS[-7:]])
def test_a_closed_pipe_ends_a_command_without_a_word(
    project: Project, arguments: tuple[str, ...]
) -> None:
    done = shell(project, arguments, "| (exec 0<&-; sleep 0.1); echo ${PIPESTATUS[0]}")
    assert done.stdout == f"{output.PIPE_CLOSED}\n"
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize("then", [">&-", "2>&-", ">&- 2>&-", "2>/dev/full"])
def test_streams_that_are_closed_or_full_change_no_code(project: Project, then: str) -> None:
    (project.content / "b.md").write_bytes(b"\xff")
    done = shell(project, ("sync",), then)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--since", ""),
        ("check", "--since="),
        ("check", "--fail-under", ""),
        ("check", "--baseline="),
        ("sync", "--locale", ""),
        ("sync", ""),
        ("build", "--out", ""),
        ("memory", "search", ""),
        ("approve", "a", "--by", ""),
    ],
)
def test_an_empty_value_is_a_mistake_that_is_told(
    l10n_flow: Command, arguments: tuple[str, ...]
) -> None:
    said = l10n_flow(*arguments)
    assert said.code == 2
    assert "is empty (is a variable not set?" in said.err


def test_names_act_on_no_terminal_and_no_runner(l10n_flow: Command, project: Project) -> None:
    names = ("\x1b]0;x\x07", "::error::x", "a\n::error::b", "\u202egpj", "##[error]x", "\x9bm")
    for name in names:
        (project.content / f"{name}.md").write_text("---\ndate: 'x'\n---\n\nMud\n", "utf-8")
        (project.content / f"{name}.txt").write_text("Mud", "utf-8")
    for arguments in (
        ("sync",),
        ("status",),
        ("build",),
        ("check",),
        ("run",),
        ("status", "--json"),
    ):
        said = l10n_flow(*arguments)
        for line in (said.out + "\n" + said.err).split("\n"):
            assert not line.lstrip().startswith("::")
            assert "##[" not in line
            assert not set(line) & set("\x1b\x07\x9b\u202e")


def test_what_we_compose_is_said_as_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "shows_colours", lambda: True)
    lines = ["\x1b[31mred\x1b[0m", "\u2067صلح\u2069 می‌رود", "a\tb", "std::vector", "a: b"]
    for line in lines:
        output.print_line(line)
    assert capsys.readouterr().out.split("\n")[:-1] == lines


def test_an_errors_words_are_made_visible(capsys: pytest.CaptureFixture[str]) -> None:
    output.warn(["\x1b[2J\n::error::x"])
    output.note("::set-output name=x::y")
    err = capsys.readouterr().err
    assert err == "warning: ⟨U+001B⟩[2J↵::error::x\n:\u2060:set-output name=x::y\n"
