"""How far an edition has come, and what it tells its readers of that: a machine wrote this, that is
not translated.

The words are those of `l10n_flow.words`, a project's own before ours. A language that has none for
one of the sentences gets all of them in English, marked as English.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from l10n_flow.documents import ParseOptions, render
from l10n_flow.documents.document import Unfit
from l10n_flow.documents.fit import refuse_in_field
from l10n_flow.documents.markdown.parsing import parse
from l10n_flow.language import language_tag, name_in
from l10n_flow.model import Entry, Key, State
from l10n_flow.words import N_, Words, shipped

__all__ = ["MESSAGES", "Notice", "Progress", "Status", "measure", "notice", "proved"]


@dataclass(frozen=True, slots=True)
class Progress:
    """The segments of one edition, counted. A segment that stands twice counts twice."""

    segments: int
    translated: int = 0
    """Shown in the edition's language: in a state that the policy publishes."""
    reviewed: int = 0
    machine: int = 0
    """Of those translated, a machine's words that nobody changed, approved or not."""
    machine_drafts: int = 0
    """Of those translated, drafts in a machine's words."""
    outdated: int = 0
    """Of those translated, a person's words that were made for an earlier text of the article."""
    unfinished: int = 0
    """Of those translated, other drafts: a translator's mark, a match from another article."""
    copied: int = 0
    """Of those translated, nobody's words: numbers, codes and names that a machine took over."""

    @property
    def drafts(self) -> int:
        """Of those translated, drafts of any kind."""
        return self.machine_drafts + self.outdated + self.unfinished

    @property
    def is_empty(self) -> bool:
        """Whether there is something to translate, and nobody's translation of any of it.

        >>> Progress(4, translated=1, copied=1).is_empty, Progress(0).is_empty
        (True, False)
        """
        return self.translated < self.segments and self.translated == self.copied

    @property
    def status(self) -> Status:
        """The edition in one word, as good as its worst segment; "partial" when some lack words.

        >>> Progress(4, translated=4, reviewed=4).status, Progress(4, translated=3).status
        ('reviewed', 'partial')
        """
        if self.translated < self.segments:
            return "untranslated" if self.is_empty else "partial"
        if self.drafts:
            return "draft"
        return "reviewed" if self.segments and self.reviewed == self.segments else "translated"


def measure(entries: Iterable[Entry | None], min_state: State) -> Progress:
    """The progress of an edition made of these entries, one a segment in any order.

    None stands for a segment that the catalog does not have yet; an entry in a lesser state than
    `min_state` is not shown and counts as untranslated. What a machine took over as it is (a
    number, a name) is shown, and is neither a machine's nor a draft.

    >>> entries = [Entry("Peace", "Paz"), Entry("War", "Guerra", fuzzy=True), None]
    >>> measure(entries, State.DRAFT)
    Progress(segments=3, translated=2, reviewed=0, machine=0, machine_drafts=0, outdated=0, \
unfinished=1, copied=0)
    """
    segments = translated = reviewed = machine = machine_drafts = outdated = drafts = copied = 0
    for entry in entries:
        segments += 1
        if entry is None or not entry.is_published(min_state):
            continue
        state = entry.state
        translated += 1
        reviewed += state is State.REVIEWED
        if state < State.REVIEWED and entry.is_copied:
            copied += 1
            continue
        is_machine = entry.is_machine_made
        machine += is_machine
        if state is State.DRAFT:
            drafts += 1
            if is_machine:
                machine_drafts += 1
            elif entry.previous_source is not None:
                outdated += 1
    unfinished = drafts - outdated - machine_drafts
    return Progress(
        segments, translated, reviewed, machine, machine_drafts, outdated, unfinished, copied
    )


