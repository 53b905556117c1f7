"""Tags by what they do to a page: break it, change an element of it, or only break a line."""

from __future__ import annotations

import pytest

from l10n_flow.checks.pair import Pair
from l10n_flow.checks.rules.elements import is_gone_whole
from l10n_flow.checks.running import checked, selected
from l10n_flow.model import Severity, State

BREAKS = [
    ("a tag is not closed", "a <b>new</b> pact", "un <b>nuevo pacto"),
    ("a closing tag opens", "a <b>new</b> pact", "un <b>nuevo<b> pacto"),
    ("the slash stands at the wrong end", "a <i>new</i> pact", "un <i>nuevo<i/> pacto"),
    ("tags are closed in the wrong order", "<b><i>a</i></b> b", "<b><i>a</b></i> b"),
    ("tags stand the wrong way round", "a <b>new</b> pact", "un </b>nuevo<b> pacto"),
    ("an element of no words is lost", "See <my-map></my-map> now", "Vea ahora"),
    ("a script is added", "Peace", "<script>Paz</script>"),
    ("a block is added", "Peace now", "<div>Paz</div> ahora"),
    ("an element became one that the source has not", "<app>A</app> b", "<gui>A</gui> b"),
    ("a paragraph is not closed", "<p>One</p><p>two</p>", "<p>Uno</p><p>dos"),
    ("a paragraph ends that does not begin", "<p>One</p>", "<p>Uno</p></p>"),
    ("a paragraph is added to a text without one", "One two", "<p>Uno dos</p>"),
    ("an index is not closed", "vitamin B<sub>12</sub>", "vitamina B<sub>12"),
    ("a source's lonely tag is lost", "a <Tabs id='x'>", "un"),
    ("one of two tags that stress is lost", "See <b>this</b> first", "Vea <b>esto primero"),
    ("a break is put into words", "One<br>two", "یک<دو>"),
    ("a link without an address of its own is added", "a new pact", "un <a {1}>nuevo</a> pacto"),
    ("a link is lost", 'See <a href="/x">us</a>.', "Véanos."),
    ("a link of an article is lost", "See <a {1}>us</a>.", "Véanos."),
    ("a DocBook link is lost", "see <link xref='x'>us</link>", "véanos"),
]  # fmt: skip
MEANT = [
    ("a picture is lost", 'See <img src="a.png"> now', "Vea ahora"),
    ("a picture of an article is lost", "See <img {1}> now", "Vea ahora"),
    ("a picture is added", "See it now", 'Véalo <img src="es.png"> ahora'),
]  # fmt: skip
"""A picture may hold words, and the page of another version of the source has others."""
ELEMENTS = [
    ("a key became plain words", "press <kbd>x</kbd>", "pulse x"),
    ("a name on a button became plain words", "the <gui>Start at</gui> row", "la fila Inicio"),
    ("a name on a button became stress", "the <gui>Start at</gui> row", "la <em>Inicio</em>"),
    ("a power became a number", "10<sup>6</sup> tons", "106 toneladas"),
]
LINES = [
    ("a break is lost", "Peace<br>now", "Paz ahora"),
    ("a break is added", "Peace now", "Paz<br />ahora"),
    ("a place to break is lost", "Peace<wbr>now", "Paz ahora"),
    ("a paragraph is joined with another", "<p>One</p><p>two</p>", "<p>Uno dos</p>"),
    ("a paragraph is split", "<p>One two</p>", "<p>Uno</p><p>dos</p>"),
]
FINE = [
    ("a break has another spelling", "Peace<br>now", "Paz<br />ahora"),
    ("a break in capitals", "Peace<BR/>now", "Paz<br>ahora"),
    ("breaks became paragraphs", "<p>One<br>two</p>", "<p>Uno</p><p>dos</p>"),
    ("paragraphs became breaks", "<p>One</p><p>two</p>", "<p>Uno<br><br>dos</p>"),
    ("a source that is not closed is mended", "a <b>new<b> pact", "un <b>nuevo</b> pacto"),
    ("stress that a source leaves open is left out", "See <b>this first!", "¡Vea esto primero!"),
    ("a source's doubled tags became single", "<app><app>A</app></app> b", "<app>A</app> b"),
    ("words are slanted", "a new pact", 'un <i lang="la">status quo</i>'),
    ("a name of several words", "run <script file name> <in>", "ejecute <nombre del script> <in>"),
    ("POD marks that end in a slash", r"B<-s> I<list\/>, I<a/b>", r"B<-s> I<lista\/>, I<x/b>"),
    (
        "quotations of typewriters around elements",
        "the `<out>a</out>' in\n`<out>I once</out>'",
        "la «<out>a</out>» de «<out>Una vez</out>»",
    ),
    ("POD marks", "or I<timeout>, which", "o I<tiempo>, que"),
]


@pytest.mark.parametrize(("source", "target"), [row[1:] for row in BREAKS],
                         ids=[row[0] for row in BREAKS])  # fmt: skip
def test_what_breaks_the_page_is_an_error(source: str, target: str) -> None:
    assert ("tag", Severity.ERROR) in found(source, target)


@pytest.mark.parametrize(("source", "target"), [row[1:] for row in MEANT],
                         ids=[row[0] for row in MEANT])  # fmt: skip
