"""docs/checks.md is the table of checks, in words. After a change of the table:

python -m tests.checks.test_docs
"""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n_flow.checks.explaining import explained
from l10n_flow.checks.names import names
from tests.checks.checkspage import page

PAGE = Path(__file__).parents[2] / "docs" / "checks.md"


def test_the_page_is_what_the_table_says() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: python -m tests.checks.test_docs"


@pytest.mark.parametrize("name", names())
def test_every_check_explains_itself(name: str) -> None:
    assert explained(name).startswith(f"{name} (")
    assert "Remedy: " in explained(name)


def test_an_unknown_name_has_no_explanation() -> None:
    with pytest.raises(KeyError):
        explained("numbers")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
