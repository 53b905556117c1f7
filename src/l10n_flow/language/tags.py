"""Language tags: their validity, script and direction; and the names of languages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from l10n_flow import patterns as re

if TYPE_CHECKING:
    from babel import Locale

Direction = Literal["ltr", "rtl"]

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-[a-z]{3}){0,3}(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?(?P<rest>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?)"
)
"""RFC 5646, section 2.1, less what no edition is published in: grandfathered tags, tags that are
private as a whole, and the reserved languages of four to eight letters."""

_RIGHT_TO_LEFT = {
    "Adlm", "Arab", "Aran", "Armi", "Avst", "Chrs", "Cprt", "Elym", "Gara", "Hatr", "Hebr", "Hung",
    "Khar", "Lydi", "Mand", "Mani", "Mend", "Merc", "Mero", "Narb", "Nbat", "Nkoo", "Orkh", "Palm",
    "Phli", "Phlp", "Phnx", "Prti", "Rohg", "Samr", "Sarb", "Sogd", "Sogo", "Syrc", "Syre", "Syrj",
    "Syrn", "Thaa", "Yezi",
}  # fmt: skip
"""The scripts (ISO 15924) whose letters Unicode gives the bidirectional class R or AL."""


class Subtags(NamedTuple):
    """The parts of a language tag that decide how it is written; `region` is "" when not said."""

    language: str
    script: str
    region: str


def is_language_tag(tag: str) -> bool:
    """Whether the tag is well formed (RFC 5646), with `-` or `_` between its parts.

    A well-formed tag need not be a known language: `xx` is well formed. Such a tag has only
    letters, digits and these marks, so it is safe as the name of a folder.

    >>> [is_language_tag(tag) for tag in ("fa", "es_419", "zh-Hant-TW", "spanish", "../fa", "")]
    [True, True, True, False, False, False]
    """
    return _TAG.fullmatch(_plain(tag)) is not None


@cache
def language_tag(locale: str) -> str:
    """The tag as HTML's `lang` wants it: hyphens, and the letter case that RFC 5646 advises.

    Anything that is not a language tag is returned unchanged.

    >>> language_tag("pt_br"), language_tag("ZH-hant-tw"), language_tag("ca-ES-valencia")
    ('pt-BR', 'zh-Hant-TW', 'ca-ES-valencia')
    """
    match = _TAG.fullmatch(_plain(locale))
    if match is None:
        return locale
    found = match["language"]
    head = match.string[: match.start("rest")].split("-")[1:]
    for part in head:
        found += "-" + {2: part.upper, 4: part.title}.get(len(part), part.lower)()
    return found + match["rest"]


def script(locale: str) -> str:
    """The ISO 15924 code of the script that the language is most likely written in (CLDR).

    "Latn" for a tag that CLDR knows nothing about.

    >>> script("fa"), script("az"), script("az-Arab"), script("az-IR"), script("zh_TW")
    ('Arab', 'Latn', 'Arab', 'Arab', 'Hant')
    """
    return subtags(locale).script


def direction(locale: str) -> Direction:
    """The direction that text in this language runs, decided by its script.

    >>> [direction(tag) for tag in ("en", "fa", "ckb", "uz-Arab", "uz_Cyrl", "yi", "pa-PK")]
    ['ltr', 'rtl', 'rtl', 'rtl', 'ltr', 'rtl', 'rtl']
    """
    return "rtl" if script(locale) in _RIGHT_TO_LEFT else "ltr"


@cache
def subtags(locale: str) -> Subtags:
    """Language, script and region of a tag, after CLDR's aliases and likely subtags.

    >>> subtags("prs"), subtags("iw").language
    (Subtags(language='fa', script='Arab', region='AF'), 'he')
    """
    written = _SCRIPTS.get(locale)
    return Subtags(locale, written, "") if written else _subtags(locale)


_SCRIPTS = {
    "ar": "Arab", "ca": "Latn", "de": "Latn", "en": "Latn", "es": "Latn", "fa": "Arab",
    "fr": "Latn", "gl": "Latn", "it": "Latn", "pt": "Latn", "ur": "Arab",
}  # fmt: skip
"""What CLDR says of plain tags, so that its data, which are slow to load, are not needed for them
(a test compares them)."""


def _subtags(locale: str) -> Subtags:
    """The same for any tag, by CLDR's data."""
    from babel.core import get_global  # noqa: PLC0415  slow to import

    match = _TAG.fullmatch(_plain(locale))
    if match is None:
        return Subtags(locale, "Latn", "")
    name = get_global("language_aliases").get(match["language"]) or match["language"]
    alias = _TAG.fullmatch(_plain(name)) or match
    language = alias["language"]
    script = (match["script"] or alias["script"] or "").title()
    region = (match["region"] or alias["region"] or "").upper()
    likely = get_global("likely_subtags")
    for name in (f"{language}_{region}", language, f"und_{region}"):
        if not script and name in likely:
            script = likely[name].split("_")[1]
    return Subtags(language, script or "Latn", region)


