"""Persian that a machine wrote, brought into the spelling that readers expect.

Every function here takes a text and returns a text, does not change correct spelling, and changes
nothing when it is applied again. The caller replaces markup by one character for each item
(`OBJECT`, `MARKS` of `repairs`): letters are never joined across one, and punctuation
(`persiansigns`) ignores marks.

Rules follow the Academy of Persian Language and Literature's orthography (دستور خط فارسی, as its
ninth printing of 1389 is quoted) and ISIRI 6219:2002 (which characters Persian has); where both
allow two spellings, neither is touched. `tests/language/cases` cite them, and say where neither
decides.
"""

from __future__ import annotations

from functools import cache

from l10n_flow import patterns as re
from l10n_flow.language.arabic import LETTERS as _L
from l10n_flow.language.arabic import PERSIAN_FOR, listed, outside_arabic

ZWNJ = "\u200c"

_ARABIC = re.compile("[\u064a\u0649\u0643]")


@outside_arabic
def _with_persian_letters(text: str) -> str:
    return _NOT_NAMED.sub(lambda letter: letter[0].translate(PERSIAN_FOR), text)


_NOT_NAMED = re.compile("(?<![«“‘\"'(\\[])[يىك]|[يىك](?![»”’\"')\\]])")
"""A letter that is not alone in quotation marks or brackets: that one is what the text is about."""


def persian_letters(text: str) -> str:
    """The text with ی and ک where an Arabic keyboard wrote ي, ى and ك.

    ة stays: دایرةالمعارف is written with it. So does a letter by itself in quotation marks, which
    is what the text is about. What is Arabic (`arabic.arabic_spans`) keeps its letters.

    >>> persian_letters("سياست كشورهاي همسايه")
    'سیاست کشورهای همسایه'
    >>> persian_letters("گفت: «السلام عليكم و رحمة الله»")
    'گفت: «السلام عليكم و رحمة الله»'
    >>> persian_letters("حرف «ي» عربي است")
    'حرف «ي» عربی است'
    """
    return _with_persian_letters(text) if _ARABIC.search(text) else text


_SUFFIX = (
    r"(?:ها(?:ی(?:ی|م|ت|ش|مان|تان|شان)?|یی|ست|یند)?|تر(?:ین)?(?:ها(?:ی|یی)?|ی)?"
    r"|ا(?:م|ند|یم|ید)|ای)"
)
_PUNCTUATION = r"\s.,;:!?،؛؟…«»()\[\]{}\"“”"
_RUN = re.compile(f"{ZWNJ}{ZWNJ}+")
_AT_EDGE = re.compile(
    rf"{ZWNJ}(?:(?=[{_PUNCTUATION}]|$)(?!\({_SUFFIX}\))"
    rf"|(?:(?<=^{ZWNJ})|(?<=[{_PUNCTUATION}]{ZWNJ})(?<![»)\]}}\"”]{ZWNJ}))(?![\u0300-\u036f\u064b-\u0655]))"
)


def tidy_joiners(text: str) -> str:
    """The text with at most one ZWNJ in a row, and none at the edge of a word.

    After می, or between a word and its suffix, a blank beside the ZWNJ is removed. Behind ، or ؛
    and before a word, the ZWNJ stands for a blank and becomes one. Beside any other space,
    punctuation or the end of the text, the ZWNJ is removed. Beside masked markup, and after a
    closing bracket or quotation mark, it may join a suffix to the word inside (`Tor` in bold, then
    ‌ها), and is kept.

    >>> tidy_joiners("کتاب\u200c\u200cها\u200c و می\u200c شود") == "کتاب\u200cها و می\u200cشود"
    True
    """
    return text if _LOOSE.search(text) is None else _tidied(text)


_LOOSE = re.compile(rf"{ZWNJ}(?:(?![{_L}])|(?<![{_L}]{ZWNJ}))")
"""A joiner that is not between two letters: only such a one is looked at."""


@outside_arabic
def _tidied(text: str) -> str:
    text = _RUN.sub(ZWNJ, text)
    if any(map(text.__contains__, _BLANK_BESIDE)):
        text = _PARTED_SUFFIX.sub(ZWNJ, _PARTED_PREFIX.sub(ZWNJ, text))
    return _AT_EDGE.sub("", _AFTER_COMMA.sub(" ", text))


