"""HTML pages: the only importer of trafilatura and lxml.

trafilatura finds the article among menus, teasers and advertisements; a profile's selectors say
better where they are given. What trafilatura left out next to the article is entered as dropped.
"""

from __future__ import annotations

import copy
import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from l10n_flow import extras
from l10n_flow.errors import DocumentError, Place, UsageError
from l10n_flow.importers.article import Article, Block, Imported, Role
from l10n_flow.importers.credits import Credits
from l10n_flow.importers.dates import find_date
from l10n_flow.importers.head import read_meta, split_categories
from l10n_flow.importers.ledger import Ledger
from l10n_flow.importers.profile import Profile, Selector, folded, matching
from l10n_flow.importers.prose import as_block
from l10n_flow.importers.source import Line, tidy
from l10n_flow.importers.tongues import tongue
from l10n_flow.importers.tree import Blocks
from l10n_flow.language import is_language_tag, language_tag

__all__ = ["Page", "parse", "read_page"]

_LEAVES = frozenset(("p", "li", "dt", "dd", "td", "th", "pre", "figcaption", "blockquote"))
_LEAVES |= {f"h{level}" for level in range(1, 7)}
_UNSEEN = ("script", "style", "noscript", "template", "title")
_FIRST_LINES = 40
"""Of what a reader sees: where a date that no markup declares is looked for."""


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed HTML page."""

    path: Path
    tree: Any
    """The `html` element; lxml ships no types."""

    def lines(self) -> tuple[str, ...]:
        """The texts that a reader sees, after the site's name: what profiles know pages by."""
        names = self.tree.xpath("//meta[@property='og:site_name']/@content")
        hidden = " or ".join(f"ancestor::{name}" for name in _UNSEEN)
        seen = self.tree.xpath(f"//text()[not({hidden})]")
        return tuple(text for text in map(tidy, [*names, *seen]) if text)


class Facts(NamedTuple):
    """What a page says about its article."""

    title: str
    day: date | None
    categories: Sequence[str]
    authors: Sequence[str]
    summary: str


def parse(text: str, path: Path) -> Page:
    """The page as a tree; markup that is wrong is understood as browsers do.

    Raises `UsageError` where lxml is not installed, and `DocumentError` for a page without any
    element and for one beyond libxml2's limits of depth and length, which would lose text.
    """
    try:
        from lxml import etree, html  # noqa: PLC0415 - optional, and only HTML pages need it
    except ImportError as error:
        raise _lacking(path, error) from error
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode(), parser=parser)
    except etree.ParserError as error:
        raise DocumentError("no HTML element in it", Place(path), hint="save it again") from error
    fatal = next((entry for entry in parser.error_log if entry.level_name == "FATAL"), None)
    if fatal is not None:
        what = f"cannot be read whole: {fatal.message}"
        raise DocumentError(
            what, Place(path, fatal.line), hint="keep only the article's part of it"
        )
    return Page(path, tree)


def _lacking(path: Path, error: ImportError) -> UsageError:
    what, hint = extras.lacking("the import of HTML pages", "html", error)
    return UsageError(what, Place(path), hint=hint)


def read_page(page: Page, profile: Profile) -> Imported:
    """What trafilatura and the profile make of an HTML page: one article, never stubs.

    Raises `UsageError` where trafilatura is not installed, `ConfigError` for a selector that is no
    XPath, and `DocumentError` when there is no article to be found.
    """
    ledger = Ledger(page.path)
    tree = copy.deepcopy(page.tree)
    _drop(tree, profile, ledger)
    found = _extracted(tree, page.path)
    facts = _facts(page, tree, found, profile)
    converter = Blocks(_base(tree))
    bodies = _elements(tree, profile.html.body) or [found.body]
    blocks = [block for body in bodies if body is not None for block in converter.of(body)]
    if not blocks:
        hint = "say where it is: html.body in a profile"
        raise DocumentError("no article found in the page", Place(page.path), hint=hint)
    if bodies == [found.body]:
        _enter_left_behind(tree, found.body, facts.title, ledger)
    for line, what in converter.notes:
        ledger.warn(Line(line, ""), what)
    article = _article(facts, blocks, profile, ledger, tree)
    uses, warnings = ledger.account()
    return Imported(page.path, profile.name, article, (), uses, 0, warnings)


