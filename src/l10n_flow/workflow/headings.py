"""What a catalog's header says about its language."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from l10n_flow.errors import CatalogError, Place
from l10n_flow.language.tags import is_language_tag, subtags
from l10n_flow.model import Catalog

__all__ = ["line_of", "other_language", "refuse_other_language"]


def other_language(headers: Sequence[tuple[str, str]], locale: str) -> str:
    """The language that a header names, when it is another one than `locale`; else "".

    A header without a language, or with a word in its place ("Spanish"), says nothing. A region or
    a script counts where both name one: `es_MX` is no other language than `es`, but than `es-ES`.

    >>> [other_language([("Language", said)], "es") for said in ("fa_IR", "es_MX", "", "Spanish")]
    ['fa_IR', '', '', '']
    >>> other_language([("Language", "zh_CN")], "zh-Hant")
    'zh_CN'
    """
    said = next((value.strip() for name, value in headers if name.lower() == "language"), "")
    return said if is_language_tag(said) and _differ(said, locale) else ""


def refuse_other_language(catalog: Catalog, data: bytes, path: Path) -> None:
    """Raise `CatalogError` for a catalog that lies in another language's place."""
    said = other_language(catalog.headers, catalog.locale)
    if said:
        raise CatalogError(
            f"a catalog in {said}, in the place of the one in {catalog.locale}",
            Place(path, line_of(data, "Language")),
            hint="bring back the right one, or mend the 'Language' of its header",
        )


def line_of(data: bytes, name: str) -> int | None:
    r"""The line of a header's field in a catalog's bytes, where it has one of its own.

    >>> line_of(b'msgid ""\nmsgstr ""\n"Language: es\\n"\n', "Language")
    3
    """
    at = data.find(f'"{name}:'.encode())
    return data.count(b"\n", 0, at) + 1 if at >= 0 else None


def _differ(said: str, locale: str) -> bool:
    one, other = subtags(said), subtags(locale)
    if one.language != other.language:
        return True
    if not all("-" in tag.replace("_", "-") for tag in (said, locale)):
        return False
    return one.script != other.script or "" != one.region != other.region != ""
