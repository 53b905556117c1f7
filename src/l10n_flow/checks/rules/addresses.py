"""Addresses in a translation: broken ones, and ones that differ from the source's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import takewhile

from l10n_flow import patterns as re
from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.row import Check, Example
from l10n_flow.checks.traits import Trait
from l10n_flow.model import Severity, Span

_SCHEMED = (
    r"[hHfFxXiImM](?i:(?<=h)ttps?|(?<=f)tps?|(?<=x)mpp|(?<=i)rc|(?<=m)agnet)://?[^\s<>\"'»”]*"
)
_WITH_SCHEME = re.compile(_SCHEMED)
_ADDRESS = re.compile(rf"{_SCHEMED}|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
"""Both begin with fixed characters where they can: a search for those alone is much faster."""
_TRAILING = ".,:;!?،؛؟…*_~'`\u200c\u200e\u200f\u202c\u2069"
_CLOSERS = {")": "(", "]": "[", "}": "{"}
_CLOSING = re.compile(r"[)\]}]")

_BROKEN = re.compile(
    r"[hHfF](?<!\w[hHfF])(?i:(?<=h)[tps]{2,5}|(?<=f)tps?)"
    r"(?:\s*:\s*/\s*/|:/|//|;//|/:/|\s*:\s+//|：//)"
)
"""Something that was once `https://`: the scheme misspelt, a slash lost, blanks inserted."""
_HOST = re.compile(
    r"https?://(?:[^\s/?#@]*@)?(?P<host>\[[0-9a-f:.]+\]|[^\s/?#:]+)(?::\d*)?(?=[/?#]|$)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?!-)[^\W_](?:[\w-]*[^\W_])?|_[\w-]+")
_FOREIGN_DIGIT = re.compile(r"[٠-٩۰-۹]")


def addresses(text: str) -> list[tuple[str, Span]]:
    """Return the addresses in a text, without the punctuation of the sentence around them.

    >>> [found for found, _ in addresses("Lea [esto](https://a.org/b) (https://a.org/c(d)).")]
    ['https://a.org/b', 'https://a.org/c(d)']
    """
    return [
        (written, Span(match.start(), match.start() + len(written)))
        for match in _pattern(text).finditer(text)
        if (written := _trimmed(match.group()))
    ]


def _pattern(text: str) -> re.Pattern[str]:
    return _ADDRESS if "@" in text else _WITH_SCHEME


def _trimmed(address: str) -> str:
    cut = address.find("](")  # a link's words that are an address
    if cut >= 0:
        address = address[:cut]
    address = address.partition("|")[0]  # the words of a link in a wiki
    for closing in _CLOSING.finditer(address):
        sign, at = closing[0], closing.start()
        if address.count(sign, 0, at + 1) > address.count(_CLOSERS[sign], 0, at):
            address = address[:at]
            break
    return address.rstrip(_TRAILING)


def _is_whole(address: str) -> bool:
    """Whether an http address has a host that can be one."""
    match = _HOST.match(address)
    if match is None:  # the text is about a scheme
        return address.endswith("://") or not address.lower().startswith("http")
    host = match["host"]
    if host.startswith(("[", "{", "&lt;")) or host == "localhost":
        return True
    labels = host.split(".")
    return (
        len(labels) > 1 and all(map(_LABEL.fullmatch, labels)) and not _FOREIGN_DIGIT.search(host)
    )


def _broken(pair: Pair) -> Iterable[Hit]:
    target = pair.target
    if "//" in target or ":/" in target or "http" in target:
        return _misspelt(pair, target)
    return ()


def _misspelt(pair: Pair, target: str) -> Iterator[Hit]:
    known = {match.group() for match in _BROKEN.finditer(pair.source)}
    reported: list[Span] = []
    for match in _BROKEN.finditer(target):
        found = match.group()
        if found.lower() not in _WHOLE and found not in known:
            known.add(found)
            reported.append(Span(*match.span()))
            message = f"“{found}” is not the beginning of an address"
            yield Hit(message, Span(*match.span()), detail=found)
    for address, span in addresses(target) if "://" in target else ():
        if any(map(span.meets, reported)):
            continue
        if address in pair.source or address in known or _is_whole(address):
            continue
        if all(_is_whole(mine) for mine, _ in addresses(pair.source)):  # else: `http://host/`
            known.add(address)
            yield Hit(f"{address} is not a complete address", span, detail=address)


_WHOLE = ("http://", "https://", "ftp://", "ftps://")


def _changed(pair: Pair) -> Iterable[Hit]:
    source, target = pair.source, pair.target
    if "://" in source or "://" in target or "@" in source or "@" in target or "www." in target:
        return _compared(pair)
    return ()


def _compared(pair: Pair) -> Iterator[Hit]:
    if "@" in pair.source and "@" in pair.target:
        yield from _other_mention(pair)
    if "://" not in pair.source and "@" not in pair.source:
        yield from _added(pair)
        return
    written, made = (_pattern(text).findall(text) for text in (pair.source, pair.target))
    if written == made:
        return
    ours, theirs = addresses(pair.source), addresses(pair.target)
    lost = Counter(a for a, _ in ours) - Counter(a for a, _ in theirs)
    new = [(a, span) for a, span in theirs if a not in {a for a, _ in ours}]
    spans = dict(new)
    for address, span in ours:
        if not lost.pop(address, 0):
            continue
        kin = next((a for a in spans if _is_kin(a, address)), "")
        if kin:
            spans.pop(kin)
            if not _is_one(address, kin) and not _is_localised(address, kin, pair.language):
                yield Hit(f"{address} became {kin}", dict(new)[kin], span, detail=address)
        elif not spans:
            yield Hit(f"the address {address} is missing", None, span, detail=address)
        else:
            spans.popitem()
    yield from _added(pair)


_MENTION = re.compile(r"(?<![\w@./+-])@[A-Za-z_]\w+(?![\w@./-]|\()")

_NAMED = re.compile(r"@\w+")
"""The same wherever it stands, as before a full stop."""


def _other_mention(pair: Pair) -> Iterator[Hit]:
    """Yield names such as @mario for @maria, by which the source does not call anybody."""
    ours, theirs = _MENTION.findall(pair.source), list(_MENTION.finditer(pair.target))
    here, there = (set(_NAMED.findall(text)) for text in (pair.source, pair.target))
    new = [found for found in theirs if found.group() not in here]
    lost = [name for name in ours if name not in there]
    if len(ours) == len(theirs) and len(lost) == len(new):
        for name, found in dict(zip(lost, new, strict=True)).items():
            yield Hit(f"{name} became {found.group()}", Span(*found.span()), detail=name)


_WITHOUT_SCHEME = re.compile(r"(?<![\w./@-])www\.[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[^\s<>\"'»”]*)?")


def _added(pair: Pair) -> Iterator[Hit]:
    """Yield addresses that the source does not have; an address may replace a placeholder's."""
    if "www." in pair.target and "://" not in pair.target:
        yield from _added_hosts(pair)
    if "://" not in pair.target and "@" not in pair.target:
        return
    theirs = addresses(pair.target)
    more = len(theirs) - len(addresses(pair.source))
    if more <= 0 or "www." in pair.source or len(pair.source) < _BRIEF:
        return
    more -= max(0, len(_PLACED.findall(pair.source)) - len(_PLACED.findall(pair.target)))
    reported: set[str] = set()
    for address, span in reversed(theirs):
        host = address.partition("://")[2].partition("/")[0] or address
        is_known = "://" not in address and address in _AT.sub("@", pair.source)
        if is_known or _TRANSLATORS.search(pair.target[: span.start]):
            more -= 1
        elif more > 0 and address not in pair.source and host not in pair.source:
            more -= 1
            if address not in reported:
                reported.add(address)
                message = f"the source does not have the address {address}"
                yield Hit(message, span, detail=f">{address}")


