"""The settings of a project, frozen, and the file they are read from; `Config()` has the defaults.

A setting is declared only at its field: its default, its type, and its key in the file
(`yamlvalues.key`). Rules between several keys, and for folders, are in `load`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import permutations
from pathlib import Path, PurePosixPath
from typing import Literal, TypeVar

from l10n_flow import paths
from l10n_flow.checks.suppression import External
from l10n_flow.config import readers
from l10n_flow.config.readers import edition_pattern, inner_folder
from l10n_flow.language.datestyle import Calendar, DateForm, DateStyle
from l10n_flow.model import Severity, State
from l10n_flow.yamlvalues import (
    Languages,
    Value,
    by_locale,
    inside,
    key,
    keys,
    known_tag,
    laid_over,
    one_of,
    read,
    section,
    some_languages,
    tag_of,
    tag_or_any,
    tags_of,
    text,
    texts,
    top,
    whole,
    words,
    yes_or_no,
)

FieldMode = Literal["shared", "translate", "copy-once", "derived"]
"""What an edition does with a front matter field: "shared" copies it; "translate" makes it a
segment; "copy-once" copies it once, and then the edition keeps its own; "derived" is written by
l10n-flow."""

Anchors = Literal["attribute", "kramdown", "html", "mdx", "myst", "none"]
Mark = Literal["span", "none"]
Untranslated = Literal["source", "omit", "hide-article", "fail"]
Empty = Literal["hide", "publish"]
Notice = Literal["body", "front-matter"]
RawHtml = Literal["sanitise", "trusted", "escape"]
Isolates = Literal["controls", "bdi", "off"]
Unit = Literal["words", "segments"]

_MODES: Mapping[FieldMode, str] = {
    # From linkTitle on: what Hugo, Docusaurus, Starlight and VitePress show on pages.
    "translate": """
title subtitle summary description excerpt lead dateline credit
image.alt image.caption image.title images.alt images.caption images.title
corrections.text seo.title seo.description
linkTitle menu.main.name menu.footer.name menus.main.name menus.footer.name
cover.alt cover.caption sidebar_label pagination_label
sidebar.label sidebar.badge sidebar.badge.text banner.content hero.title hero.text hero.tagline
hero.image.alt hero.actions.text features.title features.details features.linkText
""",
    "derived": """
