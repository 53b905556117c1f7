"""What engines answered is there again, and whatever happens to the file, work goes on."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.engines import Alignment, Hypothesis
from l10n_flow.errors import FileError, Place
from l10n_flow.memory import mtcache as module
from l10n_flow.memory.mtcache import CacheKey, MTCache
from l10n_flow.model import Span

KEY = CacheKey("en", "es", "argos-en_es-1.9#5e07", "beam=4")
RAIN = {"Rain": Hypothesis("Lluvia", 0.75), "Mud": Hypothesis("Lodo", 0.5)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "answers.sqlite"


def remembered(path: Path, *texts: str) -> dict[str, str]:
    with MTCache(path, KEY) as answers:
        found = answers.find(texts)
        assert answers.warnings == ()
    return {text: hypothesis.text for text, hypothesis in found.items()}


def spans() -> st.SearchStrategy[tuple[Span, ...]]:
    numbers = st.integers(0, 1000)
    return st.lists(st.builds(Span, numbers, numbers), max_size=4).map(tuple)


@st.composite
def alignments(draw: st.DrawFn) -> Alignment:
    source, target = draw(spans()), draw(spans())
    row = st.tuples(*[st.floats(0, 1, width=draw(st.sampled_from([32, 64]))) for _ in source])
    return Alignment(source, target, tuple(draw(row) for _ in target))


def hypotheses() -> st.SearchStrategy[Hypothesis]:
    texts = st.text(st.characters())
    return st.builds(Hypothesis, texts, st.floats(0, 1), st.booleans(), st.none() | alignments())


def test_an_answer_is_of_its_own_question_and_of_every_byte() -> None:
    stored = module._packed(b"Rain", module._Answer(RAIN["Rain"], was_aligned=False))
    assert module._unpacked(b"Rain", stored) is not None
    assert [
        text for text in (b"", b"Mud", b"rain", b"Rain.") if module._unpacked(text, stored)
    ] == []
    for at, sign in enumerate(stored):
        for other in (sign ^ 1, sign ^ 128):
            damaged = stored[:at] + bytes([other]) + stored[at + 1 :]
            assert module._unpacked(b"Rain", damaged) is None


@given(st.dictionaries(st.text(), hypotheses(), max_size=4), st.sets(st.text(), max_size=2))
def test_an_answer_comes_back_as_it_was_given(
    tmp_path_factory: pytest.TempPathFactory, given: dict[str, Hypothesis], align: set[str]
) -> None:
    path = tmp_path_factory.mktemp("answers") / "a.sqlite"
    with MTCache(path, KEY) as answers:
        answers.add(given, align=align)
    with MTCache(path, KEY) as answers:
        assert answers.find(given) == given
        assert answers.find(given, align=set(given)) == {
            text: hypothesis for text, hypothesis in given.items() if text in align
        }
        assert answers.warnings == ()


def test_what_a_former_version_stored_is_read() -> None:
    """Where the form of an answer changes, `VERSION` changes, too."""
    alignment = Alignment((Span(0, 2),), (Span(0, 3), Span(4, 6)), ((0.5,), (0.25,)))
    answers = [
        (Hypothesis("Sí", 0.5, complete=False), False),
        (Hypothesis("Lluvia", 0.75), True),
        (Hypothesis("Así es", 0.5, alignment=alignment), True),
        (Hypothesis("Así es", 0.5, alignment=replace(alignment, weights=((0.1,), (1.0,)))), False),
    ]
    for stored, (hypothesis, was_aligned) in zip(STORED, answers, strict=True):
        found = module._unpacked(b"Rain", bytes.fromhex(stored))
        assert found == module._Answer(hypothesis, was_aligned)


STORED = [
    "ceff08a89ab4646f000000000000e03f0078010b3ebc1600032f01c4",
    "40f4a07f72514587000000000000e83f057801f3c9292dcb4c04000853026e",
    (
        "cc8897b67e652118000000000000e03f077801636460606002621080d1cc40360b10b381041918ec"
        "19181aec1c8b0faf55482d06001816042c"
    ),
    (
        "b52ef2ff2ed77409000000000000e03f0b7801636460606002621080d1cc40360b10b301f1ac9920"
        "b0d31ec804820ff68ec587d72aa4160300738508ed"
    ),
]


def test_a_mark_in_the_file_says_whose_it_is(path: Path) -> None:
    with MTCache(path, KEY) as answers:
        answers.add(RAIN)
        assert answers._connection is not None
        assert module._pragma(answers._connection, "busy_timeout") == 30_000
    head = path.read_bytes()[:72]
    assert (head[:6], head[60:64], head[68:]) == (b"SQLite", b"\0\0\0\2", b"l10n")


def test_the_documentation_says_how_much_is_kept() -> None:
    said = (Path(__file__).parents[2] / "docs" / "memory.md").read_text("utf-8")
    assert f" {module.MAX_ROWS:,} answers or {module.MAX_BYTES >> 20} MB" in said


def test_an_answer_that_grows_without_end_is_none() -> None:
    for size, is_read in ((module.LONGEST - 1, True), (module.LONGEST + 1, False)):
        answer = module._Answer(Hypothesis("x" * size), was_aligned=False)
        found = module._unpacked(b"Rain", module._packed(b"Rain", answer))
        assert (found == answer) == is_read
        assert (found is None) != is_read


@pytest.mark.parametrize("score", [float("nan"), float("inf")])
def test_an_answer_whose_score_is_no_number_is_none(score: float) -> None:
    stored = module._packed(b"Rain", module._Answer(Hypothesis("x", score), was_aligned=False))
    assert module._unpacked(b"Rain", stored) is None


def test_an_answer_that_is_no_blob_is_none(path: Path) -> None:
    with MTCache(path, KEY) as answers:
        answers.add(RAIN)
        assert answers._connection is not None
        answers._connection.execute("UPDATE answers SET answer = 'Lluvia' WHERE number = 1")
        assert answers.find(RAIN) == {"Mud": RAIN["Mud"]}


def test_an_answer_belongs_to_its_languages_model_and_parameters(path: Path) -> None:
    with MTCache(path, KEY) as answers:
        answers.add(RAIN)
    for other in (
        CacheKey("en", "fa", KEY.model, KEY.parameters),
        CacheKey("es", "en", KEY.model, KEY.parameters),
        CacheKey("en", "es", "argos-en_es-2.0", KEY.parameters),
        CacheKey("en", "es", KEY.model, "beam=1"),
    ):
        with MTCache(path, other) as answers:
            assert answers.find(RAIN) == {}
    assert remembered(path, "Rain", "Ice") == {"Rain": "Lluvia"}


def test_a_refusal_is_not_remembered(path: Path) -> None:
    with MTCache(path, KEY) as answers:
        answers.add({"Rain": Hypothesis("", refusal="it is too long"), "Mud": Hypothesis("Lodo")})
    assert remembered(path, "Rain", "Mud") == {"Mud": "Lodo"}


def test_thousands_are_found_at_once(path: Path) -> None:
    many = {f"text {n}": Hypothesis(f"texto {n}") for n in range(2500)}
    with MTCache(path, KEY) as answers:
        answers.add(many)
        assert answers.find(reversed(list(many))) == many


def test_no_statement_has_more_questions_than_sqlite_takes(path: Path) -> None:
    many = {f"text {n}": Hypothesis(f"texto {n}") for n in range(20)}
    with MTCache(path, KEY) as answers:
        answers.add(many)
        assert answers._connection is not None
        answers._connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 7)
        assert answers.find(many) == many


def test_a_newer_answer_takes_the_place_of_the_older(path: Path) -> None:
    with MTCache(path, KEY) as answers:
        answers.add(RAIN)
        answers.add({"Rain": Hypothesis("La lluvia")})
    assert remembered(path, "Rain", "Mud") == {"Rain": "La lluvia", "Mud": "Lodo"}


def test_the_oldest_go_when_there_are_too_many(path: Path) -> None:
    with MTCache(path, KEY, max_rows=10) as answers:
        for n in range(25):
            answers.add({f"text {n}": Hypothesis("x")})
        left = answers.find(f"text {n}" for n in range(25))
    assert list(left) == [f"text {n}" for n in range(15, 25)] or set(left) == {
        f"text {n}" for n in range(15, 25)
    }


def test_of_a_file_that_is_too_large_a_quarter_goes(path: Path) -> None:
    with MTCache(path, KEY, max_bytes=0) as answers:
        answers.add({str(n): Hypothesis("x") for n in range(1, 14)})
        assert set(answers.find(map(str, range(1, 14)))) == {str(n) for n in range(5, 14)}
    with MTCache(path, KEY, max_bytes=path.stat().st_size) as answers:
        answers.add({"14": Hypothesis("x")})
        assert len(answers.find(map(str, range(1, 15)))) == 10


def test_the_space_of_answers_that_went_is_used_again(path: Path) -> None:
    with MTCache(path, KEY, max_rows=3) as answers:
        for n in range(12):
            answers.add({str(n): Hypothesis(os.urandom(5000).hex())})
    with MTCache(path, KEY, max_rows=3, max_bytes=60_000) as answers:
        answers.add({"12": Hypothesis("x")})
        assert set(answers.find(map(str, range(13)))) == {"10", "11", "12"}


def test_the_file_stops_growing(path: Path) -> None:
    with MTCache(path, KEY, max_bytes=200_000) as answers:
        for n in range(60):
            noise = os.urandom(5000).hex()
            answers.add({f"text {n}": Hypothesis(noise)})
            assert path.stat().st_size < 400_000
        assert "text 59" in answers.find(["text 59"])


def test_deleting_it_loses_the_answers_and_nothing_else(path: Path) -> None:
    with MTCache(path, KEY) as answers:
        answers.add(RAIN)
        path.unlink()
        answers.add({"Ice": Hypothesis("Hielo")})
        assert answers.warnings == ()
    assert remembered(path, "Rain", "Ice") == {"Ice": "Hielo"}


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _overwrite(path: Path) -> None:
    path.write_bytes(b"This is a text file, and not a small one. " * 500)


def _scribble(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100:] = os.urandom(len(data) - 100)
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [_cut, _overwrite, _scribble])
def test_a_damaged_file_is_made_anew_and_that_is_said(path: Path, damage: object) -> None:
    with MTCache(path, KEY) as answers:
        answers.add({f"text {n}": Hypothesis("x" * 50) for n in range(200)})
    assert callable(damage)
    damage(path)
    with MTCache(path, KEY) as answers:
        assert answers.find(["Rain", "text 1"]) in ({}, {"text 1": Hypothesis("x" * 50)})
        answers.add(RAIN)
        answers.find([f"text {n}" for n in range(200)])
        answers.add(RAIN)
        (warning,) = answers.warnings
    assert warning == f"{path}: the MT cache was started again: it was damaged"
    assert remembered(path, "Rain") == {"Rain": "Lluvia"}


def test_a_changed_letter_is_noticed(path: Path) -> None:
    with MTCache(path, KEY) as answers:
        answers.add({"Rain": Hypothesis("Lluvia"), "Mud": Hypothesis("Lodo")})
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT number, answer FROM answers ORDER BY number").fetchall()
        for number, answer in rows[:1]:
            changed = answer[:-1] + bytes([answer[-1] ^ 1])
            connection.execute("UPDATE answers SET answer = ? WHERE number = ?", (changed, number))
        other = rows[0][1]
    connection.close()
    assert remembered(path, "Rain", "Mud") == {"Mud": "Lodo"}
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE answers SET answer = ?", (other,))
    connection.close()
    assert remembered(path, "Rain", "Mud") == {"Rain": "Lluvia"}


def test_a_file_of_another_version_is_made_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as later, MTCache(path, KEY) as answers:
        later.setattr(module, "VERSION", module.VERSION + 1)
        answers.add(RAIN)
    with MTCache(path, KEY) as answers:
        assert answers.find(RAIN) == {}
        answers.add(RAIN)
        (warning,) = answers.warnings
    assert warning.endswith("was started again: it was written by another version")
    assert remembered(path, "Rain") == {"Rain": "Lluvia"}


def test_where_nothing_can_be_written_the_work_goes_on(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    with MTCache(tmp_path / "state" / "answers.sqlite", KEY) as answers:
        for _ in range(3):
            answers.add(RAIN)
            assert answers.find(RAIN) == {}
            (tmp_path / "state").unlink(missing_ok=True)
        (warning,) = answers.warnings
    assert "the MT cache is not used" in warning
    assert not (tmp_path / "state").exists()


def test_the_file_is_opened_once(path: Path) -> None:
    with MTCache(path, KEY) as answers:
        answers.add(RAIN)
        connection = answers._connection
        assert answers.find(RAIN) == RAIN
        assert answers._connection is connection is not None


def _sqlite_error(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("it failed")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (_sqlite_error(sqlite3.SQLITE_BUSY), "it failed"),
        (_sqlite_error(sqlite3.SQLITE_IOERR_LOCK), "it failed"),
        (sqlite3.ProgrammingError("it is closed"), "it is closed"),
        (PermissionError(13, "Permission denied"), "Permission denied"),
        (PermissionError(), "PermissionError"),
        (FileError("a link leads out", Place(Path("a"))), "a link leads out"),
    ],
)
@pytest.mark.parametrize("is_damaged", [False, True])
def test_an_error_that_no_new_file_mends_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, why: str, is_damaged: bool
) -> None:
    def failing(error: Exception) -> Callable[..., None]:
        def fail(*_: object) -> None:
            raise error

        return fail

    damage = _sqlite_error(sqlite3.SQLITE_CORRUPT) if is_damaged else error
    with MTCache(path, KEY) as answers:
        answers.add(RAIN)
        monkeypatch.setattr(answers, "_recreate", failing(error))
        monkeypatch.setattr(module, "_unpacked", failing(damage))
        assert answers.find(RAIN) == {}
        assert answers.warnings == (f"{path}: the MT cache is not used: {why}",)
    assert path.exists()


def test_a_folder_in_its_place_is_left_alone(path: Path) -> None:
    path.mkdir(parents=True)
    with MTCache(path, KEY) as answers:
        answers.add(RAIN)
        (warning,) = answers.warnings
    assert "the MT cache is not used" in warning
    assert path.is_dir()


def test_a_full_disk_is_said_once_and_keeps_what_there_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with MTCache(path, KEY) as answers:
        answers.add(RAIN)
    connected = module._connected

    def full(where: Path) -> sqlite3.Connection:
        connection = connected(where)
        connection.execute("PRAGMA max_page_count = 4")  # SQLite's own "database or disk is full"
        return connection

    monkeypatch.setattr(module, "_connected", full)
    with MTCache(path, KEY) as answers:
        for _ in range(2):
            answers.add({"Ice": Hypothesis(os.urandom(100_000).hex())})
        (warning,) = answers.warnings
    assert warning == f"{path}: the MT cache is not used: database or disk is full"
    monkeypatch.undo()
    assert remembered(path, "Rain", "Ice") == {"Rain": "Lluvia"}


def test_an_alignment_that_is_none_is_refused(path: Path) -> None:
    broken = Alignment((Span(0, 1),), (Span(0, 1),), ((0.5, 0.5),))
    with MTCache(path, KEY) as answers, pytest.raises(ValueError, match="every word"):
        answers.add({"Rain": Hypothesis("Lluvia", alignment=broken)})


WRITER = """
    import sys
    from pathlib import Path
    from l10n_flow.engines import Hypothesis
    from l10n_flow.memory.mtcache import MTCache, CacheKey

    with MTCache(Path(sys.argv[1]), CacheKey("en", "es", "m")) as answers:
        print("ready", flush=True)
        n = 0
        while n < int(sys.argv[3]):
            answers.add({f"{sys.argv[2]} {n + k}": Hypothesis("x" * 200) for k in range(20)})
            n += 20
            print(n, flush=True)
        assert answers.warnings == (), answers.warnings
"""


def writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(WRITER), str(path), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_processes_write_side_by_side(path: Path) -> None:
    running = [writer(path, name, 400) for name in ("one", "other")]
    for process in running:
        process.communicate()
        assert process.returncode == 0
    with MTCache(path, CacheKey("en", "es", "m")) as answers:
        for name in ("one", "other"):
            assert len(answers.find(f"{name} {n}" for n in range(400))) == 400


def test_a_killed_process_leaves_whole_batches(path: Path) -> None:
    process = writer(path, "one", 10_000_000)
    assert process.stdout is not None
    for line in process.stdout:
        if line.strip() == "400":
            break
    process.send_signal(signal.SIGKILL)
    process.communicate()
    with MTCache(path, CacheKey("en", "es", "m")) as answers:
        found = answers.find(f"one {n}" for n in range(100_000))
        answers.add(RAIN)
        assert answers.find(RAIN) == RAIN
        assert answers.warnings == ()
    assert len(found) >= 400
    assert len(found) % 20 == 0
