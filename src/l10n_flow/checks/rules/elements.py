"""Tags: what breaks a page, what changes an element of it, and what only breaks a line.

A page breaks where a tag is not closed, is closed in the wrong order, no longer leads anywhere, or
would be shown as text because no translation may add it. Where both tags of an element are lost,
the page stays whole, and a person decides. Where a line breaks is a matter of taste.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from l10n_flow import patterns as re
from l10n_flow.checks.pair import Hit, Pair, once
from l10n_flow.checks.row import Check, Example
from l10n_flow.checks.rules.markings import ALIKE, places
from l10n_flow.checks.traits import Trait
from l10n_flow.documents.document import Grammar, Unfit
from l10n_flow.documents.htmltags import HTML, MARKDOWN, may_be_added, refuse_new_tags, unpaired
from l10n_flow.model import Severity, Span, State

_WORDS = {
    "strong": "bold",
    "emphasis": "italics",
    "strike": "struck-out words",
    "link": "a link",
    "image": "an image",
}
TO = "…"
"""Between the two tags of an element."""


def changed(pair: Pair, missing: Counter[str], extra: Counter[str]) -> Iterator[Hit]:
    """Yield what is missing and what was added; where both are as many, one became another."""
    if missing.total() == extra.total():
        became = Counter(zip(missing.elements(), extra.elements(), strict=True))
        for (was, now), count in became.items():
            message = f"{_counted(was, 1)} became {_counted(now, count)}"
            yield Hit(message, where(pair.target, _first(now)), detail=_first(was))
        return
    for name, count in missing.items():
        yield Hit(f"missing: {_counted(name, count)}", detail=_first(name))
    for name, count in extra.items():
        first = _first(name)
        message = f"not in the source: {_counted(name, count)}"
        yield Hit(message, where(pair.target, first), detail=f">{first}")


def whole(names: Mapping[str, int]) -> Counter[str]:
    """Count the names; the two tags of an element count as one.

    >>> whole(Counter({"<b>": 2, "</b>": 1}))
    Counter({'<b>…</b>': 1, '<b>': 1})
    """
    left = Counter(names)
    found: Counter[str] = Counter()
    for name in names:
        closing = f"</{name[1:]}"
        if pairs := min(left[name], left[closing]):
            found[f"{name}{TO}{closing}"] = pairs
            left[name] -= pairs
            left[closing] -= pairs
    found.update(+left)
    return found


def _first(name: str) -> str:
    return name.partition(TO)[0]


def _counted(name: str, count: int) -> str:
    words = _WORDS.get(name, name)
    return f"{words} ({count} times)" if count > 1 else words


def where(text: str, name: str) -> Span | None:
    """Return the first place of a tag or a sign; None for what has no name, such as a link."""
    at = text.find(name.rstrip(">")) if name not in _WORDS else -1
    return Span(at, at + len(name)) if at >= 0 else None


_STRESS = ("b", "big", "cite", "dfn", "em", "emphasis", "i", "mark", "q", "quote", "small",
           "strong", "u", "var")  # fmt: skip
"""Elements of HTML, and two of DocBook, that say how words are stressed, and nothing else."""
_STRESSED = frozenset([f"<{name}>{TO}</{name}>" for name in _STRESS])


def stressing(elements: Counter[str]) -> Counter[str]:
    """Return the elements that are lost whole and that only stress words."""
    return Counter({name: count for name, count in elements.items() if name in _STRESSED})


class _Change(NamedTuple):
    """Elements and lonely tags that the target lacks, and those that it adds."""

    missing: Counter[str]
    extra: Counter[str]

    def of(self, names: Collection[str]) -> _Change:
        """The part that is about those names, in its order."""
        return _Change(
            Counter({name: self.missing[name] for name in self.missing if name in names}),
            Counter({name: self.extra[name] for name in self.extra if name in names}),
        )


def _changes(pair: Pair) -> _Change | None:
    """How the elements differ, without stress and without the source's own mistakes."""
    change = pair.differences.get("tag")
    if change is None:
        return None
    missing, extra = whole(change.missing), whole(change.extra)
    if missing:
        missing -= stressing(missing) + _redundant(pair.source, pair.target)
        if _ABBREVIATION in missing:
            missing[_ABBREVIATION] -= len(_BARE.findall(pair.source))
    if extra:
        extra -= stressing(extra)
    if not pair.is_page and (missing or extra):
        _leave_to_translators(missing, extra, pair)
    if all(TO in name for name in (*missing, *extra)):
        return _Change(+missing, +extra)
    closed = _closed(pair.source, pair.target)
    return _Change(
        Counter({name: count for name, count in (+missing).items() if name not in closed}),
        Counter({name: count for name, count in (+extra).items() if name not in closed}),
    )


