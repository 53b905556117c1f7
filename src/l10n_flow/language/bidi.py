"""Isolates: controls that keep a run of the other direction together where there is no markup.

In HTML an element with `dir` does this; in plain text, titles, feeds and JSON these controls do it
(UAX #9, section 2.7).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from l10n_flow import patterns as re
from l10n_flow.language.tags import Direction, direction

_FIRST_STRONG, _POP = "\u2068", "\u2069"
_OPENERS = "\u2066\u2067\u2068"
_DROPPED = dict.fromkeys(map(ord, _OPENERS + _POP))


def isolate(text: str, locale: str, within: str) -> str:
    r"""The text, made safe to appear inside text of another language.

    It is wrapped in U+2068 and U+2069 if the two languages have different directions and it is not
    wrapped already. Each line is wrapped by itself, because an isolate ends with its line (UAX #9,
    rule X8 with BD1). Unpaired isolates inside are removed, because they could end ours.
    Law: `isolate(isolate(t, a, b), a, b) == isolate(t, a, b)`.

    >>> isolate("JCPOA (2015)", "en", within="fa")
    '\u2068JCPOA (2015)\u2069'
    >>> isolate("برجام", "fa", within="fa")
    'برجام'
    """
    if direction(locale) == direction(within):
        return text
    return "".join(_wrapped(line) for line in text.splitlines(keepends=True))


def strip_isolates(text: str) -> str:
    r"""The text without isolates: for a slug, a search key, a comparison.

    >>> strip_isolates("\u2068JCPOA\u2069")
    'JCPOA'
    """
    return text if text.isascii() else text.translate(_DROPPED)


def foreign_runs(text: str, within: Direction) -> Iterator[tuple[int, int]]:
    """The parts of a text that run in the other direction than the text around them, in order.

    A run contains what belongs to its words: the digits, spaces and signs between them, a number
    before them (`20 km`), the bracket that closes one of its own, `+` and `#` (`C++`). Letters
    decide: a number alone is not a run, because it is shown correctly in both directions.

    In right-to-left text, the runs of `ltr_runs` (a number with its sign, a telephone number, a
    path) are runs too, with the signs at their edges, and so is a whole quotation without other
    letters. ، ؛ ؟ or a quotation mark ends a run: in «A»، «B» there are two.

    >>> text = "توافق JCPOA (2015) و 20 km راه"
    >>> [text[start:end] for start, end in foreign_runs(text, "rtl")]
    ['JCPOA (2015)', '20 km']
    >>> list(foreign_runs(text, "ltr"))[:1]
    [(0, 5)]
    >>> text = "تلفن +98 21 1234 5678 و دمای −5 درجه"
    >>> [text[start:end] for start, end in foreign_runs(text, "rtl")]
    ['+98 21 1234 5678', '−5']
    >>> text = "گفت: “Hello, world!” و /etc/hosts، .NET و main() را"
    >>> [text[start:end] for start, end in foreign_runs(text, "rtl")]
    ['Hello, world!', '/etc/hosts', '.NET', 'main()']
    """
    if within == "rtl":
        yield from merged(sorted(_from_left_to_right(text)))
        return
    if text.isascii():
        return
    for found in _RUNS[within].finditer(text):
        start, end = found.span()
        run = found[0]
        while end < len(text) and (text[end] in "+#" or _closes(text[end], run)):
            end += 1
            run = text[start:end]
        yield start, end


def _from_left_to_right(text: str) -> Iterator[tuple[int, int]]:
    """The left-to-right runs in a right-to-left text; some are within others."""
    for found in _RUNS["rtl"].finditer(text):
        start, end = found.span()
        while end < len(text) and (text[end] in "+#" or _closes(text[end], text[start:end])):
            end += 1
        before = _SIGNS_BEFORE.search(text, max(0, start - 4), start)
        behind = _SIGNS_BEHIND.match(text, end)
        if behind and (behind[0] != "." or _DOTTED.fullmatch(text, start, end)):
            end = behind.end()
        yield before.start() if before else start, end
    for quotation in _QUOTATION.finditer(text):
        yield quotation.span("words")
    if _SIGNS.search(text):
        for found in _LEFT_TO_RIGHT.finditer(text):
            if not _ISOLATES_IN.search(found[0]) and not (
                found["phone"] and _SHORT.fullmatch(found[0])
            ):
                yield found.span()


def merged(
    spans: Sequence[tuple[int, int]], *, touching: bool = False
) -> Iterator[tuple[int, int]]:
    """The spans, which are in order; those that overlap are joined, or with `touching` only touch.

    >>> list(merged([(0, 2), (1, 4), (4, 5)])), list(merged([(0, 2), (2, 5)], touching=True))
    ([(0, 4), (4, 5)], [(0, 5)])
    """
    last: tuple[int, int] | None = None
    for start, end in spans:
        if last is not None and start < last[1] + touching:
            last = last[0], max(last[1], end)
            continue
        if last is not None:
            yield last
        last = start, end
    if last is not None:
        yield last


def isolate_runs(text: str, locale: str) -> str:
    r"""Plain text of a language with every run of the other direction isolated by U+2068, U+2069.

    For a title, a feed, JSON, an `alt`, which cannot have markup. Text that already has isolates is
    not changed. Law: `isolate_runs(isolate_runs(t, l), l) == isolate_runs(t, l)`.

    >>> isolate_runs("توافق JCPOA", "fa")
    'توافق \u2068JCPOA\u2069'
    >>> isolate_runs("El JCPOA", "es")
    'El JCPOA'
    """
    if strip_isolates(text) != text:
        return text
    return enclosed(text, foreign_runs(text, direction(locale)), _FIRST_STRONG, _POP)


def enclosed(
    text: str,
    runs: Iterable[tuple[int, int]],
    opening: str,
    closing: str,
    written: Callable[[str], str] = str,
) -> str:
    """The text with each of the runs, which are in order, between two signs, and words `written`.

    >>> enclosed("a < b", [(0, 1), (4, 5)], "<i>", "</i>", lambda words: words.replace("<", "&lt;"))
    '<i>a</i> &lt; <i>b</i>'
    """
    pieces, at = [], 0
    for start, end in runs:
        pieces += [written(text[at:start]), opening, written(text[start:end]), closing]
        at = end
    return "".join([*pieces, written(text[at:])])


_LTR = (
    r"A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8"
    r"\u0370-\u0373\u0376-\u058f\u1e00-\u1fff"
)
_RTL = (
    r"\u05be-\u05f2\u0608\u060b\u060d\u061b-\u064a\u066d-\u066f\u0671-\u06d5\u06e5\u06e6"
    r"\u06ee\u06ef\u06fa-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
)
"""Letters with a direction: Latin, Greek, Cyrillic, Armenian; Hebrew, Arabic, Syriac, Thaana,
N'Ko. Other scripts that run from left to right have no run of their own here."""

