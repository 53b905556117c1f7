"""The explanation of a check: `check --explain NAME`."""

from __future__ import annotations

from collections.abc import Iterator

from l10n_flow import patterns as re
from l10n_flow.checks.projectlevel import PROJECT_LEVEL, ProjectLevel
from l10n_flow.checks.row import Check, Example
from l10n_flow.checks.table import CHECKS
from l10n_flow.language.bidi import isolate
from l10n_flow.language.tags import own_name
from l10n_flow.visible import named

LANGUAGES = {"es": "Spanish", "fa": "Persian"}
"""The languages that some checks are for, and those of the examples."""


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
    lines = [f"{name} ({weight(check)})", "", check.finds, "", f"Remedy: {check.remedy}"]
    for example in check.examples:
        lines += ["", f"{own_name(example.locale)}:", *_example_lines(example)]
    return "\n".join([*lines, "", *suppressing(name)])


def _about(level: ProjectLevel) -> list[str]:
    return [level.finds, "", f"Remedy: {level.remedy}"]


def _example_lines(example: Example) -> Iterator[str]:
    yield f"  source   {example.source}"
    yield f"  wrong    {isolate(visible(example.bad), example.locale, 'en')}"
    yield f"  right    {isolate(visible(example.good), example.locale, 'en')}"


def weight(check: Check) -> str:
    """How grave what a check finds is, where that differs, and for which languages it is."""
    parts = [check.severity.label]
    if check.on_drafts is not None:
        parts.append(f"{check.on_drafts.label} on drafts")
    if check.of_people is not None:
        parts.append(f"{check.of_people.label} where a person may have meant it")
    if check.elsewhere is not None:
        parts.append(f"{check.elsewhere.label} beyond Markdown and HTML")
    if check.languages is not None:
        names = [LANGUAGES.get(language, language) for language in check.languages]
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
