r"""Dialects of Markdown as data: what each site generator reads before, or instead of, Markdown.

A dialect is a row of `DIALECTS`: what is opaque, which lines are not prose, and what an edition may
write for that generator. No other part of the package uses the names of generators.

Patterns are Python's, and match on one line unless they say `(?s:…)`. No pattern reads past the
next opening of its kind, so that an unclosed one costs only its own length. Each begins with rare
characters, because a pattern that begins with a lookbehind is tried at every byte.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Ids = Literal[
    "", "github", "python-markdown", "kramdown-gfm", "vitepress", "hugo", "mdbook", "myst", "words"
]
"""The rule by which a generator makes a heading's id from its words: a key of
`editions.anchors.HEADING_IDS`; "" for an unknown generator; "words" if links use the words
themselves."""
Anchors = Literal["attribute", "kramdown", "html", "mdx", "myst", "none"]
"""How an edition gives a heading the source's id (the key `anchors`); "none" if it does not."""
Mark = Literal["span", "none"]
"""Whether untranslated text may be put into `<span lang dir>`."""


@dataclass(frozen=True, slots=True)
class LinePattern:
    """A line that is not prose: nothing else is on it except the marks of quotes and lists.

    It ends the paragraph above it, and another begins below, unlike in CommonMark.
    """

    sign: str
    """A pattern for the beginning of every such line: a text without it has no such lines."""
    pattern: str
    """A pattern for the line without the blanks at its end; the group `title` is prose."""
    kind: str = ""
    """The kind of the title's segment, if the line has a title."""
    body: bool = False
    """Whether the lines below it with an indentation of four columns are its Markdown content."""
    opens_quote: bool = False
    """Whether it counts only as the first line of a quote."""


@dataclass(frozen=True, slots=True, eq=False)
class Dialect:
    """How one kind of site reads Markdown. There is one object of each, compared by identity."""

    name: str
    generators: str
    """The names of its site generators, for people."""
    opaque: tuple[str, ...]
    """Patterns for text that becomes one `{n}` in a segment."""
    lines: tuple[LinePattern, ...]
    """Lines that are not prose."""
    ids: Ids
    anchors: Anchors
    mark: Mark
    delimiters: tuple[str, ...]
    """What begins a command of the generator; no translation may add one."""
    html: bool = True
    """Whether HTML in an article is HTML on the page."""
    attributes: tuple[str, ...] = ()
    """Attributes of shortcodes, and options of directives, that readers see."""
    gap: str = "<!-- -->"
    """The comment that an edition has in place of omitted words."""
    front_matter: bool = True
    """Whether the generator reads front matter; otherwise it would show it as text."""
    menus: tuple[str, ...] = ()
    """Articles that a program reads as a list of pages; they get no notice."""
    bare_tables: bool = False
    """Whether rows without a head are a table, and `+` divides the columns of a rule."""
    directives: Mapping[str, bool] = field(default_factory=dict)
    """Names of MyST's directives with prose as content, and whether their argument is prose too."""
    is_mdx: bool = False
    """Whether its articles are compiled as MDX."""


# What is opaque.

FOOTNOTE_MARK = r"\[\^[^\]\s]+\]:"
BLOCK_MARKS = rf"(?:[ \t>]|(?:[-+*:]|[0-9]{{1,9}}[.)]|{FOOTNOTE_MARK})[ \t])*"
"""The prefixes of lines in quotes, items, definitions and footnotes."""
MARKS = "l10n_marks"
"""The group of an opaque pattern that matches these prefixes; they are not part of the region."""

