"""Texts in another language than the catalog's.

Close languages are recognised by groups of letters (`lettergroups`), others by the small words that
every sentence has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from l10n_flow import patterns as re
from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.row import Check, Example, listed
from l10n_flow.checks.rules.lettergroups import (
    KNOWN,
    SURE,
    advantages,
    likelier,
    max_advantage,
    may_reach,
)
from l10n_flow.checks.rules.scripts import letters_of
from l10n_flow.checks.rules.smallwords import (
    FURTHER,
    GROUPS,
    LETTERS,
    SHAPES,
    SMALL,
    small_words,
)
from l10n_flow.checks.texts import PART as WORD
from l10n_flow.checks.texts import Text, parted
from l10n_flow.checks.traits import Trait
from l10n_flow.language.arabic import arabic_spans
from l10n_flow.language.tags import own_name
from l10n_flow.model import Span

_ALL = frozenset[str]().union(*SMALL.values())


@cache
def _candidates(language: str) -> Mapping[str, frozenset[str]]:
    """The languages that a text may be in instead, with their small words."""
    group = next((some for some in GROUPS if language in some), frozenset[str]())
    found = {**SMALL, **{name: FURTHER[name] for name in sorted(group)}}
    return {name: small for name, small in found.items() if name != language}


@cache
def _others(language: str) -> frozenset[str]:
    """Small words of others that are no words of its own."""
    own = small_words(language) | _HOMOGRAPHS.get(language, frozenset())
    return frozenset[str]().union(*_candidates(language).values()) - own


_HOMOGRAPHS: Mapping[str, frozenset[str]] = {
    "fa": listed(
        "آپ استخدام بعد بعض تک جو حول خو دا ده دون دی زه سره شو شوی ضد عبر قبل"
        " قد لا له مع من منذ ناو نو وو پر چا چی کا کر کسی کو کی ی یان"
    ),
}
"""Words of a language that are small words of another, and less frequent here: «ده», ten, and «نو»,
new, are small words of Pashto, as are «دی», a month, of Urdu, and «من», I, of Arabic."""


def has_small_words(text: str) -> bool:
    """Whether the text has two different small words of some language, as sentences have.

    >>> has_small_words("The talks of the town"), has_small_words("International Atomic Energy")
    (True, False)
    """
    return len(_ALL.intersection(text.lower().split())) > 1


_AMONG = {"ast": "es", "fa-Latn": "fa"}
"""Languages that are looked for in the texts of one language alone: those of others look like them
by chance, as the plurals of Catalan do."""
_SURER = 60
"""Like `SURE`, for one sentence among others in the right language."""
_SUREST = 57
"""The same for a short label: most of the texts that were judged wrongly were labels."""
_LABEL = 6
"""A text with fewer words is a label; those that the source has do not count."""
_MIN_SMALL_WORDS = 3
"""From so many different small words of another language on, a text is no quotation."""
_ENOUGH = 4
"""A text with fewer words proves nothing about its language."""
_TRIED = ("be", "bg", "cs", "es", "fa", "hr", "ru", "sk", "sl", "sr", "uk")
"""Languages for which two words are enough, as tests on thousands of their texts have shown, or of
their neighbours'; for others more evidence is needed."""
_PROSE = 10
"""From so many words on two are enough in languages that are known by such words alone."""
_SENTENCE_END = re.compile(r"[.!?…؟۔](?P<blanks>[»”\"')\]]*\s+)|(?P<line>\n)")
"""With a stop as its first character, which is found faster than a place behind one."""


def foreign_language(source: str, target: str, language: str) -> str:
    """Return the language that a translation seems to be in, when it is another one; else "".

    Where the source is known, close languages are recognised by letters of words that it does not
    have. Otherwise the text must have three different words that are small words of the other
    language, or have letters that only the other language has; and at least as many of these as of
    its own: a page of names and titles proves nothing.

    >>> foreign_language("The talks went on.", "Le chat est dans la cuisine avec nous", "es")
    'fr'
    >>> foreign_language("The talks", "«The talks of the town and of the sea», de Ana", "es")
    ''
    """
    if not small_words(language):
        return ""
    words = parted(_unquoted(target, language).lower())
    known = frozenset(parted(source.lower()))
    return _judged(words, known, language, SURE if source else None)


def _unquoted(text: str, language: str) -> str:
    """Hide quotations, because titles stay in their language. The length stays the same."""
    if language not in KNOWN or _QUOTED.search(text) is None:
        return text
    bare = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
    return bare if WORD.search(bare) is not None else text


