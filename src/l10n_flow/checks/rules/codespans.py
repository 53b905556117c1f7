"""Code among words: lost, changed, translated, with or without its backticks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from l10n_flow import patterns as re
from l10n_flow.checks.pair import Hit, Pair, once
from l10n_flow.checks.row import Check, Example, series
from l10n_flow.checks.rules.alike import only_unseen
from l10n_flow.checks.traits import Trait
from l10n_flow.language.numerals import ascii_digits
from l10n_flow.model import Severity, Span, State

_WORDS = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*")
"""Code that may also be words: `raise`, `tag browser`."""
_LABEL = re.compile(r"[^\W\d_][^\W_]*(?: ?[-–&/,:+>…]{0,2} ?[^\W_]+)*\.{0,3}")
"""A label of a button, or a path through menus: `File > Save as…`."""


def _missing_code(pair: Pair) -> Iterator[Hit]:
    """Yield code that is missing and cannot have been translated."""
    change = pair.differences.get("code")
    if change is None or change.missing.total() <= change.extra.total():
        return
    here = ascii_digits(pair.target).replace("٪", "%")
    ours, theirs = _forms(pair.source), _forms(pair.target)
    filled = {_unfilled(name, theirs) for name in change.extra} if ours else set()
    names = [
        name
        for name in change.missing
        if name not in here
        and not (name in ours and _unfilled(name, ours) in filled)
        and not _WORDS.fullmatch(name)
        and not _is_label(name)
        and not _is_again(pair.source, here, name.strip("\"'"))
    ]
    if len(names) >= _TOGETHER:
        shown = series([f"`{name}`" for name in names])
        yield Hit(f"missing: the code {shown}", detail=",".join(names))
    else:
        yield from (Hit(f"missing: the code `{name}`", detail=name) for name in names)


_TOGETHER = 3
"""So many went with the words that they stood in: one mistake."""


def _is_again(source: str, target: str, name: str) -> bool:
    """Whether the source has the code twice, and the translation once, and then a pronoun."""
    if not name or name not in _TAG.sub("", target):
        return False
    return _TAG.sub("", source).count(name) > 1


class _Changed(NamedTuple):
    """What became of code."""

    is_words: bool
    """Whether it was only put into words that readers of the language type or see."""
    hit: Hit


def _code_words(pair: Pair) -> Iterator[Hit]:
    return (one.hit for one in _changed(pair) if not one.is_words)


def _translated_code(pair: Pair) -> Iterator[Hit]:
    return (
        one.hit
        for one in _changed(pair)
        if one.is_words and (pair.state <= State.DRAFT or _is_run(pair, one.hit.detail))
    )


def _is_run(pair: Pair, code: str) -> bool:
    """Whether an English source says to run the word.

    Others may be labels that readers see, or what they type: of 22 that a source calls a command or
    a function three were a mistake (pages, eighth and ninth part). Where the source's language has
    no such table, every word may be a command.
    """
    if pair.source_language != "en":
        return True
    written = rf"(?:`|<code\b[^<>]*>){re.escape(code)}(?:`|</code>)"
    return re.search(rf"\b{_RUN}\s+{written}", pair.source, re.IGNORECASE) is not None


_RUN = r"(?:run|running|runs|call|calling|calls|execute|executing|invoke|invoking)"


@once
def _changed(pair: Pair) -> Sequence[_Changed]:
    """What became of the code, apart from what `code` reports."""
    change = pair.differences.get("code")
    if change is None:
        return ()
    missing, extra = change
    if not pair.is_page and any(map(_SENTENCE.search, (*missing, *extra))):
        return ()  # words between two keys, "press ` to zoom in, or Shift+` to zoom out"
    if missing.total() == extra.total():
        return _became(pair, list(missing.elements()), list(extra.elements()))
    if not pair.is_page and any(map(_TORN.search, (*missing, *extra))):
        return ()  # words between two `quotations' are not code
    return [*_lost(pair, missing), *_added(pair, missing, extra)]


def _lost(pair: Pair, missing: Iterable[str]) -> Iterator[_Changed]:
    quoted = _more_quoted(pair)
    for name in missing:
        at = _find(pair.target, name)
        if name.isdecimal() or any(
            mark in pair.target and mark in pair.source
            for mark in (f"`{name}`", f">{name}</code>", f">{name}</var>")
        ):
            continue  # a value; or the source has it again, where a pronoun may be
        if at is not None and not _is_quoted_once(pair.target, name):
            hit = Hit(f"not marked as code: `{name}`", at, detail=name)
            yield _Changed(is_words=False, hit=hit)
        elif at is None and (_WORDS.fullmatch(name) or _is_label(name)):
            quoted -= 1
            if quoted < 0:
                message = f"missing, or put into words: the code `{name}`"
                yield _Changed(_is_in_words(name), Hit(message, detail=name))


def _added(pair: Pair, missing: Iterable[str], extra: Iterable[str]) -> Iterator[_Changed]:
    ours, theirs = _forms(pair.source), _forms(pair.target)
    filled = {_unfilled(name, ours) for name in missing} if theirs else set()
    for name in extra:
        if name in theirs and _unfilled(name, theirs) in filled:
            continue
        if name.strip("()").lower() not in pair.source_lower and name not in pair.source:
            message = f"not in the source: the code `{name}`"
            at = _find(pair.target, name)  # code of another version, or an explanation: 0 of 4 true
            hit = Hit(message, at, detail=f">{name}", may_be_meant=True)
            yield _Changed(_is_in_words(name), hit)


def _is_in_words(code: str) -> bool:
    """Whether code is of words and numbers alone, so that it may be in any language.

    Names that programs give have other signs in them, or capitals.

    >>> [_is_in_words(code) for code in ("income", "forward 100", "Save as", "SELECT")]
    [True, True, True, True]
    >>> _is_in_words("Music/"), _is_in_words("music/")  # a folder that a desktop names
    (True, False)
    >>> [_is_in_words(code) for code in ("apt-get", "newFile", "a_b", "x.y", "100")]
    [False, False, False, False, False]
    """
    code = code.removesuffix("/") if code[:1].isupper() else code
    return _IN_WORDS.fullmatch(code) is not None and any(map(str.isalpha, code))


_IN_WORDS = re.compile(
    r"(?:(?:[^\W\d_](?:[^\W\d_A-Z]*|[A-Z]*)(?:['’][^\W\d_]+)?|\d+)(?:[,;] ?| |\Z))+"
)


def has_words(text: str) -> bool:
    """Whether code of the text is of words alone.

    >>> has_words("Run `make` or `a.sh`"), has_words("Run `a.sh` to make it")
    (True, False)
    """
    found = _CODE.finditer(text)
    return any(_is_in_words(code["ticks"] or code["words"] or "") for code in found)


_CODE = re.compile(r"`+(?P<ticks>[^`]+)`+|<code\b[^<>]*>(?P<words>[^<>]*)</code>", re.IGNORECASE)


def _without_folders(names: Sequence[str], folders: Counter[str]) -> Sequence[str]:
    """The names but for as many of each folder as are given."""
    left, rest = folders.copy(), []
    for name in names:
        folder = name.rstrip("/")
        left[folder] -= 1
        if left[folder] < 0:
            rest.append(name)
    return rest


def _became(pair: Pair, missing: Sequence[str], extra: Sequence[str]) -> Sequence[_Changed]:
    """Return code that became other code.

    Labels of buttons and menus may be translated, and what readers put in the place of a name. A
    path may be given more fully, and a folder without its last slash.
    """
    folders = Counter(name.rstrip("/") for name in missing) & Counter(
        name.rstrip("/") for name in extra
    )
    missing, extra = _without_folders(missing, folders), _without_folders(extra, folders)
    ours, theirs = _forms(pair.source), _forms(pair.target)
    changed = [
        (was, now)
        for was, now in zip(missing, extra, strict=True)
        if _unfilled(was, ours) != _unfilled(now, theirs)
        and not (_is_label(was) and _is_label(now))
        and not (_is_word_of_a_screen(pair.source, was) and _WORDS.fullmatch(now))
        and not _are_in_examples(pair, was, now)
        and not _is_said_otherwise(was, now)
        and not _is_variable(pair.source, was)
    ]
    if not changed:
        return ()
    names = [
        (was, now)
        for was, now in changed
        if not (_is_in_words(was) or _differ_in_words(was, now) or _is_form(was, now))
    ]
    was, now = (names or changed)[0]
    more = f" (and {len(changed) - 1} more)" if len(changed) > 1 else ""
    signs = only_unseen(was, now)
    message = f"the code `{was}` became `{now}`"
    if signs:
        message = f"the code `{was}` has other invisible signs than the source's: {signs}"
    return [_Changed(not names, Hit(message + more, _find(pair.target, now), detail=was))]


def _forms(text: str) -> Mapping[str, str]:
    """For code of HTML with words in italics, which readers replace by their own, its form.

    >>> _forms("<code>man <em>page</em></code> <em><code>name</code></em>")
    {'man page': 'man <>', 'name': '<>'}
    """
    if not _ITALIC.search(text):
        return {}
    text = _ITALIC_CODE.sub(r"\g<code><em>\g<words></em></code>", text)
    found, depth, start = {}, 0, 0
    for tag in _CODE_TAG.finditer(text):
        depth += -1 if tag[0][1] == "/" else 1
        if depth == 1 and tag[0][1] != "/":
            start = tag.end()
        elif depth == 0:
            code = text[start : tag.start()]
            form = _TAG.sub("", _ITALIC.sub("⟨⟩", code)).replace("⟨⟩", "<>")
            found[" ".join(_TAG.sub("", code).split())] = " ".join(form.split())
    return found


_TAG = re.compile("<[^<>]*>")
_CODE_TAG = re.compile(r"</?(?i:code)\b[^<>]*>")
_ITALIC = re.compile(r"<(?P<name>em|i|var)\b[^<>]*>.*?</(?P=name)>", re.DOTALL | re.IGNORECASE)
_ITALIC_CODE = re.compile(
    r"<(?:em|i|var)\b[^<>]*>(?P<code><code\b[^<>]*>)(?P<words>[^<>]*)</code></(?:em|i|var)>",
    re.IGNORECASE,
)


def _unfilled(code: str, forms: Mapping[str, str]) -> str:
    """Return code without the names of what readers put there: `ssh <name>`, `ssh NAME`."""
    code = _BRACKETED.sub("<>", forms.get(code, code)).replace("…", "...")
    return _METAVARIABLE.sub("<>", code) if code[:1].islower() else code


_BRACKETED = re.compile(r"<[^<>]+>|&lt;.+?&gt;")
_METAVARIABLE = re.compile(r"(?<=[\s=])[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ_-]+(?!\w)")
"""In capitals behind a command, as POSIX's and GNU's manuals write it."""


def _differ_in_words(was: str, now: str) -> bool:
    """Whether both call one function, and only the words for its arguments are others.

    >>> _differ_in_words("insert(place, new_label)", "insert(lugar, nueva_etiqueta)")
    True
    >>> _differ_in_words("insert(place, 3)", "insert(lugar, 4)"), _differ_in_words("a(x)", "b(x)")
    (False, False)
    """
    ours, theirs = _CALL.fullmatch(was), _CALL.fullmatch(now)
    if ours is None or theirs is None:
        return False
    return ours["name"] == theirs["name"] and was.count(",") == now.count(",")


def _is_form(was: str, now: str) -> bool:
    """Whether both show how something is written, with other words among the same signs.

    >>> _is_form("name: value;", "nombre: valor;"), _is_form("apt-get install", "apt-obtener ya")
    (True, False)
    """
    ours, theirs = _PLAIN.sub("", was), _PLAIN.sub("", now)
    return ours == theirs and " " in was and _SHOWN.search(ours) is not None


_PLAIN = re.compile(r"(?<![\w{<])[^\W\d_]+(?![\w}>])")
_SHOWN = re.compile(r"[:;=]")
_CALL = re.compile(r"(?P<name>[\w.:]+)\([^\W\d][^\d()\"'*&=]*\);?")


def _is_variable(text: str, name: str) -> bool:
    """Whether it stands in `<var>`: for what readers put there, as HTML's standard says."""
    return f">{name}</var>" in text


