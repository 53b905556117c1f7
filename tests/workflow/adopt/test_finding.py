"""Which files the arguments of `adopt` mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n_flow.errors import UsageError
from l10n_flow.workflow.adopt.finding import found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    names = ["es/b.po", "es/a.md", "es/sub/c.HTML", "es/d.png", "es/.e.md", "es/.git/f.md", "g.txt"]
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / "es" / "folder.md").mkdir()
    (tmp_path / "es" / "folder.md" / "h.mdx").touch()
    return tmp_path


ALL = ["es/a.md", "es/b.po", "es/folder.md/h.mdx", "es/sub/c.HTML"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["es"], ALL),
        (["es/**"], ALL),
        (["es/*"], ["es/a.md", "es/b.po"]),
        (["es/.git/*", "es/.e.md"], ["es/.e.md", "es/.git/f.md"]),
        (["es/?.po", "es/b.po"], ["es/b.po"]),
        (["es/[ab].*"], ["es/a.md", "es/b.po"]),
        (["es/d.png"], ["es/d.png"]),
        (["g.txt", "es/sub"], ["es/sub/c.HTML", "g.txt"]),
        (["{top}/es/*.po"], ["es/b.po"]),
        (["{top}/es"], ALL),
        (["../{name}/g.txt"], ["g.txt"]),
    ],
)
def test_names_mean_files_folders_and_patterns(
    folder: Path, names: list[str], expected: list[str]
) -> None:
    some = [name.format(top=folder.as_posix(), name=folder.name) for name in names]
    files = [
        path.resolve().relative_to(folder.resolve()).as_posix() for path in found(some, folder)
    ]
    assert files == sorted(expected)


@pytest.mark.parametrize("name", ["fr", "es/*.pot", "es/sub/*.po", "es/d.*"])
def test_a_name_without_a_file_is_a_mistake(folder: Path, name: str) -> None:
    with pytest.raises(UsageError, match="means no file that can be adopted") as caught:
        found(["es", name], folder)
    assert "files end in .po, " in caught.value.hint
