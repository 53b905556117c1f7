"""Sentences with figures: prices, degrees, votes, hours, people."""

from __future__ import annotations

from training import clauses, english, persian, spanish
from training.clauses import Clause
from training.lexicon import CITIES, VERBS
from training.nounphrases import Speaker
from training.sentences import stop
from training.tables import rows
from training.values import NOTHING, Phrase, Tense, Three

_LANGUAGES = (english, spanish, persian)

_FEWER = rows("""
more than | más de | بیش از
about | unas, unos | حدود
at least | al menos | دست‌کم
almost | casi | نزدیک به
only | solo | تنها
fewer than | menos de | کمتر از
""")
_PRICES = rows("""
the price of bread | el precio del pan | قیمت نان
the price of rice | el precio del arroz | قیمت برنج
the price of oil | el precio del petróleo | قیمت نفت
the price of water | el precio del agua | قیمت آب
the price of gas | el precio del gas | قیمت گاز
the price of milk | el precio de la leche | قیمت شیر
the price of electricity | el precio de la electricidad | قیمت برق
the number of visitors | el número de visitantes | شمار بازدیدکنندگان
the number of readers | el número de lectores | شمار خوانندگان
the number of students | el número de estudiantes | شمار دانشجویان
the level of the river | el nivel del río | سطح آب رودخانه
the rent | el alquiler | اجاره‌بها
""")
_TICKETS = rows("""
a ticket | una entrada | بلیت
a map | un mapa | نقشه
the book | el libro | کتاب
a coffee | un café | قهوه
the course | el curso | دوره
the newspaper | el periódico | روزنامه
a copy | una copia | یک نسخه
the guide | la guía | راهنما
""")
_MONEY = rows("""
euros | euros | یورو
dollars | dólares | دلار
pesos | pesos | پزو
rials | riales | ریال
""")
_WEATHER = rows("""
it will rain {when} | lloverá {when} | {when} باران خواهد بارید
it will snow {when} | nevará {when} | {when} برف خواهد بارید
it rained {past} | llovió {past} | {past} باران بارید
it snowed {past} | nevó {past} | {past} برف بارید
rain is expected {when} | se espera lluvia {when} | {when} بارش باران پیش‌بینی می‌شود
snow is expected {when} | se espera nieve {when} | {when} بارش برف پیش‌بینی می‌شود
strong wind is expected {when} | se espera viento fuerte {when} | {when} وزش باد شدید پیش‌بینی می‌شود
""")
_SPANS = rows("""
minutes | minutos | دقیقه
hours | horas | ساعت
days | días | روز
weeks | semanas | هفته
months | meses | ماه
""")
_PARTS = rows("""
pages | páginas | صفحه
rooms | salas | اتاق
seats | asientos | صندلی
members | miembros | عضو
employees | empleados | کارمند
tables | mesas | میز
doors | puertas | در
""")
_MEANS = rows("""
the bus | el autobús | اتوبوس
the train | el tren | قطار
the plane | el avión | هواپیما
the boat | el barco | قایق
the first bus | el primer autobús | نخستین اتوبوس
the last train | el último tren | آخرین قطار
""")


def changed(speaker: Speaker) -> Three:
    """What rose or fell by how much."""
    what = speaker.one(_PRICES)
    verb = VERBS[speaker.one(["rise", "fall"])]
    tense = speaker.one([Tense.PAST, Tense.PAST, Tense.PERFECT, Tense.FUTURE])
    amount, when = speaker.decimal(), speaker.when(tense)
    en, es, fa = (language.verb(verb, tense, plural=False) for language in _LANGUAGES)
    return stop(
        Three(
            f"{what.en} {en} by {amount.en} percent {when.en}",
            f"{what.es} {es} un {amount.es} por ciento {when.es}",
            f"{what.fa} {when.fa} {amount.fa} درصد {fa}",
        )
    )


def costs(speaker: Speaker) -> Three:
    """What something costs, told or asked, and what an invoice is for."""
    what, money, amount = speaker.one(_TICKETS), speaker.one(_MONEY), speaker.number()
    kinds = [
        Three(
            f"{what.en} costs {amount} {money.en}",
            f"{what.es} cuesta {amount} {money.es}",
            f"قیمت {what.fa} {amount} {money.fa} است",
        ),
        Three(
            f"how much does {what.en} cost?",
            f"¿cuánto cuesta {what.es}?",
            f"قیمت {what.fa} چقدر است؟",
        ),
        Three(
            f"the invoice is for {amount} {money.en}",
            f"la factura es de {amount} {money.es}",
            f"مبلغ فاکتور {amount} {money.fa} است",
        ),
    ]
    said = kinds[speaker.random.choices(range(3), (6, 1, 3))[0]]
    return said if said.en.endswith("?") else stop(said)


def weather(speaker: Speaker) -> Three:
    """Rain, snow, wind, or how warm it is."""
    if speaker.chance(0.3):
        return _degrees(speaker)
    row = speaker.one(_WEATHER)
    tense = Tense.PAST if "{past}" in row.en else Tense.FUTURE
    when, city = speaker.when(tense), speaker.anchored(speaker.one(CITIES))
    moments = Three(f"in {city.en} {when.en}", f"en {city.es} {when.es}", f"{when.fa} در {city.fa}")
    return stop(Three(*(text.format(when=w, past=w) for text, w in zip(row, moments, strict=True))))


