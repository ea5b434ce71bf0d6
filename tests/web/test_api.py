"""The HTTP API, on a real server: its answers, streams, limits and errors; and its schema, which must be true."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Iterator

import httpx
import pytest
from scripted import ScriptedAssistant, good_answer, summit

from assistant.answer import Answer, Filters
from assistant.errors import ModelError
from assistant.settings import Settings
from ui.api.desk import Desk
from ui.api.shapes import Asked
from ui.turns import FINDING, IN_ALL, WRITING, FullError
from ui.web.serving.server import serving


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> ScriptedAssistant:
    home = tmp_path_factory.mktemp("api")
    return ScriptedAssistant(settings=Settings(model="extractive", library=home / "library"))


@pytest.fixture(scope="module")
def api(engine: ScriptedAssistant) -> Iterator[httpx.Client]:
    with serving(engine, engine.add) as (server, listener):
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        with httpx.Client(base_url=f"{server.url}api/v1", timeout=20, trust_env=False) as client:
            yield client
        server.should_exit = True
        thread.join(10)


def test_an_answer_comes_back_whole(api: httpx.Client, engine: ScriptedAssistant) -> None:
    reply = api.post("/ask", json={"question": "무엇에 서명했나?"})
    assert reply.status_code == 200
    assert Answer.model_validate(reply.json()) == good_answer("무엇에 서명했나?")


def test_history_filters_and_day_are_handed_on(api: httpx.Client, engine: ScriptedAssistant) -> None:
    sent = {
        "question": "그건 언제까지?",
        "history": [{"question": "무엇에 서명했나?", "answer": "양해각서"}],
        "filters": {"outlets": ["한빛일보"]},
        "today": "2026-03-05",
    }
    assert api.post("/ask", json=sent).status_code == 200
    question, history = engine.asked[-1]
    assert (question, [turn.question for turn in history]) == ("그건 언제까지?", ["무엇에 서명했나?"])
    assert engine.filtered[-1] == Filters(outlets=("한빛일보",))


def test_a_stream_has_evidence_first_and_the_answer_last(api: httpx.Client) -> None:
    with api.stream("POST", "/ask/stream", json={"question": "무엇에 서명했나?"}) as reply:
        events = [json.loads(line) for line in reply.iter_lines()]
    kinds = [event["event"] for event in events]
    assert kinds[0] == "evidence"
    assert kinds[-1] == "answer"
    assert set(kinds[1:-1]) == {"draft"}
    assert events[-1]["answer"]["question"] == "무엇에 서명했나?"


def test_a_search_gives_passages(api: httpx.Client) -> None:
    found = api.post("/search", json={"question": "소형원전", "k": 1}).json()["evidence"]
    assert len(found) == 1
    assert summit().text[found[0]["start"] : found[0]["end"]] == found[0]["text"]


def test_articles_are_listed_sought_and_read(api: httpx.Client) -> None:
    listed = api.get("/articles").json()
    assert listed["total"] == 2
    assert [each["outlet"] for each in listed["articles"]] == ["Harbour Post", "한빛일보"]
    assert api.get("/articles", params={"containing": "harbour"}).json()["total"] == 1
    known = summit()
    part = api.get(f"/articles/{known.id}", params={"start": 10, "length": 30}).json()
    assert part["text"] == known.text[10:40]
    assert (part["start"], part["end"], part["length"]) == (10, 40, len(known.text))


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "question"),
        ({"question": ""}, "question"),
        ({"question": 5}, "question"),
        ({"question": "?", "todya": "2026-03-05"}, "todya"),
        ({"question": "?", "today": "soon"}, "today"),
        ({"question": "?", "filters": {"outlet": ["x"]}}, "outlet"),
        ({"question": "?", "history": [{"question": "?"}] * 9}, "history"),
    ],
)
def test_what_cannot_be_used_is_named_and_not_repeated(api: httpx.Client, sent: dict[str, object], field: str) -> None:
    reply = api.post("/ask", json={**sent, **({"question": "planted-5f1c"} if sent.get("question") == "?" else {})})
    assert reply.status_code == 422
    assert field in reply.json()["error"]
    assert "planted-5f1c" not in reply.text


def test_an_article_that_is_not_there_is_404(api: httpx.Client) -> None:
    reply = api.get("/articles/0123456789ab")
    assert reply.status_code == 404
    assert "0123456789ab" in reply.json()["error"]


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/articles/../../config", "/articles/%2e%2e", "/nothing"])
def test_nothing_else_is_there(api: httpx.Client, path: str) -> None:
    assert api.get(path).status_code == 404


def test_other_pages_may_not_call(api: httpx.Client) -> None:
    reply = api.post("/ask", json={"question": "무엇에?"}, headers={"origin": "https://elsewhere.example"})
    assert reply.status_code == 403


def test_a_failing_model_is_an_error_that_says_so(api: httpx.Client, engine: ScriptedAssistant) -> None:
    def fail(question: str) -> list[object]:
        raise ModelError("The chat model did not answer.", hint="Try again.")

    kept, engine.script = engine.script, fail  # type: ignore[assignment]
    try:
        reply = api.post("/ask", json={"question": "무엇에 서명했나?"})
        assert (reply.status_code, reply.json()["hint"]) == (502, "Try again.")
        with api.stream("POST", "/ask/stream", json={"question": "무엇에 서명했나?"}) as streamed:
            assert [json.loads(line)["event"] for line in streamed.iter_lines()] == ["error"]
    finally:
        engine.script = kept


def test_the_schema_names_every_call(api: httpx.Client) -> None:
    schema = api.get("/openapi.json").json()
    assert set(schema["paths"]) == {"/ask", "/ask/stream", "/search", "/articles", "/articles/{article_id}"}
    assert {"Answer", "Asked", "Claim", "Citation", "Problem"} <= set(schema["components"]["schemas"])


def test_questions_wait_and_too_many_are_sent_away(engine: ScriptedAssistant) -> None:
    async def crowd() -> list[object]:
        slow = ScriptedAssistant(settings=engine.settings, pause=0.001)
        desk = Desk(slow)
        asked = [desk.answer(Asked(question=f"question {number}")) for number in range(IN_ALL + 3)]
        return await asyncio.gather(*asked, return_exceptions=True)

    ended = asyncio.run(crowd())
    assert sum(isinstance(each, FullError) for each in ended) == 3
    assert sum(isinstance(each, Answer) for each in ended) == IN_ALL


def test_who_stops_reading_frees_the_place(engine: ScriptedAssistant) -> None:
    async def leave() -> ScriptedAssistant:
        slow = ScriptedAssistant(settings=engine.settings, pause=0.01)
        desk = Desk(slow)
        for number in range(WRITING + FINDING + 1):
            stream = desk.stream(Asked(question=f"question {number}"))
            await anext(stream)
            await stream.aclose()
        return slow

    left = asyncio.run(leave())
    assert len(left.cancelled) == WRITING + FINDING + 1
    assert left.finished == []
