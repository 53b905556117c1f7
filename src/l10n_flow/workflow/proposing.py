"""Proposals from the files of a folder: the site's dialect, the place of its articles, languages.

`init` proposes what is found here and says why; a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from l10n_flow.errors import FileError
from l10n_flow.files.reading import content_of
from l10n_flow.language.tags import is_language_tag, language_tag, own_name


class ProposedSetting(NamedTuple):
    """A key of the configuration, a value for it, and the reason."""

    key: str
    value: str
    because: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a folder proposes."""

    settings: tuple[ProposedSetting, ...] = ()
    content: str = "content"
    output: str = "build"
    locales: tuple[str, ...] = ()
    """The languages other than the source's that have translated pages already."""
    pages: tuple[tuple[str, str], ...] = ()
    """The patterns of those pages, each with its language."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """The settings of a site generator."""

    dialect: str
    files: tuple[str, ...]
    """Patterns for its files, in the project's folder."""
    content: Callable[[Path, str], str | None]
    """Returns the folder of articles from its file and the file's text; None for the usual one."""
    usual: tuple[str, ...]
    """The usual folders of articles: the first that exists is taken."""
    pattern: str = ""
    """A pattern in the file's text, if its name alone is not enough."""
    output: str = "build"
    """The folder for editions, which the generator must not clear."""
    locales: Callable[[str], list[str]] = field(default=lambda _text: [])
    """Returns the languages that the file's text names."""


def propose(folder: Path, source: str) -> Proposal:
    """What the files in `folder` propose for articles written in `source`.

    A folder without signs gives the defaults and no reasons.
    """
    found, own = next(_signs(folder), None), language_tag(source)
    proposal = _of_folders(folder) if found is None else _of_site(folder, *found, own)
    languages = _languages(folder / proposal.content)
    if own not in languages or len(languages) == 1:
        return _without_translations(folder, proposal, languages, own)
    content = f"{proposal.content}/{languages.pop(own)}"
    because = f"{proposal.content}/ has a folder for each language"
    locales = tuple(languages)
    settings = [s for s in proposal.settings if s.key not in ("content", "locales")]
    settings.append(ProposedSetting("content", content, because))
    settings.append(ProposedSetting("locales", ", ".join(locales), because))
    pages = tuple((f"{proposal.content}/{name}/**", tag) for tag, name in languages.items())
    return Proposal(tuple(settings), content, proposal.output, locales, pages)


def _without_translations(
    folder: Path, proposal: Proposal, languages: Mapping[str, str], own: str
) -> Proposal:
    """The proposal, and that translated pages which lie among the articles are none themselves.

    They are known by the article that they translate: `es/a.md` and `a.es.md` lie beside `a.md`.
    """
    content = folder / proposal.content
    found: dict[str, str] = {}
    for file in _files(content):
        inside = file.relative_to(content)
        if languages and _has_original(content, inside, languages):
            name = inside.parts[0]
            found[f"{name}/**"] = language_tag(name)
        tag = language_of(file)
        if tag is not None:
            found[f"**/*{''.join(file.suffixes[-2:])}"] = tag
    found = {pattern: tag for pattern, tag in found.items() if tag != own}
    if not found:
        return proposal
    locales = tuple(dict.fromkeys(found.values()))
    because = f"translated pages beside the articles of {proposal.content}/"
    patterns = ", ".join(f'"{pattern}"' for pattern in found)
    settings = (
        *(s for s in proposal.settings if s.key != "locales"),
        ProposedSetting("exclude", f"[{patterns}]", because),
        ProposedSetting("locales", ", ".join(locales), because),
    )
    pages = tuple((f"{proposal.content}/{pattern}", tag) for pattern, tag in found.items())
    return Proposal(settings, proposal.content, proposal.output, locales, pages)


def left_out(folder: Path, content: str) -> tuple[tuple[str, int], ...]:
    """The other folders in `folder` that have Markdown, and how many files: a site has several.

    So do Jekyll's collections, Docusaurus' blog and `i18n`. READMEs are not counted.
    """
    own, _, _ = content.partition("/")
    found = []
    for place in _places(folder):
        if place.name != own and place.name not in _NO_ARTICLES:
            files = [file for file in _files(place) if file.stem.upper() not in _ABOUT_THE_CODE]
            found.append((place.name, len(files)))
    return tuple((name, number) for name, number in found if number)


def _has_original(content: Path, inside: Path, languages: Mapping[str, str]) -> bool:
    name, *rest = inside.parts
    return bool(rest) and name in languages.values() and content.joinpath(*rest).is_file()


def _files(content: Path) -> Iterator[Path]:
    """The files of Markdown, in an order that is the same everywhere."""
    try:
        yield from sorted(path for path in content.rglob("*") if path.suffix in _MARKDOWN)
    except OSError:
        return


_MARKDOWN = (".md", ".markdown", ".mdx")