_ON_SCREEN = (
    "app application gui guibutton guiicon guilabel guimenu guimenuitem guisubmenu interface"
)
_IN_PROGRAMS = (
    "classname command constant envar filename function literal methodname option parameter"
    " property replaceable systemitem type userinput varname"
)


def _elements_of(names: str) -> frozenset[str]:
    return frozenset([f"<{name}>{TO}</{name}>" for name in names.split()])


_KIN = (
    _elements_of(_ON_SCREEN), _elements_of(_IN_PROGRAMS), _elements_of("keycap keycode keysym")
)  # fmt: skip
"""DocBook and Mallard elements for words that look the same: names on a screen or in a program."""
_AROUND = _elements_of("abbr abbrev acronym keycombo menuchoice qt shortcut")
"""Elements around letters that another language spells out (<acronym>PC</acronym>, «el equipo»),
and around other elements, which a sentence may part: «en el menú <guimenu>…». Qt's <qt> is around
a whole text that has tags."""
_ADDED = frozenset().union(*_KIN, _AROUND, _elements_of("firstterm keycap mousebutton quote"))
"""Elements of manuals by which a translator marks words that the source leaves unmarked."""


_ABBREVIATION = f"<abbr>{TO}</abbr>"
_BARE = re.compile(r"<abbr\s*>", re.IGNORECASE)
"""Around *e.g.*, for which another language has a word; what it is short for is not said."""


def _leave_to_translators(missing: Counter[str], extra: Counter[str], pair: Pair) -> None:
    """Remove how a manual's translator marks words otherwise, and nothing is lost."""
    for more, text in ((extra, pair.source), (missing, pair.target)):
        more.subtract(Counter([f"</{name}>" for name in _EMPTY.findall(text)]) & more)
    _leave_out_kin(missing, extra)
    for name in _AROUND.intersection(missing):
        del missing[name]
    for name, count in _repeated(pair.source).items():
        missing[name] -= min(missing[name], count)
    for name in _ADDED.intersection(extra):
        if f"{_first(name)[:-1]} " not in pair.target.replace(" >", ">"):
            del extra[name]  # no tag of it has an attribute
    quoted = len(_QUOTED.findall(pair.target)) - len(_QUOTED.findall(pair.source))
    for name in [name for kin in _KIN for name in kin.intersection(missing)]:
        if missing[name] <= quoted:
            quoted -= missing.pop(name)


_EMPTY = re.compile(r"<([a-z]\w*)(?:\s[^<>]*)?/>")
"""`<xref linkend="a"/>` is `<xref linkend="a"></xref>` in XML."""


def _repeated(source: str) -> Counter[str]:
    """How often the words of an element come again in it, where a pronoun may be instead."""
    words = Counter((name.lower(), words.strip()) for name, words in _WITH_WORDS.findall(source))
    found: Counter[str] = Counter()
    for (name, _), count in words.items():
        found[f"<{name}>{TO}</{name}>"] += count - 1
    return +found


_QUOTED = re.compile('«[^«»]*»|“[^“”]*”|(?<!=)"[^"<>]*"')


