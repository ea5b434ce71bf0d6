"""The tools of the Model Context Protocol, called by a real client: in memory, over HTTP, and over a process."""

from __future__ import annotations

import asyncio
import json
import sys
import threading
import time
from typing import Any

import pytest
from mcp import Client
from scripted import ScriptedAssistant, good_answer, summit

from assistant.settings import Settings
from ui.api.desk import Desk
from ui.api.tools import INSTRUCTIONS, make_tools
from ui.web.serving.server import serving


def call(target: Any, tool: str, **arguments: Any) -> dict[str, Any]:
    async def run() -> dict[str, Any]:
        async with Client(target) as client:
            result = await client.call_tool(tool, arguments)
            assert not result.is_error, result
            found = result.structured_content
            assert isinstance(found, dict)
            return found

    return asyncio.run(run())


@pytest.fixture
def tools(assistant: ScriptedAssistant) -> Any:
    return make_tools(Desk(assistant))


def test_four_tools_each_with_a_schema(tools: Any) -> None:
    async def listed() -> list[Any]:
        async with Client(tools) as client:
            return list((await client.list_tools()).tools)

    found = asyncio.run(listed())
    assert {each.name for each in found} == {"ask", "search", "list_articles", "read_article"}
    assert all(each.description and each.input_schema["properties"] for each in found)


def test_an_answer_carries_its_proof(tools: Any) -> None:
    said = call(tools, "ask", question="무엇에 서명했나?")
    expected = good_answer("무엇에 서명했나?")
    assert [claim["text"] for claim in said["claims"]] == [claim.text for claim in expected.claims]
    quotes = [quote for claim in said["claims"] for quote in claim["quotes"] if quote["article_id"] == summit().id]
    assert quotes
    assert all(summit().text[quote["start"] : quote["end"]] == quote["quote"] for quote in quotes)


def test_passages_articles_and_their_text(tools: Any) -> None:
    assert len(call(tools, "search", question="소형원전", k=2)["passages"]) == 2
    listed = call(tools, "list_articles", containing="harbour")["articles"]
    part = call(tools, "read_article", article_id=listed[0]["id"], start=5)
    assert part["start"] == 5
    assert part["text"]


def test_an_error_is_said_and_breaks_nothing(tools: Any) -> None:
    async def run() -> tuple[Any, Any]:
        async with Client(tools) as client:
            return await client.call_tool("read_article", {"article_id": "nothing"}), await client.list_tools()

    failed, listed = asyncio.run(run())
    assert failed.is_error
    assert "There is no article nothing" in json.dumps(failed.model_dump(mode="json"))
    assert listed.tools


def test_the_server_of_the_page_speaks_it_too(assistant: ScriptedAssistant) -> None:
    with serving(assistant, assistant.add) as (server, listener):
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        said = call(f"{server.url}mcp", "ask", question="무엇에 서명했나?")
        server.should_exit = True
        thread.join(10)
    assert said["refused"] is False


def test_the_command_speaks_it_over_standard_input(example_library: Any) -> None:
    from mcp import StdioServerParameters
    from mcp.client.stdio import stdio_client

    async def run() -> tuple[str | None, dict[str, Any] | None]:
        started = StdioServerParameters(
            command=sys.executable,
            args=["-m", "ui.cli", "mcp", "--library", str(example_library.path), "--model", "extractive"],
        )
        async with Client(stdio_client(started)) as client:
            listed = await client.call_tool("list_articles", {"limit": 3})
            return client.instructions, listed.structured_content

    told, listed = asyncio.run(run())
    assert told == INSTRUCTIONS
    assert listed is not None
    assert len(listed["articles"]) == 3


def test_without_the_package_the_page_still_serves(
    assistant: ScriptedAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    import ui.web.serving.server

    monkeypatch.setattr(ui.web.serving.server, "find_spec", lambda name: None)
    with serving(assistant, assistant.add) as (server, _):
        assert server.config.app is not None
    assert Settings().model
