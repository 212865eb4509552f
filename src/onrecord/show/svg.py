"""What pictures have in common: an SVG element with a title and a style, light and dark, and its bytes."""

from __future__ import annotations

from typing import Any

from lxml import etree

NS = "{http://www.w3.org/2000/svg}"

_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#1b1b1b}.when{font-weight:600}.by{fill:#5a5a5a}"
    ".band{fill:#3b6ea5;fill-opacity:.35}.day{fill:#3b6ea5}.axis{stroke:#8a8a8a}.range{stroke:#3b6ea5;stroke-width:2}"
    "@media (prefers-color-scheme:dark){text{fill:#eee}.by{fill:#aaa}.band,.day{fill:#8ab4e8}.range{stroke:#8ab4e8}}"
)


def new_picture(title: str, wide: int, high: int) -> Any:
    """An empty picture of a size in pixels, with its title for those who hear it."""
    box = {"viewBox": f"0 0 {wide} {high}", "role": "img", "width": str(wide)}
    namespaces: Any = {None: NS.strip("{}")}
    svg = etree.Element(NS + "svg", box, nsmap=namespaces)
    etree.SubElement(svg, NS + "title").text = title
    etree.SubElement(svg, NS + "style").text = _STYLE
    return svg


def written(svg: Any) -> bytes:
    """A picture as a file."""
    return bytes(etree.tostring(svg, pretty_print=True, encoding="utf-8", xml_declaration=True))
