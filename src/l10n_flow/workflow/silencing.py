"""Which findings a project's configuration does not want to hear of (`check.ignore`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fnmatch import fnmatchcase

from l10n_flow.config import Silence
from l10n_flow.model import Finding

__all__ = ["ignores", "is_silenced"]


def is_silenced(silences: Sequence[Silence], finding: Finding) -> bool:
    """Whether the configuration says that nobody wants to hear of a finding."""
    source = finding.key.source if finding.key else None
    return ignores(silences, finding.check, finding.article, finding.locale, source)


def ignores(
    silences: Sequence[Silence], check: str, article: str, locale: str, source: str | None
) -> bool:
    r"""Whether a check is not wanted there; `source` is None for what is about no entry.

    Each silence has to fit in all that it names; the patterns for sources are searched for as they
    stand, and one that takes for ever takes for ever.

    >>> silences = [Silence(("number",), articles=("news/*",), sources=(r"^v\d",))]
    >>> ignores(silences, "number", "news/a", "es", "v2 is out")
    True
    >>> ignores(silences, "number", "news/a", "es", None)
    False
    """
    return any(_fits(silence, check, article, locale, source) for silence in silences)


def _fits(silence: Silence, check: str, article: str, locale: str, source: str | None) -> bool:
    if check not in silence.checks or (silence.locales and locale not in silence.locales):
        return False
    if silence.articles and not any(fnmatchcase(article, name) for name in silence.articles):
        return False
    if not silence.sources:
        return True
    return source is not None and any(re.search(pattern, source) for pattern in silence.sources)
