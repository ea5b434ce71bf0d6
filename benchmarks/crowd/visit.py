"""One person at the page: opens it, asks, and notes when what came; the protocol is that of Gradio's own client."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx
from gradio_client.utils import apply_diff

ASK, CURRENT, SOURCES, QUESTION = "cd-send", "cd-current", "cd-sources-pane", "cd-ask"
LONGEST = 600.0
"""Seconds that an answer may take."""


@dataclass
class Seen:
    """What one person saw, in seconds since the question was sent; ``texts`` is all that stood in their window."""

    question: str
    found_turn: float = 0.0
    evidence: float | None = None
    turn: float = 0.0
    first_word: float | None = None
    ended: float | None = None
    place: int = 0
    in_line: bool = False
    error: str = ""
    texts: list[str] = field(default_factory=list)


class Page:
    """The page as its configuration describes it: which call asks, what goes in and what comes out."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._components = {each["id"]: each for each in config["components"]}
        named = {each["props"].get("elem_id"): id for id, each in self._components.items()}
        self.call = next(each for each in config["dependencies"] if [named[ASK], "click"] in map(list, each["targets"]))
        self.load = next(each for each in config["dependencies"] if any(t[1] == "load" for t in each["targets"]))
        self._question = named[QUESTION]
        self.current, self.sources = (self.call["outputs"].index(named[name]) for name in (CURRENT, SOURCES))

    def body(self, session: str, call: dict[str, Any], question: str = "") -> dict[str, Any]:
        """What the page sends for a call: each field as it stands on a fresh page."""
        data = [question if id == self._question else self._value(id) for id in call["inputs"]]
        return {"data": data, "fn_index": call["id"], "session_hash": session, "event_data": None}

    def _value(self, id: int) -> Any:
        each = self._components[id]
        return None if each["type"] == "state" else each["props"].get("value")


class Visit:
    """An open page of one person."""

    def __init__(self, client: httpx.AsyncClient, page: Page) -> None:
        self._client = client
        self._page = page
        self.session = uuid4().hex

    async def arrive(self) -> None:
        """Load the page, as a browser does once."""
        body = self._page.body(self.session, self._page.load)
        (await self._client.post("gradio_api/queue/join", json=body)).raise_for_status()
        async for _ in self._messages():
            pass

    async def ask(self, question: str, *, leave_at_first_word: bool = False) -> Seen:
        """Ask, and watch until the answer is there, or until one leaves."""
        seen, began = Seen(question), time.monotonic()
        try:
            body = self._page.body(self.session, self._page.call, question)
            (await self._client.post("gradio_api/queue/join", json=body)).raise_for_status()
            async with self._watched(question) as outputs:
                async for shown in outputs:
                    self._note(seen, shown, time.monotonic() - began)
                    if leave_at_first_word and seen.first_word is not None:
                        return seen
            seen.ended = time.monotonic() - began
        except (httpx.HTTPError, ValueError, KeyError) as error:
            seen.error = f"{type(error).__name__}: {error}"
        return seen

    def _note(self, seen: Seen, shown: list[Any], now: float) -> None:
        current, sources = _html(shown[self._page.current]), _html(shown[self._page.sources])
        seen.texts += [text for text in (current, sources) if text]
        found = seen.evidence is not None
        if "cd-card" in sources and not found:
            seen.evidence = now
        self._note_line(seen, _place(current), now, found=found)
        if "cd-draft-text" in current and seen.first_word is None:
            seen.first_word = now
        if "cd-error" in current:
            seen.error = current

    @staticmethod
    def _note_line(seen: Seen, place: int, now: float, *, found: bool) -> None:
        """Note the first moment out of a line; until it comes, the last one in it."""
        seen.place = max(seen.place, place)
        if (place or seen.in_line) and found:
            seen.turn = now
        elif (place or seen.in_line) and seen.evidence is None:
            seen.found_turn = now
        seen.in_line = place > 0

    @asynccontextmanager
    async def _watched(self, question: str) -> AsyncIterator[AsyncIterator[list[Any]]]:
        """The values of the outputs after each message."""

        async def outputs() -> AsyncIterator[list[Any]]:
            shown: list[Any] = []
            async for message in self._messages():
                output = message.get("output") or {}
                if message["msg"] == "process_generating" and shown:
                    shown = [apply_diff(old, new) for old, new in zip(shown, output["data"], strict=True)]
                elif output.get("data"):
                    shown = output["data"]
                else:
                    if output.get("error"):
                        raise ValueError(output["error"])
                    continue
                yield shown

        yield outputs()

    async def _messages(self) -> AsyncIterator[dict[str, Any]]:
        """The messages of this page's queue, until what was called for has ended."""
        where = {"session_hash": self.session}
        async with self._client.stream("GET", "gradio_api/queue/data", params=where, timeout=LONGEST) as reply:
            reply.raise_for_status()
            async for line in reply.aiter_lines():
                if not line.startswith("data: "):
                    continue
                message = json.loads(line.removeprefix("data: "))
                if message["msg"] == "close_stream":
                    return
                yield message


def _html(value: Any) -> str:
    """The HTML of an output, which may be an update of it."""
    found = value.get("value", "") if isinstance(value, dict) else value
    return found if isinstance(found, str) else ""


def _place(current: str) -> int:
    """The place in line that a page shows; 0 for none."""
    _, _, rest = current.partition("number ")
    digits = rest.partition(" in line")[0]
    return int(digits) if digits.isdecimal() else 0
