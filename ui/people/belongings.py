"""What belongs to whom on the server: page sessions, events in the queue, uploads.

Gradio takes the names of these as a proof: whoever knows a session's name reads its answers and ends its work. Here a
name means something only together with the person who uses it.
"""

from __future__ import annotations

import hmac
import json
import re
import secrets
from collections import OrderedDict
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.types import Scope

from ui.people.visitor import Visitor

REMEMBERED = 20_000
"""Events and uploads that are remembered; older ones belong to nobody any more."""
GRADIO = "/gradio_api/"
HEARTBEAT = re.compile(r"(/gradio_api/heartbeat/)([A-Za-z0-9_-]+)")
RESULT = re.compile(r"/gradio_api/call(?:/v2)?/ask/([A-Za-z0-9_-]+)")
CALLS = re.compile(r"/gradio_api/(?:queue/join|call(?:/v2)?/ask/?)")
UPLOAD = "/gradio_api/upload"
_PRIVATE = {"session_hash", "upload_id"}


class Belongings:
    """Keeps the sessions, events and uploads of people apart; nothing changes where nobody has to log in.

    :param uploads: the directory of uploads, under whose name their paths are known.
    """

    def __init__(self, uploads: Path) -> None:
        self._uploads = uploads.name
        self._secret = secrets.token_bytes(32)
        self._owned: OrderedDict[tuple[str, str], None] = OrderedDict()

    def answers(self, path: str) -> bool:
        """Whether the reply to a call at this address names something new."""
        return path == UPLOAD or CALLS.fullmatch(path) is not None

    def note(self, reply: bytes, visitor: Visitor) -> None:
        """Note whose is what a reply of Gradio names: an event, or files."""
        try:
            said = json.loads(reply)
        except ValueError:
            return
        names = said if isinstance(said, list) else [said.get("event_id")] if isinstance(said, dict) else []
        for name in names:
            if isinstance(name, str):
                self._owned[visitor.id, name] = None
                self._owned.move_to_end((visitor.id, name))
        while len(self._owned) > REMEMBERED:
            self._owned.popitem(last=False)

    def request_of(self, scope: Scope, visitor: Visitor) -> Scope | None:
        """A request with its names as they are known inside; ``None`` when it asks for what is another's."""
        if not visitor.id:
            return scope
        path = scope["path"]
        result = RESULT.fullmatch(path)
        if result and not self._is_own(result[1], visitor):
            return None
        beat = HEARTBEAT.fullmatch(path)
        if beat:
            path = beat[1] + self._inside(beat[2], visitor)
            scope = {**scope, "path": path, "raw_path": path.encode()}
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if path.startswith(GRADIO) and any(name in _PRIVATE for name, _ in query):
            kept = [(name, self._inside(value, visitor) if name in _PRIVATE else value) for name, value in query]
            scope = {**scope, "query_string": urlencode(kept).encode()}
        return scope

    def body_of(self, path: str, body: Any, visitor: Visitor) -> Any:
        """A body with its session as it is known inside.

        :raises PermissionError: when it names an event or an upload of another.
        """
        if not visitor.id or not path.startswith(GRADIO) or not isinstance(body, dict):
            return body
        event = body.get("event_id")
        if event is not None and not self._is_own(event, visitor):
            raise PermissionError
        if any(not self._is_own(text, visitor) for text in _texts(body) if self._uploads in text):
            raise PermissionError
        if isinstance(body.get("session_hash"), str):
            return {**body, "session_hash": self._inside(body["session_hash"], visitor)}
        return body

    def _is_own(self, name: object, visitor: Visitor) -> bool:
        return isinstance(name, str) and (visitor.id, name) in self._owned

    def _inside(self, name: str, visitor: Visitor) -> str:
        """A session's name inside, which nobody can find out for another person."""
        return hmac.digest(self._secret, visitor.id.encode(), "sha256").hex()[:32] + name


def _texts(value: Any) -> list[str]:
    """All strings in a body, those that are keys too."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for pair in value.items() for part in pair for text in _texts(part)]
    return [text for part in value for text in _texts(part)] if isinstance(value, list) else []
