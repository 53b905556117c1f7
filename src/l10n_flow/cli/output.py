"""What commands print: results on stdout, the rest on stderr, in UTF-8 whatever the locale.

print_line(text)           a line of the result, on stdout; with --quiet, do not call it
print_lines(lines)         several
note(text)                 a line beside the result, on stderr
problem(error)             an expected failure, on stderr: `error: a.md:12: what (what to do)`
columns(rows)              a table as text, aligned, without lines
table(headings, rows, …)   the same, with a limit: nobody reads a thousand rows
print_json(value)          one JSON document, keys in the order given
progress(quiet=…)          a bar on stderr when that is a terminal and the work is long
finish(failures)           prints the failures and ends the command with their exit code
"""

from __future__ import annotations

import codecs
import errno
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Sized
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

import typer

from l10n_flow import visible
from l10n_flow.errors import L10nFlowError
from l10n_flow.language.counting import counted
from l10n_flow.workflow.incremental.runner import Progress, no_progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

PIPE_CLOSED = 141
"""The exit code after a reader closed our output (`… | head`): a shell's code for SIGPIPE."""

OUTPUT_FULL = 3
"""The exit code when our output cannot be written, as for any file that cannot be written."""

PATIENCE = 0.5
"""Seconds of work after which a progress bar appears; below it, a bar would only flicker."""

BETWEEN = 0.1
"""Seconds between two drawings of a bar; nobody would see more."""

_COLOUR = re.compile(r"\x1b\[\d+m")
_COLOURS = {"red": 31, "green": 32, "yellow": 33, "bold": 1, "faint": 2}


def use_utf8() -> None:
    """Afterwards stdout and stderr take any text, in UTF-8, whatever `LANG` or the code page is.

    Bytes of file names that are not UTF-8 are written unchanged, as `ls` writes them.
    """
    if sys.stdout is None:  # somebody closed it before we began (`>&-`)
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    codecs.register_error("as-given", _as_given)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # a test's stream may be a plain buffer
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="as-given")


def print_line(line: str = "") -> None:
    """Write one or more lines of the result to stdout, without control characters except colours.

    Ends the command when the reader closed stdout (without a message) or when the disk is full.
    """
    emit(_harmless(line) + "\n")


def print_lines(lines: Iterable[str]) -> None:
    """Write the lines of a result to stdout, each as soon as it is made."""
    for line in lines:
        print_line(line)


def emit(text: str) -> None:
    """Write a text to stdout as it is: a report for a machine, control characters included."""
    try:
        sys.stdout.write(text)
    except OSError as error:
        raise typer.Exit(lost(error)) from None


def flush() -> int:
    """Flush stdout and stderr, and return the exit code.

    0 if all is well, `PIPE_CLOSED` when the reader closed one, `OUTPUT_FULL` when the disk is full.
    """
    try:
        sys.stdout.flush()
        code = 0
    except OSError as error:
        code = lost(error)
    try:
        sys.stderr.flush()
    except OSError:
        _forget(sys.stderr)
    return code


def lost(error: OSError) -> int:
    """Discard the rest of the output after this error; return the exit code for it."""
    _forget(sys.stdout)
    if error.errno in (errno.EPIPE, errno.ECONNRESET):
        return PIPE_CLOSED
    _beside(f"{paint('error:', 'red', sys.stderr)} the output cannot be written: {error.strerror}")
    return OUTPUT_FULL


def _beside(line: str) -> None:
    """Write a line to stderr; a closed stderr is no error."""
    try:
        sys.stderr.write(line + "\n")
    except OSError:
        _forget(sys.stderr)


def note(line: str) -> None:
    """Write a line that is not part of the result to stderr, without control characters."""
    _beside(visible.unlike_commands(visible.visible(line)))


_ACTING = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029\U000e0000-\U000e007f]"
"""Characters that no line of ours contains: controls, and overrides of direction. The isolates
that separate two languages are allowed."""
_UNSAFE_AMONG_COLOURS = f"(?!\x1b\\[\\d+m){_ACTING}"


def _harmless(text: str) -> str:
    if text.isascii() and text.isprintable() and "::" not in text and "##" not in text:
        return text
    unsafe = _UNSAFE_AMONG_COLOURS if shows_colours() else _ACTING
    text = re.sub(unsafe, lambda match: visible.named(match[0]), text)
    return visible.unlike_commands(visible.defused(text))


def problem(error: L10nFlowError, root: Path | None = None) -> None:
    """Write an expected failure to stderr, on one line, with its path as one would type it here.

    A relative path starts from `root`.
    """
    if error.where is not None:
        near = replace(error.where, path=_typed(error.where.path, root))
        error = L10nFlowError(error.what, near, hint=error.hint)
    _beside(f"{paint('error:', 'red', sys.stderr)} {visible.visible(str(error))}")


