"""What is wrong with the packages that add something: told once, whichever command runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from itertools import chain

from l10n_flow.entrypoints import KINDS, Rows, additions, packages
from l10n_flow.errors import PluginError

__all__ = ["problems"]

TABLES: Mapping[str, tuple[str, str]] = {
    "formats": ("l10n_flow.documents", "FORMATS"),
    "checks": ("l10n_flow.checks.table", "CHECKS"),
    "engines": ("l10n_flow.engines", "ENGINES"),
    "outputs": ("l10n_flow.workflow.building.outputs", "OUTPUTS"),
    "reports": ("l10n_flow.reports", "REPORTS"),
}
"""Where the table of each kind is; it is imported only where a package adds to it."""


def problems() -> tuple[PluginError, ...]:
    """Names that packages may not give their rows; what cannot be loaded is told by its user."""
    return tuple(chain.from_iterable(map(_problems, KINDS))) if packages() else ()


def _problems(kind: str) -> Iterator[PluginError]:
    if additions(kind):
        module, name = TABLES[kind]
        table: Rows[object] = getattr(import_module(module), name)
        yield from table.problems()
