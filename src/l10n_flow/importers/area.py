"""Where a page has its article: trafilatura finds the article's words, the page gives their markup.
So what trafilatura spells otherwise, or has no element for, is not lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from l10n_flow.importers.account import LineAccount
from l10n_flow.importers.dateline import find_date
from l10n_flow.importers.declared import words_of
from l10n_flow.importers.imported import LineRole
from l10n_flow.importers.profile import folded
from l10n_flow.importers.shaping import BLOCKS, MEDIA, holds, inside, named
from l10n_flow.importers.source import SourceLine, placed, tidy

_WHOLE = frozenset({"figure", "ul", "ol", "dl", "menu", "table", "pre", "blockquote"})
_LONG = 24
"""Letters; a text shorter than this must be a whole block of trafilatura's, not part of one."""
_FILE = re.compile(
    r"\.(pdf|docx?|odt|xlsx?|ods|csv|pptx?|zip|epub|mp3|mp4|ogg|wav)($|[?#])", re.IGNORECASE
)
"""A file that a page offers for download belongs to the article, although it is only a link."""
_FULL_WORDS = 8
_AREAS = (
    "//*[contains(@itemprop, 'articleBody')]",
    "//*[contains(@class, 'entry-content') or contains(@class, 'post-content')]",
    "//article",
    "//main",
)

_KINDS = {
    kind: re.compile(rf"(?:^|[\s_-])(?:{names})")
    for kind, names in {
        "sharing": r"shar(e|ing)|social|addtoany|sharedaddy|follow",
        "related": r"related|recommend|more-?(posts|stories|news)|read-?(more|also|next)"
        r"|jp-relatedposts|popular|latest|linked-?news",
        "advertisement": r"ads?(?:$|[\s_-])|advert|sponsor|promo|banner|google",
        "newsletter": r"newsletter|subscri|sign-?up|mailchimp|paywall",
        "comments": r"comment|respond|disqus",
        "navigation": r"nav|breadcrumb|menu|toc|table-of-contents|pagination|pager|prev|next",
        "byline": r"byline|(?:article|post|entry|news)-info|author|post-?meta|entry-?meta|meta"
        r"|posted-on|date|avatar|bio",
        "tags": r"tags?(?:$|[\s_-])|tag-?links|categor|cat-links",
        "furniture": r"cookie|print|rating|button|widget|toolbar|sidebar|copyright|hidden"
        r"|screen-reader|sr-only|visually-hidden|skip-link",
    }.items()
}
"""Things that a site puts beside an article, recognised by class or id; blocks that trafilatura
took are not tested."""
_BY_TAG = {
    "nav": "navigation", "form": "form", "button": "form", "input": "form", "select": "form",
    "textarea": "form", "aside": "related", "footer": "footer", "svg": "picture without an address",
}  # fmt: skip


class _Spot(NamedTuple):
    """Where a block is among those that trafilatura took."""

    between: bool
    after: bool
    opens: bool
    """Directly above the first."""
    beside: bool
    """Within an element that contains one of them."""
    tight: bool
    """In an area without the article's title, where everything belongs to the article."""


class Area(NamedTuple):
    """The part of the page that holds the article."""

    element: Any
    units: Sequence[Any]
    """Its blocks, in order."""
    taken: Sequence[bool]
    """Which of them have trafilatura's words."""


def find(tree: Any, body: Any, title: str) -> Area | None:
    """Return the smallest element with all words that trafilatura took; None if it took none."""
    if body is None:
        return None
    keys = {_key("".join(e.itertext())) for e in body.iter()} - {""}
    whole = _key(" ".join(body.itertext()))
    units = list(_units(tree, len(whole)))
    mine = [
        _taken(unit, keys, whole)
        and folded(unit.text_content()) != folded(title)
        and not _is_tags(unit)
        for unit in units
    ]
    for other in (_header(tree, title), *_feet(tree)):
        within = set() if other is None else set(other.iter())
        apart = [m and u not in within for u, m in zip(units, mine, strict=True)]
        mine = apart if any(apart) else mine
    wanted = {
        _key(unit.text_content()) for unit, is_mine in zip(units, mine, strict=True) if is_mine
    }
    if not wanted:
        return None
    element = tree
    while True:
        below = [
            child
            for child in element
            if isinstance(child.tag, str)
            and wanted <= {_key(u.text_content()) for u in _units(child, len(whole), itself=True)}
        ]
        if not below or below[0] in units:
            break
        element = below[0]
    held = set(element.iter())
    pairs = [(unit, is_mine) for unit, is_mine in zip(units, mine, strict=True) if unit in held]
    return Area(element, [u for u, _ in pairs], [m for _, m in pairs])


