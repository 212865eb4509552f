"""Every format gives its stories, and damage costs what is damaged."""

from __future__ import annotations

import csv
import gzip
import json
import textwrap
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from onrecord.errors import PageError
from onrecord.model import Page, Story
from onrecord.read import Mapped, PassedOver, load_bytes, page_to_story, pages_of

BODY = "The dam on the Tarn will not be built, the council of Port Callow said on Monday after a long debate."
MORE = "Governor Lena Varga told reporters that the report would be published in full by the end of next year."


def html(title: str, body: str = BODY) -> bytes:
    page = f"<!doctype html><html><head><title>{title}</title><meta property='og:title' content='{title}'></head>"
    return f"{page}<body><article><h1>{title}</h1><p>{body}</p><p>{MORE}</p></article></body></html>".encode()


def stories(path: Path) -> list[Story]:
    return [page_to_story(found) for found in pages_of(path) if isinstance(found, Page)]


def problems(path: Path) -> list[str]:
    return [str(found) for found in pages_of(path) if isinstance(found, PageError)]


def record(url: str, body: bytes, kind: str = "response", extra: bytes = b"", status: bytes = b"200 OK") -> bytes:
    http = b"HTTP/1.1 " + status + b"\r\nContent-Type: text/html; charset=utf-8\r\n" + extra + b"\r\n" + body
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-03-18T00:00:00Z\r\n"
    head += "WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http;msgtype=response\r\n"
    return head.encode() + b"Content-Length: %d\r\n\r\n" % len(http) + http + b"\r\n\r\n"


ADDRESSES = [f"https://tarnherald.example/{n}" for n in range(5)]
RECORDS = [record(url, html(f"Dam plan {n}")) for n, url in enumerate(ADDRESSES)]


@pytest.mark.parametrize("packed", [False, True])
def test_a_web_archive_gives_its_pages_with_their_addresses(tmp_path: Path, packed: bool) -> None:
    zipped = record("https://tarnherald.example/z", gzip.compress(html("Zipped")), extra=b"Content-Encoding: gzip\r\n")
    others = [record("https://x.example/", b"", "request"), record("https://x.example/", b"gone", status=b"404 Gone")]
    path = tmp_path / "crawl.warc"
    path.write_bytes(b"".join(gzip.compress(r) if packed else r for r in [*RECORDS, *others, zipped]))
    found = stories(path)
    assert [story.url for story in found] == [*ADDRESSES, "https://tarnherald.example/z"]
    assert (found[0].headline, found[-1].headline) == ("Dam plan 0", "Zipped")
    assert BODY in found[0].text
    (passed,) = (one for one in pages_of(path) if isinstance(one, PassedOver))
    assert passed.counts == {"request records": 1, "answers with 404 status": 1}


@pytest.mark.parametrize("packed", [False, True])
def test_damage_in_a_web_archive_costs_one_record(tmp_path: Path, packed: bool) -> None:
    pieces = [gzip.compress(r) if packed else r for r in RECORDS]
    broken = bytearray(pieces[2])
    broken[len(broken) // 2 :] = b"" if packed else b"\0" * 9
    pieces[2] = bytes(broken)
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"".join(pieces)[: -30 if packed else -60])
    assert [story.url for story in stories(path)] == [ADDRESSES[n] for n in (0, 1, 3)]
    assert len(problems(path)) == 2
    assert "ends too early" in problems(path)[-1]


def test_a_wacz_gives_the_pages_of_its_archives(tmp_path: Path) -> None:
    path = tmp_path / "crawl.wacz"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("datapackage.json", "{}")
        packed.writestr("archive/data.warc.gz", b"".join(map(gzip.compress, RECORDS)))
    assert [story.url for story in stories(path)] == ADDRESSES
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(PageError, match="zip archive that is damaged"):
        list(pages_of(path))
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("word.xml", "")
    with pytest.raises(PageError, match="without a web archive"):
        list(pages_of(path))


ROW = {"Title": "Dam plan shelved", "body": f"{BODY}\n{MORE}", "date": "2024-03-18", "source": "The Tarn Herald"}


