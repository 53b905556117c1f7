"""PO files with plurals, read whole or refused.

Catalogs of articles have no plurals, and their reader refuses them (`catalogs.po.grammar`). Babel
reads plurals, but silently misreads mistakes: of a text without its closing quote it reads all but
the last letter. So every line is checked here; tests compare the results with Babel's.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from l10n_flow.catalogs import store
from l10n_flow.errors import CatalogError, Place
from l10n_flow.files.reading import bytes_of
from l10n_flow.language.tags import inheritance
from l10n_flow.language.translations import plural_rule

# The words of a language for a message, and for a number of things.


def N_(message: str) -> str:  # noqa: N802 - the name that every extractor of messages knows
    """The message itself; this marks it for the template, and it is looked up when shown."""
    return message


def _first(number: int) -> int:
    del number
    return 0


@dataclass(frozen=True, slots=True)
class Words:
    """Words for messages; a message that one object does not have is looked up in the next.

    >>> ours = Words("es", {"Home": ("Inicio",), "note": ("nota", "notas")}, lambda n: n != 1)
    >>> theirs = Words("es", {"Home": ("Portada",)}).before(ours)
    >>> theirs.text("Home"), theirs.counted("note", "notes", 2), theirs.text("Peace")
    ('Portada', 'notas', 'Peace')
    """

    locale: str
    """The language of the words."""
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By message, its words; several forms if the message counts something."""
    form_of: Callable[[int], int] = field(default=_first, compare=False, repr=False)
    """From a number to the index of its form."""
    others: Words | None = None
    """The words to look in next."""

    def before(self, others: Words | None) -> Words:
        """The same words, followed by those of `others` for messages that they do not have."""
        return replace(self, others=self.others.before(others) if self.others else others)

    def has(self, message: str) -> bool:
        """Whether there are words for the message."""
        return self._with(message) is not None

    def text(self, message: str) -> str:
        """The words for the message; the message itself if there are none."""
        found = self._with(message)
        return found.forms[message][0] if found else message

    def counted(self, one: str, many: str, number: int) -> str:
        """The words for the message with that number of things."""
        found = self._with(one)
        if found is None:
            return one if number == 1 else many
        forms = found.forms[one]
        return forms[min(found.form_of(number), len(forms) - 1)]

    def _with(self, message: str) -> Words | None:
        if message in self.forms:
            return self
        return self.others._with(message) if self.others else None  # noqa: SLF001 - the same class


_GAP = re.compile(r"%%|%\((\w+)\)s")


def filled(message: str, values: Mapping[str, object]) -> str:
    """The message with a value in each `%(gap)s`, as Jinja2 and gettext write it.

    Any other percent sign is kept, unlike with Python's own operator, which would fail.

    >>> filled("%(share)s % of %(all)s", {"share": "12", "all": "50"})
    '12 % of 50'
    """

    def value(gap: re.Match[str]) -> str:
        name = gap[1]
        return "%" if name is None else str(values[name]) if name in values else gap[0]

    return _GAP.sub(value, message)


class Message(NamedTuple):
    """One message of a file, with its words."""

    text: str
    plural: str
    """The English plural; "" for a message that counts nothing."""
    forms: tuple[str, ...]
    """One form, or one for each plural form of the language; "" if there are no words."""
    line: int
    references: tuple[str, ...] = ()


class MessageFile(NamedTuple):
    """A file's messages, with or without words, and its rule for plural forms."""

    messages: Sequence[Message]
    plurals: int
    rule: str

    def words(self, locale: str) -> Words:
        """The words for lookup, from the messages that have all their forms."""
        forms = {one.text: one.forms for one in self.messages if all(one.forms)}
        return Words(locale, forms, partial(_form, self.rule))


def _form(rule: str, number: int) -> int:
    """The form of a number. Takes the rule as text, because compiled rules cannot be pickled."""
    return _compiled(rule)(number)


@cache
def _compiled(rule: str) -> Callable[[int], int]:
    return gettext.c2py(rule)


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


