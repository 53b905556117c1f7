"""A LibreTranslate server by its address: besides `index` the one module that opens connections.

It is used only when a configuration or the user gives the address. Texts then leave this machine
for that server only: redirects are not followed. `keys` decides which key is sent.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from l10n_flow import patterns as re
from l10n_flow import yamlvalues
from l10n_flow.engines.engine import EngineOptions, Hypothesis, NoModelError, remote
from l10n_flow.engines.keys import KEY_VARIABLE, URL_VARIABLE, key_for, origin
from l10n_flow.engines.packages import Model, choose
from l10n_flow.engines.sentencewise import TranslatedSentence, translate_texts
from l10n_flow.errors import EngineError
from l10n_flow.language.splitting import sentences

TIMEOUT = 60.0
"""The maximum seconds without a byte: a server that translates on a processor is slow."""

ATTEMPTS = 3
PAUSE = 1.0
"""Seconds before the second attempt; doubled each time, unless the server gives a time."""
LONGEST_PAUSE = 30.0

MAXIMUM_TEXTS = 25
MAXIMUM_CHARACTERS = 2_000
"""Together in one request. Servers may refuse more (their --batch-limit and --char-limit)."""

MAXIMUM_ANSWER = 4 * 2**20
"""Bytes. An answer to 2,000 characters has a few thousand; a list of languages, 100,000."""

_BUSY = frozenset({429, 500, 502, 503, 504})
"""Temporary statuses (RFC 9110, RFC 6585)."""

SETTINGS = ("url", "api_key_file")
"""The keys of `pretranslate.engines.libretranslate`: the server's address, and the project's file
with its key."""

_BLANKS = re.compile(r"[ \t\r\n]+")
_ADDRESS = "correct the server's address in l10n-flow.yaml"
_LATER = "see whether the server runs, or try again later; what is done is kept"


@remote
def open_pair(source: str, target: str, options: EngineOptions) -> LibreTranslate:
    """Return the server in the options, after it confirmed that it supports the pair.

    Raises `EngineError` when its address is not valid, it cannot be reached or its response is not
    valid, `NoModelError` when it does not translate between these languages, `ConfigError` for a
    wrong configuration.
    """
    settings = options.read(SETTINGS)
    address = _address(
        yamlvalues.read(settings, "url", yamlvalues.text, os.environ.get(URL_VARIABLE, ""))
    )
    file = yamlvalues.read(settings, "api_key_file", yamlvalues.inside, "")
    server = _Endpoint(address, key_for(address, options.root / file if file else None))
    languages = server.request("languages", None)
    models = _models(languages, address)
    model = choose(models, source, target)
    if model is None:
        raise NoModelError(
            f"{server.address} does not translate {source} → {target}",
            hint="ask its operator for the language, or choose another engine",
        )
    return LibreTranslate(server, model)


@dataclass(frozen=True, slots=True)
class _Endpoint:
    """The target of requests."""

    address: str
    key: str

    def request(self, path: str, question: dict[str, object] | None) -> object:
        """Return the server's response, a JSON value; repeat a few times while it is busy."""
        pause = PAUSE
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._answer(path, question)
            except _BusyError as busy:
                if attempt == ATTEMPTS:
                    raise EngineError(busy.what, hint=busy.hint) from busy
                time.sleep(min(busy.pause or pause, LONGEST_PAUSE))
                pause *= 2
        raise AssertionError("unreachable")

    def _answer(self, path: str, question: dict[str, object] | None) -> object:
        """Make one attempt. Raises `_BusyError` where another may succeed."""
        url = f"{self.address}/{path}"
        data = None if question is None else json.dumps(self._signed(question)).encode()
        headers = {"Content-Type": "application/json", "User-Agent": "l10n-flow"}
        request = urllib.request.Request(url, data, headers)  # noqa: S310 - _address has checked
        try:
            with _opener().open(request, timeout=TIMEOUT) as response:
                answer = response.read(MAXIMUM_ANSWER + 1)
        except urllib.error.HTTPError as error:
            with error:
                raise _refused(url, error) from error
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", None) or error
            raise _BusyError(f"{url} cannot be reached: {reason}", hint=_LATER) from error
        if len(answer) > MAXIMUM_ANSWER:
            raise EngineError(f"{url} answers with more than {MAXIMUM_ANSWER} bytes", hint=_ADDRESS)
        try:
            return json.loads(answer)
        except (ValueError, RecursionError) as error:
            raise EngineError(f"{url} does not answer in JSON: {error}", hint=_ADDRESS) from error

    def _signed(self, question: dict[str, object]) -> dict[str, object]:
        return {**question, "api_key": self.key} if self.key else question


