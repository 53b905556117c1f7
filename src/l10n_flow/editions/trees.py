"""Markdown editions for generators that need more than our own editions: Hugo, Jekyll, Pelican.

Each gets the same text. The front matter differs, so that the generator treats an article's
languages as one article, and so do the links. Sources:
https://gohugo.io/content-management/multilingual/ (translationKey),
https://jekyllrb.com/docs/permalinks/, https://jekyllrb.com/docs/liquid/ (render_with_liquid),
https://docs.getpelican.com/en/stable/content.html (metadata, translations, {filename}).
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from l10n_flow import documents, tomltext, yamltext
from l10n_flow.documents import Link, splice
from l10n_flow.documents.document import Field, dotted, on_one_line
from l10n_flow.editions import markdown
from l10n_flow.editions.edition import Edition, Written, refuse
from l10n_flow.editions.links import relinked
from l10n_flow.language.tags import direction

Address = Callable[[str, str], str]
"""The address of an article's page, by its path in the content folder and a language."""


def hugo(edition: Edition) -> Written:
    """An edition for a folder of Hugo's content in one language.

    `translationKey` connects an article's languages, whatever their slugs are. Hugo's own render
    hooks resolve links to articles. A page is a folder in Hugo, so paths to other files have one
    more `..`. Raises `UnheldError` for what is neither Markdown nor HTML nor plain text.
    """
    refuse(edition, ("other",), "are not written for Hugo yet")

    def resolve(path: str, _: Link) -> str | None:
        stem, suffix = posixpath.splitext(path)
        is_folder = PurePosixPath(edition.place).stem in ("index", "_index")
        if suffix in documents.FORMATS or is_folder:
            return None
        return posixpath.relpath(stem + suffix, posixpath.splitext(edition.place)[0])

    made = markdown.write(_with(edition, {"translationKey": _name(edition)}))
    return _relinked(made, edition, resolve)


def jekyll(edition: Edition, address: Address) -> Written:
    """An edition for Jekyll: its permalink contains its slug, and links lead to permalinks.

    `ref` is the same in all of an article's languages. If the articles are not in Jekyll's own
    dialect, braces in them are words, so Liquid is switched off. Raises `UnheldError` as `hugo`
    does.
    """
    refuse(edition, ("other",), "are not written for Jekyll yet")
    own: dict[str, object] = {"ref": _name(edition)}
    own["direction"] = direction(edition.facts.locale)  # its own `page.dir` is a folder
    own["permalink"] = "/" + address(edition.article, edition.facts.locale)
    if edition.document.options.dialect.name != "jekyll":
        own["render_with_liquid"] = False
    given = _with(edition, own)
    here = address(edition.article, edition.facts.locale)

    def resolve(path: str, _: Link) -> str | None:
        locale, relative = path.split("/", 1) if "/" in path else ("", path)
        if posixpath.splitext(relative)[1] not in documents.FORMATS:
            way = posixpath.relpath(path, posixpath.dirname(here))
            return way if way != posixpath.relpath(path, posixpath.dirname(edition.place)) else None
        return posixpath.relpath(address(relative, locale), posixpath.dirname(here))

    return _in_yaml(_relinked(markdown.write(given), edition, resolve))


def _in_yaml(made: Written) -> Written:
    """The edition with its front matter in YAML, the only notation that Jekyll reads."""
    front, end, _ = documents.frontmatter.find(made.text)
    if made.unsound is not None or front is None or front.notation == "yaml":
        return made
    inside = made.text[front.inside : front.close].decode()
    fields = tomltext.values(inside) if front.notation == "toml" else json.loads(inside)
    block = f"---\n{yamltext.dump(fields)}---\n".encode()
    return replace(made, text=block + made.text[end:])


