"""Turn scraped pages into articles of the content folder.

A page is read by the profile that matches it. An article is written when its file does not exist or
was written by an earlier import: text that a person changed is kept. The digests of imported files
are in `.l10n-flow/`; without them every existing text counts as a person's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import count
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from l10n_flow.catalogs.similar import similarity
from l10n_flow.documents.frontmatter import find as find_front_matter
from l10n_flow.errors import DocumentError, L10nFlowError, Place, UsageError
from l10n_flow.files.reading import bytes_of, content_of
from l10n_flow.files.sharing import locked
from l10n_flow.files.writing import replace_file
from l10n_flow.importers import profile as profiles
from l10n_flow.importers import source
from l10n_flow.importers.contentfile import file_name, with_persian_letters, written
from l10n_flow.importers.imported import ImportedPage, PageArticle
from l10n_flow.importers.labels import with_labels
from l10n_flow.importers.profile import Profile, folded
from l10n_flow.importers.textpage import read_plain
from l10n_flow.language.persian import persian_letters
from l10n_flow.language.slugs import slug
from l10n_flow.language.tags import script, subtags
from l10n_flow.project import Project
from l10n_flow.workflow.incremental.ledger import Ledger, Record, digest_of
from l10n_flow.workflow.incremental.runner import Progress, no_progress
from l10n_flow.workflow.words import taxonomy_of

PROFILES = "profiles"
"""The folder of a project's own profiles, beside its configuration."""

_MARK = "import 1"


class Outcome(Enum):
    """The outcome for an article's file."""

    NEW = "new"
    UPDATED = "updated"
    """The file of an earlier import was replaced; or `force` replaced what a person had changed."""
    UNCHANGED = "unchanged"
    KEPT = "kept"
    """A person wrote or changed the file: it stays, without the text of the page."""
    COVERED = "covered"
    """Only a stub would be written, and the whole article exists."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """One article or stub and its file."""

    article: PageArticle
    path: Path
    """Relative to the root."""
    outcome: Outcome
    categories: tuple[str, ...] = ()
    """The ids of its categories."""


@dataclass(frozen=True, slots=True)
class NewLabel:
    """An id that was added to the taxonomy with the page's own words."""

    part: str
    id: str
    language: str
    label: str
    missing: tuple[str, ...]
    """The project's other languages: somebody has to add the labels in these."""


@dataclass(frozen=True, slots=True)
class PageReport:
    """The import of one page."""

    imported: ImportedPage
    files: tuple[FileReport, ...] = ()
    labels: tuple[NewLabel, ...] = ()

    @property
    def article(self) -> FileReport | None:
        """The page's own article."""
        return next((found for found in self.files if not found.article.stub), None)

    def stubs(self) -> tuple[FileReport, ...]:
        """The articles that the page announces."""
        return tuple(found for found in self.files if found.article.stub)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What `import` did, or with `dry_run` would do."""

    pages: tuple[PageReport, ...]
    failures: tuple[L10nFlowError, ...] = ()

    @property
    def findings(self) -> tuple[L10nFlowError, ...]:
        """A finding for every file that was kept, and so lacks the page's words."""
        what = "kept: it was edited, or written by somebody"
        hint = "compare it with the page; --force replaces it"
        return tuple(
            L10nFlowError(what, Place(file.path), hint=hint) for file in self.files(Outcome.KEPT)
        )

    def files(self, outcome: Outcome) -> tuple[FileReport, ...]:
        """The files with this outcome."""
        return tuple(f for page in self.pages for f in page.files if f.outcome is outcome)


