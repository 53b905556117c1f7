"""Catalogs, configurations and what else is text of our own formats."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from l10n_flow.catalogs import store, threeway
from l10n_flow.catalogs.merge import merge, template
from l10n_flow.catalogs.po import canonical as po
from l10n_flow.catalogs.po.canonical import write as canonical
from l10n_flow.config.settings import load
from l10n_flow.documents import read
from l10n_flow.editions import frozen, taxonomy
from l10n_flow.editions.frozen import Seed
from l10n_flow.errors import ConfigError
from l10n_flow.files.fences import named_in
from l10n_flow.files.reading import NEVER
from l10n_flow.importers.labels import with_labels
from l10n_flow.model import Catalog
from l10n_flow.project import Project
from l10n_flow.workflow import articlefiles as article_reading
from l10n_flow.workflow.checking import baseline
from l10n_flow.workflow.incremental import ledger
from l10n_flow.workflow.incremental.runner import standing
from tests.catalogs.strategies import catalogs

from .judging import law

_TOP = Path(__file__).parents[2]
_APART = b"\n=====\n"

# Catalogs

ENTRY = (
    b'#. n\n#: a.md:3\n#, fuzzy, no-wrap\n#| msgid "old"\nmsgctxt "c"\n'
    b'msgid "Peace\\n"\n"more"\nmsgstr ""\n"Paz"\n\n'
)
STATE = (
    b"# l10n-flow:o=mt;e=argos-1.9;s=0.81;m=0123456789ab;h=0123456789ab;"
    b"r=ana;t=2026-01-02T03:04:05Z\n"
)
HEADER = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def catalog_seeds() -> list[bytes]:
    """The sample's catalogs, in pieces, and one of everything."""
    found = [HEADER + STATE + ENTRY, ENTRY * 2, HEADER + b'#~ msgid "x"\n#~ msgstr "y"\n']
    for file in sorted((_TOP / "locales").rglob("*.po")):
        entries = file.read_bytes().split(b"\n\n")
        found += [b"\n\n".join(entries[n : n + 5]) + b"\n" for n in range(0, len(entries), 25)]
    return found


def drawn_catalogs() -> st.SearchStrategy[bytes]:
    """Any catalog, as it is written."""
    return catalogs().map(lambda catalog: canonical(catalog).encode("utf-8", "surrogatepass"))


def judge_catalog(data: bytes, _: Path) -> None:
    """What is read is written and read again; both readers agree; a merge keeps every word."""
    path = Path("a.po")
    catalog = store.parse(data, path, "es")
    text = store.decode(data, path)
    if po.read(text, "es") is not None:
        law(store.parse_strictly(text, path, "es") == catalog, "readers-agree", data)
    places = store.lines(data, path)
    law(all(0 < n <= data.count(b"\n") + data.count(b"\r") + 1 for n in places.values()), "lines")
    written = store.encoded(catalog, path)
    again = store.parse(written, path, "es")
    law(_sorted(again) == _sorted(catalog), "round-trip", catalog, again)
    law(store.encoded(again, path) == written, "fixed-form", written)
    segments = read(b"# Peace\n\nMud *and* water\n", Path("a.md")).segments
    merged = merge(catalog, segments, threshold=0.75).catalog
    kept = {entry.target for entry in merged.entries}
    law(all(e.target in kept for e in catalog.entries if e.target), "merge-keeps-words", catalog)
    law(merge(merged, segments, threshold=0.75).catalog == merged, "merge-once", merged)
    store.encoded(template(segments, project="a"), path)


def _sorted(catalog: Catalog) -> Catalog:
    """The same with its flags in one order, which is the writer's affair."""
    entries = tuple(replace(e, flags=tuple(sorted(e.flags))) for e in catalog.entries)
    return replace(catalog, entries=entries, header_flags=tuple(sorted(catalog.header_flags)))


def merge_seeds() -> list[bytes]:
    """Three versions of one catalog."""
    others = (ENTRY, ENTRY.replace(b"Paz", b"La paz"), ENTRY.replace(b", fuzzy", b""))
    found = [_APART.join([HEADER + a, HEADER + STATE + b, HEADER + c])
             for a in others for b in others for c in others]  # fmt: skip
    return [*found, *(seed.replace(b"\n\n", _APART, 2) for seed in catalog_seeds()[::4])]


