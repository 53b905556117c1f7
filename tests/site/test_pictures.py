"""The size of a picture from its first bytes."""

from __future__ import annotations

import struct

import pytest

from l10n_flow.site.pictures import size_of

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


def jpeg(marker: int, *before: bytes) -> bytes:
    """A JPEG with these segments before the header of its frame, 513 wide and 770 high."""
    segments = b"".join(
        b"\xff" + one[:1] + struct.pack(">H", len(one) + 1) + one[1:] for one in before
    )
    return (
        b"\xff\xd8"
        + segments
        + bytes([0xFF, marker, 0, 17, 8])
        + struct.pack(">HH", 770, 513)
        + b"\3"
    )


def webp(kind: bytes, rest: bytes) -> bytes:
    return b"RIFF\0\0\0\0WEBP" + kind + b"\0\0\0\0" + rest


SIZES = [
    ("PNG", PNG + struct.pack(">II", 66051, 7), (66051, 7)),
    ("PNG that is cut short", PNG + b"\0\0", None),
    ("GIF87a", b"GIF87a" + struct.pack("<HH", 258, 3), (258, 3)),
    ("GIF of another year", b"GIF88a" + struct.pack("<HH", 258, 3), None),
    ("baseline JPEG", jpeg(0xC0), (513, 770)),
    ("progressive JPEG after two segments", jpeg(0xC2, b"\xe0JFIF", b"\xdb12345"), (513, 770)),
    ("JPEG of the last kind", jpeg(0xCF), (513, 770)),
    ("tables that are no frame", jpeg(0xC0, b"\xc4abcd", b"\xc8ab", b"\xccab"), (513, 770)),
    ("a marker below", jpeg(0xBF), None),
    ("a marker above", jpeg(0xD0), None),
    ("JPEG that is cut short", jpeg(0xC0)[:-1], None),
    ("JPEG with damage between segments", b"\xff\xd8\0" + jpeg(0xC0)[2:], None),
    ("lossy WebP", webp(b"VP8 ", b"\0" * 6 + struct.pack("<HH", 0x4101, 0x8202)), (257, 514)),
    ("lossless WebP",
     webp(b"VP8L", b"\x2f" + (256 | 513 << 14 | 7 << 28).to_bytes(4, "little")), (257, 514)),
    ("extended WebP", webp(b"VP8X", b"\0" * 4 + b"\1\2\1" + b"\2\1\0"), (66050, 259)),
    ("WebP of another kind", webp(b"VP9 ", b"\0" * 20), None),
    ("RIFF that is a sound", b"RIFF\0\0\0\0WAVEVP8X" + b"\1" * 20, None),
    ("another container", b"RIFX\0\0\0\0WEBPVP8X" + b"\1" * 20, None),
    ("SVG with sides", b"<svg width='12.6px' height=\"7\" viewBox='0 0 1 1'>", (13, 7)),
    ("SVG with one side", b"<svg width='12' viewBox='-1 -1 30.4, 20.5'>", (30, 20)),
    ("SVG with sides in percent", b"<svg width='100%' height='100%'>", None),
    ("SVG after a comment", b"<?xml?><!-- x --><svg\n width='3' height='4'/>", (3, 4)),
    ("SVG with a number that is none", b"<svg width='1.2.3' height='4'/>", None),
    ("SVG far below", b" " * 4096 + b"<svg width='3' height='4'/>", None),
    ("no side", b"<svg width='0' height='4'/>", None),
    ("a side of one", b"<svg width='1' height='4'/>", (1, 4)),
    ("a side too long", b"<svg width='100000' height='4'/>", None),
    ("a long side", b"<svg width='99999' height='4'/>", (99999, 4)),
    ("no picture", b"words", None),
    ("nothing", b"", None),
]  # fmt: skip


@pytest.mark.parametrize(("data", "size"), [pytest.param(*one[1:], id=one[0]) for one in SIZES])
def test_a_picture_has_the_size_that_its_format_states(
    data: bytes, size: tuple[int, int] | None
) -> None:
    assert size_of(data) == size