_QUOTED = re.compile('«[^«»]*»|“[^“”]*”|"[^"]*"')


def _judged(
    words: Sequence[str],
    known: frozenset[str],
    language: str,
    sure: int | None = SURE,
    *,
    is_far: bool = True,
) -> str:
    """Return the language that lower-case words seem to be in; `known` are the source's.

    `sure` is as for `likelier`; None where small words decide. Without `is_far`, only close
    languages are considered.
    """
    if len(words) < _ENOUGH:
        return ""
    close = () if sure is None or language not in KNOWN else KNOWN
    if sure is not None and close:
        fresh = list(dict.fromkeys([word for word in words if word not in known]))
        needed = sure if len(fresh) >= _LABEL else max(sure, _SUREST)
        found = likelier(fresh, language, needed) if len(fresh) >= _ENOUGH else ""
        if found == "gl" and len(fresh) < _LABEL:
            found = ""  # most labels that were judged wrongly were taken for Galician
        if found and not _has_foreign_letters(fresh, found):
            # The letters of German are nearest to English among those of the close ones.
            return (_by_small_words(words, known, language, close) if is_far else "") or found
    return _by_small_words(words, known, language, close) if is_far else ""


def _by_small_words(
    words: Sequence[str], known: frozenset[str], language: str, judged: Sequence[str]
) -> str:
    """The language of their small words and letters, except those that letter groups recognise."""
    strange = _others(language).intersection(words) - known
    lettered = _lettered(words, language) - known
    if not strange and not lettered:
        return ""
    own, tried = small_words(language), language in _TRIED
    shaped = _SHAPES.get(language)
    best, highest, new = "", 0, ""
    for name, small in _candidates(language).items():
        if name in judged or _AMONG.get(name, language) != language:
            continue
        theirs = strange & small
        letters = LETTERS.get(name, "")
        theirs |= {word for word in lettered if set(word).issubset(letters)}
        if not theirs:
            continue
        if (shape := _SHAPES.get(name)) is not None:
            new = new or "\n".join({word for word in words if word not in known})
            theirs |= set(shape.findall(new)).difference(own, shaped.findall(new) if shaped else ())
        if len(theirs) < 2:
            continue
        mine = len([word for word in words if word in own and word not in small])
        is_enough = tried and not mine and (language not in FURTHER or len(words) >= _PROSE)
        if len(theirs) >= (2 if is_enough else _MIN_SMALL_WORDS):
            times = sum(map(theirs.__contains__, words))
            if times > highest and times >= (1 if tried else 3) * mine:
                best, highest = name, times
    return best


_SHAPES = {
    name: re.compile(f"^(?:{shape.pattern})$", re.MULTILINE) for name, shape in SHAPES.items()
}
"""For words on a line each: one search examines all of them."""


_NEVER = {
    "ca": "ñáâãêô", "en": "ñáíóúâãêôç", "fr": "ñáíóúãõ", "gl": "jâãêôõç", "it": "ñáíóúâãêôçj",
    "pt": "ñèìòùï", "es": "àèìòùâãêôõç",
}  # fmt: skip
"""Letters that the language's own words never have, among those of its neighbours (CLDR's exemplar
characters)."""
_INNER_CAPITAL = re.compile(r"[A-Z](?<=[a-z][a-z].)(?=[a-z])")
_FEW = 8
"""One word in so many with such a letter may be a name."""


def _has_foreign_letters(words: Sequence[str], language: str) -> bool:
    """Whether too many of the words have letters that the language does not have."""
    letters = frozenset(_NEVER[language])
    return sum(not letters.isdisjoint(word) for word in words) * _FEW >= len(words)


def _lettered(words: Sequence[str], language: str) -> set[str]:
    """The words with a letter that the language does not have."""
    letters = _strangers(language)
    return {word for word in words if not letters.isdisjoint(word)}


@cache
def _strangers(language: str) -> frozenset[str]:
    """Letters of neighbours in the same script; none where the language's own are unknown."""
    own = LETTERS.get(language)
    if own is None:
        return frozenset()
    others = set().union(
        *(set(letters) for letters in LETTERS.values() if _alphabet(letters) == _alphabet(own))
    )
    if language == "fa":
        others -= set("ىيكة")  # an Arabic keyboard's, which `arabic-letters` reports
    return frozenset(others - set(own))


def _alphabet(letters: str) -> str:
    """A letter that all the languages of a script have: alif, a Cyrillic o, a Latin o."""
    return next(sign for sign in "اоo" if sign in letters)


