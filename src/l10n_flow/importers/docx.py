"""Documents of Word as articles: the only importer of mammoth.

mammoth turns paragraphs into HTML by their styles; the rest is done as for pages. A document may
come from anybody: its unpacked size is checked before it is unpacked, and XML with a document type
is refused (OWASP, XML External Entity Prevention).
"""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from l10n_flow import extras
from l10n_flow.errors import DocumentError, Place, UsageError
from l10n_flow.importers import page
from l10n_flow.importers.account import LineAccount
from l10n_flow.importers.footnotes import take_notes
from l10n_flow.importers.guessing import guessed_language
from l10n_flow.importers.imported import Block, ImportedPage, LineRole, PageArticle
from l10n_flow.importers.inlinemarkdown import note
from l10n_flow.importers.source import SourceLine, tidy
from l10n_flow.importers.tree import BlockBuilder
from l10n_flow.language.tags import direction

MAX_UNPACKED = 128 * 2**20
"""Bytes of all parts of a document together; a book of 400 pages with pictures has a tenth."""

_MAX_PARTS = 5_000
_STYLES = """\
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
"""
"""In addition to mammoth's own: Word's style names are English in every language of the program."""

_PICTURES: Mapping[str, str] = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/svg+xml": "",
    "image/x-emf": "",
    "image/x-wmf": "",
    "image/tiff": "",
}
"""The suffix of each kind of picture; "" for those that browsers do not show or that may run
code."""


def read_docx(data: bytes, path: Path) -> ImportedPage:
    """Return the document as an article: headings, lists, tables, notes, links, pictures.

    Its title is the paragraph with the style Title, else the only heading at its top, else the
    title in the file's properties. Pictures are among the article's files. Raises `UsageError`
    where mammoth or lxml is not installed, `DocumentError` for a file that is damaged, too large,
    encrypted, or without words.
    """
    try:
        import mammoth  # noqa: PLC0415 - optional
    except ImportError as error:
        what, hint = extras.lacking("A document of Word", "docx", error)
        raise UsageError(what, Place(path), hint=hint) from error
    properties = _proved(data, path)
    pictures: dict[str, bytes] = {}
    left_out: list[str] = []

    def picture(image: Any) -> dict[str, str]:
        suffix = _PICTURES.get(image.content_type, "")
        if not suffix:
            left_out.append(image.content_type or "of an unknown type")
            return {"src": ""}
        with image.open() as file:
            name = f"images/{_stem(path)}-{len(pictures) + 1}.{suffix}"
            pictures[name] = file.read()
        return {"src": name}

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data), style_map=_STYLES, convert_image=mammoth.images.img_element(picture)
        )
    except Exception as error:
        what = f"cannot be read as a document of Word: {str(error) or type(error).__name__}"
        raise DocumentError(what, Place(path), hint="open it in Word and save it again") from error
    ledger = LineAccount(path)
    article = _article(result.value, path, properties, ledger)
    for kind in dict.fromkeys(left_out):
        what = f"a picture ({kind}) was left out: browsers do not show it, or it could run code"
        ledger.warn(SourceLine(0, ""), what)
    if not article.title:
        ledger.warn(SourceLine(0, ""), "the document has no title: its file name is used")
        article = replace(article, title=path.stem.replace("_", " ").strip() or "document")
    uses, warnings = ledger.account()
    return ImportedPage(path, "docx", article, uses=uses, warnings=warnings, files=pictures)


def _proved(data: bytes, path: Path) -> str:
    """Return the document's properties as XML, after its parts' sizes and XML were checked.

    Raises `DocumentError` otherwise.
    """
    hint = "open it in Word and save it again"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 0x1 for part in parts):
                what = "is encrypted"
                raise DocumentError(what, Place(path), hint="save it without a password")
            whole = sum(part.file_size for part in parts)
            if whole > MAX_UNPACKED or len(parts) > _MAX_PARTS:
                what = f"would unpack to {whole:,} bytes in {len(parts):,} parts, which is too much"
                raise DocumentError(what, Place(path), hint="take out its largest pictures")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _refuse_document_type(archive.read(part), part.filename, path)
            names = {part.filename for part in parts}
            return (
                archive.read("docProps/core.xml").decode("utf-8", "replace")
                if "docProps/core.xml" in names
                else ""
            )
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        what = f"is a damaged document: {error}"
        raise DocumentError(what, Place(path), hint=hint) from error


_DOCUMENT_TYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def _refuse_document_type(part: bytes, name: str, path: Path) -> None:
    text = part.replace(b"\x00", b"")  # UTF-16, as far as this matters
    if _DOCUMENT_TYPE.search(text):
        what = f"its part {name} has a document type, which no program writes there"
        raise DocumentError(what, Place(path), hint="don't trust the file")


def _article(markup: str, path: Path, properties: str, ledger: LineAccount) -> PageArticle:
    tree = page.parse(f"<html><body>{markup or '<p></p>'}</body></html>", path).tree
    notes = take_notes(tree)
    body = tree.find(".//body")
    title, subtitle = _titles(body, properties)
    words = " ".join(body.itertext())
    language = guessed_language(words, {})
    converter = BlockBuilder("", direction(language or "en"))
    blocks = list(page.from_level_two([block for block in converter.of(body) if block.markdown]))
    for label, element in notes.by_label.items():
        inside = "\n\n".join(block.markdown for block in converter.of(element))
        text = inside.replace("\n", "\n    ").replace("\n    \n", "\n\n")
        blocks.append(Block("other", f"{note(label).text}: {text}"))
    if not blocks:
        hint = "is it in a text box, or a picture of a page? copy it into a document"
        raise DocumentError("no words found in the document", Place(path), hint=hint)
    for block in blocks:
        role = {"paragraph": LineRole.PARAGRAPH, "heading": LineRole.HEADING}.get(
            block.kind, LineRole.OTHER
        )
        ledger.use(role, SourceLine(0, block.markdown))
    for line, what in converter.notes:
        ledger.warn(SourceLine(line, ""), what)
    return PageArticle(title, tuple(blocks), subtitle=subtitle, language=language)


_PROPERTY = re.compile(r"<dc:title>([^<]+)</dc:title>")


def _titles(body: Any, properties: str) -> tuple[str, str]:
    """Remove the title and the subtitle from the text, and return them."""
    subtitle = ""
    for element in body.xpath("./p[@class='subtitle']"):
        subtitle = subtitle or tidy(element.text_content())
        element.drop_tree()
    found = body.xpath("./h1[@class='title']")
    if not found:
        first = next(iter(body), None)
        heads = body.xpath("./h1")
        found = heads if len(heads) == 1 and heads[0] is first else []
    title = " ".join(tidy(element.text_content()) for element in found)
    for element in found:
        element.drop_tree()
    if not title and (match := _PROPERTY.search(properties)):
        title = tidy(html.unescape(match[1]))
    return title, subtitle


def _stem(path: Path) -> str:
    """Return a name for pictures that every file system accepts."""
    return re.sub(r"[^\w-]+", "-", path.stem).strip("-").lower()[:60] or "document"
