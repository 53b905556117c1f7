"""HTML pages: the only importer of trafilatura and lxml.

trafilatura finds the article among menus, teasers and advertisements; a profile's selectors take
precedence. The words are read from the page itself, and what is left out beside the article is
recorded as dropped, with its kind.
"""

from __future__ import annotations

import copy
import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from l10n_flow import extras
from l10n_flow.errors import DocumentError, Place, UsageError
from l10n_flow.importers.account import LineAccount
from l10n_flow.importers.area import Area, between, clear, find, known_area, lines_of, lost
from l10n_flow.importers.credits import Credits
from l10n_flow.importers.dateline import find_date
from l10n_flow.importers.declared import (
    Declared,
    below_heading,
    declared,
    joined,
    one_blank,
    words_of,
)
from l10n_flow.importers.escaping import as_block
from l10n_flow.importers.facts import PageFacts, SelectedValues, is_dateline, read_facts
from l10n_flow.importers.footnotes import Notes, take_notes
from l10n_flow.importers.guessing import guessed_language
from l10n_flow.importers.head import read_meta
from l10n_flow.importers.imported import Block, Image, ImportedPage, LineRole, PageArticle
from l10n_flow.importers.profile import Profile, Selector, folded, matching
from l10n_flow.importers.shaping import drop_permalinks, shape
from l10n_flow.importers.source import SourceLine, for_xml, placed, tidy
from l10n_flow.importers.tree import BlockBuilder
from l10n_flow.language.tags import direction, is_language_tag, language_tag

_UNSEEN = ("script", "style", "noscript", "template", "title")
_HEAD = 4
"""Among so many blocks at a text's start, lines with a date or author are looked for."""
_ABOVE = 8
"""Among so many blocks at a text's start, the heading that repeats the title is looked for."""
_STANDFIRST = 5
"""Words; a shorter text between title and body is a label or a button."""
_STANDFIRST_TAGS = frozenset({"p", "div", "h2", "h3", "h4"})
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s>]+)"
)
"""The form in which Chromium, Firefox and the extension SingleFile write it."""


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A parsed HTML page."""

    path: Path
    tree: Any
    """The `html` element; lxml ships no types."""
    saved_from: str = ""
    """The address that a browser noted when it saved the page."""

    @property
    def beside(self) -> re.Pattern[str]:
        """Addresses of what a browser saved in the folder beside the page, `rain_files/map.png`."""
        name = re.escape(self.path.stem)
        return re.compile(rf"(?:\./)?(?:{name}|{quote(self.path.stem)})_files/")

    def lines(self) -> tuple[str, ...]:
        """The visible texts, after the site's name, by which profiles recognise pages."""
        names = self.tree.xpath("//meta[@property='og:site_name']/@content")
        hidden = " or ".join(f"ancestor::{name}" for name in _UNSEEN)
        seen = self.tree.xpath(f"//text()[not({hidden})]")
        return tuple(text for text in map(tidy, [*names, *seen]) if text)


_OPTION = re.compile(r", (?:use|try) XML_PARSE_HUGE.*")
"""What libxml2 proposes to programmers, at the end of its messages about limits."""


def parse(text: str, path: Path) -> HtmlPage:
    """Return the page as a tree; wrong markup is read as browsers read it.

    Raises `UsageError` where lxml is not installed, and `DocumentError` for a page without any
    element and for one beyond libxml2's limits of depth and length, which would lose text.
    """
    try:
        from lxml import etree, html  # noqa: PLC0415 - optional, and only HTML pages need it
    except ImportError as error:
        raise _lacking(path, error) from error
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(for_xml(text).encode(), parser=parser)
    except etree.ParserError as error:
        raise DocumentError("no HTML element in it", Place(path), hint="save it again") from error
    fatal = next((entry for entry in parser.error_log if entry.level_name == "FATAL"), None)
    if fatal is not None:
        what = f"cannot be read whole: {_OPTION.sub('', fatal.message)}"
        raise DocumentError(
            what, Place(path, fatal.line), hint="keep only the article's part of it"
        )
    saved = _SAVED_FROM.search(text[:4096])
    return HtmlPage(path, tree, saved[1] if saved else "")


def _lacking(path: Path, error: ImportError) -> UsageError:
    what, hint = extras.lacking("the import of HTML pages", "html", error)
    return UsageError(what, Place(path), hint=hint)


