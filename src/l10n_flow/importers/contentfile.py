"""An imported article as the text of a content file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from l10n_flow import yamltext
from l10n_flow.importers.imported import PageArticle
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


def _image(article: PageArticle) -> Mapping[str, str]:
    found = article.image._asdict() if article.image else {}
    return {key: words for key, words in found.items() if words}
