"""Golden site: every value that the pages of a small newsroom give to their templates.

The templates of the test print what they are given, so that the site's own theme may change without
touching `golden.txt`. Feeds and the map are there as they are. After a wanted change, read the
difference of:

    python -m tests.site.test_golden
"""

from __future__ import annotations

import struct
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from l10n_flow.catalogs.po import canonical
from l10n_flow.catalogs.provenance import origins
from l10n_flow.model import Entry, Origin
from l10n_flow.project import Project, find
from l10n_flow.workflow.building.build import BuildReport, build
from l10n_flow.workflow.init import init
from tests.workflow.newsroom import catalog, catalog_path, fill, synced, write

pytest.importorskip("lxml")
pytest.importorskip("jinja2")
pytest.importorskip("nh3")

GOLDEN = Path(__file__).with_name("golden.txt")
NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)

CONFIG = """\
source: en
locales: [es, fa]
name: {en: Three Shores, fa: سه ساحل}
publish: {empty: publish}
fields: {slug: copy-once}
site:
  url: https://news.example/
  page_size: 2
  tagline: {en: Weather for all}
  shortcodes: {video: video.html, hint: false}
"""
TAXONOMY = """\
categories:
  floods: {en: Floods, es: Riadas, fa: سیل}
  mud: {en: Mud, es: Lodo, fa: گل}
  rare: {en: Rare, es: Raro, fa: نادر}
authors:
  lina: {en: Lina Arbel, es: Lina Arbel, fa: لینا آربل}
  bea: {en: Bea Sol, es: Bea Sol, fa: بئا سل}
people:
  ana: {en: Ana Ruiz, es: Ana Ruiz García, fa: آنا رویس}
"""
SHOWN = (
    "*.html", "*.xml", "en/old.html", "en/bare.html", "en/news/rain.html", "es/**/*.html",
    "es/feed.xml", "es/category/rare/feed.xml", "fa/feed.xml", "fa/index.html",
    "fa/news/[mr]*.html",
)  # fmt: skip
"""The pages that differ in more than their language from others."""

VALUES = """\
{%- macro values(of, names) %}{% for name in names.split() %}
{{ name }}: {{ of[name] | string | safe }}{% endfor %}{% endmacro -%}
{{ values(page, "place lang dir kind title head_title description root home languages sections feeds
canonical hreflang og_locale og_others image linked_data classes search") }}
site: {{ site | string | safe }}
"""
THEME = {
    "article.html": VALUES
    + """{{ values(article, "title title_lang summary summary_lang date displayed_date updated
displayed_updated minutes comments authors reviewers categories credit credit_lang source_credit
image original corrections notice") }}
{{ article.body }}
""",
    "list.html": VALUES
    + """{% for card in cards %}- {{ card | string | safe }}
{% endfor %}{{ category | string | safe }} {{ total }} {{ number_of_page }} {{ number_of_pages }}
«{{ newer }}» «{{ older }}»
""",
    "languages-page.html": VALUES
    + "{% for one in choices %}{{ one | string | safe }}\n{% endfor %}{{ is_missing }}",
    "missing.html": VALUES,
    "change.html": "<change {{ lang }} {{ dir }}>{{ pieces | string | safe }}</change>",
    "video.html": "<video {{ name }} {{ named | string | safe }} {{ args | string | safe }}"
    " {{ is_closing }}>",
}
RAIN = """\
---
title: Rain in Velan
summary: It rained all night.
date: 2026-10-05
updated: 2026-10-07
author: lina
categories: [floods, mud]
dateline: Velan
credit: River Weekly
comments: 12
image: {src: images/dam.gif, alt: A dam, caption: The dam in the rain}
corrections:
  - {date: 2026-10-06, text: The river had another name.}
  - {text: It was Monday.}
  - {date: 2026-10-06, text: " "}
---

# Rain in Velan

Rain fell on the town today.[^1]

The water rose.

The dam held.

Nobody slept.

| Place | Level |
| --- | --- |
| Velan | high |

<div>The school is closed.</div>

<!-- l10n: skip -->

These lines stay.

<!-- l10n: resume -->

- One bridge
- <!-- l10n: skip -->
  Two ferries
  <!-- l10n: resume -->

{{< video "a b" t=5 'c' >}}

{{< hint >}} {{< toc >}} {{< toc 2 >}}

![A dam](images/dam.gif) ![Nothing](images/none.gif)

> [!NOTE]
> See [the mud](mud.md#mud).

`code`{: .x}

[^1]: Measured at noon.
"""
FOG = """\
---
title: Fog
date: 2026-10-01
categories: [mud, rare]
image: none.png
---

Fog.
"""
OLD = """\
---
date: 2020-01-01
author: [lina, bea]
image: https://a.example/b.png
---

# Old

Old.
"""
STALE = RAIN.replace("the town today", "the town tonight")
SPANISH = {
    "Rain in Velan": "Lluvia en Velan", "It rained all night.": "Llovió toda la noche.",
    "Rain fell on the town today.[^1]": "Llovió hoy en el pueblo.[^1]",
    "Nobody slept.": "Nadie durmió.", "A dam": "Una presa", "Place": "Lugar",
    "The river had another name.": "El río tenía otro nombre.",
    "See [the mud]({1}).": "Véase [el lodo]({1}).",
}  # fmt: skip


