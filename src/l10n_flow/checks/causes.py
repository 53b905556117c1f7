"""One mistake is one finding: which finding explains which others of its entry.

A broken link is reported by `link`; that `placeholder` and `brackets` find the same break is not a
second mistake. The table says which checks may explain which. For each two findings, evidence
decides: both are in one place, or one is left over from the other, or one takes the whole text.
Without evidence, both are reported. A finding never hides a more severe one, so no entry gets a
lower severity, and each entry with findings keeps at least one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from l10n_flow import patterns as re
from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.rules.lengths import length
from l10n_flow.checks.rules.markings import placeholders, places
from l10n_flow.checks.rules.punctuation import ending
from l10n_flow.checks.running import Found
from l10n_flow.checks.table import CHECKS
from l10n_flow.model import Span

Evidence = Callable[[Pair, Hit, Hit], bool]
"""Whether the first hit, the cause's, explains the second one."""


class Explanation(NamedTuple):
    """A row: findings of some checks that explain findings of others."""

    causes: tuple[str, ...]
    effects: tuple[str, ...]
    evidence: Evidence
    when: str
    """The evidence in words."""
    apart: bool
    """Whether the effect is a mistake of its own that the cause's correction corrects, too. It is
    reported where somebody has suppressed the cause."""


class Reported(NamedTuple):
    """A finding, and the one that explains it."""

    found: Found
    cause: Found | None = None
    """None for what is reported by itself."""


def _always(_check: str) -> bool:
    return True


def reported(
    pair: Pair,
    found: Sequence[Found],
    wanted: Callable[[str], bool] = _always,
    *,
    made_for: str = "",
) -> Sequence[Reported]:
    """The findings that are reported, each with what explains it.

    `wanted(check)` says whether this entry reports that check's findings. What a suppressed finding
    explains is suppressed, too, unless it is a mistake of its own. `made_for` is the text for which
    a draft was made, where that is not its source: all that is wrong because the text changed is
    one mistake. Law: a finding of the highest severity is reported by itself, and no cause has a
    cause.

    >>> from l10n_flow.checks.running import checked, selected
    >>> pair = Pair("See [us]({1}).", "Véase [aquí] ({1}).", "en", "es")
    >>> for one in reported(pair, checked(pair, selected("es"))):
    ...     print(one.found.check, "because of", one.cause and one.cause.check)
    placeholder because of link
    link because of None
    """
    if len(found) == 1:
        return [Reported(one) for one in found if wanted(one.check)]
    every = [
        Reported(one, None if cause is one else cause)
        for one in found
        if (cause := _root(pair, one, found, wanted, ())) is not None
    ]
    return _outdated(every, replace(pair, source=made_for)) if made_for else every


def _outdated(every: Sequence[Reported], before: Pair) -> Sequence[Reported]:
    """Join the findings that a draft has since its text changed: the most severe one stays."""
    new = [one.found for one in every if one.cause is None and not _is_found(before, one.found)]
    if len(new) <= 1:
        return every
    first = max(new, key=lambda one: one.severity)
    return [
        one._replace(cause=first)
        if one.found is not first and (one.cause in new or one.found in new)
        else one
        for one in every
    ]


def _is_found(pair: Pair, found: Found) -> bool:
    """Whether the same check finds the same in this pair."""
    check, message, detail = CHECKS[found.check], found.hit.message, found.hit.detail
    if pair.same and not check.copies:
        return False
    return any(hit.detail == detail or hit.message == message for hit in check.run(pair))


def _root(
    pair: Pair,
    effect: Found,
    found: Sequence[Found],
    wanted: Callable[[str], bool],
    seen: tuple[Found, ...],
) -> Found | None:
    """The finding that is reported in place of this one, or this one; None when none is wanted."""
    if not wanted(effect.check):
        return None
    for cause, apart in _causes(pair, effect, found):
        if cause in seen:
            continue
        root = _root(pair, cause, found, wanted, (*seen, effect))
        if root is not None or not apart:
            return root
    return effect


