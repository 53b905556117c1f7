"""How right `l10n-flow adopt` is, where the truth is known, and how fast.

    python -m benchmarks.adopt catalogs [--catalogs ../shared/catalogs/tails] [--locales es fa]
    python -m benchmarks.adopt pages    [--catalogs …] [--locales …] [--rounds 3] [--half judged]
    python -m benchmarks.adopt past     [--catalogs …] [--locales …]

`catalogs` makes pages of the messages of po4a's catalogs and adopts the catalogs: how many entries
match as they are, how many by being read, how many are lost, and whether states are kept.

`pages` makes pages of originals and of translations, and harms them: 8 of 100 blocks of the
original and 10 of the translation are dropped, 4 of 100 joined with the next, 2 exchanged with it.
The original is the text that the translation was made from. Files fall into two halves by a hash of
their names; limits were chosen on one and are judged on the other.

`past` lets articles change after they were translated (a word, a number, a paragraph more, one
less), in a git repository, and adopts the translations: with the history, and without it.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import subprocess
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from l10n_flow import documents
from l10n_flow.adopting.alignment import align
from l10n_flow.adopting.blocks import blocks
from l10n_flow.adopting.messages import AdoptedMessage, MessageReader
from l10n_flow.adopting.readings import definitions
from l10n_flow.adopting.spellings import Texts
from l10n_flow.adopting.verdicts import TranslatedPage, judged
from l10n_flow.catalogs import store
from l10n_flow.documents import Document, ParseOptions
from l10n_flow.errors import L10nFlowError
from l10n_flow.model import Entry
from l10n_flow.pretranslate.carryover.evidence import Lexicon, learned
from l10n_flow.project import Project, find
from l10n_flow.workflow.adopt import adopt

PAGE = Path("page.md")
CURVE = (0.5, 0.9, 0.99, 0.999, 0.9999)
FEWEST = 6
"""Blocks of a page; a shorter one is hardly one."""
LONGEST = 40
"""Messages that make a page where a catalog has more: nobody writes pages of a thousand blocks."""


def markdown(entry: Entry, text: str) -> str:
    """A message as it stood in its page, by what po4a says of its kind."""
    said = " ".join(entry.notes)
    text = text.strip()
    if title := re.search(r"Title (\S)", said):
        level = {"=": 1, "-": 2, "#": 1}.get(title[1][0], 3)
        return "#" * level + " " + " ".join(text.lstrip("# ").split())
    if re.search(r"Bullet: '", said):
        return "- " + text.replace("\n", "\n  ")
    return text


@dataclass(frozen=True)
class Text:
    """Blocks of Markdown and their translations."""

    name: str
    rows: Sequence[tuple[str, str]]

    @property
    def is_judged(self) -> bool:
        """Whether it is of the half on which limits are judged."""
        return zlib.crc32(self.name.encode()) % 2 == 1


def texts(folder: Path, locale: str) -> Iterator[Text]:
    """The pages that the translated entries of the catalogs of a language make."""
    for path in sorted((folder / locale).glob("*.po")):
        try:
            catalog = store.load(path, locale)
        except L10nFlowError:
            continue
        rows = [row for entry in catalog.entries for row in _row(entry)]
        for start in range(0, len(rows), LONGEST):
            some = rows[start : start + LONGEST]
            if len(some) >= FEWEST:
                yield Text(f"{path.stem}-{start}" if start else path.stem, some)


def _row(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the block of an entry that is one block on both sides."""
    is_prose = entry.source.count(" ") > 0 or "Title" in " ".join(entry.notes)
    if not entry.target or entry.fuzzy or entry.obsolete or not is_prose:
        return
    if entry.source == entry.target or entry.source.lstrip().startswith(
        ("<!", "[[!", "<div", "</")
    ):
        return
    row = markdown(entry, entry.source), markdown(entry, entry.target)
    if all(len(read(text).slots) == 1 for text in row):
        yield row


def read(text: str) -> Document:
    """The page as our own reader reads it."""
    return documents.read(text.encode(), PAGE)


# Catalogs


FATES = (
    "match as they are",
    "match by being read",
    "have no words",
    "are of no page",
    "are lost",
    "have another state",
)


