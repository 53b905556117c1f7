"""`l10n-flow record` and `l10n-flow verify`: what they say, and how they end."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from l10n_flow.project import Project

from .conftest import Command

pytest.importorskip("jinja2")
pytest.importorskip("nh3")


def test_a_record_is_written_and_verified_without_the_project(
    project: Project, l10n_flow: Command, tmp_path: Path
) -> None:
    text = "---\ntitle: Rain\ndate: 2020-09-29\n---\nMud.\n"
    (project.content / "rain.md").write_text(text, "utf-8")
    assert l10n_flow("build", "--to", "site").code == 0
    said = l10n_flow("record")
    assert (said.code, said.out) == (
        0,
        "build/site/record.json: 1 edition, 0 of 0 segments reviewed\n",
    )
    assert json.loads(l10n_flow("record", "--json").out)["editions"] == 1
    assert l10n_flow("record", "--quiet").out == ""
    published = tmp_path / "server"
    (project.output / "site").rename(published)
    said = l10n_flow("verify", str(published))
    assert (said.code, said.out) == (0, "1 edition as recorded, not signed\n")
    assert l10n_flow("verify", str(published), "--quiet").out == ""
    page = published / "en" / "rain.html"
    page.write_text(page.read_text("utf-8") + " ", "utf-8")
    said = l10n_flow("verify", str(published))
    assert said.code == 1
    assert "it differs from what was recorded" in said.err
    assert json.loads(l10n_flow("verify", str(published), "--json").out)["editions"] == 0


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not there")
def test_a_record_is_signed_with_a_key_and_verified_with_who_may_sign(
    project: Project, l10n_flow: Command, tmp_path: Path
) -> None:
    (project.content / "rain.md").write_text("---\ntitle: Rain\n---\nMud.\n", "utf-8")
    l10n_flow("build", "--to", "site")
    key = project.root / "key"
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "ana", "-f", str(key)]
    subprocess.run(command, check=True)
    said = l10n_flow("record", "--sign", "key")
    assert said.out.endswith(": 1 edition, 0 of 0 segments reviewed, signed\n")
    data = json.loads(l10n_flow("record", "--sign", "key", "--json").out)
    assert data["signature"] == "build/site/record.json.sig"
    unknown = l10n_flow("verify", "build/site")
    assert unknown.out.startswith("1 edition as recorded, signed by SHA256:")
    assert "the signer is unknown: name allowed signers with --signers FILE" in unknown.err
    public = key.with_suffix(".pub").read_text("utf-8")
    (project.root / "known").write_text(f"ana@news.example {public}", "utf-8")
    known = l10n_flow("verify", "build/site", "--signers", "known")
    assert (known.out, known.err) == (
        "1 edition as recorded, signed by ana@news.example\n",
        "",
    )
    told = json.loads(l10n_flow("verify", "build/site", "--signers", "known", "--json").out)
    assert told["signer"]["name"] == "ana@news.example"
    (project.root / "known").write_text(f"ana@news.example {public[:40]}{'A' * 40}", "utf-8")
    other = l10n_flow("verify", "build/site", "--signers", "known")
    assert other.out == "1 edition as recorded, without a valid signature\n"