_RUNS = {
    "rtl": re.compile(
        rf"(?:[0-9][0-9.,]*[ \-]?)?[{_LTR}](?:[^{_RTL}،؛؟«»“”\r\n\u2066-\u2069]*[{_LTR}0-9])?"
        r"|(?<![^\s(\[«])(?:\+\d[\d ()\-]*\d|[+\-\u2212]\d[\d.,\u066b\u066c]*(?<=\d))"
    ),
    "ltr": re.compile(rf"[{_RTL}](?:[^{_LTR}\r\n\u2066-\u2069]*[{_RTL}])?"),
}
_SIGNS_BEFORE = re.compile(r"(?<![^\s(\[{«“\"'/،؛])[$#@./~\-+*\\_=]{1,4}\Z")
_SIGNS_BEHIND = re.compile(r"(?:\(\)|\[\]|[/\\*=])+(?![\w/])|\.(?=[ ،؛؟)»])")
"""Signs that belong to the word beside them: $PATH, --help, main(), docs/; the last dot: U.S.A."""
_DOTTED = re.compile(r"(?:[A-Za-z]{1,3}\.)+[A-Za-z]{1,3}")
_QUOTED_WORDS = (
    rf"(?P<words>(?=[^«»“”\"]*[{_LTR}])[^\s«»“”\"{_RTL}\u2066-\u2069]"
    rf"(?:[^«»“”\"\r\n{_RTL}\u2066-\u2069]*[^\s«»“”\"{_RTL}\u2066-\u2069])?)"
)
_QUOTATION = re.compile(rf"(?<=[«“\"]){_QUOTED_WORDS}(?=[»”\"])")
_ISOLATES_IN = re.compile("[\u2066-\u2069]")
_DIGIT = "0-9۰-۹"
_B = r"\w\u0620-\u06ff"
"""Letters and digits: a run does not begin directly after one, or end directly before one."""
_LEFT_TO_RIGHT = re.compile(
    rf"(?=[-+($€£¥₹.@#~/−±*]|(?<![{_B}])[0-9۰-۹A-Za-z_])(?:"
    rf"(?P<phone>(?<![{_B}+/.-])(?:\+[{_DIGIT}]{{1,4}}|\(?[0۰][{_DIGIT}]{{1,4}}\)?)"
    rf"(?:[ \u00a0-]\(?[{_DIGIT}]{{2,}}\)?){{1,6}}(?![{_B}-])"
    rf"|(?<![{_B}+])\+[{_DIGIT}]{{7,}}(?![{_B}]))"
    rf"|(?P<date>(?<![{_B}/-])[{_DIGIT}]{{4}}-[{_DIGIT}]{{2}}-[{_DIGIT}]{{2}}(?![{_B}/-]))"
    rf"|(?P<signed>(?<![{_B}+)\]}}»–−-])(?<![{_DIGIT}][ ])[$€£]?[-−+±][{_DIGIT}]"
    rf"[{_DIGIT}.,٫٬]*(?:[%٪]|[ \u00a0]?°[CF]?)?"
    rf"(?![{_B}–−+-]))"
    rf"|(?P<money>(?<![{_B}$])[$€£¥₹][{_DIGIT}][{_DIGIT}.,٫٬]*[{_DIGIT}](?![{_B}]))"
    rf"|(?P<warm>(?<![{_B}.,])[{_DIGIT}]+(?:[.٫][{_DIGIT}]+)?[ \u00a0]?°[CF](?![{_B}]))"
    rf"|(?P<call>(?<![{_B}.)])[A-Za-z_][\w.]*\([^\w()\u0590-\u08ff\s]*\))"
    rf"|(?P<plus>(?<![{_B}])[A-Z][A-Za-z0-9]*(?:\+{{1,2}}|\#)(?![{_B}+#]))"
    rf"|(?P<address>(?<![{_B}])(?:https?|ftp)://[^\s\u0590-\u08ff\ue000-\ue0ff\ufffc«»]*/)"
    rf"|(?P<folder>(?<![{_B}/<])[A-Za-z0-9_](?:[\w.-]|/(?=[\w.-])){{0,255}}/(?![{_B}/>]))"
    rf"|(?P<path>(?<![{_B}/~.<])(?:~|\.{{1,2}})?/[A-Za-z0-9_.][\w.-]*(?:/[\w.-]*)*|~/)"
    rf"|(?P<drive>(?<![{_B}])[A-Za-z]:\\(?:[\w.\\-]*\\)?(?![\w.-]))"
    rf"|(?P<option>(?<![{_B}-])--?[A-Za-z][\w-]*(?:=[\w./-]+)?)"
    rf"|(?P<dotted>(?<![{_B}.)*])\*?[.@#][A-Za-z][\w./-]*\b)"
    rf"|(?P<company>(?<![{_B}])[A-Z][\w&-]{{0,60}}(?: [A-Z&][\w&-]{{0,60}}){{0,8}}"
    rf" (?:Inc|Ltd|Corp|Co|Bros|Jr|Sr)\.(?= [{_RTL}]))"
    rf"|(?P<letters>(?<![{_B}.])(?:[A-Za-z]\.){{2,}}(?![{_B}])))",
    re.ASCII,
)
"""Left-to-right text with signs at its edges, or with several parts in figures: among right-to-left
words, UAX #9 puts these signs and parts in the wrong order. A folder and a company have a limit, so
that a long text of such parts that is neither costs its length, and not its square."""
_SHORT = re.compile(r"[^+]?(?:[^\d]*\d){1,6}[^\d]*")
# $1 and the like are placeholders in the texts of programs.
_AT_THE_END = frozenset(("call", "plus", "address", "folder", "drive", "letters"))
"""Runs that begin with a letter: Latin words that follow keep them whole."""
_STRONG = re.compile(rf"(?P<ltr>[{_LTR}])|[{_RTL}]")
_HELD = re.compile(
    r"\$(?=\S)[^$\n]*(?<=\S)\$(?!\w)|\[\[\#[^\[\]\n]*"
    "|[\u2066-\u2068][^\u2069\n]*\u2069|\u200e[^\u200e\n]{0,100}\u200e|[\u202a\u202d][^\u202c\n]*\u202c?"
)
"""Text that is kept together already or not shown to readers: a formula, a wiki's link target."""


