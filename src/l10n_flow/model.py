"""The values that everything else transforms. Frozen: to change one, return another.

An article is a `Document`: text with `Slot`s. Each slot holds a `Segment`, the unit that a person
translates. A `Catalog` holds one `Entry` per distinct segment of one article in one language.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Literal, NamedTuple

PREFIX = "l10n-flow:"
"""How our own comments in an entry begin: its state, and what is suppressed in it."""


class Span(NamedTuple):
    """A range of characters in a text, the end not included."""

    start: int
    end: int

    def meets(self, other: Span, *, apart: int = 0) -> bool:
        """Whether both have a character, or fewer than `apart` characters are between them.

        >>> Span(0, 4).meets(Span(3, 5)), Span(0, 4).meets(Span(4, 5))
        (True, False)
        >>> Span(0, 4).meets(Span(4, 5), apart=1)
        True
        """
        return self.start < other.end + apart and other.start < self.end + apart


class Key(NamedTuple):
    """What identifies a segment in a catalog: its context (usually None) and its source text."""

    context: str | None
    source: str


@lru_cache(1024)
def digest(*parts: str | None) -> str:
    """Twelve hexadecimal digits (48 bits of BLAKE2b) that change when any part changes.

    Among a few thousand segments of one article the chance that two different texts have the same
    digest is below 1e-8. It is used to notice a change, never as an identity across a project.

    >>> digest(None, "Peace") == digest(None, "Peace"), digest("", "Peace") == digest(None, "Peace")
    (True, False)
    """
    material = "\x04".join("\x00" if part is None else part for part in parts)
    return blake2b(material.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


class Placeholder(NamedTuple):
    """What one of `{1}`, `{2}`… in a segment stands for; a segment has them in order.

    `kind` is one of "link", "image", "reference" (link targets), "autolink", "html" (attributes, or
    a whole comment), "literal" (the prose says `{1}`), "opaque" (shortcodes).
    """

    value: str
    """The text in the source file: a link target, the attributes of a tag, a shortcode."""
    kind: str
    label: str = ""
    """For "reference": the label that connects a translated reference link to its definition."""


class Segment(NamedTuple):
    """One block of prose as a translator sees it: one line of inline Markdown.

    A hard line break of the source is a newline here; everything opaque is `{1}`, `{2}`…
    A named tuple for the same reason as `documents.Slot`.
    """

    source: str
    kind: str
    """One of "paragraph", "heading 1"…, "item", "quote", "cell", "term", "definition", "footnote",
    "html", "link title" (of a link definition), "text", or "field: title" for front matter."""
    placeholders: tuple[Placeholder, ...] = ()
    context: str | None = None
    note: str = ""
    """What the author wrote for the translator (`<!-- l10n: note … -->`)."""

    @property
    def key(self) -> Key:
        """What finds this segment's entry in a catalog."""
        return Key(self.context, self.source)


class State(IntEnum):
    """The progress of a translation. Ordered, so that "at least translated" is a comparison."""

    UNTRANSLATED = 0
    DRAFT = 1
    """Made by a machine, or for an earlier version of the text: fuzzy in the catalog."""
    TRANSLATED = 2
    REVIEWED = 3

    @property
    def label(self) -> str:
        """The word in messages and files.

        >>> State.DRAFT.label
        'draft'
        """
        return self.name.lower()


