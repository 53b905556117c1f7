"""Every reason is said to people, and documented for programs."""

from __future__ import annotations

from pathlib import Path

from l10n_flow.engines import ENGINES
from l10n_flow.pretranslate.reasons import Reason

PAGE = Path(__file__).parents[2] / "docs" / "pretranslation.md"


def test_every_reason_has_words_of_its_own() -> None:
    assert len({reason.label for reason in Reason}) == len(Reason)


def test_every_reason_and_engine_is_in_the_docs() -> None:
    page = PAGE.read_text("utf-8")
    for name in [*(reason.value for reason in Reason), *ENGINES]:
        assert f"`{name}`" in page, name
