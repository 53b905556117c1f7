"""Language codes of multilingual models: NLLB, M2M-100, MADLAD and the OPUS-MT groups.

Every such model has a token for each language in its vocabulary, which shows both the kind of the
model and its languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from l10n_flow.language import language_tag, script

_FLORES_TABLE = """\
af:afr ak:aka am:amh ar:arb as:asm ay:ayr az:azj ba:bak be:bel bg:bul bm:bam bn:ben bo:bod
bs:bos ca:cat cs:ces cy:cym da:dan de:deu dz:dzo ee:ewe el:ell en:eng eo:epo es:spa
et:est eu:eus fa:pes fi:fin fil:tgl fj:fij fo:fao fr:fra ff:fuv ga:gle gd:gla gl:glg
gn:grn gu:guj ha:hau he:heb hi:hin hr:hrv ht:hat hu:hun hy:hye id:ind ig:ibo is:isl
it:ita ja:jpn jv:jav ka:kat kg:kon ki:kik kk:kaz km:khm kn:kan ko:kor ks:kas ku:kmr
ky:kir lb:ltz lg:lug li:lim ln:lin lo:lao lt:lit lv:lvs mg:plt mi:mri mk:mkd ml:mal
mn:khk mr:mar ms:zsm mt:mlt my:mya nb:nob ne:npi nl:nld nn:nno no:nob ny:nya oc:oci
om:gaz or:ory pa:pan pl:pol ps:pbt pt:por qu:quy rn:run ro:ron ru:rus rw:kin sa:san
sc:srd sd:snd sg:sag si:sin sk:slk sl:slv sm:smo sn:sna so:som sq:als sr:srp ss:ssw
st:sot su:sun sv:swe sw:swh ta:tam te:tel tg:tgk th:tha ti:tir tk:tuk tl:tgl tn:tsn
tr:tur ts:tso tt:tat tw:twi ug:uig uk:ukr ur:urd uz:uzn vi:vie wo:wol xh:xho yi:ydd
yo:yor yue:yue zh:zho zu:zul fa-AF:prs
"""
"""From BCP 47 to the first half of a FLORES-200 code, which NLLB uses: the table "Languages in
FLORES-200" of github.com/facebookresearch/flores, flores200/README.md. Where FLORES divides a
language, the variant that the plain tag usually means: Western Persian, North Azerbaijani."""

_FLORES: Mapping[str, str] = dict(re.findall(r"(\S+):(\S+)", _FLORES_TABLE))

_OTHERS = {
    "fa": "fas",
    "zh": "cmn",
    "ar": "ara",
    "lv": "lav",
    "ms": "msa",
    "sq": "sqi",
    "et": "est",
}
"""ISO 639-3 codes that OPUS-MT uses where FLORES has another."""


@dataclass(frozen=True, slots=True)
class Marking:
    """The tokens for the languages in a model's input."""

    start: tuple[str, ...] = ()
    """Before the source."""
    prefix: tuple[str, ...] = ()
    """The tokens at the beginning of the target."""


def marking(vocabulary: Set[str], source: str, target: str) -> Marking | str:
    """Return the tokens with which a model with this vocabulary translates between two languages.

    A model of one pair needs none. Returns the tag that the model does not support in place of a
    marking.

    >>> nllb = {"eng_Latn", "pes_Arab", "zho_Hant", "▁peace", "en"}
    >>> marking(nllb, "en", "fa")
    Marking(start=('eng_Latn',), prefix=('pes_Arab',))
    >>> marking(nllb, "en", "zh-TW").prefix, marking(nllb, "es", "fa")
    (('zho_Hant',), 'es')
    >>> marking({"eng_Latn", "kas_Deva"}, "en", "ks").prefix
    ('kas_Deva',)
    >>> marking({"eng_Latn", "kas_Deva", "kas_Latn"}, "en", "ks")  # which of the two?
    'ks'
    >>> marking({"__en__", "__es__"}, "en-GB", "es")
    Marking(start=('__en__',), prefix=('__es__',))
    >>> marking({">>spa<<", ">>por<<"}, "en", "es"), marking({"<2en>", "<2es>"}, "en", "es").start
    (Marking(start=('>>spa<<',), prefix=()), ('<2es>',))
    >>> marking({"▁peace", "en", "es"}, "en", "es")
    Marking(start=(), prefix=())
    """
    for kind in _KINDS:
        known = {token for token in vocabulary if kind.token.fullmatch(token)}
        if len(known) < 1 + kind.both:  # one may be chance
            continue
        to = _token(known, kind, target)
        if not kind.both:
            return Marking(start=(to,)) if to else target
        of = _token(known, kind, source)
        return Marking((of,), (to,)) if of and to else target if of else source
    return Marking()


@dataclass(frozen=True, slots=True)
class _Kind:
    """The form of language tokens in one kind of multilingual models."""

    token: re.Pattern[str]
    """No other piece of a vocabulary has this form."""
    shape: str
    both: bool
    """Whether it needs the source's language, too, and the target's in the target."""


_KINDS = (
    _Kind(re.compile(r"[a-z]{3}_[A-Z][a-z]{3}"), "{}", both=True),  # NLLB
    _Kind(re.compile(r"__[a-z]{2,3}(?:_[A-Za-z]+)?__"), "__{}__", both=True),  # M2M-100
    _Kind(re.compile(r"<2[a-z]{2,3}(?:_[A-Za-z]+)?>"), "<2{}>", both=False),  # MADLAD-400
    _Kind(re.compile(r">>[a-z]{2,3}(?:_[A-Za-z_]+)?<<"), ">>{}<<", both=False),  # OPUS-MT
)


def _token(known: Set[str], kind: _Kind, tag: str) -> str:
    """Return the model's token for a language; "" when it has none."""
    for name in _names(tag):
        if (token := kind.shape.format(name)) in known:
            return token
    start = kind.shape.partition("{}")[0] + _three_letters(tag) + "_"
    alike = [token for token in known if token.startswith(start)]
    return alike[0] if len(alike) == 1 else ""


def _names(tag: str) -> Iterator[str]:
    """Yield the names that models may use for a language, the most exact first."""
    tag = language_tag(tag)
    language = tag.partition("-")[0]
    three = _three_letters(tag)
    yield f"{three}_{script(tag)}"
    yield from (tag, tag.replace("-", "_"), language, three)
    if language in _OTHERS:
        yield _OTHERS[language]


def _three_letters(tag: str) -> str:
    language = tag.partition("-")[0]
    return _FLORES.get(tag) or _FLORES.get(language, language)
