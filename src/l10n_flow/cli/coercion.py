"""What people type becomes the values of a command's parameters, without pydantic where that goes.

Typer 0.29 hands every value to pydantic, also the default of an option that nobody gave. To import
pydantic takes 75 ms of processor time, which is more than half of a command that finds nothing to
do. Texts, paths and lists of these need none of it; all else is left to typer.

Apart from `options`, which every command imports and the list of commands does not: it imports the
project and its configuration, a third of what `--help` takes.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import Any, get_args, get_origin

__all__ = ["coerced_quickly"]


def coerced_quickly(parameters: list[Any]) -> list[Any]:
    """The parameters of a command, whose values are made without pydantic from now on if they can.

    `Any` because typer keeps the class of all parameters private.
    """
    for parameter in parameters:
        if "get_runtime_param" not in vars(parameter):
            parameter.get_runtime_param = partial(_same, _Coercion(parameter))
    return parameters


class _Coercion:
    """What typer asks for a value; `Any` because typer's own signature says so."""

    def __init__(self, parameter: Any) -> None:
        self._typer = parameter.get_runtime_param
        self._about = parameter.type_descriptor

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value as the command's function wants it. Raises typer's `BadParameter`."""
        is_many = param.multiple or param.nargs == -1
        if value is None:
            return () if is_many else None
        annotation = self._about.annotation
        if is_many and isinstance(value, list | tuple) and _is_list(annotation):
            (kind,) = get_args(annotation)
            if all(self._is_plain(one, kind) for one in value):
                return [kind(one) for one in value]
        elif not is_many and self._is_plain(value, annotation):
            return annotation(value)
        elif annotation in (int, float, bool) and type(value) is annotation:
            return value  # a default of ours: what people type is text
        return self._typer().coerce(value, param=param, ctx=ctx)

    def _is_plain(self, value: object, kind: object) -> bool:
        """Whether the value is a text that is wanted as it is, or as a path."""
        if not isinstance(value, str) or self._about.parameter_info.parser is not None:
            return False
        if kind is Path:
            return self._is_plain_path(value)
        return kind is str and _is_unicode(value)

    def _is_plain_path(self, value: str) -> bool:
        """Whether typer would look at no file, or find nothing to say of what it sees there."""
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


def _is_list(annotation: Any) -> bool:
    return get_origin(annotation) is list