def _is_a_name(sentence: str) -> bool:
    """Whether all its words but small ones have a capital: the title of something."""
    words = [word for word in WORD.findall(sentence) if word.lower() not in _ALL]
    return len(words) > 1 and all(word[:1].isupper() for word in words)


_FORMAT = re.compile(r"%[-_0^#EO]?[A-Za-z]{1,2}(?![a-z])")
"""`%Om/%Od` looks like two small words of Dutch."""


def _in_a_sentence(
    prose: str, words: Sequence[str], known: frozenset[str], language: str, *, is_far: bool
) -> tuple[str, Span] | None:
    """Return the language of one sentence among several, and its place; `words` are the prose's."""
    ends = [match.span(match.lastgroup or 0) for match in _SENTENCE_END.finditer(prose)]
    if not ends:
        return None
    telling = None if is_far else advantages(frozenset(words) - known, language)
    start = 0
    for end, after in [*ends, (len(prose), len(prose))]:
        sentence = prose[start:end].lower()
        if _is_a_name(prose[start:end]):
            start = after
            continue
        if telling is None or may_reach(telling, sentence, language, _SURER):
            mine = parted(sentence)
            if len(mine) > _ENOUGH and (
                found := _judged(mine, known, language, _SURER, is_far=is_far)
            ):
                return found, Span(start, end)
        start = after
    return None


def _other(pair: Pair) -> Iterator[Hit]:
    theirs = pair.theirs
    if pair.script != "Latn" and pair.language != "fa" and _is_in_latin(pair):
        yield Hit("the words are in Latin letters", Span(0, len(pair.target)), detail="Latn")
        return
    if not small_words(pair.language):
        return
    if "﴾" in pair.target and pair.language == "fa":
        theirs = Text(_VERSE.sub(_blanks, pair.target), pair.locale)
    if theirs.is_joined and _may_join_names(theirs):
        theirs = _without_names(theirs)
    strangeness = _strangeness(pair.ours, theirs, pair.language)
    if strangeness > SURE or (pair.language == "fa" and _may_be_no_persian(pair, theirs)):
        found, span = _language(pair, _without_names(theirs), strangeness)
        if not found or _is_a_neighbour(found, pair, span):
            return
        if pair.language == "fa" and _SPELLED_OUT.search(pair.target):
            yield from _other(replace(pair, target=_SPELLED_OUT.sub(_blanks, pair.target)))
        else:
            yield Hit(f"the words seem to be {_name(found)} ({found})", span, detail=found)


def _language(pair: Pair, theirs: Text, strangeness: int) -> tuple[str, Span]:
    """The language of the translation without names, and the place; "" for the catalog's own."""
    if theirs is not pair.theirs and strangeness > SURE:
        strangeness = _strangeness(pair.ours, theirs, pair.language)
    found, span = "", Span(0, len(pair.target))
    if strangeness > SURE:
        prose = _unquoted(theirs.prose, pair.language)
        words = theirs.parted if prose is theirs.prose else parted(prose.lower())
        known = pair.ours.different
        if _INNER_CAPITAL.search(pair.source_prose):  # OpenDocument is two words
            parts = _INNER_CAPITAL.sub(r" \g<0>", pair.source_prose)
            known |= frozenset(parted(parts.lower()))
        is_far = strangeness == _PLAIN
        found = _judged(words, known, pair.language, is_far=is_far)
        if not found and strangeness > _SURER:
            one = _in_a_sentence(prose, words, known, pair.language, is_far=is_far)
            found, span = one or (found, span)
    if not found and pair.language == "fa":
        in_latin = _is_in_latin_letters(pair.ours, theirs)
        found = "ar" if _is_arabic(theirs) else "fa-Latn" if in_latin else ""
    return found, span


def _is_a_neighbour(found: str, pair: Pair, span: Span) -> bool:
    """Whether the text has what the language found has not, and the catalog's has."""
    if pair.language == "es" and found in KNOWN and _OPENED.search(pair.target, *span):
        return True
    own = _NOT_NEIGHBOUR.get((pair.language, found))
    if own is not None:
        return own.search(pair.target_prose, *span) is not None
    return found == "ar" and pair.language == "fa" and not _NO_ARABIC.isdisjoint(pair.target_prose)


def _without_names(text: Text) -> Text:
    """The text without names in code and values that a program fills in."""
    for sign, hidden in (("%", _FORMAT), ("_", _KEYED), ("&", _KEYED)):
        if sign in text.prose and hidden.search(text.prose) is not None:
            text = Text(hidden.sub(_blanks, text.prose), text.locale)
    return text


