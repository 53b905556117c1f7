"""The edition as a whole: what is put together is read again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from l10n_flow import yamltext
from l10n_flow.documents import DIALECTS, Document, ParseOptions, Splice, read
from l10n_flow.documents.render import as_many
from l10n_flow.editions import Edition, Rules, Written, anchors, select
from l10n_flow.editions import markdown as markdown_edition
from l10n_flow.editions.anchors import is_plain_anchor
from l10n_flow.editions.edition import DerivedFacts, notice
from l10n_flow.editions.markdown import is_plain_notice
from l10n_flow.editions.omissions import (
    Omitted,
    Proof,
    omit,
)
from l10n_flow.model import Entry, State

NOTICE = b"> Told.\n\n"


def article(text: str, dialect: str = "commonmark") -> Document:
    return read(text.encode(), Path("a.md"), ParseOptions(dialect=DIALECTS[dialect]))


def put(text: str, words: str, more: str) -> Splice:
    """`more` right before the words."""
    at = text.encode().index(words.encode())
    return Splice(at, at, more.encode())


ARTICLE = "# Rain\n\n- Mud\n- Silt\n\n> ## Dry\n\nThe end.\n"


@pytest.mark.parametrize(
    ("before", "more", "holds"),
    [
        ("\n\n- Mud", " {#rain}", True),
        ("Rain", '<a id="rain"></a>', True),
        ("\n\nThe end", " {#dry}", True),
        ("The end", '<a id="x"></a>', True),
        ("Rain", "\n\n", False),
        ("- Mud", "# New\n\n", False),
        ("- Mud", "(rain)=\n\n", False),
        ("- Silt", "\n<!-- -->\n\n", False),
        ("\n- Silt", "\n===", False),
        ("> ##", "> x\n", False),
        ("The end", "    ", False),
        ("The end", "<div>\n", False),
        ("# Rain", "[a]: b\n\n", False),
    ],
)
def test_an_edition_reads_as_its_article_or_is_told(before: str, more: str, holds: bool) -> None:
    proof = Proof(article(ARTICLE), Omitted((), ()), b"")
    assert proof.holds([put(ARTICLE, before, more)]) is holds


def test_words_that_are_elsewhere_than_they_were_put_are_seen() -> None:
    """The same kinds of blocks in the same order, and yet another text in them."""
    text = "one\n\ntwo\n"
    proof = Proof(article(text), Omitted((), ()), b"")
    assert proof.holds([Splice(0, 3, b"uno"), Splice(5, 8, b"dos")])
    assert not proof.holds([Splice(0, 5, b""), Splice(8, 8, b"\n\nthree")])


def test_the_notice_is_a_block_of_its_own_before_the_others() -> None:
    proof = Proof(article(ARTICLE), Omitted((), ()), NOTICE)
    assert proof.holds([Splice(0, 0, NOTICE)])
    assert not proof.holds([])
    assert not proof.holds([Splice(0, 0, b"> Told.\n")]) or article("> Told.\n# Rain\n").shape


def test_what_is_left_out_is_no_block_of_the_edition() -> None:
    document = article("One\n\n<!-- l10n: note x -->\n\n- Mud\n- Silt\n")
    omitted = omit(document, document.slots[1:2])
    proof = Proof(document, omitted, b"")
    assert proof.holds(list(omitted.splices))
    assert not proof.holds([])


@pytest.mark.parametrize(
    ("text", "at", "anchor", "plain"),
    [
        ("# Rain\n", 6, " {#rain}", True),
        ("# Rain\n", 2, '<a id="lluvia"></a>', True),
        ("# Rain", 6, " {/* #باران */}", True),
        ("# Rain ##\n", 6, " {#rain}", False),
        ("> # Rain\n", 8, " {#rain}", False),
        ("- # Rain\n", 8, " {#rain}", False),
        ("Rain\n===\n", 4, " {#rain}", False),
        ("# Rain\n", 0, "(rain)=\n", False),
        ("# Rain\n", 7, '{: id="rain"}\n', False),
        ("# Rain\n", 6, " {#a b}", False),
        ("# Rain\n", 6, " {#x}\n\n", False),
        ('# Rain\n', 2, '<a id="&quot;"></a>', False),
    ],
)  # fmt: skip
def test_only_the_plainest_anchors_need_no_proof(
    text: str, at: int, anchor: str, plain: bool
) -> None:
    assert is_plain_anchor(text.encode(), Splice(at, at, anchor.encode())) is plain


@pytest.mark.parametrize(
    ("body", "plain"),
    [("# Rain", True), ("Rain", True), ("باران", True), ("**Rain**", True), ("    code", False),
     ("> Rain", False), ("- Rain", False), ("<div>", False), ("```", False), ("", False)],
)  # fmt: skip
def test_only_before_the_plainest_blocks_a_notice_needs_no_proof(body: str, plain: bool) -> None:
    assert is_plain_notice(body.encode(), Splice(0, 0, NOTICE)) is plain


def test_as_many_as_hold_together_are_kept_in_few_trials() -> None:
    some = [Splice(at, at, b"") for at in range(64)]
    tried: list[int] = []

    def hold(group: object) -> bool:
        assert isinstance(group, list)
        tried.append(1)
        return not {7, 40} & {one.start for one in group}

    assert [s.start for s in as_many(some, hold)] == [n for n in range(64) if n not in (7, 40)]
    assert len(tried) < 30


# Whole editions


def edition(
    text: str, said: Mapping[str, str], dialect: str = "commonmark", **rules: str
) -> Written:
    document = article(text, dialect)
    entries = {
        s.key: Entry(s.source, said[s.source], s.context)
        for s in document.segments
        if s.source in said
    }
    selection = select(document, entries, State.DRAFT, frozenset())
    told = notice(selection.progress, "es", "en", omitted=False)
    facts = DerivedFacts("es", "en", "f3a2", progress=selection.progress)
    form = rules.pop("anchors", DIALECTS[dialect].anchors)
    row = Rules(anchors=form, ids=DIALECTS[dialect].ids, **rules)  # type: ignore[arg-type]
    return markdown_edition.write(Edition(document, selection, facts, row, {"slug": "uno"}, told))


def test_an_anchor_that_would_change_the_blocks_around_it_is_left_out_and_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def breaks_out(text: bytes, heading: object, anchor: str) -> Splice:
        at = text.index(b"\n", heading.start)  # type: ignore[attr-defined]
        end = "\n\n# New" if anchor == "mud" else f" {{#{anchor}}}"
        return Splice(at, at, end.encode())

    monkeypatch.setitem(anchors.FORMS, "attribute", breaks_out)
    said = {"Rain": "Lluvia", "Mud": "Lodo", "Dry": "Seco"}
    made = edition("# Rain\n\n# Mud\n\n> # Dry\n", said, anchors="attribute")
    assert made.text.decode().endswith("# Lluvia {#rain}\n\n# Lodo\n\n> # Seco {#dry}\n")
    ((message, offset, _),) = made.lost
    assert message == "this heading is without its id, which would change the blocks around it"
    assert made.unsound is None
    assert offset == 13


def test_an_id_stands_behind_the_comments_before_a_heading_s_words() -> None:
    said = {"_Mud_": "_Lodo_", "The end": "El fin"}
    made = edition("_Mud_\n\n## <!-- a --> <!-- b -->The end\n", said, anchors="html")
    assert made.lost == ()
    assert made.text.decode().endswith('\n## <!-- a --> <!-- b --><a id="the-end"></a>El fin\n')


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("dialect", ["commonmark", *DIALECTS])
def test_the_heading_at_the_very_top_keeps_the_front_matter_above_it(
    bom: str, dialect: str
) -> None:
    """MyST's id stands on a line of its own above the heading, below the front matter."""
    made = edition(f"{bom}# Rain\n\nMud\n", {"Rain": "Lluvia", "Mud": "Lodo"}, dialect)
    assert (made.unsound, made.lost) == (None, ())
    text = made.text.decode()
    assert text.startswith(f"{bom}---\nlang: es\n") or not DIALECTS[dialect].front_matter
    assert text.startswith(bom)
    assert text.count("\ufeff") == bool(bom)


