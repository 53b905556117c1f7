"""The meaning of words, as far as lists can recognise it: hints for reviewers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from l10n_flow import patterns as re
from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.prose import quoted, without_keys
from l10n_flow.checks.row import Check, Example, listed
from l10n_flow.checks.traits import Trait
from l10n_flow.language.arabic import PERSIAN_FOR
from l10n_flow.model import Severity, Span

_ACRONYM = re.compile(r"[A-Z](?<![\w.][A-Z])[A-Z]{1,5}(?=s?(?![\w.&/]))")
_EVERYDAY = listed(
    "AD AM API APR ASAP ATM AUG BC BCC BCE CC CE CEO CET CFP CLI CSV CV DB DEC DIY DVD ETA FAQ FEB"
    " FRI GB GUI HD ID JAN JUL JUN KB MAR MB MON MP NOV OCT OK OS PATH PC PDF PIN PM PR QA RAM SAT"
    " SEP SMS SQL SUN TB THU TOC TUE TV UI UK URI URL URLS US USA USB UTC VIP WC WED WWII ZIP"
)
"""Acronyms that Spanish often spells out or replaces."""
_STRESSED = listed(
    "ALL AND ANY ARE BUT CAN DO EACH FOR FROM GET HAS HAVE HOW IF IN IS IT MAY MORE MUST NEVER NEW"
    " NO NONE NOT NOTE NOW OF OFF ON ONE ONLY OR OUT OWN SAME SEE SO THAT THE THIS TO TODO TWO WARN"
    " WAS WE WHAT WHEN WILL WITH YES YOU YOUR"
)
"""Everyday words in capitals, for emphasis."""
_DATELINE = re.compile(
    r"\W*(?:[^\W\d_a-z]+[\s,.]*){1,5}(?:\([^()]{1,40}\)[\s,.]*)?(?:[—–]|-{1,2}\s|:\s)"
)
"""`MIRAVAL (AP) —`: the place and the agency."""
_CAPITALS = re.compile(r"[A-ZÁÉÍÓÚÜÑ](?<!\w[A-ZÁÉÍÓÚÜÑ])[A-ZÁÉÍÓÚÜÑ]+[a-z]?(?!\w)")
_SPELLED_OUT = 1.45
"""A translation longer than this factor of the source spells the acronym out."""


def _acronym(pair: Pair) -> Iterator[Hit]:
    if pair.source_language != "en":
        return
    target = pair.target
    if len(target) > _SPELLED_OUT * len(pair.source):
        return
    if _ACRONYM.search(pair.source_prose) is None:
        return
    dateline = _DATELINE.match(pair.source_prose)
    if not set(_CAPITALS.findall(pair.source)).issuperset(_CAPITALS.findall(target)):
        return  # the acronym's counterpart (UE, OTAN), or emphasis of another word
    for match in _ACRONYM.finditer(pair.source_prose):
        word = match.group()
        if word in target or word in _EVERYDAY or word in _STRESSED:
            continue
        if _is_shouted(pair.source_prose, match) or (dateline and match.end() <= dateline.end()):
            continue
        if word.lower() in target.lower():
            continue
        if _is_term(pair, match.start()):
            continue  # the glossary's checks report it
        yield Hit(f"the acronym {word} is missing", None, Span(*match.span()), detail=word)
        return


def _is_term(pair: Pair, at: int) -> bool:
    """Whether the project's glossary has a term at this place of the source."""
    terms = pair.policy.terms.found(pair.source_prose, pair.source_locale)
    return any(term.span.start <= at < term.span.end for term in terms)


def _is_shouted(text: str, match: re.Match[str]) -> bool:
    """Whether most words of the text are in capitals, or a long one beside it: PORT MIRAVAL."""
    if re.match(r" [A-Z]{6}", text[match.end() :]) or re.search(
        r"[A-Z]{6} $", text[: match.start()]
    ):
        return True
    words = re.findall(r"[^\W\d_]{2,}", text)
    return len(words) > 1 and 2 * sum(map(str.isupper, words)) > len(words)