_UNTRANSLATED = N_("This article has not been translated yet and appears in {language}.")
_PARTIAL = N_("Parts of this article have not been translated yet and appear in {language}.")
_ABRIDGED = N_("Parts of this article have not been translated yet and are left out.")
_MACHINE = N_("This text was translated by a machine and has not been reviewed.")
_PARTLY_MACHINE = N_("Parts of this text were translated by a machine and have not been reviewed.")
_OUTDATED = N_("Parts of this translation follow an earlier version of the original.")
_UNFINISHED = N_("Parts of this translation are a draft.")

MESSAGES = (
    _UNTRANSLATED, _PARTIAL, _ABRIDGED, _MACHINE, _PARTLY_MACHINE, _OUTDATED, _UNFINISHED,
)  # fmt: skip
"""The msgids of `site.po`, in the order in which a notice has them. `{language}` stands for the
name of the article's language in the edition's."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What to tell the readers of an edition: one paragraph of plain text."""

    text: str
    lang: str
    """The language that the words are in: the edition's, or English for want of words in it."""


def notice(
    progress: Progress,
    locale: str,
    source: str,
    *,
    omitted: bool = False,
    words: Words | None = None,
) -> Notice | None:
    """What the readers of an edition in `locale` must know; None when there is nothing.

    `source` is the article's language; `omitted` says that what is not translated was left out
    rather than shown in that language; `words` are those of `locale`, by default ours.

    >>> notice(Progress(segments=20, translated=18, machine_drafts=2), "es", "en").text
    'Algunas partes de este artículo aún no se han traducido y aparecen en inglés. \
Algunas partes de este texto son traducción automática que nadie ha revisado todavía.'
    >>> notice(Progress(segments=20, translated=20, reviewed=20), "es", "en") is None
    True
    """
    messages = _messages(progress, omitted=omitted)
    found = shipped(locale) if words is None else words
    is_english = language_tag(locale).partition("-")[0] == "en"
    is_known = is_english or all(found.has(message) for message in messages)
    lang = locale if is_known else "en"
    named = name_in(source, lang)
    sentences = [
        (found.text(message) if is_known else message).replace("{language}", named)
        for message in messages
    ]
    return Notice(" ".join(sentences), language_tag(lang)) if sentences else None


def proved(
    words: Mapping[str, str], place: Literal["body", "front-matter"]
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    r"""The project's own words as they can be put into any edition, and why others cannot.

    They go the way of every translation: spelled to fit their place, spliced, and read again.

    >>> proved({"Parts": "# Partes\n\n{{% x", "Peace": "Paz"}, "body")
    ({'Parts': '\\# Partes &#123;&#123;% x', 'Peace': 'Paz'}, {})
    >>> proved({"Peace": "<b>Paz</b>"}, "front-matter")[1]
    {'Peace': 'holds <b>, which only the article may'}
    """
    fit: dict[str, str] = {}
    unfit: dict[str, str] = {}
    for message, text in words.items():
        target = " ".join(text.split())
        if place == "front-matter":
            try:
                refuse_in_field(target)
            except Unfit as reason:
                unfit[message] = str(reason)
            else:
                fit[message] = target
            continue
        document = parse(f"> {message}\n".encode(), ParseOptions())
        rendered = render(document, {Key(None, message): target})
        if rendered.refusals:
            unfit[message] = rendered.refusals[0].reason
        else:
            fit[message] = rendered.text.decode()[2:-1]
    return fit, unfit


def _messages(progress: Progress, *, omitted: bool) -> tuple[str, ...]:
    found = []
    if progress.translated < progress.segments:
        whole = progress.is_empty and not omitted
        found.append(_UNTRANSLATED if whole else _ABRIDGED if omitted else _PARTIAL)
    if progress.machine_drafts:
        whole = progress.machine_drafts == progress.segments - progress.copied
        found.append(_MACHINE if whole else _PARTLY_MACHINE)
    if progress.outdated:
        found.append(_OUTDATED)
    if progress.unfinished:
        found.append(_UNFINISHED)
    return tuple(found)


Status = Literal["untranslated", "partial", "draft", "translated", "reviewed"]
