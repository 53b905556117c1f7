"""What a cluster's command puts into the project's state, and what is left when it is killed."""

from __future__ import annotations

import os
import time
from pathlib import Path

from l10n_flow.workflow.incremental import cluster


def killed(state: Path, *, ago: float) -> Path:
    """The folder of a command that was killed so many seconds ago."""
    folder = state / f"cluster-{ago:.0f}"
    folder.mkdir(parents=True)
    (folder / "lamp").write_bytes(b"code")
    for path in (folder / "lamp", folder):
        os.utime(path, (time.time() - ago,) * 2)
    return folder


def test_the_folder_of_a_killed_command_is_deleted_by_a_later_one(tmp_path: Path) -> None:
    old, recent = killed(tmp_path, ago=2 * cluster.ABANDONED), killed(tmp_path, ago=60)
    with cluster._opened(tmp_path) as room:
        assert room.lamp.exists()
        assert not old.exists()
        assert recent.exists()
    assert list(tmp_path.glob("cluster-*")) == [recent]


def test_a_command_that_waits_long_is_not_taken_for_a_killed_one(tmp_path: Path) -> None:
    folder = killed(tmp_path, ago=2 * cluster.ABANDONED)
    (folder / "lamp").write_bytes(b"code")
    with cluster._opened(tmp_path):
        assert folder.exists()
