"""The program: a table of commands, each imported when it is called, and the error boundary.

`main` is the console script. Expected failures (`L10nFlowError`) become a line on stderr and an
exit code: 0 done, 1 findings, 2 usage or configuration, 3 unreadable input; 130 after Ctrl-C.
Anything else is a bug and keeps its traceback.
"""

from __future__ import annotations

import errno
import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, NamedTuple, NoReturn, cast

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup
from typer.main import get_command

from l10n_flow.cli import output
from l10n_flow.cli.coercion import coerced_quickly
from l10n_flow.errors import L10nFlowError, Place, UsageError

__all__ = [
    "COMMANDS",
    "CommandRow",
    "PlainCommand",
    "PlainGroup",
    "command",
    "main",
    "program",
    "run",
]

NAME = "l10n-flow"
STOPPED = 130
"""The exit code after Ctrl-C: what a shell makes of SIGINT."""


class CommandRow(NamedTuple):
    """A command: what people type, the module that has it, and its line in the list of commands.

    The module has a function of its own name, or, for a command that has commands of its own, an
    `app`: `typer.Typer(cls=PlainGroup, help=…, rich_markup_mode=None, add_completion=False)`, whose
    commands are declared with `cls=PlainCommand`.
    """

    name: str
    module: str
    summary: str


COMMANDS = (
    CommandRow("init", "init", "Start a project."),
    CommandRow("import", "import_", "Turn scraped pages into articles."),
    CommandRow("sync", "sync", "Bring the catalogs up to date with the articles."),
    CommandRow("mv", "mv", "Rename an article; its translations move along."),
    CommandRow("adopt", "adopt", "Take over translations that exist."),
    CommandRow("pretranslate", "pretranslate", "Draft what nobody has translated yet."),
    CommandRow("models", "models", "List, install and remove translation models."),
    CommandRow("memory", "memory", "Import, export, search translation memories."),
    CommandRow("terms", "terms", "Import, export, list the glossary."),
    CommandRow("exchange", "exchange", "Hand segments to agencies and take them back (XLIFF)."),
    CommandRow("review", "review", "Translate and review in a browser."),
    CommandRow("approve", "approve", "Mark translations as reviewed."),
    CommandRow("check", "check", "Check completeness, quality and agreement of editions."),
    CommandRow("status", "status", "Show how far every article and language is."),
    CommandRow("build", "build", "Write the editions."),
    CommandRow("serve", "serve", "Show the site on this machine."),
    CommandRow("record", "record", "Write down how the editions were reviewed."),
    CommandRow("verify", "verify", "Compare published editions with their record."),
    CommandRow("merge-driver", "merge_driver", "Merge two versions of a catalog, for git."),
    CommandRow("run", "run", "Do it all: sync, pretranslate, build, and say what is left."),
)
"""In the order in which a newcomer needs them."""


class PlainCommand(TyperCommand):
    """A command whose help names its arguments without their Python types.

    What is given to it and is empty is a mistake, such as a variable that nobody set: `--since ""`
    would check everything and say nothing.
    """

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters, `--help` among them; `Any` because typer keeps these types private."""
        return coerced_quickly(super().get_params(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Typer's own parsing, of words that are not empty. Raises `UsageError`."""
        for number, word in enumerate(args):
            before = args[number - 1] if number else ""
            if word == "":
                name = before if before.startswith("-") else "an argument"
            elif word.startswith("--") and word.endswith("=") and word.count("=") == 1:
                name = word[:-1]
            else:
                continue
            hint = "is a variable not set? give it a value, or leave it out"
            raise UsageError(f"{name} is given and empty", hint=hint)
        return super().parse_args(ctx, args)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the sections of the help; `Any` because typer keeps these types private."""
        sections: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": []}
        for parameter in self.get_params(ctx):
            name, text = parameter.get_help_record(ctx) or ("", "")
            if isinstance(parameter, TyperArgument):
                sections["Arguments"].append((parameter.display_name_raw, text))
            elif name:
                sections["Options"].append((name, text))
        for title, rows in sections.items():
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)


class PlainGroup(TyperGroup):
    """A command that has commands of its own."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters, as those of `PlainCommand`."""
        return coerced_quickly(super().get_params(ctx))


