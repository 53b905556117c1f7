"""Addresses made of words: the slug of an article, the anchor of a heading.

The ids that generators make of headings are a table of rules, each with its source. A link's
`#fragment` names such an id, so an edition must know what the article's generator would have made
of the source's words. Every rule is compared with the real program by `make test-sites`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Literal

from l10n_flow import patterns as re
from l10n_flow.language.numerals import ascii_digits
from l10n_flow.language.tags import subtags
from l10n_flow.model import digest

__all__ = [
    "HEADING_IDS",
    "LONGEST_SLUG",
    "HeadingIds",
    "heading_anchor",
    "heading_ids",
    "slug",
    "unique",
]

LONGEST_SLUG = 80
"""Maximum number of letters. With `_LONGEST_BYTES`, a slug is usable as a file name (255 bytes)
with room for a number and a suffix."""

_LONGEST_BYTES = 200

_APART = re.compile(
    r"[\s_/\\|\u058a\u05be\u2010-\u2015\u2212\u2e3a\u2e3b-]+"
    r"|(?<=[\u0620-\u06ff])\u200c"  # the zero-width non-joiner ends a Persian or Kurdish morpheme
    r"|(?<=[0-9])[.,\u066b\u066c:](?=[0-9])"
)
"""What separates two words: space, dashes, slashes, the point of `3.5`."""

_WIDE_MARKS = re.compile(
    "[\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40]+"
)
"""Chinese and Japanese punctuation, which has its space within it."""

_POINTS = re.compile("[\u0640\u064b-\u065f\u0670\u0591-\u05bd\u05bf-\u05c7]")
"""Arabic tatweel and vowel signs, Hebrew points: written or not, the word is the same. What is a
letter of its own with a letter (أ, آ, ۀ) has become one in NFKC before these are dropped."""

_LATIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l",
     "ŋ": "n", "þ": "th", "ŧ": "t", "ə": "e"}
)  # fmt: skip
"""Latin letters that Unicode does not decompose into an ASCII letter and a mark."""

_BY_LANGUAGE = {
    "de": str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"}),  # DIN 5007-2, passports, domains
    "fa": str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ۀ": "ه"}),  # ISIRI 9147; خانۀ is خانهٔ
}


def slug(text: str, locale: str) -> str:
    """The text as the last part of an address: words in lower case with hyphens between them.

    Latin letters are folded to ASCII; other scripts keep their letters, in NFC, without vowel
    points. Punctuation, symbols and bidirectional controls are dropped, digits are 0 to 9. It
    ends at the last word that fits into `LONGEST_SLUG` letters. A text without a letter or digit
    gives its digest: a slug is never empty. Law: `slug(slug(t, l), l) == slug(t, l)`.

    >>> slug("¿Qué pasó en España? El acuerdo, año 3.5", "es")
    'que-paso-en-espana-el-acuerdo-ano-3-5'
    >>> slug("«برجام» چه می‌گوید؟ (۲۰۱۵)", "fa"), slug("Moscow’s Realistic Approach", "en")
    ('برجام-چه-می-گوید-2015', 'moscows-realistic-approach')
    """
    plain = unicodedata.normalize("NFKC", _WIDE_MARKS.sub(" ", text)).lower()
    plain = plain.translate(_BY_LANGUAGE.get(subtags(locale).language, {})).translate(_LATIN)
    plain = ascii_digits(unicodedata.normalize("NFC", _POINTS.sub("", plain)))
    # Marks last: what stood between a letter and a mark may have been dropped.
    found = _without_latin_marks("".join(map(_kept, _APART.sub(" ", plain))))
    return _shortened("-".join(unicodedata.normalize("NFC", found).split())) or digest(text)


def heading_anchor(text: str) -> str:
    """The id that GitHub, and most Markdown processors after it, give a heading of this text.

    Lower case; letters, marks, digits, `_` and `-` kept; each space a hyphen; all else dropped,
    fractions and emoji too. The text is the heading's plain text, without its Markdown marks.

    >>> heading_anchor("What’s new in 3.5 – & why?"), heading_anchor("پیشینهٔ برجام")
    ('whats-new-in-35---why', 'پیشینهٔ-برجام')
    """
    lower = text.strip().lower()
    if lower.isascii():
        return _NO_WORDS.sub("", lower).replace(" ", "-")
    return "".join(
        "-" if letter == " " else letter for letter in lower if letter in "- " or _is_word(letter)
    )


_NO_WORDS = re.compile(r"[^a-z0-9_ -]+")


def unique(anchor: str, seen: MutableMapping[str, int]) -> str:
    """The anchor, numbered `-1`, `-2`… when this page has it already; `seen` then remembers it.

    >>> seen = {}
    >>> [unique(anchor, seen) for anchor in ("why", "why", "why-1", "why")]
    ['why', 'why-1', 'why-1-1', 'why-2']
    """
    found, number = anchor, seen.get(anchor, 0)
    while found in seen:
        number += 1
        found = f"{anchor}-{number}"
    seen[anchor] = number
    seen.setdefault(found, 0)
    return found


def _kept(letter: str) -> str:
    """The character when it is part of a word; a space stays a space; "" for all else."""
    if letter.isalnum() or letter == " " or unicodedata.category(letter)[0] in "LMN":
        return letter
    return ""


def _without_latin_marks(text: str) -> str:
    """NFD, less the marks on Latin letters: á is a; й and क्षि keep theirs."""
    if text.isascii():
        return text
    found: list[str] = []
    latin = False
    for letter in unicodedata.normalize("NFD", text):
        if unicodedata.combining(letter):
            if not latin:
                found.append(letter)
            continue
        latin = letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")
        found.append(letter)
    return "".join(found)


def _shortened(text: str) -> str:
    while len(text) > LONGEST_SLUG or len(text.encode()) > _LONGEST_BYTES:
        shorter, _, _ = text.rpartition("-")
        text = shorter or text[: min(LONGEST_SLUG, len(text) - 1)]
    return text


def _is_word(letter: str) -> bool:
    """Unicode's word characters (UTS 18): alphabetic ones, marks, decimal digits, connectors."""
    category = unicodedata.category(letter)
    if category == "So":
        return letter in _CIRCLED
    return category[0] in "LM" or category in ("Nd", "Nl", "Pc")


