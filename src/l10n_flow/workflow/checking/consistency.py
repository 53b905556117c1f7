"""Whether the editions of one article agree with it and with each other."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from l10n_flow import documents
from l10n_flow.documents import Document, Field, ParseOptions
from l10n_flow.documents.document import dotted
from l10n_flow.documents.markdown.directives import PATTERN as DIRECTIVE
from l10n_flow.editions.edition import FIELDS
from l10n_flow.editions.taxonomy import TaxonomyLabels, labels
from l10n_flow.errors import ConfigError, Place
from l10n_flow.files.reading import bytes_of
from l10n_flow.language.calendars import iso_date
from l10n_flow.language.counting import counted
from l10n_flow.language.tags import language_tag
from l10n_flow.model import digest
from l10n_flow.project import Article, Project


class Concerned(NamedTuple):
    """A disagreement: a row of `checks.projectlevel`, and the place."""

    name: str
    locale: str
    message: str
    path: Path
    line: int | None = None
    detail: str = ""
    """What distinguishes it from others: a field, an id, a language."""


@dataclass(frozen=True, slots=True)
class BuiltEdition:
    """An edition as it was built."""

    locale: str
    path: Path
    document: Document

    @property
    def revision(self) -> str | None:
        """The digest of the text that it was built from; None when it has none."""
        front = self.document.front
        return front.value("translation.revision") if front else None


def read(
    project: Project,
    article: Article,
    options: ParseOptions,
    read_file: Callable[[Path], bytes | None] = bytes_of,
) -> tuple[BuiltEdition, ...]:
    """The existing editions of an article; `read_file` is asked for every one that may exist.

    Raises `L10nFlowError` for one that cannot be read.
    """
    found = []
    for locale in project.languages:
        path = project.edition_path(article, locale)
        data = read_file(path) if path != article.path else None
        if data is not None:
            found.append(BuiltEdition(locale, path, documents.read(data, path, options)))
    return tuple(found)


def compared(
    project: Project,
    article: Article,
    document: Document,
    editions: Sequence[BuiltEdition],
    taxonomy: TaxonomyLabels,
    kept: Mapping[str, Mapping[str, str]] | None = None,
) -> Iterator[Concerned]:
    """Yield what does not agree: labels, shared metadata, blocks, alternates.

    An edition of an older text is reported as such, and not compared with the current one. `kept`
    are the article's frozen values, by language: these are the edition's own.
    """
    yield from _labels(project, article, document, taxonomy)
    now = digest(document.text.decode())
    for edition in editions:
        if edition.revision not in (now, None):
            message = "it was built from an older text of the article"
            yield Concerned("edition-outdated", edition.locale, message, edition.path)
            continue
        yield from _metadata(project, document, edition, (kept or {}).get(edition.locale, {}))
        yield from _blocks(project, document, edition)
    yield from _alternates(project, article, editions)


def _labels(
    project: Project, article: Article, document: Document, taxonomy: TaxonomyLabels
) -> Iterator[Concerned]:
    """Yield each id that has no label in a language of the project."""
    front, path = document.front, project.relative(article.path)
    fields = project.config.taxonomy.fields
    if front is None:
        return
    for one in front.fields:
        if dotted(one.path) not in fields:
            continue
        alone = replace(front, fields=(one,))
        for locale in project.languages:
            try:
                labels(alone, taxonomy, fields, locale,
                       lambda offset: document.place(offset, path))  # fmt: skip
            except ConfigError as error:
                where = error.where or Place(path)
                yield Concerned(
                    "edition-label", locale, error.what, where.path, where.line, one.value
                )


def _metadata(
    project: Project, document: Document, edition: BuiltEdition, kept: Mapping[str, str]
) -> Iterator[Concerned]:
    """Yield each shared field whose value differs from the article's."""
    own = _shared(project, document)
    theirs = _shared(project, edition.document)
    for path, one in own.items():
        if dotted(path) in kept:
            continue
        other = theirs.get(path)
        if other is None:
            message = f"'{_named(path)}' is missing; the article has '{one.value}'"
        elif dotted(path) in project.config.dates and iso_date(one.value) == other.value:
            continue
        elif (one.value, one.tag) != (other.value, other.tag):
            message = f"'{_named(path)}' is '{other.value}'; the article has '{one.value}'"
        else:
            continue
        yield _in(edition, "edition-metadata", message, _named(path))
    for path, other in theirs.items():
        if path not in own:
            message = f"'{_named(path)}' is '{other.value}'; the article has no such field"
            yield _in(edition, "edition-metadata", message, _named(path))