def _header(tree: Any, title: str) -> Any:
    """The element `header` that holds the title and is no article itself; None without one.

    What else stands in it is a summary, a picture and who wrote, and no text: Ghost, Medium.
    """
    for heading in tree.iter("h1", "h2"):
        if folded(words_of(heading)) == folded(title):
            above = next(heading.iterancestors("header"), None)
            if above is not None:
                return above
    return None


def _feet(tree: Any) -> Iterator[Any]:
    """Yield the elements `footer` of the page: not those of a text, an item or a quotation.

    https://html.spec.whatwg.org/multipage/sections.html#the-footer-element
    """
    for foot in tree.iter("footer"):
        if next(foot.iterancestors(*_WITH_FOOT), None) is None:
            yield foot


_WITH_FOOT = ("article", "aside", "blockquote", "figure", "li", "main", "nav", "section", "td")


def known_area(tree: Any) -> Area | None:
    """Return the element that the page marks as the article, where trafilatura finds little."""
    for xpath in _AREAS:
        for element in tree.xpath(xpath):
            units = list(_units(element, 0))
            if units and element.text_content().strip():
                return Area(element, units, [not kind_of(unit, element) for unit in units])
    return None


def lines_of(tree: Any) -> list[str]:
    """Return the words of every block of the page, in order."""
    bodies = tree.iterchildren("body")
    return [words for body in bodies for unit in _units(body, 0) if (words := words_of(unit))]


def between(tree: Any, area: Area, title: str) -> Iterator[Any]:
    """Yield the blocks between the title and an area below it, without furniture."""
    first = next(unit for unit, mine in zip(area.units, area.taken, strict=True) if mine)
    held = set(area.units)
    above: list[Any] = []
    heading = None
    for unit in _units(tree, 0):
        if unit is first:
            break
        if unit.tag in _HEADINGS and folded(words_of(unit)) == folded(title):
            heading, above = unit, []
        elif unit not in held:
            above.append(unit)
    if heading is None:
        return
    around = {area.element, *area.element.iterancestors()}
    common = next(element for element in heading.iterancestors() if element in around)
    yield from (unit for unit in above if not kind_of(unit, common))


_HEADINGS = frozenset({"h1", "h2", "h3"})


def clear(area: Area, known: Iterable[str], ledger: LineAccount) -> None:
    """Remove what is not the article's from the area, and record its kind, or that it is metadata.

    `known` are texts that were read already: title, authors, categories, tags.
    """
    stated = {folded(words) for words in known if words}
    places = [number for number, is_mine in enumerate(area.taken) if is_mine]
    first, last = places[0], places[-1]
    beside = {unit.getparent() for unit, mine in zip(area.units, area.taken, strict=True) if mine}
    titled = [unit for unit in area.units if _is_title(unit, stated)]
    for number, unit in enumerate(area.units):
        words = words_of(unit)
        kind = kind_of(unit, area.element)
        elsewhere = kind == "related" and (unit.tag in _HEADINGS or _is_links(unit, words))
        if area.taken[number] and not elsewhere:
            continue
        spot = _Spot(
            between=first < number < last,
            after=number > last,
            opens=number + 1 == first,
            beside=unit.getparent() in beside,
            tight=not titled,
        )
        if unit in titled or (not kind and _belongs(unit, words, spot)):
            continue
        if words and (area.element.tag not in ("body", "html") or first < number < last):
            line = placed(unit, words)
            if folded(words) in stated or find_date(words):
                ledger.use(LineRole.META, line)
            else:
                ledger.drop(line, kind or "text")
        elif _shows(unit) and first < number < last:
            ledger.drop(placed(unit, _address(unit)), kind or "media")
        unit.drop_tree()


def _is_title(unit: Any, stated: set[str]) -> bool:
    return unit.tag in _HEADINGS and folded(words_of(unit)) in stated


