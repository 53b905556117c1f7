"""JSON as text that is also safe to display."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from l10n_flow.errors import L10nFlowError

_ACTING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
_COMMAND = re.compile(r"##(?=\w*\[)")
"""CI runners execute `##[…]` and `##vso[…]` anywhere in a line, in JSON, too; as
`visible.defused`."""
_HALVES = re.compile("[\ud800-\udfff]")


def dump(value: object, root: Path | None = None) -> str:
    """Return one JSON document: keys in the given order, two blanks of indent, a final line end.

    Paths are written with `/`, and failures as `_failure` does.
    """
    form = partial(_form, root)
    return escaped(json.dumps(value, ensure_ascii=False, indent=2, default=form)) + "\n"


def _form(root: Path | None, value: object) -> object:
    """Return what json does not know in a form that it knows."""
    if isinstance(value, L10nFlowError):
        return _failure(value, root)
    if isinstance(value, Path):
        return value.as_posix()
    raise TypeError(f"{value!r} has no form in JSON")


def _failure(error: L10nFlowError, root: Path | None) -> Mapping[str, object]:
    """Return a failure; its path is relative to the project's root if it is in the project."""
    path = error.where.path if error.where else None
    if path is not None and root is not None and path.is_relative_to(root):
        path = path.relative_to(root)
    return {
        "what": error.what,
        "hint": error.hint,
        "path": path,
        "line": error.line,
        "column": error.where.column if error.where else None,
        "exit_code": error.exit_code,
    }


def escaped(text: str) -> str:
    r"""Return JSON with terminal and editor controls written as `\u202e`; Persian stays.

    Its meaning is the same, except for lone surrogates (of a file name that is not UTF-8), which
    UTF-8 excludes: they become U+FFFD.

    >>> escaped('"صلح\u202e\udcff"') == '"صلح\\u202e\ufffd"'
    True
    """
    text = _COMMAND.sub("#\\\\u0023", text)
    if text.isascii():
        return text.replace("\x7f", "\\u007f")
    text = _HALVES.sub("\ufffd", text)
    return _ACTING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
