"""Pages in wrappings: MHTML and e-mail newsletters, which hold HTML, and PDF, whose text is read as a clipping."""

from __future__ import annotations

import io
import re
from contextlib import suppress
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from onrecord.errors import PageError
from onrecord.model.page import Page

MAIL, PDF = "message/rfc822", "application/pdf"

_HEADERS = re.compile(rb"(?:[\w-]{2,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}(?=\n|$)")
_OF_MAIL = re.compile(rb"^(?:MIME-Version|Message-ID|Received|Snapshot-Content-Location):", re.I | re.M)
_MOST_PAGES = 200


def is_mail(head: bytes) -> bool:
    """Whether some bytes begin as e-mails and MHTML do: with header lines, one of those that all of them have."""
    headers = _HEADERS.match(head.replace(b"\r\n", b"\n"))
    return bool(headers and _OF_MAIL.search(headers[0]))


def opened_mail(page: Page) -> tuple[Page, dict[str, str]]:
    """The page that an e-mail or an MHTML file holds, and its address or what the headers tell of it.

    Raises PageError where there is no text in it.
    """
    message = BytesParser(policy=policy.default).parsebytes(page.unpacked)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("html", "plain"))
    if body is None:
        body = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    content = body.get_payload(decode=True) if body is not None else None
    if body is None or not isinstance(content, bytes) or not content.strip():
        raise PageError("an e-mail without text")
    charset = body.get_content_charset()
    with suppress(LookupError, UnicodeDecodeError):  # then the page's own word, or a guess, tells the charset
        content = content.decode(charset).encode() if charset else content
    url = str(message.get("Snapshot-Content-Location") or body.get("Content-Location") or "").strip()
    facts = {"url": url} if url.startswith("http") else _of_headers(message)
    kind = "text/html" if body.get_content_type() == "text/html" else "text/plain"
    return replace(page, unpacked=content, media_type=kind), facts


def _of_headers(message: EmailMessage) -> dict[str, str]:
    """Headline, outlet and date of a newsletter, by its subject, sender and date."""
    sender = message["From"].addresses[0].display_name if message["From"] and message["From"].addresses else ""
    told = {"headline": str(message["Subject"] or ""), "outlet": sender, "published": str(message["Date"] or "")}
    return {name: value.strip() for name, value in told.items() if value.strip()}


def opened_pdf(page: Page) -> Page:
    """The text of a PDF, its paragraphs put together again from lines; raises PageError where it has none."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(page.unpacked))
        if reader.is_encrypted and not reader.decrypt(""):
            raise PageError("a PDF with a password")
        pages = [one.extract_text() for one in reader.pages[:_MOST_PAGES]]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise PageError(f"a PDF that is damaged: {error}") from None
    text = "\n".join(_paragraphs("\n".join(pages).split("\n")))
    if not text.strip():
        raise PageError("a PDF without text, perhaps of scanned pages")
    return replace(page, unpacked=text.encode("utf-8", "replace"), media_type="text/plain")


def _paragraphs(lines: list[str]) -> list[str]:
    """Lines of a column put together: a sentence that ends in a short line ends a paragraph, and short lines at the
    head are the headline.

    >>> _paragraphs(["Rain on the Tarn", "Rain fell on the val-", "ley all night.", "It then stopped, she", "said."])
    ['Rain on the Tarn', 'Rain fell on the valley all night.', 'It then stopped, she said.']
    """
    lines = [line.strip() for line in lines]
    wide = sorted(len(line) for line in lines if line)
    full = wide[int(len(wide) * 0.75)] * 0.9 if wide else 0
    made: list[str] = []
    goes_on = headline = False
    for line in lines:
        short, ends = len(line) < full, bool(re.search(r"[.!?:][\"”’')]*$", line))
        if not line or (headline and not short):
            goes_on = headline = False
        if not line:
            continue
        if not goes_on:
            headline = not made and short and not ends
            made.append(line)
        elif made[-1].endswith("-") and line[:1].islower():
            made[-1] = made[-1][:-1] + line
        else:
            made[-1] += " " + line
        goes_on = not (short and ends)
    return made
