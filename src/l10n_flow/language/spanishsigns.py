"""Where a Spanish question or exclamation begins, when only its end is marked.

The search goes back from the closing sign, over text in brackets, quotation marks and dashes, to
the beginning of the sentence; then forward over what stays outside: connectors, vocatives,
conditions, the statement before a tag question. The rules are those of the Diccionario
panhispánico de dudas (2.ª ed., «signos de interrogación y exclamación», 2.2). In doubtful cases no
sign is added.
"""

from __future__ import annotations

from l10n_flow import patterns as re

_MARK = "\ue000-\ue0ff"
_OBJECT = "\ufffc"
_END = re.compile(rf"[?!](?<![?!][?!])[?!]*+(?=[»”’\"')\]{_MARK}]*+(?:$|\s|\.(?!\w)|[,;:…—–]))")
_OPENERS = {"?": "¿", "!": "¡"}
_FAR = 700
"""Maximum number of characters that the search goes back."""


def opening_signs(text: str, source: str = "") -> str:
    """The text with ¿ and ¡ where a question or exclamation begins, when only its end is marked.

    A sign is given only to what the source marks too, where there is a source, and only where the
    sign ends words of prose: not within an address or a name (Yahoo!). Several signs are opened
    by as many: ¡¿Qué?!

    >>> opening_signs("Cómo se llama? Pues Ana.", "What is her name? Well, Ana.")
    '¿Cómo se llama? Pues Ana.'
    >>> opening_signs("Si llueve, qué hará? Nada!", "If it rains, what then? Nothing!")
    'Si llueve, ¿qué hará? ¡Nada!'
    >>> opening_signs("Has leído «El Quijote»? Es fácil, no?")
    '¿Has leído «El Quijote»? Es fácil, ¿no?'
    """
    if not ("?" in text or "!" in text):
        return text
    pieces, last = [], 0
    for end in _END.finditer(text):
        sign = "?" if "?" in end[0] else "!"
        if source and not (sign in source or {"?": "؟", "!": "！"}[sign] in source):
            continue
        at = _opening(text, end, sign, source)
        if at is not None and at >= last:
            pieces += [text[last:at], _mirrored(end[0])]
            last = at
    return "".join([*pieces, text[last:]])


def _mirrored(signs: str) -> str:
    """¡¿ for ?!; more than three in a row are one of each."""
    kept = signs if len(signs) <= 3 else "".join(dict.fromkeys(signs))
    return "".join(_OPENERS[sign] for sign in reversed(kept))


def _opening(text: str, end: re.Match[str], sign: str, source: str) -> int | None:
    """The place for an opening sign; None if none is missing, or it is not certain."""
    before = _what_ends(text, end, source)
    if not before or _is_operator(before) or _is_name(text, end, source):
        return None
    if len(before) < end.start() and before[-1] == _OBJECT:
        return None  # marked words begin with it: `? topic` is a command
    if sign == "!" and before[-1] in f")}}]{_OBJECT}" and "factorial" in text.lower():
        return None
    start = _sentence_start(text, end.start())
    if start is None or _is_opened(text, start, end.start(), source):
        return None
    if (leading := _LEADING.match(text, start, end.start())) is not None:
        start = leading.end()
    sentence = text[start : end.start()]
    if _is_foreign(sentence, sign, source, quoted=text[start - 1 : start] in _QUOTES):
        return None  # «Não, obrigado!», "Hello world!"
    bare = sentence.lstrip(_MARKS)
    if sign == "?" and sentence.lstrip(_MARKS + _OBJECT).startswith(("...", "…")):
        return None  # it goes on from another text, where the question began
    if _CODE.search(sentence) or _WITHIN.search(sentence) or _RULE.match(text, start):
        return None
    if not _LETTER.search(sentence) or (sign == "!" and sentence.endswith(_SHOUTING_NAMES)):
        return None
    within = _outside_of(bare, sign, source)
    if within is None:
        return None
    if within:
        return start + len(sentence) - len(bare) + within
    closing = len(text[end.end() :]) - len(text[end.end() :].lstrip(_MARKS))
    return start + min(len(sentence) - len(bare), closing)


