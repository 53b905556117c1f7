"""Punctuation by its function, not by its sign: `?` is `؟` and `;` is `؛`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from l10n_flow import patterns as re
from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.prose import FILLER, MARK, translators_note
from l10n_flow.checks.row import Check, Example, listed
from l10n_flow.checks.traits import Trait
from l10n_flow.model import Severity, Span

_CLASSES: Mapping[str, str] = {
    "full stop": ".。．۔।॥։።",
    "question mark": "?؟？⁇՞;፧",
    "exclamation mark": "!！՜",
    "colon": ":：",
    "semicolon": ";؛；",
    "comma": ",،、，",
    "ellipsis": "…",
}
"""U+037E, the Greek question mark, which looks like a semicolon and ends a question."""
_CLASS = {sign: name for name, signs in _CLASSES.items() for sign in signs}
_AFTER = (
    f"{FILLER}{MARK} \n\t\r\u00a0\\*_~\"“”„«»‹›'’」』)]}}）】"
    "\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069"
)  # fmt: skip
"""What may follow the punctuation at the end."""
_UNENDED = frozenset(("th", "lo", "my", "km"))
"""Languages that end sentences with a space."""


def ending(prose: str) -> str:
    """Return the class of a text's final punctuation, "" for none; quotes and marks are ignored.

    >>> ending("Who knows?"), ending("چه کسی می‌داند؟»"), ending("So..."), ending("No")
    ('question mark', 'question mark', 'ellipsis', '')
    """
    return _ending(prose)[0]


def _ending(prose: str, language: str = "") -> tuple[str, int]:
    end = len(prose.rstrip(_AFTER))
    name = _CLASS.get(prose[end - 1], "") if end else ""
    if language == "el" and name == "semicolon":
        return "question mark", end
    if language == "hy" and name in ("full stop", "colon"):
        return _in_armenian(prose[:end]), end
    if name == "colon" and FILLER in prose[end:]:
        return "", end  # an address ends it
    if name == "full stop" and prose[max(0, end - 3) : end] == "...":
        return "ellipsis", end
    return name, end


def _in_armenian(prose: str) -> str:
    """The class of a sentence's end: a sign over a vowel asks or cries, and : is a full stop."""
    last = _SENTENCE_OF_ARMENIAN.split(prose[:-1])[-1]
    return next((name for sign, name in _OVER_VOWELS.items() if sign in last), "full stop")


_OVER_VOWELS = {"՞": "question mark", "՜": "exclamation mark"}
_SENTENCE_OF_ARMENIAN = re.compile(r"[:։]\s")
_ALIKE = frozenset((
    frozenset(("full stop", "exclamation mark")),  # a matter of tone
    frozenset(("full stop", "ellipsis")),
    frozenset(("", "ellipsis")),
    frozenset(("exclamation mark", "ellipsis")),
    frozenset(("full stop", "semicolon")),  # items of a list
    frozenset(("", "semicolon")),
    frozenset(("", "comma")),
    frozenset(("full stop", "comma")),
    frozenset(("semicolon", "comma")),
    frozenset(("", "exclamation mark")),
))  # fmt: skip
_HEADINGS = ("heading", "field: title", "caption")
_ENDS_WITH_A_VERB = frozenset(("ja", "ko"))
"""Languages that announce a list with a whole sentence: 「以下に例を示します。」"""
_CLOSES_IN_JAPANESE = ("」", "』", "）")
"""No stop stands before them: 「…です」."""
_SHORT = 3
"""Up to so many words a full stop is optional: labels, headings, abbreviations."""


def _end(pair: Pair) -> Iterator[Hit]:
    found = _other_end(pair)
    if found is not None and not _is_added_stop(*found[:2]):
        yield _ended(*found)


def _stop_more(pair: Pair) -> Iterator[Hit]:
    """RAE, Ortografía, 2010, III.3.4.1.2: a title or heading on its own line has no full stop."""
    found = _other_end(pair) if pair.kind.startswith(_HEADINGS) else None
    if found is not None and _is_added_stop(*found[:2]):
        yield _ended(*found)


