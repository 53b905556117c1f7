"""What the review desk costs below its page, for an article of any length.

    python -m benchmarks.desk [entries...]

An article is written, synced and translated by half; then the desk is opened, asked for the sheet,
for a filter, for what is said of words being typed, for suggestions, and segments are saved. Times
are CPU-seconds of the process, in which no other program has a part, and seconds on the clock.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from l10n_flow.catalogs import store
from l10n_flow.catalogs.provenance import origins
from l10n_flow.model import Entry, Origin, State
from l10n_flow.project import Project
from l10n_flow.workflow.init import init
from l10n_flow.workflow.review.choosing import chosen
from l10n_flow.workflow.review.desk import Desk
from l10n_flow.workflow.review.rows import SegmentRow
from l10n_flow.workflow.sync import sync

_T = TypeVar("_T")

ENTRIES = (5_000, 50_000)
ARTICLE, LOCALE = "long", "fa"
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
SAVES = 50

_ENGLISH = (
    "the river rose by twelve metres in one night and nobody knows whether the commission's gauge "
    "would have told people before water came to the houses of the lower town"
)
_PERSIAN = (
    "رودخانه در یک شب دوازده متر بالا آمد و هیچ‌کس نمی‌داند که آیا سنجهٔ کمیسیون پیش از رسیدن آب به "
    "خانه‌های پایین شهر مردم را خبر می‌کرد یا نه"
)


def newsroom(folder: Path, entries: int) -> Project:
    """A project with one article of so many paragraphs: a quarter each of its translations is
    missing, drafted, translated and reviewed.
    """
    chance = random.Random(entries)
    project = init(folder, "en", [LOCALE]).project
    for file in project.content.glob("*.md"):
        file.unlink()
    paragraphs = [_paragraph(number, chance) for number in range(entries)]
    project.content.mkdir(exist_ok=True)
    text = "\n\n".join(paragraphs)
    (project.content / f"{ARTICLE}.md").write_text(f"{text}\n", "utf-8")
    articles = project.articles()
    sync(project, articles, project.languages)
    path = project.catalog_path(articles[0], LOCALE)
    catalog = store.load(path, LOCALE)
    filled = [_translated(number, entry, chance) for number, entry in enumerate(catalog.entries)]
    path.write_bytes(store.encoded(replace(catalog, entries=tuple(filled)), path))
    return project


def _paragraph(number: int, chance: random.Random) -> str:
    words = chance.choices(_ENGLISH.split(), k=chance.randint(6, 30))
    link = f" See [gauge {number}](https://example.org/{number})." if number % 5 == 0 else ""
    return f"Entry {number}: {' '.join(words)}.{link}"


def _translated(number: int, entry: Entry, chance: random.Random) -> Entry:
    words = chance.choices(_PERSIAN.split(), k=max(3, len(entry.source.split()) - 3))
    link = f" [سنجهٔ {number}]({{1}}) را ببینید." if "{1}" in entry.source else ""
    said = f"مدخل {number}: {' '.join(words)}.{link}"
    if number % 4 == 0:
        return entry
    if number % 4 == 1:
        machine = Origin("mt", "argos-1.9", 0.5, confidence=round(chance.random(), 2))
        return origins.drafted(entry, said, machine, NOW)
    done = replace(entry, target=said)
    return done if number % 4 == 2 else origins.reviewed(done, "Minu", NOW, how="one")


def measured(entries: int) -> str:
    """The table of what each thing costs."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(newsroom(Path(folder) / "newsroom", entries))
        chance = random.Random(1)
        rows: list[str] = [f"{entries:,} entries, {_size(desk) / 1e6:.1f} MB"]
        sheet = _timed(rows, "open and read", lambda: desk.sheet(ARTICLE, LOCALE))
        _timed(rows, "the sheet again", lambda: desk.sheet(ARTICLE, LOCALE))
        _timed(rows, "a filter", lambda: chosen(sheet.rows, "draft", order="confidence"))
        _timed(rows, "a text", lambda: chosen(sheet.rows, text="سنجه"))
        some = chance.sample([row for row in sheet.rows if row.target], SAVES)
        _each(rows, "save", some, lambda row: _save(desk, row))
        _each(rows, "findings", some, lambda row: _findings(desk, row))
        _timed(rows, "suggestions, first", lambda: desk.suggestions(ARTICLE, LOCALE, some[0].id))
        _each(rows, "suggestions", some, lambda row: desk.suggestions(ARTICLE, LOCALE, row.id))
        rows.append(f"  memory: {_resident():,.0f} MB; at most {_peak():,.0f} MB, with the set-up")
        return "\n".join(rows)


def _save(desk: Desk, row: SegmentRow) -> SegmentRow:
    row = desk.row(ARTICLE, LOCALE, row.id)
    state = State.DRAFT if row.state is State.DRAFT else State.TRANSLATED
    words = f"{row.target} و"
    return desk.save(ARTICLE, LOCALE, row.id, row.etag, words, by="Minu", now=NOW, state=state)


def _findings(desk: Desk, row: SegmentRow) -> object:
    return desk.findings(ARTICLE, LOCALE, row.id, row.target)


def _size(desk: Desk) -> int:
    return desk.project.catalog_path(desk.project.articles()[0], LOCALE).stat().st_size


def _timed(rows: list[str], what: str, work: Callable[[], _T]) -> _T:
    cpu, clock = time.process_time(), time.perf_counter()
    result = work()
    spent = time.process_time() - cpu, time.perf_counter() - clock
    rows.append(f"  {what:22} {spent[0] * 1e3:8.1f} ms CPU {spent[1] * 1e3:8.1f} ms")
    return result


def _each(
    rows: list[str], what: str, some: list[SegmentRow], work: Callable[[SegmentRow], object]
) -> None:
    times = []
    for row in some:
        cpu, clock = time.process_time(), time.perf_counter()
        work(row)
        times.append((time.process_time() - cpu, time.perf_counter() - clock))
    cpu, clock = (sorted(column)[len(column) * 95 // 100] for column in zip(*times, strict=True))
    half = sorted(one for one, _ in times)[len(times) // 2]
    rows.append(
        f"  {what:22} {half * 1e3:8.1f} ms CPU, p95 {cpu * 1e3:.1f}; p95 {clock * 1e3:.1f} ms"
    )


def _resident() -> float:
    """Megabytes that the process has now; Linux tells."""
    status = Path("/proc/self/status")
    if not status.exists():
        return _peak()
    line = next(row for row in status.read_text("utf-8").splitlines() if row.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _peak() -> float:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 if sys.platform == "linux" else 1024**2)


def main() -> None:
    """Print a table for each number of entries."""
    for entries in [int(one) for one in sys.argv[1:]] or ENTRIES:
        sys.stdout.write(f"{measured(entries)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
