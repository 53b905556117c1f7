"""The taxonomy: categories, authors and the like have ids in articles and a label per language.

An id is the same in every edition, so that a site can group by it; readers see the label. A missing
label is an error and is never replaced by another language's word, which nobody would notice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from l10n_flow.documents.document import NULL, FrontMatter, Unfit, dotted
from l10n_flow.documents.fit import refuse_in_field
from l10n_flow.errors import ConfigError, Place
from l10n_flow.language.tags import inheritance, is_language_tag, language_tag, own_name
from l10n_flow.yamlvalues import Value, suggestion, text, top_of

Part = Mapping[str, Mapping[str, str]]
"""Id, then language, then label."""


@dataclass(frozen=True, slots=True)
class TaxonomyLabels:
    """The labels of a project's ids. `TaxonomyLabels()` is for a project without a taxonomy."""

    file: Path = Path("taxonomy.yaml")
    parts: Mapping[str, Part] = field(default_factory=dict)
    """By the part's name: `categories`, `authors`."""
    places: Mapping[tuple[str, str], Place] = field(default_factory=dict)
    """Where each id of each part is defined."""

    def label(self, part: str, id_: str, locale: str, used: Place | None = None) -> str:
        """The label of an id in a language.

        A region or variant without its own label uses that of its language if both are written in
        the same script: `es-MX` uses `es`; `zh-Hant` does not use `zh`. `used` is the place where
        an article uses the id. Raises `ConfigError` at that place for an id that is not in the
        part, with a similar id, and at the taxonomy's place for an id without such a label.

        >>> parts = {"categories": {"news": {"en": "News", "es": "Noticias"}}}
        >>> themes = TaxonomyLabels(parts=parts)
        >>> themes.label("categories", "news", "es-MX")
        'Noticias'
        """
        ids = self.parts.get(part, {})
        if id_ not in ids:
            raise ConfigError(f"'{id_}' is not in {part} of {self.file.name}", used,
                              hint=_advice(id_, part, ids))  # fmt: skip
        found = _in_language(ids[id_], language_tag(locale))
        if found is None:
            need = f"; {used} shows it" if used else ""
            raise ConfigError(f"'{id_}' has no label in {own_name(locale)} ({locale}){need}",
                              self.places.get((part, id_), Place(self.file)),
                              hint=f"add {language_tag(locale)}: … to its labels")  # fmt: skip
        return found


def parse(written: bytes, file: Path, parts: Iterable[str]) -> TaxonomyLabels:
    """The taxonomy in a file's bytes; `parts` are those that articles may refer to.

    Raises `ConfigError` with file, line and column for what is not YAML, for any other part, a
    repeated id, a language that is not a tag or appears twice, and a label that is not a text.
    """
    sections = top_of(written, file).section(tuple(dict.fromkeys(parts)))
    places: dict[tuple[str, str], Place] = {}
    found: dict[str, Part] = {}
    for name, section in sections.items():
        ids = section.section(None)
        found[name] = {id_: _labels(value) for id_, value in ids.items()}
        for id_, value in ids.items():  # a key that is a number has no place of its own
            places[name, id_] = value.places.get(value.path, Place(file))
    return TaxonomyLabels(file, found, places)


def as_json(taxonomy: TaxonomyLabels) -> object:
    """The taxonomy as values for JSON, without the name of its file."""
    lines = [[part, id_, at.line, at.column] for (part, id_), at in taxonomy.places.items()]
    return {"parts": taxonomy.parts, "places": lines}


def from_json(data: Any, file: Path) -> TaxonomyLabels:
    """The taxonomy that `as_json` made of one in `file`: `from_json(as_json(t), t.file) == t`.

    Raises `TypeError`, `KeyError`, `ValueError` or `AttributeError` for anything else.
    """
    parts: dict[str, Part] = {
        str(name): {
            str(id_): {str(tag): _word(label) for tag, label in labels.items()}
            for id_, labels in ids.items()
        }
        for name, ids in data["parts"].items()
    }
    places = {(part, id_): Place(file, line, column) for part, id_, line, column in data["places"]}
    return TaxonomyLabels(file, parts, places)


def _word(label: object) -> str:
    if not isinstance(label, str):
        raise TypeError("a label is a text")
    return label


def labels(
    front: FrontMatter,
    taxonomy: TaxonomyLabels,
    fields: Mapping[str, str],
    locale: str,
    place: Callable[[int], Place],
) -> dict[str, str | list[str]]:
    """By field, the labels in a language of the ids in an article's front matter.

    `fields` maps a field to the part of the taxonomy that has its ids; `place` turns an offset in
    the article into its place. A field with one id has one label; a list has one label for each id,
    in its order. A field whose part is not in the taxonomy is left out, because its values are not
    ids. Raises `ConfigError` as `TaxonomyLabels.label` does.
    """
    found: dict[str, str | list[str]] = {}
    for written in front.fields:
        name = dotted(written.path)
        part = fields.get(name)
        if part is None or part not in taxonomy.parts or written.tag == NULL:
            continue
        label = taxonomy.label(part, written.value, locale, place(written.start))
        listed = found.setdefault(name, []) if isinstance(written.path[-1], int) else None
        if isinstance(listed, list):
            listed.append(label)
        else:
            found[name] = label
    return found


def _labels(value: Value) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for written, label in value.section(None).items():
        if not is_language_tag(written):
            raise label.wrong(f"'{written}' is not a language tag", "such as es, fa or pt-BR")
        if language_tag(written) in found:
            raise label.wrong(f"'{value.name}' has two labels in {language_tag(written)}")
        found[language_tag(written)] = text(label)
        try:
            refuse_in_field(found[language_tag(written)])
        except Unfit as reason:
            raise label.wrong(
                f"the label of '{value.name}' {reason}", "a label is words only"
            ) from None
    return found


def _in_language(by_language: Mapping[str, str], tag: str) -> str | None:
    if tag in by_language:
        return by_language[tag]
    return next((by_language[one] for one in inheritance(tag) if one in by_language), None)


def _advice(id_: str, part: str, ids: Iterable[str]) -> str:
    if "," in id_:
        return f"write several ids as a list: [{', '.join(p.strip() for p in id_.split(','))}]"
    hint = suggestion(id_, ids)
    return hint if hint.startswith("did") else f"add it to {part}, with a label per language"
