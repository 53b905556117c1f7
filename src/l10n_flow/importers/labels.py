"""New ids in a taxonomy file, added as text: order, comments and form of the rest stay."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from l10n_flow import yamltext
from l10n_flow.errors import ConfigError


def with_labels(text: str, file: Path, part: str, labels: Mapping[str, Mapping[str, str]]) -> str:
    r"""Return the taxonomy with more ids at the end of one part, which it must have.

    `labels` has a label per language for each id. Law: read as YAML, the result is the old data and
    the new ids, in that order. Raises `ConfigError` with what to add by hand where the form of the
    part cannot be continued line by line (`{a: …, b: …}`).

    >>> print(with_labels("categories:\n  news: {en: News}  # all\n\nauthors: {}\n", Path("t.yaml"),
    ...                   "categories", {"rain": {"en": "Rain"}}), end="")
    categories:
      news: {en: News}  # all
      rain: {en: Rain}
    <BLANKLINE>
    authors: {}
    """
    located = yamltext.load(text, file)
    places = located.places
    place = places[part,]
    children = [where for path, where in places.items() if len(path) == 2 and path[0] == part]
    rows = text.splitlines(keepends=True)
    indent = " " * ((children[0].column or 1) - 1 if children else 2)
    new = [f"{indent}{_entry(id_, found)}\n" for id_, found in labels.items()]
    tops = [where.line or 0 for path, where in places.items() if len(path) == 1]
    end = min((line for line in tops if line > (place.line or 0)), default=len(rows) + 1) - 1
    while end > (place.line or 0) and not rows[end - 1].split("#")[0].strip():
        end -= 1
    if end and not rows[end - 1].endswith("\n"):
        rows[end - 1] += "\n"
    result = "".join([*rows[:end], *new, *rows[end:]])
    if not _only_adds(located.data, result, file, part, labels):
        hint = "add to it by hand: " + "; ".join(row.strip() for row in new)
        raise ConfigError(f"'{part}' is not written line by line", place, hint=hint)
    return result


_PLAIN = re.compile(r"[^\W\d_](?:[\w ’\u200c-]*\w)?")
"""Letters, digits, blanks, hyphens: they need no quotes, unless the text is `null` or `true`."""


def _entry(id_: str, labels: Mapping[str, str]) -> str:
    """One id with its labels on one line, quoted where YAML needs it."""
    words = ", ".join(f"{tag}: {_scalar(label)}" for tag, label in labels.items())
    return f"{_scalar(id_)}: {{{words}}}"


def _scalar(text: str) -> str:
    """Return the text in the form for a place within braces."""
    if _PLAIN.fullmatch(text) and yamltext.dump([text]) == f"- {text}\n":
        return text
    return "'" + text.replace("'", "''") + "'"


def _only_adds(
    before: object, text: str, file: Path, part: str, labels: Mapping[str, Mapping[str, str]]
) -> bool:
    try:
        after = yamltext.load(text, file).data
    except ConfigError:
        return False
    if not isinstance(before, dict) or not isinstance(after, dict):
        return False
    known = before[part] or {}
    if not isinstance(known, dict):
        return False
    wanted = {**before, part: {**known, **labels}}
    return after == wanted and list(after[part]) == list(wanted[part])
