"""Documents of Word for tests, written part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = """\
<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="png" ContentType="image/png"/>
<Default Extension="emf" ContentType="image/x-emf"/>
<Override PartName="/word/document.xml" ContentType="application/\
vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>
"""
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = {
    "Title": "Title",
    "Subtitle": "Subtitle",
    "Quote": "Quote",
    "Heading1": "heading 1",
    "Heading2": "heading 2",
    "ListParagraph": "List Paragraph",
}
NUMBERING = f"""\
<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>
"""


def run(text: str, *marks: str) -> str:
    """Words, with marks such as `b` and `i`."""
    properties = "".join(f"<w:{mark}/>" for mark in marks)
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", number: tuple[int, int] | None = None) -> str:
    """A paragraph; `number` is its list and its level in that."""
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        said += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    words = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{said}</w:pPr>{words}</w:p>"


def link(words: str, relation: str) -> str:
    return f'<w:hyperlink r:id="{relation}">{run(words)}</w:hyperlink>'


def footnote(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def picture(relation: str, words: str) -> str:
    return (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        f'wordprocessingDrawing"><wp:docPr id="1" name="x" descr="{words}"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData>'
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
        f'<a:blip r:embed="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def document(
    *body: str,
    notes: Mapping[int, str] = {},
    targets: Mapping[str, str] = {},
    pictures: Mapping[str, tuple[str, bytes]] = {},
    more: Mapping[str, str | bytes] = {},
) -> bytes:
    """A document with these paragraphs. `targets` and `pictures` are by their relation's id."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = [
        f'<Relationship Id="s" Type="{kind}/styles" Target="styles.xml"/>',
        f'<Relationship Id="n" Type="{kind}/numbering" Target="numbering.xml"/>',
        f'<Relationship Id="f" Type="{kind}/footnotes" Target="footnotes.xml"/>',
        *[
            f'<Relationship Id="{id_}" Type="{kind}/hyperlink" '
            f'Target="{to}" TargetMode="External"/>'
            for id_, to in targets.items()
        ],
        *[
            f'<Relationship Id="{id_}" Type="{kind}/image" Target="media/{name}"/>'
            for id_, (name, _) in pictures.items()
        ],
    ]
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/></w:style>'
        for id_, name in STYLES.items()
    )
    footnotes = "".join(
        f'<w:footnote w:id="{n}">{paragraph(text)}</w:footnote>' for n, text in notes.items()
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="d" '
        f'Type="{kind}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>'
        f"{''.join(body)}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">'
        f"{''.join(relations)}</Relationships>",
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>',
        "word/numbering.xml": NUMBERING,
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}">{footnotes}</w:footnotes>',
        **{f"word/media/{name}": data for name, data in pictures.values()},
        **more,
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return written.getvalue()
