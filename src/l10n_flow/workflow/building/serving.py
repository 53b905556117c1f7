"""Serve the site on this machine for those who work on it; it is built again after changes.

Nobody else can reach it: the socket is bound to this machine (127.0.0.1), other host names in a
request are refused (else a page elsewhere could read it, by DNS rebinding), and only files of the
site are sent.
"""

from __future__ import annotations

import mimetypes
import os
import threading
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic
from urllib.parse import unquote, urlsplit

from l10n_flow.errors import L10nFlowError, UsageError
from l10n_flow.files.fences import named_in
from l10n_flow.files.reading import bytes_of
from l10n_flow.project import Project, find

PORT = 8620
"""The first port that is tried when the options name none."""

_TRIES = 20
_WAITING = 25
"""The maximum number of seconds that a request of a page waits for a new build."""

_ASKING = "/.l10n-flow/changes"
_RELOAD = b"""<script>
(async () => {
  for (let seen = "";;) {
    try {
      const now = await (await fetch("/.l10n-flow/changes?" + seen)).text();
      if (seen && now !== seen) return location.reload();
      seen = now;
    } catch { await new Promise(again => setTimeout(again, 2000)); }
  }
})();
</script>
"""
"""The script that is added to each page that is sent, and that waits for a new build."""


class Show:
    """The site as it is served: its server, and how many times it was built again."""

    def __init__(self, root: Path, port: int | None) -> None:
        """Listen on this machine. Raises `UsageError` when the port is taken."""
        self.root = root
        self._built = threading.Condition()
        self._count = 0
        self._server = _listening(self, port)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}/"

    def start(self) -> None:
        """Start to answer requests, in a thread of its own."""
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Stop answering requests; the port is free."""
        self.renewed()
        self._server.shutdown()
        self._server.server_close()

    def renewed(self) -> None:
        """Make open pages load again."""
        with self._built:
            self._count += 1
            self._built.notify_all()

    def waited(self, seen: str) -> str:
        """How often the site was built; returns when that is not `seen`, or after a time limit."""
        end = monotonic() + _WAITING
        with self._built:
            while str(self._count) == seen and (left := end - monotonic()) > 0:
                self._built.wait(left)
            return str(self._count)


def opened(root: Path, port: int | None = None) -> Show:
    """The site in the folder `root`, ready to be shown. Raises `UsageError` as `Show` does."""
    return Show(root, port)


def changes(project: Project) -> Callable[[], bool]:
    """A function that returns whether any file of the site's sources changed since the last call.

    It compares size and time of every file, because it is called twice a second.
    """
    last = _looked_at(project)

    def has_changed() -> bool:
        nonlocal last
        try:
            now = _looked_at(find(project.root))
        except L10nFlowError:
            return False  # the configuration is being written
        is_new, last = now != last, now
        return is_new

    return has_changed


def _looked_at(project: Project) -> Mapping[str, tuple[int, int]]:
    """Every source file of the site, with its size and the time of its last change."""
    config = project.config
    folders = [project.content / root for root in project.roots]
    folders += [project.catalogs, project.root / config.site.theme]
    found: dict[str, tuple[int, int]] = {}
    for folder in folders:
        for top, names, files in os.walk(folder):
            names[:] = [name for name in names if not name.startswith(".")]
            for name in files:
                _enter_stamp(os.path.join(top, name), found)  # noqa: PTH118 - thousands of files
    for single in (project.taxonomy, project.root / "l10n-flow.yaml"):
        _enter_stamp(str(single), found)
    return found


def _enter_stamp(path: str, found: dict[str, tuple[int, int]]) -> None:
    try:
        state = os.stat(path)  # noqa: PTH116 - thousands of files
    except OSError:
        return
    found[path] = (state.st_size, state.st_mtime_ns)


def _listening(show: Show, port: int | None) -> ThreadingHTTPServer:
    for wanted in [port] if port is not None else range(PORT, PORT + _TRIES):
        try:
            return _SiteServer(("127.0.0.1", wanted), _handler(show))
        except OSError as error:
            reason = error.strerror
    where = f"port {port}" if port is not None else f"ports {PORT} to {PORT + _TRIES - 1}"
    raise UsageError(f"{where} cannot be used: {reason}", hint="choose another with --port")


class _SiteServer(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = os.name == "posix"


def _handler(show: Show) -> type[BaseHTTPRequestHandler]:
    """Answers requests for one site."""

    class Handler(BaseHTTPRequestHandler):
        server_version, sys_version = "l10n-flow", ""

        def do_GET(self) -> None:
            host = self.headers.get("Host", "").rpartition(":")[0]
            if host not in ("127.0.0.1", "localhost"):
                self._send(HTTPStatus.FORBIDDEN, b"not this host\n", "text/plain")
                return
            parts = urlsplit(self.path)
            if parts.path == _ASKING:
                self._send(HTTPStatus.OK, show.waited(parts.query).encode(), "text/plain")
                return
            path = unquote(parts.path)
            if (show.root / path.lstrip("/")).is_dir() and not path.endswith("/"):
                self.send_response(HTTPStatus.MOVED_PERMANENTLY)
                self.send_header("Location", f"/{parts.path.lstrip('/')}/")  # on this machine
                self.end_headers()
                return
            found = _file(show.root, path)
            status = HTTPStatus.OK if found is not None else HTTPStatus.NOT_FOUND
            name = f"{path}index.html" if path.endswith("/") else path
            if found is None:
                found, name = _file(show.root, "/404.html") or b"nothing here\n", "404.html"
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            if kind == "text/html":
                found = found.replace(b"</body>", _RELOAD + b"</body>")
            self._send(status, found, kind)

        do_HEAD = do_GET  # noqa: N815 - the library's name

        def _send(self, status: HTTPStatus, data: bytes, kind: str) -> None:
            text = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
            self.send_response(status)
            self.send_header("Content-Type", text)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "no-store")
            self.send_header("X-Content-Type-Options", "nosniff")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Log nothing: the command prints what was built."""

    return Handler


def _file(root: Path, path: str) -> bytes | None:
    """The bytes of a file of the site; None for anything that is not below its folder."""
    name = path.lstrip("/")
    place = named_in(root, f"{name}index.html" if not name or name.endswith("/") else name)
    if place is None or not Path(os.path.realpath(place)).is_relative_to(os.path.realpath(root)):
        return None
    try:
        return bytes_of(place)
    except L10nFlowError:
        return None
