"""Sentences of news: who did, does, will or must do what, asked, denied, reported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from training import clauses, persian
from training.clauses import Clause
from training.lexicon import BODIES, CITIES, COUNTRIES, PEOPLE, RELATIONS, VERBS
from training.nounphrases import Speaker
from training.tables import rows
from training.values import NOTHING, Phrase, Tense, Three, Verb

Say = Callable[[Speaker], Three]

_TENSES = (
    [Tense.PAST] * 5
    + [Tense.FUTURE] * 4
    + [Tense.PRESENT] * 2
    + [Tense.PERFECT] * 2
    + [Tense.CAN, Tense.MUST, Tense.WANT]
)
_TRANSITIVE = [verb for verb in VERBS.values() if set(verb.tags) - {"."}]
SAID = rows("""
said that | dijo que | گفت که
announced that | anunció que | اعلام کرد که
explained that | explicó que | توضیح داد که
confirmed that | confirmó que | تأیید کرد که
says that | dice que | می‌گوید که
""")
_WHY = rows("""
because of the rain | debido a la lluvia | به دلیل باران
because of the snow | debido a la nieve | به دلیل برف
because of the strike | debido a la huelga | به دلیل اعتصاب
because of the wind | debido al viento | به دلیل باد
because of the holiday | debido al día festivo | به دلیل تعطیلی
because of the repairs | debido a las obras | به دلیل تعمیرات
because of the elections | debido a las elecciones | به دلیل انتخابات
before the elections | antes de las elecciones | پیش از انتخابات
after the elections | después de las elecciones | پس از انتخابات
without delay | sin demora | بدون تأخیر
for the first time | por primera vez | برای نخستین بار
on time | a tiempo | به‌موقع
""")
_PUBLISHED = rows("""
in three languages | en tres idiomas | به سه زبان
in English and Spanish | en inglés y español | به انگلیسی و اسپانیایی
in Persian | en persa | به فارسی
in Spanish | en español | به اسپانیایی
on the website | en el sitio web | در وب‌سایت
on its website | en su sitio web | در وب‌سایت خود
""")
_QUALITIES = rows("""
important | importante, importante | مهم
new | nuevo, nueva | جدید
very important | muy importante, muy importante | بسیار مهم
public | público, pública | عمومی
official | oficial, oficial | رسمی
very useful | muy útil, muy útil | بسیار سودمند
very short | muy breve, muy breve | بسیار کوتاه
""")
_QUESTIONS = rows("""
when | cuándo | چه زمانی
why | por qué | چرا
where | dónde | کجا
how | cómo | چگونه
""")


def stop(words: Three, mark: str = ".") -> Three:
    """The words as a sentence; Persian and Spanish have their own question marks."""
    if mark == "?":
        return Three(f"{words.en}?", f"¿{words.es}?", f"{words.fa}؟")
    return Three(*(f"{part}{mark}" for part in words))


def clause(speaker: Speaker, tense: Tense | None = None, *, plain: bool = False) -> Clause:
    """Somebody does something, perhaps somewhere, perhaps at some time."""
    verb = speaker.one(_TRANSITIVE)
    tense = tense or speaker.one(_TENSES)
    made = Clause(speaker.agents(), verb, tense, speaker.noun(verb.tags))
    if speaker.chance(0.08):
        made = replace(made, object=_both(speaker, verb))
    if plain:
        return made
    if speaker.chance(0.65):
        made = replace(made, when=speaker.when(tense))
    elif speaker.chance(0.2):
        made = replace(made, when=speaker.one(_WHY))
    if "p" in verb.tags and speaker.chance(0.3):
        return replace(made, where=speaker.one(_PUBLISHED))
    if speaker.chance(0.28) and "l" not in verb.tags:
        return replace(made, where=speaker.where())
    return made


def _both(speaker: Speaker, verb: Verb) -> Phrase:
    """Two things at once."""
    one, two = speaker.noun(verb.tags, simple=True), speaker.noun(verb.tags, simple=True)
    if one.en == two.en:
        return one
    return Phrase(
        f"{one.en} and {two.en}",
        f"{one.es} y {two.es}",
        f"{one.fa} و {two.fa}",
        (True, True, True),
        one.feminine and two.feminine,
    )


def _plain(speaker: Speaker) -> Three:
    made = replace(clause(speaker), negative=speaker.chance(0.18))
    return stop(clauses.statement(made))


def _time_first(speaker: Speaker) -> Three:
    made = clause(speaker, speaker.one([Tense.PAST, Tense.FUTURE]))
    when = speaker.when(made.tense)
    rest = clauses.statement(replace(made, when=NOTHING))
    return stop(Three(f"{when.en}, {rest.en}", f"{when.es}, {rest.es}", f"{when.fa}، {rest.fa}"))


def _passive(speaker: Speaker) -> Three:
    tense = speaker.one([Tense.PAST, Tense.FUTURE, Tense.PERFECT, Tense.MUST, Tense.CAN])
    made = replace(clause(speaker, tense), negative=speaker.chance(0.2))
    said = clauses.passive(made)
    return stop(said) if said else _plain(speaker)


def _reported(speaker: Speaker) -> Three:
    """Who says that; the reported clause keeps the order of its language."""
    who = speaker.named() if speaker.chance(0.4) else Phrase(*speaker.one(_singular(speaker)))
    said, inner = speaker.one(SAID), _fact(speaker)
    return stop(
        Three(
            f"{who.en} {said.en} {inner.en}",
            f"{who.es} {said.es} {inner.es}",
            f"{who.fa} {said.fa} {inner.fa}",
        )
    )


def _singular(speaker: Speaker) -> list[Three]:
    phrase = speaker.determined(
        speaker.one(PEOPLE if speaker.chance(0.6) else BODIES), "the", plural=False
    )
    return [Three(phrase.en, phrase.es, phrase.fa)]


def _fact(speaker: Speaker) -> Three:
    tense = speaker.one([Tense.FUTURE, Tense.FUTURE, Tense.PERFECT, Tense.MUST, Tense.CAN])
    if speaker.chance(0.3):
        said = clauses.passive(clause(speaker, tense)) if tense is not Tense.WANT else None
        if said:
            return said
    return clauses.statement(replace(clause(speaker, tense), negative=speaker.chance(0.15)))


def _interviewed(speaker: Speaker) -> Three:
    """The newspaper published the interview with the author."""
    verb = VERBS[speaker.one(["publish", "read", "translate", "share"])]
    tense = speaker.one([Tense.PAST, Tense.FUTURE])
    who = Phrase(*speaker.one(_singular(speaker))) if speaker.chance(0.5) else speaker.named()
    talk = Phrase(
        f"the interview with {who.en}", f"la entrevista con {who.es}", f"گفت‌وگو با {who.fa}"
    )
    made = Clause(speaker.agent(), verb, tense, talk, speaker.when(tense))
    if speaker.chance(0.4):
        made = replace(made, where=speaker.one(_PUBLISHED))
    return stop(clauses.statement(made))


def _according(speaker: Speaker) -> Three:
    who, fact = Phrase(*speaker.one(_singular(speaker))), _fact(speaker)
    return stop(
        Three(
            f"according to {who.en}, {fact.en}",
            f"según {who.es}, {fact.es}",
            f"به گفتهٔ {who.fa}، {fact.fa}",
        )
    )


def _yes_or_no(speaker: Speaker) -> Three:
    return stop(clauses.question(clause(speaker)), "?")


def _asked(speaker: Speaker) -> Three:
    tense = speaker.one([Tense.PAST, Tense.FUTURE, Tense.CAN])
    made = clause(speaker, tense, plain=True)
    return stop(clauses.question(made, speaker.one(_QUESTIONS)), "?")


def _who(speaker: Speaker) -> Three:
    who = Phrase("who", "quién", "چه کسی")
    made = replace(clause(speaker), subject=who)
    return stop(clauses.statement(made), "?")


def _met(speaker: Speaker) -> Three:
    """Meetings of people, and what they speak about."""
    tense = speaker.one([Tense.PAST, Tense.FUTURE, Tense.PERFECT, Tense.WANT])
    verb = VERBS[speaker.one(["meet", "speak"])]
    other = speaker.agent() if verb is VERBS["meet"] else speaker.noun("ade")
    made = Clause(speaker.agents(), verb, tense, other, speaker.when(tense))
    if speaker.chance(0.4):
        made = replace(made, where=speaker.where())
    return stop(clauses.statement(made))


def _went(speaker: Speaker) -> Three:
    tense = speaker.one([Tense.PAST, Tense.FUTURE, Tense.PERFECT])
    name = speaker.one(["arrive", "travel"])
    city = speaker.anchored(speaker.one([*CITIES, *COUNTRIES]))
    link = "to" if name == "travel" else "in"
    made = Clause(speaker.agents(), VERBS[name], tense, when=speaker.when(tense))
    made = replace(made, where=Three(f"{link} {city.en}", f"a {city.es}", f"به {city.fa}"))
    return stop(clauses.statement(made))


def _two_deeds(speaker: Speaker) -> Three:
    """One subject, two verbs."""
    first = clause(speaker, Tense.PAST, plain=True)
    second = replace(
        clause(speaker, Tense.PAST, plain=True), subject=Phrase("", "", "", first.subject.plural)
    )
    one, two = clauses.statement(first), clauses.statement(second)
    return stop(Three(f"{one.en} and {two.en}", f"{one.es} y {two.es}", f"{one.fa} و {two.fa}"))


def _contrast(speaker: Speaker) -> Three:
    """One does, and the other does too, or does not."""
    tense, but = speaker.one([Tense.PAST, Tense.FUTURE]), speaker.chance(0.5)
    one = clauses.statement(clause(speaker, tense, plain=speaker.chance(0.6)))
    other = clauses.statement(
        replace(clause(speaker, tense, plain=speaker.chance(0.6)), negative=but)
    )
    word = Three(", but", ", pero", "، اما") if but else Three(", and", " y", " و")
    return stop(Three(*(f"{a}{w} {b}" for a, w, b in zip(one, word, other, strict=True))))


def _relative(speaker: Speaker) -> Three:
    """The report that the council published is important."""
    verb = speaker.one(
        [verb for verb in _TRANSITIVE if not verb.link.fa and set(verb.tags) & set("dspare")]
    )
    noun = speaker.one(speaker.nouns(verb.tags))
    if " " in noun.fa[0]:
        return _plain(speaker)
    name = speaker.anchored(Three(noun.en[0], noun.es[0], persian.indefinite(noun.fa[0])))
    done = Clause(speaker.agent(), verb, Tense.PAST, when=speaker.when(Tense.PAST))
    inner, state = clauses.statement(done), speaker.one(_QUALITIES)
    es = state.es.split(", ")[noun.feminine]
    return stop(
        Three(
            f"the {name.en} that {inner.en} is {state.en}",
            f"{'la' if noun.feminine else 'el'} {name.es} que {inner.es} es {es}",
            f"{name.fa} که {inner.fa} {state.fa} است",
        )
    )


def _those_who(speaker: Speaker) -> Three:
    """The engineers who repaired the bridge work in Lisbon."""
    noun = speaker.one(PEOPLE)
    name = speaker.anchored(Three(noun.en[1], noun.es[1], noun.fa[1]))
    who = Phrase("who", "que", "که", (True, True, True))
    done = replace(clause(speaker, Tense.PAST, plain=True), subject=who)
    city, inner = speaker.anchored(speaker.one(CITIES)), clauses.statement(done)
    definite = persian.indefinite(name.fa)
    return stop(
        Three(
            f"the {name.en} {inner.en} work in {city.en}",
            f"{'las' if noun.feminine else 'los'} {name.es} {inner.es} trabajan en {city.es}",
            f"{definite} {inner.fa} در {city.fa} کار می‌کنند",
        )
    )


def _between(speaker: Speaker) -> Three:
    one, two = speaker.anchored(speaker.one(COUNTRIES)), speaker.anchored(speaker.one(COUNTRIES))
    if one == two:
        return _plain(speaker)
    what, when = speaker.one(RELATIONS), speaker.when(Tense.PAST)
    return stop(
        Three(
            *(
                text.format(a=a, b=b, when=w)
                for text, a, b, w in zip(what, one, two, when, strict=True)
            )
        )
    )


NEWS: tuple[tuple[int, Say], ...] = (
    (18, _plain),
    (7, _time_first),
    (8, _passive),
    (8, _reported),
    (4, _according),
    (2, _interviewed),
    (4, _yes_or_no),
    (4, _asked),
    (2, _who),
    (4, _met),
    (3, _went),
    (3, _two_deeds),
    (2, _contrast),
    (3, _relative),
    (2, _those_who),
    (2, _between),
)
"""Kinds of sentences, and how often each is said."""
