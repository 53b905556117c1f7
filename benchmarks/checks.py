"""The checks on other people's translations: how often they speak, what they catch, how fast.

    python -m benchmarks.checks rates  FOLDER [POFILTER] firing rates, by check
    python -m benchmarks.checks sample FOLDER            25 hits of each check, to be read
    python -m benchmarks.checks sample FOLDER CAP [SEED] 100 of each severity, at most CAP of a
                                                         check and program
    python -m benchmarks.checks recall FOLDER [POFILTER] damage that is caught
    python -m benchmarks.checks neighbours FOLDER        texts of other languages that are told
    python -m benchmarks.checks once   FOLDER            what one damage counts as, and what two do
    python -m benchmarks.checks speed  FOLDER [POFILTER] [DENNIS]

FOLDER holds a folder of PO files for each language: `es`, `fa`; those of a program are named
PROGRAM.FILE.po. Articles are split in halves by the CRC of their names; what was calibrated, was
calibrated on the first, and rates and recall are given for both. docs/checks-evaluation.md says
what came out.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
import tempfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from statistics import median
from typing import NamedTuple

import polib

from benchmarks.damage import DAMAGES, Damage
from benchmarks.finglish import in_latin_letters
from benchmarks.measuring import run
from benchmarks.pages import grammars
from l10n_flow.catalogs import store
from l10n_flow.catalogs.po import canonical, header
from l10n_flow.checks.causes import reported
from l10n_flow.checks.pair import Pair
from l10n_flow.checks.running import Found, Selection, checked, selected
from l10n_flow.checks.version import is_of_version, other_version
from l10n_flow.documents.document import Grammar
from l10n_flow.model import Catalog, Entry, Key, Severity, State

LANGUAGES = ("es", "fa")
SAMPLE = 25
DAMAGED = 400
"""At most so many damaged units of a class and language."""


class Unit(NamedTuple):
    """One translated entry."""

    article: str
    source: str
    target: str
    language: str
    grammar: Grammar = "markdown"
    """What it is known to be written in, "other" where that is not known (`grammars`)."""
    page: str = ""
    """The file that its entry comes from, for a page; "" for a text of a program."""

    @property
    def program(self) -> str:
        """Whose text it is: the name of its file up to the first dot."""
        return self.article.partition(".")[0]

    @property
    def held_out(self) -> bool:
        """Whether its article is in the half that nothing was calibrated on."""
        return zlib.crc32(self.program.encode()) % 2 == 1


def units(folder: Path, language: str) -> list[Unit]:
    """Every entry that a person translated, drafts left out; each as often as it is there.

    By polib, because catalogs of programs have plurals, which those of articles have not.
    """
    return [
        Unit(path.name, entry.msgid, entry.msgstr, language, grammar, _page(entry, grammar))
        for path in sorted((folder / language).glob("*.po"))
        for entry, grammar in _entries(polib.pofile(str(path)))
        if entry.msgid and entry.msgstr and not entry.fuzzy and not entry.obsolete
    ]


def _entries(catalog: polib.POFile) -> Iterator[tuple[polib.POEntry, Grammar]]:
    return zip(catalog, grammars(catalog), strict=True)


def _page(entry: polib.POEntry, grammar: Grammar) -> str:
    return str(entry.occurrences[0][0]) if grammar != "other" and entry.occurrences else ""


def findings(unit: Unit, state: State = State.TRANSLATED) -> tuple[Found, ...]:
    """What the checks find that run by default."""
    return checked(pair_of(unit, state), ACTIVE[unit.language])


def pair_of(unit: Unit, state: State = State.TRANSLATED) -> Pair:
    """The unit as the checks look at it."""
    is_page = unit.grammar != "other"
    return Pair(
        unit.source,
        unit.target,
        "en",
        unit.language,
        state=state,
        is_page=is_page,
        grammar=unit.grammar,
    )


ACTIVE = {language: selected(language) for language in LANGUAGES}


def rates(folder: Path, pofilter: str) -> None:
    """Print on how many units something is found."""
    for language in LANGUAGES:
        every = units(folder, language)
        for name, some in (("all", every), ("held out", [u for u in every if u.held_out])):
            heaviest = [max(f.severity for f in found) for u in some if (found := findings(u))]
            errors = heaviest.count(Severity.ERROR)
            print(
                f"{language} {name}: {len(some)} units, errors on {errors / len(some):.2%},"
                f" anything on {len(heaviest) / len(some):.2%}"
            )
        if pofilter:
            distinct = {u.source: u for u in every}
            complained = sum(map(bool, _complaints(pofilter, list(distinct.values())).values()))
            print(f"  pofilter: {complained / len(distinct):.2%} of {len(distinct)} texts")
        counts = Counter(name for u in every for name in {f.check for f in findings(u)})
        for name, count in counts.most_common():
            print(f"  {name:26}{count:6}{count / len(every):8.2%}")


def sample(folder: Path) -> None:
    """Print hits to be judged by hand: up to 25 of each check, from a fixed seed, no text twice."""
    for language in LANGUAGES:
        hits: dict[str, list[tuple[Unit, Found]]] = defaultdict(list)
        for unit in dict.fromkeys(u._replace(article="", page="") for u in units(folder, language)):
            for found in {f.check: f for f in findings(unit)}.values():
                hits[found.check].append((unit, found))
        for check, some in hits.items():
            chosen = random.Random(4).sample(some, min(SAMPLE, len(some)))
            for unit, found in chosen:
                span = found.hit.span
                at = unit.target[slice(*span)] if span else ""
                print(f"{language} {check}: {found.hit.message} [{at}]")
                print(f"  {unit.source!r}\n  {unit.target!r}")


READ = 100
"""Hits of a severity that are read."""
ENTRIES = 4_000
"""At most so many of one program, drawn by lot: no manual may outweigh the others."""
_CREDITS = (
    "translator-credits",
    "translator_credits",
    "Your names",
    "Your emails",
    "NAME OF TRANSLATORS",
    "EMAIL OF TRANSLATORS",
    "ROLES_OF_TRANSLATORS",
)
"""Texts in whose place translators write who they are."""


def capped_sample(folder: Path, cap: int, seed: int) -> None:
    """Print the hits of each severity that are told, drawn by lot; from a fixed seed, to be judged.

    At most `cap` of a check and program, for translators repeat their mistakes.
    """
    for language in LANGUAGES:
        some = list(_drawn(units(folder, language)))
        hits = [(u, found) for u in some for found in {f.check: f for f in _by_itself(u)}.values()]
        hits = list(_one_for_a_version(some, hits))
        print(f"{language}: {len(some)} entries of {len({u.program for u in some})} programs")
        for severity in reversed(Severity):
            mine = [hit for hit in hits if hit[1].severity is severity]
            random.Random(seed).shuffle(mine)
            seen: Counter[tuple[str, str]] = Counter()
            chosen = []
            for unit, found in mine:
                seen[found.check, unit.program] += 1
                if seen[found.check, unit.program] <= cap:
                    chosen.append((unit, found))
            print(f"{language} {severity.label}: {len(mine)} hits, {len(chosen)} by the cap")
            for number, (unit, found) in enumerate(chosen[:READ], 1):
                at = unit.target[slice(*found.hit.span)] if found.hit.span else ""
                print(f"{number} {found.check} {unit.program}: {found.hit.message} [{at}]")
                print(f"  {unit.source!r}\n  {unit.target!r}")


def _drawn(every: Sequence[Unit]) -> Iterator[Unit]:
    """Each text of a program once, not too many of one, and no credits."""
    programs: dict[str, dict[tuple[str, str], Unit]] = defaultdict(dict)
    for unit in every:
        if not unit.source.strip().startswith(_CREDITS):
            programs[unit.program][unit.source, unit.target] = unit
    for program, texts in programs.items():
        some = [texts[key] for key in sorted(texts)]
        random.Random(program).shuffle(some)
        yield from some[:ENTRIES]


def _one_for_a_version(
    some: Sequence[Unit], hits: Sequence[tuple[Unit, Found]]
) -> Iterator[tuple[Unit, Found]]:
    """Yield the hits, without what another version of a page explains; that is printed."""
    texts = Counter((unit.program, unit.page) for unit in some)
    pages: dict[tuple[str, str], list[tuple[Unit, Found]]] = defaultdict(list)
    for unit, found in hits:
        pages[unit.program, unit.page].append((unit, found))
    for page, mine in pages.items():
        differing = [(Key(None, unit.source), found.check) for unit, found in mine]
        other = other_version(differing, texts[page]) if page[1] else None
        if other is None:
            yield from mine
            continue
        print(f"other-version {'/'.join(page)}: {len(other.keys)} of {texts[page]}, {other.ways}")
        yield from (
            (unit, found)
            for unit, found in mine
            if not is_of_version(found.finding(pair_of(unit), Key(None, "")), Severity.WARNING)
        )


def _by_itself(unit: Unit) -> Sequence[Found]:
    """What is found and told by itself."""
    pair = pair_of(unit)
    return [one.found for one in reported(pair, findings(unit)) if one.cause is None]


_LINK = re.compile(r"\]\((https?://[^()\s]+)\)")


def numbered(unit: Unit) -> Unit:
    """The unit as l10n-flow would have it: `{1}` for the address of a link."""
    places = {
        url: f"]({{{n}}})" for n, url in enumerate(dict.fromkeys(_LINK.findall(unit.source)), 1)
    }
    return unit._replace(
        source=_LINK.sub(lambda m: places.get(m[1], m[0]), unit.source),
        target=_LINK.sub(lambda m: places.get(m[1], m[0]), unit.target),
    )


def good(every: Sequence[Unit]) -> Sequence[Unit]:
    """The units on which nothing is found, each once."""
    return list(dict.fromkeys(u for u in every if u.source != u.target and not findings(u)))


def damaged(some: Sequence[Unit], name: str, damage: Damage) -> Iterator[tuple[Unit, Unit]]:
    """Good units and what one class of damage makes of them."""
    chance = random.Random(name)
    some = chance.sample(some, len(some))
    left = DAMAGED
    seen = set()
    for unit in some:
        whole = numbered(unit) if name in ("wrong placeholder", "exchanged links") else unit
        broken = damage(whole.source, whole.target, whole.language, chance)
        if broken is not None and broken != whole.target and whole.source not in seen:
            left -= 1
            seen.add(whole.source)
            yield whole, whole._replace(target=broken)
        if not left:
            return


def recall(folder: Path, pofilter: str) -> None:
    """Print how much of each class of damage is noticed: a finding that the good unit has not."""
    print(f"{'':30}{'units':>7}{'ours':>8}{'errors':>8}{'pofilter':>10}   found by")
    for language in LANGUAGES:
        every = good([unit for unit in units(folder, language) if unit.held_out])
        for name, damage in DAMAGES.items():
            pairs = list(damaged(every, name, damage))
            if not pairs:
                continue
            state = State.DRAFT if name == "copied source" else State.TRANSLATED
            news = [_new(good, bad, state) for good, bad in pairs]
            theirs = _pofiltered(pofilter, pairs) if pofilter else 0
            by = Counter(check for new in news for check in new)
            names = ", ".join(f"{check} {count}" for check, count in by.most_common(4))
            caught = sum(bool(new) for new in news) / len(news)
            errors = sum(Severity.ERROR in new.values() for new in news) / len(news)
            print(
                f"{language} {name:27}{len(pairs):7}{caught:8.1%}{errors:8.1%}"
                f"{theirs / len(pairs):10.1%}   {names}"
            )


_NEIGHBOURS = {
    "es": ("pt", "ca", "it", "gl", "fr", "en"),
    "fa": ("ur", "ckb", "ps", "ar", "en", "fa-Latn"),
}
_PROSE = 6
"""Words of a source, fewer of which are a label."""


def neighbours(folder: Path) -> None:
    """Print how many texts of other languages are told as such in the place of each of ours."""
    for language in LANGUAGES:
        rows = tuple([row for row in ACTIVE[language].rows if row.name == "other-language"])
        only = Selection(rows)
        for other in _NEIGHBOURS[language]:
            some = [u for u in units(folder, other) if len(u.source.split()) >= _PROSE]
            if other == "fa-Latn":
                chance = random.Random(other)
                some = [u for u in units(folder, language) if len(u.source.split()) >= _PROSE]
                some = [u._replace(target=in_latin_letters(u.target, chance)) for u in some]
            if other == "en":
                some = [u._replace(target=u.source, source="-") for u in units(folder, language)]
                some = [u for u in some if len(u.target.split()) >= _PROSE]
            pairs = [Pair(u.source, u.target, "en", language) for u in some if u.source != u.target]
            reported = sum(bool(checked(pair, only)) for pair in pairs)
            if pairs:
                print(f"{language} {other}: {len(pairs)} texts, {reported / len(pairs):.1%}")


def once(folder: Path) -> None:
    """Print how many findings one damage brings, and how often two bring only one.

    Two are counted where more is found with the second than with the first alone.
    """
    print(f"{'':30}{'caught':>8}{'found':>8}{'reported':>8}")
    for language in LANGUAGES:
        every = good(units(folder, language))
        for name, damage in DAMAGES.items():
            state = State.DRAFT if name == "copied source" else State.TRANSLATED
            seen = [_counts(bad, state) for _, bad in damaged(every, name, damage)]
            caught = [(found, alone) for found, alone in seen if found]
            if caught:
                found, alone = (sum(column) / len(caught) for column in zip(*caught, strict=True))
                print(f"{language} {name:27}{len(caught):8}{found:8.2f}{alone:8.2f}")
        both, one = _twice(every)
        print(f"{language} two damages: {both} texts, one finding explains all in {one}")


def _counts(unit: Unit, state: State = State.TRANSLATED) -> tuple[int, int]:
    """How many findings there are, and how many are told by themselves."""
    pair = pair_of(unit, state)
    found = checked(pair, ACTIVE[unit.language])
    return len(found), sum(one.cause is None for one in reported(pair, found))


def _twice(every: Sequence[Unit]) -> tuple[int, int]:
    """How many texts were damaged in two ways, and on how many only one finding is told."""
    both = one = 0
    for (first, damage), (second, other) in combinations(DAMAGES.items(), 2):
        if "copied source" in (first, second):
            continue  # there is nothing left to damage, or no damage left
        chance = random.Random(first + second)
        for _, bad in damaged(every, first, damage):
            worse = other(bad.source, bad.target, bad.language, chance)
            if worse is None or worse == bad.target or not _counts(bad)[0]:
                continue
            found, by_itself = _counts(bad._replace(target=worse))
            if found > _counts(bad)[0]:  # the second is noticed beside the first
                both += 1
                one += by_itself < 2
    return both, one


def _new(good: Unit, bad: Unit, state: State) -> Mapping[str, Severity]:
    """The checks that find something new in the damaged unit, and how grave it is."""
    known = {(f.check, f.hit.detail) for f in findings(good, state)}
    return {
        f.check: f.severity for f in findings(bad, state) if (f.check, f.hit.detail) not in known
    }


def _pofiltered(pofilter: str, pairs: Sequence[tuple[Unit, Unit]]) -> int:
    """On how many of the damaged units pofilter has a complaint that it has not on the good one."""
    good = _complaints(pofilter, [unit for unit, _ in pairs])
    bad = _complaints(pofilter, [unit for _, unit in pairs])
    return sum(bool(bad[source] - good[source]) for source in bad)


_COMPLAINT = re.compile(r"^# \(pofilter\) (\w+):", re.MULTILINE)


def _complaints(pofilter: str, some: Sequence[Unit]) -> Mapping[str, set[str]]:
    """The names of pofilter's complaints about each unit, by its source."""
    with tempfile.TemporaryDirectory() as temporary:
        before, after = Path(temporary, "in.po"), Path(temporary, "out.po")
        entries = [Entry(unit.source, unit.target) for unit in some]
        _write(before, some[0].language, entries)
        command = [pofilter, "--language", some[0].language, str(before), str(after)]
        subprocess.run(command, check=True, capture_output=True)
        found: dict[str, set[str]] = {unit.source: set() for unit in some}
        if after.exists():
            for entry in store.load(after, some[0].language).entries:
                remarks = "\n".join(f"# {line}" for line in entry.comments)
                found[entry.source] |= set(_COMPLAINT.findall(remarks))
        return found


