"""Texts without words, and limits for titles, descriptions and labels."""

from __future__ import annotations

from collections.abc import Iterator

from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.prose import FILLER, MARK
from l10n_flow.checks.row import Check, Example
from l10n_flow.model import Severity, Span

_TITLES = ("field: title", "heading 1")
_FIELD = "field: "


def _empty(pair: Pair) -> Iterator[Hit]:
    if any(map(str.isalnum, pair.target_prose)):
        return
    # In a page no build takes it; a program may have a dash for a label. A comment or an element
    # in its place is somebody's purpose.
    is_nothing = pair.is_page and "<" not in pair.target
    is_looked_at = is_nothing or pair.kind.startswith((_FIELD, "heading"))
    if is_looked_at and any(map(str.isalnum, pair.source_prose)):
        yield Hit("no letter and no digit: no edition can show this")


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
        "empty",
        "A translation has neither a letter nor a digit, where the source has. In texts of programs"
        " only titles, headings and fields are looked at.",
        "Write the words, or leave the translation empty.",
        _empty,
        (
            Example("es", "Peace at last", "…", "Por fin la paz", "field: title"),
            Example("fa", "Peace at last", "—", "سرانجام صلح"),
        ),
        Severity.ERROR,
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
