"""mdpo over a folder of articles, in one process: run by a Python that has mdpo, not by ours.

    PYTHON mdpo_corpus.py extract|build

`extract` makes or updates `po/` from `bodies/`, a catalog for each article; `build` makes `out/`.
mdpo's own commands take one file a process; this is mdpo at its fastest.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

md2po: Any = import_module("mdpo.md2po")
po2md: Any = import_module("mdpo.po2md")

for article in sorted(Path("bodies").glob("*.md")):
    catalog = str(Path("po", article.stem + ".po"))
    if sys.argv[1] == "extract":
        md2po.markdown_to_pofile(str(article), po_filepath=catalog, save=True, wrapwidth=0)
    else:
        built = str(Path("out", article.name))
        po2md.pofile_to_markdown(str(article), [catalog], save=built, wrapwidth=0)
