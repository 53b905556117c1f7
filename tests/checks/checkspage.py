"""docs/checks.md, made of the tables of checks."""

from __future__ import annotations

from l10n_flow.checks.causes import EXPLANATIONS, Explanation
from l10n_flow.checks.explaining import LANGUAGES, visible, weight
from l10n_flow.checks.projectlevel import PROJECT_LEVEL
from l10n_flow.checks.row import Check, Example
from l10n_flow.checks.table import CHECKS

_HEAD = """# What `check` finds

For translators and CI: what each check finds, and what to do about it.

Made from the table of checks: `python -m tests.checks.test_docs` writes it anew. Every example
runs as a test. [checks-evaluation.md](checks-evaluation.md) says how often each is right.

An *error* is wrong beyond doubt, a *warning* probably, an *info* is a hint for reviewers. A lost
tag breaks a page; what is not known to be Markdown or HTML, such as the catalog of a program that
a script gives to `check_pair`, may be in any markup, so there it is a *warning* (*beyond Markdown
and HTML*). Articles are always known. Change that, or switch a check off, in `l10n-flow.yaml`:

```yaml
check:
  severity:
    number: error
    acronym: off
```

To suppress findings in one entry, write a translator's comment into the catalog (`all` in a name's
place is every check). A name that no check has is told:

```po
# l10n-flow:ignore=number,length
msgid "In 2015"
```

So it stays. `l10n-flow check --fix` adds `;h=` and the digest of context and source, and then it
ends when one of them changes: it no longer counts, and `check` says so.
"""


def page() -> str:
    """docs/checks.md, whole."""
    parts = [
        _HEAD,
        "## In a translation\n",
        *(_section(check) for check in CHECKS.built_in.values()),
    ]
    parts += [_ONCE, *(_explanation(row) for row in EXPLANATIONS), ""]
    parts.append("## In catalogs, editions and where words come from\n")
    parts.append("| check | severity | what it finds | what to do |\n| --- | --- | --- | --- |")
    rows = [
        f"| `{name}` | {level.severity.label} | {level.finds} | {level.remedy} |"
        for name, level in PROJECT_LEVEL.items()
    ]
    return "\n".join([*parts, *rows]) + "\n"


_ONCE = """## One mistake is one finding

Where several checks see one mistake, one finding is reported and counted; the others are with it in
the JSON report (`explains`). A finding never hides a graver one. What it explains is suppressed
with it, except where a row says *apart*. Besides, a finding explains what its suggestion corrects;
and what is wrong with a draft because its text has changed since is one mistake, reported as the
gravest finding.

| found | explains | when |
| --- | --- | --- |"""


def _explanation(row: Explanation) -> str:
    names = [", ".join([f"`{name}`" for name in some]) for some in (row.causes, row.effects)]
    return f"| {' | '.join(names)} | {row.when}{'; *apart*' if row.apart else ''} |"


def _section(check: Check) -> str:
    lines = [f"### {check.name}\n", f"*{weight(check)}*\n", check.finds, "", check.remedy, ""]
    lines += ["| | source | wrong | right |", "| --- | --- | --- | --- |"]
    lines += [_row(check, example) for example in check.examples]
    return "\n".join([*lines, "", f"Suppression: `ignore={check.name}`\n"])


def _row(check: Check, example: Example) -> str:
    joiners = check.name == "zwnj"
    cells = [_cell(visible(text, joiners=joiners)) for text in (example.bad, example.good)]
    return f"| {LANGUAGES[example.locale]} | {_cell(example.source)} | {' | '.join(cells)} |"


def _cell(text: str) -> str:
    """Return the text as code in a table cell: every character stays as it is."""
    ticks = "``" if "`" in text else "`"
    pad = " " if "`" in text else ""
    return f"{ticks}{pad}{text}{pad}{ticks}".replace("|", "\\|").replace("\n", " ")