def _are_in_examples(pair: Pair, was: str, now: str) -> bool:
    """Whether both are words of a quoted sentence, "Roses are `red`", which is translated."""
    return all(
        _WORDS.fullmatch(name) and any(f" `{name}`" in quote for quote in _QUOTED.findall(text))
        for name, text in ((was, pair.source), (now, pair.target))
    )


def _is_said_otherwise(was: str, now: str) -> bool:
    """Whether both are one path, one key, or differ in a name that is only an example.

    >>> _is_said_otherwise("~/wool/", "~/wool"), _is_said_otherwise("rules", "debian/rules")
    (True, True)
    >>> _is_said_otherwise("control-d", "Ctrl+D"), _is_said_otherwise("my_app.sh", "mi_app.sh")
    (True, True)
    >>> _is_said_otherwise("Shift+Ctrl+r", "Mayús+Control+r"), _is_said_otherwise("C-x", "C-y")
    (True, False)
    >>> _is_said_otherwise("/home/user", "/home/usuario"), _is_said_otherwise("user", "usuario")
    (True, False)
    >>> _is_said_otherwise("user@example.org", "usuario@ejemplo.org")
    True
    >>> _is_said_otherwise("go([a, b], c)", "go ([a,b],c)"), _is_said_otherwise("a b", "ab")
    (True, False)
    """
    if _AROUND.sub(r"\1", was) == _AROUND.sub(r"\1", now):
        return True
    if was.rstrip("/") == now.rstrip("/") or now.endswith(f"/{was}") or was == f"{now}s":
        return True
    keys = _KEY.fullmatch(was), _KEY.fullmatch(now)
    if keys[0] and keys[1]:
        return [key and key["key"].lower() for key in keys] == [keys[0]["key"].lower()] * 2
    ours, theirs = _parts(was), _parts(now)
    while ours and theirs and ours[0] == theirs[0]:
        del ours[0], theirs[0]
    while ours and theirs and ours[-1] == theirs[-1]:
        del ours[-1], theirs[-1]
    names = _IN_A_PATH if _PATH.search(was) or "@" in was else _EXAMPLE
    replaced = [part for part in ours if part[0].isalnum()]
    return (
        bool(replaced and theirs)
        and " " not in ours + theirs
        and all(names.fullmatch(part) for part in replaced)
    )