lang dir alternates displayed_date displayed_updated reading_time labels translation
""",
}
FIELDS: Mapping[str, FieldMode] = {n: mode for mode, names in _MODES.items() for n in names.split()}
"""The default modes; a field that is not named is shared. An item of a list has the name of its
list, so `images.alt` is the `alt` of every image."""

_DATES = """
date updated modified published created lastmod last_modified_at publishDate expiryDate pubDate
updatedDate lastUpdated corrections.date last_update.date date.created date.updated
"""
DATES = tuple(_DATES.split())
"""Front matter fields that contain dates: those of Hugo, Jekyll, Docusaurus, Astro, VitePress."""

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
"""Front matter fields that contain ids, and the part of the taxonomy that has their labels."""


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """Where the labels of ids are, and which front matter fields hold ids."""

    file: str = key("taxonomy.yaml", inside)
    """Relative to the root. A missing file is not an error: then ids have no labels."""
    fields: Mapping[str, str] = key(LABELLED, readers.label_fields, merged=True)


@dataclass(frozen=True, slots=True)
class PublishPolicy:
    """What may be published in a language.

    By default an edition is complete: untranslated text appears in the source's language and is
    marked, and a machine's drafts are published with a notice.
    """

    untranslated: Untranslated = key("source", one_of(words(Untranslated)))
    min_state: State = key(State.DRAFT, readers.publishable)
    """Words in a lower state count as untranslated; an edition with drafts always has a notice."""
    empty: Empty = key("hide", one_of(words(Empty)))
    """What is done with an article in which nothing is translated."""
    threshold: int = key(0, whole(0, 100))
    """Percentage of the segments that must have reached `min_state`; below it the previous edition
    is kept."""
    notice: Notice = key("body", one_of(words(Notice)))
    mark: Mark | None = key(None, one_of(words(Mark)))
    """Whether untranslated words are put into `<span lang dir>`; None: as the dialect says."""
    date_form: DateForm = key("long", one_of(words(DateForm)))
    calendar: Calendar = key("", one_of(words(Calendar)))

    @property
    def dates(self) -> DateStyle:
        """How displayed dates are written."""
        return DateStyle(self.date_form, self.calendar)


@dataclass(frozen=True, slots=True)
class ModelSource:
    """A translation model that is part of the project, or whose path the project gives."""

    path: str = key("", text)
    """Relative to the root, or absolute."""
    source: str = key("*", tag_or_any)
    """A language tag, or "*" for every language of the model."""
    target: str = key("*", tag_or_any)


def _models(value: Value) -> tuple[ModelSource, ...]:
    return tuple([_model(item) for item in value.items()])


def _model(value: Value) -> ModelSource:
    values = value.section(keys(ModelSource))
    if "path" not in values:
        raise value.wrong("a model without a path", "write where its folder is: path: …")
    return laid_over(ModelSource(), values)


@dataclass(frozen=True, slots=True)
class Pretranslation:
    """How drafts are made. The numbers are measured in docs/performance.md."""

    engine: str = key("argos", text)
    similar: int = key(75, whole(0, 100))
    """Minimum match, in percent, at which a similar text of the memory is used; 0 for never."""
    min_confidence: Mapping[str, int] = key({}, of_languages=by_locale(whole(0, 100)))
    """By language, the minimum confidence, in percent, of a draft with an engine's words; "" for
    all other languages."""
    beam: int = key(4, whole(1, 64))
    engines: Mapping[str, Mapping[str, Value]] = key({}, in_repr=False)
    """By name, the settings of engines other than Argos; the engines read them."""
    batch_tokens: int = key(512, whole(1, 1_000_000), part="engines.argos")
    threads: int = key(0, whole(0, 1024), part="engines.argos")
    """Number of threads; 0 for as many as the machine has."""
    device: str = key("auto", text, part="engines.argos")
    compute_type: str = key("auto", text, part="engines.argos")
    models: tuple[ModelSource, ...] = key((), _models, part="engines.argos")
    """Used before installed models; of several for a pair of languages, the first is used."""

    def confidence_limit(self, locale: str) -> float:
        """The minimum confidence of a draft into `locale`, 0 to 1.

        >>> limits = Pretranslation(min_confidence={"": 60, "fa": 80})
        >>> limits.confidence_limit("fa"), limits.confidence_limit("es")
        (0.8, 0.6)
        """
        limits = self.min_confidence
        return limits.get(locale, limits.get("", 0)) / 100


@dataclass(frozen=True, slots=True)
class CheckPolicy:
    """How the quality of one language's translations is judged."""

    severity: Mapping[str, Severity | None] = key({}, readers.severities, merged=True)
    """By check, the severity that replaces its default; None for a check that is switched off."""
    title_limit: int = key(70, whole(1, 10_000))
    digits: str = key("", one_of({"own": "own", "latin": "latin", "any": ""}))
    """"own" or "latin"; "" for both."""
    quotes: str = key("", readers.quotes)
    """The opening and the closing sign; "" for any."""
    percent: str = key("", one_of({"spaced": "spaced", "closed": "closed", "any": ""}))
    """"spaced" or "closed"; "" for both."""
    isolates: Isolates = key("controls", one_of(words(Isolates)))
    keep: tuple[str, ...] = key((), texts)
    """Words that stay as they are in every language."""