_CIRCLED = frozenset(
    chr(code)
    for first, last in (
        (0x24B6, 0x24E9),
        (0x1F130, 0x1F149),
        (0x1F150, 0x1F169),
        (0x1F170, 0x1F189),
    )
    for code in range(first, last + 1)
)
"""Letters in circles and squares, the only symbols that are alphabetic."""


# Ids of headings


Seen = MutableMapping[str, int]
"""The ids that the page has so far, each with the last number that was given to it."""


@dataclass(frozen=True, slots=True)
class HeadingIds:
    """How one family of generators makes ids."""

    anchor: Callable[[str], str]
    """From a heading's words to its id, before any number."""
    number: Callable[[str, Seen], str]
    """The id that is not taken yet, or what the generator takes for one."""
    given: Literal["first", "in order", "apart"] = "in order"
    """When ids that authors wrote count as taken: from the top of the page, from where they are,
    or never."""
    smart: bool = False
    """Whether `--` and `...` are one sign before the id is made (typographic replacements)."""
    marked: bool = False
    """Whether the id is made of the heading as it is written, with its Markdown marks."""


def heading_ids(rule: HeadingIds, headings: Iterable[tuple[str, str | None]]) -> list[str]:
    """The ids of a page's headings, in order: words, and the id that the author gave or None.

    "" is a heading without an id.

    >>> heading_ids(HEADING_IDS["github"], [("Why", None), ("Why", None), ("Why", "how")])
    ['why', 'why-1', 'how']
    >>> heading_ids(HEADING_IDS["python-markdown"], [("Why", None), ("Why", None), ("چرا", None)])
    ['why', 'why_1', '_1']
    """
    listed = list(headings)
    seen: dict[str, int] = {}
    if rule.given == "first":
        seen = {given: 0 for _, given in listed if given is not None}
    found = []
    for words, given in listed:
        if given is None:
            found.append(rule.number(rule.anchor(words), seen))
        else:
            found.append(given)
            if rule.given == "in order":
                seen.setdefault(given, 0)
    return found


# From words to an id


def _kramdown(text: str) -> str:
    """`basic_generate_id`: ASCII letters, digits, blanks and hyphens, from the first letter on."""
    kept = re.sub(r"[^a-zA-Z0-9 -]", "", re.sub(r"^[^a-zA-Z]+", "", text))
    return kept.replace(" ", "-").lower() or "section"


def _kramdown_gfm(text: str) -> str:
    """GitHub's, with Ruby's lower case, which has no rule for the sigma at a word's end."""
    return heading_anchor("".join(letter.lower() for letter in text.replace("\t", " ")))


def _python_markdown(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def _pymdownx(text: str) -> str:
    """`pymdownx.slugs.slugify(case="lower")`: marks on letters that NFC does not join are gone."""
    plain = unicodedata.normalize("NFC", " ".join(text.split())).lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


_VITEPRESS_MARKS = re.compile(r"[\s~`!@#$%^&*()\-_+=[\]{}|\\;:\"'“”‘’<>,.?/]+")


def _vitepress(text: str) -> str:
    plain = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text))
    plain = _VITEPRESS_MARKS.sub("-", re.sub("[\0-\x1f]", "", plain)).strip("-")
    return re.sub("^([0-9])", r"_\1", plain).lower()