def read_page(page: HtmlPage, profile: Profile) -> ImportedPage:
    """Return one article, never stubs, by trafilatura and the profile.

    Law: the words of the article are the page's own, letter by letter; only blanks that a browser
    does not show are left out. Raises `UsageError` where trafilatura is not installed,
    `ConfigError` for a selector that is not valid XPath, and `DocumentError` when no article is
    found.
    """
    ledger = LineAccount(page.path)
    tree = copy.deepcopy(page.tree)
    _drop(tree, profile, ledger)
    drop_permalinks(tree)
    declarations = declared(tree, page.saved_from)
    chosen = _chosen(tree, profile)
    selected = _elements(tree, profile.html.body)
    lead = _lead(tree, declarations)
    shape(tree)
    notes = take_notes(tree)
    found = _extracted(copy.deepcopy(tree), page.path)
    facts = read_facts(declarations, found, chosen, [lines_of(tree), page.lines()], profile)
    bodies: Sequence[Any] = selected
    facts = facts if bodies else _with_marked_standfirst(facts, tree, ledger)
    if not bodies and (area := _area(tree, found, facts)):
        above = list(between(tree, area, facts.title))
        lead = lead or _visible_image(above, declarations, page)
        facts = _with_standfirst(facts, above, lead.caption if lead else "", profile, ledger)
        _clear(area, facts, ledger)
        bodies = [area.element]
    converter = BlockBuilder(declarations.base, _direction(tree), beside=page.beside)
    blocks = [block for body in bodies for block in converter.of(body)]
    if not any(block.markdown != "---" for block in blocks):
        hint = "say where it is with html.body in a profile"
        raise DocumentError("no article found in the page", Place(page.path), hint=hint)
    blocks += _notes(notes, blocks, converter, ledger)
    for line in converter.dropped:
        ledger.drop(line, "furniture")
    accounted = [*(block.markdown for block in blocks), *(line.text for line in converter.dropped)]
    for place, kind in lost(bodies, "\n".join(accounted)):
        ledger.drop(place, kind)
    for line in converter.notes:
        ledger.warn(line._replace(text=""), line.text)
    if not declarations.free:
        ledger.warn(_unplaced(""), "the page says that it is not free: its text may be cut short")
    article = _article(facts, blocks, profile, ledger, tree)
    article = _with_lead(
        replace(article, address=declarations.address, alternates=declarations.alternates), lead
    )
    uses, warnings = ledger.account()
    return ImportedPage(page.path, profile.name, article, uses=uses, warnings=warnings)


def _extracted(tree: Any, path: Path) -> Any:
    """Return trafilatura's result; where it finds nothing, fields are "" or None, the body None."""
    try:
        import trafilatura  # noqa: PLC0415 - optional, and 170 ms that only HTML pages need
        from trafilatura.settings import Document  # noqa: PLC0415
    except ImportError as error:
        raise _lacking(path, error) from error
    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).addHandler(logging.NullHandler())  # otherwise they write to stderr
    found = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        include_formatting=True,
        include_links=True,
        include_images=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False},  # we read dates ourselves
    )
    return Document() if found is None else found


def _chosen(tree: Any, profile: Profile) -> SelectedValues:
    """Return what the profile's selectors find."""
    where = profile.html
    return SelectedValues(
        next(iter(_texts(tree, where.title)), ""),
        _texts(tree, where.date),
        _texts(tree, where.categories),
        _texts(tree, where.authors),
        _strings(tree.xpath("//h1")),
        _strings(tree.xpath("//a[contains(concat(' ', @rel, ' '), ' category ')]")),
        [
            words
            for time in tree.xpath(
                "(//article | //main)//time[not(ancestor::li or ancestor::aside)]"
            )
            for words in (words_of(time), time.get("datetime") or "")
        ],
    )


def _area(tree: Any, found: Any, facts: PageFacts) -> Area | None:
    """Return the part of the page with the article, None where nothing is found."""
    area = find(tree, found.body, facts.title) or known_area(tree)
    return area if area is not None and any(area.taken) else None


_STANDFIRST_NAMES = re.compile(
    r"(?:^|[\s_-])(?:sub-?titles?|standfirst|dek|bajada|entradilla)(?:$|[\s_-])", re.IGNORECASE
)


