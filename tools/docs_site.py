"""What makes the pages of this repository a site: MkDocs calls these functions (mkdocs.yml).

The pages are written for who reads them in the repository. README.md, CONTRIBUTING.md, CHANGELOG.md
and SECURITY.md stand beside docs/ there and are pages of the site; other files that pages link to
(examples, the licence) are copied beside them.
"""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any

from markdown import Extension, Markdown
from mkdocs.structure.files import File

_TOP = Path(__file__).parents[1]
_PAGES = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "SECURITY.md": "security.md",
}
_COPIED = (
    "LICENSE",
    "examples/github-workflow.yml",
    "examples/gitlab-ci.yml",
    "examples/plugin/l10n_flow_subtitles.py",
)
_LINK = re.compile(r"(?<=\]\()(?P<path>[^)#\s:]+)(?=[)#])")
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
# What a browser loads by itself; a link that somebody follows is not.
_LOADED = re.compile(
    r"<(?:script|img|iframe|source)\b[^>]*\bsrc=[\"']?(?:https?:)?//"
    r"|<link\b[^>]*\brel=[\"']?(?:stylesheet|preload|preconnect|icon)\b[^>]*https?://",
    re.IGNORECASE,
)
_log = logging.getLogger(
    "mkdocs.hooks.docs_site"
)  # a warning of MkDocs is an error in `make check`


class _Lists(Extension):  # type: ignore[misc]  # Python-Markdown ships no types
    """Lists continue below their first word, as in CommonMark, and not four blanks in."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.tab_length = 3


def on_config(config: Any) -> Any:
    """Read lists as our pages are written."""
    config.markdown_extensions.append(_Lists())
    return config


def on_files(files: Any, config: Any) -> Any:
    """Add the pages and files that stand beside docs/."""
    for name, page in {**_PAGES, **{copied: copied for copied in _COPIED}}.items():
        files.append(File.generated(config, page, abs_src_path=str(_TOP / name)))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Turn the links of the repository into those of the site."""
    folder = "" if page.file.src_uri in _PAGES.values() else "docs/"
    folder += "decisions/" if page.file.src_uri.startswith("decisions/") else ""

    def moved(match: re.Match[str]) -> str:
        parts: list[str] = []
        for part in f"{folder}{match['path']}".split("/"):
            if part == ".." and parts:
                parts.pop()
            elif part != ".":
                parts.append(part)
        target = "/".join(parts)
        up: str = "../" * page.file.src_uri.count("/")
        return up + _PAGES.get(target, target.removeprefix("docs/"))

    return _outside_fences(markdown, moved)


def on_post_page(output: str, page: Any, **_: Any) -> str:
    """Warn of a page that would load something from elsewhere."""
    for match in _LOADED.finditer(output):
        _log.warning("%s loads something from elsewhere: %s…", page.file.src_uri, match[0])
    return output


def _outside_fences(text: str, moved: Any) -> str:
    pieces, end = [], 0
    for block in _FENCED.finditer(text):
        pieces += [_LINK.sub(moved, text[end : block.start()]), block[0]]
        end = block.end()
    return "".join(pieces) + _LINK.sub(moved, text[end:])
