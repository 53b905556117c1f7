"""Values that are set once and then kept: the slugs under which editions are published.

`locales/<lang>/frozen.yaml` has them by article. An address that readers have bookmarked must stay
when a title changes, so l10n-flow only adds values to this file; people may change them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from l10n_flow import yamltext
from l10n_flow.errors import ConfigError, Place
from l10n_flow.files.reading import bytes_of
from l10n_flow.files.sharing import locked
from l10n_flow.files.writing import replace_file
from l10n_flow.yamlvalues import Value, text

_HEADER = """\
# Addresses of the editions, seeded once by l10n-flow build and kept from then on. Change one here,
# and the edition moves; delete one, and it is seeded anew from the title.
"""

_LINE = re.compile(
    r'  (?P<deeper>  )?(?P<key>"(?:[^"\\]|\\.)*"|[^\s":#][^":#]*)'
    r":(?: (?P<value>.+))?"
)
_PREAMBLE = re.compile(r"(?:#.*\n|\n)*")
_COMMENT = re.compile(r"(?:^|\s)#")


class Seed(NamedTuple):
    """A value for a field of an article that has none yet."""

    article: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """The frozen values of one language: article, then field, then value."""

    articles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    preamble: str = _HEADER
    """The comment lines at the top of the file, kept as they are."""

    def value(self, article: str, field: str) -> str | None:
        """The frozen value of an article's field; None when there is none yet.

        >>> Frozen({"news/brief": {"slug": "breve"}}).value("news/brief", "slug")
        'breve'
        """
        return self.articles.get(article, {}).get(field)


def seed_all(frozen: Frozen, seeds: Iterable[Seed], *, taken: Collection[str] = ()) -> Frozen:
    """The values, with the seeds added for fields of articles without a value.

    Slugs are unique in a language: one that another article has, or that is in `taken`, gets `-2`,
    `-3`…, in the order of the seeds. The same values and seeds give the same result. If nothing is
    added, the same object is returned.
    """
    articles = {name: dict(values) for name, values in frozen.articles.items()}
    used = {value for values in articles.values() for f, value in values.items() if is_slug(f)}
    used.update(taken)
    changed = False
    for article, name, value in seeds:
        values = articles.setdefault(article, {})
        if name in values:
            continue
        if is_slug(name):
            value = _free(value, used)  # noqa: PLW2901  the value that is kept
            used.add(value)
        values[name] = value
        changed = True
    return replace(frozen, articles=articles) if changed else frozen


def load(path: Path) -> Frozen:
    """The frozen values in a file; none when there is no file. Raises as `parse` does."""
    data = bytes_of(path, max_bytes=yamltext.LARGEST)
    if data is None:
        return Frozen()
    try:
        written = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError("not UTF-8", Place(path), hint="save it as UTF-8") from error
    return parse(written, path)


def rewrite(path: Path, change: Callable[[Frozen], Frozen], *, locks: Path) -> Frozen:
    """Replace a file's values by what `change` makes of them, and return the former ones.

    The file is locked meanwhile, and not written if nothing changes. Raises as `load` does.
    """
    with locked(path, locks):
        held = bytes_of(path)
        before = load(path)
        values = change(before)
        if values != before:
            data = dump(values).encode("utf-8", "surrogatepass")
            replace_file(path, data, expected=held)
    return before


def parse(written: str, path: Path) -> Frozen:
    """The frozen values in the text of a file; `path` names it in errors.

    Law: `parse(dump(frozen), path) == frozen`, unless an article has no values. Raises
    `ConfigError` with file and line for another structure, for a slug that two articles have, and
    for a comment below the top, which `dump` would lose.
    """
    written = written.replace("\r\n", "\n")
    if not written.strip():
        return Frozen()
    preamble = _PREAMBLE.match(written)
    top = preamble[0] if preamble else ""
    articles = _read_own_writing(written[len(top) :])
    return Frozen(_read_any(written, len(top), path) if articles is None else articles, top)


def dump(frozen: Frozen) -> str:
    """The text of the file with these values: articles and fields sorted, one value per line.

    >>> print(dump(Frozen({"news/brief": {"slug": "breve"}})).partition("anew from the title.")[2])
    <BLANKLINE>
    articles:
      news/brief:
        slug: breve
    <BLANKLINE>
    """
    articles = {
        name: dict(sorted(values.items()))
        for name, values in sorted(frozen.articles.items())
        if values
    }
    return frozen.preamble + yamltext.plain_dump({"articles": articles})


def is_slug(field: str) -> bool:
    """Whether the values of a field are addresses, which differ in all articles.

    >>> is_slug("slug"), is_slug("seo.slug"), is_slug("title")
    (True, True, False)
    """
    return field.rpartition(".")[2] == "slug"


def _free(slug: str, used: Collection[str]) -> str:
    found, number = slug, 1
    while found in used:
        number += 1
        found = f"{slug}-{number}"
    return found


def _read_own_writing(written: str) -> dict[str, dict[str, str]] | None:
    """The values of a file in the form that `dump` writes; None for any other form.

    ruamel.yaml takes 0.3 s for a thousand articles, half of a build in which nothing changed; this
    takes 4 ms.
    """
    articles: dict[str, dict[str, str]] = {}
    values: dict[str, str] = {}
    slugs: list[str] = []
    head, *lines = written.split("\n")
    if head != "articles:" or not lines or lines.pop():
        return {} if written in ("", "articles: {}\n") else None
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None or (key := _own_scalar(match["key"])) is None:
            return None
        value = _own_scalar(match["value"] or "") or ""
        if match["deeper"]:
            if not (value.strip() and articles) or key in values:
                return None
            values[key] = value
            slugs += [value] if is_slug(key) else []
        elif match["value"] is None and key not in articles:
            values = articles[key] = {}
        else:
            return None
    return articles if len(slugs) == len(set(slugs)) else None


def _own_scalar(written: str) -> str | None:
    if written.startswith('"'):
        try:
            found = json.loads(written)
        except ValueError:
            return None
        return found if isinstance(found, str) and written == yamltext.plain_scalar(found) else None
    return written if yamltext.is_plain(written) else None


def _read_any(written: str, start: int, path: Path) -> dict[str, dict[str, str]]:
    """The values of any YAML file with this structure; it must have no comments after `start`."""
    below = 1 + written.count("\n", 0, start)
    for number, line in enumerate(written[start:].split("\n"), below):
        if _COMMENT.search(line) and not {'"', "'"} & set(line):
            raise ConfigError("a comment, which the next build would lose", Place(path, number),
                              hint="keep notes in the article or its catalog")  # fmt: skip
    located = yamltext.load(written, path)
    whole = Value(located.data or {}, (), path, located.places)
    section = whole.section(["articles"])
    articles = section["articles"].section(None) if "articles" in section else {}
    found: dict[str, dict[str, str]] = {}
    owners: dict[str, str] = {}
    for article, values in articles.items():
        found[article] = {key: text(value) for key, value in values.section(None).items()}
        for key, value in values.section(None).items():
            owner = owners.setdefault(text(value), article) if is_slug(key) else article
            if owner != article:
                raise value.wrong(f"'{article}' has the slug of '{owner}'", "change one of them")
    return found
