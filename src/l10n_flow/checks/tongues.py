"""Texts in another language than the catalog's, by the small words that every sentence has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.row import Check, Example
from l10n_flow.checks.traits import Trait
from l10n_flow.language import own_name
from l10n_flow.model import Span

__all__ = ["CHECKS", "has_small_words", "tongue"]


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SMALL: Mapping[str, frozenset[str]] = {
    "ar": _listed(
        "في من على إلى عن أن إن هذا هذه ذلك التي الذي الذين كان كانت لم لن قد كل بعد قبل بين حتى"
        " مع أو ثم هو هي هم وقد ولا وهو إذا عند غير ليس منذ أكثر بعض كما لكن حيث"
    ),
    "de": _listed(
        "der die das den dem des ein eine einen einem einer und oder aber nicht ist sind war"
        " waren wird werden mit von für auf aus bei nach über unter durch zum zur auch als wie"
        " wenn sich sie er es wir ihr man nur noch kann haben hat"
    ),
    "en": _listed(
        "the a an and or but not of to in on at for with from by as is are was were be been has"
        " have had will would can could this that these those which who it its their they we you"
        " your our his her than into about when if"
    ),
    "es": _listed(
        "el la los las un una unos unas de del y o pero no que en con por para al a se su sus es"
        " son era fue ser como más este esta estos estas lo le les ha han hay también cuando sobre"
        " entre hasta desde muy ya sin si nos"
    ),
    "fa": _listed(
        "و در به از که این آن را با برای است بود شد شده می\u200cشود نیز تا یا هم هر اما اگر بر او"
        " ما شما آنها آنان خود یک دو بین پس پیش چون همه دیگر باید کرد کرده کند دارد داشت نیست نه"
        " چه چند"
    ),
    "fr": _listed(
        "le la les un une des du de et ou mais ne pas que qui dans en sur avec pour par au aux ce"
        " cette ces est sont était être a ont il elle ils nous vous se sa son ses leur plus comme"
        " aussi sans entre"
    ),
    "it": _listed(
        "il lo la i gli le un uno una di del della dei delle e o ma non che in con per su da al"
        " alla nel nella è sono era essere ha hanno si come più questo questa anche quando dal tra"
        " fino"
    ),
    "nl": _listed(
        "de het een en of maar niet van in op aan met voor door uit bij naar over onder is zijn"
        " was waren wordt worden heeft hebben ook als dan dat die deze dit er ze hij wij je om te"
        " nog"
    ),
    "pl": _listed(
        "i w na z do nie że się jest są był była było oraz lub ale dla od po przy przez jak co"
        " który która które tym tego ich jego jej już tylko może także gdy być"
    ),
    "pt": _listed(
        "o a os as um uma uns umas de do da dos das e ou mas não que em no na nos nas com por"
        " para ao aos se seu sua é são era foi ser como mais este esta isso também quando sobre"
        " entre até desde pelo pela muito já sem"
    ),
    "sv": _listed(
        "och eller men inte att det den de en ett som är var har hade kan ska av på med för från"
        " till om när vid över under efter också mycket sig sin han hon vi ni man"
    ),
    "tr": _listed(
        "ve veya ama değil bir bu şu o için ile da de ki gibi daha en çok olan olarak oldu olduğu"
        " var yok her ne kadar sonra önce ise mi mı ya hem"
    ),
    "ur": _listed(
        "اور کے کی کا کو میں سے پر ہے ہیں تھا تھے تھی نے یہ وہ اس ان جو بھی نہیں ایک لیے ہو گیا"
        " کر تک کہ یا اپنے ساتھ بعد"
    ),
}  # fmt: skip
"""Articles, prepositions, pronouns: of every sentence, a third to a half are such words. Catalan is
left out, which shares too many with Spanish to be told from it at a glance."""

_ONLY: Mapping[str, frozenset[str]] = {
    name: small.difference(*[other for tag, other in _SMALL.items() if tag != name])
    for name, small in _SMALL.items()
}
"""Those that no other language of the table has."""

_ANY = frozenset[str]().union(*_SMALL.values())


def has_small_words(text: str) -> bool:
    """Whether the text has two different small words of some language: then it is a sentence.

    >>> has_small_words("The talks of the town"), has_small_words("International Atomic Energy")
    (True, False)
    """
    return len(_ANY.intersection(text.lower().split())) > 1


_LEAST = 3
"""Different small words of another language that are no quotation."""
_ENOUGH = 5
"""Words of a text, fewer of which say nothing about its language."""
_GLANCE = 24
"""Words, two of which nobody else has in nearly every text of a language: then it is in that."""


def tongue(source: str, target: str, language: str) -> str:
    """The language that a translation seems to be in, when it is another one; else "".

    It has three different small words that are that language's and not its own, and three times as
    many as such that are its own and not that language's. Words that the source has too are left
    out: titles and names stay.

    >>> tongue("The talks went on for years.", "Le chat est dans la cuisine avec les enfants", "es")
    'fr'
    >>> tongue("The talks", "«The talks of the town and of the sea», de Ana", "es")
    ''
    """
    own = _SMALL.get(language)
    if own is None:
        return ""
    first = target.split(None, _GLANCE)[:_GLANCE]
    if len(first) < _ENOUGH or sum(map(_ONLY[language].__contains__, first)) > 1:
        return ""
    words = target.lower().split()
    strange = _ANY.intersection(words).difference(own, source.lower().split())
    if len(strange) < _LEAST:
        return ""
    best, most = "", 0
    for name, small in _SMALL.items():
        theirs = strange & small
        if len(theirs) >= _LEAST:
            times = sum(map(theirs.__contains__, words))
            if times > most and times >= 3 * sum(
                word in own and word not in small for word in words
            ):
                best, most = name, times
    return best


def _other(pair: Pair) -> Iterator[Hit]:
    if pair.same:
        return
    found = tongue(pair.source_prose, pair.target_prose, pair.language)
    if found:
        span = Span(0, len(pair.target))
        yield Hit(f"the words seem to be {own_name(found)} ({found})", span, detail=found)


CHECKS = (
    Check(
        "other-language",
        "A text in another language than the catalog's: its small words are those of that language."
        " Where most of a catalog is, `wrong-language` says so once.",
        "Translate it into the language of the catalog.",
        _other,
        (
            Example(
                "es",
                "The talks went on in the hotel for eighteen days.",
                "Les négociations ont duré dix-huit jours dans un hôtel avec vue sur le lac.",
                "Las conversaciones siguieron en el hotel durante dieciocho días.",
            ),
            Example(
                "fa",
                "The talks went on in the hotel for eighteen days.",
                "استمرت المفاوضات التي كانت في الفندق من دون توقف على مدى أيام.",
                "گفت‌وگوها هجده روز در هتل ادامه داشت.",
            ),
        ),
        when=Trait.LETTER,
    ),
)
