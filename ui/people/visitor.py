"""Who makes a request."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

_KEY = "citedesk.visitor"


@dataclass(frozen=True)
class Visitor:
    """Who makes a request; both are empty where nobody has to log in."""

    id: str = ""
    name: str = ""


def announce(scope: MutableMapping[str, Any], visitor: Visitor) -> None:
    """Write on a request who makes it."""
    scope[_KEY] = visitor


def visitor_of(scope: MutableMapping[str, Any]) -> Visitor | None:
    """Who makes a request; ``None`` for one that did not come through the guard."""
    found = scope.get(_KEY)
    return found if isinstance(found, Visitor) else None


def visitor_here() -> Visitor:
    """Whose event the handler that calls this answers; nobody outside of one.

    Gradio hands the request of an event to all that it calls for it, through its queue and into worker threads.
    """
    from gradio.context import LocalContext

    event = LocalContext.request.get(None)
    request = event.request if event is not None else None
    return (visitor_of(request.scope) if request is not None else None) or Visitor()
