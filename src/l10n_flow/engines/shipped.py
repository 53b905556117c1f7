"""The demonstration packages that come with l10n-flow."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from l10n_flow.engines import packages
from l10n_flow.engines.archive import open_archive
from l10n_flow.engines.packages import Model

__all__ = ["FOLDER", "demonstrations"]

FOLDER = Path(__file__).parent.parent / "demonstration"


def demonstrations() -> tuple[Model, ...]:
    """The packages in `FOLDER`, named as what they are, sorted by pair; nothing is unpacked.

    Raises `PackageError` for one that is damaged.

    >>> [model.maker for model in demonstrations() if model.maker != "demo"]
    []
    """
    found = []
    for path in sorted(FOLDER.glob("*.argosmodel")):
        with open_archive(path) as archive:
            model = packages.described(archive.read(packages.METADATA), path)
        if model is not None:
            found.append(replace(model, maker="demo"))
    return packages.newest_first(found)
