"""How the inline code of two segments differs, by the project's own parser."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from l10n_flow import patterns as re
from l10n_flow.checks.prose import QUOTED, quoted
from l10n_flow.documents.document import Grammar
from l10n_flow.documents.markdown.marked import Marked, marked

_PLACEHOLDER = re.compile(r"\{([0-9۰-۹٠-٩]+)\}")
_PLACED = re.compile(
    r"(?P<link>\]\(\s*\{(?P<n1>[0-9۰-۹٠-٩]+)\})|(?P<tag><[A-Za-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>)"
    r"|\{(?P<n2>[0-9۰-۹٠-٩]+)\}"
)
_TAG = re.compile(r"<(/?[A-Za-z][A-Za-z0-9:-]*)")


def placeholders(text: str) -> Counter[int]:
    """Count each `{n}` in a text, wherever it appears; in digits of every script.

    >>> placeholders("[a]({1}) <b {2}> {۱}") == {1: 2, 2: 1}
    True
    """
    if "{" not in text:
        return Counter()
    return Counter([int(number) for number in _PLACEHOLDER.findall(text)])


def places(text: str) -> dict[int, str]:
    """Return what each `{n}` is at its last place: "link" (its target), "tag" (in one) or "words".

    >>> places("[a]({1}) <b {2}> {3}")
    {1: 'link', 2: 'tag', 3: 'words'}
    """
    found = {}
    for match in _PLACED.finditer(text):
        if match["link"]:
            found[int(match["n1"])] = "link"
        elif match["tag"]:
            found.update((int(n), "tag") for n in _PLACEHOLDER.findall(match["tag"]))
        else:
            found[int(match["n2"])] = "words"
    return found


class Change(NamedTuple):
    """What the target lacks of one class, and what it adds, by name."""

    missing: Counter[str]
    extra: Counter[str]


ALIKE: Mapping[str, Change] = {}
"""For two texts with the same signs in the same order: not even the order differs."""


def differences(
    source: str, target: str, *, is_page: bool = True, grammar: Grammar = "markdown"
) -> Mapping[str, Change]:
    """Return what source and target do not share, by class; empty where they share all inline code.

    The classes are "emphasis", "tag", "link", "image", "code" and "footnote". A link or image is
    compared without its target, and a tag as its element: `addresses` compares targets, and
    `placeholders` numbers. Pairs of phrasing tags that give direction or language, or mark what
    Markdown has no sign for, may be added: W3C recommends them over control characters.
    https://www.w3.org/International/questions/qa-bidi-unicode-controls
    A word in angle brackets, `<your name>`, is for readers and may be translated. Words between `
    and ' are quoted as on typewriters, and are not code. Where a text is not known to be a page,
    the words of `<code>` are not compared if all signs are alike. In HTML only tags mark something;
    in plain text nothing does, but what is in backticks may be lost.

    >>> differences("a **b** `c`", "a b `c`")
    {'emphasis': Change(missing=Counter({'strong': 1}), extra=Counter())}
    >>> differences("*a* <b {1}>c</b>", '_a_ <b {1}>c</b> <bdi dir="ltr">C++</bdi>')
    {}
    >>> differences("a *b* <b>c</b>", "*a b* c", grammar="html")
    {'tag': Change(missing=Counter({'<b>': 1, '</b>': 1}), extra=Counter())}
    """
    if grammar == "html":
        found = differences(_as_signs(source), _as_signs(target), is_page=is_page)
        return {group: Change(*map(_as_written, found[group])) for group in found} or ALIKE
    if grammar == "text":
        found = differences(source, target, is_page=False)
        return {"code": found["code"]} if "code" in found else ALIKE
    ours, theirs = _skeleton(source), _skeleton(target)
    if ours is not None and ours == theirs and not (is_page and _CODE.search(source)):
        return ALIKE
    if ("`" in source or "`" in target) and (quoted(source) or quoted(target)):
        source, target = _unquoted(source), _unquoted(target)
        ours, theirs = _skeleton(source), _skeleton(target)
    here, there = _on(source, ours), _on(target, theirs)
    if here == there:
        return {}
    if "{" in source or "{" in target:
        # Beside a mark, what a placeholder stands for decides whether it is one; either will do.
        read = marked(source, letters=True), marked(target, letters=True)
        if _profile(read[0]) == _profile(read[1]):
            return {}
    found = {}
    for name in dict.fromkeys((*here, *there)):
        mine, others = here.get(name, _NONE), there.get(name, _NONE)
        if mine == others:
            continue
        missing, extra = mine - others, others - mine
        if name == "tag":
            missing, extra = _of_elements(missing, extra, source, target)
        if missing or extra:
            found[name] = Change(missing, extra)
    return found


def _as_signs(text: str) -> str:
    """Return a text of HTML with stand-ins for the signs that mark something in Markdown."""
    return text.translate(_STAND_INS)


def _as_written(names: Counter[str]) -> Counter[str]:
    """Return what was counted in such a text, by names as they are written."""
    return Counter({name.translate(_STOOD_FOR): names[name] for name in names})


_STAND_INS = {ord(sign): 0xF700 + ord(sign) for sign in "*_~`[]\\"}
_STOOD_FOR = {stand_in: sign for sign, stand_in in _STAND_INS.items()}

