"""Translation engines behind one protocol.

    >>> engine = opener("fake")("en", "es", EngineOptions())
    >>> [(index, hypothesis.text) for index, hypothesis in engine.translate(["Peace"])]
    [(0, '⟦Þéåçé⟧')]

A new engine is one module and one row of `ENGINES`. Modules are imported when an engine is
opened: a project that only checks and builds needs no engine library.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping

from l10n_flow.engines.engine import (
    Alignment,
    Engine,
    EngineOptions,
    Hypothesis,
    ModelPath,
    NoModelError,
)
from l10n_flow.errors import UsageError

__all__ = [
    "ENGINES",
    "Alignment",
    "Engine",
    "EngineOptions",
    "Hypothesis",
    "ModelPath",
    "NoModelError",
    "Opener",
    "opener",
]

Opener = Callable[[str, str, EngineOptions], Engine]
"""From source language, target language and options to an engine for that pair."""


def _open_argos(source: str, target: str, options: EngineOptions) -> Engine:
    from l10n_flow.engines import opening  # noqa: PLC0415 - loads the engine's libraries

    return opening.open_pair(source, target, options)


def _open_fake(source: str, target: str, options: EngineOptions) -> Engine:
    from l10n_flow.engines.fake import FakeEngine  # noqa: PLC0415 - as for every engine

    del source, options
    return FakeEngine(target)


def _open_libretranslate(source: str, target: str, options: EngineOptions) -> Engine:
    from l10n_flow.engines import libretranslate  # noqa: PLC0415 - loads what talks to servers

    return libretranslate.open_pair(source, target, options)


ENGINES: Mapping[str, Opener] = {
    "argos": _open_argos,
    "libretranslate": _open_libretranslate,
    "fake": _open_fake,
}


def opener(name: str) -> Opener:
    """What opens the engine `name` for a pair of languages.

    What it returns raises `NoModelError` when the engine has no model for the pair, and
    `EngineError` or `PackageError` when its libraries are missing or its model is damaged.
    Raises `UsageError` for a name that is not in `ENGINES`.
    """
    if name not in ENGINES:
        likely = difflib.get_close_matches(name, ENGINES, 1)
        hint = f"did you mean '{likely[0]}'?" if likely else "there are " + ", ".join(ENGINES)
        raise UsageError(f"no engine '{name}'", hint=hint)
    return ENGINES[name]
