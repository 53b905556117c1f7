"""The section `check` of a configuration."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from l10n_flow.bounded import compiled
from l10n_flow.config.tags import by_locale, known_tag, tags_of
from l10n_flow.config.values import Checking, CheckPolicy, Silence
from l10n_flow.model import Severity
from l10n_flow.yamlvalues import Value, one_of, read, suggestion, text, texts, whole

__all__ = ["CHECKING", "CHECK_POLICY", "SILENCE", "read_checking"]

CHECK_POLICY = ("severity", "title_limit", "digits", "quotes", "percent", "isolates", "keep")
CHECKING = ("fail_level", "fail_under", "max_unreviewed", "unit", "slack", "ignore", "locales")
SILENCE = ("checks", "articles", "locales", "sources")

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
    values = value.section((*CHECKING, *CHECK_POLICY))
    policy = _policy(values, CheckPolicy())
    percent = by_locale(whole(0, 100), languages)
    number = by_locale(whole(0, MOST), languages)
    return Checking(
        fail_level=read(values, "fail_level", one_of(_LEVELS), plain.fail_level),
        fail_under=read(values, "fail_under", percent, plain.fail_under),
        max_unreviewed=read(values, "max_unreviewed", number, plain.max_unreviewed),
        unit=read(values, "unit", one_of(_UNITS), plain.unit),
        slack=read(values, "slack", whole(0, 100), plain.slack),
        policy=policy,
        policies=_policies(values.get("locales"), policy, languages),
        silences=read(values, "ignore", _silences, plain.silences),
    )


def _policies(
    value: Value | None, base: CheckPolicy, languages: tuple[str, ...]
) -> Mapping[str, CheckPolicy]:
    if value is None:
        return {}
    return {
        known_tag(one, key, languages): _policy(one.section(CHECK_POLICY), base)
        for key, one in value.section(None).items()
    }


def _policy(values: Mapping[str, Value], base: CheckPolicy) -> CheckPolicy:
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
    from l10n_flow.checks.concerns import names  # noqa: PLC0415 - only where somebody sets one

    known = names()
    found = {}
    for name, one in value.section(None).items():
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


def _silences(value: Value) -> tuple[Silence, ...]:
    return tuple(_silence(item) for item in value.items())


def _silence(value: Value) -> Silence:
    from l10n_flow.checks.concerns import names  # noqa: PLC0415 - only where somebody is silenced

    values = value.section(SILENCE)
    if "checks" not in values:
        raise value.wrong("which checks are to be silent?", "write checks: [name, …]")
    checks = texts(values["checks"])
    for check in checks:
        if check not in names():
            raise values["checks"].wrong(f"no check is named '{check}'", suggestion(check, names()))
    return Silence(
        checks,
        read(values, "articles", texts, ()),
        read(values, "locales", tags_of, ()),
        read(values, "sources", _patterns, ()),
    )


def _patterns(value: Value) -> tuple[str, ...]:
    patterns = texts(value)
    for pattern in patterns:
        try:
            compiled(pattern)
        except re.error as error:
            raise value.wrong(f"'{pattern}' is not a regular expression: {error.msg}") from error
    return patterns
