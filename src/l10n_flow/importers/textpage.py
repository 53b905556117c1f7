"""Pages saved as plain text: a profile gives every line its role.

Furniture divides the page into the article, lists of other articles and what follows; each part has
its own rules. Law: every non-empty line has exactly one role, and a line that no rule covers has a
warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from l10n_flow.importers.account import LineAccount
from l10n_flow.importers.credits import Credits
from l10n_flow.importers.guessing import guessed_language
from l10n_flow.importers.head import Head, divide, read_meta
from l10n_flow.importers.imported import ImportedPage, LineRole, PageArticle
from l10n_flow.importers.paragraphs import read_body
from l10n_flow.importers.profile import Profile, folded, matching
from l10n_flow.importers.source import SourceLine, lines
from l10n_flow.importers.teasers import Teaser, pair, stub

_BLANK = re.compile(r"(?:\r\n?|\n)[^\S\r\n]*(?:\r\n?|\n)")


class Part(NamedTuple):
    """Lines between two lines of furniture."""

    zone: str
    """"article", "list" or "after"."""
    lines: list[SourceLine]


def read_plain(text: str, page: Path, profile: Profile) -> ImportedPage:
    """Return what the profile reads from a page saved as plain text.

    A page without an article gives stubs only, and a warning. Never raises: lines that no rule
    covers are unclassified.
    """
    ledger = LineAccount(page)
    parts = _cut(_blocks(text, profile), profile, ledger)
    credits_ = _credits(parts, profile)
    head = divide(parts[0].lines, profile)
    article = _article(head, profile, credits_, ledger)
    listed = [part for part in parts[1:] if part.lines]
    stubs, merged = _stubs(_teasers(listed, profile, credits_), article, profile, credits_, ledger)
    if article is None and not stubs:
        ledger.warn(SourceLine(0, ""), "nothing in it looks like an article")
    uses, warnings = ledger.account()
    return ImportedPage(page, profile.name, article, stubs, uses, merged, warnings)


def _blocks(text: str, profile: Profile) -> tuple[SourceLine, ...]:
    """Return the lines of a page, joined up to the next blank line where the profile wants that.

    In a page without any blank line each line is a block. Lines with a date or an author are not
    joined, nor is a title above them.
    """
    found = lines(text)
    if not profile.joined or _BLANK.search(text.strip()) is None:
        return found
    blocks: list[SourceLine] = []
    for group in _groups(found):
        metas = [read_meta(line.text, profile) is not None for line in group]
        if all(metas) or (any(metas) and not blocks):
            blocks += group
        else:
            blocks.append(SourceLine(group[0].number, " ".join(line.text for line in group)))
    return tuple(blocks)


def _groups(found: Iterable[SourceLine]) -> list[list[SourceLine]]:
    """Return the groups of lines between blank lines."""
    groups: list[list[SourceLine]] = []
    for line in found:
        if groups and line.number == groups[-1][-1].number + 1:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _cut(blocks: Iterable[SourceLine], profile: Profile, ledger: LineAccount) -> list[Part]:
    """Return the page's parts, the article first; the furniture between and in them is recorded."""
    parts = [Part("article", [])]
    for line in blocks:
        if matching(profile.article_end, line.text):
            parts.append(Part("after", []))
        elif matching(profile.lists, line.text):
            parts.append(Part("list", []))
        elif not matching(profile.drop, line.text):
            parts[-1].lines.append(line)
            continue
        ledger.use(LineRole.DROPPED, line)
    return parts


def _credits(parts: Sequence[Part], profile: Profile) -> Credits:
    long = [
        line.text
        for part in parts
        for line in part.lines
        if len(line.text.split()) > profile.headings.max_words
    ]
    return Credits(profile, long)


def _article(
    head: Head, profile: Profile, credits_: Credits, ledger: LineAccount
) -> PageArticle | None:
    """Return the article and record its lines; None when there is no text under a title."""
    ledger.unknown("unknown line above the title", *head.above)
    if head.title is None or not head.body:
        ledger.unknown("no article: there is no text below", *_some(head.title), *head.meta)
        return None
    ledger.use(LineRole.TITLE, head.title)
    ledger.use(LineRole.META, *head.meta)
    body = read_body(head.body, profile, credits_, ledger)
    words = " ".join(line.text for line in head.body)
    _warn_of_date(head, profile, ledger)
    kinds = [profile.kinds[folded(c)] for c in head.found.categories if folded(c) in profile.kinds]
    return PageArticle(
        title=head.title.text,
        blocks=body.blocks,
        day=head.found.day,
        categories=head.found.categories,
        authors=head.found.authors,
        credit=body.credit,
        kind=next((kind for kind in (body.kind, *kinds) if kind), ""),
        language=guessed_language(words, profile.languages),
        line=head.title.number,
    )


def _warn_of_date(head: Head, profile: Profile, ledger: LineAccount) -> None:
    written = head.found.written
    if head.title is None:
        return
    if written is None and profile.meta.expected:
        ledger.warn(head.title, "no line with a date below the title")
    elif written is not None and written.day is None:
        ledger.warn(head.meta[0], f"there is no date '{written.text}'")


def _teasers(parts: Sequence[Part], profile: Profile, credits_: Credits) -> list[Teaser]:
    """Return the other articles that a page lists.

    Where some texts open with a credit all should, so that a footer is not taken for an article;
    after the article only texts with a credit count.
    """
    listed = [part for part in parts if part.zone == "list"]
    credited = any(credits_.lift(line.text) for part in listed for line in part.lines)
    found: list[Teaser] = []
    for part in parts:
        strict = credited or part.zone != "list"
        found += pair(part.lines, profile, credits_, credited=strict)
    return found


def _stubs(
    teasers: Iterable[Teaser],
    article: PageArticle | None,
    profile: Profile,
    credits_: Credits,
    ledger: LineAccount,
) -> tuple[tuple[PageArticle, ...], int]:
    """Return the stubs, each once, and how many announcements were repeated."""
    stubs: dict[str, PageArticle] = {}
    own = folded(article.title) if article else None
    merged = 0
    for title, text in teasers:
        if title is None or text is None:
            ledger.unknown("neither an article's title nor its text", *_some(title), *_some(text))
            continue
        made = stub(title, text, profile, credits_)
        first = stubs.setdefault(folded(title.text), made)
        if folded(title.text) == own or (first is not made and _same(first, made)):
            ledger.use(LineRole.DUPLICATE, title, text)
            merged += 1
        elif first is made:
            ledger.use(LineRole.STUB, title, text)
            _warn_of_kind(text, credits_, ledger)
        else:
            what = f"the title of line {first.line} again, with another text"
            ledger.unknown(what, title, text)
    stubs.pop(own or "", None)
    return tuple(stubs.values()), merged


def _warn_of_kind(text: SourceLine, credits_: Credits, ledger: LineAccount) -> None:
    lifted = credits_.lift(text.text)
    if lifted is not None and lifted.unknown:
        ledger.warn(text, f"“{lifted.unknown}” is in the place of a kind; left in the text")


def _same(one: PageArticle, other: PageArticle) -> bool:
    return [folded(block.markdown) for block in one.blocks] == [
        folded(block.markdown) for block in other.blocks
    ]


def _some(line: SourceLine | None) -> tuple[SourceLine, ...]:
    return () if line is None else (line,)