def _what_ends(text: str, end: re.Match[str], source: str) -> str:
    """The text before a sign; without the blank of «Ha vuelto ?», which is as in French."""
    before = text[: end.start()].rstrip(_MARKS)
    if not before.endswith(" ") or not source or _FREE.search(source):
        return before
    return before if _GOES_ON.match(text, end.end()) else before.rstrip(f" \u00a0{_MARKS}")


_FREE = re.compile(r"(?:\A|[\s(\[{<>«“‘'\"`])[?!]")
"""A sign that ends no words."""
_LEADING = re.compile(r"\s*(?:\*+\s+)?")
"""Blanks and the stars of a warning: `*** Not found!`"""
_CONTINUED = re.compile(r" [a-z]")
"""What goes on from another text, in which the sentence began: ` now!`"""
_GOES_ON = re.compile(r"\s*[a-záéíóúñ]")


def _is_operator(before: str) -> bool:
    """Whether the sign ends no words: it is alone, in quotation marks, or after a slash."""
    return before[-1].isspace() or (
        before[-1] in "#/\\|_=:`-&%$*+<([{«“‘'\",;"
        and not _WORD_BEFORE.search(before[:-1] + before[-1])
    )


_WORD_BEFORE = re.compile(r"[^\W_][%'\"-]$")
"""A letter or figure, and a sign that may end a word or close a quotation."""


def _is_name(text: str, end: re.Match[str], source: str) -> bool:
    """Whether the sign belongs to a name: #NUM!, or one that the source has within a sentence."""
    word = _TOKEN.search(text, 0, end.start())
    if word is None:
        return False
    name = word[0] + text[end.start()]
    if _is_factorial(text, end.start()):
        return True
    if name.startswith(("#", "@")) or text[: word.start()].endswith("/"):
        return True  # one for a program: #NUM!, /dev/lp?
    if _SAYING.search(text, 0, end.start()) or _is_titled(text, end, word):
        return True
    if _FORMAT.search(text, 0, end.start()) or (_CAMEL.search(word[0]) and name in source):
        return True
    if name not in source:
        return False  # a pattern of one's own is costly
    if "-" in name and re.match(r"\s+[a-z]", text[end.end() :]):
        return True  # one of Lisp within a sentence: `foo-bar?`
    if name.lower() not in _CRIED and f"[{name}]" in source and text[end.end() :][:1] == "]":
        return True  # letters to choose from: `[yNq?]`
    if name.isupper() and re.search(rf"(?<!\w){re.escape(name)}[,)]", source):
        return True  # a pattern among others: `ALA, AL?, A*`
    if name[0].isupper() and re.search(rf"[\w,] {re.escape(name)}[,)]", source):
        return True  # one of several programs: Yarn, Wool!, and Thread
    within = re.search(rf"(?<!\w){re.escape(name)}(?:[{_MARK}*_]|</?\w[^<>]*>)*\s+[a-z]", source)
    return within is not None and name.lower() not in _CRIED


def _is_titled(text: str, end: re.Match[str], word: re.Match[str]) -> bool:
    """Whether it ends a title within a sentence, Mamma Mia!, or a name in English, Toys "R" Us!"""
    if not word[0][0].isupper():
        return False
    before = text[: word.start()].rstrip()
    if _GOES_ON_BEHIND.match(text, end.end()):
        return f"{word[0]}{end[0]}".lower() not in _CRIED or before[-1:].isalnum()
    return word[0].lower() in _FOREIGN and _CAPITAL_BEFORE.search(before) is not None


_GOES_ON_BEHIND = re.compile(r"\s+[a-záéíóúñ]")
_CAPITAL_BEFORE = re.compile(r"(?:[A-Z]\w*|\"\w\")\Z")
_SAYING = re.compile(
    r"\b(?i:quo vadis|carpe diem|et tu,? brute|cui bono|cui prodest|habemus papam|memento mori"
    r"|vae victis|fiat lux|alea iacta est|veni,? vidi,? vici|mea culpa)\Z"
)
"""In Latin, which opens no words with a sign."""
_FORMAT = re.compile(r"%\d!\w\Z|%\d\Z|\b0x[\da-f]*\Z")
"""`%2!u!`: what a program of Windows puts a number for; `0xd1??`: any that begins so."""
_CAMEL = re.compile(r"[a-z][A-Z]")
"""`GoForIt!`: no word of a cry has a capital within."""
_TOKEN = re.compile(r"[#@]?[^\W_][\w/.+-]*$")
_CRIED = ("no!", "no?", "oh!", "ah!", "ok!", "ok?", "hola!", "bravo!", "error!", "normal?")


