"""What the metadata of a package says beside pyproject.toml: its links and its README.

Both need the address of the repository. It is written in one place, `home` in pyproject.toml; while
that is empty, nothing here guesses one.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
# An image or a link of Markdown to a file of the repository: no address, no place on the page.
_RELATIVE = re.compile(r"(?P<image>!?)\[(?P<text>[^\]]*)\]\((?P<path>(?![a-z]+:|#|/)[^)\s]+)\)")

# What PyPI shows beside a package, https://packaging.python.org/en/latest/specifications/well-known-project-urls/.
_PAGES = {
    "Homepage": "",
    "Documentation": "/blob/HEAD/README.md#documentation",
    "Changelog": "/blob/HEAD/CHANGELOG.md",
    "Issues": "/issues",
    "Source": "",
    "Security": "/blob/HEAD/SECURITY.md",
}


def urls(home: str) -> dict[str, str]:
    """The links of a package whose repository is at that address; none without one.

    `blob/HEAD` and `raw/HEAD` are understood by GitHub, GitLab and Gitea alike.
    """
    return {name: home + page for name, page in _PAGES.items()} if home else {}


def readme(text: str, home: str) -> str:
    """README.md with absolute addresses, as a page needs it that is not in the repository."""

    def absolute(match: re.Match[str]) -> str:
        kind = "raw" if match["image"] else "blob"
        return f"{match['image']}[{match['text']}]({home}/{kind}/HEAD/{match['path']})"

    if not home:
        return text
    pieces, end = [], 0
    for block in _FENCED.finditer(text):  # what a block shows stays as it is
        pieces += [_RELATIVE.sub(absolute, text[end : block.start()]), block[0]]
        end = block.end()
    return "".join(pieces) + _RELATIVE.sub(absolute, text[end:])


class Metadata(MetadataHookInterface):
    """The hook that hatchling calls for every wheel and sdist."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Add the links and the README."""
        home = self.config.get("home", "").rstrip("/")
        if home and not home.startswith("https://"):
            raise ValueError(
                f"pyproject.toml: home is {home!r}; write an https:// address or nothing"
            )
        text = Path(self.root, "README.md").read_text("utf-8")
        metadata["urls"] = urls(home)
        metadata["readme"] = {"content-type": "text/markdown", "text": readme(text, home)}
