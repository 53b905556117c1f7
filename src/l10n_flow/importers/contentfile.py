"""An imported article as the text of a content file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from l10n_flow import documents, yamltext
from l10n_flow.documents.render import render
from l10n_flow.importers.imported import PageArticle
from l10n_flow.language.persian import persian_letters
from l10n_flow.language.slugs import slug

_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}
)
"""Windows reserves these names for devices, with any suffix (Microsoft, "Naming Files")."""


def file_name(title: str, locale: str, number: int = 1) -> str:
    """Return the name of an article's file without suffix; `number` distinguishes equal names.

    >>> file_name("What’s new? A/B: 2020", "en"), file_name("رودخانه منتظر نمی‌ماند", "fa", 2)
    ('whats-new-a-b-2020', 'رودخانه-منتظر-نمی-ماند-2')
    >>> file_name("CON", "en")
    'con-article'
    """
    name = slug(title, locale)
    if name in _DEVICES:
        name += "-article"
    return name if number == 1 else f"{name}-{number}"


def written(
    article: PageArticle,
    *,
    name: str,
    language: str,
    categories: Sequence[str],
    authors: Sequence[str],
    tags: Sequence[str] = (),
) -> str:
    r"""Return the article as Markdown with YAML front matter, without empty fields.

    `name` is its slug, `language` a tag when it is not the project's source, `categories`,
    `authors` and `tags` are ids.

    >>> rain = PageArticle("Rain: a report", credit="Three Shores")
    >>> print(written(rain, name="rain", language="", categories=["report"], authors=[]), end="")
    ---
    title: 'Rain: a report'
    slug: rain
    categories:
    - report
    credit: Three Shores
    ---
    """
    fields = {
        "title": article.title,
        "subtitle": article.subtitle,
        "slug": name,
        "summary": article.summary,
        "date": article.day,
        "updated": article.updated,
        "lang": language,
        "status": "stub" if article.stub else "",
        "kind": article.kind,
        "author": list(authors) if len(authors) > 1 else "".join(authors),
        "categories": list(categories),
        "tags": list(tags),
        "credit": article.credit,
        "image": _image(article),
        "source_url": article.address,
        "hreflang": dict(article.alternates),
    }
    front = yamltext.dump({key: value for key, value in fields.items() if value})
    body = "\n\n".join(block.markdown for block in article.blocks)
    return f"---\n{front}---\n" + (f"\n{body}\n" if body else "")


_CODE = re.compile("(`[^`]*`)")


def with_persian_letters(text: str) -> str:
    r"""Return a Persian content file with ی and ک where an Arabic keyboard wrote ي and ك.

    Addresses, code and what is Arabic, such as a verse, keep their letters.

    >>> with_persian_letters("كتاب در [قفسه](/كتاب) و `ي`")
    'کتاب در [قفسه](/كتاب) و `ي`'
    >>> with_persian_letters("گفت: «السلام عليكم و رحمة الله»")
    'گفت: «السلام عليكم و رحمة الله»'
    """
    document = documents.read(text.encode(), Path("article.md"))
    words = {
        s.key: "".join(w if w[:1] == "`" else persian_letters(w) for w in _CODE.split(s.source))
        for s in document.segments
    }
    changed = {key: target for key, target in words.items() if target != key.source}
    return render(document, changed).text.decode() if changed else text


def _image(article: PageArticle) -> Mapping[str, str]:
    found = article.image._asdict() if article.image else {}
    return {key: words for key, words in found.items() if words}
