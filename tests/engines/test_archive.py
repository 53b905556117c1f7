"""Package files that somebody made to do harm, or that broke on the way."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from l10n_flow.engines import archive
from l10n_flow.errors import PackageError

Hostile = Callable[[zipfile.ZipFile], None]


def made(path: Path, spoil: Hostile) -> Path:
    """A package with a harmless file and whatever `spoil` adds."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("root/metadata.json", "{}")
        spoil(file)
    return path


def named(name: str) -> Hostile:
    return lambda file: file.writestr(name, "x")


def linked(file: zipfile.ZipFile) -> None:
    info = zipfile.ZipInfo("root/model")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    file.writestr(info, "/etc")


def device(file: zipfile.ZipFile) -> None:
    info = zipfile.ZipInfo("root/model")
    info.external_attr = (stat.S_IFCHR | 0o666) << 16
    file.writestr(info, "")


def twice(file: zipfile.ZipFile) -> None:
    file.writestr("root/Model", "x")
    file.writestr("root/model", "x")


def bomb(file: zipfile.ZipFile) -> None:
    file.compresslevel = 1
    for number in range(3):
        with file.open(f"root/{number}", "w") as member:
            for _ in range(100):
                member.write(bytes(2**20))


def huge(file: zipfile.ZipFile) -> None:
    file.writestr("root/model", "x")
    file.getinfo("root/model").file_size = 5 * 2**30


def crowd(file: zipfile.ZipFile) -> None:
    for number in range(2000):
        file.writestr(f"root/{number}", "")


def lzma(file: zipfile.ZipFile) -> None:
    file.writestr("root/model", "x", compress_type=zipfile.ZIP_LZMA)


def encrypted(file: zipfile.ZipFile) -> None:
    file.writestr("root/model", "x")
    file.getinfo("root/model").flag_bits |= 1


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (named("../evil"), "could lead out of its folder"),
        (named("root/../../evil"), "could lead out of its folder"),
        (named("root/./evil"), "could lead out of its folder"),
        (named("root/.. /evil"), "could lead out of its folder"),
        (named("/etc/evil"), "could lead out of its folder"),
        (named("root//evil"), "could lead out of its folder"),
        (named("C:/evil"), "could lead out of its folder"),
        (named("root/..\\evil"), "could lead out of its folder"),
        (named("root/../"), "could lead out of its folder"),
        (named("root/line\nbreak"), "could lead out of its folder"),
        (named("other/file"), "not exactly one folder at its top"),
        (named("file"), "not exactly one folder at its top"),
        (linked, "a link or a device"),
        (device, "a link or a device"),
        (twice, "a path twice"),
        (bomb, "would unpack from"),
        (huge, "would unpack from"),
        (crowd, "more than 2000"),
        (lzma, "encrypted or packed in an unusual way"),
        (encrypted, "encrypted or packed in an unusual way"),
    ],
)
def test_a_hostile_package_is_refused_by_name(tmp_path: Path, spoil: Hostile, says: str) -> None:
    path = made(tmp_path / "bad.argosmodel", spoil)
    with pytest.raises(PackageError, match=says) as caught, archive.open_archive(path):
        pass
    assert caught.value.where is not None
    assert caught.value.where.path == path
    assert caught.value.hint


def test_nothing_outside_the_zip_format_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "page.argosmodel"
    path.write_text("<html>404</html>", encoding="utf-8")
    with pytest.raises(PackageError, match="not a whole zip archive"), archive.open_archive(path):
        pass
    with pytest.raises(PackageError, match="no such file"):
        archive.open_archive(tmp_path / "none").__enter__()
    with pytest.raises(PackageError, match="is a folder"):
        archive.open_archive(tmp_path).__enter__()


def test_an_honest_package_is_unpacked_as_it_is(tmp_path: Path) -> None:
    path = made(tmp_path / "good.argosmodel", named("root/model/config.json"))
    with archive.open_archive(path) as opened:
        assert opened.names == {"metadata.json", "model/config.json"}
        assert opened.read("metadata.json") == b"{}"
        opened.unpack(tmp_path / "there")
    assert (tmp_path / "there" / "model" / "config.json").read_text("utf-8") == "x"


