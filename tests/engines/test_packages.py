"""Installing, listing and removing packages."""

from __future__ import annotations

import json
import os
import shutil
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from l10n_flow.engines import argos, moses, packages
from l10n_flow.errors import EngineError, PackageError, UsageError
from l10n_flow.files.writing import move

Files = dict[str, bytes]
ROOT = "translate-en_es-1_0/"


def changed(package: Path, to: Path, change: Callable[[Files], None]) -> Path:
    """A copy of a package file whose files `change` has changed."""
    with zipfile.ZipFile(package) as whole:
        files = {name.removeprefix(ROOT): whole.read(name) for name in whole.namelist()}
    change(files)
    with zipfile.ZipFile(to, "w") as copy:
        for name, data in files.items():
            copy.writestr(ROOT + name, data)
    return to


def described(**fields: object) -> Callable[[Files], None]:
    """Changes fields of the metadata; None takes one away."""

    def change(files: Files) -> None:
        metadata = json.loads(files["metadata.json"]) | fields
        left = {key: value for key, value in metadata.items() if value is not None}
        files["metadata.json"] = json.dumps(left).encode()

    return change


def without(name: str) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        del files[name]

    return change


def replaced(name: str, data: bytes) -> Callable[[Files], None]:
    return lambda files: files.update({name: data})


def shortened(files: Files) -> None:
    files["model/model.bin"] = files["model/model.bin"][:-1000]


def with_a_variable_renamed(files: Files) -> None:
    files["model/model.bin"] = files["model/model.bin"].replace(
        b"layer_norm/gamma", b"layer_morn/gamma"
    )


def with_a_layer_that_is_not_there(files: Files) -> None:
    name = b"decoder/alignment_layer\0"
    before, _, after = files["model/model.bin"].partition(name)
    header = 1 + 1 + 4  # rank, type, size
    files["model/model.bin"] = before + name + after[:header] + b"\xe8\x03" + after[header + 2 :]


def with_too_many_tokens(files: Files) -> None:
    vocabulary = json.loads(files["model/shared_vocabulary.json"])
    more = vocabulary + [f"word{n}" for n in range(1000)]
    files["model/shared_vocabulary.json"] = json.dumps(more).encode()


def with_strangers(files: Files) -> None:
    vocabulary = json.loads(files["model/shared_vocabulary.json"])
    strange = vocabulary[:3] + [f"word{n}" for n in range(len(vocabulary) - 3)]
    files["model/shared_vocabulary.json"] = json.dumps(strange).encode()


def everything(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_package_file_is_installed_listed_and_removed(spanish: Path, folder: Path) -> None:
    done = packages.install_file(spanish, folder, argos.verify)
    assert done.model.path == folder / "translate-en_es-1_0"
    assert packages.installed(folder).models == (done.model,)
    assert packages.remove("en", "es", folder) == (done.model,)
    assert everything(folder) == []


def test_argos_translate_itself_finds_what_was_installed(spanish: Path, folder: Path) -> None:
    packages.install_file(spanish, folder, argos.verify)
    (found,) = moses._library("package").get_installed_packages([folder])
    assert (found.from_code, found.to_code, found.package_version) == ("en", "es", "1.0")


def test_a_newer_version_takes_the_place_of_an_older_one(spanish: Path, folder: Path) -> None:
    old = packages.install_file(spanish, folder, argos.verify).model
    newer = changed(spanish, folder.parent / "n.argosmodel", described(package_version="1.10"))
    done = packages.install_file(newer, folder, argos.verify)
    assert done.replaced == (old,)
    assert everything(folder) == ["translate-en_es-1_10"]


@pytest.mark.parametrize(
    ("maker", "identity"),
    [
        ("demo", "demo-en_es-1.0"),
        ("sixteen9sixteen9", "sixteen9sixteen9-en_es-1.0"),
        ("seventeensevente9", "argos-en_es-1.0"),
        ("Demo", "argos-en_es-1.0"),
        ("", "argos-en_es-1.0"),
        (None, "argos-en_es-1.0"),
    ],
)
def test_a_model_is_called_by_who_made_it_if_that_is_a_short_word(
    spanish: Path, maker: str | None, identity: str
) -> None:
    with zipfile.ZipFile(spanish) as whole:
        files = {"metadata.json": whole.read(f"{ROOT}metadata.json")}
    described(maker=maker)(files)
    model = packages.described(files["metadata.json"], spanish)
    assert model is not None
    assert model.identity == identity


def test_what_is_installed_is_what_is_listed_then_its_maker_too(
    spanish: Path, folder: Path
) -> None:
    path = changed(spanish, folder.parent / "demo.argosmodel", described(maker="demo"))
    done = packages.install_file(path, folder, argos.verify)
    assert done.model.identity == "demo-en_es-1.0"
    assert packages.installed(folder).models == (done.model,)


def test_installing_again_changes_nothing(spanish: Path, folder: Path) -> None:
    first = packages.install_file(spanish, folder, argos.verify)
    assert packages.install_file(spanish, folder, argos.verify) == first
    assert everything(folder) == ["translate-en_es-1_0"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (without("metadata.json"), "it has no metadata.json"),
        (replaced("metadata.json", b"{"), "is not JSON"),
        (replaced("metadata.json", b"\xff\xfe{"), "is not JSON"),
        (replaced("metadata.json", b"[]"), "is not an object"),
        (replaced("metadata.json", b"[" * 100_000), "is not JSON"),
        (described(from_code=None), "no proper 'from_code'"),
        (described(to_code=7), "no proper 'to_code'"),
        (described(to_code="en"), "it translates from en into itself"),
        (described(to_code="../../evil"), "no proper 'to_code'"),
        (described(package_version="1/../.."), "no proper 'package_version'"),
        (described(package_version=""), "no proper 'package_version'"),
        (described(type="sbd"), "a package of another kind"),
        (without("model/model.bin"), "it has no model/model.bin"),
        (without("sentencepiece.model"), "no sentencepiece.model or bpe.model"),
        (replaced("sentencepiece.model", b"junk"), "does not work"),
        (replaced("model/model.bin", b""), "incomplete"),
        (replaced("model/model.bin", b"\xff" * 400), "does not work"),
        (shortened, "does not work"),
        (with_a_variable_renamed, "variable .* not found"),
        (with_a_layer_that_is_not_there, "model.bin: it asks for 1 heads of layer 1000"),
        (replaced("model/config.json", b"{"), "does not work"),
        (without("model/shared_vocabulary.json"), "vocabulary"),
        (replaced("model/shared_vocabulary.json", b'{"a": 1}'), "does not work"),
        (with_too_many_tokens, "tokens in its source vocabulary"),
        (with_strangers, "vocabulary is not its tokenizer's"),
    ],
)
def test_a_package_that_is_not_whole_is_refused_and_leaves_nothing(
    spanish: Path, folder: Path, change: Callable[[Files], None], says: str
) -> None:
    path = changed(spanish, folder.parent / "bad.argosmodel", change)
    with pytest.raises(PackageError, match=says) as caught:
        packages.install_file(path, folder, argos.verify)
    assert caught.value.where is not None
    assert caught.value.where.path == path
    assert caught.value.hint
    assert everything(folder) == []


