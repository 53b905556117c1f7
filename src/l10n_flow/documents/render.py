"""Rendering: translations are spliced into slots, and it is proved that nothing else changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

from l10n_flow import patterns as re
from l10n_flow.documents.document import Document, Slot, Splice, Unfit, is_translatable
from l10n_flow.documents.fit import begins_block, cleaned, fit, is_clean
from l10n_flow.documents.htmltags import adds_danger
from l10n_flow.documents.markdown import opaque
from l10n_flow.documents.markdown import parsing as markdown
from l10n_flow.documents.markdown.commandwords import without
from l10n_flow.documents.markdown.delimiters import DEFAULT, closers, defused, refuse_unpaired
from l10n_flow.documents.markdown.lines import may_hold_markdown
from l10n_flow.errors import ConfigError
from l10n_flow.model import Key, Placeholder

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A translation that was not used, and the reason; the source is in its place."""

    slot: Slot
    reason: str


class _Fitted(NamedTuple):
    """A translation on its way into its slot."""

    slot: Slot
    splice: Splice
    is_tame: bool


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendered document."""

    text: bytes
    splices: tuple[Splice, ...]
    """The replacements, in order; positions are those of the source document."""
    refusals: tuple[Refusal, ...] = ()


def render(
    document: Document,
    translations: Mapping[Key, str],
    otherwise: Callable[[Slot], str | None] | None = None,
) -> Rendered:
    r"""The document with each segment's translation in its slot.

    A segment without a translation gets the result of `otherwise`. Without that, and if the
    translation equals the source, it keeps its source bytes. The three laws hold for any
    translations: one that would break them is refused, with the reason.

    >>> from l10n_flow.documents.markdown.parsing import parse
    >>> from l10n_flow.documents.document import ParseOptions
    >>> page = parse(b"- Peace\n- War\n", ParseOptions())
    >>> render(page, {Key(None, "Peace"): "# Paz"}).text
    b'- \\# Paz\n- War\n'
    """
    fitted: list[_Fitted] = []
    refusals: list[Refusal] = []
    # Any words could turn a rule at the very top into front matter, or put both tags of an element
    # with Markdown content on one line, which makes the content HTML.
    wary = document.front is None and document.text[:6].strip(_RULE_AT_TOP) != document.text[:6]
    wary = wary or may_hold_markdown(document.text)
    commands = document.options.opaque_pattern("\n".join(translations.values()).encode())
    begins = (*DEFAULT, *document.options.dialect.delimiters)
    paired = closers(document.text.decode()) if _CLOSERS.search(document.text) else frozenset()
    lone = b"\r" in document.text and _LONE_RETURN.search(document.text) is not None
    whole = document.has_lines or lone
    is_known = document.format.grammar != "other"  # else only reading again can prove anything
    is_plain = is_known and not wary and not whole and commands is None
    signs = [sign for sign in begins if not sign.startswith("{")]
    for slot in document.slots:
        target = translations.get(slot.segment.key) or (otherwise(slot) if otherwise else None)
        if not target or target == slot.segment.source:
            continue
        filled = plainly_filled(slot, target, signs) if is_plain else None
        if filled is not None:
            made = _apart(document, slot, filled)
            fitted.append(_Fitted(slot, made, is_tame=not _is_apart(slot, made.text)))
            continue
        try:
            target = cleaned(slot, target)
            if commands is not None:
                _refuse_commands(commands, target)
            if "{" in target or any(sign in target for sign in signs):
                target = defused(target, slot.segment.source, slot.place, begins)
            if paired:
                refuse_unpaired(target, slot.segment.placeholders, paired)
            text, as_written = fit(slot, target, document.format.places)
        except Unfit as reason:
            refusals.append(Refusal(slot, str(reason)))
            continue
        made = _apart(document, slot, text)
        as_written = as_written and not _is_apart(slot, made.text)
        tame = as_written and is_known and not wary and is_tame(slot, target)
        if tame and whole:
            tame = _LINE_END.search(document.text, slot.start, slot.end) is None
        fitted.append(_Fitted(slot, made, tame))
    if commands is not None and _joins_commands(document, fitted):
        fitted = [f._replace(is_tame=False) for f in fitted]
    doubtful = [f for f in fitted if not f.is_tame]
    if doubtful and not _proved(document, fitted, doubtful):
        sure = [f for f in fitted if f.is_tame]
        kept = as_many(doubtful, lambda some: _hold(document, (*sure, *some)))
        refusals.extend(Refusal(f.slot, _why(document, f)) for f in doubtful if f not in kept)
        fitted = [f for f in fitted if f.is_tame or f in kept]
    splices = tuple(f.splice for f in fitted)
    # Words that are not somebody's translation are replaced by the source without a refusal.
    refused = tuple(r for r in refusals if translations.get(r.slot.segment.key))
    return Rendered(splice(document.text, splices), splices, refused)


def _apart(document: Document, slot: Slot, text: str) -> Splice:
    """The words in their slot; a blank parts them from braces that would become the last mark's.

    In `# *x*{.y}` the class is the emphasis's, in `# *x* {.y}` the heading's. Where the source's
    words end in a mark, too, the braces are the mark's and stay.
    """
    glued = slot.place in _HEADINGS and document.text.startswith(b"{", slot.end)
    ends = text[-1:], document.text[slot.end - 1 : slot.end].decode("latin-1")
    blank = " " if glued and ends[0] in _LAST_OF_MARKS and ends[1] not in _LAST_OF_MARKS else ""
    return Splice(slot.start, slot.end, (text + blank).encode())


_LAST_OF_MARKS = frozenset("*_`)]>~")
_HEADINGS = frozenset(("heading", "setext"))


def _is_apart(slot: Slot, text: bytes) -> bool:
    """Whether the words were given a blank, which is not part of the slot that will be read."""
    return slot.place in _HEADINGS and text.endswith(b" ")


def _joins_commands(document: Document, fitted: Sequence[_Fitted]) -> bool:
    """Whether two translations together contain a command that neither has alone."""
    if all(not f.is_tame for f in fitted):
        return False
    made = replace(document, text=splice(document.text, [f.splice for f in fitted]))
    return bool(_commands(made) - _commands(document))


_CLOSERS = re.compile(rb"\{\{[<%]\s*/|\{%-?\s*end")


def _refuse_commands(commands: re.Pattern[bytes], target: str) -> None:
    """Raise `Unfit` if the translation has a command for a site generator.

    Only the article may have commands; a translation refers to them by number.
    """
    text = _PLACEHOLDER.sub("x", target).encode()
    try:
        found = opaque.regions(text, commands)
    except ConfigError as error:
        raise Unfit(f"cannot be searched for commands: {error.what}") from error
    if found:
        start, end = found[0]
        raise Unfit(f"holds {text[start:end].decode()}, which only the article may")


_PLACEHOLDER = re.compile(r"\{[0-9]+\}")
"""In MDX a command in braces like any other; here a placeholder for something in the article."""
_LINE_END = re.compile(rb"[\r\n]")
_LONE_RETURN = re.compile(rb"\r(?!\n)")
_RULE_AT_TOP = b"\xef\xbb\xbf-+"


def splice(text: bytes, splices: Sequence[Splice]) -> bytes:
    """The text with all splices applied; they have to be in order and must not overlap."""
    pieces = []
    at = 0
    for s in splices:
        pieces.append(text[at : s.start])
        pieces.append(s.text)
        at = s.end
    pieces.append(text[at:])
    return b"".join(pieces)


def _hold(document: Document, fitted: Sequence[_Fitted]) -> bool:
    return holds(document, sorted(f.splice for f in fitted))


def _proved(document: Document, fitted: Sequence[_Fitted], doubtful: Sequence[_Fitted]) -> bool:
    """Whether the result is proved; if only the front matter is doubtful, only that is read."""
    if not all(document.is_field(f.slot) and b"{" not in f.splice.text for f in doubtful):
        return holds(document, [f.splice for f in fitted])
    metadata = markdown.parse_metadata(document.text, document.options)
    return holds(metadata, [f.splice for f in doubtful])


_MARKS = re.compile(r"[\\`*_\[\]<>|{}#~&\n\r](?:(?<=\{)[0-9]+\})?")
"""Placeholders and single marks; the pattern begins with a set, to which `re` can skip."""
_TAME_START = re.compile(
    r"[^\W\d_]|[0-9]+(?![0-9.)])|!?[«¿¡“\"'(\[]|[*_]+[«¿¡“\"'(\[]?@?[^\W_]|\\[^\w\s|]|…|\.\.\."
)
_TAME_PLACES = frozenset(
    ("block", "heading", "setext", "cell", "html", "rcdata", "attribute-double")
)
_WORDS_OF_ADDRESS = r"[\w\-./:?=&%#+~@,;*()$!'\u200c]+"
_PLAIN_ADDRESS = re.compile(rf"<[A-Za-z]{{2,}}:{_WORDS_OF_ADDRESS}>|{_WORDS_OF_ADDRESS}")
"""An address that Markdown reads the same way next to any words."""
_BESIDE = re.compile(r"\S*\{[0-9]+\}\S*")

NUMBER = "{n}"
_WILD = frozenset("<{}\n\r")


def is_tame(slot: Slot, target: str) -> bool:
    """Whether a translation certainly cannot break out of its slot, so that it needs no proof.

    Only for a translation that `fit` left unchanged. It has to begin with a letter, a quotation
    mark, a bracket or emphasis, like the source, and to have the source's marks in the source's
    order (only placeholders may change places): then Markdown finds the same code, links and
    brackets in it, whatever the words are. It is False if the source has a tag, a line break or
    something opaque, because leaving that out can change what follows.
    """
    source = slot.segment.source
    if slot.segment.kind.endswith(" title"):
        return False  # the line has a grammar of its own (`dialects.LinePattern`)
    if slot.place not in _TAME_PLACES or not _begin_alike(source, target):
        return False
    marks, others = _MARKS.findall(source), _MARKS.findall(target)
    return (
        (marks == others or _numberless(marks) == _numberless(others))
        and _WILD.isdisjoint(marks)
        and "://" not in target
        and "]:" not in target
        and not _is_unsure(slot.segment.placeholders, target)
    )


_PLAIN_PLACES = frozenset(("block", "heading", "setext", "cell"))
_TARGETS = frozenset(("link", "image", "reference"))
_NUMBER = re.compile(r"\{([0-9]+)\}")


def plainly_filled(slot: Slot, target: str, signs: Sequence[str] = ()) -> str | None:
    """The translation as written in its slot, if a quick test shows that it is safe; else None.

    Most translations are safe: words, links and code in the source's order. Then nothing has to be
    cleaned, defused, escaped or refused, and `is_tame` is true. One test gives the same result as
    those steps, four times as fast (a law in tests/documents/test_tame.py). `signs` are the
    delimiters of the dialect's commands, except those with a brace.
    """
    (source, kind, placeholders, _, _), place = slot.segment, slot.place
    marks = _MARKS.findall(target)
    if (
        marks != _MARKS.findall(source)
        or not _WILD.isdisjoint(marks)
        or place not in _PLAIN_PLACES
        or kind.endswith(" title")
        or target[-1] in "\\#}"
        or "://" in target
        or "]:" in target
        or any(sign in target for sign in signs)
        or not is_clean(target)
        or not _begin_alike(source, target)
        or not (target[0].isalpha() or (not begins_block(target) and is_translatable(target)))
    ):
        return None
    pieces = _NUMBER.split(target)
    if target.count("](") != len(pieces) // 2:
        return None  # a link without a placeholder, or a placeholder that is no link's
    for at in range(1, len(pieces), 2):
        value, what, label = placeholders[int(pieces[at]) - 1]
        if (
            what not in _TARGETS
            or "{" in label
            or not pieces[at - 1].endswith("](")
            or not pieces[at + 1].startswith(")")
        ):
            return None
        if what == "reference":
            pieces[at - 1], value = pieces[at - 1][:-2], f"][{label}]"
            pieces[at + 1] = pieces[at + 1][1:]
        pieces[at] = value
    filled = "".join(pieces)
    return None if place == "cell" and "|" in filled else filled


def _is_unsure(placeholders: Sequence[Placeholder], target: str) -> bool:
    """Whether a placeholder could join with the words beside it, or leave half of something.

    A bare address is words for the parser, next to any text; but the translation needs some words
    that cannot become part of the address.
    """
    has_addresses = False
    for value, kind, _ in placeholders:
        if kind == "opaque" or (kind == "autolink" and not _PLAIN_ADDRESS.fullmatch(value)):
            return True
        has_addresses = has_addresses or kind == "autolink"
    return has_addresses and not is_translatable(_BESIDE.sub(" ", target))


_CODE_START = re.compile(r"\[?`[^`\n]+`(?!`)")


_MAY_BE_A_LINE = re.compile(r"\[(?:TOC|toc|\[|!)|\(\S*\)=|(?:im|ex)port\s")


def _begin_alike(source: str, target: str) -> bool:
    """Whether both begin with a letter or the like, or both with the same code span.

    False if a dialect could read the translation as a line that is not prose
    (`dialects.LinePattern`).
    """
    if _MAY_BE_A_LINE.match(target):
        return False
    code = _CODE_START.match(source)
    if code is not None:
        return target.startswith(code.group())
    return bool(_TAME_START.match(source) and _TAME_START.match(target))


def _numberless(marks: Sequence[str]) -> list[str]:
    return [NUMBER if len(mark) > 1 else mark for mark in marks]


def holds(document: Document, splices: Sequence[Splice]) -> bool:
    """Whether the spliced text has the same blocks, with the slots exactly where we put them."""
    again = document.format.parse(splice(document.text, splices), document.options)
    if again.shape != document.shape or len(again.slots) != len(document.slots):
        return False
    commands = _commands(again)
    if commands - _commands(document):
        return False
    is_new = again.links != document.links or again.raw_html != document.raw_html
    if is_new and adds_danger(document, again):
        return False
    if not _torn(document) <= commands:
        return False
    moved = 0
    pending = iter((*splices, None))
    upcoming = next(pending)
    for before, after in zip(document.slots, again.slots, strict=True):
        start = before.start + moved
        if upcoming is not None and upcoming.start == before.start:
            end = start + len(upcoming.text) - _is_apart(before, upcoming.text)
            moved += len(upcoming.text) - (upcoming.end - upcoming.start)
            upcoming = next(pending)
        else:
            end = before.end + moved
            if after.segment.source != before.segment.source:
                return False
        if (after.start, after.end) != (start, end) or after.segment.kind != before.segment.kind:
            return False
    return True


def _hidden(document: Document) -> list[opaque.Region]:
    pattern = document.options.opaque_pattern(document.text)
    return opaque.regions(document.text, pattern) if pattern else []


def _commands(document: Document) -> set[bytes]:
    """The commands in a document that a site generator would run."""
    text, worded = document.text, document.options.worded
    return {without(text[start:end], worded) for start, end in _hidden(document)}


def _torn(document: Document) -> set[bytes]:
    """Commands that begin in a slot and end outside of it; a translation must keep its half."""
    text, worded, hidden = document.text, document.options.worded, _hidden(document)
    found = (opaque.torn(hidden, slot.start, slot.end) for slot in document.slots) if hidden else ()
    return {without(text[start:end], worded) for regions in found for start, end in regions}


BREAKS_OUT = "would change the document around it"
ACTS = "holds a tag or an address that the source does not have and that could act on a page"


def _why(document: Document, fitted: _Fitted) -> str:
    """The reason why a translation could not be used."""
    again = document.format.parse(splice(document.text, [fitted.splice]), document.options)
    return ACTS if adds_danger(document, again) else BREAKS_OUT


def as_many(some: Sequence[T], hold: Callable[[list[T]], bool]) -> list[T]:
    """As many of `some` as are valid together, in order, with few trials if few are not.

    A valid group is kept whole; any other group is halved, and each half tried with what is kept
    so far, because two things may be invalid only together (one opens something, the other closes
    it). For k bad ones among n, about 2·k·log n trials are needed.

    >>> as_many(range(6), lambda group: 3 not in group)
    [0, 1, 2, 4, 5]
    """

    def kept(before: list[T], group: Sequence[T]) -> list[T]:
        if not group or hold([*before, *group]):
            return [*before, *group]
        if len(group) == 1:
            return before
        middle = len(group) // 2
        return kept(kept(before, group[:middle]), group[middle:])

    return kept([], some)
