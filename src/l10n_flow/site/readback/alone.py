"""Faults that one page shows: its language, its marks, its data, and leftovers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from l10n_flow.language.bidi import strip_isolates
from l10n_flow.language.tags import direction
from l10n_flow.model import digest
from l10n_flow.site.readback.language import (
    balanced,
    is_against,
    misfit,
    other_language,
    runs_against,
)
from l10n_flow.site.readback.pagefacts import BodyBlock, BuiltPage, Fault
from l10n_flow.site.readback.reader import Passage, Reading, data_of, read
from l10n_flow.site.sanitising import is_safe_address


class Expected:
    """The project's values for a page, before it is read."""

    __slots__ = ("lang", "may_run", "place")

    def __init__(self, place: str, lang: str, *, may_run: bool) -> None:
        self.place = place
        self.lang = lang
        """The language of its folder; "" for a page of all languages."""
        self.may_run = may_run
        """Whether articles may run or load something: their HTML is trusted."""


def page(data: bytes, expected: Expected) -> BuiltPage:
    """Return the page with its own faults.

    Raises `UsageError` where lxml is not installed.
    """
    broken = _broken(data)
    if broken:
        return BuiltPage(expected.place, faults=(Fault("page-broken", broken),))
    reading = read(data)
    stated, line = _data(reading)
    faults = [
        *_bones(reading),
        *_language(reading, expected.lang),
        *_directions(reading),
        *_controls(reading, stated),
        *_unsafe(reading, may_run=expected.may_run),
        *_twice(reading),
    ]
    if stated is not None:
        faults += _agreement(reading, stated, line)
    elif reading.is_article:
        message = "its data for search engines (JSON-LD) is " + ("damaged" if line else "missing")
        faults.append(Fault("page-data", message, line or None))
    return BuiltPage(
        expected.place,
        expected.lang or reading.lang,
        reading.canonical,
        tuple(reading.alternates),
        tuple(reading.references),
        tuple([name for name, _ in reading.ids]),
        tuple(_blocks(reading, expected.lang or reading.lang)),
        tuple([address for _, address in reading.categories]),
        stated or {},
        tuple(_left(reading)),
        tuple(faults),
    )


_END = re.compile(rb"</html>\s*\Z")


def _broken(data: bytes) -> str:
    """Return why the file is not a page; "" when it is one."""
    if not data.strip():
        return "the file is empty"
    try:
        data.decode()
    except UnicodeDecodeError:
        return "the file is not UTF-8"
    if b"\x00" in data:
        return "the file holds NUL bytes"
    return "" if _END.search(data) else "the file is cut short: it does not end with </html>"


def _bones(reading: Reading) -> Iterator[Fault]:
    """Yield what is missing of every page's parts."""
    if not reading.title.strip():
        yield Fault("page-broken", "it has no <title>", detail="title")
    tops = [one for one in reading.passages if one.tag == "h1" and one.text]
    if len(tops) != 1:
        headings = "no heading" if not tops else f"{len(tops)} headings"
        line = tops[1].line if tops else None
        yield Fault("page-broken", f"it has {headings} of the first level (<h1>)", line, "h1")


# Language and direction


def _language(reading: Reading, lang: str) -> Iterator[Fault]:
    if not reading.lang:
        message = "it does not say which language it is in (<html lang>)"
        yield Fault("page-language", message, 2, "html")
        return
    if lang and reading.lang != lang:
        message = f"it says that it is in '{reading.lang}', and it lies with the pages in '{lang}'"
        yield Fault("page-language", message, 2, "html")
        return
    wrong = [(one, name) for one in reading.passages for name in _misfits(one)]
    mine = [one for one, (marked, _) in wrong if marked == reading.lang]
    if 2 * sum(len(one.text) for one in mine) > sum(len(one.text) for one in reading.passages):
        script = next(script for _, (marked, script) in wrong if marked == reading.lang)
        message = f"most of it is in {script} letters, and it says that it is in '{reading.lang}'"
        yield Fault("page-language", message, mine[0].line, "most")
        wrong = [(one, found) for one, found in wrong if found[0] != reading.lang]
    for one, (marked, script) in wrong:
        message = f"{_quoted(one.text)} is in {script} letters, and marked as '{marked}'"
        yield Fault("page-language", message, one.line, one.text)
    for label in reading.labels:
        script = misfit(label.text, label.lang)
        if script:
            message = f"{label.name}={_quoted(label.text)} is in {script} letters, and marked as"
            detail = f"{label.name}={label.text}"
            yield Fault("page-language", f"{message} '{label.lang}'", label.line, detail)
    if not wrong and not mine:
        other = other_language(_own_words(reading), reading.lang)
        if other:
            message = (
                f"its words seem to be in '{other}', and it says that it is in '{reading.lang}'"
            )
            yield Fault("page-language", message, None, "words")


