"""Translation models on this machine: list, install, remove.

`install_pair` is the only function of l10n-flow, besides importing from an address, that touches
the network.
"""

from __future__ import annotations

from pathlib import Path

from l10n_flow.engines import argos, ctranslate, index, packages
from l10n_flow.engines.packages import Installation, InstalledPackages, Model
from l10n_flow.errors import PackageError
from l10n_flow.workflow.incremental.runner import Progress, no_progress


def listed() -> InstalledPackages:
    """The models in `packages.folder()`, and the packages there that are damaged."""
    return packages.installed(packages.folder())


def install_file(path: Path) -> Installation:
    """Install the package in the file, after a trial, in place of others for its pair.

    Raises `PackageError` naming the file when it is damaged, hostile or no model, `EngineError`
    when the libraries are missing or the folder cannot be written; then nothing has changed.
    """
    ctranslate.require()
    return packages.install_file(path, packages.folder(), argos.verify)


def install_pair(source: str, target: str, *, progress: Progress = no_progress) -> Installation:
    """Install the newest package of the Argos index for the pair; see `install_file`.

    Raises `EngineError` when the index or the package cannot be fetched, `UsageError` when the
    index has none for the pair; then nothing has changed.
    """
    ctranslate.require()  # before a download of 100 MB
    place = packages.folder()
    offers = index.offers(argos.index_address())
    offer = index.choose_offer(offers, source, target)
    label = f"Fetching {offer.model.identity}"
    with packages.writing_to(place), packages.stage(place) as hidden:
        file = hidden / f"{offer.model.identity}.argosmodel"
        link = index.download(offer, file, lambda came, all_: progress(label, came, all_))
        try:
            return packages.install_file(file, place, argos.verify)
        except PackageError as error:
            hint = "try again later, or install a file: l10n-flow models install FILE.argosmodel"
            raise PackageError(f"the file at {link} is {error.what}", hint=hint) from error


def remove(source: str, target: str) -> tuple[Model, ...]:
    """Remove all models for the pair, and return them.

    Raises `UsageError` when there is none.
    """
    return packages.remove(source, target, packages.folder())
