"""What an optional part lacks is told with the command that installs it."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from l10n_flow import extras

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def named_by_an_index() -> None:
    """These tests say themselves where l10n-flow came from."""


def came_from(monkeypatch: pytest.MonkeyPatch, record: object) -> None:
    class Installed:
        def read_text(self, name: str) -> str | None:
            assert name == "direct_url.json"
            return None if record is None else json.dumps(record)

    monkeypatch.setattr(metadata, "distribution", lambda name: Installed())


def test_the_project_declares_every_package_that_is_asked_for() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for extra, names in extras.EXTRAS.items():
        wanted = declared["optional-dependencies"][extra]
        assert sorted(re.split("[<>=]", one)[0] for one in wanted) == sorted(names)


def test_from_an_index_the_extra_is_asked_for_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    came_from(monkeypatch, None)
    assert extras.install("html") == "pip install 'l10n-flow[html]'"


def test_from_a_folder_or_a_file_the_command_names_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wheel = tmp_path / "my wheels" / "l10n_flow-1-py3-none-any.whl"
    wheel.parent.mkdir()
    wheel.write_bytes(b"")
    came_from(monkeypatch, {"url": wheel.as_uri(), "archive_info": {}})
    assert extras.install("argos") == f"pip install '{wheel}[argos]'"
    came_from(monkeypatch, {"url": tmp_path.as_uri(), "dir_info": {"editable": True}})
    assert extras.install("argos") == f"pip install -e '{tmp_path}[argos]'"


def test_a_file_that_is_gone_or_a_record_that_is_broken_is_not_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    records: list[object] = [{"url": (tmp_path / "gone.whl").as_uri()}, [], {"url": "https://x.y/"}]
    for record in records:
        came_from(monkeypatch, record)
        assert extras.install("html") == "pip install 'l10n-flow[html]'"


def test_all_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    came_from(monkeypatch, None)
    for name in ("lxml_html_clean", "trafilatura"):
        monkeypatch.setitem(sys.modules, name, None)
    # What lxml raises says nothing in `name`: the packages that are not there do.
    what, hint = extras.lacking("HTML import", "html", ImportError("lxml.html.clean is separate"))
    assert what == "HTML import needs lxml_html_clean and trafilatura, which are not installed"
    assert hint == "pip install 'l10n-flow[html]'"


def test_a_library_that_does_not_load_is_told_as_it_is() -> None:
    what, _ = extras.lacking("TMX", "exchange", ImportError("libxml2.so: wrong ELF class"))
    assert what == "TMX cannot load a library: libxml2.so: wrong ELF class"
