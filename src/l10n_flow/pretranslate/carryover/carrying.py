"""A paragraph that changed keeps the translation of the sentences that did not.

`carried` makes a plan: the sentences of the new text that keep their words, and those to request
from a memory or an engine. `assembled` writes the plan out when these are translated. `patched`
makes a draft of it, with the reasons for a person to look at it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from l10n_flow.catalogs.renumber import unnumbered
from l10n_flow.catalogs.similar import pairs
from l10n_flow.language.tags import subtags
from l10n_flow.model import State
from l10n_flow.pretranslate import confidence
from l10n_flow.pretranslate.carryover.evidence import Lexicon
from l10n_flow.pretranslate.carryover.sentences import Sentence, blocks, cut
from l10n_flow.pretranslate.drafts import Draft, Task
from l10n_flow.pretranslate.machine.requests import LanguagePair, Response

CHANGED = 50
"""A sentence with a lower similarity (0 to 100, `catalogs.similar`) is new, not changed. Half of it
must be unchanged; this only decides what editors show beside the draft."""

_NUMBER = re.compile(r"\{(\d+)\}")
_UNSPACED = frozenset(("ja", "zh"))
"""Languages without a blank between sentences (CLDR, as `counting.words` counts them)."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Words of the former translation, as they were written."""

    text: str
    """Placeholders have the numbers of the new text."""
    numbers: tuple[int, ...]
    """The sentences of the new text that it translates, from 1. Rarely more than one."""
    space: str
    """The white space after it: the former one, as long as the same sentences are around it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A sentence that needs a translation."""

    source: str
    number: int
    """Its number in the new text, from 1."""
    space: str


@dataclass(frozen=True, slots=True)
class Carried:
    """The translation of a changed paragraph, with gaps."""

    parts: tuple[Kept | Wanted, ...]
    """In the order of the new text; every sentence of it is in one part."""
    seams: tuple[int, ...]
    """Kept sentences with another sentence before them than formerly, because one was removed or
    the order changed. "He" may be another person there."""

    @property
    def changed(self) -> tuple[int, ...]:
        """The numbers of the wanted sentences; empty when the text only lost some."""
        return tuple([part.number for part in self.parts if isinstance(part, Wanted)])

    @property
    def look(self) -> tuple[int, ...]:
        """The numbers of the sentences that need a look."""
        return tuple(sorted({*self.changed, *self.seams}))


def carried(
    old_source: str,
    old_target: str,
    new_source: str,
    *,
    source_locale: str,
    target_locale: str,
    lexicon: Lexicon | None = None,
) -> Carried | None:
    """Return what of `old_target` stays in the translation of `new_source`; None if uncertain.

    Both old texts have the placeholder numbers of the old text: the entry that became obsolete has
    them, the draft that `catalogs.merge` made of it does not. Kept words get the numbers of the
    same sentence in the new text.

    A `lexicon` learned from the project's other translations makes more pairs certain, above all
    between two scripts, where few words look the same.

    None when the old texts cannot be paired with certainty, sentence by sentence, or when nothing
    is left to keep. No mark, link or code is ever divided, and line breaks are where the new text
    has them. Law: with `new_source == old_source` all is kept, and `assembled(plan, {})` is
    `old_target`. Raises `UsageError` when sentencex is not installed.

    >>> plan = carried(
    ...     "Talks began in 2019. The mood was good. **Iran** took part.",
    ...     "El diálogo empezó en 2019. El ánimo era bueno. Participó **Irán**.",
    ...     "Talks began in 2019. The mood was bad. **Iran** took part.",
    ...     source_locale="en", target_locale="es")
    >>> plan.changed, [part.text for part in plan.parts if isinstance(part, Kept)]
    ((2,), ['El diálogo empezó en 2019.', 'Participó **Irán**.'])
    >>> assembled(plan, {2: "El ánimo era malo."})
    'El diálogo empezó en 2019. El ánimo era malo. Participó **Irán**.'
    """
    before = cut(old_source, source_locale)
    target = cut(old_target, target_locale)
    after = cut(new_source, source_locale)
    found = blocks(before, target, source_locale, target_locale, lexicon)
    if len(found) < 2:
        return None
    old = [_Old.of(before, target, block.source, block.target) for block in found]
    homes = _homes(old, after)
    if not homes:
        return None
    plan = _Plan(old, after, homes, homes | _origins(old, after, homes), target_locale)
    return Carried(tuple(plan.parts()), plan.seams())