def test_an_edition_that_would_have_other_blocks_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever puts it together: here an omission that takes half a fence with it."""

    def takes_too_much(document: Document, gaps: object) -> Omitted:
        at = document.text.index(b"```")
        return Omitted((), (Splice(at, at + 4, b""),))

    monkeypatch.setattr("l10n_flow.editions.markdown.omit", takes_too_much)
    text = "# Rain\n\n```\n# code\n```\n\nMud\n"
    made = edition(text, {"Rain": "Lluvia", "Mud": "a\n\n```"}, untranslated="omit")
    assert made.unsound is None or "other blocks" in made.unsound.message


@pytest.mark.parametrize(
    "front",
    [
        "title: Rain\nslug:\n# our slug\n",
        "title: Rain\nslug: # none yet\n# ours\n",
        "title: >\n  Rain\n  Mud\n",
        "title: |+\n  Rain\n\n",
        "title: Rain\nlist: [a,\n  b]\n",
        "title: Rain\nseo:\n    deep:\n        deeper: x\n",
        "{title: Rain, slug: x}\n",
        "title: Rain # c\n\n\n",
        "? title\n: Rain\n",
        "title: &t Rain\nother: *t\n",
        "title: Rain\nnull: ~\n'q u': x\n",
        "  title: Rain\n  slug: x\n",
        "title: 'it''s'\nlast:\n",
        "title: Rain\nlast: |\n",
        "title: Rain\ntext: plain\n  goes on\n",
        'title: Rain\nlast: "a\n\n  b"\n',
    ],
)
@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_the_front_matter_of_an_edition_says_what_was_meant_or_there_is_no_edition(
    front: str, eol: str
) -> None:
    text = f"---\n{front}---\n\n# Mud\n".replace("\n", eol)
    made = edition(text, {"Rain": "Lluvia", "Mud": "Lodo"})
    if made.unsound is not None:
        assert made.unsound.hint
        return
    again = article(made.text.decode())
    before = article(text).front
    assert again.front is not None
    assert before is not None
    inside = made.text[again.front.inside : again.front.close].decode().replace("\r\n", "\n")
    data = yamltext.load(inside, Path("front.yaml")).data
    assert isinstance(data, dict)
    assert (data["lang"], data["dir"]) == ("es", "ltr")
    assert data["translation"]["revision"] == "f3a2"
    assert {str(f.path[0]) for f in before.fields} <= {str(f.path[0]) for f in again.front.fields}