def _is_added_stop(ours: str, theirs: str) -> bool:
    return not ours and theirs == "full stop"


def _other_end(pair: Pair) -> tuple[str, str, int] | None:
    """How source and translation end, and where, when they should end alike and do not."""
    if pair.language in _UNENDED or pair.target.startswith(f"{pair.source.rstrip()} ("):
        return None  # or a program's message, with its translation in brackets
    ours, _ = _ending(pair.source_prose, pair.source_language)
    theirs, end = _ending(pair.target_prose, pair.language)
    if ours == theirs or frozenset((ours, theirs)) in _ALIKE:
        return None
    if {ours, theirs} == {"full stop", ""} and not _is_sentence(pair):
        return None
    if pair.language in _ENDS_WITH_A_VERB and (ours, theirs) == ("colon", "full stop"):
        return None
    if pair.language == "ja" and not theirs and pair.target.rstrip().endswith(_CLOSES_IN_JAPANESE):
        return None
    if not pair.source_words or not pair.target_words:
        return None
    if not _CRIES.isdisjoint((ours, theirs)) and _is_of_another_tone(pair, ours, theirs, end):
        return None
    if {ours, theirs} <= {"full stop", "", "colon"} and _has_reasons(pair, ours, theirs):
        return None
    if theirs == "colon" and (_is_quoted_word(pair, end) or _is_moved_colon(pair, ours)):
        return None
    if _is_added_line(pair, end):
        return None
    if _NAMED_SIGN.search(pair.source_prose) or _NAMED_SIGN.search(pair.target_prose):
        return None
    return ours, theirs, end


def _is_added_line(pair: Pair, end: int) -> bool:
    """Whether a translator added what ends it: a note, or where to report mistakes."""
    if _SENT_TO_TRANSLATORS.search(pair.target) and not _SENT_TO_TRANSLATORS.search(pair.source):
        return True
    return translators_note(pair.target, end)


def _ended(ours: str, theirs: str, end: int) -> Hit:
    if not theirs:
        message = f"the source ends with a {ours}, the translation without one"
    elif not ours:
        message = f"the translation ends with a {theirs}, the source without one"
    else:
        message = f"the source ends with a {ours}, the translation with a {theirs}"
    return Hit(_with_article(message), Span(max(0, end - 1), end))


_ASKING: Mapping[str, frozenset[str]] = {
    "en": listed(
        "are can could did do does had has have how is may must shall should was were what when"
        " where whether which who whom whose why will would"
    ),
    "es": listed("adónde cómo cuál cuáles cuándo cuánta cuántas cuánto cuántos dónde qué quién"),
    "fa": listed("آیا چرا چگونه چطور چه کجا کدام کی چند"),
    "fr": listed("comment combien où pourquoi quand quel quelle quels quelles qui"),
    "it": listed("che chi come cosa cos dove perché qual quale quali quando quanta quante quanto"),
    "pt": listed("como onde porque qual quais quando quanto quantos quem"),
    "de": listed("wann warum was welche welcher welches wer wie wieso wo woher wohin"),
}
"""Question words of headings, which may do without a question mark."""


def _is_asked_in_words(pair: Pair) -> bool:
    asking = _ASKING.get(pair.source_language, frozenset[str]())
    if pair.source_words[0] in asking:
        return True
    last = _SENTENCE.split(pair.source_prose.rstrip())[-1].split(None, 1)
    return bool(last) and last[0].lower() in asking


def _is_asked_about(pair: Pair, ours: str) -> bool:
    """Whether a heading asks, with both signs in Spanish, what the source names without any."""
    heading = _ITS_NUMBER.sub("", pair.target_prose.strip())
    if ours or _SENTENCE.search(heading) is not None:
        return False
    if pair.language == "es":
        return "¿" in pair.target
    return pair.target_words[0] in _ASKING.get(pair.language, frozenset[str]())