def _leave_out_kin(missing: Counter[str], extra: Counter[str]) -> None:
    """Remove from both what became an element of the same kind."""
    for kin in _KIN:
        lost = [name for name in missing.elements() if name in kin]
        came = [name for name in extra.elements() if name in kin]
        both = min(len(lost), len(came))
        missing.subtract(lost[:both])
        extra.subtract(came[:both])


def _closed(source: str, target: str) -> set[str]:
    """Return the lonely tags of elements that the source leaves open and the target does not.

    The target has these elements whole or, if they only stress words, not at all.
    """
    loose = {name.strip("</>") for name in _loose(source)}
    if not loose:
        return set()
    loose -= {name.strip("</>") for name in _loose(target)}
    return {
        tag
        for name in loose
        if (name in _STRESS and re.search(rf"(?i:</?{re.escape(name)}\b)", target) is None)
        or re.search(rf"(?i:<{re.escape(name)}\b.*</{re.escape(name)}\b)", target, re.DOTALL)
        for tag in (f"<{name}>", f"</{name}>")
    }


def _redundant(source: str, target: str) -> Counter[str]:
    """Return the elements of the source that add nothing.

    Their words are in another element of the same name, where a pronoun may replace them the second
    time; or they contain only another element of the same name.
    """
    found: Counter[str] = Counter()
    for (name, words), count in Counter(_WITH_WORDS.findall(source)).items():
        if count > 1 and f">{words}</{name}>" in target.replace(" >", ">"):
            found[f"<{name.lower()}>{TO}</{name.lower()}>"] += count - 1
    for name in _DOUBLED.findall(source):
        found[f"<{name.lower()}>{TO}</{name.lower()}>"] += 1
    return found


_WITH_WORDS = re.compile(r"<([A-Za-z][\w-]*)>([^<>]+)</\1>")
_DOUBLED = re.compile(r"<([A-Za-z][\w-]*)>\s*<\1>[^<>]*</\1>\s*</\1>")


def _loose(text: str, grammar: Grammar = "markdown") -> Counter[str]:
    """Count tags without a partner; an opening tag may lack one where HTML lets the end tag out."""
    if "<" not in text:
        return Counter()
    dialect = HTML if grammar == "html" else MARKDOWN  # where a backtick is a sign
    return Counter(name for name in unpaired(text, dialect) if name.strip("</>") not in _UNENDED)


_UNENDED = frozenset(
    "body colgroup dd dt head html li optgroup option p rp rt tbody td tfoot th thead tr".split()  # noqa: SIM905
)
"""https://html.spec.whatwg.org/multipage/syntax.html#optional-tags"""


_LINES = frozenset(
    [
        *(f"<{c}{name}>" for name in ("br", "hr", "nl", "p", "wbr") for c in ("", "/")),
        f"<p>{TO}</p>",
    ]
)
_BREAKS = re.compile(r"</?(?:br|hr|p|wbr)\b", re.IGNORECASE)
_OPENS, _CLOSES = re.compile(r"<p\b", re.IGNORECASE), re.compile(r"</p\b", re.IGNORECASE)


def _lines(pair: Pair, change: _Change) -> _Change:
    """Return the part of the change that only breaks or joins lines.

    Paragraphs may be made and joined where the source has some, or breaks; if the source closes
    all of its paragraphs, the translation must, too. Where a tag was translated, `<دو>`, nothing
    counts as a line break.
    """
    if _LINES.isdisjoint(change.missing) and _LINES.isdisjoint(change.extra):
        return _NOTHING
    if len(_IN_WORDS.findall(pair.target)) > len(_IN_WORDS.findall(pair.source)):
        return _NOTHING
    names = set(_LINES)
    if _BREAKS.search(pair.source) is None or (_are_closed(pair.source) > _are_closed(pair.target)):
        names -= {name for name in _LINES if "p" in name or "hr" in name}
    return change.of(names)