def judge_merge(data: bytes, _: Path) -> None:
    """No word of either side is lost; who changed nothing gets the other's version."""
    path = Path("a.po")
    base, ours, theirs = (
        store.parse(part, path, "es") for part in [*data.split(_APART), b"", b""][:3]
    )
    found = threeway.merged(base, ours, theirs)
    written = store.encoded(found.catalog, path)
    again = store.parse(written, path, "es")
    law(_sorted(again) == _sorted(found.catalog), "merge-round-trip", written)
    text = written.decode("utf-8", "surrogatepass")
    old = {(e.key, e.target) for e in base.entries}
    keys = {e.key for e in found.catalog.entries}
    for entry in (*ours.entries, *theirs.entries):
        if entry.target and not entry.obsolete and (entry.key, entry.target) not in old:
            law(entry.key in keys, "merge-loses-entries", entry, text)
    law(set(found.conflicts) <= keys, "merge-conflicts", found.conflicts)
    same = threeway.merged(base, ours, ours)
    law({e.key for e in same.catalog.entries} == {e.key for e in ours.entries}, "merge-same", ours)
    had = any(threeway.is_contested(entry) for entry in ours.entries)
    law(not same.conflicts or had, "merge-same-conflicts", ours)


# Configuration, taxonomy, frozen values


CONFIG = b"""name: x
source: en
locales: [es, fa]
languages: {"news/**": [es]}
content: content
catalogs: locales
output: build
include: ["**/*.md"]
exclude: ["x/*"]
opaque: ['\\{\\{.*?\\}\\}']
markdown: {dialect: hugo}
fields: {slug: copy-once, title: translate, date: shared}
dates: [date]
taxonomy: {file: taxonomy.yaml, fields: {author: authors}}
anchors: attribute
fuzzy: 75
publish: {min_state: draft, threshold: 50, notice: body, locales: {fa: {untranslated: omit}}}
pretranslate: {similar: 75, engines: {argos: {models: [{path: m, source: en, target: es}]}}}
memory: memory
terms: terms.yaml
check: {ignore: [{checks: [number], sources: ['a.*b']}], locales: {es: {}}}
"""


def config_seeds() -> list[bytes]:
    """One of every key, the sample's, and the mistakes that we know."""
    known = (_TOP / "tests" / "config-mistakes.txt").read_bytes().split(b"\n\n")
    own = [CONFIG, (_TOP / "l10n-flow.yaml").read_bytes()]
    return (
        own
        + [b"source: en\nlocales: [es]\n" + line + b"\n" for line in CONFIG.splitlines()]
        + known
    )


def judge_config(data: bytes, folder: Path) -> None:
    """A configuration is one, or an error with its place; with it, an article can be read."""
    path = folder / "l10n-flow.yaml"
    path.write_bytes(data)
    config = load(path)
    repr(config)
    project = Project(folder, config)
    options = article_reading.parse_options(config)
    (folder / "content").mkdir(exist_ok=True)
    (folder / "content" / "a.md").write_bytes(
        b"# a\n\naaaaaaaaaaaaaaaaaaaaaaaaaab {{ x }} {% y %} z\xc3\xa9 \xd8\xb3b\n"
    )
    for article in project.inventory().articles:
        document = article_reading.read(article, options)
        article_reading.targets(article, document, "en", project)
        for locale in project.languages:
            project.catalog_path(article, locale)
            config.policy(locale)


_PARTS = ("authors", "categories", "people")


def taxonomy_seeds() -> list[bytes]:
    """The sample's, and some shapes of small ones."""
    sample = (_TOP / "taxonomy.yaml").read_bytes()
    return [
        sample,
        sample[:400],
        b"categories:\n  a: {en: A, es: B}\nauthors:\n  ana:\n    en: Ana\n",
    ]


def judge_taxonomy(data: bytes, _: Path) -> None:
    """A taxonomy comes back from its JSON; what it lacks is told; a label can be added to it."""
    path = Path("taxonomy.yaml")
    found = taxonomy.parse(data, path, _PARTS)
    again = taxonomy.from_json(json.loads(json.dumps(taxonomy.as_json(found))), path)
    law(again == found, "taxonomy-json", found)
    for part, ids in found.parts.items():
        for id_ in ids:
            with suppress(ConfigError):
                found.label(part, id_, "es")
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    for part in found.parts:
        if "new-id" in found.parts[part]:
            continue
        more = with_labels(text, path, part, {"new-id": {"en": "A: b #c"}})
        now = taxonomy.parse(more.encode(), path, _PARTS)
        law(now.parts[part]["new-id"] == {"en": "A: b #c"}, "taxonomy-added", more)
        same = {i: w for i, w in now.parts[part].items() if i != "new-id"}
        law(same == dict(found.parts[part]), "taxonomy-kept", text, more)


