"""The metadata of an edition: its complete front matter, and its notice to readers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from l10n_flow import tomltext, yamltext
from l10n_flow.documents import (
    About,
    Document,
    Field,
    FrontMatter,
    Splice,
    Warned,
    frontmatter,
    splice,
)
from l10n_flow.documents.document import (
    LINE_END,
    beginning,
    dotted,
    line_end,
    may_begin_with_fields,
    next_line,
    past_blank_lines,
)
from l10n_flow.documents.fit import quoted_scalar
from l10n_flow.editions.edition import Edition, derive
from l10n_flow.language.calendars import iso_date
from l10n_flow.language.tags import direction, language_tag
from l10n_flow.yamltext import YamlPath


def metadata(edition: Edition) -> Iterator[Splice]:
    """The edition's derived and own fields, and the notice, in the order of the text.

    The article's own lines stay as they are, in their order. Front matter that we cannot read
    (a program, lines of Pelican, broken YAML) gets no fields, because they would break it. A
    format with its own place for metadata (`Format.about`) has it there.
    """
    document = edition.document
    front, eol = document.front, line_end(document.text)
    if document.format.about is not None:
        yield from document.format.about(document, _about(edition))
    elif not document.format.front_matter:
        return
    elif front is None:
        yield _new_block(edition, eol)
    else:
        if _is_mapping(document, front):
            yield from _completed(edition, front, eol)
        yield _notice_below(edition, front.end, eol)


def _about(edition: Edition) -> About:
    notice = edition.notice
    words, lang = (notice.text, notice.lang) if notice is not None else ("", "")
    return About(edition.facts.locale, {**edition.fields, **_derived(edition)}, words, lang)


def completed(edition: Edition) -> Iterator[Splice]:
    """Only the fields, for an article whose notice is written in another way."""
    front = edition.document.front
    if front is not None and _is_mapping(edition.document, front):
        yield from _completed(edition, front, line_end(edition.document.text))


def unsound(edition: Edition, splices: Sequence[Splice]) -> Warned | None:
    """What is wrong with the front matter of a complete edition; None if it is correct.

    The result of `render` is proved already, and fields added below plain lines are separate from
    them. In other cases, and if fields changed in their place, the front matter is read again: the
    other fields must be unchanged, and ours must have the values that we wrote.
    """
    document = edition.document
    front = document.front
    if front is None or not front.fields:
        return None
    text = document.text
    edits = [s for s in splices if front.inside <= s.start <= front.close and s.end <= front.close]
    places = {slot.start for slot in document.slots if slot.start < front.close}
    below = _place_of_fields(text, front)
    added = [s for s in edits if s.start == s.end == below]
    if all(s.start in places for s in edits if s not in added) and (
        not added or frontmatter.is_plain(text, front)
    ):
        return None
    top = splice(text[: front.close], edits) + text[front.close : front.end]
    again, end, _ = frontmatter.find(top[front.start :])
    ours = {*edition.fields, *_derived(edition)}
    known = {field.path for field in front.fields}
    fields = again.fields if again is not None else ()
    own = _range_of(added, edits, front)
    found = [
        (f.path, f.value)
        for f in fields
        if (f.path in known or f.path[0] not in ours) and f.start not in own
    ]
    meant = list(_meant(edition, front, edits))
    if end == len(top) - front.start and len(found) == len(meant):
        pairs = zip(meant, found, strict=True)
        if all(
            path == read[0] and value in (None, read[1]) for (path, value), read in pairs
        ) and _are_held(edition, {_dotted(field): field.value for field in fields}):
            return None
    names = sorted({_dotted(field) for field in front.fields} & ours) or ["fields"]
    first = next((s.start for s in edits if s.start not in places), front.inside)
    what = f"with its own {', '.join(names)} the front matter would be another"
    return Warned(what, first, "write the field with a value, or without comments below it")


def _range_of(added: Sequence[Splice], edits: Sequence[Splice], front: FrontMatter) -> range:
    """Where the added fields stand in the front matter with these edits."""
    if not added:
        return range(0)
    above = sum(len(s.text) - (s.end - s.start) for s in edits if s.end <= added[0].start)
    start = added[0].start - front.start + above - len(added[0].text)
    return range(start, start + len(added[0].text))


def _are_held(edition: Edition, read: Mapping[str, str]) -> bool:
    """Whether the edition's front matter has the required fields and values."""
    own = {**edition.fields, **_derived(edition)}
    expected = {name: value for name, value in own.items() if isinstance(value, str)}
    return all(read.get(name, value) == value for name, value in expected.items()) and (
        "lang" not in expected or "lang" in read
    )


