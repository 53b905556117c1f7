"""Signs of a Persian text that a machine wrote: its digits, punctuation and quotation marks.

As in `persian`, every function takes and returns a text, keeps correct signs, and changes nothing
when it is applied again. ISIRI 6219:2002 says which signs Persian has; the letters around a sign
decide whether it is Persian.
"""

from __future__ import annotations

from l10n_flow import patterns as re
from l10n_flow.language.arabic import LETTERS as _L
from l10n_flow.language.arabic import listed, outside_arabic
from l10n_flow.language.persian import ZWNJ

_MARK = "\ue000-\ue0ff"
_WORD = re.compile(rf"[{_L}]+")

_ARABIC_DIGITS = {ord("٠") + value: chr(ord("۰") + value) for value in range(10)}
_ASCII_DIGITS = {ord("0") + value: chr(ord("۰") + value) for value in range(10)}
_TOKEN = re.compile(
    r"(?P<latin>[^\W\d_\u0590-\U0001ffff][^\s\u0590-\u06ff\u200c\ue000-\ue0ff\ufffc«»()،؛؟]*"
    r"(?:[ \u00a0](?:(?:[<>=!]=|[=<>≈≤≥])[ \u00a0])?-?[0-9]+(?:[.:/-][0-9]+)*(?![^\W_]))?)"
    r"|(?<![0-9@#$_./\\:+=&?%~^*,'-])(?P<other>[0-9@#$_./\\:+=&?%~^*,'-]*[0-9][^\s\u0590-\u06ff\u200c\ue000-\ue0ff\ufffc«»()،؛؟]*)"
)
"""A word of another script with the number that goes with it (`Windows 10`), or what begins with
an ASCII digit or sign and goes on to the next space."""
_PLAIN_NUMBER = re.compile(r"[-+±−#]?[0-9]+(?:[.,:/×–+-][0-9]+)*[%°]?(?:\]|[-.,:;!?\"'…”–])*")
_NETWORK = re.compile(r"[0-9]+(?:\.[0-9]+){3}")


def persian_digits(text: str) -> str:
    """The text with ۰ to ۹ for the digits of prose: Arabic ones always, ASCII ones in numbers.

    A number is digits with separators: an amount, a date, a time, a range, a sum, a telephone
    number. What goes with Latin letters keeps its digits: `H2O`, `v2.1`, `MP3`, `Windows 10`, an
    address; and so do an IP address and what has signs of code around it. Separators stay as they
    are, as in `numerals.digits`. A text without a letter and a digit of Persian may be code.

    >>> persian_digits("در 29 سپتامبر 2020، ٤ نفر از 1,500 نفر با Windows 10 و H2O")
    'در ۲۹ سپتامبر ۲۰۲۰، ۴ نفر از ۱,۵۰۰ نفر با Windows 10 و H2O'
    >>> persian_digits("نشانی 127.0.0.1 و https://example.org/?p=12 و نگارش v2.1")
    'نشانی 127.0.0.1 و https://example.org/?p=12 و نگارش v2.1'
    """
    if not _DIGIT.search(text) or not (_WORD.search(text) or _OWN_DIGIT.search(text)):
        return text
    return _with_persian_digits(text)


_DIGIT = re.compile("[0-9٠-٩]")
_OWN_DIGIT = re.compile("[۰-۹]")


@outside_arabic
def _with_persian_digits(text: str) -> str:
    text = text.translate(_ARABIC_DIGITS)
    if _OWN_DIGIT.search(text):
        text = _MIXED.sub(lambda number: number[0].translate(_ASCII_DIGITS), text)
    return _TOKEN.sub(_number, text)


_MIXED = re.compile(
    r"(?<![\w.,:/-])(?=[0-9.,:/٫٬-]*[۰-۹])(?=[۰-۹.,:/٫٬-]*[0-9])[0-9۰-۹][0-9۰-۹.,:/٫٬-]*(?<=[0-9۰-۹])(?!\w)"
)
"""A number with digits of two scripts: ۱۳۹۹/07/08."""


