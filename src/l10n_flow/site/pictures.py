"""The size of a picture, from its first bytes, so that pages do not move while it loads."""

from __future__ import annotations

import re
import struct


def size_of(data: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels of a PNG, GIF, JPEG, WebP or SVG file; else None.

    >>> size_of(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"></svg>')
    (640, 360)
    >>> size_of(b"GIF89a" + bytes([44, 1, 200, 0])), size_of(b"words")
    ((300, 200), None)
    """
    try:
        found = _raster(data) or _svg(data[:4096])
    except (struct.error, ValueError, OverflowError):
        return None
    return found if found and all(0 < side < 100_000 for side in found) else None


def _raster(data: bytes) -> tuple[int, int] | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data[:6] in (b"GIF87a", b"GIF89a"):
        width, height = struct.unpack("<HH", data[6:10])
        return width, height
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    return None


def _jpeg(data: bytes) -> tuple[int, int] | None:
    """Read the frame header, the first marker SOF (ITU-T T.81, B.2.2)."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
    return None


def _webp(data: bytes) -> tuple[int, int] | None:
    """RFC 9649, sections 2.5 to 2.7."""
    kind = data[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return None


_SVG = re.compile(rb"<svg\b[^>]*>", re.DOTALL)
_SIDE = re.compile(rb"""\b(width|height)\s*=\s*["']\s*([0-9.]+)(?:px)?\s*["']""")
_BOX = re.compile(
    rb"""\bviewBox\s*=\s*["']\s*[-0-9.]+[\s,]+[-0-9.]+[\s,]+([0-9.]+)[\s,]+([0-9.]+)"""
)


def _svg(data: bytes) -> tuple[int, int] | None:
    tag = _SVG.search(data)
    if tag is None:
        return None
    sides = {name: float(value) for name, value in _SIDE.findall(tag[0])}
    if len(sides) == 2:
        return round(sides[b"width"]), round(sides[b"height"])
    box = _BOX.search(tag[0])
    return (round(float(box[1])), round(float(box[2]))) if box else None
