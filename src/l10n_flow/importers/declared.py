"""What a page declares about its article: JSON-LD, Open Graph, `meta`, `link` and `time`.

All values are in the page's own spelling. Sources: schema.org's Article, ogp.me, Dublin Core's
expression in HTML, the link types of the HTML Living Standard.
"""

from __future__ import annotations

import html
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from l10n_flow.importers.profile import folded
from l10n_flow.importers.shaping import BLOCKS
from l10n_flow.importers.source import tidy
from l10n_flow.language.tags import is_language_tag, language_tag

_ARTICLE = re.compile(r"(?:Article|Posting|Report)$")
_DEEPEST = 12
"""The maximum depth in JSON-LD; the graphs of SEO plugins have four levels."""

_TITLES = ("og:title", "twitter:title", "dc.title", "title")
_SUMMARIES = ("description", "og:description", "twitter:description", "dc.description")
_PUBLISHED = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "pubdate",
    "publishdate", "publish-date", "publish_date", "publication_date", "article.published",
    "parsely-pub-date", "sailthru.date", "date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified",
    "dc.date.modified", "last-modified", "lastmod",
)  # fmt: skip
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author")
_KEYWORDS = ("news_keywords", "keywords")
_LISTED = re.compile("[,،;؛]")


@dataclass(frozen=True, slots=True)
class Declared:
    """A page's own data about its article; each field in the order of trust, best first."""

    titles: Sequence[str] = ()
    summaries: Sequence[str] = ()
    published: Sequence[str] = ()
    modified: Sequence[str] = ()
    sections: Sequence[str] = ()
    tags: Sequence[str] = ()
    authors: Sequence[str] = ()
    images: Sequence[str] = ()
    address: str = ""
    """The page's own address, or the address from which a browser saved it."""
    base: str = ""
    """The base of its relative addresses (RFC 3986, 5.1); "" when it is unknown."""
    alternates: Mapping[str, str] = field(default_factory=dict)
    """From a language tag to the address of the page in that language (`hreflang`)."""
    free: bool = True
    """False where the page says that one must pay for it, so that its text may be cut short."""


def declared(tree: Any, saved_from: str = "") -> Declared:
    """Return all that a page declares; a field without readable declarations is empty."""
    metas = _metas(tree)
    node = _article(_nodes(tree), [*metas["og:title"], *_texts(tree.xpath("//h1"))])
    address = _address(tree, metas, node, saved_from)
    base = next(iter(tree.xpath("//base/@href")), "")
    return Declared(
        titles=[*_values(node, "headline"), *_all(metas, _TITLES), *_texts(tree.xpath("//title"))],
        summaries=[
            *_values(node, "description"),
            *_all(metas, _SUMMARIES),
            *_texts(tree.xpath("//*[contains(@itemprop, 'description')][not(self::meta)]")),
        ],
        published=[
            *_values(node, "datePublished"),
            *_all(metas, _PUBLISHED),
            *tree.xpath("//time[@pubdate or contains(@itemprop, 'datePublished')]/@datetime"),
            *_times(tree, "published") + _times(tree, "entry-date"),
        ],
        modified=[
            *_values(node, "dateModified"),
            *_all(metas, _MODIFIED),
            *tree.xpath("//time[contains(@itemprop, 'dateModified')]/@datetime"),
            *_times(tree, "updated") + _times(tree, "modified"),
        ],
        sections=[*_values(node, "articleSection"), *_all(metas, ("article:section",))],
        tags=_tags(tree, metas, node),
        authors=_authors(tree, metas, node),
        images=_images(metas, node),
        address=address,
        base=joined(saved_from or address, base) or saved_from or address,
        alternates=_alternates(tree, address),
        free=str(node.get("isAccessibleForFree", "true")).casefold() != "false"
        and not {"locked", "metered"} & set(metas["article:content_tier"]),
    )


def joined(base: str, address: str) -> str:
    """Return the address completed with its base (RFC 3986, 5.2), "" where it is no web address.

    >>> joined("https://a.example/2026/rain/", "../x?q#f"), joined("", "/x")
    ('https://a.example/2026/x?q#f', '')
    """
    try:
        whole = urljoin(base, tidy(address)) if address.strip() else ""
        parts = urlsplit(whole)
    except ValueError:
        return ""
    return whole if parts.scheme in ("http", "https") and parts.netloc else ""


def one_blank(text: str) -> str:
    """Return the text on one line, with one blank where HTML shows one; NBSP and the like stay."""
    return re.sub(" +", " ", tidy(text))


