"""Pages that hold what articles can hold, for a look: `python -m tests.site.specimen FOLDER`.

The sample newsroom's articles are well behaved. These are not: long words and titles, tables, code,
notes, captions, no picture, no summary, nothing translated, half of it, an older text.
"""

from __future__ import annotations

import sys
from pathlib import Path

from l10n_flow.project import Project, find
from l10n_flow.workflow.building.build import build
from l10n_flow.workflow.sync import sync

CONFIG = """\
name: {en: Three Shores, fa: سه ساحل}
locales: [es, fa, ar]
publish: {empty: publish}
site: {url: "https://three-shores.example/", page_size: 5, tagline: One newspaper}
"""

TAXONOMY = """\
categories:
  language: {en: Language, es: Lengua, fa: زبان, ar: اللغة}
  report: {en: Report, es: Reportaje, fa: گزارش, ar: تقرير}
authors:
  ines: {en: Inés Valdecasa, es: Inés Valdecasa, fa: اینس والدکاسا, ar: إينيس فالديكاسا}
"""

ENGLISH = """\
---
title: "Everything: a long headline with Donaudampfschifffahrtselektrizitätenhauptwerk in it"
summary: A page that holds what articles can hold, so that somebody can look at it.
date: 2026-11-20
updated: 2026-11-25
author: ines
categories: [language, report]
comments: 3
image:
  src: images/map.svg
  alt: A map
  caption: The basin, from the source to the sea. A map of the newsroom.
---

The first paragraph, with **bold**, *italic*, ~~gone~~ words, `code()` and [a link](https://example.org/).

A second one.[^1] It has notes.[^2]

## A heading of the second level

> A quotation of some length, so that it runs over more than one line on every screen that we know.

### A third level

1. First
2. Second
   - one
     - inner

- [ ] open
- [x] done

| Station | Level (cm) | Change | Remark |
| :--- | ---: | :---: | --- |
| Port Miraval | 123 | +4 | normal |
| Tolmara upper gauge | 1,045 | −12 | ice at the northern bank since Monday |

```python
def depth(gauge: Gauge, *, datum: float = 0.0) -> float:
    return gauge.level - datum  # the depth of the water above the datum, in metres, as it is read
```

![A map of the basin](images/map.svg "A caption below the picture.")

Term
: Its definition.

> [!NOTE]
> A callout by the way.

A long word: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft, and
https://example.org/this/is/a/very/long/path/that/no/screen/of/390/pixels/can/hold/in/one/line.

[^1]: The note, with a [link](https://example.org/).
[^2]: A longer note that runs over more than one line, since notes in newspapers explain what would
    interrupt the text.
"""

PERSIAN = """\
---
lang: fa
title: همه‌چیز در یک صفحه، با نام‌های لاتین مانند OpenStreetMap و عددهایی چون ۱۲٬۳۴۵
summary: صفحه‌ای که هر چه یک مطلب می‌تواند داشته باشد در آن هست.
date: 2026-11-21
author: ines
categories: [language]
---

بند نخست، با `code()` و نام JCPOA (Joint Comprehensive Plan of Action) و C++ و تلفن
+98 21 1234 5678 در میان متن.[^1]

> نقل قولی که به اندازه‌ای بلند است که بیش از یک سطر بگیرد و بتوان دید خط کنار آن کجاست.

1. نخست
2. دوم

| ایستگاه | تراز | یادداشت |
| :--- | ---: | --- |
| بندر میراوال | ۱۲۳ | عادی |

```python
def depth(gauge): return gauge.level  # عمق
```

[^1]: یادداشت.
"""

SHORT = """\
---
title: A short report, number {number}
date: 2026-09-{number:02}
categories: [report]
---

Words.
"""

MAP = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360">'
    '<rect width="640" height="360" fill="#ccc"/></svg>'
)

TRANSLATED = {"A second one.[^1] It has notes.[^2]": "Un segundo.[^1] Tiene notas.[^2]"}


def specimen(folder: Path) -> Path:
    """The folder of a site with these pages; the Spanish one follows an earlier text in part."""
    content = folder / "content"
    (content / "images").mkdir(parents=True)
    (folder / "l10n-flow.yaml").write_text(CONFIG, "utf-8")
    (folder / "taxonomy.yaml").write_text(TAXONOMY, "utf-8")
    (content / "images" / "map.svg").write_text(MAP, "utf-8")
    (content / "persian.md").write_text(PERSIAN, "utf-8")
    (content / "everything.md").write_text(ENGLISH, "utf-8")
    for number in range(1, 9):
        (content / f"short-{number}.md").write_text(SHORT.format(number=number), "utf-8")
    project = find(folder)
    _sync(project)
    catalog = project.catalogs / "es" / "LC_MESSAGES" / "everything.po"
    text = catalog.read_text("utf-8")
    for source, target in TRANSLATED.items():
        before = f'msgid "{source}"\nmsgstr ""'
        assert before in text
        text = text.replace(before, f'msgid "{source}"\nmsgstr "{target}"')
    catalog.write_text(text, "utf-8")
    (content / "everything.md").write_text(
        ENGLISH.replace("It has notes.", "It has two notes."), "utf-8"
    )
    _sync(project)
    build(project, project.articles(), project.languages, to="site")
    return project.output / "site"


def _sync(project: Project) -> None:
    sync(project, project.articles(), project.config.locales)


if __name__ == "__main__":
    print(specimen(Path(sys.argv[1])))  # noqa: T201
