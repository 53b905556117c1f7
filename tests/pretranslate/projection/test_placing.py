"""Marks and items on a translation: where they belong, told when unsure, never broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n_flow.documents import Unwritable, marked, names, read, written
from l10n_flow.engines import Alignment, Engine, EngineOptions, Hypothesis, opener
from l10n_flow.engines.wordalignment import word_spans
from l10n_flow.pretranslate.projection.engineinput import cleaned
from l10n_flow.pretranslate.projection.placing import projected
from tests.documents.markdown.test_marked import placements

CLEAN = [
    # a segment, what an engine is given, the same without stand-ins
    ("Peace at last", "Peace at last", "Peace at last"),
    ("**Peace** at *last*", "Peace at last", "Peace at last"),
    ("R&amp;D \\*now\\*", "R&D *now*", "R&D *now*"),
    ("Run `make` or `` a`b ``", "Run make or a`b", "Run make or a`b"),
    ("Run <code {1}>a &lt; <b>b</b></code> now", "Run a < b now", "Run a < b now"),
    ("See {7} and ![]({2}).", "See {1} and {2}.", "See and."),
    ("{3} came", "{1} came", "came"),
    ("The law[^1] holds.[^2] Yes", "The law holds. Yes", "The law holds. Yes"),
    ("One <br> two", "One two", "One two"),
    ("One<br/>two<br> three <br>four<wbr>five", "One two three fourfive", "One two three fourfive"),
    ("one\ntwo", "one two", "one two"),
    ("![A gauge]({1}) <b>x</b>", "A gauge x", "A gauge x"),
    ("say &#123;1} and {1}", "say {1} and {2}", "say {1} and"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "with_stand_ins", "without"), CLEAN)
def test_an_engine_is_given_words(source: str, with_stand_ins: str, without: str) -> None:
    m = marked(source)
    assert cleaned(m).text == with_stand_ins
    assert cleaned(m, placeholders=False).text == without


@pytest.mark.parametrize("placeholders", [True, False])
@pytest.mark.parametrize(
    "source",
    ["**a {1}** b", "{1} **b**", "**a** {1}", "x **`y` z**[^1] w", "a **[^1]b** c", "**{1}**"],
)
def test_what_is_clean_knows_where_marks_were(source: str, placeholders: bool) -> None:
    m = marked(source)
    clean = cleaned(m, placeholders=placeholders)
    (mark,), (where,) = m.marks, clean.marks
    words = [word for word in m.text[mark.start : mark.end].split("￼") if word.strip()]
    assert all(word.strip() in clean.text[where.start : where.end] for word in words)
    assert not set("".join(words)).isdisjoint(clean.text[slice(*where)]) or not words


@dataclass(frozen=True)
class Case:
    source: str
    hypothesis: str
    links: str
    target: str
    doubts: str = ""
    placeholders: bool = True
    sure: float = 1.0

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"


def alignment(source: str, target: str, links: str) -> Alignment:
    """`0 2-1 *` says what each target word looked at: words with equal shares, or all of them."""
    ours, theirs = word_spans(source), word_spans(target)
    rows = []
    for link in links.split():
        looked = range(len(ours)) if link == "*" else [int(n) for n in link.split("-")]
        rows.append(tuple(1 / len(looked) if n in looked else 0.0 for n in range(len(ours))))
    assert len(rows) == len(theirs), [target[slice(*span)] for span in theirs]
    return Alignment(ours, theirs, tuple(rows))


PLACED = [
    # Order
    Case("the **red** house", "la casa roja", "0 2 1", "la casa **roja**"),
    Case("the **red house**", "la casa roja", "0 2 1", "la **casa roja**"),
    Case("**The red** house", "La casa roja", "0 2 1", "**La casa roja**", sure=0.8),
    Case("the *new* [law]({1})", "قانون جدید", "2 1", "[قانون]({1}) *جدید*"),
    Case("They read *the interview*", "آنان گفت‌وگو را خواندند", "0 2-3 2-3 1",
         "آنان *گفت‌وگو* را خواندند"),
    Case("They read [the interview]({1})", "آنان گفت‌وگو را خواندند", "0 2-3 2-3 1",
         "آنان [گفت‌وگو]({1}) را خواندند"),
    Case("They **signed** it", "آنان آن را امضا کردند", "0 2 2 1 1", "آنان آن را **امضا کردند**",
         "mark-unsure:**", sure=0.667),
    Case("the *book's* end", "پایانِ کتاب", "2 0-1", "پایانِ *کتاب*", "mark-unsure:*", sure=0.667),
    Case("I will *go* now", "Iré ahora", "0-1-2 3", "*Iré* ahora", "mark-unsure:*", sure=0.5),
    # Signs at the edges
    Case("He said “**no**” twice", "Dijo «no» dos veces", "0-1 2 3 3", "Dijo «**no**» dos veces"),
    Case("He said **“no”** twice", "گفت «نه» دو بار", "0-1 2 3 3", "گفت **«نه»** دو بار"),
    Case("Well. **Why now?** Ask", "Bien. ¿Por qué ahora? Pregunta", "0 1 1 2 3",
         "Bien. **¿Por qué ahora?** Pregunta", sure=0.8),
    Case("Well. **Why now**? Ask", "Bien. ¿Por qué ahora? Pregunta", "0 1 1 2 3",
         "Bien. ¿**Por qué ahora**? Pregunta", sure=0.8),
    Case("Well. **Sing now!** Ask", "Bien. ¡Cantad ahora! Pregunta", "0 1 2 3",
         "Bien. **¡Cantad ahora!** Pregunta"),
    Case("Well. **Sing now**! Ask", "Bien. ¡Cantad ahora! Pregunta", "0 1 2 3",
         "Bien. ¡**Cantad ahora**! Pregunta"),
    Case("Well. Sing **now**! Ask", "Bien. ¡Cantad ahora! Pregunta", "0 1 2 3",
         "Bien. ¡Cantad **ahora**! Pregunta"),
    Case("**Why now**?", "¿Por qué ahora?", "* * *", "¿**Por qué ahora**?"),
    Case("**Why now?**", "¿Por qué ahora?", "* * *", "**¿Por qué ahora?**"),
    Case("**Note:** read", "**", "", "**", "mark-lost:**"),
    Case("**Note:** read", "توجه: بخوانید", "0 1", "**توجه:** بخوانید"),
    Case("**Note**: read", "توجه: بخوانید", "0 1", "**توجه**: بخوانید"),
    Case("the (**big**) one", "el (grande)", "0-2 1", "el (**grande**)"),
    # Marks on everything
    Case("**Peace at last**", "صلح، سرانجام", "* *", "**صلح، سرانجام**"),
    Case("**Peace at last**.", "Paz al fin.", "* * *", "**Paz al fin**."),
    Case("*Peace **at last***", "Paz al fin", "0 1 2", "*Paz **al fin***"),
    Case("***Peace***", "صلح", "*", "***صلح***"),
    Case("[**Peace**]({1}) now", "صلح اکنون", "0 1", "[**صلح**]({1}) اکنون"),
    Case("“*Peace now!*”", "«¡Paz ya!»", "0 1", "«*¡Paz ya!*»"),
    # Several marks
    Case("**a** and *b*", "ب و الف", "2 1 0", "*ب* و **الف**"),
    Case("**big** *house*", "caserón", "0-1", "**caserón**",
         "mark-unsure:** mark-lost:*", sure=0.667),
    Case("**old *town* hall**", "تالار شهر قدیم", "2 1 0", "**تالار *شهر* قدیم**"),
    Case("see **the *old* house** now", "ahora ve la casa vieja", "4 0 1 3 2",
         "ahora ve **la casa *vieja***"),
    # Items that are found
    Case("Run `make` now", "Ahora ejecute make", "2 0 1", "Ahora ejecute `make`"),
    Case("Run **`make`** now", "Ahora ejecute make", "2 0 1", "Ahora ejecute **`make`**"),
    Case("Use [`a_b`]({1}) here", "اینجا a_b بزنید", "2 1 0", "اینجا [`a_b`]({1}) بزنید"),
    Case("`a` then `b`", "b after a", "2 1 0", "`b` after `a`"),
    Case("`go` or `go`", "go o go", "0 1 2", "`go` o `go`"),
    Case("go with `go` now", "ahora go con go", "3 2 1 0", "ahora `go` con go"),
    Case("See {4} and {2}.", "{2} y {1}.", "2 1 0", "{2} y {4}."),
    Case("See **{4} now**", "ببین {1} اکنون", "0 1 2", "ببین **{4} اکنون**"),
    Case("See {4} now", "Vea uno ya", "0 1 2", "Vea uno ya", "item-lost:{4}"),
    Case("See {4} now", "Vea {1} {1} ya", "0 1 1 2", "Vea {1} {1} ya".replace("{", "&#123;"),
         "item-lost:{4}"),
    # Items that are not
    Case("Run `make` now", "Ahora ejecute hacer", "2 0 1", "Ahora ejecute `make`",
         "item-placed:`make`", sure=0.4),
    Case("The law[^1] holds.", "قانون برقرار است.", "0-1 2 2", "قانون[^1] برقرار است.",
         "item-placed:[^1]", sure=0.5),
    Case("Law[^1] holds.", "قانون برقرار است.", "0 1 1", "قانون[^1] برقرار است."),
    Case("The law holds.[^1]", "La ley rige.", "0 1 2", "La ley rige.[^1]"),
    Case("The law holds[^1].", "La ley rige.", "0 1 2", "La ley rige[^1]."),
    Case("Yes,[^1] it holds", "Sí, rige", "0 1-2", "Sí,[^1] rige"),
    Case("**The law**[^1] holds", "La ley rige", "0 1 2", "**La ley**[^1] rige"),
    Case("**The law[^1]** holds", "La ley rige", "0 1 2", "**La ley[^1]** rige"),
    Case("Go to: {4}. Then {5}, which", "برو به:. سپس، که", "0 1 2 3", "برو به: {4}. سپس {5}، که",
         "", False),
    Case("It runs ({4}). Yes", "Corre (). Sí", "0-1 2", "Corre ({4}). Sí", "item-placed:{4}",
         False, sure=0.5),
    Case("Two `View`s of `View`", "Dos Views de View", "0 1 2 3", "Dos `View`s de `View`"),
    Case("See {4} now", "Vea ya", "0 1", "Vea {4} ya", "", False),
    Case("See {4}.", "Vea.", "0", "Vea {4}.", "", False),
    Case("{4} came", "Vino", "0", "{4} Vino", "", False),
    Case("[![]({1})]({2}) See it", "Véalo", "0-1", "[![]({1})]({2}) Véalo", "", False),
    Case("**one**\ntwo", "یک دو", "0 1", "**یک**\nدو"),
    Case("**one\ntwo** three", "یک دو سه", "0 1 2", "**یک\nدو** سه"),
    # What stands beside a mark
    Case("the **“law”** holds", "«قانون»ها", "1 2", "«**قانون**»ها"),
    Case("**2*3** is", "2*3 es", "0 1 2", "**2*3** es"),
    # What is not translated
    Case('[law]({1} "A tip")', "ley", "0", '[ley]({1} "A tip")', "attribute:A tip"),
    Case('<abbr {1} title="Our Law">law</abbr> x', "ley x", "0 1",
         '<abbr {1} title="Our Law">ley</abbr> x', "attribute:Our Law"),
    # Signs outside of a mark, notes between words, breaks, code that stands twice, windows
    Case("((**Peace**)).", "((صلح)).", "*", "((**صلح**))."),
    Case("((**Peace**)).", "(صلح).", "*", "(**صلح**)."),
    Case("«**Peace** now»", "«صلح اکنون»", "0 1", "«**صلح** اکنون»"),
    Case("**Peace**!!", "¡¡Paz!!", "*", "¡¡**Paz**!!"),
    Case("… **Peace** …", "… paz …", "*", "… **paz** …"),
    Case("**Peace** — !", "paz", "*", "**paz**"),
    Case("The law[^1] of peace", "قانون صلح", "0-1 3", "قانون[^1] صلح", "item-placed:[^1]",
         sure=0.5),
    Case("The law [^1] of peace", "La ley de paz", "0 1 2 3", "La ley [^1] de paz"),
    Case("The law [^1]of peace", "La ley de paz", "0 1 2 3", "La ley [^1]de paz"),
    Case("The law,[^1] of peace", "La ley, de paz", "0 1 2 3", "La ley,[^1] de paz"),
    Case("The law,[^1] of peace", "La ley de paz", "0 1 2 3", "La ley[^1] de paz"),
    Case("The (law)[^1] of peace", "La (ley) de paz", "0 1 2 3", "La (ley)[^1] de paz"),
    Case("The law ([^1]) of peace", "La ley () de paz", "0 1 2 3", "La ley ([^1]) de paz"),
    Case("The law[^1][^2] of peace", "La ley de paz", "0 1 2 3", "La ley[^1][^2] de paz"),
    Case("The law[^1] of[^2] peace", "De paz la ley", "2 3 0 1", "De[^2] paz la ley[^1]"),
    Case("The law <br> of peace", "La ley de paz", "0 1 2 3", "La ley <br> de paz"),
    Case("The law<br>of peace", "La ley de paz", "0 1 2 3", "La ley<br>de paz"),
    Case("The law <!-- x --> of peace", "De paz, la ley", "2 3 0 1", "De paz, la ley <!-- x -->"),
    Case("**The law[^1] of** peace", "La ley de paz", "0 1 2 3", "**La ley[^1] de** paz"),
    Case("The **law**[^1] of peace", "La ley de paz", "0 1 2 3", "La **ley**[^1] de paz"),
    Case("The [^1]**law** of peace", "La ley de paz", "0 1 2 3", "La [^1]**ley** de paz"),
    Case("The *[^1]law* of peace", "La ley de paz", "0 1 2 3", "La *[^1]ley* de paz"),
    Case("**The law**[^1] *of peace*", "De paz la ley", "2 3 0 1", "*De paz* **la ley**[^1]"),
    Case("**`a` b** c", "c b a", "2 1 0", "c **b `a`**"),
    Case("**b `a`** c", "c b a", "2 1 0", "c b **`a`**"),
    Case("*`a`* **`b`** c", "b y a c", "1 * 0 2", "**`b`** y *`a`* c"),
    Case("**`a` `b`** c", "a x b c", "0 2 1 2", "**`a` x `b`** c", "mark-unsure:**", sure=0.4),
    Case("**{1}** and {2}", "{2} y {1}", "2 1 0", "{2} y **{1}**"),
    Case("**{1}** and {2}", "y", "1", "**{1}** y {2}", "", False),
    Case("See **{1}**, {2}", "Vea, ", "0", "Vea, **{1}**{2}", "", False),
    Case("`go` and go", "go y go", "0 1 2", "`go` y go"),
    Case("go and `go`", "go y go", "0 1 2", "go y `go`"),
    Case("go and `go`", "y go", "1 2", "y `go`"),
    Case("`go` going", "going go", "1 0", "going `go`"),
    Case("`1` or 10", "10 o 1", "2 1 0", "10 o `1`"),
    Case("`a b` c", "a b c a b", "0 1 2 0 1", "`a b` c a b", "item-placed:`a b`", sure=0.5),
    Case("`a` `ab` c", "ab a c", "1 0 2", "`ab` `a` c"),
    Case("Run `make` and `go`", "Haz y ve", "1 2 3", "`make` y `go`",
         "item-placed:`make` item-placed:`go`", sure=0.4),
    Case("They read **the book** now", "آنان کتاب را اکنون خواندند", "0 2-3 2-3 4 1",
         "آنان **کتاب** را اکنون خواندند"),
    Case("Ask **why**? Now", "Pregunta ¿por qué? Ya", "0 1 1 2", "Pregunta ¿**por qué**? Ya",
         "mark-unsure:**", sure=0.667),
    Case("**Why** now?", "¿Por qué ahora?", "0 0 1", "¿**Por qué** ahora?", "mark-unsure:**",
         sure=0.667),
    Case("Why **now**?", "¿Por qué ahora?", "0 0 1", "¿Por qué **ahora**?"),
    Case("say **“no” now**", "di «no» ya", "0 1 2", "di **«no» ya**"),
    Case("say “**no** now”", "di «no ya»", "0 1 2", "di «**no** ya»"),
    Case("say **no.** Then", "di no. Luego", "0 1 2", "di **no.** Luego"),
    Case("a **b c d** e", "e d x c b a", "4 3 * 2 1 0", "e **d x c b** a", sure=0.857),
    Case("**a *b* c** d", "d c b a", "3 2 1 0", "d **c *b* a**"),
    Case("**a *b* c** d", "b d c a", "1 3 2 0", "***b* d c a**", sure=0.857),
    Case("**a** **b** **c**", "x x x", "0-1-2 0-1-2 0-1-2", "**x x x**",
         "mark-unsure:** mark-lost:**", sure=0.5),
    Case("[a **b**]({1}) *c*", "c b a", "2 1 0", "*c* [**b** a]({1})"),
    Case("**a** b", "x", "*", "**x**", "mark-unsure:**", sure=0.667),
    Case("**a** b", "x y", "1 1", "x y", "mark-lost:**"),
    Case("**one** two\n**three**", "uno dos tres", "0 1 2", "**uno** dos\n**tres**"),
]  # fmt: skip


@pytest.mark.parametrize("case", PLACED, ids=str)
def test_marks_and_items_are_where_they_belong(case: Case) -> None:
    clean = cleaned(marked(case.source), placeholders=case.placeholders)
    aligned = alignment(clean.text, case.hypothesis, case.links)
    found = projected(clean, Hypothesis(case.hypothesis, alignment=aligned))
    assert (found.target, found.f1) == (case.target, case.sure)
    assert " ".join(f"{doubt.code}:{doubt.written}" for doubt in found.doubts) == case.doubts


UNALIGNED = [
    Case("**Peace at last**", "صلح، سرانجام", "", "**صلح، سرانجام**"),
    Case("Peace **at** last", "Paz al fin", "", "Paz al fin", "mark-lost:**"),
    Case("Run `make` **now**", "Ahora ejecute make", "", "Ahora ejecute `make`", "mark-lost:**"),
    Case("Use [`a_b`]({1})", "a_b بزنید", "", "[`a_b`]({1}) بزنید"),
    Case("See {4}", "{1} ببین", "", "{4} ببین"),
    Case("Run `make`", "hacer", "", "hacer", "item-lost:`make`"),
    Case("The law[^1] holds", "La ley rige", "", "La ley[^1] rige", "item-placed:[^1]", sure=0.0),
    Case("The law holds.[^1]", "La ley rige.", "", "La ley rige.[^1]"),
    Case("((**Peace**)).", "((صلح)).", "", "((**صلح**))."),
    Case("((**Peace**)).", "(صلح).", "", "(**صلح**)."),
    Case("**Peace**!!", "¡¡Paz!!", "", "¡¡**Paz**!!"),
    Case("… **Peace** …", "… paz …", "", "… **paz** …"),
    Case("**Peace** — !", "paz", "", "**paz**"),
    Case("The law[^1] of peace", "قانون صلح", "", "قانون[^1] صلح", "item-placed:[^1]", sure=0.0),
    Case("The law [^1] of peace", "La ley de paz", "", "La ley [^1] de paz",
         "item-placed:[^1]", sure=0.0),
    Case("The law [^1]of peace", "La ley de paz", "", "La ley [^1] de paz", "item-placed:[^1]",
         sure=0.0),
    Case("The law,[^1] of peace", "La ley, de paz", "", "La ley,[^1] de paz",
         "item-placed:[^1]", sure=0.0),
    Case("The law,[^1] of peace", "La ley de paz", "", "La ley[^1] de paz", "item-placed:[^1]",
         sure=0.0),
    Case("The (law)[^1] of peace", "La (ley) de paz", "", "La (ley)[^1] de paz",
         "item-placed:[^1]", sure=0.0),
    Case("The law ([^1]) of peace", "La ley () de paz", "", "La ley ()[^1] de paz",
         "item-placed:[^1]", sure=0.0),
    Case("The law[^1][^2] of peace", "La ley de paz", "", "La ley[^1][^2] de paz",
         "item-placed:[^1] item-placed:[^2]", sure=0.0),
    Case("The law[^1] of[^2] peace", "De paz la ley", "", "De paz[^1] la[^2] ley",
         "item-placed:[^1] item-placed:[^2]", sure=0.0),
    Case("The law <br> of peace", "La ley de paz", "", "La ley <br> de paz",
         "item-placed:<br>", sure=0.0),
    Case("The law<br>of peace", "La ley de paz", "", "La ley<br>de paz", "item-placed:<br>",
         sure=0.0),
    Case("The law <!-- x --> of peace", "De paz, la ley", "", "De paz, <!-- x --> la ley",
         "item-placed:<!-- x -->", sure=0.0),
    Case("*`a`* **`b`** c", "b y a c", "", "**`b`** y *`a`* c"),
    Case("**`a` `b`** c", "a x b c", "", "**`a` x `b`** c", "mark-unsure:**", sure=0.4),
    Case("**{1}** and {2}", "{2} y {1}", "", "{2} y **{1}**"),
    Case("**{1}** and {2}", "y", "", "**{1}** y {2}", "", False),
    Case("See **{1}**, {2}", "Vea, ", "", "Vea, **{1}**{2}", "", False),
    Case("`go` and go", "go y go", "", "`go` y go", "item-placed:`go`", sure=0.4),
    Case("go and `go`", "go y go", "", "go y `go`", "item-placed:`go`", sure=0.4),
    Case("go and `go`", "y go", "", "y `go`", "item-placed:`go`", sure=0.4),
    Case("`go` going", "going go", "", "going `go`"),
    Case("`1` or 10", "10 o 1", "", "10 o `1`"),
    Case("`a b` c", "a b c a b", "", "`a b` c a b", "item-placed:`a b`", sure=0.4),
    Case("`a` `ab` c", "ab a c", "", "`ab` `a` c"),
    Case("Run `make` and `go`", "Haz y ve", "", "Haz y ve", "item-lost:`make` item-lost:`go`"),
]  # fmt: skip


@pytest.mark.parametrize("case", UNALIGNED, ids=str)
def test_without_an_alignment_what_is_certain_is_placed(case: Case) -> None:
    clean = cleaned(marked(case.source), placeholders=case.placeholders)
    found = projected(clean, Hypothesis(case.hypothesis))
    assert (found.target, found.f1) == (case.target, case.sure)
    assert " ".join(f"{doubt.code}:{doubt.written}" for doubt in found.doubts) == case.doubts


def test_attention_on_punctuation_counts_for_nothing() -> None:
    """Models look at the full stop when they have nothing to look at."""
    clean = cleaned(marked("the **red** house."))
    source = (*word_spans(clean.text), (13, 14))
    rows = ((0.3, 0.0, 0.0, 0.7), (0.0, 0.0, 0.1, 0.9), (0.0, 0.2, 0.0, 0.8))
    aligned = Alignment(source, word_spans("la casa roja."), rows)  # type: ignore[arg-type]  # a tuple is as good as a Span
    found = projected(clean, Hypothesis("la casa roja.", alignment=aligned))
    assert (found.target, found.doubts, found.f1) == ("la casa **roja**.", (), 1.0)


def test_what_the_source_escapes_is_escaped() -> None:
    source = "\\[**one**] two"
    found = projected(cleaned(marked(source), like=source), Hypothesis("[یک] دو"))
    assert found.target == "\\[یک] دو"


def test_f1_is_that_of_the_least_sure_mark() -> None:
    clean = cleaned(marked("*the* **red** house"))
    aligned = alignment(clean.text, "la casa roja", "0 1-2 1")
    found = projected(clean, Hypothesis("la casa roja", alignment=aligned))
    assert found.target == "*la* **casa roja**"
    # Of the attention that "red" got, "casa roja" paid all: 2 · 1 / (two words + 1).
    assert found.f1 == pytest.approx(2 / 3, abs=0.001)


GLOSSED = [
    # a segment, and what a model that translates word by word makes of it
    ("es", "The **president** spoke [today]({1}).", "El **presidente** habló [hoy]({1})."),
    ("es", "**The president** spoke. *They signed* nothing.",
     "**El presidente** habló. *Ellos firmaron* nada."),
    ("es", "The minister[^1] and `xyz` spoke", "El ministro[^1] y `xyz` habló"),
    ("es", "War and {3} and peace", "Guerra y {3} y paz"),
    ("fa", "The **president** spoke [today]({1}).", "آن **رئیس‌جمهور** گفت [امروز]({1})."),
    ("fa", "**Peace** *and* ~~war~~", "**صلح** *و* ~~جنگ~~"),
    ("fa", "The *new **agreement***", "آن *نو **توافق***"),
]  # fmt: skip


@pytest.fixture(scope="module")
def engines(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, Engine]]:
    """Real models whose words and attention are known beforehand."""
    pytest.importorskip("ctranslate2", reason="needs the engine's libraries")
    from tests.engines import models

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARGOS_PACKAGES_DIR", str(models.installed_packages(tmp_path_factory)))
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        opened = opener("argos")
        yield {locale: opened("en", locale, EngineOptions()) for locale in ("es", "fa")}


@pytest.mark.parametrize(("locale", "source", "target"), GLOSSED)
def test_marks_follow_the_attention_of_a_real_model(
    engines: dict[str, Engine], locale: str, source: str, target: str
) -> None:
    clean = cleaned(marked(source))
    ((_, hypothesis),) = engines[locale].translate([clean.text], align={0})
    found = projected(clean, hypothesis)
    assert (found.target, found.doubts) == (target, ())


# Laws


def test_a_translation_that_says_the_same_has_the_same_marks(
    posts: Callable[[int], list[Path]],
) -> None:
    """The segments of a blog, "translated" into themselves, word for word.

    A mark on a part of a word (`[Node]({1})'s`) comes back on the word.
    """
    total = same = 0
    for post in posts(6):
        for segment in read(post.read_bytes(), post).segments:
            clean = cleaned(marked(segment.source), like=segment.source)
            words = word_spans(clean.text)
            rows = [tuple(float(n == k) for n in range(len(words))) for k in range(len(words))]
            aligned = Alignment(words, words, tuple(rows))
            found = projected(clean, Hypothesis(clean.text, alignment=aligned))
            assert marked(found.target).text == clean.source.text
            total += 1
            same += found.target == segment.source
    assert same >= 0.995 * total


TARGET = st.sampled_from(
    [
        "سلام",
        "«علی»",
        "و",
        "کتاب‌ها",
        "y",
        "¿qué",
        "río?",
        "(2*3)",
        "_a",
        "x",
        "{1}",
        "{2}",
        "a_b.",
        "`",
    ]
)


@st.composite
def alignments(draw: st.DrawFn, source: str, target: str) -> Alignment | None:
    if draw(st.booleans()):
        return None
    ours, theirs = word_spans(source), word_spans(target)
    weight = st.sampled_from([0.0, 0.0, 0.1, 0.5, 1.0])
    rows = []
    for _ in theirs:
        row = draw(st.lists(weight, min_size=len(ours), max_size=len(ours)))
        rows.append(tuple(w / sum(row) if sum(row) else 0.0 for w in row))
    return Alignment(ours, theirs, tuple(rows))


@settings(max_examples=120)
@given(data=st.data(), placeholders=st.booleans())
def test_the_result_has_the_marks_of_the_source_or_says_which_are_lost(
    data: st.DataObject, placeholders: bool
) -> None:
    try:
        source = marked(written(data.draw(placements())))
    except Unwritable:
        source = marked("**a *b*** `c` {1} d[^1]")
    clean = cleaned(source, placeholders=placeholders)
    text = " ".join(data.draw(st.lists(TARGET, min_size=1, max_size=7)))
    aligned = data.draw(alignments(clean.text, text))
    found = projected(clean, Hypothesis(text, alignment=aligned))
    before, after = names(source), names(marked(found.target))
    assert not after - before
    lost = {doubt.written for doubt in found.doubts if doubt.code in ("mark-lost", "item-lost")}
    assert set(before - after) == lost
    if clean.items == () and found.target:
        assert marked(found.target).text == text


def test_a_text_with_more_items_than_attention_is_asked_for_says_what_is_missing() -> None:
    source = " ".join(f"**a{n}** `c{n}`" for n in range(400))
    clean = cleaned(marked(source))
    spans = tuple(word_spans(clean.text))
    rows = tuple(tuple(float(row == n) for n in range(len(spans))) for row in range(len(spans)))
    found = projected(clean, Hypothesis(clean.text, alignment=Alignment(spans, spans, rows)))
    wanted, has = names(marked(source)), names(marked(found.target))
    assert has <= wanted
    told = {doubt.written for doubt in found.doubts if doubt.code.endswith("-lost")}
    assert told == set(wanted - has) == {"**"}
