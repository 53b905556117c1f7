"""An article page: an edition as HTML, with metadata for readers and machines."""

from __future__ import annotations

import datetime as dt
import difflib
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import unquote

from l10n_flow.documents import Document, Slot, Splice, Warned
from l10n_flow.documents.document import NULL, dotted
from l10n_flow.documents.markdown import directives, opaque
from l10n_flow.documents.markdown.parsing import parse_metadata, plain_text
from l10n_flow.editions import Edition, Written, markdown
from l10n_flow.editions.anchors import rule_of
from l10n_flow.editions.edition import Notice, refuse
from l10n_flow.editions.links import target_path
from l10n_flow.editions.omissions import can_go
from l10n_flow.language.bidi import isolate_runs, strip_isolates
from l10n_flow.language.calendars import display_date, parse_date
from l10n_flow.language.counting import reading_minutes
from l10n_flow.language.numerals import digits
from l10n_flow.language.tags import direction, language_tag, name_for
from l10n_flow.model import Entry, State
from l10n_flow.site import pictures
from l10n_flow.site.addresses import absolute, category_place, way
from l10n_flow.site.body import BlockAttributes, BodyOptions, Region, mark_of, token_of, write_body
from l10n_flow.site.cards import Card, as_text
from l10n_flow.site.pageframe import PageLink, Picture, Site, page_of
from l10n_flow.words import N_

UNDATED = "there is no date, so lists show the article last"
"""The warning about an article without a date."""
UNLABELLED = "its categories have no labels in the taxonomy, so every language shows their ids"
"""The warning about an article whose categories are shown as ids in every language."""


class _Correction(NamedTuple):
    """A mistake in the original that was corrected, in the editor's own words."""

    date: str
    displayed_date: str
    text: str
    lang: str


class _Original(NamedTuple):
    """The article of which this page is a translation."""

    lang: str
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class _View:
    """The values for an article's template."""

    title: str
    title_lang: str
    summary: str
    summary_lang: str
    date: str
    displayed_date: str
    updated: str
    displayed_updated: str
    minutes: int
    comments: int
    authors: tuple[str, ...]
    reviewers: tuple[str, ...]
    categories: tuple[PageLink, ...]
    credit: str
    credit_lang: str
    source_credit: str
    notice: Notice | None
    image: Picture | None
    original: _Original | None
    corrections: tuple[_Correction, ...]
    body: Any


def write(site: Site, edition: Edition) -> Written:
    """Return the page of an edition; its `card` is for lists and feeds.

    Raises `ConfigError` when a template of the project is wrong, `UnheldError` for HTML and for
    unknown formats.
    """
    refuse(edition, ("html", "other"), "are no pages of the site yet")
    marks, splices = _marks(site, edition)
    rules = replace(
        edition.rules,
        notice="front-matter",
        anchors="attribute",
        mark="none",
        derived=frozenset(),  # the page shows what an edition's front matter has
    )
    is_plain = edition.document.format.grammar == "text"
    bare = replace(edition, rules=rules, notice=None)
    made = markdown.write(bare, () if is_plain else splices)
    front = _Front(edition, made.text)
    body, unnamed = _body(site, edition, front, made.text, marks)
    view = _view(site, edition, front, body)
    others = _places(site, edition)
    locale = edition.facts.locale
    image = front.picture_place() if view.image else ""
    page = page_of(
        site,
        edition.place,
        locale,
        "article",
        view.title,
        others=others,
        description=view.summary,
        image=image,
        linked_data=_linked_data(site, edition, view, others, image),
    )
    html = site.theme.render(
        "article.html", locale, edition.article, page=page, article=view, site=site.about(locale)
    )
    return replace(
        made,
        text=html.encode(),
        remarks=tuple(_remarks(site, edition, front, unnamed)),
        card=as_text(_card(site, edition, front, view)),
    )


# Marks: notices about single blocks


_BLOCKS = frozenset(("block", "heading", "setext", "cell"))


