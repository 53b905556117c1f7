"""Formats that packages add: their results are checked before they are used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from l10n_flow.documents.document import (
    About,
    Document,
    Format,
    Parse,
    ParseOptions,
    Slot,
    Spell,
    Splice,
    Unfit,
)
from l10n_flow.documents.fit import PLACES
from l10n_flow.entrypoints import Addition, failed


def accepted(addition: Addition, given: object) -> Format:
    """A package's format, with checks around its functions.

    They raise `PluginError` for any error of the package's code, and for an impossible result:
    another text than the given one, slots that overlap, an unknown place.
    """
    if not isinstance(given, Format):
        raise addition.broken("is no l10n_flow.plugins.Format")
    if addition.name not in given.suffixes:
        others = ", ".join(given.suffixes) or "no files"
        raise addition.broken(f"says of itself that it is for {others}")
    form = given._replace(
        about=partial(_about, addition, given.about) if given.about is not None else None,
        places={name: partial(_spelled, addition, one) for name, one in given.places.items()},
    )

    def parsed(parse: Parse, text: bytes, options: ParseOptions) -> Document:
        try:
            document: object = parse(text, options)
        except Exception as error:
            raise failed(addition, error) from error
        if not isinstance(document, Document):
            raise addition.broken(f"gives {type(document).__name__} where a Document is wanted")
        wrong = _wrong(document, text, given)
        if wrong:
            raise addition.broken(wrong)
        return replace(document, format=whole) if document.format is given else document

    whole = form._replace(
        parse=partial(parsed, given.parse),
        metadata=partial(parsed, given.metadata) if given.metadata is not None else None,
    )
    return whole


def _wrong(document: Document, text: bytes, given: Format) -> str:
    """What is wrong with a document that a package has read; "" if it is correct."""
    if document.format is not given:
        return ""  # of Markdown, say: what that reads is sound
    if document.text != text:
        return "gives a document with another text"
    end = 0
    for slot in document.slots:
        if not end <= slot.start < slot.end <= len(text):
            return "gives slots that overlap, are empty or lie outside of the text"
        if slot.place not in PLACES and slot.place not in given.places:
            return f"has a slot in the place '{slot.place}', which is unknown"
        end = slot.end
    return ""


def _about(
    addition: Addition,
    about: Callable[[Document, About], Iterable[Splice]],
    document: Document,
    about_edition: About,
) -> Iterator[Splice]:
    try:
        splices = list(about(document, about_edition))
    except Exception as error:
        raise failed(addition, error) from error
    end = 0
    for one in splices:
        if not end <= one.start <= one.end <= len(document.text):
            raise addition.broken("says something about an edition outside of it, or twice")
        end = one.end
    yield from splices


def _spelled(addition: Addition, spell: Spell, slot: Slot, target: str) -> str:
    try:
        return str(spell(slot, target))
    except Unfit:
        raise
    except Exception as error:
        raise failed(addition, error) from error