def test_a_failed_installation_leaves_the_version_that_was_there(
    spanish: Path, folder: Path
) -> None:
    old = packages.install_file(spanish, folder, argos.verify).model
    bad = changed(spanish, folder.parent / "bad.argosmodel", shortened)
    with pytest.raises(PackageError):
        packages.install_file(bad, folder, argos.verify)
    assert packages.installed(folder).models == (old,)


def test_a_failure_while_moving_into_place_puts_everything_back(
    spanish: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = packages.install_file(spanish, folder, argos.verify).model
    newer = changed(spanish, folder.parent / "n.argosmodel", described(package_version="2.0"))

    def full(path: Path, target: Path) -> None:
        if path.name == "package":
            raise OSError(28, "No space left on device")
        move(path, target)

    monkeypatch.setattr("l10n_flow.engines.packages.move", full)
    with pytest.raises(EngineError, match="No space left on device"):
        packages.install_file(newer, folder, argos.verify)
    assert packages.installed(folder).models == (old,)
    assert everything(folder) == ["translate-en_es-1_0"]


def test_a_disk_that_fills_up_leaves_nothing(
    spanish: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    with pytest.raises(EngineError, match="No space left on device"):
        packages.install_file(spanish, folder, argos.verify)
    assert everything(folder) == []


def test_too_little_room_is_said_before_anything_is_written(
    spanish: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1))
    with pytest.raises(EngineError, match="no room: the package needs"):
        packages.install_file(spanish, folder, argos.verify)
    assert everything(folder) == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_named(spanish: Path, folder: Path) -> None:
    folder.mkdir(mode=0o500)
    with pytest.raises(EngineError, match="cannot write packages here"):
        packages.install_file(spanish, folder, argos.verify)


def test_a_file_in_the_place_of_the_folder_is_named(spanish: Path, folder: Path) -> None:
    folder.write_text("", encoding="utf-8")
    with pytest.raises(EngineError, match="cannot write packages here") as caught:
        packages.install_file(spanish, folder, argos.verify)
    assert "ARGOS_PACKAGES_DIR" in caught.value.hint


def test_what_a_killed_installation_left_is_cleared_by_the_next(
    spanish: Path, folder: Path
) -> None:
    left = folder / ".l10n-flow-killed"
    fresh = folder / ".l10n-flow-running"
    for hidden in (left, fresh):
        (hidden / "package").mkdir(parents=True)
    os.utime(left, (time.time() - 7200,) * 2)
    packages.install_file(spanish, folder, argos.verify)
    assert everything(folder) == [".l10n-flow-running", "translate-en_es-1_0"]
    assert len(packages.installed(folder).models) == 1


def test_damaged_folders_are_named_and_do_not_hide_the_others(spanish: Path, folder: Path) -> None:
    packages.install_file(spanish, folder, argos.verify)
    (folder / "empty").mkdir()
    (folder / "list").mkdir()
    (folder / "list" / "metadata.json").write_text("[]", encoding="utf-8")
    (folder / "splitter").mkdir()
    (folder / "splitter" / "metadata.json").write_text('{"type": "sbd"}', encoding="utf-8")
    (folder / "note.txt").write_text("mine", encoding="utf-8")
    found = packages.installed(folder)
    assert [model.pair for model in found.models] == [("en", "es")]
    assert [error.where.path.name for error in found.damaged if error.where] == ["empty", "list"]


def written(folder: Path, name: str, **fields: object) -> None:
    """A folder with the metadata of a package."""
    (folder / name).mkdir(parents=True)
    found = {"from_code": "en", "to_code": "es", "package_version": "1.0", **fields}
    (folder / name / "metadata.json").write_text(json.dumps(found), "utf-8")


def test_all_versions_of_a_pair_are_removed_and_no_other_pair(folder: Path) -> None:
    written(folder, "a")
    written(folder, "b", package_version="1.10")
    written(folder, "c", to_code="fa")
    gone = packages.remove("en-GB", "es-MX", folder)
    assert [model.version for model in gone] == ["1.10", "1.0"]
    assert everything(folder) == ["c"]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"package_version": "1" * 32}, ""),
        ({"package_version": "1" * 33}, "package_version"),
        ({"package_version": "-1"}, "package_version"),
        ({"from_code": "sr_Latn_RS_x1"}, ""),
        ({"from_code": "sr-Latn-RS-x1-x2"}, "from_code"),
        ({"from_code": "e"}, "from_code"),
        ({"from_code": "abcdefghi"}, "from_code"),
    ],
)
def test_what_becomes_part_of_a_name_is_short_and_plain(
    folder: Path, fields: dict[str, object], wrong: str
) -> None:
    written(folder, "a", **fields)
    found = packages.installed(folder)
    assert len(found.models) == (not wrong)
    assert [f"'{wrong}'" in error.what for error in found.damaged] == [True] * bool(wrong)


