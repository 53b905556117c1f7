"""Where a target comes from, in a catalog's comments, and why a person has to read it.

The state comment is an `Origin` as one translator comment that no tool can break:

    # l10n-flow:o=mt;e=argos~1.9;s=0.81;m=3f…;h=9c…;r=ana;v=11…;t=2026~11~02T10:00:00Z;;

It is a translator comment because msgcat, msgmerge, Poedit and Weblate keep those and drop flags
that they do not know. polib and Babel wrap comments with Python's textwrap, at blanks and at
hyphens between letters, so a value has neither: a hyphen is written `~`. A comment that a tool
breaks at a fixed width is still read: `;;` marks its end (`separate`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import unquote

from l10n_flow import patterns as re
from l10n_flow.catalogs.po.commentlines import held
from l10n_flow.errors import CatalogError
from l10n_flow.model import PREFIX, Entry, How, Key, Origin, digest

_IGNORE = PREFIX + "ignore="
"""How a comment that suppresses findings begins (`checks.suppression`); it is no state comment."""

_FIELDS = tuple("oedscwmhrvynt")
"""Kind, engine, model's digest, score, confidence, review reasons, machine's words, source,
reviewer, reviewed words, how they were reviewed, whether the reviewer changed them, time. Each
field's name is one letter; the order is that of the comment."""

_CHANGED = {"": False, "1": True}

_END = ";;"
"""How a state comment ends; no field is empty, so it appears nowhere else."""

_HYPHEN = "~"
"""Written in place of a hyphen, at which textwrap would break a line."""

_USUAL = re.compile(PREFIX + "".join([rf"(?>(?:{name}=([^;% \n]*)(?:;|\Z))?)" for name in _FIELDS]))
"""Known fields in order and nothing escaped: nearly every state comment, read in one step."""

_DASHES = (
    "\u00ad\u058a\u05be\u1400\u1806\u200b\u2010-\u2015\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u2e5d\u301c\u3030"
    "\u30a0\ufe31\ufe32\ufe58\ufe63\uff0d"
)
"""Dashes (category Pd), the soft hyphen and the zero-width space, where a line may be broken."""

_ESCAPED = re.compile(rf"[\s;%{_HYPHEN}\\\x00-\x1f\x7f-\x9f{_DASHES}]")
"""What is escaped in a value: blanks, dashes, our own signs, control characters, and the backslash,
which at a line's end would make gettext read the next line as part of the comment."""

_FIELD_NAME = re.compile(rf"[^\s;%={_HYPHEN}\\\x00-\x1f\x7f-\x9f{_DASHES}]+")


def write_comment(origin: Origin) -> str:
    """The state comment for `origin`, known fields first, without a place to break a line.

    Raises `CatalogError` if a field of `others` has no name or the name of a known field, or if
    the score is not a finite number. Law: `read_comment(write_comment(origin)) == origin`.

    >>> write_comment(Origin(kind="mt", engine="argos 1.9", score=0.81))
    'l10n-flow:o=mt;e=argos%201.9;s=0.81;;'
    >>> write_comment(Origin(reviewer="Anne-Sophie Müller"))
    'l10n-flow:r=Anne~Sophie%20Müller;;'
    """
    values = [
        origin.kind,
        origin.engine,
        origin.model,
        "" if origin.score is None else _number(origin.score),
        "" if origin.confidence is None else _number(origin.confidence),
        ",".join([code.replace("%", "%25").replace(",", "%2C") for code in origin.why]),
        origin.machine,
        origin.source,
        origin.reviewer,
        origin.words,
        origin.how,
        "1" if origin.changed else "",
        origin.time,
    ]
    names = list(_FIELDS)
    for name, value in origin.others:
        if name in _FIELDS or _FIELD_NAME.fullmatch(name) is None:
            raise CatalogError(f"a state comment cannot hold a field named {name!r}")
        names.append(name)
        values.append(value)
    if _ESCAPED.search("".join(values)):
        values = [_ESCAPED.sub(_percent, value) for value in values]
    pairs = [f"{n}={v}" for n, v in zip(names, values, strict=True) if v or n not in _FIELDS]
    return PREFIX + ";".join(pairs).replace("-", _HYPHEN) + _END