def command(name: str) -> TyperCommand | TyperGroup:
    """The command of that name, imported now."""
    row = next(row for row in COMMANDS if row.name == name)
    module = import_module(f"l10n_flow.cli.{row.module}")
    app = getattr(module, "app", None)
    if not isinstance(app, typer.Typer):
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(row.name, cls=PlainCommand)(getattr(module, row.module))
    loaded = cast("TyperCommand | TyperGroup", get_command(app))  # typer says only "a command"
    loaded.name = row.name
    return loaded


class _LazyCommands(PlainGroup):
    """A group that shows its table, and imports a command when it is the one.

    Help, completion and suggestions need names and summaries only: a placeholder stands for each
    command until `resolve_command` is asked for it.
    """

    def __init__(self, **attributes: Any) -> None:
        """Take what typer hands to a group; `Any` because its own signature says so."""
        super().__init__(**attributes)
        for row in COMMANDS:
            self.add_command(TyperCommand(row.name, help=row.summary))

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Typer's own resolution, with the placeholder replaced by the command."""
        name, found, rest = super().resolve_command(ctx, args)
        return name, found and command(found.name or ""), rest


_app = typer.Typer(
    cls=_LazyCommands,
    rich_markup_mode=None,  # plain help: readable at 80 columns, and 80 ms sooner than rich's
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Names, exit codes and every option: docs/commands.md",
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib import metadata  # noqa: PLC0415 - 15 ms that no other command needs

        output.say(f"{NAME} {metadata.version(NAME)}")
        raise typer.Exit


@_app.callback()
def _program(
    version: Annotated[
        bool,
        typer.Option(
            "--version", "-V", help="Show the version.", callback=_show_version, is_eager=True
        ),
    ] = False,
) -> None:
    """One article becomes editions in several languages that share their metadata.

    Start with 'l10n-flow init', put Markdown into content/, and type 'l10n-flow run'.
    """


def program() -> TyperGroup:
    """The whole command line, as an object that can be called and asked for its help."""
    return cast("TyperGroup", get_command(_app))


def run(arguments: Sequence[str]) -> int:
    """Do what the command line says; return the exit code. Only bugs raise."""
    return output.due(_code(arguments))


def _code(arguments: Sequence[str]) -> int:
    """The command's own exit code."""
    try:
        code = program().main(list(arguments) or ["--help"], prog_name=NAME, standalone_mode=False)
    except L10nFlowError as error:
        output.problem(error)
        return error.exit_code
    except typer.TyperException as error:
        output.problem(_usage_error(error))
        return error.exit_code
    except SystemExit as ended:  # typer's way when nobody reads its help
        code = output.PIPE_CLOSED if ended.code else 0
    except OSError as error:
        if error.filename is None:
            if error.errno not in (errno.ENOSPC, errno.EIO, errno.EBADF, errno.EPIPE):
                raise
            return output.lost(error)  # typer's own words, its help for example
        output.problem(_file_error(error))
        return 3
    except (KeyboardInterrupt, typer.Abort):
        code = STOPPED
    if code == STOPPED:
        output.note("stopped")
    return code if isinstance(code, int) else 0


def main() -> NoReturn:
    """The console script: runs the command line and ends the process with its exit code."""
    # Our values hold no cycles, and looking for some takes a tenth of a large project's time.
    gc.set_threshold(200_000, 50, 50)
    output.speak_utf8()
    code = run(sys.argv[1:])
    sys.exit(output.flush() or code)


def _usage_error(error: typer.TyperException) -> L10nFlowError:
    """What typer says about a command line, in our form."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else NAME
    message = error.format_message().rstrip(".")
    if path == NAME and message.endswith((": -C", ": --project")):
        return UsageError(message, hint=f"write it after the command: {NAME} check -C DIR")
    suggests = message.endswith(("?", ")"))
    return UsageError(message, hint="" if suggests else f"{path} --help tells how")


def _file_error(error: OSError) -> L10nFlowError:
    """What the system says about a file, in our form."""
    return L10nFlowError(error.strerror or type(error).__name__, Place(Path(str(error.filename))))
