"""Downloading packages, from a server in this process."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from l10n_flow.engines import index
from l10n_flow.engines.index import IndexedPackage
from l10n_flow.engines.packages import Model
from l10n_flow.errors import EngineError, UsageError
from tests.engines.network import serving


class Server(HTTPServer):
    """Serves `files` by path."""

    files: dict[str, bytes]
    address: str


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        data = self.server.files.get(self.path)
        self.send_response(200 if data is not None else 404)
        whole = len(data or b"") + (1000 if "broken-off" in self.path else 0)
        self.send_header("Content-Length", str(whole))
        self.end_headers()
        self.wfile.write(data or b"")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), _Handler) as running, serving(running):
        running.files = {}
        running.address = f"http://127.0.0.1:{running.server_port}"
        yield running


def entry(source: str, target: str, version: str, *links: str) -> dict[str, object]:
    return {
        "from_code": source,
        "to_code": target,
        "package_version": version,
        "links": list(links),
    }


def silent(came: int, promised: int) -> None:
    del came, promised


def offer(*links: str) -> IndexedPackage:
    return IndexedPackage(Model("en", "es", "1.0", Path()), links)


def test_the_newest_package_of_a_pair_is_chosen(server: Server) -> None:
    listed = [
        entry("en", "es", "1.9", "a"),
        entry("en", "es", "1.10", "b"),
        entry("en", "fa", "1.5"),
        {"type": "sbd", "from_codes": ["en"]},
        {"from_code": "en"},
        {**entry("en", "fa", "1.6"), "package_version": 2},
        {**entry("en", "fa", "1.5"), "links": "x", "type": "translate"},
        {**entry("es", "fa", "1.5", "c"), "links": [1, "c"]},
        "junk",
    ]
    server.files["/index.json"] = json.dumps(listed).encode()
    offers = index.offers(server.address + "/index.json")
    assert [found.model.version for found in offers] == ["1.9", "1.10", "1.5", "1.5", "1.5"]
    assert [found.links for found in offers] == [("a",), ("b",), (), (), ("c",)]
    assert index.choose_offer(offers, "en", "es").links == ("b",)


def test_a_pair_that_is_not_offered_names_what_is() -> None:
    offers = [
        IndexedPackage(Model(*pair, "1", Path()), ()) for pair in (("en", "fa"), ("ar", "fa"))
    ]
    with pytest.raises(UsageError, match="no model es → fa") as caught:
        index.choose_offer(offers, "es", "fa")
    assert caught.value.hint == "into fa it has models from ar, en"
    with pytest.raises(UsageError) as caught:
        index.choose_offer(offers, "en", "de")
    assert caught.value.hint == "it has none into de"


@pytest.mark.parametrize("answer", [b"<html>", b"", b"\xff\xfe\x00"])
def test_a_page_in_the_place_of_the_index_is_told(server: Server, answer: bytes) -> None:
    server.files["/index.json"] = answer
    with pytest.raises(EngineError, match="is not a package index"):
        index.offers(server.address + "/index.json")


def test_an_index_without_end_is_left(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "MAXIMUM_INDEX", 1000)
    server.files["/index.json"] = b"[]".ljust(1000)
    assert index.offers(server.address + "/index.json") == ()
    server.files["/index.json"] = b"[]".ljust(1001)
    with pytest.raises(EngineError, match="is larger than 1000 bytes"):
        index.offers(server.address + "/index.json")


def test_a_download_is_whole_and_tells_how_far_it_is(server: Server, tmp_path: Path) -> None:
    server.files["/package"] = bytes(600_000)
    steps: list[tuple[int, int]] = []
    file = tmp_path / "package"
    link = server.address + "/package"
    assert index.download(offer(link), file, lambda *step: steps.append(step)) == link
    assert file.read_bytes() == bytes(600_000)
    assert steps == [(came, 600_000) for came in (2**18, 2**19, 600_000)]


def test_the_next_link_is_tried_when_one_fails(server: Server, tmp_path: Path) -> None:
    server.files |= {"/broken-off": b"half", "/good": b"whole"}
    links = [server.address + path for path in ("/gone", "/broken-off", "/good")]
    file = tmp_path / "package"
    assert index.download(offer("ipfs:x", *links), file, silent) == links[-1]
    assert file.read_bytes() == b"whole"


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/gone", "cannot fetch .*Not Found"),
        ("/broken-off", r"broke off at 4 of 1004 bytes|IncompleteRead"),
    ],
)
def test_a_failed_download_says_why(server: Server, tmp_path: Path, path: str, says: str) -> None:
    server.files["/broken-off"] = b"half"
    with pytest.raises(EngineError, match=says):
        index.download(offer(server.address + path), tmp_path / "package", silent)


def test_a_package_without_a_link_is_named(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"the index has no link for argos-en_es-1\.0") as caught:
        index.download(offer(), tmp_path / "package", silent)
    assert caught.value.hint.startswith("offline, install the package from a file")


def test_an_index_that_is_no_list_offers_nothing(server: Server) -> None:
    server.files["/index.json"] = b"{}"
    assert index.offers(server.address + "/index.json") == ()


def test_an_address_that_is_no_web_address_is_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("mine", encoding="utf-8")
    for link in (secret.as_uri(), "ftp://models.example/x", "//models.example/x"):
        with pytest.raises(EngineError, match="is not a web address"):
            index.download(offer(link), tmp_path / "package", silent)


def test_offline_is_an_error_with_a_way_out() -> None:
    with pytest.raises(EngineError, match="cannot fetch") as caught:
        index.offers("http://127.0.0.1:9/index.json")  # the discard port: nobody listens
    assert "models install FILE.argosmodel" in caught.value.hint
