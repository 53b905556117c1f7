"""What commands say: lines, columns, colours, JSON, the progress bar."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import sys
import threading
import types
from contextlib import redirect_stderr
from pathlib import Path

import pytest
import typer

from l10n_flow.cli import output
from l10n_flow.errors import CatalogError, DocumentError, Place, UsageError


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A colourful terminal, to be used as stderr."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    return Terminal()


def test_columns_of_any_script_begin_together() -> None:
    rows = [["article", "language"], ["和平", "zh"], ["می‌رود", "fa"]]
    assert output.columns(rows) == ["article  language", "和平     zh", "می‌رود    fa"]


def test_numbers_end_together_and_lines_have_no_blanks_at_their_end() -> None:
    assert output.columns([["a", "7", ""], ["b", "12", "stale"]], right=[1]) == [
        "a   7",
        "b  12  stale",
    ]


def test_colours_take_no_width() -> None:
    assert output.width("\x1b[31merror\x1b[0m") == 5


def test_a_problem_is_red_on_a_terminal(terminal: Terminal) -> None:
    with redirect_stderr(terminal):
        output.problem(UsageError("no article 'x'"))
    assert terminal.getvalue() == "\x1b[31merror:\x1b[0m no article 'x'\n"


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("{root}/content/a.md", "a.md"),
        ("content/a.md", "a.md"),
        ("locales/es/a.po", "../locales/es/a.po"),
        ("{above}/a.md", "{above}/a.md"),
    ],
)
def test_a_problem_names_its_file_as_one_would_type_it(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    path: str,
    shown: str,
) -> None:
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path / "content")
    above = tmp_path.parent.as_posix()
    where = Place(Path(path.format(root=tmp_path.as_posix(), above=above)), 3)
    output.problem(DocumentError("odd", where), tmp_path)
    assert capsys.readouterr().err == f"error: {shown.format(above=above)}:3: odd\n"


@pytest.mark.parametrize(("variable", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colours_can_be_refused(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    with redirect_stderr(terminal):
        output.problem(UsageError("no article 'x'"))
    assert terminal.getvalue() == "error: no article 'x'\n"


def test_colours_stay_out_of_files(capsys: pytest.CaptureFixture[str]) -> None:
    output.problem(UsageError("no article 'x'"))
    assert capsys.readouterr().err == "error: no article 'x'\n"


def test_a_command_ends_with_the_worst_of_its_failures(capsys: pytest.CaptureFixture[str]) -> None:
    failures = [UsageError("one"), DocumentError("two"), UsageError("three")]
    with pytest.raises(typer.Exit) as caught:
        output.finish(failures)
    assert caught.value.exit_code == 3
    assert capsys.readouterr().err == "error: one\nerror: two\nerror: three\n"


def test_failures_that_were_told_before_decide_once_how_a_command_ends(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    where = Place(Path("a.md"), 3)
    output.remember([UsageError("one"), DocumentError("two", where), UsageError("three")], tmp_path)
    path = (tmp_path / "a.md").as_posix()
    assert capsys.readouterr().err == f"error: one\nerror: {path}:3: two\nerror: three\n"
    assert (output.due(1), output.due(1), output.due(0)) == (3, 1, 0)
    output.remember([UsageError("four")], tmp_path)
    assert output.due(5) == 5


def test_a_stream_that_was_closed_before_takes_what_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there = io.StringIO()
    for closed, kept in (("stdout", "stderr"), ("stderr", "stdout")):
        monkeypatch.setattr(sys, closed, None)
        monkeypatch.setattr(sys, kept, there)
        output.use_utf8()
        with getattr(sys, closed) as stream:
            assert (stream.name, stream.write("x")) == (os.devnull, 1)
        assert getattr(sys, kept) is there


def test_without_failures_findings_decide() -> None:
    output.finish([])
    with pytest.raises(typer.Exit) as caught:
        output.finish([], findings=True)
    assert caught.value.exit_code == 1


def test_json_keeps_its_order_and_its_letters(capsys: pytest.CaptureFixture[str]) -> None:
    output.print_json({"z": "گفت‌وگو", "a": 1})
    out = capsys.readouterr().out
    assert out == '{\n  "z": "گفت‌وگو",\n  "a": 1\n}\n'
    assert list(json.loads(out)) == ["z", "a"]


def test_a_failure_has_the_same_keys_in_every_document(capsys: pytest.CaptureFixture[str]) -> None:
    root = Path.cwd()
    error = CatalogError("no closing quote", Place(root / "es.po", 7), hint="close it")
    output.print_json([error, UsageError("x"), root], root)
    first, second, path = json.loads(capsys.readouterr().out)
    assert first == {
        "what": "no closing quote",
        "hint": "close it",
        "path": "es.po",
        "line": 7,
        "column": None,
        "exit_code": 3,
    }
    assert (second["path"], path) == (None, root.as_posix())
    with pytest.raises(TypeError, match="has no form in JSON"):
        output.print_json(object())


def test_short_work_shows_no_bar(terminal: Terminal) -> None:
    with redirect_stderr(terminal), output.progress() as progress:
        for done in range(100):
            progress("Reading", done, 100)
    assert terminal.getvalue() == ""


def test_long_work_on_a_terminal_shows_a_bar_and_leaves_none(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "PATIENCE", 0.0)
    monkeypatch.setattr(output, "BETWEEN", 0.0)
    with redirect_stderr(terminal), output.progress() as progress:
        progress("Reading", 3, 10)
        progress("Writing", 1, 10)
        assert threading.active_count() == 1  # or work could not be spread over the cores
    shown = terminal.getvalue()
    assert "Writing" in shown
    assert "-:--:--" not in shown, "no hours where there are none"
    assert shown.endswith("\x1b[2K")  # the line was erased


@pytest.mark.parametrize("quiet", [True, False])
def test_without_a_terminal_or_when_quiet_there_is_no_bar(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, *, quiet: bool
) -> None:
    monkeypatch.setattr(output, "PATIENCE", 0.0)
    if not quiet:
        monkeypatch.setattr(terminal, "isatty", lambda: False)
    with redirect_stderr(terminal), output.progress(quiet=quiet) as progress:
        progress("Reading", 3, 10)
    assert terminal.getvalue() == ""


def test_a_stream_takes_any_file_name_in_utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding="ascii", newline="\n"))
    output.use_utf8()
    output.print_line(
        "ن caf\udce9 \ud800"
    )  # Persian; a name in Latin-1; half a pair, as Windows has
    output.flush()
    assert raw.getvalue() == "ن caf".encode() + b"\xe9 \\ud800\n"


def test_many_warnings_of_one_kind_do_not_hide_the_others(
    capsys: pytest.CaptureFixture[str],
) -> None:
    links = [f"a/{n}.md:{n}: links to '{n}.md', which does not exist" for n in range(500)]
    output.warn([*links, "b.md:1: the date is in the future"])
    lines = capsys.readouterr().err.splitlines()
    assert lines[:20] == [f"warning: {link}" for link in links[:20]]
    assert lines[20:] == [
        "warning: b.md:1: the date is in the future",
        "warning: 480 more like it: links to '…', which does not exist",
    ]


def test_what_differs_in_words_is_of_another_kind(capsys: pytest.CaptureFixture[str]) -> None:
    output.warn(f"a.md: the field {chr(97 + n)} is empty" for n in range(26))
    assert len(capsys.readouterr().err.splitlines()) == 26


def test_a_warning_stands_beside_the_result(capsys: pytest.CaptureFixture[str]) -> None:
    output.warn(["a.md:3: links to 'b.md', which does not exist"])
    assert capsys.readouterr().err == "warning: a.md:3: links to 'b.md', which does not exist\n"


def test_a_name_in_a_table_acts_on_no_terminal() -> None:
    (line,) = output.columns([["esc\x1b[31m \u202egpj\nline", "3"]], right=[1])
    assert not {"\x1b", "\u202e", "\n"} & set(line)


def test_a_colour_in_a_name_is_shown_by_name_where_we_write_none(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Into a file or a log we write no colours: what looks like one is somebody else's."""
    output.print_line("-> content/\x1b[31m/a.md")
    output.flush()
    assert capsys.readouterr().out == "-> content/⟨U+001B⟩[31m/a.md\n"


