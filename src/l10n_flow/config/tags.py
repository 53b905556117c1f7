"""Language tags as a configuration writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from l10n_flow import language
from l10n_flow.yamlvalues import Reader, Value, text

__all__ = ["by_locale", "known_tag", "tag", "tag_of", "tag_or_any", "tags_of"]

_T = TypeVar("_T")


def tag(written: str) -> str | None:
    """The language tag that `written` is, in its usual spelling; None when it is none.

    >>> tag("FA"), tag("zh-hant-tw"), tag("es_MX"), tag("español")
    ('fa', 'zh-Hant-TW', 'es-MX', None)
    """
    return language.language_tag(written) if language.is_language_tag(written) else None


def tag_of(value: Value) -> str:
    """Read a language tag."""
    written = text(value)
    found = tag(written)
    if found is None:
        raise value.wrong(f"'{written}' is not a language tag", "such as es, fa or pt-BR")
    return found


def tag_or_any(value: Value) -> str:
    """Read a language tag or "*"."""
    return "*" if value.data == "*" else tag_of(value)


def tags_of(value: Value) -> tuple[str, ...]:
    """Read a list of language tags, each once."""
    if not isinstance(value.data, list):
        raise value.expected("a list of language tags", "such as [es, fa]")
    return tuple(dict.fromkeys(tag_of(item) for item in value.items()))


def known_tag(value: Value, key: str, languages: tuple[str, ...]) -> str:
    """The language of the project that a mapping's key means; `value` is what stands there."""
    locale = tag(key)
    if locale is None or locale not in languages:
        hint = "it has " + ", ".join(languages)
        raise value.wrong(f"'{key}' is not a language of this project", hint)
    return locale


def by_locale(
    reader: Reader[_T], languages: tuple[str, ...]
) -> Callable[[Value], Mapping[str, _T]]:
    """Return a reader of one value for all languages (under "") or of a mapping of languages."""

    def read(value: Value) -> Mapping[str, _T]:
        if not isinstance(value.data, Mapping):
            return {"": reader(value)}
        found = value.section(None).items()
        return {known_tag(one, key, languages): reader(one) for key, one in found}

    return read
