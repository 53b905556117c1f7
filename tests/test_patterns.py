"""Patterns are compiled at their first use, and once: another process takes what is kept."""

from __future__ import annotations

import gc
import marshal
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from l10n_flow import patterns
from l10n_flow.checks.table import CHECKS

USE = (
    "from l10n_flow import patterns\n"
    "for number in range(20):\n"
    "    found = patterns.compile(rf'(?P<a>\\d){number}|«[^»]*»').search('«x» 50')\n"
    "    assert found, number\n"
)


def kept(folder: Path, **environment: str) -> list[Path]:
    """What a process that uses twenty patterns leaves beside its byte code."""
    given = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder), **environment}
    if not environment:
        given.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run([sys.executable, "-c", USE], env=given, check=True)
    return sorted(folder.rglob("patterns*compiled*"))


def test_what_is_kept_is_what_re_compiles() -> None:
    assert CHECKS
    some = [one for one in gc.get_objects() if isinstance(one, patterns._Later)]
    assert len(some) > 100
    for one in some:
        expected = re.compile(one.pattern, one._flags)
        flags, code, *names = patterns._taken_apart(one.pattern, int(one._flags))
        made = patterns._SRE.compile(one.pattern, flags, patterns._listed(code), *names)
        assert made == expected, one.pattern
        assert (made.flags, made.groupindex) == (expected.flags, expected.groupindex)


def test_a_second_process_compiles_nothing(tmp_path: Path) -> None:
    (file,) = kept(tmp_path)
    before = file.stat().st_mtime_ns
    without = "import re._compiler as c\nc._code = None\n"
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}
    subprocess.run([sys.executable, "-c", USE.replace("for", f"{without}for", 1)],
                   env=environment, check=True)  # fmt: skip
    assert file.stat().st_mtime_ns == before


def test_nothing_is_kept_where_no_byte_code_may_be_written(tmp_path: Path) -> None:
    assert kept(tmp_path, PYTHONDONTWRITEBYTECODE="1") == []


@pytest.mark.parametrize(
    "damaged",
    [b"", b"\x00", marshal.dumps(("another Python", {})), marshal.dumps([1, 2, 3])],
    ids=["empty", "no value", "of another Python", "another value"],
)
def test_a_file_of_another_kind_is_written_anew(tmp_path: Path, damaged: bytes) -> None:
    (file,) = kept(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(damaged)
    assert kept(tmp_path) == [file]
    assert marshal.loads(file.read_bytes())[1].keys() == marshal.loads(whole)[1].keys()


def test_code_that_this_python_refuses_is_compiled_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong: dict[object, object] = {("a+b", 0): (0, b"\xff\xff\xff\xff", 0, {}, (None,))}
    monkeypatch.setattr(patterns, "_kept", lambda: wrong)
    assert patterns.compiled_once("a+b", 0) == re.compile("a+b")


def test_a_python_with_other_private_parts_compiles_as_usual(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(patterns, "_kept", lambda: None)
    assert patterns.compile("[0-9]+").findall("8 of 12") == ["8", "12"]