def language_of(file: Path) -> str | None:
    """The language that a file's name says before its suffix, if the same page lies beside it.

    So Hugo and plugins of MkDocs name translations: `a.es.md` beside `a.md`.
    """
    stem, _, name = file.name.removesuffix(file.suffix).rpartition(".")
    if not stem or not _is_language(name):
        return None
    return language_tag(name) if file.with_name(stem + file.suffix).is_file() else None


def _of_site(folder: Path, sign: _Sign, file: Path, own: str) -> Proposal:
    """What the settings of a site generator propose."""
    relative, text = file.relative_to(folder).as_posix(), _text(file)
    settings = [ProposedSetting("markdown.dialect", sign.dialect, relative)]
    content, output = "content", sign.output
    written = sign.content(file, text)
    places = [written] if written else [p for p in sign.usual if (folder / p).is_dir()]
    if places and _is_inside(places[0]) and places[0] != content:
        content = places[0]
        settings.append(ProposedSetting("content", content, relative))
    if output != "build":
        settings.append(ProposedSetting("output", output, f"{sign.dialect} empties build/"))
    elif _INTO_BUILD.search(text):
        output = "editions"
        settings.append(ProposedSetting("output", output, f"{relative} has build/ for the site"))
    if sign.dialect == "mkdocs" and "attr_list" in text:
        settings.append(ProposedSetting("anchors", "attribute", f"attr_list in {relative}"))
    locales = _locales(sign, text, own)
    if locales:
        settings.append(ProposedSetting("locales", ", ".join(locales), relative))
    return Proposal(tuple(settings), content, output, locales)


def _locales(sign: _Sign, text: str, own: str) -> tuple[str, ...]:
    """The languages that a generator's settings name, but the articles' own."""
    tags = dict.fromkeys(language_tag(name) for name in sign.locales(text) if _is_language(name))
    return tuple(tag for tag in tags if tag != own)


def _of_folders(folder: Path) -> Proposal:
    """The folder with the most Markdown, where nothing says which generator it is for.

    Files beside each other in the project's own folder, such as its README, are not counted.
    """
    if (folder / "content").exists():
        return Proposal()
    found = {place.name: sum(1 for _ in _files(place)) for place in _folders(folder)}
    name = max(found, key=lambda name: found[name], default="")
    if not name or not found[name]:
        return Proposal()
    files = "1 file" if found[name] == 1 else f"{found[name]} files"
    return Proposal((ProposedSetting("content", name, f"{files} of Markdown"),), name)


def _folders(folder: Path) -> Iterator[Path]:
    """The folders in which somebody may keep articles, sorted by name."""
    yield from (p for p in _places(folder) if not p.name.startswith("_") and p.name not in _MADE)


def _places(folder: Path) -> list[Path]:
    """The folders in a folder that are not hidden, sorted by name; none if it cannot be read."""
    try:
        return sorted(p for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
    except OSError:
        return []


_MADE = frozenset(
    (
        *("build", "dist", "locales", "out", "public", "site", "target"),
        *("env", "node_modules", "vendor", "venv"),
    )
)
"""Folders that programs make or that we have another use for."""

_NO_ARTICLES = _MADE | {"_site", "_includes", "_layouts", "_sass", "archetypes", "themes", "tests"}
"""Those, and folders of site generators and of programs without articles."""

_ABOUT_THE_CODE = frozenset(("README", "CHANGELOG", "CONTRIBUTING", "LICENSE", "SECURITY"))


def _signs(folder: Path) -> Iterator[tuple[_Sign, Path]]:
    """The site generators whose settings are in the folder, each with its file."""
    for sign in _SIGNS:
        for pattern in sign.files:
            for file in sorted(folder.glob(pattern)):
                if not sign.pattern or re.search(sign.pattern, _text(file), re.MULTILINE):
                    yield sign, file


def _text(file: Path) -> str:
    """The file's text; "" when it cannot be read or is a folder."""
    try:
        return content_of(file).decode(errors="replace")
    except FileError:
        return ""


def _is_inside(content: str) -> bool:
    """Whether a project can have its articles in the folder: it must be inside the project."""
    parts = Path(content).parts
    return bool(parts) and not Path(content).is_absolute() and ".." not in parts


def _languages(content: Path) -> dict[str, str]:
    """Folders for languages, by tag: only tags that CLDR has a name for."""
    try:
        names = sorted(path.name for path in content.iterdir() if path.is_dir())
    except OSError:
        return {}
    return {language_tag(name): name for name in names if _is_language(name)}


def _is_language(name: str) -> bool:
    return (
        re.fullmatch(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})*", name) is not None
        and is_language_tag(name)
        and own_name(name) != language_tag(name)
    )


# Readers of the generators' files


def _nothing(_file: Path, _content: str) -> str | None:
    return None