def _hugo(text: str) -> str:
    """Letters and decimal digits; no marks, so that Persian vowels and Hindi signs are gone."""
    return (
        "".join(
            "-" if letter == " " else letter.lower()[0]
            for letter in text.strip()
            if letter in "-_ " or _category(letter) == "Nd" or _category(letter)[0] == "L"
        )
        or "heading"
    )


def _mdbook(text: str) -> str:
    return "".join(
        "-" if letter.isspace() else letter
        for letter in text.strip().lower()
        if letter in "-_" or letter.isspace() or _is_alphanumeric(letter)
    )


def _is_alphanumeric(letter: str) -> bool:
    """As Rust's `is_alphanumeric`: a mark that stands for a vowel is a letter, an accent is none.

    Unicode's Other_Alphabetic, which Python does not have, by the marks' combining classes: 0 are
    vowel signs, 10 to 36 the points of Hebrew, Arabic and Syriac.
    """
    category = _category(letter)
    if category[0] != "M":
        return category[0] in "LN"
    combining = unicodedata.combining(letter)
    is_arabic = 0x610 <= ord(letter) <= 0x6ED
    return (combining == 0 and category != "Me") or 10 <= combining <= 36 or is_arabic


def _myst(text: str) -> str:
    return re.sub(r"[^\w\- ]", "", text.lower().replace(" ", "-"))


def _category(letter: str) -> str:
    return unicodedata.category(letter)


# From an id to one that is not taken


def _first_free(anchor: str, seen: Seen) -> str:
    """`-1`, `-2`… until one is free."""
    found, number = anchor, 0
    while found in seen:
        number += 1
        found = f"{anchor}-{number}"
    seen[found] = 0
    return found


def _counted(anchor: str, seen: Seen) -> str:
    """The id with the number of earlier headings with these words; two headings may share an id."""
    number = seen.get(anchor, -1) + 1
    seen[anchor] = number
    return f"{anchor}-{number}" if number else anchor


def _underlined(anchor: str, seen: Seen) -> str:
    """`_1`, `_2`…; an id that ends so counts on, and one without words is a number."""
    found = anchor
    while found in seen or not found:
        counted = re.fullmatch(r"(.*)_([0-9]+)", found)
        found = f"{counted[1]}_{int(counted[2]) + 1}" if counted else f"{found}_1"
    seen[found] = 0
    return found


def _unless_empty(anchor: str, seen: Seen) -> str:
    return _first_free(anchor, seen) if anchor else ""


HEADING_IDS: Mapping[str, HeadingIds] = {
    # https://github.com/Flet/github-slugger, which Docusaurus, Astro and remark use, after
    # https://github.com/gjtorikian/html-pipeline/blob/main/lib/html_pipeline/node_filter/table_of_contents_filter.rb
    "github": HeadingIds(heading_anchor, unique, given="first"),
    # https://github.com/Python-Markdown/markdown/blob/master/markdown/extensions/toc.py
    "python-markdown": HeadingIds(_python_markdown, _underlined, given="first"),
    # https://facelessuser.github.io/pymdown-extensions/extras/slugs/, as Material recommends it
    "pymdownx": HeadingIds(_pymdownx, _underlined, given="first"),
    # https://github.com/gettalong/kramdown/blob/master/lib/kramdown/converter/base.rb
    "kramdown": HeadingIds(_kramdown, _counted, given="apart", marked=True),
    # Jekyll's default, https://github.com/kramdown/parser-gfm/blob/master/lib/kramdown/parser/gfm.rb
    "kramdown-gfm": HeadingIds(_kramdown_gfm, _counted, given="apart", smart=True),
    # https://github.com/mdit-vue/mdit-vue/blob/main/packages/shared/src/slugify.ts and
    # https://github.com/valeriangalliat/markdown-it-anchor
    "vitepress": HeadingIds(_vitepress, _first_free),
    # https://github.com/gohugoio/hugo/blob/master/markup/goldmark/autoid.go
    "hugo": HeadingIds(_hugo, _first_free, smart=True),
    # https://github.com/rust-lang/mdBook/blob/master/crates/mdbook-core/src/utils/mod.rs
    "mdbook": HeadingIds(_mdbook, _first_free, smart=True),
    # https://github.com/executablebooks/MyST-Parser/blob/master/myst_parser/slugs.py, what links
    # in Markdown name; the ids of the page are docutils' own, beside these.
    "myst": HeadingIds(_myst, _unless_empty, given="apart"),
}
"""By the name that a dialect's row says. Obsidian's links name the words: it has no ids."""
