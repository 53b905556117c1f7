"""The words of a segment in their places: everything else is replaced, no position changes.

A finding points into the translation as it is on file, so checks of words cannot work on a text
whose marks were removed. They work on one of the same length. What is hidden is never replaced by a
blank: that would make spaces before commas and at ends of lines that nobody wrote.
"""

from __future__ import annotations

from itertools import islice

from l10n_flow import patterns as re
from l10n_flow.language.repairs import MARKS, OBJECT

FILLER = OBJECT
"""OBJECT REPLACEMENT CHARACTER, for what is opaque: no letter, no blank, no punctuation."""
MARK = MARKS[0]
"""A private-use character, for what opens or closes around words."""

ATTRIBUTE_LIST = (
    r"\{:?(?> *(?:[.#][\w-]+"
    r"|[A-Za-z][\w-]*=(?>\"[^\"{}\r\n]*\"|'[^'{}\r\n]*'|[^\s\"'{}]+)))+ *\}"
)
"""`{: .button title="…"}`: https://kramdown.gettalong.org/syntax.html#attribute-list-definitions,
https://python-markdown.github.io/extensions/attr_list/; Pandoc's and remark-directive's alike."""

_NOT_PROSE = re.compile(
    r"`(?<!``)(?P<more>`*)(?!`).*?(?<!`)`(?P=more)(?!`)"  # code
    r"|<(?i:code)(?:\s[^<>]*)?>.*?</(?i:code)\s*>"  # code of HTML
    r"|<kbd>[^\w<>]{1,3}</kbd>"  # a key with a sign
    r"|<!--.{0,2000}?-->|</?(?:[A-Za-z][^<>]*|\d{1,2}/?)>"  # comments, tags, numbered ones
    r"|!\[(?=[^\[\]]*\]\()|\[(?=[^\[\]]*\]\()"  # the beginning of an image, of a link
    r"|\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+(?:\"[^\"]*\"|'[^']*'))?\)"  # and its end
    r"|\*\**(?:(?=\S)|(?<!\s\*))|~(?!/)~*(?:(?=\S)|(?<!\s~))"  # emphasis, but for ~/folder
    r"|_(?<![^\W_]_)_*(?=\S)|__*(?![^\W_])"
    rf"|\{{[0-9۰-۹٠-٩]+\}}|\{{ \w+ \}}|{ATTRIBUTE_LIST}"  # placeholders, attributes
    r"|\[\^[^\]\s]{0,100}\]"  # footnotes
    r"|&\#?\w+;",  # entities
    re.DOTALL,
)
"""Each alternative begins with a fixed character, which makes the search nine times as fast."""
_EDGE = rf"\s<>\"”»\]\u200e\u200f\u202a-\u202e\u2066-\u2069{FILLER}{MARK}"
_ADDRESS = re.compile(
    rf"\b[a-z][a-z0-9+.-]{{1,15}}://(?:[^{_EDGE}]|{MARK}(?=%[0-9A-F]{{2}}))*[^{_EDGE}.,:;!?)']|\bwww\.[^{_EDGE}]+"
    r"|(?:mailto:)?(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE,
)
_HIDDEN_RUN = re.compile(f"[{FILLER}{MARK}]+")


QUOTED = re.compile(
    r"(?:(?<![\w`])|(?<=%[A-Z]))(?:`([^`']{1,200})'(?![\w'])|``([^`']{1,200})''(?!['\w]))"
)


def quoted(text: str) -> bool:
    """Whether the text's backticks open quotations that one apostrophe closes, or two close.

    >>> quoted("The `if' list, and `then' the other"), quoted("Run `make`, it's `new`")
    (True, False)
    """
    if "'" not in text:
        return False
    signs = sum(1 if one else 2 for one, _ in QUOTED.findall(text))
    written = text.count("`")
    return written == signs > 0 or (written % 2 == 1 and written == signs + 1 > 2)  # one is torn


def without_code(prose: str, text: str) -> str:
    """Return the prose of `text` with the words in DocBook's elements for code replaced, too.

    >>> without_code(hidden("un <varname>numero</varname>"), "un <varname>numero</varname>")[12:18]
    '\ufffc\ufffc\ufffc\ufffc\ufffc\ufffc'
    """
    if "</" not in text:
        return prose
    for element in _CODE_ELEMENT.finditer(text):
        start, end = element.span("code")
        prose = prose[:start] + FILLER * (end - start) + prose[end:]
    return prose


_CODE_ELEMENT = re.compile(
    r"<(?P<name>classname|computeroutput|constant|envar|filename|function|literal|methodname"
    r"|option|parameter|programlisting|screen|sgmltag|type|userinput|varname)\b[^<>]*>"
    r"(?P<code>.*?)</(?P=name)\s*>",
    re.DOTALL,
)
_STAND_IN = "\uf8ff"


