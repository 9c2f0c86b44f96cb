"""The sRGB colour profile (ICC.1:2001-04) that says which red the file's red is."""

from __future__ import annotations

import struct

# The primaries and white point of IEC 61966-2-1, adapted to D50, as ICC wants them.
_RED = (0.43607, 0.22249, 0.01392)
_GREEN = (0.38515, 0.71687, 0.09708)
_BLUE = (0.14307, 0.06061, 0.71410)
_WHITE = (0.96420, 1.0, 0.82491)
_CURVE_POINTS = 256


def srgb_profile() -> bytes:
    """The profile: a header, a table of tags, and their data, each on a multiple of four bytes."""
    curve = _curve()
    tags = {
        b"desc": _description(b"sRGB"),
        b"cprt": _typed(b"text", b"No copyright\0"),
        b"wtpt": _xyz(_WHITE),
        b"rXYZ": _xyz(_RED),
        b"gXYZ": _xyz(_GREEN),
        b"bXYZ": _xyz(_BLUE),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    offset = 128 + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    table, data = struct.pack(">I", len(tags)), b""
    for signature, content in tags.items():
        if content not in places:
            places[content] = offset + len(data)
            data += content + bytes(-len(content) % 4)
        table += struct.pack(">4sII", signature, places[content], len(content))
    return _header(offset + len(data)) + table + data


def _header(size: int) -> bytes:
    made = (2000, 1, 1, 0, 0, 0)
    start = struct.pack(
        ">I4sI4s4s4s6H4s", size, b"", 0x02400000, b"mntr", b"RGB ", b"XYZ ", *made, b"acsp"
    )
    return start.ljust(68, b"\0") + _fixed(_WHITE) + bytes(48)


def _fixed(values: tuple[float, ...]) -> bytes:
    """Numbers with sixteen bits before and after the point."""
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _typed(kind: bytes, content: bytes) -> bytes:
    return kind + bytes(4) + content


def _xyz(values: tuple[float, float, float]) -> bytes:
    return _typed(b"XYZ ", _fixed(values))


def _description(name: bytes) -> bytes:
    """The name in ASCII, and none in Unicode or for the Macintosh."""
    return _typed(b"desc", struct.pack(">I", len(name) + 1) + name + b"\0" + bytes(8 + 3 + 67))


def _curve() -> bytes:
    """From the file's numbers to light."""
    points = [round(65535 * _light(index / (_CURVE_POINTS - 1))) for index in range(_CURVE_POINTS)]
    return _typed(b"curv", struct.pack(f">I{_CURVE_POINTS}H", _CURVE_POINTS, *points))


def _light(value: float) -> float:
    """The sRGB transfer function."""
    return float(((value + 0.055) / 1.055) ** 2.4) if value > 0.04045 else value / 12.92