def _degrees(speaker: Speaker) -> Three:
    city, degrees = speaker.anchored(speaker.one(CITIES)), speaker.number(2, 2)
    tense = speaker.one([Tense.PAST, Tense.FUTURE])
    when, reach = speaker.when(tense), Three("reached", "alcanzó", "رسید")
    if tense is Tense.FUTURE:
        reach = Three("will reach", "alcanzará", "خواهد رسید")
    return stop(
        Three(
            f"the temperature in {city.en} {reach.en} {degrees} degrees {when.en}",
            f"la temperatura en {city.es} {reach.es} los {degrees} grados {when.es}",
            f"دمای هوا {when.fa} در {city.fa} به {degrees} درجه {reach.fa}",
        )
    )


def people(speaker: Speaker) -> Three:
    """How many people attended what."""
    count, limit = speaker.number(), speaker.one(_FEWER)
    event = speaker.noun("e", simple=True)
    tense = speaker.one([Tense.PAST, Tense.PAST, Tense.FUTURE])
    when = NOTHING if speaker.chance(0.4) else speaker.when(tense)
    who = Phrase(
        f"{limit.en} {count} people",
        f"{limit.es.split(',')[0]} {count} personas",
        f"{limit.fa} {count} نفر",
        (True, True, True),
    )
    return stop(clauses.statement(Clause(who, VERBS["attend"], tense, event, when)))


def how_many(speaker: Speaker) -> Three:
    """The question for the number of people."""
    event = speaker.noun("e", simple=True)
    return stop(
        Three(
            f"how many people attended {event.en}",
            f"cuántas personas asistieron a {event.es}",
            f"چند نفر در {event.fa} شرکت کردند",
        ),
        "?",
    )


def votes(speaker: Speaker) -> Three:
    """Who voted how, and how many seats were won."""
    count, what = speaker.number(), speaker.noun("a", simple=True)
    against = speaker.chance(0.5)
    if speaker.chance(0.3):
        return stop(
            Three(
                f"the party won {count} seats in the elections",
                f"el partido ganó {count} escaños en las elecciones",
                f"حزب در انتخابات {count} کرسی به دست آورد",
            )
        )
    return stop(
        Three(
            f"{count} members voted {'against' if against else 'for'} {what.en}",
            f"{count} miembros votaron {'en contra de' if against else 'a favor de'} {what.es}",
            f"{count} عضو به {what.fa} رأی {'مخالف' if against else 'موافق'} دادند",
        )
    )


def lasts(speaker: Speaker) -> Three:
    """How long something takes."""
    event, span, count = speaker.noun("e", simple=True), speaker.one(_SPANS), speaker.number(2, 2)
    future = speaker.chance(0.5)
    return stop(
        Three(
            f"{event.en} {'will last' if future else 'lasted'} {count} {span.en}",
            f"{event.es} {'durará' if future else 'duró'} {count} {span.es}",
            f"{event.fa} {count} {span.fa} طول {'خواهد کشید' if future else 'کشید'}",
        )
    )


def has(speaker: Speaker) -> Three:
    """The building has 12 rooms; there are 12 seats in the theatre."""
    count = speaker.number()
    part = speaker.one(_PARTS)
    thing = speaker.noun("pr" if part.en == "pages" else "h", simple=True)
    if speaker.chance(0.2) and part.en != "pages":
        more, other = speaker.number(), speaker.one(_PARTS)
        if other.en not in {"pages", part.en}:
            return stop(
                Three(
                    f"{thing.en} has {count} {part.en} and {more} {other.en}",
                    f"{thing.es} tiene {count} {part.es} y {more} {other.es}",
                    f"{thing.fa} {count} {part.fa} و {more} {other.fa} دارد",
                )
            )
    if speaker.chance(0.3) and part.en != "pages":
        return stop(
            Three(
                f"there are {count} {part.en} in {thing.en}",
                f"hay {count} {part.es} en {thing.es}",
                f"در {thing.fa} {count} {part.fa} وجود دارد",
            )
        )
    verb = Three("has", "tiene", "دارد") if speaker.chance(0.7) else Three("had", "tenía", "داشت")
    return stop(
        Three(
            f"{thing.en} {verb.en} {count} {part.en}",
            f"{thing.es} {verb.es} {count} {part.es}",
            f"{thing.fa} {count} {part.fa} {verb.fa}",
        )
    )


def leaves(speaker: Speaker) -> Three:
    """When a bus, a train, a plane or a boat leaves."""
    what, city, at = speaker.one(_MEANS), speaker.anchored(speaker.one(CITIES)), speaker.clock()
    now = speaker.chance(0.6)
    return stop(
        Three(
            f"{what.en} to {city.en} {'leaves' if now else 'left'} {at.en}",
            f"{what.es} a {city.es} {'sale' if now else 'salió'} {at.es}",
            f"{persian.link(what.fa, city.fa)} {at.fa} حرکت {'می‌کند' if now else 'کرد'}",
        )
    )
