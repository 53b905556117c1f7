"""The only doorway to the disk: no other module reads, writes, copies or deletes files.

A checkout is not trusted: its links may lead out of it, its catalogs may be pipes, its caches may
contain any path. So every path is checked before it is used. No link leads out of a folder that is
fenced (`fence`), such as a project's root; only regular files of limited size are read; the files
of version control are never touched.
"""

from __future__ import annotations

from l10n_flow.files.fences import (
    fence,
    fenced,
    is_hidden,
    is_kept,
    look_again,
    make_folder,
    named_in,
    reached,
    take_over,
)
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
from l10n_flow.files.sharing import both_locked, locked
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
    move,
    new_file,
    replace_file,
    reported,
)

__all__ = [
    "LARGEST",
    "NEVER",
    "Stamp",
    "append_to",
    "both_locked",
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
    "reported",
    "stamp",
    "stamp_of",
    "take_over",
]
