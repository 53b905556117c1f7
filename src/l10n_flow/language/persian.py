"""Persian that a machine wrote, brought into the spelling that readers expect.

Every function here takes text and gives text, leaves right spelling as it is, and does nothing
more the second time. Markup is masked by the caller with one character for each item (`OBJECT`,
`MARKS` of `repairs`): letters are never joined across one, and punctuation looks through marks.

Rules follow the Academy of Persian Language and Literature's orthography (دستور خط فارسی, 1401)
and ISIRI 6219 (keyboard and code points); where both allow two spellings, neither is touched.
"""

from __future__ import annotations

import re
from functools import cache

__all__ = [
    "comparatives",
    "persian_digits",
    "persian_letters",
    "persian_punctuation",
    "persian_quotes",
    "plurals",
    "tidy_joiners",
    "verb_endings",
    "verb_prefixes",
]

ZWNJ = "\u200c"
_L = "\u0620-\u063f\u0641-\u064a\u064b-\u0655\u0670-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff"
"""Letters of the Arabic script and what is written above and below them; not the tatweel."""
_MARK = "\ue000-\ue0ff"

_ARABIC = re.compile("[\u064a\u0649\u0643]")
_PERSIAN_FOR = str.maketrans({"\u064a": "ی", "\u0649": "ی", "\u0643": "ک"})
_QUOTED = re.compile('«[^«»]*»|“[^“”]*”|"[^"]*"|﴿[^﴿﴾]*﴾')
_ARABIC_WORD = re.compile(rf"(?<![{_L}])(?:[وبفلك]?ال[{_L}]{{2,}}|[{_L}]*[ةإٱٌٍ][{_L}]*)")
_WORD = re.compile(rf"[{_L}]+")


def persian_letters(text: str) -> str:
    """The text with ی and ک where an Arabic keyboard wrote ي, ى and ك.

    ة stays: دایرةالمعارف is written with it. A quotation of at least two words that is Arabic by
    half of its words (they begin with ال, or hold a letter or sign that Persian does not write)
    keeps its letters.

    >>> persian_letters("سياست كشورهاي همسايه")
    'سیاست کشورهای همسایه'
    >>> persian_letters("گفت: «السلام عليكم و رحمة الله»")
    'گفت: «السلام عليكم و رحمة الله»'
    """
    if not _ARABIC.search(text):
        return text
    found, last = [], 0
    for quotation in _QUOTED.finditer(text):
        if _is_arabic(quotation[0]):
            found += [text[last : quotation.start()].translate(_PERSIAN_FOR), quotation[0]]
            last = quotation.end()
    return "".join([*found, text[last:].translate(_PERSIAN_FOR)])


def _is_arabic(quotation: str) -> bool:
    words = len(_WORD.findall(quotation))
    return words >= 2 and 2 * len(_ARABIC_WORD.findall(quotation)) >= words


_ARABIC_DIGITS = {ord("٠") + value: chr(ord("۰") + value) for value in range(10)}
_ASCII_DIGITS = {ord("0") + value: chr(ord("۰") + value) for value in range(10)}
_TOKEN = re.compile(
    r"(?P<latin>[^\W\d_\u0590-\U0001ffff][^\s\u0590-\u06ff\u200c\ue000-\ue0ff\ufffc«»()،؛؟]*"
    r"(?:[ \u00a0][0-9]+(?:[.:/-][0-9]+)*(?![^\W_]))?)"
    r"|(?<![0-9@#$_./\\:+=&?%~^*,'-])(?P<other>[0-9@#$_./\\:+=&?%~^*,'-]*[0-9][^\s\u0590-\u06ff\u200c\ue000-\ue0ff\ufffc«»()،؛؟]*)"
)
"""A word of another script with the number that goes with it (`Windows 10`), or what begins with
an ASCII digit or sign and goes on to the next space."""
_PLAIN_NUMBER = re.compile(r"[-±]?[0-9]+(?:[.,:/×–-][0-9]+)?(?:[.,/][0-9]+)?%?[-.,:;!?\"'…”–]*")


def persian_digits(text: str) -> str:
    """The text with ۰ to ۹ for the digits of prose: Arabic ones always, ASCII ones in numbers.

    A number is digits with at most two separators: an amount, a date, a time, a range. What goes
    with Latin letters keeps its digits: `H2O`, `v2.1`, `MP3`, `Windows 10`, an address; and so do
    an IP address and what has signs of code around it. Separators stay as they are, as in
    `language.digits`. A text without any letter keeps its digits: it may be code.

    >>> persian_digits("در 29 سپتامبر 2020، ٤ نفر از 1,500 نفر با Windows 10 و H2O")
    'در ۲۹ سپتامبر ۲۰۲۰، ۴ نفر از ۱,۵۰۰ نفر با Windows 10 و H2O'
    >>> persian_digits("نشانی 127.0.0.1 و https://example.org/?p=12 و نگارش v2.1")
    'نشانی 127.0.0.1 و https://example.org/?p=12 و نگارش v2.1'
    """
    text = text.translate(_ARABIC_DIGITS) if not text.isascii() else text
    if not _WORD.search(text):
        return text
    return _TOKEN.sub(_number, text)