@dataclass(frozen=True, slots=True)
class Checking:
    """When `check` fails, and what it checks."""

    fail_level: Severity = key(Severity.ERROR, readers.severity)
    fail_under: Mapping[str, int] = key({}, of_languages=by_locale(whole(0, 100)))
    """By language, the minimum percentage that must be translated; "" for all other languages."""
    max_unreviewed: Mapping[str, int] = key({}, of_languages=by_locale(whole(0, 1_000_000)))
    """By language, the maximum number of segments published without a review; "" as above."""
    unit: Unit = key("words", one_of(words(Unit)))
    tolerance: int = key(0, whole(0, 100))
    """Percentage points by which a value may be below a limit without a failure."""
    policy: CheckPolicy = field(default_factory=CheckPolicy)
    policies: Mapping[str, CheckPolicy] = key({}, name="locales")
    suppressions: tuple[External, ...] = key((), readers.suppressions, name="ignore")

    def judged(self, locale: str) -> CheckPolicy:
        """How translations into `locale` are judged."""
        return self.policies.get(locale, self.policy)


@dataclass(frozen=True, slots=True)
class Reviewing:
    """What the review desk allows."""

    batch_drafts: bool = key(default=False, reader=yes_or_no)
    """Whether unedited drafts of a machine may be approved together, without opening each."""


@dataclass(frozen=True, slots=True)
class Website:
    """The settings of the site that `build --to site` writes."""

    url: str = key("", readers.url)
    """Where it will be published; feeds, the site map and canonical addresses need it."""
    theme: str = key("theme", inside)
    """The folder of the project's own templates, relative to the root; it need not exist."""
    raw_html: RawHtml = key("sanitise", one_of(words(RawHtml)))
    taglines: Mapping[str, str] = key({}, of_languages=by_locale(text), name="tagline")
    """By language, the line below the site's name; the one under "" is translated in `site.po`."""
    page_size: int = key(13, whole(1, 1000))
    """Number of articles on one page of a list."""
    sections: tuple[str, ...] = key((), texts)
    """Ids of the categories in the masthead; if empty, the first ones of the taxonomy."""
    shortcodes: Mapping[str, str] = key({}, readers.templates)
    """By the name of a generator's command, the template that replaces it; "" removes it."""


@dataclass(frozen=True, slots=True)
class Config:
    """A project's settings; `Config()` has only defaults."""

    name: str = key("")
    """The project's name in the headers of catalogs; by default the name of its folder."""
    names: Mapping[str, str] = field(default_factory=dict)
    """By language, the project's name on pages; the default is `name`."""
    source: str = key("en", tag_of)
    locales: tuple[str, ...] = key(("es", "fa"), tags_of)
    """The languages of the editions, without `source`."""
    article_languages: Mapping[str, tuple[str, ...]] = key(
        {}, of_languages=some_languages, name="languages"
    )
    """By a pattern of article names, the only languages in which these articles have editions."""
    content: str = key("content")
    """The folder of the articles; "." when there are several (`roots`)."""
    roots: Mapping[str, str] = field(default_factory=dict)
    """If there are several content folders, or a pattern places editions: each content folder with
    its pattern (`layout`), or "" for the usual place in `output`."""
    catalogs: str = key("locales", inside)
    output: str = key("build")
    include: tuple[str, ...] = key(("**/*.md", "**/*.markdown", "**/*.mdx", "**/*.txt"), texts)
    exclude: tuple[str, ...] = key((), texts)
    opaque: tuple[str, ...] = key((), readers.patterns)
    """Regular expressions for what is opaque, in addition to those of the dialect."""
    dialect: str = key("commonmark", readers.dialect, part="markdown")
    """How Markdown is read: a key of `documents.DIALECTS`."""
    attributes: tuple[str, ...] | None = key(None, texts, part="markdown")
    """Attributes of shortcodes and directives that are segments; None for those of the dialect."""
    fields: Mapping[str, FieldMode] = key(
        FIELDS, readers.modes(one_of(words(FieldMode))), merged=True
    )
    dates: tuple[str, ...] = key(DATES, texts)
    """Front matter fields that contain dates; editions have them in ISO 8601."""
    taxonomy: Taxonomy = section(Taxonomy())
    anchors: Anchors | None = key(None, one_of(words(Anchors)))
    """None for the form that the dialect's generators read."""
    fuzzy: int = key(75, whole(0, 100))
    """Minimum similarity, in percent, at which a changed text keeps its translation as a draft."""
    publish: PublishPolicy = key(PublishPolicy())
    publish_locales: Mapping[str, PublishPolicy] = field(default_factory=dict)
    pretranslate: Pretranslation = key(Pretranslation())
    memory: str = key("memory", inside)
    """The folder of imported translation memories."""
    terms: str = key("terms.yaml", inside)
    """The glossary's file. A missing file is not an error."""
    term_notes: bool = key(default=True, reader=yes_or_no)
    """Whether the notes in catalogs list the glossary's terms that each text contains."""
    check: Checking = key(Checking())
    review: Reviewing = section(Reviewing())
    site: Website = section(Website())
    workers: str = key(readers.AUTO, readers.workers, in_repr=False)
    """Where the work is done: `auto` for this machine's cores, a number of processes, or the
    address of a Dask scheduler. It changes no result, so it is not part of `ledger.fingerprint`."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language of the project, the source first.

        >>> Config(source="en", locales=("es", "fa")).languages
        ('en', 'es', 'fa')
        """
        return (self.source, *self.locales)

    @property
    def parsing(self) -> tuple[object, ...]:
        """The settings that decide how articles are read, independent of their order."""
        return sorted(self.fields.items()), self.opaque, self.dialect, self.attributes

    def policy(self, locale: str) -> PublishPolicy:
        """What may be published in `locale`.

        >>> config = Config(publish_locales={"fa": PublishPolicy(min_state=State.REVIEWED)})
        >>> config.policy("fa").min_state.label, config.policy("es").min_state.label
        ('reviewed', 'draft')
        """
        return self.publish_locales.get(locale, self.publish)