def _parts(code: str) -> list[str]:
    """Return its words, and each sign between them."""
    return _PART.findall(code)


_PART = re.compile(r"[^\W\d_]+|\d+|.", re.DOTALL)
_AROUND = re.compile(r"\s*([,()\[\]])\s*")
"""Signs between arguments, and the blanks around them: `go(a, b)`, `go (a,b)`."""
_KEY = re.compile(
    r"(?:(?:ctrl|control|alt|shift|may[úu]?s|cmd|super|c|m|s)[-+])+(?P<key>[^\s-])", re.IGNORECASE
)
_PATH = re.compile(r"[/\\$]")
_EXAMPLES = r"foo|ba[rz]|qux|(?:my|your)[a-z]*|example"
_EXAMPLE = re.compile(_EXAMPLES, re.IGNORECASE)
_IN_A_PATH = re.compile(
    rf"{_EXAMPLES}|dir(?:ectory)?|document|file|folder|[a-z]*name|package|path|project|to|user",
    re.IGNORECASE,
)
"""Words that stand for what readers have: everywhere, and in a path, an address of mail or behind
a dollar sign."""


def _is_label(name: str) -> bool:
    return " " in name and name[0].upper() == name[0] and _LABEL.fullmatch(name) is not None


def _is_word_of_a_screen(text: str, name: str) -> bool:
    """Whether the source calls it a button, a menu, a folder…, or a word: readers see it."""
    if not _WORDS.fullmatch(name):
        return False
    parts = _PARTS if name[0].isupper() else _WORD_ITSELF
    code = rf"(?:`|<code\b[^<>]*>){re.escape(name)}(?:`|</code>)"
    listed = rf"(?:{_CODES}[,/&\s]*(?:and|or)?\s*)*"
    pattern = rf"{code}[,\s]*(?:and|or)?\s*{listed}{parts}\b|\b{parts}:?\s+{listed}{code}"
    return re.search(pattern, text, re.IGNORECASE) is not None


