"""What engines answered is there again, and whatever happens to the file, work goes on."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n_flow.engines import Alignment, Hypothesis
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
        (warning,) = answers.warnings
    assert "the MT cache is not used" in warning


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
