"""The font that pages come with."""

from __future__ import annotations

from hashlib import sha256

from l10n_flow.site.theme import FOLDER


def test_the_font_is_the_one_that_was_made_of_its_authors_and_has_its_licence() -> None:
    """Its letters of Persian and Arabic; how it was made is in docs/site.md."""
    digest = sha256((FOLDER / "assets" / "vazirmatn.woff2").read_bytes()).hexdigest()
    assert digest == "718447e27cbc22cf8de10218051af6f1c04b9aef7fb2bd89d93f862837265cdb"
    licence = (FOLDER / "assets" / "vazirmatn-OFL.txt").read_text("utf-8")
    assert "SIL Open Font License, Version 1.1" in licence
    assert "Vazirmatn Project Authors" in licence
