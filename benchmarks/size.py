"""What grows with a project beside its articles: its languages, its taxonomy, a paragraph.

    python -m benchmarks.size [SCENE …]

Each scene makes a project in a temporary folder and runs the commands that users run in it, once
each: at this size a second costs more than noise. Two columns are of seconds, the third of the
biggest process. The limits are those that docs/performance.md names. Many articles are the matter
of `benchmarks.scale`, which has its steps from here.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from benchmarks.measuring import Cost, Failed, run

PROGRAM = str(Path(sys.executable).with_name("l10n-flow"))

PER_FOLDER = 100

LANGUAGES = re.findall(
    "[a-z]{2}",
    "aa ab af ak am an as av ay az ba be bg bi bm bn bo br bs ca ce ch co cs cv cy da de dv dz ee "
    "el eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi hr ht hu hy ia id ig ii ik io "
    "is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh",
)
"""A hundred languages; the other hundred are their variants in the world (`-001`)."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A project of some size, and what is done in it, each step with the seconds it may take."""

    make: Callable[[Path], None]
    steps: tuple[Step, ...]


class Step(NamedTuple):
    """A command, and what was done before by somebody else."""

    label: str
    arguments: str
    limit: float = 0
    """Wall seconds; 0 where nobody has set one."""
    before: Callable[[Path], None] | None = None


def many_articles(folder: Path, count: int) -> None:
    """`count` articles of a title and two paragraphs, in folders of a hundred, two languages.

    Each links to the one before it.
    """
    _configure(folder, ["es", "fa"])
    for number in range(count):
        home = folder / "content" / f"f{number // PER_FOLDER:05}"
        if number % PER_FOLDER == 0:
            home.mkdir(parents=True)
        before = f"a{max(number - 1, number // PER_FOLDER * PER_FOLDER):06}"
        (home / f"a{number:06}.md").write_text(
            f"---\ntitle: Report number {number}\ndate: 2026-11-{number % 28 + 1:02}\n---\n\n"
            f"The gauge at station {number} stood at {number % 97} metres this morning.\n\n"
            f"Nobody at station {number} remembers a higher river than [before]({before}.md).\n",
            encoding="utf-8",
        )


def many_languages(folder: Path) -> None:
    """Twenty articles of twelve paragraphs in two hundred languages."""
    _configure(folder, [*LANGUAGES, *(f"{tag}-001" for tag in LANGUAGES)][:200])
    home = folder / "content"
    home.mkdir()
    for number in range(20):
        paragraphs = [f"Paragraph {at} of article {number} says little." for at in range(12)]
        (home / f"a{number}.md").write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")


def many_labels(folder: Path) -> None:
    """Ten articles, and ten thousand categories with a label in three languages each."""
    many_articles(folder, 10)
    rows = [
        f"  id-{n}:\n    en: Category {n}\n    es: Categoría {n}\n    fa: دستهٔ {n}"
        for n in range(10_000)
    ]
    (folder / "taxonomy.yaml").write_text("categories:\n" + "\n".join(rows) + "\n", "utf-8")


WORDS = {
    "es": {
        "Report number": "Informe número",
        "The gauge at station": "El medidor de la estación",
        "stood at": "marcaba",
        "metres this morning": "metros esta mañana",
        "Nobody at station": "Nadie en la estación",
        "remembers a higher river than": "recuerda un río más alto que",
        "before": "antes",
        "Paragraph": "El párrafo",
        "of article": "del artículo",
        "says little": "dice poco",
    },
    "fa": {
        "Report number": "گزارش شمارهٔ",
        "The gauge at station": "اندازه‌نمای ایستگاه",
        "stood at": "امروز صبح",
        "metres this morning": "متر را نشان می‌داد",
        "Nobody at station": "هیچ‌کس در ایستگاه",
        "remembers a higher river than": "رودی بالاتر از این به یاد ندارد:",
        "before": "پیش از این",
        "Paragraph": "بند",
        "of article": "از مقالهٔ",
        "says little": "چیز زیادی نمی‌گوید",
    },
}
"""How the articles read in other languages; those that have no row here get the Spanish one."""


def translate(folder: Path) -> None:
    """Somebody has translated all catalogs: every text has words, and nobody's mark."""
    untranslated = re.compile(r'^msgid "(.+)"\nmsgstr ""$', re.MULTILINE)
    for locale in (folder / "locales").iterdir():
        words = WORDS.get(locale.name, WORDS["es"])
        english = re.compile("|".join(words))

        def translated(
            entry: re.Match[str], words: dict[str, str] = words, english: re.Pattern[str] = english
        ) -> str:
            said = english.sub(lambda found: words[found[0]], entry[1])
            return f'msgid "{entry[1]}"\nmsgstr "{said}"'

        for catalog in locale.rglob("*.po"):
            text = catalog.read_text("utf-8")
            catalog.write_text(untranslated.sub(translated, text), "utf-8")


def long_segment(folder: Path) -> None:
    """One article of one paragraph: 10 MB without a line break."""
    _configure(folder, ["es"])
    (folder / "content").mkdir()
    said = " ".join(f"The gauge at station {n} stood at {n % 97} metres." for n in range(220_000))
    (folder / "content" / "long.md").write_text(f"{said}\n", encoding="utf-8")


def _configure(folder: Path, locales: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "l10n-flow.yaml").write_text(f"source: en\nlocales: {locales}\n", "utf-8")


SCENES = {
    "languages": Scene(
        many_languages,
        (
            Step("sync, 200 languages", "sync --quiet"),
            Step("check, 200 languages", "check --quiet", 15, before=translate),
            Step("check again", "check --quiet"),
        ),
    ),
    "segment": Scene(
        long_segment,
        (
            Step("sync, a segment of 10 MB", "sync --quiet"),
            Step("build", "build --quiet", before=translate),
            Step("check", "check --quiet"),
        ),
    ),
    "labels": Scene(
        many_labels,
        (
            Step("sync, 10,000 labels", "sync --quiet"),
            Step("build, first", "build --quiet"),
            Step("build, nothing changed", "build --quiet"),
            Step("check, first", "check --quiet"),
            Step("check, nothing changed", "check --quiet"),
        ),
    ),
}


def cost(step: Step, folder: Path) -> Cost | Failed:
    """What the step costs in the project; `check` may end with 1: there is something to say."""
    if step.before:
        step.before(folder)
    try:
        return run(["sh", "-c", f'"{PROGRAM}" {step.arguments}; test $? -le 1'], folder)
    except Failed as failure:
        return failure


def row(step: Step, spent: Cost | Failed) -> str:
    """A line of the table."""
    if isinstance(spent, Failed):
        return f"| {step.label} | {spent} | | | |"
    allowed = f"{step.limit:g}" if step.limit else ""
    return (
        f"| {step.label} | {spent.cpu:.2f} | {spent.wall:.2f} | {allowed} "
        f"| {spent.peak / 1000:.0f} |"
    )


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenes", nargs="*", help=", ".join(SCENES))
    asked = parser.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    print("| work | CPU s | wall s | limit, s | peak MB |\n| --- |" + " ---: |" * 4)
    for name in asked.scenes or SCENES:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary, "project")
            SCENES[name].make(folder)
            for step in SCENES[name].steps:
                print(row(step, cost(step, folder)), flush=True)


if __name__ == "__main__":
    main()