def _marks(site: Site, edition: Edition) -> tuple[Sequence[BlockAttributes], Sequence[Splice]]:
    """Return a mark for every block that is not translated, or whose words are of another text."""
    marks: list[BlockAttributes] = []
    splices: list[Splice] = []
    omits = edition.rules.untranslated == "omit"
    title = _heading_as_title(edition)
    for slot in edition.document.slots:
        is_html = slot.place == "html" and site.raw_html != "escape"
        if not (is_html or slot.place in _BLOCKS) or (edition.is_source and slot is not title):
            continue
        entry = edition.selection.entries.get(slot.segment.key)
        if slot is title:
            mark = BlockAttributes(is_dropped=True)
        elif entry is None:
            if omits and can_go(slot):
                continue
            mark = BlockAttributes("untranslated", language_tag(edition.facts.source))
        elif entry.state is State.DRAFT and not entry.is_copied:
            mark = _draft(site, edition, entry)
        else:
            continue
        if is_html:
            splices += _spanned(slot, mark)
            continue
        splices.append(Splice(slot.start, slot.start, mark_of(len(marks)).encode()))
        marks.append(mark)
    for start, end in () if edition.is_source else _kept(edition.document):
        lang = language_tag(edition.facts.source)
        splices.append(Splice(start, start, f"{mark_of(len(marks))}\n\n".encode()))
        splices.append(Splice(end, end, f"\n\n{mark_of(len(marks) + 1)}\n".encode()))
        marks += [BlockAttributes("", lang, part="begin"), BlockAttributes(part="end")]
    return marks, splices


def _spanned(slot: Slot, mark: BlockAttributes) -> Iterator[Splice]:
    """Yield the warning about words among tags, which are in no Markdown block."""
    attributes = f' lang="{mark.lang}" dir="{direction(mark.lang)}"' if mark.lang else ""
    yield Splice(slot.start, slot.start, f'<span{attributes} class="{mark.classes}">'.encode())
    yield Splice(slot.end, slot.end, b"</span>")


def _kept(document: Document) -> Iterator[tuple[int, int]]:
    """Yield the lines that an author keeps in the article's language (`l10n: skip`).

    What begins within a list or a quote is skipped: its end may be the end of the list or quote.
    """
    text, since = document.text, -1
    for start, end in document.directives:
        found = directives.PATTERN.match(text, start)
        verb = found["verb"] if found and text[start - 1 : start] in (b"", b"\n", b"\r") else b""
        if verb == b"skip" and since < 0:
            since = end
        elif verb == b"resume" and since >= 0:
            lines = text[since:start]
            if lines.strip():
                first = since + len(lines) - len(lines.lstrip())
                first = max(text.rfind(b"\n", 0, first), text.rfind(b"\r", 0, first)) + 1
                yield first, since + len(lines.rstrip())
            since = -1


def _heading_as_title(edition: Edition) -> Slot | None:
    """Return the first heading of an article without a title, or one that repeats the title."""
    document = edition.document
    slots = (slot for slot in document.slots if not slot.segment.kind.startswith("field: "))
    first = next(slots, None)
    if first is None or first.place not in ("heading", "setext"):
        return None
    title = (document.front.value("title") or "").strip() if document.front is not None else ""
    is_title = first.segment.kind == "heading 1" and plain_text(first.segment.source) == title
    return first if is_title or not title else None


def _draft(site: Site, edition: Edition, entry: Entry) -> BlockAttributes:
    if entry.is_machine_made:
        return BlockAttributes("machine")
    if entry.previous_source is None:
        return BlockAttributes("unfinished")
    return BlockAttributes(
        "stale", after=_change(site, edition, entry.previous_source, entry.source)
    )


_NOTE = re.compile(r"\[\^[^\]\s]+\]")
_WORDS = re.compile(r"\s+|\{[0-9]+\}|\w+|[^\w\s]")


def _change(site: Site, edition: Edition, before: str, after: str) -> str:
    """Return the change of the original, word by word, for readers who want to see it."""
    old, new = (_WORDS.findall(_NOTE.sub("", plain_text(text))) for text in (before, after))
    pieces: list[tuple[str, str]] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("same", "".join(new[c:d])))
            continue
        pieces += [("gone", "".join(old[a:b])), ("new", "".join(new[c:d]))]
    source = edition.facts.source
    return site.theme.render(
        "change.html",
        edition.facts.locale,
        edition.article,
        pieces=[piece for piece in pieces if piece[1]],
        lang=language_tag(source),
        dir=direction(source),
    )


