"""One form for the different markup of systems: captions, embeds, links around blocks.

Works in place on a copy of a page's tree, before anything is read from it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

BLOCKS = frozenset({
    "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "menu", "li", "dt", "dd",
    "blockquote", "table", "tr", "td", "th", "pre", "p", "div", "section", "article", "main",
    "figure", "figcaption", "header", "footer", "body", "center", "address", "details",
    "summary", "fieldset", "form", "hr", "caption", "aside", "nav",
})  # fmt: skip
MEDIA = frozenset({"img", "iframe", "video", "audio", "object", "embed"})

_AMP = {"amp-img": "img", "amp-anim": "img", "amp-video": "video", "amp-audio": "audio"}
_PLAYERS = {
    "amp-youtube": ("data-videoid", "https://www.youtube.com/watch?v={}"),
    "amp-dailymotion": ("data-videoid", "https://www.dailymotion.com/video/{}"),
    "amp-twitter": ("data-tweetid", "https://twitter.com/i/status/{}"),
    "amp-instagram": ("data-shortcode", "https://www.instagram.com/p/{}/"),
    "amp-facebook": ("data-href", "{}"),
    "lite-youtube": ("videoid", "https://www.youtube.com/watch?v={}"),
    "amp-vimeo": ("data-videoid", "https://vimeo.com/{}"),
    "amp-iframe": ("src", "{}"),
}
"""Elements that scripts turn into players, with their attribute and how the address is made of
it."""

_SCRIPTED = (
    (re.compile(r"^(?:https?:)?//www\.aparat\.com/embed/(\w+)"), r"https://www.aparat.com/v/\1"),
    (re.compile(r"^(https://gist\.github\.com/[\w-]+/\w+)\.js"), r"\1"),
    (re.compile(r"^((?:https?:)?//[^/]+/(?:[^?#]*/)?embed/[^?#]+).*"), r"\1"),
)
"""Scripts that write a player in their place, and the page that it plays."""

_CAPTION = re.compile(
    r"(^|[\s_-])((wp|tr|img|image|photo|gallery|media)[_-]?)?caption([_-]?text)?(\s|$)|^imageCaption"
)
_GUTTER = re.compile(r"(^|[\s_-])(gutter|line-?numbers?|lineno|linenos)(\s|-|$)")
_PERMALINK = re.compile(r"[#¶§🔗\s]*")
_TEX = re.compile(r"(?<![a-z])(?:la)?tex(?![a-z])", re.IGNORECASE)
"""How MathML annotations name TeX: `application/x-tex`, `TeX`, `LaTeX`, and not `text`."""
_SHORTCODE = re.compile(r"\[/?caption\b[^\]]*\]")
_HELD = {"ul", "ol", "dl", "menu", "table", "tbody", "thead", "tfoot", "tr", "figure", "details"}
"""Elements whose direct text is no paragraph."""


def shape(tree: Any) -> None:
    """Rewrite the tree in HTML's own elements: `figure`, `figcaption`, `iframe`, `p`."""
    _players(tree)
    _late_pictures(tree)
    _formulas(tree)
    for element in list(inside(tree, "script", "style", "noscript", "template")):
        element.drop_tree()
    drop_permalinks(tree)
    _gutters(tree)
    _code_in_words(tree)
    _pull_quotes(tree)
    for cite in list(inside(tree, "cite")):
        if cite.getparent().tag == "blockquote":
            cite.tag = "p"
    _captions(tree)
    _shortcodes(tree)
    _strays(tree)
    _links_around_blocks(tree)
    _loose_text(tree)