def newsroom(root: Path) -> Project:
    project = init(root, "en", ["es", "fa"]).project
    (root / "l10n-flow.yaml").write_text(CONFIG, "utf-8")
    (root / "taxonomy.yaml").write_text(TAXONOMY, "utf-8")
    (root / "theme").mkdir()
    for name, text in THEME.items():
        (root / "theme" / name).write_text(text, "utf-8")
    project = find(root)
    write(
        project,
        news__rain=RAIN,
        news__mud="Mud\n===\n\nMud dries.\n",
        news__top="Nothing is above *this*.\n",
        fog=FOG,
        old=OLD,
        bare="## Under\n\nWords.\n",
    )
    (project.content / "news" / "plain.txt").write_text("Plain *title*\n\nOne\ntwo\n\nThree\n")
    (project.content / "news" / "images").mkdir()
    picture = b"GIF89a" + struct.pack("<HH", 300, 200)
    (project.content / "news" / "images" / "dam.gif").write_bytes(picture)
    synced(project)
    fill(project, "es", "news/rain", SPANISH.get)
    write(project, news__rain=STALE)
    synced(project)
    changed(project, "es", "news/rain")
    fill(project, "es", "fog", {"Fog": "Niebla", "Fog.": "Niebla."}.get)
    fill(project, "fa", "news/mud", {"Mud": "گل", "Mud dries.": "گل NATO خشک می‌شود."}.get)
    fill(project, "es", "news/plain", {"Plain *title*": "Título", "One two": "Uno dos"}.get)
    return project


def changed(project: Project, locale: str, name: str) -> None:
    """One entry is a machine's draft, one is half done, one is reviewed."""
    before = catalog(project, locale, name)

    def one(entry: Entry) -> Entry:
        if entry.source == "The water rose.":
            return origins.drafted(entry, "Subió el agua.", Origin("mt", "x"), NOW)
        if entry.source == "The dam held.":
            return replace(entry, target="La presa…", fuzzy=True)
        return (
            origins.reviewed(entry, "Ana Ruiz", NOW) if entry.source == "Nobody slept." else entry
        )

    entries = tuple(map(one, before.entries))
    text = canonical.write(replace(before, entries=entries))
    catalog_path(project, locale, name).write_bytes(canonical.encode(text))


def built(project: Project) -> BuildReport:
    return build(project, project.articles(), project.languages, to="site")


def shown(project: Project, report: BuildReport) -> str:
    top = project.output / "site"
    files = sorted({file for pattern in SHOWN for file in top.glob(pattern)})
    parts = [
        f"=== {p.relative_to(top).as_posix()}\n{p.read_text('utf-8').strip()}\n" for p in files
    ]
    warnings = "".join(f"{one}\n" for one in report.warnings)
    return "\n".join([*parts, f"=== warnings\n{warnings}"])


def test_every_page_has_the_values_of_the_golden_site(tmp_path: Path) -> None:
    project = newsroom(tmp_path / "newsroom")
    report = built(project)
    assert report.failures == ()
    assert shown(project, report) == GOLDEN.read_text("utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        made = newsroom(Path(place) / "newsroom")
        GOLDEN.write_text(shown(made, built(made)), "utf-8")
