"""l10n-flow: one article becomes editions in several languages that share their metadata.

    import l10n_flow as l10n

    work = l10n.open("site", "news/*", locales=["es"])
    work.sync()
    report = work.check()

Everything else is imported on first use, so that `import l10n_flow` is fast. docs/api.md
describes the whole API.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:  # for type checkers; the module `typing` costs 20 ms
    from typing import Any

    from l10n_flow.api import Work, check_pair, open, parse, translate  # noqa: A004
    from l10n_flow.documents import Document
    from l10n_flow.errors import L10nFlowError
    from l10n_flow.model import Catalog, Entry, Finding, Origin, Segment, Severity, State

try:
    from l10n_flow._version import __version__ as __version__
except ImportError:  # a copy of the sources that is not installed
    __version__ = "0.1.dev0"

__all__ = [
    "Catalog",
    "Document",
    "Entry",
    "Finding",
    "L10nFlowError",
    "Origin",
    "Segment",
    "Severity",
    "State",
    "Work",
    "check_pair",
    "open",
    "parse",
    "translate",
]

_HOMES = {
    "l10n_flow.api": ("Work", "check_pair", "open", "parse", "translate"),
    "l10n_flow.documents": ("Document",),
    "l10n_flow.errors": ("L10nFlowError",),
    "l10n_flow.model": ("Catalog", "Entry", "Finding", "Origin", "Segment", "Severity", "State"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module 'l10n_flow' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - only who uses the API needs it

    value = globals()[name] = getattr(import_module(home), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
