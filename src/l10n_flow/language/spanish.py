"""Spanish that a machine wrote, brought into the spelling that readers expect.

Every function here takes text and gives text, leaves right spelling as it is, and does nothing
more the second time. `source` is the text that was translated, where it decides; markup is masked
by the caller as `repairs` says. The rules are those of the Ortografía de la lengua española (RAE
and ASALE, 2010) where nothing else is said.
"""

from __future__ import annotations

import re

from l10n_flow.language.tags import cldr_locale

__all__ = ["decimal_commas", "lower_case_dates", "opening_signs", "quotes_of_source"]

_MARK = "\ue000-\ue0ff"
_CLOSING = rf"[»”’\"')\]{_MARK}]"
_END = re.compile(rf"(?<![?!])[?!]++(?={_CLOSING}*+(?:$|\s|[.,;:…—]))")
_START = re.compile(
    rf"(?:[.?!…:;\n]{_CLOSING}*\s+|^|(?<=[\s{_MARK}])[—–-]\s?|[(\[«“]|(?:(?<=\s)|(?<=^))[\"'])[\s{_MARK}]*"
)
_ASKING = re.compile(
    r",\s+(?=(?:(?:a|con|de|desde|en|hacia|hasta|para|por|sobre|y|pero|entonces)\s+)?"
    r"(?:qué|quién(?:es)?|cómo|cuándo|cuánt[oa]s?|dónde|adónde|cuál(?:es)?)\b)",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
_ABBREVIATED = re.compile(r"(?:^|[\s(«“])(?:[^\W\d_]|Sra?|Dra?|Ud|Uds|pág|art|núm|etc|EE|UU)\.$")
_NEAR = 8
"""Characters before a full stop that show an abbreviation; more would cost quadratic time."""
_SHOUTING_NAMES = ("Yahoo", "Jeopardy", "Joomla")
_OPENERS = {"?": "¿", "!": "¡"}


def opening_signs(text: str, source: str = "") -> str:
    """The text with ¿ and ¡ where a question or exclamation begins, when only its end is marked.

    It begins with its sentence, or after the comma before the words that ask (qué, cómo, por
    quién…). A sign is given only to what the source marks too, where there is a source, and only
    where the sign ends words of prose: not within an address or a name (Yahoo!).

    >>> opening_signs("Cómo se llama? Pues Ana.", "What is her name? Well, Ana.")
    '¿Cómo se llama? Pues Ana.'
    >>> opening_signs("Si llueve, qué hará? Nada!", "If it rains, what then? Nothing!")
    'Si llueve, ¿qué hará? ¡Nada!'
    """
    if not ("?" in text or "!" in text):
        return text
    found, last = [], 0
    for end in _END.finditer(text):
        sign = "?" if "?" in end[0] else "!"
        stretch = text[last : end.start()]
        at = _where_it_opens(stretch, sign, _marks_after(text, end.end()))
        if at is None or (source and not _marked(source, sign)):
            found.append(text[last : end.end()])
        else:
            found += [stretch[:at], _OPENERS[sign], stretch[at:], end[0]]
        last = end.end()
    return "".join([*found, text[last:]])


def _marked(source: str, sign: str) -> bool:
    return sign in source or {"?": "؟", "!": "！"}[sign] in source


def _marks_after(text: str, at: int) -> int:
    """How many masked marks close right after a sign."""
    rest = text[at:]
    return len(rest) - len(rest.lstrip("".join(map(chr, range(0xE000, 0xE100)))))


def _where_it_opens(stretch: str, sign: str, closing: int) -> int | None:
    """The offset for an opening sign in what precedes a closing one; None when none is missing."""
    start = _sentence_start(stretch)
    sentence = stretch[start:]
    if "¿" in stretch or "¡" in stretch or not _LETTER.search(sentence):
        return None
    if sign == "!" and sentence.endswith(_SHOUTING_NAMES):
        return None
    if sign == "?" and (asking := list(_ASKING.finditer(sentence))):
        return start + asking[0].end()
    return _inside_marks(stretch, start, closing)


def _sentence_start(stretch: str) -> int:
    """The offset where the last sentence of the stretch begins, after spaces and marks."""
    start = 0
    for match in _START.finditer(stretch):
        before = stretch[max(0, match.start() - _NEAR) : match.start() + 1]
        if match.end() < len(stretch) and not _ABBREVIATED.search(before):
            start = match.end()
    return start


def _inside_marks(stretch: str, start: int, closing: int) -> int:
    """`start`, moved out of marks that do not close with the sentence."""
    opened = 0
    while opened < start and "\ue000" <= stretch[start - 1 - opened] <= "\ue0ff":
        opened += 1
    return start - max(0, opened - closing)


_STRAIGHT = re.compile(
    rf"(?:(?<=[\s(\[¿¡{_MARK}—])|^)\"(?=[^\s\"])([^\"«»“”\n]*)(?<=\S)\"(?=[\s)\].,;:!?…{_MARK}—]|$)"
)
_PAIRS = ("“”", "«»", "„“")


def quotes_of_source(text: str, source: str = "") -> str:
    """The text with typographic quotation marks for straight ones, when the source has them.

    “ ” stays “ ” (CLDR's quotation marks for Spanish), « » stays « »; both are right in Spanish,
    and so are straight ones where the source is straight: what a newsroom writes, it keeps.

    >>> quotes_of_source('Lo llamó "realista".', "He called it “realistic”.")
    'Lo llamó “realista”.'
    >>> quotes_of_source('Lo llamó "realista".', 'He called it "realistic".')
    'Lo llamó "realista".'
    """
    if '"' not in text or '"' in source or text.count('"') % 2:
        return text
    pair = next((pair for pair in _PAIRS if pair[0] in source and pair[1] in source), None)
    if pair is None:
        return text
    left, right = ("“", "”") if pair[0] == "„" else (pair[0], pair[1])
    return _STRAIGHT.sub(rf"{left}\1{right}", text)


_NUMBER = re.compile(
    r"(?<![\w.,:/-])(?:(?P<thousands>\d{1,3}(?:,\d{3})+)(?P<part>\.\d+)?|(?P<whole>\d+)\.(?P<rest>\d+))"
    r"(?![\w:/-]|[.,]\d)"
)
_ANY_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")
_MONEY = re.compile(r"(?:[$€£¥]|US\$|USD|EUR)[ \u00a0]?$")
_UNIT = re.compile(
    r"[ \u00a0\u202f]?(?:%|‰|°|[€$£]|(?:por ciento|puntos?|mil|millon(?:es)?|billon(?:es)?|"
    r"k?m(?:²|2)?|cm|mm|kg|g|mg|t|l|ml|hectáreas|kil[oó]metros?|metros?|kilos?|kilogramos?|"
    r"toneladas?|litros?|grados?|años?|meses|días|horas?|minutos?|segundos?|dólares|euros|pesos|"
    r"veces|barriles|[KMGT]i?B|[KMGT]bps|[kMG]?Hz|[kMGT]?W|[kMGT]?Wh)(?!\w))",
    re.IGNORECASE,
)


def decimal_commas(text: str, source: str = "", locale: str = "es") -> str:
    """The text with 2,5 for a 2.5, and 12.500 for a 12,500, that were copied from the source.

    Only where the language's region writes a decimal comma (CLDR: Spain and South America;
    not Mexico), and for a decimal point only before a unit or after a currency: 2.5 alone may be
    a version, a section or a time. Four digits have no separator (CLDR, `minimumGroupingDigits`).

    >>> decimal_commas("Creció 2.5 % en Tails 4.0: 12,500 personas", "2.5% Tails 4.0 12,500")
    'Creció 2,5 % en Tails 4.0: 12.500 personas'
    >>> decimal_commas("Creció 2.5 %", "2.5%", "es-MX")
    'Creció 2.5 %'
    """
    if not source or not _NUMBER.search(text) or not _has_decimal_comma(locale):
        return text
    copied = set(_ANY_NUMBER.findall(source))

    def localized(number: re.Match[str]) -> str:
        if number["thousands"]:
            whole = number["thousands"].replace(",", "")
            grouped = f"{int(whole):,}".replace(",", ".") if len(whole) > 4 else whole
            new = grouped + (number["part"] or "").replace(".", ",")
        elif _UNIT.match(text, number.end()) or _MONEY.search(text[: number.start()]):
            new = f"{number['whole']},{number['rest']}"
        else:
            return number[0]
        return new if number[0] in copied and new not in copied else number[0]

    return _NUMBER.sub(localized, text)


def _has_decimal_comma(locale: str) -> bool:
    known = cldr_locale(locale)
    return known is not None and known.number_symbols["latn"]["decimal"] == ","


_MONTH = (
    "Enero|Febrero|Marzo|Abril|Mayo|Junio|Julio|Agosto|Se(?:p)?tiembre|Octubre|Noviembre|Diciembre"
)
_DAY = "Lunes|Martes|Miércoles|Jueves|Viernes|Sábado|Domingo"
_DATED = re.compile(
    rf"(?<=\d )(?:de )(?:{_MONTH})(?= (?:de|del) (?:año )?[12]\d{{3}}\b)"
    rf"|(?<=[a-záéíóúñ] )(?:{_MONTH})(?= (?:de|del) (?:año )?[12]\d{{3}}\b)"
    rf"|(?<=[a-záéíóúñ,] )(?:{_DAY}),?(?= \d{{1,2}} de [a-zA-Z])"
    rf"|(?<=\b[Ee]l )(?:{_DAY})(?= (?:por la|a las|pasado|próximo|que viene|\d{{1,2}}\b))"
)


def lower_case_dates(text: str) -> str:
    """The text with months and days of the week in lower case, in dates.

    A date has the day and the year, or a lower-case word before month and year, or a weekday
    before the day of the month. `Cinco de Mayo`, `Viernes Santo` and `Plaza de Mayo` are names.

    >>> lower_case_dates("El Martes 5 de Enero de 2021 y en Mayo de 2022, en la Plaza de Mayo")
    'El martes 5 de enero de 2021 y en mayo de 2022, en la Plaza de Mayo'
    """
    return _DATED.sub(lambda name: name[0].lower(), text)