def _is_of_another_tone(pair: Pair, ours: str, theirs: str, end: int) -> bool:
    """Whether one of two texts may ask or cry out where the other does not."""
    if theirs == "question mark" and (_is_asked_in_words(pair) or _is_asked_about(pair, ours)):
        return True
    if ours in _CRIES and _CRIED.search(pair.source):
        return True
    if _asks_in_japanese(pair):
        return True
    if ours == "question mark" and _only_wonders(pair):
        return True
    if theirs in _CRIES:
        return _is_of_a_title(pair.target, end, pair.source, theirs)
    return _is_of_a_title(
        pair.source, _ending(pair.source_prose, pair.source_language)[1], pair.target, ours
    )


def _asks_in_japanese(pair: Pair) -> bool:
    """Whether one of the texts asks with a particle and a full stop: 「…ですか。」"""
    texts = (pair.source_language, pair.source_prose), (pair.language, pair.target_prose)
    return any(
        language == "ja" and text.rstrip(_AFTER).endswith(("か。", "か"))
        for language, text in texts
    )


def _is_of_a_title(text: str, end: int, other: str, sign: str) -> bool:
    """Whether the mark belongs to a title that both have: in a link, an element, in quotes."""
    closed = _CLOSES_A_TITLE[sign]
    return closed.search(text, max(0, end - 1)) is not None and closed.search(other) is not None


_CLOSES_A_TITLE = {
    "question mark": re.compile(r"[?؟？;]\s?(?:\]|</|[»”“’」』\"*_])"),
    "exclamation mark": re.compile(r"[!！]\s?(?:\]|</|[»”“’」』\"*_])"),
}


_STOP_OF_QUOTATION = re.compile(r"[,\w] [\"“]\w+\.[\"”]\Z")
"""American English puts the stop of a list's item inside: or "spamming." """
_CRIES = frozenset(("question mark", "exclamation mark"))
_CRIED = re.compile(r"(?:!\?|\?!)\W*\Z")
"""`Nothing found!?` is a matter of tone."""


def _only_wonders(pair: Pair) -> bool:
    """Whether the source is a statement with a question mark, or has the mark further inside."""
    prose = pair.source_prose
    last = _SENTENCE.split(prose.rstrip())[-1]
    if pair.source_language == "en" and _WONDERING.match(last) is not None:
        return True
    if pair.language == "es" and (
        _PERHAPS.search(pair.target_prose) or _WHETHER.match(pair.target_prose)
    ):
        return True
    return _CHOICE.search(pair.target_prose) is not None


_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_ITS_NUMBER = re.compile(r"\A(?:\d+\.)+\s")
_WONDERING = re.compile(
    r"\W*(?:(?:and|but|so) )?i (?:wonder|guess|hope|suppose|bet)\b", re.IGNORECASE
)
_PERHAPS = re.compile(
    r"\b(?:quizás?|tal vez|probablemente|posiblemente|acaso|puede que|confirm(?:e|ar?))\b",
    re.IGNORECASE,
)
"""A statement of what is possible, or a request to confirm, needs no question mark."""
_WHETHER = re.compile(r"\W*Si\b[^,;:]+\Z")
"""What is asked, said as an option: «Si se muestra el menú»."""
_CHOICE = re.compile(r"[?؟][^?؟]{0,12}[(\[][^()\[\]]{1,12}[)\]]\s*\Z")
"""`¿Seguir? (s/n)`"""


def _has_reasons(pair: Pair, ours: str, theirs: str) -> bool:
    """Whether one of two texts may end without the other's full stop.

    The source may where the last of its sentences ends with a name or address; a translation may
    where such a thing moved to its end, after a colon. The stop of `Co.` or «م.» belongs to the
    word.
    """
    if ours == "full stop":
        if _COMPANY.search(pair.source_prose) or _STOP_OF_QUOTATION.search(pair.source):
            return True
        if _SHORT_IN_BRACKETS.search(pair.source):
            return True
        return _LAST_WORD.search(pair.target.rstrip()) is not None or _is_cut_short(pair)
    if theirs != "full stop" or ours:
        return False
    if _SHORT_FOR.search(pair.target_prose) is not None:
        return True
    source = pair.source_prose.strip()
    if source[-1:] == FILLER or source[:1].islower():
        return True  # it ends with a reference, or is no sentence
    return _INNER_END.search(pair.source_prose) is not None