_AFTER_COMMA = re.compile(rf"(?<=[{_L}][،؛]){ZWNJ}(?=[{_L}])")
_BLANK_BESIDE = (f"{ZWNJ} ", f"{ZWNJ}\u00a0", f" {ZWNJ}", f"\u00a0{ZWNJ}")
_PARTED_SUFFIX = re.compile(
    rf"(?<=[{_L}])(?:{ZWNJ}[ \u00a0]+{ZWNJ}?|[ \u00a0]+{ZWNJ})(?={_SUFFIX}(?![{_L}{ZWNJ}]))"
)
_PARTED_PREFIX = re.compile(
    rf"(?:(?<=(?<![{_L}{ZWNJ}])می)|(?<=(?<![{_L}{ZWNJ}])نمی))"
    rf"(?:{ZWNJ}[ \u00a0]+{ZWNJ}?|[ \u00a0]+{ZWNJ})(?=[{_L}]{{2}})"
)
"""A typed joiner with a blank: the word was meant to be one, so the blank is wrong."""


_PRESENT = (
    "آزار آزمای آسای آشام آشوب آفرین آلای آموز آمیز آور آویز آی آغاز ارز افت افراز افروز افزای "
    "افشان افکن انجام انداز اندیش انگار انگیز ایست باز بار باش باف بال بخش بر بلع بند بوس بوی بین "
    "پاش پالای پذیر پر پراکن پرداز پرس پرست پرور پز پژوه پسند پلک پندار پوس پوش پوی پیچ پیمای "
    "پیوند تاب تاز تپ تراش ترس ترک توان جنب جنگ جه جوش جوی چاپ چر چرخ چسب چش چشان چک چین خر "
    "خراش خروش خز خند خواب خوابان خوان خواه خور خوران خیز دار دان ده درخش درو دم دو دوز دوش "
    "ران ربای رس رسان رقص رنج رنجان رو رویان ریز زدای زن زی ساز سای سپار ستای ستان ستیز سرای "
    "سنج سوز شتاب شکاف شکن شمار شناس شناسان شنو شو شوران شوی طلب غلت فرسای فرست فروش فریب فشار "
    "فهم فهمان قاپ کار کاه کاو کش کشان کن کوب کوش گذار گذر گذران گرای گرد گردان گری گریز گز "
    "گزین "
    "گسل گستران گشای گمار گنج گنجان گوی گیر لرز لرزان لغز لنگ مال مان میر ناز نال نام نشان نشین "
    "نگار نگر نمای نواز نورد نوش نویس نه هراس ورز وز یاب باران تکان جنبان چکان دران رهان ره "
    "سوزان شکوف ترسان خندان رقصان غلتان قبولان گستر گوار نکوه کوچ کوچان لیس مک پوشان چسبان "
    "چرخان شای فرمای افزا آزما آرا گشا ربا پیما ستا نما فرما"
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
    "کوشید گذاشت گذشت گذراند گرایید گردید گرداند گریخت گریست گزید گزیده گسست گستراند گشت گشود "
    "گماشت "
    "گنجید گنجاند گفت گرفت لرزید لرزاند لغزید لنگید مالید ماند مرد نازید نالید نامید نشاند نشست "
    "نگاشت نگریست نمود نواخت نوردید نوشید نوشت نهاد هراسید ورزید وزید یافت بارید فرمود آغازید "
    "تکاند جنباند چکاند رهاند رهید سوزاند گسترد نکوهید کوچید لیسید مکید آراست بایست شایست"
)
_IMPERSONAL = "توان|بای(?:د|ست|ستی)"
"""می‌توان (one can) and می‌باید (one must) have no ending."""
_JOINED = (
    "کن شو باش توان خواه گوی ده رو آی گیر بین گذار ساز دار آور رس خوان نویس یاب گرد پذیر فرمای",
    "کرد شد بود توانست خواست گفت داد رفت آمد گرفت دید گذاشت ساخت داشت آورد رسید خواند نوشت گشت",
)
"""Stems whose forms, with می written on, are no other word: میدان, میراث, میزان are."""
_OTHER_WORDS = r"(?!رسید(?![{L}])|روی(?![{L}])|دار(?![{L}]))"
"""Mir Seyyed is a name (میرسید علی), and میروی a town."""
_BEFORE_VERB = rf"(?:(?:بر|در|باز|فرا|فرو|وا){ZWNJ}?)?ن?می"
"""می and نمی, with the preverb that a verb may have before them: برمی‌گردد, درنمی‌یابد."""