def _number(score: float) -> str:
    if not math.isfinite(score):
        raise CatalogError(f"a state comment cannot hold the score {score}")
    return repr(float(score)).removesuffix(".0")


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())


def read_comment(line: str) -> Origin | None:
    """The origin in a state comment; None if `line` is another comment or a damaged state comment.

    A comment is damaged if it has a field without "=" or without a name, a known field twice, a
    score that is not a number, an escape that is not UTF-8, or a blank. The caller keeps such a
    line as a plain comment.

    >>> origin = read_comment("l10n-flow:o=mt;s=0.81;w=sentence-2,term:peace;x=later")
    >>> origin.kind, origin.score, origin.why, origin.others
    ('mt', 0.81, ('sentence-2', 'term:peace'), (('x', 'later'),))
    >>> read_comment("l10n-flow:o=mt;s=good") is None
    True
    """
    if line.endswith(_END):
        line = PREFIX + line[len(PREFIX) : -len(_END)].replace(_HYPHEN, "-")
    usual = _USUAL.fullmatch(line)
    if usual and not line.endswith(";"):
        return _origin(usual.groups(""), ())
    if not line.startswith(PREFIX) or " " in line or line.startswith(_IGNORE):
        return None
    known: dict[str, str] = {}
    others: list[tuple[str, str]] = []
    fields = line[len(PREFIX) :]
    for field in fields.split(";") if fields else ():
        name, equals, value = field.partition("=")
        decoded = _decoded(value) if "%" in value else value
        if decoded is None or not equals or name in known:
            return None
        if name in _FIELDS:
            known[name] = decoded
        elif _FIELD_NAME.fullmatch(name):
            others.append((name, decoded))
        else:
            return None
    return _origin([known.get(name, "") for name in _FIELDS], tuple(others))


def _decoded(value: str) -> str | None:
    try:
        return unquote(value, errors="strict")
    except UnicodeDecodeError:
        return None


def _origin(values: Sequence[str], others: tuple[tuple[str, str], ...]) -> Origin | None:
    (kind, engine, model, number, sure, why, machine, source,
     reviewer, words, how, changed, time) = values  # fmt: skip
    if changed not in _CHANGED:
        return None
    try:
        score = float(number) if number else None
        confidence = float(sure) if sure else None
        codes = tuple([unquote(code, errors="strict") for code in why.split(",")]) if why else ()
    except ValueError:  # UnicodeDecodeError is one
        return None
    if not all(map(math.isfinite, filter(None, (score, confidence)))):
        return None
    return Origin(
        kind,
        engine,
        score,
        machine,
        source,
        reviewer,
        words,
        time,
        model,
        confidence,
        codes,
        how,
        _CHANGED[changed],
        others,
    )


def separate(comments: Sequence[str]) -> tuple[tuple[str, ...], Origin | None]:
    """The plain comments, and the origin in the last readable state comment.

    The last one counts, because tools that copy comments from an older entry put them above the
    existing ones. The lines of a comment of ours that a tool broke are joined again.

    >>> comments, origin = separate(["see the glossary", "l10n-flow:o=tm"])
    >>> comments, origin.kind
    (('see the glossary',), 'tm')
    >>> separate(["l10n-flow:o=mt;e=argos~1.9;t=2026~11~0", "2T10:00:00Z;;"])[1].time
    '2026-11-02T10:00:00Z'
    """
    comments = _joined(comments)
    for index in range(len(comments) - 1, -1, -1):
        if comments[index].startswith(PREFIX):
            origin = read_comment(comments[index])
            if origin is not None:
                return (*comments[:index], *comments[index + 1 :]), origin
    return tuple(comments), None


