"""Numbers in words, with their values, in the languages whose words for numbers we have.

A *part* is a word of a number: *twenty*, «doscientas», «سی». `phrases.py` combines parts. The
second half of the module has words that may mean a number (*both*, «medianoche», «نیم»), so that a
translation without digits is accepted.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from l10n_flow import patterns as re
from l10n_flow.language.tags import subtags


def _table(lines: str) -> Mapping[str, int]:
    rows = (line.split() for line in lines.strip().splitlines())
    return {word: int(value) for value, *words in rows for word in words}


def _persian_table(lines: str) -> Mapping[str, int]:
    """The same, with other forms of ordinals: «پنجمین», «قرن نوزدهمی» beside «پنجم»."""
    table = _table(lines)
    ordinals = [word for word in table if word.endswith("م")]
    return {**table, **{word + end: table[word] for word in ordinals for end in ("ین", "ی")}}


PARTS: Mapping[str, Mapping[str, int]] = {
    "en": _table("""
0 zero
1 one first
2 two second
3 three third thirds
4 four fourth fourths
5 five fifth fifths
6 six sixth
7 seven seventh
8 eight eighth
9 nine ninth
10 ten tenth
11 eleven eleventh
12 twelve twelfth
13 thirteen thirteenth
14 fourteen fourteenth
15 fifteen fifteenth
16 sixteen sixteenth
17 seventeen seventeenth
18 eighteen eighteenth
19 nineteen nineteenth
20 twenty twentieth twenties
30 thirty thirtieth thirties
40 forty fortieth forties
50 fifty fiftieth fifties
60 sixty sixtieth sixties
70 seventy seventieth seventies
80 eighty eightieth eighties
90 ninety ninetieth nineties
"""),
    "es": _table("""
0 cero
1 un uno una primero primera primer
2 dos segundo segunda
3 tres tercero tercera tercer tercio tercios
4 cuatro cuarto cuarta cuartos
5 cinco quinto quinta quintos
6 seis sexto sexta
7 siete séptimo séptima
8 ocho octavo octava
9 nueve noveno novena
10 diez décimo décima
11 once undécimo undécima decimoprimero decimoprimera decimoprimer
12 doce duodécimo duodécima decimosegundo decimosegunda
13 trece decimotercero decimotercera decimotercer
14 catorce decimocuarto decimocuarta
15 quince decimoquinto decimoquinta
16 dieciséis dieciseis decimosexto decimosexta
17 diecisiete decimoséptimo decimoséptima
18 dieciocho decimoctavo decimoctava
19 diecinueve decimonoveno decimonovena
20 veinte vigésimo vigésima
21 veintiuno veintiún veintiuna vigesimoprimero vigesimoprimera vigesimoprimer
22 veintidós veintidos vigesimosegundo vigesimosegunda
23 veintitrés veintitres vigesimotercero vigesimotercera vigesimotercer
24 veinticuatro vigesimocuarto vigesimocuarta
25 veinticinco vigesimoquinto vigesimoquinta
26 veintiséis veintiseis vigesimosexto vigesimosexta
27 veintisiete vigesimoséptimo vigesimoséptima
28 veintiocho vigesimoctavo vigesimoctava
29 veintinueve vigesimonoveno vigesimonovena
30 treinta trigésimo trigésima
40 cuarenta cuadragésimo cuadragésima
50 cincuenta quincuagésimo quincuagésima
60 sesenta sexagésimo sexagésima
70 setenta septuagésimo septuagésima
80 ochenta octogésimo octogésima
90 noventa nonagésimo nonagésima
100 cien ciento centésimo centésima
200 doscientos doscientas
300 trescientos trescientas
400 cuatrocientos cuatrocientas
500 quinientos quinientas
600 seiscientos seiscientas
700 setecientos setecientas
800 ochocientos ochocientas
900 novecientos novecientas
"""),
    "fa": _persian_table("""
0 صفر
1 یک یکم اول نخست
2 دو دوم
3 سه سوم
4 چهار چهارم
5 پنج پنجم
6 شش ششم
7 هفت هفتم
8 هشت هشتم
9 نه نهم
10 ده دهم
11 یازده یازدهم
12 دوازده دوازدهم
13 سیزده سیزدهم
14 چهارده چهاردهم
15 پانزده پانزدهم
16 شانزده شانزدهم
17 هفده هفدهم
18 هجده هیجده هجدهم هیجدهم
19 نوزده نوزدهم
20 بیست بیستم
30 سی
40 چهل چهلم
50 پنجاه پنجاهم
60 شصت شصتم
70 هفتاد هفتادم
80 هشتاد هشتادم
90 نود نودم
100 صد یکصد صدم
200 دویست دویستم
300 سیصد
400 چهارصد
500 پانصد
600 ششصد
700 هفتصد
800 هشتصد
900 نهصد
"""),
}
"""By language: the words, in lower case. Larger parts than hundreds are `magnitudes`."""

_HINTS: Mapping[str, str] = {
    "en": r"""
