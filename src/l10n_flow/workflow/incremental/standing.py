"""Which work stands: nothing that it read or wrote has changed since it was done."""

from __future__ import annotations

import os
from pathlib import Path

from l10n_flow.errors import FileError
from l10n_flow.files import NEVER, bytes_of, disk_clock, is_absent, is_file, stamp_of
from l10n_flow.project import Project
from l10n_flow.workflow.incremental.ledger import ABSENT, PRESENT, Record, seen

__all__ = ["begun", "standing"]


def begun(project: Project, *, dry_run: bool = False) -> int:
    """The moment at which work begins, by the disk's clock: see `stamp_of`.

    Where nothing may be written nothing is remembered, and the moment is `NEVER`.
    """
    try:
        return NEVER if dry_run else disk_clock(project.state)
    except FileError:
        return NEVER


def standing(record: Record, root: Path, since: int) -> Record | None:
    """The record, if every file of it, named relative to `root`, holds what it held then.

    Files that were only touched have their new stamps in what is returned; when there are none,
    it is `record` itself. `since` is when work began (`begun`).
    """
    top = f"{root}/"
    touched: dict[str, str] = {}
    for name, held in record.files.items():
        # Hundreds of thousands of files: no `Path` for each.
        path = name if name.startswith("/") else top + name
        digest, _, stamp = held.partition(" ")
        if stamp and stamp == stamp_of(path):
            continue
        if digest == PRESENT:
            if not is_file(path):
                return None
            continue
        if digest == ABSENT and is_absent(path):
            continue
        stamp = stamp_of(path, since)
        try:
            data = bytes_of(path)
        except FileError:
            # A folder, or a name that no file can have, is no file; one that is shut may be any.
            if digest != ABSENT or os.path.isfile(path):  # noqa: PTH113
                return None
            data = None
        now = seen(data, stamp)
        if digest != now.partition(" ")[0]:
            return None
        if stamp:
            touched[name] = now
    return record._replace(files={**record.files, **touched}) if touched else record
