"""Marks, tags, links, code, footnotes and placeholders: all must be in the translation, too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

from l10n_flow import patterns as re
from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.prose import ATTRIBUTE_LIST
from l10n_flow.checks.row import Check, Example
from l10n_flow.checks.rules import codespans, elements
from l10n_flow.checks.rules.addresses import addresses
from l10n_flow.checks.rules.elements import (
    TO,
    changed,
    is_left_over,
    stressing,
    where,
    whole,
)
from l10n_flow.checks.rules.markings import Change, parsed, placeholders, places, stray_marks
from l10n_flow.checks.traits import Trait
from l10n_flow.model import Severity, Span, State


def _placeholder(pair: Pair) -> Iterator[Hit]:
    """Yield numbers that were lost, invented or misplaced; an exchanged one is one hit."""
    if "{" not in pair.source and "{" not in pair.target:
        return
    ours, theirs = placeholders(pair.source), placeholders(pair.target)
    was, now = places(pair.source), places(pair.target)
    if was == now:
        return
    lost = [n for n in ours if n not in theirs and not _is_replaced(pair, n, was[n])]
    moved = [n for n in theirs if n in ours and was[n] != now[n]]
    for number in theirs:
        if number not in ours:
            instead = next((n for n in lost if was[n] == now[number]), None)
            if instead is not None:
                lost.remove(instead)
            message = f"{{{number}}} is not in the source, which has {_named(pair, instead)}"
            yield Hit(message, _where(pair.target, number), detail=str(number))
        elif number in moved:
            other = next((n for n in moved if (was[n], now[n]) == (now[number], was[number])), None)
            moved = [n for n in moved if n not in (number, other)]
            yield Hit(
                f"{{{number}}} {_ROLES[was[number]]} in the source and {_ROLES[now[number]]} here"
                + (f"; {{{other}}} is in its place" if other is not None else ""),
                _where(pair.target, number),
                detail=str(number),
            )
    for number in lost:
        within = re.search(rf"<a \{{(\d+)\}}>\{{{number}\}}</a>", pair.source)
        if within is not None:  # an address that is its own link, for which words may be written
            link = int(within[1])
            meant = (
                link in theirs
                or elements.is_gone_whole(pair, link)
                or _is_replaced(pair, link, "tag")
            )
        else:
            meant = was[number] == "tag" and elements.is_gone_whole(pair, number)
        yield Hit(f"{_named(pair, number)} is missing", detail=str(number), may_be_meant=meant)


def _named(pair: Pair, number: int | None) -> str:
    """A placeholder of the source, with what it stands for; None for one that it does not have."""
    if number is None:
        return "no such placeholder"
    meaning = pair.placeholders.get(str(number), "")
    return f"{{{number}}} ({meaning})" if meaning else f"{{{number}}}"


_ROLES = {"link": "is a link's target", "tag": "is in a tag", "words": "is among the words"}


def _is_replaced(pair: Pair, number: int, role: str) -> bool:
    """Whether an address may replace the placeholder: its own, or the translator's."""
    if role == "link":
        if "link" in pair.differences or "image" in pair.differences:
            return True  # which those checks report
        return len(_OWN_TARGET.findall(pair.target)) > len(_OWN_TARGET.findall(pair.source))
    if role == "tag":
        own = len(_OWN_LINK.findall(pair.target)) - len(_OWN_LINK.findall(pair.source))
        return own > 0 and f"<a {{{number}}}>" in pair.source
    address = _SCHEME.sub("", pair.placeholders.get(str(number), "")).strip("/")
    if "." in address and address in pair.target:
        return True
    return len(addresses(pair.target)) > len(addresses(pair.source))


_SCHEME = re.compile(r"\A<?https?://(?:www\.)?|>\Z")
_OWN_LINK = re.compile(r"<a\s[^<>{}]*\bhref\s*=", re.IGNORECASE)
_OWN_TARGET = re.compile(r"\]\((?!\s*[0-9۰-۹٠-٩]+\s*\}?\s*\))[^{)]")
"""The start of a link target that is written out; a lonely number is left over from `{1}`."""


def _where(text: str, number: int) -> Span | None:
    for match in re.finditer(r"\{([0-9۰-۹٠-٩]+)\}", text):
        if int(match[1]) == number:
            return Span(*match.span())
    return None


