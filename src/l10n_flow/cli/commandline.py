"""The command line as typer parses it: groups and commands, their help, and the error boundary.

Expected failures (`L10nFlowError`) become a line on stderr and an exit code: 0 done, 1 findings,
2 usage or configuration, 3 unreadable input; 130 after Ctrl-C. Anything else is a bug and keeps
its traceback.

What people type becomes the values of a command's parameters, without pydantic where possible.
Typer 0.29 passes every value to pydantic, even the default of an option that nobody gave. The
import of pydantic takes 75 ms of processor time: more than half of the time of a command that
finds nothing to do. Texts, paths and lists of these do not need it; typer converts the rest.

`options` is a separate module because it imports the project and its configuration: every command
needs these, and help does not.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, cast, get_args, get_origin

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup
from typer.main import get_command

from l10n_flow.cli import entry, output
from l10n_flow.errors import L10nFlowError, UsageError
from l10n_flow.files.failing import failure


class PlainCommand(TyperCommand):
    """A command whose help names its arguments without their Python types.

    An empty argument is an error. It is often a variable that is not set: `--since ""` would check
    everything without a warning.
    """

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters, `--help` among them; `Any` because typer keeps these types private."""
        return _coerced_quickly(super().get_params(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments as typer does. Raises `UsageError` for an empty argument."""
        for number, word in enumerate(args):
            before = args[number - 1] if number else ""
            if word == "":
                name = before if before.startswith("-") else "an argument"
            elif word.startswith("--") and word.endswith("=") and word.count("=") == 1:
                name = word[:-1]
            else:
                continue
            hint = "is a variable not set? give the option a value, or leave it out"
            raise UsageError(f"{name} is empty", hint=hint)
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
        return _coerced_quickly(super().get_params(ctx))

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands with the first sentence of each; typer cuts it where a line ends."""
        with formatter.section("Commands"):
            formatter.write_dl(
                [
                    (name, self.commands[name].get_short_help_str(_WHOLE))
                    for name in self.list_commands(ctx)
                ]
            )


_WHOLE = 1_000
"""More characters than a sentence of the help has."""


def group(about: str) -> typer.Typer:
    """A command to which its module adds commands of its own; `about` is its help."""
    return typer.Typer(cls=PlainGroup, help=about, rich_markup_mode=None, add_completion=False)


@cache
def command(name: str) -> TyperCommand | TyperGroup:
    """The command of that name, imported now."""
    row = next(row for row in entry.COMMANDS if row.name == name)
    module = import_module(f"l10n_flow.cli.{row.module}")
    app = getattr(module, "app", None)
    if not isinstance(app, typer.Typer):
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(row.name, cls=PlainCommand)(getattr(module, row.module))
    loaded = cast("TyperCommand | TyperGroup", get_command(app))  # typer's type is only "a command"
    loaded.name = row.name
    return loaded


class _LazyCommands(PlainGroup):
    """A group that shows its table, and imports a command only when that command is called.

    Help, completion and suggestions need only names and summaries: each command is a placeholder
    until `resolve_command` is asked for it.
    """

    def __init__(self, **attributes: Any) -> None:
        """Take the attributes that typer passes to a group; `Any` as in typer's own signature."""
        super().__init__(**attributes)
        for row in entry.COMMANDS:
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
    help=entry.ABOUT,
    epilog=entry.EPILOG,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib import metadata  # noqa: PLC0415 - 15 ms that no other command needs

        output.print_line(f"{entry.NAME} {metadata.version(entry.NAME)}")
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
    """Declare `--version`; `ABOUT` is the help."""


@cache
def program() -> TyperGroup:
    """The whole command line, as an object that can be called and asked for its help."""
    return cast("TyperGroup", get_command(_app))


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return the exit code. Only bugs raise."""
    return output.due(_code(arguments))


def _code(arguments: Sequence[str]) -> int:
    """The command's own exit code."""
    try:
        code = program().main(
            list(arguments) or ["--help"], prog_name=entry.NAME, standalone_mode=False
        )
    except L10nFlowError as error:
        output.problem(error)
        return error.exit_code
    except typer.TyperException as error:
        output.problem(_usage_error(error))
        return error.exit_code
    except SystemExit as ended:  # typer raises this when nobody reads its help
        code = output.PIPE_CLOSED if ended.code else 0
    except OSError as error:
        if error.filename is None:
            if error.errno not in (errno.ENOSPC, errno.EIO, errno.EBADF, errno.EPIPE):
                raise
            return output.lost(error)  # typer's own words, its help for example
        output.problem(failure("cannot be used", str(error.filename), error))
        return 3
    except (KeyboardInterrupt, typer.Abort):
        code = entry.STOPPED
    if code == entry.STOPPED:
        output.note("stopped")
    return code if isinstance(code, int) else 0


_ELSEWHERE = {
    "--check": ("--dry-run",),
    "--format": ("--report", "--to"),
    "--lang": ("--locale",),
    "--language": ("--locale",),
    "--languages": ("--locale",),
    "--output": ("--out",),
    "--target": ("--locale",),
}
"""What programs for the same work call an option, and what it is called in our commands."""


def _usage_error(error: typer.TyperException) -> L10nFlowError:
    """Typer's error about a command line, as one of ours."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else entry.NAME
    # To ask for help is no other spelling of what somebody wrote.
    message = error.format_message().rstrip(".").removesuffix(" (Possible options: --help)")
    ours = {name for each in context.command.params for name in each.opts} if context else set()
    for meant in _ELSEWHERE.get(getattr(error, "option_name", ""), ()):
        if meant in ours:
            what, _, _ = message.partition(" (Possible")
            return UsageError(what, hint=f"here it is {meant}")
    if path == entry.NAME and message.endswith((": -C", ": --project")):
        return UsageError(message, hint=f"write it after the command: {entry.NAME} check -C DIR")
    suggests = message.endswith(("?", ")"))
    return UsageError(message, hint="" if suggests else f"{path} --help tells how")


# Values


def _coerced_quickly(parameters: list[Any]) -> list[Any]:
    """The parameters of a command, which convert their values without pydantic where possible.

    `Any` because typer keeps the class of all parameters private.
    """
    for parameter in parameters:
        if "get_runtime_param" not in vars(parameter):
            parameter.get_runtime_param = partial(_same, _Coercion(parameter))
    return parameters


class _Coercion:
    """The conversion of a value that typer calls; `Any` as in typer's own signature."""

    def __init__(self, parameter: Any) -> None:
        self._typer = parameter.get_runtime_param
        self._about = parameter.type_descriptor

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value as the command's function wants it. Raises typer's `BadParameter`."""
        is_many = param.multiple or param.nargs == -1
        if value is None:
            return () if is_many else None
        annotation = self._about.annotation
        if is_many and isinstance(value, list | tuple) and get_origin(annotation) is list:
            (kind,) = get_args(annotation)
            if all(self._is_plain(one, kind) for one in value):
                return [kind(one) for one in value]
        elif not is_many and self._is_plain(value, annotation):
            return annotation(value)
        elif annotation in (int, float, bool) and type(value) is annotation:
            return value  # a default of ours: what people type is text
        return self._typer().coerce(value, param=param, ctx=ctx)

    def _is_plain(self, value: object, kind: object) -> bool:
        """Whether the value is a text that the parameter takes as text or as a path."""
        if not isinstance(value, str) or self._about.parameter_info.parser is not None:
            return False
        if kind is Path:
            return self._is_plain_path(value)
        return kind is str and _is_unicode(value)

    def _is_plain_path(self, value: str) -> bool:
        """Whether typer would check no file, or would accept what it finds at the path."""
        about = self._about.parameter_info
        if about.exists or about.resolve_path or about.allow_dash or about.path_type:
            return False
        is_any = about.file_okay and about.dir_okay and about.readable and not about.writable
        return is_any and _is_unicode(value) and (os.access(value, os.R_OK) or not _is_there(value))


def _same(value: _Coercion) -> _Coercion:
    return value


def _is_there(path: str) -> bool:
    try:
        os.stat(path)  # noqa: PTH116 - as typer looks
    except (OSError, ValueError):
        return False
    return True


def _is_unicode(text: str) -> bool:
    r"""Whether pydantic takes the text: it refuses bytes of a command line that are not UTF-8.

    >>> _is_unicode("نشانی"), _is_unicode("\udcff")
    (True, False)
    """
    return text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text)