def assembled(plan: Carried, translations: Mapping[int, str]) -> str:
    """Return the plan's translation with those of its wanted sentences, by their numbers.

    Raises `KeyError` when one is missing.
    """
    words = [
        part.text if isinstance(part, Kept) else translations[part.number] for part in plan.parts
    ]
    return "".join([word + part.space for word, part in zip(words, plan.parts, strict=True)])


@dataclass(frozen=True, slots=True)
class _Old:
    """A part of the old paragraph and its translation."""

    source: tuple[Sentence, ...]
    target: tuple[Sentence, ...]

    @classmethod
    def of(
        cls, source: Sequence[Sentence], target: Sequence[Sentence], mine: range, theirs: range
    ) -> _Old:
        return cls(tuple(source[mine.start : mine.stop]), tuple(target[theirs.start : theirs.stop]))

    def renumbered(self, now: Sequence[Sentence]) -> str | None:
        """Return the translation if these sentences differ only in numbers; else None."""
        if [unnumbered(old.text) for old in self.source] != [unnumbered(new.text) for new in now]:
            return None
        if any("\n" in sentence.space for sentence in now[:-1]):
            return None
        numbers = set(zip(_numbers(self.source), _numbers(now), strict=True))
        names = dict(numbers)
        words = _written(self.target)
        if len(names) != len(numbers) or not set(_numbers(self.target)) <= names.keys():
            return None
        return _NUMBER.sub(
            lambda match: match[0] if names[n := int(match[1])] == n else f"{{{names[n]}}}", words
        )


def _numbers(sentences: Sequence[Sentence]) -> list[int]:
    return [int(match[1]) for sentence in sentences for match in _NUMBER.finditer(sentence.text)]


def _written(sentences: Sequence[Sentence]) -> str:
    inner = "".join([sentence.text + sentence.space for sentence in sentences[:-1]])
    return inner + sentences[-1].text


def _homes(old: Sequence[_Old], after: Sequence[Sentence]) -> dict[int, int]:
    """Return where each unchanged part begins in the new text: from first sentence to part.

    Parts in unchanged order are placed first; moved ones then take what is free.
    """
    sizes = [len(part.source) for part in old]
    mine = [unnumbered(sentence.text) for part in old for sentence in part.source]
    theirs = [unnumbered(sentence.text) for sentence in after]
    same = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    stayed = {run.a + i: run.b + i for run in same for i in range(run.size)}
    homes: dict[int, int] = {}
    taken: set[int] = set()
    for ordered in (True, False):
        for index, part in enumerate(old):
            first = sum(sizes[:index])
            places = [stayed[first]] if ordered and first in stayed else []
            for at in places if ordered else range(len(after) - sizes[index] + 1):
                span = range(at, at + sizes[index])
                if index in homes.values() or not taken.isdisjoint(span):
                    continue
                if part.renumbered(after[at : span.stop]) is not None:
                    homes[at] = index
                    taken.update(span)
    return homes


def _origins(
    old: Sequence[_Old], after: Sequence[Sentence], homes: Mapping[int, int]
) -> dict[int, int]:
    """Return the most similar part for each sentence without a home, if there is one."""
    taken = {at + i for at, index in homes.items() for i in range(len(old[index].source))}
    free = [at for at in range(len(after)) if at not in taken]
    gone = [
        (index, sentence)
        for index, part in enumerate(old)
        if index not in homes.values()
        for sentence in part.source
    ]
    alike = pairs(
        [unnumbered(after[at].text) for at in free],
        [unnumbered(sentence.text) for _, sentence in gone],
        threshold=CHANGED,
    )
    origins: dict[int, int] = {}
    served: set[int] = set()
    for pair in sorted(alike, key=lambda pair: (-pair.score, pair.new, pair.old)):
        at = free[pair.new]
        if at not in origins and pair.old not in served:
            origins[at] = gone[pair.old][0]
            served.add(pair.old)
    return origins