def told(story: Story) -> tuple[str | None, str | None, str | None, int]:
    published = story.published.value if story.published else None
    return story.headline, story.outlet, published, len(story.parts)


AS_TOLD = ("Dam plan shelved", "The Tarn Herald", "2024-03-18", 3)


def test_tables_give_a_story_a_row_and_say_how_they_were_read(tmp_path: Path) -> None:
    lines, rows, columns = tmp_path / "s.jsonl", tmp_path / "s.csv", tmp_path / "s.parquet"
    lines.write_text(json.dumps(ROW) + "\n\n" + json.dumps(ROW) + "\nnonsense\n[1]\n")
    with rows.open("w", newline="") as file:
        table = csv.DictWriter(file, list(ROW), delimiter=";")
        table.writeheader()
        table.writerow(ROW)
    parquet.write_table(pa.Table.from_pylist([ROW, ROW]), columns)
    for path, many in ((lines, 2), (rows, 1), (columns, 2)):
        assert [told(story) for story in stories(path)] == [AS_TOLD] * many
        (read,) = (one for one in pages_of(path) if isinstance(one, Mapped))
        assert read.names == {"text": "body", "headline": "Title", "published": "date", "outlet": "source"}
    assert [line[:20] for line in problems(lines)] == ["line 4: no JSON: Exp", "row 5: no object wit"]


def test_a_text_without_a_headline_is_read_as_a_clipping(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    text = f"https://www.tarnherald.example/1\n\nDam plan shelved\n\nBy Ilse Maren\n\n{BODY}\n\n{MORE}"
    path.write_text(json.dumps({"id": "x1", "text": text, "date": "2024-03-18"}))
    (story,) = stories(path)
    assert (story.headline, story.byline, story.code) == ("Dam plan shelved", ("Ilse Maren",), "x1")
    assert story.url == "https://www.tarnherald.example/1"
    assert story.published is not None
    assert story.page is not None
    assert story.page.media_type == "application/json"


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "s.parquet"
    parquet.write_table(pa.Table.from_pylist([ROW]), path)
    (found,) = pages_of(path, {"text": "words"})
    assert isinstance(found, PageError)
    assert "no column words; it has Title, body, date, source" in str(found)
    (page,) = pages_of(path, {"text": "Title"})
    assert isinstance(page, Page)
    assert page_to_story(page).text == "Dam plan shelved"
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(PageError, match="Parquet file that is damaged"):
        list(pages_of(path))


RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Tarn Herald</title><item><title>Dam plan shelved</title><link>https://tarnherald.example/1</link>
<pubDate>Mon, 18 Mar 2024 21:00:00 +0100</pubDate>
<content:encoded><![CDATA[<p>{BODY}</p><p>{MORE}<script>alert(1)</script></p>]]></content:encoded></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Tarn Herald</title><entry><title>Dam plan shelved</title>
<link href="https://tarnherald.example/1"/><published>2024-03-18T21:00:00+01:00</published>
<content type="html">&lt;p&gt;{BODY}&lt;/p&gt;&lt;p&gt;{MORE}&lt;/p&gt;</content></entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Tarn Herald",
        "items": [
            {
                "id": "1",
                "url": "https://tarnherald.example/1",
                "title": "Dam plan shelved",
                "date_published": "2024-03-18T21:00:00+01:00",
                "content_html": f"<p>{BODY}</p><p>{MORE}</p>",
            }
        ],
    }
)
NEWSML = f"""<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta>
<provider><name>The Tarn Herald</name></provider><versionCreated>2024-03-18T21:00:00+01:00</versionCreated></itemMeta>
<contentMeta><headline>Dam plan shelved</headline><by>Ilse Maren</by></contentMeta><contentSet><inlineXML>
<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{BODY}</p><p>{MORE}</p></body></html></inlineXML></contentSet></newsItem>"""
NINJS = json.dumps(
    {
        "uri": "https://tarnherald.example/1",
        "type": "text",
        "representationType": "complete",
        "headlines": [{"value": "Dam plan shelved"}],
        "bodies": [{"contentType": "text/html", "value": f"<p>{BODY}</p><p>{MORE}</p>"}],
        "versionCreated": "2024-03-18T21:00:00+01:00",
        "copyrightHolder": "The Tarn Herald",
    }
)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.xml", RSS), ("b.xml", ATOM), ("c.json", JSON_FEED), ("d.xml", NEWSML), ("e.json", NINJS)],
)
def test_feeds_and_news_items_give_what_they_hold(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content)
    (story,) = stories(path)
    assert (story.headline, story.outlet) == ("Dam plan shelved", "The Tarn Herald")
    assert story.text == f"Dam plan shelved\n\n{BODY}\n\n{MORE}"
    assert story.published is not None
    assert ((story.published.value or "")[:16], story.published.zone) == ("2024-03-18T21:00", "+01:00")


