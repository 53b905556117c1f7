"""What the author of a plugin imports: the types of formats, checks, engines and so on.

docs/plugins.md explains how each is written, and examples/plugin/ contains one of each. Everything
here is covered by the promise of stability (docs/stability.md). Names are imported at first use.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from l10n_flow.checks.pair import Hit, Pair
    from l10n_flow.checks.row import Check, Example
    from l10n_flow.documents import About, Document, Format, ParseOptions, Slot, Splice, Warned
    from l10n_flow.documents.document import Edit, Unfit, compose, is_translatable
    from l10n_flow.documents.htmlpage import HTML
    from l10n_flow.documents.markdown.parsing import MARKDOWN
    from l10n_flow.documents.plaintext import TEXT
    from l10n_flow.editions import Edition, Output, Written
    from l10n_flow.editions.markdown import write as in_own_format
    from l10n_flow.engines import (
        Alignment,
        Engine,
        EngineOptions,
        Hypothesis,
        NoModelError,
        remote,
    )
    from l10n_flow.errors import (
        ConfigError,
        DocumentError,
        EngineError,
        Place,
        PluginError,
        UnheldError,
    )
    from l10n_flow.language.splitting import sentences
    from l10n_flow.language.tags import direction
    from l10n_flow.model import Finding, Placeholder, Segment, Severity, Span, State
    from l10n_flow.reports import Report
    from l10n_flow.yamlvalues import Value, inside, one_of, text, texts, whole, yes_or_no

_HOMES = {
    "l10n_flow.checks.pair": "Hit Pair",
    "l10n_flow.checks.row": "Check Example",
    "l10n_flow.documents.document": "About Document Edit Format ParseOptions Slot"
    " Splice Unfit Warned compose is_translatable",
    "l10n_flow.documents.htmlpage": "HTML",
    "l10n_flow.documents.markdown.parsing": "MARKDOWN",
    "l10n_flow.documents.plaintext": "TEXT",
    "l10n_flow.editions": "Edition Output Written",
    "l10n_flow.editions.markdown": "write",
    "l10n_flow.engines": "Alignment Engine EngineOptions Hypothesis NoModelError remote",
    "l10n_flow.errors": "ConfigError DocumentError EngineError Place PluginError UnheldError",
    "l10n_flow.language.splitting": "sentences",
    "l10n_flow.language.tags": "direction",
    "l10n_flow.model": "Finding Placeholder Segment Severity Span State",
    "l10n_flow.reports": "Report",
    "l10n_flow.yamlvalues": "Value inside one_of text texts whole yes_or_no",
}
_OTHERS = {"write": "in_own_format"}
"""Names that are different in the module that defines them."""
_PLACES = {
    _OTHERS.get(name, name): (home, name)
    for home, names in _HOMES.items()
    for name in names.split()
}

__all__ = [
    "HTML",
    "MARKDOWN",
    "TEXT",
    "About",
    "Alignment",
    "Check",
    "ConfigError",
    "Document",
    "DocumentError",
    "Edit",
    "Edition",
    "Engine",
    "EngineError",
    "EngineOptions",
    "Example",
    "Finding",
    "Format",
    "Hit",
    "Hypothesis",
    "NoModelError",
    "Output",
    "Pair",
    "ParseOptions",
    "Place",
    "Placeholder",
    "PluginError",
    "Report",
    "Segment",
    "Severity",
    "Slot",
    "Span",
    "Splice",
    "State",
    "Unfit",
    "UnheldError",
    "Value",
    "Warned",
    "Written",
    "compose",
    "direction",
    "in_own_format",
    "inside",
    "is_translatable",
    "one_of",
    "remote",
    "sentences",
    "text",
    "texts",
    "whole",
    "yes_or_no",
]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'l10n_flow.plugins' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - only who asks for something needs it

    home, own = _PLACES[name]
    value = globals()[name] = getattr(import_module(home), own)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
