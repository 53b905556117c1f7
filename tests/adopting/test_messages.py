"""A message of another tool's catalog gives words for our segments, spelled as ours are."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n_flow import documents
from l10n_flow.adopting.messages import AdoptedMessage, AdoptedWords, MessageReader
from l10n_flow.adopting.readings import as_numbered, definitions
from l10n_flow.adopting.spellings import Texts
from l10n_flow.documents import ParseOptions
from l10n_flow.model import Entry

CASES = Path(__file__).parent / "cases.txt"


def cases() -> list[tuple[str, str, Entry, str]]:
    found = []
    for block in CASES.read_text("utf-8").split("\n=== ")[1:]:
        title, _, rest = block.partition("\n")
        parts = [part.strip("\n") for part in rest.split("\n--- ")]
        said = {part.partition("\n")[0]: part.partition("\n")[2] for part in parts[1:]}
        article = parts[0]
        former = said.get("fuzzy of")
        entry = Entry(
            said["msgid"], said["msgstr"], fuzzy=former is not None, previous_source=former or None
        )
        found.append((title, article, entry, said["carried"]))
    return found


def line(one: AdoptedWords) -> str:
    notes = ["draft"] * one.fuzzy + [f"of: {one.previous}"] * (one.previous is not None)
    more = "".join(f" ({note})" for note in [*notes, *one.why])
    return f"{one.key.source} = {one.target}{more}".replace("\n", "⏎")


def carried(article: str, entry: Entry) -> AdoptedMessage:
    document = documents.read(article.encode(), Path("a.md"))
    texts = Texts.of([("a", document.segments)])
    labels = {
        label.casefold(): value
        for segment in document.segments
        for value, _, label in segment.placeholders
        if label
    }
    own = labels | dict(definitions(entry.source))
    said = dict(definitions(entry.target)) | own
    return MessageReader(texts, ParseOptions(), own, said, "en", "es").carried(entry)


@pytest.mark.parametrize(
    ("article", "entry", "expected"),
    [pytest.param(*case[1:], id=case[0]) for case in cases()],
)
def test_words_arrive_spelled_as_ours(article: str, entry: Entry, expected: str) -> None:
    assert carried_lines(article, entry) == expected


def carried_lines(article: str, entry: Entry) -> str:
    found = carried(article, entry)
    shown = [line(one) for one in found.words]
    shown += [f"stray: {line(one)}" for one in found.strays]
    shown += [f"left: {one.reason}" for one in found.left]
    return "\n".join(shown)


def test_a_translation_stays_one_and_a_fuzzy_one_a_draft_with_its_former_text() -> None:
    (word,) = carried("Rain *fell*.", Entry("Rain _fell_.", "Llovió.")).words
    assert not word.fuzzy
    entry = Entry(
        "Rain _fell_.", "Llovía.", fuzzy=True, previous_source="Rain _falls_.", comments=("¿?",)
    )
    (word,) = carried("Rain *fell*.", entry).words
    assert (word.fuzzy, word.previous, word.comments) == (True, "Rain _falls_.", ("¿?",))


def test_a_text_whose_marks_are_others_now_is_a_draft_that_names_its_own() -> None:
    (word,) = carried("Rain *fell*.", Entry("Rain fell.", "Llovió.")).words
    assert (word.fuzzy, word.previous, word.why) == (
        True, "Rain fell.", ("match:with its words",)
    )  # fmt: skip


def test_signs_of_direction_in_a_message_are_no_difference() -> None:
    (word,) = carried("Rain in Velan.", Entry("\u200fRain in \u200eVelan.", "باران")).words
    assert word.target == "باران"


@pytest.mark.parametrize("text", ["see us", "{1} {2}", "{1}"])
def test_a_text_without_numbers_or_without_words_is_not_numbered(text: str) -> None:
    assert as_numbered(text, ParseOptions(), {}) == ()