_IN_WORDS = re.compile(r"<[^\x00-\x7f<>][^<>]*>")


def _are_closed(text: str) -> bool:
    """Whether as many of its paragraphs end as begin."""
    return len(_OPENS.findall(text)) == len(_CLOSES.findall(text))


def _elements(pair: Pair, change: _Change) -> _Change:
    """Return the part of the change that is whole elements that lead nowhere."""
    gone = [name for name in change.missing if TO in name and not _leads(pair.source, name)]
    come = [
        name
        for name, count in change.extra.items()
        if TO in name and _is_harmless(pair.target, name, count)
    ]
    return _Change(change.of(gone).missing, change.of(come).extra)


def _leads(text: str, name: str) -> bool:
    """Whether such an element of the text leads somewhere, or does something.

    It does if an attribute says so, or if it has no words.
    """
    return _acting(name).search(text) is not None


@lru_cache(maxsize=256)
def _acting(name: str) -> re.Pattern[str]:
    begins = re.escape(_first(name)[:-1])
    acts = rf"{begins}\s+[^<>]*(?:\{{|{_LEADING})|{begins}(?:\s[^<>]*)?>\s*</"
    return re.compile(acts, re.IGNORECASE)


_LEADING = r"\b(?:action|data|for|href|id|linkend|name|on\w+|src|url|xref|xlink:href)\s*="


def _is_harmless(text: str, name: str, count: int) -> bool:
    """Whether every translation may have so many such elements more: without a placeholder."""
    own = [tag for tag in _opening(name).findall(text) if "{" not in tag]
    return len(own) >= count and all(map(may_be_added, own))


@lru_cache(maxsize=256)
def _opening(name: str) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(_first(name)[:-1])}(?=[\s>])[^<>]*>", re.IGNORECASE)


_NOTHING = _Change(Counter(), Counter())
_BRACKETS = int(Trait.TAG)


@once
def _parted(pair: Pair) -> tuple[_Change, _Change, _Change] | None:
    """Divide the change into three parts: what breaks the page, elements, lines.

    What became something else is one change, as severe as the more severe part. What breaks the
    page takes all that was exchanged for it.
    """
    change = _changes(pair)
    if change is not None and _LINK in change.extra and pair.state > State.DRAFT:
        change = _without_own_links(pair, change)
    if change is None or not (change.missing or change.extra):
        return None
    lines = _lines(pair, change)
    rest = change
    if lines is not _NOTHING:
        rest = _Change(change.missing - lines.missing, change.extra - lines.extra)
    elements = _elements(pair, rest)
    broken = _Change(rest.missing - elements.missing, rest.extra - elements.extra)
    if rest.missing.total() == rest.extra.total() and (broken.missing or broken.extra):
        return rest, _NOTHING, lines
    return broken, elements, lines


def _without_own_links(pair: Pair, change: _Change) -> _Change:
    """Return the change without links that a person added, with an address of their own.

    `url` warns of those to the web, and checks of the built site of those that lead nowhere.
    """
    own = len(_ADDRESSED.findall(pair.target)) - len(_ADDRESSED.findall(pair.source))
    if own < change.extra[_LINK] or pair.kind.startswith("field"):
        return change
    return _Change(change.missing, Counter({n: c for n, c in change.extra.items() if n != _LINK}))


_LINK = f"<a>{TO}</a>"
_ADDRESSED = re.compile(
    r"<a\s[^<>]*\bhref\s*=\s*[\"']?(?!\w+script:|data:)[^\s\"'<>{][^<>{}]*>", re.IGNORECASE
)


