"""What comes from other programs: glossaries, memories, pages, model packages, stores."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from l10n_flow.documents import read as read_article
from l10n_flow.engines import Hypothesis, packages, phrasebook
from l10n_flow.engines.layout import all_tokens, layout
from l10n_flow.errors import InputError, L10nFlowError
from l10n_flow.importers import profile as profiles
from l10n_flow.importers.contentfile import file_name, written
from l10n_flow.memory import tmx
from l10n_flow.memory.collect import Memory
from l10n_flow.memory.mtcache import CacheKey, MTCache
from l10n_flow.memory.units import Unit
from l10n_flow.model import Key
from l10n_flow.terms import tables, tbx
from l10n_flow.terms.glossary import Terms
from l10n_flow.terms.merging import merged
from l10n_flow.terms.stored import as_json, from_json
from l10n_flow.terms.term import Term, Wording
from l10n_flow.terms.termsfile import parse
from l10n_flow.workflow.import_ import read_page
from tests.importers.test_hostile import BODIES
from tests.terms.strategies import glossaries

from .judging import law

_TOP = Path(__file__).parents[2]
_FILE = Path("terms.yaml")
_LANGUAGES = ("es", "fa")

# Glossaries

GLOSSARY = """terms:
- term: [ceasefire, cease-fire]
  note: n
  es:
    preferred: alto el fuego
    allowed: [cese]
    forbidden: [tregua]
    note: m
  fa: آتش‌بس
- {term: JCPOA, translate: false, name: true, case: true}
- term: Peace
  in: en
  es: [paz, Paz]
"""


def glossary_seeds() -> list[bytes]:
    """One of every key."""
    more = (_TOP / "examples" / "terms.yaml",)
    return [GLOSSARY.encode(), b"terms: []\n", b"- term: a\n  es: b\n", *(
        file.read_bytes() for file in more if file.is_file())]  # fmt: skip


def drawn_glossaries() -> st.SearchStrategy[bytes]:
    """Any terms, as they are merged into a file."""
    return glossaries().map(lambda terms: merged("", _FILE, terms, "en", _LANGUAGES).text.encode())


def judge_glossary(data: bytes, _: Path) -> None:
    """Terms come back from every form; merged into their own file, none is new."""
    text = data.decode("utf-8", "replace")
    terms = parse(text, _FILE, "en", _LANGUAGES)
    law(from_json(json.loads(json.dumps(as_json(terms))), _FILE).all == terms.all, "terms-stored")
    terms.found("The ceasefire of Peace and JCPOA held.")
    terms.judged("The ceasefire held.", "La tregua se mantuvo.", "es")
    same = merged(text, _FILE, terms.all, "en", _LANGUAGES)
    law(same.text == text and not same.added, "terms-merged-once", text, same.text)
    _exchanged(terms.all)


def _exchanged(terms: tuple[Term, ...]) -> None:
    """Terms come back from a table, and their names from a terminology."""
    try:
        table = tables.write(terms, "en")
        terminology = tbx.write(terms, "t", "en")
    except InputError:
        return  # a form that one of them cannot hold
    back = tables.read(table, Path("t.csv"), "en", _LANGUAGES).terms if terms else ()
    told = tuple(replace(t, wordings=_that_say_something(t)) for t in terms)
    law(back == told, "terms-csv", terms, back)
    named = tbx.read(terminology, Path("t.tbx"), "en", _LANGUAGES).terms
    english = [term.forms for term in terms if term.language == "en"]
    law([term.forms for term in named if term.language == "en"] == english, "terms-tbx", terms)


def _that_say_something(term: Term) -> Mapping[str, Wording]:
    return {tag: wording for tag, wording in term.wordings.items() if wording != Wording()}


def _imported(terms: tuple[Term, ...]) -> None:
    """What was imported is merged into an empty file, which can be read; again, nothing is new."""
    one = merged("", _FILE, terms, "en", _LANGUAGES)
    law(parse(one.text, _FILE, "en", _LANGUAGES).all == one.added, "import-read", one.text)
    two = merged(one.text, _FILE, terms, "en", _LANGUAGES)
    law(two.text == one.text, "import-once", one.text, two.text)
    Terms(one.added, "en", _FILE).found("Peace, ceasefire and JCPOA")


def table_seeds() -> list[bytes]:
    """Tables as spreadsheets and people write them."""
    rows = "term,in,note,translate,name,case,es,es allowed,es forbidden,es note,fa\n"
    full = rows + 'Peace,en,"n, ""m""",,yes,no,paz,a|b,tregua,x,صلح\nJCPOA,,,no,,,,,,,\n'
    return [
        full.encode(), full.encode("utf-16"), full.replace(",", ";").encode(),
        full.replace(",", "\t").encode(), b"source,target\nMud,Lodo\n", b"en;es\nMud;'=Lodo\n",
    ]  # fmt: skip


