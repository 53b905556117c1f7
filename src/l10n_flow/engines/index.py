"""Getting a package from the Argos index: the one module that uses the network.

Only `l10n-flow models install SOURCE TARGET` uses it. Without a network, Argos Translate's own
function recurses until the stack overflows, and it takes an incomplete download for a complete one;
so addresses come from its settings, and the download is ours.
"""

from __future__ import annotations

import http.client
import io
import json
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from l10n_flow.engines.archive import MAXIMUM_BYTES
from l10n_flow.engines.packages import Model, choose, newest_first
from l10n_flow.errors import EngineError, UsageError
from l10n_flow.files.writing import new_file

Bytes = Callable[[int, int], None]
"""Called with the received bytes and the total, 0 when the server does not give it."""

TIMEOUT = 30.0
"""The maximum seconds without a byte before the network counts as gone."""

MAXIMUM_INDEX = 16 * 2**20
"""The Argos index has about 100 packages in 60 kB."""

_BY_FILE = "offline, install the package from a file: l10n-flow models install FILE.argosmodel"


@dataclass(frozen=True, slots=True)
class IndexedPackage:
    """A package that the index offers."""

    model: Model
    links: tuple[str, ...]


def offers(address: str) -> tuple[IndexedPackage, ...]:
    """Return the translation packages of the index at `address`, in its order.

    Raises `EngineError` when it cannot be reached or is not an index.
    """
    with io.BytesIO() as file:
        _fetch(address, file, _no_progress, MAXIMUM_INDEX)
        file.seek(0)
        try:
            listed = json.load(file)
        except (ValueError, RecursionError) as error:
            raise EngineError(f"{address} is not a package index", hint=_BY_FILE) from error
    entries = listed if isinstance(listed, list) else []
    return tuple(found for entry in entries if (found := _offer(entry, address)) is not None)


def choose_offer(found: Sequence[IndexedPackage], source: str, target: str) -> IndexedPackage:
    """Return the newest offered package for a pair of language tags.

    Raises `UsageError` with the alternatives when none is offered.
    """
    model = choose(newest_first(offer.model for offer in found), source, target)
    if model is None:
        raise UsageError(f"the index has no model {source} → {target}", hint=_near(target, found))
    return next(offer for offer in found if offer.model is model)


def download(offer: IndexedPackage, file: Path, progress: Bytes) -> str:
    """Download the offered package to `file`; return the link that it came from.

    Raises `EngineError` when no link works.
    """
    problem = EngineError(f"the index has no link for {offer.model.identity}", hint=_BY_FILE)
    for link in offer.links:
        try:
            with new_file(file) as written:
                _fetch(link, written, progress, MAXIMUM_BYTES)
        except EngineError as error:
            problem = error
        else:
            return link
    raise problem


def _fetch(address: str, to: BinaryIO, progress: Bytes, limit: int) -> None:
    if urlsplit(address).scheme not in ("http", "https"):
        raise EngineError(f"{address} is not a web address")
    request = urllib.request.Request(address, headers={"User-Agent": "l10n-flow"})  # noqa: S310 - checked above
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as response:  # noqa: S310 - as above
            promised = int(response.headers.get("Content-Length") or 0)
            came = 0
            while block := response.read(2**18):
                came += len(block)
                if came > limit:
                    raise EngineError(f"{address} is larger than {limit} bytes")
                to.write(block)
                progress(came, promised)
    except (OSError, ValueError, http.client.HTTPException) as error:
        if isinstance(error, urllib.error.HTTPError):
            error.close()
        reason = getattr(error, "reason", None) or error
        raise EngineError(f"cannot fetch {address}: {reason}", hint=_BY_FILE) from error
    if came < promised:
        raise EngineError(f"{address} broke off at {came} of {promised} bytes", hint="try again")


def _offer(entry: object, address: str) -> IndexedPackage | None:
    """Return one entry of the index, if it describes a translation model; else None."""
    if not isinstance(entry, dict) or entry.get("type", "translate") != "translate":
        return None
    source, target, version = (
        entry.get(key) for key in ("from_code", "to_code", "package_version")
    )
    links = entry.get("links")
    if not (isinstance(source, str) and isinstance(target, str) and isinstance(version, str)):
        return None
    usable = [link for link in links if isinstance(link, str)] if isinstance(links, list) else []
    return IndexedPackage(Model(source, target, version, Path(address)), tuple(usable))


def _near(target: str, found: Sequence[IndexedPackage]) -> str:
    """Return the alternatives, in words."""
    models = [offer.model for offer in found]
    sources = {model.source for model in models if choose([model], model.source, target)}
    if not sources:
        return f"it has none into {target}"
    return f"into {target} it has models from {', '.join(sorted(sources))}"


def _no_progress(came: int, promised: int) -> None:
    """Report nothing."""
