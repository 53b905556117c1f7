"""What the review desk's page costs, in a real browser, for an article of any length.

    make test-browser      once: it installs playwright
    python -m benchmarks.review [entries...]

The program is started as people start it, and an article of so many segments is opened in Chromium.
Everything is measured inside the page: the first paint by the browser itself, a save from the key
to the next segment with its field in focus, a filter from the choice to the new list.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.desk import ARTICLE, LOCALE, newsroom

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"]
ENTRIES = (5_000, 50_000)
OPENINGS, SAVES, FILTERS = 7, 60, 12
LIMITS = {5_000: (200, 100, 150, 250), 50_000: (400, 200, 0, 250)}
"""Milliseconds of the first paint, of a save (95 of 100), of a filter; MB of the server."""

TIMED_SAVE = """
() => new Promise((resolve) => {
  const field = document.querySelector('.row.is-open textarea[name=target]');
  field.value += ' x';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  const begun = performance.now();
  const done = () => resolve(performance.now() - begun);
  document.addEventListener('desk:opened', done, { once: true });
  field.dispatchEvent(new KeyboardEvent('keydown', {
    key: 'Enter', code: 'Enter', ctrlKey: true, bubbles: true, cancelable: true,
  }));
})
"""
TIMED_FILTER = """
(name) => new Promise((resolve) => {
  const list = document.getElementById('list');
  const select = document.getElementById('filter');
  const begun = performance.now();
  new MutationObserver((_, seen) => {
    seen.disconnect();
    requestAnimationFrame(() => resolve(performance.now() - begun));
  }).observe(list, { childList: true });
  select.value = name;
  select.dispatchEvent(new Event('change', { bubbles: true }));
})
"""
PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"


@contextmanager
def program(root: Path) -> Iterator[tuple[str, int]]:
    """The program's address and process."""
    command = [sys.executable, "-c", "from l10n_flow.cli.entry import main; main()", "review",
               "--no-browser", "--port", "0", "--by", "Leila N.", "-C", str(root)]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip(), process.pid
    finally:
        process.terminate()
        process.communicate(timeout=30)


def memory(process: int) -> float:
    """The most that a process has had in memory, in MB."""
    status = Path(f"/proc/{process}/status").read_text("ascii")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1000 if found else float("nan")


def measured(browser: Any, address: str) -> tuple[float, list[float], list[float]]:
    """The median first paint, and the times of saves and filters, in milliseconds."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address)  # the desk's page reads the catalog, once
    place = f"{address.partition('?')[0]}edit/{LOCALE}/{ARTICLE}"
    paints = []
    for _ in range(OPENINGS):
        page.goto(place)
        page.locator("html[data-ready]").wait_for(state="attached")
        page.wait_for_timeout(300)
        paints.append(page.evaluate(PAINT))
    saves = []
    page.goto(f"{place}?filter=untranslated")
    page.locator("html[data-ready]").wait_for(state="attached")
    for _ in range(SAVES):
        page.wait_for_timeout(250)  # nobody translates a paragraph in less
        saves.append(page.evaluate(TIMED_SAVE))
        if page.locator(".row.is-open ~ .row").count() < 2:
            page.goto(f"{place}?filter=untranslated")
            page.locator("html[data-ready]").wait_for(state="attached")
    filters = []
    page.goto(place)
    page.locator("html[data-ready]").wait_for(state="attached")
    for number in range(FILTERS):
        page.wait_for_timeout(250)
        name = ("reviewed", "translated", "draft", "")[number % 4]
        filters.append(page.evaluate(TIMED_FILTER, name))
    page.close()
    return statistics.median(paints), saves, filters


def late(times: Sequence[float]) -> float:
    """The time that 95 of 100 do not exceed."""
    return sorted(times)[int(0.95 * (len(times) - 1))]


def main() -> None:
    """Measure, and print a table."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - `make test-browser` has it

    wanted = [int(word) for word in sys.argv[1:]] or list(ENTRIES)
    print("entries   first paint   save p50 / p95   filter p50 / p95   server   limits")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for entries in wanted:
            project = newsroom(Path(folder) / str(entries), entries)
            with program(project.root) as (address, process):
                time.sleep(1)
                paint, saves, filters = measured(browser, address)
                print(
                    f"{entries:7,}   {paint:8.0f} ms   {statistics.median(saves):5.0f} / "
                    f"{late(saves):3.0f} ms   {statistics.median(filters):7.0f} / "
                    f"{late(filters):3.0f} ms   {memory(process):4.0f} MB   "
                    f"{LIMITS.get(entries, '')}"
                )
        browser.close()


if __name__ == "__main__":
    main()
