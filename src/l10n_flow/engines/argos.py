"""Argos Translate's packages: their index, and whether one works."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from l10n_flow.engines import ctranslate, packages
from l10n_flow.engines.layout import damaged, layout
from l10n_flow.files.reading import content_of

INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main"
"""Argos Translate's default (`argostranslate.settings`, 1.11), which works without installing
it."""


def index_address(environment: Mapping[str, str] = os.environ) -> str:
    """Return the address of the Argos index: `ARGOS_PACKAGE_INDEX`, else Argos Translate's own.

    >>> index_address({"ARGOS_PACKAGE_INDEX": "https://models.example/argos/"})
    'https://models.example/argos/index.json'
    """
    address = packages.argos_setting("ARGOS_PACKAGE_INDEX", environment) or INDEX
    return address.removesuffix("index.json").rstrip("/") + "/index.json"


def verify(folder: Path) -> None:
    """Check that the package in `folder` loads, fits together and translates.

    Raises `PackageError` with the reason, `EngineError` when the libraries are missing.
    """
    found = packages.described(content_of(folder / packages.METADATA), folder)
    if found is None:
        raise damaged(folder, "it is a package of another kind")
    ctranslate.verify(layout(folder, found.source, found.target))
