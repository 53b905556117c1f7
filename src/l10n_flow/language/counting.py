"""How much there is: words for a translator, minutes for a reader, things in a message."""

from __future__ import annotations

from contextlib import suppress

from l10n_flow import patterns as re
from l10n_flow.language.tags import script

_URL = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]{0,15}://|\bmailto:|\bwww\.)[^\s<>()\]]+",
    re.IGNORECASE,
)

_WORDLESS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("{", re.compile(r"\{\d+\}"), " "),
    ("://", _URL, " "),
    ("www.", _URL, " "),
    ("mailto:", _URL, " "),
    ("[^", re.compile(r"\[\^[^\[\]\s]+\]"), " "),
    ("<", re.compile(r"<!--[^<>]*-->|<br\b[^<>]*>", re.IGNORECASE), " "),
    ("<", re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE), ""),  # may stand within a word
    ("&", re.compile(r"&nbsp;"), " "),
    ("&", re.compile(r"&#?\w+;"), ""),  # may stand within a word
)
"""What is not words: a sign to search for, a pattern, and its replacement. With the search for the
sign, a plain paragraph is counted three times as fast. No pattern reads past the sign with which
another match could begin, so that hostile text takes linear time."""

_TYPOGRAPHY = "‘’“”–…•"
"""Signs outside of Latin-1 in texts in its languages: they neither make nor separate words."""

_LATIN = bytes(0x20 if chr(code).isspace() else 0x78 for code in range(256))
_NO_WORD = bytes(c for c in range(256) if not chr(c).isspace() and not chr(c).isalnum())
"""For `bytes.translate`: a table that maps white space to a blank and all else to `x`; the bytes to
delete, which are all but white space, letters and digits."""

_WORDY = re.compile(r"[^\W_]")

_ONE_EACH = re.compile(
    "[\u2e80-\u2fdf\u3005-\u3007\u3031-\u30fa\u30fc-\u312f\u31a0-\u31bf"
    "\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
"""Han, kana and bopomofo."""

_UNSPACED = re.compile("[\u0e01-\u0e4e\u0e81-\u0ede\u1000-\u1049\u1780-\u17d3]")
"""Thai, Lao, Burmese and Khmer: words without spaces between them."""

_LETTERS_PER_UNSPACED_WORD = 6
"""GMX-V 2.0 (ETSI GS LIS 004) divides a Thai character count by 6.0; the others follow Thai."""

_WORDS_PER_MINUTE = 238
"""Silent reading of English non-fiction by adults: Brysbaert 2019, "How many words do we read per
minute?", Journal of Memory and Language 109, a meta-analysis of 190 studies. We found no figure of
that weight for silent reading of Spanish or Persian and use this one for every spaced language."""

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Thai and Lao, Burmese, Khmer, kana and Han, as ranges of a pattern's class: they are written
without blanks between words, so that each character counts as one."""
_CHARACTERS_PER_MINUTE = {"Hans": 255, "Hant": 255, "Hani": 255, "Jpan": 357}
"""By script: Chinese and Japanese, read aloud (Trauzettel-Klosinski and Dietz 2012, IOVS 53(9),
table of 17 languages)."""


def words(text: str) -> int:
    """The number of words in a segment, as translators count them for payment.

    A word is text between spaces (or em dashes) with a letter or digit. Placeholders, Markdown
    marks, tags, comments, footnote marks and URLs are not words. A zero-width non-joiner does not
    separate words. Every Chinese or Japanese character counts as one word; in Thai, Lao, Khmer and
    Burmese, six letters count as one.

    >>> words("See [the **treaty**]({1} 'tip'), {2} — of 2015."), words("او می‌کنند.")
    (6, 2)
    >>> words("伊朗核协议 (JCPOA)"), words("<b>un</b>fold at https://example.org/a-b")
    (6, 2)
    """
    for sign, wordless, remains in _WORDLESS:
        if sign in text:
            text = wordless.sub(remains, text)
    latin = _as_latin(text)
    if latin is not None:
        return (b" " + latin.translate(_LATIN, _NO_WORD)).count(b" x")
    count = 0
    if _ONE_EACH.search(text):
        text, count = _ONE_EACH.subn(" ", text)
    if _UNSPACED.search(text):
        text, letters = _UNSPACED.subn("", text)
        count += -(-letters // _LETTERS_PER_UNSPACED_WORD)
    found = text.replace("—", " ").split()
    odd = [word for word in found if not word[0].isalnum() and not _WORDY.search(word)]
    return count + len(found) - len(odd)


def _as_latin(text: str) -> bytes | None:
    """The text in Latin-1 if all its letters are in it; otherwise None.

    Such a text is counted five times as fast, without a test of each word.
    """
    with suppress(UnicodeEncodeError):
        return text.encode("latin-1")
    text = text.replace("—", " ")
    for sign in _TYPOGRAPHY:
        text = text.replace(sign, "")
    with suppress(UnicodeEncodeError):
        return text.encode("latin-1")
    return None


def reading_minutes(words: int, locale: str) -> int:
    """The time to read `words` words silently, in whole minutes; at least one.

    >>> reading_minutes(933, "en"), reading_minutes(12, "fa")
    (4, 1)
    >>> reading_minutes(2040, "zh"), reading_minutes(2040, "ja")
    (8, 6)
    """
    rate = _CHARACTERS_PER_MINUTE.get(script(locale), _WORDS_PER_MINUTE)
    return max(1, round(words / rate))


def counted(number: int, noun: str) -> str:
    """The number and its noun, which is in the plural except after 1.

    >>> counted(1, "error"), counted(1200, "error"), counted(2, "entry")
    ('1 error', '1,200 errors', '2 entries')
    """
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"