def _tag(pair: Pair) -> Iterator[Hit]:
    """Yield what breaks the page; a field may have only the tags of its source."""
    parted = _parted(pair) if pair.traits & _BRACKETS else None
    broken = parted[0] if parted else _NOTHING
    if broken != _NOTHING:
        meant = may_be_meant(pair)
        yield from (hit._replace(may_be_meant=meant) for hit in changed(pair, *broken))
    elif "</" in pair.target and pair.differences is not ALIKE:
        lonely = _loose(pair.target, pair.grammar)
        for name in lonely - _loose(pair.source, pair.grammar) if lonely else ():
            if re.search(rf"(?i:<{re.escape(name.strip('</>'))}\b)", pair.source) is None:
                continue
            message = f"{name} is not closed" if "/" not in name else f"{name} closes nothing"
            yield Hit(f"{message} where it stands", where(pair.target, name), detail=name)
            break
    if pair.kind.startswith("field") and not broken.extra:
        try:
            refuse_new_tags(pair.target, pair.source)
        except Unfit as reason:
            yield Hit(str(reason), detail=">field")


def may_be_meant(pair: Pair) -> bool:
    """Whether whole links and images are new or others, or images missing: as a person may want it.

    A link that is missing, and nothing in its place, is a reader's loss. What leaves a placeholder
    among the words, or could run code, is no choice; nor is a lost anchor, which nobody sees.
    """
    broken = parted[0] if (parted := _parted(pair)) else _NOTHING
    return (
        broken != _NOTHING
        and not pair.kind.startswith("field")
        and all(
            name == "<img>" or (broken.extra and _has_words(pair.source, name))
            for name in broken.missing
        )
        and all(name in _LINKING for name in broken.extra)
        and _ACTIVE.search(pair.target) is None
        and not is_left_over(pair)
    )


def is_gone_whole(pair: Pair, number: int) -> bool:
    """Whether the tag of the source that a placeholder stands in is gone, and its end tag with it.

    One in code, `<code><a {1}>go</a></code>`, is no tag for the parser, and goes with its words; of
    any other `tag` says how grave it is.
    """
    tag = re.search(rf"<([A-Za-z][\w-]*)[^<>]*\{{{number}\}}", pair.source)
    if tag is None or is_left_over(pair) or pair.kind.startswith("field"):
        return False
    opens, closes = (
        len(re.findall(rf"(?i:<{slash}{re.escape(tag[1])}\b)", pair.source))
        - len(re.findall(rf"(?i:<{slash}{re.escape(tag[1])}\b)", pair.target))
        for slash in ("", "/")
    )
    return opens > 0 and (closes == opens or tag[1].lower() == "img")


def is_left_over(pair: Pair) -> bool:
    """Whether a placeholder stands among the words that did not, or the source has none such."""
    if "{" not in pair.target:
        return False
    ours = places(pair.source)
    return any(
        ours.get(number, "") not in ((role,) if role == "words" else ("link", "tag"))
        for number, role in places(pair.target).items()
    )


def _has_words(text: str, name: str) -> bool:
    """Whether it is a whole element that has words each time."""
    return TO in name and re.search(_NO_WORDS.format(re.escape(_first(name)[1:-1])), text) is None


_NO_WORDS = r"(?i:<{0}(?:\s[^<>]*)?>\s*</{0}\s*>)"
_LINKING = frozenset((_LINK, "<img>"))
"""What may be added."""
_ACTIVE = re.compile(r"<[^<>]*(?:\bon\w+\s*=|\b(?:java|vb)script:|\bdata:)", re.IGNORECASE)


def _whole_elements(pair: Pair) -> Iterator[Hit]:
    parted = _parted(pair)
    if parted is not None:
        yield from changed(pair, parted[1].missing, _outside_fields(pair, parted[1].extra))