MAX_ALIKE = 20
"""The maximum number of warnings of one kind that are shown: a screen, and others stay in sight."""

_NAMES = re.compile(r"^[^ ]+?:(?=[\d ])(?:\d+:)* | \d+\b|'[^']*'")


def warn(warnings: Iterable[str]) -> None:
    """Write warnings to stderr, a line each: they need no action.

    Of warnings that differ only in places, numbers and quoted names, `MAX_ALIKE` are shown, and the
    number of the others.
    """
    head = paint("warning:", "yellow", sys.stderr)
    alike: Counter[str] = Counter()
    for warning in warnings:
        kind = _NAMES.sub(lambda found: "'…'" if found[0].startswith("'") else "", warning)
        alike[kind] += 1
        if alike[kind] <= MAX_ALIKE:
            _beside(f"{head} {visible.visible(warning)}")
    for kind, number in alike.items():
        if number > MAX_ALIKE:
            _beside(f"{head} {number - MAX_ALIKE:,} more like it: {visible.visible(kind)}")


_remembered: list[L10nFlowError] = []


def remember(errors: Iterable[L10nFlowError], root: Path) -> None:
    """Report expected failures at once and let the command go on; `due` returns their exit code."""
    for error in errors:
        problem(error, root)
        _remembered.append(error)


def due(code: int) -> int:
    """The exit code of a command and of the failures that `remember` reported; clears these."""
    worst = max([code, *(error.exit_code for error in _remembered)])
    _remembered.clear()
    return worst


def finish(
    failures: Sequence[L10nFlowError], root: Path | None = None, *, findings: bool = False
) -> None:
    """Write the failures to stderr, and end the command when there are any.

    The exit code is the highest one of the failures. Without failures it is 1 when there are
    `findings`.
    """
    for failure in failures:
        problem(failure, root)
    code = max((failure.exit_code for failure in failures), default=int(findings))
    if code:
        raise typer.Exit(code)


def paint(text: str, colour: str, stream: TextIO | None = None) -> str:
    """The text in a colour if `stream` shows colours (`shows_colours`), else the text."""
    return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m" if shows_colours(stream) else text


def shows_colours(stream: TextIO | None = None) -> bool:
    """Whether `stream` (stdout by default) is a terminal that shows colours.

    False when `NO_COLOR` is set to any value (no-color.org).
    """
    stream = sys.stdout if stream is None else stream
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return not plain and stream.isatty()


def columns(rows: Sequence[Sequence[str]], *, right: Sequence[int] = (), gap: int = 2) -> list[str]:
    """The rows as lines whose columns begin (or, for the numbers in `right`, end) together.

    The first cells are names, of files for example; the names of control characters replace the
    characters. A row that is too long for a terminal of `WIDTH` columns loses the middle of its
    first cell; `--json` has it whole.

    >>> columns([["article", "words"], ["brief", "9"]], right=[1])
    ['article  words', 'brief        9']
    >>> columns([["a" * 60 + "bc" * 20, "9"]])[0][70:]
    'cbcbcbc  9'
    """
    rows = [[visible.visible(row[0]), *row[1:]] for row in rows]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    excess = sum(widths) + gap * (len(widths) - 1) - WIDTH
    if excess > 0 and widths[0] - excess >= SHORTEST:
        widths[0] -= excess
        rows = [[shortened(row[0], widths[0]), *row[1:]] for row in rows]
    lines = []
    for row in rows:
        cells = [
            " " * (widths[i] - width(cell)) + cell if i in right else _padded(cell, widths[i])
            for i, cell in enumerate(row)
        ]
        lines.append((" " * gap).join(cells).rstrip())
    return lines


_Row = TypeVar("_Row")
MAX_ROWS = 20
"""The maximum number of rows in a list for people: a screen and a half."""


def table(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    right: Sequence[int] = (),
    one: str,
) -> Iterator[str]:
    """Yield the lines of a table: `MAX_ROWS` of its rows, and how many more there are.

    `one` is what a row is about.

    >>> list(table(["article"], [["a"]] * 21, one="article"))[18:]
    ['a', 'a', '… and 2 articles more; --json has all']
    """
    listed = shortlist(rows)
    yield from columns([headings, *listed], right=right)
    yield from rest(rows, listed, one)


def shortlist(rows: Sequence[_Row]) -> Sequence[_Row]:
    """The rows, when a list for people can hold them; else one fewer, for the line `rest`."""
    return rows if len(rows) <= MAX_ROWS else rows[: MAX_ROWS - 1]