def _number(token: re.Match[str]) -> str:
    if token["other"] is None or not _PLAIN_NUMBER.fullmatch(token["other"]):
        return token[0]
    return token[0].translate(_ASCII_DIGITS)


_PERSIAN_MARKS = {",": "،", ";": "؛", "?": "؟"}
_SIGN = re.compile(
    rf"(?<=[^\s,;?])[,;?]+(?=[{_MARK}{ZWNJ}]*(?:[\s»”\")\]!.…,;?،؛؟]|$|[{_L}\ufffc]))"
)
_STRONG = re.compile(rf"[{_L}]|(?P<latin>[^\W\d_])")
_NEAR = 200
"""Characters on each side of a sign that decide about it; more would cost quadratic time."""
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
    if not _WORD.search(text):
        return text
    return _SIGN.sub(lambda sign: _persian_sign(text, sign), text)


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
    return "".join(_PERSIAN_MARKS[letter] for letter in sign[0])


_PAIR = re.compile(
    rf"(?:(?<=[\s(\[،؛:{_MARK}{ZWNJ}])|^)(?:\"(?=[^\s\"])([^\"«»“”\n]*)(?<=\S)\"|“([^\"«»“”\n]*)”)"
    rf"(?=[\s)\]،؛؟.,;:!?…{_MARK}{ZWNJ}]|$)"
)


def persian_quotes(text: str) -> str:
    """The text with « » for quotation marks that stand in pairs around words.

    Within « » they are the second level and stay; so does a lone one, which may be an inch, and
    every quotation mark of a text without a Persian letter.

    >>> persian_quotes('او "سیاست" را “هنر” نامید')
    'او «سیاست» را «هنر» نامید'
    >>> persian_quotes('«گفت "بیا" و رفت»'), persian_quotes('نمایشگر 15" بزرگ')
    ('«گفت "بیا" و رفت»', 'نمایشگر 15" بزرگ')
    """
    if not _WORD.search(text) or text.count('"') % 2 or text.count("“") != text.count("”"):
        return text

    def guillemets(pair: re.Match[str]) -> str:
        before = text[: pair.start()]
        if before.count("«") != before.count("»"):
            return pair[0]
        return f"«{pair[0][1:-1]}»"

    return _PAIR.sub(guillemets, text)


_PUNCTUATION = r"\s.,;:!?،؛؟…«»()\[\]{}\"“”"
_RUN = re.compile(f"{ZWNJ}{ZWNJ}+")
_AT_EDGE = re.compile(
    rf"(?:^|(?<=[{_PUNCTUATION}])(?<![»)\]}}\"”])){ZWNJ}(?![\u0300-\u036f\u064b-\u0655])"
    rf"|{ZWNJ}(?=[{_PUNCTUATION}]|$)"
)


def tidy_joiners(text: str) -> str:
    """The text with at most one ZWNJ in a row, and none at the edge of a word.

    Beside a space, punctuation or the end of the text it joins nothing. Beside masked markup it
    may join the word to what is in there (`Tor` in bold, then ‌ها), and after a closing bracket or
    quotation mark to the word within; there it stays.

    >>> tidy_joiners("کتاب\u200c\u200cها\u200c و می\u200c شود") == "کتاب\u200cها و می شود"
    True
    """
    if ZWNJ not in text:
        return text
    return _AT_EDGE.sub("", _RUN.sub(ZWNJ, text))