How = Literal["one", "batch", "command"]
"""How a review was made. "one": the segment was opened in the desk and approved by itself. "batch":
it was approved together with others. "command": it was approved on the command line or by a
program, so that it is unknown whether anybody read it."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry's words come from and who reviewed them: the state comment, as a value.

    It is stored as one translator comment without spaces, because every PO tool keeps that
    (msgcat, msgmerge, Poedit and Weblate drop flags that they do not know).
    """

    kind: str = ""
    """"mt": an engine. "tm": a translation of the same or a similar text elsewhere. "fuzzy": the
    translation of a similar text in this article. "sentences": the same, with the changed sentences
    translated anew by an engine. "": a person wrote it."""
    engine: str = ""
    """For "mt" and "sentences": engine and version; for "tm": the article or file that the words
    come from."""
    score: float | None = None
    """0 to 1: the score of an engine or a match; scores of different engines are not comparable."""
    machine: str = ""
    """`digest` of the words that the machine wrote: the target's, as long as nobody changes it."""
    source: str = ""
    """`digest` of context and source when the comment was written: if another tool moves the entry
    to a changed source, it no longer matches."""
    reviewer: str = ""
    words: str = ""
    """`digest` of the words that were reviewed: editing them afterwards ends the review."""
    time: str = ""
    """ISO 8601, UTC."""
    model: str = ""
    """Digest of the engine's model."""
    confidence: float | None = None
    """0 to 1: how likely the draft needs no change; comparable between all kinds of drafts."""
    why: tuple[str, ...] = ()
    """The review reasons of the draft, as codes: "sentence-2", "mark-unsure"
    (`catalogs.provenance.origins`)."""
    how: str = ""
    """How the words were reviewed: a `How`, or a value of a later version of l10n-flow; "" for a
    review by a version without this field."""
    changed: bool = False
    """Whether the reviewer changed the words before approving them."""
    others: tuple[tuple[str, str], ...] = ()
    """Fields written by a later version of l10n-flow, kept as they are."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a catalog: a source text, its translation, and its comments and flags."""

    source: str
    target: str = ""
    context: str | None = None
    fuzzy: bool = False
    origin: Origin | None = None
    previous_source: str | None = None
    """The source that `target` was made for, if it differs from `source` (`#| msgid`)."""
    previous_context: str | None = None
    comments: tuple[str, ...] = ()
    """Translators' comments, one per line, without the state comment."""
    notes: tuple[str, ...] = ()
    """Extracted comments (`#.`), one per line: rewritten at every sync."""
    references: tuple[str, ...] = ()
    """`#:` lines of other tools; sync writes none."""
    flags: tuple[str, ...] = ()
    """Flags other than fuzzy."""
    obsolete: bool = False

    @property
    def key(self) -> Key:
        """What identifies this entry in its catalog."""
        return Key(self.context, self.source)

    @property
    def state(self) -> State:
        """The state of the stored words; see `State`.

        An entry is reviewed only if neither the source nor the words changed after the review.

        >>> Entry("Peace", "Paz").state.label, Entry("Peace", "Paz", fuzzy=True).state.label
        ('translated', 'draft')
        >>> vouched = Origin(reviewer="ana", source=digest(None, "Peace"), words=digest("Paz"))
        >>> Entry("Peace", "Paz", origin=vouched).state.label
        'reviewed'
        >>> Entry("Peace", "La paz", origin=vouched).state.label
        'translated'
        """
        if not self.target:
            return State.UNTRANSLATED
        if self.fuzzy:
            return State.DRAFT
        origin = self.origin
        if (
            origin is not None
            and origin.reviewer
            and origin.source == digest(self.context, self.source)
            and origin.words == digest(self.target)
        ):
            return State.REVIEWED
        return State.TRANSLATED

    @property
    def is_machine_made(self) -> bool:
        """Whether a machine wrote the target and nobody has changed it."""
        return bool(
            self.origin is not None
            and (
                self.origin.kind == "mt" or (self.origin.kind == "sentences" and self.origin.engine)
            )
            and (self.origin.machine == digest(self.target))
        )

    @property
    def is_emptied(self) -> bool:
        """Whether the words that somebody reviewed are gone, and the review is still noted.

        The review desk and `sync` take the note away with the words; a program that writes only
        what was translated in it does not, nor who empties an entry in a text editor.

        >>> Entry("Peace", "", origin=Origin(reviewer="ana")).is_emptied, Entry("Peace").is_emptied
        (True, False)
        """
        return not self.target and self.origin is not None and bool(self.origin.reviewer)

    @property
    def is_copied(self) -> bool:
        """Whether a machine copied the source as it is: a number, a code, a name.

        Its digits and signs may be those of the target language. Such words have no author.

        >>> copied = Origin("mt", "copy-1", machine=digest("۱۲٫۵ ٪"))
        >>> Entry("12.5 %", "۱۲٫۵ ٪", fuzzy=True, origin=copied).is_copied
        True
        """
        return self.is_machine_made and _normalized(self.source) == _normalized(self.target)

    @property
    def is_outdated(self) -> bool:
        """Whether the draft was made for an earlier text of the article.

        One that the memory had for a similar text elsewhere was made for none of this article; and
        where a machine translated the sentences that changed, nothing of it is of the earlier text.

        >>> Entry("Peace", "Guerra", fuzzy=True, previous_source="War").is_outdated
        True
        >>> match = Origin("tm", "briefs/war", 0.8, source=digest(None, "Peace"))
        >>> Entry("Peace", "Guerra", fuzzy=True, previous_source="War", origin=match).is_outdated
        False
        """
        if not self.fuzzy or self.origin is None:
            return self.fuzzy and self.previous_source is not None
        if self.origin.kind == "sentences" and self.is_machine_made:
            return False
        if self.origin.kind == "tm" and self.origin.source == digest(self.context, self.source):
            return False
        return self.previous_source is not None or self.origin.kind == "fuzzy"

    def is_published(self, min_state: State) -> bool:
        """Whether an edition that requires at least this state shows the target.

        A draft that only copies the source's numbers (`is_copied`) needs no review.

        >>> Entry("Peace", "Paz", fuzzy=True).is_published(State.TRANSLATED)
        False
        """
        if self.state >= max(min_state, State.DRAFT):
            return True
        return self.fuzzy and self.is_copied and not any(map(str.isalpha, self.source))


