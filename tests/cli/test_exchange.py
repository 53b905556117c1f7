"""`l10n-flow exchange` as somebody types it who works with an agency."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from l10n_flow.project import Project
from tests.workflow.newsroom import catalog, fill, synced, write

from .conftest import Command


@pytest.fixture
def sent(project: Project, l10n_flow: Command) -> Path:
    """What the agency gets: an article of three segments, one of them translated."""
    write(project, brief="# Rain\n\nMud.\n\nSee [the list](/list).\n")
    synced(project)
    fill(project, "es", "brief", {"Rain": "Lluvia"}.get)
    said = l10n_flow("exchange", "export", "-l", "es", "--out", "agency")
    assert (said.code, said.err) == (0, "")
    assert said.out == "agency/en-es.xlf: 3 segments of 1 article, en → es\n"
    return project.root / "agency" / "en-es.xlf"


def returned(file: Path, **words: str) -> None:
    """The agency translates these texts; a text without a translation is left alone."""
    text = file.read_text("utf-8")
    for source, target in words.items():
        pattern = rf"(<source[^>]*>{source}.*?</source>)(\s*<target[^>]*?(/>|>.*?</target>))?"
        text, found = re.subn(
            pattern, rf'\1<target state="translated">{target}</target>', text, flags=re.DOTALL
        )
        assert found == 1
    file.write_text(text, "utf-8")


def test_what_comes_back_is_a_line_for_each_article_and_a_sum(
    l10n_flow: Command, sent: Path, project: Project
) -> None:
    returned(sent, Mud="Lodo.")
    dry = l10n_flow("exchange", "import", "agency/en-es.xlf", "--dry-run")
    assert dry.out.splitlines()[-1] == (
        "1 segment of agency/en-es.xlf would be taken; 2 without anything new"
    )
    assert catalog(project, "es", "brief").entries[1].target == ""
    said = l10n_flow("exchange", "import", "agency/en-es.xlf")
    assert (said.code, said.err) == (0, "")
    assert said.out == (
        "article  in  reviewed  translated  draft\n"
        "brief    es         -           1      -\n"
        "\n"
        "1 segment of agency/en-es.xlf taken; 2 without anything new\n"
    )
    again = l10n_flow("exchange", "import", "agency/en-es.xlf")
    assert again.out == "0 segments of agency/en-es.xlf taken; 3 without anything new\n"


def test_sources_that_came_back_as_translations_and_notes_are_counted(
    l10n_flow: Command, sent: Path, project: Project
) -> None:
    text = sent.read_text("utf-8")
    text = re.sub(r"<target.*?</target>", "", text)
    text = re.sub(r"(<source)(.*?)(</source>)", r"\1\2\3<target\2</target>", text)
    sent.write_text(text.replace("</target>", '</target><note from="Ana">Hm.</note>', 1), "utf-8")
    said = l10n_flow("exchange", "import", "agency/en-es.xlf")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        "0 segments of agency/en-es.xlf taken; 3 without anything new",
        "3 segments have the source as translation and no state: not taken as translated.",
        "Notes of 1 segment became comments in the catalogs.",
    ]
    rain = catalog(project, "es", "brief").entries[0]
    assert (rain.target, rain.comments) == ("Lluvia", ("Ana: Hm.",))


def test_one_source_that_came_back_is_one_and_a_dry_run_says_what_would_be(
    l10n_flow: Command, sent: Path
) -> None:
    text = re.sub(r"<target.*?</target>", "", sent.read_text("utf-8"))
    copied = '</source><target>Mud.</target><note from="Ana">Hm.</note>'
    sent.write_text(re.sub(r"(?<=Mud\.)</source>", copied, text), "utf-8")
    assert l10n_flow("exchange", "import", "agency/en-es.xlf", "-n").out.splitlines() == [
        "0 segments of agency/en-es.xlf would be taken; 3 without anything new",
        "1 segment has the source as translation and no state: not taken as translated.",
        "Notes of 1 segment would become comments in the catalogs.",
    ]


def test_a_file_finds_its_article_under_another_name(
    l10n_flow: Command, sent: Path, project: Project
) -> None:
    returned(sent, Mud="Lodo.")
    (project.content / "brief.md").rename(project.content / "rain.md")
    synced(project)
    assert l10n_flow("exchange", "import", "agency/en-es.xlf").out.splitlines()[3:] == [
        "1 segment of agency/en-es.xlf taken; 2 without anything new",
        "content/brief.md in the file is content/rain.md by now: it has the file's segments.",
    ]


def test_a_file_finds_its_segments_by_their_words_when_the_ids_are_others(
    l10n_flow: Command, sent: Path
) -> None:
    returned(sent, Mud="Lodo.")
    ids = iter(range(9))
    text = re.sub(r'(?<=<trans-unit id=")[^"]*', lambda _: f"u{next(ids)}", sent.read_text("utf-8"))
    sent.write_text(text, "utf-8")
    assert l10n_flow("exchange", "import", "agency/en-es.xlf").out.splitlines()[3:] == [
        "1 segment of agency/en-es.xlf taken; 2 without anything new",
        "The ids in the file are not ours: 3 segments found by source.",
    ]


def test_what_is_not_taken_is_named_with_its_line_and_ends_with_1(
    l10n_flow: Command, sent: Path, project: Project
) -> None:
    returned(sent, Mud="Barro.", See="Vea la lista.")
    fill(project, "es", "brief", {"Mud.": "Lodo."}.get)
    said = l10n_flow("exchange", "import", "agency/en-es.xlf")
    assert said.code == 1
    assert said.out.splitlines() == [
        "0 segments of agency/en-es.xlf taken; 1 without anything new; 2 not taken",
        "Where a segment was translated here meanwhile, --theirs takes the file's words.",
    ]
    lost, other = said.err.splitlines()
    assert re.match(r"warning: agency/en-es\.xlf:\d+: unit \S+ was not taken: ", lost)
    assert "was not taken: " in other
    data = json.loads(l10n_flow("exchange", "import", "agency/en-es.xlf", "--json").out)
    (file,) = data["files"]
    assert (len(file["refused"]), len(file["conflicts"])) == (1, 1)
    assert file["refused"][0]["line"] > 0
    theirs = l10n_flow("exchange", "import", "agency/en-es.xlf", "--theirs")
    assert "1 segment of agency/en-es.xlf taken; 1 without anything new; 1 not taken" in theirs.out


def test_of_many_units_that_are_not_taken_the_first_are_named(
    l10n_flow: Command, project: Project
) -> None:
    names = [f"Text{n:02}" for n in range(22)]
    write(project, brief="\n\n".join(f"{name} [x](/x)." for name in names) + "\n")
    synced(project)
    l10n_flow("exchange", "export", "-l", "es", "--out", "agency")
    returned(project.root / "agency" / "en-es.xlf", **dict.fromkeys(names, "nada"))
    told = l10n_flow("exchange", "import", "agency/en-es.xlf").err.splitlines()
    assert len([line for line in told if "was not taken" in line]) == 19
    assert "warning: … and 3 more; --json has all" in told


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    l10n_flow: Command, sent: Path, project: Project
) -> None:
    (project.root / "bad.xlf").write_text("<xliff>", "utf-8")
    returned(sent, Mud="Lodo.")
    said = l10n_flow("exchange", "import", "bad.xlf", "agency/en-es.xlf", "--quiet")
    assert (said.code, said.out) == (3, "")
    assert said.err.startswith("error: bad.xlf")
    assert catalog(project, "es", "brief").entries[1].target == "Lodo."


def test_there_may_be_nothing_to_export(l10n_flow: Command, project: Project) -> None:
    write(project, brief="Mud.\n")
    assert l10n_flow("exchange", "export").out == "there is nothing to export\n"
    synced(project)
    fill(project, "es", "brief", lambda _: "Lodo.")
    said = l10n_flow("exchange", "export", "-l", "es", "--open", "--json")
    assert json.loads(said.out) == {"schema": 1, "files": [], "left": [], "failures": []}
    data = json.loads(l10n_flow("exchange", "export", "-l", "fa", "--json").out)
    assert [(one["path"], one["units"]) for one in data["files"]] == [
        ("build/exchange/en-fa.xlf", 1)
    ]


def test_words_for_a_segment_that_is_gone_find_their_way_into_the_memory(
    l10n_flow: Command, sent: Path, project: Project
) -> None:
    returned(sent, Mud="Lodo.")
    write(project, brief="# Rain\n\nMore mud.\n\nSee [the list](/list).\n")
    synced(project)
    said = l10n_flow("exchange", "import", "agency/en-es.xlf")
    assert said.code == 1
    assert said.out.splitlines()[1:] == [
        "A memory keeps the words for segments that are gone, for texts like them:",
        "l10n-flow memory import agency/en-es.xlf",
    ]
    assert l10n_flow("memory", "import", "agency/en-es.xlf").code == 0
    assert "Lodo." in l10n_flow("memory", "search", "Mud.", "-l", "es").out


def test_a_file_with_words_that_are_not_in_the_catalogs_is_not_exported_over(
    l10n_flow: Command, sent: Path
) -> None:
    returned(sent, Mud="Lodo.")
    said = l10n_flow("exchange", "export", "-l", "es", "--out", "agency")
    assert (said.code, said.out) == (3, "")
    assert said.err == (
        "error: agency/en-es.xlf: 1 segment has other words in it than in the catalogs; nothing "
        "was written (import it: l10n-flow exchange import agency/en-es.xlf; or delete it, or "
        "export to another folder (--out))\n"
    )
    assert l10n_flow("exchange", "import", "agency/en-es.xlf").code == 0
    assert l10n_flow("exchange", "export", "-l", "es", "--out", "agency").code == 0