def ltr_runs(text: str) -> Iterator[tuple[int, int]]:
    """The parts of a right-to-left text that would be shown in a wrong order, in order.

    A telephone number, a date with hyphens, a signed number, an amount with its currency sign
    before it, C++, main(), a path, an option, @name, a quotation with its full stop. Next to Latin
    words, or within isolates, they are shown correctly already. A range, a score or a sum such as
    5+1 is read from right to left like the words, and is not included. Law: within an isolate
    U+2066 … U+2069 each part is shown as it is written.

    >>> text = "تلفن +98 21 1234 5678 و زبان C++ و گروه 5+1"
    >>> [text[start:end] for start, end in ltr_runs(text)]
    ['+98 21 1234 5678', 'C++']
    """
    ended = _ENDED.search(text) is not None
    if not (ended or _SIGNS.search(text)) or not _FROM_THE_RIGHT.search(text):
        return
    held = [found.span() for found in _HELD.finditer(text)]
    candidates = []
    if ended:
        quotations = [found.span("words") for found in _QUOTATION.finditer(text)]
        candidates = [(start, end, True) for start, end in quotations if text[end - 1] in _STOPS]
        held += [(start, end) for start, end, _ in candidates]
    for found in _LEFT_TO_RIGHT.finditer(text):
        start, end = found.span()
        if found["phone"] and _SHORT.fullmatch(found[0]):
            continue  # 01-12 is a range
        if found["money"] and not _ARABIC_OR_HEBREW.search(text):
            continue  # only behind letters do digits let go of their sign (UAX #9, W2 and W5)
        if any(first < end and start < last for first, last in held):
            continue
        if _GLUED_BEFORE.search(text, max(0, start - 3), start) or _GLUED_BEHIND.match(text, end):
            continue
        if found[0][0] == "-" and text[start - 1 : start].isalpha():
            continue  # a hyphen behind a prefix: ב-2015
        if _BOTH_WAYS.fullmatch(found[0]) and _is_among(text, start, end):
            continue
        candidates.append((start, end, found.lastgroup in _AT_THE_END))
    if candidates:
        yield from _broken(_ISOLATE.sub(_blanked, text), candidates)


