"""Spanish that a machine wrote, brought into the spelling that readers expect.

Every function here takes a text and returns a text, does not change correct spelling, and changes
nothing when it is applied again. `source` is the text that was translated, if it matters; the
caller masks markup as `repairs` describes. Unless another source is named, the rules are those of
the Ortografía de la lengua española (RAE and ASALE, 2010).
"""

from __future__ import annotations

from l10n_flow import patterns as re
from l10n_flow.language.tags import cldr_locale

_MARK = "\ue000-\ue0ff"
_STRAIGHT = re.compile(
    rf"(?:(?<=[\s(\[¿¡{_MARK}—])|^)\"(?=[^\s\"])([^\"«»“”\n]*)(?<=\S)\"(?=[\s)\].,;:!?…{_MARK}—]|$)"
)
_PAIRS = ("“”", "«»", "„“")


def quotes_of_source(text: str, source: str = "", quotes: str = "") -> str:
    """The text with typographic quotation marks for straight ones, when the source has them.

    `quotes` has the two signs that the project has chosen: then every pair gets them, and those
    within are “ ” in « » and ‘ ’ in “ ”. Where it says nothing, “ ”
    stays “ ” (CLDR's quotation marks for Spanish) and « » stays « »; both are right in Spanish,
    and so are straight ones where the source is straight: what a newsroom writes, it keeps.

    >>> quotes_of_source('Lo llamó "realista".', "He called it “realistic”.")
    'Lo llamó “realista”.'
    >>> quotes_of_source('Lo llamó "realista".', 'He called it "realistic".')
    'Lo llamó "realista".'
    >>> quotes_of_source('Dijo "es “difícil”".', quotes="«»")
    'Dijo «es “difícil”».'
    """
    if quotes in _LEVELS:
        return _leveled(text, _LEVELS[quotes])
    if '"' not in text or '"' in source or text.count('"') % 2:
        return text
    pair = next((pair for pair in _PAIRS if pair[0] in source and pair[1] in source), None)
    if pair is None:
        return text
    left, right = ("“", "”") if pair[0] == "„" else (pair[0], pair[1])
    return _STRAIGHT.sub(rf"{left}\1{right}", text)


_LEVELS = {"«»": ("«»", "“”", "‘’"), "“”": ("“”", "‘’")}
_ANY_QUOTE = re.compile('["«»“”]')


def _leveled(text: str, levels: tuple[str, ...]) -> str:
    """Each quotation in the signs of its level; the text as it is where one has no partner."""
    open_at: list[str] = []
    pieces, last = [], 0
    for found in _ANY_QUOTE.finditer(text):
        at, sign = found.start(), found[0]
        opens = sign in "«“" or (sign == '"' and _is_opening(text, at))
        if opens:
            level = len(open_at)
            open_at.append(sign)
        elif not open_at or _CLOSED_BY[open_at.pop()] != sign:
            return text
        else:
            level = len(open_at)
        if level >= len(levels):
            return text
        pieces += [text[last:at], levels[level][0 if opens else 1]]
        last = at + 1
    return text if open_at else "".join([*pieces, text[last:]])


_CLOSED_BY = {'"': '"', "«": "»", "“": "”"}


