"""Translation engines behind one protocol.

    >>> engine = opener("fake")("en", "es", EngineOptions())
    >>> [(index, hypothesis.text) for index, hypothesis in engine.translate(["Peace"])]
    [(0, '⟦Þéåçé⟧')]

A new engine is one module and one row of `ENGINES`, or a package that adds a row
(`l10n_flow.engines`), as ours for LibreTranslate does. A module is imported when its engine is
opened: a project that only checks and builds needs no engine library. An engine reads its own
settings, beyond `EngineOptions`, from the configuration (`EngineOptions.read`).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import partial

from l10n_flow.engines.engine import (
    Alignment,
    Engine,
    EngineOptions,
    Hypothesis,
    ModelPath,
    NoModelError,
    is_remote,
    remote,
)
from l10n_flow.entrypoints import OWN, Addition, Rows, failed
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
    "is_remote",
    "opener",
    "remote",
]

Opener = Callable[[str, str, EngineOptions], Engine]
"""From source language, target language and options to an engine for that pair."""


def _open_argos(source: str, target: str, options: EngineOptions) -> Engine:
    from l10n_flow.engines import opening  # noqa: PLC0415 - loads the engine's libraries

    return opening.open_pair(source, target, options)


def _open_fake(source: str, target: str, options: EngineOptions) -> Engine:
    from l10n_flow.engines.fake import FakeEngine  # noqa: PLC0415 - as for every engine

    del source
    if options.settings:
        options.read(())
    return FakeEngine(target)


def _accepted(addition: Addition, given: object) -> Opener:
    if not callable(given):
        raise addition.broken("is not a function that opens an engine")
    if addition.package == OWN.package:
        return given
    found = partial(_open_added, addition, given)
    return remote(found) if is_remote(given) else found


def _open_added(
    addition: Addition, given: Opener, source: str, target: str, options: EngineOptions
) -> Engine:
    try:
        return _Added(addition, given(source, target, options))
    except Exception as error:
        raise failed(addition, error) from error


class _Added:
    """An engine of a package; its errors become expected failures that name the package."""

    def __init__(self, addition: Addition, engine: Engine) -> None:
        self._addition, self._engine = addition, engine
        self.identity, self.model = str(engine.identity), str(engine.model)
        self.parameters, self.keeps_markup = str(engine.parameters), bool(engine.keeps_markup)
        if not self.identity or _BLANK.search(f"{self.identity}{self.parameters}"):
            raise addition.broken("has a name with blanks or ';' in it, or none")

    def translate(
        self, texts: Iterable[str], *, align: Container[int] = (), beam: int | None = None
    ) -> Iterator[tuple[int, Hypothesis]]:
        """Yield the engine's hypotheses; see `Engine`."""
        try:
            for found in self._engine.translate(texts, align=align, beam=beam):
                yield self._sound(found)
        except Exception as error:
            raise failed(self._addition, error) from error

    def _sound(self, found: object) -> tuple[int, Hypothesis]:
        match found:
            case (int() as index, Hypothesis() as hypothesis):
                return index, hypothesis
        raise self._addition.broken("yields something else than a number and a Hypothesis")


_BLANK = re.compile(r"[\s;]")

_BUILT_IN: Mapping[str, Opener] = {"argos": _open_argos, "fake": _open_fake}
ENGINES: Mapping[str, Opener] = Rows("engines", _BUILT_IN, _accepted)
"""By the name that `pretranslate.engine` and `--engine` take."""


def opener(name: str) -> Opener:
    """Return the function that opens the engine `name` for a pair of languages.

    The function raises `NoModelError` when the engine has no model for the pair, and `EngineError`
    or `PackageError` when its libraries are missing or its model is damaged. `opener` raises
    `UsageError` for a name that is not in `ENGINES`, `PluginError` for an engine of a package that
    cannot be loaded.
    """
    if name not in ENGINES:
        likely = difflib.get_close_matches(name, ENGINES)
        hint = f"did you mean '{likely[0]}'?" if likely else "there are " + ", ".join(ENGINES)
        raise UsageError(f"no engine '{name}'", hint=hint)
    return ENGINES[name]