_ENGLISH_NO = ("not", "never", "nobody", "nothing", "cannot", "without", "nor")
_AT_FIRST = ("Never", "Nobody", "Nothing")
"""Those that negate where a sentence begins with them, too."""
_NEGATIVE: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(rf"\b(?<![\w-]-)(?:{'|'.join((*_ENGLISH_NO, *_AT_FIRST))})\b(?!-\w)|n['’]t\b"),
    "es": re.compile(
        r"\b(?:no|nunca|jamás|nadie|nada|sin|ni|ningun[oa]?|ningún|tampoco)\b", re.IGNORECASE
    ),
    "fa": re.compile(
        r"\w+نیست(?:ند|یم|ید|م|ی)?(?!\w)|(?<!\w)(?:نه|هیچ\w*|هرگز|بدون|بی\u200c?\w+|نا\w+|ن(?:می|ن|ی|کن|ده|شو|بر|خو|کر|با|شد|دا|بو|گ|ر|م|و|ت)\w*|عدم|فاقد"
        # Verbs with the negation behind a prefix, and by their stems.
        r"|(?:بر|باز|در|فرا|فرو|وا|ور|سر|پس|پیش|هم)\u200c?ن(?:می|گرد|گشت|دار|داشت|یا|آمد|خاست|خیز"
        r"|رس|رفت|گرف|گیر|خور|ماند|کرد|کن|داد|ده|انداخت|گفت|شد|شو|بند|بست|خواند)\w*"
        r"|ن(?:پذیر|پرد|پرس|پسند|پیوس|پوش|پوی|فرست|فهم|فروخ|خر|جنگ|چشید|جست|شناخ|شنا|شنی|ساخ|ساز|سپر"
        r"|انداز|افتا|ایستا|آور|اندیش|چید|چسب|پخت|پیچ|دزد|دوخ|سوخ|سوز|شست|شکس|شکن|کاس|کاه|کشید|کشت"
        r"|کوش|گذ|گنج|لرز|لغز|بخش|بند|بست|بین|باز|باف|بوس|پا|پیما|تاب|تراش|ترس|تر|جوش|چر|چش|خند"
        r"|خواب|دو|دوش|ذار|رقص|ریخ|ریز|زد|زن|زی|ستا|سرا|سنج|شتاب|شمار|شمر|طلب|غلت|فرسا|فروش|فریب"
        r"|فشار|فشر|کار|کاشت|کوب|وز|هراس)\w*"
        r"|(?:بر|در|باز|فرا|فرو)ن(?:گز|گزین|افراش|افروخ|چین|چید|تاب|پوش|شمار|شمر|نشست|نشین)\w*)"
    ),
}
"""What negates in a translation; rather too many words than too few."""
_NEGATED: Mapping[str, re.Pattern[str]] = {
    **_NEGATIVE,
    "fa": re.compile(
        r"(?<!\w)(?:نمی\u200c?\w{2,}|نیست(?:م|ی|یم|ید|ند)?(?!\w)"
        r"|نباید|نشد|نکرد|نکن|نخوا|نبود|ندار|نداشت|نداد|نگفت|نتوان"
        r"|هیچ|هرگز|بدون)"
    ),
}
"""What negates in a source. Of Persian only unambiguous forms, because many words begin with the
letter of negation (نام, نویسنده) and نه also means nine."""
_TELLING: Mapping[str, frozenset[str]] = {"en": frozenset((*_ENGLISH_NO, "n't", "n’t"))}
"""Every text that negates has one of these; looking for them is faster than a pattern."""
_PLAINLY: Mapping[str, tuple[str, ...]] = {
    "es": (" no ", " sin "),
    "fa": (" نمی", " نی", " بدون ", " هیچ"),
}
"""What `_NEGATIVE` finds in most translations that negate."""
_AVOIDED: Mapping[str, re.Pattern[str]] = {
    "es": re.compile(
        r"\b(?:im|in|des|dej[aeo]|evit|salvo|excepto|apenas|carec|falt|impid|en lugar|en vez|fall"
        r"|s[óo]lo|solamente|únicamente|aún|todavía|aparte|además|excl|rechaz|declin|rehuy|desoy|perd|mal|omit|ausen"
        r"|neg(?:ar|ó|a|aban?|ad[oa]s?|ando|amos|aron|ativ[oa]s?|ación)(?:se|on)?\b|niega|rehús|rehus"
        r"|prohib|abst|distint|diferent|ajen|elud|error|lejos|hasta|antes|contra|corr[ei]g|vací"
        r"|pendient|(?:elij|escoj|seleccion)\w+ otr|sobrecarg"
        r"|il[eíi]|irr|ignor|parcial|fuera de|cuidado|permanente|manual|neto|libre|exent"
        r"|igual|mism[oa]|conserv|mant(?:en|ien|uv)|perman|sea cual|supere|pas\w+ por alto"
        r"|poc[oa]s?\b|escas|rara(?:mente)?\b|contrari|resist|renunci|descart|suspend"
        r"|cancel|demasiad|por fin|primera vez|pronto|por algo|ya (?:es|era|está|estaba)\b)",
        re.IGNORECASE,
    ),
    "fa": re.compile(
        "غیر|مگر|فقط|تنها|جز|خلاف|ممنوع|خودداری|پرهیز|نادیده|فراموش|علاوه|بلکه|ضد|لغو|عاری|جلوگیری"
        "|مانع|خطا|اشکال|شکست|ناکام|به\u200cجای|به جای|پیش از|قبل از|امتناع|محروم|رد کرد|کمبود|خالی"
        "|خارج از|سر باز|طفره|سختی|دشوار|محال|عاجز|کمتر|ندرت|نخستین بار|اولین بار|دست کشید"
    ),
}  # fmt: skip
"""Negation in another form: to avoid, except, only."""
_FAILS = re.compile(
    r"\b(?:is|are|was|were|does|do|has)(?: not|n['’]t)(?: be| an?| have| in| the)*"
    r" (?:valid|correct|proper|properly|correctly|match|right|well[- ]formed|format)"
    r"|\bnot (?:defined|entered|filled|given|provided|selected|specified|supplied)\b",
    re.IGNORECASE,
)
_DEMANDS: Mapping[str, re.Pattern[str]] = {
    "es": re.compile(
        r"\b(?:(?:deben?|debería[ns]?|tienen? que|ha[ny]? (?:de|que))\b"
        r"|(?:imprescindible|necesari|obligatori|requerid|requier))",
        re.IGNORECASE,
    ),
    "fa": re.compile("باید|می‌?بایست|الزامی|لازم|ضروری"),
}
"""What is not valid must be valid, in messages of forms; what is not given is required."""
_OPPOSITES: Mapping[str, Sequence[tuple[re.Pattern[str], re.Pattern[str]]]] = {
    "es": tuple(
        [
            (
                re.compile(rf"(?:\bnot|n['’]t)(?: \w+){{0,3}} (?:{said})", re.IGNORECASE),
                re.compile(rf"\b(?:{opposite})", re.IGNORECASE),
            )
            for said, opposite in (
                ("difficult|hard|complicated|complex", "fácil|fácilmente|sencill|simple"),
                ("display|highlight|show|visible|shown|appear", "ocult|desaparec|invisible"),
                ("close|leave|remove|delete|discard|lose|change", "qued|guard|retien"),
                ("far|distant", "cerca"),
                ("enabled|active|activated|on\b", "desactiv|inactiv|deshabilit"),
                ("known|recogni[sz]ed|aware", "desconoc"),
                ("used|using|in use", "libre|dispon"),
                ("much|many|often", "poc[oa]s?\\b"),
                ("before|exist", "nuev"),
                ("placed|found|classified|told", "dif[íi]cil"),
                ("sure|certain|clear", "dud"),
                ("until", "necesit|requier|requerir"),
            )
        ]
    ),
}
"""What is not this, in English, may be the opposite without a word for *no*."""
_EMPTY_NO = re.compile(
    r"\b(?:why not|not only|whether or not|or not|if not|don['’]t forget|don['’]t worry"
    r"|forget me not|do not hesitate|don['’]t hesitate|isn['’]t it|not yet|nothing but|not just"
    r"|not necessarily|not (?:less|more|\w+er) than|not (?:(?:un|mis)\w+|translate)"
    r"|(?:not|never) (?:\w+ ){0,2}without|nothing if not|last but not least|not reinvent"
    r"|not (?:\w+ ){1,3}any less|not idle|never forget"
    r"|could(?: not|n['’]t) (?:keep up|agree more|have \w+ (?:better|more))"
    r"|(?:do not|don['’]t) panic"
    r"|ca(?:nnot|n['’]t) (?:be serious|wait|help (?:but|\w+ing)|but|stress enough|overstate)"
    r"|not (?:to mention|least|for nothing|in vain|so much|long (?:ago|after|before)|far from"
    r"|unlike|bad|surprising|a bad)"
    r"|n['’]t (?:long (?:after|before)|far from|surprising|bad|get me wrong)"
    r"|never mind|more often than not|as often as not|nothing short of)\b"
    r"|(?:not|n['’]t) as \w+(?: at (?:\w+ ){0,2}\w+)? as\b|n['’]t (?:it|you|they|he|she|we|I)[?!]",
    re.IGNORECASE,
)


