"""The explanation of a check: `check --explain NAME`, and docs/checks.md."""

from __future__ import annotations

from collections.abc import Iterator

from l10n_flow import patterns as re
from l10n_flow.checks.causes import EXPLANATIONS, Explanation
from l10n_flow.checks.projectlevel import PROJECT_LEVEL, ProjectLevel
from l10n_flow.checks.row import Check, Example
from l10n_flow.checks.table import CHECKS
from l10n_flow.language import isolate, own_name
from l10n_flow.visible import named

_LANGUAGES = {"es": "Spanish", "fa": "Persian"}


def explained(name: str) -> str:
    """Return all that the tables say about a check, as a text for a terminal.

    Raises `KeyError` for a name that no table has.

    >>> print(explained("arabic-letters").splitlines()[0])
    arabic-letters (error, Persian only, can be fixed)
    """
    check = CHECKS.get(name)
    if check is None:
        level = PROJECT_LEVEL[name]
        switch = suppressing(name)[-1]
        return "\n".join([f"{name} ({level.severity.label})", "", *_about(level), "", switch])
    lines = [f"{name} ({_weight(check)})", "", check.finds, "", f"Remedy: {check.remedy}"]
    for example in check.examples:
        lines += ["", f"{own_name(example.locale)}:", *_example_lines(example)]
    return "\n".join([*lines, "", *suppressing(name)])


def _about(level: ProjectLevel) -> list[str]:
    return [level.finds, "", f"Remedy: {level.remedy}"]


def _example_lines(example: Example) -> Iterator[str]:
    yield f"  source   {example.source}"
    yield f"  wrong    {isolate(visible(example.bad), example.locale, 'en')}"
    yield f"  right    {isolate(visible(example.good), example.locale, 'en')}"


def _weight(check: Check) -> str:
    parts = [check.severity.label]
    if check.on_drafts is not None:
        parts.append(f"{check.on_drafts.label} on drafts")
    if check.elsewhere is not None:
        parts.append(f"{check.elsewhere.label} beyond Markdown and HTML")
    if check.languages is not None:
        names = [_LANGUAGES.get(language, language) for language in check.languages]
        parts.append(f"{' and '.join(names)} only")
    if not check.by_default:
        parts.append("off by default")
    if check.fixes:
        parts.append("can be fixed")
    return ", ".join(parts)


def suppressing(name: str) -> tuple[str, ...]:
    """How to suppress what a check finds: in one entry, and everywhere.

    >>> suppressing("number")[-1]
    'everywhere     check: {severity: {number: off}}'
    """
    how = (
        "To suppress it: in one entry by a translator's comment in the catalog, which ends when the"
        " text changes once `check --fix` has written `;h=…` to it; everywhere in l10n-flow.yaml."
    )
    return (
        how,
        f"in one entry   # l10n-flow:ignore={name}",
        f"everywhere     check: {{severity: {{{name}: off}}}}",
    )


_UNSEEN = re.compile("[\u00ad\u200b\u202c-\u202e\u2068\u2069\u0301\u0653]")
_JOINER = "\u200c"


def visible(text: str, *, joiners: bool = False) -> str:
    r"""Return the text with invisible characters shown by name; Persian's joiners only on request.

    >>> visible("a\u200bb"), visible("می\u200cروند", joiners=True)
    ('a⟨ZWSP⟩b', 'می⟨ZWNJ⟩روند')
    """
    pieces = _UNSEEN.sub(lambda match: named(match[0]), text)
    return pieces.replace(_JOINER, named(_JOINER)) if joiners else pieces


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
    lines = [f"### {check.name}\n", f"*{_weight(check)}*\n", check.finds, "", check.remedy, ""]
    lines += ["| | source | wrong | right |", "| --- | --- | --- | --- |"]
    lines += [_row(check, example) for example in check.examples]
    return "\n".join([*lines, "", f"Suppression: `ignore={check.name}`\n"])


def _row(check: Check, example: Example) -> str:
    joiners = check.name == "zwnj"
    cells = [_cell(visible(text, joiners=joiners)) for text in (example.bad, example.good)]
    return f"| {_LANGUAGES[example.locale]} | {_cell(example.source)} | {' | '.join(cells)} |"


def _cell(text: str) -> str:
    """Return the text as code in a table cell: every character stays as it is."""
    ticks = "``" if "`" in text else "`"
    pad = " " if "`" in text else ""
    return f"{ticks}{pad}{text}{pad}{ticks}".replace("|", "\\|").replace("\n", " ")