def _misfits(passage: Passage) -> Iterator[tuple[str, str]]:
    """Yield language and script of words whose letters do not belong to their language."""
    for lang, text in passage.by_language().items():
        script = misfit(text, lang)
        if script:
            yield lang, script


def _own_words(reading: Reading) -> str:
    """Return the words of an article that are declared to be in the page's language."""
    found = [one.by_language().get(reading.lang, "") for one in reading.passages if one.in_article]
    return " ".join(found)


def _directions(reading: Reading) -> Iterator[Fault]:
    """Yield what has the wrong direction, or none."""
    if reading.lang and (reading.dir or "ltr") != direction(reading.lang):
        message = f"dir=\"{reading.dir or 'ltr'}\" does not fit its language, '{reading.lang}'"
        yield Fault("page-language", message, 2, "dir")
        return
    for one in reading.directed:
        if one.lang:
            if is_against(one.lang, one.dir) and any(map(str.isalpha, one.text)):
                message = f'<{one.tag} lang="{one.lang}"> runs from {_WAYS[one.dir]}'
                yield Fault("page-language", message, one.line, one.text.strip())
        elif one.has_dir and one.dir in _WAYS and runs_against(one.text, one.dir):
            message = f'{_quoted(one.text)} is marked dir="{one.dir}", and runs the other way'
            yield Fault("page-language", message, one.line, one.text.strip())


_WAYS = {"ltr": "left to right", "rtl": "right to left"}


# Leftovers


_LEFT = re.compile(
    r"\{[0-9]{1,3}\}|\{\{[<%].*?[>%]\}\}|\{\{.{1,200}?\}\}|\{%.*?%\}|[\ufdd0\ufdd1]|</?l10n-[0-9]*>"
)
"""A placeholder of a segment, a command of a site generator, or our own mark."""


def _left(reading: Reading) -> Iterator[tuple[int, str]]:
    """Yield leftovers that are not for readers, each with its line."""
    for one in reading.passages:
        for words in one.by_language().values():
            for found in _LEFT.finditer(words):
                yield one.line, found[0]
    for label in reading.labels:
        for found in _LEFT.finditer(label.text):
            yield label.line, found[0]
    for name, text in reading.meta.items():
        for found in _LEFT.finditer(text) if name in _IN_PREVIEWS else ():
            yield 0, found[0]
    for found in _LEFT.finditer(reading.title):
        yield 0, found[0]


_IN_PREVIEWS = ("description", "og:title", "og:description", "og:site_name")
"""The elements of a page's head that are shown to people elsewhere."""


def _controls(reading: Reading, data: Mapping[str, Any] | None) -> Iterator[Fault]:
    """Yield bidi controls that are not closed, which would change the direction of what follows."""
    texts = [(one.line, "".join([words for _, words in one.pieces])) for one in reading.passages]
    texts += [(label.line, label.text) for label in reading.labels]
    texts += [(0, reading.title), *((0, text) for text in reading.meta.values())]
    texts += [(0, text) for text in _strings(data)]
    known = set()
    for line, text in texts:
        if not balanced(text) and text not in known:
            known.add(text)
            message = f"a bidi control in {_quoted(text)} has no partner"
            yield Fault("page-bidi", message, line or None, text)
    for one in reading.references:
        if not one.address.isascii() and strip_isolates(one.address) != one.address:
            message = f"a bidi control in the address {_quoted(one.address)}"
            yield Fault("page-bidi", message, one.line, one.address)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def _unsafe(reading: Reading, *, may_run: bool) -> Iterator[Fault]:
    """Yield addresses that run code, and in articles everything that does."""
    for one in reading.references:
        if not is_safe_address(one.address) and not _is_picture(one.tag, one.address):
            message = f"the address {_quoted(one.address)} would run code"
            yield Fault("page-unsafe", message, one.line, one.address)
    for line, name in () if may_run else reading.runs:
        yield Fault("page-unsafe", f"{name} in an article runs or loads something", line, name)


def _is_picture(tag: str, address: str) -> bool:
    """Whether the address contains its picture itself, in an element for pictures."""
    return tag in ("img", "source", "link") and address.lstrip()[:11].lower() == "data:image/"


