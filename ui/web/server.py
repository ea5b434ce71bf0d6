"""Serving the chat page."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path

import gradio as gr
import uvicorn
from fastapi import FastAPI
from gradio.routes import App
from starlette.routing import Mount

from assistant.errors import CitedeskError, SettingsError
from assistant.library.conversations import Conversations
from ui.api.desk import Desk
from ui.api.routes import PATH as API
from ui.api.routes import make_api
from ui.api.tools import make_tools, spoken_over_http
from ui.ports import AddArticles, Engine
from ui.web.examples import EXAMPLES, Examples
from ui.web.guard import Guard
from ui.web.page import build_app
from ui.web.theme import STYLE, make_theme

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
) -> None:
    """Serve the page until the process is interrupted.

    :param port: the port; 0 or ``None`` picks a free one.
    :param ready: called once with the page's address when it answers.
    :param background: run in a daemon thread beside the server; its event is set when the server ends.
    :param behind_proxy: say that a proxy with a login stands in front; without it only loopback is served.
    :param conversations: where conversations are kept, when one person is served; with a proxy none are.
    :raises SettingsError: when the port is taken or the address is open to others.
    """
    with serving(assistant, add_articles, host=host, port=port, ready=ready, examples=examples,
                 behind_proxy=behind_proxy, conversations=conversations) as (server, listener), _beside(background):  # fmt: skip
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
) -> Iterator[tuple[Server, socket.socket]]:
    """Make a server that is ready to ``run``, with its socket; clean up after it."""
    if not (behind_proxy or _is_loopback(host)):
        raise SettingsError(
            f"The page has no login, so it is not served on {host}, where others can reach it.",
            hint="Use 127.0.0.1, or put a proxy with a login in front and say so (--behind-proxy).",
        )
    with (
        closing(_listen(host, port or 0)) as listener,
        tempfile.TemporaryDirectory(prefix="citedesk-", ignore_cleanup_errors=True) as uploads,
    ):
        hosts = None if behind_proxy else LOOPBACK | {host}
        kept = None if behind_proxy else conversations  # there is no telling whose they are
        app, ended = make_asgi(
            assistant, add_articles, Path(uploads), examples=examples, hosts=hosts, conversations=kept
        )
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False,
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
) -> tuple[Guard, asyncio.Event]:
    """Make the ASGI application, the page behind its guard, and the event that ends the streams of open pages.

    :param uploads: an empty directory of our own for uploads; nothing in it is ever served.
    :param hosts: names under which the page may be called; ``None`` for any.
    """
    os.environ["GRADIO_TEMP_DIR"] = str(uploads)
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    page = build_app(assistant, add_articles, examples=examples, uploads=uploads, conversations=conversations)
    limit = assistant.settings.max_file_bytes
    app = gr.mount_gradio_app(
        _with_api(assistant),
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
        theme=make_theme(),
        css_paths=[STYLE],
    )
    page.has_launched = True  # else Gradio 6.31 does not check where a file named in a call lies
    mounted = next(route.app for route in app.routes if isinstance(route, Mount) and isinstance(route.app, App))
    assert isinstance(mounted, App)
    return Guard(app, hosts, limit + 100_000), mounted.stop_event


def _with_api(assistant: Engine) -> FastAPI:
    """The application that the page is put into: the HTTP API, and the tools where their package is installed."""
    desk = Desk(assistant)
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


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _url(host: str, port: int) -> str:
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host and "[" not in host else host)
    return f"http://{name}:{port}/"
