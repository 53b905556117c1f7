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