def is_ours(line: str) -> bool:
    """Whether a comment line begins, or may begin, a comment of l10n-flow.

    >>> is_ours("l10n-flow:o=mt"), is_ours("l10n-"), is_ours("see 4")
    (True, True, False)
    """
    return line.startswith(PREFIX) or line == _HEAD


_HEAD = PREFIX[:5]
"""`l10n-`: a tool that breaks lines at any hyphen also breaks our own name."""


def _joined(comments: Sequence[str]) -> Sequence[str]:
    """The comments; those of ours that are on several lines are joined again."""
    found: list[str] = []
    at = 0
    while at < len(comments):
        if is_ours(comments[at]):
            whole, at = _whole(comments, at)
            found.append(whole)
        else:
            found.append(comments[at])
            at += 1
    return found


def _whole(comments: Sequence[str], at: int) -> tuple[str, int]:
    """The comment of ours that begins at a line, and the index of the line after it.

    A line that begins no complete comment is returned as it is.
    """
    written = comments[at]
    end = at + 1
    while True:
        if written.startswith(PREFIX) and _is_whole(written):
            return written, end
        if end == len(comments) or comments[end].startswith(PREFIX):
            break
        written = _continued(written, comments[end])
        end += 1
    written, at = comments[at], at + 1
    while _SUPPRESSING.match(written) and written.endswith(("-", ",", "=")) and at < len(comments):
        written, at = written + comments[at].strip(), at + 1
    return written, at


def _continued(written: str, row: str) -> str:
    """The comment with one more line; a blank between names is restored if the break took it."""
    row = row.strip()
    is_typed = _SUPPRESSING.match(written) and not written.endswith(("-", ",", "=", ";"))
    return f"{written} {row}" if is_typed and not row.startswith(";") else written + row


_SUPPRESSING = re.compile(rf"{PREFIX}\s*ignore")
_SUPPRESSION = re.compile(rf"{PREFIX}\s*ignore\s*=[^;]*;\s*h=[0-9a-f]{{12}}\s*")


def _is_whole(written: str) -> bool:
    """Whether a comment of ours is complete and can be read."""
    if _SUPPRESSING.match(written):
        return _SUPPRESSION.fullmatch(written) is not None
    return written.endswith(_END) and read_comment(written) is not None


# Review reasons: why a draft needs a look. Programs store and count the code, which is in the state
# comment: `sentence-2`, `mark-unsure:**`. The sentence for people is made from it and appears
# beside the source (`#. l10n-flow: …`), where every editor shows it. The code is the only source,
# so sync can rewrite or delete the sentences at any time.


NOTE = "l10n-flow: "
"""How the extracted comment with a review reason begins."""

LOOKS = {
    "sentence": "sentence {} changed or is new; the others are the translator's",
    "seam": "sentence {} follows another one than before",
    "sentences-gone": "sentences were taken out of the original; the others are the translator's",
    "mark-unsure": "check which words {} marks",
    "mark-lost": "{} is missing",
    "mark-extra": "{} is not in the original",
    "item-placed": "check the place of {}",
    "item-lost": "{} is missing",
    "attribute": "{} is still in the original's language",
    "adapted": "{} was adapted automatically",
    "match": "made for a similar text, {} the same: compare the two",
    "differs": "check {}: the memory's text differs there",
    "term": "{}",
    "number": "check the number {}",
    "length": "the draft is unusually long or short",
    "retried": "the engine needed a second try",
    "context": "the same words were translated in another context",
    "variant": "the words are in another variant of the language ({})",
    "aligned": "taken from {}: does it say the same?",
    "moved": "taken from {}, where it stands elsewhere: does it say the same?",
    "joined": "several blocks of {} and after: do they say the same?",
    "divided": "a part of a block of {}: does it say the same?",
    "unsure": "the engine was not sure",
}
"""By code, its sentence for people; `{}` is the text after the code's colon or last hyphen."""


