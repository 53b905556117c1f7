"""l10n-flow.yaml as a frozen value: every key with its default, every mistake with its line.

`Config()` holds the defaults. `load` lays a file over them and refuses what it does not know, so
that a misspelt key is never a setting that silently does nothing. The keys are explained in
docs/configuration.md; a test keeps that page and `KEYS` the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal, get_args

from l10n_flow import language
from l10n_flow.model import State
from l10n_flow.yamlvalues import Value, one_of, read, text, texts, top, whole

__all__ = [
    "FIELDS",
    "FILE_NAME",
    "KEYS",
    "LABELLED",
    "Anchors",
    "Config",
    "FieldMode",
    "Notice",
    "Policy",
    "Pretranslation",
    "Taxonomy",
    "Untranslated",
    "load",
    "tag",
]

FILE_NAME = "l10n-flow.yaml"
"""The file whose folder is a project's root."""

FieldMode = Literal["shared", "translate", "copy-once", "derived"]
"""What becomes of a front matter field in an edition: copied; a segment; seeded once and then the
edition's own; written by l10n-flow."""

Anchors = Literal["attribute", "html", "none"]
Untranslated = Literal["source", "omit", "hide-article", "fail"]
Notice = Literal["body", "front-matter"]

FIELDS: Mapping[str, FieldMode] = {
    "title": "translate",
    "subtitle": "translate",
    "summary": "translate",
    "description": "translate",
    "excerpt": "translate",
    "lead": "translate",
    "dateline": "translate",
    "credit": "translate",
    "image.alt": "translate",
    "image.caption": "translate",
    "image.title": "translate",
    "images.alt": "translate",
    "images.caption": "translate",
    "images.title": "translate",
    "seo.title": "translate",
    "seo.description": "translate",
    "slug": "copy-once",
    "lang": "derived",
    "dir": "derived",
    "alternates": "derived",
    "displayed_date": "derived",
    "reading_time": "derived",
    "labels": "derived",
    "translation": "derived",
}
"""The modes that need no configuration; a field that is not named is shared. An item of a list
has its list's name, so `images.alt` is the `alt` of every image."""

