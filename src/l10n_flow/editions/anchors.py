"""Anchors: every heading of an edition keeps the id that is made of the source's words.

Links name a heading by that id, in their `#fragment`. A generator would give a translated heading
another id, so the edition contains the source's, in a form that the article's dialect reads as an
id. What generators make of headings is a table of rules, each with its source; every rule is
compared with the real program by `make test-sites`.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Literal, NamedTuple

from l10n_flow import patterns as re
from l10n_flow.documents import Document, Heading, Splice
from l10n_flow.documents.document import beginning, line_end, next_line, start_of_line
from l10n_flow.documents.markdown.dialects import ICON
from l10n_flow.documents.markdown.parsing import plain_text

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


def _kramdown(text: str) -> str:
    """`basic_generate_id`: ASCII letters, digits, blanks and hyphens, from the first letter on."""
    kept = re.sub(r"[^a-zA-Z0-9 -]", "", re.sub(r"^[^a-zA-Z]+", "", text))
    return kept.replace(" ", "-").lower() or "section"


def _kramdown_gfm(text: str) -> str:
    """GitHub's, with Ruby's lower case, which has no rule for the sigma at a word's end."""
    return heading_anchor("".join(letter.lower() for letter in text.replace("\t", " ")))


_ICON = re.compile(ICON)


def _python_markdown(text: str) -> str:
    words = _ICON.sub("", text)
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def _pymdownx(text: str) -> str:
    """`pymdownx.slugs.slugify(case="lower")`: marks on letters that NFC does not join are gone."""
    plain = unicodedata.normalize("NFC", " ".join(_ICON.sub("", text).split())).lower()
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


# The ids of an article, and the anchors of its editions


def rule_of(name: str) -> HeadingIds:
    """The rule named in a dialect's row; GitHub's if the ids are unknown."""
    return HEADING_IDS.get(name, HEADING_IDS["github"])


def ids_of(document: Document, rule: HeadingIds) -> list[str]:
    """The ids of the document's headings, in order; "" for a heading without an id."""
    words = [(_words(document, heading, rule), heading.id) for heading in document.headings]
    return list(_ids_of(tuple(words), rule))


@lru_cache(maxsize=64)
def _ids_of(headings: tuple[tuple[str, str | None], ...], rule: HeadingIds) -> tuple[str, ...]:
    """The ids, cached, because they are the same for every edition of an article."""
    return tuple(heading_ids(rule, headings))


def _words(document: Document, heading: Heading, rule: HeadingIds) -> str:
    written = document.text[heading.start : heading.end].decode()
    return written if rule.marked else plain_text(written, smart=rule.smart)


def anchors(
    document: Document,
    form: str,
    rule: HeadingIds,
    changes: Sequence[Splice],
    omitted: Sequence[Splice],
) -> Iterator[Splice]:
    """The splices that give every heading of the edition the id of its source.

    `changes` are the words that the edition replaces, `omitted` those it leaves out. A heading with
    unchanged words needs no anchor: the generator makes the same id, unless the id has a number and
    a heading before it has changed.
    """
    if form not in FORMS or not document.headings:
        return
    changed = sorted(s.start for s in changes if document.text[s.start : s.end] != s.text)
    parted = {s.end for s in changes if s.text.endswith(b" ")}
    undisturbed = True
    for heading, wanted in zip(document.headings, ids_of(document, rule), strict=True):
        if any(gap.start <= heading.start < gap.end for gap in omitted):
            undisturbed = False
            continue
        if heading.id is not None or not wanted:
            continue
        first = bisect_left(changed, heading.start)
        is_changed = first < len(changed) and changed[first] <= heading.end
        if not is_changed and (
            undisturbed or rule.anchor(_words(document, heading, rule)) == wanted
        ):
            continue
        undisturbed = False
        anchor = FORMS[form](document.text, heading, wanted)
        yield anchor._replace(text=anchor.text.lstrip(b" ")) if anchor.start in parted else anchor


# The forms in which an edition writes an id


_ATTRIBUTES = re.compile(rb"(?:[ \t]+#+(?=[ \t]))?[ \t]*\{(?!/\*)(?::[ ]*)?")
"""Attributes behind a heading; with a colon as kramdown and Python-Markdown write them."""
_OWN_LINE = re.compile(
    rb"[ \t]*(?:\r\n|[\r\n])[ \t>]*\{"
    rb"(?=[^{}\r\n]*\}[ \t]*(?:\r\n|[\r\n])[ \t>]*(?:=+|-+)[ \t]*(?:[\r\n]|\Z))"
)
"""The attributes of an underlined heading on a line of their own, above the underline."""
_REST = re.compile(rb"(?P<shown>[^\r\n]*?)(?P<closing>[ \t]+#+)?[ \t]*(?=[\r\n]|\Z)")
"""What is on a heading's line after its words, such as an image, and the closing `#`s."""
_MARKS = re.compile(rb"(?:[ \t>]|[-+*][ \t]|[0-9]{1,9}[.)][ \t])*")
"""Marks of quotes and lists that a line continues or begins."""