def _extracted(tree: Any, path: Path) -> Any:
    """What trafilatura finds: its fields are "" or None, its body None, where it finds nothing."""
    try:
        import trafilatura  # noqa: PLC0415 - optional, and 170 ms that only HTML pages need
        from trafilatura.settings import Document  # noqa: PLC0415
    except ImportError as error:
        raise _lacking(path, error) from error
    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).addHandler(logging.NullHandler())  # they tell stderr otherwise
    for caption in list(tree.iter("figcaption")):  # trafilatura drops captions within figures
        figure = caption.getparent()
        caption.tag = "p"
        if figure.tag == "figure":
            figure.addnext(caption)
    found = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        include_formatting=True,
        include_links=True,
        include_images=True,
        include_tables=True,
        with_metadata=True,
        date_extraction_params={
            "extensive_search": False,  # a guess from a copyright line is worse than no date
            "original_date": True,
            "outputformat": "%Y-%m-%d",
        },
    )
    return Document() if found is None else found


def _facts(page: Page, tree: Any, found: Any, profile: Profile) -> Facts:
    """Title, date, categories, authors and summary: the profile's selectors first."""
    where = profile.html
    title = next(iter(_texts(tree, where.title)), "") or tidy(found.title or "")
    labels = _texts(tree, where.categories) or [
        *(found.categories or ()),
        *tree.xpath("//meta[@property='article:section']/@content"),
        *_strings(tree.xpath("//a[contains(concat(' ', @rel, ' '), ' category ')]")),
    ]
    authors = _texts(tree, where.authors) or (found.author or "").split(";")
    return Facts(
        title or next(iter(_strings(tree.xpath("//h1"))), ""),
        _day(page, tree, found.date, profile),
        split_categories(map(tidy, labels), profile),
        [name for name in map(tidy, authors) if name],
        tidy(found.description or ""),
    )


def _day(page: Page, tree: Any, declared: str | None, profile: Profile) -> date | None:
    """The date that a selector finds, that markup declares, or that stands near the top."""
    for text in (*_texts(tree, profile.html.date), declared or ""):
        written = find_date(text, profile.meta.dates, profile.months)
        if written is not None and written.day is not None:
            return written.day
    metas = (read_meta(text, profile) for text in page.lines()[:_FIRST_LINES])
    return next((meta.day for meta in metas if meta is not None and meta.day), None)


def _article(
    facts: Facts, blocks: Sequence[Block], profile: Profile, ledger: Ledger, tree: Any
) -> Article:
    """The article, with every block entered in the ledger."""
    blocks = _without_furniture(_without_title(blocks, facts.title, ledger), profile, ledger)
    credit, kind, blocks = _without_credit(blocks, profile, ledger)
    for block in blocks:
        ledger.use(Role(block.kind), Line(0, block.markdown))
    if facts.day is None:
        ledger.warn(Line(0, ""), "no date found")
    words = " ".join(block.markdown for block in blocks)
    kinds = [profile.kinds.get(folded(label), "") for label in facts.categories]
    credits_ = _texts(tree, profile.html.credit)
    return Article(
        title=facts.title,
        blocks=_from_level_two(blocks),
        day=facts.day,
        categories=tuple(facts.categories),
        authors=tuple(facts.authors),
        credit=next(iter(credits_), credit),
        kind=next((found for found in (kind, *kinds) if found), ""),
        summary="" if _repeats(facts.summary, facts.title, blocks) else facts.summary,
        language=tongue(words, profile.languages) or _declared_language(tree),
    )


def _without_title(blocks: Sequence[Block], title: str, ledger: Ledger) -> list[Block]:
    """The blocks below the heading that repeats the title."""
    for number, block in enumerate(blocks[:3]):
        if block.kind == "heading" and folded(_plain(block)) == folded(title):
            ledger.use(Role.TITLE, Line(0, title))
            return [*blocks[:number], *blocks[number + 1 :]]
    return list(blocks)


def _without_furniture(blocks: Iterable[Block], profile: Profile, ledger: Ledger) -> list[Block]:
    """The blocks that the profile does not drop, up to where it says that the article ends."""
    kept: list[Block] = []
    over = False
    for block in blocks:
        plain = _plain(block)
        over = over or bool(matching((*profile.article_end, *profile.lists), plain))
        if over or matching(profile.drop, plain):
            ledger.use(Role.DROPPED, Line(0, plain))
        else:
            kept.append(block)
    return kept


