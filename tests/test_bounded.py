"""A pattern that takes too long is stopped, named, and not tried again."""

from __future__ import annotations

import re
import signal
import time

import pytest

from l10n_flow import bounded
from l10n_flow.errors import ConfigError

HOPELESS = "(?:a+)+$"
TEXT = "a" * 60 + "b"


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "SECONDS", 0.1)
    monkeypatch.setattr(bounded, "_given_up", set())


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no such clock")
def test_a_pattern_that_takes_too_long_is_stopped_once_and_refused_then() -> None:
    began = time.process_time()
    for _ in range(50):
        with (
            pytest.raises(ConfigError, match=r"a pattern of opaque takes too long: \(\?:a"),
            bounded.bounded(HOPELESS, "opaque"),
        ):
            re.search(HOPELESS, TEXT)
    assert time.process_time() - began < 2
    assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0


def test_other_patterns_go_on() -> None:
    with bounded.bounded("a+", "opaque"):
        assert re.search("a+", TEXT)


@pytest.mark.parametrize("pattern", ["a{99999999999}", "(" * 20_000, "(?:" * 5_000 + ")" * 5_000])
def test_what_python_cannot_hold_is_no_pattern(pattern: str) -> None:
    with pytest.raises(re.error):
        bounded.compiled(pattern)