def _may_join_names(text: Text) -> bool:
    """Whether a sign may join a name and a word, which is another word without the name.

    Then a quick test cannot look at the text with its names.
    """
    return not _HIDING.isdisjoint(text.characters) and _JOINED_NAME.search(text.prose) is not None


_HIDING = frozenset("%_&")
"""Signs by which names are recognised."""
_JOINED_NAME = re.compile(r"[%_&'’·\u200c-](?:(?<=[%_&])\w*['’·\u200c-]|(?<=['’·\u200c-])\w*[%_&])")


def _may_be_no_persian(pair: Pair, theirs: Text) -> bool:
    """Whether a whole text may be Arabic, or Persian in Latin letters: a quick test."""
    if not theirs.traits & _ARABIC:
        return True
    if _NO_ARABIC.isdisjoint(pair.target_prose) and _may_be_arabic(theirs):
        return True
    return not _HIDING.isdisjoint(theirs.characters) and not any(
        token.isalpha() and not _PERSIAN.isdisjoint(token) for token in theirs.prose.split()
    )


_PERSIAN = frozenset("ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی")


_OPENED = re.compile("[¿¡]")
"""The signs with which only Spanish opens a question or a cry (Galician may, and does not)."""
_NOT_GALICIAN = re.compile(
    r"\w\w y \w\w|\b(?:las|los|una|muy|del|al|sus?|mis?|tus?|hasta|donde|también|después)\b"
    r"|\w[áé]is\b|\wuid[oa]s?\b|\bpárraf",
    re.IGNORECASE,
)
"""These appear nine times in 3,000 Galician texts; other words that both share prove nothing."""
_NOT_CATALAN = re.compile(
    r"\w\w y \w\w|(?<![\w-])(?:muy|pero|más|lunes|martes|jueves|viernes|sábado|domingo)\b"
    r"|\w(?:eció|[bdmpv]ió|(?<!s)tió|(?<!·)lió|rrió|(?:re|a|de|ro|e)nunció)\b"
)
"""«creció», «salió», «anunció»: of the many nouns in -ió that Catalan has, none ends so."""
_PORTUGUESE = re.compile(
    r"\b(?:com|em|eu|isso|lhe|não|numa?|pelas?|são|sem|seus?|suas?|também|uma?|uns|você)\b"
    r"|\w(?:ção|ções|lh[ao]s?)\b",
    re.IGNORECASE,
)
_NOT_NEIGHBOUR = {
    ("es", "ca"): _NOT_CATALAN,
    ("es", "gl"): _NOT_GALICIAN,
    ("pt", "gl"): _PORTUGUESE,
}
"""By the catalog's language and the one found: what only the former has."""
_VERSE = re.compile("﴿[^﴿﴾]*﴾")
"""Scripture, which is quoted in Arabic."""
_NO_ARABIC = frozenset("پچژگ")
"""Letters that Arabic does not have, whatever keyboard was used."""


_KEYED = re.compile(r"[^\W\d_](?<!\w\w)\w*[&_](?<=[^\W\d_][&_])[^\W\d_]\w*")
"""A word that contains an access key's sign, `na&vegación`, or a name in code: `min_count`."""
_SPELLED_OUT = re.compile(
    r"(?<!\w)(?:(?:آی|ال|ام|ان|اس|اف|او|ای|ایکس|بی|پی|تی|جی|دی|سی|وی|یو)(?:[ \u200c]|(?!\w))){2,}"
)
"""Names of Latin letters, «دی ان اس»: two of these are small words of Urdu."""


def _strangeness(ours: Text, theirs: Text, language: str) -> int:
    """Return the maximum evidence for another language in the text or a part: a quick test.

    It is measured as in `max_advantage`; any other sign of another language counts as enough.
    """
    if language not in KNOWN:
        strange = _far(language) & theirs.vocabulary
        if not strange <= ours.vocabulary:
            strange = _far(language) & theirs.different - ours.different
        else:
            strange = frozenset()
        return _PLAIN if _are_telling(strange, theirs, language) else 0
    if theirs.is_joined or "·" in theirs.characters:
        new = theirs.different - ours.different
    else:
        new = theirs.vocabulary - ours.vocabulary - _LETTERS
    if _are_telling(_far(language) & new, theirs, language):
        return _PLAIN
    return max_advantage(new, language)


_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzáéíóúàèòãñ")
"""Words of one letter, which prove nothing."""


