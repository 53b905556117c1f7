"""Lists of other articles on a page: a title and a first paragraph each, which become stubs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from l10n_flow.importers.credits import Credits
from l10n_flow.importers.escaping import as_block, escaped
from l10n_flow.importers.guessing import guessed_language
from l10n_flow.importers.imported import Block, PageArticle
from l10n_flow.importers.profile import Profile
from l10n_flow.importers.source import SourceLine


class Teaser(NamedTuple):
    """A title and the paragraph under it; one of them is None when its partner is missing."""

    title: SourceLine | None
    text: SourceLine | None


def pair(
    lines: Sequence[SourceLine], profile: Profile, credits_: Credits, *, credited: bool
) -> Iterator[Teaser]:
    """Yield the lines as teasers, in order. Law: every line is in exactly one teaser.

    A text opens with a credit. Where texts need not be `credited`, it may also be a line that is
    too long for a title and ends like a sentence.
    """
    title: SourceLine | None = None
    for line in lines:
        opens = credits_.lift(line.text) is not None
        is_text = opens or (not credited and _is_prose(line.text, profile))
        if is_text:
            yield Teaser(title, line)
            title = None
            continue
        if title is not None:
            yield Teaser(title, None)
        title = line
    if title is not None:
        yield Teaser(title, None)


def stub(title: SourceLine, text: SourceLine, profile: Profile, credits_: Credits) -> PageArticle:
    """Return the article that a teaser announces: its title and its first words."""
    lifted = credits_.lift(text.text)
    words = lifted.rest if lifted else text.text
    return PageArticle(
        title=title.text,
        blocks=(Block("paragraph", as_block(escaped(words))),),
        credit=lifted.credit if lifted else "",
        kind=lifted.kind if lifted else "",
        language=guessed_language(f"{title.text} {words}", profile.languages),
        stub=True,
        line=title.number,
    )


def _is_prose(text: str, profile: Profile) -> bool:
    rule = profile.headings
    return len(text.split()) > rule.max_words and rule.ends(text)
