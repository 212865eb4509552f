"""Who comes into a room that others reach, and what each may do there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.cli.serve import reader_of
from onrecord.encode import Encoder
from onrecord.errors import InputError
from onrecord.keep import View, Writer
from onrecord.model.user import Role
from onrecord.show.web import make_app
from onrecord.show.web.door import Throttle
from tests.show.web.conftest import HERE, STORY

PASSWORD = "a long enough password"
SAME = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def enter(store: Path, encoder: Encoder) -> Callable[[str], TestClient]:
    """A room with three users, and who signs in to it."""
    roles: tuple[Role, ...] = ("admin", "editor", "reader")
    with Writer(store) as writer:
        for role in roles:
            writer.add_user(f"the {role}", role, PASSWORD)
    app = make_app(store, reader_of(store, encoder), "nobody")

    def signed_in(name: str) -> TestClient:
        client = TestClient(app, base_url=HERE, headers=SAME)
        if name:
            done = client.post("/login", data={"name": name, "password": PASSWORD, "to": f"/story/{STORY}"})
            assert done.url.path == f"/story/{STORY}"
        return client

    return signed_in


def test_who_has_not_signed_in_sees_nothing(enter: Callable[[str], TestClient]) -> None:
    stranger = enter("")
    page = stranger.get(f"/story/{STORY}?s=s1")
    assert (page.url.path, page.url.params["to"]) == ("/login", f"/story/{STORY}?s=s1")
    assert "Varga" not in page.text
    for path in (f"/story/{STORY}.json", "/search.atom?q=dam", "/timeline.svg", "/users.json"):
        assert stranger.get(path).status_code == 401
    assert stranger.get("/static/room.css").status_code == 200
    assert stranger.post("/corrections/note", data={"story": STORY, "s": "chars:0-5", "words": "x"}).status_code == 401
    stranger.cookies.set("onrecord", "x" * 43)
    assert stranger.get("/").url.path == "/login"


@pytest.mark.parametrize(
    ("role", "works", "manages"), [("reader", 403, 403), ("editor", 200, 403), ("admin", 200, 200)]
)
def test_each_role_may_do_what_it_says(
    enter: Callable[[str], TestClient], store: Path, role: str, works: int, manages: int
) -> None:
    client = enter(f"the {role}")
    assert client.get("/actors").status_code == 200
    noted = client.post("/corrections/note", data={"story": STORY, "s": "chars:0-5", "words": "x"})
    assert noted.status_code == works
    assert client.get("/users").status_code == manages
    added = client.post("/users/add", data={"name": "Bo", "role": "reader", "password": PASSWORD})
    assert added.status_code == manages
    with View(store) as view:
        assert [c.who for c in view.corrections()] == ([f"the {role}"] if works == 200 else [])
        assert ("Bo" in [user.name for user in view.users()]) == (manages == 200)


def test_signing_out_and_a_new_password_end_a_session(enter: Callable[[str], TestClient], store: Path) -> None:
    client, other = enter("the editor"), enter("the editor")
    assert "the editor, editor" in client.get("/").text
    token = client.cookies["onrecord"]
    client.post("/logout")
    client.cookies.set("onrecord", token)
    assert client.get("/").url.path == "/login"
    assert other.get("/").url.path == "/"
    enter("the admin").post("/users/change", data={"name": "the editor", "password": "another long password"})
    assert other.get("/").url.path == "/login"


def test_wrong_passwords_are_counted(enter: Callable[[str], TestClient]) -> None:
    client = enter("")
    wrong = {"name": "the admin", "password": "wrong"}
    said = [client.post("/login", data=wrong) for _ in range(6)]
    assert {answer.status_code for answer in said} == {403}
    assert "do not go together" in said[4].text
    assert "Too many" in said[5].text
    assert "Too many" in client.post("/login", data={"name": "the admin", "password": PASSWORD}).text


def test_a_throttle_forgets_after_its_time() -> None:
    throttle = Throttle(tries=1, seconds=0)
    throttle.failed("Bo")
    throttle.check("Bo")
    strict = Throttle(tries=1)
    strict.failed("Bo")
    strict.check("Cy")
    with pytest.raises(InputError, match="too many"):
        strict.check("Bo")


def test_signing_in_leads_nowhere_else(enter: Callable[[str], TestClient]) -> None:
    for to in ("https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example"):
        done = enter("").post("/login", data={"name": "the reader", "password": PASSWORD, "to": to})
        assert (done.url.host, done.url.path) == ("127.0.0.1", "/")


def test_a_session_is_told_to_no_script_and_no_other_site(enter: Callable[[str], TestClient]) -> None:
    client = TestClient(enter("").app, base_url="https://127.0.0.1", headers=SAME, follow_redirects=False)
    cookie = client.post("/login", data={"name": "the reader", "password": PASSWORD}).headers["set-cookie"].lower()
    assert all(word in cookie for word in ("httponly", "samesite=strict", "secure", "path=/"))


def test_there_is_always_an_admin_and_passwords_are_long(store: Path) -> None:
    with Writer(store) as writer:
        with pytest.raises(InputError, match="first user"):
            writer.add_user("Bo", "reader", PASSWORD)
        with pytest.raises(InputError, match="at least"):
            writer.add_user("Bo", "admin", "short")
        writer.add_user("Bo", "admin", PASSWORD)
        writer.add_user("Cy", "reader", PASSWORD)
        with pytest.raises(InputError, match="already"):
            writer.add_user("Cy", "editor", PASSWORD)
        for change in (lambda: writer.remove_user("Bo"), lambda: writer.change_user("Bo", "reader")):
            with pytest.raises(InputError, match="only admin"):
                change()
        writer.remove_user("Cy")
        writer.remove_user("Bo")
    with View(store) as view:
        assert view.users() == []
