"""XML, read safely: the doorway to lxml for what other programs read and write.

A file cannot make the reader fetch, expand or allocate anything: no DTD is loaded, no entity is
resolved, no address is opened, no tree may be huge (OWASP, XML External Entity Prevention).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from l10n_flow import extras
from l10n_flow.errors import InputError, Place, UsageError

SAFE: Mapping[str, bool] = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
"""The options of every parser."""


def library(format_: str, path: Path | None = None, *, extra: str = "exchange") -> Any:
    """Lxml's etree, which ships no types.

    Raises `UsageError` when it is not installed: only some formats need it.
    """
    try:
        from lxml import etree  # noqa: PLC0415 - optional
    except ImportError as error:
        what, hint = extras.lacking(format_, extra, error)
        raise UsageError(what, Place(path) if path else None, hint=hint) from error
    return etree


def refuse_entities(root: Any, path: Path) -> None:
    """Raise `InputError` for a document that declares entities; none of our formats needs one."""
    document_type = root.getroottree().docinfo.internalDTD
    if document_type is not None and any(True for _ in document_type.iterentities()):
        raise InputError(
            "declares entities, which it does not need",
            Place(path, 1),
            hint="take the <!ENTITY …> lines out of its DOCTYPE, or don't trust the file",
        )


_POSITION = re.compile(r", line \d+, column \d+$")


def malformed(error: Exception, log: Any, path: Path, root: str) -> InputError:
    """The error of lxml about a file that is not well-formed XML, as an `InputError`.

    `root` is the name of the root element, whose end tag ends such a file.
    """
    line = getattr(error, "lineno", None) or None
    what = str(error.args[0]) if error.args else "it is empty"
    if line is None and log:
        line, what = log[0].line, log[0].message
    what = _POSITION.sub("", what)
    hint = f"export the file again; one that was cut off ends without </{root}>"
    if "ncoding" in what or "UTF" in what:
        hint = "the file is not in the encoding that its first line names: save it as UTF-8"
    elif "ntity" in what:
        hint = "write & as &amp;; no other entities than XML's own are needed"
    return InputError(f"is not well-formed XML: {what}", Place(path, line), hint=hint)
