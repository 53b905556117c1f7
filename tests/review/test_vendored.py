"""What others wrote and lies among our files is theirs, byte for byte, and says so."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import l10n_flow.review

VENDORED = Path(l10n_flow.review.__file__).parent / "static" / "vendor"

HTMX = "a0abb04f2f45a1f89d1d4844023245537e5e6014c87b144553e0607b4cc32130"
"""dist/htmx.min.js of htmx.org 4.0.1, as npm serves it."""


def test_htmx_is_the_file_that_npm_serves() -> None:
    assert sha256((VENDORED / "htmx-4.0.1.min.js").read_bytes()).hexdigest() == HTMX


def test_its_licence_lies_beside_it() -> None:
    assert (VENDORED / "htmx-LICENSE.txt").read_text("utf-8").startswith("Zero-Clause BSD")


def test_nothing_else_is_vendored() -> None:
    assert {file.name for file in VENDORED.iterdir()} == {
        "htmx-4.0.1.min.js",
        "htmx-LICENSE.txt",
    }