def latin_digits(text: str) -> str:
    """The text with 0 to 9 for Persian and Arabic digits, for a project that has chosen them.

    >>> latin_digits("۳ روز")
    '3 روز'
    """
    return _with_latin_digits(text) if _OTHER_DIGIT.search(text) else text


_OTHER_DIGIT = re.compile("[۰-۹٠-٩٫٬٪]")
_LATIN_FOR = {
    **{ord("۰") + value: str(value) for value in range(10)},
    **{ord("٠") + value: str(value) for value in range(10)},
    **str.maketrans({"٫": ".", "٬": ",", "٪": "%"}),
}


@outside_arabic
def _with_latin_digits(text: str) -> str:
    return text.translate(_LATIN_FOR)


def _number(token: re.Match[str]) -> str:
    written = token["other"]
    if written is None or not _PLAIN_NUMBER.fullmatch(written) or _NETWORK.match(written):
        return token[0]
    if _LATIN_WORDS.match(token.string, token.end()) or _OF_A_LAW.search(
        token.string, max(0, token.start() - 6), token.start()
    ):
        return token[0]
    return token[0].translate(_ASCII_DIGITS)


_LATIN_WORDS = re.compile(
    r"[ \u00a0]\u2066?(?:[A-Z][A-Za-z]+ [A-Z][A-Za-z]+|(?:[A-Z]\.){2})|\([a-z]\)"
)
"""What a number before it belongs to: 51 Franklin Street, 17 U.S.C., 501(c)."""
_OF_A_LAW = re.compile(r"\([a-z]\)\(\Z|[A-Z]\.\u2069? ?§ ?\Z")
"""What a number behind it belongs to: 501(c)(3), U.S.C. § 107."""
_GROUPED = re.compile(r"(?<![۰-۹.,/])[۰-۹]{1,3}(?:,[۰-۹]{3})+(?![۰-۹,/])(?:\.[۰-۹]+(?![.۰-۹]))?")
_MEASURED = (
    r"(?:[ \u00a0]?[٪%°€£¥₹]|[ \u00a0](?:[KMGT]i?B|[kMG]?Hz|[mk]?[gmWV]|cm|m?[lL]|kWh)(?![A-Za-z])"
    r"|[ \u00a0\u200c](?:درصد|هزار|میلیون|میلیارد|تریلیون|کیلو\w*|سانتی\w*|میلی\w*|متر\w*|"
    r"گرم|تن|لیتر|دلار|یورو|ریال|تومان|درجه|ساعت|دقیقه|ثانیه|سال|ماه|روز|برابر|هکتار|بشکه|ریشتر|"
    r"مگا\w*|گیگا\w*|ترا\w*|وات|واحد|امتیاز|نمره)ی?(?!\w))"
)
_DECIMAL = re.compile(
    r"(?<=[€£¥₹])[۰-۹]+\.[۰-۹]{1,2}(?![.۰-۹/:-])"
    r"|(?<![۰-۹.,/:])(?<![^\s(\[«€£¥₹]-)[۰-۹]+\.[۰-۹]+(?![.۰-۹/:-])"
    rf"(?=(?:[ \u00a0](?:تا|و|یا|به|از)[ \u00a0][۰-۹]+(?:[.٫][۰-۹]+)?)*{_MEASURED})"
)
_RATED = re.compile(
    r"(?<!\w)(?:نمره|معدل|ضریب|میانگین|متوسط|نرخ|نسبت|شاخص|بزرگی|بزرگای|قدرت|معادل"
    r"|(?:برابر|مساوی) با)ٔ?[ \u00a0][۰-۹]+\.[۰-۹]+(?![.۰-۹/:-])"
)
"""What is given in figures, and a decimal."""
_LISTED = re.compile(r"(?<=\[)[۰-۹]{1,3}(?:,[ \u00a0]?[۰-۹]{1,3})+(?=\])")
"""References: [2,3]."""
_PERCENT = re.compile(r"(?<=[۰-۹])([ \u00a0]?)%")
_SEPARATORS = str.maketrans({",": "٬", ".": "٫"})


