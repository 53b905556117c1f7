"""`make mutants` finds tests for every module that it could change."""

from __future__ import annotations

import ast
import runpy
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
SOURCE = TOP / "src" / "l10n_flow"
NEAREST = runpy.run_path(str(TOP / "tools" / "nearest.py"))
TOOL = ast.parse((TOP / "tools" / "mutants.py").read_text("utf-8"))


def chosen() -> list[str]:
    for node in TOOL.body:
        match node:
            case ast.Assign(targets=[ast.Name(id="RULES")]):
                return list(ast.literal_eval(node.value))
    return []


def nearest(module: str) -> list[str]:
    found: list[str] = NEAREST["nearest_tests"](module)
    return found[1:]


@pytest.mark.parametrize("module", chosen())
def test_a_chosen_module_is_there(module: str) -> None:
    assert (SOURCE / module).is_file()


@pytest.mark.parametrize("at", NEAREST["ALSO"])
def test_what_the_table_of_tests_names_is_there(at: str) -> None:
    assert (SOURCE / at).is_dir() if at.endswith("/") else (SOURCE / at).is_file()
    for test in NEAREST["ALSO"][at].split():
        assert (TOP / "tests" / test).exists(), test


def test_every_module_has_tests_that_are_there() -> None:
    for file in SOURCE.rglob("*.py"):
        found = nearest(file.relative_to(SOURCE).as_posix())
        assert found, file
        assert all((TOP / test).exists() for test in found)


def test_the_nearest_tests_come_first() -> None:
    assert nearest("workflow/sync.py")[:2] == [
        "tests/workflow/test_sync.py",
        "tests/workflow/test_sync_at_scale.py",
    ]
    assert nearest("memory/mtcache.py")[0] == "tests/memory/test_mtcache.py"
    assert "tests/memory/test_caching_engine.py" in nearest("memory/mtcache.py")


def test_a_use_case_has_the_tests_of_its_command() -> None:
    assert nearest("workflow/terms.py") == [
        "tests/workflow/test_terms.py",
        "tests/cli/test_terms.py",
    ]


@pytest.mark.parametrize(
    ("module", "test"),
    [
        ("workflow/approve.py", "tests/workflow/test_adopt_pages.py"),  # from … import (several)
        ("workflow/renames.py", "tests/workflow/test_renames.py"),  # from l10n_flow.workflow import
        ("checks/suppression.py", "tests/workflow/checking/test_fix.py"),
    ],
)
def test_tests_of_another_room_that_import_a_module_are_tests_of_it(module: str, test: str) -> None:
    assert test in nearest(module)
    assert not any(path.split("/")[1] in ("browser", "sites") for path in nearest(module))
    assert test not in nearest("errors.py"), "nearly all import it"


def test_a_module_without_a_file_of_its_own_has_the_tests_of_its_room() -> None:
    assert "tests/workflow/checking/test_check.py" in nearest("workflow/checking/article.py")
    assert nearest("yamltext/values.py") == [
        "tests/test_yamltext.py",
        "tests/test_yamltext_plain.py",
    ]