def judge_table(data: bytes, _: Path) -> None:
    """A table of terms."""
    _imported(tables.read(data, Path("t.csv"), "en", _LANGUAGES, "es").terms)


def tbx_seeds() -> list[bytes]:
    """Both versions of TBX."""
    terms = parse(GLOSSARY, _FILE, "en", _LANGUAGES).all
    return [tbx.write(terms, "t", "en"), tbx.write(terms, "t", "en", older_for="es")]


def judge_tbx(data: bytes, _: Path) -> None:
    """A terminology of another program."""
    _imported(tbx.read(data, Path("t.tbx"), "en", _LANGUAGES).terms)


# Memories

UNITS = (
    Unit("War & peace", "Guerra y paz", "a", "2026-01-02T03:04:05Z", reviewed=True),
    Unit("Mud", "Lodo", context="river"),
)


def tmx_seeds() -> list[bytes]:
    """What we write, and what others do."""
    ours = tmx.write({("en", "es"): UNITS, ("en", "fa"): [Unit("Mud", "گل")]}).data
    other = (
        b"<?xml version='1.0'?><!DOCTYPE tmx SYSTEM 'tmx14.dtd'><tmx version='1.4'><header srclang="
        b"'en-US' datatype='xml'/><body><tu changedate='20260102T030405Z'><prop type='x'>y</prop>"
        b"<tuv xml:lang='EN-us'><seg>A <bpt i='1'>&lt;b></bpt>b<ept i='1'/> <ph x='1'/> c</seg>"
        b"</tuv>"
        b"<tuv lang='es-ES'><seg>A b <ph x='1'/> c</seg></tuv></tu></body></tmx>"
    )
    return [ours, other, ours.decode().encode("utf-16")]


def judge_tmx(data: bytes, folder: Path) -> None:
    """A memory's units come back from the file that we write of them, and can be looked up."""
    path = folder / "m.tmx"
    path.write_bytes(data)
    found = tmx.read(path, ("en", "es", "fa"), origin="o")
    made = tmx.write(found.units)
    path.write_bytes(made.data)
    again = tmx.read(path, ("en", "es", "fa"), origin="o")
    kept = {
        pair: {(u.source, u.target) for u in units} - {(u.source, u.target) for u in made.refused}
        for pair, units in found.units.items()
    }
    now = {pair: {(u.source, u.target) for u in units} for pair, units in again.units.items()}
    law(now == {pair: units for pair, units in kept.items() if units}, "tmx-kept", kept, now)
    for units in found.units.values():
        memory = Memory(units)
        for unit in units[:3]:
            law(memory.exact(Key(unit.context, unit.source)) is not None, "memory-exact", unit)
            memory.fuzzy([unit.source + " more", unit.source[1:]])


# Pages


def page_seeds() -> list[bytes]:
    """The pages of the importers' tests, cut to size, and a small one."""
    small = (
        "<!DOCTYPE html><html lang=en><head><title>Mud</title><meta name=author content=Ana>"
        "<meta property='article:published_time' content='2026-01-02'></head><body><article>"
        "<h1>Mud and Water</h1><p>The river rose by <b>four</b> metres on Monday, and nobody was "
        "there to see <a href='../x'>it</a>.</p><ul><li>one<li>two</ul><table><tr><td>a<td>b"
        "</table>"
        "<figure><img src=i.png alt=i><figcaption>c</figcaption></figure><p>It fell again on "
        "Tuesday, and the ferries came back to both of the banks.</p></article></body></html>"
    )
    files = sorted((_TOP / "tests" / "importers" / "pages").glob("*/page.html"))
    return [small.encode(), *(file.read_bytes()[:5500] for file in files)]


def drawn_pages() -> st.SearchStrategy[bytes]:
    """Elements nested anyhow."""
    return BODIES.map(
        lambda body: f"<html><title>T</title><body><article>{body}</article>".encode()
    )