_NONE: Counter[str] = Counter()


def _of_elements(
    missing: Counter[str], extra: Counter[str], source: str, target: str
) -> tuple[Counter[str], Counter[str]]:
    """Return of the tags that differ those that are elements, and that a translation must have."""
    if extra:
        extra -= _harmless(parsed(target))
    missing, extra = _elements_only(missing, extra, source + target)
    if missing:
        missing -= _translated(source, target)
        missing -= _shell(source)
    if extra:
        extra -= _optional(target) + _shell(target)
    return missing, extra


_UNLINKED_SIGN = r"<[^<>]*>|``*[^`]*``*|\{[^{}]*\}|\\.|&\#?\w+;|<|`|\{|\\"
_SIGN = rf"\]\([^()\s]*\)|\[\^[^\]]*\]|!\[|\[|\]|{_UNLINKED_SIGN}"
"""As in `prose.py`, each alternative begins with a fixed character, to be found quickly."""
_SIGNS, _UNLINKED = (re.compile(sign, re.DOTALL) for sign in (_SIGN, _UNLINKED_SIGN))
_RUNS, _UNLINKED_RUNS = (
    re.compile(rf"{sign}|\*\**|__*|~~*", re.DOTALL) for sign in (_SIGN, _UNLINKED_SIGN)
)
_DOUBTFUL = re.compile(r"\*|~|\[\]|\]\\?\[|``|_(?![^\W_])|_(?<![^\W_]_)")
_UNCLEAR = re.compile(r"\[\]|\]\\?\[|``")
"""Brackets next to others may be a reference, depending on these; so may escaped ones."""
_TICKS = re.compile("``")


def _skeleton(text: str) -> Sequence[str] | None:
    """Return all signs that may be markup, in order; None where more than these decides.

    Texts with one skeleton have one profile, because nothing else decides what the parser finds
    (tests/checks/test_laws.py): nine texts of ten need no parsing.
    """
    linked = "](" in text or "[^" in text  # else brackets are brackets
    if not any(map(text.__contains__, "*~_`[")) or _DOUBTFUL.search(text) is None:
        return list(map(_bones, (_SIGNS if linked else _UNLINKED).findall(text)))
    if (_UNCLEAR if linked else _TICKS).search(text):
        return None
    around = f" {text} "
    return [
        _beside(around[match.start()], sign, around[match.end() + 1])
        if (sign := match.group())[0] in "*_~"
        else _bones(sign)
        for match in (_RUNS if linked else _UNLINKED_RUNS).finditer(text)
    ]


@lru_cache(maxsize=1 << 12)
def _bones(sign: str) -> str:
    """Return a sign without what does not count: attributes, a comment, an address."""
    match = _FLESH.fullmatch(sign)
    if match is None:
        return sign
    if match["name"] is None:
        return "<!>" if sign[0] == "<" else "](.)"
    name = match["name"].lower()
    return sign if name in _CODE_NAMES else f"<{name}{match['closed']}>"


