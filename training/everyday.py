"""Sentences of the office, the street and the weather: hours, prices, people, requests."""

from __future__ import annotations

from dataclasses import replace

from training import clauses, english, figures, persian, spanish
from training.clauses import Clause
from training.lexicon import NAMES, OFFICIALS, VERBS, WEEKDAYS
from training.nounphrases import Speaker
from training.sentences import SAID, Say, clause, stop
from training.tables import rows
from training.values import NOTHING, Phrase, Tense, Three

_BE = [Tense.PRESENT, Tense.PRESENT, Tense.PRESENT, Tense.PAST, Tense.FUTURE]

_IS = rows("""
important | importante, importante | مهم
new | nuevo, nueva | جدید
free | gratuito, gratuita | رایگان
public | público, pública | عمومی
useful | útil, útil | سودمند
very important | muy importante, muy importante | بسیار مهم
short | breve, breve | کوتاه
interesting | interesante, interesante | جالب
necessary | necesario, necesaria | لازم
""")
_STANDS = rows("""
ready | listo, lista | آماده
open | abierto, abierta | باز
closed | cerrado, cerrada | بسته
empty | vacío, vacía | خالی
full | lleno, llena | پر
clean | limpio, limpia | تمیز
""")
_NOW = rows("""
today | hoy | امروز
now | ahora | اکنون
this week | esta semana | این هفته
""")
_UNTIL = rows("""
today | hoy | امروز
tomorrow | mañana | فردا
as soon as possible | lo antes posible | هرچه زودتر
""")
_IF = rows("""
it rains | llueve | باران ببارد
it snows | nieva | برف ببارد
""")
_REQUESTS = (
    ("d", Three("send", "envíe", "بفرستید")),
    ("r", Three("read", "lea", "بخوانید")),
    ("s", Three("sign", "firme", "امضا کنید")),
    ("d", Three("check", "revise", "بررسی کنید")),
    ("m", Three("pay", "pague", "پرداخت کنید")),
    ("d", Three("share", "comparta", "به اشتراک بگذارید")),
    ("r", Three("translate", "traduzca", "ترجمه کنید")),
    ("d", Three("correct", "corrija", "اصلاح کنید")),
    ("d", Three("prepare", "prepare", "آماده کنید")),
    ("d", Three("bring", "traiga", "بیاورید")),
)
_JOBS = rows("""
director | director, directora | مدیر
president | presidente, presidenta | رئیس
editor | editor, editora | ویراستار
coordinator | coordinador, coordinadora | هماهنگ‌کننده
secretary | secretario, secretaria | دبیر
""")
_PURPOSES = rows("""
buy a ticket | comprar una entrada | خرید بلیت
borrow a book | llevarse un libro en préstamo | امانت گرفتن کتاب
visit the archive | visitar el archivo | بازدید از بایگانی
attend the course | asistir al curso | شرکت در دوره
send an article | enviar un artículo | فرستادن مقاله
""")
_MEN = frozenset({"Omid Ravandi", "Navid Sahrai", "Daniel Costa", "Reza Amini"})


def _is(speaker: Speaker) -> Three:
    """The report is important; the library was open yesterday."""
    tense, negative = speaker.one(_BE), speaker.chance(0.25)
    lasting = speaker.chance(0.5)
    quality = speaker.one(_IS if lasting else _STANDS)
    thing = speaker.noun("de" if lasting or quality.en == "ready" else "o")
    en, es, fa = thing.plural
    when = NOTHING if lasting or speaker.chance(0.3) else _when(speaker, tense)
    verb = spanish.be if lasting else spanish.stands
    said = Three(
        f"{thing.en} {english.be(tense, plural=en, negative=negative)} {quality.en} {when.en}",
        f"{thing.es} {verb(tense, plural=es, negative=negative)} "
        f"{_agreeing(quality.es, feminine=thing.feminine, plural=es)} {when.es}",
        f"{thing.fa} {when.fa} {quality.fa} {persian.be(tense, plural=fa, negative=negative)}",
    )
    return stop(Three(*(" ".join(part.split()) for part in said)))


