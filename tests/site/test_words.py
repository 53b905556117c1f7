"""The words of the page furniture: those of the templates, whole in every language we ship."""

from __future__ import annotations

import io
import re

import pytest

pofile = pytest.importorskip("babel.messages.pofile")
pytest.importorskip("jinja2")

from l10n_flow.site.theme import FOLDER, extracted, own_files  # noqa: E402

LANGUAGES = ("es", "fa")


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_word_of_the_templates_is_translated_and_no_other(locale: str) -> None:
    written = (FOLDER / "words" / f"{locale}.po").read_bytes()
    catalog = pofile.read_po(io.BytesIO(written), locale=locale, abort_invalid=True)
    found = {}
    for message in catalog:
        one, many = message.id if isinstance(message.id, tuple) else (message.id, "")
        if one:
            found[one, many] = message.string
    wanted = extracted(own_files()[0])
    assert list(found) == list(wanted)
    for pair, said in found.items():
        for form in said if isinstance(said, tuple) else (said,):
            assert form, pair
            assert sorted(re.findall(r"%\(\w+\)s", form)) == sorted(
                re.findall(r"%\(\w+\)s", pair[0])
            )


def test_the_font_is_the_one_that_was_made_of_its_authors_and_has_its_licence() -> None:
    """Its letters of Persian and Arabic; how it was made is in docs/site.md."""
    from hashlib import sha256

    digest = sha256((FOLDER / "assets" / "vazirmatn.woff2").read_bytes()).hexdigest()
    assert digest == "718447e27cbc22cf8de10218051af6f1c04b9aef7fb2bd89d93f862837265cdb"
    licence = (FOLDER / "assets" / "vazirmatn-OFL.txt").read_text("utf-8")
    assert "SIL Open Font License, Version 1.1" in licence
    assert "Vazirmatn Project Authors" in licence
