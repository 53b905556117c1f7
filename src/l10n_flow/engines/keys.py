"""The key for a translation server: a user's key is sent only where the user wants it.

A configuration comes with a checkout, and so do the addresses in it, perhaps from a stranger
(CWE-522). So a user's own key is sent only to a server that the user has named outside the project:
in the environment, or in the user's own settings. A file of the project may contain a key for the
project's server; it is read only if it looks like a key.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from l10n_flow.errors import EngineError, FileError, Place
from l10n_flow.files.reading import content_of
from l10n_flow.yamlvalues import text, top

KEY_VARIABLE = "L10N_FLOW_LIBRETRANSLATE_KEY"
"""Holds a server's key; it goes to the server that `URL_VARIABLE` names."""

URL_VARIABLE = "L10N_FLOW_LIBRETRANSLATE_URL"
"""The address of the server for the key, and the default server where no project names one."""

SERVERS = "servers.yaml"
"""In the user's settings: the address of each server, and the file of its key."""

LONGEST_KEY = 4096
"""Bytes. LibreTranslate's keys are 36 long."""


def key_for(address: str, file: Path | None, environment: Mapping[str, str] = os.environ) -> str:
    """Return the key for the server at `address`; "" for none.

    It comes from the project's `file`, else from the environment or the user's settings, where
    these name the server. Raises `EngineError` for a file that cannot be read or contains no key,
    `ConfigError` for settings that are wrong.
    """
    if file is not None:
        return _read(file, "correct api_key_file in l10n-flow.yaml")
    wanted = origin(address)
    if environment.get(KEY_VARIABLE) and origin(environment.get(URL_VARIABLE, "")) == wanted:
        return _proper(environment[KEY_VARIABLE], KEY_VARIABLE, None)
    settings = settings_file(environment)
    try:
        servers = top(settings).section(None)
    except FileNotFoundError:
        return ""
    for named, value in servers.items():
        values = value.section(("key_file",))
        if origin(named) == wanted and "key_file" in values:
            place = settings.parent / Path(text(values["key_file"])).expanduser()
            return _read(place, f"correct key_file in {settings}")
    return ""


def settings_file(environment: Mapping[str, str]) -> Path:
    """The user's own list of servers; it need not exist.

    In `XDG_CONFIG_HOME`, by default `~/.config`; on Windows in `APPDATA`.

    >>> settings_file({"XDG_CONFIG_HOME": "/home/ana/.config"}).as_posix()
    '/home/ana/.config/l10n-flow/servers.yaml'
    """
    base = environment.get("XDG_CONFIG_HOME")
    if not base and os.name == "nt":
        base = environment.get("APPDATA")
    return Path(base or Path.home() / ".config", "l10n-flow", SERVERS).absolute()


def origin(address: str) -> tuple[str, str, int | None] | None:
    """Return scheme, host and port of an address (RFC 6454); None if it is not valid.

    >>> origin("https://Translate.example.org/api"), origin("https://u:p@host"), origin("")
    (('https', 'translate.example.org', 443), None, None)
    >>> origin("http://localhost") == origin("http://LOCALHOST:80/"), origin("http://a:8080")
    (True, ('http', 'a', 8080))
    """
    try:
        parts = urlsplit(address)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        return None
    if not parts.hostname or parts.username is not None or parts.password is not None:
        return None
    return parts.scheme, parts.hostname.lower(), port


def _read(file: Path, hint: str) -> str:
    try:
        written = content_of(file, max_bytes=LONGEST_KEY).decode("utf-8-sig")
    except FileError as error:
        what = f"the key for LibreTranslate cannot be read: {error.what}"
        raise EngineError(what, Place(file), hint=error.hint or hint) from error
    except ValueError as error:
        what = "the key for LibreTranslate cannot be read: not UTF-8"
        raise EngineError(what, Place(file), hint=hint) from error
    return _proper(written, "the file", file)


def _proper(written: str, name: str, file: Path | None) -> str:
    """Return the key: one line without blanks. A private key or a settings file is refused."""
    key = written.strip()
    if not key.isascii() or not key.isprintable() or " " in key or "=" in key.rstrip("="):
        what = f"{name} holds no key for LibreTranslate: that is one line without blanks"
        raise EngineError(what, Place(file) if file else None, hint="put the key there, alone")
    return key