HUGO = (
    # Paired raw blocks first, then any shortcode. https://gohugo.io/content-management/shortcodes/
    r"(?s:\{\{<\s*highlight\b(?:(?!\{\{<\s*highlight\b).)*?\{\{<\s*/\s*highlight\s*>\}\})",
    r"(?s:\{\{<(?:(?!\{\{).)*?>\}\})",
    r"(?s:\{\{%(?:(?!\{\{).)*?%\}\})",
)
_END_OF_RAW = r"\{%-?\s*endraw\s*-?%\}"
LIQUID = (
    # Blocks whose content is not prose, then tags and values; Jinja's and Nunjucks' too.
    (
        r"(?s:\{%-?\s*(?P<block>highlight|comment|capture|schema)\b"
        r"(?:(?!\{%-?\s*(?P=block)\b).)*?\{%-?\s*end(?P=block)\s*-?%\})"
    ),
    # A raw block without words is one thing: a value that is shown as it is written. In any other
    # the tags are opaque, and so is what they keep from being read.
    (
        rf"(?s:\{{%-?\s*raw\s*-?%\}}(?>(?:\{{(?!{_END_OF_RAW})\{{(?:(?!\}}\}}|{_END_OF_RAW}).)*\}}\}}"
        rf"|\{{%(?!-?\s*endraw\b)(?:(?!%\}}).)*%\}}|(?!{_END_OF_RAW})[^A-Za-z0-9\x80-\xff])*)"
        rf"{_END_OF_RAW})"
    ),
    r"(?s:\{%(?:(?!\{%).)*?%\})",
    # A value with braces in a string ({{ "`{{ x }}`" }}), which Jinja's lexer reads whole.
    r"\{\{(?>(?:[^{}\"'\r\n]|(?<!\w)\"[^\"\r\n]*\"|(?<!\w)'[^'\r\n]*')*)\}\}",
    rf"(?s:\{{\{{(?:(?!\{{\{{|{_END_OF_RAW}).)*?\}}\}})",
    # A comment of Jinja, Nunjucks and Twig; `{#id}` is the name of a heading.
    r"(?s:\{#-?\s(?:(?!\{#).)*?#\})",
)
ERB = (r"(?s:<%(?:(?!<%).)*?%>)",)
"""Tags of ERB and EJS, `<%= value %>`, as Middleman and Hexo run them before Markdown is read."""
KRAMDOWN = (r"(?s:\{::(?:comment|nomarkdown)[^{}]*\}(?:(?!\{::).)*?\{:/(?:comment|nomarkdown)?\})",)
_ON_LINES = (
    # Attributes and extensions of kramdown.
    r"\{:(?!:(?:comment|nomarkdown)\b)[^}\r\n]*\}[ \t]*(?=[\r\n]|\Z)",
    # Display math, on lines of its own or in one; never over a blank line.
    (
        r"(?s:\$\$(?:(?!\$\$|\n[ \t>]*\r?\n).)+\$\$)"
        r"(?:[ \t]*\([^()\s]+\))?[ \t]*(?=[\r\n]|\Z)"
    ),
    # Environments of LaTeX and its display math, which MathJax, Pandoc and MyST read.
    (
        r"(?s:\\begin\{(?P<environment>[A-Za-z]+\*?)\}"
        r"(?:(?!\n[ \t>]*\r?\n|\\begin\{(?P=environment)\}).)*?"
        r"\\end\{(?P=environment)\})[ \t]*(?=[\r\n]|\Z)"
    ),
    (
        r"\\{1,2}\[[ \t]*\r?\n"
        r"(?:(?![ \t>]*(?:\r?\n|\\{1,2}\[[ \t]*\r?\n))[^\r\n]*\r?\n)*?"
        r"[ \t>]*\\{1,2}\][ \t]*(?=[\r\n]|\Z)"
    ),
    # Snippets of pymdownx between two lines of scissors: names of files.
    (
        r"-{2,}8<-{2,}[ \t]*\r?\n(?:(?!.*-8<-)[^\r\n]*\r?\n)*?"
        r"(?m:^[ \t>]*-{2,}8<-{2,}[ \t]*(?=[\r\n]|\Z))"
    ),
    # A table drawn with a grid, as Pandoc reads it: words of another length would break it.
    # https://pandoc.org/MANUAL.html#extension-grid_tables
    r"\+(?:[-=:]{2,}\+)+[ \t]*(?:\r?\n[ \t>]*[|+](?<=[|+])[^\r\n]*[|+][ \t]*(?=[\r\n]|\Z))+",
    # The contents that kramdown makes of a list.
    r"(?:[*+-]|1\.)[ \t]+[^\r\n]*\r?\n[ \t>]*\{::?toc[^}\r\n]*\}",
)
ON_LINES = (rf"(?m:^)(?P<{MARKS}>{BLOCK_MARKS})(?:{'|'.join(_ON_LINES)})",)
_NO_WORDS = r"(?![^{}\r\n]*(?:alt|caption|title)=)"
_OWN_ATTRIBUTES = (rf"\{{: ?{_NO_WORDS}(?:[.#][\w\x80-\xff-]|[A-Za-z][\w-]*=)[^{{}}\r\n]*\}}",)
"""`{: .button}` within a line; not `{:ok, x}`, which is code of Elixir."""
BUILT_IN = (*HUGO, *LIQUID, *ERB, *KRAMDOWN, *ON_LINES, *_OWN_ATTRIBUTES)
"""What prose never contains: it is opaque in every dialect."""

