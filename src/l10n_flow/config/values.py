"""The settings of a project, frozen; `Config()` holds the defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from l10n_flow.checks.suppression import External
from l10n_flow.language import DateStyle
from l10n_flow.model import Severity, State
from l10n_flow.yamlvalues import Value

__all__ = [
    "DATES",
    "FIELDS",
    "LABELLED",
    "Anchors",
    "CheckPolicy",
    "Checking",
    "Config",
    "Empty",
    "FieldMode",
    "Mark",
    "ModelSource",
    "Notice",
    "Pretranslation",
    "PublishPolicy",
    "RawHtml",
    "Reviewing",
    "Taxonomy",
    "Untranslated",
    "Website",
]

FieldMode = Literal["shared", "translate", "copy-once", "derived"]
"""What becomes of a front matter field in an edition: copied; a segment; seeded once and then the
edition's own; written by l10n-flow."""

Anchors = Literal["attribute", "kramdown", "html", "mdx", "myst", "none"]
Mark = Literal["span", "none"]
Untranslated = Literal["source", "omit", "hide-article", "fail"]
Empty = Literal["hide", "publish"]
Notice = Literal["body", "front-matter"]
RawHtml = Literal["sanitise", "trusted", "escape"]

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
    "corrections.text": "translate",
    "seo.title": "translate",
    "seo.description": "translate",
    "lang": "derived",
    "dir": "derived",
    "alternates": "derived",
    "displayed_date": "derived",
    "displayed_updated": "derived",
    "reading_time": "derived",
    "labels": "derived",
    "translation": "derived",
}
"""The modes that need no configuration; a field that is not named is shared. An item of a list
has its list's name, so `images.alt` is the `alt` of every image."""

DATES = (
    "date",
    "updated",
    "modified",
    "published",
    "created",
    "lastmod",
    "last_modified_at",
    "publishDate",
    "expiryDate",
    "pubDate",
    "updatedDate",
    "lastUpdated",
    "corrections.date",
    "last_update.date",
    "date.created",
    "date.updated",
)
"""Front matter fields that hold dates: those of Hugo, Jekyll, Docusaurus, Astro, VitePress."""

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
class PublishPolicy:
    """What may be published in a language.

    The defaults keep an edition whole and honest: what nobody translated stands in the source's
    language, marked as such, and a machine's drafts are published under a notice that says so.
    """

    untranslated: Untranslated = "source"
    least: State = State.DRAFT
    """Words in a lesser state count as untranslated; drafts are always announced by a notice."""
    empty: Empty = "hide"
    """What becomes of an article in which nothing is translated."""
    threshold: int = 0
    """Percent of the segments that must have reached `least`; below it the last edition stays."""
    notice: Notice = "body"
    mark: Mark | None = None
    """Whether untranslated words are put into `<span lang dir>`; None: as the dialect allows."""
    dates: DateStyle = DateStyle()  # noqa: RUF009 - frozen
    """How displayed dates are written."""


@dataclass(frozen=True, slots=True)
class ModelSource:
    """A translation model that the project brings along or knows the place of."""

    path: str
    """Relative to the root, or absolute."""
    source: str = "*"
    """A language tag, or "*" for every language that the model knows."""
    target: str = "*"


@dataclass(frozen=True, slots=True)
class Pretranslation:
    """How drafts are made. The numbers are measured in docs/performance.md."""

    engine: str = "argos"
    similar: int = 75
    """Least match, in percent, at which a similar text of the memory is taken; 0 for never."""
    min_confidence: Mapping[str, int] = field(default_factory=dict)
    """By language, the least confidence, in percent, of a draft with an engine's words; "" for all
    others."""
    beam: int = 4
    batch_tokens: int = 512
    threads: int = 0
    """0: as many as the machine has."""
    device: str = "auto"
    compute_type: str = "auto"
    models: tuple[ModelSource, ...] = ()
    """Used before those that are installed; of several for a pair the first."""
    engines: Mapping[str, Mapping[str, Value]] = field(default_factory=dict, repr=False)
    """By name, what other engines than Argos are told; they read it themselves."""

    def least_confidence(self, locale: str) -> float:
        """Of a draft into `locale`, 0 to 1.

        >>> limits = Pretranslation(min_confidence={"": 60, "fa": 80})
        >>> limits.least_confidence("fa"), limits.least_confidence("es")
        (0.8, 0.6)
        """
        limits = self.min_confidence
        return limits.get(locale, limits.get("", 0)) / 100


@dataclass(frozen=True, slots=True)
class CheckPolicy:
    """How the quality of one language's translations is judged."""

    severity: Mapping[str, Severity | None] = field(default_factory=dict)
    """By check, in place of the table's; None for a check that is switched off."""
    title_limit: int = 70
    digits: str = ""
    """"own" or "latin"; "" for both."""
    quotes: str = ""
    """The opening and the closing sign; "" for any."""
    percent: str = ""
    """"spaced" or "closed"; "" for both."""
    isolates: str = "controls"
    """"controls", "bdi" or "off"."""
    keep: tuple[str, ...] = ()
    """Words that stay as they are in every language."""


