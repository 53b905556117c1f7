"""A package of somebody else adds one of each kind: examples/plugin/, installed for a test."""

from __future__ import annotations

import doctest
import importlib
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from l10n_flow import api, entrypoints, plugins
from l10n_flow.checks.pair import Pair
from l10n_flow.checks.running import checked, selected
from l10n_flow.checks.table import CHECKS
from l10n_flow.cli import entry
from l10n_flow.documents import FORMATS
from l10n_flow.engines import ENGINES
from l10n_flow.reports import REPORTS
from l10n_flow.workflow.building.outputs import OUTPUTS
from l10n_flow.workflow.review.desk import Desk
from tests.workflow.newsroom import catalog, fill

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "plugin"
MODULE = "l10n_flow_subtitles"

TALK = """1
00:00:01,000 --> 00:00:02,500
It rains.

2
00:00:03,000 --> 00:00:05,000 X1:40
The talks
go on.

3
00:00:06,000 --> 00:00:07,000
♪
"""

CONFIG = """source: en
locales: [es]
include: ["**/*.md", "**/*.srt"]
pretranslate:
  engine: phrasebook
  engines: {phrasebook: {file: phrases.tsv}}
"""

Run = Callable[..., tuple[int, str, str]]


def install(folder: Path, version: str = "0.1.0", code: str | None = None) -> None:
    """What an installer leaves of the example in a folder: its module and its metadata."""
    for old in folder.glob("*.dist-info"):
        shutil.rmtree(old)
    with (EXAMPLE / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    metadata = folder / f"{MODULE}-{version}.dist-info"
    metadata.mkdir(parents=True)
    lines = [f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {version}\n"]
    (metadata / "METADATA").write_text("".join(lines), "utf-8")
    entries = [
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in rows.items())
        for group, rows in project["entry-points"].items()
    ]
    (metadata / "entry_points.txt").write_text("\n".join(entries), "utf-8")
    source = (EXAMPLE / f"{MODULE}.py").read_text("utf-8") if code is None else code
    (folder / f"{MODULE}.py").write_text(source, "utf-8")
    sys.modules.pop(MODULE, None)
    importlib.invalidate_caches()
    entrypoints.look_again()


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on the path in which packages can be installed."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    for table in (FORMATS, CHECKS, ENGINES, REPORTS, OUTPUTS):
        monkeypatch.setattr(table, "_accepted", {})
    entrypoints.look_again()
    yield folder
    monkeypatch.undo()
    sys.modules.pop(MODULE, None)
    entrypoints.look_again()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A project with an article of ours and one of the plugin's."""
    folder = tmp_path / "project"
    (folder / "content").mkdir(parents=True)
    (folder / "l10n-flow.yaml").write_text(CONFIG, "utf-8")
    (folder / "content" / "talk.srt").write_text(TALK, "utf-8")
    (folder / "content" / "brief.md").write_text("# Peace\n\nIt rains.\n", "utf-8")
    phrases = "en\tes\nIt rains.\tLlueve.\nThe talks go on.\tLas conversaciones siguen.\n"
    (folder / "phrases.tsv").write_text(phrases, "utf-8")
    return folder


@pytest.fixture
def run(site: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def called(*arguments: str) -> tuple[int, str, str]:
        code = entry.run([arguments[0], "-C", str(site), *arguments[1:]])
        out, err = capsys.readouterr()
        return code, out, err

    return called


def test_a_package_brings_a_format_an_engine_a_check_an_output_and_a_report(
    packages: Path, site: Path, run: Run
) -> None:
    install(packages)

    assert run("sync")[0] == 0
    project = api.open(site).project
    assert [e.source for e in catalog(project, "es", "talk").entries] == [
        "It rains.",
        "The talks go on.",
    ]

    code, _, err = run("pretranslate")
    assert (code, err) == (0, "")
    talk = catalog(project, "es", "talk")
    assert [e.target for e in talk.entries] == ["Llueve.", "Las conversaciones siguen."]
    assert {e.origin.engine for e in talk.entries if e.origin} == {"phrasebook-1"}

    assert run("build")[0] == 0
    edition = (site / "build/markdown/es/talk.srt").read_text("utf-8")
    notice = "0\n00:00:00,000 --> 00:00:02,000\nEste texto es una traducción automática"
    words = TALK.replace("It rains.", "Llueve.")
    assert edition.startswith(notice)
    assert edition.endswith(words.replace("The talks\ngo on.", "Las conversaciones siguen."))
    assert (site / "build/markdown/en/talk.srt").read_text("utf-8") == TALK

    code, out, err = run("build", "--to", "webvtt")
    assert code == 0, err
    assert sorted(p.name for p in (site / "build/webvtt/es").iterdir()) == ["talk.vtt"]
    page = (site / "build/webvtt/es/talk.vtt").read_text("utf-8")
    assert page.startswith("WEBVTT\n\n")
    assert "00:00:01.000 --> 00:00:02.500\nLlueve.\n" in page
    assert "brief.md: only subtitles are written as WebVTT" in err

    code, out, err = run("check", "--report", "csv")
    assert out.splitlines()[0] == "article,language,check,severity,message"
    assert {line.split(",")[0] for line in out.splitlines()[1:]} <= {"brief", "talk"}


def test_its_check_has_a_severity_an_explanation_and_suppressions_like_any_other(
    packages: Path, site: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    install(packages)
    run("sync")
    project = api.open(site).project
    fill(project, "es", "talk", lambda _: "Llueve. " * 11 + "Llueve.")

    def found() -> set[str]:
        _, out, _ = run("check", "--json", "talk")
        findings = json.loads(out)["findings"]
        return {one["severity"] for one in findings if one["check"] == "subtitle-length"}

    assert found() == {"warning"}
    (site / "l10n-flow.yaml").write_text(
        f"{CONFIG}check: {{severity: {{subtitle-length: error}}}}\n", "utf-8"
    )
    assert found() == {"error"}
    (site / "l10n-flow.yaml").write_text(
        f"{CONFIG}check: {{ignore: [{{checks: [subtitle-length], articles: [talk]}}]}}\n", "utf-8"
    )
    assert found() == set()
    (site / "l10n-flow.yaml").write_text(CONFIG, "utf-8")
    path = project.catalog_path(project.articles()[1], "es")
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("\nmsgid ", "\n# l10n-flow:ignore=subtitle-length\nmsgid "), "utf-8"
    )
    assert found() == set()

    explained = entry.run(["check", "--explain", "subtitle-length"])
    assert explained == 0
    assert "Say it in fewer words." in capsys.readouterr().out


def test_the_examples_of_its_check_are_true(packages: Path) -> None:
    install(packages)
    check = CHECKS["subtitle-length"]
    for example in check.examples:
        for target, expected in ((example.bad, 1), (example.good, 0)):
            pair = Pair(example.source, target, "en", example.locale, example.kind)
            found = checked(pair, selected(example.locale))
            assert [one.check for one in found].count(check.name) == expected


def test_without_the_package_every_command_says_what_is_missing(
    packages: Path, site: Path, run: Run
) -> None:
    code, out, err = run("sync")
    assert code == 3
    assert "content/talk.srt: not a kind of article" in err
    assert "install the plugin that reads it" in err
    assert (site / "locales/es/LC_MESSAGES/brief.po").is_file()

    code, out, err = run("pretranslate")
    assert (code, out) == (2, "")
    assert "no engine 'phrasebook'" in err
    code, out, err = run("build", "--to", "webvtt")
    assert code == 2
    assert "unknown output format 'webvtt'" in err
    code, out, err = run("check", "--report", "csv")
    assert code == 2
    assert "there is no report format named 'csv'" in err
    (site / "l10n-flow.yaml").write_text(
        f"{CONFIG}check: {{severity: {{subtitle-length: error}}}}\n", "utf-8"
    )
    code, out, err = run("check")
    assert code == 2
    assert "there is no check named 'subtitle-length'" in err


def test_a_package_that_cannot_be_imported_is_named_and_the_rest_goes_on(
    packages: Path, site: Path, run: Run
) -> None:
    install(packages, code="import not_there_at_all")
    code, _, err = run("sync")
    assert code == 3
    name = "l10n-flow-subtitles 0.1.0"
    assert f"content/talk.srt: the format '.srt' of {name} cannot be loaded" in err
    assert "pip uninstall l10n-flow-subtitles" in err
    assert (site / "locales/es/LC_MESSAGES/brief.po").is_file()
    code, out, err = run("check", "brief")
    assert code == 3
    said = " ".join((out + err).split())
    assert f"the check 'subtitle-length' of {name} cannot be loaded" in said
    assert "2 untranslated" in out
    assert "failed: 1 plugin not usable" in out
    for arguments in (("pretranslate",), ("build", "--to", "webvtt"), ("check", "--report", "csv")):
        code, _, err = run(*arguments)
        assert code == 3
        assert "No module named 'not_there_at_all'" in err
        assert "Traceback" not in err
    assert run("build", "brief")[0] == 0


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("    slots, times = [], []", "    raise RuntimeError('odd')", "fails: RuntimeError: odd"),
        ("return Document(data,", "return Document(b'x',", "gives a document with another text"),
        ('"subtitle", cue["eol"]', '"nowhere", cue["eol"]', "has a slot in the place 'nowhere'"),
        ("Slot(start, end,", "Slot(0, len(data),", "gives slots that overlap"),
        ("return Document(", "return str(", "fails: TypeError"),
    ],
)
def test_what_a_format_does_wrong_in_one_article_is_that_articles_failure(
    packages: Path, site: Path, run: Run, right: str, wrong: str, says: str
) -> None:
    code = (EXAMPLE / f"{MODULE}.py").read_text("utf-8")
    assert right in code
    install(packages, code=code.replace(right, wrong))
    done, _, err = run("sync")
    assert done == 3
    assert f"content/talk.srt: the format '.srt' of l10n-flow-subtitles 0.1.0 {says}" in err
    assert (site / "locales/es/LC_MESSAGES/brief.po").is_file()


