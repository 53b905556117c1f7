"""The contents of a model's folder: an Argos package, or a model by a CTranslate2 converter.

Nothing is loaded here. An error names what a folder lacks, with a remedy.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from l10n_flow.engines import packages
from l10n_flow.engines.codes import Marking, marking
from l10n_flow.engines.engine import NoModelError
from l10n_flow.errors import FileError, PackageError, Place
from l10n_flow.files.reading import bytes_of, content_of

ARGOS_PENALTY = 0.2
"""Argos Translate's own length penalty: another one changes the words."""

USUAL_PENALTY = 1.0
"""CTranslate2's own, which is Marian's and NLLB's too."""

_PAIRS = (("source.spm", "target.spm"), ("source.model", "target.model"))
"""OPUS-MT has a SentencePiece model for each side."""

_SINGLE = ("sentencepiece.model", "sentencepiece.bpe.model", "spiece.model", "bpe.model")
"""Argos, NLLB and M2M-100, MADLAD and T5; Argos' bpe.model is no SentencePiece model (`moses`)."""

_CONVERT = (
    "give the folder that a CTranslate2 converter wrote, or an Argos package that "
    "'l10n-flow models install FILE' unpacked"
)
_COPY = (
    "copy the SentencePiece model of the original beside model.bin: source.spm and target.spm of "
    "OPUS-MT, sentencepiece.bpe.model of NLLB and M2M-100"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of a model's parts, and the form of its input and output."""

    folder: Path
    """The folder for messages."""
    model: Path
    """The folder of `model.bin`: `folder` or one in it."""
    identity: str
    source: str
    """The languages for which it is opened."""
    target: str
    source_pieces: Path
    target_pieces: Path
    start: tuple[str, ...] = ()
    """Tokens before every source."""
    end: tuple[str, ...] = ()
    """Tokens after every source, unless CTranslate2 adds them."""
    prefix: tuple[str, ...] = ()
    """Tokens at the beginning of every target."""
    final: str = "</s>"
    """The token that ends a target."""
    length_penalty: float = USUAL_PENALTY

    @property
    def parts(self) -> tuple[Path, ...]:
        """The files that decide about translations, each once."""
        beside = [path for stem in _STEMS for path in _vocabulary_files(self.model, stem)]
        paths = [self.model / "model.bin", self.model / "config.json", *beside]
        paths += [self.source_pieces, self.target_pieces]
        return tuple(path for path in dict.fromkeys(paths) if path.is_file())


def layout(folder: Path, source: str, target: str, *, certain: bool = True) -> Layout:
    """Return how the model in `folder` translates between two language tags.

    Raises `PackageError` with the file and a remedy for an incomplete model or one for another
    pair, and `NoModelError` for a multilingual model that lacks one of the languages. Unless it is
    `certain` that the model is for this pair, its files must name its languages; `NoModelError` for
    others than these, too.
    """
    model = _model_folder(folder)
    config = _config(folder, model)
    pieces = _pieces(folder, model)
    final = str(config.get("eos_token", "</s>"))
    if (folder / packages.METADATA).is_file():
        return _argos(folder, model, (source, target), pieces, final, certain=certain)
    marks = marking(vocabulary(model), source, target)
    if isinstance(marks, str):
        raise NoModelError(
            f"the model in {folder} has no language '{marks}'",
            hint="name another model for this pair in the configuration",
        )
    if marks == Marking() and not certain:
        raise PackageError(
            "this model does not name its languages",
            Place(folder),
            hint="write them beside its path in l10n-flow.yaml: source: en, target: es",
        )
    end = () if config.get("add_source_eos") else (final,)
    return Layout(
        folder, model, _name(folder), source, target, *pieces,
        start=marks.start, end=end, prefix=marks.prefix, final=final,
    )  # fmt: skip


_STEMS = ("shared_vocabulary", "source_vocabulary", "target_vocabulary", "source_1_vocabulary")


def vocabulary(model: Path, side: str = "source") -> frozenset[str]:
    """The different tokens of one side of a CTranslate2 model; see `all_tokens`."""
    return frozenset(all_tokens(model, side))


def all_tokens(model: Path, side: str) -> list[str]:
    """Return the tokens of one side of a CTranslate2 model, from a JSON list or one a line.

    Raises `PackageError` when it cannot be read; a model without a vocabulary has none.
    """
    for stem in ("shared_vocabulary", f"{side}_vocabulary", f"{side}_1_vocabulary"):
        for file in _vocabulary_files(model, stem):
            try:
                text = content_of(file).decode()
                found = json.loads(text) if file.suffix == ".json" else _lines(text)
            except (FileError, ValueError, RecursionError) as error:
                raise damaged(model, f"its {file.name} cannot be read: {error}") from error
            if not isinstance(found, list):
                raise damaged(model, f"its {file.name} is not a list of tokens")
            return [str(token) for token in found]
    return []


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n")


def damaged(folder: Path, why: object, hint: str = "") -> PackageError:
    """Return the error for a model that does not work."""
    return PackageError(
        f"a model package that does not work: {why}", Place(folder), hint=hint or _AGAIN
    )


_AGAIN = "copy or convert it again; an Argos package: l10n-flow models install FILE.argosmodel"


def _vocabulary_files(model: Path, stem: str) -> list[Path]:
    return [path for end in (".json", ".txt") if (path := model / f"{stem}{end}").is_file()]


def _model_folder(folder: Path) -> Path:
    if not folder.is_dir():
        what = "no such folder" if not folder.exists() else "a file, not the folder of a model"
        packed = folder.suffix == ".argosmodel"
        hint = f"install it: l10n-flow models install {folder.name}" if packed else _CONVERT
        raise PackageError(what, Place(folder), hint=hint)
    for model in (folder / "model", folder):
        if (model / "model.bin").is_file():
            return model
    raise damaged(folder, "it has no model.bin", _CONVERT)


def _config(folder: Path, model: Path) -> dict[str, object]:
    """Return CTranslate2's data about the model (config.json; before 3.0 there was none)."""
    try:
        written = bytes_of(model / "config.json")
        config = {} if written is None else json.loads(written)
    except (FileError, ValueError, RecursionError) as error:
        raise damaged(folder, f"its config.json cannot be read: {error}") from error
    if not isinstance(config, dict):
        raise damaged(folder, "its config.json is not an object")
    return config


def _pieces(folder: Path, model: Path) -> tuple[Path, Path]:
    """The SentencePiece models of the two sides, often the same."""
    places = dict.fromkeys((folder, model))
    for place in places:
        for names in (*_PAIRS, *((name, name) for name in _SINGLE)):
            source, target = (place / name for name in names)
            if source.is_file() and target.is_file():
                return source, target
    found = sorted(path for place in places for path in _likely(place))
    if len(found) == 1:
        return found[0], found[0]
    if not found:
        raise damaged(folder, "it has no SentencePiece model", _COPY)
    several = ", ".join(path.name for path in found)
    raise damaged(folder, f"it has several SentencePiece models: {several}", _COPY)


def _likely(place: Path) -> Sequence[Path]:
    return [
        path for path in place.iterdir() if path.suffix in (".spm", ".model") and path.is_file()
    ]


def _argos(
    folder: Path,
    model: Path,
    pair: tuple[str, str],
    pieces: tuple[Path, Path],
    final: str,
    *,
    certain: bool,
) -> Layout:
    """Return the layout of an Argos package, which is for the pair in its metadata."""
    data = _metadata(folder)
    found = packages.described(data, folder)
    if found is None or packages.choose([found], *pair) is None:
        kind = "no translation model" if found is None else "a model " + " → ".join(found.pair)
        what = f"{kind}, not one for {' → '.join(pair)}"
        hint = "correct the languages or the path in l10n-flow.yaml"
        if certain:
            raise PackageError(what, Place(folder), hint=hint)
        raise NoModelError(what, Place(folder), hint=hint)
    prefix = json.loads(data).get("target_prefix")
    return Layout(
        folder, model, found.identity, *pair, *pieces, final=final,
        prefix=(prefix,) if isinstance(prefix, str) and prefix else (),
        length_penalty=ARGOS_PENALTY,
    )  # fmt: skip


def _metadata(folder: Path) -> bytes:
    try:
        return content_of(folder / packages.METADATA)
    except FileError as error:
        raise damaged(folder, f"its {packages.METADATA} cannot be read: {error}") from error


def _name(folder: Path) -> str:
    """Return the folder's name, in a form for a draft's provenance."""
    path = folder.absolute()
    named = path.parent if path.name == "model" else path
    return re.sub(r"[^0-9A-Za-z.+_-]", "_", named.name) or "model"
