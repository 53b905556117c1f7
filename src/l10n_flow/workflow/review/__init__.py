"""The review desk below its page: what people see of catalogs, and what they do to them.

Every name here is a value or a function that any program may use; the web page is one of them. See
`Desk`.
"""

from l10n_flow.workflow.review.batch import Batch
from l10n_flow.workflow.review.choosing import FILTERS, ORDERS, Order, chosen
from l10n_flow.workflow.review.desk import Desk
from l10n_flow.workflow.review.difference import Piece, difference
from l10n_flow.workflow.review.history import Version
from l10n_flow.workflow.review.overview import CatalogRow, Overview
from l10n_flow.workflow.review.refusals import (
    LIMIT,
    Blocked,
    ReviewError,
    Stale,
    TooLong,
    Vanished,
)
from l10n_flow.workflow.review.rows import Row, Sheet
from l10n_flow.workflow.review.suggesting import Suggestion
from l10n_flow.workflow.review.terms import TermHit

__all__ = [
    "FILTERS",
    "LIMIT",
    "ORDERS",
    "Batch",
    "Blocked",
    "CatalogRow",
    "Desk",
    "Order",
    "Overview",
    "Piece",
    "ReviewError",
    "Row",
    "Sheet",
    "Stale",
    "Suggestion",
    "TermHit",
    "TooLong",
    "Vanished",
    "Version",
    "chosen",
    "difference",
]