def read(data: bytes, path: Path, locale: str) -> MessageFile:
    r"""The messages of a PO file that are neither drafts nor obsolete.

    If the header has no `Plural-Forms`, those of the language are used. Raises `CatalogError` with
    the line for what is not PO.

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
    counts = any(message.plural for message in found)
    return MessageFile(found, *_rule(header, path, locale, counts=counts))


class _Entry:
    """One entry while it is being read."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.is_fuzzy = False
        self.references: tuple[str, ...] = ()
        self.line = 0
        self.last = ""

    def comment(self, line: str) -> None:
        """Read a line that begins with `#`."""
        if line.startswith("#,") and "fuzzy" in line:
            self.is_fuzzy = True
        elif line.startswith("#:"):
            self.references = (*self.references, *line[2:].split())

    def statement(self, match: re.Match[str], number: int) -> bool:
        """Read a text with its keyword, or a continued one; False if it is not allowed here."""
        text = _ESCAPE.sub(lambda found: _SIGNS.get(found[1], found[1]), match["text"])
        keyword = match["keyword"]
        if keyword is None:
            if self.last:
                self.texts[self.last] += text
            return bool(self.last)
        if keyword in self.texts or (not self.last and keyword.startswith("msgstr")):
            return False
        if keyword == "msgid":
            self.line = number
        self.texts[keyword] = text
        self.last = keyword
        return True

    def message(self, path: Path) -> Message:
        """The message of a complete entry; raises `CatalogError` for an incomplete one."""
        texts = self.texts
        if "msgid" not in texts or self.last.startswith("msgid"):
            raise _error("the entry has no msgid, or no msgstr", path, self.line)
        forms = [words for name, words in texts.items() if name.startswith("msgstr")]
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
            raise _error(f"{line[:40]!r} is not a line of a PO file", path, number)
        if not entries[-1].statement(match, number):
            raise _error(f"{line[:40]!r} is out of place", path, number)
    return [entry for entry in entries if entry.texts]


def _rule(header: str, path: Path, locale: str, *, counts: bool) -> tuple[int, str]:
    """The number of plural forms and their rule; one form if no message `counts` anything.

    Babel has the rules of languages, but importing it takes a tenth of the time of an empty build.
    """
    match = _PLURALS.search(header)
    if match is None:
        if "Plural-Forms:" in header and "INTEGER" not in header:
            raise _error("the header's Plural-Forms cannot be read", path, 1)
        return plural_rule(locale) if counts else (1, "0")
    try:
        gettext.c2py(match[2])
    except (ValueError, RecursionError) as error:
        raise _error(f"the header's Plural-Forms: {error}", path, 1) from error
    return int(match[1]), match[2]


def _error(what: str, path: Path, line: int) -> CatalogError:
    return CatalogError(
        what, Place(path, line), hint="until that is corrected, the built-in words are used"
    )


# The words that come with l10n-flow.

FOLDER = Path(__file__).parent / "site"
"""One catalog for each language of notices and pages."""

DESK = Path(__file__).parent / "desk"
"""The same for the languages of the review desk."""

TEMPLATE = Path(__file__).parent / "site.pot"
"""Every message, to be copied for a translation into another language."""


@cache
def shipped(locale: str) -> Words:
    """Our words for a language, followed by those of its parent languages (CLDR's inheritance).

    Empty for a language without words; English needs none.

    >>> shipped("es-MX").text("Latest content"), shipped("zh-TW").text("Notes")
    ('Últimas publicaciones', '註釋')
    """
    found = Words(locale)
    for tag in inheritance(locale):
        path = FOLDER / f"{tag}.po"
        data = bytes_of(path)
        if data is not None:
            found = found.before(read(data, path, tag).words(tag))
    return found


@cache
def messages() -> tuple[str, ...]:
    """Every message of notices and pages; for one that counts something, the singular."""
    data = bytes_of(TEMPLATE) or b""
    return tuple(one.text for one in read(data, TEMPLATE, "en").messages)


def languages() -> tuple[str, ...]:
    """The languages for which we have words, except English."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.po")))