_PRESENT = (
    "آزار آزمای آسای آشام آشوب آفرین آلای آموز آمیز آور آویز آی ارز است افت افراز افروز افزای "
    "افشان افکن انجام انداز اندیش انگار انگیز ایست باز باش باف بال بخش بر بلع بند بوس بوی بین "
    "پاش پالای پذیر پر پراکن پرداز پرس پرست پرور پز پژوه پسند پلک پندار پوس پوش پوی پیچ پیمای "
    "پیوند تاب تاز تپ تراش ترس ترک توان جنب جنگ جه جوش جوی چاپ چر چرخ چسب چش چشان چک چین خر "
    "خراش خروش خز خند خواب خوابان خوان خواه خور خوران خیز دار دان ده درخش درو دم دو دوز دوش "
    "ران ربای رس رسان رقص رنج رنجان رو رویان ریز زدای زن زی ساز سای سپار ستای ستان ستیز سرای "
    "سنج سوز شتاب شکاف شکن شمار شناس شناسان شنو شو شوران شوی طلب غلت فرسای فرست فروش فریب فشار "
    "فهم فهمان قاپ کار کاه کاو کش کشان کن کوب کوش گذار گذر گذران گرای گرد گردان گریز گز گزین "
    "گسل گستران گشای گمار گنج گنجان گوی گیر لرز لرزان لغز لنگ مال مان میر ناز نال نام نشان نشین "
    "نگار نگر نمای نواز نورد نوش نویس نه هراس ورز وز یاب"
)
_PAST = (
    "آزرد آزمود آسود آفرید آموخت آمیخت آورد آویخت آمد ارزید افتاد افراشت افروخت افزود افشاند "
    "افکند انجامید انداخت اندیشید انگاشت انگیخت ایستاد باخت بافت بالید بخشید برد بست بلعید بود "
    "بوسید بویید پاشید پالود پذیرفت پرید پراکند پرداخت پرسید پرستید پرورد پخت پژوهید پسندید "
    "پنداشت پوسید پوشید پوشاند پویید پیچید پیمود پیوست تابید تاخت تپید تراشید ترسید ترکید توانست "
    "جنبید جنگید جهید جوشید جست چاپید چرید چرخید چرخاند چسبید چسباند چشید چید خرید خراشید خروشید "
    "خزید خندید خوابید خواند خواست خورد خوراند خاست داشت دانست داد درخشید دمید دوید دوخت دید "
    "راند ربود رسید رساند رقصید رنجید رفت رویید ریخت زدود زد زیست ساخت سایید سپرد ستود ستاند "
    "ستیزید سرود سنجید سوخت سوزاند شتافت شکافت شکست شمرد شناخت شناساند شنید شد شورید شست طلبید "
    "غلتید فرسود فرستاد فروخت فریفت فشرد فهمید فهماند کاشت کاست کاوید کشید کشت کشاند کرد کوبید "
    "کوشید گذاشت گذشت گذراند گرایید گردید گرداند گریخت گزید گزیده گسست گستراند گشت گشود گماشت "
    "گنجید گنجاند گفت گرفت لرزید لرزاند لغزید لنگید مالید ماند مرد نازید نالید نامید نشاند نشست "
    "نگاشت نگریست نمود نواخت نوردید نوشید نوشت نهاد هراسید ورزید وزید یافت"
)
_IMPERSONAL = "توان|بای(?:د|ست|ستی)"
"""می‌توان (one can) and می‌باید (one must) have no ending."""
_JOINED = (
    "کن شو باش توان خواه گوی ده رو آی گیر بین گذار ساز دار آور رس خوان نویس یاب",
    "کرد شد بود توانست خواست گفت داد رفت آمد گرفت دید گذاشت ساخت داشت آورد رسید خواند نوشت ماند",
)
"""Stems whose forms, with می written on, are no other word: میدان, میراث, میزان are."""


@cache
def _prefix_and_space() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![{_L}{ZWNJ}])(ن?می)[ \u00a0](?=(?:{_forms(_PRESENT, _PAST)})(?![{_L}]))"
    )


@cache
def _prefix_written_on() -> re.Pattern[str]:
    return re.compile(rf"(?<![{_L}{ZWNJ}])(ن?می)(?=(?:{_forms(*_JOINED)})(?![{_L}{ZWNJ}]))")


def _forms(present: str, past: str) -> str:
    """The forms that take می: present stem with an ending, past stem with or without one."""
    now, then = ("|".join(sorted(set(stems.split()), reverse=True)) for stems in (present, past))
    return rf"(?:{now})(?:م|ی|د|یم|ید|ند)|(?:{then})(?:م|ی|یم|ید|ند|ه)?|{_IMPERSONAL}"


def verb_prefixes(text: str) -> str:
    """The text with می and نمی joined by ZWNJ to the verb form that follows.

    Only the forms of the some 330 verb stems listed here are verbs, so that می (wine) before a
    noun or adjective stays a word. Where the prefix is written on (میکنند), only forms that are no
    other word are parted.

    >>> verb_prefixes("می روند و نمی توانست، میکنند") == "می‌روند و نمی‌توانست، می‌کنند"
    True
    >>> verb_prefixes("می ناب در میدان")
    'می ناب در میدان'
    """
    if "می" not in text:
        return text
    parted = _prefix_written_on().sub(rf"\1{ZWNJ}", text)
    return _prefix_and_space().sub(rf"\1{ZWNJ}", parted)