def persian_separators(text: str) -> str:
    """The text with ٬ ٫ ٪ for the signs of another language in numbers of Persian digits.

    A comma before three digits parts thousands; a point is decimal where a measure or a magnitude
    follows: ۲.۵ by itself may be a version, a section or a time.

    >>> persian_separators("۲.۵ تا ۳.۵ درصد از ۱,۵۰۰ نفر، ۵۰%، نسخهٔ ۴.۲")
    '۲٫۵ تا ۳٫۵ درصد از ۱٬۵۰۰ نفر، ۵۰٪، نسخهٔ ۴.۲'
    """
    if not _PERSIAN_DIGIT.search(text):
        return text
    text = _GROUPED.sub(lambda number: number[0].translate(_SEPARATORS), text)
    text = _DECIMAL.sub(lambda number: number[0].translate(_SEPARATORS), text)
    text = _RATED.sub(lambda number: number[0].translate(_SEPARATORS), text)
    text = _LISTED.sub(lambda numbers: numbers[0].replace(",", "،"), text)
    return _PERCENT.sub(r"\1٪", text)


_PERSIAN_DIGIT = re.compile("[۰-۹][.,%]| %")


_PERSIAN_MARKS = {",": "،", ";": "؛", "?": "؟"}
_AS_PERSIAN = str.maketrans(_PERSIAN_MARKS)
_SIGN = re.compile(
    rf"[,;?](?<=[^\s,;?].)[,;?]*(?=[{_MARK}{ZWNJ}]*(?:[\s»”\")\]!.…,;?،؛؟]|$|[{_L}\ufffc]))"
)
_STRONG = re.compile(rf"[{_L}]|(?P<latin>[^\W\d_])")
_NEAR = 200
"""Characters on each side of a sign that decide about it; more would cost quadratic time."""
_LISTING = re.compile(r"[,;](?=[^\W\d])|(?<!\d)[,;](?=\d)")
_ITEM = r"(?:[^,]|(?<=\d),(?=\d))"
_KEYWORDS = re.compile(
    r"(?:[^;]+;(?=\S)){2}|(?:[^;]+;){2,}\s*\Z"
    rf"|(?:{_ITEM}+,(?=\S)(?!(?<=\d,)\d)){{2}}{_ITEM}*\Z"
)
"""What desktops search by: کاغذ;چاپ;نوشتن, with blanks within the words of an item."""
_LITERAL = re.compile(r"""\s*[\[(]\s*['"].*['"]\s*,.*[\])]\s*\Z""", re.DOTALL)
"""`['آدم', 'حوا']` is read by a program."""
_STRETCH = re.compile('[«»“”"()\\[\\]\n]')


def persian_punctuation(text: str) -> str:
    """The text with ، ؛ ؟ where a sentence in Persian has the signs of another language.

    Signs in numbers, in code and addresses, and within words of another script stay: a sign is
    Persian when the letters on either side of it, as far as the next bracket or quotation mark,
    are not both Latin, and Persian letters stand in the same stretch.

    >>> persian_punctuation("آیا Tor, Tails و دبیان امن‌اند? بله; شاید، 1,500 بار.")
    'آیا Tor, Tails و دبیان امن‌اند؟ بله؛ شاید، 1,500 بار.'
    >>> persian_punctuation("پرسید «Why, me?» و رفت")
    'پرسید «Why, me?» و رفت'
    """
    if not ("," in text or ";" in text or "?" in text) or not _WORD.search(text):
        return text
    if " " not in text.strip() and _LISTING.search(text):
        return text  # بله,خیر,شاید is a list for a program
    if _is_for_a_program(text):
        return text
    found = _SIGN.sub(lambda sign: _persian_sign(text, sign), text)
    return _SPACED.sub(_persian_sign_after_blank, found) if " " in found else found


