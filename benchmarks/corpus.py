"""The articles of the benchmark: real posts, as many as it takes, edited and translated by rule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import polib

EDITED = "edited"
"""The word that takes another word's place in an edited paragraph."""

EVERY = 20
"""One paragraph of so many is edited: 5 %."""

ON_TOP = "This paragraph was in no article before today, and now it is in all of them."

_VOWELS = "aeiou"
_NOT_WORDS = re.compile(r"(https?://\S+|<[^>]*>|&#?\w+;)")
_FRONT = re.compile(r"---\n.*?^---\n", re.DOTALL | re.MULTILINE)
_FENCED = re.compile(r"^ *(```|~~~).*?^ *\1", re.DOTALL | re.MULTILINE)
_KEPT = re.compile(
    r"(`+[^`]*`+|\{\d+\}|\]\([^)]*\)|\]\[[^\]]*\]|<[^>]*>|https?://\S+|&#?\w+;|\\.)", re.DOTALL
)
_ACCENTS = str.maketrans("aeou", "áéóú")


def scale(corpus: Path, folder: Path, count: int, longest: float) -> None:
    """`folder` has `count` articles: the posts of the corpus, and copies with other vowels.

    Posts of more than `longest` kilobytes are left out.

    A copy is as long as its post and has the same blocks, links and code; but its paragraphs are
    its own, so that a tool with one catalog for everything has as much to do as any other. There
    are five sets of vowels.
    """
    posts = sorted(p for p in corpus.rglob("*.md") if p.stat().st_size <= longest * 1000)
    folder.mkdir(parents=True)
    for number in range(count):
        copy, post = divmod(number, len(posts))
        text = posts[post].read_bytes().decode()
        front = _FRONT.match(text)
        body = front.end() if front else 0
        turned = _VOWELS[copy % 5 :] + _VOWELS[: copy % 5]
        words = _spelled(text[body:], str.maketrans(_VOWELS, turned), _NOT_WORDS)
        (folder / f"{posts[post].stem}-{copy}.md").write_bytes((text[:body] + words).encode())


def _spelled(text: str, letters: dict[int, int], but: re.Pattern[str]) -> str:
    """The text with other letters, except in what `but` finds (its one group)."""
    pieces = but.split(text)
    return "".join([p if i % 2 else p.translate(letters) for i, p in enumerate(pieces)])


def translated(source: str) -> str:
    """A translation of a text: its words with accents, its marks as they are.

    >>> translated("See [the `list`]({1})")
    'Séé [thé `list`]({1})'
    """
    return _spelled(source, _ACCENTS, _KEPT)


def edit(folder: Path) -> int:
    """One paragraph of `EVERY` in the folder's articles has one other word; how many those are.

    Paragraphs are plain ones: blocks of eight words or more outside of fences that begin with a
    letter and stand once in their article. (Of a text that stands there twice, the one that is
    left keeps the translation, and the edited one has none to take.)
    """
    seen = edited = 0

    def changed(block: str) -> str:
        nonlocal seen, edited
        words = block.split(" ")
        middle = [i for i in range(1, len(words)) if words[i].isalpha() and len(words[i]) > 1]
        seen += 1
        if seen % EVERY or not middle:
            return block
        edited += 1
        words[middle[len(middle) // 2]] = EDITED
        return " ".join(words)

    for path in sorted(folder.glob("*.md")):
        text = path.read_bytes().decode()
        path.write_bytes("".join(_each_paragraph(text, changed)).encode())
    return edited


def _each_paragraph(text: str, change: Callable[[str], str]) -> Iterator[str]:
    front = _FRONT.match(text)
    body = front.end() if front else 0
    fenced = [match.span() for match in _FENCED.finditer(text)]
    blocks = re.split(r"(\n[ \t]*\n)", text[body:])
    often = Counter(map(_said, blocks))
    yield text[:body]
    at = body
    for block in blocks:
        in_code = any(start < at + len(block) and at < end for start, end in fenced)
        plain = block[:1].isalpha() and len(block.split()) >= 8 and "\n===" not in block
        yield change(block) if plain and not in_code and often[_said(block)] == 1 else block
        at += len(block)


def _said(block: str) -> str:
    """A block as a catalog sees it: without addresses, and however its lines are broken."""
    return " ".join(re.sub(r"https?://[^\s)]+", "", block).split())


def insert(folder: Path) -> None:
    """Every article's body begins with the same new paragraph."""
    for path in folder.glob("*.md"):
        text = path.read_bytes().decode()
        front = _FRONT.match(text)
        body = front.end() if front else 0
        path.write_bytes(f"{text[:body]}\n{ON_TOP}\n\n{text[body:]}".encode())


def fill(catalogs: Path) -> int:
    """Every entry of every catalog below the folder is translated; how many those are."""
    filled = 0
    for path in catalogs.rglob("*.po"):
        catalog = polib.pofile(str(path), wrapwidth=0)
        for entry in catalog:
            if not entry.obsolete:
                entry.msgstr = translated(entry.msgid)
                filled += 1
        catalog.save(newline="\n")
    return filled


def count(catalogs: Path) -> int:
    """How many entries the catalogs below the folder have."""
    return sum(len(polib.pofile(str(path))) for path in catalogs.rglob("*.po"))


def states(catalogs: Path) -> str:
    """How many entries of the catalogs below the folder are drafts, and how many have no words."""
    drafts = empty = 0
    for path in catalogs.rglob("*.po"):
        catalog = polib.pofile(str(path))
        drafts += len(catalog.fuzzy_entries())
        empty += len(catalog.untranslated_entries())
    return f"{drafts:,} drafts, {empty:,} untranslated"
