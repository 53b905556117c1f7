"""The name of everything that `check` can find."""

from __future__ import annotations

from l10n_flow.checks.projectlevel import PROJECT_LEVEL


def names() -> tuple[str, ...]:
    """The checks of single texts, then the project-level ones, each in the order of its table."""
    from l10n_flow.checks.table import CHECKS  # noqa: PLC0415 - imports thirty modules

    return (*CHECKS, *PROJECT_LEVEL)
