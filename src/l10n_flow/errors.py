"""Everything that is expected to go wrong, as one tree.

    L10nFlowError                  what, where, what to do next
    ├── UsageError                 exit 2: the command line asks for something impossible
    ├── ConfigError                exit 2: l10n-flow.yaml, a taxonomy or a profile is wrong
    ├── InputError                 exit 3: a file cannot be read for what it should be
    │   ├── DocumentError          an article
    │   ├── CatalogError           a PO file; it is left untouched
    │   └── PackageError           a translation model package
    ├── EngineError                exit 3: an engine is missing or gave no usable answer
    │   └── NoModelError           (engines/engine.py) no model for a pair of languages
    ├── PluginError                exit 3: an installed plugin cannot be loaded, or fails
    ├── FileError                  exit 3: a file cannot be written or locked
    ├── ReviewError                (workflow/review/refusals.py) exit 3: the desk saved nothing
    │   ├── Stale                  somebody else changed the words after they were shown
    │   ├── Vanished               the article no longer has the text
    │   ├── Blocked                the page would be broken by what is to be approved
    │   ├── TooLong                more than a segment can hold
    │   └── Unholdable             a character that no catalog can hold
    ├── BadSignature           (workflow/building/signing.py) exit 1: a record is not as signed
    └── ChangedUnderneath          exit 3: a file changed just before we replaced it

One boundary, `l10n_flow.cli`, turns these into a line on stderr and an exit code. Anything else
is a bug and keeps its traceback.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is: a file and, if known, line and column, both counted from 1.

    >>> str(Place(Path("content/a.md"), 3))
    'content/a.md:3'
    """

    path: Path
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        numbers = [str(n) for n in (self.line, self.column) if n is not None]
        return ":".join([self.path.as_posix(), *numbers])


class L10nFlowError(Exception):
    """An expected failure: what happened, where, and what to do next.

    >>> str(CatalogError("'msgstr' without closing quote", Place(Path("a.po"), 7),
    ...                  hint="close the string with a double quote"))
    "a.po:7: 'msgstr' without closing quote (close the string with a double quote)"
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, what: str, where: Place | None = None, *, hint: str = "") -> None:
        self.what = what
        self.where = where
        self.hint = hint
        super().__init__(what, where, hint)

    def __reduce__(self) -> tuple[object, ...]:
        # Failures travel between processes, and pickle knows no keyword-only arguments.
        return _again, (type(self), self.what, self.where, self.hint)

    def __str__(self) -> str:
        return f"{self.where}: {self.sentence}" if self.where else self.sentence

    @property
    def sentence(self) -> str:
        """What happened and what to do, without the place."""
        return f"{self.what} ({self.hint})" if self.hint else self.what

    @property
    def line(self) -> int | None:
        """The line of the place, if it has one."""
        return self.where.line if self.where else None


def _again(kind: type[L10nFlowError], what: str, where: Place | None, hint: str) -> L10nFlowError:
    return kind(what, where, hint=hint)


class UsageError(L10nFlowError):
    """The command line asks for something impossible."""

    exit_code = 2


class ConfigError(L10nFlowError):
    """A configuration file is wrong: the place is its file, line and column."""

    exit_code = 2


class UnheldError(L10nFlowError):
    """An output has no form for an article; this is not a mistake of the user."""

    exit_code = 0


class InputError(L10nFlowError):
    """A file cannot be read for what it should be."""

    exit_code = 3


class DocumentError(InputError):
    """An article cannot be read."""


class CatalogError(InputError):
    """A catalog cannot be read without losing something; it is left untouched."""


class PackageError(InputError):
    """A model package is damaged, hostile or of another kind."""


class EngineError(L10nFlowError):
    """A translation engine is missing or gave no usable answer."""

    exit_code = 3


class PluginError(L10nFlowError):
    """A plugin cannot be loaded, or fails; the message names the package and the remedy."""

    exit_code = 3


class FileError(L10nFlowError):
    """A file cannot be read, written or locked: permissions, a full disk, a lock that is stuck."""

    exit_code = 3


class ChangedUnderneath(L10nFlowError):  # noqa: N818 - it says what happened, as a sentence
    """Somebody else replaced a file after we read it; nothing was written."""

    exit_code = 3