def hidden(text: str) -> str:
    r"""Return the text with each character that is not prose replaced by `FILLER` or `MARK`.

    Code, tags, placeholders, link targets, footnote marks, entities, addresses and the marks of
    emphasis are hidden; the words of links are not. Length and positions stay the same. A pattern
    finds what is hidden, not the parser: this view serves checks that look at words, where the
    worst result of a mistake is a word too many.

    >>> hidden("**No** `rm` [aquí]({1}), 5 < 6").replace(FILLER, "·").replace(MARK, "-")
    '--No-- ···· -aquí------, 5 < 6'
    >>> hidden("<code>rm ?</code> a").replace(FILLER, "·")
    '················· a'
    >>> hidden("snake_case 2 * 3")
    'snake_case 2 * 3'
    """
    if "`" in text and quoted(text):
        return hidden(text.replace("`", _STAND_IN)).replace(_STAND_IN, "`")
    return without_addresses(_NOT_PROSE.sub(_filled, text))


def without_addresses(text: str) -> str:
    """Return the text with its addresses replaced by `FILLER`.

    >>> without_addresses("www.a.org or ana@a.org").replace(FILLER, "·")
    '········· or ·········'
    """
    if "://" in text or "@" in text or "www." in text:
        return _ADDRESS.sub(lambda match: FILLER * len(match[0]), text)
    return text


def _filled(match: re.Match[str]) -> str:
    found = match.group()
    first = found[0]
    if first == "<":
        wordless = found[1] == "!" or found.rfind("<") > 0  # the words of code, or of a key
    else:
        wordless = first in "`{&" or found.startswith("[^")
    return (FILLER if wordless else MARK) * len(found)


def without_prose(text: str, prose: str) -> str:
    """Return what `hidden(text)` hid, its pieces separated; the other half of the text.

    >>> text = "**No** `rm` [aquí]({1})"
    >>> without_prose(text, hidden(text))
    '** ** `rm` [ ]({1})'
    """
    if text == prose:
        return ""
    return " ".join([text[slice(*match.span())] for match in _HIDDEN_RUN.finditer(prose)])


def restored(prose: str, text: str) -> str:
    """Return the prose with what `hidden(text)` hid, in order; the words may have changed.

    >>> restored(hidden("`a` si {1}").replace("si", "sí"), "`a` si {1}")
    '`a` sí {1}'
    """
    kept = iter("".join([text[slice(*run.span())] for run in _HIDDEN_RUN.finditer(hidden(text))]))
    return _HIDDEN_RUN.sub(lambda run: "".join(islice(kept, len(run[0]))), prose)


def without_keys(text: str) -> str:
    """Return the text without the signs that mark a letter as a program's access key.

    >>> without_keys("N_o &cambiar"), without_keys("A & B, $_")
    ('No cambiar', 'A & B, $_')
    """
    return _KEY.sub("", text) if "_" in text or "&" in text else text


_KEY = re.compile(r"[_&](?=[^\W\d_])")


_CODE = (
    r"(?:from|import|for|if|print)\b.*[:*)]$|from \S+ import \S|import [\w.]+$"
    r"|(?:if|while|for)\b.*; ?(?:then|do)$|(?:fi|done|esac)$"
)
_CODE_LINE = re.compile(_CODE)
_SET = re.compile(rf"\s|.*\S[ \t]{{3,}}\S|[+|#}}]|\S+:(?:\s|$)|{_CODE}")
"""A line laid out by or for a program: indented, in columns, with a border, `Key: value`."""


_ITEM = r"(?:[^,;.?!\n]|\.(?=\d))+"
_SEARCH_LIST = re.compile(rf"{_ITEM}(?:[,;](?=[^\s\d]){_ITEM})+[,;]?\s*\Z|(?:{_ITEM};(?=\S|\Z))+\Z")


_BRACKETED = re.compile(r"[(\[][^()\[\]]*[,;]")
"""A function with its arguments, or a range: a formula, not a list of words."""


def is_search_list(text: str) -> bool:
    """Whether a text is a list for a program, without a blank after its commas.

    Such a list has the words by which something is found: each language has its own, more or fewer,
    and no reader sees them.

    >>> is_search_list("hike,hiking,trail"), is_search_list("Network;P2P;"), is_search_list("a, b")
    (True, True, False)
    >>> is_search_list("ROUND(1.258;2) equals 1.26"), is_search_list("f on [0,L] as it is")
    (False, False)
    """
    if "," not in text and ";" not in text:
        return False
    return _SEARCH_LIST.match(text) is not None and _BRACKETED.search(text) is None


def is_listing(text: str) -> bool:
    r"""Whether most lines of a text are code, a program's output or a table: no prose to compare.

    >>> is_listing("Types: deb\nSuites: stable"), is_listing("Roses are red,\nviolets are blue")
    (True, False)
    """
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) == 1:
        return _CODE_LINE.match(text) is not None and not text.endswith((":", ")"))
    return len(lines) > 1 and 2 * sum(map(bool, map(_SET.match, lines))) > len(lines)


_NOTE = re.compile(
    r"(?:[\[(]|<(?:em|i)>)\s*(?:<(?:em|i)>\s*|[*_]{1,2})?"
    r"(?:N(?:ota)?\.?\s?(?:del?|de la) (?:[Tt]\b|T|traduc)|N\. ?(?:d?el? )?T\.|NdT\b|یادداشت مترجم"
    r"|[Tt]ranslator['’]s note)[^\[\]()]*"
)


def translators_note(text: str, at: int) -> bool:
    """Whether the place is in a note that a translator added in brackets.

    >>> translators_note("Dijo: «Sí». [Nota del traductor: en 2004]", 40)
    True
    """
    return any(note.start() <= at <= note.end() + 1 for note in _NOTE.finditer(text))
