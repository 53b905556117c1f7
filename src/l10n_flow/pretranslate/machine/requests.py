"""What is requested of an engine for a piece of a segment, and what becomes of the response.

A piece is a line of a segment, or one sentence of it: inline Markdown on one line. The engine is
given its words; marks and opaque items come back by projection, terms by the glossary, the
language's own signs by repair, and the gate has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from l10n_flow.documents.markdown.marked import marked, names
from l10n_flow.engines import Hypothesis
from l10n_flow.language import Style
from l10n_flow.pretranslate.drafts import Reason
from l10n_flow.pretranslate.machine.gate import fault
from l10n_flow.pretranslate.machine.repair import glossed, repaired
from l10n_flow.pretranslate.projection.placing import projected
from l10n_flow.pretranslate.projection.words import Clean, cleaned, plain, wordless
from l10n_flow.terms import Terms

__all__ = ["LanguagePair", "Request", "Response", "differing", "kept", "request", "response"]


@dataclass(frozen=True, slots=True)
class LanguagePair:
    """The two languages of a draft, and the words that the newsroom uses in them."""

    source: str
    target: str
    terms: Terms = field(default_factory=Terms)
    style: Style = field(default_factory=Style)
    """What the project has chosen where the target's spelling leaves a choice."""

    @property
    def languages(self) -> tuple[str, str]:
        """The two tags."""
        return self.source, self.target


@dataclass(frozen=True, slots=True)
class Request:
    """A piece to be translated."""

    source: str
    """Inline Markdown, one line."""
    text: str
    """What the engine is given."""
    clean: Clean | None = None
    """How marks and items come back; None when the engine keeps them itself."""
    aligned: bool = False
    """Whether a response is of no use without an alignment, or of less."""
    stand_ins: tuple[tuple[str, str], ...] = ()
    """What placeholders that the piece does not have stand for: addresses."""


@dataclass(frozen=True, slots=True)
class Response:
    """A translated piece."""

    target: str
    score: float = 1.0
    placed: float = 1.0
    """How well marks and items were placed: the lowest F1 of the projection."""
    why: tuple[str, ...] = ()
    """Why it needs a look, as codes of `catalogs.looks`."""


def differing(source: str, target: str) -> tuple[str, ...]:
    """The marks and items that only one of two texts has, as codes of `catalogs.looks`.

    >>> differing("**Peace** in {1}", "*Paz* en {1}")
    ('mark-lost:**', 'mark-extra:*')
    """
    if plain(source) and plain(target):
        return ()
    wanted, has = names(marked(source)), names(marked(target))
    lost, extra = wanted - has, has - wanted
    return (*(f"mark-lost:{name}" for name in lost), *(f"mark-extra:{name}" for name in extra))


def kept(source: str) -> Response | None:
    """A piece without words is its own translation; None for all others.

    >>> kept("1999").target, kept("Peace")
    ('1999', None)
    """
    return Response(source) if wordless(source) else None


def request(
    source: str, pair: LanguagePair, *, keeps_markup: bool, placeholders: bool = True
) -> Request:
    """What is requested of the engine for a piece with words.

    `keeps_markup` is the engine's. Without `placeholders` nothing in the
    engine's text stands for an opaque item: the second try, when it lost one.
    """
    if keeps_markup:
        return Request(source, source)
    piece, stand_ins = _without_addresses(source)
    words = marked(piece)
    clean = cleaned(words, placeholders=placeholders, like=piece)
    wanted = bool(words.marks or words.opaques or pair.terms.found(clean.text, pair.source))
    return Request(source, clean.text, clean, wanted, tuple(stand_ins.items()))


_SIGN = re.compile("[@#]")
_NUMBER = re.compile(r"\{(\d+)\}")
_ADDRESS = re.compile(
    r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?<![.-])"  # somebody@example.org
    r"|(?<![\w/&@#.-])[@#](?=\w*[^\W\d_])\w+"  # @somebody, #something
)


def _without_addresses(source: str) -> tuple[str, Mapping[str, str]]:
    """The piece with placeholders for e-mail addresses, mentions and hashtags: no engine translates
    them. And what each of these placeholders stands for.

    >>> _without_addresses("Write to ana@example.org about {1}")
    ('Write to {2} about {1}', {'{2}': 'ana@example.org'})
    """
    if not _SIGN.search(source):
        return source, {}
    prose = marked(source).text
    number = max(map(int, _NUMBER.findall(source)), default=0)
    stand_ins: dict[str, str] = {}
    for address in sorted(set(_ADDRESS.findall(prose)), key=len, reverse=True):
        if source.count(address) == 1 == prose.count(address):
            number += 1
            stand_ins[f"{{{number}}}"] = address
            source = source.replace(address, f"{{{number}}}")
    return source, stand_ins


def response(to: Request, hypothesis: Hypothesis, pair: LanguagePair) -> Response | Reason:
    """The piece that the hypothesis makes, or why it is better left untranslated."""
    wrong = fault(to.text, hypothesis, pair.languages)
    if wrong is not None:
        return wrong
    if to.clean is None:
        why = differing(to.source, hypothesis.text)
        return Response(hypothesis.text, hypothesis.score, why=why)
    found = glossed(pair.terms, to.text, hypothesis, pair.languages)
    placed = projected(to.clean, found.hypothesis)
    doubts = tuple(f"{doubt.code}:{doubt.written}" for doubt in placed.doubts)
    if any(doubt.code == "item-lost" for doubt in placed.doubts):
        return Reason.ITEM_LOST
    target = repaired(placed.target, pair.target, source=to.text, style=pair.style)
    for stand_in, address in to.stand_ins:
        target = target.replace(stand_in, address)
    return Response(target, hypothesis.score, placed.f1, (*doubts, *found.why))
