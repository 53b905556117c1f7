"""Noun phrases, adverbials and numbers: the parts that sentences are made of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from random import Random
from typing import TypeVar

from training import english, persian, spanish
from training.lexicon import (
    ADJECTIVES,
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
from training.tables import rows
from training.values import Adjective, Noun, Phrase, Tense, Three

_Any = TypeVar("_Any")

_PAST = rows("""
today | hoy | امروز
yesterday | ayer | دیروز
last week | la semana pasada | هفتهٔ گذشته
last month | el mes pasado | ماه گذشته
last year | el año pasado | سال گذشته
last night | anoche | دیشب
this morning | esta mañana | امروز صبح
two years ago | hace dos años | دو سال پیش
""")
_FUTURE = rows("""
today | hoy | امروز
tomorrow | mañana | فردا
next week | la próxima semana | هفتهٔ آینده
next month | el próximo mes | ماه آینده
next year | el próximo año | سال آینده
tonight | esta noche | امشب
this week | esta semana | این هفته
soon | pronto | به‌زودی
tomorrow morning | mañana por la mañana | فردا صبح
""")
_PRESENT = rows("""
every day | todos los días | هر روز
every week | todas las semanas | هر هفته
every month | todos los meses | هر ماه
every year | todos los años | هر سال
every morning | todas las mañanas | هر روز صبح
twice a year | dos veces al año | سالی دو بار
now | ahora | اکنون
""")
_PERFECT = rows("""
today | hoy | امروز
this week | esta semana | این هفته
this month | este mes | این ماه
this year | este año | امسال
""")
_WHOLES = rows("""
the city | la ciudad | شهر
the river | el río | رودخانه
the region | la región | منطقه
the country | el país | کشور
the year | el año | سال
the week | la semana | هفته
""")
_NUMBERS = rows("""
two | dos | دو
three | tres | سه
four | cuatro | چهار
five | cinco | پنج
six | seis | شش
seven | siete | هفت
eight | ocho | هشت
nine | nueve | نُه
ten | diez | ده
twelve | doce | دوازده
twenty | veinte | بیست
""")
_PARTS = rows("""
morning | por la mañana | صبح
afternoon | por la tarde | بعدازظهر
evening | por la noche | شامگاه
""")
_AREAS = rows("""
in the city centre | en el centro de la ciudad | در مرکز شهر
in the old town | en el casco antiguo | در بخش قدیمی شهر
in the capital | en la capital | در پایتخت
in the region | en la región | در منطقه
abroad | en el extranjero | در خارج از کشور
""")


def _month(name: str, year: str) -> str:
    """A month, perhaps of a year.

    >>> _month("ژانویه", "2027"), _month("مه", "2027"), _month("مارس", "")
    ('ژانویهٔ 2027', 'مه 2027', 'مارس')
    """
    # The ه of مه is sounded: the month takes no sign of the ezafe.
    return f"{name if name == 'مه' else persian.ezafe(name)} {year}" if year else name


@cache
def _nouns(tags: str) -> tuple[Noun, ...]:
    return tuple(noun for noun in NOUNS if set(noun.tags) & set(tags))


@cache
def _adjectives(tags: str) -> tuple[Adjective, ...]:
    return tuple(word for kinds, word in ADJECTIVES if set(kinds) & set(tags))


class Speaker:
    """Says things by chance, and remembers which words stand for each other."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.anchors: list[Three] = []

    def chance(self, probability: float) -> bool:
        """True with this probability."""
        return self.random.random() < probability

    def one(self, choices: Sequence[_Any]) -> _Any:
        """One of them."""
        return self.random.choice(choices)

    def anchored(self, words: Three) -> Three:
        """The same words, remembered."""
        self.anchors.append(words)
        return words

    # Numbers.

    def number(self, least: int = 2, digits: int = 4) -> str:
        """A number as digits: short and long ones as often as each other.

        Some repeat their digits, which is what a network copies worst.
        """
        length = self.random.randint(1, digits)
        among = self.random.sample("0123456789", 2) if self.chance(0.3) else "0123456789"
        value = int("".join(self.random.choice(among) for _ in range(length)))
        return self.digits(str(max(least, value)))

    def digits(self, written: str) -> str:
        """The number, remembered."""
        self.anchors.append(Three(written, written, written))
        return written

    def decimal(self) -> Three:
        """A number that may have one decimal."""
        whole = self.number(2, 2)
        if self.chance(0.6):
            return Three(whole, whole, whole)
        tenth = self.random.randint(1, 9)
        self.anchors.pop()
        return Three(f"{whole}.{tenth}", f"{whole},{tenth}", f"{whole}.{tenth}")

    def clock(self) -> Three:
        """At half past nine: at 9:30."""
        hour = self.random.randint(2, 23)
        minute = "" if self.chance(0.25) else f":{self.one(range(0, 60, 5)):02}"
        time = self.digits(f"{hour}{minute}")
        return Three(f"at {time}", f"a las {time}", f"ساعت {time}")

    def date(self) -> Three:
        """On a day of a month, perhaps of a year."""
        month, day = self.one(MONTHS), self.digits(str(self.random.randint(2, 31)))
        year = self.digits(str(self.random.randint(1990, 2039))) if self.chance(0.3) else ""
        return Three(
            f"on {day} {month.en} {year}".strip(),
            f"el {day} de {month.es}" + (f" de {year}" if year else ""),
            f"روز {day} {_month(month.fa, year)}",
        )

    # Adverbials.

    def weekday(self) -> Three:
        """On Monday, perhaps with a part of the day, a date, or a time."""
        day = self.one(WEEKDAYS)
        if self.chance(0.2):
            part = self.one(_PARTS)
            return Three(
                f"on {day.en} {part.en}", f"el {day.es} {part.es}", f"{part.fa} روز {day.fa}"
            )
        if self.chance(0.15):
            on, el, ruz = self.date()
            return Three(
                f"on {day.en}, {on.removeprefix('on ')}",
                f"el {day.es}, {el.removeprefix('el ')}",
                f"روز {day.fa}، {ruz.removeprefix('روز ')}",
            )
        return Three(f"on {day.en}", f"el {day.es}", f"روز {day.fa}")

    def point(self) -> Three:
        """A day, a month or a year that may be past or to come; a day perhaps with a time."""
        kind = self.random.random()
        if kind < 0.5:
            day = self.weekday()
            return self.timed(day) if self.chance(0.25) else day
        if kind < 0.75:
            day = self.date()
            return self.timed(day) if self.chance(0.15) else day
        if kind < 0.9:
            month = self.one(MONTHS)
            year = self.digits(str(self.random.randint(1990, 2039))) if self.chance(0.3) else ""
            return Three(
                f"in {month.en} {year}".strip(),
                f"en {month.es}" + (f" de {year}" if year else ""),
                f"در {_month(month.fa, year)}",
            )
        year = self.digits(str(self.random.randint(1960, 2039)))
        return Three(f"in {year}", f"en {year}", f"در سال {year}")

    def timed(self, day: Three) -> Three:
        """The day with a time."""
        at = self.clock()
        return Three(f"{day.en} {at.en}", f"{day.es} {at.es}", f"{day.fa} {at.fa}")

    def when(self, tense: Tense) -> Three:
        """When something is done in this tense."""
        if tense is Tense.PERFECT:
            return self.one(_PERFECT)
        if tense is Tense.PRESENT:
            if self.chance(0.7):
                return self.one(_PRESENT)
            day = self.one(WEEKDAYS)
            many = day.es if day.es.endswith("s") else day.es + "s"
            return Three(f"every {day.en}", f"todos los {many}", f"هر {day.fa}")
        if self.chance(0.55):
            return self.point()
        words = self.one(_PAST if tense is Tense.PAST else _FUTURE)
        return (
            self.timed(words)
            if words.en in {"yesterday", "tomorrow"} and self.chance(0.3)
            else words
        )

    def where(self) -> Three:
        """Where something is done."""
        if self.chance(0.5):
            city = self.anchored(self.one(CITIES))
            return Three(f"in {city.en}", f"en {city.es}", f"در {city.fa}")
        if self.chance(0.4):
            return self.one(_AREAS)
        place = self.noun("l", simple=True)
        return Three(f"at {place.en}", f"en {place.es}", f"در {place.fa}")

    # Noun phrases.

    def adjective(self, tags: str) -> Adjective | None:
        """An adjective for a noun with one of the tags, or none."""
        fitting = _adjectives(tags)
        return self.one(fitting) if fitting and self.chance(0.45) else None

    def nouns(self, tags: str) -> Sequence[Noun]:
        """All nouns with one of the tags."""
        return _nouns(tags)

    def noun(self, tags: str, *, simple: bool = False) -> Phrase:
        """A document, an event or a place: the report, an old museum, 24 letters."""
        noun = self.one(self.nouns(tags))
        if simple or self.chance(0.62):
            plural = not simple and self.chance(0.25)
            which = self.one(["the"] * 8 + ["this", "our"])
            phrase = self.determined(noun, which, plural=plural)
            return phrase if simple or not self.chance(0.16) else self.belonging(phrase)
        if self.chance(0.25):
            return self.counted(noun)
        return self.indefinite(noun)

    def core(self, noun: Noun, *, plural: bool, adjective: Adjective | None) -> Three:
        """Noun and adjective, without a determiner."""
        name = noun.en[plural], noun.es[plural], noun.fa[plural]
        if adjective is None:
            return self.anchored(Three(*name))
        form = spanish.agree(adjective, feminine=noun.feminine, plural=plural)
        es = f"{form} {name[1]}" if adjective.before else f"{name[1]} {form}"
        return self.anchored(
            Three(f"{adjective.en} {name[0]}", es, persian.link(name[2], adjective.fa))
        )

    def determined(self, noun: Noun, which: str, *, plural: bool) -> Phrase:
        """The, this or our."""
        words = self.core(noun, plural=plural, adjective=self.adjective(noun.tags))
        if which == "our":
            fa = persian.link(words.fa, "ما")
        else:
            fa = f"این {words.fa}" if which == "this" else words.fa
        return Phrase(
            f"{'these' if plural and which == 'this' else which} {words.en}",
            f"{spanish.article(which, feminine=noun.feminine, plural=plural)} {words.es}",
            fa,
            (plural, plural, plural and noun.agent),
            noun.feminine,
            person=noun.person,
        )

    def indefinite(self, noun: Noun) -> Phrase:
        """A report, an old museum."""
        words = self.core(noun, plural=False, adjective=self.adjective(noun.tags))
        es = f"{spanish.article('a', feminine=noun.feminine, plural=False)} {words.es}"
        return Phrase(
            english.article(words.en),
            es,
            f"یک {words.fa}",
            (False,) * 3,
            noun.feminine,
            definite=False,
        )

    def counted(self, noun: Noun) -> Phrase:
        """24 letters: after a number the Persian noun is singular."""
        digits = self.number() if self.chance(0.7) else ""
        number = Three(digits, digits, digits) if digits else self.one(_NUMBERS)
        return Phrase(
            f"{number.en} {noun.en[1]}",
            f"{number.es} {noun.es[1]}",
            f"{number.fa} {noun.fa[0]}",
            (True, True, noun.agent),
            noun.feminine,
            definite=False,
        )

    def belonging(self, phrase: Phrase) -> Phrase:
        """The report of the council, the museum of Lisbon."""
        owner = self.owner()
        return (
            Phrase(
                f"{phrase.en} of {owner.en}",
                f"{phrase.es} de {owner.es}",
                phrase.fa if phrase.fa.endswith(" ما") else persian.link(phrase.fa, owner.fa),
                phrase.plural,
                phrase.feminine,
            )
            if not phrase.en.startswith("our")
            else phrase
        )

    def owner(self) -> Three:
        """Whose something is."""
        if self.chance(0.4):
            return self.anchored(self.one([*CITIES, *COUNTRIES]))
        if self.chance(0.2):
            return self.one(_WHOLES)
        if self.chance(0.35):
            return self.one(OFFICIALS)
        noun = self.one(BODIES if self.chance(0.7) else self.nouns("lo"))
        phrase = self.determined(noun, "the", plural=False)
        return Three(phrase.en, phrase.es, phrase.fa)

    def named(self) -> Phrase:
        """A person with a name."""
        name = self.anchored(self.one(NAMES))
        return Phrase(*name, person=True)

    def agent(self) -> Phrase:
        """Who does something."""
        kind = self.random.random()
        if kind < 0.13:
            return self.named()
        if kind < 0.22:
            return Phrase(*self.anchored(self.one(COUNTRIES)))
        if kind < 0.42:
            return Phrase(*self.one(OFFICIALS))
        noun = self.one(BODIES if self.chance(0.5) else PEOPLE)
        if self.chance(0.08):
            return self.counted(noun)
        which = "our" if self.chance(0.08) else "the"
        phrase = self.determined(noun, which, plural=self.chance(0.3))
        return self.belonging(phrase) if self.chance(0.12) and which == "the" else phrase

    def agents(self) -> Phrase:
        """Who does something, sometimes two of them."""
        first = self.agent()
        if not self.chance(0.1):
            return first
        second = self.agent()
        if second.en == first.en:
            return first
        return Phrase(
            f"{first.en} and {second.en}",
            f"{first.es} y {second.es}",
            f"{first.fa} و {second.fa}",
            (True, True, True),
            person=True,
        )
