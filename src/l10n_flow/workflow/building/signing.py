"""Signatures of files, made and verified by ssh-keygen with the key that editors have for git.

OpenSSH, PROTOCOL.sshsig; ssh-keygen(1). Because of the namespace a signature is not valid
for a commit, or for anything else.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from l10n_flow.errors import FileError, L10nFlowError, Place, UsageError
from l10n_flow.files.reading import bytes_of, is_file, is_there
from l10n_flow.files.writing import delete_file

NAMESPACE = "l10n-flow"


class BadSignature(L10nFlowError):  # noqa: N818 - it says what is wrong
    """A signature that is missing, of other bytes, or of somebody who may not sign."""


class Signer(NamedTuple):
    """Who signed."""

    name: str
    """The name in the file of allowed signers; "" without such a file: anybody may have signed."""
    key: str
    """The fingerprint of the key."""


def signed(path: Path, key: Path) -> Path:
    """Sign a file; the signature is beside it, under its name and `.sig`.

    Raises `UsageError` without ssh-keygen or such a key, and `FileError` when signing fails.
    """
    if not is_file(key):
        raise UsageError(f"there is no key {key}", hint="such as ~/.ssh/id_ed25519")
    unsigned(path)
    signature = path.with_name(f"{path.name}.sig")
    if is_there(signature):
        raise FileError("what is in the signature's place is not a file", Place(signature))
    done = _run(["sign", "-q", "-n", NAMESPACE, "-f", str(key), str(path)])
    if done.returncode or not is_file(signature):
        raise FileError(f"ssh-keygen did not sign: {_complaint(done)}", Place(path))
    return signature


def unsigned(path: Path) -> None:
    """Delete a file's signature, if there is one: the file is about to be another one."""
    delete_file(path.with_name(f"{path.name}.sig"), if_holds=None)


def signer_of(path: Path, signers: Path | None = None) -> Signer | None:
    """Who signed a file; None when it is not signed and no `signers` are given.

    Raises `BadSignature` for a signature of other bytes. With a file of allowed `signers`, also
    for a signature by somebody else and for a missing one; `UsageError` when that file is missing.
    """
    if signers is not None and not is_file(signers):
        hint = "a line of it is a name and a public key, as git has them"
        raise UsageError(f"there is no file of allowed signers {signers}", hint=hint)
    signature = path.with_name(f"{path.name}.sig")
    if not is_file(signature):
        if signers is not None:
            raise BadSignature("it is not signed", Place(path), hint="l10n-flow record --sign KEY")
        return None
    data = bytes_of(path) or b""
    common = ["-n", NAMESPACE, "-s", str(signature)]
    checked = _run(["check-novalidate", *common], data)
    if checked.returncode:
        raise BadSignature("the signature is not of this record", Place(path))
    key = _KEY.search(checked.stdout.decode("utf-8", "replace"))
    fingerprint = key[0] if key else ""
    if signers is None:
        return Signer("", fingerprint)
    found = _run(["find-principals", "-s", str(signature), "-f", str(signers)])
    names = found.stdout.decode("utf-8", "replace").split()
    for name in names:
        done = _run(["verify", "-f", str(signers), "-I", name, *common], data)
        if not done.returncode:
            return Signer(name, fingerprint)
    raise BadSignature(
        f"the key {fingerprint} does not belong to an allowed signer",
        Place(path),
        hint=str(signers),
    )


_KEY = re.compile(r"SHA256:[A-Za-z0-9+/=]+")


def _run(arguments: Sequence[str], data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = ["ssh-keygen", "-Y", *arguments]
    try:
        return subprocess.run(command, input=data, capture_output=True, check=False)  # noqa: S603
    except FileNotFoundError as error:
        hint = "it comes with OpenSSH"
        raise UsageError("ssh-keygen is not installed", hint=hint) from error


def _complaint(done: subprocess.CompletedProcess[bytes]) -> str:
    return " ".join(done.stderr.decode("utf-8", "replace").split()) or f"code {done.returncode}"
