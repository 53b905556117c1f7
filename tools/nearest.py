"""Which tests are to notice a change of a module.

Its doctests, the file of the same name in `tests/` with those that continue it (`test_sync.py`,
`test_sync_terms.py`), and what `ALSO` adds. A module with neither a file nor a row of its own has
the tests of its room: those that lie in the same folder of `tests/`, or are called like it.
"""

from __future__ import annotations

from pathlib import Path

TOP = Path(__file__).parents[1]
ALSO = {
    "adopting/": "adopting/test_entering.py workflow/test_adopt.py",
    "catalogs/po/grammar.py": "catalogs/po",
    "catalogs/renumber.py": "catalogs/test_merge_drafts.py",
    "checks/rules/": "checks/test_pairs.py checks/test_examples.py checks/rules/test_borders.py",
    "cli/output.py": "cli/test_streams.py",
    "cli/verify.py": "cli/test_build.py workflow/building/test_record.py",
    "documents/fit.py": "documents/test_cases.py",
    "documents/markdown/": "documents/test_cases.py documents/markdown",
    "editions/": "editions/test_edition.py editions/test_notices.py",
    "editions/edition.py": "editions/test_derived.py editions/test_webpage.py",
    "editions/trees.py": "workflow/building/test_outputs.py editions/test_webpage.py",
    "engines/": "engines/test_trained.py",
    "errors.py": "test_config.py",
    "importers/": "importers/test_page.py importers/test_pages.py importers/test_source.py"
    " importers/test_systems.py",
    "language/": "language/test_borders.py language/test_cases.py",
    "language/quantities/": "checks/rules/test_numbers.py",
    "made.py": "documents/test_documents.py",
    "memory/mtcache.py": "memory/test_caching_engine.py",
    "paths.py": "workflow/test_layout.py",
    "project.py": "workflow/test_layout.py",
    "review/actions.py": "review/test_access.py",
    "site/": "site/test_golden.py",
    "site/search/": "site",
    "terms/": "terms",
    "workflow/adopt/": "workflow/test_adopt.py workflow/test_adopt_pages.py",
    "workflow/building/": "workflow/building/test_build.py workflow/building/test_unpublished.py"
    " workflow/test_layout.py",
    "workflow/building/build.py": "workflow/building/test_seeding.py workflow/test_products.py",
    "workflow/building/linking.py": "workflow/building/test_publishing.py",
    "workflow/building/publishing.py": "workflow/building/test_linking_fragments.py"
    " workflow/building/test_outputs.py workflow/building/test_site.py",
    "workflow/checking/": "workflow/checking",
    "workflow/drafting/": "workflow/drafting workflow/test_min_confidence.py",
    "workflow/exchange/": "workflow/exchange",
    "workflow/extracting.py": "workflow/test_sync.py workflow/test_article_languages.py",
    "workflow/git.py": "workflow/review/test_git.py workflow/test_renames.py"
    " workflow/checking/test_since.py",
    "workflow/incremental/": "workflow/incremental",
    "workflow/incremental/parallel.py": "workflow/drafting/test_workers.py",
    "workflow/mv.py": "workflow/test_renames.py cli/test_mv.py",
    "workflow/review/": "workflow/review/test_desk.py workflow/review",
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
    also = [tests / test for at in ALSO if module.startswith(at) for test in ALSO[at].split()]
    if not own and module not in ALSO:
        room = [*there.glob("test_*.py"), *there.parent.glob(f"test_{there.name}*.py")]
        own = sorted(room)
    files = (file for at in (*own, *also) for file in sorted(at.rglob("test_*.py")) or [at])
    found = dict.fromkeys(file.relative_to(top).as_posix() for file in files)
    return [f"src/l10n_flow/{module}", *found]