_FLESH = re.compile(
    r"<(?P<name>[A-Za-z][A-Za-z0-9-]*)(?:\s+[A-Za-z-]+=(?:\"[^<>\"]*\"|'[^<>']*'))*\s*(?P<closed>/?)>"
    r"|<!--[^<>-]+-->|\]\((?:[A-Za-z0-9:/.?=%#+,;@-]+|\{[0-9]+\})\)"
)
_CODE_ELEMENT = re.compile(
    r"<(?P<name>code|kbd|pre|samp|tt|var)\b[^<>]*>.*?</(?P=name)\s*>", re.DOTALL | re.IGNORECASE
)
_CODE_NAMES = ("code", "samp", "var")
"""Elements whose words are code."""


def _beside(before: str, sign: str, behind: str) -> str:
    """Return a run of stars with the neighbours that decide what it is (CommonMark 6.2).

    Stars after a letter close, before a blank as well as before a full stop; before a letter they
    open.
    """
    before, behind = _SIDES.get(before, before), _SIDES.get(behind, behind)
    before, behind = "a" if before.isalnum() else before, "a" if behind.isalnum() else behind
    if sign[0] == "*" and before == "a" and behind == ".":
        behind = " "
    elif sign[0] == "*" and behind == "a" and before == ".":
        before = " "
    return before + sign + behind


_SIDES = {"\n": " ", **dict.fromkeys(",.:;!?…«»“”،؛؟¿¡", ".")}
"""Blanks, and punctuation without another function in Markdown."""


_STRAYING = frozenset("*~`_&")
"""The signs, and that of an entity, which may be one of them."""
_MARKED = re.compile(
    r"(?<![\w*`_])(?P<sign>\*\*?|`|__)(?=[^\s*`_])(?:(?!(?P=sign)).)+(?<=\S)(?P=sign)(?![\w*`_])"
)
"""Words between two signs as Markdown has them."""
_STRAY = re.compile(r"\*+|~~+|`+|_(?<!\w_)_?(?=\w)|_(?<=\w_)_?(?!\w)")


def _unquoted(text: str) -> str:
    """Return the text with such quotations in modern signs."""
    return QUOTED.sub(r"‘\1\2’", text) if quoted(text) else text


def stray_marks(source: str, target: str, grammar: Grammar = "markdown") -> tuple[str, ...]:
    """Return the signs of markup that readers see in the target and not in the source.

    >>> stray_marks("a **new** deal", "un **nuevo ** acuerdo")
    ('**',)
    >>> stray_marks("a <b>new</b> deal", "un **nuevo** acuerdo", "html")
    ('**',)
    """
    if grammar == "html":
        prose = _CODE_ELEMENT.sub("", target) if "<" in target else target
        found = dict.fromkeys(mark["sign"] for mark in _MARKED.finditer(prose))
        return tuple([sign for sign in found if sign[0] not in source])
    if _STRAYING.isdisjoint(target):
        return ()
    source, target = _unquoted(source), _unquoted(target)
    in_target = Counter(_STRAY.findall(parsed(target).text))
    return tuple(in_target - Counter(_STRAY.findall(parsed(source).text)))


def parsed(text: str) -> Marked:
    """Return the parsed text; a source is parsed once for several checks and languages."""
    return _kept(text) if len(text) < _SHORT else marked(text)


_SHORT = 5_000
_kept = lru_cache(maxsize=512)(marked)


def _on(text: str, skeleton: Sequence[str] | None) -> Mapping[str, Counter[str]]:
    """Return the profile of a text; texts of one skeleton have one, which is made once."""
    if (
        skeleton is None
        or not _is_plain(text)
        or sum([sign.startswith("](") for sign in skeleton]) < text.count("](")
    ):
        return _profile(parsed(text))
    signs = tuple(skeleton)
    found = _PROFILES.get(signs)
    if found is None:
        if len(_PROFILES) >= _MAX_PROFILES:
            _PROFILES.clear()
        found = _PROFILES[signs] = _profile(parsed(text))
    return found


def _is_plain(text: str) -> bool:
    """Whether no words decide what is on a text, as those of code and comments do."""
    return len(text) < _SHORT and _WORDY.search(text) is None


_WORDY = re.compile(r"<(?:[!?]|(?i:code|samp|var)\b)")
_CODE = re.compile(r"<(?i:code)\b")
"""Code; the words of `<samp>` and `<var>`, which readers see or fill in, may be translated."""
_PROFILES: dict[tuple[str, ...], Mapping[str, Counter[str]]] = {}
_MAX_PROFILES = 2_048