def _with_marked_standfirst(facts: PageFacts, tree: Any, ledger: LineAccount) -> PageFacts:
    """Return the facts with what the page calls its subtitle, which leaves the tree."""
    for element in below_heading(tree):
        words = words_of(element)
        if (
            words
            and element.tag in _STANDFIRST_TAGS
            and _STANDFIRST_NAMES.search(element.get("class") or "")
            and not facts.subtitle
        ):
            ledger.use(LineRole.META, SourceLine(element.sourceline or 0, words))
            tail = element.tail or ""
            element.clear()
            element.tail = tail
            if folded(words) != folded(facts.summary):
                subtitle = words if facts.summary else ""
                facts = facts._replace(summary=facts.summary or words, subtitle=subtitle)
            break
    return facts


def _with_standfirst(
    facts: PageFacts, above: Sequence[Any], caption: str, profile: Profile, ledger: LineAccount
) -> PageFacts:
    """Return the facts with the words between title and text, as summary or subtitle."""
    for unit in above:
        words, line = words_of(unit), placed(unit, words_of(unit))
        declarations = set(map(folded, (facts.title, facts.summary, facts.subtitle, caption)))
        if words and (
            folded(words) in declarations or find_date(words) or is_dateline(words, facts, profile)
        ):
            ledger.use(LineRole.META, line)
        elif len(words.split()) < _STANDFIRST:
            continue
        elif unit.tag in _STANDFIRST_TAGS and not (facts.summary and facts.subtitle):
            ledger.use(LineRole.META, line)
            subtitle = words if facts.summary else ""
            facts = facts._replace(summary=facts.summary or words, subtitle=subtitle)
        else:
            ledger.drop(line, "text")
    return facts


def _clear(area: Area, facts: PageFacts, ledger: LineAccount) -> None:
    known = [facts.title, facts.summary, *facts.authors, *facts.categories, *facts.tags]
    clear(area, [*known, " ".join(facts.categories), " ".join(facts.tags)], ledger)


def _notes(
    notes: Notes, blocks: Sequence[Block], converter: BlockBuilder, ledger: LineAccount
) -> list[Block]:
    """Return the footnotes to which the article refers; the others are recorded as dropped."""
    written = "\n".join(block.markdown for block in blocks)
    found = []
    for label, element in notes.by_label.items():
        words = "\n\n".join(block.markdown for block in converter.of(element))
        if f"[^{label}]" in written and words:
            found.append(Block("other", f"[^{label}]: " + re.sub(r"\n(?=[^\n])", "\n    ", words)))
        elif words:
            ledger.drop(placed(element, words), "note")
    return found


def _lead(tree: Any, declarations: Declared) -> Image | None:
    """Return the picture that the page declares, with its caption in the page."""
    address = next(
        filter(None, (joined(declarations.base, image) for image in declarations.images)), ""
    )
    if not address:
        return None
    for image in tree.iter("img"):
        stated = filter(None, (image.get(key) for key in ("data-src", "data-lazy-src", "src")))
        if any(_stem(joined(declarations.base, one) or one) == _stem(address) for one in stated):
            return _described(image, address)
    return Image(address)


def _visible_image(above: Iterable[Any], declarations: Declared, page: HtmlPage) -> Image | None:
    """Return the picture between title and text, for a page that declares none."""
    image = next((image for unit in above for image in unit.iter("img")), None)
    stated = [] if image is None else [image.get(key) for key in ("data-src", "src")]
    source = next((one for one in stated if one and not one.startswith("data:")), "")
    if page.beside.match(source) is None:
        source = joined(declarations.base, source) or ("" if ":" in source else source)
    return _described(image, source) if source else None


def _described(image: Any, source: str) -> Image:
    """Return a picture with its caption."""
    figures = list(image.iterancestors("figure", "div"))[:3]
    caption = next((c for figure in figures for c in figure.iter("figcaption")), None)
    words = "" if caption is None else words_of(caption)
    return Image(source, one_blank(image.get("alt") or ""), words)


def _stem(address: str) -> str:
    """Return a picture's name without its size, which systems add at the end."""
    name = re.sub(r"\?.*", "", address).rpartition("/")[2]
    return re.sub(r"(-\d{2,4}x\d{2,4}|-scaled)?\.\w{3,4}$", "", name)


