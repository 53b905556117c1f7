"""What keeps a record from being signed is said; who signed is tests/workflow/building/
test_record.py's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from l10n_flow.errors import FileError, UsageError
from l10n_flow.workflow.building.signing import signed, signer_of


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record, beside a file that is no key."""
    path = tmp_path / "record.json"
    path.write_text("{}", "utf-8")
    (tmp_path / "key").write_text("no key", "utf-8")
    return path


def test_a_key_that_is_not_there_is_told(record: Path) -> None:
    with pytest.raises(UsageError, match="there is no key"):
        signed(record, record.with_name("none"))


def test_without_openssh_it_is_told_what_to_install(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(record.parent))
    with pytest.raises(UsageError, match="it comes with OpenSSH"):
        signed(record, record.with_name("key"))


def test_nothing_that_stands_in_the_signatures_place_is_deleted(record: Path) -> None:
    folder = record.with_name("record.json.sig")
    folder.mkdir()
    with pytest.raises(FileError, match="is not a file"):
        signed(record, record.with_name("key"))
    assert folder.is_dir()


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")
def test_what_ssh_keygen_complains_of_is_told_and_an_old_signature_is_gone(record: Path) -> None:
    signature = record.with_name("record.json.sig")
    signature.write_text("of an earlier record", "utf-8")
    with pytest.raises(FileError, match=r"ssh-keygen did not sign: [A-Z]"):
        signed(record, record.with_name("key"))
    assert not signature.exists()


def test_a_record_without_a_signature_is_nobodys(record: Path) -> None:
    assert signer_of(record) is None