def _are_telling(strange: frozenset[str], theirs: Text, language: str) -> bool:
    """Whether small words of other languages may be enough, together with the text's letters."""
    if strange and (len(strange) > 1 or not strange.isdisjoint(_beside_shapes(language))):
        return True
    strangers = _strangers(language)
    return not strangers.isdisjoint(theirs.characters) and not strangers.isdisjoint(theirs.prose)


_PLAIN = 1 << 30


@cache
def _far(language: str) -> frozenset[str]:
    """Small words of languages that letters do not identify; two of them are needed."""
    return _small_words_of(language, _candidates(language))


@cache
def _beside_shapes(language: str) -> frozenset[str]:
    """Those that are enough beside a word whose shape is the language's."""
    return _small_words_of(language, SHAPES)


def _small_words_of(language: str, names: Iterable[str]) -> frozenset[str]:
    """The small words of the languages that small words identify, without its own."""
    close = KNOWN if language in KNOWN else ()
    known = _candidates(language)
    others = [
        known[name]
        for name in names
        if name in known and name not in close and _AMONG.get(name, language) == language
    ]
    return frozenset[str]().union(*others) - small_words(language)


_ARABIC = int(Trait.ARABIC)


def _is_in_latin(pair: Pair) -> bool:
    """Whether a text has no letter of its language's script, and sentences of Latin words."""
    own = letters_of(pair.script)
    if own is None or re.search(f"[{own}]", pair.target) is not None:
        return False
    new = [word for word in parted(pair.target_prose.lower()) if word not in pair.ours.different]
    return len(new) >= _ENOUGH and has_small_words(pair.target_prose)


def _is_in_latin_letters(ours: Text, theirs: Text) -> bool:
    """Whether a Persian text has no Persian letters, and Latin words of its own."""
    if (ours.traits | theirs.traits) & _ARABIC:
        return False
    words = theirs.parted
    new = theirs.different - ours.different
    return len(words) >= _ENOUGH and len(new) >= _MIN_SMALL_WORDS and 2 * len(new) > len(words)


def _is_arabic(theirs: Text) -> bool:
    """Whether every word of a Persian text is one that only Arabic has."""
    if not _may_be_arabic(theirs):
        return False
    if len(theirs.words) < _ENOUGH or _ARABIC_FORM.search(theirs.prose) is None:
        return False
    return list(arabic_spans(theirs.prose)) == [(0, len(theirs.text))]


def _may_be_arabic(text: Text) -> bool:
    """Whether the text may have an Arabic article or letter: a quick test."""
    return "ال" in text.prose or not _ARABIC_LETTERS.isdisjoint(text.characters)


_ARABIC_LETTERS = frozenset("ةىإيك")
_ARABIC_FORM = re.compile(f"[{''.join(_ARABIC_LETTERS)}]|(?<!\\w)ال")
"""Vowel signs alone are not evidence: Persian writes دَوَران."""


def _blanks(format_: re.Match[str]) -> str:
    return " " * len(format_[0])


_NAMES = {
    "ar": "العربية", "ast": "asturianu", "ca": "català", "ckb": "کوردیی ناوەندی", "de": "Deutsch",
    "en": "English",
    "es": "español", "eu": "euskara", "fa": "فارسی", "fr": "français", "gl": "galego",
    "it": "italiano", "nl": "Nederlands", "pl": "polski", "ps": "پښتو", "pt": "português",
    "ro": "română", "sv": "svenska", "tr": "Türkçe", "ur": "اردو",
}  # fmt: skip
"""CLDR's, written down so that a finding need not load Babel's data (a test compares them)."""


def _name(tag: str) -> str:
    return "Persian in Latin letters" if tag == "fa-Latn" else _NAMES.get(tag) or own_name(tag)


CHECKS = (
    Check(
        "other-language",
        "A text, or one sentence of several, in another language than the catalog's: its small"
        " words and letters are those of that language. Where most of a catalog is,"
        " `wrong-language` says so once.",
        "Translate it into the language of the catalog.",
        _other,
        (
            Example(
                "es",
                "The talks went on in the hotel for eighteen days.",
                "Les négociations ont duré dix-huit jours dans un hôtel avec vue sur le lac.",
                "Las conversaciones siguieron en el hotel durante dieciocho días.",
            ),
            Example(
                "fa",
                "The talks went on in the hotel for eighteen days.",
                "استمرت المفاوضات التي كانت في الفندق من دون توقف على مدى أيام.",
                "گفت‌وگوها هجده روز در هتل ادامه داشت.",
            ),
        ),
        when=Trait.LETTER,
    ),
)