_SHORT_IN_BRACKETS = re.compile(r"\((?:[^\W\d_]{1,5}\.\s?){1,4}\)\s*\Z")
"""Area (sq. mi.)"""


def _is_cut_short(pair: Pair) -> bool:
    """Whether a label ends with a short word that both have: `Pattern Dim.`, «Dim» of the pattern.

    The stop is the abbreviation's, then.
    """
    word = _SHORT_WORD.search(pair.source)
    return (
        word is not None
        and pair.target.rstrip().endswith(f" {word['word']}")
        and len(pair.source_words) <= _LABEL
    )


_SHORT_WORD = re.compile(r" (?P<word>[A-Z][a-z]{1,3})\.\s*\Z")
_LABEL = 6
"""Words."""


def _is_quoted_word(pair: Pair, end: int) -> bool:
    """Whether the colon belongs to a word in a tag that the source has, too: <b>Archive:</b>"""
    word = _WITH_SIGN.search(pair.target[:end])
    return word is not None and pair.target[end : end + 2] == "</" and word[0] in pair.source


def _is_moved_colon(pair: Pair, ours: str) -> bool:
    """Whether the colon belongs to a name within the source: «la cabecera Cc:»."""
    colons = pair.source_prose.count(":")
    if not ours and _GOES_ON.search(pair.source_prose) is not None:
        return True
    if ours == "full stop" and _FOLLOWING.search(pair.source_prose) is not None:
        return True
    announces = _ANNOUNCES.get(pair.language)
    if announces is not None and announces.search(pair.target_prose) is not None:
        return True
    return not ours and 0 < colons == pair.target_prose.count(":")


_GOES_ON = re.compile(
    r"(?:\b(?:are|as|by|for|from|including|includes?|is|like|of|then|to|using|with"
    rf"|(?:have|has|be|been) \w+ed)|{FILLER})\s*\Z"
)
"""A sentence that goes on in a list or in code below, or ends with code or an address."""


_FOLLOWING = re.compile(r"\bfollow(?:s|ings?)?\b[^.:!?]*\.\s*\Z", re.IGNORECASE)
"""A last sentence that announces what is below, for which a colon is as good as a full stop."""
_ANNOUNCES = {
    "es": re.compile(
        r"\b(?:siguientes?|como sigue|a continuación|por ejemplo)\b[^.:!?]*:\W*\Z", re.IGNORECASE
    ),
    "fa": re.compile(r"(?<!\w)(?:زیر|برای مثال|مثلاً|به این شرح)(?!\w)[^.:!؟]*:\W*\Z"),
}
"""The same in a translation: something is below, or nobody would write so."""
_SENT_TO_TRANSLATORS = re.compile(r"(?i:\b(?:errores|fallos|bugs).{0,20} (?:traduc|translat)\w+)")
"""In GNU's programs, the line that says where to report mistakes of the translation."""
_WITH_SIGN = re.compile(r">[^<>\s]+\Z")
_LAST_WORD = re.compile(r":\s*[^\s.]\S*\Z")
_COMPANY = re.compile(
    r"\b(?:Co|Corp|Dept|Gen|Inc|Ltd|Bros|Jr|Obs|Sr|Univ|Vol|etc|e\.g|i\.e|[ap]\.m|[A-Z]\.[A-Z])"
    r"\.\)?\Z"
)
_SHORT_FOR = re.compile(
    rf"(?<![^\W\d])(?:[^\W\d_]{{1,2}}|aprox|cap|etc|máx|mín|núm|págs?|predet|vol)\.[)\]»”\"\s{FILLER}{MARK}]*\Z"
)
_INNER_END = re.compile(r"[^\W\d_](?:[^\W\d_]|['’]s)[)\]\"”]?[.!?]\s+[\"“(]?[A-Z]")


