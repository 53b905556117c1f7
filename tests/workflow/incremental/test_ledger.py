"""What was done already is known by content, and what is not known is done again."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest

from l10n_flow import __version__
from l10n_flow.errors import FileError
from l10n_flow.files.reading import opened
from l10n_flow.project import Project
from l10n_flow.workflow.incremental import ledger as ledger_module
from l10n_flow.workflow.incremental.ledger import (
    Ledger,
    Product,
    Record,
    fingerprint,
    path_of,
    program,
)


def file_of(ledger: Path, article: str) -> Path:
    """The file in which a ledger has an article."""
    return ledger / f"{ledger_module._number(article):02}.json"


def test_what_was_entered_is_found_again(tmp_path: Path) -> None:
    record = Record({"a.md": "1", "کتاب.md": "2"}, ("a.md:3: a note",))
    ledger = Ledger(tmp_path / "state" / "sync", "mark")
    ledger.enter("a", record)
    ledger.enter("b", Record({}))
    ledger.drop("b")
    assert ledger.record("a") is None, "this run's own work is no reason to skip any of it"
    ledger.save()
    again = Ledger(tmp_path / "state" / "sync", "mark")
    assert again.record("a") == record
    assert again.record("b") is None


def test_under_another_mark_all_is_done_again_but_products_are_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_module, "SHARDS", 1)
    path = tmp_path / "build"
    ledger = Ledger(path, "one")
    ledger.enter("a", Record({"a.md": "1"}))
    ledger.remember("a", {"es/a.md": Product("es", "1")})
    ledger.save()
    other = Ledger(path, "two")
    assert other.record("a") is None
    assert other.products("a") == {"es/a.md": Product("es", "1")}
    other.enter("b", Record({}))
    other.save()
    assert Ledger(path, "one").record("a") is None
    assert list(Ledger(path, "two").owners()) == [("a", {"es/a.md": Product("es", "1")})]


def test_articles_that_are_gone_are_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "build"
    ledger = Ledger(path, "mark")
    for name in ("a", "b", "c"):
        ledger.enter(name, Record({name: "1"}))
    ledger.drop_others(["b"])
    ledger.save()
    again = Ledger(path, "mark")
    assert [again.record(name) is not None for name in ("a", "b", "c")] == [False, True, False]


def test_a_ledger_with_nothing_new_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "sync"
    Ledger(path, "mark").save()
    assert not path.exists()
    ledger = Ledger(path, "mark")
    ledger.enter("a", Record({"a.md": "1"}))
    ledger.save()
    file = file_of(path, "a")
    file.write_bytes(file.read_bytes() + b"\n")
    same = Ledger(path, "mark")
    same.enter("a", Record({"a.md": "1"}))
    same.save()
    assert file.read_bytes().endswith(b"\n")


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"[]", b"null", b"\xff", b'{"mark": "mark"}', b'{"mark": "mark", "articles": 1}',
     b'{"mark": "mark", "articles": {"a": 1}}', b'{"mark": "mark", "articles": {}, "products": 1}'],
)  # fmt: skip
def test_a_damaged_ledger_holds_nothing(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "sync"
    file = file_of(path, "a")
    file.parent.mkdir()
    file.write_bytes(damage)
    ledger = Ledger(path, "mark")
    assert ledger.record("a") is None
    if damage:
        assert ledger.warnings == (
            f"{file}: its content is not what l10n-flow wrote; it is rebuilt",
        )
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


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package of one module in place of ours."""
    here = tmp_path / "l10n_flow"
    here.mkdir()
    (here / "model.py").write_bytes(b"A = 1\n")
    monkeypatch.setattr(ledger_module, "_HERE", str(here))
    ledger_module._code.cache_clear()
    yield here
    ledger_module._code.cache_clear()


def again() -> tuple[str, str]:
    """The fingerprint and the program, as another process finds them."""
    ledger_module._code.cache_clear()
    return fingerprint("en"), program()


