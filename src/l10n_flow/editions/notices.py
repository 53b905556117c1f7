"""What an edition tells its readers about itself: a machine wrote this, that is not translated.

The words are here in English, Spanish and Persian. A project says it its own way, or adds a
language, in a gettext catalog, `site.po`, whose msgids are the English sentences (`MESSAGES`);
`overrides` takes that catalog. A language with neither gets the English words, marked as English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from l10n_flow.documents import ParseOptions, render
from l10n_flow.documents.fit import refuse_in_field
from l10n_flow.documents.markdown import parse
from l10n_flow.documents.segments import Unfit
from l10n_flow.editions.progress import Progress
from l10n_flow.language import language_tag, name_in
from l10n_flow.model import Catalog, Key, State

__all__ = ["MESSAGES", "Notice", "notice", "overrides", "proved"]

_UNTRANSLATED = "This article has not been translated yet and appears in {language}."
_PARTIAL = "Parts of this article have not been translated yet and appear in {language}."
_ABRIDGED = "Parts of this article have not been translated yet and are left out."
_MACHINE = "This text was translated by a machine and has not been reviewed."
_PARTLY_MACHINE = "Parts of this text were translated by a machine and have not been reviewed."
_OUTDATED = "Parts of this translation follow an earlier version of the original."
_UNFINISHED = "Parts of this translation are a draft."

MESSAGES = (
    _UNTRANSLATED, _PARTIAL, _ABRIDGED, _MACHINE, _PARTLY_MACHINE, _OUTDATED, _UNFINISHED,
)  # fmt: skip
"""The msgids of `site.po`, in the order in which a notice has them. `{language}` stands for the
name of the article's language in the edition's."""

_SPANISH = (
    "Este artículo aún no se ha traducido y aparece en {language}.",
    "Algunas partes de este artículo aún no se han traducido y aparecen en {language}.",
    "Algunas partes de este artículo aún no se han traducido y se han omitido.",
    "Este texto es una traducción automática que nadie ha revisado todavía.",
    "Algunas partes de este texto son traducción automática que nadie ha revisado todavía.",
    "Algunas partes de esta traducción corresponden a una versión anterior del original.",
    "Algunas partes de esta traducción son todavía un borrador.",
)
_PERSIAN = (
    "این مطلب هنوز ترجمه نشده و به زبان {language} آمده است.",
    "بخش‌هایی از این مطلب هنوز ترجمه نشده و به زبان {language} آمده است.",
    "بخش‌هایی از این مطلب هنوز ترجمه نشده و در این نسخه نیامده است.",
    "این متن را ماشین ترجمه کرده و هنوز کسی آن را بازبینی نکرده است.",
    "بخش‌هایی از این متن را ماشین ترجمه کرده و هنوز کسی آن‌ها را بازبینی نکرده است.",
    "بخش‌هایی از این ترجمه بر پایهٔ نسخهٔ پیشین متن اصلی است.",
    "بخش‌هایی از این ترجمه هنوز پیش‌نویس است.",
)
_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {message: message for message in MESSAGES},
    "es": dict(zip(MESSAGES, _SPANISH, strict=True)),
    "fa": dict(zip(MESSAGES, _PERSIAN, strict=True)),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """What to tell the readers of an edition: one paragraph of plain text."""

    text: str
    lang: str
    """The language that the words are in: the edition's, or English for want of words in it."""


def notice(
    progress: Progress,
    locale: str,
    source: str,
    *,
    omitted: bool = False,
    words: Mapping[str, str] | None = None,
) -> Notice | None:
    """What the readers of an edition in `locale` must know; None when there is nothing.

    `source` is the article's language; `omitted` says that what is not translated was left out
    rather than shown in that language; `words` are the project's own (`overrides`).

    >>> notice(Progress(segments=20, translated=18, machine_drafts=2), "es", "en").text
    'Algunas partes de este artículo aún no se han traducido y aparecen en inglés. \
Algunas partes de este texto son traducción automática que nadie ha revisado todavía.'
    >>> notice(Progress(segments=20, translated=20, reviewed=20), "es", "en") is None
    True
    """
    messages = _messages(progress, omitted=omitted)
    own = _own_words(locale) | dict(words or {})
    known = all(message in own for message in messages)
    said, lang = (own, locale) if known else (_WORDS["en"], "en")
    named = name_in(source, lang)
    sentences = [said[message].replace("{language}", named) for message in messages]
    return Notice(" ".join(sentences), language_tag(lang)) if sentences else None


def overrides(catalog: Catalog) -> Mapping[str, str]:
    """The project's own words from its `site.po` in one language: finished entries only.

    >>> from l10n_flow.model import Entry
    >>> overrides(Catalog("es", (Entry("Peace", "Paz"), Entry("War", "Guerra", fuzzy=True))))
    {'Peace': 'Paz'}
    """
    return {
        entry.source: entry.target
        for entry in catalog.live.values()
        if entry.state >= State.TRANSLATED
    }


def proved(
    words: Mapping[str, str], place: Literal["body", "front-matter"]
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    r"""The project's own words as they can be put into any edition, and why others cannot.

    They go the way of every translation: spelled to fit their place, spliced, and read again.

    >>> proved({"Parts": "# Partes\n\n{{% x", "Peace": "Paz"}, "body")
    ({'Parts': '\\# Partes &#123;&#123;% x', 'Peace': 'Paz'}, {})
    >>> proved({"Peace": "<b>Paz</b>"}, "front-matter")[1]
    {'Peace': 'holds <b>, which only the article may'}
    """
    fit: dict[str, str] = {}
    unfit: dict[str, str] = {}
    for message, said in words.items():
        target = " ".join(said.split())
        if place == "front-matter":
            try:
                refuse_in_field(target)
            except Unfit as reason:
                unfit[message] = str(reason)
            else:
                fit[message] = target
            continue
        document = parse(f"> {message}\n".encode(), ParseOptions())
        rendered = render(document, {Key(None, message): target})
        if rendered.refusals:
            unfit[message] = rendered.refusals[0].reason
        else:
            fit[message] = rendered.text.decode()[2:-1]
    return fit, unfit


def _messages(progress: Progress, *, omitted: bool) -> tuple[str, ...]:
    found = []
    if progress.translated < progress.segments:
        whole = progress.is_empty and not omitted
        found.append(_UNTRANSLATED if whole else _ABRIDGED if omitted else _PARTIAL)
    if progress.machine_drafts:
        whole = progress.machine_drafts == progress.segments - progress.copied
        found.append(_MACHINE if whole else _PARTLY_MACHINE)
    if progress.outdated:
        found.append(_OUTDATED)
    if progress.unfinished:
        found.append(_UNFINISHED)
    return tuple(found)


def _own_words(locale: str) -> dict[str, str]:
    return dict(_WORDS.get(language_tag(locale).partition("-")[0], {}))