def _attributes(pair: Pair) -> Iterator[Hit]:
    """Yield attributes behind an element that are gone, or changed but for words for readers."""
    theirs = Counter([_wordless(one[0]) for one in _ATTRIBUTE_LIST.finditer(pair.target)])
    for one in _ATTRIBUTE_LIST.finditer(pair.source):
        if _READ.search(one[0]) is None:
            continue  # it is a placeholder
        wanted = _wordless(one[0])
        theirs.subtract((wanted,))
        if theirs[wanted] < 0:
            yield Hit(f"missing or changed: {wanted}", None, Span(*one.span()), detail=wanted)


_ATTRIBUTE_LIST = re.compile(ATTRIBUTE_LIST)
_READ = re.compile(r"\b(alt|caption|title)=(?>\"[^\"]*\"|'[^']*'|[^\s}]+)")
"""What readers see of them, and translators translate."""


def _wordless(attributes: str) -> str:
    opening = "{:" if attributes.startswith("{:") else "{"
    body = _READ.sub(r"\1=…", attributes[len(opening) : -1])
    return " ".join((opening, *body.split(), "}"))


def _difference(pair: Pair, group: str) -> Iterator[Hit]:
    """Yield what is missing and what was added."""
    change = pair.differences.get(group)
    if change is not None:
        yield from changed(pair, whole(change.missing), whole(change.extra))


def _link(pair: Pair) -> Iterator[Hit]:
    """Yield links that are missing or were added.

    A person may add one on purpose, to a page for these readers: `url` warns of its address, and
    the checks of the built site of one that leads nowhere.
    """
    change = pair.differences.get("link")
    if change is None:
        return
    own = len(_ADDRESSED.findall(pair.target)) - len(_ADDRESSED.findall(pair.source))
    if change.missing or change.extra.total() > own or pair.state <= State.DRAFT:
        yield from _meant_or_broken(pair, "link")


_ADDRESSED = re.compile(r"\]\(<?(?!\w+script:|data:)[^\s<>{}()]", re.IGNORECASE)


def _meant_or_broken(pair: Pair, group: str) -> Iterator[Hit]:
    """Yield what is missing and what was added, and whether it may be meant."""
    if group in pair.differences:
        meant = _is_whole_change(pair)
        yield from (hit._replace(may_be_meant=meant) for hit in _difference(pair, group))


def _is_whole_change(pair: Pair) -> bool:
    """Whether an image is missing, or links and images are new, as a whole; no sign is left over.

    A careful person leaves out a picture of words, adds a link, or has one that a newer version of
    the source has. A link of the source that is missing is a reader's loss, whoever left it out.
    """
    links, images = (pair.differences.get(group, _NOTHING) for group in ("link", "image"))
    if links.missing or (images.missing and (links.extra or images.extra)):
        return False
    return not is_left_over(pair) and _lonely_signs(pair.source) == _lonely_signs(pair.target)


def _lonely_signs(text: str) -> tuple[int, int]:
    """Count the square brackets that belong to no link and no image."""
    if "[" not in text and "]" not in text:
        return 0, 0
    read = parsed(text)
    links = sum(mark.kind in ("link", "image") for mark in read.marks)
    links += sum(opaque.kind in ("link", "image") for opaque in read.opaques)
    return text.count("[") - links, text.count("]") - links


def _emphasis(pair: Pair) -> Iterator[Hit]:
    """Yield emphasis that was lost or added.

    Bold may become italic: languages differ, and Persian hardly uses italics. Italics may be added
    where the script has them: Spanish sets foreign words and titles in italics (RAE, Ortografía,
    2010, VI.2.2.1). Quotation marks or capitals may replace emphasis. What a person slants is a
    matter of taste: of nine lost italics three were a mistake (pages, ninth part).
    """
    if _STRESSES.isdisjoint(pair.differences):
        return
    signs = pair.differences.get("emphasis", _NOTHING)
    tags = stressing(whole(pair.differences.get("tag", _NOTHING).missing))
    if _tagged(pair.target) >= _tagged(pair.source):
        tags = Counter({name: tags[name] for name in tags if name not in _ALIKE})
    if not pair.is_page and "<quote>" in pair.source:
        tags = _without_quotations(tags, pair)
    missing, extra = signs.missing + tags, Counter(signs.extra)
    if not pair.is_page:  # where one star may be a product, a cry or a footnote, and slants nothing
        del missing["emphasis"], extra["emphasis"]
        if _VARIABLE.search(pair.source):
            del missing["strong"], extra["strong"]
    if "~~" not in pair.source and "~~" not in pair.target:
        del missing["strike"], extra["strike"]  # a program's: ~% ends a line of Lisp's
    if missing.total() == extra.total():
        return
    if pair.script == "Latn":
        del extra["emphasis"]
    if missing and missing.total() <= extra.total() + _stressed_otherwise(pair):
        return
    if missing and missing.total() <= _stressed_again(pair):
        return
    if missing and _NO_TASTE.isdisjoint(missing) and pair.state > State.DRAFT:
        return
    yield from changed(pair, missing, extra)


