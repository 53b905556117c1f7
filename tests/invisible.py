"""How case files write characters that nobody sees: their names, as reports print them."""

from __future__ import annotations

SIGNS = {
    "⏎": "\n",
    "⇥": "\t",
    "⍽": "\u00a0",
    "⟨ZWNJ⟩": "\u200c",
    "⟨LRM⟩": "\u200e",
    "⟨RLM⟩": "\u200f",
    "⟨SHY⟩": "\u00ad",
    "⟨ZWSP⟩": "\u200b",
    "⟨LRI⟩": "\u2066",
    "⟨RLI⟩": "\u2067",
    "⟨FSI⟩": "\u2068",
    "⟨PDI⟩": "\u2069",
    "⟨RLE⟩": "\u202b",
    "⟨LRO⟩": "\u202d",
    "⟨PDF⟩": "\u202c",
    "⟨BOLD⟩": "\x02",
    "⟨OBJECT⟩": "\ufffc",
    "⟨MARK⟩": "\ue000",
    "⟨TILDE⟩": "\u0303",
}
"""By what stands for them; `⟨BOLD⟩` begins and ends bold in a chat."""


def seen(text: str) -> str:
    """The text of a case with the characters themselves."""
    for written, sign in SIGNS.items():
        text = text.replace(written, sign)
    return text
