"""A site of a thousand articles in three languages, beside other generators where they are there.

    python -m benchmarks.site [--articles 1000] [--hugo PROGRAM] [--pelican PROGRAM]

The articles are the sample newsroom's, again and again, each with its translations, under names,
slugs and dates of their own. Three builds are measured: the first, one after a translation was
changed, and one after nothing was. The other generators get the Markdown editions of the same
articles, with the least layouts that show a page and a list. Limits: 12 CPU seconds, 0.5 s wall
after one edit, 300 MB.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import run

PROGRAM = str(Path(sys.executable).with_name("l10n-flow"))
ROOT = Path(__file__).parents[1]


def make(folder: Path, count: int) -> None:
    """A project of `count` articles, made of those of the sample."""
    for name in ("l10n-flow.yaml", "taxonomy.yaml", "terms.yaml"):
        shutil.copy(ROOT / name, folder / name)
    shutil.copytree(ROOT / "theme", folder / "theme")
    shutil.copytree(ROOT / "content" / "images", folder / "content" / "images")
    articles = sorted((ROOT / "content").glob("*/*.md"))
    for number in range(count):
        source = articles[number % len(articles)]
        name = source.relative_to(ROOT / "content").with_suffix("").as_posix()
        place = folder / "content" / f"{name}-{number}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        text = source.read_text("utf-8")
        day = f"20{10 + number % 16}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        text = re.sub(r"^date: .*$", f"date: {day}", text, flags=re.MULTILINE)
        text = re.sub(r"^slug: (.*)$", rf"slug: \1-{number}", text, flags=re.MULTILINE)
        place.write_text(text, "utf-8")
        for locale in ("en", "es", "fa"):
            messages = ROOT / "locales" / locale / "LC_MESSAGES"
            if (messages / f"{name}.po").is_file():
                target = folder / "locales" / locale / "LC_MESSAGES" / f"{name}-{number}.po"
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(messages / f"{name}.po", target)


def edit(folder: Path) -> None:
    """One translation has other words."""
    path = min((folder / "locales" / "es" / "LC_MESSAGES" / "briefs").glob("*.po"))
    text = path.read_text("utf-8")
    path.write_text(text.replace("Cualquiera", "Toda persona", 1), "utf-8")


def main() -> None:
    """Print a line for each build."""
    asking = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    asking.add_argument("--articles", type=int, default=1000)
    asking.add_argument("--hugo", default="")
    asking.add_argument("--pelican", default="")
    asked = asking.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder, asked.articles)
        print(f"{asked.articles} articles, three languages")
        print(f"{'':28}  wall s   CPU s      MB")
        build = [PROGRAM, "build", "--to", "site", "-q"]
        show("first build", build, folder)
        edit(folder)
        show("one translation changed", build, folder)
        show("nothing changed", build, folder)
        pages = list((folder / "build" / "site").rglob("*.html"))
        largest = max(page.stat().st_size for page in pages)
        print(f"{len(pages)} pages, the largest {largest // 1000} kB")
        if asked.hugo or asked.pelican:
            show("Markdown editions", [PROGRAM, "build", "-q"], folder)
        if asked.hugo:
            hugo(folder, asked.hugo)
        if asked.pelican:
            pelican(folder, asked.pelican)


def hugo(folder: Path, program: str) -> None:
    """Hugo, with a folder of content for each language."""
    site = folder / "hugo"
    layouts = site / "layouts" / "_default"
    layouts.mkdir(parents=True)
    languages = "".join(
        f'[languages.{tag}]\ncontentDir = "../build/markdown/{tag}"\n' for tag in ("en", "es", "fa")
    )
    (site / "hugo.toml").write_text(f'baseURL = "https://a.example/"\n{languages}', "utf-8")
    (layouts / "single.html").write_text("<h1>{{ .Title }}</h1>{{ .Content }}", "utf-8")
    (layouts / "list.html").write_text(
        "{{ range (.Paginate .Pages 13).Pages }}<h2>{{ .Title }}</h2>{{ end }}",
        "utf-8",
    )
    for shortcode in ("version", "toc"):
        place = site / "layouts" / "shortcodes" / f"{shortcode}.html"
        place.parent.mkdir(exist_ok=True)
        place.write_text("", "utf-8")
    show("Hugo", [program, "--quiet"], site)


def pelican(folder: Path, program: str) -> None:
    """Pelican with its own theme, all languages at once."""
    settings = folder / "pelicanconf.py"
    settings.write_text(
        "SITENAME = 'A'\nTIMEZONE = 'UTC'\nDEFAULT_PAGINATION = 13\nSITEURL = ''\n"
        "DEFAULT_CATEGORY = 'news'\nARTICLE_URL = '{lang}/{slug}.html'\n"
        "ARTICLE_SAVE_AS = ARTICLE_LANG_SAVE_AS = '{lang}/{slug}.html'\n",
        "utf-8",
    )
    content = str(folder / "build" / "markdown")
    show("Pelican", [program, content, "-q", "-s", str(settings), "-o", "pelican"], folder)


def show(label: str, command: list[str], folder: Path) -> None:
    """Run it, and say what it took."""
    done = run(command, folder)
    print(f"{label:28}  {done.wall:6.2f}  {done.cpu:6.2f}  {done.peak / 1e3:6.0f}")


if __name__ == "__main__":
    main()
