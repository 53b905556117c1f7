"""Models on this machine, from a file and from an index."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from l10n_flow.engines import argos, packages
from l10n_flow.errors import EngineError, PackageError, UsageError
from l10n_flow.workflow import models
from tests.engines import models as gloss
from tests.engines import network


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of packages."""
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    return tmp_path / "packages"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package file, English to Spanish."""
    (tmp_path / "site").mkdir()
    return gloss.gloss_package(tmp_path / "site" / "en_es.argosmodel", "en", "es", gloss.SPANISH)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def index(package: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The index of a server that offers the package; its file can be changed."""
    handler = partial(_Quiet, directory=str(package.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        address = f"http://127.0.0.1:{server.server_port}"
        monkeypatch.setattr(argos, "index_address", lambda: f"{address}/index.json")
        file = package.parent / "index.json"
        offer = {"from_code": "en", "to_code": "es", "package_version": "1.0"}
        file.write_text(json.dumps([offer | {"links": [f"{address}/{package.name}"]}]), "utf-8")
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield file
        server.shutdown()
        thread.join()


def test_a_file_is_installed_listed_and_removed_without_the_network(
    package: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    network.forbid(monkeypatch)
    done = models.install_file(package)
    assert models.listed() == packages.InstalledPackages((done.model,))
    assert models.remove("en", "es") == (done.model,)
    assert models.listed() == packages.InstalledPackages()
    assert list(place.iterdir()) == []


@pytest.mark.usefixtures("index")
def test_a_pair_is_fetched_from_the_index(package: Path, place: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    done = models.install_pair("en", "es", progress=lambda *step: steps.append(step))
    assert done.model.path == place / "translate-en_es-1_0"
    size = package.stat().st_size
    assert steps[-1] == ("Fetching argos-en_es-1.0", size, size)
    assert [path.name for path in place.iterdir()] == ["translate-en_es-1_0"]


@pytest.mark.usefixtures("index")
def test_a_pair_that_the_index_lacks_is_told(place: Path) -> None:
    with pytest.raises(UsageError, match="the index has no model en → fa"):
        models.install_pair("en", "fa")
    assert not place.exists()


@pytest.mark.usefixtures("index")
def test_a_damaged_package_from_the_index_leaves_nothing(package: Path, place: Path) -> None:
    package.write_bytes(package.read_bytes()[:2000])
    with pytest.raises(PackageError, match=r"the file at http://.*/en_es\.argosmodel is not"):
        models.install_pair("en", "es")
    assert list(place.iterdir()) == []


def test_offline_is_said_with_a_way_out_and_does_not_recur(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(argos, "index_address", lambda: "http://127.0.0.1:9/index.json")
    with pytest.raises(EngineError, match="cannot fetch http") as caught:
        models.install_pair("en", "es")
    assert "install FILE.argosmodel" in caught.value.hint
    assert not place.exists()


def test_without_the_engine_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def fetched() -> str:
        raise AssertionError("the index was asked for")

    monkeypatch.setattr(argos, "index_address", fetched)
    monkeypatch.setitem(sys.modules, "ctranslate2", None)
    with pytest.raises(EngineError, match="needs ctranslate2") as caught:
        models.install_pair("en", "es")
    assert caught.value.hint == "pip install 'l10n-flow[argos]'"
