"""Articles of every dialect under hostile translations, and the editions that come of them.

An input is readable: its first line names the dialect (and the suffix, the language of the edition,
and words for its rules), then comes the article, then translations, between lines of `=====`.
"""

from __future__ import annotations

import re
from itertools import cycle
from pathlib import Path

from hypothesis import strategies as st

from l10n_flow import yamltext
from l10n_flow.documents import DIALECTS, FORMATS, Document, ParseOptions, read, render
from l10n_flow.documents.document import dotted
from l10n_flow.editions import Edition, Rules, select
from l10n_flow.editions import markdown as markdown_edition
from l10n_flow.editions.anchors import HEADING_IDS
from l10n_flow.editions.edition import DerivedFacts, notice
from l10n_flow.model import Entry, Key, State
from tests.documents.pages import PAGE
from tests.documents.strategies import ARTICLE, TRANSLATION

from .judging import law

DIALECT_NAMES = tuple(DIALECTS)
_APART = b"\n=====\n"
_OPTIONS = {name: ParseOptions(dialect=dialect) for name, dialect in DIALECTS.items()}

HOSTILE = (
    "# one\n\ntwo", "- [x] a | b", "1399. {1} {2}", "**a* _b", "`a", "<div>\n</div>", "[a]: b 'c'",
    "{{< evil `x", "{% end %}", "{: onclick=x}", "![x](javascript:y)", "---", "\\", "'\"", ":::",
    "<script>x</script>", "> a\n> b", "<!-- l10n: skip -->", "$$x$$", "| a |\n|---|", "\u202e{1}",
)  # fmt: skip


_TOP = Path(__file__).parents[2]


def seeds() -> list[bytes]:
    """The cases of documents and editions, the sample's articles, and hostile translations."""
    found = []
    for number, dialect in enumerate(DIALECT_NAMES * 3):
        words = HOSTILE[number % len(HOSTILE) :][:4]
        text = "---\ntitle: Mud # c\nslug: mud\n---\n\n# Mud *and*\n\nA [b](c) `d`.\n\n- e\n- f\n"
        found.append(_APART.join([f"{dialect}\n{text}".encode(), *(w.encode() for w in words)]))
    for file in sorted((_TOP / "tests" / "documents" / "cases").glob("*.txt")):
        for number, case in enumerate(re.split(rb"\n(?=# |== |-- )", file.read_bytes())):
            name = DIALECT_NAMES[number % len(DIALECT_NAMES)].encode()
            said = HOSTILE[number % len(HOSTILE)].encode()
            found.append(name + b"\n" + case[:700] + _APART + said)
    for number, file in enumerate(sorted((_TOP / "content").rglob("*.md"))):
        head = f"{DIALECT_NAMES[number % len(DIALECT_NAMES)]} fa\n".encode()
        found.append(head + file.read_bytes()[:900] + _APART + HOSTILE[number].encode())
    return found


@st.composite
def drawn(draw: st.DrawFn) -> bytes:
    """An article and translations as nobody would write them."""
    head = " ".join(
        (
            draw(st.sampled_from(DIALECT_NAMES)),
            draw(st.sampled_from(("", "", "", "txt", "html"))),
            draw(st.sampled_from(("es", "fa", "en"))),
            draw(st.sampled_from(("", "omit", "front-matter", "bare", "ids"))),
        )
    )
    said = draw(st.lists(TRANSLATION, max_size=5))
    text = draw(PAGE if "html" in head.split() else ARTICLE)
    parts = [f"{head}\n{text}", *said]
    return _APART.join(part.encode("utf-8", "replace") for part in parts)


def _parts(data: bytes) -> tuple[frozenset[str], bytes, tuple[str, ...]]:
    """Words of the first line, the article, the translations."""
    article, *said = data.split(_APART)
    head, _, text = article.partition(b"\n")
    words = frozenset(head.decode("utf-8", "replace").split())
    return words, text, tuple(one.decode("utf-8", "replace") for one in said)


def _options(words: frozenset[str]) -> ParseOptions:
    return _OPTIONS[next((name for name in DIALECT_NAMES if name in words), DIALECT_NAMES[0])]


def _suffix(words: frozenset[str]) -> str:
    return next((end for end in FORMATS if end[1:] in words), ".md")


