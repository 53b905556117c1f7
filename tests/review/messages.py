"""The messages of the desk: `python -m tests.review.messages` brings its catalogs up to date.

Babel finds them in the templates and the scripts. A message that is gone goes from the catalogs
too; a new one has no words yet, and `test_wording.py` says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from babel.messages.extract import extract_from_file
from jinja2.ext import babel_extract

import l10n_flow.review
from l10n_flow.catalogs import store
from l10n_flow.model import Catalog, Entry
from l10n_flow.review.interface import LANGUAGES, SOURCE
from l10n_flow.words import DESK

PACKAGE = Path(l10n_flow.review.__file__).parent

HEADERS = (
    ("Project-Id-Version", "l10n-flow review desk"),
    ("Language", ""),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Content-Transfer-Encoding", "8bit"),
)


def messages() -> Mapping[str, tuple[str, ...]]:
    """Every message, with the files that say it."""
    found: dict[str, list[str]] = {}
    for where, message in sorted(_found()):
        said = found.setdefault(message, [])
        if where not in said:
            said.append(where)
    return {message: tuple(where) for message, where in found.items()}


def _found() -> Iterator[tuple[str, str]]:
    for template in sorted((PACKAGE / "templates").glob("*.html")):
        with template.open("rb") as file:
            options = {"trimmed": "true", "silent": "false"}
            for _, _, message, _ in babel_extract(file, ["_"], [], options):
                # With values a message comes as a tuple: itself, and a gap for each of them.
                said = message[0] if isinstance(message, tuple) else message
                yield f"templates/{template.name}", str(said)
    for script in sorted((PACKAGE / "static" / "js").glob("*.js")):
        for _, message, _, _ in extract_from_file("javascript", script, {"_": None}):
            said = message[0] if isinstance(message, tuple) else message
            yield f"static/js/{script.name}", str(said)


def updated(catalog: Catalog) -> Catalog:
    """The catalog with exactly these messages, and the words that it has for them."""
    known = {entry.source: entry for entry in catalog.entries}
    # The page asks which are its scripts'. Other references would be a tenth of the file.
    entries = [
        replace(
            known.get(message, Entry(message)),
            references=tuple(file for file in where if file.endswith(".js"))[:1],
        )
        for message, where in messages().items()
    ]
    headers = [(name, value or catalog.locale) for name, value in HEADERS]
    return replace(catalog, entries=tuple(entries), headers=tuple(headers))


def main() -> None:
    """Write the catalogs."""
    for locale in LANGUAGES:
        if locale == SOURCE:
            continue
        file = DESK / f"{locale}.po"
        before = store.load(file, locale) if file.exists() else Catalog(locale)
        after = updated(before)
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(store.encoded(after, file))
        empty = sum(not entry.target for entry in after.entries)
        print(f"{file.name}: {len(after.entries)} messages, {empty} without words")  # noqa: T201


if __name__ == "__main__":
    main()