def _as_attribute(text: bytes, heading: Heading, anchor: str) -> Splice:
    """`{#id}` after the words and the closing `#`s of the heading, or in the braces there.

    Braces right behind the words get a blank, for the last of these may be marked in a translation:
    `*x*{#id}` would be the id of the mark.
    """
    braces = _OWN_LINE.match(text, heading.end) or _ATTRIBUTES.match(text, heading.end)
    if braces is not None:
        at, glue = braces.end(), braces[0] == b"{"
        return Splice(at - glue, at, b" {" * glue + f"#{anchor} ".encode())
    rest = _REST.match(text, heading.end)
    at = heading.end if rest is None else rest.end("shown")
    if rest is not None and rest["closing"]:
        at = rest.end("closing")
    return Splice(at, at, f" {{#{anchor}}}".encode())


def _as_kramdown(text: bytes, heading: Heading, anchor: str) -> Splice:
    """`{: id="…"}` on the line below, because kramdown's `{#id}` cannot begin with a digit."""
    opening = _opening(text, heading)
    end = next_line(text, heading.end)
    if opening.is_underlined:
        end = next_line(text, end)
    eol = line_end(text)
    broken = "" if text[:end].endswith((b"\n", b"\r")) else eol
    line = f'{broken}{opening.before}{{: id="{escape(anchor)}"}}'
    return Splice(end, end, f"{line}{'' if broken else eol}".encode())


_COMMENTS = re.compile(rb"(?:<!--[^\r\n]*?-->[ \t]*)*")
"""Comments before a heading's words, which are outside of its slot."""


def _as_html(text: bytes, heading: Heading, anchor: str) -> Splice:
    comments = _COMMENTS.match(text, heading.start, heading.end)
    at = heading.start if comments is None else comments.end()
    return Splice(at, at, f'<a id="{escape(anchor)}"></a>'.encode())


def _as_mdx(text: bytes, heading: Heading, anchor: str) -> Splice:
    """A comment of MDX, which Docusaurus reads as the id from 3.10 on."""
    rest = _REST.match(text, heading.end)
    at = heading.end if rest is None else rest.end("shown")
    return Splice(at, at, f" {{/* #{anchor} */}}".encode())


def _as_myst(text: bytes, heading: Heading, anchor: str) -> Splice:
    """`(id)=` on the line above."""
    opening = _opening(text, heading)
    line = f"({anchor})={line_end(text)}{opening.before}"
    return Splice(opening.at, opening.at, line.encode())


class _Opening(NamedTuple):
    """The beginning of the line with a heading's first word."""

    at: int
    """Where the heading itself begins, after quotes and lists."""
    before: str
    """The prefix of a further line in the same quotes and lists."""
    is_underlined: bool


def _opening(text: bytes, heading: Heading) -> _Opening:
    line = start_of_line(text, heading.start, beginning(text))
    marks = _MARKS.match(text, line)
    at = marks.end() if marks else line
    before = re.sub(r"[^>\s]", " ", text[line:at].decode())
    return _Opening(at, before, not text.startswith(b"#", at))


FORMS: Mapping[str, Callable[[bytes, Heading, str], Splice]] = {
    "attribute": _as_attribute,
    "kramdown": _as_kramdown,
    "html": _as_html,
    "mdx": _as_mdx,
    "myst": _as_myst,
}
"""By value of `anchors` in the configuration, the function that writes an anchor."""


_BEFORE_WORDS = re.compile(rb"#{1,6}[ \t]+")
_PLAIN_ANCHOR = re.compile(
    rb"[ ]\{#[\w.:\x80-\xff-]+\}"
    rb"|[ ]\{/\*[ ]#[\w.:\x80-\xff-]+[ ]\*/\}"
    rb'|<a id="[\w.:\x80-\xff-]+"></a>'
)
_REST_IS_BLANK = re.compile(rb"[ \t]*(?:[\r\n]|\Z)")


def is_plain_anchor(text: bytes, anchor: Splice) -> bool:
    r"""Whether an anchor certainly stays in its heading.

    The heading has `#`s and is in no quote or list, and its line has only its words.

    >>> text = b"# Peace\n\n> # War\n"
    >>> [is_plain_anchor(text, Splice(at, at, b" {#x}")) for at in (7, 16)]
    [True, False]
    """
    opening = _BEFORE_WORDS.match(text, start_of_line(text, anchor.start))
    if opening is None or _PLAIN_ANCHOR.fullmatch(anchor.text) is None:
        return False
    return anchor.start == opening.end() or (
        anchor.start > opening.end() and _REST_IS_BLANK.match(text, anchor.start) is not None
    )