_INLINE_ATTRIBUTES = (
    rf"\{{:{_NO_WORDS}[^{{}}\r\n]*\}}",
    rf"\{{(?<=[)`*_>\]]\{{){_NO_WORDS} ?[.#][^{{}}\r\n]*\}}",
)
"""Attributes of kramdown and Python-Markdown's attr_list: `{: .button}`, `[x](y){ .md-button }`.
As with all that are attached, what has words for readers stays in the segment."""
_ATTRIBUTE_LIST = (
    rf"\{{(?<=[)`*_>\]]\{{){_NO_WORDS} ?[A-Za-z][\w-]*=[^{{}}\r\n]*\}}",
    rf"\{{(?<=[a-z0-9]:\{{){_NO_WORDS} ?[.#][^{{}}\r\n]*\}}",
)
"""Only of attr_list: `![x](y){ width="300" }`, and after an icon, `:material-check:{ .lg }`."""
ATTACHED = (rf"\{{(?<=[)`*_>\]]\{{){_NO_WORDS} ?(?:[.#]|[A-Za-z][\w-]*=)[^{{}}\r\n]*\}}",)
"""Attributes right behind what they belong to, as Pandoc and markdown-it-attrs read them; what has
words for readers stays in the segment."""
_KEY = r"(?:[a-z0-9-]+|\"[^\"\r\n]+\")"
ICON = (
    r":(?<![\w:]:)(?:material|fontawesome|octicons|simple)-[a-z0-9-]+:"
    rf"(?:\{{{_NO_WORDS}[^{{}}\r\n]*\}})?"
)
"""An icon by its name, which Material for MkDocs draws before it makes an id of the words."""
EMOJI = (
    r":(?<![\w\]:]:)(?:[a-z0-9][a-z0-9_-]{0,40}[a-z][a-z0-9_]{0,9}|[ovxz]|100|[+-]1):(?![\w:`/])",
)
"""A sign by its name, `:rocket:`, which generators draw, some of them if they are told to; none is
the beginning of an address, `[label]:https://…`.
https://github.com/ikatyang/emoji-cheat-sheet, https://gohugo.io/quick-reference/emojis/"""
_KEYS_AND_ICONS = (rf"\+\+(?<![\w+{{]\+\+){_KEY}(?:\+{_KEY})*\+\+(?![\w+])", ICON)
"""Keys to press, `++ctrl+c++`, and icons by their names, which themes draw.
https://facelessuser.github.io/pymdown-extensions/extensions/keys/,
https://squidfunk.github.io/mkdocs-material/reference/icons-emojis/"""
_BLANK_LINE = r"\r?\n[ \t>]*\r?\n"


