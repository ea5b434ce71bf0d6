"""The command line: ``citedesk ingest|ask|search|chat|evaluate|articles|models|doctor``."""

from __future__ import annotations

from ui.cli.app import main

__all__ = ["main"]