@dataclass(frozen=True, slots=True)
class Checking:
    """When `check` fails, and what it looks at."""

    fail_level: Severity = Severity.ERROR
    fail_under: Mapping[str, int] = field(default_factory=dict)
    """By language, the least percentage that must be translated; "" for every other language."""
    max_unreviewed: Mapping[str, int] = field(default_factory=dict)
    """By language, how many segments may be published without a review; "" as above."""
    unit: Literal["words", "segments"] = "words"
    tolerance: int = 0
    """Percentage points below a limit at which it still holds."""
    policy: CheckPolicy = field(default_factory=CheckPolicy)
    policies: Mapping[str, CheckPolicy] = field(default_factory=dict)
    suppressions: tuple[External, ...] = ()

    def judged(self, locale: str) -> CheckPolicy:
        """How translations into `locale` are judged."""
        return self.policies.get(locale, self.policy)


@dataclass(frozen=True, slots=True)
class Reviewing:
    """What the review desk allows."""

    batch_drafts: bool = False
    """Whether a machine's untouched drafts may be approved together, unopened."""


@dataclass(frozen=True, slots=True)
class Website:
    """How the site is made that `build --to site` writes."""

    url: str = ""
    """Where it will be published; feeds, the site map and canonical addresses need it."""
    theme: str = "theme"
    """The folder of the project's own templates, relative to the root; it need not exist."""
    raw_html: RawHtml = "sanitise"
    taglines: Mapping[str, str] = field(default_factory=dict)
    """By language, the line below the site's name; under "" one that `site.po` translates."""
    page_size: int = 13
    """Articles of one page of a list."""
    sections: tuple[str, ...] = ()
    """Ids of the categories in the masthead; none for the first of the taxonomy."""
    shortcodes: Mapping[str, str] = field(default_factory=dict)
    """By the name of a generator's command, the template that stands for it; "" for nothing."""


AUTO = "auto"
CLUSTER = "dask://"
"""How the address of a cluster's scheduler begins."""


@dataclass(frozen=True, slots=True)
class Config:
    """A project's settings; `Config()` is a project that configures nothing."""

    name: str = ""
    """Stands in the catalogs' headers; by default the name of the project's folder."""
    names: Mapping[str, str] = field(default_factory=dict)
    """By language, what readers of its pages call the project; else `name`."""
    source: str = "en"
    locales: tuple[str, ...] = ("es", "fa")
    """The languages of the editions, without `source`."""
    article_languages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By a pattern of articles' names, the only languages that these have editions in."""
    content: str = "content"
    """The folder of the articles; "." when there are several (`roots`)."""
    roots: Mapping[str, str] = field(default_factory=dict)
    """Where there are several folders, or editions lie by a pattern: each content folder with its
    pattern (`layout`), "" for the usual place in `output`."""
    catalogs: str = "locales"
    output: str = "build"
    include: tuple[str, ...] = ("**/*.md", "**/*.markdown", "**/*.mdx", "**/*.txt")
    exclude: tuple[str, ...] = ()
    opaque: tuple[str, ...] = ()
    """Regular expressions beyond those of the dialect."""
    dialect: str = "commonmark"
    """How Markdown is read: a key of `documents.DIALECTS`."""
    attributes: tuple[str, ...] | None = None
    """Attributes of shortcodes and directives that are segments; None: as the dialect has them."""
    fields: Mapping[str, FieldMode] = field(default_factory=lambda: dict(FIELDS))
    dates: tuple[str, ...] = DATES
    """Front matter fields that hold dates; editions have them in ISO 8601."""
    taxonomy: Taxonomy = field(default_factory=Taxonomy)
    anchors: Anchors | None = None
    """None: as the dialect's generators take them."""
    fuzzy: int = 75
    """Least similarity, in percent, at which a changed text keeps its translation as a draft."""
    publish: PublishPolicy = field(default_factory=PublishPolicy)
    publish_locales: Mapping[str, PublishPolicy] = field(default_factory=dict)
    pretranslate: Pretranslation = field(default_factory=Pretranslation)
    memory: str = "memory"
    """The folder of imported translation memories."""
    terms: str = "terms.yaml"
    """The glossary. Without such a file there is none, which is no error."""
    term_notes: bool = True
    """Whether catalogs say beside each text which terms of the glossary are in it."""
    check: Checking = field(default_factory=Checking)
    review: Reviewing = field(default_factory=Reviewing)

    site: Website = field(default_factory=Website)
    workers: str = field(default=AUTO, repr=False)
    """Who does the work: `auto` for this machine's cores, a number of processes, or the address of
    a Dask scheduler. It changes no result, so ledgers need not know (`ledger.fingerprint`)."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language of the project, the source first.

        >>> Config(source="en", locales=("es", "fa")).languages
        ('en', 'es', 'fa')
        """
        return (self.source, *self.locales)

    @property
    def parsing(self) -> tuple[object, ...]:
        """What decides how articles are read, whatever the order in which it was written."""
        return sorted(self.fields.items()), self.opaque, self.dialect, self.attributes

    def policy(self, locale: str) -> PublishPolicy:
        """What may be published in `locale`.

        >>> config = Config(publish_locales={"fa": PublishPolicy(least=State.REVIEWED)})
        >>> config.policy("fa").least.label, config.policy("es").least.label
        ('reviewed', 'draft')
        """
        return self.publish_locales.get(locale, self.publish)