def text_seeds() -> list[bytes]:
    """The text pages of the importers' tests, cut to size."""
    files = sorted((_TOP / "tests" / "importers" / "pages").glob("*/page.txt"))
    found = [file.read_bytes() for file in files]
    return [page[at : at + 3000] for page in found for at in (0, 2500)] + [
        "Mud\n\n2 January 2026 | news\n\nThe river rose. It fell.\n".encode("utf-16")
    ]


def _shipped(folder: Path) -> list[profiles.Profile]:
    return [profiles.load(file) for file in profiles.known(folder / "profiles").values()]


def _judged_page(path: Path, choices: list[profiles.Profile]) -> None:
    imported, _ = read_page(path, choices)
    for article in (*([imported.article] if imported.article else []), *imported.stubs):
        name = file_name(article.title, article.language or "en")
        law(name and "/" not in name and not name.startswith("."), "page-name", name)
        text = written(
            article, name=name, language="", categories=list(article.categories), authors=["a"]
        )
        again = read_article(text.encode("utf-8"), Path("a.md"))
        law(again.front is not None and not again.warnings, "page-front", text)
        assert again.front is not None
        title = again.front.value("title")
        law(title == article.title or not article.title, "page-title", title, article.title)


def judge_page(data: bytes, folder: Path) -> None:
    """What a page becomes is an article with the front matter that was meant."""
    path = folder / "page.html"
    path.write_bytes(data)
    _judged_page(path, _shipped(folder))


def judge_text(data: bytes, folder: Path) -> None:
    """The same for a page of plain text."""
    path = folder / "page.txt"
    path.write_bytes(data)
    _judged_page(path, _shipped(folder))


PROFILE = """about: x
fits: {min_signs: 1, signs: ['river']}
blocks: lines
meta: {dates: ['(?P<day>\\d+)/(?P<month>\\d+)/(?P<year>\\d+)'], between: '[|]', separator: '[,]'}
byline: ['^by (?P<name>.+)']
credit: {names: ['x'], repeated: ['y']}
categories: {news: n}
months: [a, b, c, d, e, f, g, h, i, j, k, l]
headings: {max_words: 10, sentence_ends: '[.!?]$'}
article_end: ['^end']
lists: ['^more']
drop: {button: ['^share']}
languages: {es: ['ñ']}
html: {title: //h1, body: //article, drop: [//nav]}
"""


def profile_seeds() -> list[bytes]:
    """The shipped ones, and one of every key."""
    folder = Path(profiles.__file__).parent / "profiles"
    lines = PROFILE.encode().splitlines()
    return [
        PROFILE.encode(),
        *(file.read_bytes() for file in sorted(folder.glob("*.yaml"))),
        *(b"fits: {min_signs: 0, signs: []}\n" + line + b"\n" for line in lines),
    ]


def judge_profile(data: bytes, folder: Path) -> None:
    """A profile of a stranger, and a page that is read by it."""
    path = folder / "p.yaml"
    path.write_bytes(data)
    found = [profiles.load(path)]
    page = folder / "page.txt"
    page.write_bytes(text_seeds()[0][:1200] + b"\n" + b"a" * 60 + b"b\n")
    failure: L10nFlowError | None = None
    try:
        _judged_page(page, found)
    except L10nFlowError as error:
        failure = error
    web = folder / "page.html"
    web.write_bytes(page_seeds()[0])
    _judged_page(web, found)
    if failure is not None:
        raise failure


# Model packages

METADATA = b'{"package_version": "1.0", "from_code": "en", "to_code": "es", "type": "translate"}'
RECIPE: list[list[object]] = [
    ["t/metadata.json", METADATA.decode(), 0o644],
    ["t/model/model.bin", "weights", 0o644],
    ["t/model/config.json", "{}", 0o644],
    ["t/model/shared_vocabulary.json", '["a", "b"]', 0o644],
    ["t/sentencepiece.model", "pieces", 0o644],
]


def package_seeds() -> list[bytes]:
    """Recipes, which are readable, and the archives that they make."""
    more: list[list[object]] = [*RECIPE, ["t/../../evil", "x", 0o644]]
    recipes: tuple[list[list[object]], ...] = (
        RECIPE,
        more,
        [*RECIPE, ["t/link", "/etc/passwd", 0o120777]],
        RECIPE[:1],
        [],
    )
    texts = [json.dumps(recipe).encode() for recipe in recipes]
    return [*texts, *map(_packed, texts)]


