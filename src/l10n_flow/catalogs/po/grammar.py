"""The PO grammar, checked line by line: what polib misreads is rewritten for it or refused.

polib 1.2 silently drops the previous texts of obsolete entries, comments at the end of a file and
flags on `#=` lines; it cuts lines at U+2028, strips blanks off comments, reads an unclosed text as
an empty one and does not know octal escapes. `plain` checks every line and returns the same catalog
in a spelling that polib reads correctly, one line for each line.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from l10n_flow import patterns as re
from l10n_flow.catalogs.po import commentlines
from l10n_flow.catalogs.provenance import origins
from l10n_flow.errors import CatalogError, Place

EDGE = "\x00"
"""Added at both ends of every comment, so that polib strips no blanks. It is also the source of an
extra first and an extra last entry, which get the comments that polib would add to the file or
drop. No catalog contains this character."""

_CURLY = frozenset("“”„«»‘’")
"""Quotation marks that word processors write in the place of straight ones."""

_CUT_SHORT = "the file was cut short: restore it from version control"

_EDGE_ENTRY = (f'msgid "{EDGE}"', 'msgstr ""')

_BLANKS = " \t\v\f\r"
_STATEMENT = re.compile(r"([a-z_]*)(\[[0-9]+\])?[ \t\v\f\r]*(.*)", re.DOTALL)
_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"[ \t\v\f\r]*', re.DOTALL)
_BYTE = r"[23][0-7]{2}"
_ESCAPE = re.compile(rf"\\({_BYTE}(?:\\{_BYTE})*|[0-7]{{1,3}}|x[0-9A-Fa-f]+|.)", re.DOTALL)
"""An escape sequence; the bytes of a character that `msgcat --escape` has written are one."""
_READABLE = 'ntrvbf"\\'
"""The letters of the escapes that polib reads."""
_CONFLICT = re.compile(r"(<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|)( |$)")

_BEFORE = {"msgctxt": ("", "msgstr"), "msgid": ("", "msgctxt", "msgstr"), "msgstr": ("msgid",)}
"""By statement, the statements that may come directly before it; "" is an entry's beginning."""
_BEFORE_PREVIOUS = {"msgctxt": ("",), "msgid": ("", "msgctxt")}


class Plain(NamedTuple):
    """A catalog spelled for polib."""

    text: str
    places: tuple[int, ...]
    """The line of each entry's `msgid`, in the order of the file."""


def plain(text: str, path: Path) -> Plain:
    r"""The catalog `text`, every line checked and spelled for polib, between two edge entries.

    Raises `CatalogError` with file, line and remedy for the first line that is not PO, that PO
    tools read in different ways, or that no article's catalog needs (plurals, domains).

    >>> respelled = plain('#~| msgid "War"\n#~ msgid "Pea" "ce"\n#~ msgstr "\\120az"', Path("a.po"))
    >>> print("\n".join(respelled.text.split("\n")[2:-2]))
    #| msgid "War"
    #~ msgid "Peace"
    #~ msgstr "Paz"
    """
    reader = _PoReader(path)
    if "\n" not in text:
        text = text.replace("\r", "\n")
    rows = text.split("\n")
    reader.last = len(rows)
    rows = [reader.respelled(row) for row in rows]
    reader.finish()
    return Plain("\n".join([*_EDGE_ENTRY, *rows, *_EDGE_ENTRY]), tuple(reader.places))


