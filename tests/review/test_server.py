"""The server tells faults, and nothing else."""

from __future__ import annotations

import asyncio
import logging

import pytest

from l10n_flow.review.server import is_a_fault


@pytest.mark.parametrize(
    ("raised", "is_told"),
    [(asyncio.CancelledError(), False), (ValueError("odd"), True), (None, True)],
)
def test_a_request_that_the_end_cuts_off_is_no_fault(
    raised: BaseException | None, is_told: bool
) -> None:
    info = (type(raised), raised, None) if raised is not None else None
    record = logging.LogRecord("uvicorn.error", logging.ERROR, __file__, 1, "", (), info)
    assert is_a_fault(record) is is_told