def _normalized(text: str) -> str:
    """The letters of the text, and its digits by their values."""
    return "".join([str(unicodedata.decimal(c, c)) for c in text if c.isalnum()])


@dataclass(frozen=True, slots=True)
class Catalog:
    """The entries of one article in one language, live ones first, obsolete ones last."""

    locale: str
    """A language tag as the configuration writes it ("es", "fa"); "" for a template."""
    entries: tuple[Entry, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    """The header's fields in file order."""
    comments: tuple[str, ...] = ()
    """The comments above the header, one per line."""
    header_flags: tuple[str, ...] = field(default=())
    """Flags of the header entry: "fuzzy" in templates of other tools."""

    @property
    def live(self) -> Mapping[Key, Entry]:
        """The entries that the article still uses, by key, in order."""
        return {entry.key: entry for entry in self.entries if not entry.obsolete}


class Severity(IntEnum):
    """The severity of a finding. Ordered, so that "at least a warning" is a comparison."""

    INFO = 1
    """Worth knowing: a reviewer may look at it first."""
    WARNING = 2
    """Probably wrong; a person decides."""
    ERROR = 3
    """Wrong beyond doubt: readers would see something broken."""

    @property
    def label(self) -> str:
        """The word in messages, files and options.

        >>> Severity.ERROR.label
        'error'
        """
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found, and where it is."""

    check: str
    """A name in the table of checks."""
    severity: Severity
    article: str
    """The article's name; "" if the finding is about the project."""
    locale: str
    """The language of the words; "" if the finding is about no language."""
    message: str
    """One sentence for people."""
    path: Path
    """The file, relative to the project's root."""
    line: int | None = None
    """Counted from 1; None for the file as a whole."""
    key: Key | None = None
    """The entry; None if the finding is about no entry."""
    target: str = ""
    """The target of the entry as it is stored."""
    span: Span | None = None
    """The part of `target` that is wrong."""
    source_span: Span | None = None
    """The part of the entry's source that the finding is about."""
    suggestion: str = ""
    """A whole new target, if the remedy is certain."""
    detail: str = ""
    """What distinguishes findings of the same check in the same entry."""
    cause: str = ""
    """The identity of the finding that explains this one: the two are one mistake."""

    @property
    def identity(self) -> str:
        """A digest that stays the same when the finding moves to another line."""
        context, source = self.key or (None, None)
        return digest(self.check, self.locale, self.article, context, source, self.detail)
