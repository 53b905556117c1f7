"""The project's terms, read and exchanged."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n_flow.errors import ConfigError, FileError, InputError, L10nFlowError, UsageError
from l10n_flow.project import Project
from l10n_flow.terms.term import Term, Wording
from l10n_flow.workflow.terms import export_terms, import_terms
from l10n_flow.workflow.words import terms_of

from .newsroom import all_bytes, configure

OURS = "# ours\nterms:\n- term: peace\n  es: paz  # always\n"
THEIRS = "term,es,fa\npeace,paz,صلح\nwar,guerra,\nunsaid,,\n"


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """A glossary of another program."""
    file = tmp_path / "glossary.csv"
    file.write_text(THEIRS, "utf-8")
    return file


def test_a_project_without_the_file_has_no_terms(project: Project) -> None:
    assert not terms_of(project)
    assert terms_of(project).language == "en"


def test_terms_are_read_from_the_file_that_the_configuration_names(project: Project) -> None:
    project = configure(project, "terms: style/words.yaml\n")
    project.terms.parent.mkdir()
    project.terms.write_text(OURS, "utf-8")
    assert terms_of(project).all == (Term(("peace",), "en", {"es": Wording("paz")}),)
    project.terms.write_text("terms: 5", "utf-8")
    with pytest.raises(ConfigError, match=r"words\.yaml:1:1"):
        terms_of(project)


def test_what_was_read_once_is_kept_until_the_file_changes(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.terms.write_text(OURS, "utf-8")
    first = terms_of(project)
    with monkeypatch.context() as patched:
        patched.delattr("l10n_flow.terms.termsfile.terms_in")
        again = terms_of(project)
    assert again == first
    assert [term.place for term in again.all] == [term.place for term in first.all]
    project.terms.write_text(OURS + "- term: war\n  es: guerra\n", "utf-8")
    assert len(terms_of(project).all) == 2


def test_a_damaged_state_is_read_anew(project: Project) -> None:
    project.terms.write_text(OURS, "utf-8")
    first = terms_of(project)
    for damage in (b"", b"{", b"[]", b'{"key": 1}', b"\xff"):
        (project.state / "terms.json").write_bytes(damage)
        assert terms_of(project) == first


def test_importing_adds_what_is_new_and_keeps_what_people_wrote(
    project: Project, theirs: Path
) -> None:
    project.terms.write_text(OURS, "utf-8")
    report = import_terms(project, theirs)
    assert project.terms.read_text("utf-8") == OURS + "  fa: صلح\n- term: war\n  es: guerra\n"
    assert [term.forms[0] for term in report.added] == ["war"]
    assert [term.forms[0] for term in report.extended] == ["peace"]
    assert (report.path, report.same, report.conflicts) == (Path("terms.yaml"), 0, ())
    assert report.ignored == ("1 of 3 terms: they have no translation",)
    again = import_terms(project, theirs)
    assert (again.added, again.extended, again.same) == ((), (), 2)


def test_a_dry_run_writes_nothing(project: Project, theirs: Path) -> None:
    before = all_bytes(project.root)
    report = import_terms(project, theirs, dry_run=True)
    assert len(report.added) == 2
    assert all_bytes(project.root) == before


def test_what_cannot_be_imported_leaves_the_terms_as_they_were(
    project: Project, theirs: Path, tmp_path: Path
) -> None:
    project.terms.write_text("terms: [{term: peace, es: paz}]\n", "utf-8")
    before = all_bytes(project.root)
    damaged = tmp_path / "damaged.tbx"
    damaged.write_text("<tbx><text>", "utf-8")
    odd = tmp_path / "glossary.xlsx"
    odd.write_bytes(b"PK")
    attempts: list[tuple[Path, str, type[L10nFlowError], str]] = [
        (theirs, "", ConfigError, "no term can be added to this file as it is written"),
        (theirs, "de", UsageError, "'de' is not a language of this project"),
        (damaged, "", InputError, "is not well-formed XML"),
        (odd, "", UsageError, "neither TBX nor CSV by its name"),
        (tmp_path / "none.csv", "", UsageError, "there is no file"),
    ]
    for file, target, kind, said in attempts:
        with pytest.raises(kind, match=said):
            import_terms(project, file, target=target)
    assert all_bytes(project.root) == before


@pytest.mark.parametrize("name", ["glossary.tbx", "glossary.csv"])
def test_what_is_exported_is_what_is_imported(project: Project, name: str, tmp_path: Path) -> None:
    file = tmp_path / "out" / name
    project.terms.write_text(OURS, "utf-8")
    assert export_terms(project, file) == 1
    terms = terms_of(project)
    project.terms.unlink()
    import_terms(project, file)
    assert terms_of(project).all == terms.all


def test_an_export_for_some_languages_leaves_out_what_says_nothing_of_them(
    project: Project, tmp_path: Path
) -> None:
    project.terms.write_text(
        "terms:\n- {term: truce, es: tregua, fa: آتش‌بس}\n- {term: peace, fa: صلح}\n"
        "- {term: Velan, translate: false}\n",
        "utf-8",
    )
    file = tmp_path / "glossary.csv"
    assert export_terms(project, file, locales=["es"]) == 2
    assert "tregua" in file.read_text("utf-8")
    assert "Velan" in file.read_text("utf-8")
    assert "peace" not in file.read_text("utf-8")
    assert "آتش" not in file.read_text("utf-8")
    assert export_terms(project, file, locales=["fa"]) == 3


def test_an_export_that_cannot_be_written_says_why(project: Project, tmp_path: Path) -> None:
    project.terms.write_text(OURS, "utf-8")
    with pytest.raises(UsageError, match="only TBX has an older version"):
        export_terms(project, tmp_path / "glossary.csv", older=True)
    with pytest.raises(UsageError, match=r"read one language .*write a file for each: -l es"):
        export_terms(project, tmp_path / "glossary.tbx", older=True)
    with pytest.raises(UsageError, match="neither TBX nor CSV"):
        export_terms(project, tmp_path / "glossary.tsv")
    (tmp_path / "file").write_text("")
    with pytest.raises(FileError):
        export_terms(project, tmp_path / "file" / "glossary.csv")


@pytest.mark.parametrize("suffix", [".csv", ".tbx"])
def test_the_glossary_of_the_docs_goes_out_and_comes_in_again(
    project: Project, tmp_path: Path, suffix: str
) -> None:
    docs = (Path(__file__).parents[2] / "docs" / "terms.md").read_text("utf-8")
    written = docs.partition("```yaml\n")[2].partition("```")[0]
    project.terms.write_text(written, "utf-8")
    file = tmp_path / f"glossary{suffix}"
    count = export_terms(project, file)
    assert import_terms(project, file).added == ()
    assert project.terms.read_text("utf-8") == written
    before = terms_of(project).all
    project.terms.unlink()
    assert len(import_terms(project, file).added) == count == len(before)
    plain = [(term.forms, term.language, set(term.wordings)) for term in terms_of(project).all]
    assert plain == [(term.forms, term.language, set(term.wordings)) for term in before]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("EN,ES-es", {"es": "paz"}),
        ("en-GB,es_MX", {"es": "paz"}),
        ("term,es-ES,es-MX", {"es-ES": "paz", "es-MX": "la paz"}),
        ("term,es,es-MX", {"es": "paz", "es-MX": "la paz"}),
        ("term,de", {"de": "paz"}),
        ("sep=;\r\nterm;es", {"es": "paz"}),
    ],
)
def test_a_table_of_another_variant_is_the_projects_language(
    project: Project, tmp_path: Path, header: str, expected: dict[str, str]
) -> None:
    file = tmp_path / "g.csv"
    rest = ("peace,paz,la paz" if header.count(",") > 1 else "peace,paz") + "\n"
    file.write_text(f"{header}\n{rest.replace(',', ';') if ';' in header else rest}", "utf-8")
    import_terms(project, file)
    (term,) = terms_of(project).all
    assert term.language == "en"
    assert {tag: wording.preferred for tag, wording in term.wordings.items()} == expected


def test_a_mistake_below_the_line_of_the_separator_has_its_line(
    project: Project, tmp_path: Path
) -> None:
    file = tmp_path / "g.csv"
    file.write_text("sep=;\nterm;es\npeace;paz;x\n", "utf-8")
    with pytest.raises(InputError, match=r"g\.csv:3: "):
        import_terms(project, file)