def _without_quotations(tags: Counter[str], pair: Pair) -> Counter[str]:
    """Leave out DocBook's quotations where the translation has its own signs, once for each."""
    quoted = set(_QUOTE.findall(pair.source))
    if len(_QUOTED.findall(pair.target)) - len(_QUOTED.findall(pair.source)) < len(quoted):
        return tags
    return Counter({name: tags[name] for name in tags if name != f"<quote>{TO}</quote>"})


_QUOTE = re.compile(r"<quote>(.*?)</quote>", re.DOTALL)
_VARIABLE = re.compile(r"__[a-z]\w*?[^\W_]__")
"""`__companyName__`: what a program puts in its place."""


def _tagged(text: str) -> int:
    return len(_OPENS_STRESS.findall(text))


_OPENS_STRESS = re.compile(r"<(?:b|em|i|strong|u)>")
_ALIKE = frozenset([f"<{name}>{TO}</{name}>" for name in ("b", "em", "i", "strong", "u")])
"""One in place of the other is a matter of taste."""


_STRESSES = frozenset(("emphasis", "tag"))
_NO_TASTE = frozenset(
    ("strong", "strike", *(f"<{n}>{TO}</{n}>" for n in ("b", "strong", "q", "quote")))
)
_NOTHING = Change(Counter(), Counter())


def _stressed_otherwise(pair: Pair) -> int:
    """How many words more than in the source are in quotation marks, capitals or `<kbd>`.

    Words in capitals that the source also emphasises do not count.
    """
    twice = len(_SHOUTED_TWICE.findall(pair.source))
    quoted, shouted = (
        len(find.findall(pair.target)) - len(find.findall(pair.source))
        for find in (_QUOTED, _SHOUTED)
    )
    boxed = len(_BOXED.findall(pair.target)) - len(_BOXED.findall(pair.source))
    return max(0, quoted) + max(0, shouted + twice) + max(0, boxed)


_BOXED = re.compile(r"<(?:kbd|code)\b")
"""Elements that set their words apart as bold does."""


def _stressed_again(pair: Pair) -> int:
    """How often the source repeats emphasised words that the translation has once, emphasised."""
    ours, theirs = _all_stressed(pair.source, pair), _all_stressed(pair.target, pair)
    names = sum(ours[words] - theirs[words] for words in ours if ours[words] > theirs[words] > 0)
    if names or len(theirs) < len(ours):
        return names
    return ours.total() - len(ours)


def _all_stressed(text: str, pair: Pair) -> Counter[str]:
    found = Counter() if pair.grammar == "html" else _stressed(text)
    found.update([words for _, words in _STRESSED.findall(text)])
    return found


_STRESSED = re.compile(r"<(b|em|i|strong|u)>([^<>]*)</\1>")


def _stressed(text: str) -> Counter[str]:
    read = parsed(text)
    return Counter(
        [read.text[mark.start : mark.end] for mark in read.marks if mark.kind in _STRESSING]
    )


_STRESSING = ("strong", "emphasis")
_QUOTED = re.compile(
    "[«“][^«»“”]*[»”]|\"[^\"]*\"|‘[^‘’]*’|''[^']+''|(?<![\\w'])'[^\\s'][^']*'(?![\\w'])"
)
_SHOUTED = re.compile(r"(?<!\w)[A-ZÀ-ÖØ-Þ]{2,}(?!\w)")
_SHOUTED_TWICE = re.compile(r"[*_>](?<![^\W_][*_>])[A-ZÀ-ÖØ-Þ]{2,}(?=[*_<])")


def _stray(pair: Pair) -> Iterator[Hit]:
    """Yield visible signs; one was meant as a mark when a mark of the source is missing, too.

    Two stars mean nothing else: of 227 translations with them (Tails) readers see some in one, and
    that is a mistake. In HTML every mark of Markdown is visible; in plain text none of them is
    meant as one.
    """
    is_certain = bool(pair.differences) or pair.grammar == "html"
    if pair.grammar == "text" or not (is_certain or "**" in pair.target):
        return
    for sign in stray_marks(pair.source, pair.target, pair.grammar):
        if not is_certain and sign != "**":
            continue
        if sign == "*" and "*" not in _LITERAL.sub("", pair.target):
            continue
        better = _marks_within_signs(pair) if sign in ("*", "**") else ""
        yield Hit(f"readers would see “{sign}”", where(pair.target, sign), None, better, sign)