def test_folders_and_plain_files_may_say_what_they_are(tmp_path: Path) -> None:
    def told(file: zipfile.ZipFile) -> None:
        for name, kind in (("root/model/", stat.S_IFDIR), ("root/model/a", stat.S_IFREG)):
            info = zipfile.ZipInfo(name)
            info.external_attr = (kind | 0o644) << 16
            file.writestr(info, "")

    with archive.open_archive(made(tmp_path / "a.argosmodel", told)) as opened:
        assert opened.names == {"metadata.json", "model/a"}
    path = tmp_path / "b.argosmodel"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("root/", "")
    with pytest.raises(PackageError, match="it holds no files"), archive.open_archive(path):
        pass


def test_limits_of_a_package_are_what_it_may_just_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path / "a.argosmodel", named("root/model"))
    packed = path.stat().st_size
    for name, allowed in (("MAXIMUM_FILES", 2), ("MAXIMUM_BYTES", 3)):
        with monkeypatch.context() as limits:
            limits.setattr(archive, name, allowed)
            with archive.open_archive(path) as opened:
                assert opened.size == 3
            limits.setattr(archive, name, allowed - 1)
            with pytest.raises(PackageError), archive.open_archive(path):
                pass
    infos = [zipfile.ZipInfo("root/a")]
    monkeypatch.setattr(archive, "BOMB_BYTES", packed)
    for size, refused in ((packed, False), (50 * packed, False), (50 * packed + 1, True)):
        infos[0].file_size = size
        if refused:
            with pytest.raises(PackageError, match=f"would unpack from {packed} to {size} bytes"):
                archive._sane_size(path, infos)
        else:
            assert archive._sane_size(path, infos) == size
    monkeypatch.setattr(archive, "BOMB_BYTES", 100 * packed)
    infos[0].file_size = 100 * packed
    assert archive._sane_size(path, infos) == 100 * packed


def test_a_file_that_is_missing_or_far_too_long_is_not_read(tmp_path: Path) -> None:
    def long(file: zipfile.ZipFile) -> None:
        file.writestr("root/long", bytes(2**20 + 1))
        file.writestr("root/just", bytes(2**20))

    with archive.open_archive(made(tmp_path / "a.argosmodel", long)) as opened:
        assert len(opened.read("just")) == 2**20
        with pytest.raises(PackageError, match=r"it has no bpe\.model"):
            opened.read("bpe.model")
        with pytest.raises(PackageError, match="its long is 1048577 bytes long"):
            opened.read("long")


@cache
def contents(package: Path) -> dict[str, bytes]:
    with archive.open_archive(package) as honest:
        return {name: honest.file.read(f"{honest.root}/{name}") for name in honest.names}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_is_an_error_or_the_file_as_it_was(
    tmp_path: Path, spanish: Path, data: st.DataObject
) -> None:
    whole = bytearray(spanish.read_bytes())
    place = data.draw(st.integers(0, len(whole) - 1))
    if data.draw(st.booleans()):
        whole = whole[:place]
    else:
        whole[place] = data.draw(st.integers(0, 255))
    path = tmp_path / "damaged.argosmodel"
    path.write_bytes(whole)
    expected = contents(spanish)
    try:
        with archive.open_archive(path) as opened:
            found = {name: opened.read(name) for name in opened.names if name != "model/model.bin"}
    except PackageError:
        return
    renamed = set(found) - set(expected)
    assert all(found[name] == expected[name] for name in found if name not in renamed)


def test_an_archive_without_its_first_bytes_is_refused_whatever_is_missing(tmp_path: Path) -> None:
    """A download that went on in the wrong place: its directory, at the end, is whole."""
    whole = made(tmp_path / "whole", named("root/model/model.bin")).read_bytes()
    path = tmp_path / "p.argosmodel"
    for missing in range(1, len(whole)):
        path.write_bytes(whole[missing:])
        with pytest.raises(PackageError, match="not a whole zip archive"):
            every_file(path)


def every_file(path: Path) -> None:
    with archive.open_archive(path) as found:
        for name in found.names:
            found.read(name)
