"""Bytes become characters, also where the page lies about its charset."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Browsers read these labels as their Windows supersets (WHATWG Encoding Standard, section 4.2).
_SUPERSETS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
_UNWANTED = re.compile("[\0\ud800-\udfff]")
_NEWLINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def decode(content: bytes) -> str:
    """The characters of a page: by its byte order mark, else as UTF-8, else as declared, else by guess.

    Valid UTF-8 of any length is next to never anything else, whatever the page declares.

    >>> decode(b'<meta charset="iso-8859-1">caf\\xe9')
    '<meta charset="iso-8859-1">café'
    """
    for bom, codec in _BOMS:
        if content.startswith(bom):
            return content.decode(codec, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(content[:4096])
    if declared and (name := _codec(declared.group(1).decode("ascii"))):
        try:
            return content.decode(name)
        except UnicodeDecodeError as error:
            # A page of mostly valid UTF-8 with a broken byte here and there is UTF-8 cut badly.
            if name == "utf-8" and error.start > len(content) // 2:
                return content.decode(name, "replace")
    guess = from_bytes(content[:65536]).best()
    return content.decode(guess.encoding if guess else "cp1252", "replace")


def _codec(label: str) -> str | None:
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    return _SUPERSETS.get(name, name)


def clean(text: str) -> str:
    """Text without NUL and lone surrogates and with `\\n` for every line end, before any offset exists."""
    return _NEWLINES.sub("\n", _UNWANTED.sub("", text))