_CODES = r"(?:`[^`]*`|<code\b[^<>]*>[^<>]*</code>)"
_PARTS = (
    r"(?:button|menu|submenu|tab|option|setting|checkbox|check box|radio button|switch|field|column"
    r"|dialog|dialogue|window|panel|pane|page|section|screen|icon|link|item|entry|key|label|folder"
    r"|directory|view|toolbar|sidebar|heading|title)s?(?:es)?"
)
_WORD_ITSELF = r"(?:word|label|phrase)s?"
_SENTENCE = re.compile(r"(?:[^\W\d_]{2,}[ ,]+){5}")
_TORN = re.compile(r"'(?!\w)")
"""A closing apostrophe."""
_QUOTES = "«»“”\"‘’'"


def _more_quoted(pair: Pair) -> int:
    """How many words more than in the source are in quotation marks."""
    return len(_QUOTED.findall(pair.target)) - len(_QUOTED.findall(pair.source))


_QUOTED = re.compile('«[^«»]*»|“[^“”]*”|"[^"]*"')


def _is_quoted(text: str, at: Span) -> bool:
    before, behind = text[: at.start].rstrip(_UNSEEN), text[at.end :].lstrip(_UNSEEN)
    return before[-1:] in _QUOTES and behind[:1] in _QUOTES


