"""What CONTRIBUTING.md, the Makefile and the hooks for contributors say of each other is true."""

from __future__ import annotations

import re
from pathlib import Path

from l10n_flow import yamltext

ROOT = Path(__file__).parents[1]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
TARGETS = set(re.findall(r"(?m)^([a-z][a-z-]*):", MAKEFILE))


def test_every_make_command_in_the_pages_is_a_target() -> None:
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")):
        for words in re.findall(r"`make ((?:[a-z][a-z-]* ?)+)`", page.read_text("utf-8")):
            assert set(words.split()) <= TARGETS, f"{page.name}: make {words}"


def test_every_target_is_explained_and_named_phony() -> None:
    phony = re.findall(r"(?m)^\.PHONY: (.*)$", MAKEFILE)[0].split()
    assert set(phony) == TARGETS
    # `setup` is what the others begin with.
    assert {target for target in TARGETS if f"`make {target}" not in PAGE} <= {"setup"}


def test_the_hooks_of_pre_commit_are_what_make_check_runs() -> None:
    text = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
    programs = [line.split()[0] for line in re.findall(r"entry: (.*)", text)]
    assert yamltext.load(text, Path("hooks.yaml")).data
    assert {Path(program).name for program in programs} == {
        "ruff", "mypy", "lint-imports", "l10n-flow",
    }  # fmt: skip
    assert all(program.startswith(".venv/bin/") for program in programs)
    assert "http" not in text  # nothing is fetched


def test_the_docs_site_has_every_page_in_its_menu_once() -> None:
    menu = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:")[2]
    pages = re.findall(r"- (?:\w+: )?([\w/-]+\.md)", menu, re.IGNORECASE)
    beside = {"index.md", "contributing.md", "changelog.md", "security.md", "decisions/README.md"}
    assert len(pages) == len(set(pages))
    assert set(pages) == {page.name for page in (ROOT / "docs").glob("*.md")} | beside