def _is_opened(text: str, start: int, end: int, source: str) -> bool:
    """Whether a ¿ or ¡ before the sentence is still open: it contains a dash or colon.

    It is in another text where this one goes on from it.
    """
    if start == 0 and text.startswith(" ") and _CONTINUED.match(source):
        return True
    before = max(text.rfind("?", 0, start), text.rfind("!", 0, start)) + 1
    return any(sign in "¿¡" for sign in text[max(before, end - _FAR) : start])


_QUOTES = tuple('«“"')


def _is_foreign(sentence: str, sign: str, source: str, *, quoted: bool) -> bool:
    """Whether a sentence is one of another language: a title, a saying, what somebody said."""
    if quoted and (
        _NOT_SPANISH.search(sentence) is not None
        or re.search(rf"[\"'“‘«]{re.escape(sentence + sign)}", source) is not None
    ):
        return True
    own = sentence if quoted else _NESTED.sub(" ", sentence)
    words = [word.lower() for word in _WORDS.findall(own)]
    found = sum(word in _FOREIGN for word in words)
    return found > 0 and _SPANISH.isdisjoint(words) and (quoted or found > 1)


_NOT_SPANISH = re.compile("[àâäãåæèêëìîïòôöõœùûçß]", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+")
_MARKS = "".join(map(chr, range(0xE000, 0xE100)))
_CODE = re.compile(r">>>|\w=\w")
_WITHIN = re.compile(r"[?!][/\w]")
"""A sign within a name, `squash!/fixup!`, or one that opens words in place of ¡."""
_RULE = re.compile(r"[-=_*~]{4}")
"""A line that is drawn of signs, above a table of keys."""
_LETTER = re.compile(r"[^\W\d_]")
_SHOUTING_NAMES = ("Yahoo", "Jeopardy", "Joomla", "Mamma mia", "Wham")

_PAIRS = {")": "(", "]": "[", "»": "«", "”": "“", "’": "‘"}
_OPENING = frozenset(_PAIRS.values())


def _sentence_start(text: str, end: int) -> int | None:
    """The start of the sentence that ends here; None if it is opened already, or unclear."""
    at, limit = end, max(0, end - _FAR)
    while at > limit:
        sign = text[at - 1]
        if sign in "¿¡":
            return None
        if sign in _SPECIAL:
            found = _SPECIAL[sign](text, at - 1, end, limit)
            if isinstance(found, _Begins):
                return found.at
            if found is None:
                return None
            at = found
        else:
            at -= 1
    return 0 if limit == 0 else None


class _Begins:
    """The result of a step: a sentence begins here. A number means where the search goes on."""

    __slots__ = ("at",)

    def __init__(self, at: int) -> None:
        self.at = at


_Step = _Begins | int | None


def _at_closer(text: str, at: int, end: int, limit: int) -> _Step:
    """A bracket or quotation mark that closes: on before its partner, unless a sentence ended."""
    sign = text[at]
    if sign == "’" and "‘" not in text[limit:at]:
        return at  # an apostrophe
    partner = _partner(text, at, limit)
    if partner is None:
        return _Begins(at + 1) if _NUMBERS_A_LIST.search(text[limit:at]) else None
    if text[at - 1] in ".?!…" and _begins_sentence(text, at + 1, end):
        inner = _at_stop(text, at - 1, end, limit) if text[at - 1] == "." else _Begins(at + 1)
        return _Begins(at + 1) if isinstance(inner, _Begins) else inner and partner
    return partner


def _partner(text: str, at: int, limit: int) -> int | None:
    closing, opening, depth = text[at], _PAIRS[text[at]], 0
    for place in range(at, limit - 1, -1):
        depth += (text[place] == closing) - (text[place] == opening)
        if not depth:
            return place
    return None


_NUMBERS_A_LIST = re.compile(r"(?:^|\n)\s*\w{1,3}$")


def _at_opener(_text: str, at: int, _end: int, _limit: int) -> _Step:
    return _Begins(at + 1)


def _at_straight(text: str, at: int, _end: int, limit: int) -> _Step:
    """A straight quotation mark closes when a blank or the beginning is not before it."""
    if at == 0 or text[at - 1].isspace() or text[at - 1] in f"([«“—{_MARKS}":
        return _Begins(at + 1)
    before = text.rfind('"', limit, at)
    return None if before < 0 else before


def _at_dash(text: str, at: int, end: int, limit: int) -> _Step:
    """A dash opens speech or an aside; one that closes an aside leads to its partner."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not before or before == "\n":
        return _Begins(at + 1)
    if before.isspace():
        return _Begins(at + 1) if text[at] != "-" or after.isspace() else at
    if text[at] == "-" or not (after.isspace() or after in ",.;:)"):
        return at if text[at] == "-" or before not in ".?!" else _Begins(at + 1)
    if after == "," and not (_ASKS.match(text, limit) or _TAG.search(text, at, end)):
        return None  # —Ana —dijo Luis—, ¿vienes?
    partner = re.search(rf"(?:.*[\s(]|^){text[at]}(?=\S)", text[limit:at], re.DOTALL)
    return limit + partner.end() - 1 if partner else None


def _at_end_sign(text: str, at: int, end: int, _limit: int) -> _Step:
    """? and ! end a sentence, or one of a series."""
    if text[:at].endswith(_SHOUTING_NAMES) or _is_factorial(text, at):
        return at
    behind = _BEHIND.match(text, at + 1)
    if behind is None or behind.end() > end:
        return at
    return _Begins(behind.end())


def _is_factorial(text: str, at: int) -> bool:
    """Whether the sign belongs to a number within a sentence: 5! is 120."""
    return (
        text[at] == "!" and text[at - 1 : at].isdigit() and _GOES_ON.match(text, at + 1) is not None
    )


_BEHIND = re.compile(rf"[?!]*[»”’\"')\]{_MARK}]*[,;:.…]?\s+[—–]?")


def _at_pause(text: str, at: int, end: int, _limit: int) -> _Step:
    """A colon or semicolon, when a blank or marks and a blank follow."""
    if text[at] == ";" and _ENTITY.search(text[max(0, at - 9) : at + 1]):
        return at
    behind = _PAUSE.match(text, at + 1)
    return _Begins(behind.end()) if behind is not None and behind.end() <= end else at


_ENTITY = re.compile(r"&(?:\w{2,8}|#\d{2,6});\Z")
_PAUSE = re.compile(rf"[»”’\"')\]{_MARK}]*\s+")


def _at_line_end(text: str, at: int, end: int, _limit: int) -> _Step:
    is_new = text[at - 1 : at] == "\n" or _begins_sentence(text, at + 1, end)
    return _Begins(at + 1) if is_new else at


def _at_ellipsis(text: str, at: int, end: int, _limit: int) -> _Step:
    return _Begins(at + 1) if _begins_sentence(text, at + 1, end) else at


def _at_stop(text: str, at: int, end: int, limit: int) -> _Step:
    """A full stop ends a sentence when a capital follows and no abbreviation stands before it."""
    if not _begins_sentence(text, at + 1, end):
        return at
    if text[at - 1 : at] == ".":
        return _Begins(at + 1)  # three dots
    word = _LAST_WORD.search(text[max(limit, at - 15) : at])
    if word is not None and (word[0] in _TITLES or (len(word[0]) == 1 and word[0].isupper())):
        return at
    if word is not None and word[0] in _MAY_END:
        return None
    return _Begins(at + 1)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LAST_WORD = re.compile(r"[^\W\d_]+$")
_TITLES = _words(
    "Sr Sra Srta Sres Sras Dr Dra Dres Lic Licda Ldo Lda Ing Arq Prof Profa Mtro Mtra Mag Dña"
    " Ud Uds Vd Vds Gral Cnel Tte Cap Capt Cmte Cdte Pdte Pdta Mons Emmo Excmo Excma Ilmo Ilma "
    " Rvdo Rvda Fr Hno Hna Pbro Sta Sto Av Avda Ctra Pl Plza Pza Apdo Dpto Depto Prov Bco Cía Fdo"
    " Gob Sen Dip pág págs art arts cap caps núm núms vol vols ed fig figs aprox máx mín tel ext ej"
    " cf vid Mr Mrs Ms St EE FF AA RR HH JJ"
)
_FOREIGN = _words(
    "about am and are at been could did do does for from get going got her here his how if in"
    " into is it its just let make may must my not of on or our out shall she should that the"
    " their them there they things this those to us was we were what when where which who why"
    " will with would you your agora ciao das der dich dove du est et grazie ich ist je mich"
    " nicht noi non nous obrigado oui quel quid quis quo sont sum und vadis vous wer wie wir"
    " você quen onde fem amb"
)
"""Frequent words of other languages that are none of Spanish."""
_SPANISH = _words(
    "a al algo así aún como con cuál cuándo cómo de del desde donde dónde el ella ellos en"
    " entre era eres es esa ese eso esta este esto está hacer hay la las los más muy nada no"
    " nos o para pero por porque puede que quien quién qué se ser si sin sobre son su sus sí"
    " también te tiene todo tu tú un una uno usted va y ya yo él"
)
"""Frequent words of Spanish: beside one of them a foreign word is a name or a title."""
_MAY_END = frozenset(
    ("UU", "OO", "etc", "m", "s", "S", "a", "Jr", "Inc", "Ltda", "Corp", "Co", "p")
)
"""Abbreviations that end a sentence as often as not: what follows with a capital may be a name."""


def _begins_sentence(text: str, at: int, end: int) -> bool:
    """Whether blanks and then a capital, a figure or something opaque follow."""
    found = _NEXT.match(text, at, end)
    return found is not None and not found["first"].islower()


_NEXT = re.compile(rf"[»”’\"')\]{_MARK}]*\s+[—–«“\"‘(\[{_MARK}]*(?P<first>\w|{_OBJECT})")

_SPECIAL = {
    **dict.fromkeys(_PAIRS, _at_closer),
    **dict.fromkeys(_OPENING, _at_opener),
    **dict.fromkeys("—–-", _at_dash),
    **dict.fromkeys("?!", _at_end_sign),
    **dict.fromkeys(":;", _at_pause),
    '"': _at_straight,
    "\n": _at_line_end,
    "…": _at_ellipsis,
    ".": _at_stop,
}
"""By sign, the step of the search that handles it."""

_WHO = (
    r"(?:(?:a|con|de|desde|en|hacia|hasta|para|por|sobre|y|pero|entonces|tú|usted|ustedes)\s+){0,2}"
    r"(?:qué|quién(?:es)?|cómo|cuándo|cuánt[oa]s?|dónde|adónde|cuál(?:es)?)\b"
)
_ASKING = re.compile(rf",\s+(?={_WHO})", re.IGNORECASE)
_ASKS = re.compile(rf"\W*{_WHO}", re.IGNORECASE)
_JOINED_ASKING = re.compile(rf"[^,]\s(?:pero|y|entonces|así que)\s+(?={_WHO})", re.IGNORECASE)
_TAG = re.compile(
    r"(?:,|…|\.\.\.)\s+(?=(?:o\s+)?(?:no|verdad|eh|vale|cierto|sí|ves|viste|sabes?|entiendes?|entendido|estamos|"
    r"oíste|ok|de acuerdo|a que sí|a que no|no es así|no es verdad|no es cierto|no crees?|"
    r"no cree usted|no te parece|no le parece|me entiendes?|me explico)$)",
    re.IGNORECASE,
)


def _listed(words: str) -> frozenset[str]:
    return frozenset(word.strip() for word in words.split(","))


_CONNECTORS = _listed(
    "además, sin embargo, no obstante, por cierto, ahora bien, por lo demás, por otra parte, "
    "por otro lado, en cambio, por ejemplo, es decir, o sea, en resumen, en fin, en "
    "definitiva, por tanto, por lo tanto, por consiguiente, así pues, pues bien, con todo, de "
    "todos modos, de todas formas, en todo caso, en cualquier caso, a propósito, dicho esto, "
    "primero, segundo, por último, finalmente, entonces, en ese caso, en tal caso, en "
    "realidad, de hecho, mientras tanto, por eso, aun así"
)
_INTERJECTIONS = _listed(
    "hola, buenos días, buenas tardes, buenas noches, gracias, perdón, perdone, perdona, "
    "disculpe, disculpa, por favor, oye, oiga, mira, mire, bueno, bien, pues, claro, sí, no, "
    "a ver, vaya, vamos, venga, dime, dígame, vale, ah, oh, ay, eh, uf, caramba"
)
_CONDITION = re.compile(
    r"\W*(?:si|aunque|cuando|como|mientras|puesto que|ya que|dado que|en cuanto a|"
    r"(?:con )?respecto (?:a|al|de)|en relación con|por lo que|una vez|"
    r"después de|antes de|para|al|según)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:señor(?:a|as|es|ita)?|don|doña|doctora?|profesora?|amig[oa]s?|compañer[oa]s?|hij[oa]s?|"
    r"mamá|papá|chic[oa]s|niñ[oa]s|querid[oa]s?|estimad[oa]s?|caballeros?|damas y caballeros)\b"
    r"|(?:Sr|Sra|Srta|Dr|Dra|Prof|Lic|Ing)\. ",
    re.IGNORECASE,
)
_PART = r"[A-ZÁÉÍÓÚÑ][\w’-]*\.?"
_NAME = re.compile(rf"{_PART}(?: (?:de |del |la )*{_PART}){{0,2}}")
_ENGLISH_VERB = "Are|Am|Is|Do|Does|Did|Will|Can|Could|Would|Should|Has|Have|Had|Was|Were|May|Must"
_CALLS = re.compile(rf"\W*(?!(?:{_ENGLISH_VERB})\b)[A-Z][\w’-]*(?: [A-Z][\w’-]*){{0,2}},")


def _outside_of(sentence: str, sign: str, source: str) -> int | None:
    """The length of the text before the opening sign; None if it is not certain."""
    plain = _NESTED.sub(lambda nested: "x" * len(nested[0]), sentence)
    if sign == "?":
        tag = _TAG.search(plain)
        if tag and not (_OR_NOT.search(source) and plain.endswith("o no")):
            return tag.end()
        is_asking = _ASKS.match(plain) is not None
        if not is_asking:
            if asking := _ASKING.search(plain):
                return asking.end()
            if _JOINED_ASKING.search(plain):
                return None
    if ", pero " in plain:
        return None
    return _behind_what_leads(plain, sign, source)


_OR_NOT = re.compile(r"\bor not\?", re.IGNORECASE)
"""Did he come, or not? The whole of it asks: «¿Vino, o no?»"""
_NESTED = re.compile(r"«[^«»]*»|“[^“”]*”|\([^()]*\)|\"[^\"]*\"|\[[^\[\]]*\]")


def _behind_what_leads(plain: str, sign: str, source: str) -> int | None:
    at = 0
    while (comma := _COMMA.search(plain, at)) is not None:
        head = plain[at : comma.start()].strip(_MARKS + " ")
        folded = head.casefold()
        if folded in _CONNECTORS or (sign == "?" and folded in _INTERJECTIONS):
            at = comma.end()
            continue
        if folded in _INTERJECTIONS:
            return at
        if _CONDITION.match(head):
            return comma.end() if _COMMA.search(plain, comma.end()) is None else None
        if _CALLED.match(head) and head.count(" ") < 3:
            return comma.end()
        if _LETTER.search(head) is None:
            return None
        if _NAME.fullmatch(head) and (at == 0 or sign == "?"):
            if re.search(rf"(?:^|[.?!…:;]\s+|[“«(\"—]\s*){re.escape(head)},", source):
                return comma.end()
            return at if source and not _CALLS.match(source) else None
        break
    return at


_COMMA = re.compile(r",\s+")