def test_whole_pictures_are_an_error_of_drafts_and_a_warning_of_people(
    source: str, target: str
) -> None:
    graver = {name for name, severity in found(source, target) if severity is Severity.ERROR}
    assert ("tag", Severity.WARNING) in found(source, target)
    assert not graver
    assert ("tag", Severity.ERROR) in found(source, target, State.DRAFT)


def test_a_link_that_loses_its_address_or_runs_code_is_never_meant() -> None:
    source = "See <a {1}>us</a>."
    assert ("placeholder", Severity.ERROR) in found(source, "Véase <a>nos</a>.")
    assert ("tag", Severity.ERROR) in found(source, "Véase [nos] ({1}).")
    active = 'Véase <a {1}>nos</a>, <a href="javascript:x">allí</a>.'
    assert ("tag", Severity.ERROR) in found(source, active)
    assert ("tag", Severity.ERROR) in found("See us.", "Véase <a {1}>nos</a>.")


@pytest.mark.parametrize(("source", "target"), [row[1:] for row in ELEMENTS],
                         ids=[row[0] for row in ELEMENTS])  # fmt: skip
def test_whole_elements_that_change_are_a_warning(source: str, target: str) -> None:
    graver = {name for name, severity in found(source, target) if severity is Severity.ERROR}
    assert ("element", Severity.WARNING) in found(source, target)
    assert not graver


def test_a_link_with_an_address_of_its_own_is_left_to_people_and_not_to_machines() -> None:
    source, target = "Write to the list.", 'Escriba a la <a href="/es">lista</a>.'
    assert found(source, target) == []
    assert [name for name, _ in found(source, target, State.DRAFT)] == ["element"]


@pytest.mark.parametrize(("source", "target"), [row[1:] for row in LINES],
                         ids=[row[0] for row in LINES])  # fmt: skip
def test_a_line_that_a_machine_breaks_elsewhere_is_worth_knowing(source: str, target: str) -> None:
    assert found(source, target, State.DRAFT) == [("line-break", Severity.INFO)]
    person = Pair(source, target, "en", "es", grammar="html")
    assert "line-break" not in [row.check for row in checked(person, selected("es"))]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Peace<br>now<br>please", "Paz ahora, ya"),
        ("Peace now please", "Paz<br>ahora<br>ya"),
    ],
)
def test_lines_that_a_person_made_prose_are_worth_knowing(source: str, target: str) -> None:
    assert ("line-break", Severity.INFO) in found(source, target)


@pytest.mark.parametrize(("source", "target"), [row[1:] for row in FINE],
                         ids=[row[0] for row in FINE])  # fmt: skip
def test_what_is_as_good_is_not_told(source: str, target: str) -> None:
    assert not {name for name, _ in found(source, target)} & {"tag", "element", "line-break"}


def test_a_break_that_is_added_to_a_field_is_told_once() -> None:
    told = found("Peace now", "Paz<br>ahora", kind="field: title")
    assert told == [("tag", Severity.ERROR)]


def test_another_address_in_a_tag_is_told() -> None:
    source, target = '<a href="https://x.org/a">x</a>', '<a href="https://x.org/b">x</a>'
    assert "url" in [name for name, _ in found(source, target)]


@pytest.mark.parametrize("state", [State.DRAFT, State.TRANSLATED, State.REVIEWED])
def test_a_link_to_the_web_is_a_persons_to_add_and_no_machines(state: State) -> None:
    target = 'Vea <a href="https://x.example/">el tratado</a>.'
    told = checked(Pair("See the treaty.", target, "en", "es", state=state), selected("es"))
    assert ("element" in [row.check for row in told]) is (state is State.DRAFT)


def found(
    source: str, target: str, state: State = State.TRANSLATED, kind: str = "paragraph"
) -> list[tuple[str, Severity]]:
    pair = Pair(source, target, "en", "es", kind=kind, state=state)
    return [(row.check, row.severity) for row in checked(pair, selected("es"))]


@pytest.mark.parametrize(
    ("source", "target", "number", "is_gone"),
    [
        ("See <a {1}>us</a> now", "Vea ahora", 1, True),
        ("See <a {1}>us</a> now", "Vea </a> ahora", 1, False),
        ("See <a {1}>us</a> now", "Vea <a {1}>esto</a> ahora", 1, False),
        ("See <a {1}>us</a> now", "Vea <a>esto</a> ahora", 1, False),
        ("See <a {1}>us</a> now", "Vea esto: {1}", 1, False),
        ("See <a {1}>us</a> now", "Vea esto: {3}", 1, False),
        ("<a {1}>Us</a> and <A {2}>them</A>", "<a {1}>Estos</a>", 2, True),
        ("<a {1}>Us</a> and <a {2}>them</a>", "Estos", 1, True),
        ("See <img {1}> now", "Vea ahora", 1, True),
        ("See <my-map {1}> now", "Vea ahora", 1, False),
        ("See {1} now", "Vea ahora", 1, False),
        ("See <a {1}>{2}</a> now", "Vea ahora", 2, False),
    ],
)
def test_a_tag_is_gone_whole_with_its_end_and_with_all_of_its_numbers(
    source: str, target: str, number: int, *, is_gone: bool
) -> None:
    assert is_gone_whole(Pair(source, target, "en", "es"), number) is is_gone
    assert not is_gone_whole(Pair(source, target, "en", "es", kind="field: title"), number)
