"""Moses' words in byte pairs, as some Argos packages have them: the doorway to argostranslate.

Most packages have a SentencePiece model. Those with a `bpe.model` came with argostranslate 1.9: 1.8
(February 2023) cannot read them, 1.9.6 (March 2024) can. So they are not old packages. Only the
tokenizer of argostranslate is used: its `translate` needs stanza, and with it torch, to split
sentences.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from l10n_flow.engines.layout import Layout, damaged
from l10n_flow.engines.pieces import DAMAGE
from l10n_flow.errors import EngineError, Place
from l10n_flow.files.writing import made_beside
from l10n_flow.model import Span

_INSTALL = "without its dependencies: pip install --no-deps argostranslate"


class MosesPairs:
    """The tokenizer of a package with a `bpe.model`; it does not know the places of its pieces.

    Raises `EngineError` when argostranslate or sacremoses, which it needs, is not installed.
    """

    def __init__(self, layout: Layout) -> None:
        try:
            self._tokenizer: Any = _library("package").Package(layout.folder).tokenizer
            self._tokenizer.encode("1")  # loads it
        except ModuleNotFoundError as error:
            raise EngineError(
                f"the package's BPE tokenizer needs {error.name}, which is not installed",
                Place(layout.folder),
                hint=f"pip install {error.name}",
            ) from error
        except (*DAMAGE, AttributeError) as error:
            raise damaged(layout.folder, error) from error

    def encode(self, sentence: str) -> list[str]:
        """Return the pieces of a sentence."""
        pieces: list[str] = self._tokenizer.encode(sentence)
        return pieces

    def decode(self, tokens: list[str]) -> str:
        """Return the words of the pieces."""
        return str(self._tokenizer.decode(tokens))

    def source_spans(self, sentence: str) -> list[Span] | None:
        """Return None: not known."""
        del sentence
        return None

    def target_spans(self, tokens: list[str]) -> list[Span] | None:
        """Return None: not known."""
        del tokens
        return None


@cache
def _library(name: str) -> ModuleType:
    """Return a module of argostranslate; raises `EngineError` when it is not installed."""
    try:
        with _no_new_folders():
            return import_module(f"argostranslate.{name}")
    except ModuleNotFoundError as error:
        raise EngineError(
            f"the package's BPE tokenizer needs {error.name}, which is not installed", hint=_INSTALL
        ) from error


@contextmanager
def _no_new_folders() -> Iterator[None]:
    """While argostranslate is imported, redirect its folders: importing it creates them."""
    names = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR")
    before = {name: os.environ.get(name) for name in names}
    with made_beside(None, "l10n-flow-") as elsewhere:
        os.environ.update(dict.fromkeys(names, str(elsewhere)))
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value