@pytest.mark.parametrize(("age", "stays"), [(3600, True), (3600.5, False)])
def test_a_hidden_folder_is_left_over_after_an_hour(
    folder: Path, monkeypatch: pytest.MonkeyPatch, age: float, stays: bool
) -> None:
    (folder / ".l10n-flow-x").mkdir(parents=True)
    os.utime(folder / ".l10n-flow-x", (1000, 1000))
    monkeypatch.setattr(time, "time", lambda: 1000 + age)
    with packages.stage(folder) as hidden:
        assert json.loads((hidden / "metadata.json").read_bytes()) == {"type": "l10n-flow"}
    assert (folder / ".l10n-flow-x").exists() is stays
    assert not hidden.exists()


def test_just_enough_room_is_enough(
    spanish: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(spanish) as whole:
        size = sum(info.file_size for info in whole.infolist())
    for free in (size, size - 1):
        monkeypatch.setattr(shutil, "disk_usage", lambda _, free=free: SimpleNamespace(free=free))
        if free == size:
            packages.install_file(spanish, folder, lambda _: None)
        else:
            with pytest.raises(EngineError, match=f"needs {size} bytes, {free} are free"):
                packages.install_file(spanish, folder, lambda _: None)


@pytest.mark.parametrize("settings", ["[]", "{", '{"ARGOS_PACKAGES_DIR": 7}', "{}", "[" * 10**5])
def test_settings_of_argos_that_say_nothing_are_none(tmp_path: Path, settings: str) -> None:
    (tmp_path / "argos-translate").mkdir()
    (tmp_path / "argos-translate" / "settings.json").write_text(settings, "utf-8")
    environment = {"XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": "/data"}
    assert packages.folder(environment) == Path("/data/argos-translate/packages").absolute()
    address = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json"
    assert argos.index_address(environment) == address
    for given in ("https://a.example/x", "https://a.example/x/", "https://a.example/x/index.json"):
        environment["ARGOS_PACKAGE_INDEX"] = given
        assert argos.index_address(environment) == "https://a.example/x/index.json"


def test_removing_what_is_not_there_is_an_error(folder: Path) -> None:
    with pytest.raises(UsageError, match="no model en → fa is installed"):
        packages.remove("en", "fa", folder)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"ARGOS_PACKAGES_DIR": "/models"}, "/models"),
        ({"XDG_DATA_HOME": "/data"}, "/data/argos-translate/packages"),
        ({}, "{home}/.local/share/argos-translate/packages"),
        ({"XDG_CONFIG_HOME": "{config}"}, "/from/settings"),
        ({"XDG_CONFIG_HOME": "{config}", "ARGOS_PACKAGES_DIR": "/models"}, "/models"),
    ],
)
def test_the_folder_is_the_one_that_argos_translate_uses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], expected: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    config = tmp_path / "config"
    (config / "argos-translate").mkdir(parents=True)
    file = config / "argos-translate" / "settings.json"
    file.write_text('{"ARGOS_PACKAGES_DIR": "/from/settings"}', encoding="utf-8")
    environment = {name: value.format(config=config) for name, value in settings.items()}
    found = packages.folder(environment)
    assert found == Path(expected.format(home=tmp_path)).absolute()