def test_files_that_a_plugin_reads_and_nobody_includes_are_told_with_what_to_write(
    packages: Path, site: Path, run: Run
) -> None:
    install(packages)
    (site / "l10n-flow.yaml").write_text("source: en\nlocales: [es]\n", "utf-8")
    code, _, err = run("sync")
    assert code == 0
    assert (
        "content/talk.srt: .srt files are skipped: the plugin l10n-flow-subtitles reads them"
        " once 'include' names them"
    ) in err
    assert not (site / "locales/es/LC_MESSAGES/talk.po").exists()


def test_updating_the_package_makes_work_be_done_again(
    packages: Path, site: Path, run: Run
) -> None:
    install(packages)
    run("sync")
    run("build")
    assert "unchanged" in run("build")[1]
    install(packages, "0.2.0")
    assert "unchanged" not in run("build")[1]
    assert "unchanged" in run("build")[1]


def test_a_name_that_is_taken_is_told_once_by_any_command(
    packages: Path, site: Path, run: Run
) -> None:
    install(packages)
    (packages / f"{MODULE}-0.1.0.dist-info" / "entry_points.txt").write_text(
        "[l10n_flow.formats]\n.md = x:y\n[l10n_flow.checks]\nnumber = x:y\n", "utf-8"
    )
    entrypoints.look_again()
    (site / "content" / "talk.srt").unlink()
    code, _, err = run("sync")
    assert code == 0
    warnings = [line for line in err.splitlines() if line.startswith("warning:")]
    assert [re.sub(r" is not used.*", "", line) for line in warnings] == [
        "warning: the format '.md' of l10n-flow-subtitles 0.1.0",
        "warning: the check 'number' of l10n-flow-subtitles 0.1.0",
    ]


