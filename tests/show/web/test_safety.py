"""What a hostile page, name, query or site cannot do in the reading room."""

from __future__ import annotations

import pytest
from lxml import html
from starlette.testclient import TestClient

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
HOSTILE = f"""<!doctype html><html><head><title>{EVIL}</title>
<meta property="og:site_name" content="&lt;script&gt;alert(2)&lt;/script&gt;">
<meta property="og:title" content="&lt;script&gt;alert(3)&lt;/script&gt; rain is coming">
<link rel="canonical" href="javascript:alert(4)">
<meta name="author" content="&lt;b onmouseover=alert(5)&gt;Bo&lt;/b&gt;"></head><body><article>
<h1>&lt;script&gt;alert(3)&lt;/script&gt; rain is coming</h1>
<p>Governor &lt;img src=x onerror=alert(6)&gt; Lena Varga said that &lt;script&gt;alert(7)&lt;/script&gt; rain is coming to the valley.</p>
<p>She vowed to rebuild &lt;svg onload=alert(8)&gt; the dam by May 2031, and the council said it would help her do so.</p>
</article></body></html>"""


def dangers(page: str) -> list[str]:
    """Elements and attributes of a page that would run something, but for its one own script."""
    tree = html.document_fromstring(page)
    found = [etc.tag for etc in tree.iter("img", "svg", "iframe", "object", "embed", "style", "b")]
    found += ["script" for s in tree.iter("script") if s.get("src") != "/static/room.js" or s.text]
    for element in tree.iter():
        for name, value in element.attrib.items():
            if name.startswith("on") or name == "style" or str(value).strip().lower().startswith("javascript:"):
                found.append(f"{element.tag} {name}")
    return found


def test_nothing_of_a_hostile_page_runs(room: TestClient) -> None:
    done = room.post("/read", files={"file": (EVIL, HOSTILE.encode())})
    assert done.status_code == 200, done.text
    record = room.get(done.url.path + ".json").json()
    assert "<script>" in record["story"]["text"]
    story = record["story"]["id"]
    paths = ["/", f"/story/{story}", f"/story/{story}?s=s1", f"/story/{story}?s=chars:0-20", "/search?q=rain"]
    paths += ["/search?q=rain&in=statements", "/actors", "/timeline", "/outlooks", "/ledger", "/outlets"]
    actors = room.get("/actors.json").json()
    paths += [f"/actor/{actor['identity']}" for actor in actors]
    assert record["outlooks"]
    room.post("/ledger/follow", data={"story": story, "outlook": record["outlooks"][0]["id"]})
    room.post("/ledger/1/amend", data={"question": EVIL, "criterion": EVIL})
    room.post("/ledger/1/resolve", data={"verdict": "void", "why": EVIL})
    room.post("/judgements/rename", data={"actor": actors[0]["identity"], "name": EVIL})
    for path in [*paths, "/ledger/1", "/judgements"]:
        page = room.get(path)
        assert page.status_code == 200, path
        assert dangers(page.text.replace('<img class="picture"', "<i ")) == [], path


@pytest.mark.parametrize(
    "path",
    ["/search?q=", "/actors?q=", "/timeline?q=", "/story/", "/actor/", "/outlet/", "/outlooks?q=", "/timeline?track="],
)
def test_nothing_of_a_query_comes_back_as_markup(room: TestClient, path: str) -> None:
    page = room.get(path + EVIL.replace("/", "%2F").replace("#", "%23"))
    assert dangers(page.text.replace('<img class="picture"', "<i ")) == []


def test_an_address_that_is_no_page_is_no_evidence(room: TestClient) -> None:
    outlook = next(o for o in room.get("/story/4410732.json").json()["outlooks"])
    room.post("/ledger/follow", data={"story": "4410732", "outlook": outlook["id"]})
    evidence = {"verdict": "true", "words": "it is so", "url": "javascript:alert(1)"}
    assert room.post("/ledger/1/resolve", data=evidence).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "", "origin": "http://127.0.0.1"},
    ],
)
def test_a_form_of_another_site_is_not_taken(room: TestClient, headers: dict[str, str]) -> None:
    answer = room.post("/judgements/undo", data={"number": "1"}, headers=headers)
    assert answer.status_code == 403


def test_a_browser_that_says_no_site_is_known_by_its_origin(room: TestClient) -> None:
    del room.headers["sec-fetch-site"]
    post = {"url": "/judgements/undo", "data": {"number": "1"}}
    assert room.post(**post).status_code == 403  # type: ignore[arg-type]
    assert room.post(**post, headers={"origin": "https://evil.example"}).status_code == 403  # type: ignore[arg-type]
    assert room.post(**post, headers={"origin": "http://127.0.0.1"}).status_code == 404  # type: ignore[arg-type]


def test_only_this_machines_names_are_answered_to(room: TestClient) -> None:
    assert room.get("/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("path", ["/", "/index.json", "/search.atom?q=dam", "/nosuch", "/static/room.css"])
def test_every_answer_has_its_policy(room: TestClient, path: str) -> None:
    headers = room.get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_what_is_too_large_is_refused(room: TestClient) -> None:
    answer = room.post("/read", files={"file": ("large.html", b"<html>" + bytes(17 << 20))})
    assert answer.status_code == 413
