"""From the file l10n-flow.yaml to a `Config`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import permutations
from pathlib import Path, PurePosixPath
from typing import Literal, TypeVar, get_args

from l10n_flow import bounded, language, layout
from l10n_flow.bounded import compiled
from l10n_flow.checks.suppression import RENAMED, External
from l10n_flow.config.values import (
    AUTO,
    CLUSTER,
    FIELDS,
    LABELLED,
    Anchors,
    Checking,
    CheckPolicy,
    Config,
    Empty,
    FieldMode,
    Mark,
    ModelSource,
    Notice,
    Pretranslation,
    PublishPolicy,
    RawHtml,
    Reviewing,
    Taxonomy,
    Untranslated,
    Website,
)
from l10n_flow.language import Calendar, DateForm, DateStyle
from l10n_flow.model import Severity, State
from l10n_flow.yamlvalues import (
    Reader,
    Value,
    inside,
    one_of,
    read,
    suggestion,
    text,
    texts,
    top,
    whole,
    yes_or_no,
)

__all__ = [
    "CHECKING",
    "CHECK_POLICY",
    "FILE_NAME",
    "KEYS",
    "SUPPRESSION",
    "WORKERS",
    "by_locale",
    "known_tag",
    "load",
    "read_checking",
    "tag",
    "tag_of",
    "tag_or_any",
    "tags_of",
    "workers_in",
]


# Language tags as a configuration writes them.

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


# The section `check` of a configuration.

CHECK_POLICY = ("severity", "title_limit", "digits", "quotes", "percent", "isolates", "keep")
CHECKING = ("fail_level", "fail_under", "max_unreviewed", "unit", "tolerance", "ignore", "locales")
SUPPRESSION = ("checks", "articles", "locales", "sources")

_LEVELS = {severity.label: severity for severity in sorted(Severity, reverse=True)}
_SEVERITIES: Mapping[str, Severity | None] = {**_LEVELS, "off": None}
_UNITS: Mapping[str, Literal["words", "segments"]] = {"words": "words", "segments": "segments"}
_DIGITS = {"own": "own", "latin": "latin", "any": ""}
_PERCENT = {"spaced": "spaced", "closed": "closed", "any": ""}
_ISOLATES = {"controls": "controls", "bdi": "bdi", "off": "off"}
MOST = 1_000_000


def read_checking(value: Value | None, languages: tuple[str, ...]) -> Checking:
    """How quality is checked; the defaults when the file says nothing of it."""
    plain = Checking()
    if value is None:
        return plain
    values = dict(value.section((*CHECKING, *CHECK_POLICY, "slack")))
    if "slack" in values:  # its name before 2026-11-29
        values.setdefault("tolerance", values["slack"])
    policy = _check_policy(values, CheckPolicy())
    percent = by_locale(whole(0, 100), languages)
    number = by_locale(whole(0, MOST), languages)
    return Checking(
        fail_level=read(values, "fail_level", one_of(_LEVELS), plain.fail_level),
        fail_under=read(values, "fail_under", percent, plain.fail_under),
        max_unreviewed=read(values, "max_unreviewed", number, plain.max_unreviewed),
        unit=read(values, "unit", one_of(_UNITS), plain.unit),
        tolerance=read(values, "tolerance", whole(0, 100), plain.tolerance),
        policy=policy,
        policies=_check_policies(values.get("locales"), policy, languages),
        suppressions=read(values, "ignore", _suppressions, plain.suppressions),
    )


def _check_policies(
    value: Value | None, base: CheckPolicy, languages: tuple[str, ...]
) -> Mapping[str, CheckPolicy]:
    if value is None:
        return {}
    return {
        known_tag(one, key, languages): _check_policy(one.section(CHECK_POLICY), base)
        for key, one in value.section(None).items()
    }


def _check_policy(values: Mapping[str, Value], base: CheckPolicy) -> CheckPolicy:
    return CheckPolicy(
        {**base.severity, **read(values, "severity", _severities, {})},
        read(values, "title_limit", whole(1, 10_000), base.title_limit),
        read(values, "digits", one_of(_DIGITS), base.digits),
        read(values, "quotes", _quotes, base.quotes),
        read(values, "percent", one_of(_PERCENT), base.percent),
        read(values, "isolates", one_of(_ISOLATES), base.isolates),
        read(values, "keep", texts, base.keep),
    )


def _severities(value: Value) -> Mapping[str, Severity | None]:
    from l10n_flow.checks.names import names  # noqa: PLC0415 - only where somebody sets one

    known = names()
    found = {}
    for written, one in value.section(None).items():
        name = RENAMED.get(written, written)
        if name not in known:
            raise one.wrong(f"no check is named '{name}'", suggestion(name, known))
        found[name] = _severity(one)
    return found


def _severity(value: Value) -> Severity | None:
    if value.data is False:  # YAML 1.1 reads "off" as that, and so may an editor's linter
        return None
    return one_of(_SEVERITIES)(value)


def _quotes(value: Value) -> str:
    signs = text(value)
    if len(signs) != 2:
        raise value.expected("an opening and a closing sign", "such as «»")
    return signs


def _suppressions(value: Value) -> tuple[External, ...]:
    return tuple(_suppression(item) for item in value.items())


def _suppression(value: Value) -> External:
    from l10n_flow.checks.names import names  # noqa: PLC0415 - only where there is one

    values = value.section(SUPPRESSION)
    if "checks" not in values:
        raise value.wrong("which checks' findings are suppressed?", "write checks: [name, …]")
    checks = tuple([RENAMED.get(name, name) for name in texts(values["checks"])])
    for check in checks:
        if check not in names():
            raise values["checks"].wrong(f"no check is named '{check}'", suggestion(check, names()))
    return External(
        checks,
        read(values, "articles", texts, ()),
        read(values, "locales", tags_of, ()),
        read(values, "sources", _check_patterns, ()),
    )


def _check_patterns(value: Value) -> tuple[str, ...]:
    patterns = texts(value)
    for pattern in patterns:
        try:
            compiled(pattern)
        except re.error as error:
            raise value.wrong(f"'{pattern}' is not a regular expression: {error.msg}") from error
    return patterns


FILE_NAME = "l10n-flow.yaml"
"""The file whose folder is a project's root."""

