"""The application: its routes, how a page becomes HTML, JSON or a feed, and how errors are told.

Every page is a function from a Visit to an Answer; the same answer is a page, and at the same path with `.json` data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from onrecord.errors import InputError, NotFound, OnRecordError, PageError
from onrecord.keep import SESSION, StoreName, View, Writer
from onrecord.model.as_json import to_values
from onrecord.show.days import in_words
from onrecord.show.terminal import when
from onrecord.show.web import pages, work
from onrecord.show.web.door import COOKIE, Door, Throttle, local, sign_in
from onrecord.show.web.openapi import description
from onrecord.show.web.safety import Guard
from onrecord.show.web.visit import Answer, Raw, Visit

Reader = Callable[[bytes, str | None], str]
"""Reads a page that somebody hands in, of a file's name where it has one, and gives its story's id."""

_HOSTS = ["127.0.0.1", "localhost"]
_LARGEST = 16 << 20
"""Bytes of a page that is handed in."""


@dataclass(frozen=True, slots=True)
class Room:
    """What all pages share: the store, how a page is read, and how often a password may be tried."""

    store: StoreName
    reader: Reader
    throttle: Throttle


def make_app(store: StoreName, reader: Reader, who: str, hosts: Sequence[str] = ()) -> Starlette:
    """The reading room over a store; pages that are handed in go through `reader`.

    Where the store has no users, all work in it as `who`. `hosts` are the names by which other machines reach it.
    """
    room = Room(store, reader, Throttle())
    return Starlette(
        routes=_routes(room),
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=[*_HOSTS, *hosts], www_redirect=False),
            Middleware(Guard),
            Middleware(Door, store=store, who=who),
        ],
        exception_handlers={OnRecordError: _told, HTTPException: _refused},
        max_body_size=_LARGEST,
    )


_templates = Environment(
    loader=PackageLoader("onrecord.show.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.filters["when"] = when
_templates.filters["in_words"] = in_words

_PAGES: dict[str, Callable[[Visit], Answer | Raw]] = {
    "/": pages.home,
    "/search": pages.search,
    "/story/{name}": pages.story,
    "/actors": pages.actors,
    "/actor/{name:path}": pages.actor,
    "/timeline": pages.timeline,
    "/outlooks": pages.outlooks,
    "/ledger": pages.ledger,
    "/ledger/{entry:int}": pages.entry,
    "/outlets": pages.outlets,
    "/outlet/{name:path}": pages.outlet,
    "/judgements": pages.judgements,
    "/users": pages.users,
    "/watch/{name:path}": pages.watch,
}
_FILES: dict[str, Callable[[Visit], Answer | Raw]] = {
    "/search.atom": pages.search_feed,
    "/ledger.atom": pages.ledger_feed,
    "/timeline.svg": pages.timeline_picture,
    "/watch/{name:path}.atom": pages.watch_feed,
    "/ledger.svg": pages.calibration_picture,
}
_WORK: dict[str, Callable[[Visit, dict[str, str], StoreName, str], str]] = {
    "/ledger/follow": work.follow,
    "/ledger/{entry:int}/amend": work.amend,
    "/ledger/{entry:int}/resolve": work.resolve,
    "/judgements/merge": work.merge,
    "/judgements/split": work.split,
    "/judgements/rename": work.rename,
    "/judgements/undo": work.undo,
    "/corrections/speaker": work.correct,
    "/corrections/words": work.words,
    "/corrections/missed": work.missed,
    "/corrections/change": work.change,
    "/corrections/date": work.redate,
    "/corrections/reject": work.reject,
    "/corrections/note": work.note,
    "/corrections/undo": work.undo_correction,
    "/watch/save": work.save_search,
    "/watch/look": work.look,
    "/watch/forget": work.forget_search,
    "/users/add": work.add_user,
    "/users/change": work.change_user,
    "/users/remove": work.remove_user,
}


def _routes(room: Room) -> list[BaseRoute]:
    routes: list[BaseRoute] = [Mount("/static", StaticFiles(packages=[("onrecord.show.web", "static")]))]
    routes += [Route(path, _shown(room, page, "file")) for path, page in _FILES.items()]
    routes.append(Route("/api/openapi.json", lambda _: JSONResponse(description(_PAGES, _FILES))))
    routes.append(Route("/login", _sign_in_page))
    routes.append(Route("/login", _signed_in(room), methods=["POST"]))
    routes.append(Route("/logout", _signed_out(room), methods=["POST"]))
    routes.append(Route("/read", _handed_in(room), methods=["POST"]))
    routes += [Route(path, _worked(room, act), methods=["POST"]) for path, act in _WORK.items()]
    for path, page in _PAGES.items():
        routes.append(Route("/index.json" if path == "/" else f"{path}.json", _shown(room, page, "json")))
        routes.append(Route(path, _shown(room, page, "html")))
    return routes


def _shown(room: Room, page: Callable[[Visit], Answer | Raw], form: str) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        with View(room.store) as view:
            answer = page(_visit(request, view))
            if isinstance(answer, Raw):
                headers = {"Content-Security-Policy": answer.policy} if answer.policy else None
                return Response(answer.content, media_type=answer.media_type, headers=headers)
            if form == "json":
                return JSONResponse(to_values(answer.data))
            return _html(request, answer.template, answer.context)

    return endpoint


def _visit(request: Request, view: View) -> Visit:
    return Visit(
        view,
        _clean(request.path_params),
        _values(request.query_params.multi_items()),
        str(request.base_url).rstrip("/"),
    )


def _clean(path: dict[str, Any]) -> dict[str, Any]:
    """The parts of a path; no database holds a NUL."""
    return {name: value.replace("\0", "") if isinstance(value, str) else value for name, value in path.items()}


def _values(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The values of a query or a form by name, without NUL; several of one name are lines of one."""
    values: dict[str, str] = {}
    for name, value in pairs:
        value = value.replace("\0", "")
        values[name] = f"{values[name]}\n{value}" if name in values else value
    return values


