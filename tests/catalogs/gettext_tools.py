"""GNU gettext, the judge of what a PO file is: msgcat and msgfmt run on texts."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence

import pytest


def tool(name: str) -> str:
    """The path of a gettext program; without one the test is skipped, and fails in CI."""
    path = shutil.which(name)
    if path is None and os.environ.get("CI"):
        pytest.fail(f"{name} is not installed: the catalogs are not compared with gettext")
    if path is None:
        pytest.skip(f"{name} is not installed (apt-get install gettext)")
    return path


def run(name: str, text: str, *options: str) -> subprocess.CompletedProcess[bytes]:
    command = [tool(name), *options, "-"]
    return subprocess.run(command, input=text.encode(), capture_output=True, check=False)


def msgcat(text: str, *options: str) -> str:
    """What msgcat writes for `text`; it must accept it."""
    done = run("msgcat", text, "--force-po", *(options or ("--no-wrap",)))
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def complaints(text: str) -> Sequence[str]:
    """What `msgfmt -c` says about `text`, nothing when it is sound."""
    done = run("msgfmt", text, "-c", "-o", os.devnull)
    said = done.stderr.decode().splitlines()
    assert said or done.returncode == 0
    return said
