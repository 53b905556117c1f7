"""The table of `make mutants` names modules and tests that there are."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
_CASES = "tests/documents/test_cases.py"
TOOL = ast.parse((TOP / "tools" / "mutants.py").read_text("utf-8"))


def tables() -> dict[str, str]:
    found: dict[str, str] = {}
    for node in TOOL.body:
        match node:
            case ast.Assign(targets=[ast.Name(id="RULES" | "DRAWN")], value=ast.Dict() as table):
                for key, value in zip(table.keys, table.values, strict=True):
                    assert isinstance(key, ast.Constant)
                    extra = value.value if isinstance(value, ast.Constant) else _CASES
                    found[str(key.value)] = str(extra)
    return found


@pytest.mark.parametrize(("module", "tests"), tables().items())
def test_a_module_of_the_table_is_there_with_tests_that_notice(module: str, tests: str) -> None:
    path = Path(module)
    assert (TOP / "src" / "l10n_flow" / path).is_file()
    mirrored = TOP / "tests" / path.with_name(f"test_{path.name}")
    assert mirrored.is_file() or tests
    for one in tests.split():
        assert (TOP / one).exists()


def test_the_table_has_chosen_and_drawn_modules() -> None:
    assert len(tables()) > 40
