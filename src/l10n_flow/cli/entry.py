"""The program: a table of commands, and where it begins and ends.

`main` is the console script. What parses a command line (`commandline`) is imported when there is
something to parse, and a command when it is called: the list of commands needs neither.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:  # for type checkers; the module `typing` costs 15 ms, a quarter of `--help`
    from typing import NoReturn

NAME = "l10n-flow"

STOPPED = 130
"""The exit code after Ctrl-C: what a shell makes of SIGINT."""


class CommandRow:
    """A command: what people type, the module that has it, and its line in the list of commands.

    The module has a function of its own name. For a command that has commands of its own it has an
    `app`, made by `commandline.group`, whose commands are declared with `cls=PlainCommand`.
    """

    def __init__(self, name: str, module: str, summary: str) -> None:
        """All three are plain text."""
        self.name, self.module, self.summary = name, module, summary


COMMANDS = (
    CommandRow("init", "init", "Start a project."),
    CommandRow("import", "import_", "Turn scraped pages into articles."),
    CommandRow("sync", "sync", "Bring the catalogs up to date with the articles."),
    CommandRow("mv", "mv", "Rename an article; its translations move along."),
    CommandRow("adopt", "adopt", "Take over existing translations."),
    CommandRow("pretranslate", "pretranslate", "Draft what nobody has translated yet."),
    CommandRow("models", "models", "List, install and remove translation models."),
    CommandRow("memory", "memory", "Import, export, search translation memories."),
    CommandRow("terms", "terms", "Import, export, list the glossary."),
    CommandRow(
        "exchange", "exchange", "Export segments for agencies, and import them back (XLIFF)."
    ),
    CommandRow("review", "review", "Translate and review in a browser."),
    CommandRow("approve", "approve", "Mark translations as reviewed."),
    CommandRow("check", "check", "Check completeness, quality and agreement of editions."),
    CommandRow("status", "status", "Show how far every article and language is."),
    CommandRow("build", "build", "Write the editions."),
    CommandRow("serve", "serve", "Show the site on this machine."),
    CommandRow("record", "record", "Write down how the editions were reviewed."),
    CommandRow("verify", "verify", "Compare published editions with their record."),
    CommandRow("merge-driver", "merge_driver", "Merge two versions of a catalog, for git."),
    CommandRow("run", "run", "Run sync, pretranslate and build, and show what is left."),
)
"""In the order in which a newcomer needs them."""


ABOUT = """\
One article becomes editions in several languages that share their metadata.

Start with 'l10n-flow init', put Markdown into content/, and type 'l10n-flow
run'.
"""
"""The description in the help; its lines are as long as `WIDE` columns allow."""

EPILOG = "Names, exit codes and every option: docs/commands.md"

WIDE = 80
"""The maximum width of the help in columns; in a narrower terminal typer lays it out."""

_OPTIONS = """\
Options:
  -V, --version         Show the version.
  --install-completion  Install completion for the current shell.
  --show-completion     Show completion for the current shell, to copy it or
                        customize the installation.
  -h, --help            Show this message and exit.
"""
"""The options as typer shows them (a test compares)."""


def main() -> NoReturn:
    """The console script: runs the command line and ends the process with its exit code."""
    # Our values contain no cycles, and the search for them takes a tenth of a large project's time.
    gc.set_threshold(200_000, 50, 50)
    try:
        code = _whole(sys.argv[1:])
    except KeyboardInterrupt:  # before any command could report it
        if sys.stderr is not None:
            sys.stderr.write("stopped\n")
        code = STOPPED
    gc.freeze()  # nor do they at the end, where the interpreter searches everything once more
    sys.exit(code)


def _whole(arguments: Sequence[str]) -> int:
    if _asks_for_help(arguments) and sys.stdout is not None:
        return run(arguments)
    from l10n_flow.cli import output  # noqa: PLC0415 - the list of commands needs none of it

    output.use_utf8()
    code = run(arguments)
    return output.flush() or code


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return the exit code. Only bugs raise."""
    if _asks_for_help(arguments):
        try:
            sys.stdout.write(_help())
            sys.stdout.flush()
        except OSError as error:
            from l10n_flow.cli import output  # noqa: PLC0415

            return output.lost(error)
        return 0
    from l10n_flow.cli import commandline  # noqa: PLC0415

    return commandline.run(arguments)


def _asks_for_help(arguments: Sequence[str]) -> bool:
    """Whether the arguments ask only for the list of commands, in a terminal of the usual width.

    A shell that asks for completions also calls the program without arguments.
    """
    import os  # noqa: PLC0415
    import shutil  # noqa: PLC0415

    is_bare = list(arguments) in ([], ["--help"], ["-h"])
    if not is_bare or "_L10N_FLOW_COMPLETE" in os.environ:
        return False
    return shutil.get_terminal_size().columns >= WIDE


def _help() -> str:
    """The help of the program, as typer lays it out."""
    about = "".join(f"  {line}".rstrip() + "\n" for line in ABOUT.splitlines())
    broad = max(len(row.name) for row in COMMANDS)
    rows = "".join(f"  {row.name:{broad}}  {row.summary}\n" for row in COMMANDS)
    usage = f"Usage: {NAME} [OPTIONS] COMMAND [ARGS]...\n"
    return f"{usage}\n{about}\n{_OPTIONS}\nCommands:\n{rows}\n  {EPILOG}\n"