_NAMED_SIGN = re.compile(rf"[\[(«“\"'‘]\s*[{re.escape(''.join(_CLASS))}]+\s*[\])»”\"'’]\W*$")
"""`[!]`: a sign that the text is about ends nothing."""


def _is_sentence(pair: Pair) -> bool:
    return min(len(pair.source_words), len(pair.target_words)) > _SHORT


def _with_article(message: str) -> str:
    return message.replace(" a e", " an e")


_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("【", "】"))
"""Those of full width are read as narrow ones (`_NARROW`)."""
_QUOTED = (("«", "»"), ("‹", "›"), ("「", "」"), ("『", "』"), ("“", "”"))
_QUOTED_LOW = _QUOTED[:-1]
"""Where German and its neighbours close with “."""


def _brackets(pair: Pair) -> Iterator[Hit]:
    return _matched(_unbalanced(pair, _PAIRS))


def _matched(lonely: Iterator[Hit]) -> Iterator[Hit]:
    """Yield the lonely signs; where one kind opens and another closes, both are one hit."""
    hits = list(lonely)
    if len(hits) == 2:
        first, second = sorted(hits, key=lambda hit: hit.span or Span(0, 0))
        if first.detail in _OPENING and second.detail in _CLOSING and first.span and second.span:
            message = f"“{first.detail}” and “{second.detail}” do not form a pair"
            span = Span(first.span.start, second.span.end)
            hits = [Hit(message, span, detail=first.detail)]
    yield from hits


def _unbalanced(pair: Pair, pairs: tuple[tuple[str, str], ...]) -> Iterator[Hit]:
    target, source = pair.target_prose, pair.source_prose
    if "（" in target or "）" in target:
        target, source = (text.translate(_NARROW) for text in (target, source))
    if ":" in target:
        smile = _JOINED_SMILE if _SMILE.search(source) else _SMILE
        target, source = (smile.sub(_flat, text) for text in (target, source))
    if "-»" in target:
        target = _ARROW.sub("->", target)
    for opening, closing in pairs:
        if opening not in target and closing not in target:
            continue
        if pair.language in _CLOSES_TWICE and opening not in target and closing in _CLOSING_QUOTES:
            if target.count(closing) % 2:
                last = target.rindex(closing)
                yield Hit(f"“{closing}” has no partner", Span(last, last + 1), detail=closing)
            continue
        opened, closed = target.count(opening), target.count(closing)
        if opened == closed or source.count(opening) - source.count(closing) == opened - closed:
            continue
        if _lonely(source, opening, closing) is not None:
            continue  # one that the text is about, or the source's own mistake
        wrong = opening if opened > closed else closing
        at = _lonely(target, opening, closing)
        if at is not None:
            sign = wrong if target[at] != wrong else pair.target_prose[at]
            yield Hit(f"“{sign}” has no partner", Span(at, at + 1), detail=wrong)


_NARROW = str.maketrans("（）", "()")
_SMILE = re.compile(r"[:;(](?<!\S[:;(])(?:(?<=[:;])-?[()]|(?<=\()-?[:;])(?![^\s).,;!?»])")
"""`:)`, which may be written the other way round in a right-to-left language."""


_JOINED_SMILE = re.compile(r"[:;]-?[()]|[()]-?[:;](?![^\s).,;!?»])")
"""Where the source smiles, the translation may without a blank, as Japanese has none."""


def _flat(smile: re.Match[str]) -> str:
    return ":" * len(smile[0])


def _lonely(text: str, opening: str, closing: str) -> int | None:
    """Return where the first sign without a partner is; `1)` and `a)` number a list.

    Within brackets they name an item of one, as in laws: "(artículo 6, letra a), del RGPD)".
    """
    open_at: list[int] = []
    surplus = text.count(closing) - text.count(opening)
    for at, sign in enumerate(text):
        if sign == opening:
            open_at.append(at)
        elif sign == closing:
            if open_at and surplus > 0 and _NAMES_AN_ITEM.search(text[:at]):
                surplus -= 1
            elif open_at:
                open_at.pop()
            elif closing in _LISTS and _NUMBERS_A_LIST.search(text[:at]):
                continue
            elif not _SMILES.search(text[:at]):
                return at
    return next((at for at in open_at if not _SMILES.search(text[:at])), None)


