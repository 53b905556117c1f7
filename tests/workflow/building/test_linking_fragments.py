"""Fragments that name nothing are told; what nobody can know of is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n_flow.project import Project
from l10n_flow.workflow.init import init
from tests.workflow.newsroom import built, configure, fill, synced, write


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return init(tmp_path / "project", "en", ["es", "fa"]).project


def test_a_fragment_without_a_heading_is_told_with_its_line_and_the_nearest_id(
    project: Project,
) -> None:
    write(project, a="# Rain\n\nSee [mud](#mudd).\n\n## Mud\n")
    (told,) = built(project).warnings
    assert told == (
        "content/a.md:3: links to '#mudd', but nothing in this article has that id "
        "(did you mean '#mud'?)"
    )


def test_a_fragment_in_another_article_is_told_until_that_article_has_it(project: Project) -> None:
    write(project, news__a="[b](../b.md#silt)\n", b="# Mud\n")
    told = "content/news/a.md:1: links to '../b.md#silt', but nothing in 'b.md' has that id"
    assert built(project).warnings == (told,)
    assert built(project).warnings == (told,), "from the ledger"
    write(project, b="# Silt\n")
    assert built(project).warnings == ()


def test_a_link_by_reference_is_told_once_at_its_definition(project: Project) -> None:
    write(project, a="[x][r] and [r]\n\n[r]: #nowhere\n")
    (told,) = built(project).warnings
    assert told.startswith("content/a.md:3: links to '#nowhere'")


def test_a_link_of_a_translation_is_told_with_its_catalog(project: Project) -> None:
    write(project, a="# Mud\n\nWords.\n")
    synced(project)
    fill(project, "es", "a", {"Mud": "Lodo", "Words.": "Véase [lodo](#lodo)."}.get)
    (told,) = built(project).warnings
    assert told.startswith("locales/es/LC_MESSAGES/a.po: a translation links to '#lodo', but")


@pytest.mark.parametrize(
    "given",
    [
        '<a id="silt"></a>',
        "<a name=silt></a>",
        "<div id='silt'>\nWords\n</div>",
        "## Mud {#silt}",
        "## Mud { #silt .big }",
        "Mud\n{: .lead #silt}",
        "## Mud {/* #silt */}",
        "(silt)=\n## Mud",
        ":::{note}\n:name: silt\nWords\n:::",
        "Silt\n====",
        "# *S*`ilt`",
    ],
)
def test_an_id_that_the_author_gave_in_any_way_is_found(project: Project, given: str) -> None:
    write(project, a=f"[x](#silt)\n\n{given}\n")
    assert built(project).warnings == ()


@pytest.mark.parametrize(
    "target",
    ["#", "#top", "#fn:1", "#fnref1", "#/route", "#:~:text=mud", "https://a.example/#mud", "/b#mud",
     "b.html#mud", "#{{ id }}", "#%D9%BE%DB%8C", "#پی"],
)  # fmt: skip
def test_what_nobody_can_know_of_is_not_told(project: Project, target: str) -> None:
    write(project, a=f"# پی\n\n[x]({target})\n")
    assert [told for told in built(project).warnings if "that id" in told] == []


@pytest.mark.parametrize(
    "brings",
    [
        "{% include mud.md %}",
        '--8<-- "mud.md"',
        "{{#include b.md}}",
        "::: river.mud",
        "## ::: river",
        "::: mkdocs-click\n    :module: river",
        "::: river\n    options:\n        members: true",
        "{{ macros_of('mud') }}",
        "{% for one in rivers %}\n{{ one }}\n{% endfor %}",
        "## {{ rivers.first }}",
        "```{autosummary}\nriver\n```",
    ],
)
def test_a_page_that_brings_words_from_elsewhere_may_have_any_id(
    project: Project, brings: str
) -> None:
    write(project, a=f"[x](#mud)\n\n{brings}\n")
    assert built(project).warnings == ()


@pytest.mark.parametrize("words", ["::: tip\nWords\n:::", "{{ name }}", "{% if a %}b{% endif %}"])
def test_a_page_with_other_commands_has_the_ids_of_its_headings(
    project: Project, words: str
) -> None:
    write(project, a=f"[x](#mud)\n\n{words}\n")
    (told,) = built(project).warnings
    assert told.startswith("content/a.md:1: links to '#mud'")


@pytest.mark.parametrize("fragment", ["why", "why-1", "why_1", "a--b", "a-b", "section"])
def test_in_plain_markdown_the_rule_of_any_generator_will_do(
    project: Project, fragment: str
) -> None:
    write(project, a=f"[x](#{fragment})\n\n# Why\n\n# Why\n\n# A & B\n\n# چرا\n")
    assert built(project).warnings == ()


# Messages about links


def test_an_address_for_mail_is_no_file(project: Project) -> None:
    write(project, a="Write to <team@example.org> or <mailto:desk@example.org>.\n")
    assert built(project).warnings == ()


def test_a_message_about_a_link_shows_what_the_author_wrote(project: Project) -> None:
    project = configure(project, "opaque: ['@@[a-z ]+@@']\n")
    write(project, a="[x](@@root@@/2019/x.md)\n\n[y][r] [r]\n\n[r]: <@@my root@@/y.md>\n")
    assert built(project).warnings == (
        "content/a.md:1: links to '@@root@@/2019/x.md', which does not exist",
        "content/a.md:5: links to '@@my root@@/y.md', which does not exist",
    )