def _with_lead(article: PageArticle, lead: Image | None) -> PageArticle:
    """Return the article with its lead picture, which is not repeated at the body's start."""
    if lead is None:
        return article
    first = article.blocks[0].markdown if article.blocks else ""
    target = re.match(r"!\[(?:\\.|[^\]])*\]\(([^)]*)\)", first)
    if target and _stem(target[1]) == _stem(lead.src) and len(article.blocks) > 1:
        return replace(article, image=lead, blocks=article.blocks[1:])
    return replace(article, image=lead)


def _article(
    facts: PageFacts, blocks: Sequence[Block], profile: Profile, ledger: LineAccount, tree: Any
) -> PageArticle:
    """Return the article; every block is recorded."""
    blocks = _without_furniture(_without_title(blocks, facts.title, ledger), profile, ledger)
    facts, blocks = _without_head(blocks, facts, profile, ledger)
    blocks = _without_summary(blocks, facts.summary, ledger)
    credit, kind, blocks = _without_credit(blocks, profile, ledger)
    for block in blocks:
        ledger.use(LineRole(block.kind), _unplaced(block.markdown))
    if facts.day is None:
        ledger.warn(_unplaced(""), "no date found")
    words = " ".join(block.markdown for block in blocks)
    kinds = [profile.kinds.get(folded(label), "") for label in facts.categories]
    credits_ = _texts(tree, profile.html.credit)
    return PageArticle(
        title=facts.title,
        blocks=from_level_two(blocks),
        day=facts.day,
        categories=tuple(facts.categories),
        authors=tuple(facts.authors),
        credit=next(iter(credits_), credit),
        kind=next((found for found in (kind, *kinds) if found), ""),
        summary="" if _repeats(facts.summary, facts.title, blocks) else facts.summary,
        subtitle=facts.subtitle,
        updated=facts.updated,
        tags=tuple(facts.tags),
        language=guessed_language(words, profile.languages) or _declared_language(tree),
    )


def _without_title(blocks: Sequence[Block], title: str, ledger: LineAccount) -> list[Block]:
    """Return the blocks below the heading that repeats the title.

    Above it are a site's name, a menu, a number: what has too few words for a standfirst. What has
    enough, such as a kicker, begins the text, and is no heading of it.
    """
    for number, block in enumerate(blocks[:_ABOVE]):
        if block.kind == "heading" and folded(_plain(block)) == folded(title):
            ledger.use(LineRole.TITLE, _unplaced(title))
            labels = [b for b in blocks[:number] if len(_plain(b).split()) < _STANDFIRST]
            for label in labels:
                ledger.drop(_unplaced(_plain(label)), "text")
            above = [_as_paragraph(b) for b in blocks[:number] if b not in labels]
            return [*above, *blocks[number + 1 :]]
    if title:
        ledger.use(LineRole.TITLE, _unplaced(title))
    else:
        ledger.warn(_unplaced(""), "no title found; the file is named after nothing")
    return list(blocks)


def _as_paragraph(block: Block) -> Block:
    if block.kind != "heading":
        return block
    return block._replace(kind="paragraph", markdown=block.markdown.lstrip("# "))


def _without_head(
    blocks: Sequence[Block], facts: PageFacts, profile: Profile, ledger: LineAccount
) -> tuple[PageFacts, list[Block]]:
    """Return the blocks without date and author lines at the start, and these lines' values."""
    kept = list(blocks)
    for block in blocks[:_HEAD]:
        plain = _plain(block) if block.kind == "paragraph" else ""
        meta = read_meta(plain, profile)
        if (meta or is_dateline(plain, facts, profile)) and len(kept) > 1:
            ledger.use(LineRole.META, _unplaced(plain))
            kept.remove(block)
            facts = facts._replace(authors=facts.authors or (meta.authors if meta else ()))
    return facts, kept


def _without_summary(blocks: Sequence[Block], summary: str, ledger: LineAccount) -> list[Block]:
    """Return the blocks below the subtitle that repeats the summary."""
    first = blocks[0] if blocks else Block("", "")
    if summary and first.kind == "heading" and folded(_plain(first)) == folded(summary):
        ledger.use(LineRole.META, _unplaced(summary))
        return list(blocks[1:])
    return list(blocks)