def _meant(
    edition: Edition, front: FrontMatter, edits: Sequence[Splice]
) -> Iterator[tuple[YamlPath, str | None]]:
    """The fields that the front matter must have, with their values, or None for unknown values."""
    own: dict[str, object] = {**edition.fields, **_derived(edition)}
    for field in front.fields:
        edit = next((s for s in edits if s.start <= field.start <= s.end), None)
        if edit is None:
            yield field.path, field.value
        elif edit.text:
            value = own.get(_dotted(field))
            yield field.path, value if isinstance(value, str) else None


def _new_block(edition: Edition, eol: str) -> Splice:
    """Front matter for an article that has none, and the notice."""
    text, start = edition.document.text, beginning(edition.document.text)
    end = frontmatter.find(text)[1] if may_begin_with_fields(text) else start
    if end > start:  # in a notation that we do not write: it stays first as it is
        return _notice_below(edition, end, eol)
    notice = _notice(edition, eol)
    if not edition.rules.front_matter:
        return Splice(start, start, notice)
    block = f"---\n{yamltext.plain_dump(_derived(edition))}---\n".replace("\n", eol).encode()
    gap = eol.encode() if notice or len(text) > start else b""
    return Splice(start, start, block + gap + notice)


def _derived(edition: Edition) -> dict[str, object]:
    """The derived fields, without those that the project keeps as they are in the article."""
    found = derive(edition.facts)
    return {name: value for name, value in found.items() if name in edition.rules.derived}


def _is_mapping(document: Document, front: FrontMatter) -> bool:
    """Whether the front matter is TOML, a YAML mapping or empty."""
    if front.fields:
        return True
    inside = document.text[front.inside : front.close]
    words = re.sub(rb"(?m)^[ \t]*#.*$", b"", inside).strip()
    is_sound = not any(front.start <= w.offset < front.close for w in document.warnings)
    if front.notation != "yaml":
        return is_sound
    return is_sound and not words.startswith((b"-", b"["))


def _completed(edition: Edition, front: FrontMatter, eol: str) -> Iterator[Splice]:
    """The fields in the article's place for them, or else at the end of the front matter.

    In TOML that is above its tables: a line below the header of one belongs to the table.
    """
    text = edition.document.text
    inside = text[front.inside : front.close]
    is_toml = front.notation == "toml"
    first = None if is_toml else _FIRST_KEY.search(inside)
    indent = first["indent"] if first else b""
    rest: dict[str, object] = {}
    own = {**edition.fields, **_derived(edition)}
    yield from _dates(edition, front, own)
    for name, value in own.items():
        scalars = [f for f in front.fields if _dotted(f) == name]
        if isinstance(value, str) and scalars:
            changed = [field for field in scalars if field.value != value]
            yield from (_replaced(text, front, field, value) for field in changed)
        elif name in edition.rules.derived:
            of_name = _statements_of if is_toml else partial(_lines_of, indent=indent)
            yield from (Splice(*lines, b"") for lines in of_name(text, front, name))
            rest[name] = value
        elif not scalars and "." not in name:
            rest[name] = value
    if not rest:
        return
    if first is not None and first["brace"]:
        yield _in_braces(text, front, rest)
        return
    gap = "" if inside.endswith((b"\n", b"\r")) or not inside else eol
    written = tomltext.dump(rest) if is_toml else yamltext.plain_dump(rest)
    lines = [indent.decode() + line + eol for line in written.split("\n")[:-1]]
    at = _place_of_fields(text, front)
    apart = eol if text[at : at + 1] == b"[" else ""
    yield Splice(at, at, (gap + "".join(lines) + apart).encode())


def _place_of_fields(text: bytes, front: FrontMatter) -> int:
    """Where fields are added to the front matter."""
    if front.notation != "toml":
        return front.close
    found = _statements(text, front)
    above = [end for one, _, end in found if one.is_at_top]
    return above[-1] if above else front.inside


def _statements(text: bytes, front: FrontMatter) -> list[tuple[tomltext.Statement, int, int]]:
    """The statements of TOML with their byte ranges in the document."""
    words = text[front.inside : front.close].decode()
    to_byte = frontmatter.ByteOffsets(words)
    return [
        (one, front.inside + to_byte(one.start), front.inside + to_byte(one.end))
        for one in tomltext.statements(words)
    ]


def _statements_of(text: bytes, front: FrontMatter, name: str) -> Iterator[tuple[int, int]]:
    """The lines of a top-level key of TOML: its value, or its tables."""
    for one, start, end in _statements(text, front):
        if one.path[0] == name:
            yield start, end