def _write(path: Path, language: str, entries: Sequence[Entry]) -> None:
    headers = header.new_headers(language, "a benchmark")
    path.write_text(canonical.write(Catalog(language, tuple(entries), headers)), "utf-8")


def speed(folder: Path, peers: Sequence[str]) -> None:
    """Print entries per CPU second: every entry of the catalogs, reading included."""
    commands = {"l10n-flow": [sys.executable, "-m", "benchmarks.check_all", str(folder)]}
    for peer in peers:
        name = Path(peer).name.removesuffix("-cmd")
        commands[name] = ["sh", "-c", _PEERS[name].format(program=peer, folder=folder)]
    if shutil.which("msgfmt"):
        commands["msgfmt -c"] = ["sh", "-c", _PEERS["msgfmt"].format(folder=folder)]
    entries = sum(
        len([e for e in store.load(path, language).entries if e.source and not e.obsolete])
        for language in LANGUAGES
        for path in (folder / language).glob("*.po")
    )
    ours = 0.0
    print(f"{entries} entries")
    for name, command in commands.items():
        costs = [run(command, Path.cwd()) for _ in range(3)]
        cpu, wall = median(c.cpu for c in costs), median(c.wall for c in costs)
        ours = ours or cpu
        print(
            f"{name:12}{cpu:7.2f} s CPU{wall:7.2f} s{entries / cpu:9.0f} a second{cpu / ours:8.1f}"
        )


_PEERS = {
    "pofilter": "for l in es fa; do"
    " {program} --language $l --progress none {folder}/$l $(mktemp -d); done",
    "dennis": "{program} lint {folder}/es/*.po {folder}/fa/*.po || true",
    "msgfmt": "for f in {folder}/es/*.po {folder}/fa/*.po; do"
    " msgfmt -c -o /dev/null $f 2>&1; done; true",
}


def main() -> None:
    """Do what the first argument says."""
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    what, folder, peers = sys.argv[1], Path(sys.argv[2]), sys.argv[3:]
    match what:
        case "rates":
            rates(folder, peers[0] if peers else "")
        case "sample":
            if peers:
                capped_sample(folder, int(peers[0]), int(peers[1]) if peers[1:] else 1)
            else:
                sample(folder)
        case "recall":
            recall(folder, peers[0] if peers else "")
        case "neighbours":
            neighbours(folder)
        case "once":
            once(folder)
        case "speed":
            speed(folder, peers)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
