"""The patterns of the phrasebook's English: a grammar, written down while the phrasebook speaks.

python -m training.patterns FILE

A speaker who says names of parts in place of words ("<thing.o> opens at <clock>") notes what
every part may be. The model that was trained on the phrasebook is asked only for what the grammar
generates (`l10n_flow.engines.phrasebook`).
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock

from training import clauses, english, everyday, figures, persian, sentences
from training.clauses import Clause
from training.headings import HEADINGS
from training.lexicon import (
    BODIES,
    CITIES,
    COUNTRIES,
    MONTHS,
    NAMES,
    NOUNS,
    OFFICIALS,
    PEOPLE,
    WEEKDAYS,
)
from training.nounphrases import Speaker
from training.sentences import NEWS
from training.values import NOTHING, Adjective, Noun, Phrase, Tense, Three, Verb

SAMPLES = 400_000
"""Sentences listened to. The last hundred thousand bring next to nothing new."""

_LISTS = {
    "name": NAMES,
    "city": CITIES,
    "country": COUNTRIES,
    "official": OFFICIALS,
    "weekday": WEEKDAYS,
    "month": MONTHS,
    "why": sentences._WHY,
    "published": sentences._PUBLISHED,
    "said": sentences.SAID,
    "quality": sentences._QUALITIES,
    "is": everyday._IS,
    "stands": everyday._STANDS,
    "fewer": figures._FEWER,
    "price": figures._PRICES,
    "ticket": figures._TICKETS,
    "money": figures._MONEY,
    "span": figures._SPANS,
    "means": figures._MEANS,
}
_NUMBERS = {
    "number": r"/[1-9]\d{0,3}/",
    "decimal": r"/[1-9]\d?(\.[1-9])?/",
    "clock": "/([2-9]|1[0-9]|2[0-3])(:[0-5][05])?/",
    "day": "/[2-9]|[12][0-9]|3[01]/",
    "year": r"/19[6-9]\d|20[0-3]\d/",
    "code": r"/[A-Z]\d{1,3}/",
}

Grammar = dict[str, set[str]]


class _Name(str):
    """The name of a part. Two are never the same thing, which the phrasebook asks of phrases."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other


class _Listener(Speaker):
    """Says the names of parts, and notes what each may be."""

    def __init__(self, random: Random, grammar: Grammar) -> None:
        super().__init__(random)
        self.grammar = grammar

    def note(self, name: str, words: str) -> str:
        """The part's name as it is said."""
        self.grammar[name].add(" ".join(words.split()))
        return _Name(f"<{name}>")

    def one(self, choices: Sequence[Any]) -> Any:
        """One of them: of names and nouns, their class."""
        if isinstance(choices, str) and choices.isupper():
            return "<letter>"
        chosen = super().one(choices)
        if isinstance(chosen, Noun):
            return self._noun(chosen)
        if isinstance(chosen, Three):
            for name, words in _LISTS.items():
                if chosen in words:
                    return chosen._replace(en=self.note(name, chosen.en))
        return chosen

    def _noun(self, noun: Noun) -> Noun:
        if noun.en[0].startswith("<"):
            return noun
        forms = [self.note(f"{noun.tags}.{n}", noun.en[n == "many"]) for n in ("one", "many")]
        return replace(noun, en=(forms[0], forms[1]), fa=("x", "x"))

    def digits(self, written: str) -> str:
        return written.replace("<letter><number>", "<code>")

    def number(self, least: int = 2, digits: int = 4) -> str:
        return "<number>"

    def decimal(self) -> Three:
        return Three("<decimal>", "x", "x")

    def clock(self) -> Three:
        return Three("at <clock>", "a las x", "x")

    def date(self) -> Three:
        month = self.one(MONTHS)
        year = " <year>" if self.chance(0.3) else ""
        name = self.note("date", f"<day> {month.en}{year}")
        return Three(f"on {name}", "el x", "x")

    def weekday(self) -> Three:
        said = super().weekday()
        return Three("on " + self.note("weekday.whole", said.en.removeprefix("on ")), "el x", "x")

    def point(self) -> Three:
        said = super().point().en
        said = re.sub(r"\b(in|de) (<month>|\d{4})( \d{4})?", self._in_year, said)
        return self.part("point", said)

    def _in_year(self, said: re.Match[str]) -> str:
        month = said[2] if said[2].startswith("<") else "<year>"
        return f"in {month}" + (" <year>" if said[3] else "")

    def when(self, tense: Tense) -> Three:
        kinds = {Tense.PERFECT: "perfect", Tense.PRESENT: "present", Tense.PAST: "past"}
        return self.part(f"when.{kinds.get(tense, 'future')}", super().when(tense).en)

    def where(self) -> Three:
        return self.part("where", super().where().en)

    def owner(self) -> Three:
        return self.part("owner", super().owner().en)

    def part(self, name: str, words: str) -> Three:
        """The part's name in place of an adverbial or a clause."""
        return Three(self.note(name, words), "x", "x")

    def adjective(self, tags: str) -> Adjective | None:
        chosen = super().adjective(tags)
        return chosen and replace(chosen, en=self.note(f"{tags}.such", chosen.en))

    def noun(self, tags: str, *, simple: bool = False) -> Phrase:
        said = super().noun(tags, simple=simple)
        kind = "the" if simple else "things" if said.plural[0] else "thing"
        return replace(said, en=self.note(f"{kind}.{tags}", said.en))

    def indefinite(self, noun: Noun) -> Phrase:
        said = super().indefinite(noun)
        name = self.note(f"a.{noun.tags}", said.en)
        self.note(f"a.{noun.tags}", f"an {said.en.removeprefix('a ')}")
        return replace(said, en=name)

    def agent(self) -> Phrase:
        return self._agent("agent", super().agent())

    def agents(self) -> Phrase:
        return self._agent("subject", super().agents())

    def _agent(self, name: str, said: Phrase) -> Phrase:
        name += "s" if said.plural[0] else ""
        return replace(said, en=self.note(name, said.en))