_LISTS = ")]}"
_NUMBERS_A_LIST = re.compile(r"(?:^|\s|\d\.)\w{1,3}$")
_NAMES_AN_ITEM = re.compile(r"(?:\s|\d\.)[^\W\d_]$")
_SMILES = re.compile(r"(?:^|\s)[:;=]['-]?$")


_OPENING = frozenset([opening for opening, _ in (*_PAIRS, *_QUOTED)] + ['"', "„"])
_CLOSING = frozenset([closing for _, closing in (*_PAIRS, *_QUOTED)] + ['"'])


def _quotes(pair: Pair) -> Iterator[Hit]:
    lonely = list(_lonely_quotes(pair))
    return _matched(iter(lonely)) if lonely and not _goes_on(pair) else iter(())


def _lonely_quotes(pair: Pair) -> Iterator[Hit]:
    if not (pair.source_words or pair.target_words):
        return  # the text is about a sign
    target = pair.target_prose
    low = "„" in target or "‚" in target
    yield from _unbalanced(pair, _QUOTED_LOW if low else _QUOTED)
    if "„" in target:
        yield from _odd_among_low(pair)
    if pair.language == "he" and '"' in target:
        target = _GERSHAYIM.sub("״", target)
    if target.count('"') % 2 and not pair.source_prose.count('"') % 2 and not _INCH.search(target):
        at = target.rindex('"')
        yield Hit('a quotation mark " has no partner', Span(at, at + 1), detail='"')


def _goes_on(pair: Pair) -> bool:
    """Whether it is a paragraph of a longer quotation, which both open, or both close, only.

    RAE, Ortografía, 2010, III.3.4.8.2.1: every paragraph of a quotation but the first begins with
    a closing mark; English repeats the opening one.
    """
    source, target = pair.source_prose.strip(), pair.target_prose.strip()
    if target.startswith(_CLOSING_QUOTES) and source.startswith(_OPENING_QUOTES):
        source, target = source[1:], target[1:]
        if not _left_open(source, pair.source_language) and not _left_open(target, pair.language):
            return True
    ours, theirs = _left_open(source, pair.source_language), _left_open(target, pair.language)
    return ours == theirs != 0


def _left_open(text: str, language: str) -> int:
    """How many more quotation marks a text opens than it closes."""
    count = 0
    for mark in _ANY_QUOTE.finditer(text):
        sign, before = mark[0], text[: mark.start()][-1:]
        if sign in _EITHER_WAY or (sign in "«»“" and language in _OUTWARDS):
            if sign == '"' and before.isdecimal():
                continue  # inches
            count += 1 if not before or before.isspace() or before in _BEFORE_QUOTES else -1
        else:
            count += 1 if sign in _OPENS_ALWAYS else -1
    return count


_ANY_QUOTE = re.compile('["«»‹›“”„「」『』]')
_EITHER_WAY, _OPENS_ALWAYS = '"', "«‹“„「『"
_BEFORE_QUOTES = f"([¿¡—–*_>{MARK}"
_CLOSES_TWICE = frozenset(("fi", "he", "nb", "nn", "no", "se", "sv"))
"""Languages that set ”these” or »these», with one mark at both ends (CLDR: sv, fi, he)."""
_OUTWARDS = frozenset(("cs", "da", "de", "hr", "hu", "sk", "sl", "sr"))
"""Languages whose books set »these«, and whose newspapers close with “."""
_OPENING_QUOTES, _CLOSING_QUOTES = tuple('"“«'), tuple("»”")