@pytest.mark.parametrize(
    ("colour", "code"), [("red", 31), ("green", 32), ("yellow", 33), ("bold", 1), ("faint", 2)]
)
def test_colours_are_those_of_terminals(terminal: Terminal, colour: str, code: int) -> None:
    assert output.paint("x", colour, terminal) == f"\x1b[{code}mx\x1b[0m"


@pytest.mark.parametrize(
    ("name", "other", "shown"),
    [
        ("a" * 70, "b" * 8, "a" * 70),
        ("a" * 70, "b" * 9, "a" * 34 + "…" + "a" * 34),
        ("a" * 30, "b" * 54, "a" * 12 + "…" + "a" * 11),
        ("a" * 30, "b" * 55, "a" * 30),
    ],
)
def test_a_name_is_shortened_as_far_as_a_terminal_needs_it(
    name: str, other: str, shown: str
) -> None:
    assert output.columns([[name, other]]) == [f"{shown}  {other}"]


def test_a_gap_may_be_wider_and_every_column_a_number() -> None:
    rows = [["1", "22"], ["333", "4"]]
    assert output.columns(rows, right=[0, 1], gap=3) == ["  1   22", "333    4"]


@pytest.mark.parametrize(
    ("name", "columns", "shown"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdef", 5, "ab…ef"),
        ("abcdef", 4, "ab…f"),
        ("和平谈判", 7, "和…判"),
        ("a和平谈判", 7, "a和…判"),
    ],
)
def test_a_shortened_name_keeps_both_its_ends(name: str, columns: int, shown: str) -> None:
    assert output.shortened(name, columns) == shown


