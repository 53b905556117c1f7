"""The account of a page's lines while it is read: everything that is dropped has an entry."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from l10n_flow.errors import Place
from l10n_flow.importers.imported import LineRole, LineUse, PageWarning
from l10n_flow.importers.source import SourceLine

_EXCERPT = 48


@dataclass(slots=True)
class LineAccount:
    """The roles of the lines so far; the only mutable value while a page is read."""

    page: Path
    uses: list[LineUse] = field(default_factory=list)
    warnings: list[PageWarning] = field(default_factory=list)

    def use(self, role: LineRole, *lines: SourceLine) -> None:
        """Record the role of lines."""
        self.uses.extend(LineUse(line.number, role, line.text) for line in lines)

    def drop(self, line: SourceLine, kind: str) -> None:
        """Record a line that is left out, and its kind."""
        self.uses.append(LineUse(line.number, LineRole.DROPPED, line.text, kind))

    def warn(self, line: SourceLine, what: str) -> None:
        """Record what a person should look at."""
        self.warnings.append(PageWarning(Place(self.page, line.number or None), what))

    def unknown(self, what: str, *lines: SourceLine) -> None:
        """Record lines that no rule covers: each is unclassified and has a warning."""
        for line in lines:
            self.use(LineRole.UNCLASSIFIED, line)
            self.warn(line, f"{what}: {excerpt(line.text)}")

    def account(self) -> tuple[tuple[LineUse, ...], tuple[PageWarning, ...]]:
        """Return the entries in the order of the page's lines."""
        warnings = sorted(self.warnings, key=lambda warned: warned.place.line or 0)
        return tuple(sorted(self.uses, key=lambda use: use.line)), tuple(warnings)


def excerpt(text: str) -> str:
    """The start of a text between quotation marks, short enough for a message.

    >>> excerpt("The delegations had spent two years on the preamble of a treaty")
    '“The delegations had spent two years on the…”'
    """
    if len(text) <= _EXCERPT:
        return f"“{text}”"
    return f"“{text[:_EXCERPT].rpartition(' ')[0] or text[:_EXCERPT]}…”"
