"""Finding a model for a pair of languages among the available ones."""

from __future__ import annotations

from collections.abc import Iterator

from l10n_flow.engines import ctranslate, packages, phrasebook
from l10n_flow.engines.ctranslate import CTranslateEngine
from l10n_flow.engines.engine import Engine, EngineOptions, ModelPath, NoModelError
from l10n_flow.engines.layout import layout
from l10n_flow.engines.packages import Model
from l10n_flow.engines.phrasebook import PhraseEngine
from l10n_flow.engines.pivot import Pivot

ANY = "*"


def open_pair(source: str, target: str, options: EngineOptions) -> Engine:
    """Return an engine for two language tags, with its models loaded.

    It uses the first of: a model in the options, an installed one, two with a third language in
    common, one for a phrasebook only. Raises `NoModelError` when there is none, `EngineError` when
    the libraries or the device are missing, `PackageError` when a model is damaged or for another
    pair, `UsageError` for an unknown device.
    """
    ctranslate.require()
    installed = packages.installed(packages.folder()).models
    known = _KnownModels(options.models, installed)
    direct = _opened(known, source, target, options)
    if direct is not None:
        return direct
    for middle in known.middles(source, target):
        first = _opened(known, source, middle, options)
        second = _opened(known, middle, target, options)
        if first is not None and second is not None:
            return Pivot(first, second)
    phrases = _opened(known, source, target, options, of_phrases=True)
    if phrases is not None:
        return phrases
    raise NoModelError(
        f"no model {source} → {target} is installed",
        hint=f"l10n-flow models install {source} {target}",
    )


class _KnownModels:
    """The available models: those in a configuration, and installed ones."""

    def __init__(self, named: tuple[ModelPath, ...], installed: tuple[Model, ...]) -> None:
        self._named = named
        self._installed = installed

    def folders(self, source: str, target: str) -> Iterator[tuple[ModelPath, bool]]:
        """Yield the models for a pair, the best first, and whether each is certainly for it."""
        for named in self._named:
            pair = Model(
                source if named.source == ANY else named.source,
                target if named.target == ANY else named.target,
                "",
                named.path,
            )
            if packages.choose([pair], source, target):
                yield named, ANY not in (named.source, named.target)
        installed = packages.choose(self._installed, source, target)
        if installed is not None:
            yield ModelPath(source, target, installed.path), True

    def middles(self, source: str, target: str) -> Iterator[str]:
        """Yield languages for a pivot; English first, because most models have it."""
        languages = {code for model in self._installed for code in model.pair} | {"en"}
        languages |= {code for named in self._named for code in (named.source, named.target)}
        for code in sorted(
            languages - {source, target, ANY}, key=lambda code: (code != "en", code)
        ):
            if any(self.folders(source, code)) and any(self.folders(code, target)):
                yield code


def _opened(
    known: _KnownModels,
    source: str,
    target: str,
    options: EngineOptions,
    *,
    of_phrases: bool = False,
) -> Engine | None:
    """Return the best model that translates directly; None when there is none.

    A phrasebook model counts only if one is wanted, other models only if none is.
    """
    for found, certain in known.folders(source, target):
        if (found.path / phrasebook.FILE).exists() is not of_phrases:
            continue
        try:
            found_layout = layout(found.path, source, target, certain=certain)
        except NoModelError:
            if certain:
                raise
            continue
        patterns = phrasebook.read(found.path)
        if patterns is not None:
            return PhraseEngine(found_layout, patterns, options)
        return CTranslateEngine(found_layout, options)
    return None
