"""Small models that come with l10n-flow, so that a newcomer sees real drafts without a network.

They were trained on a phrasebook and know a few hundred words. Beyond those they would make things
up, so they are only asked what consists of words on their list.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import shutil
import tempfile
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from l10n_flow.engines import notes, packages
from l10n_flow.engines.archive import open_archive
from l10n_flow.engines.ctranslate import CTranslateEngine
from l10n_flow.engines.engine import EngineOptions, Hypothesis
from l10n_flow.engines.layout import damaged, layout
from l10n_flow.engines.packages import Model
from l10n_flow.engines.relay import relayed
from l10n_flow.errors import EngineError, PackageError, Place

__all__ = ["Demonstration", "open_demonstration"]

WORDS = "words.txt"
"""In a demonstration package: the forms that it knows, one a line, in lower case."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
"""What is on the list (training/wordlist.py): numbers are not, a model copies them."""

REFUSAL = "not in the demonstration vocabulary"


def open_demonstration(
    model: Model, source: str, target: str, options: EngineOptions
) -> Demonstration:
    """The engine of a demonstration package, unpacked in the user's cache.

    What is there can be deleted at any time. Raises `EngineError` when the cache cannot be
    written, `PackageError` when the package is damaged.
    """
    folder = _unpacked(model.path)
    try:
        return Demonstration(model, folder, source, target, options)
    except PackageError:  # somebody cleared a part of the cache
        shutil.rmtree(folder, ignore_errors=True)
        return Demonstration(model, _unpacked(model.path), source, target, options)


class Demonstration:
    """A model that is only asked for what it knows."""

    keeps_markup = False

    def __init__(
        self, model: Model, folder: Path, source: str, target: str, options: EngineOptions
    ) -> None:
        found = replace(layout(folder, source, target), identity=model.identity)
        self.identity = model.identity
        self._words = _words(folder)
        self._engine = CTranslateEngine(found, options, calibrate=False)  # was done for it

    @property
    def model(self) -> str:
        """A digest of the model's files."""
        return self._engine.model

    @property
    def parameters(self) -> str:
        """Those of the model."""
        return self._engine.parameters

    def translate(
        self, texts: Iterable[str], *, align: Container[int] = (), beam: int | None = None
    ) -> Iterator[tuple[int, Hypothesis]]:
        """Yield every text's index and hypothesis; see `Engine`.

        A text that has a word which the model does not know is refused, and the word named.
        """
        incoming = ((index, self._judged(text)) for index, text in enumerate(texts))
        return relayed(self._engine, incoming, align=align, beam=beam)

    def _judged(self, text: str) -> str | Hypothesis:
        unknown = self._unknown(text)
        if not unknown:
            return text
        return Hypothesis("", complete=False, refusal=f"{REFUSAL}: {unknown}")

    def _unknown(self, text: str) -> str:
        """The first word or sign that the model does not know; "" when it knows all."""
        words = (match[0] for match in _WORD.finditer(text))
        strange = next((word for word in words if word.lower() not in self._words), "")
        return strange or self._engine.unknown(text)


def _words(folder: Path) -> frozenset[str]:
    try:
        return frozenset((folder / WORDS).read_text(encoding="utf-8").split("\n")) - {""}
    except (OSError, ValueError) as error:
        raise damaged(folder, f"its {WORDS} cannot be read: {error}") from error


def _unpacked(package: Path) -> Path:
    """The folder in the cache that holds what is in the package."""
    try:
        name = hashlib.sha256(package.read_bytes()).hexdigest()[:12]
        folder = notes.cache() / "demonstration" / f"{package.stem}-{name}"
        if not (folder / packages.METADATA).is_file():
            folder.parent.mkdir(parents=True, exist_ok=True)
            hidden = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=folder.parent))
            try:
                with open_archive(package) as archive:
                    archive.unpack(hidden / "package")
                with contextlib.suppress(FileExistsError):
                    _put(hidden / "package", folder)
            finally:
                shutil.rmtree(hidden, ignore_errors=True)
    except OSError as error:
        raise EngineError(
            f"cannot unpack the demonstration model: {error.strerror or error}",
            Place(package),
            hint="make room, or set XDG_CACHE_HOME to a folder that can be written",
        ) from error
    return folder


def _put(unpacked: Path, folder: Path) -> None:
    """The folder is whole, whoever else does the same at this moment."""
    shutil.rmtree(folder, ignore_errors=True)  # what a cleaner left of it
    try:
        unpacked.rename(folder)
    except OSError:
        if not (folder / packages.METADATA).is_file():
            raise