# The file

FILE_NAME = "l10n-flow.yaml"
"""The file whose folder is a project's root."""

_ARGOS = "engines.argos"

KEYS: Mapping[str, tuple[str, ...]] = {
    "": keys(Config),
    "review": keys(Reviewing),
    "markdown": keys(Config, "markdown"),
    "taxonomy": keys(Taxonomy),
    "publish": (*keys(PublishPolicy), "locales"),
    "publish.locales.<locale>": keys(PublishPolicy),
    "pretranslate": keys(Pretranslation),
    "pretranslate.engines.argos": keys(Pretranslation, _ARGOS),
    "pretranslate.engines.argos.models": keys(ModelSource),
    "check": (*keys(Checking), *keys(CheckPolicy)),
    "check.locales.<locale>": keys(CheckPolicy),
    "check.ignore": External._fields,
    "site": keys(Website),
}
"""The keys of every section of the file; "" is the top."""

_SECTIONS = {
    key: part for part in reversed(tuple(KEYS)) if part and "." not in part for key in KEYS[part]
}
"""Which section a key belongs to, for somebody who wrote it at the top; the first that has it."""


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


def _config(file: Value, default_name: str) -> Config:
    values = file.section(KEYS[""], _SECTIONS)
    first = {key: values[key] for key in ("source", "locales") if key in values}
    config = laid_over(Config(), first)
    config = replace(config, locales=tuple(t for t in config.locales if t != config.source))
    languages = config.languages
    config = laid_over(config, {k: v for k, v in values.items() if k not in first}, languages)
    if "markdown" in values:
        config = laid_over(config, values["markdown"].section(KEYS["markdown"]), part="markdown")
    names = read(values, "name", by_locale(text)(languages), config.names)
    content, roots, output = _places(values)
    publish = (
        values["publish"].section((*keys(PublishPolicy), "locales")) if "publish" in values else {}
    )
    policy = laid_over(config.publish, publish)
    return replace(
        config,
        # The project's name in its own language, where it has several.
        name=names.get("") or names.get(config.source) or next(iter(names.values()), default_name),
        names=names,
        content=content,
        roots=roots,
        output=output,
        publish=policy,
        publish_locales=_of_locales(publish.get("locales"), policy, languages),
        pretranslate=_pretranslation(values.get("pretranslate"), languages),
        check=_checking(values.get("check"), languages),
    )


