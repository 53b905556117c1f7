"""Inputs out of inputs: bytes flipped, pieces exchanged, dangerous words put in, grammar bent."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

LONGEST = 1500
"""Bytes of an input: longer ones find nothing that shorter ones do not, and take their time."""

_WORDS = Path(__file__).parent / "words"


def words(*names: str) -> tuple[bytes, ...]:
    r"""The words in some files of `words/`, one a line, spelled as in a text of Python.

    >>> b"\x1b[31m" in words("any")
    True
    """
    texts = [(_WORDS / f"{name}.txt").read_text("utf-8") for name in names]
    lines = [line for text in texts for line in text.split("\n") if line]
    plain = [line.encode("latin-1", "backslashreplace").decode("unicode_escape") for line in lines]
    return tuple(word.encode("utf-8", "surrogatepass") for word in plain)


_MANY = [word * 100 for word in (b"aaa", b"[[", b"((", b"- ", b"> ", b"<b>", b"{", b"*_", b"&a;")]
_TOKENS = (*words("any"), *_MANY)
"""Words that have broken programs, ours or others'."""

_ATOM = re.compile(rb"\w+|\s+|[^\w\s]")
_NUMBER = re.compile(rb"-?[0-9]+(?:\.[0-9]+)?")
_NUMBERS = (b"0", b"-1", b"1", b"2", b"255", b"65536", b"4294967296", b"9" * 30, b"1e400", b"0.1")
_PAIRS = (b"()", b"[]", b"{}", b"<>", b'""', b"''", b"``", b"**", b"__", b"||")


class _Means(NamedTuple):
    """What an input is changed with."""

    chance: random.Random
    pool: Sequence[bytes]
    """Other inputs of the kind."""
    own: Sequence[bytes]
    """The words of the kind."""


Bend = Callable[[bytes, _Means], bytes]
"""An input to another."""


def mutated(
    data: bytes, pool: Sequence[bytes], own: Sequence[bytes], chance: random.Random
) -> bytes:
    """Another input: one to five changes, most of them small; `own` are the kind's own words."""
    by = _Means(chance, pool, own)
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 5))):
        bend = chance.choices(_BENDS, _OFTEN)[0]
        data = bend(data, by)[:LONGEST]
    return data


def _flip(data: bytes, by: _Means) -> bytes:
    if not data:
        return b"\x00"
    made = bytearray(data)
    for _ in range(by.chance.choice((1, 1, 2, 8))):
        made[by.chance.randrange(len(made))] ^= 1 << by.chance.randrange(8)
    return bytes(made)


def _insert(data: bytes, by: _Means) -> bytes:
    at = by.chance.randint(0, len(data))
    word = by.chance.choice(by.own if by.own and by.chance.random() < 0.6 else _TOKENS)
    return data[:at] + word + data[at:]


def _exchange(data: bytes, by: _Means) -> bytes:
    """A word, a run of blanks or a sign gives way to another word."""
    atoms = list(_ATOM.finditer(data))
    if not atoms:
        return data
    atom = by.chance.choice(atoms)
    word = by.chance.choice(by.own if by.own and by.chance.random() < 0.6 else _TOKENS)
    return data[: atom.start()] + word + data[atom.end() :]


def _cut(data: bytes, by: _Means) -> bytes:
    if not data:
        return data
    start = by.chance.randrange(len(data))
    return data[:start] + data[start + by.chance.choice((1, 1, 2, 10, 100)) :]


def _end(data: bytes, by: _Means) -> bytes:
    return data[: by.chance.randint(0, len(data))]


def _begin(data: bytes, by: _Means) -> bytes:
    return data[by.chance.randint(0, len(data)) :]


def _repeat(data: bytes, by: _Means) -> bytes:
    if not data:
        return data
    start = by.chance.randrange(len(data))
    piece = data[start : start + by.chance.choice((1, 3, 20, 200))]
    return data[:start] + piece * by.chance.choice((2, 2, 3, 40)) + data[start + len(piece) :]


def _splice(data: bytes, by: _Means) -> bytes:
    """The beginning of this and the end of another."""
    other = by.chance.choice(by.pool) if by.pool else data
    return data[: by.chance.randint(0, len(data))] + other[by.chance.randint(0, len(other)) :]


def _graft(data: bytes, by: _Means) -> bytes:
    """Some lines of another among these."""
    lines = data.splitlines(keepends=True)
    others = (by.chance.choice(by.pool) if by.pool else data).splitlines(keepends=True)
    at, start = by.chance.randint(0, len(lines)), by.chance.randint(0, len(others))
    return b"".join([*lines[:at], *others[start : start + by.chance.randint(1, 6)], *lines[at:]])


def _lines(data: bytes, by: _Means) -> bytes:
    """Two lines change places, one goes, comes twice, or gets another's indent."""
    lines = data.splitlines(keepends=True)
    if len(lines) < 2:
        return data
    one, two = by.chance.randrange(len(lines)), by.chance.randrange(len(lines))
    match by.chance.randrange(4):
        case 0:
            lines[one], lines[two] = lines[two], lines[one]
        case 1:
            del lines[one]
        case 2:
            lines.insert(two, lines[one])
        case _:
            body = lines[one].lstrip(b" \t")
            lines[one] = by.chance.choice((b" ", b"  ", b"    ", b"\t", b"> ", b"- ", b"")) + body
    return b"".join(lines)


def _number(data: bytes, by: _Means) -> bytes:
    numbers = list(_NUMBER.finditer(data))
    if not numbers:
        return data
    number = by.chance.choice(numbers)
    return data[: number.start()] + by.chance.choice(_NUMBERS) + data[number.end() :]


def _enclose(data: bytes, by: _Means) -> bytes:
    """A piece gets brackets or quotation marks around it, perhaps many, perhaps only one side."""
    pair = by.chance.choice(_PAIRS)
    start, end = sorted((by.chance.randint(0, len(data)), by.chance.randint(0, len(data))))
    times = by.chance.choice((1, 1, 1, 2, 60))
    after = pair[1:] * times if by.chance.random() < 0.8 else b""
    return data[:start] + pair[:1] * times + data[start:end] + after + data[end:]


def _line_ends(data: bytes, by: _Means) -> bytes:
    end = by.chance.choice((b"\r\n", b"\r", b"\n\n", b" \n", b"\n"))
    return data.replace(b"\r\n", b"\n").replace(b"\n", end, by.chance.choice((1, 3, -1)))


def _encoding(data: bytes, by: _Means) -> bytes:
    text = data.decode("utf-8", "replace")
    match by.chance.randrange(4):
        case 0:
            return text.encode("utf-16")
        case 1:
            return b"\xef\xbb\xbf" + data
        case 2:
            return text.encode("cp1252", "replace")
        case _:
            return text.swapcase().encode("utf-8", "replace")


_BENDS: tuple[Bend, ...] = (
    _flip, _insert, _exchange, _cut, _end, _begin, _repeat, _splice, _graft, _lines, _number,
    _enclose, _line_ends, _encoding,
)  # fmt: skip
_OFTEN = (3, 10, 8, 4, 1, 1, 3, 3, 5, 5, 3, 5, 1, 0.5)
