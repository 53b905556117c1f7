"""XML, read with the doors shut: the doorway to lxml for memories, glossaries, feeds and site maps.

Nothing that a file says makes the reader fetch, expand or allocate: no DTD is loaded, no entity is
resolved, no address is opened, no tree may be huge (OWASP, XML External Entity Prevention).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from l10n_flow import extras
from l10n_flow.errors import Place, UsageError

__all__ = ["SAFE", "library"]

SAFE: Mapping[str, bool] = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
"""What every parser is made with."""


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