def _odd_among_low(pair: Pair) -> Iterator[Hit]:
    """Yield the lonely one of „ “ ” where they are odd; “ may open a title in another language."""
    prose = pair.target_prose
    marks = [match.start() for match in _LOW.finditer(prose)]
    if len(marks) % 2 and not _left_open(pair.source_prose, pair.source_language):
        again = (one for one, after in pairwise(marks) if prose[one] == prose[after] == "„")
        at = next(again, marks[-1])
        yield Hit(f"“{prose[at]}” has no partner", Span(at, at + 1), detail=prose[at])


_LOW = re.compile("[„“”]")
_GERSHAYIM = re.compile(r"(?<=[א-ת])\"(?=[א-ת](?![א-ת]))")
"""The sign before the last letter of an acronym, as keyboards have it: סה"כ."""
_INCH = re.compile(r"\d\"")
_ARROW = re.compile(r"(?<=\s)-»(?=\s)")
"""`->`, as a keyboard or a repair changes it."""


def _quote_style(pair: Pair) -> Iterator[Hit]:
    if len(pair.policy.quotes) != 2:
        return
    opening, closing = pair.policy.quotes[0], pair.policy.quotes[1]
    inside = False
    for match in _QUOTE_SIGN.finditer(pair.target_prose):
        if match.group() in pair.policy.quotes:
            inside = match.group() == opening and not (inside and opening == closing)
        elif not inside:
            message = f"quotations are set in {pair.policy.quotes}"
            yield Hit(message, Span(*match.span()), detail=match.group())
            return


_QUOTE_SIGN = re.compile('(?<![0-9۰-۹])"|[«»“”„‟]')
"""Behind a digit, the straight sign stands for inches or seconds."""


_TWICE = re.compile(
    r"(?<![\w\u200c'’-])([^\W\d_]{2,})[ \t\n]+(\1)(?![\w\u200c'’-]|[.@]\w)", re.IGNORECASE
)
"""The second word is not the beginning of an address: `ejemplo ejemplo.com`."""


_DOUBLED: Mapping[str, frozenset[str]] = {
    "de": listed("das der die sie"),
    "en": listed("bye had ha no so that very"),
    "es": listed(
        "ah ay bla eh ha hala hurra ja je ji jo muy no nos oh octava olé sí tic toc uh uy viva"
    ),
    "fr": listed("nous vous"),
    "bg": listed("си"),
    "da": listed("der det"),
    "gl": listed("se"),
    "hu": listed("az ez"),
    "it": listed("se"),
    "nb": listed("det som"),
    "nl": listed("dat die"),
    "pt": listed("se"),
    "sv": listed("det"),
    "fa": listed(
        "آرام آه آهسته اندک اوه بله به پاره تک تکه ته جا جدا جفت جنوب جور چند خیلی دانه دسته دو ذره"
        " رفته رنگ روز سه شر شرق شمال غرب فوج قدم قطره کم کوچه گاه گروه گوناگون لحظه لقمه مرحله نرم"
        " نه هر هی یک یکی یواش"
    ),
}
"""Words that are repeated on purpose: Persian forms adverbs so."""


_CRIES_TWICE = listed("ah cha eh ha he hi hm hmm ho hu hum ja na ne no oh si sí tak uh um")
"""What people cry or say twice in any language: Ha ha, No no, Tak tak."""
_RELATIVE = re.compile(r"\w+[یي] که\b")
"""“The name of the user who”, نام کاربری کاربری که: a Persian noun before its relative clause."""


_SAY_TWICE = frozenset((
    "az", "bn", "gu", "hi", "hy", "ka", "kk", "km", "kn", "ky", "lo", "ml", "mr", "ne", "pa", "sw",
    "ta", "te", "th", "tk", "tr", "ug", "ur", "uz", "vi",
))  # fmt: skip
"""Languages that say words twice as a part of their grammar: yavaş yavaş, luôn luôn, धीरे धीरे."""