def _line_breaks(pair: Pair) -> Iterator[Hit]:
    """Yield lost or added breaks; breaks may become paragraphs and paragraphs breaks.

    In a program's text they are its layout, which another language needs elsewhere; it has some
    paragraph, though, where the source has. In HTML a person's text is told only where lines became
    prose, or prose lines: of 24 findings that were read none was a mistake (pages, two parts).
    Who writes a break into Markdown means it.
    """
    if not (pair.is_page or (_OPENS.search(pair.source) and not _OPENS.search(pair.target))):
        return
    parted = _parted(pair)
    if parted is None or (parted[2].missing and parted[2].extra) or _is_shell(pair, parted[2]):
        return
    missing = parted[2].missing
    if pair.state > State.DRAFT and pair.grammar == "html" and not _is_about_lines(pair):
        return
    if not pair.is_page:
        missing = Counter({name: missing[name] for name in missing if "br" not in name})
    yield from changed(pair, missing, _outside_fields(pair, parted[2].extra))


def _is_about_lines(pair: Pair) -> bool:
    """Whether one text has no break at all, and the other one several."""
    ours, theirs = (len(_BREAKS.findall(text)) for text in (pair.source, pair.target))
    return min(ours, theirs) == 0 and max(ours, theirs) >= _LINED


_LINED = 2
"""Breaks that make lines of a text: three."""


def _is_shell(pair: Pair, lines: _Change) -> bool:
    """Whether all that is missing is the one paragraph around the whole source."""
    only = {f"<p>{TO}</p>": 1}
    return lines == (only, {}) and len(_OPENS.findall(pair.source)) == 1


def _outside_fields(pair: Pair, extra: Counter[str]) -> Counter[str]:
    """What was added, unless `tag` reports it because the text is a field's."""
    return Counter() if pair.kind.startswith("field") else extra


CHECKS = (
    Check(
        "tag",
        "An HTML tag of the source is missing, is not closed, is closed in the wrong order, or was"
        " added and would be shown. Simple inline tags may be added to words in pairs:"
        ' `<bdi dir="ltr">`, `<i lang="en">`, `<sup>`; to a front matter field none.',
        "Copy the source's tags: each that opens, and each that closes.",
        _tag,
        (
            Example("es", "a <b>new</b> deal", "un <b>nuevo acuerdo", "un <b>nuevo</b> acuerdo"),
            Example("fa", "see <a {1}>us</a>", "ما را ببینید", "<a {1}>ما</a> را ببینید"),
            Example(
                "fa", "Use C++", "<div>C++</div> را بردارید", '<bdi dir="ltr">C++</bdi> را بردارید'
            ),
            Example("es", "Peace", "<script>Paz</script>", "Paz", kind="field: title"),
        ),
        Severity.ERROR,
        elsewhere=Severity.WARNING,
        of_people=Severity.WARNING,
        when=Trait.TAG | Trait.LINK,
    ),
    Check(
        "element",
        "An element of the source is missing with both its tags, became another, or a link or the"
        " like was added. The page stays whole. `emphasis` reports those that only stress words.",
        "Mark the same words as the source does, unless you left that out on purpose.",
        _whole_elements,
        (
            Example("es", "press <kbd>x</kbd>", "pulse la tecla x", "pulse la tecla <kbd>x</kbd>"),
            Example("fa", "press <kbd>x</kbd>", "x را بزنید", "<kbd>x</kbd> را بزنید"),
        ),
        when=Trait.TAG,
    ),
    Check(
        "line-break",
        "In a page a line is broken by `<br>`, `<hr>` or a paragraph where the source's is not, or"
        " the other way round. Paragraphs pass where the source has breaks, and breaks where it has"
        " paragraphs. In HTML a person's text is told only where two breaks or more all went or"
        " came; a program's may be laid out otherwise, but not lose all its paragraphs.",
        "Break lines where the source does, unless your text needs it elsewhere.",
        _line_breaks,
        (
            Example("es", "Peace<br>now<br>please", "Paz ahora, ya", "Paz<br />ahora<br />ya"),
            Example("fa", "Peace now", "صلح<br>همین<br>اکنون", "صلح همین اکنون"),
        ),
        Severity.INFO,
        when=Trait.TAG,
    ),
)