_MODES: Mapping[str, FieldMode] = {mode: mode for mode in get_args(FieldMode)}
_ANCHORS: Mapping[str, Anchors] = {word: word for word in get_args(Anchors)}
_MARKS: Mapping[str, Mark] = {word: word for word in get_args(Mark)}
_UNTRANSLATED: Mapping[str, Untranslated] = {word: word for word in get_args(Untranslated)}
_EMPTY: Mapping[str, Empty] = {word: word for word in get_args(Empty)}
_NOTICES: Mapping[str, Notice] = {word: word for word in get_args(Notice)}
_RAW_HTML: Mapping[str, RawHtml] = {word: word for word in get_args(RawHtml)}
_DATE_FORMS: Mapping[str, DateForm] = {word: word for word in get_args(DateForm)}
_CALENDARS: Mapping[str, Calendar] = {word: word for word in get_args(Calendar) if word}
_PUBLISHABLE = {s.label: s for s in (State.REVIEWED, State.TRANSLATED, State.DRAFT)}

_POLICY = (
    "untranslated",
    "empty",
    "least",
    "threshold",
    "notice",
    "mark",
    "date_form",
    "calendar",
)
_ARGOS = ("batch_tokens", "threads", "device", "compute_type", "models")
_MOVED: Mapping[str, str] = {
    **dict.fromkeys(_ARGOS, "argos"),
    **dict.fromkeys(("url", "api_key_file"), "libretranslate"),
}
"""Settings that stood in `pretranslate` itself before engines had sections of their own, and are
still read there; and the engine whose they are."""
_PRETRANSLATION = ("engine", "similar", "min_confidence", "beam", "engines")
_MARKDOWN = ("dialect", "attributes")
_REVIEW = ("batch_drafts",)
_MODEL = ("path", "source", "target")

