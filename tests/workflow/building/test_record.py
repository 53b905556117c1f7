"""The review record: what it says, and that nothing that was recorded can change unseen."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from l10n_flow.catalogs.po import canonical
from l10n_flow.errors import InputError, UsageError
from l10n_flow.model import Entry, Origin, digest
from l10n_flow.project import Project
from l10n_flow.workflow.building import record as records
from l10n_flow.workflow.building.build import build
from l10n_flow.workflow.building.record import RecordReport, record, verify
from tests.workflow.newsroom import catalog, catalog_path, configure, front, reviewed, translate

jsonschema = pytest.importorskip("jsonschema")
pytest.importorskip("jinja2")
pytest.importorskip("nh3")

SSH = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not there")


def published(project: Project, to: str = "site") -> Path:
    build(project, project.articles(), project.languages, to=to)
    return project.output / to


def recorded(project: Project, to: str = "site", key: Path | None = None) -> RecordReport:
    return record(project, project.articles(), project.languages, to=to, key=key)


def edition(folder: Path, locale: str) -> dict[str, Any]:
    data = json.loads((folder / "record.json").read_text("utf-8"))
    (found,) = [one for one in data["editions"] if one["locale"] == locale]
    assert isinstance(found, dict)
    return found


@pytest.fixture
def newspaper(newsroom: Project) -> Project:
    return configure(newsroom)


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key"
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "ana", "-f", str(path)]
    subprocess.run(command, check=True)
    return path


@pytest.mark.parametrize("to", ["site", "markdown"])
def test_every_segment_has_its_state_and_origin_as_the_schema_says(
    newspaper: Project, to: str
) -> None:
    reviewed(newspaper, "es", "brief")
    folder = published(newspaper, to)
    report = recorded(newspaper, to)
    assert (report.editions, report.segments, report.reviewed) == (3, 6, 3)
    schema = json.loads(Path(records.__file__).with_name("record.schema.json").read_text("utf-8"))
    jsonschema.validate(json.loads((folder / "record.json").read_text("utf-8")), schema)
    spanish, persian = edition(folder, "es"), edition(folder, "fa")
    assert (spanish["status"], spanish["reviewers"]) == ("reviewed", ["ana"])
    assert {e["reviewer"] for e in spanish["entries"]} == {"ana"}
    assert {(e["state"], e["origin"]) for e in persian["entries"]} == {("untranslated", "source")}
    assert edition(folder, "en")["entries"] == []
    assert (to == "site") == (folder / "record.html").is_file()


def test_the_words_of_nobody_are_in_the_record_and_twice_is_the_same(newspaper: Project) -> None:
    folder = published(newspaper)
    recorded(newspaper)
    first = (folder / "record.json").read_bytes()
    assert b"Lodo" not in first
    recorded(newspaper)
    assert (folder / "record.json").read_bytes() == first


def drafted(project: Project, name: str, **drafts: tuple[str, str]) -> None:
    """The Spanish catalog has a machine's words for these texts, and what became of them."""
    before = catalog(project, "es", name)
    entries = []
    for entry in before.entries:
        machine, now = drafts.get(entry.source, ("", entry.target))
        origin = Origin("mt", "argos", machine=digest(machine)) if machine else entry.origin
        entries.append(replace(entry, target=now, origin=origin))
    text = canonical.write(replace(before, entries=tuple(entries)))
    catalog_path(project, "es", name).write_bytes(canonical.encode(text))


@pytest.mark.parametrize(
    ("origin", "said"),
    [
        (None, "person"),
        (Origin(""), "person"),
        (Origin("mt", "argos-1", machine=digest("Paz")), "machine"),
        (Origin("mt", "argos-1", machine=digest("Pax")), "machine, edited"),
        (Origin("sentences", "argos-1", machine=digest("Paz")), "machine"),
        (Origin("sentences", machine=digest("Paz")), "machine, edited"),
        (Origin("tm"), "memory"),
    ],
)
def test_a_record_says_who_wrote_the_words(origin: Origin | None, said: str) -> None:
    assert records._origin(Entry("Peace", "Paz", origin=origin)) == said
    copied = Entry("12.5 %", "۱۲٫۵ ٪", origin=Origin("mt", "copy-1", machine=digest("۱۲٫۵ ٪")))
    assert records._origin(copied) == "copied"


def test_the_record_says_how_much_of_a_machine_s_work_was_changed(newspaper: Project) -> None:
    drafted(
        newspaper,
        "brief",
        **{"Rain": ("Lluvia", "Lluvia"), "Floods": ("Ríos", "Riadas"), "Mud.": ("Fango.", "Lodo.")},
    )
    folder = published(newspaper)
    recorded(newspaper)
    spanish = edition(folder, "es")
    assert (spanish["machine"], spanish["machine_edited"]) == (1, 2)
    origins = [one["origin"] for one in spanish["entries"]]
    assert origins == ["machine", "machine, edited", "machine, edited"]