def pelican(edition: Edition) -> Written:
    """An edition for Pelican: metadata as lines, links with `{filename}` and `{static}`.

    `Translation_id` is the same in all of an article's languages (`ARTICLE_TRANSLATION_ID`).
    Raises `UnheldError` for HTML, whose metadata Pelican reads elsewhere, and as `hugo` does.
    """
    refuse(edition, ("html", "other"), "are not written for Pelican yet")

    def resolve(path: str, _: Link) -> str | None:
        kind = "filename" if posixpath.splitext(path)[1] in documents.FORMATS else "static"
        return f"{{{kind}}}/{path}"

    made = _relinked(markdown.write(edition), edition, resolve, braces=True)
    if made.unsound is not None:
        return made
    front, end, _ = documents.frontmatter.find(made.text)
    lines = "".join(f"{name}: {value}\n" for name, value in _metadata(edition, front))
    return replace(made, text=lines.encode() + b"\n" + made.text[end:].lstrip(b"\r\n"))


def _name(edition: Edition) -> str:
    """The article's name: its path without the suffix."""
    return posixpath.splitext(edition.article)[0]


def _with(edition: Edition, own: Mapping[str, object]) -> Edition:
    """The edition with more fields, except those that the article has itself."""
    front = edition.document.front
    has = {dotted(field.path) for field in front.fields} if front else set()
    more = {name: value for name, value in own.items() if name not in has}
    return replace(edition, fields={**more, **edition.fields})


def _relinked(
    made: Written,
    edition: Edition,
    resolve: Callable[[str, Link], str | None],
    *,
    braces: bool = False,
) -> Written:
    """The edition with its links in the form of the generator."""
    if made.unsound is not None:
        return made
    path = PurePosixPath(edition.article)
    document = documents.read(made.text, path, edition.document.options)  # type: ignore[arg-type]
    text = splice(made.text, relinked(document, edition.place, resolve))
    if braces:
        text = _QUOTED.sub(rb"{\1}", text)
    return replace(made, text=text)


_QUOTED = re.compile(rb"%7B(filename|static)%7D")
"""Encoded braces in an address; they are decoded, because Pelican searches for real braces."""

_LINES: Mapping[str, str] = {
    "title": "Title",
    "date": "Date",
    "updated": "Modified",
    "slug": "Slug",
    "lang": "Lang",
    "summary": "Summary",
    "image.src": "Image",
    "image.alt": "Image_alt",
    "dir": "Dir",
    "displayed_date": "Displayed_date",
    "translation.status": "Translation_status",
    "translation.source": "Translation_source",
}
"""Pelican's names for our fields, and names in its spelling for fields that it does not have."""


def _metadata(edition: Edition, front: documents.FrontMatter | None) -> list[tuple[str, str]]:
    """The lines of metadata, in the order of the table and then of the front matter."""
    fields = front.fields if front else ()
    values: dict[str, list[str]] = {}
    for field in fields:
        values.setdefault(_top(field), []).append(on_one_line(field.value))
    found = [(name, values[key][0]) for key, name in _LINES.items() if values.get(key, [""])[0]]
    labels = values.get("labels.categories") or values.get("categories", [])
    if labels:
        found.append(("Category", labels[0]))
    tags = [*labels[1:], *values.get("tags", [])]
    if tags:
        found.append(("Tags", ", ".join(tag.replace(",", " ") for tag in tags)))
    authors = values.get("labels.author") or values.get("author") or values.get("authors", [])
    if authors:
        found.append(("Authors", "; ".join(authors)))
    found.append(("Translation_id", _name(edition)))
    if not edition.is_source:
        found.append(("Translation", "true"))
    used = {*_LINES, "categories", "tags", "author", "authors", "alternates", "labels"}
    for key, some in values.items():
        if key not in used and key.partition(".")[0] not in used and key.isidentifier():
            found.append((key.capitalize(), ", ".join(some)))
    return found


def _top(field: Field) -> str:
    """The field's path without list indexes."""
    return dotted(tuple(part for part in field.path if isinstance(part, str)))