def _without_credit(
    blocks: list[Block], profile: Profile, ledger: Ledger
) -> tuple[str, str, list[Block]]:
    """Credit, kind, and the blocks of which the first paragraph has neither."""
    at = next((i for i, block in enumerate(blocks) if block.kind == "paragraph"), None)
    lifted = None if at is None else Credits(profile, ()).lift(blocks[at].markdown)
    if at is None or lifted is None:
        return "", "", blocks
    if lifted.rest.count("**") % 2 or not lifted.rest:
        ledger.warn(Line(0, ""), "the credit is part of an emphasis; left in the text")
        return lifted.credit, "", blocks
    return (
        lifted.credit,
        lifted.kind,
        [
            *blocks[:at],
            Block("paragraph", as_block(lifted.rest)),
            *blocks[at + 1 :],
        ],
    )


def _from_level_two(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with headings moved so that the highest is of the second level."""
    levels = [len(b.markdown) - len(b.markdown.lstrip("#")) for b in blocks if b.kind == "heading"]
    shift = 2 - min(levels, default=2)
    return tuple(_moved(block, shift) if block.kind == "heading" else block for block in blocks)


def _moved(block: Block, shift: int) -> Block:
    marks, _, words = block.markdown.partition(" ")
    return Block("heading", "#" * min(6, len(marks) + shift) + " " + words)


def _repeats(summary: str, title: str, blocks: Sequence[Block]) -> bool:
    """Whether a summary only says the title or the first words again, as machines make them."""
    start = folded(summary.rstrip(" .…[]"))
    body = folded(" ".join(_plain(block) for block in blocks[:4]))
    return not start or start == folded(title) or body.startswith(start)


def _plain(block: Block) -> str:
    """A block's words, near enough to compare them."""
    words = re.sub(r"\]\([^)]*\)", "", block.markdown)
    return " ".join(re.sub(r"^#+ |[*_`\\\[\]>]", "", words).split())


def _enter_left_behind(tree: Any, body: Any, title: str, ledger: Ledger) -> None:
    """Enter as dropped what trafilatura left out between the first and the last thing it took."""
    kept = {folded("".join(element.itertext())) for element in body.iter()}
    whole = folded(" ".join(body.itertext()))
    leaves = [e for e in tree.iter(*_LEAVES) if next(e.iterdescendants(*_LEAVES), None) is None]
    texts = [(leaf, folded(leaf.text_content())) for leaf in leaves]
    taken = [i for i, (_, text) in enumerate(texts) if text and (text in kept or text in whole)]
    for leaf, text in texts[taken[0] : taken[-1]] if taken else ():
        if text and text not in kept and text not in whole and text != folded(title):
            ledger.use(Role.DROPPED, Line(leaf.sourceline or 0, tidy(leaf.text_content())))


def _drop(tree: Any, profile: Profile, ledger: Ledger) -> None:
    for selector in profile.html.drop:
        for element in _elements(tree, selector):
            words = tidy(" ".join(element.itertext()))
            if words and element.getparent() is not None:
                ledger.use(Role.DROPPED, Line(element.sourceline or 0, words))
                element.drop_tree()


def _elements(tree: Any, selector: Selector | None) -> list[Any]:
    """The elements that a selector finds; none for no selector."""
    found = _found(tree, selector)
    if selector is not None and any(isinstance(item, str) for item in found):
        raise selector.value.wrong(f"'{selector.xpath}' must select elements")
    return found


def _texts(tree: Any, selector: Selector | None) -> list[str]:
    """The texts that a selector finds: of elements, attributes, or strings."""
    return _strings(_found(tree, selector))


def _found(tree: Any, selector: Selector | None) -> list[Any]:
    from lxml import etree  # noqa: PLC0415 - parse has imported it before

    if selector is None:
        return []
    try:
        found = tree.xpath(selector.xpath)
    except etree.XPathError as error:
        raise selector.value.wrong(f"'{selector.xpath}' is not XPath: {error}") from error
    return found if isinstance(found, list) else [str(found)]


def _strings(found: Iterable[Any]) -> list[str]:
    texts = [
        item if isinstance(item, str) else item.get("datetime") or item.text_content()
        for item in found
    ]
    tidied = (re.sub(" +", " ", tidy(text)) for text in texts)
    return [text for text in tidied if text]


def _base(tree: Any) -> str:
    """The address that the page says it has, "" when it does not."""
    stated = tree.xpath(
        "//base/@href | //link[@rel='canonical']/@href | //meta[@property='og:url']/@content"
    )
    return next((tidy(url) for url in stated if re.match(r"\s*https?://[^\s/]", url)), "")


def _declared_language(tree: Any) -> str:
    written = (tree.get("lang") or "").strip()
    return language_tag(written) if is_language_tag(written) else ""