def _double(pair: Pair) -> Iterable[Hit]:
    theirs = pair.theirs
    if len(theirs.words) == len(theirs.vocabulary) or pair.language in _SAY_TWICE:
        return ()
    tokens = theirs.lower.split()
    if any(map(str.startswith, tokens[1:], tokens)):
        return _twice(pair)
    return ()


def _twice(pair: Pair) -> Iterator[Hit]:
    allowed = {*_DOUBLED.get(pair.language, ()), *_CRIES_TWICE}
    for match in _TWICE.finditer(pair.target_prose):
        first, second = match.groups()
        named = first != second and (second[0].isupper() or first.isupper())
        if named or first.lower() in allowed or _TWICE.search(pair.source_prose):
            continue
        if first[0].isupper() and first == second and pair.source.count(first) > 1:
            continue  # a name that the source has twice, too
        if "\n" in match[0] and "\n" in pair.source:
            continue  # one line ends with what the next begins with
        if _RELATIVE.match(pair.target_prose, match.start(2)):
            continue
        allowed.add(first.lower())
        yield Hit(f"“{first}” appears twice", Span(*match.span()), detail=first.lower())


CHECKS = (
    Check(
        "end-punctuation",
        "The translation ends otherwise than the source: a question without its mark, a sentence"
        " without its full stop. Signs count by what they do: ؟ is ?, ؛ is ;.",
        "End it with your language's sign for the same thing.",
        _end,
        (
            Example(
                "es",
                "Who signed the treaty?",
                "¿Quién firmó el tratado",
                "¿Quién firmó el tratado?",
            ),
            Example(
                "fa",
                "Who signed the treaty?",
                "چه کسی پیمان را امضا کرد",
                "چه کسی پیمان را امضا کرد؟",
            ),
        ),
        when=Trait.STOP,
    ),
    Check(
        "added-stop",
        "A heading, a title or a caption ends with a full stop, and the source without one. In"
        " other texts a stop more passes: teams add them to descriptions.",
        "Take the full stop away, or leave it where the text is a sentence.",
        _stop_more,
        (
            Example(
                "es",
                "The signing of the treaty in Vienna",
                "La firma del tratado en Viena.",
                "La firma del tratado en Viena",
                kind="heading 2",
            ),
            Example(
                "fa",
                "The signing of the treaty in Vienna",
                "امضای پیمان در وین.",
                "امضای پیمان در وین",
                kind="heading 2",
            ),
        ),
        Severity.INFO,
        when=Trait.STOP,
        kinds=_HEADINGS,
    ),
    Check(
        "brackets",
        "A bracket without its partner, where the source has both.",
        "Add the partner, or take the lonely one out.",
        _brackets,
        (
            Example("es", "the deal (2015)", "el acuerdo (2015", "el acuerdo (2015)"),
            Example("fa", "the deal (2015)", "توافق (۲۰۱۵", "توافق (۲۰۱۵)"),
        ),
        when=Trait.BRACKET,
    ),
    Check(
        "quotes",
        "A quotation mark without its partner, where the source has both.",
        "Add the partner, or take the lonely one out.",
        _quotes,
        (
            Example("es", "the “deal”", "el «acuerdo", "el «acuerdo»"),
            Example("fa", "the “deal”", "«توافق", "«توافق»"),
        ),
        when=Trait.QUOTE,
    ),
    Check(
        "quote-style",
        "Quotation marks other than those that the project has chosen (`quotes:` in the"
        " configuration, such as «»).",
        "Use the project's quotation marks.",
        _quote_style,
        (
            Example("es", "the “deal”", 'el "acuerdo"', "el «acuerdo»"),
            Example("fa", "the “deal”", '"توافق"', "«توافق»"),
        ),
        when=Trait.QUOTE,
    ),
    Check(
        "double-word",
        "The same word twice in a row, where the source has nothing of the kind.",
        "Delete one of the two.",
        _double,
        (
            Example("es", "the end of the war", "el fin de de la guerra", "el fin de la guerra"),
            Example("fa", "the end of the war", "پایان از از جنگ", "پایان جنگ"),
        ),
        when=Trait.LETTER,
    ),
)
