"""Clauses: who does what, when and where, as a statement or a question."""

from __future__ import annotations

from dataclasses import dataclass

from training import english, persian, spanish
from training.values import NOTHING, Phrase, Tense, Three, Verb


@dataclass(frozen=True, slots=True)
class Clause:
    """The parts of a clause; each language puts them in its own order."""

    subject: Phrase
    verb: Verb
    tense: Tense
    object: Phrase | None = None
    when: Three = NOTHING
    where: Three = NOTHING
    negative: bool = False


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _objects(clause: Clause) -> Three:
    """The object with what stands before and after it."""
    if clause.object is None:
        return NOTHING
    link, phrase = clause.verb.link, clause.object
    marked = phrase.definite or "!" in clause.verb.tags
    marker = "را" if marked and not link.fa else ""
    return Three(
        _joined(link.en, phrase.en),
        _joined(link.es, phrase.es),
        _joined(link.fa, phrase.fa, marker),
    )


def _persian(clause: Clause, subject: str, objects: str) -> str:
    plural = clause.subject.plural[2]
    modal = persian.modal(clause.tense, plural=plural, negative=clause.negative)
    negative = clause.negative and not modal
    verb = persian.verb(clause.verb, clause.tense, plural=plural, negative=negative)
    return _joined(subject, modal, clause.when.fa, clause.where.fa, objects, verb)


def statement(clause: Clause) -> Three:
    """The clause as a statement, without a full stop."""
    objects, (en, es, _) = _objects(clause), clause.subject.plural
    negative = clause.negative
    return Three(
        _joined(
            clause.subject.en,
            english.verb(clause.verb, clause.tense, plural=en, negative=negative),
            objects.en,
            clause.where.en,
            clause.when.en,
        ),
        _joined(
            clause.subject.es,
            spanish.verb(clause.verb, clause.tense, plural=es, negative=negative),
            objects.es,
            clause.where.es,
            clause.when.es,
        ),
        _persian(clause, clause.subject.fa, objects.fa),
    )


def question(clause: Clause, asks: Three = NOTHING) -> Three:
    """The clause as a question, without the marks; `asks` is the word for why or when.

    Without it, Persian begins with آیا. With it, Persian has it after the subject.
    """
    objects, (en, es, _) = _objects(clause), clause.subject.plural
    asked = (clause.subject.fa, asks.fa) if asks.fa else ("آیا", clause.subject.fa)
    return Three(
        _joined(
            asks.en,
            english.auxiliary(clause.tense, plural=en),
            clause.subject.en,
            english.bare(clause.verb, clause.tense),
            objects.en,
            clause.where.en,
            clause.when.en,
        ),
        _joined(
            asks.es,
            spanish.verb(clause.verb, clause.tense, plural=es),
            clause.subject.es,
            objects.es,
            clause.where.es,
            clause.when.es,
        ),
        _persian(clause, _joined(*asked), objects.fa),
    )


def passive(clause: Clause) -> Three | None:
    """What is done to the clause's object, whoever does it; None where Persian has no passive."""
    phrase, made = clause.object, persian.passive(clause.verb)
    if phrase is None or made is None:
        return None
    en, es, fa = phrase.plural
    become = Verb(clause.verb.en, clause.verb.es, made)
    modal = persian.modal(clause.tense, plural=fa, negative=clause.negative)
    negative = clause.negative and not modal
    return Three(
        _joined(
            phrase.en,
            english.be(clause.tense, plural=en, negative=clause.negative),
            clause.verb.en[3],
            clause.where.en,
            clause.when.en,
        ),
        _joined(
            phrase.es,
            spanish.be(clause.tense, plural=es, negative=clause.negative),
            spanish.participle(clause.verb, feminine=phrase.feminine, plural=es),
            clause.where.es,
            clause.when.es,
        ),
        _joined(
            phrase.fa,
            modal,
            clause.when.fa,
            clause.where.fa,
            persian.verb(become, clause.tense, plural=fa, negative=negative),
        ),
    )
