"""Start a project: a folder with a configuration, and room for articles and catalogs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from l10n_flow import config as configuration
from l10n_flow.config import FILE_NAME
from l10n_flow.errors import UsageError
from l10n_flow.files import (
    bytes_of,
    create_file,
    fence,
    is_there,
    make_folder,
    replace_file,
)
from l10n_flow.project import Project, opened

__all__ = ["InitReport", "init"]

IGNORED = ("/build/", "/.l10n-flow/", ".*.tmp")
"""What git need not keep: two are made again, and a killed process may leave the third behind."""

_CONFIGURATION = """\
# The settings of this project. Every key and its default: docs/configuration.md of l10n-flow.

source: {source}   # the articles' language, unless their front matter says 'lang'
locales: [{locales}]   # the languages of the editions

# content: content   # where the articles are
# exclude: ["drafts/**"]

# publish:
#   untranslated: source   # or omit, hide-article, fail
#   least: draft   # or translated, reviewed; drafts are published with a notice
#   threshold: 0   # percent that must have come so far before an edition is replaced
"""


@dataclass(frozen=True, slots=True)
class InitReport:
    """What `init` made."""

    project: Project
    created: tuple[Path, ...]
    """Files and folders that were not there before, relative to the project's root."""
    articles: int
    """How many articles were there already."""


def init(folder: Path, source: str, locales: Sequence[str]) -> InitReport:
    """A project is in `folder`, with the languages given; nothing that was there is changed.

    The one file that may grow is `.gitignore`. Raises `UsageError` for a language tag that is
    none, for no language to translate into, and when `folder` is a project or a file already.
    """
    folder = folder.absolute()
    file = folder / FILE_NAME
    if is_there(file):
        raise UsageError(f"{folder} is a project already", hint=f"its settings are in {FILE_NAME}")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"'{folder}' is a file", hint="name a folder")
    text = _configuration(source, locales)
    missing = [name for name in ("content", "locales") if not (folder / name).exists()]
    fence(folder)
    for name in ("content", "locales"):
        make_folder(folder / name)
    create_file(file, text.encode())
    grown = _ignore(folder / ".gitignore")
    project = opened(folder)
    created = [FILE_NAME, *missing, *([".gitignore"] if grown else [])]
    return InitReport(project, tuple(Path(name) for name in created), len(project.articles()))


def _configuration(source: str, locales: Sequence[str]) -> str:
    """The text of the configuration file."""
    languages = [_tag(source), *(_tag(locale) for locale in locales)]
    targets = list(dict.fromkeys(tag for tag in languages[1:] if tag != languages[0]))
    if not targets:
        raise UsageError("no language to translate into", hint="such as --locale es,fa")
    return _CONFIGURATION.format(source=languages[0], locales=", ".join(targets))


def _tag(written: str) -> str:
    found = configuration.tag(written)
    if found is None:
        raise UsageError(f"'{written}' is not a language tag", hint="such as es, fa or pt-BR")
    return found


def _ignore(file: Path) -> bool:
    """Add the lines that git should ignore to the file; whether there were any to add."""
    held = bytes_of(file)
    present = held or b""
    lines = {line.strip().strip(b"/") for line in present.splitlines()}
    missing = [line for line in IGNORED if line.strip("/").encode() not in lines]
    if missing:
        start = b"" if not present or present.endswith(b"\n") else b"\n"
        added = start + "".join(f"{line}\n" for line in missing).encode()
        replace_file(file, present + added, expected=held)
    return bool(missing)