def _when(speaker: Speaker, tense: Tense) -> Three:
    if tense is Tense.PRESENT:
        return speaker.one(_NOW)
    return speaker.when(tense)


def _agreeing(words: str, *, feminine: bool, plural: bool) -> str:
    """The form of a Spanish adjective given as masculine, feminine.

    >>> _agreeing("útil, útil", feminine=False, plural=True)
    'útiles'
    """
    form = words.split(", ")[feminine]
    return form + (("s" if form[-1] in "aeo" else "es") if plural else "")


def _hours(speaker: Speaker) -> Three:
    """When a place opens and closes, and on which days."""
    place = speaker.noun("o", simple=True)
    one, two = speaker.clock(), speaker.clock()
    first, last = speaker.random.sample(WEEKDAYS, 2)
    kinds = [
        Three(
            f"{place.en} opens {one.en} and closes {two.en}",
            f"{place.es} abre {one.es} y cierra {two.es}",
            f"{place.fa} {one.fa} باز می‌شود و {two.fa} بسته می‌شود",
        ),
        Three(
            f"{place.en} is open from {first.en} to {last.en}",
            f"{place.es} está {_open(place)} de {first.es} a {last.es}",
            f"{place.fa} از {first.fa} تا {last.fa} باز است",
        ),
        Three(
            f"{place.en} is open from {_at(one.en)} to {_at(two.en)}",
            f"{place.es} está {_open(place)} de {_at(one.es)} a {_at(two.es)}",
            f"{place.fa} از {one.fa} تا {two.fa} باز است",
        ),
        Three(
            f"{place.en} will open {one.en} on {first.en}",
            f"{place.es} abrirá {one.es} el {first.es}",
            f"{place.fa} روز {first.fa} {one.fa} باز خواهد شد",
        ),
        Three(
            f"{place.en} is closed on {first.en}",
            f"{place.es} está {_open(place, shut=True)} el {first.es}",
            f"{place.fa} روز {first.fa} بسته است",
        ),
        Three(
            f"{place.en} is open every day except {first.en}",
            f"{place.es} está {_open(place)} todos los días excepto el {first.es}",
            f"{place.fa} هر روز به‌جز {first.fa} باز است",
        ),
    ]
    return stop(speaker.one(kinds))


def _at(time: str) -> str:
    return time.removeprefix("at ").removeprefix("a las ")


def _open(place: Phrase, *, shut: bool = False) -> str:
    return ("cerrad" if shut else "abiert") + ("a" if place.feminine else "o")


def _opens(speaker: Speaker) -> Three:
    """A place opens or closes, an event begins or ends; sometimes asked when."""
    event = speaker.chance(0.5)
    thing = speaker.noun("e" if event else "o")
    name = speaker.one(["begin", "end"] if event else ["open", "close"])
    made = VERBS[name]
    if not event:
        made = replace(made, fa=("باز" if name == "open" else "بسته", "شدن"))
    tense = speaker.one([Tense.PAST, Tense.FUTURE, Tense.FUTURE, Tense.PRESENT])
    when = speaker.clock() if speaker.chance(0.2) else speaker.when(tense)
    if tense is Tense.PRESENT and speaker.chance(0.5):
        when = speaker.point()
    if speaker.chance(0.2):
        asked = Clause(thing, made, Tense.FUTURE)
        return stop(clauses.question(asked, Three("when", "cuándo", "چه زمانی")), "?")
    where = speaker.where() if event and speaker.chance(0.5) else NOTHING
    return stop(
        clauses.statement(Clause(thing, made, tense, None, when, where, speaker.chance(0.12)))
    )