def _profile(text: Marked) -> dict[str, Counter[str]]:
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for group, name in _items(text):
        found[group][name] += 1
    return found


def _items(text: Marked) -> Iterator[tuple[str, str]]:
    """Yield class and name of everything that a translation must have, too."""
    for mark in text.marks:
        if mark.kind == "tag":
            yield from _tags(mark.opening + mark.closing)
        elif mark.kind in ("link", "image"):
            yield mark.kind, mark.kind
        else:
            yield "emphasis", mark.kind
    for opaque in text.opaques:
        if opaque.kind == "tag":
            yield from _tags(opaque.written)
        elif opaque.kind in ("link", "image"):
            yield opaque.kind, opaque.kind
        elif opaque.kind == "code":
            if "</" not in opaque.name[:3]:  # `<kbd>`</kbd>` shows the sign itself
                yield "code", _code(opaque.name)
        elif opaque.kind == "footnote":
            yield "footnote", opaque.name


def _tags(written: str) -> Iterator[tuple[str, str]]:
    return (("tag", f"<{name.lower()}>") for name in _TAG.findall(written))


_MAY_BE_ADDED = re.compile(
    r"""<(?:abbr|b|bdi|bdo|cite|dfn|em|i|kbd|mark|q|rb|rp|rt|ruby|s|small|span|strong|sub|sup|u)"""
    r"""(?:\s+(?:(?:dir|lang|xml:lang|translate)(?:\s*=\s*(?:"[\w-]*"|'[\w-]*'|[\w-]+))?"""
    r"""|title\s*=\s*(?:"[^"{}]*"|'[^'{}]*')|style\s*=\s*(?P<quote>["'])(?:\s*(?:direction|unicode-bidi)\s*:[\w\s-]+;?)+(?P=quote)))*"""
    r"""\s*>""",
    re.IGNORECASE,
)


def _harmless(text: Marked) -> Counter[str]:
    """The names of the paired tags that any translation may have."""
    found: Counter[str] = Counter()
    for mark in text.marks:
        if mark.kind == "tag" and _MAY_BE_ADDED.fullmatch(mark.opening):
            found.update(name for _, name in _tags(mark.opening + mark.closing))
    return found


_HTML_NAMES = (
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo big "
    "blink blockquote body br button canvas caption center cite code col colgroup data "
    "datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure "
    "font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe "
    "img input ins kbd label legend li link main map mark marquee math menu meta meter nav "
    "nobr noframes noscript object ol optgroup option output p param picture pre progress q "
    "rb rp rt rtc ruby s samp script search section select slot small source span strike "
    "strong style sub summary sup svg table tbody td template textarea tfoot th thead time "
    "title tr track tt u ul var video wbr "
)
_HTML = frozenset(_HTML_NAMES.split())
"""The elements of HTML, obsolete ones included.
https://html.spec.whatwg.org/multipage/indices.html#elements-3"""


_TELLING_NAMES = (
    "address area article audio base body button canvas caption data details dialog dir figure font"
    " footer form frame header image input label legend link main map mark menu meter object option"
    " output param picture progress search section select slot source summary table template text"
    " time title track video"
)
_WORDS_TOO = frozenset(_TELLING_NAMES.split())
"""Those that are also words of manuals: `--since <time>`."""


def _elements_only(
    missing: Counter[str], extra: Counter[str], texts: str
) -> tuple[Counter[str], Counter[str]]:
    """Return both without words that are only in angle brackets.

    Such a word has no attribute and is closed nowhere. It is not an HTML element; or its name is a
    word for readers; or it is one of several words, `<script file name>`; or it replaces such a
    word: `<s>` for `<sec>`. What is in a command of POD, `I<file>`, is words, too.
    """
    missing, extra = (
        Counter({name: count for name, count in some.items() if not _is_in_pod(name, texts)})
        for some in (missing, extra)
    )
    used = {name: _is_used(name[1:-1], texts) for name in (*missing, *extra)}
    words = [
        {n for n in some if not used[n] and (_is_word(n[1:-1]) or _begins_words(n[1:-1], texts))}
        for some in (missing, extra)
    ]
    for some, mine, others in zip((missing, extra), words, reversed(words), strict=True):
        for name in tuple(some):
            if name in mine or (others and not used[name] and some.total() <= len(others)):
                del some[name]
    return missing, extra


