"""Front matter: limits for titles, descriptions and labels."""

from __future__ import annotations

from collections.abc import Iterator

from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.prose import FILLER, MARK
from l10n_flow.checks.row import Check, Example
from l10n_flow.model import Severity, Span

__all__ = ["CHECKS"]

_TITLES = ("field: title", "heading 1")
_FIELD = "field: "


def _empty(pair: Pair) -> Iterator[Hit]:
    if not pair.kind.startswith(_FIELD) and not pair.kind.startswith("heading"):
        return
    has_words = any(map(str.isalnum, pair.source_prose))
    if has_words and not any(map(str.isalnum, pair.target_prose)):
        yield Hit("no letter and no digit: readers would see an empty line")


def _long(pair: Pair) -> Iterator[Hit]:
    if pair.kind != _TITLES[0]:
        return
    prose = pair.target_prose
    length = len(prose) - prose.count(FILLER) - prose.count(MARK)
    limit = pair.policy.title_limit
    if length > limit and len(pair.target) > len(pair.source):
        over = Span(limit, len(pair.target))
        yield Hit(f"{length} characters; search results and cards show {limit}", over)


CHECKS = (
    Check(
        "empty-title",
        "A title, heading or field whose translation has neither a letter nor a digit.",
        "Write the title.",
        _empty,
        (
            Example("es", "Peace at last", "…", "Por fin la paz", "field: title"),
            Example("fa", "Peace at last", "—", "سرانجام صلح", "field: title"),
        ),
        Severity.ERROR,
        kinds=(_FIELD, "heading"),
    ),
    Check(
        "title-length",
        "A title that is longer than its source and than the project's limit (`check.title_limit`,"
        " 70 characters).",
        "Shorten it.",
        _long,
        (
            Example(
                "es",
                "A deal after eighteen days of talks about the treaty",
                "Un acuerdo alcanzado después de dieciocho largos días de conversaciones sobre el"
                " tratado",
                "Acuerdo tras dieciocho días de conversaciones",
                "field: title",
            ),
            Example(
                "fa",
                "A deal after eighteen days of talks about the treaty",
                "توافقی که پس از هجده روز گفت‌وگوی طولانی و دشوار دربارهٔ پیمان سرانجام به دست آمد",
                "توافق پس از هجده روز گفت‌وگو",
                "field: title",
            ),
        ),
        kinds=(_TITLES[0],),
    ),
)