_AT = re.compile(r"\s*[\[(]?\bAT\b[\])]?\s*|\s*[\[(]at[\])]\s*")
"""`ana AT example.org`, written so that no program finds it."""
_TRANSLATORS = re.compile(r"(?i:traduc\w*|translat\w*|ترجمه)[^\n@/]{0,30}\Z")
"""What appears before the address for reports about mistakes in a translation."""


def _added_hosts(pair: Pair) -> Iterator[Hit]:
    """Yield added hosts that are written without https://."""
    if "." not in pair.source or "://" in pair.source or "www." in pair.source:
        return
    if _PLACED.search(pair.source) or len(pair.source) < _BRIEF:
        return
    hosts = {one.group().rstrip(_TRAILING): one for one in _WITHOUT_SCHEME.finditer(pair.target)}
    for address, found in hosts.items():
        span = Span(found.start(), found.start() + len(address))
        yield Hit(f"the source does not have the address {address}", span, detail=f">{address}")


_PLACED = re.compile(r"\{[0-9۰-۹٠-٩]+\}")
_BRIEF = 8
"""Characters of a source that names where its address belongs: `{URL}`, `Link`."""


def _is_kin(address: str, other: str) -> bool:
    """Whether two addresses have one host, or nearly one spelling: one comes from the other."""
    ours, theirs = _HOST.match(address), _HOST.match(other)
    if ours is not None and theirs is not None and ours["host"] == theirs["host"]:
        return True
    return _shared_ends(address, other) >= 0.8 * max(len(address), len(other))


