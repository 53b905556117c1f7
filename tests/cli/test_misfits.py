"""What lies among the articles and cannot be one is told, and the rest is done."""

from __future__ import annotations

from l10n_flow.project import Project

from .conftest import Command


def test_the_rest_is_done_and_the_exit_code_says_that_something_was_wrong(
    project: Project, l10n_flow: Command
) -> None:
    (project.content / "a.md").write_text("# Peace\n", "utf-8")
    (project.content / "a.txt").write_text("Peace\n", "utf-8")
    (project.content / "site.md").write_text("# Site\n", "utf-8")
    found = l10n_flow("sync")
    assert found.code == 2
    assert found.err.splitlines() == [
        (
            "error: content/a.txt: a.md and a.txt have the same name, 'a', and would share their "
            "catalogs (rename one, or list it under 'exclude' in l10n-flow.yaml)"
        ),
        (
            "error: content/site.md: an article named 'site' would share site.po with the words of "
            "the editions (rename it, or list it under 'exclude' in l10n-flow.yaml)"
        ),
    ]
    assert (project.catalogs / "es" / "LC_MESSAGES" / "a.po").exists()
    (project.content / "a.txt").unlink()
    (project.content / "site.md").unlink()
    assert l10n_flow("status").code == 0


def test_no_edition_goes_while_nobody_knows_what_is_there(
    project: Project, l10n_flow: Command
) -> None:
    for name in ("a", "b"):
        (project.content / f"{name}.md").write_text("# Peace\n", "utf-8")
    assert l10n_flow("build").code == 0
    (project.content / "b.md").rename(project.content / "site.md")
    assert l10n_flow("build").code == 2
    assert (project.output / "markdown" / "en" / "b.md").exists()
    (project.content / "site.md").unlink()
    assert l10n_flow("build").code == 0
    assert not (project.output / "markdown" / "en" / "b.md").exists()


def test_files_that_sites_read_and_we_do_not_are_said_with_what_to_do(
    project: Project, l10n_flow: Command
) -> None:
    (project.content / "a.md").write_text("# Peace\n", "utf-8")
    (project.content / "deep").mkdir()
    for name in ("b.adoc", "deep/c.adoc", "d.rst", "e.png"):
        (project.content / name).write_text("Words\n", "utf-8")
    warning = (
        "warning: content/b.adoc (and 1 more): .adoc files are skipped: AsciiDoc is not read; "
        "convert it to Markdown; 'exclude: [\"**/*.adoc\"]' in l10n-flow.yaml ends this warning"
    )
    for command in ("sync", "status"):
        found = l10n_flow(command)
        assert found.code == 0
        assert found.err.splitlines()[0] == warning
        assert "content/d.rst: .rst files are skipped" in found.err
        assert "e.png" not in found.err
    assert "passed over" not in l10n_flow("sync", "a").err

    settings = (project.root / "l10n-flow.yaml").read_text("utf-8")
    excluded = 'exclude: ["**/*.adoc", "**/*.rst"]\n'
    (project.root / "l10n-flow.yaml").write_text(settings + excluded, "utf-8")
    assert "passed over" not in l10n_flow("sync").err