# The edition's front matter


class _Front:
    """The fields of an edition, with the language of each."""

    def __init__(self, edition: Edition, text: bytes) -> None:
        self._edition = edition
        document = edition.document
        is_plain = document.format.grammar == "text"
        self.found = None if is_plain else parse_metadata(text, document.options).front
        self.end = self.found.end if self.found else _end_of_head(text, document)
        fields = self.found.fields if self.found else ()
        self._values: dict[str, list[str]] = {}
        for one in fields:
            if one.tag != NULL:
                self._values.setdefault(dotted(one.path), []).append(one.value)
        chosen = edition.selection.translations
        self._foreign = {
            slot.segment.kind.removeprefix("field: ")
            for slot in document.slots
            if slot.segment.kind.startswith("field: ") and slot.segment.key not in chosen
        }

    def text(self, *names: str) -> str:
        """The first non-empty one of these fields, as plain text without isolates."""
        for name in names:
            values = self._values.get(name)
            if values and values[-1].strip():
                return strip_isolates(" ".join(values[-1].split()))
        return ""

    def lang(self, *names: str) -> str:
        """The language of the first of these fields."""
        facts = self._edition.facts
        for name in names:
            if self._values.get(name):
                return language_tag(
                    facts.source
                    if name in self._foreign and not self._edition.is_source
                    else facts.locale
                )
        return language_tag(facts.locale)

    def ids(self, fields: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """The ids in these fields with their labels; an id without a label is its own label."""
        found: dict[str, str] = {}
        for name in fields:
            values = self._values.get(name, [])
            labels = self._edition.facts.labels.get(name, values)
            labels = [labels] if isinstance(labels, str) else labels
            found |= dict(zip(values, labels, strict=False))
        return tuple(found.items())

    def day(self, *names: str) -> dt.date | None:
        """The first of these fields that is a date."""
        return next(filter(None, (parse_date(self.text(name)) for name in names)), None)

    @cached_property
    def picture(self) -> str:
        """The address of the article's picture, relative to its page; "" without one."""
        address = self.text("image.src", "image.url", "image", "cover.image", "thumbnail")
        return address if posixpath.splitext(address)[1] else ""

    def picture_path(self) -> str | None:
        """The picture's path in the content folder."""
        return target_path(self.picture, self._edition.article) if self.picture else None

    def picture_place(self) -> str:
        """The picture's path in the output folder; "" when it is elsewhere."""
        if self.picture_path() is None:
            return ""
        folder = posixpath.dirname(self._edition.place)
        place = posixpath.normpath(posixpath.join(folder, unquote(self.picture)))
        return "" if place.startswith("..") else place


def _end_of_head(text: bytes, document: Document) -> int:
    """Return where the body begins when there is no readable front matter."""
    from l10n_flow.documents import frontmatter  # noqa: PLC0415 - rarely needed

    return 0 if document.format.grammar == "text" else frontmatter.find(text)[1]


# The body


def _body(
    site: Site, edition: Edition, front: _Front, text: bytes, marks: Sequence[BlockAttributes]
) -> tuple[Any, Sequence[str]]:
    """Return the body as HTML, and the generator commands without a configured template."""
    from markupsafe import Markup  # noqa: PLC0415 - optional

    written = text[front.end :]
    hidden = opaque.regions(written, edition.document.options.opaque_pattern(written))
    regions: list[Region] = []
    unnamed: list[str] = []
    pieces: list[bytes] = []
    at = 0
    for start, end in hidden:
        command = written[start:end].decode()
        region = _region(site, edition, command)
        if region is None:
            unnamed.append(command)
            region = Region(command)
        pieces += [written[at:start], token_of(len(regions)).encode()]
        regions.append(region)
        at = end
    body = b"".join([*pieces, written[at:]]).decode()
    locale = edition.facts.locale
    how = BodyOptions(
        locale,
        site.raw_html,
        marks,
        regions,
        lambda address: _size(edition, address),
        lambda number: digits(str(number), locale),
        {name: site.text(message, locale) for name, message in _LABELS.items()},
        rule_of(edition.rules.ids),
    )
    if edition.document.format.grammar == "text":
        return Markup(_paragraphs(body, how)), unnamed  # noqa: S704 - made as HTML
    return Markup(write_body(body, how)), unnamed  # noqa: S704 - made as HTML


_LABELS = {
    "table": N_("Table"),
    "notes": N_("Notes"),
    "back": N_("Back to the text"),
    "note": N_("Note"),
    "tip": N_("Tip"),
    "important": N_("Important"),
    "warning": N_("Warning"),
    "caution": N_("Caution"),
}
"""Words of the page within a body: for screen readers, and above a callout."""


def _paragraphs(text: str, how: BodyOptions) -> str:
    """Return the paragraphs of plain text, with their lines; the first, the title, is left out."""
    _, *found = re.split(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)\s*", text.strip("\ufeff\r\n "))
    escaped = (
        "\\\n".join(_ESCAPED.sub(r"\\\g<0>", line) for line in _LINE_END.split(one))
        for one in found
    )
    return write_body("\n\n".join(escaped), replace(how, raw_html="escape"))


_LINE_END = re.compile(r"\r\n?|\n")
_ESCAPED = re.compile(r"[!-/:-@\[-`{-~]")
"""ASCII punctuation, which a backslash makes plain text (CommonMark, 2.4)."""


def _region(site: Site, edition: Edition, command: str) -> Region | None:
    """Return the replacement of a generator's command; None without a configured template."""
    if command.startswith("{:"):
        return Region(command)  # kramdown's attribute lists are not for readers
    found = _COMMAND.match(command)
    template = site.shortcodes.get(found["name"]) if found else None
    if found is None or template is None:
        return None
    if not template:
        return Region(command)
    named = {n: _unquoted(value) for n, value in _NAMED.findall(found["rest"])}
    listed = [_unquoted(one) for one in _LISTED.findall(_NAMED.sub("", found["rest"]))]
    html = site.theme.render(
        template,
        edition.facts.locale,
        edition.article,
        name=found["name"],
        named=named,
        args=listed,
        is_closing=bool(found["close"]),
    )
    return Region(command, html.strip())


_COMMAND = re.compile(
    r"\{[{%][-<%]?\s*(?P<close>/|end)?(?P<name>[\w./-]+)\s*(?P<rest>.*?)\s*/?[->%]?[%}]\}",
    re.DOTALL,
)
_NAMED = re.compile(r"([\w-]+)\s*[=:]\s*(\"[^\"]*\"|'[^']*'|`[^`]*`|[^\s\"'`]+)")
_LISTED = re.compile(r"\"[^\"]*\"|'[^']*'|`[^`]*`|[^\s\"'`,|]+")


def _unquoted(word: str) -> str:
    return word[1:-1] if len(word) > 1 and word[0] == word[-1] and word[0] in "\"'`" else word


def _size(edition: Edition, address: str) -> tuple[int, int] | None:
    path = target_path(address, edition.article)
    data = edition.look(path) if path is not None else None
    return pictures.size_of(data) if data else None


# The contents of the page


def _view(site: Site, edition: Edition, front: _Front, body: Any) -> _View:
    facts, locale = edition.facts, edition.facts.locale
    day = front.day("date") or edition.facts.day
    updated = front.day("updated", "lastmod", "modified")
    categories = front.ids(site.fields.get("categories", ()))
    title, title_lang = _title(edition, front)
    teaser = ("summary", "description", "excerpt", "lead")
    return _View(
        title,
        title_lang,
        front.text(*teaser),
        front.lang(*teaser),
        day.isoformat() if day else "",
        display_date(day, locale, facts.dates) if day else "",
        updated.isoformat() if updated else "",
        display_date(updated, locale, facts.dates) if updated else "",
        reading_minutes(facts.words, locale) if facts.words else 0,
        _count(front.text("comments", "comment_count")),
        tuple(label for _, label in front.ids(site.fields.get("authors", ()))),
        _reviewers(site, edition),
        tuple(
            PageLink(label, way(edition.place, category_place(locale, id_)))
            for id_, label in categories
        ),
        front.text("dateline"),
        front.lang("dateline"),
        front.text("credit"),
        edition.notice,
        _picture(edition, front),
        _original(edition),
        tuple(_corrections(edition, front)),
        body,
    )


def _title(edition: Edition, front: _Front) -> tuple[str, str]:
    """Return the title and its language: of the field, the first heading or the name."""
    title = front.text("title")
    if title:
        return title, front.lang("title")
    is_plain = edition.document.format.grammar == "text"
    slot = next(iter(edition.document.slots), None) if is_plain else _heading_as_title(edition)
    if slot is not None:
        translation = edition.selection.translations.get(slot.segment.key)
        lang = edition.facts.locale if translation or edition.is_source else edition.facts.source
        words = translation or slot.segment.source
        return words if is_plain else plain_text(words), language_tag(lang)
    return posixpath.splitext(posixpath.basename(edition.article))[0], edition.facts.locale


def _count(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def _reviewers(site: Site, edition: Edition) -> tuple[str, ...]:
    """Return the names of those who vouch for words on the page, each once.

    A person in the taxonomy has the name that the taxonomy has in the page's language.
    """
    found = {
        entry.origin.reviewer
        for entry in edition.selection.entries.values()
        if entry.origin is not None and entry.state is State.REVIEWED
    }
    locale = edition.facts.locale
    return tuple(sorted({site.people.get(name, {}).get(locale, name) for name in found}))


def _original(edition: Edition) -> _Original | None:
    facts = edition.facts
    if edition.is_source:
        return None
    there = facts.alternates.get(language_tag(facts.source))
    href = way(edition.place, _joined(edition, there)) if there else ""
    return _Original(language_tag(facts.source), name_for(facts.locale, facts.source), href)


def _picture(edition: Edition, front: _Front) -> Picture | None:
    from markupsafe import Markup  # noqa: PLC0415 - optional

    if not front.picture:
        return None
    path = front.picture_path()
    data = edition.look(path) if path is not None else None
    if path is not None and data is None:
        return None  # it does not exist; a remark reports it
    size = pictures.size_of(data) if data else None
    shape = Markup(f' width="{size[0]}" height="{size[1]}"' if size else "")  # noqa: S704 - numbers
    place = front.picture_place()
    href = way(edition.place, place) if place else front.picture
    return Picture(
        href,
        front.text("image.alt", "cover.alt"),
        shape,
        front.text("image.caption", "cover.caption"),
        front.lang("image.alt", "cover.alt"),
        front.lang("image.caption", "cover.caption"),
    )


def _corrections(edition: Edition, front: _Front) -> Iterator[_Correction]:
    """Yield the article's corrections that have words, in the order of the front matter.

    Words that are not translated are in the article's language.
    """
    found: dict[object, dict[object, str]] = {}
    for one in front.found.fields if front.found else ():
        if one.path[0] == "corrections" and len(one.path) == 3:
            found.setdefault(one.path[1], {})[one.path[2]] = one.value
    facts = edition.facts
    slots = [s for s in edition.document.slots if s.segment.kind == "field: corrections.text"]
    keys = [s.segment.key for s in slots] if not edition.is_source else []
    texts = [values for values in found.values() if values.get("text", "").strip()]
    for number, values in enumerate(texts):
        is_foreign = number < len(keys) and keys[number] not in edition.selection.translations
        day = parse_date(values.get("date", ""))
        yield _Correction(
            day.isoformat() if day else "",
            display_date(day, facts.locale) if day else "",
            strip_isolates(" ".join(values["text"].split())),
            language_tag(facts.source if is_foreign else facts.locale),
        )


def _joined(edition: Edition, relative: str) -> str:
    folder = posixpath.dirname(edition.place)
    return posixpath.normpath(posixpath.join(folder, relative))


def _places(site: Site, edition: Edition) -> Mapping[str, str]:
    """Return the places of the article's pages by language, this one included."""
    found = {edition.facts.locale: edition.place}
    for locale in site.languages:
        relative = edition.facts.alternates.get(language_tag(locale))
        if relative is not None:
            found[locale] = _joined(edition, relative)
    return found


def _card(site: Site, edition: Edition, front: _Front, view: _View) -> Card:
    picture = front.picture_place() if view.image else ""
    path = front.picture_path()
    data = edition.look(path) if picture and path else None
    return Card(
        edition.article,
        edition.facts.locale,
        edition.place,
        view.title,
        view.title_lang,
        view.summary,
        view.date,
        view.updated,
        view.authors,
        front.ids(site.fields.get("categories", ())),
        picture,
        front.text("image.alt", "cover.alt"),
        (pictures.size_of(data) if data else None) or (0, 0),
        view.minutes,
        view.comments,
        "source" if edition.facts.progress is None else edition.facts.progress.status,
    )


def _remarks(
    site: Site, edition: Edition, front: _Front, unnamed: Sequence[str]
) -> Iterator[Warned]:
    """Yield remarks about the page for the author."""
    text = edition.document.text
    for command in unnamed:
        at = max(0, text.find(command.encode()))
        yield Warned(f"left out of the page: {command}; name it in site.shortcodes", at)
    if edition.is_source and front.found is not None and not edition.facts.day:
        yield Warned(UNDATED, 0)
    bare = set(site.fields.get("categories", ())) - {*edition.facts.labels}
    if edition.is_source and len(site.languages) > 1 and front.ids(sorted(bare)):
        yield Warned(UNLABELLED, 0)
    path = front.picture_path()
    if path is not None and edition.look(path) is None:
        yield Warned(f"its picture '{front.picture}' does not exist", 0)


# Metadata for machines


def _linked_data(
    site: Site, edition: Edition, view: _View, others: Mapping[str, str], image: str
) -> Mapping[str, object]:
    """Return the page as schema.org's NewsArticle: https://schema.org/NewsArticle."""
    locale = edition.facts.locale

    def address(place: str) -> str:
        return absolute(site.url, place) if site.url else way(edition.place, place)

    def plain(text: str) -> str:
        return isolate_runs(text, locale)

    publisher = {"@type": "Organization", "name": plain(site.named(locale))}
    if site.url:
        publisher["url"] = absolute(site.url, "index.html")
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": address(edition.place),
        "mainEntityOfPage": address(edition.place),
        "identifier": edition.article,
        "version": ".".join(filter(None, (edition.facts.revision, edition.facts.catalog))),
        "headline": plain(view.title),
        "inLanguage": language_tag(locale),
        "description": plain(view.summary),
        "datePublished": view.date,
        "dateModified": view.updated or view.date,
        "articleSection": [plain(category.label) for category in view.categories],
        "author": [{"@type": "Person", "name": plain(name)} for name in view.authors],
        "image": address(image) if image else "",
        "correction": [
            _filled(
                {
                    "@type": "CorrectionComment",
                    "datePublished": one.date,
                    "inLanguage": one.lang,
                    "text": plain(one.text),
                }
            )
            for one in view.corrections
        ],
        "publisher": publisher,
    }
    works = {
        other: {"@type": "NewsArticle", "@id": address(place), "inLanguage": language_tag(other)}
        for other, place in others.items()
        if other != locale
    }
    if edition.is_source:
        found["workTranslation"] = [*works.values()]
    else:
        source = edition.facts.source
        unlinked = {"@type": "NewsArticle", "inLanguage": language_tag(source)}
        found["translationOfWork"] = works.get(source, unlinked)
        found["translator"] = {"@type": "Organization", "name": plain(site.named(locale))}
        found["editor"] = [{"@type": "Person", "name": plain(name)} for name in view.reviewers]
    return _filled(found)


def _filled(values: Mapping[str, object]) -> Mapping[str, object]:
    return {name: value for name, value in values.items() if value}