def import_(
    project: Project,
    files: Sequence[Path],
    *,
    profile: str = "",
    into: str = "",
    force: bool = False,
    strict: bool = False,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> ImportReport:
    """Import the articles and stubs of every page; a second import changes nothing.

    `profile` is the name or the path of a profile; without it, each page is read by the profile
    that matches it. `into` is a folder below the content folder. A file that a person wrote
    or changed is kept, unless `force`. With `strict` a page with a warning is a failure and
    nothing of it is written. A page that cannot be read never stops the others.

    Raises `UsageError` for an unknown profile and for a folder outside of the content folder,
    `ConfigError` for an invalid profile or taxonomy.
    """
    choices = _profiles(project, profile)
    batch = _PageBatch(project, _folder(project, into), force=force)
    pages: list[PageReport] = []
    failures: list[L10nFlowError] = []
    for done, file in enumerate(files):
        progress("Importing", done, len(files))
        try:
            imported, chosen = read_page(file, choices)
            if strict and imported.warnings:
                failures += [DocumentError(what, place) for place, what in imported.warnings]
            else:
                pages.append(batch.take(imported, chosen))
        except L10nFlowError as error:
            failures.append(error)
    failures += batch.write(dry_run=dry_run)
    return ImportReport(tuple(pages), tuple(failures))


def read_page(file: Path, choices: Sequence[Profile]) -> tuple[ImportedPage, Profile]:
    """The article and stubs of a page, and the profile that matches it; nothing is written.

    Raises `InputError` for a file that cannot be read, `UsageError` when the libraries for HTML are
    not installed, `ConfigError` for a wrong selector.
    """
    data = content_of(file)
    if source.is_docx(data, file):
        from l10n_flow.importers import docx  # noqa: PLC0415 - only for Word files

        return docx.read_docx(data, file), choices[0]
    if not source.is_html(data, file):
        text = source.decode(data, file)
        source.refuse_articles(text, file)
        chosen = profiles.choose(choices, [line.text for line in source.lines(text)])
        return read_plain(text, file, chosen), chosen
    from l10n_flow.importers import page  # noqa: PLC0415 - only for HTML

    tree = page.parse(source.decode_html(data, file), file)
    chosen = profiles.choose(choices, tree.lines())
    return page.read_page(tree, chosen), chosen


class _PageBatch:
    """Files and labels that wait until every page is read; `write` writes them."""

    def __init__(self, project: Project, folder: Path, *, force: bool) -> None:
        self._project = project
        self._folder = folder
        self._force = force
        self._ledger = Ledger(project.state / "import", _MARK)
        self._entered: dict[str, Record] = {}
        self._waiting: dict[Path, bytes] = {}
        self._seen: dict[Path, bytes | None] = {}
        """The former content of each file when its outcome was decided."""
        self._placed: dict[Path, PageArticle] = {}
        """The whole article of this run that each file was given to."""
        self._failures: list[L10nFlowError] = []
        self._labels = _Labels(project)
        self._articles = {article.name: article.relative for article in project.articles()}

    def take(self, imported: ImportedPage, profile: Profile) -> PageReport:
        """Add a page's article and stubs to the batch, and report their outcomes."""
        articles = ([imported.article] if imported.article else []) + list(imported.stubs)
        before = len(self._labels.new)
        files = []
        for article in articles:
            try:
                files.append(self._take(article, profile, imported.page))
                if article is imported.article:
                    self._pictures(imported, files[-1])
            except L10nFlowError as error:
                self._failures.append(error)
        return PageReport(imported, tuple(files), tuple(self._labels.new[before:]))

    def _take(self, article: PageArticle, profile: Profile, page: Path) -> FileReport:
        tag = _language(article.language, self._project)
        language = tag or self._project.config.source
        is_persian = subtags(language).language == "fa"
        said = {"categories": article.categories, "tags": article.tags, "author": article.authors}
        if is_persian:
            said = {field: tuple(map(persian_letters, labels)) for field, labels in said.items()}
        fixed = {"categories": profile.categories}
        ids = {
            field: self._labels.ids(field, labels, language, fixed.get(field, {}))
            for field, labels in said.items()
        }
        categories, tags, authors = ids.values()

        def contents(name: str) -> bytes:
            text = written(
                article, name=name, language=tag, categories=categories, authors=authors, tags=tags
            )
            return (with_persian_letters(text) if is_persian else text).encode()

        identity = _identity(article, "" if article.stub else page.absolute().as_posix())
        path = self._place(article, language, identity, contents)
        data = contents(path.stem)
        if not article.stub:
            self._placed[path] = article
        outcome = self._outcome(article, path, data)
        if outcome in (Outcome.NEW, Outcome.UPDATED):
            self._waiting[path] = data
        # Also of an existing article: an import that was killed may not have written the labels.
        if outcome in (Outcome.NEW, Outcome.UPDATED, Outcome.UNCHANGED):
            for field, labels in said.items():
                self._labels.add(field, labels, ids[field], language)
        if outcome not in (Outcome.KEPT, Outcome.COVERED):
            record = Record({"file": digest_of(data)}, identity)
            self._entered[self._project.relative(path).as_posix()] = record
        return FileReport(article, self._project.relative(path), outcome, tuple(categories))

    def _pictures(self, imported: ImportedPage, file: FileReport) -> None:
        """Add the pictures beside the article, where no other file has their name."""
        if file.outcome in (Outcome.KEPT, Outcome.COVERED):
            return
        for name, data in imported.files.items():
            path = (self._project.root / file.path).parent / name
            held = self._seen.setdefault(path, bytes_of(path))
            record = self._record(path)
            ours = None if record is None else record.files.get("file")
            if held is None or self._force or ours == digest_of(held):
                self._waiting[path] = data
                relative = self._project.relative(path).as_posix()
                self._entered[relative] = Record({"file": digest_of(data)}, ())
            elif held != data:
                what = "not replaced by the document's picture: it was edited"
                self._failures.append(L10nFlowError(what, Place(path), hint="--force replaces it"))

    def _place(
        self,
        article: PageArticle,
        language: str,
        identity: Identity,
        contents: Callable[[str], bytes],
    ) -> Path:
        """The article's file: of those with its title and day the one that is known to be its own.

        Where none is, it is the first name that no other article has.
        """
        alike: list[tuple[Path, Identity]] = []
        for number in count(1):
            path = self._folder / f"{file_name(article.title, language, number)}.md"
            relative = path.relative_to(self._project.content).as_posix()
            if self._articles.get(relative.removesuffix(".md"), relative) != relative:
                continue
            record = None if self._held(path) is None else self._record(path)
            known = Identity(*record.notes[: len(Identity._fields)]) if record else None
            if not (known is None or known.may_be(identity)) or self._is_others(path, article):
                continue
            if known is not None:
                alike.append((path, known))
                continue
            for other, its in alike:
                if its.address and its.address == identity.address:
                    return other
            for other, _ in alike:
                if self._held(other) == contents(other.stem):
                    return other
            for other, its in alike:
                if article.stub or its.page in ("", identity.page):
                    return other
            return self._earlier([other for other, _ in alike], contents) or path
        raise AssertionError  # there is always a next number

    def _earlier(self, files: Sequence[Path], contents: Callable[[str], bytes]) -> Path | None:
        """The file that has an earlier version of the article's text; None if all have other texts.

        Texts of one title and day may be several articles, where their pages have other names and
        say no address.
        """
        best, highest = None, float(_SAME_TEXT)
        for path in files:
            held = self._held(path)
            alike = 100 if held is None else similarity(_body(held), _body(contents(path.stem)))
            if alike >= highest:
                best, highest = path, alike
        return best

    def _is_others(self, path: Path, article: PageArticle) -> bool:
        """Whether another whole article of this run has the file."""
        other = self._placed.get(path)
        if other is None or article.stub or other == article:
            return False
        address = _address(article.address)
        return not address or _address(other.address) != address

    def _held(self, path: Path) -> bytes | None:
        """The file's content after this run, with line ends as we write them."""
        if path not in self._seen:
            self._seen[path] = bytes_of(path)
        held = self._waiting.get(path) or self._seen[path]
        return None if held is None else held.replace(b"\r\n", b"\n")

    def _outcome(self, article: PageArticle, path: Path, data: bytes) -> Outcome:
        held = self._held(path)
        if held is None:
            return Outcome.NEW
        if held == data:
            return Outcome.UNCHANGED
        if article.stub and not _is_stub(held):
            return Outcome.COVERED
        record = self._record(path)
        ours = record is not None and record.files.get("file") == digest_of(held)
        return Outcome.UPDATED if ours or self._force else Outcome.KEPT

    def _record(self, path: Path) -> Record | None:
        name = self._project.relative(path).as_posix()
        return self._entered.get(name) or self._ledger.record(name)

    def write(self, *, dry_run: bool) -> list[L10nFlowError]:
        """Write and record all waiting files and labels; return all failures of the import."""
        if dry_run:
            return self._failures
        for path, data in self._waiting.items():
            try:
                replace_file(path, data, expected=self._seen[path])
            except L10nFlowError as error:
                self._failures.append(error)
                del self._entered[self._project.relative(path).as_posix()]
        for name, record in self._entered.items():
            self._ledger.enter(name, record)
        for save in (self._labels.write, self._ledger.save):
            try:
                save()
            except L10nFlowError as error:
                self._failures.append(error)
        return self._failures


class _Labels:
    """The ids of categories and authors, and the labels that the taxonomy lacks.

    A project without a taxonomy, or without that part, has no labels: its ids need none, and its
    authors keep their names.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._parts = project.config.taxonomy.fields
        self._known = taxonomy_of(project)
        self.new: list[NewLabel] = []

    def ids(
        self, name: str, labels: Sequence[str], language: str, fixed: Mapping[str, str]
    ) -> list[str]:
        """The ids of a field's labels: the profile's, the taxonomy's, or their slugs.

        People without a taxonomy keep their names: readers would see `ines-saz` in every language.
        """
        part = self._parts.get(name, "")
        if name == "author" and part not in self._known.parts:
            return list(dict.fromkeys(labels))
        known = self._known.parts.get(part, {})
        by_label = {folded(word): id_ for id_, words in known.items() for word in words.values()}
        by_label |= {folded(label.label): label.id for label in self.new}
        found = [
            fixed.get(folded(label)) or by_label.get(folded(label)) or slug(label, language)
            for label in labels
        ]
        return list(dict.fromkeys(found))

    def add(self, name: str, labels: Sequence[str], ids: Sequence[str], language: str) -> None:
        """Note the ids that the taxonomy lacks."""
        part = self._parts.get(name, "")
        known = self._known.parts.get(part)
        seen = {(label.part, label.id) for label in self.new}
        for label, id_ in zip(labels, ids, strict=False):
            if known is not None and id_ not in known and (part, id_) not in seen:
                missing = tuple(tag for tag in self._project.languages if tag != language)
                self.new.append(NewLabel(part, id_, language, label, missing))

    def write(self) -> None:
        """Add the new ids to the taxonomy. Raises `ConfigError` when a person must add them."""
        file = self._project.taxonomy
        if not self.new:
            return
        with locked(file, self._project.locks):
            held = content_of(file)
            before = held.decode("utf-8")
            text = before.removeprefix("\ufeff").replace("\r\n", "\n")
            for part in dict.fromkeys(label.part for label in self.new):
                added = {n.id: {n.language: n.label} for n in self.new if n.part == part}
                text = with_labels(text, file, part, added)
            text = text.replace("\n", "\r\n") if "\r\n" in before else text
            written_anew = (before[: before.startswith("\ufeff")] + text).encode()
            replace_file(file, written_anew, expected=held)


def _profiles(project: Project, wanted: str) -> list[Profile]:
    """The profile that is named, whether or not it matches a page; without a name all profiles."""
    folder = project.root / PROFILES
    if wanted:
        return [replace(profiles.load(profiles.named(wanted, folder)), min_signs=0)]
    return [profiles.load(file) for file in profiles.known(folder).values()]


def _folder(project: Project, into: str) -> Path:
    path = PurePosixPath(into.replace("\\", "/"))
    if path.is_relative_to(project.config.content):
        path = path.relative_to(project.config.content)
    if path.is_absolute() or ".." in path.parts or ":" in into:
        content = project.config.content
        raise UsageError(f"'{into}' is not a folder of {content}", hint="such as --into news")
    return project.content / path


_SAME_TEXT = 65
"""The minimum similarity, in percent, of two versions of an article. Two articles in one language
are some 50 % alike, letter by letter."""


def _body(text: bytes) -> str:
    return text[find_front_matter(text)[1] :].decode(errors="replace")


class Identity(NamedTuple):
    """What an import knows an article again by; "" for what is unknown.

    Columns have one title every week, and some have one title twice a day.
    """

    title: str
    day: str = ""
    address: str = ""
    """Where the page was published, as `_address` compares it. A stub has none."""
    page: str = ""
    """The imported file: it decides only between articles that have no address."""

    def may_be(self, other: Identity) -> bool:
        """Whether no title, and no day and no address where both have one, differs."""
        pairs = ((self.day, other.day), (self.address, other.address))
        return self.title == other.title and all(a == b or not (a and b) for a, b in pairs)


def _identity(article: PageArticle, page: str) -> Identity:
    day = article.day.isoformat() if article.day else ""
    return Identity(folded(article.title), day, _address(article.address), page)


def _address(address: str) -> str:
    """A page's address without what is not the page's own: scheme, `www.`, marks of campaigns.

    A site that calls its home page the address of every page tells nothing: "".

    >>> _address("http://www.a.example/rain/?utm_source=x&p=7"), _address("https://a.example/")
    ('a.example/rain?p=7', '')
    >>> _address("https://[a.example/rain")  # no address
    ''
    """
    try:
        parts = urlsplit(address)
        asked = [(k, v) for k, v in parse_qsl(parts.query) if not k.startswith("utm_")]
        query = "?" + urlencode(asked) if asked else ""
    except ValueError:
        return ""
    where = parts.path.rstrip("/") + query
    return parts.netloc.casefold().removeprefix("www.") + where if where else ""


def _language(written_tag: str, project: Project) -> str:
    """The tag that an article's front matter needs: "" for the project's source language."""
    if not written_tag:
        return ""
    kind = written_tag.partition("-")[0], script(written_tag)
    same = [tag for tag in project.languages if (tag.partition("-")[0], script(tag)) == kind]
    found = written_tag if written_tag in same or not same else same[0]
    return "" if found == project.config.source else found


def _is_stub(held: bytes) -> bool:
    front, _, _ = find_front_matter(held)
    return front is not None and front.value("status") == "stub"
