"""Left-to-right runs among right-to-left words, which would be displayed out of order."""

from __future__ import annotations

from collections.abc import Iterator

from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.row import Check, Example
from l10n_flow.checks.traits import Trait
from l10n_flow.language.bidi import enclosed, ltr_runs
from l10n_flow.model import Severity, Span

_RIGHT_TO_LEFT = ("fa", "ar", "he", "ur", "ps", "ckb", "ug", "yi", "sd", "dv")
_LRI, _PDI = "\u2066", "\u2069"


def _ltr_run(pair: Pair) -> Iterator[Hit]:
    if pair.policy.isolates == "off":
        return
    target = pair.target
    runs = [
        Span(start, end)
        for start, end in ltr_runs(pair.target_prose)
        if not _is_held(target, start, end)
    ]
    if runs:
        run = target[runs[0].start : runs[0].end]
        suggestion = enclosed(target, runs, *_signs(pair))
        yield Hit(f"“{run}” is shown in another order", runs[0], suggestion=suggestion)


def _signs(pair: Pair) -> tuple[str, str]:
    if pair.policy.isolates == "bdi" and not pair.kind.startswith(("field", "attribute")):
        return '<bdi dir="ltr">', "</bdi>"
    return _LRI, _PDI


def _is_held(target: str, start: int, end: int) -> bool:
    """Whether an element with a direction is open around the run, or a program puts text there."""
    before = target[:start]
    if before.rfind("{") > before.rfind("}"):
        return "}" in target[end:]
    opened = max(before.rfind("<bdi"), before.rfind("<bdo"), before.rfind("dir="))
    return opened >= 0 and "</" not in before[opened:] and "</" in target[end:]


CHECKS = (
    Check(
        "ltr-run",
        "A telephone number, a path, a signed number or C++ among words from right to left: its"
        " signs are shown on the wrong side (UAX #9).",
        "Apply the suggestion: it puts the run between isolates, or into `<bdi>`"
        " (`check.isolates`).",
        _ltr_run,
        (
            Example(
                "fa",
                "Use C++",
                "از C++ استفاده کنید",
                "از \u2066C++\u2069 استفاده کنید",
                fixed="از \u2066C++\u2069 استفاده کنید",
            ),
        ),
        Severity.INFO,
        when=Trait.ARABIC | Trait.FOREIGN,
        languages=_RIGHT_TO_LEFT,
    ),
)