def _is_quoted_once(text: str, name: str) -> bool:
    """Whether it is in quotation marks in one of its places."""
    starts = [found.start() for found in re.finditer(re.escape(name), text)]
    return any(_is_quoted(text, Span(at, at + len(name))) for at in starts)


_UNSEEN = " \t\n\u00a0\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"


def _find(text: str, name: str) -> Span | None:
    at = text.find(name)
    return Span(at, at + len(name)) if at >= 0 else None


CHECKS = (
    Check(
        "code",
        "Code of the source is missing. Code that is a word may have been put into words, which"
        " `translated-code` reports.",
        "Copy the source's code with its backticks.",
        _missing_code,
        (
            Example("es", "Run `make -k`", "Ejecútelo ahora", "Ejecute `make -k`"),
            Example("fa", "Run `a.sh` now", "اکنون اجرا کنید", "اکنون `a.sh` را اجرا کنید"),
        ),
        on_drafts=Severity.ERROR,
        elsewhere=Severity.WARNING,
        when=Trait.CODE | Trait.TAG,
    ),
    Check(
        "code-words",
        "What stands in backticks or `<code>` was changed, lost its backticks, or got some."
        " Quotation marks in their place pass, and so do translated names of menus, and of what"
        " readers fill in. `translated-code` reports words that were only translated.",
        "Copy the source's code.",
        _code_words,
        (
            Example("es", "Run `make_all`", "Ejecute `hacer_todo`", "Ejecute `make_all`"),
            Example("fa", "Run `make`", "make را اجرا کنید", "`make` را اجرا کنید"),
        ),
        of_people=Severity.INFO,
        when=Trait.CODE | Trait.TAG,
    ),
    Check(
        "translated-code",
        "Words in backticks or `<code>` were translated, or put into words. In a person's text only"
        " what an English source says to run: other words may be labels, or what readers type."
        " Where most of an article's are translated, `code-language` says so once.",
        "Copy the source's words, unless they are meant for readers.",
        _translated_code,
        (
            Example("es", "Run `make`", "Ejecute `hacer`", "Ejecute `make`"),
            Example("fa", "Run `make`", "`بساز` را اجرا کنید", "`make` را اجرا کنید"),
        ),
        Severity.INFO,
        on_drafts=Severity.WARNING,
        when=Trait.CODE | Trait.TAG,
    ),
)