QUARTO = """
from dataclasses import replace
from l10n_flow.plugins import MARKDOWN, Format

def parse(data, options):
    shortcodes = (*options.opaque, "[{]{2}< .*? >[}]{2}")
    return MARKDOWN.parse(data, replace(options, opaque=shortcodes))

SUBRIP = Format("Quarto", (".srt",), parse, MARKDOWN.metadata, "markdown", front_matter=True)
"""


def test_a_format_that_is_markdown_with_something_of_its_own_is_a_page_like_any_other(
    packages: Path, site: Path, run: Run
) -> None:
    install(packages, code=QUARTO)
    text = "---\ntitle: Peace\ndate: 2026-01-02\n---\n\nSee {{< video x >}} and [us](brief.md).\n"
    (site / "content" / "talk.srt").write_text(text, "utf-8")
    run("sync")
    fill(api.open(site).project, "es", "talk", {"Peace": "Paz"}.get)
    assert run("build")[0] == 0
    edition = (site / "build/markdown/es/talk.srt").read_text("utf-8")
    assert edition.startswith("---\ntitle: Paz\ndate: 2026-01-02\nlang: es\n")
    assert "See {{< video x >}} and [us](../en/brief.md)" in edition
    assert run("build", "--to", "site")[0] == 0
    assert "<title>Paz" in (site / "build/site/es/talk.html").read_text("utf-8")


def test_a_file_of_windows_is_read_and_written_as_it_is(
    packages: Path, site: Path, run: Run
) -> None:
    install(packages)
    talk = b"\xef\xbb\xbf" + TALK.replace("\n", "\r\n").encode()
    (site / "content" / "talk.srt").write_bytes(talk)
    run("sync")
    run("pretranslate")
    run("build")
    made = (site / "build/markdown/es/talk.srt").read_bytes()
    assert made.startswith(b"\xef\xbb\xbf0\r\n00:00:00,000")
    assert made.count(b"\r\n") == made.count(b"\n")
    assert b"02,500\r\nLlueve.\r\n\r\n2\r\n" in made
    run("build", "--to", "webvtt")
    assert (site / "build/webvtt/es/talk.vtt").read_bytes().startswith(b"WEBVTT\n\n0\r\n")


def test_what_is_not_translated_can_be_left_out_with_its_time(
    packages: Path, site: Path, run: Run
) -> None:
    install(packages)
    (site / "l10n-flow.yaml").write_text(f"{CONFIG}publish: {{untranslated: omit}}\n", "utf-8")
    (site / "phrases.tsv").write_text("en\tes\nIt rains.\tLlueve.\n", "utf-8")
    run("sync")
    run("pretranslate")
    run("build")
    made = (site / "build/markdown/es/talk.srt").read_text("utf-8")
    assert "Llueve.\n\n3\n00:00:06" in made
    assert "The talks" not in made


