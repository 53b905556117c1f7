"""The files that the arguments name: files, folders, patterns."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from l10n_flow.documents import FORMATS
from l10n_flow.errors import UsageError

SUFFIXES = (".po", *FORMATS)
_PATTERN = frozenset("*?[")


def found(names: Sequence[str], cwd: Path) -> tuple[Path, ...]:
    """The files that these names mean, relative to `cwd`: each once, sorted, absolute.

    A folder means all catalogs and pages below it, and so does `folder/**`. Hidden ones are left
    out. Raises `UsageError` for a name that matches no file.
    """
    chosen: set[Path] = set()
    for name in names:
        files = set(_meant(name, cwd))
        if not files:
            hint = f"files end in {', '.join(SUFFIXES)}; quote a pattern with *"
            raise UsageError(f"'{name}' means no file that can be adopted", hint=hint)
        chosen |= files
    return tuple(sorted(chosen))


def relative(path: Path, root: Path) -> Path:
    """A file as people and catalogs name it: relative to the project, also when it is outside.

    >>> relative(Path("/old/a.md"), Path("/p")).as_posix()
    '../old/a.md'
    """
    return Path(os.path.relpath(path, root))


def _meant(name: str, cwd: Path) -> Iterator[Path]:
    path = cwd / name
    if path.is_dir():
        yield from _pages(path.rglob("*"), path, ())
    elif path.is_file():
        yield path
    elif _PATTERN & set(name):
        whole = Path(name)
        top = Path(whole.anchor) if whole.is_absolute() else cwd
        pattern = whole.relative_to(whole.anchor).as_posix() if whole.is_absolute() else name
        wanted = top.glob(f"{pattern}/*" if pattern.endswith("**") else pattern)
        yield from _pages(wanted, top, whole.parts)


def _pages(paths: Iterable[Path], top: Path, named: Sequence[str]) -> Iterator[Path]:
    """Yield the catalogs and pages among the paths below `top`; hidden ones only by their names."""
    for path in paths:
        steps = [step for step in path.relative_to(top).parts if step not in named]
        hidden = any(step.startswith(".") for step in steps)
        if path.suffix.lower() in SUFFIXES and not hidden and path.is_file():
            yield path