def _request(speaker: Speaker) -> Three:
    """Please do, or do not."""
    tags, verb = speaker.one(_REQUESTS)
    thing = speaker.noun(tags, simple=True)
    if speaker.chance(0.2):
        denied = " ".join([*verb.fa.split(" ")[:-1], _denied(verb.fa.split(" ")[-1])])
        return stop(
            Three(
                f"do not {verb.en} {thing.en}",
                f"no {verb.es} {thing.es}",
                f"{thing.fa} را {denied}",
            )
        )
    day = speaker.one(WEEKDAYS)
    until = Three(f"before {day.en}", f"antes del {day.es}", f"پیش از {day.fa}")
    if speaker.chance(0.4):
        until = speaker.one(_UNTIL)
    return stop(
        Three(
            f"please {verb.en} {thing.en} {until.en}",
            f"por favor, {verb.es} {thing.es} {until.es}",
            f"لطفاً {thing.fa} را {until.fa} {verb.fa}",
        )
    )


def _denied(imperative: str) -> str:
    """The Persian imperative as a prohibition.

    >>> _denied("بفرستید"), _denied("کنید"), _denied("بیاورید")
    ('نفرستید', 'نکنید', 'نیاورید')
    """
    return "ن" + imperative.removeprefix("ب")


def _job(speaker: Speaker) -> Three:
    """Lina Arbel is the new director of the museum."""
    name, job = speaker.anchored(speaker.one(NAMES)), speaker.one(_JOBS)
    man = name.en in _MEN
    where, title = speaker.noun("o", simple=True), job.es.split(", ")[not man]
    return stop(
        Three(
            f"{name.en} is the new {job.en} of {where.en}",
            f"{name.es} es {'el nuevo' if man else 'la nueva'} {title} de {where.es}",
            f"{name.fa} {persian.link(job.fa, 'جدید', where.fa)} است",
        )
    )


def _anyone(speaker: Speaker) -> Three:
    verb = VERBS[speaker.one(["read", "visit", "attend", "buy", "translate", "share"])]
    who = Phrase("anyone", "cualquiera", "هر کسی")
    what = speaker.noun(verb.tags, simple=True)
    when = speaker.when(Tense.FUTURE) if speaker.chance(0.4) else NOTHING
    return stop(clauses.statement(Clause(who, verb, Tense.CAN, what, when)))


def _works(speaker: Speaker) -> Three:
    who, where = speaker.agent(), speaker.where()
    tense = speaker.one([Tense.PRESENT, Tense.PAST, Tense.FUTURE])
    return stop(clauses.statement(Clause(who, VERBS["work"], tense, None, NOTHING, where)))


def _room(speaker: Speaker) -> Three:
    """Things known by a letter and a number."""
    code = speaker.digits(f"{speaker.one('ABCDEFGHKLMNPRST')}{speaker.number(2, 3)}")
    at, event, to = speaker.clock(), speaker.noun("e", simple=True), speaker.one(_PURPOSES)
    kinds = [
        Three(
            f"{event.en} will be in room {code} {at.en}",
            f"{event.es} será en la sala {code} {at.es}",
            f"{event.fa} {at.fa} در اتاق {code} برگزار خواهد شد",
        ),
        Three(
            f"please fill in form {code}",
            f"por favor, rellene el formulario {code}",
            f"لطفاً فرم {code} را پر کنید",
        ),
        Three(
            f"the meeting room is {code}",
            f"la sala de reuniones es la {code}",
            f"اتاق جلسه {code} است",
        ),
        Three(
            f"use the code {code} to {to.en}",
            f"use el código {code} para {to.es}",
            f"برای {to.fa} از کد {code} استفاده کنید",
        ),
        Three(
            f"to {to.en}, please fill in form {code}",
            f"para {to.es}, rellene el formulario {code}",
            f"برای {to.fa}، لطفاً فرم {code} را پر کنید",
        ),
    ]
    return stop(speaker.one(kinds))


