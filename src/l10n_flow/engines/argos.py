"""Argos Translate's packages: the one doorway to argostranslate.

Argos' own `translate` wants stanza, and with it torch, to tell sentences apart. From argostranslate
we use the tokenizer of old packages. One with a SentencePiece model, which is what they have had
since 2021, runs without it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from l10n_flow.engines import ctranslate, packages
from l10n_flow.engines.layout import Layout, damaged, layout
from l10n_flow.engines.pieces import DAMAGE, Tokenizer
from l10n_flow.errors import EngineError, Place
from l10n_flow.files import content_of, made_beside
from l10n_flow.model import Span

__all__ = ["index_address", "old_tokenizer", "verify"]

_INSTALL = "without what it would bring: pip install --no-deps argostranslate"

INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main"
"""Argos Translate's own (`argostranslate.settings`, 1.11), which need not be installed for it."""


def index_address(environment: Mapping[str, str] = os.environ) -> str:
    """The address of the Argos index: Argos Translate's own, or what `ARGOS_PACKAGE_INDEX` says.

    >>> index_address({"ARGOS_PACKAGE_INDEX": "https://models.example/argos/"})
    'https://models.example/argos/index.json'
    """
    address = packages.argos_setting("ARGOS_PACKAGE_INDEX", environment) or INDEX
    return address.removesuffix("index.json").rstrip("/") + "/index.json"


def verify(folder: Path) -> None:
    """The package in `folder` loads, its parts fit together, and it translates.

    Raises `PackageError` saying what is wrong, `EngineError` when the libraries are missing.
    """
    found = packages.described(content_of(folder / packages.METADATA), folder)
    if found is None:
        raise damaged(folder, "it is a package of another kind")
    ctranslate.verify(layout(folder, found.source, found.target))


def old_tokenizer(layout: Layout) -> Tokenizer:
    """The tokenizer of a package that has a `bpe.model`, loaded.

    Raises `EngineError` when sacremoses, which it needs, is not installed.
    """
    return _Words(layout)


class _Words:
    """Moses' words in byte pairs, which tell nothing about where they were."""

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
        """The pieces of a sentence."""
        pieces: list[str] = self._tokenizer.encode(sentence)
        return pieces

    def decode(self, tokens: list[str]) -> str:
        """The words that pieces say."""
        return str(self._tokenizer.decode(tokens))

    def source_spans(self, sentence: str) -> list[Span] | None:
        """None: not known."""
        del sentence
        return None

    def target_spans(self, tokens: list[str]) -> list[Span] | None:
        """None: not known."""
        del tokens
        return None


@cache
def _library(name: str) -> ModuleType:
    """A module of argostranslate; raises `EngineError` when it is not installed."""
    try:
        with _no_new_folders():
            return import_module(f"argostranslate.{name}")
    except ModuleNotFoundError as error:
        raise EngineError(
            f"an old package needs {error.name}, which is not installed", hint=_INSTALL
        ) from error


@contextmanager
def _no_new_folders() -> Iterator[None]:
    """While argostranslate is imported, its folders are elsewhere: importing it creates them."""
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