_SPACED = re.compile(
    rf"(?P<before>[{_L}]+|[»)])[ \u00a0]+(?P<sign>[,;]|\?+!?)"
    rf"(?=[ \u00a0]+(?P<after>[{_L}]+|«)|\s*\Z)"
)
_MENTIONING = listed(
    "با از یا و به در هر علامت علائم نشان نشانه نشانهٔ نویسه نویسهٔ کاراکتر حرف کلید مانند مثل یعنی"
    " جداکننده جداکنندهٔ ویرگول کاما سمیکالن است را نیز هم"
)
"""Beside these a sign by itself may be the thing that is talked about: «با , یا ; جدا کنید»."""


def _persian_sign_after_blank(found: re.Match[str]) -> str:
    if found["before"] in _MENTIONING or found["after"] in _MENTIONING:
        return found[0]
    return found["before"] + found["sign"].translate(_AS_PERSIAN)


def _is_for_a_program(text: str) -> bool:
    """Whether the signs of a text part the items of a list that no reader sees."""
    if text.count(";") < 2 and text.count(",") < 2:
        return text[:1] in ("[", "(") and _LITERAL.match(text) is not None
    return _KEYWORDS.match(text) is not None or _LITERAL.match(text) is not None


def _persian_sign(text: str, sign: re.Match[str]) -> str:
    before = _STRETCH.split(text[max(0, sign.start() - _NEAR) : sign.start()])[-1]
    after = _STRETCH.split(text[sign.end() : sign.end() + _NEAR])[0]
    last, following = _STRONG.search(before[::-1]), _STRONG.search(after)
    is_after_latin = last is not None and last["latin"]
    is_before_latin = following is not None and following["latin"]
    persian_before = _WORD.search(before)
    if not (persian_before or _WORD.search(after)):
        return sign[0]
    if is_after_latin and (is_before_latin or not persian_before):
        return sign[0]
    if is_after_latin and sign[0] == ";" and not text[sign.end() :].strip():
        return sign[0]  # no sentence ends so, but code does
    if sign[0].startswith(";;"):
        return sign[0]  # so a program parts kinds of files
    return "".join(_PERSIAN_MARKS[letter] for letter in sign[0])


_DIRECTIONS = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
_PAIR = re.compile(
    rf"(?:(?<=[\s(\[،؛:{_DIRECTIONS}{_MARK}{ZWNJ}])|^)(?:\"(?=[^\s\"])([^\"«»“”\n]*)(?<=\S)\"|“([^\"«»“”\n]*)”"
    rf"|”(?=\S)([^\"«»“”\n]*)(?<=\S)“)"
    rf"(?=[\s)\]،؛؟.,;:!?…{_DIRECTIONS}{_MARK}{ZWNJ}]|$)"
)
_QUOTE = re.compile('["«»“”]')


def persian_quotes(text: str, quotes: str = "«»") -> str:
    """The text with « » for quotation marks that stand in pairs around words.

    `quotes` has the two signs that the project has chosen. Within « » other ones are the second
    level and stay, and « » within « » become them; a lone one stays, which may be an inch, and
    every quotation mark of a text without a Persian letter. ”…“ is a pair typed the other way.

    >>> persian_quotes('او "سیاست" را “هنر” نامید')
    'او «سیاست» را «هنر» نامید'
    >>> persian_quotes('«گفت "بیا" و رفت»'), persian_quotes('نمایشگر 15" بزرگ')
    ('«گفت "بیا" و رفت»', 'نمایشگر 15" بزرگ')
    >>> persian_quotes("«گفت «بیا» و رفت»"), persian_quotes("او ”سیاست“ را گفت")
    ('«گفت “بیا” و رفت»', 'او «سیاست» را گفت')
    >>> persian_quotes("او «سیاست» را گفت", "“”")
    'او “سیاست” را گفت'
    """
    if not _QUOTE.search(text) or not _WORD.search(text) or quotes not in ("«»", "“”"):
        return text
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        return text

    def outer(pair: re.Match[str]) -> str:
        before = text[: pair.start()]
        if before.count("«") != before.count("»"):
            return pair[0]
        return f"{quotes[0]}{pair[0][1:-1]}{quotes[1]}"

    if quotes == "«»":
        text = _nested(_WITHIN.sub(_turned, text))
    return _PAIR.sub(outer, _rounded(text) if quotes == "“”" else text)