def _packed(recipe: bytes) -> bytes:
    """The archive that a recipe (names, contents, modes) makes; anything else is one already."""
    try:
        rows = json.loads(recipe)
        listed = [(str(n), str(c), int(m)) for n, c, m in rows]
    except (ValueError, TypeError, RecursionError, OverflowError):
        return recipe
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content, mode in listed:
            info = zipfile.ZipInfo(name)
            info.external_attr = (mode % 2**16) << 16
            kind = stat.S_IFMT(mode % 2**16)
            info.compress_type = zipfile.ZIP_DEFLATED if kind else zipfile.ZIP_STORED
            try:
                archive.writestr(info, content.encode("utf-8", "replace"))
            except (ValueError, UnicodeError, zipfile.LargeZipFile, UserWarning):
                return recipe
    return made.getvalue()


def judge_package(data: bytes, folder: Path) -> None:
    """A package is installed whole or not at all, and nothing lies outside of its folder."""
    path, place = folder / "p.argosmodel", folder / "place"
    path.write_bytes(_packed(data))
    try:
        done = packages.install_file(path, place, lambda _: None)
    except L10nFlowError:
        left = [p for p in place.rglob("*") if p.is_file()] if place.is_dir() else []
        law(not left, "package-left", left)
        raise
    finally:
        around = {p.name for p in folder.iterdir()} | {p.name for p in folder.parent.iterdir()}
        law(around <= {"p.argosmodel", "place", folder.name}, "package-out", around)
        law(not [p for p in folder.rglob("*") if p.is_symlink()], "package-link")
    law(done.model.path.is_relative_to(place), "package-place", done.model.path)
    law(packages.installed(place).models == (done.model,), "package-listed", done)


def model_seeds() -> list[bytes]:
    """Metadata, configuration, vocabulary and patterns, one after the other."""
    grammar = b"the <place> opens at /1?[0-9]/.\nplace\n  museum\n  park\n"
    config = b'{"add_source_eos": true, "bos_token": "<s>", "unk_token": "<unk>"}'
    own = [METADATA, config, b'["<unk>", "<s>", "</s>", "a"]', grammar]
    folder = _TOP / "models" / "en-es"
    files = ("metadata.json", "model/config.json", "model/shared_vocabulary.json", "patterns.txt")
    sample = [(folder / name).read_bytes()[:1400] for name in files]
    return [b"\n=====\n".join(own), b"\n=====\n".join(sample), *own]


def judge_model(data: bytes, folder: Path) -> None:
    """The small files of a model's folder."""
    parts = [*data.split(b"\n=====\n"), b"", b"", b""][:4]
    (folder / "model").mkdir()
    names = ("metadata.json", "model/config.json", "model/shared_vocabulary.json", phrasebook.FILE)
    for name, held in zip(names, parts, strict=True):
        (folder / name).write_bytes(held)
    for name in ("model/model.bin", "sentencepiece.model"):
        (folder / name).write_bytes(b"x")
    failures: list[L10nFlowError] = []
    for look in (
        lambda: packages.described(parts[0], folder),
        lambda: layout(folder, "en", "es"),
        lambda: all_tokens(folder / "model", "source"),
        lambda: _generating(folder),
    ):
        try:
            look()
        except L10nFlowError as error:
            failures.append(error)
    if failures:
        raise failures[0]


def _generating(folder: Path) -> None:
    known = phrasebook.read(folder)
    if known is not None:
        known.generates("The museum opens at 9.")
        known.generates("a" * 30)


# The store of answers

_KEY = CacheKey("en", "es", "model")


def answers_seeds() -> list[bytes]:
    """A sound store, small, and what is none."""
    from .judging import scratch

    with scratch() as folder:
        path = folder / "a.sqlite"
        with MTCache(path, _KEY) as store:
            store.add({"Peace": Hypothesis("Paz", 0.5), "Mud": Hypothesis("Lodo", 0.25)}, align=())
        held = path.read_bytes()
    return [held, held[:5000], b"", b"SQLite format 3\x00"]


def judge_answers(data: bytes, folder: Path) -> None:
    """A damaged store gives right answers or none, and is made anew when somebody adds to it."""
    path = folder / "a.sqlite"
    path.write_bytes(data)
    known = {"Peace": "Paz", "Mud": "Lodo"}
    with MTCache(path, _KEY) as store:
        for text, found in store.find(["Peace", "Mud", "War"]).items():
            law(found.text == known.get(text), "answers-true", text, found)
        store.add({"War": Hypothesis("Guerra", 0.5)}, align=())
        for new in store.find(["War"]).values():
            law(new.text == "Guerra", "answers-new", new)