_BOTH_WAYS = re.compile(r"/(?:[\w.+-]+/)+", re.ASCII)
"""A path between two slashes, which looks the same when they have changed places."""


def _is_among(text: str, start: int, end: int) -> bool:
    """Whether the nearest letters on both sides of a run are from right to left, if there are."""
    sides = text[max(0, start - _SIDE) : start][::-1], text[end : end + _SIDE]
    nearest = [_STRONG.search(side.partition("\n")[0]) for side in sides]
    return not any(found is not None and found["ltr"] for found in nearest)


def _broken(text: str, runs: list[tuple[int, int, bool]]) -> list[tuple[int, int]]:
    """The runs that need an isolate, in order.

    An isolated run no longer protects the run beside it: in `C++, C# و` the first is shown
    correctly only as long as the second is not isolated.
    """
    runs = sorted(runs)
    letters = list(text)
    found: set[int] = set()
    todo = list(reversed(range(len(runs))))
    while todo:
        number = todo.pop()
        start, end, at_end = runs[number]
        if number in found or _kept(letters, start, end, at_end):
            continue
        found.add(number)
        letters[start:end] = " " * (end - start)
        # Only runs that see this one may have lost what protected them.
        below, above = number - 1, number + 1
        while below >= 0 and runs[below][1] > start - _SIDE:
            todo.append(below)
            below -= 1
        while above < len(runs) and runs[above][0] < end + _SIDE:
            todo.append(above)
            above += 1
    return [runs[number][:2] for number in sorted(found)]


