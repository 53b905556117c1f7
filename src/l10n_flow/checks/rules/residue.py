"""What programs leave in a translation: marks of engines, words of chat assistants."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from l10n_flow import patterns as re
from l10n_flow.checks.pair import Hit, Pair
from l10n_flow.checks.row import Check, Example
from l10n_flow.model import Severity, Span

_MARK = re.compile(
    r"@@[A-Z_]*\d*@@|⟨/?\d+⟩|⟦/?\w*⟧|【\d+†[^】]*】|__(?<!\w__)[A-Z]{2,}_?\d+__(?!\w)"
    r"|\[(?:PH|INLN|TAG|PLACEHOLDER)_?\d*\]|%%\d+%%|\{\{(?:PH|TAG|INLN)_?\d+\}\}"
    r"|<(?:x|g|ph|bpt|ept)\s+id=[^<>]*>|<unk>|</?s>(?=\s|$)|<pad>|▁|<\|[a-z_]+\|>|</?think>"
    r"|<(?:eos|bos|(?:start|end)_of_(?:turn|text))>|\[(?:UNK|CLS|SEP|PAD|MASK)\]|\uffed"
    r"|#(?<=\s#)#(?=[^\W\d_]{2})|⁇|##\w+##|\[/?INST\]|>>(?<!\w>>)[a-z]{2,3}(?:_[A-Za-z]+)?<<|<2[a-z]{2,3}>"
    r"|@@(?<=[^\W\d_]@@)[ ](?=[^\W\d_])|_(?<=(?<!\w)[a-z]{3}_)(?:Latn|Arab|Cyrl|Hans|Deva)\b"
)
"""Stand-ins for markup (Argos, XLIFF, OPUS), pieces of SentencePiece and BPE, language tags for
models, tokens of language models. Each begins with a fixed character, so it searches quickly."""

_ASSISTANT = re.compile(
    # English, whatever the target is.
    r"\bas an? (?:AI|artificial intelligence|(?:large )?language model)\b"
    r"|\b(?:sure|certainly|of course|absolutely)[,!.:]*\s+here(?:['’]s| is| are)\b"
    r"|\bhere(?:['’]s| is) (?:the|your|a) (?:\w+ ){0,2}translat(?:ion|ed)\b"
    r"|\bI(?:['’]m sorry| cannot|['’]m unable| can['’]t)[^.]{0,40}\b(?:translat|assist|help with)"
    r"|\blet me know if you\b|\bI hope this helps\b|^\s*(?:translation|translated text)\s*:"
    r"|\bwould you like me to\b|\{\s*[\"'](?:translation|translated_text|traducción|ترجمه)[\"']\s*:"
    r"|\(?note: [^)]{0,60}\btranslat|\bplease provide (?:a|the) (?:valid )?text\b"
    r"|^[\s*_#]*(?:target|output|assistant|spanish|español|persian|farsi|فارسی|es|fa|en)[\s*_]*[::]"
    r"|^[\s*_#]*(?:traducción|traduzco|texto traducido|ترجمه|متن ترجمه[\s\u200c]?شده)[\s*_]*[::]"
    # Spanish
    r"|\b(?:claro|por supuesto|desde luego|con gusto)(?: que sí)?[,!.:]*\s+"
    r"(?:aquí (?:est|tien|va|te |le )|a continuación)"
    r"|\baquí (?:tienes?|está|te (?:dejo|presento)|le (?:dejo|presento)) "
    r"(?:\w+ ){0,3}tradu(?:cci|cid)"
    r"|\besta es (?:la|una|su) traducci[^.]{0,40}:|[\[(](?:fin|inicio) de (?:la )?traducción[\])]"
    r"|\ba continuación[,]? (?:\w+ ){0,4}(?:la|una) traducción\b"
    r"|\bcomo (?:un |una )?(?:modelo de lenguaje|inteligencia artificial|IA)\b"
    r"|\bcomo (?:un |una )?asistente (?:de (?:IA|lenguaje|traducción)|virtual)\b"
    r"|(?:^|[.!?:]\s+)como (?:un |una )?asistente, "
    r"|\blo siento, (?:pero )?no puedo (?:traducir|ayudar)"
    r"|^\s*no puedo (?:traducir|ayudar\w* con (?:es[oa]|est[oae]))\b"
    r"|\bespero que (?:esto )?(?:te|le|os|les) (?:sirva|ayude|(?:sea|resulte) (?:útil|de ayuda))"
    r"|\bnota(?: del traductor| de traducción)?: "
    r"(?:he|hemos|se (?:ha|han|mantuv\w+|conserv\w+|tradu\w+))\b[^.]{0,60}"
    r"\b(?:tono|formato|original|término|estilo|markdown|traduc\w+)"
    r"|[(\[]nota: [^()\[\]]{0,80}\b(?:tradu[cj]|más (?:formal|literal|natural|habitual)\b|sinónimo)"
    r"|¿(?:quieres|quiere|querés|deseas?|necesitas?|(?:te|le) gustaría) que (?:te |le |lo |la )?"
    r"(?:tradu[zc]|ayud|revis|adapt|expliqu|ajust)"
    r"|\bla traducción (?:al español )?(?:es|sería|del texto)\b[^.]{0,30}:"
    # Persian
    r"|(?:البته|حتماً?|بله)[،!.:؛]*\s+(?:(?:این|در (?:زیر|ادامه|اینجا))\s+(?:هم )?)?(?:متن )?ترجمه"
    r"|در (?:زیر|ادامه|اینجا) (?:هم |نیز )?(?:ترجمه|متن ترجمه)[^.]{0,40}(?:است|آمده|[::])"
    r"|این (?:هم |نیز )?(?:ترجمه|متن ترجمه)[^.]{0,40}[::]"
    r"|متن ترجمه[\s\u200c]?شده[^.]{0,30}[::]|[\[(](?:پایان|آغاز) ترجمه[\])]"
    r"|^\s*(?:من )?نمی\u200c?توانم (?:این )?(?:متن|محتوا)[^.]{0,20}(?:ترجمه|کمک)"
    r"|ترجمه\u200c?[ٔهیۀ ]*(?:به )?(?:فارسی|متن|شما)[^.]{0,25}[::]"
    r"|به[\s\u200c]عنوان (?:یک )?(?:هوش مصنوعی|مدل زبانی|دستیار)"
    r"|^\s*(?:بفرما(?:یید)?|خدمت شما|تقدیم شما)\s*[::]"
    r"|متأسفانه (?:من )?نمی\u200c?توانم [^.]{0,30}(?:ترجمه|کمک)"
    r"|اگر (?:به )?(?:سؤال|سوال|پرسش|نیاز|توضیح)[^.]{0,30}(?:دارید|داشتید|بود)[^.]{0,20}"
    r"(?:بپرس|بگو|اعلام|در خدمت)"
    r"|[(\[](?:توجه|نکته)[::] [^()\[\]]{0,60}"
    r"(?:رسمی|تحت[\s\u200c]?اللفظی|دقیق\u200c?تر|روان\u200c?تر)"
    r"|یادداشت مترجم[::][^.]{0,40}(?:حفظ|ترجمه) (?:شد|کرد)"
    r"|[(\[](?:نکته|توضیح|یادداشت)[::] [^()\[\]]{0,80}ترجمه"
    r"|متأسفم[،,]? (?:اما )?(?:من )?نمی\u200c?توانم"
    r"|امیدوارم (?:این )?(?:مفید|کمک)|متن (?:زیر|بالا) را (?:برای شما )?ترجمه",
    re.IGNORECASE,
)
"""How assistants begin and end an answer, refuse, or write about the work instead of doing it."""


_OPENER = re.compile(
    r"\s*(?:sure(?: thing)?|certainly|of course|absolutely|gladly"
    r"|¡?(?:claro(?: que sí)?|por supuesto|desde luego|con (?:mucho )?gusto|entendido)"
    r"|حتماً?|البته|چشم|بله)!\s+(?=\S)",
    re.IGNORECASE,
)
"""Assent with which an assistant begins, where the source has no such cry."""


_BEGINNINGS = frozenset("@⟨⟦【_[%{<▁⁇#>\uffed")
"""The first characters of these marks."""
_TELLING_WORDS = (
    "ai an as artificial assistant translate translated translation translating here's here help"
    " you assist text provide traducción traduzco traducido traducir traducida aquí continuación"
    " modelo inteligencia ia asistente sirva ayude ayudar útil ayuda nota"
    " target output assistant spanish español persian farsi فارسی یادداشت"
    " would traduzca revise adapte explique ajuste formal literal natural habitual sinónimo"
    " ترجمه ترجمهٔ ترجمه‌شده ترجمه‌ی هوش مدل دستیار متأسفم متأسفانه امیدوارم بفرما بفرمایید خدمت"
    " تقدیم بپرسید بپرس بگویید بگو اعلام رسمی رسمی‌تر اللفظی تحت‌اللفظی دقیق‌تر روان‌تر به‌عنوان"
)
_TELLING = frozenset(_TELLING_WORDS.split())
"""Each such sentence contains one of these words."""


def _residue(pair: Pair) -> Iterable[Hit]:
    theirs = pair.theirs
    if "!" in theirs.characters and "!" not in pair.source and _OPENER.match(pair.target):
        return _opened(pair)
    if (
        _BEGINNINGS.isdisjoint(theirs.characters)
        and _TELLING.isdisjoint(theirs.vocabulary)
        and pair.target[2:3] != ":"
    ):
        return ()
    return _left_behind(pair)


def _opened(pair: Pair) -> Iterator[Hit]:
    """Yield the assent of an assistant before the text."""
    found = _OPENER.match(pair.target)
    if found is not None and _ON_TRANSLATING.search(pair.source) is None:
        message = f"“{found.group().strip()}” is an assistant's answer, not the text"
        yield Hit(message, Span(*found.span()), detail="assistant")
    yield from _left_behind(pair)


def _left_behind(pair: Pair) -> Iterator[Hit]:
    target = pair.target
    found = None if _BEGINNINGS.isdisjoint(pair.theirs.characters) else _MARK.search(target)
    if found is not None and found.group().strip("</>") == "s" and "<" in pair.source:
        found = None  # an element, or a word: --timeout <s>
    if found is not None and found.group() not in pair.source and not _MARK.search(pair.source):
        message = f"“{found.group()}” is a mark that a translation engine left behind"
        yield Hit(message, Span(*found.span()), detail="mark")
    if _TELLING.isdisjoint(pair.theirs.vocabulary) and target[2:3] != ":":
        return
    found = _ASSISTANT.search(target)
    if found is not None and not (_ON_TRANSLATING.search(pair.source) or _is_label(pair, found)):
        message = f"“{found.group().strip()}” is an assistant's answer, not the text"
        yield Hit(message, Span(*found.span()), detail="assistant")


_CREDIT = re.compile(
    r"[^\w]*(?i:traducción|tradução|traduction|translation):\s*"
    r"(?:[A-ZÁÉÍÓÚÑ][\w-]+\s*){2,4}(?:[<.,;(\n]|\Z)"
)


def _is_label(pair: Pair, found: re.Match[str]) -> bool:
    """Whether the words replace a label of the source: `Maintainer: …` is `Traducción: …`.

    An assistant adds its own label to the source's, so that there is one more. A person's name
    behind the label is that of who translated it.
    """
    if _CREDIT.match(pair.target, found.start()):
        return True
    return found.group().rstrip().endswith((":", "\N{FULLWIDTH COLON}")) and len(
        _LABEL.findall(pair.target)
    ) <= len(_LABEL.findall(pair.source))


_LABEL = re.compile(r"[\w\"'][*_]*[:\N{FULLWIDTH COLON}](?=[\s*_]|$)")

_ON_TRANSLATING = re.compile(
    r"translat|traduc|ترجم|language model|\bAI\b|artificial|assistant|hope|here|below|sorry|"
    r"cannot|can.t|unable|of course|sure|certainly|questions?\b|would you",
    re.IGNORECASE,
)
"""A source that is about translating, or contains such a sentence itself."""

CHECKS = (
    Check(
        "residue",
        "What a program left behind: an engine's stand-in for markup (`@@INLN_10@@`, `⟨1⟩`), a"
        " token of a language model (`<think>`), an assistant's words about the translation.",
        "Delete it, and put the source's markup where the stand-in was.",
        _residue,
        (
            Example("es", "Read **this**.", "Lea @@INLN_10@@ **esto**.", "Lea **esto**."),
            Example(
                "fa", "Peace lasts.", "البته، این ترجمه است: صلح پایدار است.", "صلح پایدار است."
            ),
        ),
        Severity.ERROR,
    ),
)