def _nested(opening: str, closing: str, within: str, depth: int = 12) -> str:
    """A pattern for nested brackets with their content, down to a depth that code may have."""
    pattern = rf"{opening}(?>(?:{within})*){closing}"
    for _ in range(depth):
        pattern = rf"{opening}(?>(?:{within}|{pattern})*){closing}"
    return pattern


_EXPRESSION = _nested("[{]", "[}]", "[^{}]")
_SHORT_EXPRESSION = _nested("[{]", "[}]", rf"(?!{_BLANK_LINE})[^{{}}]")
_ANY_BRACKETS = _nested(r"[\[({]", r"[\])}]", r"[^\[\](){}]")
_WORDED = r" ?(?:[.#][\w-]+ )*title=(?:\"[^\"{}\r\n]*\"|'[^'{}\r\n]*') ?"
"""The attributes of remark-directive behind words, `:abbr[HTML]{title="…"}`: no expression."""
_MDX = (
    r"(?s:\{/\*.*?\*/\})",
    # Imports and exports reach to the next blank line that is not within brackets.
    # https://mdxjs.com/docs/what-is-mdx/#esm
    (
        r"(?m:^)(?:import[ \t]+(?:['\"]"
        rf"|[\w$*{{](?:(?!{_BLANK_LINE}|\n(?:im|ex)port\b)[^;'\"])*?\bfrom\s*['\"])"
        r"|export[ \t]+(?:const|default|let|var|async|function|class|\{|\*))"
        rf"(?>(?:{_ANY_BRACKETS}|[^\r\n]|\r?\n(?![ \t]*(?:\r?\n|\Z)))*)"
    ),
    # A component's tag with a blank line in an expression: Markdown would end the paragraph there.
    # Only the first long expression can be the one with the blank line.
    (
        r"(?m:^[ \t]*)<[A-Z][\w.]*"
        rf"(?>(?:\s+[\w:-]+(?:=(?:\"[^\"]*\"|'[^']*'|{_SHORT_EXPRESSION})|(?![\w:=-])))*)"
        rf"\s+[\w:-]+={_EXPRESSION}(?>(?:[^<>{{}}\"']|\"[^\"]*\"|'[^']*'|{_EXPRESSION})*)>"
    ),
    # Expressions; one that begins a line or is an attribute's value may hold blank lines.
    rf"(?m:^[ \t]*){_EXPRESSION}[ \t]*(?=[\r\n]|\Z)",
    rf"(?<=[\w]=){_EXPRESSION}",
    rf"(?!\{{(?:#|\d+\}})|\{{(?<=\]\{{){_WORDED}\}}){_SHORT_EXPRESSION}",
    # The tags of a fragment, which have no name. https://react.dev/reference/react/Fragment
    r"</?>",
)
_AUTOREFERENCE = (r":::(?<=# :::)[ ]?[^\s:][^\s]*(?=[ \t]*(?:[\r\n]|\Z))",)
"""In a heading, `## ::: package.module`: what mkdocstrings writes the documentation of."""
_VUE = (
    r"@(?<=\s@)[a-z][\w.:-]*=(?:\"[^\"]*\"|'[^']*')",
    r"</?template(?:\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)?>",
)
"""What is something else for CommonMark: `@click="go"`, and `<template #title>` around words.
https://vuejs.org/api/built-in-directives.html"""
_ROLES = (r"\{[A-Za-z][\w:.+-]*\}(?=`)",)
_SIGN = r"\xc2[\xa0-\xbf]|\xd8[\x8c\x9b\x9f]|\xe2\x80[\x80-\x8b\x8e-\xbf]|\xe3\x80[\x80-\x9f]"
"""The bytes of non-ASCII signs that end a word: guillemets, the Arabic comma, dashes."""
_WIKI = (
    r"(?s:%%(?:(?!%%).)*%%)",
    r"!?\[\[[^\[\]\r\n|]*(?:\|[0-9x]+)?\]\]",
    # Of `[[page|words]]` only the words are for translators.
    r"!?\[\[[^\[\]\r\n|]*\|(?=[^\[\]\r\n]*\]\])",
    r"\](?<=[^\[\]]\])\]",
    # The name of a block, at its end; and tags, which are the same in every language.
    # https://help.obsidian.md/links#Link+to+a+block+in+a+note, https://help.obsidian.md/tags
    r"\^(?<!\S\^)[A-Za-z0-9-]+(?=[ \t]*(?:[\r\n]|\Z))",
    rf"#(?<![^\s(]#)(?<!\]\(#)(?=[0-9/-]*[A-Za-z_\x80-\xff])(?:[\w/-]|(?!{_SIGN})[\x80-\xff])+",
)