def _belongs(unit: Any, words: str, spot: _Spot) -> bool:
    """Whether what trafilatura left out belongs to the article."""
    if _shows(unit):
        return not spot.after or spot.beside or spot.tight
    if unit.tag in ("hr", "table", "pre", "blockquote", "figure") or "pullquote" in named(unit):
        return spot.between
    if spot.between and any(_FILE.search(link.get("href") or "") for link in inside(unit, "a")):
        return True
    if not spot.beside or _is_links(unit, words):
        return False
    finished = re.search(r"[.!?؟…:»”\"]$", words) is not None
    if re.fullmatch("h[1-6]", unit.tag):
        return spot.between or spot.opens
    count = len(words.split())
    return count >= _FULL_WORDS or (spot.between and finished and count > 2)


def kind_of(unit: Any, area: Any) -> str:
    """Return the kind of furniture of a block, by its names and those around it; "" for none."""
    for element in [unit, *unit.iterancestors()]:
        if element is area:
            return ""
        if element.tag in _BY_TAG:
            return _BY_TAG[element.tag]
        kind = next((kind for kind, names in _KINDS.items() if names.search(named(element))), "")
        if kind and not named(element).startswith("elementor-widget"):
            return kind
    return ""


def _units(root: Any, total: int, *, itself: bool = False) -> Iterator[Any]:
    """Yield the blocks below an element that are one thing each: paragraphs, lists, figures."""
    todo = [root] if itself else list(reversed(root))
    while todo:
        element = todo.pop()
        if not isinstance(element.tag, str):
            continue
        small = (
            not total or len(_key(element.text_content())) <= 0.6 * total or element.tag == "pre"
        )
        if element.tag in _WHOLE and small and not holds(element, "h1", "h2"):
            yield element
        elif any(e.tag in BLOCKS for e in inside(element)):
            todo += list(reversed(element))
        elif element.tag == "hr" or element.text_content().strip() or _shows(element):
            yield element


def _shows(unit: Any) -> bool:
    return next(_media(unit), None) is not None


def _media(unit: Any) -> Iterator[Any]:
    for element in unit.iter(*MEDIA):
        if element.get("width") != "1" and element.get("height") != "1":
            yield element


def _address(unit: Any) -> str:
    found = next(_media(unit))
    return str(found.get("src") or found.get("data-src") or found.tag)


def _taken(unit: Any, keys: set[str], whole: str) -> bool:
    if unit.tag in _WHOLE:
        leaves = [_key(e.text or "") for e in unit.iter()] + [
            _key(e.tail or "") for e in inside(unit)
        ]
        sizes = [(len(key), key in keys or key in whole) for key in leaves if key]
        return sum(n for n, ok in sizes if ok) > 0.5 * sum(n for n, _ in sizes) if sizes else False
    key = _key(unit.text_content())
    return bool(key) and (key in keys or (len(key) >= _LONG and key in whole))


def _is_tags(unit: Any) -> bool:
    """Whether a block is a list of the article's tags, by its name or that of what it stands in."""
    near = [unit, *unit.iterancestors()][:3]
    named_so = any(_TAGS.search(named(element)) for element in near if element.tag != "article")
    return named_so and _is_links(unit, words_of(unit))


_TAGS = re.compile(r"(?:^|[\s_-])tags?(?:$|\s|[_-](?:list|links|box|cloud))")


def _is_links(unit: Any, words: str) -> bool:
    linked = sum(len(tidy(a.text_content())) for a in inside(unit, "a"))
    return linked > 0.6 * max(1, len(words))


def lost(bodies: Iterable[Any], markdown: str) -> Iterator[tuple[SourceLine, str]]:
    """Yield line and kind of every text in the elements that the Markdown does not contain."""
    whole, at = _key(markdown), 0
    for body in bodies:
        for element in body.iter():
            for words in (element.text, element.tail if element is not body else ""):
                key = _key(words or "")
                found = whole.find(key, at)
                found = whole.find(key) if found < 0 else found
                at = max(at, found)
                if found < 0:
                    line = placed(element, tidy(re.sub(r"\s+", " ", words)))
                    yield line, "media" if element.tag in MEDIA else "text"


def _key(text: str) -> str:
    """Return the letters and digits of a text, which trafilatura does not change."""
    return re.sub(r"[\W_]+", "", folded(text))