def _is_opening(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(after and not after.isspace() and not (before and _BEFORE.match(before) is None))


_BEFORE = re.compile(rf"[\s(\[¿¡«“{_MARK}—]")


_NUMBER = re.compile(
    r"(?:(?<![\w.,:/-])|(?<=\S -)|(?<=\(-)|(?<=\.\d-)|(?<=\.\d\d-))"
    r"(?:(?P<thousands>\d{1,3}(?:,\d{3})+)(?P<part>\.\d+)?|(?P<whole>\d+)\.(?P<rest>\d+))"
    r"(?![\w:/]|-(?!\d+\.\d)|[.,]\d)"
)
_ANY_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")
_MONEY = re.compile(r"(?:[$€£¥]|US\$|USD|EUR)[ \u00a0]?$")
_CHAIN = r"(?:(?:[ \u00a0](?:y|a|o|u|ni|hasta)[ \u00a0]|, |[–-])\d+[.,]\d+)*"
"""Other numbers that share the unit: entre 2.5 y 3.5 %."""
_UNIT = re.compile(
    rf"{_CHAIN}"
    r"[ \u00a0\u202f]?(?:%|‰|°|[€$£]|(?:por ciento|puntos?|mil|millon(?:es)?|billon(?:es)?|"
    r"k?m(?:²|2)?|cm|mm|kg|g|mg|t|l|ml|hectáreas|kil[oó]metros?|metros?|kilos?|kilogramos?|"
    r"toneladas?|litros?|grados?|años?|meses|días|horas?|minutos?|segundos?|dólares|euros|pesos|"
    r"veces|barriles|[KMGT]i?B|[KMGT]bps|[kMG]?Hz|[kMGT]?W|[kMGT]?Wh)(?!\w))",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\b(?:magnitud|tasa|promedio|media|nota|coeficiente|densidad|longitud|altura|profundidad|"
    r"temperatura|valor|precio|velocidad|puntuación|pH)(?: (?:media|promedio|máxima|mínima))?"
    r"(?: (?:de|fue|es|era|es de|fue de|era de))?[ \u00a0]$",
    re.IGNORECASE,
)
"""Words before a number that show that it measures something."""


_FORMULA = re.compile(r"\$[^$]*\\[A-Za-z]+[^$]*\$")
"""A formula of TeX, which formats its numbers itself."""


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
    if "$" in text and _FORMULA.search(text):
        return text
    if not source or not _NUMBER.search(text) or not _has_decimal_comma(locale):
        return text
    copied = set(_ANY_NUMBER.findall(source))

    def localized(number: re.Match[str]) -> str:
        if number["thousands"] and _BOUNDS.match(text, max(0, number.start() - 1)):
            return number[0]
        if number["thousands"]:
            whole = number["thousands"].replace(",", "")
            grouped = f"{int(whole):,}".replace(",", ".") if len(whole) > 4 else whole
            new = grouped + (number["part"] or "").replace(".", ",")
        elif _UNIT.match(text, number.end()) or _is_measured(text, number.start()):
            new = f"{number['whole']},{number['rest']}"
        else:
            return number[0]
        return new if number[0] in copied and new not in copied else number[0]

    return _NUMBER.sub(localized, text)


_BOUNDS = re.compile(r"[\[(]\d+,\d+[\])]")
"""[1,100] is from 1 to 100."""


def _is_measured(text: str, at: int) -> bool:
    before = text[max(0, at - 40) : at]
    return bool(_MONEY.search(before) or _MEASURED.search(before))


_CLOSED_PERCENT = re.compile(
    r"(?<=\d)(?<!=\"\d)(?<!=\"\d\d)(?<!=\"\d\d\d)([%‰])(?![\w(])(?![^{}]*\})"
)
"""No placeholder of a program (`%2$s`), and no attribute (`width="70%"`)."""
_SPACED_PERCENT = re.compile(r"(?<=\d)[ \u00a0\u202f]([%‰])")


def percent_space(text: str, locale: str = "es", percent: str = "") -> str:
    r"""The text with a no-break space before %, or none, as the project has chosen.

    "spaced" is the Academies' rule (DPD, «porcentaje»), "closed" is usual in Mexico. Without a
    choice, a space is added if CLDR's pattern for the region has one, and none is removed.

    >>> percent_space("un 2,5% más") == "un 2,5\u00a0% más"
    True
    >>> percent_space("un 2.5% más", "es-MX"), percent_space("un 2,5 %", percent="closed")
    ('un 2.5% más', 'un 2,5%')
    """
    if "%" not in text and "‰" not in text:
        return text
    if percent == "closed":
        return _SPACED_PERCENT.sub(r"\1", text)
    if percent == "spaced" or _has_spaced_percent(locale):
        return _CLOSED_PERCENT.sub("\u00a0\\1", text)
    return text


def _has_spaced_percent(locale: str) -> bool:
    known = cldr_locale(locale)
    return known is not None and "\u00a0" in known.percent_formats[None].pattern


_ORDINAL = re.compile(
    r"(?<![\w.,:/-])(?P<number>\d{1,3})"
    r"(?:(?P<her>ª|(?:e?r|d)a|[tmvn]a)|(?P<short>er)|(?P<his>º|(?:e?r|d)o|[tmvn]o))"
    r"(?=[ \u00a0](?!de (?:latitud|longitud|segundos?|rotación|giro)|bajo|sobre|a la\b|hacia"
    r"|(?:en )?sentido|[CFKNSEO]\b)[a-záéíóúñ])"
)


def ordinals(text: str) -> str:
    """The text with 1.º, 2.ª, 3.er for ordinals without their point (DPD, «ordinales»).

    Only before a word in lower case; 20º C is a temperature.

    >>> ordinals("el 1º puesto, la 2ª vez, el 3er piso y el 4to año, 20º C")
    'el 1.º puesto, la 2.ª vez, el 3.er piso y el 4.º año, 20º C'
    """
    if not _FIGURE.search(text):
        return text
    return _ORDINAL.sub(
        lambda one: f"{one['number']}.{'ª' if one['her'] else one['short'] or 'º'}", text
    )


_FIGURE = re.compile(r"\d(?:[ªº]|er\b|e?[rdtmvn][oa]\b)")


def _has_decimal_comma(locale: str) -> bool:
    known = cldr_locale(locale)
    return known is not None and known.number_symbols["latn"]["decimal"] == ","


_MONTHS = {
    "Enero": "January", "Febrero": "February", "Marzo": "March", "Abril": "April", "Mayo": "May",
    "Junio": "June", "Julio": "July", "Agosto": "August", "Septiembre": "September",
    "Setiembre": "September", "Octubre": "October", "Noviembre": "November",
    "Diciembre": "December",
}  # fmt: skip
_MONTH = rf"(?:{'|'.join(_MONTHS)})\b"
_NAMES_TOO = frozenset(("Abril", "Mayo", "Julio", "Agosto", "Marzo"))
"""Months that are also names of people."""
_DAYS = ("Lunes", "Martes", "Miércoles", "Jueves", "Viernes", "Sábados?", "Domingos?")
_DAY = rf"(?:{'|'.join(_DAYS)})\b"
_NO_NAME = (
    r"(?! [A-ZÁÉÍÓÚÑ]"
    r"| de (?:Ceniza|Ramos|Resurrección|Pascua|Gloria|Dolores|Pentecostés|Carnaval)\b)"  # feasts
)
"""What must not follow, because it makes a name: Viernes Santo, Julio Iglesias."""
_LINK = r"(?:,? (?:y|e|o|u|a|al|hasta)(?: el| de)? |-|–|, (?:el )?)"
_PLACE = re.compile(
    r"\b(?:(?i:Plaza|Avenida|Calle|Paseo|Puente|Parque|Barrio|Colonia|Batallón)|Av\.|Avda\.|"
    r"Estadio|Hospital|"
    r"Escuela|Instituto|Movimiento|Revolución|Frente|Partido|Grupo|Club|Río|Pacto|Premio|"
    r"Universidad|Colegio|Biblioteca|Teatro|Columna|Brigada|Ejército|Operación|Día|Fiesta)"
    r"(?: (?:del?|la|el|los))*(?: \d{1,2})?(?: de)? $|\b(?:Santo|San|Plácido|Don|Doña) $"
)
_DATED = re.compile(
    rf"(?<=\d )de (?:{_MONTH})(?= (?:de|del) (?:año )?[12]\d{{3}}\b)"
    rf"|(?<=[a-záéíóúñ] )(?:{_MONTH})(?= (?:de|del) (?:año )?[12]\d{{3}}\b)"
    rf"|(?<=[a-záéíóúñ,] )(?:{_DAY}),?(?= \d{{1,2}} de [a-zA-Z])"
)
_DAY_AND_MONTH = re.compile(rf"(?<=\d )de (?P<month>{_MONTH}){_NO_NAME}")
"""A date without its year: the source says whether it is one."""
_LED = re.compile(
    rf"\b(?P<from>(?i:de|entre|desde|hasta)) (?P<first>{_MONTH})(?={_LINK}(?i:{_MONTH}))"
    rf"|\b(?P<before>(?i:en|durante|desde|(?:mes|fines|finales|mediados|principios|comienzos|partir)"
    rf" de)) (?P<month>{_MONTH}){_NO_NAME}"
    rf"|\b(?P<the>(?i:el|los|del|al|este|cada|próximo|pasado)) (?P<day>{_DAY}){_NO_NAME}"
    rf"|\b(?P<since>(?i:de|entre|desde)) (?P<one>{_DAY})(?={_LINK}(?i:{_DAY}))"
)
"""A month or a day after a word that makes it a time."""
_SECOND = re.compile(
    rf"(?<!\w)(?P<first>(?i:{_MONTH}))(?P<link>{_LINK})(?={_MONTH}{_NO_NAME})"
    rf"|(?<!\w)(?P<one>(?i:{_DAY}))(?P<and>{_LINK})(?={_DAY}{_NO_NAME})"
)


def lower_case_dates(text: str, source: str = "") -> str:
    """The text with months and days of the week in lower case, where they are no names.

    That is in a date with its year; after an article or a preposition of time (el lunes, en
    enero, a finales de junio); in a stretch (de abril a junio, lunes y martes). Julio and Mayo are
    names, too: alone they are months when the source says so, and so is a month behind its day
    alone. `Cinco de Mayo`, `Viernes Santo` and `Plaza de Mayo` stay.

    >>> lower_case_dates("El Martes 5 de Enero de 2021 y en Mayo de 2022, en la Plaza de Mayo")
    'El martes 5 de enero de 2021 y en mayo de 2022, en la Plaza de Mayo'
    >>> lower_case_dates("De Abril a Junio, el Lunes y el Martes, y en Enero")
    'De abril a junio, el lunes y el martes, y en enero'
    """
    if not _CAPITAL.search(text):
        return text

    def lower(name: re.Match[str]) -> str:
        if _is_of_a_name(name):
            return name[0]
        return name[0].lower()

    text = _DATED.sub(lower, text)

    def dated(month: re.Match[str]) -> str:
        return lower(month) if _is_named(month["month"], source) else month[0]

    if source:
        text = _DAY_AND_MONTH.sub(dated, text)

    def led(name: re.Match[str]) -> str:
        month = name["month"]
        if month in _NAMES_TOO and not _is_named(month, source):
            return name[0]
        if _is_of_a_name(name):
            return name[0]
        word, _, when = name[0].rpartition(" ")
        return f"{word} {when.lower()}"

    return _with_seconds(_LED.sub(led, text))


NAMES_OF_DATES = frozenset(
    [name.lower().rstrip("s?") + ending for name in (*_MONTHS, *_DAYS) for ending in ("", "s")]
)
"""Months and days: a text without any of them has no date to write in lower case."""
_CAPITAL = re.compile(
    "|".join(rf"{name[0]}(?<!\w{name[0]}){name[1:]}\b" for name in (*_MONTHS, *_DAYS))
)
"""Each alternative begins with one fixed character, which makes the search many times as fast."""


def _is_of_a_name(when: re.Match[str]) -> bool:
    """Whether what stands before a time makes both of them a name: Plaza de Mayo."""
    return _PLACE.search(when.string[max(0, when.start() - 40) : when.start()]) is not None


def _is_named(month: str, source: str) -> bool:
    """Whether the source has the month: May, and not Mayo."""
    return re.search(rf"\b{_MONTHS[month]}\b", source) is not None


def _with_seconds(text: str) -> str:
    """The other names of a range in lower case, if its first is so or begins the text."""
    at = 0
    while (pair := _SECOND.search(text, at)) is not None:
        first = pair["first"] or pair["one"]
        at = pair.end()
        if first.islower() or not text[: pair.start()].strip(' «“("'):
            text = text[:at] + text[at].lower() + text[at + 1 :]
    return text