# Lines with a meaning of their own. A title ends before blanks, attributes and closing colons.

_BALANCED = r"(?:[^\[\]\\\r\n]|\\.|\[[^\[\]\r\n]*\])+"
_ATTRIBUTES = r"(?:[ \t]*\{[^{}\r\n]*\})?"
_WORDS = r"[a-z][\w-]*(?:[ \t]+[a-z][\w-]*){0,3}"
_QUOTED = r"\"(?P<title>[^\r\n]*)\""
LINES = (
    # https://docusaurus.io/docs/markdown-features/admonitions
    LinePattern(
        ":::",
        r":::+[ \t]*[A-Za-z][\w-]*\[(?P<title>" + _BALANCED + r")\]" + _ATTRIBUTES,
        "container title",
    ),
    # https://vitepress.dev/guide/markdown#custom-containers
    LinePattern(
        ":::",
        r":::+[ \t]*[A-Za-z][\w-]*[ \t]+(?![\w-]+=)(?P<title>[^\s:{=][^\r\n]*?)"
        + _ATTRIBUTES
        + r"(?:[ \t]+:{3,})?",
        "container title",
    ),
    LinePattern(":::", r":::+[^\r\n]*"),
    # https://github.com/remarkjs/remark-directive
    LinePattern(
        "::",
        rf"::[A-Za-z][\w-]*(?:\[(?P<title>{_BALANCED})\]{_ATTRIBUTES}|\{{[^{{}}\r\n]*\}})",
        "container title",
    ),
    # https://python-markdown.github.io/extensions/admonition/ and pymdownx.details
    LinePattern(
        "!!!", rf"!!![ \t]?{_WORDS}(?:[ \t]+{_QUOTED})?{_ATTRIBUTES}", "admonition title", body=True
    ),
    LinePattern(
        r"\?\?\?", rf"\?\?\?\+?[ \t]?{_WORDS}(?:[ \t]+{_QUOTED})?", "admonition title", body=True
    ),
    LinePattern(r"\?\?\?", rf"\?\?\?\+?[ \t]+{_QUOTED}", "admonition title", body=True),
    # https://facelessuser.github.io/pymdown-extensions/extensions/tabbed/ and blocks
    LinePattern(r'===[!+]*[ \t]+"', rf"===[!+]{{0,2}}[ \t]+{_QUOTED}", "tab title", body=True),
    LinePattern("///", r"/{3,}[ \t]*html(?:[ \t]*\|[^\r\n]*)?"),
    LinePattern(
        "///",
        r"/{3,}[ \t]*[a-z][\w-]*(?:[ \t]*\|[ \t]*(?P<title>[^\s|][^\r\n]*))?",
        "block title",
    ),
    LinePattern("///", r"/{3,}"),
    # GitHub's alerts, with the titles and folds of Hugo and Obsidian.
    # https://gohugo.io/render-hooks/blockquotes/#extended-syntax
    LinePattern(
        r"\[!",
        r"\[![A-Za-z][\w-]*(?:\|[^\]\r\n]*)?\][-+]?(?:[ \t]+(?P<title>[^\r\n]*))?",
        "callout title",
        opens_quote=True,
    ),
    # Attributes of the block above: kramdown, Python-Markdown, Goldmark.
    LinePattern(r"\{:", r"\{:[^{}\r\n]*\}"),
    # Above an underline they belong to the heading, and the parser reads them.
    LinePattern(
        r"\{ ?[.#]",
        r"\{[ ]?[.#][^{}\r\n]*\}(?![ \t]*\r?\n[ \t>]*(?:=+|-+)[ \t]*(?:[\r\n]|\Z))",
    ),
    LinePattern(r"\{\{#", r"\{\{#[^{}\r\n]*\}\}"),
    LinePattern(r"\[TOC\]", r"\[TOC\]"),
    LinePattern(r"\[\[_?(?:toc|TOC|TOSP)", r"\[\[_?(?:toc|TOC|TOSP)_?\]\]"),
    LinePattern(";?-*8<", r";?-{2,}8<-{2,}(?:[ \t]+[\"'][^\r\n]*)?"),
    # One end of a formula whose other end is not near.
    LinePattern(r"\$\$", r"\$\$"),
    LinePattern("<<<", r"<<<[ \t]+[@./][^\r\n]*"),
    # Other files and videos in this place: two extensions of Python-Markdown, markdown-it's blocks
    # of embeds, DocFX.
    LinePattern(r"\{[*!]", r"\{(?P<include>[*!])[^{}\r\n]*(?P=include)\}"),
    LinePattern(r"@\[", r"@\[[A-Za-z][\w-]*\]\([^()\r\n]*\)"),
    LinePattern(r"!include\(", r"!include\([^()\r\n]*\)"),
    LinePattern(
        r"\[![A-Za-z]",
        r"\[![A-Za-z][\w-]*[ \t]?(?:\[[^\[\]\r\n]*\]\([^()\r\n]*\)|https?:[^\]\r\n]*)\]",
    ),
    # Commands of LaTeX that stand alone, as Pandoc reads them.
    LinePattern(
        r"\\[a-z]{3}",
        r"\\(?:[a-z]{4,}|(?:[hv]space|in(?:put|clude)|pagestyle)\*?\{[^{}\r\n]*\})",
    ),
)
"""Lines that are not prose in any dialect."""