@cache
def cldr_locale(locale: str) -> Locale | None:
    """The nearest locale that Babel has data for, in the same language and script; else None.

    >>> str(cldr_locale("en-IR")), str(cldr_locale("sr_Latn_BA")), cldr_locale("tlh")
    ('en', 'sr_Latn_BA', None)
    """
    from babel import Locale  # noqa: PLC0415  slow to import
    from babel.localedata import exists  # noqa: PLC0415  slow to import

    language, written, region = subtags(locale)
    names = [language, f"{language}_{written}"]
    if region:
        names = [f"{language}_{region}", f"{language}_{written}_{region}", *names]
    for name in names:
        if exists(name) and subtags(name).script == written:
            return Locale.parse(name)
    return None


def extension(locale: str, key: str) -> str:
    """What a tag's Unicode extension says for a key (RFC 6067); "" when it says nothing.

    >>> extension("fa-u-nu-latn-ca-gregory", "ca"), extension("fa", "ca")
    ('gregory', '')
    """
    found = re.search(rf"-u-(?:[a-z0-9]{{2,8}}-)*?{key}-([a-z0-9]{{3,8}})", _plain(locale))
    return found[1] if found else ""


@cache
def inheritance(locale: str) -> tuple[str, ...]:
    """The tag and those from which it inherits, the nearest first (CLDR's inheritance).

    All are in the script of the language: Serbian in Latin letters inherits nothing in Cyrillic.

    >>> inheritance("es-MX"), inheritance("zh-TW")
    (('es-MX', 'es-419', 'es', 'es-Latn-MX', 'es-Latn'), ('zh-TW', 'zh-Hant-TW', 'zh-Hant'))
    >>> inheritance("pt-AO")[:3], inheritance("nb"), inheritance("sr-Latn")
    (('pt-AO', 'pt-PT', 'pt'), ('nb', 'no', 'nb-Latn'), ('sr-Latn',))
    """
    from babel.core import get_global  # noqa: PLC0415  slow to import

    parents = get_global("parent_exceptions")
    language, written, region = subtags(locale)
    starts = [language, f"{language}_{written}"]
    if region:
        starts = [f"{language}_{region}", f"{language}_{written}_{region}", *starts]
    found = {language_tag(locale): None}
    for start in starts:
        name = start
        while name and name != "root":
            if subtags(name).script == written:
                found[language_tag(name)] = None
            name = parents.get(name) or name.rpartition("_")[0]
    return tuple(found)


def _plain(tag: str) -> str:
    return tag.replace("_", "-").lower()


def with_region(locale: str) -> str:
    """The language with the region where it is most at home (CLDR), as Open Graph names locales.

    >>> with_region("es"), with_region("fa-AF"), with_region("zh-Hant"), with_region("tlh")
    ('es_ES', 'fa_AF', 'zh_TW', 'tlh')
    """
    from babel.core import get_global  # noqa: PLC0415  slow to import

    found = subtags(locale)
    known = get_global("likely_subtags")
    whole = known.get(f"{found.language}_{found.script}") or known.get(found.language, "")
    likely = whole.split("_")
    region = found.region or (likely[2] if len(likely) > 2 else "")
    return f"{found.language}_{region}" if region else found.language


# Names


