"""From the file l10n-flow.yaml to a `Config`: what one key says of others, and of folders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import permutations
from pathlib import Path, PurePosixPath
from typing import TypeVar

from l10n_flow import paths
from l10n_flow.checks.suppression import External
from l10n_flow.config.readers import by_locale, edition_pattern, inner_folder, known_tag
from l10n_flow.config.values import (
    Checking,
    CheckPolicy,
    Config,
    ModelSource,
    Pretranslation,
    PublishPolicy,
    Reviewing,
    Taxonomy,
    Website,
)
from l10n_flow.yamlvalues import Languages, Value, inside, keys, laid_over, read, text, top

__all__ = ["FILE_NAME", "KEYS", "load"]

FILE_NAME = "l10n-flow.yaml"
"""The file whose folder is a project's root."""

_ARGOS = "engines.argos"
_MOVED: Mapping[str, str] = {
    **dict.fromkeys(keys(Pretranslation, _ARGOS), "argos"),
    **dict.fromkeys(("url", "api_key_file"), "libretranslate"),
}
"""Settings that stood in `pretranslate` itself before engines had sections of their own, and are
still read there; and the engine whose they are."""

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
        values["publish"].section((*keys(PublishPolicy, old=True), "locales"))
        if "publish" in values
        else {}
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
    """By language, the policy with what differs there."""
    return {
        known_tag(one, key, languages): laid_over(policy, one.section(keys(type(policy), old=True)))
        for key, one in (value.section(None) if value else {}).items()
    }


def _checking(value: Value | None, languages: Languages) -> Checking:
    if value is None:
        return Checking()
    values = value.section((*keys(Checking, old=True), *keys(CheckPolicy)))
    policy = laid_over(CheckPolicy(), values)
    return replace(
        laid_over(Checking(), values, languages),
        policy=policy,
        policies=_of_locales(values.get("locales"), policy, languages),
    )


def _pretranslation(value: Value | None, languages: Languages) -> Pretranslation:
    if value is None:
        return Pretranslation()
    values = value.section((*KEYS["pretranslate"], *_MOVED))
    engines = _engines(values)
    settings = laid_over(Pretranslation(), values, languages)
    settings = laid_over(settings, engines.pop("argos", {}), part=_ARGOS)
    return replace(settings, engines=engines)


def _engines(values: Mapping[str, Value]) -> dict[str, Mapping[str, Value]]:
    """What the file says to each engine, by key; only Argos' keys are known here.

    A setting in its old place is its engine's as well; in both places it would say two things.
    """
    sections = values["engines"].section(None) if "engines" in values else {}
    found = {
        name: dict(one.section(keys(Pretranslation, _ARGOS) if name == "argos" else None))
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


def _places(values: Mapping[str, Value]) -> tuple[str, Mapping[str, str], str]:
    """The content folder, the content folders with their patterns, and the output folder."""
    plain = Config()
    written, place, output = values.get("content"), "", plain.output
    if "output" in values:
        place = _pattern_or_none(values["output"])
        output = plain.output if place else inside(values["output"])
    if written is None or not isinstance(written.data, (list, Mapping)):
        content = plain.content if written is None else read(values, "content", inside, "")
        return (
            content or plain.content,
            {content or plain.content: place} if place else {},
            output,
        )
    roots: dict[str, str] = {}
    if isinstance(written.data, Mapping):
        for name, one in written.section(None).items():
            roots[inner_folder(one, name)] = place if one.data is None else edition_pattern(one)
    else:
        for one in written.items():
            roots[inside(one)] = place
    for inner, outer in permutations(roots, 2):
        if PurePosixPath(inner).is_relative_to(outer):
            raise written.wrong(f"'{inner}' lies in '{outer}'", "give each its own folder")
    if len(roots) == 1:
        (content,) = roots
        return content, roots if roots[content] else {}, output
    return ".", roots, output


def _pattern_or_none(value: Value) -> str:
    """A pattern, if the text is one."""
    return edition_pattern(value) if "{" in text(value) else ""


def _refuse_entangled_folders(config: Config, file: Value) -> None:
    """Editions among the articles would be read as articles, and be translated in turn."""
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
    for key, first, second in pairs:
        if paths.overlap(PurePosixPath(first), PurePosixPath(second)):
            raise written.get(key, file).wrong(
                f"'{key}: {first}' and the folder '{second}' overlap", "give each its own folder"
            )
