"""A LibreTranslate server, played by one in this process."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from l10n_flow.engines import Engine, EngineOptions, NoModelError, keys, libretranslate, opener
from l10n_flow.errors import ConfigError, EngineError
from l10n_flow.yamlvalues import Value
from tests.engines.network import serving

Answer = tuple[int, dict[str, str], bytes]
"""Status, headers, body."""

LANGUAGES = [
    {"name": "without a code"},
    {"code": "en", "name": "English", "targets": ["en", "es", "pb"]},
    {"code": "es", "name": "Spanish", "targets": ["en"]},
]


class Server(ThreadingHTTPServer):
    """Answers with what is next in `answers`, else properly; remembers what it was asked."""

    daemon_threads = True
    answers: list[Answer]
    asked: list[dict[str, object]]
    address: str


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self._say(200, {}, json.dumps(LANGUAGES).encode())

    def do_POST(self) -> None:
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(question)
        said = [f"{question['target']}: {text}" for text in question["q"]]
        proper: Answer = (200, {}, json.dumps({"translatedText": said}).encode())
        self._say(*(self.server.answers.pop(0) if self.server.answers else proper))

    def _say(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr(libretranslate, "PAUSE", 0.0)
    monkeypatch.delenv(keys.KEY_VARIABLE, raising=False)
    monkeypatch.delenv("L10N_FLOW_LIBRETRANSLATE_URL", raising=False)
    with Server(("127.0.0.1", 0), _Handler) as running, serving(running):
        running.answers, running.asked = [], []
        running.address = f"http://127.0.0.1:{running.server_port}"
        yield running


def told(root: Path = Path(), **settings: object) -> EngineOptions:
    """Options with these settings, as the configuration of a project in `root` has them."""
    file = root / "l10n-flow.yaml"
    values = {
        key: Value(data, ("pretranslate", "engines", "libretranslate", key), file, {})
        for key, data in settings.items()
    }
    return EngineOptions(settings=values, root=root)


def opened(
    server: Server, source: str = "en", target: str = "es", *, key: Path | None = None
) -> Engine:
    settings = {"url": server.address + "/", **({"api_key_file": key.name} if key else {})}
    chosen = told(key.parent if key else Path(), **settings)
    return opener("libretranslate")(source, target, chosen)


def said(engine: Engine, *texts: str) -> list[str]:
    answers = dict(engine.translate(iter(texts), align=range(len(texts)), beam=1))
    return [answers[number].text for number in range(len(texts))]


def test_texts_are_translated_by_the_server(server: Server) -> None:
    engine = opened(server, "en-GB", "es-MX")
    assert said(engine, "Peace", "", "War  and peace") == ["es: Peace", "", "es: War and peace"]
    assert server.asked == [
        {"q": ["Peace", "War  and peace"], "source": "en", "target": "es", "format": "text"}
    ]
    assert engine.identity == f"libretranslate-127.0.0.1-{server.server_port}"
    assert len(engine.model) == 12
    assert not engine.keeps_markup


def test_the_server_s_own_codes_are_used(server: Server) -> None:
    assert said(opened(server, target="pt-BR"), "Peace") == ["pb: Peace"]
    assert said(opened(server, "es", "en"), "Paz") == ["en: Paz"]
    with pytest.raises(NoModelError):
        opened(server, "en", "en")


def test_the_server_is_given_sentences_each_once(server: Server) -> None:
    engine = opened(server)
    assert said(engine, "Peace holds. War ends.", "Peace holds.") == [
        "es: Peace holds. es: War ends.",
        "es: Peace holds.",
    ]
    assert [sorted(str(q) for q in one["q"]) for one in server.asked] == [  # type: ignore[attr-defined]
        ["Peace holds.", "War ends."]
    ]


def test_many_texts_go_in_a_few_requests(server: Server) -> None:
    texts = [*(f"{n:02}" + "a" * 28 for n in range(60)), "b" * 5000, "c"]
    assert len(said(opened(server), *texts)) == 62
    sizes = [len(str(question["q"])) for question in server.asked]
    assert [len(list(q["q"])) for q in server.asked] == [25, 25, 10, 1, 1]  # type: ignore[call-overload]  # a list of texts
    assert max(sizes) < 6000


@pytest.mark.parametrize(
    ("lengths", "batches"),
    [
        ([1000, 1000], [2]),
        ([1000, 1001], [1, 1]),
        ([2000, 1], [1, 1]),
        ([2001], [1]),
        ([1] * 25, [25]),
        ([1] * 26, [25, 1]),
        ([1500, 600, 1400], [1, 2]),
        ([], []),
    ],
)
def test_a_request_has_twenty_five_texts_and_two_thousand_characters_at_most(
    lengths: list[int], batches: list[int]
) -> None:
    texts = ["a" * length for length in lengths]
    found = list(libretranslate._batches(texts))
    assert [len(batch) for batch in found] == batches
    assert [item for batch in found for item in batch] == list(enumerate(texts))


@pytest.mark.parametrize(
    ("host", "is_here"),
    [
        ("localhost", True),
        ("LOCALHOST.", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("128.0.0.1", False),
        ("::2", False),
        ("local.host", False),
        ("", False),
    ],
)
def test_only_this_machine_is_reached_in_the_clear(host: str, is_here: bool) -> None:
    assert libretranslate._is_this_machine(host) is is_here


def test_an_error_of_the_server_is_said_in_at_most_two_hundred_characters(server: Server) -> None:
    engine = opened(server)
    for answer, told in (
        ({"error": "x" * 201}, "answers 400 " + "x" * 200),
        ({"error": 7}, "answers 400 Bad Request"),
        (["x"], "answers 400 Bad Request"),
    ):
        server.answers.append((400, {}, json.dumps(answer).encode()))
        with pytest.raises(EngineError) as caught:
            said(engine, "Peace")
        assert caught.value.what.endswith(told)
    for status in (401, 403):
        server.answers.append((status, {}, b""))
        with pytest.raises(EngineError, match=str(status)) as caught:
            said(engine, "Peace")
        assert keys.KEY_VARIABLE in caught.value.hint


def test_a_pair_that_the_server_does_not_know_is_told_apart(server: Server) -> None:
    with pytest.raises(NoModelError, match="does not translate en → fa"):
        opened(server, target="fa")


def test_a_space_at_which_no_line_breaks_stays_in_the_answer(server: Server) -> None:
    answer = {"translatedText": [" un 25\u00a0%\n de ello "]}
    server.answers = [(200, {}, json.dumps(answer).encode())]
    assert said(opened(server), "25 % of it") == ["un 25\u00a0% de ello"]


def test_the_key_comes_from_a_file_or_the_environment_and_is_never_shown(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "key"
    file.write_text("secret-1\n", "utf-8")
    said(opened(server, key=file), "Peace")
    monkeypatch.setenv(keys.KEY_VARIABLE, "secret-2")
    monkeypatch.setenv("L10N_FLOW_LIBRETRANSLATE_URL", server.address)
    engine = opened(server)
    said(engine, "Peace")
    assert [question["api_key"] for question in server.asked] == ["secret-1", "secret-2"]
    server.answers.append((403, {}, b'{"error": "Invalid API key"}'))
    with pytest.raises(EngineError, match="403 Invalid API key") as caught:
        said(engine, "Peace")
    assert "secret" not in str(caught.value)
    assert "api_key_file" in caught.value.hint
    with pytest.raises(EngineError, match="key for LibreTranslate cannot be read"):
        opened(server, key=tmp_path / "none")


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again_and_not_for_ever(server: Server, status: int) -> None:
    engine = opened(server)
    busy = (status, {"Retry-After": "0"}, b'{"error": "slow down"}')
    server.answers = [busy] * 2
    assert said(engine, "Peace") == ["es: Peace"]
    server.answers = [busy] * 3
    with pytest.raises(EngineError, match=f"/translate answers {status} slow down") as caught:
        said(engine, "Peace")
    assert server.address in caught.value.what
    assert "try again later" in caught.value.hint
    assert server.answers == []


def test_it_waits_as_long_as_the_server_asks_or_twice_as_long_each_time(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    monkeypatch.setattr(libretranslate, "PAUSE", 1.0)
    engine = opened(server)
    for asked, pauses in (
        (("5", ""), [5.0, 2.0]),
        (("", "3600"), [1.0, 30.0]),
        (("", "soon"), [1.0, 2.0]),
    ):
        server.answers = [(503, {"Retry-After": after}, b"") for after in asked]
        assert said(engine, "Peace") == ["es: Peace"]
        assert waited == pauses
        waited.clear()


def test_a_server_without_targets_translates_between_all_its_languages(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = [{"code": "en"}, {"code": "es"}, "odd", {"code": "fa"}]
    monkeypatch.setattr(f"{__name__}.LANGUAGES", old)
    assert said(opened(server, "fa", "es"), "صلح") == ["es: صلح"]
    with pytest.raises(NoModelError):
        opened(server, target="pt")


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ((200, {}, b"<html>"), "does not answer in JSON"),
        ((200, {}, b"[" * 100_000), "does not answer in JSON"),
        ((200, {}, b"[]"), "not answer with a translation of each text"),
        ((200, {}, b'{"translatedText": []}'), "not answer with a translation of each text"),
        ((200, {}, b'{"translatedText": "Paz"}'), "not answer with a translation of each text"),
        ((200, {}, b'{"translatedText": [1]}'), "answers with no text"),
        ((200, {}, b"[]".ljust(4 * 2**20 + 1)), "answers with more than 4194304 bytes"),
        ((200, {}, b"[]".ljust(4 * 2**20)), "not answer with a translation of each text"),
        ((400, {}, b'{"error": "text too long"}'), "answers 400 text too long"),
        ((404, {}, b"[[["), "answers 404 Not Found"),
        ((302, {"Location": "file:///etc/passwd"}, b""), "redirects to 'file:///etc/passwd'"),
        ((300, {"Location": "/a"}, b""), "redirects to '/a'"),
        ((399, {"Location": "/a"}, b""), "redirects to '/a'"),
        ((307, {"Location": "http://other.example/"}, b""), "redirects to 'http://other.example/'"),
    ],
)
def test_other_answers_are_errors_with_address_and_remedy(
    server: Server, answer: Answer, says: str
) -> None:
    engine = opened(server)
    server.answers.append(answer)
    with pytest.raises(EngineError, match=says) as caught:
        said(engine, "Peace")
    assert server.address in caught.value.what
    assert "correct the server's address" in caught.value.hint
    assert len(server.asked) == 1


def test_a_server_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    options = told(url="http://127.0.0.1:9")  # the discard port: nobody listens
    with pytest.raises(EngineError, match=r"http://127\.0\.0\.1:9/languages cannot be reached"):
        opener("libretranslate")("en", "es", options)
    assert waited == [1.0, 2.0]


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://a.example", "a.example", "http://", "http://a/?q", "//["],
)
def test_only_web_addresses_are_opened(url: str) -> None:
    with pytest.raises(EngineError, match=r"no address|is not the address of a server") as caught:
        opener("libretranslate")("en", "es", told(url=url))
    assert "l10n-flow.yaml" in caught.value.hint


def test_without_an_address_it_says_where_to_write_one(server: Server) -> None:
    with pytest.raises(EngineError, match="no address") as caught:
        opener("libretranslate")("en", "es", EngineOptions())
    assert "pretranslate: engines: libretranslate: url: https" in caught.value.hint


def test_a_users_key_goes_to_no_server_that_only_a_project_names(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(keys.KEY_VARIABLE, "secret")
    for named in (None, "https://translate.example.org", server.address.replace("http", "https")):
        if named is not None:
            monkeypatch.setenv("L10N_FLOW_LIBRETRANSLATE_URL", named)
        assert said(opened(server), "Peace") == ["es: Peace"]
    assert [question.get("api_key") for question in server.asked] == [None] * 3


def test_a_users_own_settings_say_which_key_a_server_gets(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    folder = tmp_path / "l10n-flow"
    folder.mkdir()
    (folder / "key").write_text("secret", "utf-8")
    settings = folder / "servers.yaml"
    settings.write_text(f"{server.address}/:\n  key_file: key\n", "utf-8")
    said(opened(server), "Peace")
    settings.write_text("https://elsewhere.example:\n  key_file: key\n", "utf-8")
    said(opened(server), "Peace")
    assert [question.get("api_key") for question in server.asked] == ["secret", None]


@pytest.mark.parametrize("url", ["http://translate.example.org", "http://10.0.0.7:5000"])
def test_nothing_is_sent_in_the_clear_beyond_this_machine(url: str) -> None:
    with pytest.raises(EngineError, match="would send texts and keys unencrypted"):
        opener("libretranslate")("en", "es", told(url=url))


@pytest.mark.parametrize(
    "held",
    ["-----BEGIN PRIVATE KEY-----\nMIIE\n", "TOKEN=abc\nOTHER=def", "two words", "é", "TOKEN=abc"],
)
def test_a_file_that_holds_no_key_is_sent_nowhere(
    server: Server, tmp_path: Path, held: str
) -> None:
    file = tmp_path / "file"
    file.write_text(held, "utf-8")
    with pytest.raises(EngineError, match="holds no key"):
        opened(server, key=file)
    assert server.asked == []


def test_a_redirect_takes_no_key_along(server: Server, tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text("secret", "utf-8")
    engine = opened(server, key=key)
    server.answers.append((307, {"Location": server.address + "/elsewhere"}, b""))
    with pytest.raises(EngineError, match="redirects to"):
        said(engine, "Peace")
    assert len(server.asked) == 1


def test_a_setting_that_it_does_not_know_is_refused_with_its_name(server: Server) -> None:
    with pytest.raises(ConfigError, match=r"unknown key 'pretranslate.engines.libretranslate.ulr'"):
        opener("libretranslate")("en", "es", told(ulr=server.address))
    with pytest.raises(ConfigError, match="must be a text, not 8"):
        opener("libretranslate")("en", "es", told(url=8))
    with pytest.raises(ConfigError, match="inside the project's folder"):
        opener("libretranslate")("en", "es", told(url=server.address, api_key_file="../key"))