_KEYED = re.compile(r"([^\W\d_])&(?=[^\W\d_])")
"""An access key within a word: `Te&nor`."""
_FORMAT = re.compile(r"%(?:\d+:)?[sd](?=[^\W\d_])")
"""A program's value directly before the next word: `%sNo`."""


def _as_words(text: str) -> str:
    """Replace letters of other keyboards by Persian ones, and an access key's sign by a blank.

    >>> _as_words("مرتبط نيست"), _as_words("بستن_بدون")
    ('مرتبط نیست', 'بستن بدون')
    """
    return text.translate(PERSIAN_FOR).replace("_", " ")


def _may_be_lost(pair: Pair) -> bool:
    """Whether the source may negate, and the translation does not do so plainly: a quick test."""
    telling, words = _TELLING.get(pair.source_language), pair.ours.plain_words
    if telling is not None and (
        not any(map(pair.source_prose.__contains__, telling))
        if words is None
        else telling.isdisjoint(words)
    ):
        return False
    return not any(map(pair.target_lower.__contains__, _PLAINLY[pair.language]))


_NONE: frozenset[str] = frozenset()
_EVERY: Mapping[str, frozenset[str]] = {
    "en": listed("all always each every everybody everyone everything"),
}
_AS_EVERY: Mapping[str, re.Pattern[str]] = {
    "es": re.compile(r"(?i:\btod[oa]s?\b|\bcada\b|\bcualquier|\bsiempre\b)"),
    "fa": re.compile("همه|هر|همیشه|همواره|تمام|کل"),
}
_NONE_OF_THEM: Mapping[str, re.Pattern[str]] = {
    "es": re.compile(r"(?i:\b(?:nadie|nunca|jamás|nada|ningun[oa]|ningún)\b)"),
    "fa": re.compile(r"(?<!\w)(?:هیچ[\s\u200c]?(?:کس|چیز|یک|گاه|وقت)|هرگز)"),
}
_MAY_NEGATE = re.compile(
    r"(?i:\bno|not\b|n['’]t\b|\bnever|\bnone|\bnor\b|\bwithout|\bhardly|\bonly|\bun|\bin|\bim|\bdis"
    r"|\b(?:lack|fail|avoid|refus|den[iy]|stop|prevent|keep|lose|lost|miss|empty|less|zero|nil)"
    r"|less\b|\bfrom\b|\bthan\b|\bbut\b)"
)
"""What else may be said with a word for *nobody* or *never*: hopeless, better than ever."""


