"""What is fuzzed: the table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from hypothesis.strategies import SearchStrategy

from l10n_flow.cli.entry import COMMANDS
from l10n_flow.config.settings import KEYS as CONFIG_KEYS
from l10n_flow.importers.profile import KEYS as PROFILE_KEYS

from . import articles, data, exchange, screens
from .mutating import words

Judge = Callable[[bytes, Path], None]
"""Does with an input, in an empty folder, what we do with such things, and raises for a broken law
(`judging.law`)."""


class Kind(NamedTuple):
    """A kind of input."""

    name: str
    judge: Judge
    seeds: Callable[[], Sequence[bytes]]
    words: Sequence[bytes]
    """What its grammar is made of: put in by mutations."""
    share: int
    """Of the time, in parts; what is quick and reads strangers' files most has more."""
    drawn: Callable[[], SearchStrategy[bytes]] | None = None
    """What Hypothesis draws; mutated further."""
    seconds: float = 4.0
    """Of the processor, for one input: beyond that it hangs."""


def _lines(names: Sequence[str], ending: str) -> tuple[bytes, ...]:
    return tuple(f"{name}{ending}".encode() for name in names)


def _keys(sections: Sequence[Sequence[str]]) -> tuple[bytes, ...]:
    return _lines([key for section in sections for key in section], ": ")


_ARTICLES = words("articles") + _lines(articles.DIALECT_NAMES, "\n")
_CONFIGURATIONS = words("yaml", "configurations") + _keys([*CONFIG_KEYS.values()])
_PROFILES = words("yaml", "profiles") + _keys([*PROFILE_KEYS.values()])
_COMMANDS = words("commands") + _lines([row.name for row in COMMANDS], "\n")

KINDS = {
    kind.name: kind
    for kind in (
        Kind("articles", articles.judge_article, articles.seeds, _ARTICLES, 24, articles.drawn),
        Kind("editions", articles.judge_edition, articles.seeds, _ARTICLES, 14, articles.drawn),
        Kind("catalogs", data.judge_catalog, data.catalog_seeds, words("catalogs"), 12,
             data.drawn_catalogs),
        Kind("merges", data.judge_merge, data.merge_seeds, words("catalogs"), 5),
        # Each pattern of a configuration may take two seconds, once.
        Kind("configurations", data.judge_config, data.config_seeds, _CONFIGURATIONS, 7,
             seconds=20),
        Kind("taxonomies", data.judge_taxonomy, data.taxonomy_seeds,
             words("yaml", "taxonomies"), 4),
        Kind("frozen", data.judge_frozen, data.frozen_seeds, words("yaml", "frozen"), 3),
        Kind("ledgers", data.judge_ledger, data.ledger_seeds, words("json"), 3),
        Kind("baselines", data.judge_baseline, data.baseline_seeds, words("json"), 3),
        Kind("glossaries", exchange.judge_glossary, exchange.glossary_seeds,
             words("yaml", "glossaries"), 5, exchange.drawn_glossaries),
        Kind("tables", exchange.judge_table, exchange.table_seeds, words("tables"), 3),
        Kind("terminologies", exchange.judge_tbx, exchange.tbx_seeds, words("xml"), 3),
        Kind("memories", exchange.judge_tmx, exchange.tmx_seeds, words("xml"), 4),
        Kind("pages", exchange.judge_page, exchange.page_seeds, words("pages"), 6,
             exchange.drawn_pages, seconds=20),
        Kind("texts", exchange.judge_text, exchange.text_seeds, words("pages"), 4),
        Kind("profiles", exchange.judge_profile, exchange.profile_seeds, _PROFILES, 4, seconds=40),
        Kind("packages", exchange.judge_package, exchange.package_seeds,
             words("json", "packages"), 3),
        Kind("models", exchange.judge_model, exchange.model_seeds, words("json", "models"), 3),
        Kind("answers", exchange.judge_answers, exchange.answers_seeds, (b"SELECT",), 2),
        Kind("reports", screens.judge_report, screens.report_seeds, words("reports"), 3),
        Kind("commands", screens.judge_command, screens.command_seeds, _COMMANDS, 5),
    )
}  # fmt: skip
"""By name."""
