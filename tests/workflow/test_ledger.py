"""What was done already is known by content, and what is not known is done again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from l10n_flow.project import Project
from l10n_flow.workflow import ledger as ledger_module
from l10n_flow.workflow.ledger import (
    ABSENT,
    PRESENT,
    Ledger,
    Product,
    Record,
    digest_of,
    fingerprint,
    is_current,
    path_of,
)


def a_record(folder: Path, **files: str) -> Record:
    """A record of files as they are now; `_` in a name is its dot."""
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text)
    return Record({n.replace("_", "."): digest_of(t.encode()) for n, t in files.items()})


def test_a_record_is_current_while_its_files_hold_what_they_held(tmp_path: Path) -> None:
    record = a_record(tmp_path, a_md="Rain", b_md="Mud")
    assert is_current(record, tmp_path)
    (tmp_path / "b.md").write_text("Silt")
    assert not is_current(record, tmp_path)
    (tmp_path / "b.md").write_text("Mud")
    assert is_current(record, tmp_path)
    (tmp_path / "b.md").unlink()
    assert not is_current(record, tmp_path)


def test_a_file_may_be_known_to_be_absent_or_just_there(tmp_path: Path) -> None:
    record = Record({"a.md": ABSENT, "b.md": PRESENT})
    (tmp_path / "b.md").write_text("whatever")
    assert is_current(record, tmp_path)
    (tmp_path / "b.md").write_text("something else")
    assert is_current(record, tmp_path)
    (tmp_path / "a.md").write_text("")
    assert not is_current(record, tmp_path)


@pytest.mark.parametrize("name", ["folder", "a.md/below", "long" * 100])
def test_what_no_file_can_be_is_absent(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.md").write_text("Rain")
    assert is_current(Record({name: ABSENT}), tmp_path)
    assert not is_current(Record({name: digest_of(b"Rain")}), tmp_path)


def test_files_outside_of_the_project_have_their_whole_path(tmp_path: Path) -> None:
    record = a_record(tmp_path, a_md="Rain")
    elsewhere = Record({f"{tmp_path.as_posix()}/a.md": record.files["a.md"]})
    assert is_current(elsewhere, tmp_path / "project")


def test_what_was_entered_is_found_again(tmp_path: Path) -> None:
    record = Record({"a.md": "1", "کتاب.md": "2"}, ("a.md:3: a note",))
    ledger = Ledger(tmp_path / "state" / "sync.json", "mark")
    ledger.enter("a", record)
    ledger.enter("b", Record({}))
    ledger.strike("b")
    assert ledger.record("a") is None, "this run's own work is no reason to skip any of it"
    ledger.save()
    again = Ledger(tmp_path / "state" / "sync.json", "mark")
    assert again.record("a") == record
    assert again.record("b") is None


def test_under_another_mark_all_is_done_again_but_products_are_remembered(tmp_path: Path) -> None:
    path = tmp_path / "build.json"
    ledger = Ledger(path, "one")
    ledger.enter("a", Record({"a.md": "1"}))
    ledger.products["a"] = {"es/a.md": Product("es", "1")}
    ledger.save()
    other = Ledger(path, "two")
    assert other.record("a") is None
    assert other.products == {"a": {"es/a.md": Product("es", "1")}}
    other.enter("b", Record({}))
    other.save()
    assert Ledger(path, "one").record("a") is None
    assert Ledger(path, "two").products == {"a": {"es/a.md": Product("es", "1")}}


def test_articles_that_are_gone_are_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "build.json"
    ledger = Ledger(path, "mark")
    for name in ("a", "b", "c"):
        ledger.enter(name, Record({name: "1"}))
    ledger.drop_others(["b"])
    ledger.save()
    again = Ledger(path, "mark")
    assert [again.record(name) is not None for name in ("a", "b", "c")] == [False, True, False]


def test_a_ledger_with_nothing_new_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "sync.json"
    Ledger(path, "mark").save()
    assert not path.exists()
    ledger = Ledger(path, "mark")
    ledger.enter("a", Record({"a.md": "1"}))
    ledger.save()
    path.write_bytes(path.read_bytes() + b"\n")
    same = Ledger(path, "mark")
    same.enter("a", Record({"a.md": "1"}))
    same.save()
    assert path.read_bytes().endswith(b"\n")


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"[]", b"null", b"\xff", b'{"mark": "mark"}', b'{"mark": "mark", "articles": 1}',
     b'{"mark": "mark", "articles": {"a": 1}}', b'{"mark": "mark", "articles": {}, "products": 1}'],
)  # fmt: skip
def test_a_damaged_ledger_holds_nothing(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "sync.json"
    path.write_bytes(damage)
    ledger = Ledger(path, "mark")
    assert ledger.record("a") is None
    ledger.enter("a", Record({}))
    ledger.save()
    assert Ledger(path, "mark").record("a") == Record({})


def test_a_fingerprint_is_of_its_parts_and_of_our_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint("en", ("es", "fa"), 75)
    assert fingerprint("en", ("es", "fa"), 75) == before
    assert fingerprint("en", ("es", "fa"), 76) != before
    monkeypatch.setattr(ledger_module, "__version__", "99")
    assert fingerprint("en", ("es", "fa"), 75) != before


def test_a_working_copy_that_changed_remembers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint("en")
    monkeypatch.setattr(ledger_module, "_code", lambda: "another program")
    assert fingerprint("en") != before


def test_a_ledgers_name_stays_short_however_many_languages_there_are(project: Project) -> None:
    tags = tuple(f"x{number:02d}-Latn-ZZ" for number in range(77))
    many = replace(project, config=replace(project.config, locales=tags))
    paths = {path_of(many, "sync", some) for some in (tags[1:], tags[:-1], many.languages)}
    assert len(paths) == 3
    assert max(len(path.name) for path in paths) < 40
