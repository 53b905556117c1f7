r"""Dialects of Markdown as data: what each site generator reads before, or instead of, Markdown.

A dialect is a row of `DIALECTS`: what is opaque, which lines are no prose, and what an edition may
write for that generator. Nothing else in the package knows a generator by name.

Patterns are Python's, on one line unless they say `(?s:…)`. No pattern looks past the next opening
of its kind, so that an unclosed one costs its own length.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

__all__ = ["COMMONMARK", "DIALECTS", "Anchors", "Dialect", "Ids", "Line", "Mark"]

Ids = Literal[
    "", "github", "python-markdown", "kramdown-gfm", "vitepress", "hugo", "mdbook", "myst", "words"
]
"""The rule by which a generator makes a heading's id from its words: a key of
`language.HEADING_IDS`, "" where the generator may be any, "words" where links name the words."""
Anchors = Literal["attribute", "kramdown", "html", "mdx", "myst", "none"]
"""How an edition gives a heading the source's id (`editions.anchors`), or that it does not."""
Mark = Literal["span", "none"]
"""Whether text that nobody translated may be put into `<span lang dir>`."""

ANCHORS: tuple[Anchors, ...] = get_args(Anchors)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not prose, alone on its line after the marks of quotes and lists.

    It ends the paragraph above it and begins another below, whatever CommonMark says.
    """

    kind: str
    """The kind of the segment that its title is, where it has one."""
    needs: bytes
    """What the line holds in any case; an article without it needs no further look."""
    pattern: str
    """The line without the blanks at its end; a group `title` is prose."""
    place: str = "heading"
    """The place of the title: a key of `fit.PLACES`."""
    body: bool = False
    """Whether the lines below that are indented by four columns belong to it and are Markdown."""
    opens_quote: bool = False
    """Whether it is one only as the first line of a quote."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """What one kind of site makes of Markdown."""

    name: str
    generators: str
    """For whom it is, as people say it."""
    opaque: tuple[str, ...]
    """What translators meet as one `{n}`."""
    lines: tuple[Line, ...]
    ids: Ids
    anchors: Anchors
    mark: Mark
    html: bool
    """Whether HTML of an article reaches the page."""
    delimiters: tuple[str, ...]
    """What begins a command of the generator: no translation adds one."""
    front_matter: bool = True
    """Whether the generator reads front matter; one that does not shows it as words."""
    menus: tuple[str, ...] = ()
    """Articles that a program reads as a list of pages: no notice stands in them."""


# What is opaque.

HUGO = (
    # Paired raw blocks first, then any shortcode. https://gohugo.io/content-management/shortcodes/
    r"(?s:\{\{<\s*highlight\b(?:(?!\{\{<\s*highlight\b).)*?\{\{<\s*/\s*highlight\s*>\}\})",
    r"(?s:\{\{<(?:(?!\{\{).)*?>\}\})",
    r"(?s:\{\{%(?:(?!\{\{).)*?%\}\})",
)
LIQUID = (
    # Blocks whose content is not prose, then tags and values; Jinja's and Nunjucks' too.
    (
        r"(?s:\{%-?\s*(?P<block>highlight|raw|comment|capture|schema)\b"
        r"(?:(?!\{%-?\s*(?P=block)\b).)*?\{%-?\s*end(?P=block)\s*-?%\})"
    ),
    r"(?s:\{%(?:(?!\{%).)*?%\})",
    r"(?s:\{\{(?:(?!\{\{).)*?\}\})",
)
KRAMDOWN = (r"(?m:^[ \t]*\{:[^}\r\n]*\}[ \t]*(?=[\r\n]|\Z))",)
CONTAINERS = (r"(?m:^[ \t]*:::+[^\r\n]*)",)
BUILT_IN = (*HUGO, *LIQUID, *KRAMDOWN, *CONTAINERS)
"""What no prose holds: every dialect hides it."""

_MDX = (
    r"(?s:\{/\*.*?\*/\})",
    # ESM, to the next blank line. https://mdxjs.com/docs/what-is-mdx/#esm
    r"(?m:^(?:import|export)[ \t](?s:.*?)(?=\r?\n[ \t]*\r?\n|\s*\Z))",
    r"\{(?!#)(?:[^{}\r\n]|\{[^{}\r\n]*\})*\}",
)
_ROLES = (r"\{[A-Za-z][\w:.+-]*\}(?=`)",)
_WIKI = (r"(?s:%%.*?%%)", r"!?\[\[[^\[\]\r\n|]*\]\]")

COMMONMARK = Dialect(
    "commonmark",
    "GitHub, Pandoc, Eleventy, any other",
    BUILT_IN,
    (),
    ids="",
    anchors="html",
    mark="span",
    html=True,
    delimiters=("{{", "{%"),
)

DIALECTS: dict[str, Dialect] = {
    dialect.name: dialect
    for dialect in (
        COMMONMARK,
        Dialect(
            "mkdocs",
            "MkDocs, Material for MkDocs",
            BUILT_IN,
            (),
            ids="python-markdown",
            anchors="html",
            mark="span",
            html=True,
            delimiters=("{{", "{%", "{:", "--8<--"),
        ),
        Dialect(
            "docusaurus",
            "Docusaurus, whose `.md` is MDX",
            (*_MDX, *BUILT_IN),
            (),
            ids="github",
            anchors="mdx",
            mark="none",
            html=True,
            delimiters=("{", "}"),
        ),
        Dialect(
            "mdx",
            "Astro, Starlight, Next.js and others that compile MDX",
            (*_MDX, *BUILT_IN),
            (),
            ids="github",
            anchors="none",
            mark="none",
            html=True,
            delimiters=("{", "}"),
        ),
        Dialect(
            "vitepress",
            "VitePress, VuePress",
            BUILT_IN,
            (),
            ids="vitepress",
            anchors="attribute",
            mark="span",
            html=True,
            delimiters=("{{", "[[toc]]", "<<<"),
        ),
        Dialect(
            "hugo",
            "Hugo",
            BUILT_IN,
            (),
            ids="hugo",
            anchors="attribute",
            mark="none",
            html=False,
            delimiters=("{{<", "{{%", "{{"),
        ),
        Dialect(
            "jekyll",
            "Jekyll, kramdown",
            BUILT_IN,
            (),
            ids="kramdown-gfm",
            anchors="kramdown",
            mark="span",
            html=True,
            delimiters=("{{", "{%", "{:"),
        ),
        Dialect(
            "mdbook",
            "mdBook",
            BUILT_IN,
            (),
            ids="mdbook",
            anchors="attribute",
            mark="none",
            html=True,
            delimiters=("{{#",),
            front_matter=False,
            menus=("SUMMARY.md",),
        ),
        Dialect(
            "myst",
            "Sphinx with MyST, Jupyter Book, mystmd",
            (*_ROLES, *BUILT_IN),
            (),
            ids="myst",
            anchors="myst",
            mark="none",
            html=True,
            delimiters=("{{", "{%"),
        ),
        Dialect(
            "obsidian",
            "Obsidian, Quartz",
            (*_WIKI, *BUILT_IN),
            (),
            ids="words",
            anchors="none",
            mark="none",
            html=True,
            delimiters=("%%", "[["),
        ),
    )
}
"""Every dialect, by the name that `markdown.dialect` in the configuration gives it."""
