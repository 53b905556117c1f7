"""How much of each site survives in its editions: `python -m tests.sites.survey [SETTINGS]`.

`SETTINGS` are lines for the configuration, in which `{dialect}` is the dialect's name; none for the
defaults.
"""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

from . import pages
from .editions import NOTICE, edition_site, source_site
from .generators import GENERATORS, TOOLS, Generator


def main() -> None:
    settings = "\n".join(sys.argv[1:]) + "\n"
    print("| site | edition | builds | elements that survive | markers shown | dead ids |")
    print("| --- | --- | --- | --- | --- | --- |")
    for dialect, generator in GENERATORS.items():
        if generator.program is None:
            continue
        source = source_site(generator, TOOLS / "survey" / dialect)
        generator.build(source)
        for translated in (False, True):
            own = settings.replace("{dialect}", dialect)
            row = _row(generator, source, own, translated=translated)
            print(f"| {dialect} | {'translated' if translated else 'untranslated'} | {row} |")


def _row(generator: Generator, source: Path, settings: str, *, translated: bool) -> str:
    site = edition_site(generator, source, settings, translated=translated)
    try:
        generator.build(site)
    except AssertionError as error:
        return f"no | 0 | | ({str(error).splitlines()[-1][:60]})"
    alike = whole = raw = dead = 0
    for page in generator.pages:
        before = pages.read(source / generator.output / page)
        after = pages.read(site / generator.output / page, "" if translated else NOTICE)
        matcher = difflib.SequenceMatcher(None, before.elements, after.elements, autojunk=False)
        alike += sum(block.size for block in matcher.get_matching_blocks())
        whole += len(before.elements)
        raw += (after.raw - before.raw).total()
        dead += len(before.ids - after.ids)
    return f"yes | {alike} of {whole} | {raw} | {dead}"


if __name__ == "__main__":
    main()
