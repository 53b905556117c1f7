"""The words for readers: `python -m tests.words.update` brings template and catalogs up to date.

Babel finds the messages in the templates of the site and, marked `N_("…")`, in the code. A message
that is gone goes from the catalogs too; a new one has no words yet, and `test_catalogs.py` says so.
"""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

import l10n_flow
from l10n_flow.words import FOLDER, TEMPLATE, languages

PACKAGE = Path(l10n_flow.__file__).parent

NOTES = ("Note:",)
"""How a comment for translators begins."""

HEADER = """\
# Words of l10n-flow's notices and pages. Copy this file to locales/<lang>/LC_MESSAGES/site.po
# to say them in another language, or otherwise; delete what shall stay as it is."""

OURS = """\
# Words of l10n-flow's notices and pages. Where an entry says l10n-flow:o=mt, a machine wrote its
# words and no person has read them yet: delete the line when you have."""


def template() -> Catalog:
    """Every message, in the order of the files that say it: notices first, then pages."""
    found = Catalog(header_comment=HEADER, charset="utf-8")
    code = [PACKAGE / "editions" / "edition.py"]
    code += sorted((PACKAGE / "site").glob("*.py"))
    for path in code:
        with path.open("rb") as file:
            for _, message, notes, _ in extract("python", file, {"N_": None}, NOTES):
                found.add(message, auto_comments=_plain(notes))
    options = {"newstyle_gettext": "true", "trimmed": "true", "silent": "false"}
    keywords = {"gettext": None, "ngettext": (1, 2), "_": None}
    for path in sorted((PACKAGE / "site" / "templates").glob("*.html")):
        with path.open("rb") as file:
            for _, message, notes, _ in extract(
                "jinja2.ext:babel_extract", file, keywords, NOTES, options
            ):
                found.add(message, auto_comments=_plain(notes))
    return found


def _plain(notes: list[str]) -> list[str]:
    return [note.removeprefix("Note:").strip() for note in notes]


def updated(written: bytes) -> Catalog:
    """A catalog with exactly the messages of the template, and the words that it has for them."""
    known = read_po(io.BytesIO(written), abort_invalid=True)
    found = Catalog(header_comment=OURS, charset="utf-8")
    found.mime_headers = known.mime_headers  # the forms of number
    for message in template():
        if message.id:
            old = known.get(message.id)
            found.add(
                message.id,
                old.string if old else None,
                auto_comments=message.auto_comments,
                user_comments=old.user_comments if old else (),
            )
    return found


def as_text(catalog: Catalog, header: str) -> str:
    """The file, with a header that has no date and no name."""
    out = io.BytesIO()
    write_po(out, catalog, width=10_000, omit_header=True)
    body = out.getvalue().decode()
    return f'{catalog.header_comment}\nmsgid ""\nmsgstr ""\n{header}\n{body}'.rstrip() + "\n"


def header(language: str, plurals: str) -> str:
    """The lines of a catalog's header."""
    rows = [
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {plurals}",
    ]
    return "".join(f'"{row}\\n"\n' for row in rows)


def template_text() -> str:
    """The template's file."""
    return as_text(template(), header("", "nplurals=INTEGER; plural=EXPRESSION;"))


def catalog_text(path: Path) -> str:
    """A catalog's file as it should be."""
    written = path.read_bytes()
    plurals = read_po(io.BytesIO(written)).plural_forms
    return as_text(updated(written), header(path.stem.replace("-", "_"), plurals))


def main() -> None:
    """Write template and catalogs."""
    TEMPLATE.write_text(template_text(), "utf-8", newline="\n")
    for locale in languages():
        path = FOLDER / f"{locale}.po"
        path.write_text(catalog_text(path), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
