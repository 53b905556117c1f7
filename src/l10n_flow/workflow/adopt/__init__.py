"""Take over existing translations into the catalogs: other tools' catalogs, translated pages."""

from __future__ import annotations

from l10n_flow.workflow.adopt.adopting import adopt
from l10n_flow.workflow.adopt.result import AdoptReport, SkippedText, Taken

__all__ = ["AdoptReport", "SkippedText", "Taken", "adopt"]
