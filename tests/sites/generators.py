"""The site generators, and how each builds a folder of Markdown.

They come from PyPI, npm and Debian into `build/sites` (`make test-sites`). Where one is missing
its tests are skipped and say so; in CI that is a failure.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
TOOLS = HERE.parents[1] / "build" / "sites"
HEADINGS = HERE / "headings.md"
"""The page of headings that every site has."""
NAMES = ("index", "guide", "headings")
"""The pages of every site."""


@dataclass(frozen=True, slots=True)
class Generator:
    """One site generator."""

    dialect: str
    """Also the name of its folder here."""
    content: str
    """The folder of its site that holds the articles."""
    command: tuple[str, ...]
    """Run in the site's folder; the first word may be a path below `TOOLS`."""
    output: str
    """The folder of its site that then holds the pages."""
    pages: tuple[str, ...]
    """Where the articles index, guide and headings are shown in it."""
    ids: str
    """The rule by which it makes ids."""
    top: str = "# Headings\n\n"
    """How the page with the headings begins."""

    @property
    def program(self) -> Path | None:
        """The file that is run; None when it is not here."""
        there = TOOLS / self.command[0]
        found = str(there) if there.exists() else shutil.which(self.command[0])
        return Path(found) if found else None

    def build(self, site: Path) -> str:
        """The pages of the site are there; what the program said.

        Raises `AssertionError` with its words when it fails.
        """
        program = self.program
        assert program is not None, self.command[0]
        shutil.rmtree(site / self.output, ignore_errors=True)
        done = subprocess.run(
            [str(program), *self.command[1:]],
            cwd=site,
            env=os.environ | {"LANG": "C.UTF-8", "CI": "true", "NO_UPDATE_NOTIFIER": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        said = done.stdout + done.stderr
        assert done.returncode == 0, f"{self.dialect} did not build:\n{said[-4000:]}"
        return said


_WARNING = re.compile(r"\bwarn(?:ing)?\b", re.IGNORECASE)


def warnings(said: str) -> list[str]:
    """The lines that warn, without times, folders and numbers of lines."""
    found = [
        line for line in said.splitlines() if re.search(r"\bwarn(ing)?\b", line, re.IGNORECASE)
    ]
    return [re.sub(r"\d+|/\S*/", "", line) for line in found]


HTML = ("index.html", "guide/index.html", "headings/index.html")
FLAT = ("index.html", "guide.html", "headings.html")
GENERATORS = {
    generator.dialect: generator
    for generator in (
        Generator(
            "mkdocs", "docs", ("venv/bin/mkdocs", "build", "-q"), "site", HTML, "python-markdown"
        ),
        Generator("hugo", "content", ("venv/bin/hugo",), "public", HTML, "hugo"),
        Generator(
            "myst",
            "docs",
            ("venv/bin/sphinx-build", "-q", "-E", "docs", "site"),
            "site",
            FLAT,
            "myst",
        ),
        Generator("mdbook", "src", ("venv/bin/mdbook", "build"), "book", FLAT, "mdbook"),
        Generator(
            "jekyll",
            "_docs",
            ("jekyll", "build", "--disable-disk-cache"),
            "_site",
            ("docs/index.html", "docs/guide.html", "docs/headings.html"),
            "kramdown-gfm",
            top="---\ntitle: Headings\n---\n# Headings\n\n",
        ),
        Generator(
            "vitepress",
            "docs",
            ("node_modules/.bin/vitepress", "build", "docs", "--outDir", "site"),
            "site",
            FLAT,
            "vitepress",
        ),
        # Eleventy makes ids with a plug-in, here by GitHub's rule; its dialect is CommonMark.
        Generator(
            "commonmark", "docs", ("node_modules/.bin/eleventy", "--quiet"), "_site", HTML, "github"
        ),
        Generator("docusaurus", "docs", ("compile.mjs",), "build", FLAT, "github"),
        Generator("mdx", "docs", ("compile.mjs", "strict"), "build", FLAT, "github"),
    )
}