def named(element: Any) -> str:
    """Return an element's class and id, lower case: they show its purpose."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".casefold()


def inside(element: Any, *names: str) -> Iterator[Any]:
    """Yield the elements with these names below one, in order; without names, all elements."""
    return (e for e in element.iterdescendants(*names) if isinstance(e.tag, str))


def holds(element: Any, *names: str) -> bool:
    """Whether an element of one of these names is below one."""
    return next(inside(element, *names), None) is not None


def _pull_quotes(tree: Any) -> None:
    for element in inside(tree, "div", "aside", "section", "p"):
        quotes = re.search(r"pull-?quote", named(element)) is not None
        if quotes and not holds(element, "blockquote") and element.getparent().tag != "blockquote":
            element.tag = "blockquote"


def _players(tree: Any) -> None:
    for element in list(inside(tree)):
        name = element.tag.lower()
        if name in _AMP:
            element.tag = _AMP[name]
        elif name in _PLAYERS:
            key, form = _PLAYERS[name]
            if value := element.get(key):
                element.tag = "iframe"
                element.set("src", form.format(value))
        elif name == "script":
            _from_script(element)
        elif element.get("data-href") and re.search(r"\bfb-(post|video)", named(element)):
            element.insert(0, element.makeelement("iframe", {"src": element.get("data-href")}))
        elif element.get("data-attrs") and not holds(element, *MEDIA):
            _from_attributes(element)


def _from_script(script: Any) -> None:
    source = script.get("src") or ""
    for pattern, page in _SCRIPTED:
        if match := pattern.match(source):
            script.tag, script.text = "iframe", None
            script.attrib.clear()
            script.set("src", match.expand(page))
            return


def _formulas(tree: Any) -> None:
    """Turn formulas that scripts would draw into code: their TeX, once."""
    for element in list(inside(tree)):
        if element.tag == "script" and "math/tex" in (element.get("type") or ""):
            tex = element.text
        elif element.tag == "math" or "katex" in (element.get("class") or "").split():
            notes = inside(element, "annotation")
            tex = next((e.text for e in notes if _TEX.search(e.get("encoding") or "")), None)
        else:
            continue
        if tex and tex.strip() and element.getparent() is not None:
            code = element.makeelement("code", {})
            code.text, code.tail = tex.strip(), element.tail
            element.getparent().replace(element, code)


def _late_pictures(tree: Any) -> None:
    """Replace stand-ins by the pictures for readers without scripts."""
    for spare in list(inside(tree, "noscript")):
        picture = next(inside(spare, "img"), None)
        if picture is None or not picture.get("src"):
            continue
        beside = [e for e in (spare.getprevious(), spare.getnext()) if e is not None]
        found = (e if e.tag == "img" else next(inside(e, "img"), None) for e in beside)
        stand_in = next((e for e in found if e is not None), None)
        if stand_in is None:
            spare.tag = "span"
        elif (stand_in.get("src") or "data:").startswith("data:"):
            stand_in.set("src", picture.get("src"))


def drop_permalinks(tree: Any) -> None:
    """Remove the signs in headings that link to them: a title does not end with ¶."""
    for element in list(inside(tree, "a")):
        above = next(element.iterancestors(*_HEADINGS), None)
        if above is None or holds(element, "img"):
            continue
        if _PERMALINK.fullmatch(element.text_content().strip()):
            element.drop_tree()


def _code_in_words(tree: Any) -> None:
    """Take the colours off code that stands in a paragraph, an item or a cell.

    Code with elements in it that stands among blocks is a block, which a program coloured.
    """
    for code in inside(tree, "code"):
        if code.getparent().tag in ("p", *_ITEMS, *_HEADINGS):
            for colour in list(inside(code)):
                colour.drop_tag()


_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def _gutters(tree: Any) -> None:
    """Remove the numbers of lines beside code."""
    for element in list(inside(tree, "td", "span", "div")):
        if _GUTTER.search(element.get("class") or "") and re.fullmatch(
            r"[\d\s]*", element.text_content().strip()
        ):
            element.drop_tree()


def _from_attributes(element: Any) -> None:
    """Give an element whose player is JSON in an attribute, as in newsletters, that player."""
    try:
        attributes = json.loads(element.get("data-attrs"))
    except (ValueError, RecursionError):
        return
    if not isinstance(attributes, dict):
        return
    video, classes = attributes.get("videoId"), named(element)
    url = attributes.get("url") or attributes.get("src")
    if isinstance(video, str) and "youtube" in classes:
        url = f"https://www.youtube.com/watch?v={video}"
    elif isinstance(video, str) and "vimeo" in classes:
        url = f"https://vimeo.com/{video}"
    embeds = ("embed", "tweet", "youtube", "vimeo", "spotify", "soundcloud", "podcast", "wrap")
    if isinstance(tex := attributes.get("persistentExpression"), str):
        code = element.makeelement("code", {})
        code.text = tex
        element.insert(0, code)
        return
    has_text = element.text_content().strip() != "" or element.tag == "a"
    if any(word in classes for word in embeds) and (isinstance(url, str) or not has_text):
        player = element.makeelement("iframe", {"src": url} if isinstance(url, str) else {})
        if isinstance(attributes.get("title"), str):
            player.set("title", attributes["title"])
        element.insert(0, player)


def _captions(tree: Any) -> None:
    """Turn captions by class or shortcode into a `figcaption` in the `figure` of their picture."""
    for element in list(inside(tree)):
        if element.tag != "figcaption" and _CAPTION.search(element.get("class") or ""):
            holder = element.getparent()
            for _ in range(4):
                if holder is None or holder.tag == "body" or holds(holder, *MEDIA):
                    break
                holder = holder.getparent()
            if holder is None or holder.tag in ("body", "article", "main"):
                continue
            if holder.tag in ("tbody", "tr"):
                holder = next(holder.iterancestors("table"), holder)
            others = [e for e in inside(holder, "p", "h2", "h3") if e is not element]
            if holds(holder, *MEDIA) and not holds(element, *MEDIA) and not others:
                holder.tag, element.tag = "figure", "figcaption"
                for cell in inside(holder, "table", "tbody", "tr", "td", "dl", "dt"):
                    cell.tag = "div"


def _shortcodes(tree: Any) -> None:
    """Turn a `[caption]` that no system has replaced into a figure of picture and caption."""
    for element in list(inside(tree, "p", "div")):
        if holds(element, "img") and _SHORTCODE.search(element.text_content()):
            if any(e.tag in BLOCKS for e in inside(element)):
                continue
            for node in element.iter():
                node.text = _SHORTCODE.sub("", node.text) if node.text else node.text
                if node is not element and node.tail:
                    node.tail = _SHORTCODE.sub("", node.tail)
            element.tag = "figure"
            _caption_after_picture(element)


def _caption_after_picture(figure: Any) -> None:
    """Turn what follows the picture of a figure into its caption."""
    picture = next(child for child in figure if child.tag == "img" or holds(child, "img"))
    caption = figure.makeelement("figcaption", {})
    caption.text, picture.tail = picture.tail, None
    caption.extend(list(picture.itersiblings()))
    figure.append(caption)


def _links_around_blocks(tree: Any) -> None:
    """Replace a link around blocks by a link in each of them."""
    for link in list(inside(tree, "a")):
        blocks = [e for e in inside(link) if e.tag in BLOCKS]
        if not blocks or not link.get("href"):
            continue
        for block in blocks:
            if not any(e.tag in BLOCKS for e in inside(block)) and block.text_content().strip():
                inner = block.makeelement("a", {"href": link.get("href")})
                inner.text, block.text = block.text, None
                inner.extend(list(block))
                block.append(inner)
        link.tag = "div"
        link.attrib.clear()


_CHILDREN = {"ul": "li", "ol": "li", "menu": "li", "dl": "dd", "tr": "td"}
"""The element for text that is directly in these elements, where HTML allows none."""


def _strays(tree: Any) -> None:
    """Turn what is not an item of its list or a cell of its row into one."""
    for element in list(inside(tree, *_CHILDREN)):
        name = _CHILDREN[element.tag]
        if (element.text or "").strip():
            element.insert(0, element.makeelement(name, {}))
            element[0].text, element.text = element.text, None
        for child in list(element):
            words, child.tail = child.tail, None
            if child.tag not in _ITEMS:
                item = element.makeelement(name, {})
                element.replace(child, item)
                item.append(child)
                child = item  # noqa: PLW2901 - what follows it comes after the item
            if (words or "").strip():
                item = element.makeelement(name, {})
                item.text = words
                child.addnext(item)


_ITEMS = frozenset({"li", "dd", "dt", "td", "th", "ul", "ol", "menu", "dl"})


def _loose_text(tree: Any) -> None:
    """Turn text between blocks into a paragraph."""
    for element in [tree, *inside(tree)]:
        children = list(element)
        if element.tag not in BLOCKS or element.tag in _HELD:
            continue
        if not any(_is_block(child) for child in children):
            continue
        run: list[Any] = []
        text = element.text
        element.text = None
        for child in [*children, None]:
            if child is not None and not _is_block(child):
                run.append(child)
                continue
            if (text or "").strip() or run:
                _wrap(element, text, run, child)
            if child is not None:
                text, child.tail = child.tail, None
            run = []


def _is_block(child: Any) -> bool:
    if not isinstance(child.tag, str):
        return False
    return child.tag in BLOCKS or any(e.tag in BLOCKS for e in inside(child))


def _wrap(parent: Any, text: str | None, run: list[Any], before: Any) -> None:
    blank = not "".join([text or "", *(child.tail or "" for child in run)]).strip()
    if blank and len(run) > 1 and all(child.tag in MEDIA for child in run):
        for child in run:
            _wrap(parent, None, [child], before)
        return
    paragraph = parent.makeelement("p", {"data-loose": ""})
    if before is None:
        parent.append(paragraph)
    else:
        before.addprevious(paragraph)
    paragraph.text = text
    paragraph.extend(run)