@cache
def _prefix_and_space() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![{_L}{ZWNJ}])({_BEFORE_VERB})[ \u00a0](?=(?:{_forms(_PRESENT, _PAST)})(?![{_L}]))"
    )


@cache
def _prefix_written_on() -> re.Pattern[str]:
    others = _OTHER_WORDS.replace("{L}", _L)
    return re.compile(
        rf"(?<![{_L}{ZWNJ}])({_BEFORE_VERB}){others}(?=(?:{_forms(*_JOINED)})(?![{_L}{ZWNJ}]))"
    )


def _forms(present: str, past: str) -> str:
    """The forms that take می: present stem with an ending, past stem with or without one.

    The participle (می‌شده) is one only before است and its like: «ماه می گذشته» is May last.
    """
    now, then = ("|".join(sorted(set(stems.split()), reverse=True)) for stems in (present, past))
    whose = "(?:م|ت|ش|مان|تان|شان)?"
    perfect = rf"ه(?={ZWNJ}ا|[ \u00a0](?:است|اند|ام|ای|ایم|اید|بود)(?![{_L}]))"
    return (
        rf"(?:{now})(?:(?:د|ند){whose}|(?:م|یم|ید)(?:ت|ش|تان|شان)?|ی)"
        rf"|(?:{then})(?:(?:م|یم|ید)(?:ت|ش|تان|شان)?|ی|ند{whose}|(?:ت|ش|مان|تان|شان)|{perfect})?"
        rf"|{_IMPERSONAL}"
    )


def verb_prefixes(text: str) -> str:
    """The text with می and نمی joined by ZWNJ to the verb form that follows.

    Only the forms of the some 350 verb stems listed here are verbs, so that می (wine) before a
    noun or adjective stays a word, and می after ماه or the day of a month is May. Where the prefix
    is written on (میکنند), only forms that are no other word are parted.

    >>> verb_prefixes("می روند و نمی توانست، میکنند") == "می‌روند و نمی‌توانست، می‌کنند"
    True
    >>> verb_prefixes("می ناب در میدان در ماه می گذشت")
    'می ناب در میدان در ماه می گذشت'
    """
    if "می " in text or "می\u00a0" in text or _MAY_BE_WRITTEN_ON.search(text) is not None:
        return _with_verb_prefixes(text)
    return text


_MAY_BE_WRITTEN_ON = re.compile("می[آبتخدرسشفنپکگی]")
"""The prefix and the first letter of a form: found faster than what may be before both."""


@outside_arabic
def _with_verb_prefixes(text: str) -> str:
    parted = _prefix_written_on().sub(rf"\1{ZWNJ}", text)

    def joined(prefix: re.Match[str]) -> str:
        before = parted[max(0, prefix.start() - 12) : prefix.start()]
        return prefix[0] if _is_may(prefix[1], before) else f"{prefix[1]}{ZWNJ}"

    if "می " not in parted and "می\u00a0" not in parted:
        return parted
    return _prefix_and_space().sub(joined, parted)


_DAY = re.compile(r"[0-9۰-۹]+[ \u00a0]$")
_TO = re.compile(rf"(?<![{_L}])(?:به|از|تا|با|را)[ \u00a0][0-9۰-۹]+[ \u00a0]$")


def _is_may(prefix: str, before: str) -> bool:
    """Whether می may be the month: after ماه or a day, unless a preposition governs the number."""
    if prefix != "می":
        return False
    if before.endswith(("ماه ", "ماه\u00a0")):
        return True
    return bool(_DAY.search(before)) and not _TO.search(before)


_PLURAL = re.compile(
    rf"(?<=[{_L}A-Za-z])(?<!(?<![{_L}])و)(?<!(?<![{_L}])(?:یا|ها))"
    rf"[ \u00a0](?=(?:ها(?:ی(?:ی|م|ت|ش|مان|تان|شان)?|یند)?|(?<=[ی آ]ن.)هاست)(?![{_L}]))"
)
_DOUBLE_HE = re.compile(rf"(?<=[{_L}]ه)(?=ها(?:ی(?:ی|م|ت|ش|مان|تان|شان)?|یی|ست|یند)?(?![{_L}]))")


