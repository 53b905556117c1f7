"""An engine without translations: for tests, demonstrations and trying out a layout.

Its words cannot be mistaken for a translation, have the language's direction, and keep markup and
placeholders, so that an edition made of them has the layout of a real one.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

from l10n_flow.engines.engine import Hypothesis
from l10n_flow.language.tags import script

_ACCENTED = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÅƁÇÐÉḞĜĤÎĴĶĻṀÑÖÞǪŔŞŢÛṼŴẊÝŹåƀçðéḟĝĥîĵķļɱñöþǫŕşţûṽŵẋýź",
)
"""No two of them look like UTF-8 that was read as Windows-1252 (as Š after Û would)."""

_PERSIAN = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ابثدهفگحیجکلمنوپقرستعغشخطز" * 2,
)

_HEBREW = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "אבצדעפגהיזכלמנוחקרסתםשטךזן" * 2,
)
_LETTERS = {"Arab": _PERSIAN, "Hebr": _HEBREW}
"""By the script of the language; all others get Latin letters."""

_KEPT = re.compile(
    r"\{[^{}]*\}"  # placeholders
    r"|(`+)(?:.*?[^`])\1(?!`)"  # code
    r"|</?[A-Za-z!?][^<>]*>"  # tags, autolinks
    r"|\[\^[^\]]*\]"  # footnote marks
    r"|&#?\w+;"  # entities
    r"|[a-z][a-z0-9+.-]{0,30}://\S+|\bwww\.\S+|\S{1,64}@[^\s@]{1,255}\.\w+"  # addresses
    r"|(?<![\w/&@#.-])[@#](?=\w*[^\W\d_])\w+",  # mentions, hashtags
    re.IGNORECASE,
)


class FakeEngine:
    """Replaces each Latin letter by one that looks foreign, between `⟦` and `⟧`.

    >>> [(_, found)] = FakeEngine("es").translate(["See **[the list]({1})**, `ls` &amp; more"])
    >>> found.text
    '⟦Şéé **[ţĥé ļîşţ]({1})**, `ls` &amp; ɱöŕé⟧'
    >>> [(_, found)] = FakeEngine("fa").translate(["Peace"])
    >>> found.text
    '⟦پهاثه⟧'
    """

    identity = "fake-2"
    model = "0" * 12
    parameters = ""
    keeps_markup = True

    def __init__(self, target: str) -> None:
        self._letters = _LETTERS.get(script(target), _ACCENTED)

    def translate(
        self, texts: Iterable[str], *, align: Container[int] = (), beam: int | None = None
    ) -> Iterator[tuple[int, Hypothesis]]:
        """Yield every text in order; the same text has the same result."""
        del align, beam  # it keeps markup itself, and always gives one answer
        for index, text in enumerate(texts):
            yield index, Hypothesis(f"⟦{self._disguise(text)}⟧")  # no confidence

    def _disguise(self, text: str) -> str:
        parts, end = [], 0
        for kept in _KEPT.finditer(text):
            parts += [text[end : kept.start()].translate(self._letters), kept.group()]
            end = kept.end()
        return "".join([*parts, text[end:].translate(self._letters)])