def _shared_ends(one: str, other: str) -> int:
    """How many characters both begin with, and then both end with."""
    front = _alike(one, other)
    return front + _alike(reversed(one[front:]), reversed(other[front:]))


def _alike(one: Iterable[str], other: Iterable[str]) -> int:
    """How many characters are the same before the first that differs."""
    return len(list(takewhile(lambda both: both[0] == both[1], zip(one, other, strict=False))))


def _is_one(address: str, other: str) -> bool:
    """Whether two spellings are one address: `&` as HTML writes it, or a bare host and its slash.

    RFC 3986, 6.2.2.1 and 6.2.3: the case of schemes and hosts, and an empty path. A slash at the
    end is no other address on any site that we know.
    """
    return _normal(address) == _normal(other)


def _normal(address: str) -> str:
    scheme, _, rest = _TO_FILL.sub("<>", unescape(address)).partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme.lower()}://{host.lower()}{slash if path else ''}{path}".rstrip("/")


_TO_FILL = re.compile(r"<[^<>/]*(?:>|&gt\Z|\Z)")
"""`<port>`, which readers fill in; its end may be taken for the sentence's."""


def _is_localised(address: str, other: str, language: str) -> bool:
    """Whether the other address names the language: a page of the same site for its readers."""
    tag = re.compile(rf"(?<![a-z0-9]){language}(?![a-z0-9])", re.IGNORECASE)
    return len(tag.findall(other)) > len(tag.findall(address))


CHECKS = (
    Check(
        "url-broken",
        "An address that cannot work: a misspelt scheme, a lost slash, a host that cannot be one.",
        "Copy the address again. Where the source has {1}, write {1}: it stands for the address.",
        _broken,
        (
            Example(
                "es", "See {1}.", "Véase https//example.org/a.", "Véase https://example.org/es/a."
            ),
            Example("fa", "See {1}.", "بنگرید به http:/example.org/a.", "بنگرید به {1}."),
        ),
        Severity.ERROR,
        when=Trait.ADDRESS | Trait.LETTER,
    ),
    Check(
        "url",
        "An address that the source writes out is missing or another, or the translation has one"
        " more. A page of the same site in your language is fine.",
        "Copy the source's address, or link to the page in your language.",
        _changed,
        (
            Example(
                "es",
                "See `x` at https://example.org/en/treaty.",
                "Véase `x` en https://example.org/en/treat.",
                "Véase `x` en https://example.org/es/treaty.",
            ),
            Example(
                "fa",
                "See https://example.org/en/treaty.",
                "بنگرید به پیمان.",
                "بنگرید به https://example.org/fa/treaty.",
            ),
        ),
        Severity.WARNING,
        when=Trait.ADDRESS | Trait.STOP,
    ),
)