def _causes(pair: Pair, effect: Found, found: Sequence[Found]) -> Sequence[tuple[Found, bool]]:
    """The findings that explain this one, in the table's order, and whether they are apart."""
    causes = []
    for row in _BY_EFFECT.get(effect.check, ()):
        causes += [
            (cause, row.apart)
            for cause in found
            if cause.check in row.causes
            and cause.severity >= effect.severity
            and row.evidence(pair, cause.hit, effect.hit)
        ]
    causes += [
        (cause, False)
        for cause in found[: found.index(effect)]  # where two explain each other, one is reported
        if cause.severity >= effect.severity
        and cause.hit.suggestion not in ("", pair.target)
        and _mends(pair, cause.hit.suggestion, effect)
    ]
    return causes


def _mends(pair: Pair, suggestion: str, effect: Found) -> bool:
    """Whether a repair of something else removes what was found."""
    return not _is_found(replace(pair, target=suggestion), effect)


def _in_one_place(_pair: Pair, cause: Hit, effect: Hit) -> bool:
    return _meet(cause.span, effect.span) or _meet(cause.source_span, effect.source_span)


def _meet(one: Span | None, other: Span | None, *, apart: int = 0) -> bool:
    return one is not None and other is not None and one.meets(other, apart=apart)


def _whole_text(_pair: Pair, _cause: Hit, _effect: Hit) -> bool:
    return True


def _has_no_place(_pair: Pair, _cause: Hit, effect: Hit) -> bool:
    """Whether it is about something that the translation does not have."""
    return effect.span is None


def _covers_the_text(pair: Pair, cause: Hit, _effect: Hit) -> bool:
    return cause.span is not None and 2 * (cause.span.end - cause.span.start) >= len(pair.target)


def _repeated(pair: Pair, cause: Hit, effect: Hit) -> bool:
    """Whether the finding is about an addition within the repeated words."""
    if cause.span is None:
        return False
    if effect.detail.startswith(">"):
        sign = {">link": "](", ">image": "!["}.get(effect.detail, effect.detail[1:].rstrip(">"))
        return sign in pair.target[slice(*cause.span)]
    return effect.source_span is None and _meet(cause.span, effect.span, apart=1)


def _is_missing(_pair: Pair, _cause: Hit, effect: Hit) -> bool:
    return _missing(effect)


def _missing(hit: Hit) -> bool:
    return hit.span is None and not hit.detail.startswith(">")


def _its_target(pair: Pair, cause: Hit, effect: Hit) -> bool:
    """Whether the placeholder is there, but no longer a link's target; or is a new one's."""
    number = _number(effect.detail)
    if cause.detail.startswith(">"):
        return places(pair.source).get(number) is None and places(pair.target).get(number) == "link"
    return places(pair.source).get(number) == "link" and effect.span is not None


def _number(detail: str) -> int:
    return int(detail) if detail.isdecimal() else -1


def _one_for_the_other(_pair: Pair, cause: Hit, effect: Hit) -> bool:
    return cause.detail.startswith(">") != effect.detail.startswith(">")


def _left_behind(pair: Pair, _cause: Hit, effect: Hit) -> bool:
    """Whether a bracket or a number is what is left of a link, a placeholder or a footnote."""
    number = effect.detail.removeprefix(">")
    if number.isdecimal():
        marks = (f"{{{number}}}", f"[^{number}]")
        return effect.span is not None and any(
            mark in pair.source and mark not in pair.target for mark in marks
        )
    pattern = _REMAINS.get(effect.detail)
    if pattern is None or effect.span is None:
        return False
    before, after = pair.target[: effect.span.start], pair.target[effect.span.start + 1 :]
    return pattern[0].search(before) is not None and pattern[1].match(after) is not None


_ANY = re.compile("")
_REMAINS: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "[": (_ANY, re.compile(r"[^\[\]]*(?:\]\s*)?\(?\s*\{|\^")),
    "]": (_ANY, re.compile(r"\s*[({]")),
    "(": (re.compile(r"\]\s*$"), _ANY),
    ")": (re.compile(r"\}\s*$|\]\s*\{?\d+\s*$"), _ANY),
    "{": (_ANY, re.compile(r"\s*\d")),
    "}": (re.compile(r"\d\s*$"), _ANY),
}
"""For a lonely sign: what appears before and after it in broken markup."""


def _in_that_tag(pair: Pair, cause: Hit, effect: Hit) -> bool:
    """Whether what is missing was in the missing tag, or what was added is in a new tag."""
    is_new = cause.detail.startswith(">")
    if is_new and effect.span is None:
        return False
    text, at = (pair.target, effect.span) if is_new else (pair.source, effect.source_span)
    return any(
        f"<{match[1].lower()}>" == cause.detail.removeprefix(">")
        and (f"{{{effect.detail}}}" in match.group() or _meet(Span(*match.span()), at))
        for match in _TAG.finditer(text)
    )


