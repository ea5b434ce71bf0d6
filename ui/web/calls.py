"""What Gradio is told about the calls that the page's events cause, and what it gets back."""

from __future__ import annotations

from typing import Any

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": None}
"""Without Gradio's own sign of progress, without a name in its API, and without waiting for one another."""
Update = dict[Any, Any]
"""What a handler returns or yields: components and their new values."""