def test_a_table_is_shown_whole_up_to_a_screen() -> None:
    for count, shown in ((3, 3), (20, 20), (21, 19)):
        lines = list(output.table(["n"], [[str(n)] for n in range(count)], one="row"))
        assert lines[1 : shown + 1] == [str(n) for n in range(shown)]
        assert len(lines) == shown + 1 + (count > shown)


@pytest.mark.parametrize("count", [20, 21])
def test_a_screen_of_warnings_is_shown_whole(
    capsys: pytest.CaptureFixture[str], count: int
) -> None:
    output.warn(f"a/{n}.md:{n}:2: odd" for n in range(count))
    told = capsys.readouterr().err.splitlines()
    assert told[20:] == ["warning: 1 more like it: odd"][: count - 20]


def bar_at(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, *calls: tuple[float, int]
) -> list[str]:
    """What a bar shows that is told, so many seconds after its beginning, how much is done."""
    monkeypatch.setenv("COLUMNS", "100")
    clock = iter([seconds for seconds, _ in calls])
    monkeypatch.setattr(output, "time", types.SimpleNamespace(monotonic=lambda: next(clock)))
    with redirect_stderr(terminal), output.progress() as progress:
        progress.since = 0.0  # type: ignore[attr-defined]  # it began when the clock stood at 0
        for _, done in calls:
            progress("Reading", done, 5000)
    return [f"{part} " for part in terminal.getvalue().split("Reading")[1:]]


@pytest.mark.parametrize(
    ("number", "seconds", "rate"),
    [
        (20, 1.0, "20/s"),
        (10, 1.0, "10/s"),
        (19, 2.0, "9.5/s"),
        (9, 2.0, "4.5/s"),
        (0, 1.0, ""),
        (3000, 2.0, "1,500/s"),
    ],
)
def test_a_bar_says_how_much_is_done_in_a_second(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, number: int, seconds: float, rate: str
) -> None:
    shown = bar_at(terminal, monkeypatch, (1.0, 5), (1.0 + seconds, 5 + number))
    assert "/s" not in shown[0]
    assert re.findall(r"[\d,.]+/s", shown[-1]) == [rate][: bool(rate)]


@pytest.mark.parametrize(
    ("begun", "again", "shown"),
    [(0.49, 9.0, ["4"]), (0.5, 0.59, ["3"]), (0.5, 0.625, ["3", "4"]), (0.49, 0.49, [])],
)
def test_a_bar_is_drawn_after_half_a_second_and_ten_times_a_second(
    terminal: Terminal,
    monkeypatch: pytest.MonkeyPatch,
    begun: float,
    again: float,
    shown: list[str],
) -> None:
    drawn = " ".join(bar_at(terminal, monkeypatch, (begun, 3), (again, 4)))
    assert [number for number in ("3", "4") if f"{number}/5000" in drawn] == shown


class Broken(io.StringIO):
    """A stream that cannot be written."""

    def __init__(self, code: int) -> None:
        super().__init__()
        self.code = code

    def write(self, text: str) -> int:
        raise OSError(self.code, "odd")

    def flush(self) -> None:
        raise OSError(self.code, "odd")


@pytest.mark.parametrize(
    ("code", "status", "said"),
    [
        (errno.EPIPE, 141, ""),
        (errno.ECONNRESET, 141, ""),
        (errno.ENOSPC, 3, "error: the output cannot be written: odd\n"),
    ],
)
def test_an_output_that_cannot_be_written_ends_the_command(
    monkeypatch: pytest.MonkeyPatch, code: int, status: int, said: str
) -> None:
    beside = io.StringIO()
    monkeypatch.setattr("sys.stdout", Broken(code))
    monkeypatch.setattr("sys.stderr", beside)
    assert output.flush() == status
    with pytest.raises(typer.Exit) as caught:
        output.print_line("x")
    assert caught.value.exit_code == status
    assert beside.getvalue() == 2 * said
    monkeypatch.setattr("sys.stdout", io.StringIO())
    monkeypatch.setattr("sys.stderr", Broken(code))
    output.note("nobody reads it")
    assert output.flush() == 0