def test_a_working_copy_is_another_program_after_an_edit(copy: Path) -> None:
    before = again()
    assert again() == before
    (copy / "model.py").write_bytes(b"A = 22\n")
    assert all(now != then for now, then in zip(again(), before, strict=True))


def test_two_working_copies_that_hold_the_same_are_one_program(copy: Path) -> None:
    before = again()[1]
    os.utime(copy / "model.py", ns=(1, 1))
    assert again()[1] == before


def test_an_installed_package_is_what_its_installer_wrote_down(copy: Path) -> None:
    info = copy.parent / f"l10n_flow-{__version__}.dist-info"
    info.mkdir()
    record = info / "RECORD"
    record.write_bytes(b"l10n_flow/model.py,sha256=aaa,6\n")
    before = again()
    os.utime(copy / "model.py", ns=(1, 1))  # a cache of the ledgers is good on the next machine
    assert again() == before
    record.write_bytes(b"l10n_flow/model.py,sha256=bbb,6\n")
    assert all(now != then for now, then in zip(again(), before, strict=True))


def test_a_ledgers_name_stays_short_however_many_languages_there_are(project: Project) -> None:
    tags = tuple(f"x{number:02d}-Latn-ZZ" for number in range(77))
    many = replace(project, config=replace(project.config, locales=tags))
    paths = {path_of(many, "sync", some) for some in (tags[1:], tags[:-1], many.languages)}
    assert len(paths) == 3
    assert max(len(path.name) for path in paths) < 40


def test_a_ledgers_file_is_json_with_a_line_for_each_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_module, "SHARDS", 1)
    path = tmp_path / "build"
    ledger = Ledger(path, "mark")
    for name in ("b", "a", 'say "hi":[', "back\\slash", "کتاب", "half \ud800"):
        ledger.enter(name, Record({f"{name}.md": "1"}, ("a\nnote",), (("es", "empty"),)))
        ledger.remember(name, {f"es/{name}.md": Product("es", "1")})
    ledger.save()
    assert len(list(path.iterdir())) == 1
    text = file_of(path, "a").read_text("utf-8", "surrogatepass")
    assert list(json.loads(text)["articles"]) == sorted(json.loads(text)["products"])
    assert len(text.splitlines()) == 15
    again = Ledger(path, "mark")
    assert again.record('say "hi":[') == ledger.record('say "hi":[') is not None
    assert dict(again.owners()) == dict(ledger.owners())
    assert again.warnings == ()


LINES = '{"mark":"mark","articles":{\n"a":[{"a.md":"1"},[],[]]\n},"products":{\n}}\n'


@pytest.mark.parametrize(
    "value",
    ["1", "null", "[]", "[{},[],[]", '[{"a.md":1},[],[]]', '[{},[1],[]]', "[[],[],[]]",
     '[{"a.md":"1"},[],[["es"]]]', '[{"a.md":"1"},[],[["es",1]]]', "[" * 100_000, "NaN"],
)  # fmt: skip
def test_an_odd_line_is_no_record(tmp_path: Path, value: str) -> None:
    path = tmp_path / "sync"
    file_of(path, "a").parent.mkdir()
    file_of(path, "a").write_text(LINES.replace('[{"a.md":"1"},[],[]]', value), "utf-8")
    ledger = Ledger(path, "mark")
    assert ledger.record("a") is None
    ledger.enter("a", Record({"a.md": "2"}))
    ledger.save()
    assert Ledger(path, "mark").record("a") == Record({"a.md": "2"})


@pytest.mark.parametrize(
    "text",
    [LINES[:-1], LINES[:-4], LINES + "{}", json.dumps(json.loads(LINES)),
     LINES.replace('"a":', "a:"), LINES.replace("}}", "}"),
     LINES.replace('},"products":{\n', ""), LINES.replace("articles", "article")],
)  # fmt: skip
def test_a_ledger_that_was_cut_or_changed_holds_nothing(tmp_path: Path, text: str) -> None:
    path = tmp_path / "sync"
    file_of(path, "a").parent.mkdir()
    file_of(path, "a").write_text(text, "utf-8")
    assert Ledger(path, "mark").record("a") is None
    assert not list(Ledger(path, "mark").owners())


