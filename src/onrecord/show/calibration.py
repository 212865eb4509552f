"""How often outlooks came true against how likely they were called, as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from lxml import etree

from onrecord.model.score import Calibrated
from onrecord.show.svg import NS, new_picture, written

_SIDE, _EDGE = 220, 46


def calibration_svg(found: Sequence[Calibrated]) -> bytes:
    """A square for each kind: chance to the right, share that came true upwards, each point with its 95 % interval.

    On the dashed line what is called 70 % likely comes true in 70 % of the cases.
    """
    kinds = [(kind, list(points)) for kind, points in groupby(found, key=lambda one: f"{one.kind}, by {one.basis}")]
    wide = max(1, len(kinds)) * (_SIDE + 2 * _EDGE)
    svg = new_picture("How often outlooks came true by how likely they were called", wide, _SIDE + 2 * _EDGE)
    for number, (kind, points) in enumerate(kinds):
        _panel(svg, kind, points, _EDGE + number * (_SIDE + 2 * _EDGE))
    return written(svg)


def _panel(svg: Any, kind: str, points: Sequence[Calibrated], left: int) -> None:
    bottom = _EDGE + _SIDE

    def x(share: float) -> str:
        return f"{left + _SIDE * share:.1f}"

    def y(share: float) -> str:
        return f"{bottom - _SIDE * share:.1f}"

    def line(kind: str, *ends: str, **more: str) -> None:
        places = dict(zip(("x1", "y1", "x2", "y2"), ends, strict=True))
        etree.SubElement(svg, NS + "line", {"class": kind, **places, **more})

    def words(text: str, at: tuple[str, str], anchor: str = "middle") -> None:
        etree.SubElement(svg, NS + "text", {"text-anchor": anchor}, x=at[0], y=at[1]).text = text

    words(kind, (x(0.5), str(_EDGE - 16)))
    line("axis", x(0), y(0), x(1), y(0))
    line("axis", x(0), y(0), x(0), y(1))
    line("axis", x(0), y(0), x(1), y(1), **{"stroke-dasharray": "3 4"})
    for share in (0.0, 0.5, 1.0):
        words(f"{share:.0%}", (x(share), str(bottom + 18)))
        words(f"{share:.0%}", (str(left - 8), y(share)), "end")
    words("called", (x(0.25), str(bottom + 36)))
    words("came true ↑", (x(0.75), str(bottom + 36)))
    for one in points:
        line("range", x(one.chance), y(one.low), x(one.chance), y(one.high))
        dot = etree.SubElement(svg, NS + "circle", {"class": "day"}, cx=x(one.chance), cy=y(one.share), r="5")
        etree.SubElement(dot, NS + "title").text = f"{one.many} called {one.chance:.0%}: {one.share:.0%} came true"
