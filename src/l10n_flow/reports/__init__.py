"""Reports of what `check` found, one for each reader: people, code hosts, CI servers.

`REPORTS` has a row for each form, with those of packages (`l10n_flow.reports`). A writer is a pure
function from a `Report` to text, for encoding as UTF-8; the command line writes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module

from l10n_flow.entrypoints import Addition, Rows, failed
from l10n_flow.reports.report import Completeness, Missed, Report, Rule, Unit

__all__ = ["BUILT_IN", "REPORTS", "Completeness", "Missed", "Report", "Rule", "Unit", "Writer"]

Writer = Callable[[Report], str]


def _in(module: str) -> Writer:
    """Return the writer in a module of this package, which is imported when it is called.

    A run needs one or two, so the others' imports, XML and JSON, cost nothing (20 ms).
    """

    def write(report: Report) -> str:
        writer: Writer = import_module(f"{__name__}.{module}").write
        return writer(report)

    return write


def _accepted(addition: Addition, given: object) -> Writer:
    if not callable(given):
        raise addition.broken("is not a function from a Report to text")
    return partial(_written, addition, given)


def _written(addition: Addition, write: Writer, report: Report) -> str:
    """Return the text of a package's writer; raises `PluginError` where it fails."""
    try:
        text: object = write(report)
    except Exception as error:
        raise failed(addition, error) from error
    if not isinstance(text, str):
        raise addition.broken(f"gives {type(text).__name__} where a text is wanted")
    return text


BUILT_IN: Mapping[str, Writer] = {
    "text": _in("text"),
    "github": _in("github"),
    "sarif": _in("sarif"),
    "gitlab": _in("gitlab"),
    "junit": _in("junit"),
    "markdown": _in("markdown"),
    "json": _in("jsondoc"),
}
REPORTS: Mapping[str, Writer] = Rows("reports", BUILT_IN, _accepted)
"""By the name for `--report`. `text.render` is the first with colours; `github.summary` is the form
for a GitHub job's summary."""
