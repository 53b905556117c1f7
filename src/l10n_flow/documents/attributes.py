"""The attributes of HTML: words for readers, addresses, or neither. This is the only table of them.

Sources: the translatable attributes of the HTML standard (`translate`, 3.2.6.2), its index of
attributes with URLs, WAI-ARIA 1.2 (attributes whose value is a human-readable string). `caption`,
`description` and `subtitle` are what components of MDX call words; no element of HTML has them.
https://html.spec.whatwg.org/multipage/indices.html#attributes-3
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from l10n_flow import patterns as re


class ValueUse(Enum):
    """What an attribute's value is."""

    PROSE = "words that people read"
    ADDRESS = "leads to a page, or shows a file"
    CANDIDATES = "several addresses of files, each with a width or a density"
    CALLED = "addresses that the page itself calls; no reader is led there"


_NAMES = {
    ValueUse.PROSE: """
abbr alt aria-description aria-label aria-placeholder aria-roledescription aria-valuetext caption
description label placeholder subtitle title""",
    ValueUse.ADDRESS: "background cite data href longdesc poster src xlink:href",
    ValueUse.CANDIDATES: "imagesrcset srcset",
    ValueUse.CALLED: """
action archive classid codebase dynsrc formaction icon lowsrc manifest ping profile usemap""",
}
ATTRIBUTES = {name: use for use, names in _NAMES.items() for name in names.split()}
"""By the attribute's name in lower case. Any other name has neither words nor addresses."""

PROSE_NAMES = "|".join(
    sorted((n for n, u in ATTRIBUTES.items() if u is ValueUse.PROSE), reverse=True)
)
"""The attributes that people read, as a pattern; longer names come before their prefixes."""


def use(name: bytes | str) -> ValueUse | None:
    """What the attribute's value is; None for neither words nor addresses.

    >>> use(b"ALT"), use("srcset"), use("class")
    (<ValueUse.PROSE: 'words that people read'>, \
<ValueUse.CANDIDATES: 'several addresses of files, each with a width or a density'>, None)
    """
    return ATTRIBUTES.get((name if isinstance(name, str) else name.decode()).lower())


_OF_BUTTON = re.compile(
    rb"(?:\A|\s)type\s*=\s*[\"']?\s*(?:button|reset|submit)(?=[\s\"'/]|\Z)", re.IGNORECASE
)


def is_button(element: bytes, attributes: bytes) -> bool:
    """Whether a tag is that of a button without content, on which people read `value`.

    >>> is_button(b"INPUT", b" type='submit' value='Send'"), is_button(b"input", b" value='Ann'")
    (True, False)
    """
    return element.lower() == b"input" and _OF_BUTTON.search(attributes) is not None


_CANDIDATE = re.compile(
    rb"[\s,]*(?P<address>\S*[^\s,])(?:,+|[^\S,]*(?=\s|\Z)[^,(]*(?:\([^)]*\)?[^,(]*)*)"
)


def addresses(value: bytes, use: ValueUse | None) -> Iterator[tuple[int, int]]:
    """The ranges of the addresses in an attribute's value to which a reader is led.

    An address in `srcset` ends at a blank, and a comma at its end is not part of it.
    https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute

    >>> value = b"a.png 1x, b,c.png 2x,data:,d"
    >>> [value[slice(*found)] for found in addresses(value, ValueUse.CANDIDATES)]
    [b'a.png', b'b,c.png', b'data:,d']
    """
    if use is ValueUse.CANDIDATES:
        for match in _CANDIDATE.finditer(value):
            yield match.span("address")
    elif use is ValueUse.ADDRESS and value.strip():
        start = len(value) - len(value.lstrip())
        yield start, start + len(value.strip())