_Policy = TypeVar("_Policy", PublishPolicy, CheckPolicy)


def _of_locales(
    value: Value | None, policy: _Policy, languages: Languages
) -> Mapping[str, _Policy]:
    """By language, the policy with the settings that differ for that language."""
    return {
        known_tag(one, key, languages): laid_over(policy, one.section(keys(type(policy))))
        for key, one in (value.section(None) if value else {}).items()
    }


def _checking(value: Value | None, languages: Languages) -> Checking:
    if value is None:
        return Checking()
    values = value.section((*keys(Checking), *keys(CheckPolicy)))
    policy = laid_over(CheckPolicy(), values)
    return replace(
        laid_over(Checking(), values, languages),
        policy=policy,
        policies=_of_locales(values.get("locales"), policy, languages),
    )


def _pretranslation(value: Value | None, languages: Languages) -> Pretranslation:
    if value is None:
        return Pretranslation()
    values = value.section(KEYS["pretranslate"])
    engines = _engines(values)
    settings = laid_over(Pretranslation(), values, languages)
    settings = laid_over(settings, engines.pop("argos", {}), part=_ARGOS)
    return replace(settings, engines=engines)


def _engines(values: Mapping[str, Value]) -> dict[str, Mapping[str, Value]]:
    """The settings of each engine, by key; only Argos' keys are known here."""
    sections = values["engines"].section(None) if "engines" in values else {}
    return {
        name: one.section(keys(Pretranslation, _ARGOS) if name == "argos" else None)
        for name, one in sections.items()
    }


def _places(values: Mapping[str, Value]) -> tuple[str, Mapping[str, str], str]:
    """The content folder, the content folders with their patterns, and the output folder."""
    plain = Config()
    written, place, output = values.get("content"), "", plain.output
    if "output" in values:
        place = _pattern_or_none(values["output"])
        output = plain.output if place else inside(values["output"])
    roots: dict[str, str] = {}
    if written is not None and isinstance(written.data, Mapping):
        patterns = written.section(None)
        for name in map(str, written.data):
            one = patterns.get(name, written)
            roots[inner_folder(one, name)] = edition_pattern(one) if name in patterns else place
    elif written is not None and isinstance(written.data, list):
        for one in written.items():
            roots[inside(one)] = place
    else:
        roots[read(values, "content", inside, plain.content)] = place
    for inner, outer in permutations(roots, 2):
        if PurePosixPath(inner).is_relative_to(outer):
            raise values["content"].wrong(
                f"'{inner}' lies in '{outer}'", "give each its own folder"
            )
    if len(roots) == 1:
        (content,) = roots
        return content, roots if roots[content] else {}, output
    return ".", roots, output


def _pattern_or_none(value: Value) -> str:
    """The text if it is a pattern, or else ""."""
    return edition_pattern(value) if "{" in text(value) else ""


def _refuse_entangled_folders(config: Config, file: Value) -> None:
    """Raise `ConfigError` if folders overlap.

    Editions among the articles would be read as articles and translated again.
    """
    written = file.section(None)
    roots = tuple(config.roots) or (config.content,)
    pairs = [("catalogs", config.catalogs, root) for root in roots]
    if not all(config.roots.values()) or not config.roots:
        pairs += [("output", config.output, other) for other in (*roots, config.catalogs)]
    for root, pattern in config.roots.items():
        for locale in config.languages if pattern else ():
            sample = paths.placed(pattern, lang=locale, path="a/b.md", root=root)
            if PurePosixPath(sample).is_relative_to(config.catalogs):
                what = f"'{pattern}' places editions among the catalogs"
                raise written.get("output", file).wrong(what, "choose another folder")
    for name, first, second in pairs:
        if paths.overlap(PurePosixPath(first), PurePosixPath(second)):
            raise written.get(name, file).wrong(
                f"'{name}: {first}' and the folder '{second}' overlap", "give each its own folder"
            )