def grammar(samples: int = SAMPLES, seed: int = 1) -> Grammar:
    """What each part may be, by its name; `sentence` is the whole."""
    found: Grammar = defaultdict(set)
    for name, pattern in _NUMBERS.items():
        found[name].add(pattern)
    for noun in (*NOUNS, *PEOPLE, *BODIES):
        for number, form in zip(("one", "many"), noun.en, strict=True):
            found[f"{noun.tags}.{number}"].add(form)
    for name, words in _LISTS.items():
        found[name] |= {word.en for word in words}
    listener = _Listener(Random(seed), found)  # noqa: S311 - nothing here is secret
    kinds = [say for _, say in (*NEWS, *everyday.EVERYDAY, *HEADINGS)]
    weights = [weight**0.5 for weight, _ in (*NEWS, *everyday.EVERYDAY, *HEADINGS)]
    with _listening(listener):
        for say in listener.random.choices(kinds, weights, k=samples):
            said = say(listener).en
            if said.endswith("."):
                said = listener.note("statement", said.removesuffix("."))
                listener.note("sentence", f"{said}.")
            listener.note("sentence", said)
    return found


@contextmanager
def _listening(listener: _Listener) -> Iterator[None]:
    """While clauses and verbs are said as the names of parts, too."""

    def fact(say: Callable[[Speaker], Three], speaker: Speaker) -> Three:
        said = listener.note("fact", say(speaker).en.removesuffix("."))
        return Three(f"{said}.", "x.", "x.")

    facts = tuple(partial(fact, say) for say in everyday._STATEMENTS)
    with (
        mock.patch.object(english, "verb", partial(_verb, listener)),
        mock.patch.object(english, "bare", partial(_bare, listener)),
        mock.patch.object(clauses, "statement", partial(_clause, listener, clauses.statement)),
        mock.patch.object(clauses, "question", partial(_asked, listener, clauses.question)),
        mock.patch.object(clauses, "passive", partial(_passive, listener, clauses.passive)),
        mock.patch.object(everyday, "_STATEMENTS", facts),
        mock.patch.object(persian, "link", return_value="x"),
    ):
        yield


_real_verb, _real_bare = english.verb, english.bare


def _kind(verb: Verb) -> str:
    """Verbs of one kind take the same objects; those without an object are kinds of their own."""
    return verb.en[0] if verb.tags == "." else verb.tags.rstrip("!") + verb.link.en


def _verb(
    listener: _Listener, verb: Verb, tense: Tense, *, plural: bool, negative: bool = False
) -> str:
    with mock.patch.object(english, "bare", _real_bare):
        said = _real_verb(verb, tense, plural=plural, negative=negative)
    return listener.note(f"does{'s' * plural}.{_tense(tense)}.{_kind(verb)}", said)


def _bare(listener: _Listener, verb: Verb, tense: Tense) -> str:
    form = _tense(tense) if tense in (Tense.PERFECT, Tense.WANT) else "do"
    return listener.note(f"{form}.{_kind(verb)}", _real_bare(verb, tense))


def _tense(tense: Tense) -> str:
    return tense.name.lower()


def _subject(subject: Phrase) -> str:
    """`subject`, `who`, `more` for more than 20 people, or nothing."""
    named = re.search(r"[a-z]+", subject.en)
    return (named[0] if named else "") + "s" * subject.plural[0]


def _shape(clause: Clause) -> str:
    """What clauses must have in common to stand in one place."""
    verb = "" if clause.object and clause.verb.tags != "." else f".{_kind(clause.verb)}"
    return f"{_tense(clause.tense)}.{_subject(clause.subject)}{verb}"


def _clause(listener: _Listener, say: Callable[[Clause], Three], clause: Clause) -> Three:
    return listener.part(f"clause.{_shape(clause)}", say(_plain(listener, clause)).en)


def _plain(listener: _Listener, clause: Clause) -> Clause:
    """The clause with one name for whatever its object is."""
    if clause.object is None:
        return clause
    number = "objects" if clause.object.plural[0] else "object"
    name = listener.note(f"{number}.{_kind(clause.verb)}", clause.object.en)
    return replace(clause, object=replace(clause.object, en=name))


def _asked(
    listener: _Listener, say: Callable[..., Three], clause: Clause, asks: Three = NOTHING
) -> Three:
    # The asking word is said outside: it goes with every question of the tense.
    said = say(_plain(listener, clause), asks).en.removeprefix(asks.en).strip()
    part = listener.note(f"asked.{_shape(clause)}", said)
    return Three(f"{asks.en} {part}".strip(), "x", "x")


def _passive(
    listener: _Listener, say: Callable[[Clause], Three | None], clause: Clause
) -> Three | None:
    bare, third, past, done = clause.verb.en
    kind = f"done.{_kind(clause.verb)}"
    verb = replace(clause.verb, en=(bare, third, past, f"<{kind}>"))
    said = say(replace(_plain(listener, clause), verb=verb))
    if said is None:
        return None
    listener.note(kind, done)
    return listener.part(f"passive.{_tense(clause.tense)}", said.en)


def written(found: Grammar) -> str:
    """The grammar as a package holds it: a name, and below it, indented, what it may be."""
    blocks = (
        "".join([f"{name}:\n", *(f"  {words}\n" for words in sorted(found[name]))])
        for name in ["sentence", *sorted(set(found) - {"sentence"})]
    )
    return "\n".join(blocks)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(written(grammar()), "utf-8")