def test_a_feed_without_entries_says_so(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text("<rss version='2.0'><channel><title>x</title></channel></rss>")
    with pytest.raises(PageError, match="feed without entries"):
        stories(path)
    path.write_text("<urlset><url><loc>https://tarnherald.example/1</loc></url></urlset>")
    with pytest.raises(PageError, match="sitemap"):
        stories(path)


def test_a_newsletter_is_read_by_its_headers_and_its_html() -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "The Tarn Herald <news@tarnherald.example>", "Dam plan shelved"
    mail["Date"], mail["Message-ID"] = "Mon, 18 Mar 2024 21:00:00 +0100", "<1@tarnherald.example>"
    mail.set_content("plain words")
    mail.add_alternative(f"<html><body><p>{BODY}</p><p>{MORE}</p></body></html>", subtype="html")
    story = page_to_story(load_bytes(mail.as_bytes(), "letter.eml"))
    assert (story.headline, story.outlet) == ("Dam plan shelved", "The Tarn Herald")
    assert story.published is not None
    assert (story.published.value or "")[:10] == "2024-03-18"
    assert story.text.startswith("Dam plan shelved\n\n")
    assert BODY in story.text
    assert story.page is not None
    assert story.page.media_type == "message/rfc822"


def test_mhtml_is_the_page_that_was_saved() -> None:
    saved = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://tarnherald.example/1\r\nSubject: Dam plan\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="xx"\r\n\r\n--xx\r\n'
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        b"Content-Location: https://tarnherald.example/1\r\n\r\n"
        + html("Dam plan").replace(b"=", b"=3D")
        + b"\r\n--xx--\r\n"
    )
    story = page_to_story(load_bytes(saved, "page.mhtml"))
    assert (story.headline, story.url) == ("Dam plan", "https://tarnherald.example/1")


@pytest.mark.parametrize("opening", ["[Photo] ", "{Update} ", "<b>", "[1] "])
def test_a_clipping_that_begins_with_a_bracket_is_no_data(tmp_path: Path, opening: str) -> None:
    path = tmp_path / "clipping.txt"
    path.write_text(f"{opening}Dam plan shelved\n\n{BODY}\n{MORE}")
    (story,) = stories(path)
    assert BODY in story.text


def test_a_clipping_that_begins_with_words_and_colons_is_no_mail() -> None:
    clipping = f"Dam plan: the end\nTarn Valley: no water\n\n{BODY}\n{MORE}".encode()
    assert load_bytes(clipping).media_type == "text/plain"


def test_the_text_of_a_pdf_is_read(tmp_path: Path) -> None:
    story = page_to_story(load_bytes(pdf(["Dam plan shelved", *textwrap.wrap(BODY, 60)])))
    assert story.headline == "Dam plan shelved"
    assert BODY in story.text
    for content, why in ((pdf([]), "without text"), (b"%PDF-1.7 nonsense", "a PDF that is damaged")):
        with pytest.raises(PageError, match=why):
            page_to_story(load_bytes(content))


def pdf(lines: list[str]) -> bytes:
    """A PDF of some lines, written by hand."""
    stream = "BT /F1 12 Tf 14 TL 50 700 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    made, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF"
    return f"{made}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode("latin-1")
