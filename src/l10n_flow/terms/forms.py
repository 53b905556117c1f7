"""The forms of a term in running text: one cached regular expression for each.

In a source a form is a whole word; in English also in the plural and before 's. In a translation an
approved form may be inflected: in Spanish by gender and number, in Persian by suffixes with or
without ZWNJ, elsewhere by any ending behind its stem (`endings`). Verbs are not conjugated, and
broken plurals are not known: such forms have to be listed as allowed. Words of a form may be
separated by any space and by marks.
"""

from __future__ import annotations

from functools import cache, partial
from unicodedata import category

from l10n_flow import patterns as re
from l10n_flow.language.counting import UNSPACED
from l10n_flow.language.tags import subtags
from l10n_flow.terms.endings import with_endings

_HANGUL = "\uac00-\ud7a3"
_BEFORE = rf"(?<![^\W_{UNSPACED}])(?<![^\W_]_)"
_AFTER = rf"(?![^\W_{UNSPACED}{_HANGUL}]|_[^\W_])"
"""The edges of a word; an underscore is an edge if it is emphasis, but not between two words.
Letters of Chinese, Japanese or Thai stand right beside it, and Korean particles behind it."""

_MARKS = "*_\ue000-\ue0ff"
_SPACE = rf"[{_MARKS}]*[\s\u00a0\u200c]+[{_MARKS}]*"
_WORDS = re.compile(r"[^\W_]+|\s+|.", re.DOTALL)
_TOKEN = re.compile(r"[^\W_]+")

_ALIKE = {
    "'": "['’]",
    "’": "['’]",
    "-": "[-‐‑]",
    "ی": "[یيى]",
    "ک": "[کك]",
    "ه": "ه[\u0654]?",
    "\u200c": "[\u200c ]?",
}
"""Characters that people use for each other, and the joiner that machines drop."""

_ENGLISH_ENDINGS = (
    (re.compile(r"[^aeiou\W\d_]y$", re.IGNORECASE), -1, "(?:y|ies)"),
    (re.compile(r"(?:s|x|z|ch|sh)$", re.IGNORECASE), None, "(?:es)?"),
    (re.compile(r"[^\W\d_]$"), None, "s?"),
)
"""Plurals of simple forms: treaty, treaties; sanction, sanctions; tax, taxes."""

_SPANISH_ENDINGS = (
    (re.compile(r"(?:ión|iones)$"), "(?:ión|iones)"),
    (re.compile(r"[áéíóú](?P<end>[ns])$"), None),
    (re.compile(r"(?:z|ces)$"), "(?:z|ces)"),
    (re.compile(r"(?:[oa]s?)$"), "(?:[oa]s?)"),
    (re.compile(r"(?:es)$"), "(?:es?|)"),
    (re.compile(r"(?:e)$"), "(?:es?)"),
    (re.compile(r"(?:[íú])$"), "{}(?:e?s)?"),
    (re.compile(r"(?:[^\W\d_])$"), "{}(?:es|as?)?"),
)
_UNACCENTED = str.maketrans("áéíóú", "aeiou")
_UNINFLECTED = frozenset(
    ("a", "al", "con", "de", "del", "el", "en", "la", "las", "los", "o", "para", "por", "que",
     "sin", "su", "sus", "un", "una", "y")
)  # fmt: skip

_PERSIAN_ENDING = (
    "(?:\u200c?(?:ها|های|هایی|ان|ی|یی|ای|م|ت|ش|مان|تان|شان|ام|ات|اش|اند|ست|است|تر|ترین|را)){0,3}"
    "[\u064b-\u0655]?"
)
"""Suffixes of Persian: plural, indefinite, ezafe, possessive, copula, comparative."""


@cache
def source_form(form: str, language: str, cased: bool, plural: bool) -> re.Pattern[str]:  # noqa: FBT001  keys of a cache
    """A pattern for the form in a source; with `plural`, also the plural of an English simple form.

    >>> bool(source_form("peace treaty", "en", False, True).search("Two Peace  Treaties' end"))
    True
    """
    pieces = [_piece(piece) for piece in _WORDS.findall(form)]
    if plural and subtags(language).language == "en":
        for ending, cut, suffix in _ENGLISH_ENDINGS:
            if ending.search(form):
                pieces[-1] = re.escape(_WORDS.findall(form)[-1][:cut]) + suffix
                break
    return _compiled("".join(pieces), form, cased=cased)


