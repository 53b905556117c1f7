"""Find Arabic in a Persian text: scripture, prayers, quotations. It is not repaired.

Letters and points of a verse are those of its book, and an Arabic ي is correct in an Arabic
sentence. So Arabic is found first, and repairs get the text without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from l10n_flow import patterns as re
from l10n_flow.language.bidi import merged

_HOLE = "\ufffc"
LETTERS = "\u0620-\u063f\u0641-\u064a\u064b-\u0655\u0670-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff"
"""Letters of the Arabic script and their marks, without the tatweel, for a character class."""
_SIGN = re.compile("[\u064b-\u0652\u0670ةإٱ﴿]")
_ARTICLE = re.compile(f"(?<![{LETTERS}])[وبفلك]?ال")
"""A text without any of these and of `_NEVER` has no Arabic: enough for most texts."""
_VERSE = re.compile("﴿[^﴿﴾]*﴾|﴾[^﴿﴾]*﴿")
_QUOTED = re.compile('«[^«»]*»|“[^“”]*”|"[^"]*"')
_BRACKETED = re.compile(
    r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|[\ue000-\ue0ff][^\ue000-\ue0ff]*[\ue000-\ue0ff]"
)
_WORD = re.compile(f"[{LETTERS}]+")
_ANNOUNCED = re.compile(r"(?<=[:：])\s+[^\s:«»“”\"()]+\s+[^:«»“”\"()\n]+")
"""What follows a colon: a verse may stand there without quotation marks."""
_HONOURED = re.compile(
    r"(?:\bصل[ىي] الله علي(?:ه|ها|هم)(?:\s+و?\s?(?:على\s)?(?:آله|اله|سلم|وسلم))*"
    r"|\bعلي(?:ه|ها|هما|هم) ?السلام|\bرض[يى] الله عن(?:ه|ها|هم|هما)|\bسبحانه و ?تعال[ىي])\b"
)
"""What is said after the names of prophets and imams, in Arabic letters."""
_NOT_PERSIAN = re.compile(
    f"[وبفلك]?ال[{LETTERS}]{{2,}}|[{LETTERS}]*[ةإٱٌٍ][{LETTERS}]*|[وفبل]?أ[{LETTERS}]{{2,}}"
)
_POINTS = re.compile("[\u064b-\u0652\u0670]")
_FORM = re.compile("[يىكةإأ]")
_PERSIAN = re.compile("[پچژگکی]")


def listed(words: str) -> frozenset[str]:
    """The words of a text with blanks between them."""
    return frozenset(words.split())


_PERSIAN_WORDS = listed(
    "را است از به با در این آن که می نمی های ها شد شده بود برای تا هم نیز یک ما شما او"
)
_ARABIC_WORDS = listed(
    "و من في على عن إلى الى أن إن ما لا هو هي يا كان قد لم لن كل هذا هذه ذلك ثم أو بين عليه عليهم"
    " عليكم له لها لهم فيه فيها صل صلى وسلم وآل وآله محمد رضي عنه عنها تعالى سبحانه وجل أيها"
    " مع ان الا لكم لكن لنا منكم منهم قال قالوا قل إنما انما ليس"
)
"""Small words that may be between two Arabic ones."""
_NEVER_PERSIAN = listed(
    "في لله بالله وهو وهي على هو هي لم لن قد كان شيء لبيك اللهم ولا وما وأن حي قيوم عليكم إلى"
)
"""Words of verses and prayers; two of them are enough. «على» may be a name, and «هو» a cry."""
_NEVER = re.compile(f"(?<![{LETTERS}])(?:{'|'.join(sorted(_NEVER_PERSIAN))})(?![{LETTERS}])")
_TAKEN_OVER = listed("المللی الملل الان البته الاصول الوقوع التحریر الزحمه الوصول الذکر البدل")
"""Words with the article that Persian has taken over, «بین المللی»."""
PERSIAN_FOR = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک"})
"""Letters of an Arabic keyboard, and the Persian letters for them."""


@lru_cache(maxsize=8)
def arabic_spans(text: str) -> Sequence[tuple[int, int]]:
    """The ranges of Arabic in a Persian text, in order.

    These are: text between ﴿ and ﴾; a quotation of two words or more, half of which are not Persian
    (they begin with ال, have a letter or tanwin that Persian does not have, or are vocalised); such
    words in a row, with small words between them; what is said after a prophet's name; and a whole
    text, or what follows a colon, of such words without a word or letter of Persian.

    >>> [text[a:b] for text in ("آیهٔ ﴿قل هو﴾ را", "حدیث النظافة من الإيمان را") for a, b in
    ...  arabic_spans(text)]
    ['﴿قل هو﴾', 'النظافة من الإيمان']
    >>> arabic_spans("سياست كشورهاي همسايه"), arabic_spans("سازمان بین المللی")
    ((), ())
    """
    if not (
        _SIGN.search(text)
        or ("ال" in text and _ARTICLE.search(text))
        or (_FORM.search(text) and _NEVER.search(text))
    ):
        return ()
    words = list(_WORD.finditer(text))
    if _is_wholly_arabic(words):
        return ((0, len(text)),)
    found = [verse.span() for verse in _VERSE.finditer(text)]
    found += [one.span() for one in _QUOTED.finditer(text) if _is_quotation(one[0])]
    found += [one.span() for one in _BRACKETED.finditer(text) if _is_by_itself(one[0], 2)]
    found += [one.span() for one in _HONOURED.finditer(text)]
    found += [one.span() for one in _ANNOUNCED.finditer(text) if _is_by_itself(one[0])]
    found += _runs(text, words)
    return tuple(merged(sorted(found), touching=True))


def outside_arabic(repair: Callable[[str], str]) -> Callable[[str], str]:
    """The repair, applied only outside of Arabic; it has to keep every `OBJECT` in its order."""

    def kept(text: str) -> str:
        spans = arabic_spans(text)
        if not spans:
            return repair(text)
        pieces, words, last = [], [], 0
        for start, end in spans:
            pieces += [text[last:start], _HOLE]
            words += [_HOLE] * text.count(_HOLE, last, start) + [text[start:end]]
            last = end
        words += [_HOLE] * text.count(_HOLE, last)
        repaired = repair("".join([*pieces, text[last:]]))
        parts = repaired.split(_HOLE)
        return "".join([parts[0], *(a + b for a, b in zip(words, parts[1:], strict=True))])

    return kept


@lru_cache(maxsize=4096)
def _is_not_persian(word: str) -> bool:
    if word in ("في", "لله", "بالله") or len(_POINTS.findall(word)) > 1:
        return True
    return bool(_NOT_PERSIAN.fullmatch(word)) and word.translate(PERSIAN_FOR) not in _TAKEN_OVER


def _is_persian(word: str) -> bool:
    if _PERSIAN.search(word):
        return True
    word = word.translate(PERSIAN_FOR)
    return word in _PERSIAN_WORDS or word in _TAKEN_OVER


def _is_quotation(text: str) -> bool:
    words: list[str] = _WORD.findall(text)
    strange = sum(map(_is_not_persian, words))
    if len(words) > 1 and 2 * strange >= len(words):
        return True
    return _is_by_itself(text)


def _is_by_itself(text: str, fewest: int = 1) -> bool:
    """Whether half of the words are Arabic, small ones among them, and none is Persian."""
    words: list[str] = _WORD.findall(text)
    if len(words) < fewest or any(map(_is_persian, words)):
        return False
    strange = sum(map(_is_not_persian, words))
    never = sum(word in _NEVER_PERSIAN for word in words)
    small = sum(
        word in _ARABIC_WORDS or word in _NEVER_PERSIAN or _OURS.fullmatch(word) is not None
        for word in words
        if not _is_not_persian(word)
    )
    return (strange > 0 or never > 1) and 2 * (strange + small) >= len(words)


def _is_wholly_arabic(words: list[re.Match[str]]) -> bool:
    if len(words) == 1:
        return _ONE_WORD.fullmatch(words[0].string) is not None
    if not words or any(_is_persian(word[0]) for word in words):
        return False
    strange = sum(_is_not_persian(word[0]) for word in words)
    if any(_FORM.search(word[0]) for word in words):
        return strange > 1 or _is_by_itself(words[0].string)
    return strange > 1 and any(len(_POINTS.findall(word[0])) > 1 for word in words)


_OURS = re.compile(f"[{LETTERS}]{{2,}}(?:نا|كم|وا)")
"""Endings of Arabic pronouns and verbs."""
_ONE_WORD = re.compile(f"[{LETTERS}]*[يك][{LETTERS}]*ة")
"""«ولاية» by itself is an Arabic word, not a Persian one from an Arabic keyboard."""


def _runs(text: str, words: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Two words or more in a row that are not Persian."""
    run: list[re.Match[str]] = []
    strange = 0
    for word in [*words, None]:
        near = word is not None and (not run or _is_space(text[run[-1].end() : word.start()]))
        if word is not None and near and _is_not_persian(word[0]):
            run.append(word)
            strange += 1
        elif word is not None and near and run and _may_follow(word[0]):
            run.append(word)
        else:
            while run and run[-1][0] in _PERSIAN_ENDS:
                run.pop()
            if strange > 1:
                yield _start(text, words, run[0]), run[-1].end()
            run, strange = [], 0
            if word is not None and _is_not_persian(word[0]):
                run, strange = [word], 1


def _start(text: str, words: Sequence[re.Match[str]], first: re.Match[str]) -> int:
    """Where a run begins, with the small words of Arabic letters before its first word."""
    start = first.start()
    for word in reversed(words[: words.index(first)]):
        before = word[0] in _ARABIC_WORDS and _FORM.search(word[0])
        if not before or not _is_space(text[word.end() : start]):
            break
        start = word.start()
    return start


_PERSIAN_ENDS = frozenset(("و", "ما"))
"""Words that begin the Persian text after the Arabic."""


def _may_follow(word: str) -> bool:
    if word in _ARABIC_WORDS or word.endswith("وا"):
        return True
    return bool(_FORM.search(word) and not _is_persian(word))


def _is_space(gap: str) -> bool:
    return not gap.strip(" ،,\u00a0")