def _reversed(pair: Pair) -> Iterator[Hit]:
    """Yield *everyone* and *always* that became *nobody* and *never*."""
    found = _NONE_OF_THEM[pair.language].search(pair.target_prose)
    if found is None or _AS_EVERY[pair.language].search(pair.target_prose):
        return
    if _AVOIDED[pair.language].search(pair.target_prose):  # it never fails
        return
    if _MAY_NEGATE.search(pair.source_prose) is None:
        yield Hit(f"the source does not say “{found.group()}”", Span(*found.span()))


def _negation(pair: Pair) -> Iterable[Hit]:
    every = _EVERY.get(pair.source_language, _NONE)
    if pair.language in _NONE_OF_THEM and not every.isdisjoint(pair.ours.vocabulary):
        yield from _reversed(pair)
    yield from _nothing_negates(pair)


def _nothing_negates(pair: Pair) -> Iterable[Hit]:
    negative, own = _NEGATIVE.get(pair.language), _NEGATED.get(pair.source_language)
    if negative is None or own is None or not _may_be_lost(pair):
        return ()
    return _lost(pair, negative, own)


def _lost(pair: Pair, negative: re.Pattern[str], own: re.Pattern[str]) -> Iterator[Hit]:
    found = own.search(pair.source_prose)
    if found is not None and "&" in pair.source:
        found = own.search(_KEYED.sub(r"\1_", pair.source_prose))
    if found is None or negative.search(_FORMAT.sub(" ", without_keys(pair.target_prose))):
        return
    if _EMPTY_NO.search(pair.source_prose):
        return
    if pair.language == "fa" and negative.search(_as_words(pair.target_prose)):
        return
    if quoted(pair.source) and negative.search(pair.target):
        return  # what seems to be code is between two quotations
    if found.group().lower() in pair.target_words or f"{found.group()}-" in pair.target:
        return  # it is a name for something: “always”, “never”
    demand = _DEMANDS.get(pair.language)
    if demand and _FAILS.search(pair.source_prose) and demand.search(pair.target_prose):
        return
    if any(
        said.search(pair.source_prose) and opposite.search(pair.target_prose)
        for said, opposite in _OPPOSITES.get(pair.language, ())
    ):
        return
    avoided = _AVOIDED.get(pair.language)
    if avoided is not None and avoided.search(pair.target_prose):
        return
    yield Hit(f"nothing says “{found.group()}”", None, Span(*found.span()))


CHECKS = (
    Check(
        "acronym",
        "An acronym of the source that the translation neither has nor turns into the one that"
        " Spanish uses (EU, UE).",
        "Write the acronym, or its Spanish form. Where it is spelled out, all is well.",
        _acronym,
        (Example("es", "the FSB said", "dijo la agencia", "dijo el FSB"),),
        Severity.INFO,
        when=Trait.CAPITAL,
        languages=("es",),
        by_default=False,
    ),
    Check(
        "negation",
        "The source says no, and nothing in the translation seems to; or the source says"
        " *everyone* or *always*, and the translation *nobody* or *never*.",
        "Read whether the translation says the opposite.",
        _negation,
        (
            Example("es", "They did not sign.", "Firmaron.", "No firmaron."),
            Example("fa", "They did not sign.", "آنان امضا کردند.", "آنان امضا نکردند."),
        ),
        Severity.INFO,
        when=Trait.LETTER,
        languages=("es", "fa"),
    ),
)