_WITHIN = re.compile(
    r"(?<![^\s(،؛:])[\"“](?=[^\s\"])([^\"“”«»\n]*(?:«[^\"“”«»\n]+»[^\"“”«»\n]*)+)(?<=\S)[\"”]"
    r"(?=[\s)،؛؟.!?:…]|$)"
)
"""A quotation in other marks, with « » within."""


def _turned(quotation: re.Match[str]) -> str:
    return f"«{quotation[1].translate(_ROUND)}»"


def _rounded(text: str) -> str:
    """« » as “ ”, when every one has its partner and none stands within another."""
    if "“" in text or "”" in text or re.search("«[^»]*(?:«|$)|(?:»|^)[^«]*»", text):
        return text
    return text.translate(_ROUND)


_ROUND = str.maketrans("«»", "“”")


def _nested(text: str) -> str:
    """« » within « » as “ ”, when every one has its partner and no “ ” are in the way."""
    if text.count("«") < 2 or "“" in text or "”" in text:
        return text
    depth, found = 0, []
    for sign in text:
        if sign == "«":
            depth += 1
            found.append("«" if depth == 1 else "“")
        elif sign == "»":
            found.append("»" if depth == 1 else "”")
            depth -= 1
            if depth < 0:
                return text
        else:
            found.append(sign)
        if depth > 2:
            return text
    return text if depth else "".join(found)


_BLANK_BEFORE = re.compile(rf"(?<=[{_L}{ZWNJ}۰-۹A-Za-z»)\]])[ \u00a0]+(?=[،؛؟](?!\w))")
_NO_BLANK_AFTER = re.compile(rf"(?<=[{_L}»)\]][،؛؟])(?=[{_L}«])")
_BLANK_WITHIN = re.compile(
    rf"(?:(?P<quote>«)|\()[ \u00a0]+(?P<words>[{_L}](?:[^«»()\n]*[{_L}۰-۹.؟!…])?)[ \u00a0]+"
    r"(?(quote)»|\))"
)
_LONELY = re.compile(
    rf"(?P<before>[{_L}]+)[ \u00a0](?P<sign>[!:])(?=[ \u00a0]+(?P<after>[{_L}]+)?|«|\s*\Z)"
)
_SAID = re.compile(rf"(?<=[{_L}]:)(?=«)")


def spaces_at_signs(text: str) -> str:
    """The text with no blank before ، ؛ ؟ ! : and inside « » and ( ), and with one behind ، ؛ ؟.

    A colon has one behind it before «, too.

    >>> spaces_at_signs("صلح ، جنگ؛آشتی ؟")
    'صلح، جنگ؛ آشتی؟'
    >>> spaces_at_signs("« سلام » گفت : ( آری ) !"), spaces_at_signs("علامت ! را")
    ('«سلام» گفت: (آری) !', 'علامت ! را')
    """
    if _OWN_SIGN.search(text):
        text = _NO_BLANK_AFTER.sub(" ", _BLANK_BEFORE.sub("", text))
    if _OPENED.search(text):
        text = _BLANK_WITHIN.sub(lambda found: "".join(_without_blanks(found[0])), text)
    if text.rstrip().endswith(" ."):
        text = _LAST_STOP.sub(".", text)
    if " !" in text or " :" in text:
        text = _LONELY.sub(_without_blank, text)
    return _SAID.sub(" ", text) if ":«" in text else text


def _without_blanks(bracketed: str) -> tuple[str, str, str]:
    return bracketed[0], bracketed[1:-1].strip(" \u00a0"), bracketed[-1]


def _without_blank(found: re.Match[str]) -> str:
    if found["before"] in _MENTIONING or found["after"] in _MENTIONING:
        return found[0]
    return found["before"] + found["sign"]


_LAST_STOP = re.compile(r"(?<=[^\W\d_a-zA-Z»])[ \u00a0]\.(?=\s*\Z)")
_OWN_SIGN = re.compile("[،؛؟]")
_OPENED = re.compile("[«(][ \u00a0]")