def own_name(locale: str) -> str:
    """The language's name in itself, as a language switcher shows it; the tag when CLDR has none.

    >>> own_name("es"), own_name("fa"), own_name("en"), own_name("tlh")
    ('español', 'فارسی', 'English', 'tlh')
    """
    return name_in(locale, locale)


def name_in(locale: str, display_locale: str) -> str:
    """The language's name in another language; the tag when CLDR has no name for it.

    A variant has the name that people give it, where CLDR knows one; else script and region stand
    behind the language's (UTS 35, Locale Display Names).

    >>> name_in("fa", "es"), name_in("pt-BR", "en"), name_in("es-AR", "en"), name_in("prs", "es")
    ('persa', 'Brazilian Portuguese', 'Spanish (Argentina)', 'darí')
    >>> own_name("fa-AF"), own_name("zh-Hant"), own_name("sr-Latn"), own_name("zh-TW")
    ('دری', '繁體中文', 'srpski (latinica)', '中文 (台灣)')
    """
    display = cldr_locale(display_locale)
    tag = language_tag(locale)
    match = _PARTS.match(tag)
    if display is None or match is None:
        return tag
    language, written, region = match.groups("")
    if language not in display.languages:
        known = subtags(tag)
        language, region = known.language, region or known.region
    for parts in ((written, region), (written,), (region,), ()):
        name = display.languages.get("_".join(filter(None, (language, *parts))))
        if name is not None:
            others = [part for part in (written, region) if part and part not in parts]
            named = [display.scripts.get(p) or display.territories.get(p) or p for p in others]
            return f"{name} ({', '.join(named)})" if named else name
    return tag


def name_for(readers: str, locale: str, display_locale: str | None = None) -> str:
    """The name of `locale` as a sentence for `readers` of a language has it, in that language.

    Only readers of the same language are told its region: with one, CLDR's names fit into few
    sentences. In Arabic that of `en-GB` is two names beside each other, in Hebrew and Chinese one
    of them stands in brackets. A variant with a name of its own keeps it. `display_locale` is the
    language of the sentence, where that is another one.

    >>> name_for("ar", "en-GB"), name_for("es", "pt-BR"), name_for("es", "fa-AF")
    ('الإنجليزية', 'portugués', 'darí')
    >>> name_for("en-US", "en-GB"), name_for("ckb", "en-GB", "en")
    ('British English', 'English')
    """
    tag, shown = language_tag(locale), display_locale or readers
    whole, plain = name_in(locale, shown), name_in(_REGION.sub("", tag), shown)
    is_own = language_tag(readers).partition("-")[0] == tag.partition("-")[0]
    return plain if plain in whole and not is_own else whole


_REGION = re.compile(r"-(?:[A-Z]{2}|[0-9]{3})(?![^-])")
"""The region of a tag in its usual spelling."""
_PARTS = re.compile(r"([a-z]{2,3})(?:-([A-Z][a-z]{3}))?(?:-([A-Z]{2}|\d{3}))?(?![^-])")
"""Language, script and region of a tag in its usual spelling."""


def listed(names: Sequence[str], locale: str) -> str:
    """The names as a sentence of the language lists them (CLDR); English where CLDR does not know.

    >>> listed(["Ana", "Luz", "Inés"], "es"), listed(["آنا", "لیلا"], "fa"), listed([], "en")
    ('Ana, Luz e Inés', 'آنا و لیلا', '')
    """
    from babel.lists import format_list  # noqa: PLC0415 - slow to import

    if not names:
        return ""
    joined = format_list(names, locale=cldr_locale(locale) or "en")
    if language_tag(locale).partition("-")[0] == "es" and _SOUNDS_LIKE_I.match(names[-1]):
        joined = f" e {names[-1]}".join(joined.rsplit(f" y {names[-1]}", 1))
    return joined


_SOUNDS_LIKE_I = re.compile(r"h?[iíy](?![aeoáéó])", re.IGNORECASE)
"""Before such a word *y* is *e*: Inés, Hilario, but not Yolanda or hielo (RAE, *Diccionario
panhispánico de dudas*, s. v. *y*). CLDR's lists do not know the rule."""
