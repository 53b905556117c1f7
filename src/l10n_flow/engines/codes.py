"""Language codes of multilingual models: NLLB, M2M-100, MADLAD and the OPUS-MT groups.

Every such model has a token for each language in its vocabulary, which shows both the kind of the
model and its languages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from l10n_flow.language.tags import Subtags, language_tag, subtags

_USUAL = {"fuv": "ff", "pbt": "ps", "quy": "qu", "no": "nb"}
"""What CLDR does not say of a code of FLORES-200, and that plain Norwegian is Bokmål."""


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
    """Return the model's token for a language; "" when it has none.

    CLDR knows what models call it: `pes` and `fas` are `fa`, `prs` is `fa-AF`, `zho_Hant` is the
    script of `zh-TW`. A token of the same region counts most, then one of the same script, then one
    that says neither; any other must be the only one.
    """
    wanted = _subtags(language_tag(tag).split("-"))
    before, after = kind.shape.split("{}")
    alike: list[tuple[str, Subtags, bool]] = []
    for token in sorted(known, key=lambda token: (tag[:2] not in token, token)):
        name = token.removeprefix(before).removesuffix(after).split("_")
        found = _subtags(name)
        if found.language == wanted.language and found.region in ("", wanted.region):
            alike.append((token, found, len(name) == 1))
    for rank in (
        [token for token, found, _ in alike if found == wanted],
        [token for token, found, _ in alike if found.script == wanted.script],
        [token for token, _, is_plain in alike if is_plain],
    ):
        if rank:
            return rank[0]
    return alike.pop()[0] if len(alike) == 1 else ""


def _subtags(name: Sequence[str]) -> Subtags:
    return subtags("-".join((_USUAL.get(name[0], name[0]), *name[1:])))
