"""JSON as text that is also safe to display."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from l10n_flow.errors import L10nFlowError

_ACTING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
_COMMAND = re.compile(r"##(?=\w*\[)")
"""CI runners execute `##[…]` and `##vso[…]` anywhere in a line, in JSON, too; as
`visible.defused`."""
_HALVES = re.compile("[\ud800-\udfff]")


def dump(value: object) -> str:
    """Return one JSON document: keys in the given order, two blanks of indent, a final line end."""
    return escaped(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def failure_data(error: L10nFlowError, path: Path | None) -> Mapping[str, object]:
    """Return the form of a failure in every JSON document; `path` is the name of its file there."""
    return {
        "what": error.what,
        "hint": error.hint,
        "path": path.as_posix() if path else None,
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