_TAG = re.compile(r"<(/?[A-Za-z][A-Za-z0-9:-]*)[^<>]*>")


def _that_address(pair: Pair, cause: Hit, effect: Hit) -> bool:
    """Whether the finding is about the broken address, or about markup around it."""
    if cause.span is None:
        return False
    rest = re.compile(r"[^\s)>]*").match(pair.target, cause.span.end)
    written = Span(cause.span.start, rest.end() if rest else cause.span.end)
    if _meet(written, effect.span, apart=1):
        return True
    if effect.detail == "link":
        return pair.target[: written.start].rstrip().endswith("](")
    if effect.detail.isdecimal():  # the number of a missing placeholder
        lost = placeholders(pair.source).keys() - placeholders(pair.target).keys()
        return effect.span is None and lost == {int(effect.detail)}
    tail = effect.detail.partition("://")[2]
    return bool(tail) and tail in pair.target[slice(*written)]


def _lonely_backtick(_pair: Pair, cause: Hit, _effect: Hit) -> bool:
    return "`" in cause.detail


def _lonely_mark(_pair: Pair, cause: Hit, _effect: Hit) -> bool:
    return cause.detail[:1] in ("*", "_", "~")


def _addition(_pair: Pair, _cause: Hit, effect: Hit) -> bool:
    return effect.detail.startswith(">")


def _went_with_it(pair: Pair, cause: Hit, _effect: Hit) -> bool:
    """Whether what is missing is, in the source, after the part that is left."""
    if not _missing(cause) or not _is_shorter(pair):
        return False
    written = f"{{{cause.detail}}}" if cause.detail.isdecimal() else cause.detail.rstrip(">")
    at = pair.source.rfind(_SIGNS.get(written, written))
    return at >= _LEFT * len(pair.target)


_SIGNS = {"link": "](", "image": "!["}
_LEFT = 0.9
"""The translation is taken to cover the source as far as this factor of its own length: Spanish
takes more room than English, Persian less."""


def _is_shorter(pair: Pair) -> bool:
    return length(pair.target_prose) < length(pair.source_prose)


def _is_longer(pair: Pair, _cause: Hit, _effect: Hit) -> bool:
    return not _is_shorter(pair)


def _cut_off(pair: Pair, _cause: Hit, effect: Hit) -> bool:
    """Whether it is missing from a text that is too short, and its place is in the part cut off."""
    if not _is_shorter(pair):
        return False
    if effect.detail in _OPENS:
        return True
    if effect.span is not None:  # what has a place in the target is missing only at its end
        return not effect.detail and not ending(pair.target_prose)
    if effect.source_span is None:
        return _missing(effect)
    return effect.source_span.start >= _SURELY_LEFT * len(pair.target)


_OPENS = frozenset('([{（「【«‹“"')
_SURELY_LEFT = 0.6
"""Less than `_LEFT`, because languages move words: what has its place before this was lost for
another reason."""


_TAGS = "tag element line-break"
_MARKS = f"placeholder {_TAGS} link image code footnote"
_CODE = "code-words translated-code"
_WORD_CHECKS = "term forbidden-term negation acronym"
"""The checks that look for words of the target's language."""


def _row(
    causes: str, effects: str, evidence: Evidence, when: str, *, apart: bool = False
) -> Explanation:
    return Explanation(tuple(causes.split()), tuple(effects.split()), evidence, when, apart)


