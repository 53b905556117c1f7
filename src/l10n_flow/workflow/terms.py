"""The project's terms, exchanged with other programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from l10n_flow import yamlvalues
from l10n_flow.errors import ConfigError, Place, UsageError
from l10n_flow.files.reading import bytes_of
from l10n_flow.files.sharing import locked
from l10n_flow.files.writing import replace_file
from l10n_flow.memory.units import meant
from l10n_flow.project import Project
from l10n_flow.terms import tables, tbx
from l10n_flow.terms.glossary import Terms
from l10n_flow.terms.merging import Conflict, merged
from l10n_flow.terms.term import ImportedTerms, Term
from l10n_flow.workflow.words import terms_of
from l10n_flow.yamlvalues import suggestion


@dataclass(frozen=True, slots=True)
class TermsImport:
    """What `import_terms` did, or with `dry_run` would do."""

    path: Path
    """The project's terms, relative to the root."""
    added: tuple[Term, ...]
    extended: tuple[Term, ...]
    """Existing terms that got additions."""
    same: int
    """The number of terms of the file that already existed, without additions."""
    conflicts: tuple[Conflict, ...]
    """Terms that were left out because they contradict existing ones."""
    ignored: tuple[str, ...]
    """What else in the file was skipped."""


def import_terms(
    project: Project, file: Path, *, target: str = "", dry_run: bool = False
) -> TermsImport:
    """Add the terms of `file` that do not contradict existing ones to the project's terms.

    The file is TBX or CSV by its suffix (`IMPORTS`); `target` is the language of a CSV's column
    that is only called `target`. terms.yaml keeps what people wrote, comments and order included.
    It is created when there is none, and is written whole or not at all.

    Raises `UsageError` for another suffix or language, `InputError` for a file in another format
    than its suffix, `ConfigError` for an invalid terms.yaml.
    """
    imported = _read(project, file, target)
    path = project.terms
    with locked(path, project.locks):
        held = bytes_of(path)
        text = _text(held or b"", path)
        merge = merged(text, path, imported.terms, project.config.source, project.languages)
        if merge.text != text and not dry_run:
            replace_file(path, merge.text.encode(), expected=held)
    changed = len(merge.added) + len(merge.extended) + len(merge.conflicts)
    return TermsImport(
        project.relative(path),
        merge.added,
        merge.extended,
        max(0, len(imported.terms) - changed),
        merge.conflicts,
        imported.ignored,
    )


def export_terms(
    project: Project, file: Path, *, locales: Sequence[str] = (), older: bool = False
) -> int:
    """Write the project's terms to `file`, as TBX or CSV by its suffix; return their number.

    `locales` are the languages whose wordings are written, all when there is none; a term that says
    nothing of them is left out. `older` asks for version 2 of TBX, which has one language, as its
    readers expect.

    Raises `UsageError` for another suffix or language, for an older version with several languages;
    `InputError` for what the format cannot contain.
    """
    suffix = _suffix(file, EXPORTS)
    if older and suffix != ".tbx":
        raise UsageError("only TBX has an older version", hint="export to a file named *.tbx")
    terms = terms_of(project)
    chosen = project.select_locales(locales)
    own = {tag for tag in chosen if tag != terms.language}
    if older and len(own) != 1:
        raise UsageError(
            "Weblate and the Toolkit read one language from a file of TBX 2",
            hint=f"write a file for each: -l {min(own or project.languages)}",
        )
    if locales or older:
        terms = Terms(tuple(_about(terms.all, own)), terms.language)
    replace_file(file, EXPORTS[suffix](terms, project.config.name, min(own) if older else ""))
    return len(terms.all)


def _about(terms: Iterable[Term], locales: Iterable[str]) -> Iterator[Term]:
    """The terms with their wordings in these languages alone, without those that have none."""
    for term in terms:
        found = {tag: term.wording(tag) for tag in locales}
        wordings = {tag: wording for tag, wording in found.items() if wording is not None}
        if wordings or not term.translate:
            yield replace(term, wordings=wordings)


def _text(written: bytes, file: Path) -> str:
    try:
        return written.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError("the file is not UTF-8", Place(file), hint="save it as UTF-8") from error


def _read(project: Project, file: Path, target: str) -> ImportedTerms:
    read = IMPORTS[_suffix(file, IMPORTS)]
    tag = yamlvalues.tag(target) if target else ""
    if tag is None or (tag and tag not in project.languages):
        raise UsageError(f"'{target}' is not a language of this project",
                         hint="it has " + ", ".join(project.languages))  # fmt: skip
    data = bytes_of(file)
    if data is None:
        raise UsageError(f"there is no file '{file}'")
    found = _with_wordings(read(data, file, project, tag))
    terms = tuple(_in_our_languages(term, project.languages) for term in found.terms)
    return replace(found, terms=terms)


def _in_our_languages(term: Term, languages: Sequence[str]) -> Term:
    """The term with the project's tags where the file has another variant: `es` for its `es-ES`.

    Where two variants would get the same tag, or the file has that, too, they keep their own.
    """
    ours = {tag: meant(tag, languages) or tag for tag in term.wordings}
    often = Counter(ours.values())
    wordings = {
        ours[tag] if often[ours[tag]] == 1 else tag: wording
        for tag, wording in term.wordings.items()
    }
    return replace(
        term, language=meant(term.language, languages) or term.language, wordings=wordings
    )


def _with_wordings(imported: ImportedTerms) -> ImportedTerms:
    """The imported terms without those that nobody has translated yet."""
    worded = tuple(
        term
        for term in imported.terms
        if not term.translate or any(w.approved or w.forbidden for w in term.wordings.values())
    )
    left = len(imported.terms) - len(worded)
    note = (f"{left} of {len(imported.terms)} terms: they have no translation",) if left else ()
    return ImportedTerms(worded, (*imported.ignored, *note))


def _suffix(file: Path, known: Iterable[str]) -> str:
    suffix = file.suffix.lower()
    if suffix not in known:
        raise UsageError(f"'{file.name}' is neither TBX nor CSV by its name",
                         hint=suggestion(suffix, known))  # fmt: skip
    return suffix


def _read_tbx(data: bytes, file: Path, project: Project, _target: str) -> ImportedTerms:
    return tbx.read(data, file, project.config.source, project.languages)


def _read_table(data: bytes, file: Path, project: Project, target: str) -> ImportedTerms:
    return tables.read(data, file, project.config.source, project.languages, target)


IMPORTS: Mapping[str, Callable[[bytes, Path, Project, str], ImportedTerms]] = {
    ".tbx": _read_tbx,
    ".xml": _read_tbx,
    ".csv": _read_table,
    ".tsv": _read_table,
}
"""How a file is read, by its suffix."""


def _write_tbx(terms: Terms, title: str, older_for: str) -> bytes:
    return tbx.write(terms.all, title, terms.language, older_for=older_for)


def _write_table(terms: Terms, _title: str, _older_for: str) -> bytes:
    return tables.write(terms.all, terms.language)


EXPORTS: Mapping[str, Callable[[Terms, str, str], bytes]] = {
    ".tbx": _write_tbx,
    ".csv": _write_table,
}
"""How a file is written, by its suffix."""
