"""Serving the chat page."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path

import gradio as gr
import uvicorn
from fastapi import FastAPI, Request
from gradio.routes import App
from starlette.routing import Mount

from assistant.errors import CitedeskError, SettingsError
from assistant.library.conversations import Conversations
from ui.api.desk import Desk
from ui.api.routes import PATH as API
from ui.api.routes import make_api
from ui.api.tools import make_tools, spoken_over_http
from ui.people.address import is_loopback
from ui.people.belongings import Belongings
from ui.people.roster import Roster
from ui.people.visitor import visitor_of
from ui.ports import AddArticles, Engine
from ui.turns import Turns
from ui.web.chat.saving import Reserves
from ui.web.examples import EXAMPLES, Examples
from ui.web.page import build_app
from ui.web.serving.door import Door
from ui.web.serving.guard import Guard
from ui.web.theme import STYLES, make_theme

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
CONNECTIONS = 512
"""Connections at a time; every open page holds two."""
GOODBYE_SECONDS = 2
Background = Callable[[threading.Event], None]
"""Work beside the page, in a thread of its own, until the event is set."""


class Server(uvicorn.Server):
    """A server that says when it is ready, and ends the streams of open pages when it ends."""

    def __init__(self, config: uvicorn.Config, url: str, ready: Callable[[str], None], ended: asyncio.Event) -> None:
        super().__init__(config)
        self.url = url
        self._ready = ready
        self._ended = ended

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then hand the address to ``ready``."""
        await super().startup(sockets)
        if self.started:
            self._ready(self.url)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End. An answer that is cut off by it is no error, so the log is quiet meanwhile."""
        self._ended.set()
        log = logging.getLogger("uvicorn.error")
        log.disabled = True
        try:
            await super().shutdown(sockets)
        finally:
            log.disabled = False


def serve(
    assistant: Engine,
    add_articles: AddArticles,
    *,
    host: str = "127.0.0.1",
    port: int | None = 7860,
    ready: Callable[[str], None],
    background: Background | None = None,
    examples: Examples = EXAMPLES,
    behind_proxy: bool = False,
    conversations: Conversations | None = None,
    roster: Roster | None = None,
    allow_hosts: Sequence[str] = (),
    reserves: Reserves = bool,
) -> None:
    """Serve the page until the process is interrupted.

    :param port: the port; 0 or ``None`` picks a free one.
    :param ready: called once with the page's address when it answers.
    :param background: run in a daemon thread beside the server; its event is set when the server ends.
    :param behind_proxy: say that a proxy stands in front, whose word on addresses and encryption is taken.
    :param conversations: where conversations are kept; with a proxy and no users none are, for want of telling whose.
    :param roster: who may use the page; as long as there is somebody in it, everybody has to log in.
    :param allow_hosts: further names under which the page may be called.
    :param reserves: whether a rights notice reserves use, for evidence packs; unless given, any notice does.
    :raises SettingsError: when the port is taken, or others can reach the address and nobody would have to log in.
    """
    with serving(assistant, add_articles, host=host, port=port, ready=ready, examples=examples,
                 behind_proxy=behind_proxy, conversations=conversations, roster=roster,
                 allow_hosts=allow_hosts, reserves=reserves) as (server, listener), _beside(background):  # fmt: skip
        server.run(sockets=[listener])


@contextmanager
def serving(
    assistant: Engine,
    add_articles: AddArticles,
    *,
    host: str = "127.0.0.1",
    port: int | None = 0,
    ready: Callable[[str], None] = lambda url: None,
    examples: Examples = EXAMPLES,
    behind_proxy: bool = False,
    conversations: Conversations | None = None,
    roster: Roster | None = None,
    allow_hosts: Sequence[str] = (),
    reserves: Reserves = bool,
) -> Iterator[tuple[Server, socket.socket]]:
    """Make a server that is ready to ``run``, with its socket; clean up after it."""
    door = Door(roster, behind_proxy=behind_proxy)
    if not (behind_proxy or door.closed or is_loopback(host)):
        raise SettingsError(
            f"The page is not served on {host}, where others can reach it, while nobody has to log in.",
            hint="`citedesk users add NAME` says who may use it; or stay with 127.0.0.1, or put a proxy with a login in "
            "front and say so (--behind-proxy).",
        )
    with (
        closing(_listen(host, port or 0)) as listener,
        tempfile.TemporaryDirectory(prefix="citedesk-", ignore_cleanup_errors=True) as uploads,
    ):
        names = frozenset(name.lower() for name in (host, *allow_hosts))
        kept = None if behind_proxy and not door.closed else conversations
        app, ended = make_asgi(
            assistant, add_articles, Path(uploads), examples=examples, conversations=kept, door=door,
            hosts=None if behind_proxy and not allow_hosts else LOOPBACK | names, reserves=reserves,
        )  # fmt: skip
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, proxy_headers=False,
                                limit_concurrency=CONNECTIONS, timeout_graceful_shutdown=GOODBYE_SECONDS)  # fmt: skip
        yield Server(config, _url(host, listener.getsockname()[1]), ready, ended), listener


def make_asgi(
    assistant: Engine,
    add_articles: AddArticles,
    uploads: Path,
    *,
    hosts: frozenset[str] | None = LOOPBACK,
    examples: Examples = EXAMPLES,
    conversations: Conversations | None = None,
    door: Door | None = None,
    reserves: Reserves = bool,
) -> tuple[Guard, asyncio.Event]:
    """Make the ASGI application, the page behind its guard, and the event that ends the streams of open pages.

    :param uploads: an empty directory of our own for uploads; nothing in it is ever served.
    :param hosts: names under which the page may be called; ``None`` for any.
    :param door: who may come in; everybody without it.
    :param reserves: whether a rights notice reserves use.
    """
    os.environ["GRADIO_TEMP_DIR"] = str(uploads)
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    turns = Turns()
    page = build_app(
        assistant, add_articles, examples=examples, uploads=uploads, conversations=conversations, turns=turns,
        reserves=reserves,
    )  # fmt: skip
    limit = assistant.settings.max_file_bytes
    app = gr.mount_gradio_app(
        _with_api(assistant, turns),
        page,
        path="/",
        footer_links=[],
        run_history=False,
        allowed_paths=[],
        blocked_paths=[str(assistant.settings.library.resolve())],
        show_error=False,
        max_file_size=limit,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        auth_dependency=_who_is_known,
        theme=make_theme(),
        css_paths=[*STYLES],
    )
    page.has_launched = True  # else Gradio 6.31 does not check where a file named in a call lies
    mounted = next(route.app for route in app.routes if isinstance(route, Mount) and isinstance(route.app, App))
    assert isinstance(mounted, App)
    guard = Guard(app, hosts, limit + 100_000, door or Door(None), Belongings(uploads))
    return guard, mounted.stop_event


def _who_is_known(request: Request) -> str | None:
    """Who makes a request, for Gradio, which answers nobody else: one that came past the guard is nobody's."""
    visitor = visitor_of(request.scope)
    return visitor.id if visitor else None


def _with_api(assistant: Engine, turns: Turns) -> FastAPI:
    """The application that the page is put into: the HTTP API, and the tools where their package is installed."""
    desk = Desk(assistant, turns)
    tools = make_tools(desk) if find_spec("mcp") else None
    spoken = spoken_over_http(tools) if tools else None
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=spoken.lifespan if spoken else None)
    app.mount(API, make_api(desk))
    if spoken:
        app.router.routes.append(spoken.route)
    return app


@contextmanager
def _beside(work: Background | None) -> Iterator[None]:
    ended = threading.Event()
    if work is not None:
        threading.Thread(target=work, args=(ended,), name="citedesk-background", daemon=True).start()
    try:
        yield
    finally:
        ended.set()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host.strip("[]"), port))
    except (OSError, OverflowError) as error:
        listener.close()
        raise CitedeskError(
            f"The chat page cannot use port {port} on {host}: {error}.",
            hint="Choose another with --port, or --port 0 for a free one.",
        ) from None
    return listener


def _url(host: str, port: int) -> str:
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host and "[" not in host else host)
    return f"http://{name}:{port}/"