def _in(edition: BuiltEdition, name: str, message: str, detail: str) -> Concerned:
    return Concerned(name, edition.locale, message, edition.path, None, detail)


def _shared(project: Project, document: Document) -> Mapping[tuple[str | int, ...], Field]:
    """The fields that all editions share, by path."""
    modes = project.config.fields
    found = {}
    for one in document.front.fields if document.front else ():
        name = dotted(one.path)
        top = name.partition(".")[0]
        mode = modes.get(name, modes.get(top, "shared"))
        if mode == "shared" and top not in FIELDS:
            found[one.path] = one
    return found


def _named(path: tuple[str | int, ...]) -> str:
    return ".".join(str(step) for step in path)


def _blocks(project: Project, document: Document, edition: BuiltEdition) -> Iterator[Concerned]:
    """Yield a difference from the article's blocks; a policy may leave some out."""
    if project.config.policy(edition.locale).untranslated == "omit":
        return
    wanted, found = _kinds(_as_published(document, edition.path)), _kinds(edition.document)
    is_told = _is_told(project, edition)
    may_be_told = is_told or (is_told is None and len(found) == len(wanted) + 1)
    if may_be_told and found[:1] == ["quote"]:
        found = found[1:]  # the notice
    elif is_told:
        message = "it is without the notice to its readers"
        yield Concerned("edition-blocks", edition.locale, message, edition.path)
        return
    if found == wanted:
        return
    for number, (one, other) in enumerate(zip(wanted, found, strict=False), 1):
        if one != other:
            message = f"block {number} is '{other}'; in the article it is '{one}'"
            break
    else:
        message = f"it has {counted(len(found), 'block')}; the article has {len(wanted):,}"
    yield Concerned("edition-blocks", edition.locale, message, edition.path)


def _is_told(project: Project, edition: BuiltEdition) -> bool | None:
    """Whether the edition begins with a notice to readers; None if it does not say how it became.

    By what it says of itself: one that has drafts or lacks translations has a notice, where the
    policy puts notices into the body, and no other has one.
    """
    front, is_markdown = edition.document.front, edition.document.format.grammar == "markdown"
    status = front.value("translation.status") if front is not None else None
    if not status or not is_markdown or project.config.policy(edition.locale).notice != "body":
        return None
    return status in ("untranslated", "partial", "draft")


def _as_published(document: Document, path: Path) -> Document:
    """The article without comments for l10n-flow, which editions do not have.

    Text that is not to be translated is a block like any other there.
    """
    if DIRECTIVE.search(document.text) is None:
        return document
    return documents.read(DIRECTIVE.sub(b"", document.text), path, document.options)


def _kinds(document: Document) -> list[str]:
    kinds = [slot.segment.kind for slot in document.slots]
    return [kind for kind in kinds if not kind.startswith("field: ")]


def _alternates(
    project: Project, article: Article, editions: Sequence[BuiltEdition]
) -> Iterator[Concerned]:
    """Yield each alternate that does not exist, or that does not name the edition in return."""
    there = {edition.locale: edition for edition in editions}
    named = {edition.locale: _named_by(edition) for edition in editions}
    for edition in editions:
        for tag, target in named[edition.locale].items():
            path = Path(posixpath.normpath((edition.path.parent / target).as_posix()))
            other = next((one for loc, one in there.items() if language_tag(loc) == tag), None)
            if other is None or path != other.path:
                if path != article.path and not project.edition_path(article, tag).exists():
                    message = f"its alternate in {tag}, {target}, is not there"
                    yield _in(edition, "edition-alternates", message, tag)
            elif language_tag(edition.locale) not in named[other.locale]:
                message = f"the edition in {tag} does not name this edition in return"
                yield _in(edition, "edition-alternates", message, tag)


def _named_by(edition: BuiltEdition) -> Mapping[str, str]:
    front = edition.document.front
    return {
        str(one.path[1]): one.value
        for one in (front.fields if front else ())
        if one.path[0] == "alternates" and len(one.path) == 2
    }