def test_the_desk_shows_its_articles(packages: Path, site: Path, run: Run) -> None:
    install(packages)
    run("sync")
    html = Desk(api.open(site).project).preview("talk", "es")
    assert re.search("<p[^>]*><span [^>]*>It rains.</span></p>", html)
    assert re.search("<span [^>]*>The talks<br>go on.|<span [^>]*>The talks\ngo on.", html)


def test_of_a_format_that_we_know_nothing_of_no_other_output_makes_anything(
    packages: Path, site: Path, run: Run
) -> None:
    install(packages)
    run("sync")
    for to in ("hugo", "jekyll", "pelican", "json", "site"):
        code, _, err = run("build", "--to", to)
        assert code == 0
        assert "talk.srt: subtitle articles are" in err
        assert not list((site / "build" / to).rglob("*talk*"))


def test_what_an_engine_a_report_and_an_output_do_wrong_is_one_line_about_the_package(
    packages: Path, site: Path, run: Run
) -> None:
    code = (EXAMPLE / f"{MODULE}.py").read_text("utf-8")
    for right, wrong in (
        ('            found = self._phrases.get(one, "")', "            found = 1 / 0"),
        ("    out = io.StringIO()", "    return 7"),
        ("    made = in_own_format(edition)", "    return edition"),
    ):
        assert right in code
        code = code.replace(right, wrong)
    install(packages, code=code)
    run("sync")
    for arguments, says in (
        (("pretranslate",), "the engine 'phrasebook' of l10n-flow-subtitles 0.1.0 fails"),
        (("check", "--report", "csv"), "the report 'csv' of l10n-flow-subtitles 0.1.0 gives int"),
        (("build", "--to", "webvtt"), "the output 'webvtt' of l10n-flow-subtitles 0.1.0 gives"),
    ):
        done, _, err = run(*arguments)
        assert done == 3, arguments
        assert says in err
        assert "Traceback" not in err


def test_translations_that_a_subtitle_cannot_hold_are_refused(packages: Path) -> None:
    install(packages)
    talk = api.parse(TALK, ".srt")
    made = api.translate(talk, {"It rains.": "Llueve\n\n2\nahora."})
    assert "Llueve 2 ahora.\n\n2\n" in made
    with pytest.raises(ValueError, match="holds -->"):
        api.translate(talk, {"It rains.": "00:00 --> 00:01"})
    long = "Las conversaciones entre las dos partes siguen hasta la noche."
    lines = api.translate(talk, {"It rains.": long}).split("\n\n")[0].splitlines()[2:]
    assert " ".join(lines) == long
    assert max(map(len, lines)) <= 42


def test_it_works_in_a_process_of_its_own_as_an_installer_leaves_it(
    packages: Path, site: Path
) -> None:
    install(packages)
    code = (
        f"import sys; sys.path.insert(0, {str(packages)!r})\n"
        "from l10n_flow.cli import entry\n"
        f"sys.exit(entry.run(['sync', '-C', {str(site)!r}, '--quiet']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (site / "locales/es/LC_MESSAGES/talk.po").is_file()


def test_all_is_exactly_what_the_module_gives_and_each_is_in_the_docs() -> None:
    assert sorted(plugins.__all__, key=lambda n: (not n.isupper(), not n[0].isupper(), n)) == list(
        plugins.__all__
    )
    assert sorted(plugins._PLACES) == sorted(plugins.__all__)
    assert all(getattr(plugins, name) is not None for name in plugins.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = plugins.nothing
    page = (ROOT / "docs" / "plugins.md").read_text("utf-8")
    assert [name for name in plugins.__all__ if not re.search(rf"\b{name}\b", page)] == []


def test_importing_what_plugins_import_imports_nothing_yet() -> None:
    code = (
        "import sys, l10n_flow.plugins;"
        "print(sorted(m for m in sys.modules if m.startswith('l10n_flow.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert "documents" not in done.stdout


def test_the_page_shows_what_the_example_has() -> None:
    page = (ROOT / "docs" / "plugins.md").read_text("utf-8")
    example = (EXAMPLE / f"{MODULE}.py").read_text("utf-8")
    project = (EXAMPLE / "pyproject.toml").read_text("utf-8")
    blocks = re.findall(r"```(python|toml)\n(.*?)```", page, re.DOTALL)
    assert len(blocks) >= 6
    for language, block in blocks:
        for piece in block.split("\n…\n"):
            assert piece.strip() in (example if language == "python" else project)


def test_the_examples_of_the_modules_run() -> None:
    assert doctest.testmod(entrypoints).failed == 0
