"""What pretranslation costs beside the engine: CPU time a segment, on real articles.

    python -m benchmarks.pretranslate FOLDER [--articles 60] [--sentences 90] [--profile]

The articles in FOLDER are drafted by an engine that answers at once, word for word and with an
alignment: what is left is our own work, from reading catalogs to writing them. Beside it stands an
engine of real size (random weights, `benchmarks.engine`) on texts of the same articles, at beam 4,
with and without the attention that marks are placed by.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.engine import package
from l10n_flow import engines
from l10n_flow.catalogs import store
from l10n_flow.documents.markdown.marked import marked
from l10n_flow.engines import Alignment, Engine, EngineOptions, Hypothesis
from l10n_flow.engines.ctranslate import CTranslateEngine
from l10n_flow.model import Span
from l10n_flow.pretranslate.machine import requests
from l10n_flow.pretranslate.projection.engineinput import Clean
from l10n_flow.pretranslate.projection.placing import Projected, projected
from l10n_flow.project import Project
from l10n_flow.workflow.drafting.pairs import PretranslateOptions
from l10n_flow.workflow.drafting.pretranslate import pretranslate
from l10n_flow.workflow.init import init
from l10n_flow.workflow.sync import sync

NOW = datetime(2026, 11, 2, tzinfo=UTC)
ACCENTS = str.maketrans("aeiou", "áéíóú")
_WORD = re.compile(r"\w+")


class AtOnce:
    """An engine that gives each word back with other vowels, and a diagonal attention."""

    identity = "at-once-1"
    model = ""  # its answers are not worth being remembered
    parameters = ""
    keeps_markup = False

    def translate(
        self, texts: Iterable[str], *, align: Container[int] = (), beam: int | None = None
    ) -> Iterator[tuple[int, Hypothesis]]:
        """Yield every text in order."""
        del beam
        for index, text in enumerate(texts):
            target = text.translate(ACCENTS)
            yield (
                index,
                Hypothesis(target, 0.9, alignment=_diagonal(text) if index in align else None),
            )


def _diagonal(text: str) -> Alignment:
    words = tuple(Span(*match.span()) for match in _WORD.finditer(text))
    weights = tuple(
        tuple(0.9 if m == n else 0.1 / len(words) for m in range(len(words)))
        for n in range(len(words))
    )
    return Alignment(words, words, weights)


def _open(source: str, target: str, options: EngineOptions) -> Engine:
    del source, target, options
    return AtOnce()


def newsroom(folder: Path, posts: Sequence[Path]) -> Project:
    """A project with these articles and empty catalogs."""
    project = init(folder, "en", ["es"]).project
    for post in posts:
        shutil.copy(post, project.content / post.name)
    sync(project, project.articles(), ["es"])
    return project


def sources(project: Project) -> list[str]:
    """The segments of all catalogs, in order."""
    paths = [project.catalog_path(article, "es") for article in project.articles()]
    return [entry.source for path in paths for entry in store.load(path, "es").entries]


def cpu(work: Callable[[], object]) -> float:
    """CPU-seconds of this process, all its threads included."""
    start = time.process_time()
    work()
    return time.process_time() - start


def ours(project: Project, *, profile: bool) -> tuple[float, float, int]:
    """CPU-seconds of a whole run, of the projection in it, and the drafts made."""
    spent = 0.0

    def timed(clean: Clean, hypothesis: Hypothesis) -> Projected:
        nonlocal spent
        start = time.process_time()
        try:
            return projected(clean, hypothesis)
        finally:
            spent += time.process_time() - start

    vars(requests)["projected"] = timed
    engines.ENGINES = {"at-once": _open}
    profiler = cProfile.Profile()
    drafts = 0

    def work() -> None:
        nonlocal drafts
        options = PretranslateOptions(engine="at-once")
        report = pretranslate(project, project.articles(), ["es"], now=NOW, options=options)
        drafts = sum(found.drafted for found in report.catalogs)

    if profile:
        profiler.enable()
    whole = cpu(work)
    if profile:
        profiler.disable()
        pstats.Stats(profiler).sort_stats("tottime").print_stats(35)
    return whole, spent, drafts


def engine(texts: Sequence[str], *, align: bool) -> float:
    """CPU-seconds of a real-sized engine for these texts, the second time it is asked."""
    with tempfile.TemporaryDirectory() as folder:
        real = CTranslateEngine(package(Path(folder), texts), EngineOptions(threads=1))
        chosen = range(len(texts)) if align else range(0)
        list(real.translate(texts[:4], align=chosen))
        return cpu(lambda: list(real.translate(texts, align=chosen)))


def main() -> None:
    """Print the costs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="articles in Markdown")
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--sentences", type=int, default=90, help="for the engine of real size")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    posts = sorted(options.folder.glob("*.md"))
    posts = posts[:: max(1, len(posts) // options.articles)][: options.articles]
    with tempfile.TemporaryDirectory() as folder:
        project = newsroom(Path(folder) / "project", posts)
        every = sources(project)
        whole, placing, drafts = ours(project, profile=options.profile)
    rich = sum(bool(m.marks or m.opaques) for m in map(marked, every)) / len(every)
    sys.stdout.write(f"{len(every)} segments, {rich:.0%} with marks or items, {drafts} drafted\n")
    sys.stdout.write(f"our own work      {whole / len(every) * 1e3:7.2f} ms a segment\n")
    sys.stdout.write(f"  projection      {placing / len(every) * 1e3:7.2f} ms\n")
    if options.sentences:
        prose = [marked(text).text for text in every if len(text.split()) >= 5]
        some = random.Random(1).sample(prose, options.sentences)
        for align in (False, True):
            spent = engine(some, align=align) / len(some)
            label = "with attention" if align else "engine alone"
            sys.stdout.write(f"{label:17} {spent * 1e3:7.2f} ms a text\n")


if __name__ == "__main__":
    main()