def _twice(reading: Reading) -> Iterator[Fault]:
    counts = Counter(name for name, line in reading.ids if line)
    for name, line in reading.ids:
        if counts[name] > 1 and line:
            counts[name] = 0
            message = f"two elements have the id '{name}', and links lead to the first"
            yield Fault("page-link", message, line, name)


# Blocks and data


def _blocks(reading: Reading, lang: str) -> Iterator[BodyBlock]:
    """Yield title, lead and the blocks of an article's body; frames around blocks do not count."""
    for one in reading.passages if reading.is_article else ():
        if one.tag in ("div", "section") or not (
            one.in_article or one.tag == "h1" or "site-standfirst" in one.classes
        ):
            continue
        langs = {stated for stated, words in one.pieces if stated and any(map(str.isalpha, words))}
        is_marked = lang not in langs and reading.lang not in langs
        yield BodyBlock(one.tag, one.line, words_of(one.text), is_marked)


def words_of(text: str) -> str:
    """Return a digest of the words, whatever is between them; "" for fewer than two.

    >>> words_of("The *talks* went on [1].") == words_of("The talks went on2"), words_of("Peace")
    (True, '')
    """
    found = _WORDS.findall(strip_isolates(text))
    return digest(" ".join(found)) if len(found) > 1 else ""


_WORDS = re.compile(r"[^\W\d_]+")


def _data(reading: Reading) -> tuple[Mapping[str, Any] | None, int]:
    """Return the page's JSON-LD and its line; None when it is missing or not readable."""
    if not reading.scripts:
        return None, 0
    line, script = reading.scripts[0]
    return data_of(script), line


def _agreement(reading: Reading, data: Mapping[str, Any], line: int) -> Iterator[Fault]:
    """Yield where the data for machines contradicts the page."""
    lead = next((one.text for one in reading.passages if "site-standfirst" in one.classes), None)
    for name, wanted in _visible(reading, lead).items():
        found = data.get(name)
        if _plain(found) != _plain(wanted):
            message = f"its data says {name} {_quoted(_as_text(found))}, and the page "
            yield Fault("page-data", message + _quoted(_as_text(wanted)), line, name)
    around = " ".join([strip_isolates(p.text) for p in reading.passages if not p.in_article])
    for name in ("author", "editor"):
        for person in _names(data.get(name)):
            if person not in around:
                message = f"its data names {_quoted(person)} as {name}, and the page does not"
                yield Fault("page-data", message, line, f"{name} {person}")
    for text in _corrections(data):
        if text not in around:
            message = f"its data has the correction {_quoted(text)}, and the page does not show it"
            yield Fault("page-data", message, line, text)
    for one in ("description", "og:description"):
        stated = reading.meta.get(one)
        if stated is not None and lead is not None and _plain(stated) != _plain(lead):
            yield Fault("page-data", f"its <meta> {one} is another text than its lead", None, one)
    stated = reading.meta.get("og:url")
    if stated is not None and stated != reading.canonical:
        message = "its og:url is another than its canonical address"
        yield Fault("page-alternates", message, None, "og:url")


def _visible(reading: Reading, lead: str | None) -> Mapping[str, object]:
    """Return what the page shows, by schema.org's names."""
    heading = next((one.text for one in reading.passages if one.tag == "h1"), "")
    visible: dict[str, object] = {"inLanguage": reading.lang, "headline": heading}
    if lead is not None:
        visible["description"] = lead
    if reading.canonical:
        visible["@id"] = reading.canonical
    if reading.times:
        visible["datePublished"] = reading.times[0]
    if reading.categories:
        visible["articleSection"] = [label for label, _ in reading.categories]
    if reading.meta.get("og:image"):
        visible["image"] = reading.meta["og:image"]
    return visible


def _names(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else ():
        if isinstance(one, dict) and isinstance(one.get("name"), str):
            yield " ".join(strip_isolates(one["name"]).split())


def _corrections(data: Mapping[str, Any]) -> Iterator[str]:
    found = data.get("correction")
    for one in found if isinstance(found, list) else ():
        if isinstance(one, dict) and isinstance(one.get("text"), str):
            yield " ".join(strip_isolates(one["text"]).split())


def _plain(value: object) -> object:
    """Return the form for comparison: words without isolates, with single blanks."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return " ".join(strip_isolates(value).split()) if isinstance(value, str) else value


def _as_text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return "nothing" if value is None else str(value)


_QUOTED = 60


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text if len(text) <= _QUOTED else text[: _QUOTED - 1] + '…'}”"