_SIDE = 80
"""Letters beside a run among which the nearest with a direction is looked for."""


def _kept(letters: Sequence[str], start: int, end: int, at_end: bool) -> bool:  # noqa: FBT001
    side = letters[end : end + _SIDE] if at_end else letters[max(0, start - _SIDE) : start][::-1]
    nearest = _STRONG.search("".join(side).partition("\n")[0])
    return nearest is not None and bool(nearest["ltr"])


_ISOLATE = re.compile("[\u2066-\u2068][^\u2069\n]*\u2069")


def _blanked(found: re.Match[str]) -> str:
    return " " * len(found[0])


_STOPS = ".!?:…"
_ENDED = re.compile('[.!?:…][»”"]')
_SIGNS = re.compile(
    r"[-−+±$€£¥₹°#/\\@~.A-Za-z_0-9۰-۹](?:(?<=[-−+±$€£¥₹°#/\\@~])|(?<=[A-Za-z_])\(|(?<=[A-Z])\."
    r"|(?<=[cdoprs])\.(?= )"
    r"|(?<=\.)[A-Za-z]|(?<=[0-9۰-۹])[)]?[ \u00a0][(0-9۰-۹])"
)
_SIGNS_GLUED = r"%{#$:@\u200e\u200f\u2066-\u2069"
_GLUED_BEFORE = re.compile(rf"[{_SIGNS_GLUED}][*\ue000-\ue0ff]?\Z")
_GLUED_BEHIND = re.compile(rf"[{_SIGNS_GLUED}]")
"""Next to these a run is part of something else: %s(), {{#tag, $1/; or has a mark already."""
_ARABIC_OR_HEBREW = re.compile(rf"(?![\u05be-\u05c7\u060b-\u061f\u066d])[{_RTL}]")
_FROM_THE_RIGHT = re.compile(rf"(?![\u05be-\u05c7\u060b-\u061f\u066d])[{_RTL}۰-۹]")
"""Persian digits alone are shown in a text from the right, too: +۹۸ ۲۱."""


def isolated(text: str) -> str:
    r"""The text with each of its `ltr_runs` between isolates.

    >>> isolated("زبان C++ است")
    'زبان \u2066C++\u2069 است'
    """
    return enclosed(text, ltr_runs(text), "\u2066", _POP)


_PAIRS = {")": "(", "]": "[", "}": "{", "”": "“", "’": "‘", "»": "«"}


def _closes(sign: str, run: str) -> bool:
    """Whether the sign closes a bracket that the run opens."""
    opener = _PAIRS.get(sign)
    return opener is not None and run.count(opener) > run.count(sign)


def _wrapped(line: str) -> str:
    words = line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
    end = line[len(words) :]
    if strip_isolates(words) != words:
        depths = _depths(words)
        if min(depths) < 0 or depths[-1]:
            words = strip_isolates(words)
        elif 0 not in depths[:-1]:
            return line
    return f"{_FIRST_STRONG}{words}{_POP}{end}" if words else end


def _depths(text: str) -> list[int]:
    """How many isolates are open after each character."""
    depth, found = 0, []
    for letter in text:
        depth += (letter in _OPENERS) - (letter == _POP)
        found.append(depth)
    return found
