"""Readers for the values of l10n-flow.yaml: each returns a typed value or raises `ConfigError`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import TypeVar

from l10n_flow import bounded, paths
from l10n_flow.checks.suppression import External
from l10n_flow.model import Severity, State
from l10n_flow.yamlvalues import Reader, Value, one_of, read, suggestion, tags_of, text, texts

_T = TypeVar("_T")

# How quality is judged

_LEVELS = {level.label: level for level in sorted(Severity, reverse=True)}
_SEVERITIES: Mapping[str, Severity | None] = {**_LEVELS, "off": None}
severity = one_of(_LEVELS)


def severities(value: Value) -> Mapping[str, Severity | None]:
    """Read the severity of each check; None for "off"."""
    from l10n_flow.checks.names import names  # noqa: PLC0415 - only where somebody sets one

    known = names()
    found = {}
    for name, one in value.section(None).items():
        if name not in known:
            raise one.wrong(f"there is no check named '{name}'", suggestion(name, known))
        found[name] = _severity(one)
    return found


def _severity(value: Value) -> Severity | None:
    if value.data is False:  # YAML 1.1 reads "off" as that, and so may an editor's linter
        return None
    return one_of(_SEVERITIES)(value)


def quotes(value: Value) -> str:
    """Read a pair of quotation marks."""
    signs = text(value)
    if len(signs) != 2:
        raise value.expected("an opening and a closing sign", "such as «»")
    return signs


def suppressions(value: Value) -> tuple[External, ...]:
    """Read the findings that are right as they are."""
    return tuple(_suppression(item) for item in value.items())


def _suppression(value: Value) -> External:
    from l10n_flow.checks.names import names  # noqa: PLC0415 - only where there is one

    values = value.section(External._fields)
    if "checks" not in values:
        raise value.wrong(
            "name the checks whose findings are suppressed", "write checks: [name, …]"
        )
    checks = texts(values["checks"])
    for check in checks:
        if check not in names():
            raise values["checks"].wrong(
                f"there is no check named '{check}'", suggestion(check, names())
            )
    return External(
        checks,
        read(values, "articles", texts, ()),
        read(values, "locales", tags_of, ()),
        read(values, "sources", _check_patterns, ()),
    )


def _check_patterns(value: Value) -> tuple[str, ...]:
    patterns = texts(value)
    for pattern in patterns:
        _compiled(value, pattern)
    return patterns


def _compiled(value: Value, pattern: str) -> re.Pattern[str]:
    try:
        # In a group, as the parsers use it: as one of several.
        return bounded.compiled(f"(?:{pattern})")
    except re.error as error:
        raise value.wrong(f"'{pattern}' is not a regular expression: {error.msg}") from error


# Articles and sites

publishable = one_of({s.label: s for s in (State.REVIEWED, State.TRANSLATED, State.DRAFT)})


def modes(mode: Reader[_T]) -> Reader[Mapping[str, _T]]:
    """Return a reader of the modes of front matter fields."""

    def reader(value: Value) -> Mapping[str, _T]:
        found = {}
        for name, one in value.section(None).items():
            if isinstance(one.data, Mapping):
                inner = next(iter(one.data), "alt")
                raise one.expected("a mode", f"write a field in a field as '{name}.{inner}'")
            found[name] = mode(one)
        return found

    return reader


def label_fields(value: Value) -> Mapping[str, str]:
    """Read a mapping from fields to the parts of the taxonomy that have their labels."""
    return {name: text(part) for name, part in value.section(None).items()}


def dialect(value: Value) -> str:
    """Read the name of a dialect of Markdown."""
    from l10n_flow.documents.markdown.dialects import DIALECTS  # noqa: PLC0415 - only where it is set

    return one_of({name: name for name in DIALECTS})(value)


def patterns(value: Value) -> tuple[str, ...]:
    """Read regular expressions for what is opaque in articles."""
    patterns = texts(value)
    for pattern in patterns:
        compiled = _compiled(value, pattern)
        _refuse_halves(value, pattern)
        if compiled.match(""):
            raise value.wrong(f"'{pattern}' matches the empty text", "it would match everywhere")
        if compiled.groups:
            raise value.wrong(f"'{pattern}' has a group", "write (?:…) where it has (…)")
    return patterns


def _refuse_halves(value: Value, pattern: str) -> None:
    """Refuse a pattern that would match a part of a letter.

    Articles are searched as bytes, and a letter outside of ASCII has several.
    """
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


def url(value: Value) -> str:
    """Read the address of a site."""
    found = text(value)
    if not re.fullmatch(r"https?://[^\s/?#]+(?:/[^\s?#]*)?", found):
        raise value.expected("an address like https://news.example/", "without ? and #")
    return found


def templates(value: Value) -> Mapping[str, str]:
    """Read a mapping from commands to templates of the theme; false leaves a command out."""
    return {
        name: "" if one.data is False else text(one) for name, one in value.section(None).items()
    }


def edition_pattern(value: Value) -> str:
    """Read a pattern of the paths of editions."""
    written = text(value).removeprefix("./")
    wrong = paths.problem(written)
    if wrong:
        raise value.wrong(
            f"'{written}' is not a pattern for editions: {wrong}", "such as docs/{lang}/{path}"
        )
    return written


def inner_folder(value: Value, name: str) -> str:
    """The folder that is the key `name` of a mapping; `ConfigError` if it is not in the project."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or name in (".", ""):
        raise value.wrong(f"'{name}' is not a folder inside the project's folder")
    return path.as_posix()


# Who does the work

AUTO = "auto"
CLUSTER = "dask://"
"""How the address of a cluster's scheduler begins."""
_SCHEDULER = re.compile(re.escape(CLUSTER) + r"(?:[\w.-]+|\[[0-9a-fA-F:.]+\]):[0-9]{1,5}", re.ASCII)
WORKERS = "'auto', a number from 1 to 9999, or 'dask://HOST:PORT'"


def workers_in(written: str) -> str | None:
    """The value of `workers` in its normal form; None for an invalid one.

    >>> workers_in("auto"), workers_in("04"), workers_in("dask://10.0.0.5:8786")
    ('auto', '4', 'dask://10.0.0.5:8786')
    >>> workers_in("0"), workers_in("many"), workers_in("dask://10.0.0.5")
    (None, None, None)
    """
    if written == AUTO or _SCHEDULER.fullmatch(written):
        return written
    number = int(written) if re.fullmatch("[0-9]{1,4}", written) else 0
    return str(number) if number else None


def workers(value: Value) -> str:
    """Read the value of `workers`."""
    data = value.data
    found = None
    if isinstance(data, str | int) and not isinstance(data, bool):
        found = workers_in(str(data))
    if found is None:
        raise value.expected(WORKERS)
    return found
