"""Persian: ezafe, the indefinite ی, ZWNJ, and verbs in the third person."""

from __future__ import annotations

from training.values import Tense, Verb

ZWNJ = "\u200c"

_STEMS = {
    "کردن": ("کرد", "کن", "کن"),
    "شدن": ("شد", "شو", "شو"),
    "دادن": ("داد", "ده", "ده"),
    "گرفتن": ("گرفت", "گیر", "بگیر"),
    "گذاشتن": ("گذاشت", "گذار", "بگذار"),
    "انداختن": ("انداخت", "انداز", "بینداز"),
    "یافتن": ("یافت", "یاب", "یاب"),
    "فرستادن": ("فرستاد", "فرست", "بفرست"),
    "خواندن": ("خواند", "خوان", "بخوان"),
    "بستن": ("بست", "بند", "ببند"),
    "ساختن": ("ساخت", "ساز", "بساز"),
    "رسیدن": ("رسید", "رس", "برس"),
    "خریدن": ("خرید", "خر", "بخر"),
}
"""Of each infinitive the past stem, the present stem, and the stem of the subjunctive."""

_MODALS = {
    Tense.CAN: ("می‌تواند", "می‌توانند", "نمی‌تواند", "نمی‌توانند"),
    Tense.MUST: ("باید", "باید", "نباید", "نباید"),
    Tense.WANT: ("می‌خواهد", "می‌خواهند", "نمی‌خواهد", "نمی‌خواهند"),
}


def _ends_silent(word: str) -> bool:
    """Whether a final ه is only a vowel: جلسه, but not راه or گروه."""
    return word.endswith("ه") and not word.endswith(("اه", "وه"))


def ezafe(word: str) -> str:
    """The word as it stands before what belongs to it.

    >>> [ezafe(word) for word in ("گزارش", "جلسه", "دانشگاه", "شورا", "گزارش‌ها", "گفت‌وگو")]
    ['گزارش', 'جلسهٔ', 'دانشگاه', 'شورای', 'گزارش‌های', 'گفت‌وگوی']
    """
    if _ends_silent(word):
        return word + "ٔ"
    return word + "ی" if word.endswith(("ا", "گو", "جو")) else word


def link(*words: str) -> str:
    """Words that belong to each other, joined by ezafe."""
    *before, last = (word for word in words if word)
    return " ".join([*(ezafe(word) for word in before), last])


def indefinite(word: str) -> str:
    """With the ی that makes it one of several, or that a relative clause asks for.

    >>> [indefinite(word) for word in ("گزارش", "برنامه", "شورا", "پل")]
    ['گزارشی', 'برنامه‌ای', 'شورایی', 'پلی']
    """
    if _ends_silent(word):
        return f"{word}{ZWNJ}ای"
    if word.endswith("ی"):
        return f"{word}{ZWNJ}ای"
    return word + ("یی" if word.endswith(("ا", "گو", "جو")) else "ی")


def modal(tense: Tense, *, plural: bool, negative: bool = False) -> str:
    """The word after the subject that says can, must or wants to; empty for other tenses."""
    return _MODALS[tense][plural + 2 * negative] if tense in _MODALS else ""


def participle(infinitive: str) -> str:
    """What the perfect is made with: کرده."""
    return _STEMS[infinitive][0] + "ه"


def verb(word: Verb, tense: Tense, *, plural: bool, negative: bool = False) -> str:
    """The verb at the end of a sentence; the modal, if any, stands elsewhere and is denied there.

    >>> from training.lexicon import VERBS
    >>> verb(VERBS["publish"], Tense.PRESENT, plural=False, negative=True)
    'منتشر نمی‌کند'
    >>> verb(VERBS["publish"], Tense.FUTURE, plural=True)
    'منتشر خواهند کرد'
    >>> verb(VERBS["send"], Tense.MUST, plural=False)
    'بفرستد'
    """
    before, infinitive = word.fa
    return f"{before} {_conjugated(infinitive, tense, plural=plural, negative=negative)}".strip()


def _conjugated(infinitive: str, tense: Tense, *, plural: bool, negative: bool) -> str:
    past, present, subjunctive = _STEMS[infinitive]
    no = "ن" if negative else ""
    many = "ند" if plural else ""
    if tense is Tense.PAST:
        return no + past + many
    if tense is Tense.PRESENT:
        return f"{no}می{ZWNJ}{present}{many or 'د'}"
    if tense is Tense.FUTURE:
        return f"{no}خواه{many or 'د'} {past}"
    if tense is Tense.PERFECT:
        return f"{no}{past}ه{ZWNJ}اند" if plural else f"{no}{past}ه است"
    return subjunctive + (many or "د")


def passive(word: Verb) -> tuple[str, str] | None:
    """What makes the verb passive, like `Verb.fa`; None where Persian has no plain passive.

    >>> from training.lexicon import VERBS
    >>> passive(VERBS["publish"]), passive(VERBS["send"]), passive(VERBS["visit"])
    (('منتشر', 'شدن'), ('فرستاده', 'شدن'), None)
    """
    before, infinitive = word.fa
    if word.link.fa:
        return None
    if infinitive == "کردن":
        return before, "شدن"
    return None if before else (participle(infinitive), "شدن")


def be(tense: Tense, *, plural: bool, negative: bool = False) -> str:
    """To be something."""
    if tense is Tense.PRESENT:
        forms = ("است", "هستند", "نیست", "نیستند")
        return forms[plural + 2 * negative]
    no, many = "ن" if negative else "", "ند" if plural else ""
    if tense is Tense.PAST:
        return f"{no}بود{many}"
    return f"{no}خواه{many or 'د'} بود"
