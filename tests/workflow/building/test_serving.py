"""The site shown on this machine: what is sent, to whom, and when a page loads again."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from l10n_flow.errors import UsageError
from l10n_flow.project import Project
from l10n_flow.workflow.building import serving
from l10n_flow.workflow.building.serving import Show, changes, opened
from tests.workflow.newsroom import catalog_path, write


@pytest.fixture
def show(tmp_path: Path) -> Iterator[Show]:
    root = tmp_path / "site"
    (root / "fa").mkdir(parents=True)
    (root / "index.html").write_text("<body>home</body>", "utf-8")
    (root / "fa" / "صلح.html").write_text("<body>صلح</body>", "utf-8")
    (root / "404.html").write_text("<body>gone</body>", "utf-8")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (root / "leak.txt").symlink_to(tmp_path / "secret.txt")
    showing = opened(root, 0)
    showing.start()
    yield showing
    showing.stop()


def asked(show: Show, path: str, host: str = "127.0.0.1") -> tuple[int, str]:
    """The status and the text of a page."""
    answer, text = sent(show, path, host)
    return answer.status, text


def sent(
    show: Show, path: str, host: str = "127.0.0.1", method: str = "GET"
) -> tuple[http.client.HTTPResponse, str]:
    port = int(show.address.rstrip("/").rpartition(":")[2])
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, headers={"Host": f"{host}:{port}"})
        answer = connection.getresponse()
        return answer, answer.read().decode()
    finally:
        connection.close()


def test_a_page_is_shown_and_waits_for_what_is_new(show: Show) -> None:
    status, page = asked(show, "/")
    assert status == 200
    assert page.startswith("<body>home<script>")
    assert asked(show, "/fa/%D8%B5%D9%84%D8%AD.html")[1].startswith("<body>صلح")
    assert (show.root / "index.html").read_text("utf-8") == "<body>home</body>"


@pytest.mark.parametrize("path", ["/fa", "//fa"])
def test_a_folder_leads_to_its_page_and_to_no_other_machine(show: Show, path: str) -> None:
    answer, _ = sent(show, path)
    assert (answer.status, answer.headers["Location"]) == (301, "/fa/")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/none", "text/html; charset=utf-8"),
        ("/a.css", "text/css; charset=utf-8"),
        ("/a.png", "image/png"),
        ("/a.nothing", "application/octet-stream"),
    ],
)
def test_a_file_is_sent_as_what_it_is_and_whole(show: Show, path: str, kind: str) -> None:
    for name in ("a.css", "a.png", "a.nothing"):
        (show.root / name).write_text("</body>", "utf-8")
    answer, text = sent(show, path)
    assert answer.headers["Content-Type"] == kind
    assert int(answer.headers["Content-Length"]) == len(text)
    assert ("<script>" in text) == ("html" in kind)
    assert sent(show, path, method="HEAD")[1] == ""


def test_an_address_that_leads_nowhere_has_its_page(show: Show) -> None:
    status, page = asked(show, "/none.html")
    assert (status, page[:10]) == (404, "<body>gone")


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "//etc/passwd",
        "/leak.txt",
        "/fa/..%2f..%2fsecret.txt",
    ],
)
def test_nothing_but_the_site_is_sent(show: Show, path: str) -> None:
    status, page = asked(show, path)
    assert status == 404
    assert "secret" not in page
    assert "root:" not in page


def test_a_page_of_another_host_reads_nothing(show: Show) -> None:
    assert asked(show, "/", host="evil.example")[0] == 403


def test_an_open_page_is_told_when_the_site_was_built_anew(show: Show) -> None:
    first = asked(show, "/.l10n-flow/changes?")[1]
    told: list[str] = []
    waiting = threading.Thread(
        target=lambda: told.append(asked(show, f"/.l10n-flow/changes?{first}")[1])
    )
    waiting.start()
    show.renewed()
    waiting.join(10)
    assert told
    assert told[0] != first


def test_a_page_that_waits_in_vain_asks_again_after_a_while(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "_WAITING", 0.1)
    now = show.waited("")
    began = time.monotonic()
    assert show.waited(now) == now
    assert time.monotonic() - began >= 0.1


def test_a_port_that_is_taken_is_told(show: Show) -> None:
    port = int(show.address.rstrip("/").rpartition(":")[2])
    with pytest.raises(UsageError, match=f"port {port} cannot be used"):
        opened(show.root, port)


def test_without_a_port_twenty_are_tried(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tried: list[tuple[str, int]] = []

    def taken(address: tuple[str, int], _handler: object) -> None:
        tried.append(address)
        raise OSError(98, "Address already in use")

    monkeypatch.setattr(serving, "_SiteServer", taken)
    with pytest.raises(UsageError) as caught:
        opened(tmp_path)
    assert tried == [("127.0.0.1", port) for port in range(8620, 8640)]
    assert caught.value.what == "ports 8620 to 8639 cannot be used: Address already in use"
    assert caught.value.hint == "choose another with --port"


def test_what_the_site_is_made_of_is_watched_and_nothing_else(newsroom: Project) -> None:
    has_changed = changes(newsroom)
    assert not has_changed()
    write(newsroom, other="Words.\n")
    assert has_changed()
    assert not has_changed()
    newsroom.state.mkdir(exist_ok=True)
    (newsroom.state / "x").write_text("x")
    (newsroom.output / "site").mkdir(parents=True)
    (newsroom.output / "site" / "x.html").write_text("x")
    assert not has_changed()
    settings = newsroom.root / "l10n-flow.yaml"
    sources = [newsroom.taxonomy, catalog_path(newsroom, "es", "brief"), settings]
    sources.append(newsroom.root / newsroom.config.site.theme / "style.css")
    for path in sources:
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{path.read_text('utf-8') if path.exists() else ''}# more\n", "utf-8")
        assert has_changed(), path
        assert not has_changed(), path
    settings.write_text("source: [\n")
    assert not has_changed()