def _is_used(name: str, texts: str) -> bool:
    """Whether such an element is closed, or has an attribute; a pattern is made where it needs one.

    The name of an end tag begins with a slash.
    """
    if name[0] == "/" and _ODD_END.search(texts) is None:
        return False
    if f"</{name}>" in texts.lower():
        return True
    return re.search(_USED.format(re.escape(name)), texts) is not None


_USED = r"(?i:</{0}\b|<{0}\b[^<>]*[=/])"
_ODD_END = re.compile(r"</(?:/|[^<>]*[=/])")
"""An end tag with more than its name, which nearly no text has."""


def _is_word(name: str) -> bool:
    return name.replace("-", "").isalnum() and (name not in _HTML or name in _WORDS_TOO)


def _is_in_pod(name: str, texts: str) -> bool:
    """Whether a POD letter is always before the brackets, and nothing closes the name.

    https://perldoc.perl.org/perlpod#Formatting-Codes
    """
    begins = rf"<{re.escape(name[1:-1])}\b"
    return (
        _POD.search(texts) is not None
        and f"</{name[1:-1]}" not in texts
        and re.search(rf"(?<![A-Za-z])[BCEFILSXZ]{begins}", texts) is not None
        and re.search(rf"(?<![BCEFILSXZ]){begins}|[A-Za-z][BCEFILSXZ]{begins}", texts) is None
    )


_POD = re.compile(r"[BCEFILSXZ]<")


def _begins_words(name: str, texts: str) -> bool:
    """Whether other words, which are not attributes, always follow it in its brackets."""
    if f"<{name}>" in texts.lower():
        return False
    tags = re.findall(rf"(?i:<{re.escape(name)}(\s[^<>]*)?>)", texts)
    return bool(tags) and all(
        tag.strip() and "{" not in tag and not _SWITCHES & set(tag.lower().split()) for tag in tags
    )


_SWITCH_NAMES = (
    "allowfullscreen async autofocus autoplay checked compact controls default defer disabled "
    "download formnovalidate hidden inert ismap itemscope loop multiple muted nomodule noshade "
    "novalidate nowrap open playsinline readonly required reversed selected translate"
)
_SWITCHES = frozenset(_SWITCH_NAMES.split())
"""Attributes of HTML that need no value."""


def _translated(source: str, target: str) -> Counter[str]:
    """Names in angle brackets that the translation has in another script: `<footer>`, <پاصفحه>."""
    left = _IN_BRACKETS.findall(target)
    names = Counter(name.lower() for name in _LONELY.findall(source) if f"</{name}" not in source)
    found: Counter[str] = Counter()
    for name, count in names.items():
        if name not in _VOID and count <= len(left):
            found[f"<{name}>"] = count
            del left[:count]
    return found


_IN_BRACKETS = re.compile(r"<[^\x00-\x7f<>][^<>]*>")
_LONELY = re.compile(r"<([A-Za-z][\w-]*)>")
_VOID = ("br", "hr", "img", "input", "p", "wbr")
"""These are closed nowhere, and are not names."""


def _optional(target: str) -> Counter[str]:
    """The end tags that HTML lets authors leave out, where their element opens."""
    found = Counter(_TAG.findall(target))
    return Counter(
        {
            f"</{name}>": found[f"/{name}"]
            for name in ("dd", "dt", "li", "option", "p", "td", "th", "tr")
            if 0 < found[f"/{name}"] <= found[name]
        }
    )


def _shell(texts: str) -> Counter[str]:
    """The tags of a page that HTML lets authors leave out, as many as there are."""
    names = (name.lower() for name in _TAG.findall(texts))
    return Counter(f"<{name}>" for name in names if name.lstrip("/") in ("html", "head", "body"))


_CODE_TAG = re.compile(r"</?(?:[a-z]+|CODE\b|SAMP\b|VAR\b)[^<>]*>")


def _code(name: str) -> str:
    """The words of code, whatever marks it, with one blank for each stretch of blanks."""
    words = name[1:-1] if name.startswith("`") else _CODE_TAG.sub("", name)
    return " ".join(words.split())
