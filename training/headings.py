# ruff: noqa: E501 - a row of a table is one line
"""What stands above and beside sentences: headings, list items, and phrases said as they are."""

from __future__ import annotations

from training.lexicon import CITIES
from training.nounphrases import Speaker
from training.sentences import Say
from training.tables import rows
from training.values import Three

_HEADINGS = rows("""
opening hours | horario de apertura | ساعت کار
new opening hours | nuevo horario de apertura | ساعت کار جدید
office opening hours | horario de la oficina | ساعت کار دفتر
what changes | qué cambia | چه چیزی تغییر می‌کند
what changes this week | qué cambia esta semana | این هفته چه چیزی تغییر می‌کند
what comes next | qué viene después | گام بعدی چیست
the next steps | los próximos pasos | گام‌های بعدی
in brief | en breve | خبر کوتاه
the week in numbers | la semana en cifras | هفته به روایت آمار
the month in numbers | el mes en cifras | ماه به روایت آمار
the year in numbers | el año en cifras | سال به روایت آمار
questions and answers | preguntas y respuestas | پرسش و پاسخ
prices and tickets | precios y entradas | قیمت‌ها و بلیت‌ها
before you travel | antes de viajar | پیش از سفر
before you come | antes de venir | پیش از آمدن
how to get there | cómo llegar | راه رسیدن به آنجا
who can attend | quién puede asistir | چه کسی می‌تواند شرکت کند
more news | más noticias | خبرهای بیشتر
more information | más información | اطلاعات بیشتر
good to know | conviene saber | خوب است بدانید
the weather | el tiempo | وضع هوا
news of the week | noticias de la semana | خبرهای هفته
news of the day | noticias del día | خبرهای روز
""")
_SAID = rows("""
Entry is free. | La entrada es gratuita. | ورود رایگان است.
Thank you for your visit. | Gracias por su visita. | از بازدید شما سپاسگزاریم.
Thank you for your letter. | Gracias por su carta. | از نامهٔ شما سپاسگزاریم.
Good morning. | Buenos días. | صبح بخیر.
Thank you. | Gracias. | سپاسگزاریم.
You can find more information on the website. | Puede encontrar más información en el sitio web. | اطلاعات بیشتر را می‌توانید در وب‌سایت بیابید.
There is no alternative. | No hay alternativa. | جایگزینی وجود ندارد.
Nobody was hurt. | Nadie resultó herido. | کسی آسیب ندید.
The work is almost finished. | El trabajo está casi terminado. | کار تقریباً تمام شده است.
Everyone is welcome. | Todos son bienvenidos. | حضور همگان آزاد است.
The reason is simple. | La razón es sencilla. | دلیل آن ساده است.
The answer is yes. | La respuesta es sí. | پاسخ مثبت است.
The answer is no. | La respuesta es no. | پاسخ منفی است.
What happens next? | ¿Qué pasará ahora? | اکنون چه خواهد شد؟
How can I help you? | ¿En qué puedo ayudarle? | چه کمکی از من برمی‌آید؟
Where can I buy a ticket? | ¿Dónde puedo comprar una entrada? | کجا می‌توانم بلیت بخرم؟
""")


def _heading(speaker: Speaker) -> Three:
    return speaker.one(_HEADINGS)


def _said(speaker: Speaker) -> Three:
    return speaker.one(_SAID)


def _thing(speaker: Speaker) -> Three:
    """A noun phrase alone: The annual report, Our new library."""
    phrase = speaker.noun(speaker.one("del"))
    return Three(phrase.en, phrase.es, phrase.fa)


def _place(speaker: Speaker) -> Three:
    """Where a piece of news comes from, as it stands above it."""
    return speaker.anchored(speaker.one(CITIES))


def _welcome(speaker: Speaker) -> Three:
    place = speaker.noun("lo", simple=True)
    return Three(
        f"welcome to {place.en}.", f"bienvenidos a {place.es}.", f"به {place.fa} خوش آمدید."
    )


def _item(speaker: Speaker) -> Three:
    """A line of a list: a day with a time, or a thing with a place."""
    if speaker.chance(0.5):
        day = speaker.timed(speaker.weekday())
        thing = speaker.noun("e", simple=True)
        fa = day.fa.removeprefix("روز ")
        return Three(
            f"{day.en.removeprefix('on ')}: {thing.en}",
            f"{day.es.removeprefix('el ')}: {thing.es}",
            f"{fa}: {thing.fa}",
        )
    thing, where = speaker.noun("e", simple=True), speaker.where()
    return Three(f"{thing.en} {where.en}", f"{thing.es} {where.es}", f"{thing.fa} {where.fa}")


HEADINGS: tuple[tuple[int, Say], ...] = (
    (1, _heading),
    (1, _said),
    (4, _thing),
    (1, _place),
    (1, _welcome),
    (2, _item),
)
"""Kinds of phrases, and how often each is said."""

FIXED = frozenset(words.en for words in _SAID)
"""Sentences that are said as they are: a model must have seen them."""