def words_of(element: Any) -> str:
    """Return an element's words on one line, also where only a line break separates them."""
    return one_blank("".join(_pieces(element)))


def _pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for inner in element:
        parting = " " if inner.tag == "br" or inner.tag in BLOCKS else ""
        yield parting
        if isinstance(inner.tag, str) and inner.tag not in ("script", "style"):
            yield from _pieces(inner)
        yield parting
        yield inner.tail or ""


def _metas(tree: Any) -> Mapping[str, list[str]]:
    """The contents of `meta` elements by name, lower case."""
    found: dict[str, list[str]] = defaultdict(list)
    for meta in tree.iter("meta"):
        words = one_blank(meta.get("content") or "")
        for key in dict.fromkeys(meta.get(name) for name in ("name", "property", "itemprop")):
            if key and words:
                found[key.strip().casefold()].append(words)
    return found


def _all(metas: Mapping[str, list[str]], names: Iterable[str]) -> list[str]:
    return [words for name in names for words in metas.get(name, ())]


def _times(tree: Any, name: str) -> list[str]:
    return [str(t) for t in tree.xpath(f"//time[contains(@class, '{name}')]/@datetime")]


def _texts(elements: Iterable[Any]) -> list[str]:
    return [words for e in elements if (words := words_of(e))]


def _nodes(tree: Any) -> list[Mapping[str, Any]]:
    """Return every object of the page's JSON-LD, in order; invalid JSON has none."""
    found: list[Mapping[str, Any]] = []
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        text = re.sub(r"^\s*(?://)?\s*<!\[CDATA\[|(?://)?\s*\]\]>\s*$", "", script.text or "")
        try:
            data = json.loads(text.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        found += _objects(data, _DEEPEST)
    return found


def _objects(data: object, depth: int) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, dict) and depth:
        yield data
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    for value in inner if depth else ():
        yield from _objects(value, depth - 1)


def _article(nodes: Sequence[Mapping[str, Any]], titles: Sequence[str]) -> Mapping[str, Any]:
    """Return the article's object with its references replaced by their objects; or nothing."""
    found = [node for node in nodes if any(map(_ARTICLE.search, _types(node)))]
    found += [node for node in nodes if "WebPage" in _types(node)]
    known = set(map(folded, titles))
    named = [n for n in found if known & set(map(folded, _values(n, "headline", "name")))]
    chosen = next(iter([*named, *found]), None)
    if chosen is None:
        return {}
    by_id: dict[str, dict[str, Any]] = defaultdict(dict)
    for node in nodes:
        by_id[str(node.get("@id"))].update(node)
    page = next((n for n in found if "WebPage" in _types(n)), {})
    return {**page, **{key: _resolved(value, by_id) for key, value in chosen.items()}}


def _resolved(value: object, by_id: Mapping[str, Mapping[str, Any]]) -> object:
    if isinstance(value, list):
        return [_resolved(item, by_id) for item in value]
    if isinstance(value, dict) and "@id" in value:
        return {**by_id.get(str(value["@id"]), {}), **value}
    return value


def _types(node: Mapping[str, Any]) -> list[str]:
    return [str(kind) for kind in _listed(node.get("@type"))]


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _values(node: Mapping[str, Any], *keys: str) -> list[str]:
    """Return the texts of an object's keys; markup in them is read as markup."""
    values = (value for key in keys for value in _listed(node.get(key)))
    return [words for value in values if isinstance(value, str) and (words := _words(value))]


def _words(text: str) -> str:
    return one_blank(html.unescape(text))


def _tags(tree: Any, metas: Mapping[str, list[str]], node: Mapping[str, Any]) -> list[str]:
    """Return the first of: `rel=tag` links, Open Graph, JSON-LD, links among `tags`, `keywords`."""
    links = tree.xpath(
        "//a[contains(concat(' ', @rel, ' '), ' tag ')]"
        "[not(contains(concat(' ', @rel, ' '), ' category '))]"
    )
    keywords = [part for words in _values(node, "keywords") for part in _LISTED.split(words)]
    listed = [part for words in _all(metas, _KEYWORDS) for part in _LISTED.split(words)]
    named = tree.xpath("//*[contains(@class, 'tags')]//a")
    tags = metas.get("article:tag", [])
    sources = (_texts(links), tags, keywords, _texts(named), listed)
    first = next((found for found in sources if any(map(str.strip, found))), [])
    return _each_once(tag.strip().lstrip("#") for tag in first)


