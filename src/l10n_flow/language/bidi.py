"""Isolates: what keeps a run of the other direction whole where there is no markup.

In HTML an element with `dir` does it; in plain text, titles, feeds and JSON these controls do
(UAX #9, section 2.7; facts/editions.md has what breaks without).
"""

from __future__ import annotations

from l10n_flow.language.tags import direction

__all__ = ["isolate", "strip_isolates"]

_FIRST_STRONG, _POP = "\u2068", "\u2069"
_OPENERS = "\u2066\u2067\u2068"
_DROPPED = dict.fromkeys(map(ord, _OPENERS + _POP))


def isolate(text: str, locale: str, within: str) -> str:
    r"""The text fit to stand inside text of another language.

    It is wrapped in U+2068 and U+2069 where the two languages run in different directions and it
    is not wrapped already; each line by itself, because an isolate ends with its line (UAX #9,
    rule X8 with BD1). Isolates inside that do not pair up are taken out, lest they end ours.
    Law: `isolate(isolate(t, a, b), a, b) == isolate(t, a, b)`.

    >>> isolate("JCPOA (2015)", "en", within="fa")
    '\u2068JCPOA (2015)\u2069'
    >>> isolate("برجام", "fa", within="fa")
    'برجام'
    """
    if direction(locale) == direction(within):
        return text
    return "".join(_wrapped(line) for line in text.splitlines(keepends=True))


def strip_isolates(text: str) -> str:
    r"""The text without isolates: for a slug, a search key, a comparison.

    >>> strip_isolates("\u2068JCPOA\u2069")
    'JCPOA'
    """
    return text if text.isascii() else text.translate(_DROPPED)


def _wrapped(line: str) -> str:
    words = line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
    end = line[len(words) :]
    if strip_isolates(words) != words:
        depths = _depths(words)
        if min(depths) < 0 or depths[-1]:
            words = strip_isolates(words)
        elif 0 not in depths[:-1]:
            return line
    return f"{_FIRST_STRONG}{words}{_POP}{end}" if words else end


def _depths(text: str) -> list[int]:
    """How many isolates are open after each character."""
    depth, found = 0, []
    for letter in text:
        depth += (letter in _OPENERS) - (letter == _POP)
        found.append(depth)
    return found
