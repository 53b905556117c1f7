"""The review desk without its web page: what people see of catalogs, and what they do to them.

Every name here is a value or a function that any program may use; the web page is only one user.
See `Desk`.
"""

from l10n_flow.workflow.review.batch import BatchApproval
from l10n_flow.workflow.review.choosing import FILTERS, ORDERS, Order, chosen
from l10n_flow.workflow.review.desk import Desk
from l10n_flow.workflow.review.difference import WordRun, difference
from l10n_flow.workflow.review.history import PastWords
from l10n_flow.workflow.review.overview import CatalogRow, Overview
from l10n_flow.workflow.review.refusals import (
    LIMIT,
    Blocked,
    ReviewError,
    Stale,
    TooLong,
    Unholdable,
    Vanished,
)
from l10n_flow.workflow.review.rows import SegmentRow, Sheet
from l10n_flow.workflow.review.suggesting import Suggestion
from l10n_flow.workflow.review.terms import TermHit

__all__ = [
    "FILTERS",
    "LIMIT",
    "ORDERS",
    "BatchApproval",
    "Blocked",
    "CatalogRow",
    "Desk",
    "Order",
    "Overview",
    "PastWords",
    "ReviewError",
    "SegmentRow",
    "Sheet",
    "Stale",
    "Suggestion",
    "TermHit",
    "TooLong",
    "Unholdable",
    "Vanished",
    "WordRun",
    "chosen",
    "difference",
]