def _authors(tree: Any, metas: Mapping[str, list[str]], node: Mapping[str, Any]) -> list[str]:
    """Return the first of: JSON-LD, `meta`, links and elements for authors. A site is no author."""
    people = [
        name
        for one in _listed(node.get("author"))
        if not (isinstance(one, dict) and "Organization" in _types(one))
        for name in (_values(one, "name") if isinstance(one, dict) else [_words(str(one))])
    ]
    links = tree.xpath(
        "//*[contains(concat(' ', @itemprop, ' '), ' author ')]"
        "[not(self::meta or self::link)][not(@itemtype) or .//*[@itemprop='name']]"
    )
    named = [(one.xpath(".//*[@itemprop='name']") or [one])[0] for one in links]
    rels = tree.xpath("//a[contains(concat(' ', @rel, ' '), ' author ')]")
    rels += tree.xpath("(//article//*[contains(@class, 'field--name-uid')])[1]")  # Drupal
    linked = [one for one in below_heading(tree) if _BY_ADDRESS.search(one.get("href") or "")]
    sites = set(map(folded, metas.get("og:site_name", [])))
    for names in (people, _all(metas, _AUTHORS), _texts(named), _texts(rels), _texts(linked)):
        found = [n for n in _each_once(names) if folded(n) not in sites and not _no_name(n)]
        if found:
            return found
    return []


_BY_ADDRESS = re.compile(
    r"/(?:autor(?:e?s|as?)?|authors?|by|contributors?|firmas?|journalists?|people|profiles?|writers?)"
    r"/[^/?#]|/@[\w.-]+/?(?:[?#]|$)",
    re.IGNORECASE,
)
"""Where a link near the title leads that names who wrote: `/autor/ana-ruiz/`, `/@ana`."""


def below_heading(tree: Any) -> list[Any]:
    """Return the elements between the page's first heading and its first paragraph of prose."""
    heading = next(tree.iter("h1"), None)
    found: list[Any] = []
    for element in () if heading is None else heading.xpath("following::*"):
        if len(found) == _NEAR or (element.tag == "p" and len(words_of(element).split()) >= _PROSE):
            break
        if next(element.iterancestors("aside", "form", "nav"), None) is None:
            found.append(element)
    return found


_NEAR = 80
"""Elements. A byline with its pictures, buttons and icons has some forty."""
_PROSE = 15
"""Words: a paragraph with so many is text, and no summary or byline."""


def _no_name(words: str) -> bool:
    return re.search(r"://|^@|\S@\S|^\W*$", words) is not None or len(words) > 80


def _images(metas: Mapping[str, list[str]], node: Mapping[str, Any]) -> list[str]:
    stated = [
        one if isinstance(one, str) else one.get("url") or one.get("contentUrl")
        for one in _listed(node.get("image"))
        if isinstance(one, (str, dict))
    ]
    og = _all(metas, ("og:image", "og:image:url", "og:image:secure_url", "twitter:image"))
    return [tidy(one) for one in [*og, *stated] if isinstance(one, str) and one.strip()]


def _address(
    tree: Any, metas: Mapping[str, list[str]], node: Mapping[str, Any], saved_from: str
) -> str:
    """Return the first whole address that the page gives itself; a path is completed."""
    main = node.get("mainEntityOfPage")
    main = main.get("@id") if isinstance(main, dict) else main
    stated = [
        *tree.xpath("//link[contains(concat(' ', @rel, ' '), ' canonical ')]/@href"),
        *metas.get("og:url", ()),
        *(one for one in (main, node.get("url")) if isinstance(one, str)),
        saved_from,
    ]
    root = next(filter(None, (joined("", one) for one in stated)), "")
    return next(filter(None, (joined(root, one) for one in stated)), "")


def _alternates(tree: Any, address: str) -> Mapping[str, str]:
    """The page in other languages; `x-default` and the page itself are left out."""
    found: dict[str, str] = {}
    for link in tree.xpath("//link[contains(@rel, 'alternate')][@hreflang]"):
        tag, target = tidy(link.get("hreflang")), joined(address, link.get("href") or "")
        if is_language_tag(tag) and tag.casefold() != "x-default" and target not in ("", address):
            found.setdefault(language_tag(tag), target)
    return found


def _each_once(words: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for one in words:
        if one.strip():
            found.setdefault(folded(one), one.strip())
    return list(found.values())
