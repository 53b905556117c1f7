"""PO files with plurals, read whole or refused.

Catalogs of articles have no plurals, and their reader refuses them (`catalogs.grammar`). Babel
reads plurals and is generous in silence: of a text without its closing quote it takes all but the
last letter. So every line is looked at here; tests compare with Babel what both read.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from l10n_flow.catalogs import store
from l10n_flow.errors import CatalogError, Place
from l10n_flow.language import plural_rule
from l10n_flow.words.wordlist import Words

__all__ = ["Message", "Written", "read"]


class Message(NamedTuple):
    """What a file says for one message."""

    text: str
    plural: str
    """The English of many; "" for a message that counts nothing."""
    forms: tuple[str, ...]
    """One, or one for each of the language's forms of number; "" where there are no words."""
    line: int
    references: tuple[str, ...] = ()


class Written(NamedTuple):
    """A file's messages, with or without words, and how it chooses a form for a number."""

    messages: Sequence[Message]
    plurals: int
    rule: str

    def words(self, locale: str) -> Words:
        """As they are looked up: those that are whole."""
        forms = {one.text: one.forms for one in self.messages if all(one.forms)}
        return Words(locale, forms, gettext.c2py(self.rule))


_LINE = re.compile(
    r'(?:(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[(?P<form>\d)\])?)[ \t]*)?"'
    r'(?P<text>(?:[^"\\]|\\.)*)"[ \t]*'
)
_ESCAPE = re.compile(r'\\([abfnrtv"\\])')
_SIGNS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_BEGINNING = re.compile(r"#|msgctxt|msgid(?!_)")
_PLURALS = re.compile(
    r"^Plural-Forms:\s*nplurals\s*=\s*(\d)\s*;\s*plural\s*=\s*(.+?);?\s*$", re.MULTILINE
)


def read(data: bytes, path: Path, locale: str) -> Written:
    r"""The messages of a PO file that are neither drafts nor obsolete.

    A file whose header has no `Plural-Forms` has those of its language. Raises `CatalogError` with
    the line of what is no PO.

    >>> po = b'msgid "note"\nmsgid_plural "notes"\nmsgstr[0] "nota"\nmsgstr[1] "notas"\n'
    >>> read(po, Path("site.po"), "es").words("es").counted("note", "notes", 3)
    'notas'
    """
    found: list[Message] = []
    header = ""
    for entry in _entries(store.decode(data, path), path):
        message = entry.message(path)
        if entry.texts["msgid"] == "" and "msgctxt" not in entry.texts:
            header = message.forms[0]
        elif not entry.is_fuzzy:
            found.append(message)
    return Written(found, *_rule(header, path, locale))


class _Entry:
    """One entry, as far as it has been read."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.is_fuzzy = False
        self.references: tuple[str, ...] = ()
        self.line = 0
        self.last = ""

    def comment(self, line: str) -> None:
        """Take a line that begins with `#`."""
        if line.startswith("#,") and "fuzzy" in line:
            self.is_fuzzy = True
        elif line.startswith("#:"):
            self.references = (*self.references, *line[2:].split())

    def statement(self, match: re.Match[str], number: int) -> bool:
        """Take a text, with its keyword or as more of the one before; whether it can stand here."""
        said = _ESCAPE.sub(lambda found: _SIGNS.get(found[1], found[1]), match["text"])
        keyword = match["keyword"]
        if keyword is None:
            if self.last:
                self.texts[self.last] += said
            return bool(self.last)
        if keyword in self.texts or (not self.last and keyword.startswith("msgstr")):
            return False
        if keyword == "msgid":
            self.line = number
        self.texts[keyword] = said
        self.last = keyword
        return True

    def message(self, path: Path) -> Message:
        """What the entry says, once it is whole; raises `CatalogError` when it is not."""
        texts = self.texts
        if "msgid" not in texts or self.last.startswith("msgid"):
            raise _error("the entry has no msgid, or no msgstr", path, self.line)
        forms = [said for name, said in texts.items() if name.startswith("msgstr")]
        numbered = [f"msgstr[{number}]" for number in range(len(forms))]
        wanted = numbered if "msgid_plural" in texts else ["msgstr"]
        if [name for name in texts if name.startswith("msgstr")] != wanted:
            what = "its forms are not msgstr[0], msgstr[1]… after a msgid_plural, or one msgstr"
            raise _error(what, path, self.line)
        plural = texts.get("msgid_plural", "")
        return Message(texts["msgid"], plural, tuple(forms), self.line, self.references)


def _entries(text: str, path: Path) -> Sequence[_Entry]:
    entries = [_Entry()]
    for number, row in enumerate(text.split("\n"), start=1):
        line = row.strip(" \t\r\v\f")
        if not line or line.startswith("#~"):
            continue
        if entries[-1].last.startswith("msgstr") and _BEGINNING.match(line):
            entries.append(_Entry())
        if line[0] == "#":
            entries[-1].comment(line)
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise _error(f"{line[:40]!r} is no line of a PO file", path, number)
        if not entries[-1].statement(match, number):
            raise _error(f"{line[:40]!r} stands where it cannot", path, number)
    return [entry for entry in entries if entry.texts]


def _rule(header: str, path: Path, locale: str) -> tuple[int, str]:
    match = _PLURALS.search(header)
    if match is None:
        if "Plural-Forms:" in header and "INTEGER" not in header:
            raise _error("the header's Plural-Forms cannot be read", path, 1)
        return plural_rule(locale)
    try:
        gettext.c2py(match[2])
    except (ValueError, RecursionError) as error:
        raise _error(f"the header's Plural-Forms: {error}", path, 1) from error
    return int(match[1]), match[2]


def _error(what: str, path: Path, line: int) -> CatalogError:
    return CatalogError(what, Place(path, line), hint="until it is mended, ours stand there")