@dataclass(frozen=True, slots=True)
class _Plan:
    """The results from which parts are made."""

    old: Sequence[_Old]
    after: Sequence[Sentence]
    homes: Mapping[int, int]
    """The kept part, by the sentence of the new text at which it begins."""
    origins: Mapping[int, int]
    """The same, with the part of which a changed sentence is a new version."""
    locale: str
    """The sentences of the translation."""

    def ends(self) -> Iterator[tuple[int, int]]:
        """Yield the beginning and end of each part of the new text."""
        at = 0
        while at < len(self.after):
            end = at + (len(self.old[self.homes[at]].source) if at in self.homes else 1)
            yield at, end
            at = end

    def parts(self) -> Iterator[Kept | Wanted]:
        """Yield the parts in the order of the new text."""
        for at, end in self.ends():
            origin = self.old[self.origins[at]] if at in self.origins else None
            space = self.space(at, end)
            words = origin.renumbered(self.after[at:end]) if origin and at in self.homes else None
            if words is not None:
                yield Kept(words, tuple(range(at + 1, end + 1)), space)
            else:
                yield Wanted(self.after[at].text, at + 1, space)

    def space(self, at: int, end: int) -> str:
        """Return the space after the part in the translation; lines end as in the new text."""
        wanted = self.after[end - 1].space
        mine, following = self.origins.get(at), self.origins.get(end)
        if mine is not None:
            there = self.old[mine].target[-1].space
            last = mine == len(self.old) - 1 and self.old[mine].source[-1].space == wanted
            if end == len(self.after) and last:
                return there
            if following == mine + 1 and ("\n" in there) == ("\n" in wanted):
                return there
        return wanted if end == len(self.after) or "\n" in wanted else self.usual_space()

    def usual_space(self) -> str:
        """Return the usual space between two sentences of the translation."""
        spaces = [sentence.space for part in self.old for sentence in part.target][:-1]
        inner = Counter([space for space in spaces if "\n" not in space])
        if inner:
            return max(inner, key=lambda space: (inner[space], space == " "))
        return "" if subtags(self.locale).language in _UNSPACED else " "

    def seams(self) -> tuple[int, ...]:
        """The first sentence of each kept part that follows another sentence than before."""
        found = []
        before: int | None = -1
        for at, _ in self.ends():
            origin = self.origins.get(at)
            if at in self.homes and before is not None and origin != before + 1:
                found.append(at + 1)
            before = origin
        if before is not None and before != len(self.old) - 1 and max(self.homes) == at:
            found.append(len(self.after))
        return tuple(dict.fromkeys(found))


# A draft of a plan: a translator's sentences and a few new ones


@dataclass(frozen=True, slots=True)
class Patch:
    """The kept part of a translation, and the sentences to request."""

    task: Task
    plan: Carried
    languages: tuple[str, str]

    @property
    def wanted(self) -> tuple[str, ...]:
        """The sentences to be translated, in order."""
        return tuple([part.source for part in self._wanted()])

    def draft(self, pieces: Sequence[Response], maker: str, model: str) -> Draft:
        """Return the draft from the translations of `wanted`."""
        numbers = [part.number for part in self._wanted()]
        words = {number: piece.target for number, piece in zip(numbers, pieces, strict=True)}
        why = [*self._looks(), *(code for piece in pieces for code in piece.why)]
        donor = self.task.donor
        return Draft(
            assembled(self.plan, words),
            "sentences",
            maker,
            model,
            min((piece.score for piece in pieces), default=1.0),
            confidence.patched(pieces, self.wanted, self.languages),
            tuple(dict.fromkeys(why)),
            donor.key if donor else None,
        )

    def _wanted(self) -> Iterator[Wanted]:
        return (part for part in self.plan.parts if isinstance(part, Wanted))

    def _looks(self) -> Iterator[str]:
        """Yield the reasons for a look; at least one, because the text did change."""
        for number in self.plan.look:
            yield f"{'sentence' if number in self.plan.changed else 'seam'}-{number}"
        if not self.plan.look:
            yield "sentences-gone"


def patched(task: Task, pair: LanguagePair, lexicon: Lexicon | None = None) -> Patch | None:
    """Return how the translation of a changed text can stay, sentence by sentence.

    None when nobody has confirmed the former translation, or when its sentences cannot be paired
    with the source's.
    """
    if task.donor is None or task.donor.state < State.TRANSLATED:
        return None
    plan = carried(
        task.donor.source,
        task.donor.target,
        task.key.source,
        source_locale=pair.source,
        target_locale=pair.target,
        lexicon=lexicon,
    )
    return None if plan is None else Patch(task, plan, pair.languages)
