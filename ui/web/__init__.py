"""The chat page: ask, read the checked answer, click a mark, see the words in the article."""

from __future__ import annotations

from ui.web.page import build_app
from ui.web.serving.server import serve

__all__ = ["build_app", "serve"]