def may_part_suffixes(text: str) -> bool:
    """Whether `plurals`, `comparatives` or `verb_endings` may change the text: a quick look.

    >>> may_part_suffixes("کتاب ها"), may_part_suffixes("کتاب تازه")
    (True, False)
    """
    return (
        any(map(text.__contains__, (" ها", "\u00a0ها", "هها")))
        or _PARTED.search(text) is not None
        or _PARTED_ENDING.search(text) is not None
    )


def plurals(text: str) -> str:
    """The text with ها, های, هایی, هایشان and the like joined by ZWNJ to the word before.

    After ه it is never written on: بچه‌ها, also where the two were one (بچهها).

    >>> plurals("کتاب ها و روزنامه های تازه") == "کتاب‌ها و روزنامه‌های تازه"
    True
    >>> plurals("بچهها و PDF ها") == "بچه‌ها و PDF‌ها"
    True
    """
    if " ها" in text or "\u00a0ها" in text:
        text = _PLURAL.sub(ZWNJ, text)
    return _DOUBLE_HE.sub(ZWNJ, text) if "هها" in text else text


_ADJECTIVES = (
    "آرام آسان ارزان امن بد بزرگ بلند بالا پایین پررنگ پیچیده پیش پیشرفته تازه تند تیز جدی جدید "
    "جوان حساس خطرناک خوب خوش دقیق دور راحت روان روشن زشت زود زیاد زیبا ساده سبک سخت سریع سنگین "
    "شدید شفاف ضعیف طولانی عمیق عقب عمومی فراوان قدیمی قوی کامل کوتاه کوچک کهن گران گرم گسترده "
    "مؤثر متنوع محدود محکم مشخص مشکل مطمئن معتبر مفید مناسب منظم مهم نرم نزدیک نو واضح "
    "وسیع هوشمند خصوصی حرفه‌ای کلی جزئی مختصر پاک پهن پر جلو خلاصه سالم صمیمی غنی فقیر "
    "شلوغ خلوت کند کلفت نازک لطیف ناامن مستقیم مدرن مشهور معروف نادر ناقص نامناسب آگاه آهسته "
    "هوشمندانه عادلانه منصفانه محتاطانه بدبینانه دوستانه صمیمانه آگاهانه مسئولانه شتاب‌زده فشرده "
    "پیچیده ساده‌لوح باهوش باتجربه باسواد بی‌سواد بی‌رحم بااهمیت پرکار پردرآمد کم‌درآمد پرجمعیت "
    "پرهزینه کم‌هزینه پرخطر کم‌خطر پرشور پررنگ کم‌رنگ کم‌یاب پرمصرف کم‌مصرف پرطرفدار پرفروش مسن "
    "ثروتمند نیرومند قدرتمند توانمند ارزشمند سودمند زورمند دردناک غمناک ترسناک هولناک غمگین "
    "خشمگین شاد ناراحت خوشحال خسته گرسنه تشنه بیمار زیرک ماهر چابک وفادار پایدار ناپایدار "
    "سنگین سبک شیرین تلخ ترش شور تاریک سیاه سفید سرخ سبز آبی زرد داغ سرد خنک مرطوب خشک "
    "عزیز مهربان جذاب جالب خنده‌دار عجیب شگفت‌انگیز واقعی طبیعی رسمی علنی مخفی فعال موفق پیر "
    "وخیم حیاتی اساسی بنیادی جامع دقیق‌ روشن‌ کارآمد کارا مؤثر موثر اثربخش رایج متداول ملموس "
    "مهلک مرگبار خونین شریف پاکیزه تمیز کثیف آلوده سریع‌السیر دوردست تمام درشت باریک تیره مفصل شبیه "
    "محتمل سنتی مستقل شخصی اختصاصی تخصصی درست غریب آسیب‌پذیر منطقی مشابه معمول صاف محبوب متفاوت "
    "عریض ضخیم لاغر چاق تنگ گشاد خشن آزاد ایمن مقاوم پویا مبهم گویا منسجم یکپارچه هماهنگ مستحکم "
    "خوشمزه دلپذیر فنی عملی کاربردی حجیم پرسرعت سازگار سالخورده ژرف دشوار سهل عاقل دانا خردمند "
    "نیکو شایسته پرکاربرد کارآزموده عالی نامشخص ناشناخته شایع کمیاب گویا"
)
_JOINED_COMPARATIVES = {"کم": "کمتر", "بیش": "بیشتر"}
_COMPARATIVE = re.compile(
    rf"(?<![{_L}{ZWNJ}])([{_L}{ZWNJ}]*[{_L}])[ \u00a0]"
    rf"(تر(?:ین)?(?:{ZWNJ}?های?ی?|ی)?)(?![{_L}{ZWNJ}])"
)
_NEVER_COMPARED = "به و یا که از در با این آن چشم بر هر تا را نه هم می نمی"


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(_ADJECTIVES.split())


