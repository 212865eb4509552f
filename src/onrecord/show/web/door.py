"""Who comes in: everybody on this machine where the store has no users, else who signs in, and what each may do."""

from __future__ import annotations

import time
from collections import defaultdict, deque
from threading import Lock
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.errors import InputError
from onrecord.keep import StoreName, View, Writer
from onrecord.model.user import Right, User

COOKIE = "onrecord"
_LOGIN, _STATIC = "/login", "/static/"
_SAFE = ("GET", "HEAD", "OPTIONS")
_LOGOUT = "/logout"


class Door:
    """Lets a request in as somebody, whom it puts at `request.state.user`, or sends it to sign in."""

    def __init__(self, app: ASGIApp, store: StoreName, who: str) -> None:
        self.app, self.store, self.who = app, store, who

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, send it to sign in, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        if request.url.path.startswith(_STATIC):  # for everybody, and without a look into the store
            request.state.user = None
            await self.app(scope, receive, send)
            return
        user = await run_in_threadpool(self._user, request.cookies.get(COOKIE))
        request.state.user = user
        refusal = None if request.url.path == _LOGIN else self._refusal(request, user)
        await (refusal or self.app)(scope, receive, send)

    def _user(self, token: str | None) -> User | None:
        with View(self.store) as view:
            if not view.users():
                return User(self.who, "admin")
            return view.signed_in(token) if token else None

    def _refusal(self, request: Request, user: User | None) -> Response | None:
        path = request.url.path
        if user is None:
            if request.method in _SAFE and not path.endswith((".json", ".atom", ".svg")):
                here = path + (f"?{request.url.query}" if request.url.query else "")
                return RedirectResponse(f"/login?to={quote(here)}", 303)
            return PlainTextResponse("sign in first\n", 401)
        needs: Right = "manage" if path.startswith("/users") else "read" if request.method in _SAFE else "work"
        if path == _LOGOUT or user.may(needs):
            return None
        return PlainTextResponse(f"{user.name} is {_ARTICLE[user.role]} here, and may not do this\n", 403)


_ARTICLE = {"reader": "a reader", "editor": "an editor", "admin": "an admin"}


class Throttle:
    """How often somebody may try a password: by name and by address, so many times in so many seconds."""

    def __init__(self, tries: int = 5, seconds: int = 900) -> None:
        self.tries, self.seconds = tries, seconds
        self._failed: dict[str, deque[float]] = defaultdict(deque)
        self._lock = Lock()

    def check(self, *keys: str) -> None:
        """Raise InputError where one of these failed too often of late."""
        now = time.monotonic()
        with self._lock:
            for key in keys:
                failed = self._failed[key]
                while failed and failed[0] < now - self.seconds:
                    failed.popleft()
                if len(failed) >= self.tries:
                    raise InputError(f"too many wrong passwords; try again in {self.seconds // 60} minutes")

    def failed(self, *keys: str) -> None:
        """Count a wrong password."""
        with self._lock:
            for key in keys:
                self._failed[key].append(time.monotonic())
            if len(self._failed) > _MOST:
                self._failed.clear()


_MOST = 100_000
"""Names and addresses that are remembered; beyond it somebody fills the list, and all are forgotten."""


def sign_in(store: StoreName, throttle: Throttle, name: str, password: str, address: str) -> str:
    """The token of a new session; raises InputError where name and password do not go together."""
    keys = f"name {name}", f"address {address}"
    throttle.check(*keys)
    with View(store) as view:
        right = view.password_is(name, password)
    if not right:
        throttle.failed(*keys)
        raise InputError("this name and this password do not go together")
    with Writer(store) as writer:
        return writer.sign_in(name)


def local(path: str | None) -> str:
    """A path of this room to go on at; anything else is the first page.

    >>> local("/story/7"), local("//elsewhere.example"), local("https://elsewhere.example"), local(None)
    ('/story/7', '/', '/', '/')
    """
    path = path or "/"
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() else "/"