class LibreTranslate:
    """A server that translates one pair of languages."""

    keeps_markup = False
    parameters = "text"

    def __init__(self, server: _Endpoint, model: Model) -> None:
        self._server = server
        self._pair = {"source": model.source, "target": model.target}
        host = urlsplit(server.address).netloc.rpartition("@")[2].replace(":", "-")
        self.identity = f"libretranslate-{host}"

    @property
    def model(self) -> str:
        """A digest of the address, because the server does not report its models."""
        return hashlib.sha256(self._server.address.encode()).hexdigest()[:12]

    def translate(
        self, texts: Iterable[str], *, align: Container[int] = (), beam: int | None = None
    ) -> Iterator[tuple[int, Hypothesis]]:
        """Yield every text's index and hypothesis, in order; see `Engine`.

        The server gets sentences, for which its models were made; it returns no scores and no
        alignment.
        """
        del align, beam
        split = partial(sentences, locale=self._pair["source"])
        for index, found in translate_texts(texts, split, self._pieces, self._pair["target"]):
            yield index, replace(found, score=0.0)

    def _pieces(
        self, distinct: Sequence[str], align: Container[str]
    ) -> Iterator[tuple[str, TranslatedSentence]]:
        """Yield every sentence with its translation."""
        del align
        for batch in _batches(distinct):
            texts = [text for _, text in batch if text.strip()]
            answers = iter(self._translated(texts) if texts else [])
            for _, text in batch:
                yield text, TranslatedSentence(next(answers) if text.strip() else "")

    def _translated(self, texts: list[str]) -> list[str]:
        question: dict[str, object] = {"q": texts, "format": "text", **self._pair}
        answer = self._server.request("translate", question)
        found = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(found, list) or len(found) != len(texts):
            what = f"{self._server.address} does not answer with a translation of each text"
            raise EngineError(what, hint=_ADDRESS)
        if not all(isinstance(text, str) for text in found):
            raise EngineError(f"{self._server.address} answers with no text", hint=_ADDRESS)
        return [_BLANKS.sub(" ", text).strip(" ") for text in found]


class _BusyError(EngineError):
    """A failure that may be temporary."""

    pause = 0.0
    """The seconds that the server asks to wait."""


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Texts and key are sent to the configured server only."""

    def redirect_request(self, *_: object) -> None:
        """Follow no redirect: urllib then reports the status."""


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(_NoRedirects)


def _refused(url: str, error: urllib.error.HTTPError) -> EngineError:
    """Return the error for a response with an error status."""
    answer = _error_message(error)
    what = f"{url} answers {error.code} {answer or error.reason}"
    if error.code in _BUSY:
        busy = _BusyError(what, hint=_LATER)
        wait = error.headers.get("Retry-After", "")
        busy.pause = float(wait) if wait.isdecimal() else 0.0
        return busy
    if 300 <= error.code < 400:
        where = error.headers.get("Location", "")
        return EngineError(f"{url} redirects to {where!r}", hint=_ADDRESS)
    if error.code in (401, 403):
        hint = (
            f"give its key in a file of the project that api_key_file names, or in {KEY_VARIABLE}, "
            f"and say in {URL_VARIABLE} that it is for this server"
        )
        return EngineError(what, hint=hint)
    return EngineError(what, hint=_ADDRESS)


def _error_message(error: urllib.error.HTTPError) -> str:
    """Return the server's own message about an error, if it has any."""
    try:
        answer = json.loads(error.read(2**14))
    except (OSError, ValueError, RecursionError, http.client.HTTPException):
        return ""
    message = answer.get("error") if isinstance(answer, dict) else None
    return message[:200] if isinstance(message, str) else ""


def _address(url: str) -> str:
    if not url:
        raise EngineError(
            "the engine libretranslate has no address",
            hint="write the server's into l10n-flow.yaml: pretranslate: engines: "
            "libretranslate: url: https://…",
        )
    try:
        parts = urlsplit(url)
        proper = parts.scheme in ("http", "https") and parts.hostname and not parts.query
    except ValueError:
        proper = False
    if not proper or origin(url) is None:
        raise EngineError(f"{url!r} is not the address of a server", hint=_ADDRESS)
    if parts.scheme == "http" and not _is_this_machine(parts.hostname or ""):
        raise EngineError(
            f"{url} would send texts and keys unencrypted",
            hint="write https://…; http is for a server on this machine only",
        )
    return url.rstrip("/")


def _is_this_machine(host: str) -> bool:
    """Whether a host is this machine (RFC 6761, 6.3; RFC 6890).

    >>> [_is_this_machine(host) for host in ("localhost", "127.1.2.3", "::1", "localhost.evil.org")]
    [True, True, True, False]
    """
    if host.rstrip(".").lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _models(languages: object, url: str) -> tuple[Model, ...]:
    """Return the pairs in a list of languages; none where it has another form."""
    found = []
    for entry in languages if isinstance(languages, list) else []:
        if not isinstance(entry, dict) or not isinstance(entry.get("code"), str):
            continue
        targets = entry.get("targets")
        codes = targets if isinstance(targets, list) else _codes(languages)
        found += [
            Model(entry["code"], to, "", Path())
            for to in codes
            if isinstance(to, str) and to != entry["code"]
        ]
    if not found:
        raise EngineError(f"{url} lists no languages to translate between", hint=_ADDRESS)
    return tuple(found)


def _codes(languages: object) -> list[object]:
    """Return every code: old servers list no targets and translate between all languages."""
    entries = languages if isinstance(languages, list) else []
    return [entry.get("code") for entry in entries if isinstance(entry, dict)]


def _batches(texts: Iterable[str]) -> Iterator[list[tuple[int, str]]]:
    """Yield numbered texts, as many as one request may contain; a long one alone."""
    batch: list[tuple[int, str]] = []
    size = 0
    for item in enumerate(texts):
        full = len(batch) == MAXIMUM_TEXTS or size + len(item[1]) > MAXIMUM_CHARACTERS
        if batch and full:
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += len(item[1])
    if batch:
        yield batch
