"""The ids that generators make of headings: a table of rules, each with its source.

A link's `#fragment` names such an id, so an edition must know what the article's generator would
have made of the source's words. Every rule is compared with the real program by `make test-sites`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Literal

from l10n_flow.language.slugs import heading_anchor, unique

__all__ = ["HEADING_IDS", "HeadingIds", "heading_ids"]

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
    """How often these words were there before, free or not: two headings may share an id."""
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