def sentence(code: str) -> str:
    """The sentence for a code; an unknown code, such as a later version's, is returned as it is.

    >>> sentence("sentence-2")
    "sentence 2 changed or is new; the others are the translator's"
    >>> sentence("mark-unsure:**"), sentence("brightness:7")
    ('check which words ** marks', 'brightness:7')
    """
    name, _, detail = code.partition(":")
    if not detail and name not in LOOKS:
        name, _, detail = code.rpartition("-")
    return LOOKS[name].format(detail) if name in LOOKS else code


def with_reasons(notes: Sequence[str], why: Sequence[str]) -> tuple[str, ...]:
    """The notes with a line for every review reason, in place of those of an earlier call.

    >>> with_reasons(("heading 1", "l10n-flow: old"), ("term:'Kyiv' is 'Kiev' in the terms",))
    ('heading 1', "l10n-flow: 'Kyiv' is 'Kiev' in the terms")
    """
    kept = [note for note in notes if not note.startswith(NOTE)]
    return (*kept, *(f"{NOTE}{held(sentence(code))}" for code in why))


# Whose words


def drafted(
    entry: Entry,
    target: str,
    origin: Origin,
    time: datetime,
    *,
    previous: Key | None = None,
) -> Entry:
    """`entry` with unreviewed words: a fuzzy draft with their origin.

    `previous` is the text that the words were made for, if it is another one. The digests of words
    and source and the time are set in `origin`; fields that a later version of l10n-flow wrote are
    kept.

    >>> from datetime import UTC
    >>> when = datetime(2026, 11, 2, 10, tzinfo=UTC)
    >>> draft = drafted(Entry("Peace"), "Paz", Origin("mt", "argos-1.9", 0.8125), when)
    >>> draft.state.label, draft.is_machine_made, draft.origin.score, draft.origin.time
    ('draft', True, 0.8125, '2026-11-02T10:00:00Z')
    """
    described = replace(
        origin,
        machine=digest(target),
        source=digest(entry.context, entry.source),
        time=_stamp(time),
        others=entry.origin.others if entry.origin else (),
    )
    context, source = previous or (None, None)
    return replace(
        entry,
        target=target,
        fuzzy=True,
        origin=described,
        notes=with_reasons(entry.notes, described.why),
        previous_source=source,
        previous_context=context,
    )


def reviewed(
    entry: Entry, by: str, time: datetime, *, how: How = "command", changed: bool = False
) -> Entry:
    """`entry` as reviewed by `by`: not fuzzy, and reviewed until source or target changes.

    The origin of the words is kept; the review reasons are removed. `how` and `changed` describe
    the review. Raises `ValueError` for an entry without a translation.

    >>> from datetime import UTC
    >>> when = datetime(2026, 11, 2, 10, tzinfo=UTC)
    >>> entry = reviewed(Entry("Peace", "Paz"), "ana", when, how="one")
    >>> entry.state.label, entry.origin.reviewer, entry.origin.how
    ('reviewed', 'ana', 'one')
    """
    if not entry.target or not by:
        raise ValueError("a review needs words and a reviewer")
    origin = replace(
        entry.origin or Origin(),
        source=digest(entry.context, entry.source),
        reviewer=by,
        words=digest(entry.target),
        how=how,
        changed=changed,
        time=_stamp(time),
        why=(),
    )
    return replace(settled(entry), origin=origin)


def settled(entry: Entry) -> Entry:
    """`entry` as a translation that is no draft; its review reasons are removed.

    >>> settled(Entry("Peace", "Paz", fuzzy=True, previous_source="War")).state.label
    'translated'
    """
    origin = entry.origin
    if origin is not None and origin.why:
        origin = replace(origin, why=())
    return replace(
        entry,
        fuzzy=False,
        origin=origin,
        notes=with_reasons(entry.notes, ()),
        previous_source=None,
        previous_context=None,
    )


def _stamp(time: datetime) -> str:
    """The time in ISO 8601, in UTC, to the second. Raises `ValueError` if it has no offset."""
    if time.tzinfo is None:
        raise ValueError("a time needs its offset from UTC")
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
