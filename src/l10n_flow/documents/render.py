"""Rendering: translations spliced into slots, and the proof that nothing else changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from l10n_flow.documents.document import Document, Slot
from l10n_flow.documents.fit import fit
from l10n_flow.documents.segments import Unfit
from l10n_flow.model import Key

__all__ = ["Refusal", "Rendered", "Splice", "render", "splice"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A translation that was not used, and why; the source stands in its place."""

    slot: Slot
    reason: str


@dataclass(frozen=True, slots=True)
class Splice:
    """Bytes `start` to `end` of a document give way to `text`."""

    start: int
    end: int
    text: bytes


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendered document."""

    text: bytes
    splices: tuple[Splice, ...]
    """What was exchanged, in order; positions are the source document's."""
    refusals: tuple[Refusal, ...] = ()


def render(
    document: Document,
    translations: Mapping[Key, str],
    otherwise: Callable[[Slot], str | None] | None = None,
) -> Rendered:
    r"""The document with each segment's translation in its slot.

    A segment without a translation holds what `otherwise` says; without that, and where the
    translation equals the source, it keeps its source bytes. The three laws hold for any
    translations: one that would break them is refused, with the reason.

    >>> from l10n_flow.documents.markdown import parse
    >>> from l10n_flow.documents.document import ParseOptions
    >>> page = parse(b"- Peace\n- War\n", ParseOptions())
    >>> render(page, {Key(None, "Peace"): "# Paz"}).text
    b'- \\# Paz\n- War\n'
    """
    fitted: list[tuple[Slot, Splice]] = []
    refusals: list[Refusal] = []
    doubtful = False
    for slot in document.slots:
        target = translations.get(slot.segment.key)
        if not target and otherwise is not None:
            target = otherwise(slot)
        if not target or target == slot.segment.source:
            continue
        try:
            _refuse_commands(document, target)
            text = fit(slot, target)
        except Unfit as reason:
            refusals.append(Refusal(slot, str(reason)))
            continue
        fitted.append((slot, Splice(slot.start, slot.end, text.encode())))
        doubtful = doubtful or not is_tame(slot, text)
    if doubtful and not holds(document, [s for _, s in fitted]):
        fitted, refused = _sifted(document, fitted)
        refusals.extend(refused)
    splices = tuple(s for _, s in fitted)
    return Rendered(splice(document.text, splices), splices, tuple(refusals))


def _refuse_commands(document: Document, target: str) -> None:
    """Only the article gives a site generator commands; a translation refers to them by number."""
    pattern = document.options.opaque_pattern() if "{" in target else None
    found = pattern.search(target.encode()) if pattern else None
    if found is not None:
        raise Unfit(f"holds {found.group().decode()}, which only the article may")


def splice(text: bytes, splices: Sequence[Splice]) -> bytes:
    """The text with every splice made; they are in order and do not overlap."""
    pieces = []
    at = 0
    for s in splices:
        pieces.append(text[at : s.start])
        pieces.append(s.text)
        at = s.end
    pieces.append(text[at:])
    return b"".join(pieces)


_TAME = re.compile(r"[^\W\d_][^\\`*_\[\]<>|{}#~&\n\r]*", re.DOTALL)
_TAME_START = re.compile(r"[^\W_]|[«¿¡“\"'(*_\[]")
_TAME_PLACES = frozenset(("block", "heading", "setext", "cell", "html", "attribute-double"))


def is_tame(slot: Slot, text: str) -> bool:
    """Whether a text begins with a letter and holds no character that Markdown or HTML could read.

    Such a text cannot break out of its slot, so a document of them needs no proof; except where
    the source's first character, a tag or something opaque may be what keeps blocks apart.
    """
    segment = slot.segment
    return (
        slot.place in _TAME_PLACES
        and _TAME_START.match(segment.source) is not None
        and "<" not in segment.source
        and not any(placeholder.kind == "opaque" for placeholder in segment.placeholders)
        and _TAME.fullmatch(text) is not None
    )


def holds(document: Document, splices: Sequence[Splice]) -> bool:
    """Whether the spliced text reads as the same blocks, its slots exactly where we put them."""
    again = document.format(splice(document.text, splices), document.options)
    if again.shape != document.shape or len(again.slots) != len(document.slots):
        return False
    moved = 0
    pending = iter((*splices, None))
    upcoming = next(pending)
    for before, after in zip(document.slots, again.slots, strict=True):
        start = before.start + moved
        if upcoming is not None and upcoming.start == before.start:
            end = start + len(upcoming.text)
            moved += len(upcoming.text) - (upcoming.end - upcoming.start)
            upcoming = next(pending)
        else:
            end = before.end + moved
        if (after.start, after.end) != (start, end) or after.segment.kind != before.segment.kind:
            return False
    return True


def _sifted(
    document: Document, fitted: Sequence[tuple[Slot, Splice]]
) -> tuple[list[tuple[Slot, Splice]], list[Refusal]]:
    """The splices that hold together, and refusals for the others.

    Each one is tried alone first; if the survivors still disagree (an opening here, a closing
    there), they are added one by one.
    """
    reason = "would change the document around it"
    alone = [(slot, s) for slot, s in fitted if holds(document, [s])]
    kept: list[tuple[Slot, Splice]] = alone
    if not holds(document, [s for _, s in alone]):
        kept = []
        for pair in alone:
            if holds(document, [s for _, s in (*kept, pair)]):
                kept.append(pair)
    chosen = {s.start for _, s in kept}
    return kept, [Refusal(slot, reason) for slot, s in fitted if s.start not in chosen]
