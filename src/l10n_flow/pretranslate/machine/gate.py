"""Certain faults of an engine's words, by the checks' own rules.

What fails here is requested again in another form, and then left to people: no draft is better than
a broken one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from l10n_flow.checks.rules import copies, loops, scripts
from l10n_flow.engines import Hypothesis
from l10n_flow.language.quantities.comparing import compared
from l10n_flow.language.tags import script, subtags
from l10n_flow.pretranslate.drafts import Reason

UNKNOWN = ("⁇", "<unk>")
"""SentencePiece and CTranslate2 write it for an unknown token."""

_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Its words are one line. The end of another, NUL (which no catalog can contain) or a lone
surrogate can come from a server."""

_PLACEHOLDER = re.compile(r"\{\d+\}")

MAX_GROWTH = 4
SLACK = 80
"""In bytes, because a Chinese character carries as much as a Spanish word. English in UTF-8 grows
by 1.2 in Spanish and 1.8 in Persian, Chinese by 1.5 in Spanish; single words grow more, which the
constant allows for."""

MAX_LOSS = 5
LONG = 30
"""A translation of less than a fifth of a long text, in bytes, has lost most of it."""

COPIED_WORDS = 6
"""A longer copy is no translation, in any language; a shorter one may be a list of names, unless
its words prove otherwise."""


@dataclass(frozen=True, slots=True)
class _GatedDraft:
    """A text, the engine's hypothesis, and their languages."""

    source: str
    hypothesis: Hypothesis
    languages: tuple[str, str]

    @property
    def target(self) -> str:
        return self.hypothesis.text


def fault(source: str, hypothesis: Hypothesis, languages: tuple[str, str]) -> Reason | None:
    """Return why a hypothesis for a line must not be shown; None when it may be.

    `source` is the text that the engine got, `languages` are the two tags.

    >>> fault("Peace at last", Hypothesis("Paz al fin"), ("en", "es")) is None
    True
    >>> fault("Peace at last", Hypothesis("paz paz paz paz"), ("en", "es")).value
    'loop'
    >>> fault("Peace in 2024", Hypothesis("صلح در ۲۰۲۵"), ("en", "fa")).value
    'number-lost'
    >>> fault("1,500 euros", Hypothesis("15,00 euros"), ("en", "es")).value
    'number-lost'
    >>> fault("$1.5 billion", Hypothesis("1500 millones de dólares"), ("en", "es")) is None
    True
    """
    candidate = _GatedDraft(source, hypothesis, languages)
    return next((reason for reason, found in FAULTS.items() if found(candidate)), None)


def _is_empty(candidate: _GatedDraft) -> bool:
    return not candidate.target.strip()


def _has_unknown_word(candidate: _GatedDraft) -> bool:
    """Whether it has a sign for an unknown token, or a control character."""
    marks = (*UNKNOWN, *_CONTROL.findall(candidate.target))
    return any(mark in candidate.target and mark not in candidate.source for mark in marks)


def _makes_markup(candidate: _GatedDraft) -> bool:
    return plain(candidate.source) and not plain(candidate.target)


_MARKUP = re.compile(
    r"[`\\\[\]{}]"  # code, escapes, links, placeholders
    r"|<(?![\s\d=])|(?<![\s\d=])>"  # tags, autolinks; not a comparison
    r"|&\#?\w+;"  # entities
    r"|~~|~(?=\S[^~]*~)"  # strikethrough, with two tildes or with one
    r"|(?<!\s)\*|\*(?!\s)"  # emphasis; between blanks a star is a star (CommonMark 6.2)
    r"|(?<![^\W_])_|_(?![^\W_])"  # the same; inside a word an underscore is one
    r"|://|\bwww\.|@\w"  # addresses
    r"|\n",
    re.IGNORECASE,
)
"""In doubt a text has markup: a bracket that may or may not be a link counts as one. What is no
markup in CommonMark (`snake_case`, `2 * 3`) is accepted."""


def plain(text: str) -> bool:
    r"""Whether a line is words only, so that an engine cannot break anything in it.

    >>> [plain(t) for t in ("Peace at last", "snake_case", "2 * 3 < 7", "R&D, ~5 %", "a_b_c")]
    [True, True, True, True, True]
    >>> [plain(t) for t in ("*now*", "a `b`", "{1}", "[x]", "<b>", "&amp;", "\\*", "_x_", "~x~")]
    [False, False, False, False, False, False, False, False, False]
    """
    return _MARKUP.search(text) is None


def _loses_placeholders(candidate: _GatedDraft) -> bool:
    return _placeholders(candidate.target) != _placeholders(candidate.source)


def _placeholders(text: str) -> list[str]:
    return sorted(_PLACEHOLDER.findall(text))


def _loses_numbers(candidate: _GatedDraft) -> bool:
    """Whether a number certainly became another, or one of several digits is missing.

    A single digit may be an unknown number word, an hour may be of the other half of the day, an
    addition may have been in words, and 1,78 m may replace 5 ft 10 in: such cases are for the
    checks, as are numbers in words.
    """
    if not any(map(str.isnumeric, candidate.source)):
        return False
    found = compared(candidate.source, candidate.target, *candidate.languages)
    if any(change.certain for change in found.changed):
        return True
    return not found.extra and any(len(number.digits) > 1 for number in found.missing)


def _is_foreign(candidate: _GatedDraft) -> bool:
    wanted = script(candidate.languages[1])
    return any(scripts.foreign(candidate.source, candidate.target, wanted))


def _is_wild(candidate: _GatedDraft) -> bool:
    given, received = len(candidate.source.encode()), len(candidate.target.encode())
    return received > MAX_GROWTH * given + SLACK or (given > LONG and received * MAX_LOSS < given)


def _is_copy(candidate: _GatedDraft) -> bool:
    if candidate.target != candidate.source:
        return False
    many = len(candidate.source.split()) >= COPIED_WORDS
    return many or copies.is_prose(candidate.source, subtags(candidate.languages[0]).language)


FAULTS: dict[Reason, Callable[[_GatedDraft], bool]] = {
    Reason.NOT_IN_PHRASEBOOK: lambda candidate: bool(candidate.hypothesis.refusal),
    Reason.TOO_LONG: lambda candidate: _is_empty(candidate) and not candidate.hypothesis.complete,
    Reason.EMPTY: _is_empty,
    Reason.CUT: lambda candidate: not candidate.hypothesis.complete,
    Reason.UNKNOWN_WORD: _has_unknown_word,
    Reason.MARKUP_LOST: _loses_placeholders,
    Reason.MARKUP_MADE: _makes_markup,
    Reason.LOOP: lambda candidate: loops.loop(candidate.source, candidate.target) is not None,
    Reason.WILD_LENGTH: _is_wild,
    Reason.WRONG_SCRIPT: _is_foreign,
    Reason.NUMBER_LOST: _loses_numbers,
    Reason.COPY: _is_copy,
}
"""In this order: the first fault that is found is reported."""
