"""The notes for translators in a catalog: the extracted comments, `#.`.

They say what a segment is, and why a draft needs a look. Programs store and count the code of a
review reason, which is in the state comment: `sentence-2`, `mark-unsure:**`. The sentence for
people is made from it and appears beside the source (`#. l10n-flow: …`), where every editor shows
it. The code is the only source, so sync can rewrite or delete the sentences at any time.
"""

from __future__ import annotations

from collections.abc import Sequence

from l10n_flow.catalogs.po.lines import held
from l10n_flow.model import Segment

__all__ = ["LOOKS", "PREFIX", "notes", "sentence", "with_reasons"]

_PLAIN_KINDS = {"paragraph", "text"}
_LONGEST = 100
"""Characters in a line of a translation editor's side panel. Longer values lose their middle,
because the two ends of an address are the most useful parts."""
_HEAD = 60


def notes(segment: Segment) -> tuple[str, ...]:
    """The author's note, the kind unless it is "paragraph", and the placeholders.

    Each is one line that a PO file can contain: control characters become visible.

    >>> from l10n_flow.model import Placeholder
    >>> link = Placeholder("https://example.org/a", "link")
    >>> notes(Segment("Read [this]({1})", "heading 2", (link,), note="A pun on bread."))
    ('A pun on bread.', 'heading 2', '{1} = https://example.org/a')
    """
    kind, placeholders = segment.kind, segment.placeholders
    lines = [_authors(line.strip()) for line in segment.note.splitlines() if line.strip()]
    if kind not in _PLAIN_KINDS:
        lines.append(kind)
    for number, (value, _, label) in enumerate(placeholders, 1):
        lines.append(f"{{{number}}} = {_shortened(value or label)}")
    together = "".join(lines)
    if together.isprintable() and "\\" not in together:
        return tuple(lines)
    return tuple([held(line) for line in lines])


def _shortened(value: str) -> str:
    """At most `_LONGEST` characters: the beginning and the end.

    >>> _shortened("https://example.org/" + "a" * 200 + "/page.html")[-20:]
    'aaaaaaaaaa/page.html'
    """
    if len(value) <= _LONGEST:
        return value
    return f"{value[:_HEAD]}…{value[-(_LONGEST - _HEAD - 1) :]}"


def _authors(line: str) -> str:
    """An author's line; one that looks like a review reason is put in quotation marks.

    Otherwise it would be deleted as a review reason.

    >>> _authors("A pun."), _authors("l10n-flow: a pun")
    ('A pun.', '“l10n-flow: a pun”')
    """
    return f"“{line}”" if line.startswith(PREFIX.rstrip()) else line


# Review reasons

PREFIX = "l10n-flow: "
"""How such an extracted comment begins."""

LOOKS = {
    "sentence": "sentence {} changed or is new; the others are the translator's",
    "seam": "sentence {} follows another one than before",
    "sentences-gone": "sentences were taken out of the original; the others are the translator's",
    "mark-unsure": "check which words {} marks",
    "mark-lost": "{} is missing",
    "mark-extra": "{} is not in the original",
    "item-placed": "check the place of {}",
    "item-lost": "{} is missing",
    "attribute": "{} is still in the original's language",
    "adapted": "{} was adapted automatically",
    "match": "made for a similar text, {} the same: compare the two",
    "differs": "check {}: the memory's text differs there",
    "term": "{}",
    "number": "check the number {}",
    "length": "the draft is unusually long or short",
    "retried": "the engine needed a second try",
    "context": "the same words were translated in another context",
    "variant": "the words are in another variant of the language ({})",
    "aligned": "taken from {}: does it say the same?",
    "moved": "taken from {}, where it stands elsewhere: does it say the same?",
    "joined": "several blocks of {} and after: do they say the same?",
    "divided": "a part of a block of {}: does it say the same?",
    "unsure": "the engine was not sure",
}
"""By code, its sentence for people; `{}` is the text after the code's colon or last hyphen."""


def sentence(code: str) -> str:
    """The sentence for a code; an unknown code, such as a later version's, is returned as it is.

    >>> sentence("sentence-2")
    "sentence 2 changed or is new; the others are the translator's"
    >>> sentence("mark-unsure:**"), sentence("brightness:7")
    ('check which words ** marks', 'brightness:7')
    """
    name, _, detail = code.partition(":")
    if not detail and name not in LOOKS:
        name, _, detail = code.rpartition("-")
    return LOOKS[name].format(detail) if name in LOOKS else code


def with_reasons(notes: Sequence[str], why: Sequence[str]) -> tuple[str, ...]:
    """The notes with a line for every review reason, in place of those of an earlier call.

    >>> with_reasons(("heading 1", "l10n-flow: old"), ("term:'Kyiv' is 'Kiev' in the terms",))
    ('heading 1', "l10n-flow: 'Kyiv' is 'Kiev' in the terms")
    """
    kept = [note for note in notes if not note.startswith(PREFIX)]
    return (*kept, *(f"{PREFIX}{held(sentence(code))}" for code in why))
