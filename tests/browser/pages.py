"""A server beside a test, and a watch over what goes wrong on its pages."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.library.conversations import Conversations
from ui.people.roster import Roster
from ui.ports import AddArticles, Engine
from ui.web.serving.server import serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE = 20_000
"""Milliseconds that a test waits for the page; two slow cores, and the first page is compiled."""


def chromium() -> str:
    """Where a Chromium is, or nothing."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for path in map(shutil.which, names) if path), "")


@contextmanager
def serve_beside(
    assistant: Engine, add: AddArticles, kept: Conversations | None = None, roster: Roster | None = None
) -> Iterator[str]:
    """A server in a thread; its address."""
    with serving(assistant, add, conversations=kept, roster=roster) as (server, listener):
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield server.url
        server.should_exit = True
        thread.join(10)
        assert not thread.is_alive(), "the server did not end"


def ask(page: Page, question: str, *, done: str | None = ".cd-footer") -> None:
    """Ask as a person does and wait until the new turn holds what `done` selects (None: only until it stands)."""
    before = page.locator(".cd-question").count()
    page.fill("#cd-ask textarea", question)
    page.click("#cd-send")
    page.wait_for_function("before => document.querySelectorAll('.cd-question').length > before", arg=before)
    if done:
        page.wait_for_selector(f"#cd-current {done}")
        page.wait_for_selector("#cd-send", state="visible")


Serve = Callable[..., str]
"""Serve an assistant, a way to add articles, and perhaps a place to keep conversations; gives the address."""


@dataclass
class Watch:
    """What went wrong on the pages of a test."""

    site: str
    problems: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        page.on("request", lambda request: self._request(request.url))
        page.on("console", lambda message: self._note(message.type == "error", f"console: {message.text}"))
        page.on("pageerror", lambda error: self._note(True, f"error: {error}"))
        page.on("dialog", lambda dialog: (self._note(True, f"dialog: {dialog.message}"), dialog.dismiss()))

    def _request(self, url: str) -> None:
        self._note(not url.startswith((self.site, "data:", "blob:")), f"request to another host: {url}")

    def _note(self, bad: bool, line: str) -> None:
        if bad:
            self.problems.append(line)


OpenPage = Callable[..., "Page"]