EXPLANATIONS: tuple[Explanation, ...] = (
    _row(
        "empty",
        f"{_MARKS} {_CODE} emphasis url number keep {_WORD_CHECKS}",
        _is_missing,
        "what is missing is missing because there are no words at all",
    ),
    _row(
        "empty",
        "length end-punctuation added-stop brackets quotes",
        _whole_text,
        "there are no words at all",
    ),
    _row(
        "copy",
        "other-language left-in-source capitals residue",
        _whole_text,
        "the text is not translated",
    ),
    _row(
        "left-in-source",
        "other-language negation accent length",
        _whole_text,
        "it is not translated to the end",
    ),
    _row(
        "residue",
        f"{_MARKS} {_CODE} emphasis length end-punctuation added-stop quotes brackets number "
        "other-language double-word dropped-sentence",
        _whole_text,
        "a program wrote more than the text, or less",
    ),
    _row(
        "copy mojibake loop other-language",
        "dropped-sentence",
        _whole_text,
        "the sentences cannot be told apart",
    ),
    _row(
        "dropped-sentence",
        f"length number number-order date unit end-punctuation added-stop emphasis {_CODE} keep "
        f"{_WORD_CHECKS}",
        _is_missing,
        "it was in the sentence that is missing",
        apart=True,
    ),
    _row(
        "mojibake lost-letters",
        "other-language script control invisible opening-sign capitals accent end-punctuation "
        "added-stop",
        _whole_text,
        "letters are broken",
    ),
    _row("capitals", "acronym", _whole_text, "everything is in capitals"),
    _row("script", "other-language", _covers_the_text, "they say the same"),
    _row(
        "copy other-language",
        f"{_WORD_CHECKS} length opening-sign latin-punctuation digits quote-style capital-date "
        "decimal-point",
        _whole_text,
        "the text is not in the language",
    ),
    _row(
        "copy",
        "end-punctuation added-stop emphasis double-word",
        _whole_text,
        "the text has to be written anew",
        apart=True,
    ),
    _row(
        "mojibake",
        "control invisible script quotes brackets number double-word end-punctuation added-stop "
        "latin-punctuation loop",
        _in_one_place,
        "they are in one place",
    ),
    _row(
        "mojibake",
        f"length end-punctuation added-stop number keep {_WORD_CHECKS}",
        _covers_the_text,
        "most of the text cannot be read",
    ),
    _row("bidi-override", "bidi-balance", _in_one_place, "they are in one place"),
    _row(
        "loop",
        f"{_TAGS} link image footnote {_CODE} emphasis number double-word brackets quotes "
        "end-punctuation added-stop",
        _repeated,
        "it is among what is repeated",
    ),
    _row("loop", "length title-length", _is_longer, "the repetitions make it that long"),
    _row("image", "link", _one_for_the_other, "a link became an image, or an image a link"),
    _row("tag element", "emphasis", _one_for_the_other, "one is in the place of the other"),
    _row(
        "url-broken",
        "url placeholder link number brackets",
        _that_address,
        "it is about the address that broke",
    ),
    _row("url-broken", "length", _is_longer, "its parts count as words"),
    _row(
        "link image",
        "placeholder",
        _its_target,
        "the placeholder is the target of a link that is no longer one, or that was added",
    ),
    _row(
        "tag element",
        "placeholder url",
        _in_that_tag,
        "it is in the tag that is missing, or that was added",
    ),
    _row(
        "placeholder link image footnote",
        "brackets number",
        _left_behind,
        "the sign is what is left of broken markup",
    ),
    _row(
        "stray-mark",
        _CODE,
        _lonely_backtick,
        "a lonely backtick turns code around",
    ),
    _row("stray-mark", "emphasis", _lonely_mark, "the signs are those of the lost emphasis"),
    _row("code", _CODE, _addition, "other code is in its place"),
    _row(
        "keep forbidden-term",
        "term number acronym",
        _in_one_place,
        "they are about the same words",
    ),
    _row("term", "number acronym", _in_one_place, "they are about the same words"),
    _row("quotes", "quote-style", _in_one_place, "they are in one place"),
    _row(_MARKS, "length", _went_with_it, "it was in the part that was cut off"),
    _row("length", "title-length", _is_longer, "the text is too long"),
    _row(
        "broken-off",
        f"length number url emphasis {_CODE} brackets quotes negation",
        _has_no_place,
        "it was in the part that was cut off",
    ),
    _row(
        "length",
        f"end-punctuation added-stop number url emphasis {_CODE} brackets quotes keep "
        f"{_WORD_CHECKS}",
        _cut_off,
        "it belongs to what was cut off",
        apart=True,
    ),
)
"""The rows with the widest causes come first: one that takes the whole text before one in a
place."""


def _by_effect() -> Mapping[str, tuple[Explanation, ...]]:
    names = {name for row in EXPLANATIONS for name in row.effects}
    return {name: tuple([r for r in EXPLANATIONS if name in r.effects]) for name in names}


_BY_EFFECT = _by_effect()
