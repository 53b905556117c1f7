"""Site profiles: what a file may say, what is wrong with it, and which one is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n_flow import bounded
from l10n_flow.errors import ConfigError, UsageError
from l10n_flow.importers.profile import KEYS, REACH, choose, known, load, matching, named
from l10n_flow.importers.textpage import read_plain

NOWHERE = Path("no-such-folder")
DOCS = Path(__file__).parents[2] / "docs" / "importing.md"

EVERY_KEY = r"""
about: pages of a paper
fits: {min_signs: 1, signs: ['^Delta Weekly$']}
blocks: blank-lines
meta:
  dates: ['^le (?P<day>\d+) (?P<month>\w+) (?P<year>\d+)$']
  between: '#'
  separator: '\+'
  expected: true
byline: '^de (?P<author>.+)$'
credit: {names: Delta Weekly, repeated: true}
kinds: {Entretien: interview}
categories: {À la une: top-news}
months:
- [janvier, février, mars, avril, mai, juin,
   juillet, août, septembre, octobre, novembre, décembre]
headings: {max_words: 9, sentence_ends: '[.]$'}
article_end: '^Fin$'
lists: ['^À lire aussi$']
drop: ['^Partager$', '^Imprimer$']
languages: {fr: le la les de et}
html:
  title: //h1
  date: //time/@datetime
  categories: //a[@rel='tag']
  authors: //a[@rel='author']
  credit: //p[@class='credit']
  body: //article
  drop: [//aside]
"""


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "delta.yaml"


def mistake(file: Path, text: str) -> str:
    """What is said about the profile, from the file's name on."""
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(file)
    return str(caught.value).removeprefix(f"{file.parent.as_posix()}/")


def test_a_profile_can_say_all_of_it(written: Path) -> None:
    written.write_text(EVERY_KEY, encoding="utf-8")
    profile = load(written)
    assert profile.name == "delta"
    assert profile.kinds == {"entretien": "interview"}
    assert profile.categories == {"à la une": "top-news"}
    assert profile.months["août"] == 8
    assert profile.languages["fr"] == {"le", "la", "les", "de", "et"}
    assert profile.html.body is not None
    assert profile.html.body.xpath == "//article"


def test_every_key_is_tried_above_and_explained_in_the_docs() -> None:
    docs = DOCS.read_text("utf-8")
    for section, keys in KEYS.items():
        for key in keys:
            assert f"{key}:" in EVERY_KEY
            assert f"| `{f'{section}.{key}' if section else key}` |" in docs


def test_an_empty_profile_fits_every_page(written: Path) -> None:
    written.write_text("", encoding="utf-8")
    assert choose([load(written)], ["anything"]).name == "delta"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("drops: [a]", "delta.yaml:1:1: unknown key 'drops' (did you mean 'drop'?)"),
        (
            "drop:\n- '['",
            "delta.yaml:2:3: '[' is not a regular expression: unterminated character ",
        ),
        ("drop: 'a*'", "delta.yaml:1:1: 'a*' matches an empty line (it would match every line)"),
        ("byline: 'by .+'", "delta.yaml:1:1: 'by .+' must have the groups (?P<author>…)"),
        ("blocks: line", "delta.yaml:1:1: 'blocks' must be one of lines, blank-lines, not 'line'"),
        ("months: [[a, b]]", "delta.yaml:1:10: a year has twelve months, not 2"),
        ("kinds: {Talk: my kind}", "delta.yaml:1:9: 'kinds.Talk' must be an id: letters, digits "),
        (
            "fits: {min_signs: 2, signs: ['a']}",
            "delta.yaml:1:8: 'fits.min_signs' must be a whole number ",
        ),
        ("meta: {expected: 1}", "delta.yaml:1:8: 'meta.expected' must be true or false, not 1"),
        ("- a", "delta.yaml:1:1: the file must be a mapping of keys to values, not a list"),
        ("a: [", "delta.yaml:1:5: not YAML: "),
    ],
)
def test_a_mistake_has_its_line_and_says_what_to_do(written: Path, text: str, message: str) -> None:
    assert mistake(written, text).startswith(message)


