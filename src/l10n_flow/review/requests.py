"""A request as a value: person, language, target and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from urllib.parse import parse_qsl

from starlette.requests import Request as HTTPRequest

from l10n_flow.review.interface import InterfaceLanguage
from l10n_flow.review.people import Person

MAX_FIELDS = 200
"""The maximum fields of a form; ours have a dozen."""


class Given(NamedTuple):
    """A request as it was received, not authenticated yet."""

    method: str
    path: str
    parts: Mapping[str, str]
    """The values that the route's pattern found in the path."""
    query: Mapping[str, str]
    form: Mapping[str, str]
    headers: Mapping[str, str]
    """Names in lower case."""
    cookies: Mapping[str, str]
    origin: str
    """Scheme, host and port of the request."""


@dataclass(frozen=True, slots=True)
class DeskRequest:
    """An authorised request."""

    person: Person
    words: InterfaceLanguage
    given: Given
    now: datetime

    @property
    def article(self) -> str:
        """The article's name, from the path."""
        return self.given.parts["article"]

    @property
    def locale(self) -> str:
        """The catalog's language, from the path."""
        return self.given.parts["locale"]

    @property
    def id(self) -> str:
        """The segment, from the path."""
        return self.given.parts["id"]

    def field(self, name: str, default: str = "") -> str:
        """Return a field of the form, with line ends as in catalogs."""
        return self.given.form.get(name, default).replace("\r\n", "\n").replace("\r", "\n")

    def parameter(self, name: str, default: str = "") -> str:
        """Return a value of the address, else a field of the form."""
        return self.given.query.get(name) or self.given.form.get(name) or default

    @property
    def number(self) -> int:
        """The requested page, from 1."""
        parameter = self.parameter("page", "1")
        return max(1, int(parameter)) if parameter.isdecimal() and len(parameter) < 9 else 1

    @property
    def etag(self) -> str | None:
        """The value of `If-Match`; None without one."""
        written = self.given.headers.get("if-match")
        return None if written is None else written.strip().strip('"')

    @property
    def is_of_a_script(self) -> bool:
        """Whether htmx or one of our scripts sent it, and needs a part of a page."""
        return "hx-request" in self.given.headers


def given(http: HTTPRequest, body: bytes) -> Given:
    """Read a request with its form. An invalid form has no fields."""
    try:
        fields = parse_qsl(
            body.decode("utf-8"),
            keep_blank_values=True,
            max_num_fields=MAX_FIELDS,
            errors="surrogatepass",
        )
    except ValueError:
        fields = []
    return Given(
        http.method,
        http.url.path,
        dict(http.path_params),
        dict(http.query_params),
        dict(fields),
        dict(http.headers),
        dict(http.cookies),
        f"{http.url.scheme}://{http.headers.get('host', '')}",
    )