_ANY_ADMONITION = LinePattern(
    "!!!",
    r"!!![ \t]?[\w-]+(?:[ \t]+[\w-]+)*(?:[ \t]+\"(?P<title>[^\r\n]*)\")?",
    "admonition title",
    body=True,
)
_ABBREVIATION = LinePattern(
    r"\*\[", r"\*\[[^\[\]\r\n]+\]:[ \t]*(?P<title>[^\s][^\r\n]*)", "abbreviation"
)
"""https://python-markdown.github.io/extensions/abbreviations/; kramdown's are the same."""
_END_OF_BLOCK = LinePattern(r"\^", r"\^")
"""https://kramdown.gettalong.org/syntax.html#eob-marker"""
_TARGET = LinePattern(r"\(", r"\([^()\s]+\)=")
_MYST_COMMENT = LinePattern("%", r"%(?:[ \t][^\r\n]*)?")
_MYST_BREAK = LinePattern(r"\+\+\+", r"\+\+\+(?:[ \t][^\r\n]*)?")

_TITLED = (
    "admonition attention caution card danger deprecated dropdown error grid-item-card hint "
    "important list-table note rubric seealso sidebar tab-item table tip todo topic versionadded "
    "versionchanged warning"
)
_PLAIN = (
    "aside card-carousel compound container epigraph figure grid grid-item highlights margin only "
    "pull-quote tab-set"
)
DIRECTIVES = {
    **dict.fromkeys(_TITLED.split(), True),
    **dict.fromkeys(_PLAIN.split(), False),
}
"""https://myst-parser.readthedocs.io/en/latest/syntax/admonitions.html, and sphinx-design's."""

