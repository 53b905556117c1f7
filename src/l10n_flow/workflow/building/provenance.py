"""Where the words of a catalog come from, and what readers and editors should know of that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from l10n_flow.model import Entry, Key, State

__all__ = ["HALF", "ProvenanceFinding", "is_fake", "provenance"]

HALF = 0.5
"""Of an article's words, from which on a machine's share of them is told."""

FAKE = "fake-"
"""How the identity of the engine begins that only pretends (`engines/fake.py`)."""


class ProvenanceFinding(NamedTuple):
    """Something that concerns a catalog, or one entry of it: a row of `checks.projectlevel`."""

    concern: str
    message: str
    entry: Entry | None = None


def is_fake(entry: Entry) -> bool:
    """Whether the words are the fake engine's: no translation, and nothing to be judged as one."""
    return (
        entry.is_machine_made and entry.origin is not None and entry.origin.engine.startswith(FAKE)
    )


def provenance(
    entries: Sequence[Entry],
    sizes: Mapping[Key, int],
    *,
    published: bool,
    wanted: Callable[[str], bool],
) -> Iterator[ProvenanceFinding]:
    """Yield what is to be told about the live entries of a catalog.

    `sizes` are the words of every segment of the article, `published` says whether the policy lets
    drafts through, `wanted` whether anybody wants to hear of a concern: what one does not say for
    that reason, another may.
    """
    fake = [e for e in entries if is_fake(e) and (published or not e.fuzzy)]
    if fake:
        yield ProvenanceFinding(
            "fake-text", f"{_segments(len(fake))} published with the fake engine's words"
        )
    made = [e for e in entries if e.is_machine_made and not is_fake(e) and not e.is_copied]
    yield from _machines(made, sizes, published=published and wanted("machine-draft"))
    others = sum(e.fuzzy and not e.is_machine_made for e in entries) if published else 0
    if others:
        yield ProvenanceFinding("other-draft", _outdated(others))
    for entry in entries:
        if entry.state is State.TRANSLATED and entry.origin is not None and entry.origin.reviewer:
            message = f"outdated review: {entry.origin.reviewer} reviewed an earlier version"
            yield ProvenanceFinding("review-outdated", message, entry)


def _machines(
    made: Sequence[Entry], sizes: Mapping[Key, int], *, published: bool
) -> Iterator[ProvenanceFinding]:
    """One finding about what machines made: drafts that are published, else their share."""
    drafts = sum(entry.fuzzy for entry in made) if published else 0
    whole = sum(sizes.values()) if made else 0
    share = sum(sizes[entry.key] for entry in made) / whole if whole else 0
    said = f"{int(share * 100)} % of the words are machine-translated and unedited"
    if drafts:
        told = "1 machine draft is" if drafts == 1 else f"{drafts} machine drafts are"
        more = f"; {said}" if share >= HALF else ""
        yield ProvenanceFinding("machine-draft", f"{told} published without a review{more}")
    elif share >= HALF:
        yield ProvenanceFinding("machine-share", said)


def _outdated(number: int) -> str:
    said = "outdated translation is" if number == 1 else "outdated translations are"
    return f"{number} {said} published"


def _segments(number: int) -> str:
    return "1 segment is" if number == 1 else f"{number} segments are"