LABELLED: Mapping[str, str] = {
    "category": "categories",
    "categories": "categories",
    "tag": "tags",
    "tags": "tags",
    "series": "series",
    "author": "authors",
    "authors": "authors",
    "interviewee": "people",
    "interviewees": "people",
    "people": "people",
}
"""Front matter fields that hold ids, and the part of the taxonomy that has their labels."""


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """Where the labels of ids are, and which front matter fields hold ids."""

    file: str = "taxonomy.yaml"
    """Relative to the root. Without such a file ids have no labels, which is no error."""
    fields: Mapping[str, str] = field(default_factory=lambda: dict(LABELLED))


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be published in a language.

    The defaults keep an edition whole and honest: what nobody translated stands in the source's
    language, marked as such, and a machine's drafts are published under a notice that says so.
    """

    untranslated: Untranslated = "source"
    least: State = State.DRAFT
    """Words in a lesser state count as untranslated; drafts are always announced by a notice."""
    threshold: int = 0
    """Percent of the segments that must have reached `least`; below it the last edition stays."""
    notice: Notice = "body"


@dataclass(frozen=True, slots=True)
class Pretranslation:
    """How an engine is run. The numbers are measured in docs/performance.md."""

    engine: str = "argos"
    beam: int = 4
    batch_tokens: int = 512
    threads: int = 0
    """0: as many as the machine has."""
    device: str = "cpu"
    compute_type: str = "auto"


@dataclass(frozen=True, slots=True)
class Config:
    """A project's settings; `Config()` is a project that configures nothing."""

    name: str = ""
    """Stands in the catalogs' headers; by default the name of the project's folder."""
    source: str = "en"
    locales: tuple[str, ...] = ("es", "fa")
    """The languages of the editions, without `source`."""
    content: str = "content"
    catalogs: str = "locales"
    output: str = "build"
    include: tuple[str, ...] = ("**/*.md", "**/*.markdown", "**/*.txt")
    exclude: tuple[str, ...] = ()
    opaque: tuple[str, ...] = ()
    """Regular expressions beyond those for shortcodes that the formats know."""
    fields: Mapping[str, FieldMode] = field(default_factory=lambda: dict(FIELDS))
    taxonomy: Taxonomy = field(default_factory=Taxonomy)
    anchors: Anchors = "attribute"
    fuzzy: int = 75
    """Least similarity, in percent, at which a changed text keeps its translation as a draft."""
    publish: Policy = field(default_factory=Policy)
    publish_locales: Mapping[str, Policy] = field(default_factory=dict)
    pretranslate: Pretranslation = field(default_factory=Pretranslation)

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language of the project, the source first.

        >>> Config(source="en", locales=("es", "fa")).languages
        ('en', 'es', 'fa')
        """
        return (self.source, *self.locales)

    def policy(self, locale: str) -> Policy:
        """What may be published in `locale`.

        >>> config = Config(publish_locales={"fa": Policy(least=State.REVIEWED)})
        >>> config.policy("fa").least.label, config.policy("es").least.label
        ('reviewed', 'draft')
        """
        return self.publish_locales.get(locale, self.publish)


_MODES: Mapping[str, FieldMode] = {mode: mode for mode in get_args(FieldMode)}
_ANCHORS: Mapping[str, Anchors] = {word: word for word in get_args(Anchors)}
_UNTRANSLATED: Mapping[str, Untranslated] = {word: word for word in get_args(Untranslated)}
_NOTICES: Mapping[str, Notice] = {word: word for word in get_args(Notice)}
_PUBLISHABLE = {s.label: s for s in (State.REVIEWED, State.TRANSLATED, State.DRAFT)}

_POLICY = ("untranslated", "least", "threshold", "notice")
_PRETRANSLATION = ("engine", "beam", "batch_tokens", "threads", "device", "compute_type")

KEYS: Mapping[str, tuple[str, ...]] = {
    "": (
        "name",
        "source",
        "locales",
        "content",
        "catalogs",
        "output",
        "include",
        "exclude",
        "opaque",
        "fields",
        "taxonomy",
        "anchors",
        "fuzzy",
        "publish",
        "pretranslate",
    ),
    "taxonomy": ("file", "fields"),
    "publish": (*_POLICY, "locales"),
    "publish.locales.<locale>": _POLICY,
    "pretranslate": _PRETRANSLATION,
}
"""The keys of every section of the file; "" is the top."""


def load(path: Path) -> Config:
    """The settings in the file `path`, laid over the defaults.

    An empty file, and a key without a value, mean the default. Raises `ConfigError` with file,
    line and column for what is not YAML, unknown or out of range; `FileNotFoundError` when there
    is no such file.
    """
    file = top(path)
    config = _config(file, default_name=path.absolute().parent.name)
    _refuse_entangled_folders(config, file)
    return config


def tag(written: str) -> str | None:
    """The language tag that `written` is, in its usual spelling; None when it is none.

    >>> tag("FA"), tag("zh-hant-tw"), tag("es_MX"), tag("español")
    ('fa', 'zh-Hant-TW', 'es-MX', None)
    """
    return language.language_tag(written) if language.is_language_tag(written) else None


_DRIVE = re.compile("[A-Za-z]:")


def _config(file: Value, default_name: str) -> Config:
    values = file.section(KEYS[""])
    plain = Config()
    source = read(values, "source", _tag, plain.source)
    locales = tuple(t for t in read(values, "locales", _tags, plain.locales) if t != source)
    policy, policies = _publishing(values, (source, *locales))
    return Config(
        name=read(values, "name", text, default_name),
        source=source,
        locales=locales,
        content=read(values, "content", _folder, plain.content),
        catalogs=read(values, "catalogs", _folder, plain.catalogs),
        output=read(values, "output", _folder, plain.output),
        include=read(values, "include", texts, plain.include),
        exclude=read(values, "exclude", texts, plain.exclude),
        opaque=read(values, "opaque", _patterns, plain.opaque),
        fields=read(values, "fields", _modes, plain.fields),
        taxonomy=read(values, "taxonomy", _taxonomy, plain.taxonomy),
        anchors=read(values, "anchors", one_of(_ANCHORS), plain.anchors),
        fuzzy=read(values, "fuzzy", whole(0, 100), plain.fuzzy),
        publish=policy,
        publish_locales=policies,
        pretranslate=read(values, "pretranslate", _pretranslation, plain.pretranslate),
    )


def _publishing(
    values: Mapping[str, Value], languages: tuple[str, ...]
) -> tuple[Policy, Mapping[str, Policy]]:
    """What may be published, and what differs from it in some languages."""
    if "publish" not in values:
        return Policy(), {}
    publish = values["publish"]
    policy = _policy(publish, "publish", Policy())
    overrides = publish.section(None).get("locales")
    return policy, {} if overrides is None else _policies(overrides, policy, languages)


def _policy(value: Value, section: str, base: Policy) -> Policy:
    values = value.section(KEYS[section])
    return Policy(
        untranslated=read(values, "untranslated", one_of(_UNTRANSLATED), base.untranslated),
        least=read(values, "least", one_of(_PUBLISHABLE), base.least),
        threshold=read(values, "threshold", whole(0, 100), base.threshold),
        notice=read(values, "notice", one_of(_NOTICES), base.notice),
    )


def _policies(value: Value, base: Policy, languages: tuple[str, ...]) -> Mapping[str, Policy]:
    policies = {}
    for key, override in value.section(None).items():
        locale = tag(key)
        if locale not in languages:
            hint = "it has " + ", ".join(languages)
            raise override.wrong(f"'{key}' is not a language of this project", hint)
        policies[locale] = _policy(override, "publish.locales.<locale>", base)
    return policies


def _taxonomy(value: Value) -> Taxonomy:
    values = value.section(KEYS["taxonomy"])
    fields = dict(LABELLED)
    if "fields" in values:
        fields |= {key: text(part) for key, part in values["fields"].section(None).items()}
    return Taxonomy(file=read(values, "file", _folder, Taxonomy().file), fields=fields)


def _pretranslation(value: Value) -> Pretranslation:
    values = value.section(KEYS["pretranslate"])
    plain = Pretranslation()
    return Pretranslation(
        engine=read(values, "engine", text, plain.engine),
        beam=read(values, "beam", whole(1, 64), plain.beam),
        batch_tokens=read(values, "batch_tokens", whole(1, 1_000_000), plain.batch_tokens),
        threads=read(values, "threads", whole(0, 1024), plain.threads),
        device=read(values, "device", text, plain.device),
        compute_type=read(values, "compute_type", text, plain.compute_type),
    )


def _patterns(value: Value) -> tuple[str, ...]:
    patterns = texts(value)
    for pattern in patterns:
        try:
            compiled = re.compile(f"(?:{pattern})")  # as one of several, as the parsers use it
        except re.error as error:
            raise value.wrong(f"'{pattern}' is not a regular expression: {error.msg}") from error
        if compiled.match(""):
            raise value.wrong(f"'{pattern}' matches the empty text", "it would match everywhere")
        if compiled.groups:
            raise value.wrong(f"'{pattern}' has a group", "write (?:…) where it has (…)")
    return patterns


def _tag(value: Value) -> str:
    written = text(value)
    found = tag(written)
    if found is None:
        raise value.wrong(f"'{written}' is not a language tag", "such as es, fa or pt-BR")
    return found


def _tags(value: Value) -> tuple[str, ...]:
    if not isinstance(value.data, list):
        raise value.expected("a list of language tags", "such as [es, fa]")
    return tuple(dict.fromkeys(_tag(item) for item in value.items()))


def _folder(value: Value) -> str:
    path = PurePosixPath(text(value).replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or _DRIVE.match(str(path)):
        raise value.expected("inside the project's folder", "write it relative to this file")
    return path.as_posix()


def _modes(value: Value) -> Mapping[str, FieldMode]:
    reader = one_of(_MODES)
    modes = dict(FIELDS)
    for key, mode in value.section(None).items():
        if isinstance(mode.data, Mapping):
            inner = next(iter(mode.data), "alt")
            raise mode.expected("a mode", f"write a field in a field as '{key}.{inner}'")
        modes[key] = reader(mode)
    return modes


def _refuse_entangled_folders(config: Config, file: Value) -> None:
    """Editions among the articles would be read as articles, and be translated in turn."""
    written = file.section(None)
    for key, first, second in (
        ("output", config.output, config.content),
        ("output", config.output, config.catalogs),
        ("catalogs", config.catalogs, config.content),
    ):
        one, other = PurePosixPath(first), PurePosixPath(second)
        if one.is_relative_to(other) or other.is_relative_to(one):
            raise written.get(key, file).wrong(
                f"'{key}: {first}' and the folder '{second}' overlap", "give each its own folder"
            )