def test_front_matter_page_data_and_record_say_the_same(newspaper: Project) -> None:
    """They are made of the same values: whoever reads one of them is told what the others say."""
    drafted(newspaper, "brief", Rain=("Lluvia", "Lluvia"))
    translate(newspaper, "es", "brief", **{"Mud.": ""})
    vouch(newspaper, "Floods")
    newspaper = configure(newspaper, "publish: {notice: front-matter}\n")
    published(newspaper, "markdown")
    folder = published(newspaper)
    recorded(newspaper)
    told = front(newspaper, "es", "brief")["translation"]
    page = (folder / "es" / "lluvia.html").read_text("utf-8")
    data = json.loads(page.partition('ld+json">')[2].partition("</script>")[0])
    spanish = edition(folder, "es")
    assert told["status"] == spanish["status"] == "partial"
    assert told["reviewed"] == spanish["reviewed"] * 100 // spanish["segments"] == 33
    assert told["machine"] == -(-spanish["machine"] * 100 // spanish["segments"]) == 34
    assert told["revision"] == spanish["revision"] == data["version"].partition(".")[0]
    assert [one["name"] for one in data["editor"]] == spanish["reviewers"] == ["ana"]
    assert "ana" in page.partition('<footer class="site-credits"')[2].partition("</footer>")[0]
    assert f"<p>{told['notice']}</p>" in page


def vouch(project: Project, source: str) -> None:
    """Somebody has reviewed the Spanish translation of this text, and of no other."""
    before = catalog(project, "es", "brief")
    entries = [
        replace(e, origin=Origin(reviewer="ana", source=digest(*e.key), words=digest(e.target)))
        if e.source == source
        else e
        for e in before.entries
    ]
    text = canonical.write(replace(before, entries=tuple(entries)))
    catalog_path(project, "es", "brief").write_bytes(canonical.encode(text))


def test_an_edition_that_is_not_what_its_catalog_makes_is_not_recorded(newspaper: Project) -> None:
    published(newspaper)
    translate(newspaper, "es", "brief", **{"Mud.": "Barro."})
    report = recorded(newspaper)
    assert report.editions == 2
    (finding,) = report.findings
    assert finding.hint == "l10n-flow build --to site"
    assert str(finding.where).endswith("es/lluvia.html")


def test_one_byte_and_one_file_are_missed(newspaper: Project) -> None:
    folder = published(newspaper)
    recorded(newspaper)
    assert (verify(folder).editions, verify(folder).findings) == (3, ())
    page = folder / "es" / "lluvia.html"
    page.write_bytes(page.read_bytes().replace(b"Lodo.", b"Lodo!"))
    (folder / "fa" / "rain.html").unlink()
    report = verify(folder)
    assert report.editions == 1
    assert [f.what for f in report.findings] == [
        "it differs from what was recorded",
        "it is in the record, but its file is missing",
    ]


@SSH
def test_a_signature_is_of_this_record_and_of_a_known_person(
    newspaper: Project, key: Path, tmp_path: Path
) -> None:
    folder = published(newspaper)
    report = recorded(newspaper, key=key)
    assert report.signature is not None
    public = key.with_suffix(".pub").read_text()
    known, others = tmp_path / "known", tmp_path / "others"
    known.write_text(f'ana@news.example namespaces="l10n-flow" {public}')
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "k2")], check=True
    )
    others.write_text(f"luz@news.example {(tmp_path / 'k2.pub').read_text()}")
    nobody = verify(folder).signer
    assert nobody is not None
    assert (nobody.name, nobody.key[:7]) == ("", "SHA256:")
    found = verify(folder, signers=known)
    assert found.findings == ()
    assert found.signer is not None
    assert found.signer.name == "ana@news.example"
    assert "does not belong to an allowed signer" in verify(folder, signers=others).findings[0].what
    file = folder / "record.json"
    file.write_bytes(file.read_bytes().replace(b'"reviewed": 0', b'"reviewed": 3', 1))
    assert [f.what for f in verify(folder).findings] == ["the signature is not of this record"]


@SSH
def test_a_signature_stays_with_the_record_that_was_signed_and_goes_with_it(
    newspaper: Project, key: Path
) -> None:
    folder = published(newspaper)
    recorded(newspaper, key=key)
    recorded(newspaper)
    assert verify(folder).signer is not None, "the record is the same"
    signed = (folder / "record.json").read_bytes()
    (folder / "record.json").write_bytes(signed + b" ")
    recorded(newspaper)
    assert not (folder / "record.json.sig").exists()
    report = verify(folder)
    assert (report.signer, report.findings) == (None, ())


@SSH
def test_a_missing_file_of_allowed_signers_is_a_mistake_of_the_caller(
    newspaper: Project, key: Path, tmp_path: Path
) -> None:
    folder = published(newspaper)
    recorded(newspaper, key=key)
    with pytest.raises(UsageError, match="there is no file of allowed signers"):
        verify(folder, signers=tmp_path / "nowhere")


@SSH
def test_a_record_that_should_be_signed_and_is_not_is_refused(
    newspaper: Project, key: Path
) -> None:
    folder = published(newspaper)
    recorded(newspaper)
    report = verify(folder, signers=key.with_suffix(".pub"))
    assert [f.what for f in report.findings] == ["it is not signed"]


def test_a_record_never_leads_out_of_its_folder(newspaper: Project, tmp_path: Path) -> None:
    folder = published(newspaper)
    recorded(newspaper)
    (tmp_path / "secret").write_text("x")
    file = folder / "record.json"
    file.write_text(file.read_text("utf-8").replace("es/lluvia.html", "../../../secret"), "utf-8")
    assert [f.what for f in verify(folder).findings] == [
        "it is in the record, but its file is missing"
    ]


@pytest.mark.parametrize(
    "written",
    [
        "",
        "[]",
        '{"schema": 2}',
        '{"schema": 1, "editions": [3]}',
        '{"schema": 0, "editions": []}',
        '{"schema": 2, "editions": []}',
    ],
)
def test_what_is_no_record_is_told(tmp_path: Path, written: str) -> None:
    with pytest.raises(UsageError, match=r"no record\.json"):
        verify(tmp_path)
    (tmp_path / "record.json").write_text(written)
    with pytest.raises(InputError, match="this is not a record"):
        verify(tmp_path)


def test_what_was_not_built_cannot_be_recorded(newspaper: Project, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no edition to record"):
        recorded(newspaper)
    published(newspaper)
    with pytest.raises(UsageError, match="there is no key"):
        recorded(newspaper, key=tmp_path / "none")
