"""Delimiters that begin a command of a site generator: no translation may add one.

A site generator runs shortcodes and templates on the text of an edition, and some, such as Hugo and
Liquid, ignore code spans. A whole command in a translation is refused (`render`). Half of one can
join with its other half in another segment, or break the whole site. So a delimiter that is not in
the article is made harmless: its first character becomes a character reference, or, where a
reference would be shown as it is written, the translation is refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from l10n_flow import patterns as re
from l10n_flow.documents.document import Unfit
from l10n_flow.model import Placeholder

DEFAULT = ("{{", "{%", "{:", "{#", "<%")
"""For an unknown site generator: templates and shortcodes of Hugo, Liquid, Jinja, Nunjucks, Vue,
mdBook; attributes and extensions of kramdown; comments of Jinja; tags of ERB."""

_ATTACHED = (
    r"(?<=[*_`)\]>~])\{(?=[^\s{}0-9۰-۹٠-٩])",  # attributes of Python-Markdown, Pandoc: *x*{.y}
    r"\{(?=[A-Za-z][\w:.+-]*\}`)",  # roles of MyST: {raw}`x`
)
_READ_FIRST = ("{{", "{%", "{#", "<%", "--8<--")
"""Commands that are run before Markdown is read, and so in code too."""

_REFERENCES = frozenset(("block", "setext", "heading", "cell", "html"))
_MARKDOWN = frozenset(("block", "setext", "heading", "cell"))


def defused(target: str, source: str, place: str, delimiters: tuple[str, ...] = DEFAULT) -> str:
    """The translation, in which a delimiter that is not in the source begins no command.

    Raises `Unfit` if the place has no spelling for that.

    >>> defused("Use {{< x y y {1}", "Use x {1}", "block")
    'Use &#123;{< x y y {1}'
    >>> defused("`{% raw`", "x", "block")
    Traceback (most recent call last):
    l10n_flow.documents.document.Unfit: holds {% in code, which only the article may
    """
    if not _signs(delimiters).search(target):
        return target
    if not (pattern := _pattern(delimiters)).search(target):
        return target
    allowed = Counter(_found(pattern, source))
    code = _in_code(pattern, target, allowed) if place in _MARKDOWN else []
    pieces: list[str] = []
    at = 0
    while (match := pattern.search(target, at)) is not None:
        begins = match["begins"]
        pieces.append(target[at : match.start()])
        in_code = any(first <= match.start() < last for first, last in code)
        if begins is None or in_code or allowed[begins] > 0:
            if begins is not None and not in_code:
                allowed[begins] -= 1
            pieces.append(match.group())
            at = match.end()
            continue
        if place not in _REFERENCES and not place.startswith(("attribute", "title")):
            raise Unfit(f"holds {begins}, which only the article may")
        if place not in _MARKDOWN:
            pieces.append(match.group()[: match.start("begins") - match.start()])
        pieces.append(f"&#{ord(begins[0])};")
        at = match.start("begins") + 1
    return "".join([*pieces, target[at:]])


def _in_code(pattern: re.Pattern[str], target: str, allowed: Counter[str]) -> list[tuple[int, int]]:
    """The ranges of code and bare addresses, in which a character reference is shown as written."""
    found = []
    for literal in _LITERAL.finditer(target):
        if literal["literal"] is None:
            continue
        found.append(literal.span())
        for begins in _found(pattern, literal["literal"]):
            if begins.startswith(_READ_FIRST):
                allowed[begins] -= 1
                if allowed[begins] < 0:
                    raise Unfit(f"holds {begins} in code, which only the article may")
    return found


def _found(pattern: re.Pattern[str], text: str) -> list[str]:
    return [match["begins"] for match in pattern.finditer(text) if match["begins"] is not None]


_LITERAL = re.compile(
    r"\\.|(?P<literal>(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
    r"|<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>)",
    re.DOTALL,
)


@cache
def _pattern(delimiters: tuple[str, ...]) -> re.Pattern[str]:
    known = [re.escape(d) for d in sorted(delimiters, key=len, reverse=True)]
    begins = "|".join((*known, *_ATTACHED))
    return re.compile(rf"(?P<number>\{{[0-9۰-۹٠-٩]+\}})|\\\\|\\?(?P<begins>{begins})")


@cache
def _signs(delimiters: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for a brace that is not a placeholder's; without a match there is no command."""
    others = [re.escape(d) for d in delimiters if not d.startswith("{")]
    return re.compile("|".join((r"\{(?![0-9۰-۹٠-٩]+\})", *others)))


# Commands of the article that open and close something

_CLOSES = re.compile(r"\{\{[<%]\s*/\s*(?P<shortcode>[\w./-]+)|\{%-?\s*end_?(?P<tag>\w+)")
_OPENS = re.compile(r"\{\{[<%]\s*(?P<shortcode>[\w./-]+)|\{%-?\s*(?P<tag>\w+)")
_SELF_CLOSED = re.compile(r"/\s*[>%]\}\}$")
_BETWEEN = frozenset("else elsif elif elseif when empty".split())  # noqa: SIM905


def closers(text: str) -> frozenset[str]:
    """The names of the commands that the text closes somewhere.

    >>> sorted(closers("{{< tip >}} a {{< /tip >}} {% if x %} b {% endif %}"))
    ['if', 'tip']
    """
    return frozenset(match["shortcode"] or match["tag"] for match in _CLOSES.finditer(text))


def refuse_unpaired(
    target: str, placeholders: Sequence[Placeholder], paired: frozenset[str]
) -> None:
    """Raise `Unfit` if commands that open and close something are not paired as in the source.

    An opening command without its closing one breaks a whole site. `paired` are the names of the
    commands that the article closes.
    """
    roles = {
        number: role
        for number, (value, kind, _) in enumerate(placeholders, 1)
        if kind == "opaque" and (role := _role(value, paired))
    }
    if not roles:
        return
    used = [int(number) for number in _USED.findall(target)]
    order = [number for number in used if number in roles]
    if order == list(roles):
        return
    if sorted(order) == list(roles) and _is_nested([roles[n] for n in order]):
        return
    listed = ", ".join(f"{{{number}}}" for number in roles)
    raise Unfit(f"has {listed} otherwise than the source; they open and close something")


_USED = re.compile(r"\{([0-9۰-۹٠-٩]+)\}")


def _role(value: str, paired: frozenset[str]) -> tuple[str, str] | None:
    """Whether a command opens, closes or divides something, and its name; None for others."""
    closes = _CLOSES.match(value)
    if closes is not None:
        return "closes", closes["shortcode"] or closes["tag"]
    opens = _OPENS.match(value)
    name = (opens["shortcode"] or opens["tag"]) if opens is not None else ""
    if name in _BETWEEN:
        return "divides", name
    if name not in paired or _SELF_CLOSED.search(value) or _CLOSES.search(value):
        return None
    return "opens", name


def _is_nested(roles: Sequence[tuple[str, str]]) -> bool:
    opened: list[str] = []
    for role, name in roles:
        if role == "opens":
            opened.append(name)
        elif not opened or (role == "closes" and opened.pop() != name):
            return False
    return not opened
