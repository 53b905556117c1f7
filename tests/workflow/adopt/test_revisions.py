"""Which text of an article a translated page was made from: by its shape, and by git's days."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from l10n_flow import documents
from l10n_flow.documents import Document, ParseOptions
from l10n_flow.workflow.adopt.revisions import Fit, History
from l10n_flow.workflow.git import Logged, Repository

if shutil.which("git") is None:
    if os.environ.get("CI"):
        pytest.fail("git is needed for these tests", pytrace=False)
    pytest.skip("git is not installed", allow_module_level=True)

OPTIONS = ParseOptions()
ARTICLE, PAGE = Path("rain.md"), Path("es/rain.md")


def document(text: str) -> Document:
    return documents.read(text.encode(), ARTICLE, OPTIONS)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet")
    return tmp_path


def git(root: Path, *arguments: str, day: str = "2026-01-01") -> None:
    identity = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org")
    when = f"{day}T12:00:00+00:00"
    subprocess.run(
        ["git", *identity, *arguments], cwd=root, check=True, capture_output=True,
        env={**os.environ, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when,
             "GIT_CONFIG_GLOBAL": os.devnull},
    )  # fmt: skip


def committed(root: Path, path: Path, text: str, day: str) -> None:
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text(text, "utf-8")
    git(root, "add", "--all", day=day)
    git(root, "commit", "--quiet", "--message", "work", day=day)


def fit(root: Path, now: str, page: str) -> Fit:
    history = History(root, OPTIONS)
    return history.fit(ARTICLE, document(now), PAGE, document(page), "es")


OLD, NEWER, NOW = (
    f"{word} fell for 12 days.\n\nNobody slept.\n" for word in ("Rain", "Snow", "Ice")
)
SPANISH = "Cayó durante 12 días.\n\nNadie durmió.\n"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2026-01-05", OLD),  # older than any text: the first one
        ("2026-01-15", OLD),
        ("2026-02-15", NEWER),
        (None, NOW),  # never committed: perhaps made just now
    ],
)
def test_of_texts_of_one_shape_it_is_the_last_that_there_was(
    root: Path, day: str | None, text: str
) -> None:
    if day == "2026-01-05":
        committed(root, PAGE, SPANISH, day)
    committed(root, ARTICLE, OLD, "2026-01-10")
    if day == "2026-01-15":
        committed(root, PAGE, SPANISH, day)
    committed(root, ARTICLE, NEWER, "2026-02-10")
    if day == "2026-02-15":
        committed(root, PAGE, SPANISH, day)
    found = fit(root, NOW, SPANISH)
    assert found.document.text.decode() == text
    assert found.is_past == (text != NOW)
    assert {key.source for key in found.steady or ()} == {"Nobody slept."}


def test_of_texts_of_several_shapes_it_is_the_most_alike_whatever_the_days(root: Path) -> None:
    committed(root, ARTICLE, OLD, "2026-01-10")
    committed(root, ARTICLE, "# Rain\n\n- One\n- Two\n- Three\n", "2026-02-10")
    committed(root, PAGE, SPANISH, "2026-02-15")
    found = fit(root, "# Rain\n\n1. Four\n", SPANISH)
    assert found.document.text.decode() == OLD
    assert found.steady == frozenset(segment.key for segment in document(OLD).segments)


def test_a_text_that_could_not_be_read_was_translated_by_nobody(root: Path) -> None:
    committed(root, ARTICLE, OLD, "2026-01-10")
    (root / ARTICLE).write_bytes(b"caf\xe9\n")
    git(root, "commit", "--quiet", "--all", "--message", "work", day="2026-02-10")
    assert fit(root, NOW, SPANISH).document.text.decode() == NOW


def test_the_last_sixty_texts_are_looked_at(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    committed(root, ARTICLE, OLD, "2026-01-10")
    asked = []
    log = Repository.log

    def logged(self: Repository, path: Path, most: int) -> Sequence[Logged]:
        asked.append((path, most))
        return log(self, path, most)

    monkeypatch.setattr(Repository, "log", logged)
    assert fit(root, NOW, SPANISH).document.text.decode() == NOW
    assert asked == [(ARTICLE, 60), (PAGE, 1)]


def test_without_a_history_it_is_the_text_of_today(tmp_path: Path) -> None:
    found = fit(tmp_path, NOW, SPANISH)
    assert (found.document.text.decode(), found.is_past, found.steady) == (NOW, False, None)