def test_a_profile_is_found_by_name_or_by_path(written: Path) -> None:
    written.write_text("about: x", encoding="utf-8")
    assert named("delta", written.parent) == written
    assert named(str(written), NOWHERE) == written
    assert named("generic", NOWHERE).name == "generic.yaml"


def test_a_name_that_is_none_is_met_with_the_one_that_was_meant() -> None:
    with pytest.raises(UsageError) as caught:
        named("generics", NOWHERE)
    assert str(caught.value) == "there is no profile 'generics' (did you mean 'generic'?)"


def test_a_project_s_profile_takes_the_place_of_a_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "generic.yaml").write_text("about: ours", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no profile", encoding="utf-8")
    found = known(tmp_path)
    assert list(found) == ["generic", "strategic-council"]
    assert found["generic"].parent == tmp_path


def test_the_profile_with_most_signs_on_the_page_is_taken() -> None:
    profiles = [load(file) for file in known(NOWHERE).values()]
    assert choose(profiles, ["2020/09/29 | politics", "0 Comments"]).name == "strategic-council"
    assert choose(profiles, ["2020/09/29 | politics"]).name == "generic"


def test_a_pattern_never_meets_a_line_that_is_too_long_for_furniture() -> None:
    drop = load(known(NOWHERE)["strategic-council"]).drop
    assert matching(drop, "Loading") is not None
    assert matching(drop, "Loading" + " " * REACH + ".") is None


def test_arabic_letters_and_joiners_do_not_hide_a_persian_heading() -> None:
    lists = load(known(NOWHERE)["strategic-council"]).lists
    assert matching(lists, "آخرین مطالب") is not None
    assert matching(lists, "\u200fآخرين  مطالب\u200e") is not None


BACKTRACKS = "(?:[a-z]+)+%"

A_PAGE = f"""\
Mud and Water

{"a" * 30}! | news, {"b" * 30}!

The river rose by four metres on Monday, and nobody was there to see {"c" * 30}!

{"d" * 30}!

It fell again on Tuesday, and the ferries came back to {"e" * 30}!
"""


@pytest.mark.parametrize(
    "rule",
    [
        "headings: {max_words: 9, sentence_ends: 'X'}",
        "meta: {between: 'X'}",
        "meta: {separator: 'X', expected: true}",
        "meta: {dates: ['X(?P<year>1)(?P<month>2)(?P<day>3)']}",
        "byline: 'X(?P<author>.)'",
        "article_end: 'X'",
        "lists: ['X']",
        "drop: ['X']",
        "fits: {min_signs: 1, signs: ['X']}",
    ],
)
def test_a_pattern_of_a_profile_that_never_ends_is_stopped(
    rule: str, written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "SECONDS", 0.2)
    monkeypatch.setattr(bounded, "_given_up", set())
    written.write_text(rule.replace("X", BACKTRACKS), encoding="utf-8")
    page = A_PAGE if "separator" not in rule else A_PAGE.replace("! | news", " | 2 May 2026 | news")
    with pytest.raises(ConfigError, match="a pattern of the profile takes too long"):
        read_plain(page, Path("page.txt"), choose([load(written)], page.splitlines()))


def test_the_parts_of_a_line_do_not_depend_on_the_groups_of_a_pattern(written: Path) -> None:
    """Python's own `split` gives the groups too, and nothing at all for one without a match."""
    written.write_text("meta: {between: '(a)|(#)', separator: '(x)?,'}", encoding="utf-8")
    page = A_PAGE.replace(f"{'a' * 30}! | news", "2 May 2026 # news")
    assert read_plain(page, Path("page.txt"), load(written)).article is not None