def frozen_seeds() -> list[bytes]:
    """The sample's, and small ones as people edit them."""
    files = [file.read_bytes()[:1500] for file in sorted((_TOP / "locales").glob("*/frozen.yaml"))]
    return [*files, b"articles:\n  a:\n    slug: x\n  b: {slug: 'y'}\n", b"# ours\narticles: {}\n"]


def judge_frozen(data: bytes, folder: Path) -> None:
    """What is read is written and read again; a new slug is nobody's yet, and the old ones stay."""
    path = folder / "frozen.yaml"
    path.write_bytes(data)
    found = frozen.load(path)
    again = frozen.parse(frozen.dump(found), path)
    kept = {name: values for name, values in found.articles.items() if values}
    law(again.articles == kept, "frozen-round-trip", found, again)
    seeds = [Seed("new", "slug", "x"), Seed("other", "slug", "x"), Seed("a", "slug", "z")]
    more = frozen.seed_all(found, seeds)
    for name, values in found.articles.items():
        law(more.articles[name].items() >= values.items(), "frozen-kept", found)
    slugs = [v for values in more.articles.values() for f, v in values.items() if f == "slug"]
    law(len(slugs) == len(set(slugs)), "frozen-unique", slugs)
    filled = {name: values for name, values in more.articles.items() if values}
    law(frozen.parse(frozen.dump(more), path).articles == filled, "frozen-dump", more)


# Ledgers and baselines

LEDGER = (
    b'{"mark":"m","articles":{"a":[{"content/a.md":"00112233445566778899aabbccddeeff","b":"-"},'
    b'["n"],[["es","lost"]]]},"products":{"a":{"es/a.md":["es","00112233445566778899aabbccddeeff"]}}}'
)
BASELINE = (
    b'{\n"schema": 1,\n"passed": {"es translated": 98.5},\n"findings": [\n'
    b'{"id": "0f3c", "check": "numbers", "locale": "fa", "article": "brief",'
    b'"source": "2,400 gauges", "count": 2}\n]\n}\n'
)


def ledger_seeds() -> list[bytes]:
    """One of everything."""
    lines = LEDGER.replace(b'{"a":[', b'{\n"a":[').replace(
        b']]},"products":{', b']]\n},"products":{\n'
    )
    lines = lines[:-2] + b"\n}}\n"
    return [lines, LEDGER, LEDGER.replace(b'"m"', b'"other"'), b"{}", b'{"mark":"m"}', b"[]"]


def judge_ledger(data: bytes, folder: Path) -> None:
    """A ledger is data from strangers: typed values or none, and no way out of a folder."""
    path = folder / "build" / f"{ledger._number('a'):02}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    found = ledger.Ledger(path.parent, "m")
    record = found.record("a")
    if record is not None:
        standing(record, folder, NEVER)
        law(all(isinstance(note, str) for note in record.notes), "ledger-notes", record)
    for _, products in found.owners():
        for name, product in products.items():
            law(isinstance(product.digest, str), "ledger-digest", product)
            place = named_in(folder, name)
            if place is not None:
                law(place.is_relative_to(folder) and ".." not in place.parts, "ledger-out", name)
    owned = dict(found.owners())
    found.enter("a", ledger.Record({"a": "b"}, ("n",), (("es", "lost"),)))
    law(found.save() == (), "ledger-saved")
    again = ledger.Ledger(path.parent, "m")
    kept = again.record("a")
    law(kept == ledger.Record({"a": "b"}, ("n",), (("es", "lost"),)), "ledger-kept", kept)
    law(not again.warnings, "ledger-again", path.read_bytes())
    law(dict(again.owners()) == owned, "ledger-products", owned)


def baseline_seeds() -> list[bytes]:
    """One of everything."""
    return [BASELINE, BASELINE.replace(b"1,", b"2,", 1), b'{"schema": 1}', b"{}", b"[]"]


def judge_baseline(data: bytes, folder: Path) -> None:
    """A baseline comes back as it was written."""
    path = folder / "known.json"
    path.write_bytes(data)
    found = baseline.load(path)
    law(found is not None, "baseline-there")
    assert found is not None
    baseline.save(path, found)
    again = baseline.load(path)
    law(again is not None and sorted(again.known) == sorted(found.known), "baseline-kept", found)