def catalogs(folder: Path, locale: str) -> Iterator[str]:
    """What becomes of the entries of po4a's catalogs, whose pages are made of their messages."""
    found: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    begun = time.process_time()
    for path in sorted((folder / locale).glob("*.po")):
        catalog = store.load(path, locale)
        live = [entry for entry in catalog.entries if entry.source and not entry.obsolete]
        segments = read("\n\n".join(markdown(entry, entry.source) for entry in live)).segments
        shelf = Texts.of([(path.stem, segments)])
        labels = {label: value for entry in live for label, value in definitions(entry.source)}
        reader = MessageReader(shelf, ParseOptions(), labels, labels, "en", locale)
        own = {segment.source for segment in segments}
        for entry in live:
            if entry.target:
                carried = reader.carried(entry)
                found[_fate(entry, carried, own)] += 1
                found["entries"] += 1
                other = any(words.fuzzy != entry.fuzzy for words in carried.words)
                found["have another state"] += other and not carried.left
                reasons.update(left.reason for left in carried.left)
    seconds = time.process_time() - begun
    whole = found["entries"]
    possible = max(1, whole - found["have no words"] - found["are of no page"])
    cells = " | ".join(f"{found[name]:,}" for name in FATES)
    share = 100 * (1 - found["are lost"] / possible)
    yield f"| {locale} | {whole:,} | {cells} | {share:.1f} % | {whole / seconds:,.0f} |"
    for reason, number in reasons.most_common(4):
        yield f"<!-- {locale}: {number} {reason} -->"


def _fate(entry: Entry, carried: AdoptedMessage, own: Collection[str]) -> str:
    if carried.words:
        return "match as they are" if entry.source in own else "match by being read"
    if carried.strays:
        return "are of no page"
    is_empty = any("no words" in one.reason for one in carried.left)
    return "have no words" if is_empty else "are lost"


# Pages


@dataclass(frozen=True)
class Harmed:
    """A page and its translation, and which block is of which."""

    text: Text
    source: Sequence[int]
    target: Sequence[Sequence[int]]
    original: Document
    translated: Document

    def is_right(self, source: int, target: int) -> bool:
        """Whether the blocks at these places are each other's; equal texts count as one."""
        rows, mine, theirs = self.text.rows, self.source[source], self.target[target]
        return len(theirs) == 1 and (
            theirs[0] == mine
            or bool({0, 1} & {n for n in (0, 1) if rows[theirs[0]][n] == rows[mine][n]})
        )


def harmed(text: Text, dice: random.Random) -> Harmed | None:
    """The page with blocks dropped, joined and exchanged; None where that is no page any more."""
    rows = text.rows
    source = [n for n in range(len(rows)) if dice.random() >= 0.08]
    target = [[n] for n in range(len(rows)) if dice.random() >= 0.10]
    at = 0
    while at < len(target) - 1:
        plain = all(
            not rows[n][1].startswith(("#", "- ")) for n in (target[at][0], target[at + 1][0])
        )
        if dice.random() < 0.04 and plain:
            target[at : at + 2] = [target[at] + target[at + 1]]
        elif dice.random() < 0.02:
            target[at], target[at + 1] = target[at + 1], target[at]
            at += 1
        at += 1
    original = read("\n\n".join(rows[n][0] for n in source))
    translated = read("\n\n".join(" ".join(rows[n][1] for n in some) for some in target))
    if len(original.slots) != len(source) or len(translated.slots) != len(target):
        return None
    return Harmed(text, source, target, original, translated)


@dataclass
class Counts:
    """Answers."""

    right: int = 0
    wrong: int = 0

    def add(self, *, is_right: bool) -> None:
        """One more."""
        self.right += is_right
        self.wrong += not is_right

    def __str__(self) -> str:
        whole = self.right + self.wrong
        return f"{100 * self.right / max(1, whole):.2f} % of {whole:,}"


