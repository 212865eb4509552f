"""The reading room as its answers: every page, the same as data, and what people do in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree, html
from starlette.testclient import TestClient

from onrecord.keep import View, Writer
from onrecord.model import Evidence, Resolution, TracedOutlook
from onrecord.model.outlook import Chance

STORY = "4410732"
PAGES = (
    "/",
    "/search?q=dam",
    "/search?q=dam&in=statements",
    "/search?q=inquiry&in=outlooks",
    "/search?q=Varga&in=actors",
    f"/story/{STORY}",
    f"/story/{STORY}?s=s3",
    f"/story/{STORY}?s=chars:10-40",
    "/actors",
    "/actor/Lena%20Varga",
    "/actor/Lena%20Varga?split=1",
    "/actor/Lena%20Varga?tab=about",
    "/actor/Lena%20Varga?tab=relayed",
    "/actor/Lena%20Varga?tab=outlooks",
    "/timeline",
    "/timeline?track=said&actor=Lena%20Varga",
    "/timeline?track=published",
    "/outlooks",
    "/outlooks?kind=demand",
    "/ledger",
    "/outlets",
    "/outlets?q=dam",
    "/outlet/The%20Tarn%20Herald?q=nosuchword",
    "/outlet/The%20Tarn%20Herald",
    "/judgements",
    "/users",
)


def text_of(page: str) -> str:
    return " ".join(html.fromstring(page).text_content().split())


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_a_page_and_data(room: TestClient, path: str) -> None:
    page = room.get(path)
    assert page.status_code == 200
    assert html.fromstring(page.text).findall(".//h1")
    place, _, query = path.partition("?")
    data = room.get(("/index" if place == "/" else place) + ".json", params=query)
    assert data.status_code == 200
    assert data.json() is not None


def test_the_data_of_a_story_is_its_record(room: TestClient, store: Path) -> None:
    record = room.get(f"/story/{STORY}.json").json()
    with View(store) as view:
        assert record["story"]["id"] == view.record(STORY).story.id
    assert {s["id"] for s in record["statements"]} >= {"s1", "s2"}


def test_the_text_of_a_story_is_all_there_and_its_statements_are_numbered(room: TestClient) -> None:
    page = html.fromstring(room.get(f"/story/{STORY}").text)
    record = room.get(f"/story/{STORY}.json").json()
    for sign in page.cssselect("#text .sign"):
        sign.drop_tree()
    shown = "".join(p.text_content() for p in page.cssselect("#text p"))
    parts = [p["span"] for p in record["story"]["parts"] if p["kind"] not in ("headline", "kicker")]
    assert shown == "".join(record["story"]["text"][start:end] for start, end in parts)
    assert len(page.cssselect(".statements > li")) == len(record["statements"])


def test_a_statement_lights_its_source_cue_and_content(room: TestClient) -> None:
    record = room.get(f"/story/{STORY}.json").json()
    statement = next(s for s in record["statements"] if s["within"] is None and len(s["content"]) == 1)
    page = html.fromstring(room.get(f"/story/{STORY}?s={statement['id']}").text)
    lit = "".join(piece.text_content() for piece in page.cssselect("#text .lit"))
    for role in ("source", "cue", "content"):
        for start, end in statement[role]:
            assert record["story"]["text"][start:end] in lit
    (item,) = page.cssselect(".statements > li.lit")
    assert item.get("aria-current") == "true"


def test_a_link_to_a_passage_shows_it_to_be_cited(room: TestClient) -> None:
    record = room.get(f"/story/{STORY}.json").json()
    words = "The dam"
    start = record["story"]["text"].lower().index(words.lower())
    page = html.fromstring(room.get(f"/story/{STORY}?s=chars:{start}-{start + len(words)}").text)
    assert page.cssselect("#cited")[0].text_content().lower() == words.lower()
    forms = {d.find("summary").text: d.find("pre").text for d in page.cssselect(".cite details:not(.mend)")}
    assert set(forms) == {"Text", "Markdown", "BibTeX", "CSL-JSON"}
    item = json.loads(forms["CSL-JSON"])
    assert (item["container-title"], item["issued"]) == ("The Tarn Herald", {"date-parts": [[2024, 3, 18]]})
    assert forms["BibTeX"].startswith("@article{")
    assert "Ilse Maren" in forms["Text"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nosuch", 404),
        ("/story/nosuch", 404),
        (f"/story/{STORY}?s=chars:5-4", 400),
        (f"/story/{STORY}?s=chars:0-99999999", 400),
        ("/actor/nobody", 404),
        ("/outlet/nosuch", 404),
        ("/ledger/7", 404),
        ("/timeline?track=x", 400),
        ("/timeline?since=soon", 400),
        ("/search?q=--", 400),
        ("/search?q=x&in=y", 400),
        ("/search?q=dam+before:soon", 400),
        ("/search?q=dam+year:soon", 400),
        ("/search?q=dam+-kind:wish", 400),
        ("/outlooks?kind=x", 400),
        ("/search.atom", 400),
        ("/static/../app.py", 404),
        ("/static/%2e%2e/app.py", 404),
    ],
)
def test_what_is_not_there_is_said_in_one_line(room: TestClient, path: str, status: int) -> None:
    answer = room.get(path)
    assert answer.status_code == status
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("path", ["/outlooks.json", "/search.json?q=inquiry&in=outlooks"])
def test_an_outlook_stands_within_its_sentence(room: TestClient, path: str) -> None:
    text = " ".join(room.get(f"/story/{STORY}.json").json()["story"]["text"].split())
    found = room.get(path).json()
    hits = [hit for hit in (found["found"] if isinstance(found, dict) else found) if hit["headline"].startswith("Dam")]
    assert hits
    for hit in hits:
        before, after = hit["around"]
        pieces = hit["outlook"]["words"].split(" … ")
        assert before + pieces[0] in text
        assert pieces[-1] + after in text
        assert not before or before[0].isupper() or before[0] in '"“('
        assert after.rstrip('”"')[-1:] in (".", "?", "!", "")


@pytest.mark.parametrize(
    "path", ["/search?q=inquiry&in=outlooks", "/actor/Lena%20Varga?tab=outlooks", "/outlooks", f"/story/{STORY}"]
)
def test_an_outlook_is_said_to_be_followed_once_it_is(room: TestClient, path: str) -> None:
    assert "followed in the ledger" not in text_of(room.get(path).text)
    outlooks = room.get(f"/story/{STORY}.json").json()["outlooks"]
    for outlook in outlooks:
        room.post(
            "/ledger/follow",
            data={"story": room.get(f"/story/{STORY}.json").json()["story"]["id"], "outlook": outlook["id"]},
        )
    assert "followed in the ledger" in text_of(room.get(path).text)


def test_words_among_the_search_limit_it(room: TestClient) -> None:
    def found(query: str) -> int:
        return int(room.get("/search.json", params={"q": query}).json()["total"])

    assert found("dam") == 1
    assert found('dam speaker:"Lena Varga"') == 0
    assert found("report speaker:Varga") == 1
    assert found("dam outlet:Times") == 0
    assert found('dam -outlet:"the tarn herald"') == 0
    assert found("dam -outlet:Herald") == 1
    assert found("dam before:2024-03") == 1
    assert found("dam after:2024-04") == 0
    assert found("dam year:2024") == 1
    assert found("dam -year:2024") == 0
    assert found("report -speaker:Varga") == 0
    assert found("dam kind:schedule") == found("dam") - found("dam -kind:schedule")


def test_a_search_is_saved_looked_at_and_forgotten(room: TestClient) -> None:
    saved = room.post("/watch/save", data={"name": "the dam & more", "words": "dam"})
    assert saved.status_code == 200
    assert "Dam plan shelved after flood warning" in text_of(saved.text)
    assert etree.fromstring(room.get("/watch/the%20dam%20&%20more.atom").content).findtext("{*}entry/{*}title")
    assert "1 new" in text_of(room.get("/").text)
    room.post("/watch/look", data={"name": "the dam & more"})
    assert room.get("/watch/the%20dam%20&%20more.json").json()["found"] == []
    room.post("/watch/forget", data={"name": "the dam & more"})
    assert room.get("/watch/the%20dam%20&%20more").status_code == 404


def test_feeds_are_atom(room: TestClient) -> None:
    feed = etree.fromstring(room.get("/search.atom?q=dam").content)
    space = "{http://www.w3.org/2005/Atom}"
    assert feed.tag == space + "feed"
    (entry,) = feed.findall(space + "entry")
    assert entry.findtext(space + "updated") == "2024-03-18T21:00:00Z"
    assert not etree.fromstring(room.get("/ledger.atom").content).findall(space + "entry")


def test_a_pledge_is_followed_put_better_resolved_and_corrected(room: TestClient) -> None:
    record = room.get(f"/story/{STORY}.json").json()
    outlook = next(o for o in record["outlooks"] if o["kind"] == "demand")
    done = room.post("/ledger/follow", data={"story": STORY, "outlook": outlook["id"]})
    assert done.url.path == "/ledger/1"
    again = room.post("/ledger/follow", data={"story": STORY, "outlook": outlook["id"]})
    assert (again.status_code, "followed already" in again.text) == (400, True)
    room.post("/ledger/1/amend", data={"question": "Is there an inquiry?", "check_on": "2024-05-01"})
    assert room.get("/index.json").json()["due"][0]["outlook"]["question"] == "Is there an inquiry?"
    assert "Is there an inquiry?" in room.get("/ledger.atom").text
    assert room.post("/ledger/1/amend", data={"check_on": "soon"}).status_code == 400
    assert room.post("/ledger/1/resolve", data={"verdict": "true"}).status_code == 400
    assert room.post("/ledger/1/resolve", data={"verdict": "true", "words": "x", "story": STORY * 2}).status_code == 404
    evidence = {"verdict": "false", "words": "has shelved its plan", "story": STORY}
    assert room.post("/ledger/1/resolve", data=evidence).status_code == 200
    room.post("/ledger/1/resolve", data={"verdict": "ambiguous", "why": "asked of whom?"})
    entry = room.get("/ledger/1.json").json()
    assert entry["entry"]["state"] == "ambiguous"
    assert [row["act"] for row in entry["history"]] == ["follow", "amend", "resolve", "resolve"]
    assert {row["who"] for row in entry["history"]} == {"Ada"}


def test_two_actors_are_made_one_and_two_again(room: TestClient) -> None:
    preview = text_of(room.get("/actor/Lena%20Varga?into=Tomas%20Brandt").text)
    assert "would join Tomas Brandt" in preview
    one = room.get("/actor/Lena%20Varga.json").json()["total"]
    other = room.get("/actor/Tomas%20Brandt.json").json()["total"]
    done = room.post("/judgements/merge", data={"actor": "Lena Varga", "into": "Tomas Brandt"})
    assert done.status_code == 200
    assert room.get("/actor/Tomas%20Brandt.json").json()["total"] == one + other
    assert room.post("/judgements/undo", data={"number": "1"}).status_code == 200
    assert room.get("/actor/Tomas%20Brandt.json").json()["total"] == other
    assert room.post("/judgements/undo", data={"number": "1"}).status_code == 404
    room.post("/judgements/rename", data={"actor": "Lena Varga", "name": "Governor Varga"})
    assert room.get("/actor/Lena%20Varga.json").json()["actor"]["name"] == "Governor Varga"
    assert "Governor Varga" in [one["name"] for one in room.get("/outlet/The%20Tarn%20Herald.json").json()["quoted"]]


def test_what_changed_is_said_by_a_person(room: TestClient) -> None:
    hit = room.get("/actor/Lena%20Varga.json", params={"q": "report"}).json()["found"][0]
    assert (hit["change"], hit["judged_by"]) == (None, None)
    said = {"story": hit["story"], "statement": hit["statement"], "actor": "Lena Varga", "q": "report"}
    assert room.post("/corrections/change", data={**said, "change": "bettered"}).status_code == 400
    done = room.post("/corrections/change", data={**said, "change": "softened"})
    assert "softened says Ada" in text_of(done.text)
    assert "corrected by" not in room.get(f"/story/{STORY}").text
    room.post("/corrections/undo", data={"number": "1"})
    assert room.get("/actor/Lena%20Varga.json", params={"q": "report"}).json()["found"][0]["judged_by"] is None


def test_an_actor_is_somebody_else_in_some_stories(room: TestClient) -> None:
    again = (
        "The Tarn Herald\n\nThe vote is off, Governor Lena Varga said on Monday. Varga said it would be held in May."
    )
    other = room.post("/read", data={"text": again}).url.path.rsplit("/", 1)[1]
    varga = room.get("/actor/Lena%20Varga.json").json()["actor"]["identity"]
    preview = text_of(room.get(f"/actor/{varga}", params={"split": "1", "apart": other}).text)
    assert "of 1 of 2 stories would be another" in preview
    done = room.post("/judgements/split", data={"actor": varga, "apart": other, "name": "Lena Varga of Callow"})
    assert done.status_code == 200
    assert {hit["story"] for hit in room.get("/actor/Lena%20Varga%20of%20Callow.json").json()["found"]} == {other}
    assert room.post("/judgements/split", data={"actor": varga, "apart": "nosuch", "name": "x"}).status_code == 404


def test_how_likely_and_how_often_is_a_picture_with_a_table(room: TestClient, store: Path) -> None:
    assert "How likely, and how often" not in room.get("/ledger").text
    chance = Chance("survey", 80, 70, 90)
    with Writer(store) as writer:
        for number in range(10):
            words = f"it will rain {number}"
            entry = writer.follow(TracedOutlook("prediction", words, words, STORY, ((0, 1),), chance=chance), "Ada")
            evidence = Evidence("it rained", url="https://tarnherald.example/rain")
            writer.resolve(entry, Resolution("true" if number else "false", evidence), "Ada")
    assert "90 % (" in text_of(room.get("/ledger").text)
    picture = etree.fromstring(room.get("/ledger.svg").content)
    assert [dot.findtext("{*}title") for dot in picture.iter("{*}circle")] == ["10 called 80%: 90% came true"]


def test_what_stories_call_an_actor_is_told_with_its_days(room: TestClient) -> None:
    assert room.get("/actor/Lena%20Varga.json").json()["roles"] == [["Governor", "2024-03-18", "2024-03-18"]]


def test_what_others_say_of_an_actor_and_what_it_passed_on_are_tabs(room: TestClient) -> None:
    relayed = room.get("/actor/Radio%20Callow.json?tab=relayed").json()["found"]
    assert {"two engineers", "Two of its managers"} <= {hit["chain"][0] for hit in relayed}
    assert all("Radio Callow" in hit["chain"][1:] for hit in relayed)
    hits = {}
    for actor in room.get("/actors.json").json():
        hits[actor["name"]] = room.get(f"/actor/{actor['identity']}.json?tab=about").json()["found"]
    assert any(hits.values())
    assert all(hit["chain"][:1] != [name] for name, found in hits.items() for hit in found)


def test_a_page_or_text_that_is_handed_in_is_read_and_kept(room: TestClient) -> None:
    text = "Ferry to stop\n\nThe ferry will stop in May, said Bo Ahl, who runs it, on Monday."
    done = room.post("/read", data={"text": text})
    assert done.status_code == 200
    assert "Bo Ahl" in text_of(done.text)
    page = (
        b"<html><head><title>Bridge opens</title></head><body><p>The bridge will open, Cy Dorn said.</p></body></html>"
    )
    assert "Cy Dorn" in text_of(room.post("/read", files={"file": ("../../bridge.html", page)}).text)
    picture = room.post("/read", files={"file": ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(99))})
    assert (picture.status_code, "picture.png" in picture.text) == (400, True)
    assert room.post("/read", data={"text": " "}).status_code == 400
    assert room.get("/index.json").json()["stories"] == 4


def test_a_speaker_is_corrected_a_statement_rejected_and_both_undone(room: TestClient) -> None:
    record = room.get(f"/story/{STORY}.json").json()
    first, second = record["statements"][0]["id"], record["statements"][1]["id"]
    wrong = room.post("/corrections/speaker", data={"story": STORY, "statement": first, "name": "Nobody Here"})
    assert wrong.status_code == 400
    somebody = {"story": STORY, "statement": first, "other": "Nils  Abern", "kind": "person"}
    assert room.post("/corrections/speaker", data={**somebody, "kind": "ghost"}).status_code == 400
    assert "Nils Abern" in text_of(room.post("/corrections/speaker", data=somebody).text)
    assert room.get("/actor/Nils%20Abern").status_code == 200
    room.post("/corrections/undo", data={"number": "1"})
    assert room.get("/actor/Nils%20Abern").status_code == 404
    done = room.post("/corrections/speaker", data={"story": STORY, "statement": first, "name": "Tomas Brandt"})
    assert "corrected by Ada" in text_of(done.text)
    brandt = next(a["id"] for a in record["actors"] if a["name"] == "Tomas Brandt")
    assert room.get(f"/story/{STORY}.json").json()["statements"][0]["speaker"] == brandt
    room.post("/corrections/reject", data={"story": STORY, "statement": second})
    assert second not in {s["id"] for s in room.get(f"/story/{STORY}.json").json()["statements"]}
    for number in ("3", "4"):
        assert room.post("/corrections/undo", data={"number": number}).status_code == 200
    assert room.get(f"/story/{STORY}.json").json() == record
    assert room.post("/corrections/undo", data={"number": "4"}).status_code == 404


def test_words_are_corrected_a_missed_statement_added_and_a_date_put_right(room: TestClient) -> None:
    record = room.get(f"/story/{STORY}.json").json()
    text, first = record["story"]["text"], record["statements"][0]
    given = {
        "story": STORY,
        "statement": first["id"],
        "source": "the ministry",
        "cue": "said",
        "content": "no such words",
    }
    assert room.post("/corrections/words", data=given).status_code == 400
    words = text[slice(*first["content"][0])].split()
    shorter = given | {"source": "", "cue": "", "content": " ".join(words[:3]) + "\n" + " ".join(words[4:6])}
    assert "corrected by Ada" in text_of(room.post("/corrections/words", data=shorter).text)
    changed = room.get(f"/story/{STORY}.json").json()["statements"][0]
    assert (changed["source"], changed["cue"], len(changed["content"])) == ([], [], 2)
    start = text.index("has shelved its plan")
    chosen = f"chars:{start}-{start + 20}"
    page = html.fromstring(room.get(f"/story/{STORY}", params={"s": chosen}).text)
    assert page.cssselect("#content-missed")[0].text == "has shelved its plan"
    added = {"story": STORY, "s": chosen, "content": "has shelved its plan", "name": "Tomas Brandt"}
    assert room.post("/corrections/missed", data=added).status_code == 200
    found = {s["id"]: s for s in room.get(f"/story/{STORY}.json").json()["statements"]}
    assert found["c2"]["content"] == [[start, start + 20]]
    moment = record["moments"][0]
    place = "chars:{}-{}".format(*moment["span"])
    assert "means" in room.get(f"/story/{STORY}", params={"s": place}).text
    assert room.post("/corrections/date", data={"story": STORY, "s": place, "value": "soon"}).status_code == 400
    assert room.post("/corrections/date", data={"story": STORY, "s": place, "value": "1999"}).status_code == 200
    assert room.get(f"/story/{STORY}.json").json()["moments"][0]["latest"] == "1999-12-31"
    for number in ("1", "2", "3"):
        room.post("/corrections/undo", data={"number": number})
    assert room.get(f"/story/{STORY}.json").json() == record


def test_a_note_stands_apart_from_the_readers_comments(room: TestClient) -> None:
    done = room.post("/corrections/note", data={"story": STORY, "s": "chars:0-20", "words": "ask the ministry"})
    page = html.fromstring(done.text)
    (notes,) = page.cssselect('section[aria-labelledby="notes"]')
    assert "ask the ministry" in notes.text_content()
    assert "ask the ministry" not in page.cssselect('section[aria-labelledby="comments"]')[0].text_content()
    assert room.post("/corrections/note", data={"story": STORY, "s": "chars:0-0", "words": "x"}).status_code == 400
