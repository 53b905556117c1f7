"""An article in all its languages as one JSON object, for systems without templates of their own.

`SCHEMA` describes it. In plain text (titles, summaries, alternative texts), runs of the other
direction are isolated, as in feeds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from math import inf, isfinite
from pathlib import Path
from typing import Any

from l10n_flow.documents import frontmatter, htmlpage
from l10n_flow.documents.document import Field, dotted
from l10n_flow.editions import markdown
from l10n_flow.editions.edition import Edition, Written, derive, refuse
from l10n_flow.language.bidi import isolate_runs
from l10n_flow.language.tags import direction, language_tag

SCHEMA = Path(__file__).with_name("objects.schema.json")
FORM = 1

_TYPED: Mapping[str, Callable[[str], float]] = {"int": int, "float": float}
_DERIVED = frozenset(
    ("lang", "dir", "displayed_date", "displayed_updated", "reading_time", "alternates", "labels")
)


def write(edition: Edition) -> Written:
    """The part of an article's object for one language.

    Raises `UnheldError` for what is neither Markdown nor HTML nor plain text.
    """
    refuse(edition, ("other",), "are not written as JSON yet")
    is_page = edition.document.format.grammar == "html"
    as_data = replace(edition, rules=replace(edition.rules, notice="front-matter"))
    made = markdown.write(replace(as_data, notice=None) if is_page else as_data)
    if made.unsound is not None:
        return made
    front, end, _ = frontmatter.find(made.text)
    if is_page and front is None:
        front = htmlpage.parse(made.text, edition.document.options).front
    kinds = {slot.segment.kind for slot in edition.document.slots}
    prose = {kind.removeprefix("field: ") for kind in kinds if kind.startswith("field: ")}
    fields = _nested(front.fields if front else (), prose, edition.facts.locale)
    derived = derive(edition.facts)
    locale = edition.facts.locale
    words = {
        "lang": language_tag(locale),
        "dir": direction(locale),
        "title": fields.pop("title", ""),
        "slug": fields.pop("slug", ""),
        "summary": fields.pop("summary", ""),
        "displayed_date": derived.get("displayed_date", ""),
        "reading_time": derived.get("reading_time", 0),
        "labels": derived.get("labels", {}),
        "translation": fields.pop("translation", derived.get("translation", {})),
        "notice": edition.notice.text if edition.notice else "",
        "fields": {name: value for name, value in fields.items() if name not in _DERIVED},
        "html" if is_page else "markdown": made.text[end:].decode().lstrip("\r\n"),
    }
    return replace(made, text=json.dumps(words, ensure_ascii=False).encode())


def _nested(fields: tuple[Field, ...], prose: Collection[str], locale: str) -> dict[str, Any]:
    """The front matter as values for JSON; dates as they are written.

    Words that are translated have their runs of the other direction isolated; an address or a
    status is for machines, too.
    """
    top: dict[Any, Any] = {}
    for field in fields:
        place: dict[Any, Any] = top
        for part in field.path[:-1]:
            place = place.setdefault(part, {})
        value = _value(field)
        is_prose = isinstance(value, str) and dotted(field.path) in prose
        place[field.path[-1]] = isolate_runs(value, locale) if is_prose else value
    found = _lists(top)
    return found if isinstance(found, dict) else {}


def _value(field: Field) -> Any:
    kind = field.tag.rpartition(":")[2]
    if kind == "bool":
        return field.value.lower() == "true"
    if kind == "null":
        return None
    try:
        number = _TYPED[kind](field.value)
    except (KeyError, ValueError):
        number = inf
    # JSON has no number for what is too large.
    return number if isfinite(number) else field.value


def _lists(value: Any) -> Any:
    """The value with mappings whose keys are indexes turned into lists."""
    if not isinstance(value, dict):
        return value
    if value and all(isinstance(key, int) for key in value):
        return [_lists(value[key]) for key in sorted(value)]
    return {str(key): _lists(one) for key, one in value.items()}


def joined(
    article: str,
    source: str,
    editions: Mapping[str, bytes],
    held: bytes | None,
    stay: Collection[str],
) -> bytes:
    """The article's object with these editions, and with its former editions named in `stay`."""
    before = _editions(held)
    parts = {locale: json.loads(text) for locale, text in editions.items()}
    parts |= {locale: before[locale] for locale in stay if locale in before}
    whole = {
        "generator": "l10n-flow",
        "schema": FORM,
        "article": article,
        "source": language_tag(source),
        "editions": dict(sorted(parts.items())),
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def has(held: bytes, locale: str) -> bool:
    """Whether an object has an edition in the language with at least one translation."""
    edition = _editions(held).get(locale)
    if not isinstance(edition, dict):
        return False
    translation = edition.get("translation")
    return not isinstance(translation, dict) or translation.get("status") != "untranslated"


def _editions(held: bytes | None) -> Mapping[str, Any]:
    try:
        found = json.loads(held or b"{}").get("editions")
    except (ValueError, AttributeError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
