"""``citedesk mcp``: tools for other assistants, over standard input and output."""

from __future__ import annotations

from ui.cli.options import ConfigOption, LibraryOption, ModelOption, VerboseOption, settings_of

NAME = "mcp"
SUMMARY = "Let other assistants ask (Model Context Protocol)."
EXAMPLE = "Example, as the command of an MCP server:\n  citedesk mcp --library library --model extractive"


def run(
    library: LibraryOption = None,
    model: ModelOption = None,
    config: ConfigOption = None,
    verbose: VerboseOption = False,
) -> None:
    """Serve the tools ask, search, list_articles and read_article over standard input and output.

    `citedesk chat` serves the same tools over HTTP at /mcp. Needs the package mcp: pip install 'citedesk[mcp]'.
    """
    settings = settings_of(config, verbose, library=library, model=model)
    from assistant import Assistant
    from ui.api.desk import Desk
    from ui.api.tools import make_tools

    with Assistant.open(settings=settings) as assistant:
        make_tools(Desk(assistant)).run("stdio")
