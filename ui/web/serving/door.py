"""The door of the page: who comes in, how one logs in and out."""

from __future__ import annotations

import asyncio
import logging
import math
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from assistant.errors import CitedeskError
from ui.people.logins import Logins
from ui.people.password import COST, Cost, is_password, nobody
from ui.people.roster import Person, Roster
from ui.people.throttle import Throttle
from ui.people.visitor import Visitor
from ui.web.render.login import login_page
from ui.web.wording.login import login_words
from ui.web.wording.words import choose_language

log = logging.getLogger(__name__)
LOGIN, LOGOUT = "/login", "/logout"
FORM_BYTES = 10_000
"""The longest login form."""
CHECKED_AT_A_TIME = 2
"""Passwords that are checked at a time; each takes 32 MiB and a core for a moment."""
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


class Door:
    """Asks everybody to log in as soon as there is somebody who can.

    :param roster: who may use the page; ``None`` when nobody ever has to log in.
    :param behind_proxy: believe the address and scheme that the last proxy names.
    :param cost: what checking the password of an unknown name costs, as much as that of a known one.
    """

    def __init__(self, roster: Roster | None, *, behind_proxy: bool = False, cost: Cost = COST) -> None:
        self._roster = roster
        self._logins = Logins(roster) if roster else None
        self._throttle = Throttle()
        self._behind_proxy = behind_proxy
        self._nobody = nobody(cost)
        self._checking = asyncio.Semaphore(CHECKED_AT_A_TIME)
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether one has to log in. Once so it stays so: removing the last user lets nobody in."""
        if self._roster is not None and not self._closed:
            self._closed = bool(self._roster.people())
        return self._closed

    def visitor(self, request: Request) -> Visitor | None:
        """Who makes a request; ``None`` when one has to log in first."""
        try:
            if not self.closed:
                return Visitor()
            person = self._by_token(request) or self._by_cookie(request)
        except CitedeskError as error:
            log.error("%s", error)
            return None
        return Visitor(person.id, person.name) if person else None

    def turn_away(self, request: Request) -> Response:
        """Answer whoever has to log in first."""
        if request.url.path == "/" and request.method in {"GET", "HEAD"}:
            return RedirectResponse("login", 303, headers={"cache-control": "no-store"})
        return PlainTextResponse("Log in first, or send a token.", 401, headers={"www-authenticate": "Bearer"})

    async def answer(self, request: Request, form: bytes) -> Response | None:
        """Answer a call to :data:`LOGIN` or :data:`LOGOUT`; ``None`` for any other, and while nobody has to log in.

        :param form: the body of the request.
        """
        path, post = request.url.path, request.method == "POST"
        if path not in {LOGIN, LOGOUT} or not self._asks():
            return None
        if post and not _is_from_our_page(request):
            return PlainTextResponse("Calls from other pages are not allowed.", 403)
        if path == LOGOUT:
            return self._log_out(request) if post else None
        if post:
            return await self._log_in(request, form)
        return RedirectResponse("./", 303) if self.visitor(request) else self._page(request)

    def _asks(self) -> bool:
        try:
            return self.closed
        except CitedeskError:
            return True

    async def _log_in(self, request: Request, form: bytes) -> Response:
        fields = parse_qs(form.decode("utf-8", "replace")) if len(form) <= FORM_BYTES else {}
        name, password = (fields.get(field, [""])[0] for field in ("name", "password"))
        address, words = self._address(request), login_words(_language(request))
        wait = math.ceil(self._throttle.attempt(name, address))
        if wait:
            told = words.wait.format(seconds=wait)
            return self._page(request, name, told, 429, {"retry-after": str(wait)})
        person = await self._checked(name, password)
        if person is None or self._logins is None:
            log.warning("A login from %s failed.", address)
            return self._page(request, name, words.wrong, 401)
        self._throttle.succeeded(name, address)
        reply = RedirectResponse("./", 303, headers={"cache-control": "no-store"})
        reply.set_cookie(self._cookie(request), self._logins.begin(person), httponly=True, samesite="strict",
                         secure=self._is_secure(request))  # fmt: skip
        return reply

    async def _checked(self, name: str, password: str) -> Person | None:
        try:
            person = self._roster.named(name) if self._roster else None
        except CitedeskError as error:
            log.error("%s", error)
            person = None
        async with self._checking:
            right = await asyncio.to_thread(is_password, password, person.password if person else self._nobody)
        return person if right else None

    def _log_out(self, request: Request) -> Response:
        name = self._cookie(request)
        if self._logins is not None:
            self._logins.end(request.cookies.get(name, ""))
        reply = RedirectResponse("login", 303, headers={"cache-control": "no-store"})
        reply.delete_cookie(name, httponly=True, samesite="strict", secure=self._is_secure(request))
        return reply

    def _page(
        self, request: Request, name: str = "", problem: str = "", status: int = 200,
        headers: dict[str, str] | None = None,
    ) -> Response:  # fmt: skip
        page = login_page(login_words(_language(request)), name[:100], problem)
        about = {"cache-control": "no-store", "content-security-policy": _POLICY, "vary": "accept-language"}
        return HTMLResponse(page, status, headers=about | (headers or {}))

    def _by_cookie(self, request: Request) -> Person | None:
        secret = request.cookies.get(self._cookie(request), "")
        return self._logins.who(secret) if secret and self._logins else None

    def _by_token(self, request: Request) -> Person | None:
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        return self._roster.with_token(token.strip()) if kind.lower() == "bearer" and token and self._roster else None

    def _cookie(self, request: Request) -> str:
        """The name of our cookie; browsers tell hosts apart, not ports, so the port is part of it."""
        port = (request.scope.get("server") or ("", 0))[1]
        return f"{'__Host-' if self._is_secure(request) else ''}citedesk-{port}"

    def _is_secure(self, request: Request) -> bool:
        named = request.headers.get("x-forwarded-proto", "") if self._behind_proxy else ""
        return (named.split(",")[-1].strip() or request.url.scheme) == "https"

    def _address(self, request: Request) -> str:
        """Where a request comes from: what our own proxy saw, not what others said before it."""
        named = request.headers.getlist("x-forwarded-for") if self._behind_proxy else []
        seen = ",".join(named).split(",")[-1].strip()
        return seen or (request.client.host if request.client else "")


def _is_from_our_page(request: Request) -> bool:
    """Whether a form comes from a page of this server; that a named origin is ours was checked before."""
    return "origin" in request.headers or request.headers.get("sec-fetch-site") == "same-origin"


def _language(request: Request) -> str:
    chosen = request.query_params.get("language", "")
    return chosen if chosen in {"ko", "en"} else choose_language(request.headers.get("accept-language", ""))