0 zero\b zeroth null\b no\b none\b midnight goalless scoreless nil\b
1 an?\b one\b once\b first single\b the\b each\b every\b
2 two(?:fold|some)?\b twice\b second both\b double couple\b pair\b half\b halves\b twi bi
3 triple thrice tri
4 quarter quad
5 penta
6 hex half\W+dozen
7 week
8 octa
10 decades? deca
12 dozen midnight noon
14 fortnight
15 quarter
20 score
24 day midnight
30 half
50 half halves
60 hour minute
90 perpendicular right\W+angle
100 century centuries percent hundred
365 year
1000 thousand kilo
1000000 million mega
""",
    "es": r"""
0 ningun ningún nul[oa]s?\b medianoche sin\W+(?:gol|tant)
1 una?\b uno\b primer únic cada\b el\b la\b sol[oa]\b
2 segund ambos\b ambas\b dobl duplic par\b dúo medi[oa]\b bi mitad
3 terci triple tri
4 cuart cuatri cuadr
5 quint
6 sext media\W+docena
7 semana séptim
8 octav
9 noven
10 decen década
12 docena medianoche mediodía interanual
14 quincena dos\W+semanas
15 cuarto quincena
20 veint
24 día medianoche
30 media\b treintañer
40 cuarent(?:ón|on|añer|en)
50 mitad medi[oa]\b cincuent(?:ón|on|añer|en)
60 hora minuto sesent(?:ón|on|añer) sexagen
70 setent(?:ón|on|añer) septuagen
80 ochent(?:ón|on|añer) octogen
90 nonagen perpendicular ángulos?\W+rect
100 centenar siglo cien
365 año
1000 millar miles mil
1000000 mill[oó]n mega
""",
    "fa": r"""
0 هیچ نیمه.?شب بدون\W+گل
1 اول نخست ی\b ‌ای\b هر تنها تک\b
2 دوم دو(?:بُ?عدی|گانه|طرفه|سویه|زبانه|مرحله|نفره|چندان) هردو هر\W?دو زوج نیم جفت دوتا نصف
3 سو[مّ] ثلث سه‌ سه(?:بُ?عدی|گانه|جانبه|مرحله|نفره)
4 چهارم ربع چهار‌
5 پنج
6 شش نیم\W?دوجین
7 هفته هفت
8 هشت
9 نُ?ه
10 دهه عشر ده
12 نیمه‌شب ظهر دوجین
14 دو\W+هفته
15 ربع
20 بیست
24 شبانه روز نیمه.?شب
30 نیم
50 نیم نصف
60 ساعت دقیقه
90 قائمه راست‌?گوشه عمود
100 صد سده قرن
365 سال
1000 هزار
1000000 میلیون
""",
}

_BEGINS: Mapping[str, str] = {"fa": r"(?<!\w)(?:{})"}
"""Where such a word may begin; \\b cannot be used, as it matches at a zero-width non-joiner."""


@cache
def spelled_words(locale: str) -> frozenset[str]:
    """The words of numbers in a language, in lower case; none where they are not known."""
    return frozenset(PARTS.get(subtags(locale).language, ()))


def is_known(language: str) -> bool:
    """Whether we have the language's words for numbers."""
    return language in PARTS


def hinted(text: str, value: int, language: str) -> bool:
    """Whether a text has a word, or the beginning of a word, that may mean the number.

    >>> hinted("ambas partes", 2, "es"), hinted("half a day", 24, "en"), hinted("a day", 18, "en")
    (True, True, False)
    """
    pattern = _pattern(value, language)
    return pattern is not None and pattern.search(text) is not None


@cache
def _hints(language: str) -> Mapping[int, str]:
    rows = (line.split() for line in _HINTS[language].strip().splitlines())
    return {int(value): "|".join(words) for value, *words in rows}


@cache
def _pattern(value: int, language: str) -> re.Pattern[str] | None:
    words = _hints(language).get(value) if language in _HINTS else None
    if words is None:
        return None
    return re.compile(_BEGINS.get(language, r"\b(?:{})").format(words), re.IGNORECASE)