def judge_article(data: bytes, _: Path) -> None:
    """The three laws, whatever the translations say."""
    words, text, said = _parts(data)
    options, path = _options(words), Path(f"article{_suffix(words)}")
    document = read(text, path, options)
    sources = {segment.key: segment.source for segment in document.segments}
    law(render(document, sources).text == text, "identity", text)
    at = 0
    for slot in document.slots:
        law(at <= slot.start < slot.end <= len(text), "slots-apart", slot)
        at = slot.end
    if not said:
        return
    targets = dict(zip(sources, cycle(said), strict=False))
    rendered = render(document, targets)
    law({r.slot.start for r in rendered.refusals} <= {s.start for s in document.slots}, "refusals")
    again = read(rendered.text, path, options)
    law(_places(again) == _places(document), "fixed-point", rendered.text)
    law(again.shape == document.shape, "shape", rendered.text)
    law(_gaps(rendered.text, again) == _gaps(text, document), "containment", rendered.text)


def _places(document: Document) -> list[tuple[str, str]]:
    return [(slot.segment.kind, slot.place) for slot in document.slots]


def _gaps(text: bytes, document: Document) -> list[bytes]:
    """What lies between the slots."""
    edges = [0, *(edge for s in document.slots for edge in (s.start, s.end)), len(text)]
    return [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]


def judge_edition(data: bytes, _: Path) -> None:
    """What an edition says about itself can be read, and its blocks are the article's."""
    words, text, said = _parts(data)
    options, path = _options(words), Path(f"article{_suffix(words)}")
    document = read(text, path, options)
    locale = next((tag for tag in ("fa", "en") if tag in words), "es")
    dialect = options.dialect
    rules = Rules(
        "omit" if "omit" in words else "source",
        anchors=dialect.anchors,
        notice="front-matter" if "front-matter" in words else "body",
        mark=dialect.mark,
        ids=next(iter(HEADING_IDS)) if "ids" in words else dialect.ids,
        front_matter=dialect.front_matter,
        dates=frozenset({"date"}),
    )
    entries = {
        segment.key: Entry(segment.source, one, segment.context)
        for segment, one in zip(document.segments, cycle((*said, "")), strict=False)
    }
    edition = _as_built(document, {} if locale == "en" else entries, locale, rules)
    write = markdown_edition.bare if "bare" in words else markdown_edition.write
    written = write(edition)
    if written.unsound is not None or "bare" in words:
        return
    again = read(written.text, path, options)
    if rules.untranslated != "omit" and not document.directives:
        kinds = [s.kind for s in again.segments if not s.kind.startswith("field")]
        wanted = [s.kind for s in document.segments if not s.kind.startswith("field")]
        told = edition.notice is not None and rules.notice == "body" and path.suffix != ".txt"
        law(kinds[len(kinds) - len(wanted) :] == wanted, "edition-blocks", written.text)
        law(len(kinds) - len(wanted) <= int(told) or path.suffix == ".txt", "edition-more-blocks")
    _judge_front(edition, again, written.text)


def _as_built(document: Document, entries: dict[Key, Entry], locale: str, rules: Rules) -> Edition:
    """As `build` makes it: a translation that is refused counts as none."""
    refused: frozenset[Key] = frozenset()
    for _ in range(5):
        selection = select(document, entries, State.DRAFT, refused)
        progress = None if locale == "en" else selection.progress
        told = notice(progress, locale, "en", omitted=False) if progress else None
        facts = DerivedFacts(
            locale, "en", "f3a2", words=9, progress=progress, alternates={"x": "y: #z"}
        )
        edition = Edition(document, selection, facts, rules, {"slug": "uno: dos"}, told)
        refusals = markdown_edition.write(edition).refusals
        if not refusals:
            return edition
        more = {refusal.slot.segment.key for refusal in refusals}
        law(more <= selection.translations.keys() - refused, "refused-again", more)
        refused |= more
    return edition


def _judge_front(edition: Edition, again: Document, text: bytes) -> None:
    before = edition.document.front
    if before is None or not before.fields or not before.end:
        return
    law(again.front is not None, "edition-front", text)
    assert again.front is not None
    inside = text[again.front.inside : again.front.close].decode("utf-8", "replace")
    data = yamltext.load(inside.replace("\r\n", "\n").replace("\r", "\n"), Path("front.yaml")).data
    law(isinstance(data, dict), "edition-yaml", text)
    assert isinstance(data, dict)
    law(data.get("lang") == edition.facts.locale, "edition-lang", text)
    own = {"slug", *(edition.rules.derived)}
    known = {dotted(field.path) for field in before.fields if str(field.path[0]) not in own}
    now = {dotted(field.path) for field in again.front.fields if str(field.path[0]) not in own}
    law(known == now, "edition-fields", known ^ now, text)