def comparatives(text: str) -> str:
    """The text with تر and ترین joined to the adjective before: by ZWNJ, or written on in کمتر.

    ترین is a suffix after any word but a particle. تر is also a word (wet): it is joined to
    adjectives that are listed here, also before از: «لباس تر از تنش» are wet clothes. کم and
    بیش are written on, as the Academy writes کمتر and بیشتر; بهتر, مهتر,
    دختر and دفتر have no space to lose.

    >>> comparatives("بزرگ تر و کم تر از مهم ترین") == "بزرگ‌تر و کمتر از مهم‌ترین"
    True
    >>> comparatives("خشک و تر، چشم تر")
    'خشک و تر، چشم تر'
    """
    return text if _PARTED.search(text) is None else _COMPARATIVE.sub(_compared, text)


_PARTED = re.compile(rf"[ \u00a0]تر(?:ین)?(?:{ZWNJ}?های?ی?|ی)?(?![{_L}{ZWNJ}])")
"""Such a suffix with a blank before it: found faster than the word before both."""


def _compared(match: re.Match[str]) -> str:
    word, suffix = match.groups()
    if match.string[: match.start()].endswith(f"{word} "):
        return match[0]  # «کم کم تر شد»: little by little
    if word in _NEVER_COMPARED.split() or word.endswith(("تر", "ترین")):
        return match[0]
    together = _JOINED_COMPARATIVES.get(word)
    if together:
        return f"{together}{suffix[2:]}"
    if suffix.startswith("ترین") or word in _adjectives() or _COMPOUND.match(word):
        return f"{word}{ZWNJ}{suffix}"
    return match[0]


_COMPOUND = re.compile(f"(?:قابل|غیر|کم|پر|بی|خوش|بد){ZWNJ}")
"""What begins so is an adjective: قابل‌اتکا, کم‌حجم."""


_NO_PARTICIPLES = listed("همه چهار ده نه که چه به سه بله البته اگرچه چنانچه آنچه هرچه گرچه")
_SPELLED = r"(?:بی|سی|دی|ای|اس|ان|تی|وی|اف|جی|پی|کیو|ار|آر|ال|اچ|یو|اکس|ام|جی‌ام)"
"""Names of Latin letters: شبکه ام بی سی is the station MBC."""
_CALLED = "(?:کاش|خدا|خدایا|مردم|دوست|دوستان|عزیز|جوانان|برادر|خواهر|وای|دل|ایران|وطن|آنکه|کسانی)"
"""Whom ای calls: «گفته ای دوست» may be «said: O friend»."""

_ENDING = re.compile(
    rf"(?<![{_L}])([{_L}{ZWNJ}]*[{_L}]{{2}}ه)[ \u00a0](ا(?:م|ند|یم|ید|ش|ت)|ای)"
    rf"(?![{_L}]|{ZWNJ}(?!{_SUFFIX}(?![{_L}])))"
    rf"(?![ \u00a0]{_SPELLED}(?![{_L}]))(?!(?<=ای)[ \u00a0]{_CALLED}(?![{_L}]))"
)


def verb_endings(text: str) -> str:
    """The text with ام, ای, ایم, اید, اند, اش, ات joined by ZWNJ to a word of three letters in ه.

    >>> verb_endings("رفته اند به خانه ای که ساخته ایم") == "رفته‌اند به خانه‌ای که ساخته‌ایم"
    True
    >>> verb_endings("شبکه ام بی سی")
    'شبکه ام بی سی'
    """
    return text if _PARTED_ENDING.search(text) is None else _with_verb_endings(text)