def _if(speaker: Speaker) -> Three:
    event, place = speaker.noun("e", simple=True), speaker.noun("lo", simple=True)
    weather = speaker.one(_IF)
    return stop(
        Three(
            f"if {weather.en}, {event.en} will be at {place.en}",
            f"si {weather.es}, {event.es} será en {place.es}",
            f"اگر {weather.fa}، {event.fa} در {place.fa} برگزار خواهد شد",
        )
    )


def _where_is(speaker: Speaker) -> Three:
    place = speaker.noun("lo", simple=True)
    if speaker.chance(0.3):
        return stop(
            Three(f"where is {place.en}", f"dónde está {place.es}", f"{place.fa} کجاست"), "?"
        )
    near = speaker.noun("lo", simple=True)
    if near.en == place.en:
        near = Phrase("the river", "el río", "رودخانه")
    house = speaker.noun("lo", simple=True)
    if speaker.chance(0.4) and len({place.en, near.en, house.en}) == 3:
        return stop(
            Three(
                f"{place.en} is in {house.en}, near {near.en}",
                f"{place.es} está en {house.es}, cerca de {near.es}",
                f"{place.fa} در {house.fa}، نزدیک {near.fa} است",
            )
        )
    return stop(
        Three(
            f"{place.en} is near {near.en}",
            f"{place.es} está cerca de {near.es}",
            f"{place.fa} نزدیک {near.fa} است",
        )
    )


def _there_is(speaker: Speaker) -> Three:
    """There will be a concert at the market tonight."""
    future = speaker.chance(0.8)
    tense = Tense.FUTURE if future else Tense.PAST
    event = speaker.indefinite(speaker.one(speaker.nouns("e")))
    when, where = speaker.when(tense), NOTHING if speaker.chance(0.4) else speaker.where()
    said = Three(
        f"there {'will be' if future else 'was'} {event.en} {where.en} {when.en}",
        f"{'habrá' if future else 'hubo'} {event.es} {where.es} {when.es}",
        f"{when.fa} {where.fa} {event.fa} برگزار {'خواهد شد' if future else 'شد'}",
    )
    return stop(Three(*(" ".join(part.split()) for part in said)))


def _deed(speaker: Speaker) -> Three:
    tense = speaker.one([Tense.PAST, Tense.FUTURE])
    return stop(clauses.statement(clause(speaker, tense)))


def _two(speaker: Speaker) -> Three:
    """Two statements in one sentence."""
    one, other = (speaker.one(_STATEMENTS)(speaker) for _ in "ab")
    word = Three(", but", ", pero", "، اما") if speaker.chance(0.25) else Three(", and", " y", " و")
    return Three(*(f"{a[:-1]}{w} {b}" for a, w, b in zip(one, word, other, strict=True)))


def _told(speaker: Speaker) -> Three:
    """A statement that somebody makes."""
    who = speaker.named() if speaker.chance(0.5) else Phrase(*speaker.one(OFFICIALS))
    said, fact = speaker.one(SAID), speaker.one(_STATEMENTS)(speaker)
    return Three(
        *(f"{a} {b} {c}" for a, b, c in zip((who.en, who.es, who.fa), said, fact, strict=True))
    )


_STATEMENTS: tuple[Say, ...] = (
    _is,
    _hours,
    figures.changed,
    figures.has,
    figures.leaves,
    figures.people,
    figures.lasts,
    figures.weather,
    figures.votes,
    _deed,
)
"""Kinds that always end with a full stop."""

EVERYDAY: tuple[tuple[int, Say], ...] = (
    (6, _is),
    (5, _hours),
    (6, _opens),
    (4, figures.changed),
    (3, figures.costs),
    (3, figures.weather),
    (3, figures.people),
    (1, figures.how_many),
    (2, figures.votes),
    (4, _request),
    (2, figures.lasts),
    (3, figures.has),
    (2, figures.leaves),
    (2, _job),
    (2, _anyone),
    (2, _works),
    (3, _room),
    (1, _if),
    (3, _where_is),
    (2, _there_is),
    (5, _two),
    (3, _told),
)
"""Kinds of sentences, and how often each is said."""