def _without_furniture(
    blocks: Iterable[Block], profile: Profile, ledger: LineAccount
) -> list[Block]:
    """Return the blocks that the profile does not drop, up to its end of the article."""
    kept: list[Block] = []
    over = False
    for block in blocks:
        plain = _plain(block)
        over = over or bool(matching((*profile.article_end, *profile.lists), plain))
        if over or matching(profile.drop, plain):
            ledger.use(LineRole.DROPPED, _unplaced(plain))
        else:
            kept.append(block)
    return kept


def _without_credit(
    blocks: list[Block], profile: Profile, ledger: LineAccount
) -> tuple[str, str, list[Block]]:
    """Return credit, kind, and the blocks without them in the first paragraph."""
    at = next((i for i, block in enumerate(blocks) if block.kind == "paragraph"), None)
    lifted = None if at is None else Credits(profile, ()).lift(blocks[at].markdown)
    if at is None or lifted is None:
        return "", "", blocks
    if lifted.rest.count("**") % 2 or not lifted.rest:
        ledger.warn(_unplaced(""), "the credit is part of an emphasis; left in the text")
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


def from_level_two(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with headings moved so that the highest is at the second level."""
    levels = [len(b.markdown) - len(b.markdown.lstrip("#")) for b in blocks if b.kind == "heading"]
    shift = 2 - min(levels, default=2)
    return tuple(_moved(block, shift) if block.kind == "heading" else block for block in blocks)


def _moved(block: Block, shift: int) -> Block:
    marks, _, words = block.markdown.partition(" ")
    return Block("heading", "#" * min(6, len(marks) + shift) + " " + words)


def _repeats(summary: str, title: str, blocks: Sequence[Block]) -> bool:
    """Whether a summary only repeats the title or the first words, as generated ones do.

    A kicker may come before these words.
    """
    start = folded(summary.rstrip(" .…[]"))
    words = [_plain(block) for block in blocks[:4]]
    bodies = (folded(" ".join(words[at:])) for at in range(2))
    return not start or start == folded(title) or any(b.startswith(start) for b in bodies)


def _plain(block: Block) -> str:
    """Return a block's words, exact enough to compare them."""
    words = re.sub(r"\]\([^)]*\)", "", block.markdown)
    return " ".join(re.sub(r"^#+ |[*_`\\\[\]>]", "", words).split())


def _drop(tree: Any, profile: Profile, ledger: LineAccount) -> None:
    for selector in profile.html.drop:
        for element in _elements(tree, selector):
            words = tidy(" ".join(element.itertext()))
            if words and element.getparent() is not None:
                ledger.use(LineRole.DROPPED, placed(element, words))
                element.drop_tree()


def _elements(tree: Any, selector: Selector | None) -> list[Any]:
    """The elements that a selector finds; none for no selector."""
    found = _found(tree, selector)
    if selector is not None and any(isinstance(item, str) for item in found):
        raise selector.value.wrong(f"'{selector.xpath}' must select elements")
    return found


def _unplaced(words: str) -> SourceLine:
    """Return words whose line in the file is unknown."""
    return SourceLine(0, words)


def _texts(tree: Any, selector: Selector | None) -> list[str]:
    """The texts that a selector finds: of elements, attributes, or strings."""
    return _strings(_found(tree, selector))


def _found(tree: Any, selector: Selector | None) -> list[Any]:
    from lxml import etree  # noqa: PLC0415 - `parse` has already imported it

    if selector is None:
        return []
    try:
        found = tree.xpath(selector.xpath)
    except etree.XPathError as error:
        raise selector.value.wrong(f"'{selector.xpath}' is not XPath: {error}") from error
    return found if isinstance(found, list) else [str(found)]


def _strings(found: Iterable[Any]) -> list[str]:
    texts = [
        item if isinstance(item, str) else item.get("datetime") or words_of(item) for item in found
    ]
    tidied = (re.sub(" +", " ", tidy(text)) for text in texts)
    return [text for text in tidied if text]


def _direction(tree: Any) -> str:
    stated = next(iter(tree.xpath("/html/@dir | /html/body/@dir")), "")
    return str(stated).strip().lower() or direction(_declared_language(tree) or "en")


def _declared_language(tree: Any) -> str:
    written = (tree.get("lang") or "").strip()
    return language_tag(written) if is_language_tag(written) else ""
