"""Options that several commands share, and the settings they lead to."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.settings import Settings, load_settings

LibraryOption = Annotated[
    Path | None, typer.Option("--library", metavar="DIR", help="Directory of the library; else the setting `library`.")
]
ConfigOption = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="Settings file; else `citedesk.toml` in this directory.")
]
ModelOption = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME", help="`extractive`, `local` or PROVIDER:MODEL, as `openai:NAME`."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON on standard output.")]
VerboseOption = Annotated[bool, typer.Option("--verbose", help="Say more, on standard error.")]


def settings_of(config: Path | None, verbose: bool = False, **explicit: Any) -> Settings:
    """The settings of a command; its own options, where given, come last and win.

    :param verbose: let the parts of Citedesk say more on standard error.
    :raises SettingsError: when a setting is unknown or out of bounds.
    """
    from ui.cli.terminal import set_up_logging

    set_up_logging(verbose=verbose)
    return load_settings(config, **explicit)