def _dates(edition: Edition, front: FrontMatter, own: Mapping[str, object]) -> Iterator[Splice]:
    """The dates in ISO 8601, for any calendar and digits of the article."""
    text = edition.document.text
    for field in front.fields:
        name = dotted(field.path)
        iso = iso_date(field.value) if name in edition.rules.dates and name not in own else None
        if iso is None or iso == field.value:
            continue
        if field.style in ("'", '"') or front.notation == "json":
            yield _replaced(text, front, field, iso)
        else:
            end = field.start + len(text[field.start : field.end].rstrip())
            yield Splice(field.start, end, iso.encode())


_FIRST_KEY = re.compile(rb"^(?P<indent>[ ]*)(?:(?P<brace>\{)|[^\s#])", re.MULTILINE)


def _dotted(field: Field) -> str:
    return ".".join(str(part) for part in field.path)


def _replaced(text: bytes, front: FrontMatter, field: Field, value: str) -> Splice:
    if front.notation == "toml":
        return Splice(field.start, field.end, tomltext.quoted(value, field.style).encode())
    style = '"' if front.notation == "json" else field.style
    spelled = quoted_scalar(value, style if style in ("'", '"') else "")
    gap = " " if field.start == field.end else ""
    end = field.start + len(text[field.start : field.end].rstrip())
    return Splice(field.start, end, (gap + spelled).encode())


def _in_braces(text: bytes, front: FrontMatter, fields: Mapping[str, object]) -> Splice:
    """More fields for a mapping in braces, `{like: this}`, or for JSON, on lines if it has some."""
    at = text.rindex(b"}", front.inside, front.close)
    before = text[front.inside : at].rstrip()
    lines = _JSON_ON_LINES.match(text, front.inside)
    if front.notation == "json" and lines is not None:
        at = front.inside + len(before)
        start = "," + lines[1].decode()
        return Splice(at, at, "".join(start + _of_json(one) for one in fields.items()).encode())
    comma = "" if before.endswith(b"{") else " " if before.endswith(b",") else ", "
    return Splice(at, at, (comma + ", ".join(map(_of_json, fields.items()))).encode())


_JSON_ON_LINES = re.compile(rb"\{[ \t]*(\r?\n[ ]*)\"")


def _of_json(field: tuple[str, object]) -> str:
    """A name and its value, as JSON has them between its braces."""
    return json.dumps(dict([field]), ensure_ascii=False)[1:-1]


def _lines_of(
    text: bytes, front: FrontMatter, name: str, indent: bytes
) -> Iterator[tuple[int, int]]:
    """The lines of a top-level key with its whole value, which is a list or a mapping."""
    quoted = rb"(?P<quote>[\"']?)" + re.escape(name.encode()) + rb"(?P=quote)"
    key = re.compile(rb"^" + indent + quoted + rb"[ \t]*:(?=[ \t\r\n])", re.MULTILINE)
    below = re.compile(indent + rb"(?:[ \t]+[^\s#]|-(?=[ \t\r\n]))")
    at = front.inside
    while (match := key.search(text, at, front.close)) is not None:
        end = at = next_line(text, match.end(), front.close)
        while at < front.close:
            line, at = at, next_line(text, at, front.close)
            if below.match(text, line):
                end = at
            elif text[line:at].strip() and not text[line:at].lstrip().startswith(b"#"):
                break
        yield match.start(), end
        at = end


def _notice_below(edition: Edition, top: int, eol: str) -> Splice:
    """The notice as the first block of the body; `top` is where the front matter ends."""
    text = edition.document.text
    body = past_blank_lines(text, top)
    notice = _notice(edition, eol)
    if not notice:
        return Splice(body, body, b"")
    missing = 2 - min(2, len(LINE_END.findall(text, top - 1, body)))
    if body == len(text):
        notice = notice.removesuffix(eol.encode())
    return Splice(body, body, eol.encode() * missing + notice)


def own_metadata(edition: Edition) -> bytes:
    """The notice as written before the first block; empty if the front matter has it."""
    about = edition.document.format.about
    if about is not None:
        return b"".join(one.text for one in about(edition.document, _about(edition)))
    return _notice(edition, line_end(edition.document.text))


def _notice(edition: Edition, eol: str) -> bytes:
    """The notice as a block with a blank line below it; empty if the front matter has it."""
    notice, locale = edition.notice, edition.facts.locale
    if notice is None or edition.rules.notice != "body":
        return b""
    words = notice.text
    if language_tag(locale) != notice.lang and edition.rules.mark == "span":
        words = f'<span lang="{notice.lang}" dir="{direction(notice.lang)}">{words}</span>'
    return f"> {words}{eol}{eol}".encode()