def _html(request: Request, template: str, context: dict[str, Any], status: int = 200) -> Response:
    here = {"path": request.url.path, "query": dict(request.query_params), "user": request.state.user}
    return HTMLResponse(_templates.get_template(template).render(**here, **context), status)


def _worked(room: Room, act: Callable[..., str]) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=50) as form:
            fields = _values((name, value.strip()) for name, value in form.multi_items() if isinstance(value, str))

        def work() -> str:
            with View(room.store) as view:
                return act(_visit(request, view), fields, room.store, request.state.user.name)

        return RedirectResponse(await run_in_threadpool(work), 303)

    return endpoint


def _handed_in(room: Room) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        async with request.form(max_files=1, max_fields=4, max_part_size=_LARGEST) as form:
            file, text = form.get("file"), form.get("text")
            if isinstance(file, UploadFile) and file.size:
                content, name = await file.read(), Path(file.filename or "").name or None
            elif isinstance(text, str) and text.strip():
                content, name = text.encode("utf-8", "replace"), None
            else:
                raise InputError("give a file or some text to read")
        return RedirectResponse(f"/story/{await run_in_threadpool(room.reader, content, name)}", 303)

    return endpoint


def _sign_in_page(request: Request) -> Response:
    return _html(request, "login.html", {"why": None, "to": local(request.query_params.get("to"))})


def _signed_in(room: Room) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=4) as form:
            name, password, to = (str(form.get(field) or "") for field in ("name", "password", "to"))
        address = request.client.host if request.client else ""
        try:
            token = await run_in_threadpool(sign_in, room.store, room.throttle, name, password, address)
        except InputError as error:
            return _html(request, "login.html", {"why": str(error), "to": local(to)}, 403)
        answer = RedirectResponse(local(to), 303)
        secure = request.url.scheme == "https"
        age = int(SESSION.total_seconds())
        answer.set_cookie(COOKIE, token, max_age=age, httponly=True, samesite="strict", secure=secure)
        return answer

    return endpoint


def _signed_out(room: Room) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        if token := request.cookies.get(COOKIE):
            with Writer(room.store) as writer:
                writer.sign_out(token)
        answer = RedirectResponse("/login", 303)
        answer.delete_cookie(COOKIE)
        return answer

    return endpoint


def _told(request: Request, error: Exception) -> Response:
    """What went wrong, in one line, on a page or as data."""
    status = 404 if isinstance(error, NotFound) else 400 if isinstance(error, InputError | PageError) else 500
    return _error(request, str(error), status)


def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    said = {404: "there is no such page", 405: "this cannot be done here", 413: f"larger than {_LARGEST >> 20} MB"}
    return _error(request, said.get(status, str(getattr(error, "detail", error))), status)


def _error(request: Request, why: str, status: int) -> Response:
    if request.url.path.endswith(".json"):
        return JSONResponse({"error": why}, status)
    return _html(request, "error.html", {"why": why, "status": status}, status)