_PARTED_ENDING = re.compile(rf"ه[ \u00a0](?:ا(?:م|ند|یم|ید|ش|ت)|ای)(?![{_L}])")
"""Such an ending with a blank before it: found faster than the word before both."""


@outside_arabic
def _with_verb_endings(text: str) -> str:
    def joined(match: re.Match[str]) -> str:
        word, ending = match.groups()
        if word in _NO_PARTICIPLES or (ending in ("ای", "اش", "ات") and _is_heard(word)):
            return match[0]
        return f"{word}{ZWNJ}{ending}"

    return _ENDING.sub(joined, text)


_EZAFE = re.compile(
    rf"(?<![{_L}{ZWNJ}])([{_L}{ZWNJ}]*[{_L}]ه)[ \u00a0]ی(?=[ \u00a0][\ue000-\ue0ff]*[{_L}«])"
)
_AUDIBLE_HE = listed(
    "ده نه مه که چه سه به فرمانده سازمانده توجه وجه شبیه متوجه مرفه فقیه سفیه تنبیه توجیه تشبیه"
    " شبه فقه کنه موجه منزه مشابه متشابه مواجه بهره‌ده زیان‌ده سودده قاعده‌ده"
    " وجیه کریه تنزیه"
)
_HEARD_ENDS = ("اه", "کوه", "گروه", "انبوه", "شکوه", "اندوه", "ستوه", "مکروه", "وجوه")


def _is_heard(word: str) -> bool:
    """Whether the ه at the end of a word is heard: راه, گروه, شبیه, but شیوه and ناحیه not."""
    return word.endswith(_HEARD_ENDS) or word in _AUDIBLE_HE


def ezafe(text: str) -> str:
    """The text with خانهٔ for خانه ی: what is added after a silent ه is a small ye above it.

    >>> ezafe("خانه ی ما") == "خانهٔ ما", ezafe("راه ی ما")
    (True, 'راه ی ما')
    """
    if "ه ی" not in text and "ه\u00a0ی" not in text:
        return text
    return _EZAFE.sub(lambda word: word[0] if _is_heard(word[1]) else f"{word[1]}\u0654", text)


_TATWEEL = re.compile(rf"(?<=[{_L}])\u0640+(?=[{_L}])")


def without_tatweel(text: str) -> str:
    """The text without the strokes that only make a word longer, between two letters.

    >>> without_tatweel("کتـــاب و ـها")
    'کتاب و ـها'
    """
    return _without_tatweel(text) if "\u0640" in text else text


@outside_arabic
def _without_tatweel(text: str) -> str:
    return _TATWEEL.sub("", text)


_ACADEMY = {
    "مسأله": "مسئله", "مسألهٔ": "مسئلهٔ", "مسألۀ": "مسئلۀ", "مسؤول": "مسئول", "مسؤولان": "مسئولان",
    "مسؤولین": "مسئولین", "مسؤولی": "مسئولی", "مسؤولیت": "مسئولیت", "مسؤولیتی": "مسئولیتی",
    "مسؤولانه": "مسئولانه", "مسئوول": "مسئول", "مسئوولان": "مسئولان", "مسئوولیت": "مسئولیت",
    "هیأت": "هیئت", "هیأتی": "هیئتی", "جرأت": "جرئت", "نشأت": "نشئت", "شؤون": "شئون",
    "رؤوس": "رئوس", "مرؤوس": "مرئوس", "قراءت": "قرائت",
}  # fmt: skip
_ACADEMY_WORD = re.compile(rf"[{_L}{ZWNJ}]*[أؤإء][{_L}{ZWNJ}]*|مسئوول[{_L}]*")


def academy_spelling(text: str) -> str:
    """The text with the Academy's seat of the hamza in common words: مسئله, مسئول, هیئت.

    (دستور خط فارسی, «همزه»: before a vowel of its own after a consonant, and before و, on ئ.)

    >>> academy_spelling("مسأله و مسؤولان هیأت")
    'مسئله و مسئولان هیئت'
    """
    if _HAMZA.search(text) is None:
        return text
    return _ACADEMY_WORD.sub(_of_the_academy, text)


_HAMZA = re.compile("[أؤإء]|مسئوول")


def _of_the_academy(word: re.Match[str]) -> str:
    stem, joiner, rest = word[0].partition(ZWNJ)
    return _ACADEMY.get(stem, stem) + joiner + rest