def _marks_within_signs(pair: Pair) -> str:
    """The target with marks next to words instead of their signs; "" if some are stray even then.

    Between letters without a blank, CommonMark (0.31, 6.2) takes `**` next to a sign for no mark:
    `**「橋」**は` has none, and `「**橋**」は` has both.
    """

    def moved(match: re.Match[str]) -> str:
        opening, mark, words, closing = match.group("open", "mark", "words", "close")
        if opening and _WITHIN.get(opening) != closing[:1]:
            return match[0]
        return f"{opening}{mark}{words}{mark}{closing}"

    better = _MARKED_WITH_SIGNS.sub(moved, pair.target)
    if better == pair.target or stray_marks(pair.source, better, pair.grammar):
        return ""
    return better


_WITHIN = {
    "「": "」",
    "『": "』",
    "“": "”",
    "‘": "’",
    "《": "》",
    "〈": "〉",
    "（": "）",
    "(": ")",
    "«": "»",
}
_MARKED_WITH_SIGNS = re.compile(
    r"(?P<mark>\*{1,2})(?P<open>[「『“‘《〈（(«]?)(?P<words>[^*\n「『“‘《〈（(«]+?)"
    r"(?P<close>[」』”’》〉）)»。，、．,.!?！？…:：]*)(?P=mark)"
)


_LITERAL = re.compile(r"\*(?=\.[a-z*])|(?<=\s)\*(?=\s)(?!.*\s\*+\s)|[*`](?<=>.)(?=</)", re.DOTALL)
"""A star that marks nothing: of `*.png`; between blanks, without another; alone in an element."""


def _order(pair: Pair) -> Iterator[Hit]:
    """Yield two links whose targets were exchanged, while their words were not."""
    source = pair.source
    if "{" not in source or source.count("](") + source.count("<a ") < 2:
        return
    ours, theirs = _links(source), _links(pair.target)
    if ours != theirs and sorted(ours) == sorted(theirs):
        number = next(b for a, b in zip(ours, theirs, strict=True) if a != b)
        words = [_linked(text, number) for text in (source, pair.target)]
        if pair.state > State.DRAFT and words[0] == words[1] != "":
            return  # its words have moved with it
        message = "the links point to each other's targets, or their order is another"
        yield Hit(message, _where(pair.target, number))


def _links(text: str) -> list[int]:
    """Return the numbers of the link targets, in order, each once."""
    found = _LINKED.finditer(text)
    return list(dict.fromkeys(int(link["n1"] or link["n2"]) for link in found))


def _linked(text: str, number: int) -> str:
    """The words of the first link to this target."""
    found = re.search(
        rf"\[([^\[\]]*)\]\(\s*\{{{number}\}}|<a \{{{number}\}}[^<>]*>(.*?)</a>", text, re.DOTALL
    )
    return "" if found is None else (found[1] or found[2] or "").strip().lower()


_LINKED = re.compile(r"\]\(\s*\{(?P<n1>\d+)\}|<a \{(?P<n2>\d+)\}")


