"""Finding a model for a pair of languages: configured, installed, by way of a third language."""

from __future__ import annotations

from collections.abc import Sequence

from l10n_flow.engines import packages
from l10n_flow.engines.ctranslate import CTranslateEngine
from l10n_flow.engines.engine import Engine, EngineOptions, NoModelError
from l10n_flow.engines.layout import layout
from l10n_flow.engines.packages import Model

__all__ = ["open_pair"]


def open_pair(source: str, target: str, options: EngineOptions) -> Engine:
    """The installed model that translates directly between two language tags, loaded.

    Raises `NoModelError` when there is none, `EngineError` when the libraries are missing or the
    device is, `PackageError` when the package is damaged, `UsageError` for an unknown device.
    """
    models = packages.installed(packages.folder()).models
    model = packages.choose(models, source, target)
    if model is None:
        raise NoModelError(
            f"no model {source} → {target} is installed{_detour(models, source, target)}",
            hint=f"l10n-flow models install {source} {target}",
        )
    return CTranslateEngine(layout(model.path, source, target), options)


def _detour(models: Sequence[Model], source: str, target: str) -> str:
    """A word about two models that would lead there together."""
    for by_way in sorted({model.target for model in models}):
        if packages.choose(models, source, by_way) and packages.choose(models, by_way, target):
            return f"; there is a way through {by_way}, but l10n-flow takes direct ones only"
    return ""