KEYS: Mapping[str, tuple[str, ...]] = {
    "": (
        "name",
        "source",
        "locales",
        "languages",
        "content",
        "catalogs",
        "output",
        "include",
        "exclude",
        "opaque",
        "markdown",
        "fields",
        "dates",
        "taxonomy",
        "anchors",
        "fuzzy",
        "publish",
        "pretranslate",
        "memory",
        "terms",
        "term_notes",
        "check",
        "review",
        "site",
        "workers",
    ),
    "review": _REVIEW,
    "markdown": _MARKDOWN,
    "taxonomy": ("file", "fields"),
    "publish": (*_POLICY, "locales"),
    "publish.locales.<locale>": _POLICY,
    "pretranslate": _PRETRANSLATION,
    "pretranslate.engines.argos": _ARGOS,
    "pretranslate.engines.argos.models": _MODEL,
    "check": (*CHECKING, *CHECK_POLICY),
    "check.locales.<locale>": CHECK_POLICY,
    "check.ignore": SUPPRESSION,
    "site": ("url", "tagline", "theme", "raw_html", "page_size", "sections", "shortcodes"),
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


def _config(file: Value, default_name: str) -> Config:
    values = file.section(KEYS[""])
    plain = Config()
    source = read(values, "source", tag_of, plain.source)
    locales = tuple(t for t in read(values, "locales", tags_of, plain.locales) if t != source)
    content, roots, output = _places(values)
    policy, policies = _publishing(values, (source, *locales))
    return Config(
        name=_name(values, (source, *locales)) or default_name,
        names=read(values, "name", _by_language((source, *locales)), {}),
        source=source,
        locales=locales,
        article_languages=read(values, "languages", _some_languages((source, *locales)), {}),
        content=content,
        roots=roots,
        catalogs=read(values, "catalogs", inside, plain.catalogs),
        output=output,
        include=read(values, "include", texts, plain.include),
        exclude=read(values, "exclude", texts, plain.exclude),
        opaque=read(values, "opaque", _patterns, plain.opaque),
        dialect=read(values, "markdown", _dialect, plain.dialect),
        attributes=read(values, "markdown", _attributes, plain.attributes),
        fields=read(values, "fields", _modes, plain.fields),
        dates=read(values, "dates", texts, plain.dates),
        taxonomy=read(values, "taxonomy", _taxonomy, plain.taxonomy),
        anchors=read(values, "anchors", one_of(_ANCHORS), plain.anchors),
        fuzzy=read(values, "fuzzy", whole(0, 100), plain.fuzzy),
        publish=policy,
        publish_locales=policies,
        pretranslate=_pretranslation(values.get("pretranslate"), (source, *locales)),
        memory=read(values, "memory", inside, plain.memory),
        terms=read(values, "terms", inside, plain.terms),
        term_notes=read(values, "term_notes", yes_or_no, plain.term_notes),
        check=read_checking(values.get("check"), (source, *locales)),
        review=_reviewing(values.get("review")),
        site=_website(values["site"], (source, *locales)) if "site" in values else plain.site,
        workers=read(values, "workers", _workers, plain.workers),
    )


def workers_in(written: str) -> str | None:
    """What `workers` may be, as it is used; None for anything else.

    >>> workers_in("auto"), workers_in("04"), workers_in("dask://10.0.0.5:8786")
    ('auto', '4', 'dask://10.0.0.5:8786')
    >>> workers_in("0"), workers_in("many"), workers_in("dask://10.0.0.5")
    (None, None, None)
    """
    if written == AUTO or _SCHEDULER.fullmatch(written):
        return written
    number = int(written) if re.fullmatch("[0-9]{1,4}", written) else 0
    return str(number) if number else None


_SCHEDULER = re.compile(re.escape(CLUSTER) + r"(?:[\w.-]+|\[[0-9a-fA-F:.]+\]):[0-9]{1,5}", re.ASCII)
WORKERS = "'auto', a number from 1 to 9999, or 'dask://HOST:PORT'"


def _workers(value: Value) -> str:
    data = value.data
    found = None
    if isinstance(data, str | int) and not isinstance(data, bool):
        found = workers_in(str(data))
    if found is None:
        raise value.expected(WORKERS)
    return found


def _name(values: Mapping[str, Value], languages: tuple[str, ...]) -> str:
    """The project's name, in its own language where it has several."""
    none: Mapping[str, str] = {}
    names = read(values, "name", _by_language(languages), none)
    return names.get("") or names.get(languages[0]) or next(iter(names.values()), "")


def _by_language(languages: tuple[str, ...]) -> Reader[Mapping[str, str]]:
    """A text for all languages (under ""), or one for each."""
    return by_locale(text, languages)


def _reviewing(value: Value | None) -> Reviewing:
    plain = Reviewing()
    if value is None:
        return plain
    values = value.section(_REVIEW)
    return Reviewing(read(values, "batch_drafts", yes_or_no, plain.batch_drafts))


def _website(value: Value, languages: tuple[str, ...]) -> Website:
    plain = Website()
    values = value.section(KEYS["site"])
    return Website(
        url=read(values, "url", _url, plain.url),
        taglines=read(values, "tagline", _by_language(languages), plain.taglines),
        theme=read(values, "theme", inside, plain.theme),
        raw_html=read(values, "raw_html", one_of(_RAW_HTML), plain.raw_html),
        page_size=read(values, "page_size", whole(1, 1000), plain.page_size),
        sections=read(values, "sections", texts, plain.sections),
        shortcodes=read(values, "shortcodes", _templates, plain.shortcodes),
    )


def _url(value: Value) -> str:
    found = text(value)
    if not re.fullmatch(r"https?://[^\s/?#]+(?:/[^\s?#]*)?", found):
        raise value.expected("an address like https://news.example/", "without ? and #")
    return found


def _templates(value: Value) -> Mapping[str, str]:
    """By a command's name, a template of the theme; nothing, or false, leaves the command out."""
    return {
        name: "" if one.data in (None, False) else text(one)
        for name, one in value.section(None).items()
    }


def _publishing(
    values: Mapping[str, Value], languages: tuple[str, ...]
) -> tuple[PublishPolicy, Mapping[str, PublishPolicy]]:
    """What may be published, and what differs from it in some languages."""
    if "publish" not in values:
        return PublishPolicy(), {}
    publish = values["publish"]
    policy = _policy(publish, "publish", PublishPolicy())
    overrides = publish.section(None).get("locales")
    return policy, {} if overrides is None else _policies(overrides, policy, languages)


def _policy(value: Value, section: str, base: PublishPolicy) -> PublishPolicy:
    values = value.section(KEYS[section])
    return PublishPolicy(
        untranslated=read(values, "untranslated", one_of(_UNTRANSLATED), base.untranslated),
        empty=read(values, "empty", one_of(_EMPTY), base.empty),
        least=read(values, "least", one_of(_PUBLISHABLE), base.least),
        threshold=read(values, "threshold", whole(0, 100), base.threshold),
        notice=read(values, "notice", one_of(_NOTICES), base.notice),
        mark=read(values, "mark", one_of(_MARKS), base.mark),
        dates=DateStyle(
            read(values, "date_form", one_of(_DATE_FORMS), base.dates.form),
            read(values, "calendar", one_of(_CALENDARS), base.dates.calendar),
        ),
    )


def _policies(
    value: Value, base: PublishPolicy, languages: tuple[str, ...]
) -> Mapping[str, PublishPolicy]:
    policies = {}
    for key, override in value.section(None).items():
        locale = known_tag(override, key, languages)
        policies[locale] = _policy(override, "publish.locales.<locale>", base)
    return policies


def _taxonomy(value: Value) -> Taxonomy:
    values = value.section(KEYS["taxonomy"])
    fields = dict(LABELLED)
    if "fields" in values:
        fields |= {key: text(part) for key, part in values["fields"].section(None).items()}
    return Taxonomy(file=read(values, "file", inside, Taxonomy().file), fields=fields)


def _pretranslation(value: Value | None, languages: tuple[str, ...]) -> Pretranslation:
    plain = Pretranslation()
    if value is None:
        return plain
    values = value.section((*_PRETRANSLATION, *_MOVED))
    engines = _engines(values)
    argos = engines.pop("argos", {})
    percent = by_locale(whole(0, 100), languages)
    return Pretranslation(
        engine=read(values, "engine", text, plain.engine),
        similar=read(values, "similar", whole(0, 100), plain.similar),
        min_confidence=read(values, "min_confidence", percent, plain.min_confidence),
        beam=read(values, "beam", whole(1, 64), plain.beam),
        batch_tokens=read(argos, "batch_tokens", whole(1, 1_000_000), plain.batch_tokens),
        threads=read(argos, "threads", whole(0, 1024), plain.threads),
        device=read(argos, "device", text, plain.device),
        compute_type=read(argos, "compute_type", text, plain.compute_type),
        models=read(argos, "models", _models, plain.models),
        engines=engines,
    )


def _engines(values: Mapping[str, Value]) -> dict[str, Mapping[str, Value]]:
    """What the file says to each engine, by key; only Argos' keys are known here.

    A setting in its old place is its engine's as well; in both places it would say two things.
    """
    sections = values["engines"].section(None) if "engines" in values else {}
    found = {
        name: dict(one.section(_ARGOS if name == "argos" else None))
        for name, one in sections.items()
    }
    for key, engine in _MOVED.items():
        if key in values:
            settings = found.setdefault(engine, {})
            if key in settings:
                place = f"pretranslate.engines.{engine}.{key}"
                raise values[key].wrong(f"'{place}' says this, too", "keep that one")
            settings[key] = values[key]
    return dict(found)


def _some_languages(languages: tuple[str, ...]) -> Reader[Mapping[str, tuple[str, ...]]]:
    """By pattern, languages of the project."""

    def reader(value: Value) -> Mapping[str, tuple[str, ...]]:
        return {
            glob: tuple([known_tag(one, written, languages) for written in texts(one)])
            for glob, one in value.section(None).items()
        }

    return reader


def _places(values: Mapping[str, Value]) -> tuple[str, Mapping[str, str], str]:
    """The content folder, the content folders with their patterns, and the output folder."""
    plain = Config()
    written, pattern, output = values.get("content"), "", plain.output
    if "output" in values:
        pattern = _pattern_or_none(values["output"])
        output = plain.output if pattern else inside(values["output"])
    if written is None or not isinstance(written.data, (list, Mapping)):
        content = plain.content if written is None else read(values, "content", inside, "")
        return (
            content or plain.content,
            {content or plain.content: pattern} if pattern else {},
            output,
        )
    roots: dict[str, str] = {}
    if isinstance(written.data, Mapping):
        for name, one in written.section(None).items():
            roots[_inner(one, name)] = pattern if one.data is None else _pattern(one)
    else:
        for one in written.items():
            roots[inside(one)] = pattern
    for inner, outer in permutations(roots, 2):
        if PurePosixPath(inner).is_relative_to(outer):
            raise written.wrong(f"'{inner}' lies in '{outer}'", "give each its own folder")
    if len(roots) == 1:
        (content,) = roots
        return content, roots if roots[content] else {}, output
    return ".", roots, output


def _pattern_or_none(value: Value) -> str:
    """A pattern, if the text is one."""
    return _pattern(value) if "{" in text(value) else ""


def _pattern(value: Value) -> str:
    pattern = text(value).removeprefix("./")
    wrong = layout.problem(pattern)
    if wrong:
        raise value.wrong(f"'{pattern}' places no edition: {wrong}", "such as docs/{lang}/{path}")
    return pattern


def _inner(value: Value, name: str) -> str:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or name in (".", ""):
        raise value.wrong(f"'{name}' is no folder inside of the project's folder")
    return path.as_posix()


def _models(value: Value) -> tuple[ModelSource, ...]:
    return tuple(_model(item) for item in value.items())


def _model(value: Value) -> ModelSource:
    values = value.section(_MODEL)
    if "path" not in values:
        raise value.wrong("a model without a path", "write where its folder is: path: …")
    return ModelSource(
        text(values["path"]),
        read(values, "source", tag_or_any, "*"),
        read(values, "target", tag_or_any, "*"),
    )


def _patterns(value: Value) -> tuple[str, ...]:
    patterns = texts(value)
    for pattern in patterns:
        try:
            compiled = bounded.compiled(
                f"(?:{pattern})"
            )  # as one of several, as the parsers use it
        except re.error as error:
            raise value.wrong(f"'{pattern}' is not a regular expression: {error.msg}") from error
        _refuse_halves(value, pattern)
        if compiled.match(""):
            raise value.wrong(f"'{pattern}' matches the empty text", "it would match everywhere")
        if compiled.groups:
            raise value.wrong(f"'{pattern}' has a group", "write (?:…) where it has (…)")
    return patterns


def _refuse_halves(value: Value, pattern: str) -> None:
    """Articles are searched as bytes, of which a letter beyond ASCII has several."""
    try:
        re.compile(f"(?:{pattern})".encode())
    except re.error as error:
        hint = "write the character itself, and no flag that is about letters"
        raise value.wrong(f"'{pattern}' cannot be searched for: {error.msg}", hint) from error
    for found in _HALVES.finditer(pattern):
        if letter := found["listed"]:
            raise value.wrong(f"'{pattern}' lists '{letter}' in […]", f"write (?:{letter}|…)")
        if letter := found["repeated"]:
            raise value.wrong(f"'{pattern}' repeats '{letter}' alone", f"write (?:{letter})")


_HALVES = re.compile(
    r"\\.|\[(?:\\.|[^\]\\])*?(?P<listed>[^\x00-\x7f])|(?P<repeated>[^\x00-\x7f])[*+?{]"
)


def _attributes(value: Value) -> tuple[str, ...] | None:
    return read(value.section(_MARKDOWN), "attributes", texts, Config().attributes)


def _dialect(value: Value) -> str:
    from l10n_flow.documents.markdown.dialects import DIALECTS  # noqa: PLC0415 - only where it is set

    names = {name: name for name in DIALECTS}
    return read(value.section(_MARKDOWN), "dialect", one_of(names), Config().dialect)


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
    roots = tuple(config.roots) or (config.content,)
    pairs = [("catalogs", config.catalogs, root) for root in roots]
    if not all(config.roots.values()) or not config.roots:
        pairs += [("output", config.output, other) for other in (*roots, config.catalogs)]
    for root, pattern in config.roots.items():
        for locale in config.languages if pattern else ():
            sample = layout.placed(pattern, lang=locale, path="a/b.md", root=root)
            if PurePosixPath(sample).is_relative_to(config.catalogs):
                what = f"'{pattern}' places editions among the catalogs"
                raise written.get("output", file).wrong(what, "choose another folder")
    for key, first, second in pairs:
        one, other = PurePosixPath(first), PurePosixPath(second)
        if one.is_relative_to(other) or other.is_relative_to(one):
            raise written.get(key, file).wrong(
                f"'{key}: {first}' and the folder '{second}' overlap", "give each its own folder"
            )
