"""What `check` found, told in the form that its reader wants: people, code hosts, CI servers.

`REPORTS` has a row for each form. A writer is a pure function from a `Report` to text, which is
meant to be encoded as UTF-8; the command line knows where it goes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from l10n_flow.reports import github, gitlab, jsondoc, junit, markdown, sarif, text
from l10n_flow.reports.report import Completeness, Missed, Report, Rule, Unit

__all__ = ["REPORTS", "Completeness", "Missed", "Report", "Rule", "Unit", "Writer"]

Writer = Callable[[Report], str]

REPORTS: Mapping[str, Writer] = {
    "text": text.write,
    "github": github.write,
    "sarif": sarif.write,
    "gitlab": gitlab.write,
    "junit": junit.write,
    "markdown": markdown.write,
    "json": jsondoc.write,
}
"""By the name that `--report` takes. `text.render` is the first with colours; what GitHub wants
for a job's summary is `github.summary`."""
