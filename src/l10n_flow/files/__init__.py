"""The one doorway to the disk: nothing else in l10n-flow writes, deletes, copies or reads a file.

A checkout is a stranger's: its links may lead out of it, its catalogs may be pipes, its caches may
name anything. Here every path is looked at before it is used. Of a folder that is fenced
(`fence`), a project's root above all, nothing leads out through a link; what is read is a regular
file of a sane size; what version control keeps for itself is never touched.
"""

from __future__ import annotations

from l10n_flow.files.fences import (
    fence,
    fenced,
    is_hidden,
    is_kept,
    look_again,
    named_in,
    reached,
    take_over,
)
from l10n_flow.files.locks import locked
from l10n_flow.files.reading import (
    LARGEST,
    NEVER,
    Stamp,
    bytes_of,
    content_of,
    is_absent,
    is_file,
    is_there,
    opened,
    stamp,
    stamp_of,
)
from l10n_flow.files.writing import (
    append_to,
    changed,
    create_file,
    delete_file,
    discard,
    disk_clock,
    fill_file,
    free_space,
    made_beside,
    make_folder,
    move,
    new_file,
    replace_file,
)

__all__ = [
    "LARGEST",
    "NEVER",
    "Stamp",
    "append_to",
    "bytes_of",
    "changed",
    "content_of",
    "create_file",
    "delete_file",
    "discard",
    "disk_clock",
    "fence",
    "fenced",
    "fill_file",
    "free_space",
    "is_absent",
    "is_file",
    "is_hidden",
    "is_kept",
    "is_there",
    "locked",
    "look_again",
    "made_beside",
    "make_folder",
    "move",
    "named_in",
    "new_file",
    "opened",
    "reached",
    "replace_file",
    "stamp",
    "stamp_of",
    "take_over",
]