_PLURAL = re.compile(rf"(?<=[{_L}])[ \u00a0](?=ها(?:ی(?:ی|م|ت|ش|مان|تان|شان)?|ست|یند)?(?![{_L}]))")


def plurals(text: str) -> str:
    """The text with ها, های, هایی, هایشان and the like joined by ZWNJ to the word before.

    >>> plurals("کتاب ها و روزنامه های تازه") == "کتاب‌ها و روزنامه‌های تازه"
    True
    """
    return _PLURAL.sub(ZWNJ, text) if " ها" in text or "\u00a0ها" in text else text


_ADJECTIVES = (
    "آرام آسان ارزان امن بد بزرگ بلند بالا پایین پررنگ پیچیده پیش پیشرفته تازه تند تیز جدی جدید "
    "جوان حساس خطرناک خوب خوش دقیق دور راحت روان روشن زشت زود زیاد زیبا ساده سبک سخت سریع سنگین "
    "شدید شفاف ضعیف طولانی عمیق عقب عمومی فراوان قدیمی قوی کامل کوتاه کوچک کهن گران گرم گسترده "
    "مؤثر متنوع محدود محکم مشخص مشکل مطمئن معتبر مفید مناسب منظم مهم نرم نزدیک نو واضح "
    "وسیع هوشمند خصوصی حرفه‌ای کلی جزئی مختصر پاک پهن پر جلو خلاصه سالم صمیمی غنی فقیر "
    "شلوغ خلوت کند کلفت نازک لطیف ناامن مستقیم مدرن مشهور معروف نادر ناقص نامناسب آگاه آهسته"
)
_JOINED_COMPARATIVES = {"کم": "کمتر", "بیش": "بیشتر"}
_COMPARATIVE = re.compile(
    rf"(?<![{_L}{ZWNJ}])([{_L}{ZWNJ}]*[{_L}])[ \u00a0]"
    rf"(تر(?:ین)?(?:{ZWNJ}?های?ی?|ی)?)(?![{_L}{ZWNJ}])(?=([ \u00a0]از(?![{_L}{ZWNJ}]))?)"
)
_NEVER_COMPARED = "به و یا که از در با این آن چشم بر هر تا را نه هم می نمی"


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(_ADJECTIVES.split())


def comparatives(text: str) -> str:
    """The text with تر and ترین joined to the adjective before: by ZWNJ, or written on in کمتر.

    ترین is a suffix after any word but a particle. تر is also a word (wet): it is joined to common
    adjectives, and to any word when از (than) follows. کم and بیش are written on, as the Academy
    writes کمتر and بیشتر; بهتر, مهتر, دختر and دفتر have no space to lose.

    >>> comparatives("بزرگ تر و کم تر از مهم ترین") == "بزرگ‌تر و کمتر از مهم‌ترین"
    True
    >>> comparatives("خشک و تر، چشم تر")
    'خشک و تر، چشم تر'
    """
    return _COMPARATIVE.sub(_compared, text) if " تر" in text or "\u00a0تر" in text else text


def _compared(match: re.Match[str]) -> str:
    word, suffix, than = match.groups()
    if word in _NEVER_COMPARED.split() or word.endswith(("تر", "ترین")):
        return match[0]
    if suffix.startswith("ترین") or than or word in _adjectives() or word in _JOINED_COMPARATIVES:
        together = _JOINED_COMPARATIVES.get(word)
        return f"{together}{suffix[2:]}" if together else f"{word}{ZWNJ}{suffix}"
    return match[0]


_ENDING = re.compile(
    rf"(?<![{_L}])([{_L}{ZWNJ}]*[{_L}]{{2}}ه)[ \u00a0](ا(?:م|ند|یم|ید)|ای)(?![{_L}{ZWNJ}])"
)
_NO_PARTICIPLES = "همه چهار ده نه که چه به سه بله البته اگرچه چنانچه آنچه هرچه گرچه"


def verb_endings(text: str) -> str:
    """The text with ام, ای, ایم, اید, اند joined by ZWNJ to a word of three letters or more in ه.

    >>> verb_endings("رفته اند به خانه ای که ساخته ایم") == "رفته‌اند به خانه‌ای که ساخته‌ایم"
    True
    """

    def joined(match: re.Match[str]) -> str:
        return match[0] if match[1] in _NO_PARTICIPLES.split() else f"{match[1]}{ZWNJ}{match[2]}"

    return _ENDING.sub(joined, text) if "ه ا" in text or "ه\u00a0ا" in text else text