COMMONMARK = Dialect(
    "commonmark",
    "GitHub, Pandoc, Eleventy, any other",
    (*BUILT_IN, *ATTACHED, *EMOJI),
    LINES,
    ids="",
    anchors="html",
    mark="span",
    delimiters=("{{", "{%"),
    attributes=("alt", "caption", "title"),
)

DIALECTS: dict[str, Dialect] = {
    dialect.name: dialect
    for dialect in (
        COMMONMARK,
        Dialect(
            "mkdocs",
            "MkDocs, Material for MkDocs, Pelican",
            (
                *BUILT_IN,
                *_INLINE_ATTRIBUTES,
                *_ATTRIBUTE_LIST,
                *_AUTOREFERENCE,
                *_KEYS_AND_ICONS,
                *EMOJI,
            ),
            (*LINES, _ANY_ADMONITION, _ABBREVIATION),
            ids="python-markdown",
            anchors="html",
            mark="span",
            delimiters=("{{", "{%"),
        ),
        Dialect(
            "docusaurus",
            "Docusaurus, whose `.md` is MDX",
            (*_MDX, *BUILT_IN, *EMOJI),
            LINES,
            ids="github",
            anchors="mdx",
            mark="none",
            delimiters=("{", "}"),
            gap="{/* */}",
            is_mdx=True,
        ),
        Dialect(
            "mdx",
            "Astro, Starlight, Next.js and others that compile MDX",
            (*_MDX, *BUILT_IN),
            LINES,
            ids="github",
            anchors="none",
            mark="none",
            delimiters=("{", "}"),
            gap="{/* */}",
            is_mdx=True,
        ),
        Dialect(
            "vitepress",
            "VitePress, VuePress",
            (*BUILT_IN, *_INLINE_ATTRIBUTES, *_VUE, *EMOJI),
            LINES,
            ids="vitepress",
            anchors="attribute",
            mark="span",
            delimiters=("{{", "[[toc]]", "<<<"),
        ),
        Dialect(
            "hugo",
            "Hugo",
            (*BUILT_IN, *EMOJI),
            LINES,
            ids="hugo",
            anchors="attribute",
            mark="none",
            html=False,
            delimiters=("{{<", "{{%", "{{"),
            # https://gohugo.io/shortcodes/figure/, https://gohugo.io/shortcodes/details/
            attributes=("alt", "attr", "caption", "summary", "title"),
        ),
        Dialect(
            "jekyll",
            "Jekyll, kramdown",
            (*BUILT_IN, *_INLINE_ATTRIBUTES, *EMOJI),
            (*LINES, _ABBREVIATION, _END_OF_BLOCK),
            ids="kramdown-gfm",
            anchors="kramdown",
            mark="span",
            delimiters=("{{", "{%", "{:"),
            attributes=("alt", "caption", "title"),
            bare_tables=True,
        ),
        Dialect(
            "mdbook",
            "mdBook",
            BUILT_IN,
            LINES,
            ids="mdbook",
            anchors="attribute",
            mark="none",
            delimiters=("{{#",),
            front_matter=False,
            menus=("SUMMARY.md",),
        ),
        Dialect(
            "myst",
            "Sphinx with MyST, Jupyter Book, mystmd",
            (*_ROLES, *BUILT_IN),
            (*LINES, _TARGET, _MYST_COMMENT, _MYST_BREAK),
            ids="myst",
            anchors="myst",
            mark="none",
            delimiters=("{{", "{%"),
            directives=DIRECTIVES,
            # https://docutils.sourceforge.io/docs/ref/rst/directives.html#image
            attributes=("alt", "caption"),
        ),
        Dialect(
            "obsidian",
            "Obsidian, Quartz",
            (*_WIKI, *BUILT_IN),
            LINES,
            ids="words",
            anchors="none",
            mark="none",
            delimiters=("%%", "[["),
        ),
    )
}
"""Every dialect, by its name in `markdown.dialect` of the configuration."""