def of_a_thousand(folder: Path) -> Path:
    """The ledger of a thousand articles, on disk."""
    path = folder / "sync"
    ledger = Ledger(path, "mark")
    for number in range(1000):
        ledger.enter(f"a{number}", Record({f"a{number}.md": "1"}))
    ledger.save()
    return path


def test_of_a_hundred_thousand_articles_nothing_is_read_but_what_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = of_a_thousand(tmp_path)
    read: list[bytes] = []
    found = ledger_module._record

    def noted(line: bytes) -> Record | None:
        read.append(line)
        return found(line)

    monkeypatch.setattr(ledger_module, "_record", noted)
    again = Ledger(path, "mark")
    assert read == []
    assert again.record("a7") == Record({"a7.md": "1"})
    assert len(read) == 1


def test_who_asks_for_one_article_reads_one_file_and_writes_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = of_a_thousand(tmp_path)
    assert len(list(path.iterdir())) == ledger_module.SHARDS
    before = {file: file.stat().st_mtime_ns for file in path.iterdir()}
    read: list[Path] = []

    def noted(file: Path, *, max_bytes: int) -> AbstractContextManager[BinaryIO]:
        read.append(file)
        return opened(file, max_bytes=max_bytes)

    monkeypatch.setattr(ledger_module, "opened", noted)
    again = Ledger(path, "mark")
    assert again.record("a7") == Record({"a7.md": "1"})
    again.enter("a7", Record({"a7.md": "2"}))
    again.save()
    mine = file_of(path, "a7")
    assert read == [mine]
    assert [f for f, time in before.items() if f.stat().st_mtime_ns != time] == [mine]


def test_of_two_processes_at_once_each_keeps_what_the_other_has_entered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_module, "SHARDS", 1)
    path = tmp_path / "build"
    start = Ledger(path, "mark")
    for name in "abc":
        start.enter(name, Record({name: "0"}))
    start.save()
    one, two = Ledger(path, "mark"), Ledger(path, "mark")
    for ledger, name in ((one, "a"), (two, "b")):
        assert ledger.record("c") == Record({"c": "0"})
        ledger.enter(name, Record({name: "1"}))
        ledger.remember(name, {f"es/{name}.md": Product("es", "1")})
    two.drop("c")
    one.save()
    two.save()
    again = Ledger(path, "mark")
    assert [again.record(name) for name in "abc"] == [Record({"a": "1"}), Record({"b": "1"}), None]
    assert [name for name, _ in again.owners()] == ["a", "b"]


def test_a_damaged_file_costs_its_own_articles_only(tmp_path: Path) -> None:
    path = tmp_path / "sync"
    names = [f"a{number}" for number in range(100)]
    ledger = Ledger(path, "mark")
    for name in names:
        ledger.enter(name, Record({name: "1"}))
    ledger.save()
    file = file_of(path, "a7")
    file.write_bytes(file.read_bytes()[:30])
    again = Ledger(path, "mark")
    lost = [name for name in names if again.record(name) is None]
    assert lost == [name for name in names if file_of(path, name) == file]
    assert len(again.warnings) == 1


def test_a_file_that_cannot_be_written_keeps_no_other_from_it(tmp_path: Path) -> None:
    path = tmp_path / "sync"
    names = [f"a{number}" for number in range(100)]
    ledger = Ledger(path, "mark")
    for name in names:
        ledger.enter(name, Record({name: "1"}))
    file_of(path, "a7").mkdir(parents=True)
    (failure,) = ledger.save()
    assert isinstance(failure, FileError)
    again = Ledger(path, "mark")
    assert len([name for name in names if again.record(name)]) > 90