def rest(rows: Sized, listed: Sized, one: str = "") -> Iterator[str]:
    """Yield a line that says how many of the rows are not listed, where some are not.

    >>> list(rest("abc", "a")), list(rest("abc", "abc"))
    (['… and 2 more; --json has all'], [])
    """
    left = len(rows) - len(listed)
    if left:
        yield f"… and {counted(left, one) if one else f'{left:,}'} more; --json has all"


WIDTH = 80
"""The columns of a terminal of the usual width."""

SHORTEST = 24


def shortened(name: str, columns: int) -> str:
    """A name without its middle, when it is wider than `columns`; its end distinguishes it.

    >>> shortened("posts/2026-02-10-security-releases", 24), shortened("新闻/和平谈判", 8)
    ('posts/2026-0…ty-releases', '新闻…判')
    """
    if width(name) <= columns:
        return name
    half = (columns - 1) // 2
    first, last = len(name), 0
    while width(name[:first]) > columns - 1 - half:
        first -= 1
    while width(name[last:]) > half:
        last += 1
    return f"{name[:first]}…{name[last:]}"


def width(text: str) -> int:
    r"""How many columns of a terminal the text takes, colours not counted; see `visible.width`.

    >>> width("\x1b[31mpaz\x1b[0m"), width("和平")
    (3, 4)
    """
    return visible.width(_COLOUR.sub("", text))


def print_json(value: object, root: Path | None = None) -> None:
    """Write one JSON document to stdout: UTF-8, two blanks of indent, keys in the order given.

    Its failures have paths relative to `root` (see `jsontext.dump`).
    """
    from l10n_flow.reports import jsontext  # noqa: PLC0415 - reports are many modules

    emit(jsontext.dump(value, root))


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Progress]:
    """Yield what a workflow reports its progress to.

    A bar appears on stderr when that is a terminal and the work has lasted `PATIENCE` seconds. It
    is erased at the end.
    """
    if quiet or not sys.stderr.isatty():
        yield no_progress
        return
    bar = _Bar()
    try:
        yield bar
    finally:
        bar.stop()


@dataclass(slots=True)
class _Bar:
    """A progress bar that costs nothing until it is needed: only then is rich imported.

    It is drawn when progress is reported, never from a thread of its own: a process with
    threads cannot be forked, and the workers are forked processes.
    """

    since: float = field(default_factory=time.monotonic)
    drawn: float = 0.0
    label: str = ""
    first: tuple[float, int] = (0.0, 0)
    """When the label's bar appeared, and how much was done at that time."""
    bars: Bars | None = None
    task: TaskID | None = None

    def __call__(self, label: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self.since < PATIENCE or now - self.drawn < BETWEEN:
            return
        self.drawn = now
        bars = self.bars = self.bars or _bars()
        if self.task is None or label != self.label:
            if self.task is not None:
                bars.remove_task(self.task)
            self.label, self.task = label, bars.add_task(label, total=total, rate="")
            self.first = (now, done)
        bars.update(
            self.task, completed=done, total=total, rate=self._rate(now, done), refresh=True
        )

    def _rate(self, now: float, done: int) -> str:
        """The number per second of what was done since the bar appeared."""
        since, before = self.first
        rate = (done - before) / (now - since) if now > since else 0.0
        return f"{rate:,.0f}/s" if rate >= 10 else f"{rate:.1f}/s" if rate else ""

    def stop(self) -> None:
        if self.bars is not None:
            self.bars.stop()


def _bars() -> Bars:
    from rich import console, progress  # noqa: PLC0415 - 60 ms that short work need not pay

    bars = progress.Progress(
        progress.TextColumn("{task.description}"),
        progress.BarColumn(bar_width=None),
        progress.MofNCompleteColumn(),
        progress.TextColumn("{task.fields[rate]}"),
        progress.TimeRemainingColumn(compact=True),
        console=console.Console(stderr=True),
        transient=True,
        auto_refresh=False,
    )
    bars.start()
    return bars


def _typed(path: Path, root: Path | None) -> Path:
    """The path relative to the current folder if it is in that folder or in the project.

    Else the whole path.
    """
    absolute = path if root is None else root / path
    here = Path.cwd()
    if absolute.is_absolute() and (
        absolute.is_relative_to(here)
        or (root is not None and here.is_relative_to(root) and absolute.is_relative_to(root))
    ):
        return Path(os.path.relpath(absolute, here))
    return absolute


def _as_given(error: UnicodeError) -> tuple[str | bytes, int]:
    """Return the bytes that Python could not decode; what never was bytes becomes an escape."""
    try:
        return codecs.lookup_error("surrogateescape")(error)
    except UnicodeError:
        return codecs.lookup_error("backslashreplace")(error)


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


def _forget(stream: TextIO) -> None:
    """Send the rest of a stream to the null device: Python's flush at exit raises nothing."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError):  # a test's stream has no number
        os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
