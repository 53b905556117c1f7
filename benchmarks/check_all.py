"""Every entry of a folder of catalogs through the checks: what `benchmarks.checks speed` runs.

    python -m benchmarks.check_all FOLDER

It imports what checking needs, and none of what damages texts to measure it.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from l10n_flow.catalogs import store
from l10n_flow.checks.pair import Pair
from l10n_flow.checks.running import checked, selected


def everything(folder: Path) -> None:
    """Read every catalog and check every entry, drafts as well."""
    found = 0
    for language in ("es", "fa"):
        active = selected(language)
        for path in sorted((folder / language).glob("*.po")):
            for entry in store.load(path, language).entries:
                if entry.target and not entry.obsolete:
                    pair = Pair(entry.source, entry.target, "en", language, state=entry.state)
                    found += len(checked(pair, active))
    print(found, "findings")


if __name__ == "__main__":
    gc.set_threshold(200_000, 50, 50)  # as the command does
    everything(Path(sys.argv[1]))
    gc.freeze()
