"""Strangers' HTML without anything harmful: the doorway to nh3 for pages.

Articles and translations come from many people. What runs, loads or imitates the page's own forms
is removed; what carries meaning, language and direction stays.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_TAGS = frozenset(
    "a abbr aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl "  # noqa: SIM905
    "dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q rp rt "
    "ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time tr "
    "u ul var wbr".split()
)
_EVERYWHERE = frozenset(("class", "dir", "id", "lang", "title", "role", "aria-label", "translate"))
_OWN = {
    "a": {"href", "hreflang"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "div": {"tabindex"},
    "img": {"src", "alt", "width", "height", "loading"},
    "input": {"disabled", "checked", "aria-labelledby"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "pre": {"tabindex"},
    "q": {"cite"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope"},
    "time": {"datetime"},
}
_SCHEMES = frozenset(("http", "https", "mailto", "tel", "ftp", "xmpp", "geo", "sms"))
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0]+")
"""Characters that browsers remove from an address before they read its scheme (WHATWG URL, 4.4)."""


def sanitised(html: str) -> str:
    """Return the HTML without anything that runs or loads code, with every element closed.

    >>> sanitised('<p onclick="x()">Peace<script>x()</script> <b>now</p>')
    '<p>Peace <b>now</b></p>'
    >>> sanitised('<a href="java&#9;script:x()" dir="ltr">Peace</a>')
    '<a dir="ltr">Peace</a>'
    """
    cleaned: str = _cleaner().clean(html)
    return cleaned


@cache
def _cleaner() -> Any:
    import nh3  # noqa: PLC0415 - optional

    attributes = {tag: set(_EVERYWHERE | own) for tag, own in _OWN.items()}
    return nh3.Cleaner(
        tags=set(_TAGS),
        attributes={"*": set(_EVERYWHERE), **attributes},
        tag_attribute_values={"input": {"type": {"checkbox"}}},
        url_schemes=set(_SCHEMES),
        link_rel=None,
        strip_comments=True,
    )


def is_safe_address(address: str) -> bool:
    """Whether following or loading the address runs no code.

    >>> [is_safe_address(a) for a in ("../b.html", "https://a.b", "JavaScript:x()", "data:a,b")]
    [True, True, False, False]
    """
    found = _SCHEME.match(_IGNORED.sub("", address))
    return found is None or found[1].lower() in _SCHEMES
