"""Start a project: a folder with a configuration, and folders for articles and catalogs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from l10n_flow.config.settings import FILE_NAME
from l10n_flow.errors import UsageError
from l10n_flow.files.fences import fence, make_folder
from l10n_flow.files.reading import bytes_of, is_there
from l10n_flow.files.writing import create_file, replace_file
from l10n_flow.project import Project, opened
from l10n_flow.workflow.proposing import Proposal, ProposedSetting, left_out, propose
from l10n_flow.yamlvalues import tag

IGNORED = ("/.l10n-flow/", ".*.tmp", "/locales/**/*.mo")
"""What git ignores beside the editions: the first can be made again, a killed process may leave the
second behind, and Poedit writes the third beside each catalog that it saves."""

_CONFIGURATION = """\
# The settings of this project. Every key and its default: docs/configuration.md of l10n-flow.

# name: Our newspaper   # as readers see it; else the name of this folder
source: {source}   # the articles' language, unless their front matter says 'lang'
locales: [{locales}]   # the languages of the editions

{proposed}# exclude: ["drafts/**"]

# publish:
#   untranslated: source   # or omit, hide-article, fail
#   min_state: draft   # or translated, reviewed; drafts are published with a notice
#   threshold: 0   # percent that must have come so far before an edition is replaced
"""


_USUAL = "# content: content   # where the articles are\n"
USUAL_LOCALES = ("es", "fa")
"""The languages of the editions if neither the options nor a folder name others."""


@dataclass(frozen=True, slots=True)
class InitReport:
    """What `init` created."""

    project: Project
    created: tuple[Path, ...]
    """Files and folders that were created, relative to the project's root."""
    articles: int
    """The number of articles that already existed."""
    proposed: tuple[ProposedSetting, ...] = ()
    """The settings that files and folders proposed."""
    pages: tuple[tuple[str, str], ...] = ()
    """Patterns of translated pages that exist already, each with its language."""
    left_out: tuple[tuple[str, int], ...] = ()
    """Other folders with Markdown, which the configuration does not name, and how many files."""


def init(folder: Path, source: str, locales: Sequence[str] | None = None) -> InitReport:
    """Create a project in `folder` with the given languages; existing files are not changed.

    The settings of a site generator in the folder propose how articles are read and where they
    are; if `locales` is None, folders for languages propose the languages. Only `.gitignore` may
    get new lines. Raises `UsageError` for an invalid language tag, for no language to translate
    into, and when `folder` is already a project or a file.
    """
    folder = folder.absolute()
    file = folder / FILE_NAME
    if is_there(file):
        added = f"add {', '.join(locales)} to 'locales'" if locales else "its settings are"
        raise UsageError(f"{folder} is a project already", hint=f"{added} in {FILE_NAME}")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"'{folder}' is a file", hint="name a folder")
    proposal = propose(folder, _tag(source)) if folder.is_dir() else Proposal()
    text = _configuration(source, locales, proposal)
    folders = (proposal.content, "locales")
    missing = [name for name in folders if not (folder / name).exists()]
    fence(folder)
    for name in folders:
        make_folder(folder / name)
    create_file(file, text.encode())
    grown = _ignore(folder / ".gitignore", proposal.output)
    project = opened(folder)
    created = [FILE_NAME, *missing, *([".gitignore"] if grown else [])]
    return InitReport(
        project,
        tuple(Path(name) for name in created),
        len(project.articles()),
        tuple(_written(proposal) if locales else proposal.settings),
        tuple(page for page in proposal.pages if page[1] in project.config.locales),
        left_out(folder, proposal.content),
    )


def _configuration(source: str, locales: Sequence[str] | None, proposal: Proposal) -> str:
    """The text of the configuration file."""
    wanted = (proposal.locales or USUAL_LOCALES) if locales is None else locales
    languages = [_tag(source), *(_tag(locale) for locale in wanted)]
    targets = list(dict.fromkeys(tag for tag in languages[1:] if tag != languages[0]))
    if not targets:
        raise UsageError("no language to translate into", hint="such as --locale es,fa")
    return _CONFIGURATION.format(
        source=languages[0],
        locales=", ".join(targets),
        proposed="".join(map(_line, _written(proposal))) or _USUAL,
    )


def _written(proposal: Proposal) -> Iterator[ProposedSetting]:
    return (setting for setting in proposal.settings if setting.key != "locales")


def _line(setting: ProposedSetting) -> str:
    section, _, name = setting.key.rpartition(".")
    line = f"{name}: {setting.value}"
    return f"{section + ': {' + line + '}' if section else line}   # {setting.because}\n"


def _tag(written: str) -> str:
    found = tag(written)
    if found is None:
        raise UsageError(f"'{written}' is not a language tag", hint="such as es, fa or pt-BR")
    return found


def _ignore(file: Path, output: str) -> bool:
    """Add the missing lines to the ignore file; whether there were any."""
    held = bytes_of(file)
    present = held or b""
    lines = {line.strip().strip(b"/") for line in present.splitlines()}
    ignored = (f"/{output}/", *IGNORED)
    missing = [line for line in ignored if line.strip("/").encode() not in lines]
    if missing:
        start = b"" if not present or present.endswith(b"\n") else b"\n"
        added = start + "".join(f"{line}\n" for line in missing).encode()
        replace_file(file, present + added, expected=held)
    return bool(missing)
