"""Which tests are to notice a change of a module.

Its doctests, the file of the same name in `tests/` with those that continue it (`test_sync.py`,
`test_sync_terms.py`), for a use case those of its command, what `ALSO` adds, and the tests of any
room that import it. A module with neither a file nor a row of its own has the tests of its room:
those that lie in the same folder of `tests/`, or are called like it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

TOP = Path(__file__).parents[1]
ALSO = {
    "adopting/": "adopting/test_entering.py workflow/test_adopt.py",
    "catalogs/po/": "catalogs/po catalogs/test_store.py catalogs/test_tools.py",
    "catalogs/provenance/": "catalogs/provenance catalogs/test_merge_drafts.py",
    "catalogs/renumber.py": "catalogs/test_merge_drafts.py",
    "catalogs/similar.py": "catalogs/test_merge.py",
    "catalogs/store.py": "catalogs/po catalogs/test_tools.py",
    "catalogs/threeway.py": "workflow/test_merge_driver.py",
    "checks/": "checks/test_pairs.py checks/test_laws.py checks/rules/test_pages.py"
    " checks/rules/test_programs.py",
    "checks/rules/": "checks/test_pairs.py checks/test_examples.py checks/rules/test_borders.py"
    " checks/rules/test_broken.py checks/rules/test_dates_and_units.py",
    "cli/": "cli/test_progress.py cli/test_misfits.py",
    "cli/commandline.py": "cli/test_entry.py cli/test_options.py",
    "cli/entry.py": "cli/test_streams.py cli/test_commandline.py",
    "cli/options.py": "cli/test_entry.py cli/test_sync.py cli/test_build.py cli/test_check.py"
    " cli/test_pretranslate.py",
    "cli/output.py": "cli/test_streams.py",
    "cli/sync.py": "cli/test_mv.py",
    "cli/verify.py": "cli/test_build.py workflow/building/test_record.py",
    "config/": "test_project.py test_citations.py test_docs.py",
    "documents/": "documents/test_cases.py documents/test_laws.py documents/test_render.py",
    "documents/fit.py": "documents/test_tame.py",
    "documents/markdown/": "documents/markdown documents/test_tame.py",
    "editions/": "editions/test_edition.py editions/test_notices.py editions/test_markdown.py"
    " editions/test_proof.py",
    "editions/edition.py": "editions/test_derived.py editions/test_webpage.py",
    "editions/trees.py": "workflow/building/test_outputs.py editions/test_webpage.py",
    "engines/": "engines/test_trained.py engines/test_argos.py",
    "engines/ctranslate.py": "engines/test_attention.py engines/test_layout.py"
    " engines/test_packages.py",
    "engines/keys.py": "engines/test_libretranslate.py",
    "engines/opening.py": "engines/test_pivot.py engines/test_layout.py engines/test_phrasebook.py",
    "engines/sentencewise.py": "engines/test_pivot.py",
    "engines/weights.py": "engines/test_calibration.py engines/test_packages.py",
    "entrypoints.py": "test_plugins.py checks/test_added.py documents/test_added.py",
    "errors.py": "test_config.py",
    "files/": "files/test_files.py workflow/incremental/test_runner.py"
    " workflow/incremental/test_ledger.py",
    "importers/": "importers/test_page.py importers/test_pages.py importers/test_source.py"
    " importers/test_systems.py importers/test_words.py importers/test_textpage.py",
    "language/": "language/test_borders.py language/test_cases.py",
    "language/quantities/": "checks/rules/test_numbers.py checks/test_quick_looks.py"
    " checks/rules/test_borders.py checks/rules/test_dates_and_units.py",
    "lookup.py": "test_project.py cli/test_options.py workflow/test_renames.py",
    "made.py": "documents/test_documents.py",
    "memory/": "memory",
    "paths.py": "workflow/test_layout.py",
    "pretranslate/": "pretranslate",
    "project.py": "workflow/test_layout.py workflow/test_words.py",
    "reports/": "reports",
    "review/": "review",
    "site/": "site/test_golden.py",
    "site/search/": "site",
    "terms/": "terms",
    "visible.py": "cli/test_status.py cli/test_streams.py reports/test_excerpt.py"
    " reports/test_text.py",
    "words/": "words workflow/test_words.py",
    "workflow/adopt/": "workflow/test_adopt.py workflow/test_adopt_pages.py",
    "workflow/approve.py": "workflow/test_article_languages.py",
    "workflow/articlefiles.py": "workflow/test_sync.py workflow/checking/test_check_articles.py",
    "workflow/badges.py": "cli/test_check.py",
    "workflow/building/": "workflow/building/test_build.py workflow/building/test_unpublished.py"
    " workflow/test_layout.py",
    "workflow/building/build.py": "workflow/building/test_seeding.py workflow/test_products.py",
    "workflow/building/linking.py": "workflow/building/test_publishing.py",
    "workflow/building/signing.py": "workflow/building/test_record.py",
    "workflow/building/publishing.py": "workflow/building/test_linking_fragments.py"
    " workflow/building/test_outputs.py workflow/building/test_site.py",
    "workflow/checking/": "workflow/checking",
    "workflow/drafting/": "workflow/drafting workflow/test_min_confidence.py",
    "workflow/exchange/": "workflow/exchange",
    "workflow/extracting.py": "workflow/test_sync.py workflow/test_article_languages.py"
    " cli/test_sync.py",
    "workflow/git.py": "workflow/review/test_git.py workflow/test_renames.py"
    " workflow/checking/test_since.py",
    "workflow/import_.py": "importers/test_pages.py importers/test_docx.py",
    "workflow/incremental/": "workflow/incremental",
    "workflow/incremental/parallel.py": "workflow/drafting/test_workers.py",
    "workflow/mv.py": "workflow/test_renames.py cli/test_mv.py",
    "workflow/regrouping.py": "cli/test_sync.py",
    "workflow/renames.py": "cli/test_mv.py workflow/test_retag.py",
    "workflow/retag.py": "workflow/test_renames.py",
    "workflow/review/": "workflow/review/test_desk.py workflow/review",
    "workflow/status.py": "workflow/test_article_languages.py",
    "xliff/": "xliff",
    "xmltext.py": "memory/test_tmx.py xliff/test_files.py terms/test_tbx.py",
    "yamlvalues.py": "test_config.py",
}
"""For a module, or all of a room: the tests elsewhere that are to notice, from `tests/` on."""


def nearest_tests(module: str, top: Path = TOP) -> list[str]:
    """The files with the tests of a module in the repository, the nearest first."""
    path, tests = Path(module), top / "tests"
    there = tests / path.parent
    own = [*there.glob(f"test_{path.stem}.py"), *sorted(there.glob(f"test_{path.stem}_*.py"))]
    if path.parts[0] == "workflow":  # what people see of it
        own += (tests / "cli").glob(f"test_{path.stem}.py")
    also = [tests / test for at in ALSO if module.startswith(at) for test in ALSO[at].split()]
    if not own and module not in ALSO:
        room = [*there.glob("test_*.py"), *there.parent.glob(f"test_{there.name}*.py")]
        own = sorted(room)
    name = module.removesuffix(".py").replace("/", ".")
    by_name = _importing(tests).get(name, [])
    by_name = by_name if len(by_name) <= _MANY else []
    files = (
        file for at in (*own, *also, *by_name) for file in sorted(at.rglob("test_*.py")) or [at]
    )
    found = dict.fromkeys(file.relative_to(top).as_posix() for file in files)
    return [f"src/l10n_flow/{module}", *found]


_IMPORT = re.compile(r"^from l10n_flow\.?([\w.]*) import (?:\(([^)]*)\)|(.*))", re.MULTILINE)
_MANY = 30
"""A module that more files import is everybody's: `model`, `errors`, `project`."""
_APART = ("browser", "cluster", "fuzz", "sites")
"""Rooms of tests that `make test` leaves out. Those of no room are about the whole program."""


@cache
def _importing(tests: Path) -> Mapping[str, list[Path]]:
    """By a module's name, the files of tests that import it or something of it, sorted."""
    found: dict[str, list[Path]] = defaultdict(list)
    for file in sorted(tests.glob("*/**/test_*.py")):
        if file.relative_to(tests).parts[0] not in _APART:
            for package, several, one in _IMPORT.findall(file.read_text("utf-8")):
                words = re.findall(r"\w+", several or one)
                for name in {package, *(f"{package}.{word}".lstrip(".") for word in words)}:
                    found[name].append(file)
    return found
