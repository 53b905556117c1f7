"""Add terms of another program to terms.yaml, which people edit: only new things are written.

The file is edited as text, at the lines where its parser found the entries, so that order,
comments and quoting stay. The result is proved by reading it again. A file whose form does not
allow this is refused and not changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from l10n_flow import yamltext
from l10n_flow.errors import ConfigError, Place
from l10n_flow.language.tags import language_tag
from l10n_flow.terms.term import Term, Wording, at, contradictions
from l10n_flow.terms.termsfile import parse, terms_of

HEAD = "# What is called what: see docs/terms.md of l10n-flow.\nterms:\n"


class Conflict(NamedTuple):
    """A term that was left out because it contradicts the file."""

    form: str
    place: Place | None
    """Its place in the imported file."""
    message: str
    """One sentence, with the place of the other term."""


@dataclass(frozen=True, slots=True)
class TermMerge:
    """The result of adding terms to a terms.yaml."""

    text: str
    added: tuple[Term, ...]
    extended: tuple[Term, ...]
    """Existing terms that were extended, in their new form."""
    conflicts: tuple[Conflict, ...]


class _Contradiction(Exception):  # noqa: N818  it never leaves this module
    """Two terms contradict each other."""


@dataclass(slots=True)
class _Draft:
    """A term while terms are merged into it."""

    before: Term | None
    """The term as it is in the file; None for a new term."""
    now: Term


def merged(
    written: str, file: Path, incoming: Iterable[Term], language: str, languages: Iterable[str]
) -> TermMerge:
    """The text of terms.yaml with the terms of `incoming` that do not contradict it.

    New terms are added at the end, new wordings at the end of their term, new forms to their
    wording; nothing that people wrote is removed. Law: merging the same terms again changes
    nothing. Raises `ConfigError` for a file that is already wrong, or that cannot be edited.
    """
    languages, incoming = tuple(languages), tuple(incoming)
    located = yamltext.load(written, file)
    known = terms_of(located, file, language, languages).all
    drafts, conflicts = _drafted(known, incoming)
    text = _edited(written, located.places, drafts, language)
    if text != written:
        again = _stated_again(text, drafts, file, language, languages)
        if again is None:
            hint = "begin every term with '- term: …' on a line of its own"
            raise ConfigError(
                "no term can be added to this file as it is written", Place(file), hint=hint
            )
        if conflicts:  # they name places, and these are other ones now
            _, conflicts = _drafted(list(map(_moved, known, again)), incoming)
    return TermMerge(
        text,
        tuple(draft.now for draft in drafts if draft.before is None),
        tuple(draft.now for draft in drafts if draft.before not in (None, draft.now)),
        tuple(conflicts),
    )


def _drafted(
    known: Iterable[Term], incoming: Iterable[Term]
) -> tuple[list[_Draft], list[Conflict]]:
    """The terms of the file with the merged ones, and the conflicts."""
    drafts = [_Draft(term, term) for term in known]
    by_form = {key: draft for draft in drafts for key in draft.now.keys}
    conflicts = []
    for term in incoming:
        try:
            _merge_into(drafts, by_form, term)
        except _Contradiction as reason:
            conflicts.append(Conflict(term.forms[0], term.place, str(reason)))
    return drafts, conflicts


def _stated_again(
    text: str, drafts: Iterable[_Draft], file: Path, language: str, languages: Iterable[str]
) -> tuple[Term, ...] | None:
    """The terms in the text; None if they are not equal to the drafts."""
    try:
        found = parse(text, file, language, languages)
    except ConfigError:
        return None
    return found.all if found.all == tuple(draft.now for draft in drafts) else None


def _moved(term: Term, again: Term) -> Term:
    """The unchanged term with its new place in the file."""
    wordings = {
        tag: replace(wording, place=again.wordings[tag].place)
        for tag, wording in term.wordings.items()
    }
    return replace(term, wordings=wordings, place=again.place)


def _merge_into(drafts: list[_Draft], by_form: dict[tuple[str, str], _Draft], term: Term) -> None:
    found = (by_form[key] for key in term.keys if key in by_form)
    same = list({id(draft): draft for draft in found}.values())
    if len(same) > 1:
        first, second = (draft.now for draft in same[:2])
        names = f"'{first.forms[0]}' and '{second.forms[0]}'"
        raise _Contradiction(f"{names} are one term here and two{at(second.place)}")
    now = _together(same[0].now, term) if same else term
    for error in contradictions([now]):
        raise _Contradiction(error.what)
    if same:
        (draft,) = same
        draft.now = now
    else:
        draft = _Draft(None, now)
        drafts.append(draft)
    by_form |= dict.fromkeys(now.keys, draft)


def _together(there: Term, more: Term) -> Term:
    """One term made of two; where they differ, the existing one is kept."""
    if there.translate != more.translate:
        stays, others = ("here", "there") if not more.translate else ("there", "here")
        raise _Contradiction(
            f"'{more.forms[0]}' stays as it is {stays}, not {others}{at(there.place)}"
        )
    wordings = dict(there.wordings)
    for tag, wording in more.wordings.items():
        own = wordings.get(tag)
        wordings[tag] = wording if own is None else _reworded(own, wording, there, tag)
    return replace(
        there,
        forms=(*there.forms, *(form for form in more.forms if form not in there.forms)),
        wordings=wordings,
        note=there.note or more.note,
        name=there.name or more.name,
    )


def _reworded(there: Wording, more: Wording, term: Term, tag: str) -> Wording:
    if more.preferred and there.preferred and more.preferred not in there.approved:
        raise _Contradiction(
            f"'{term.forms[0]}' is '{more.preferred}' in {tag} here and "
            f"'{there.preferred}'{at(there.place or term.place)}"
        )
    preferred = there.preferred or more.preferred
    allowed = dict.fromkeys((*there.approved, *more.approved))
    return replace(
        there,
        preferred=preferred,
        allowed=tuple(form for form in allowed if form != preferred),
        forbidden=tuple(dict.fromkeys((*there.forbidden, *more.forbidden))),
        note=there.note or more.note,
    )


def _edited(
    written: str,
    places: Mapping[yamltext.YamlPath, Place],
    drafts: Sequence[_Draft],
    language: str,
) -> str:
    """The text with the changes of the drafts, edited from the end; new terms are added last."""
    if all(draft.before == draft.now for draft in drafts):
        return written
    lines = written.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    blocks = _blocks(lines, places)
    for number, draft in reversed(list(enumerate(drafts))):
        if draft.before is not None and draft.before != draft.now:
            _edit(lines, blocks[number], draft.before, draft.now, language)
    new = [draft.now for draft in drafts if draft.before is None]
    if new and ("terms",) not in places:
        lines.append(HEAD if not "".join(lines).strip() else "terms:\n")
    dash = " " * (blocks[0].column - 3) if blocks else ""
    if new:
        items = yamltext.dump([dict(_data(term, language)) for term in new])
        lines += [dash + line for line in items.splitlines(keepends=True)]
    return "".join(lines)


class _TermLines(NamedTuple):
    """The lines of one term, the end not included."""

    start: int
    end: int
    column: int
    """The column of its keys, counted from 1."""
    keys: Mapping[str, int]
    """The line of each key."""


def _blocks(lines: list[str], places: Mapping[yamltext.YamlPath, Place]) -> list[_TermLines]:
    found: list[_TermLines] = []
    starts: list[tuple[int, int]] = []
    while (place := places.get(("terms", len(starts)))) is not None:
        starts.append(((place.line or 1) - 1, place.column or 1))
    keys: list[dict[str, int]] = [{} for _ in starts]
    for path, place in places.items():
        if len(path) == 3 and isinstance(path[1], int):
            keys[path[1]][str(path[2])] = (place.line or 1) - 1
    for number, (start, column) in enumerate(starts):
        following = starts[number + 1][0] if number + 1 < len(starts) else len(lines)
        found.append(_TermLines(start, _trimmed(lines, start, following), column, keys[number]))
    return found


def _trimmed(lines: list[str], start: int, end: int) -> int:
    """The end without blank lines and comments, which belong to the next term."""
    while end > start + 1 and lines[end - 1].strip()[:1] in ("", "#"):
        end -= 1
    return end


def _edit(lines: list[str], block: _TermLines, was: Term, term: Term, language: str) -> None:
    """Write the changes of one term: existing keys in their place, new ones after the last."""
    before, now = dict(_data(was, language)), dict(_data(term, language))
    indent = " " * (block.column - 1)
    changed = [key for key in now if now[key] != before.get(key)]
    for key in sorted(changed, key=lambda key: -block.keys.get(key, block.end)):
        new = yamltext.dump({key: now[key]}).splitlines(keepends=True)
        at = block.keys.get(key)
        if at is None:
            lines[block.end : block.end] = [indent + line for line in new]
            continue
        later = [line for line in block.keys.values() if line > at]
        end = _trimmed(lines, at, min([*later, block.end]))
        head = lines[at][: block.column - 1]
        above = " " * len(head) if not head.strip() else head[: head.index("-")]
        comments = [f"{above}{found[1]}\n" for line in lines[at:end] if (found := _comment(line))]
        lines[at:end] = [*comments, head + new[0], *(indent + line for line in new[1:])]


_COMMENT = re.compile(r"(?:^|\s)(#.*)")


def _comment(line: str) -> re.Match[str] | None:
    """A possible comment in a line that is rewritten; it is kept above the line."""
    return _COMMENT.search(line.rstrip())


def _data(term: Term, language: str) -> Iterator[tuple[str, object]]:
    """The keys of a term as people write them, without default values."""
    yield "term", _one_or_list(term.forms)
    if language_tag(term.language) != language_tag(language):
        yield "in", term.language
    if not term.translate:
        yield "translate", False
    if term.name:
        yield "name", True
    if term.case is not None:
        yield "case", term.case
    for tag, wording in term.wordings.items():
        yield tag, _wording_data(wording)
    if term.note:
        yield "note", term.note


def _wording_data(wording: Wording) -> object:
    if not wording.forbidden and not wording.note:
        return _one_or_list(wording.approved)
    parts = {
        "preferred": wording.preferred,
        "allowed": list(wording.allowed),
        "forbidden": list(wording.forbidden),
        "note": wording.note,
    }
    return {key: value for key, value in parts.items() if value}


def _one_or_list(forms: tuple[str, ...]) -> object:
    match forms:
        case [form]:
            return form
        case _:
            return list(forms)
