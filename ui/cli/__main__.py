"""``python -m ui.cli`` is ``citedesk``."""

from __future__ import annotations

from ui.cli.app import main

main()
