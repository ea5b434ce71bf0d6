"""Bodies of calls: read up to a limit, looked at, and handed on."""

from __future__ import annotations

import json
from typing import Any

from starlette.types import Message, Receive, Send

CALL_BYTES = 4_000_000
"""The longest question or pasted page with all that Gradio sends along, in bytes."""
NESTED = 20
"""Levels of lists and objects in a call; those of the page have four."""


async def read_body(receive: Receive, limit: int = CALL_BYTES) -> bytes:
    """Read a body; of one that is longer than the limit only the beginning, a little longer than that."""
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if len(body) > limit or not message.get("more_body"):
            return body


def replay(body: bytes, receive: Receive) -> Receive:
    """Hand on a body that was read already, then whatever else is received."""
    sent = False

    async def again() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def listen(send: Send, hear: Any) -> Send:
    """Pass a reply on, and let ``hear`` have the whole of its body before the last of it goes out."""
    heard = b""

    async def sender(message: Message) -> None:
        nonlocal heard
        if message["type"] == "http.response.body":
            heard += bytes(message.get("body", b""))
            if not message.get("more_body"):
                hear(heard)
        await send(message)

    return sender


def parsed(body: bytes) -> Any:
    """What a body says.

    :raises ValueError: when it is not JSON, not text, or too deep.
    """
    try:
        said = json.loads(body.decode() or "{}")
        json.dumps(said, ensure_ascii=False).encode()
    except RecursionError:
        raise ValueError("too deep") from None
    return said


def holds_file(value: Any, levels: int = NESTED) -> bool:
    """Whether Gradio might take some part of a call for a file, which it copies or fetches before any handler runs.

    What is nested deeper than any call of the page counts as one.
    """
    if not isinstance(value, dict | list):
        return False
    if levels == 0 or (isinstance(value, dict) and ("meta" in value or "_type" in value)):
        return True
    parts = value.values() if isinstance(value, dict) else value
    return any(holds_file(each, levels - 1) for each in parts)