def _key(name: str) -> Callable[[Path, str], str | None]:
    """A reader of the value of a key of YAML or TOML, at any depth."""
    pattern = re.compile(rf"""^\s*["']?{name}["']?\s*[:=]\s*["']?([^"'\s#,]+)""", re.MULTILINE)

    def written(_file: Path, text: str) -> str | None:
        match = pattern.search(text)
        return match[1].rstrip("/").removeprefix("./") if match else None

    return written


_INPUT = re.compile(r"""(?:\binput:|\bsetInputDirectory\()\s*["'](?:\./)?([^"']*?)/?["']""")


def _input(_file: Path, text: str) -> str | None:
    """The folder of templates in Eleventy's settings; https://www.11ty.dev/docs/config/."""
    match = _INPUT.search(text)
    return match[1] if match and match[1] not in ("", ".") else None


_INTO_BUILD = re.compile(
    r"""(?:\b(?:publishDir|site_dir|destination|outDir|output|OUTPUT_PATH|build-dir)["']?\s*[:=]"""
    r"""|\bsetOutputDirectory\()\s*["']?(?:\.{1,2}/)*build/?["']?\s*(?:[,)}#]|$)""",
    re.MULTILINE,
)
"""A generator's setting that puts the site into build/."""


def _above(levels: int) -> Callable[[Path, str], str | None]:
    """A reader of the name of the folder so many levels above the file's own."""

    def written(file: Path, _content: str) -> str | None:
        return file.parents[levels].name

    return written


def _named(pattern: str) -> Callable[[str], list[str]]:
    """A reader of the languages that a pattern finds: its only group."""
    return re.compile(pattern, re.MULTILINE).findall


def _listed(text: str) -> list[str]:
    """The languages of Docusaurus: `locales: ['en', 'es']`."""
    match = re.search(r"\blocales\s*:\s*\[([^\]]*)\]", text)
    return re.findall(r"""["']([\w-]+)["']""", match[1]) if match else []


# https://vitepress.dev/guide/i18n, https://starlight.astro.build/guides/i18n/
_LABELLED = _named(r"""["']?\b([A-Za-z][\w-]*)["']?\s*:\s*\{\s*["']?label\b""")
# https://ultrabug.github.io/mkdocs-static-i18n/, https://gohugo.io/content-management/multilingual/
_OF_I18N = _named(r"""^\s*-\s+locale:\s*["']?([\w-]+)""")
_OF_HUGO = _named(r"""^\s*\[languages\.["']?([\w-]+)["']?\]""")

_HUGO = r"^\s*[\"']?(?:baseURL|baseurl|languageCode|contentDir|defaultContentLanguage)\b"
_PLACE = _key("contentDir"), ("content",)
_SIGNS = (
    _Sign("mkdocs", ("mkdocs.yml", "mkdocs.yaml"), _key("docs_dir"), ("docs",), locales=_OF_I18N),
    _Sign(
        "docusaurus",
        ("docusaurus.config.*",),
        _nothing,
        ("docs", "blog"),
        output="editions",
        locales=_listed,
    ),
    _Sign(
        "vitepress",
        (".vitepress/config.*",),
        _nothing,
        ("docs", "src", "content"),
        locales=_LABELLED,
    ),
    _Sign("vitepress", ("*/.vitepress/config.*",), _above(1), (), locales=_LABELLED),
    _Sign(
        "mdx",
        ("astro.config.*",),
        _nothing,
        ("src/content/docs", "src/content"),
        locales=_LABELLED,
    ),
    _Sign("mdbook", ("book.toml",), _key("src"), ("src",)),
    _Sign("hugo", ("hugo.toml", "hugo.y*ml", "hugo.json"), *_PLACE, locales=_OF_HUGO),
    _Sign("hugo", ("config/_default/hugo.*",), *_PLACE, locales=_OF_HUGO),
    _Sign("hugo", ("config.toml", "config.y*ml"), *_PLACE, pattern=_HUGO, locales=_OF_HUGO),
    _Sign("commonmark", ("eleventy.config.*", ".eleventy.js"), _input, ("content", "src", "posts")),
    _Sign("mkdocs", ("pelicanconf.py",), _key("PATH"), ("content",)),
    _Sign("jekyll", ("_config.yml",), _nothing, ("_posts", "_docs", "docs")),
    _Sign("myst", ("myst.yml",), _nothing, ("docs", "content", "book")),
    _Sign("myst", ("conf.py",), _nothing, ("docs", "content"), pattern="myst"),
    _Sign("myst", ("*/conf.py",), _above(0), (), pattern="myst"),
    _Sign("myst", ("docs/source/conf.py",), _nothing, ("docs/source",), pattern="myst"),
    _Sign("obsidian", (".obsidian",), _nothing, ("content", "notes", "Notes")),
    _Sign("obsidian", ("*/.obsidian",), _above(0), ()),
)
"""The signs in order of precedence."""
