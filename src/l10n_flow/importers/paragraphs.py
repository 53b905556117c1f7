"""The body of an article in plain text: its paragraphs and headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from l10n_flow.importers.account import LineAccount, excerpt
from l10n_flow.importers.credits import Credits, Lifted
from l10n_flow.importers.escaping import as_block, escaped, heading
from l10n_flow.importers.imported import Block, LineRole
from l10n_flow.importers.profile import Headings, Profile
from l10n_flow.importers.source import SourceLine

_QUESTION = re.compile(r"[?؟？][\"'”’»›)\]」』]*$")


class PageBody(NamedTuple):
    """The part below an article's head."""

    blocks: tuple[Block, ...]
    credit: str = ""
    kind: str = ""


def read_body(
    lines: Sequence[SourceLine], profile: Profile, credits_: Credits, ledger: LineAccount
) -> PageBody:
    """Return the lines as blocks, without the credit at the start of the first one.

    A heading is a short line between two paragraphs that does not end like a sentence. Every line
    is recorded, and a line with a second possible meaning gets a warning.
    """
    whole, lines, lifted = _without_credit(lines, credits_, ledger)
    rule = profile.headings
    short = [_is_short(line.text, rule) for line in lines]
    blocks: list[Block] = []
    for number, line in enumerate(lines):
        after = lines[number + 1] if number + 1 < len(lines) else None
        follows = bool(blocks) and blocks[-1].kind == "paragraph"
        between = follows and after is not None and not short[number + 1]
        if short[number] and between:
            ledger.use(LineRole.HEADING, whole[number])
            blocks.append(Block("heading", heading(escaped(line.text), 2)))
            continue
        ledger.use(LineRole.PARAGRAPH, whole[number])
        blocks.append(Block("paragraph", as_block(escaped(line.text))))
        if doubt := _doubt(line, after, rule, credits_, between=between):
            ledger.warn(line, f"{doubt}; taken as a paragraph: {excerpt(line.text)}")
    return PageBody(tuple(blocks), lifted.credit if lifted else "", lifted.kind if lifted else "")


def _without_credit(
    lines: Sequence[SourceLine], credits_: Credits, ledger: LineAccount
) -> tuple[Sequence[SourceLine], Sequence[SourceLine], Lifted | None]:
    """Return the lines as they are and without the credit, and the credit."""
    lifted = credits_.lift(lines[0].text) if lines else None
    if lifted is None:
        return lines, lines, None
    if not lifted.rest:
        ledger.use(LineRole.META, lines[0])
        return lines[1:], lines[1:], lifted
    if lifted.unknown:
        ledger.warn(lines[0], f"“{lifted.unknown}” is in the place of a kind; left in the text")
    return lines, [lines[0]._replace(text=lifted.rest), *lines[1:]], lifted


def _is_short(text: str, rule: Headings) -> bool:
    return len(text.split()) <= rule.max_words and not rule.ends(text)


def _doubt(
    line: SourceLine, after: SourceLine | None, rule: Headings, credits_: Credits, *, between: bool
) -> str:
    """Return what else a paragraph could be, "" for nothing."""
    if _is_short(line.text, rule):
        return "short, but not between two paragraphs"
    if between and len(line.text.split()) <= rule.max_words and _QUESTION.search(line.text):
        return "a short question could be a heading"
    if credits_.lift(line.text) is not None:
        return "opens with a credit, as another article would"
    touches = after is not None and after.number == line.number + 1
    if touches and not rule.ends(line.text):
        return "does not end like a sentence, and the next line follows directly"
    return ""