def starts(form: str, language: str, *, plural: bool) -> tuple[str, ...]:
    """The words, in lower case, with which a match of the form may begin; () if it has no word.

    >>> starts("treaty", "en", plural=True), starts("S-300", "en", plural=False)
    (('treaty', 'treaties', 'treatys'), ('s',))
    """
    first = _TOKEN.search(form)
    if first is None:
        return ()
    word = first[0].lower()
    if not plural or subtags(language).language != "en" or first.end() < len(form):
        return (word,)
    return (word, f"{word[:-1]}ies" if word.endswith("y") else f"{word}es", f"{word}s")


@cache
def whole(form: str, cased: bool) -> re.Pattern[str]:  # noqa: FBT001  keys of a cache
    """A pattern for the form as whole words, uninflected: for forbidden and untranslated forms."""
    return _compiled("".join(map(_piece, _WORDS.findall(form))), form, cased=cased)


@cache
def inflected(form: str, language: str, cased: bool) -> re.Pattern[str]:  # noqa: FBT001  keys of a cache
    """A pattern for an approved form in a translation, with the inflections of its language.

    >>> bool(inflected("sanción nuclear", "es", False).search("Las sanciones nucleares"))
    True
    >>> bool(inflected("تحریم", "fa", False).search("تحریم\u200cهای تازه"))
    True
    """
    name = subtags(language).language
    if name == "en":
        return source_form(form, language, cased, plural=True)
    if is_joined(form[-1]):
        return whole(form, cased)
    if any(category(sign)[0] == "M" for sign in form):
        return _with_signs(form, cased=cased)
    ending = _ENDINGS.get(name, partial(with_endings, language=language))
    pieces = _WORDS.findall(form)
    written = (ending(piece) if piece[0].isalnum() else _piece(piece) for piece in pieces)
    return _compiled("".join(written), form, cased=cased)


def _spanish(word: str) -> str:
    if word.lower() in _UNINFLECTED or word.isupper():
        return re.escape(word)
    for pattern, suffix in _SPANISH_ENDINGS:
        if found := pattern.search(word):
            stem = re.escape(word[: found.start()])
            if suffix is None:  # alemán, alemana; francés, franceses
                plain = re.escape(found[0].translate(_UNACCENTED))
                return rf"{stem}(?:{re.escape(found[0])}|{plain}(?:es|as?))"
            return stem + suffix.format(re.escape(found[0]))
    return re.escape(word)


def _persian(word: str) -> str:
    return _UNSEEN.sub("\\1\u200c?", _piece(word)) + _PERSIAN_ENDING


_UNSEEN = re.compile("([اآدذرزژو])(?=[^\\W_])")
"""Letters that do not join the next letter: a joiner after them is invisible and often missing."""


_ENDINGS = {"es": _spanish, "fa": _persian}


def _piece(piece: str) -> str:
    """A pattern for a word, a space or a sign of a form in running text."""
    if piece.isspace():
        return _SPACE
    return "".join(_ALIKE.get(letter) or re.escape(letter) for letter in piece)


def _with_signs(form: str, *, cased: bool) -> re.Pattern[str]:
    """For scripts whose vowels are signs: नदी, नदियों."""
    stem = form
    while len(stem) > 1 and category(stem[-1])[0] == "M":
        stem = stem[:-1]
    ending = r"[^\s.,;:!?।॥)»”]{0,6}" if len(stem) > 1 else re.escape(form[1:])
    pieces = "".join(map(_piece, _WORDS.findall(stem)))
    return re.compile(f"{_BEFORE}{pieces}{ending}", 0 if cased else re.IGNORECASE)


def is_joined(letter: str) -> bool:
    """Whether it is of a script that has no blanks between words: Chinese, Japanese, Thai.

    >>> is_joined("川"), is_joined("ナ"), is_joined("แ"), is_joined("a"), is_joined("강")
    (True, True, True, False, False)
    """
    return _JOINED.match(letter) is not None


def _goes_on(letter: str) -> bool:
    """Whether a particle may follow without a blank, as in Korean, too."""
    return is_joined(letter) or "\uac00" <= letter <= "\ud7a3"


_JOINED = re.compile(f"[{UNSPACED}]")


def _compiled(expression: str, form: str, *, cased: bool) -> re.Pattern[str]:
    before = _BEFORE if form[0].isalnum() and not is_joined(form[0]) else ""
    after = _AFTER if form[-1].isalnum() and not _goes_on(form[-1]) else ""
    return re.compile(f"{before}{expression}{after}", 0 if cased else re.IGNORECASE)