class _PoReader:
    """The state of reading a file line by line."""

    def __init__(self, path: Path) -> None:
        self.places: list[int] = []
        self.last = 0
        """The number of the file's last line; an empty line counts."""
        self._path = path
        self._line = 0
        self._last = ""
        """The last statement of the entry, "" at its beginning."""
        self._last_previous = ""
        """The last `#|` statement of the entry."""
        self._continued = ""
        """What a text without a statement continues: "entry", "previous" or "" for nothing."""
        self._obsolete = False
        self._broken = False
        """Whether the last line is a comment of ours that another tool broke before its end."""

    def respelled(self, row: str) -> str:
        """`row` in a spelling that polib reads correctly; "" for a line without content."""
        self._line += 1
        row = row.rstrip("\r").lstrip(_BLANKS)
        if not row:
            return ""
        if _CONFLICT.match(row):
            raise self._error(
                "a merge conflict was left in the file",
                "keep one version of each message; delete the <<<<<<<, ======= and >>>>>>> lines",
            )
        if self._broken and row[0] != "#" and not row.startswith(("msg", '"')):
            row = f"# {row}"
        if row[0] != "#":
            return self._statement(row, obsolete=False)
        if row[:2] != "#~":
            return self._comment(row)
        rest = row[2:].lstrip(_BLANKS)
        if rest[:1] == "|":
            return self._comment(f"#{rest}")
        if rest[:1] == "#":
            return self._comment(rest)
        return f"#~ {self._statement(rest, obsolete=True)}" if rest else ""

    def finish(self) -> None:
        """Raise `CatalogError` if the file ends within an entry."""
        if self._last in {"msgctxt", "msgid"}:
            raise self._error(
                f"the file ends after '{self._last}', before the entry's 'msgstr'",
                _CUT_SHORT,
            )

    def _comment(self, row: str) -> str:
        self._begin(row)
        sign, rest = row[1:2], row[2:]
        if sign == "|":
            return self._previous_statement(rest.strip(_BLANKS))
        self._continued = ""
        if sign == ":":
            return _reference_row(commentlines.references(rest.strip(_BLANKS)))
        if sign and sign in ",!=":
            flags = commentlines.flags(rest)
            return f"#, {', '.join(flags)}" if flags else ""
        if sign == ".":
            return f"#. {self._remark(rest)}"
        self._broken = not rest.endswith(";;") and (self._broken or origins.is_ours(rest.strip()))
        place = commentlines.solaris_reference(rest) if sign == " " else None
        return _reference_row((place,)) if place else f"# {self._remark(row[1:])}"

    def _begin(self, row: str) -> None:
        """Begin an entry at a comment or a first statement; refuse it if the last is incomplete."""
        if self._last in {"msgctxt", "msgid"}:
            raise self._error(
                f"{row[:30]!r} is between '{self._last}' and the entry's 'msgstr'",
                "complete the entry, or move the comment above it",
            )
        if self._last == "msgstr":
            self._last = self._last_previous = ""
            self._broken = False

    def _remark(self, line: str) -> str:
        line = line.removeprefix(" ")
        if line.endswith("\\"):
            raise self._error(
                "a comment ends with a backslash: gettext reads the next line as part of it",
                "write something after the backslash",
            )
        self._refuse_signs(line, "\r\x00")
        return f"{EDGE}{line}{EDGE}"

    def _previous_statement(self, row: str) -> str:
        keyword, text = self._split(row)
        if keyword:
            fits = self._last_previous in _BEFORE_PREVIOUS.get(keyword, ())
        else:
            fits = self._continued == "previous"
        if not fits:
            raise self._error(
                f"'#| {row[:30]}' does not continue what is above it",
                'a previous text is `#| msgid "…"`, below `#| msgctxt "…"` if it had a context',
            )
        self._continued = "previous"
        self._last_previous = keyword or self._last_previous
        return f"#| {keyword} {text}" if keyword else f"#| {text}"

    def _statement(self, row: str, *, obsolete: bool) -> str:
        keyword, text = self._split(row)
        if not keyword:
            if self._continued != "entry" or obsolete != self._obsolete:
                raise self._error(
                    f"the text {row[:30]} continues nothing",
                    "a text follows msgctxt, msgid or msgstr; the lines of an obsolete entry begin "
                    "with #~",
                )
            return text
        if keyword != "msgstr" and self._last in {"", "msgstr"}:
            self._begin(row)
            self._obsolete = obsolete
            if self._last_previous == "msgctxt":
                raise self._error("'#| msgctxt' without '#| msgid'", "add it or delete the line")
        if self._last not in _BEFORE[keyword] or obsolete != self._obsolete:
            before = f"'{self._last}'" if self._last else "an entry's beginning"
            mixed = ", with #~ on one of them only" if obsolete != self._obsolete else ""
            raise self._error(
                f"'{keyword}' after {before}{mixed}",
                "an entry is msgctxt (if it has a context), msgid, msgstr, in this order, all with "
                "#~ or none",
            )
        if keyword == "msgid":
            self.places.append(self._line)
        self._last, self._continued = keyword, "entry"
        return f"{keyword} {text}"

    def _split(self, row: str) -> tuple[str, str]:
        """The keyword ("" if there is none) and the text, spelled for polib, in quotes."""
        match = _STATEMENT.fullmatch(row)
        keyword, index, quoted = match.groups() if match else ("", None, row)
        if index or keyword == "msgid_plural":
            raise self._error(
                "an entry with plural forms: the catalog of an article has none",
                "delete the entry; if this is not an article's catalog, keep it outside of the "
                "locale folders",
            )
        if keyword and keyword not in _BEFORE:
            raise self._error(
                f"{keyword!r} is not a keyword of an article's catalog",
                "the keywords are msgctxt, msgid and msgstr; a comment begins with #",
            )
        return keyword, f'"{self._text(quoted, keyword)}"'

    def _text(self, quoted: str, keyword: str) -> str:
        texts, end = [], 0
        while match := _TEXT.match(quoted, end):
            texts.append(_ESCAPE.sub(self._escape, match[1]))
            end = match.end()
        rest = quoted[end:]
        if rest.startswith('"'):
            hint = "end it with a double quote"
            if self._line == self.last:  # every tool ends a file with a line end
                hint += f"; or {_CUT_SHORT}"
            raise self._error("a text without a closing quote", hint)
        if rest and texts:
            raise self._error(
                f"{rest[:30]!r} comes after the closing quote",
                'within a text, write a double quote as \\"',
            )
        if not texts:
            where = f"after '{keyword}'" if keyword else "here"
            self._refuse_unseen(quoted[:1], where)
            if quoted[:1] in _CURLY:
                raise self._error(
                    f"{quoted[0]} {where} in the place of a straight double quote",
                    'begin and end the text with "',
                )
            raise self._error(
                f"a text in double quotes is missing {where}",
                f'write {keyword or "it"} "…", or begin the line with # to make it a comment',
            )
        self._refuse_signs("".join(texts), "\x00\x04")
        return "".join(texts)

    def _escape(self, match: re.Match[str]) -> str:
        code = match[1]
        if code in _READABLE:
            return match[0]
        if code == "a":
            return "\a"
        number = -1  # no escape: `\8`, `\٣`, `\x` without digits, any other letter
        if code[0] in "23" and len(code) > 2:
            try:
                return bytes([int(byte, 8) for byte in code.split("\\")]).decode()
            except UnicodeDecodeError:
                pass
        elif code[0] in "01234567":
            number = int(code, 8)
        elif len(code) > 1:
            number = int(code[1:], 16)
        if not 0 <= number < 0x80:
            raise self._error(
                f"{match[0]!r} is not an escape sequence", "write the character itself"
            )
        sign = chr(number)
        return {'"': r"\"", "\\": r"\\", "\n": r"\n", "\r": r"\r"}.get(sign, sign)

    def _refuse_unseen(self, sign: str, where: str) -> None:
        """Refuse a character that nobody sees where a text or a keyword should begin."""
        if sign == "\0":
            what = f"a byte that is 0 {where}: the file was damaged"
            raise self._error(what, "restore it from version control")
        if sign and unicodedata.category(sign) in {"Cc", "Cf", "Zs"}:
            what = f"the character U+{ord(sign):04X}, which nobody sees, {where}"
            raise self._error(what, "delete it")

    def _refuse_signs(self, text: str, signs: str) -> None:
        for sign in signs:
            if sign in text:
                raise self._error(f"the character U+{ord(sign):04X}", "delete it")

    def _error(self, what: str, hint: str) -> CatalogError:
        return CatalogError(what, Place(self._path, self._line), hint=hint)


def _reference_row(places: tuple[str, ...]) -> str:
    """The references percent-encoded, because polib would split them at blanks and colons."""
    return f"#: {' '.join(quote(place, safe='') for place in places)}" if places else ""
