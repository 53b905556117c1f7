"""Packages that add to our tables: what is found, what is refused, and in which words."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from l10n_flow import entrypoints
from l10n_flow.entrypoints import OWN, Addition, Rows
from l10n_flow.errors import PluginError

Install = Callable[..., None]

ROOT = Path(__file__).parents[1]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Leaves in a folder of the path what installing a package leaves there."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def installed(name: str, version: str, entries: str, code: str = "") -> None:
        for old in tmp_path.glob(f"{name}-*.dist-info"):
            old.rename(tmp_path / f"gone-{len(list(tmp_path.iterdir()))}")
        folder = tmp_path / f"{name}-{version}.dist-info"
        folder.mkdir()
        metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        (folder / "METADATA").write_text(metadata, "utf-8")
        (folder / "entry_points.txt").write_text(entries, "utf-8")
        (tmp_path / f"{name}.py").write_text(code, "utf-8")
        entrypoints.look_again()

    entrypoints.look_again()
    yield installed
    monkeypatch.undo()
    entrypoints.look_again()


def rows(built_in: str = "ours") -> Rows[str]:
    def accept(addition: Addition, given: object) -> str:
        if not isinstance(given, str):
            raise addition.broken("is no text")
        return given

    return Rows("reports", {built_in: "built in"}, accept)


def test_a_row_that_a_package_adds_is_found_by_its_name(install: Install) -> None:
    install("wire", "1.2", "[console_scripts]\nx = y:z\n\n[l10n_flow.reports]\nours2 = wire:ROW\n",
            "ROW = 'theirs'")  # fmt: skip
    table = rows()
    assert list(table) == ["ours", "ours2"]
    assert (table["ours"], table["ours2"], table.get("none")) == ("built in", "theirs", None)
    assert dict(table.usable()) == {"ours": "built in", "ours2": "theirs"}
    assert not [*table.problems(), *table.broken()]
    assert entrypoints.packages() == (("wire", "1.2"),)


def test_nothing_of_a_package_is_imported_before_its_row_is_asked_for(install: Install) -> None:
    install("loud", "1", "[l10n_flow.reports]\nloud = loud:ROW\n", "raise SystemExit('loud')")
    table = rows()
    assert "loud" in table
    assert len(table) == 2
    assert not list(table.problems())
    assert "loud" not in sys.modules


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("import not_there_at_all", "ModuleNotFoundError: No module named 'not_there_at_all'"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("ROWS = 1", "AttributeError: module 'broken' has no attribute 'ROW'"),
        ("ROW = 1", "is no text"),
        ("def x(:", "SyntaxError"),
    ],
)
def test_a_row_that_cannot_be_used_is_one_line_with_the_package_and_the_remedy(
    install: Install, code: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "broken", raising=False)
    install("broken", "0.3", "[l10n_flow.reports]\nodd = broken:ROW\n", code)
    table = rows()
    for _ in range(2):
        with pytest.raises(PluginError) as caught:
            table["odd"]
        assert caught.value.what.startswith("the report 'odd' of broken 0.3 ")
        assert says in caught.value.what
        assert "\n" not in str(caught.value)
        assert "pip uninstall broken" in caught.value.hint
    assert dict(table.usable()) == {"ours": "built in"}
    assert len(list(table.broken())) == 1
    assert not list(table.problems())


def test_a_name_that_is_built_in_stays_ours_and_the_package_is_named(install: Install) -> None:
    install("bold", "2", "[l10n_flow.reports]\nours = bold:ROW\n", "ROW = 'theirs'")
    table = rows()
    assert table["ours"] == "built in"
    (problem,) = table.problems()
    assert str(problem).startswith(
        "the report 'ours' of bold 2 is not used: l10n-flow has one of that name itself"
    )


def test_a_name_that_two_packages_add_is_neithers(install: Install) -> None:
    install("one", "1", "[l10n_flow.reports]\nx = one:ROW\n", "ROW = 'one'")
    install("two", "2", "[l10n_flow.reports]\nx = two:ROW\n", "ROW = 'two'")
    table = rows()
    with pytest.raises(PluginError, match="one 1 and two 2 both add it"):
        table["x"]
    (problem,) = table.problems()
    assert str(problem) == (
        "the report 'x' is not used: one 1 and two 2 both add it"
        " (remove one of them: pip uninstall two)"
    )


@pytest.mark.parametrize("name", ["../x", "X", "a b", "", "a/b", "-a"])
def test_a_name_that_could_lead_elsewhere_is_refused(install: Install, name: str) -> None:
    install("odd", "1", f"[l10n_flow.reports]\n{name} = odd:ROW\n", "ROW = 'x'")
    table = rows()
    assert name not in table
    assert "that is no name for one" in str(next(table.problems()))


def test_installing_and_updating_a_package_is_seen(install: Install) -> None:
    install("wire", "1.2", "[l10n_flow.reports]\nx = wire:ROW\n")
    install("wire", "1.10", "[l10n_flow.reports]\nx = wire:ROW\n")
    assert entrypoints.packages() == (("wire", "1.10"),)


def test_a_checkout_that_is_the_current_folder_brings_no_plugins(
    install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    install("evil", "1", "[l10n_flow.reports]\nx = evil:ROW\n")
    assert entrypoints.packages() == ()


def test_our_own_addition_is_what_pyproject_says() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        groups = tomllib.load(file)["project"]["entry-points"]
    assert groups == {f"l10n_flow.{OWN.kind}": {OWN.name: OWN.value}}
    assert callable(OWN.load())


def test_our_own_addition_is_there_once_whether_we_are_installed_or_only_checked_out(
    install: Install,
) -> None:
    assert [one.name for one in entrypoints.additions("engines")] == ["libretranslate"]
    install("l10n_flow", "9.9", f"[l10n_flow.engines]\n{OWN.name} = {OWN.value}\n")
    assert [(one.name, one.version) for one in entrypoints.additions("engines")] == [
        ("libretranslate", "9.9")
    ]
    assert entrypoints.packages() == ()


def test_our_own_additions_come_first_and_others_by_their_packages(install: Install) -> None:
    for package in ("zebra", "aardvark"):
        install(package, "1", f"[l10n_flow.engines]\nb = {package}:B\na = {package}:A\n")
    found = [(one.package, one.name) for one in entrypoints.additions("engines")]
    assert [name for _, name in found] == [OWN.name, "a", "b", "a", "b"]
    assert [package for package, _ in found[1:]] == ["aardvark"] * 2 + ["zebra"] * 2


def test_what_we_read_is_what_the_standard_library_reads(install: Install) -> None:
    install("wire", "1.2", "; words\n[l10n_flow.checks]\na=wire:A.b [x]\n# more\nb = wire : B\n"
            "[other]\nc = d:e\n")  # fmt: skip
    code = (
        "from importlib.metadata import entry_points\n"
        "print(sorted((e.name, e.value, e.dist.name, e.dist.version)"
        " for e in entry_points(group='l10n_flow.checks')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:] = {sys.path!r}\n{code}"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert "('a', 'wire:A.b [x]', 'wire', '1.2')" in done.stdout
    assert [one[1:] for one in entrypoints.additions("checks")] == [
        ("a", "wire:A.b [x]", "wire", "1.2"),
        ("b", "wire : B", "wire", "1.2"),
    ]


def test_looking_for_packages_imports_no_library_for_it() -> None:
    code = (
        "import sys; from l10n_flow import entrypoints; entrypoints.packages();"
        "print([m for m in ('importlib.metadata', 'email', 'zipfile') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n"
