"""What all pages of a site share."""

from __future__ import annotations

import pytest

pytest.importorskip("jinja2")

from l10n_flow.site.pages import Site
from l10n_flow.site.theme import Theme


def test_a_tagline_of_one_language_is_shown_in_that_language_alone() -> None:
    site = Site("A", ("en", "es"), Theme({}, {}), taglines={"": "Weather for all"})
    assert (site.tagline("en"), site.tagline("es")) == ("Weather for all", "")


def test_a_tagline_of_each_language_is_its_own() -> None:
    site = Site("A", ("en", "es"), Theme({}, {}), taglines={"es": "El tiempo"})
    assert (site.tagline("en"), site.tagline("es")) == ("", "El tiempo")