def pages(folder: Path, locale: str, rounds: int, half: str) -> Iterator[str]:
    """What is right of translations, of drafts, and along the curve."""
    known = [
        text
        for text in texts(folder, locale)
        if half == "all" or text.is_judged == (half == "judged")
    ]
    certain, likely = Counts(), Counts()
    curve = {limit: Counts() for limit in CURVE}
    truth = number = 0
    spent = 0.0
    for seed in range(rounds):
        dice = random.Random(seed)
        some = [page for text in known if (page := harmed(text, dice)) is not None]
        truth += sum([n] in page.target for page in some for n in page.source)
        begun = time.process_time()
        first = [judged(_page(page, locale, None)) for page in some]
        lexicon = learned([pair for verdict in first for pair in verdict.confident])
        second = [judged(_page(page, locale, lexicon)) for page in some]
        spent += time.process_time() - begun
        for page, verdict in zip(some, second, strict=True):
            own = _page(page, locale, lexicon)
            number += len(own.source)
            keys = {block.segment.key: at for at, block in reversed(list(enumerate(own.source)))}
            places = {block.line: at for at, block in enumerate(own.target)}
            for line, words in zip(verdict.lines, verdict.words, strict=True):
                right = page.is_right(keys[words.key], places[line])
                if words.why and not words.why[0].startswith(("aligned", "moved")):
                    continue  # joined and divided: there is no one block that is right
                (likely if words.fuzzy else certain).add(is_right=right)
            for pair in align(own.source, own.target, "en", locale).pairs:
                if len(pair.source) == len(pair.target) == 1:
                    for limit in CURVE:
                        if pair.chance >= limit:
                            right = page.is_right(pair.source[0], pair.target[0])
                            curve[limit].add(is_right=right)
    wrong = 1000 * certain.wrong / max(1, certain.wrong + certain.right)
    yield (
        f"| {locale} | {number:,} | {certain.right + certain.wrong:,} | {certain.wrong} "
        f"| {wrong:.2f} | {likely} | {100 * (certain.right + likely.right) / max(1, truth):.1f} % "
        f"| {number / spent:,.0f} |"
    )
    told = ", ".join(
        f"≥ {limit}: {counts}, recall {100 * counts.right / max(1, truth):.1f} %"
        for limit, counts in curve.items()
    )
    yield f"<!-- {locale}, by chance alone: {told} -->"


def _page(page: Harmed, locale: str, lexicon: Lexicon | None) -> TranslatedPage:
    source = blocks(page.original, locale, lexicon.translated if lexicon else None)
    target = blocks(page.translated, locale, lexicon.known if lexicon else None)
    steady = {block.segment.key for block in source}
    return TranslatedPage("a", "a.md", source, target, "en", locale, steady)


# Past texts


def past(folder: Path, locale: str, half: str) -> Iterator[str]:
    """Articles change after they were translated; what is adopted, with history and without."""
    known = [
        text
        for text in texts(folder, locale)
        if half == "all" or text.is_judged == (half == "judged")
    ]
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        dice = random.Random(1)
        (root / "l10n-flow.yaml").write_text(f"source: en\nlocales: [{locale}]\n", "utf-8")
        stages = [[list(text.rows)] for text in known]
        for stage in stages:
            for _ in range(3):
                stage.append(_changed(stage[-1], dice))
        git(root, "init", "--quiet", day="2024-01-01")
        for at in range(4):
            for number, stage in enumerate(stages):
                _write(root / f"content/p{number}.md", [row[0] for row in stage[at]])
                if at == 1:
                    kept = [row[1] for row in stage[1] if dice.random() >= 0.05 and row[1]]
                    _write(root / f"{locale}/p{number}.md", kept)
            git(root, "add", "--all", day=f"2024-0{at + 1}-01")
            git(root, "commit", "--quiet", "-m", "work", day=f"2024-0{at + 1}-01")
        for history in (True, False):
            if not history:
                shutil.rmtree(root / ".git")
                shutil.rmtree(root / "locales")
            yield _adopted(find(root), locale, stages, "with" if history else "without")


