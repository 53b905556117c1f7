"""Links work from an edition's place, and no link leads a file out of anywhere else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from l10n_flow.project import Project
from tests.workflow.newsroom import built, configure, edition, editions_of, fill, synced, write

SECRET = b"root:x:0:0"


def body(project: Project, locale: str, name: str) -> str:
    return edition(project, locale, name).split("---\n", 2)[2].strip()


# Articles


def test_a_link_to_an_article_leads_to_its_edition_in_the_same_language(project: Project) -> None:
    write(project, news__a="[b](../reports/b.md#mud)\n", reports__b="# Mud\n")
    built(project)
    assert "[b](../reports/b.md#mud)" in body(project, "es", "news/a")
    assert body(project, "es", "reports/b") == (
        "> Este artículo aún no se ha traducido y aparece en inglés.\n\n"
        '# <a id="mud"></a><span lang="en" dir="ltr">Mud</span>'
    )


def test_where_there_is_no_such_edition_it_leads_to_the_articles_own(project: Project) -> None:
    project = configure(project, "publish: {locales: {es: {untranslated: hide-article}}}\n")
    write(
        project,
        news__a="[b](../reports/b.md#mud) [c](c.md) [a](a.md)\n",
        reports__b="# Mud\n",
        news__c="---\nlang: es\n---\nLodo.\n",
    )
    synced(project)
    fill(project, "es", "news/a", lambda source: source.replace("b", "B"))
    built(project)
    assert body(project, "es", "news/a") == ("[B](../../en/reports/b.md#mud) [c](c.md) [a](a.md)")
    assert "(../reports/b.md#mud)" in body(project, "fa", "news/a")


def test_a_link_returns_when_the_edition_does(project: Project) -> None:
    project = configure(project, "publish: {locales: {es: {untranslated: hide-article}}}\n")
    write(project, a="[b](b.md)\n", b="Mud.\n")
    synced(project)
    fill(project, "es", "a", lambda source: source)
    built(project)
    assert body(project, "es", "a") == "[b](../en/b.md)"
    fill(project, "es", "b", lambda source: "Lodo.")
    built(project)
    assert body(project, "es", "a") == "[b](b.md)"


def test_an_article_that_comes_or_goes_is_noticed_by_those_that_link_to_it(
    project: Project,
) -> None:
    write(project, a="[b](b.md)\n")
    missing = "content/a.md:1: links to 'b.md', which does not exist"
    assert built(project).warnings == (missing,)
    write(project, b="Mud.\n")
    assert built(project).warnings == ()
    (project.content / "b.md").unlink()
    assert built(project).warnings == (missing,)


def test_links_are_found_wherever_markdown_has_them(project: Project) -> None:
    project = configure(project, "publish: {locales: {es: {untranslated: hide-article}}}\n")
    write(
        project,
        **{
            "a": '[1](my%20report.md "tip"), [2](<my report.md>), [3][r] and '
            '<a href="my%20report.md#top">4</a>\n\n[r]: my%20report.md\n',
            "my report": "Mud.\n",
        },
    )
    synced(project)
    fill(project, "es", "a", lambda source: source.replace("and", "y"))
    built(project)
    there = "../en/my%20report.md"
    assert body(project, "es", "a") == (
        f'[1]({there} "tip"), [2]({there}), [3][r] y <a href="{there}#top">4</a>\n\n[r]: {there}'
    )


@pytest.mark.parametrize(
    "target",
    ["https://example.org/b.md", "//example.org/b.md", "/b.md", "#top", "?b.md", "mailto:b.md",
     "{{ b.md }}", "tel:1", "file:b.md", "./", "..", "b", "x" * 300, "%00.png"],
)  # fmt: skip
def test_any_other_address_stays_as_it_is(project: Project, target: str) -> None:
    write(project, a=f"[x]({target})\n", b="Mud.\n")
    for _ in range(2):
        report = built(project)
        assert (report.failures, report.warnings) == ((), ())
        assert f"[x]({target})" in edition(project, "fa", "a")
    assert report.unchanged == 2


@pytest.mark.skipif(sys.platform != "linux", reason="letters of both cases may be one name")
def test_an_article_is_meant_only_by_the_letters_of_its_name(project: Project) -> None:
    write(project, a="[x](B.md)\n", b="Mud.\n")
    assert built(project).warnings == ("content/a.md:1: links to 'B.md', which does not exist",)
    assert "[x](B.md)" in edition(project, "fa", "a")


# Files that an article shows


def test_images_lie_beside_every_edition(project: Project) -> None:
    write(project, news__a="---\nimage: {src: ../maps/one.png}\n---\n![x](<../maps/two 2.png>)\n")
    for name in ("one.png", "two 2.png", "three.png"):
        path = project.content / "maps" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(name.encode())
    built(project)
    names = ["maps/one.png", "maps/two 2.png", "news/a.md"]
    assert editions_of(project) == [f"{loc}/{n}" for loc in ("en", "es", "fa") for n in names]


def test_an_image_that_comes_later_or_changes_is_copied_then(project: Project) -> None:
    write(project, a="---\nimage: front.png\n---\n![x](map.png)\n")
    warning = "content/a.md:4: links to 'map.png', which does not exist"
    assert built(project).warnings == (warning,)
    assert built(project).warnings == (warning,)
    (project.content / "map.png").write_bytes(b"1")
    (project.content / "front.png").write_bytes(b"1")
    assert built(project).warnings == ()
    assert "es/map.png" in editions_of(project)
    assert "es/front.png" in editions_of(project)
    (project.content / "map.png").write_bytes(b"2")
    built(project)
    assert (project.output / "markdown/es/map.png").read_bytes() == b"2"


def test_an_edition_that_is_not_published_shows_nothing(project: Project) -> None:
    project = configure(project, "publish: {untranslated: hide-article}\n")
    write(project, a="![x](map.png)\n")
    (project.content / "map.png").write_bytes(b"1")
    built(project)
    assert editions_of(project) == ["en/a.md", "en/map.png"]


@pytest.mark.parametrize(
    "target",
    [
        "../../secret.png",
        "../../../../../../../../etc/passwd",
        "%2e%2e/%2e%2e/secret.png",
        "..%2F..%2Fsecret.png",
        "%2Fetc%2Fpasswd",
        "/etc/passwd",
        "file:///etc/passwd",
        "file:../../secret.png",
        "linked.png",
        "folder/secret.png",
        "sub/../../../secret.png",
    ],
)
@pytest.mark.parametrize("place", ["body", "front matter", "html"])
def test_nothing_from_outside_of_the_content_folder_is_ever_copied(
    project: Project, tmp_path: Path, target: str, place: str
) -> None:
    (tmp_path / "secret.png").write_bytes(SECRET)
    (project.content / "linked.png").symlink_to(tmp_path / "secret.png")
    (project.content / "folder").symlink_to(tmp_path, target_is_directory=True)
    texts = {
        "body": f"![x]({target})\n",
        "front matter": f'---\nimage: "{target}"\nimages: [{{src: "{target}"}}]\n---\n',
        "html": f'<img src="{target}" alt="x">\n',
    }
    write(project, a=texts[place])
    before = {path for path in tmp_path.rglob("*") if "build" not in path.parts}
    report = built(project)
    assert report.failures == ()
    assert editions_of(project) == ["en/a.md", "es/a.md", "fa/a.md"]
    after = {path for path in tmp_path.rglob("*") if "build" not in path.parts}
    own = project.state.parent
    assert {path for path in after - before if own not in (path, *path.parents)} == set()
    assert target in edition(project, "es", "a")


def test_a_link_that_leads_out_of_the_project_is_told(project: Project, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(SECRET)
    write(project, a="Mud.\n\n![x](../../secret.png)\n")
    (warning,) = built(project).warnings
    assert warning == (
        "content/a.md:3: links to '../../secret.png', which lies outside of the project"
    )


@pytest.mark.parametrize("target", ["../content/map.png", "../../project/content/map.png"])
def test_a_detour_writes_nothing_outside_of_the_languages_folder(
    project: Project, target: str
) -> None:
    (project.content / "map.png").write_bytes(b"map")
    write(project, a=f"---\nimage: {target}\n---\n![x]({target})\n")
    built(project)
    assert editions_of(project) == ["en/a.md", "es/a.md", "fa/a.md"]
    assert sorted(path.name for path in project.output.iterdir()) == ["markdown"]


def test_a_file_of_the_project_beside_the_content_is_linked_where_it_is(
    project: Project, tmp_path: Path
) -> None:
    (project.root / "LICENSE.txt").write_text("MIT")
    write(project, news__a="[licence](../../LICENSE.txt)\n")
    built(project)
    text = edition(project, "es", "news/a")
    assert "(../../../../LICENSE.txt)" in text
    there = project.output / "markdown/es/news" / "../../../../LICENSE.txt"
    assert there.resolve() == (project.root / "LICENSE.txt").resolve()
    built(project, out=tmp_path / "paper")
    assert "(../../LICENSE.txt)" in edition(project, "es", "news/a", tmp_path / "paper")


def test_linked_folders_inside_the_content_folder_are_followed(project: Project) -> None:
    (project.content / "maps").mkdir()
    (project.content / "maps" / "one.png").write_bytes(b"1")
    (project.content / "charts").symlink_to("maps", target_is_directory=True)
    write(project, a="![x](charts/one.png)\n")
    built(project)
    assert "es/charts/one.png" in editions_of(project)


def test_a_link_that_leads_nowhere_is_told_where_it_stands_first(project: Project) -> None:
    write(project, a="Mud.\n\n[x](c.md)\n\n[y](b.md) [x](c.md)\n\n[z]({{ c }}.md) [u](d)\n")
    assert built(project).warnings == (
        "content/a.md:3: links to 'c.md', which does not exist",
        "content/a.md:5: links to 'b.md', which does not exist",
    )


def test_hidden_files_are_shown_by_no_edition(project: Project) -> None:
    for name in (".env.png", "map.png", ".git/one.png"):
        path = project.content / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(SECRET)
    (project.content / "open.png").symlink_to(".env.png")
    links = [".env.png", "open.png", ".git/one.png", "map.png"]
    images = "".join(f"- {name}\n" for name in links)
    body = "\n\n".join(f"![x]({name})" for name in links)
    write(project, a=f"---\nimages:\n{images}---\n{body}\n")
    built(project)
    assert editions_of(project) == [
        f"{loc}/{n}" for loc in ("en", "es", "fa") for n in ("a.md", "map.png")
    ]


def test_files_beside_the_content_folders_are_shown_by_no_edition(project: Project) -> None:
    project = configure(project, "content: [news, pages]\n")
    for name in ("news/one.png", "pages/two.png", "other/three.png"):
        path = project.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"1")
    article = project.root / "news" / "a.md"
    article.write_text("![1](one.png) ![2](../pages/two.png) ![3](../other/three.png)\n")
    built(project)
    shown = [name for name in editions_of(project) if name.startswith("es/")]
    assert shown == ["es/news/a.md", "es/news/one.png", "es/pages/two.png"]


def test_a_link_to_an_article_in_a_language_without_editions_stays_in_the_readers(
    project: Project,
) -> None:
    project = configure(project, "publish: {locales: {es: {untranslated: hide-article}}}\n")
    write(project, a="[b](b.md) [c](c.md)\n", b="---\nlang: de\n---\nRegen.\n", c="Mud.\n")
    synced(project)
    fill(project, "es", "a", lambda source: source)
    built(project)
    assert body(project, "es", "a") == "[b](b.md) [c](../en/c.md)"