CHECKS = (
    Check(
        "placeholder",
        "A placeholder of the source is missing, the source has none of that number, or it stands"
        " where it cannot: a link's target among the words.",
        "Write the source's {1}, {2}… each where it belongs; a note in the catalog says what it"
        " stands for. Instead of a link's target you may write an address of your own.",
        _placeholder,
        (
            Example(
                "es",
                "See [us]({1}) and {2}.",
                "Véase [aquí]({1}) y {3}.",
                "Véase [aquí]({1}) y {2}.",
            ),
            Example("fa", "See [us]({1}).", "[اینجا] ({1}) را ببینید.", "[اینجا]({1}) را ببینید."),
        ),
        Severity.ERROR,
        elsewhere=Severity.WARNING,
        of_people=Severity.WARNING,
        when=Trait.PLACE,
    ),
    *elements.CHECKS,
    Check(
        "link",
        "A link of the source is missing or broken, or was added; for one to an address of the"
        " translator's own, see `url`.",
        "Write it as `[words]({1})`, without a blank between `]` and `(`.",
        _link,
        (
            Example("es", "See [us]({1}).", "Véase [aquí] ({1}).", "Véase [aquí]({1})."),
            Example("fa", "See [us]({1}).", "ما را ببینید.", "[ما]({1}) را ببینید."),
        ),
        Severity.ERROR,
        elsewhere=Severity.WARNING,
        of_people=Severity.WARNING,
        when=Trait.LINK,
    ),
    Check(
        "image",
        "An image of the source is missing or broken, or was added.",
        "Write it as `![what it shows]({1})`, without a blank between `]` and `(`.",
        partial(_meant_or_broken, group="image"),
        (
            Example("es", "![A map]({1})", "[Un mapa]({1})", "![Un mapa]({1})"),
            Example("fa", "![A map]({1})", "[نقشه]({1})", "![نقشه]({1})"),
        ),
        Severity.ERROR,
        elsewhere=Severity.WARNING,
        of_people=Severity.WARNING,
        when=Trait.LINK,
    ),
    *codespans.CHECKS,
    Check(
        "stray-mark",
        "Signs of markup that readers would see, because they mark nothing as they stand: ** next"
        " to a blank or without another, a lonely backtick.",
        "Put the marks around the same words, without a blank inside: **so**; in Chinese and"
        " Japanese within quotation marks: 「**so**」.",
        _stray,
        (
            Example("es", "a **new** deal", "un **nuevo ** acuerdo", "un **nuevo** acuerdo"),
            Example(
                "fa", "Run `make` now", "اکنون `make را اجرا کنید", "اکنون `make` را اجرا کنید"
            ),
        ),
        Severity.ERROR,
        elsewhere=Severity.WARNING,
        when=Trait.STRESS | Trait.CODE | Trait.ENTITY,
    ),
    Check(
        "footnote",
        "A footnote's mark is missing, or the source has none of that name.",
        "Copy the source's [^1]: its name ties it to its note.",
        partial(_difference, group="footnote"),
        (
            Example("es", "The deal[^1]", "El acuerdo[1]", "El acuerdo[^1]"),
            Example("fa", "The deal[^1]", "توافق[^۱]", "توافق[^1]"),
        ),
        Severity.ERROR,
        elsewhere=Severity.WARNING,
        when=Trait.LINK,
    ),
    Check(
        "attributes",
        "Attributes in braces behind a link, a picture or other words are missing, or say something"
        " else; but for `title`, `alt` and `caption`, which are words for readers.",
        "Copy the source's braces, and translate in them only what readers see.",
        _attributes,
        (
            Example(
                "es",
                '[Go]({1}){ .button title="Now" }',
                '[Ir]({1}){ .botón title="Ahora" }',
                '[Ir]({1}){ .button title="Ahora" }',
            ),
            Example(
                "fa",
                '[Go]({1}){ .button title="Now" }',
                "[برو]({1})",
                '[برو]({1}){ .button title="اکنون" }',
            ),
        ),
        on_drafts=Severity.ERROR,
        when=Trait.PLACE,
    ),
    Check(
        "emphasis",
        "Bold, italic or struck-out words of the source are plain, or the other way round; so are"
        " those in `<b>`, `<em>` and the like. Bold for italic passes, and so do quotation marks in"
        " their place and, in Latin script, added italics: foreign words and titles have them."
        " Italics that a person left out are no finding.",
        "Mark the same words, unless your language stresses them in another way.",
        _emphasis,
        (
            Example("es", "a **new** deal", "un nuevo acuerdo", "un **nuevo** acuerdo"),
            Example("fa", "a **new** deal", "توافق تازه", "توافق **تازه**"),
        ),
        Severity.INFO,
        when=Trait.STRESS | Trait.TAG,
    ),
    Check(
        "link-order",
        "The links have their targets in another order than the source. That is right where the"
        " words changed places too; in a person's text it is not reported where a link has the same"
        " words as in the source.",
        "See that each link's words still lead to what they name.",
        _order,
        (
            Example(
                "es",
                "[Iran]({1}) and [Oman]({2})",
                "[Irán]({2}) y [Omán]({1})",
                "[Irán]({1}) y [Omán]({2})",
            ),
            Example(
                "fa",
                "[Iran]({1}) and [Oman]({2})",
                "[ایران]({2}) و [عمان]({1})",
                "[ایران]({1}) و [عمان]({2})",
            ),
        ),
        Severity.INFO,
        when=Trait.LINK | Trait.TAG,
    ),
)