def _adopted(project: Project, locale: str, stages: Sequence[Sequence[Rows]], how: str) -> str:
    begun = time.process_time()
    paths = sorted((project.root / locale).glob("*.md"))
    report = adopt(project, paths, locale, now=datetime(2026, 1, 1, tzinfo=UTC))
    seconds = time.process_time() - begun
    certain, drafts = Counts(), Counts()
    whole = changed = told = 0
    for number, stage in enumerate(stages):
        rows = [(read(one).segments[0].source, other) for one, other in stage[3]]
        right: dict[str, str] = {}
        for source, other in rows:
            right[source] = read(other).segments[0].source if other else right.get(source, "")
        path = project.catalogs / locale / "LC_MESSAGES" / f"p{number}.po"
        live = store.load(path, locale).live if path.exists() else {}
        whole += len(rows)
        for entry in live.values():
            if not entry.target:
                continue
            same = _bare(right.get(entry.source, "")) == _bare(entry.target)
            if entry.fuzzy:
                drafts.add(is_right=same)
                told += entry.previous_source is not None
            else:
                certain.add(is_right=same)
                changed += not right.get(entry.source, "")
    wrong = 1000 * certain.wrong / max(1, certain.right + certain.wrong)
    return (
        f"| {locale}, {how} history | {whole:,} | {report.past} of {report.pages} "
        f"| {certain.right + certain.wrong:,} | {certain.wrong} | {wrong:.2f} | {changed} "
        f"| {drafts.right + drafts.wrong:,} | {told:,} | {seconds:.1f} |"
    )


Rows = list[tuple[str, str]]


def _bare(text: str) -> str:
    return re.sub(r"\{\d+\}|\s+", " ", text).strip()


_WORD = re.compile(r"(?<=\s)[a-z]{4,}(?=\s)")


def _changed(rows: Rows, dice: random.Random) -> Rows:
    """The article some time later; a block whose text changed has no translation any more."""
    found: Rows = []
    for row in rows:
        (one, other), luck = row, dice.random()
        if luck < 0.04:
            continue
        if luck < 0.12 and (word := next(iter(_WORD.finditer(one)), None)) is not None:
            one, other = f"{one[: word.start()]}never {one[word.start() :]}", ""
        elif luck < 0.15 and (digits := re.search(r"\d+", one)) is not None:
            one = f"{one[: digits.start()]}{int(digits[0]) + 3}{one[digits.end() :]}"
            other = ""
        if not other and row[1] and read(one).segments[0].source == read(row[0]).segments[0].source:
            other = row[1]  # what changed is no words: an address
        found.append((one, other))
        if luck > 0.96:
            found.append((f"Something was added here on day {dice.randrange(10**6)} of it.", ""))
    return found


def _write(path: Path, rows: Sequence[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join(rows) + "\n", "utf-8")


def git(root: Path, *arguments: str, day: str) -> None:
    """Run git as if it were that day."""
    when = f"{day}T12:00:00+00:00"
    subprocess.run(
        ["git", "-c", "user.name=Ana", "-c", "user.email=ana@example.org", *arguments],
        cwd=root,
        check=True,
        env={
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "GIT_AUTHOR_DATE": when,
            "GIT_COMMITTER_DATE": when,
        },
    )


HEADS = {
    "catalogs": "| | entries | as they are | by being read | no words | of no page | lost "
    "| another state | carried | entries a CPU second |",
    "pages": "| | blocks | certain | wrong | in 1,000 | drafts right | found "
    "| blocks a CPU second |",
    "past": "| | blocks | past texts | certain | wrong | in 1,000 | of changed texts | drafts "
    "| with their former text | CPU s |",
}


def main() -> None:
    """Print a Markdown table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("what", choices=sorted(HEADS))
    parser.add_argument("--catalogs", type=Path, default=Path("../shared/catalogs/tails"))
    parser.add_argument("--locales", nargs="+", default=["es", "fa"])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--half", choices=("chosen", "judged", "all"), default="judged")
    given = parser.parse_args()
    head = HEADS[given.what]
    print(head)
    print("|" + " --- |" * (head.count("|") - 1))
    for locale in given.locales:
        if given.what == "catalogs":
            rows = catalogs(given.catalogs, locale)
        elif given.what == "pages":
            rows = pages(given.catalogs, locale, given.rounds, given.half)
        else:
            rows = past(given.catalogs, locale, given.half)
        for row in rows:
            print(row, flush=True)


if __name__ == "__main__":
    main()
