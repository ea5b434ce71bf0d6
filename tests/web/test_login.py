"""Logging in, on a real server: nothing is reached without it, and what is one person's is nobody else's."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from scripted import ScriptedAssistant, summit

from assistant.library import Library
from assistant.settings import Settings
from ui.people.password import Cost
from ui.people.roster import Roster
from ui.web.serving.server import serving
from ui.web.wording.login import login_words

KIM, LEE = ("김하늘", "맞는 말 열두 글자입니다"), ("Lee O'Hara", "correct horse battery")
PAGES = ("/", "/config", "/theme.css", "/favicon.ico", "/gradio_api/info", "/gradio_api/startup-events",
         "/gradio_api/queue/data?session_hash=a", "/gradio_api/heartbeat/abc", "/gradio_api/call/ask/abc",
         "/api/v1/openapi.json", "/api/v1/articles", "/mcp", "/assets/x.js", "/static/x",
         "/gradio_api/upload_progress?upload_id=a")  # fmt: skip
CALLS = ("/gradio_api/queue/join", "/gradio_api/cancel", "/gradio_api/reset", "/gradio_api/run/ask",
         "/gradio_api/call/ask", "/gradio_api/call/v2/ask", "/gradio_api/upload", "/api/v1/ask", "/api/v1/ask/stream",
         "/api/v1/search", "/mcp")  # fmt: skip


@contextmanager
def run(engine: ScriptedAssistant, roster: Roster, **options: Any) -> Iterator[str]:
    with serving(engine, engine.add, roster=roster, **options) as (server, listener):
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)
        assert not thread.is_alive()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("login") / "library"


@pytest.fixture(scope="module")
def roster(home: Path) -> Roster:
    roster = Roster(home, Cost(log_n=4))
    for name, password in (KIM, LEE):
        roster.add(name, password)
    return roster


@pytest.fixture(scope="module")
def engine(home: Path) -> ScriptedAssistant:
    return ScriptedAssistant(pause=0, settings=Settings(model="extractive", library=home))


@pytest.fixture(scope="module")
def library(home: Path) -> Iterator[Library]:
    with Library.open(home, write=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def site(engine: ScriptedAssistant, roster: Roster, library: Library) -> Iterator[str]:
    with run(engine, roster, conversations=library.conversations) as url:
        yield url


def client(site: str, **headers: str) -> httpx.Client:
    return httpx.Client(base_url=site, timeout=20, trust_env=False, headers=headers)


def log_in(page: httpx.Client, name: str, password: str) -> httpx.Response:
    form = {"name": name, "password": password}
    return page.post("/login", data=form, headers={"origin": str(page.base_url).rstrip("/")})


@pytest.fixture(scope="module")
def kim(site: str) -> Iterator[httpx.Client]:
    with client(site) as page:
        assert log_in(page, *KIM).status_code == 303
        yield page


@pytest.fixture(scope="module")
def lee(site: str) -> Iterator[httpx.Client]:
    with client(site) as page:
        assert log_in(page, *LEE).status_code == 303
        yield page


@pytest.fixture
def stranger(site: str) -> Iterator[httpx.Client]:
    with client(site) as page:
        yield page


@pytest.mark.parametrize("cookie", ["", "citedesk-{port}=guess", "citedesk-{port}=", "access-token=x"])
@pytest.mark.parametrize("authorization", ["", "Bearer guess", "Bearer", "Basic a2ltOmtpbQ=="])
def test_without_a_login_there_is_nothing(
    site: str, engine: ScriptedAssistant, cookie: str, authorization: str
) -> None:
    asked = len(engine.asked)
    sent = {"cookie": cookie.format(port=site.rpartition(":")[2]), "authorization": authorization}
    with client(site, **{name: value for name, value in sent.items() if value}) as page:
        for path in PAGES:
            reply = page.get(path)
            assert (reply.status_code, reply.headers.get("location")) in {(303, "login"), (401, None)}, path
            assert (reply.status_code == 303) == (path == "/")
        for path in CALLS:
            assert page.post(path, json={"data": ["q"], "question": "q"}).status_code == 401, path
    assert len(engine.asked) == asked


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_page_to_log_in_needs_nothing_else_and_speaks_the_readers_language(
    stranger: httpx.Client, language: str
) -> None:
    reply = stranger.get("/login", headers={"accept-language": f"{language}-XX, fr;q=0.5"})
    words = login_words(language)
    assert reply.status_code == 200
    assert f'<html lang="{language}">' in reply.text
    assert words.password in reply.text
    assert f'href="login?language={"en" if language == "ko" else "ko"}"' in reply.text
    assert 'autocomplete="username"' in reply.text
    assert 'autocomplete="current-password"' in reply.text
    assert re.findall(r'(?:src|href)="((?!login|data:)[^"]*)"', reply.text) == []
    assert "<script" not in reply.text
    policy = reply.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert reply.headers["cache-control"] == "no-store"
    assert summit().title not in reply.text


def test_the_right_password_opens_the_page_and_leaves_a_careful_cookie(site: str) -> None:
    with client(site) as page:
        reply = log_in(page, KIM[0].upper(), KIM[1])
        assert (reply.status_code, reply.headers["location"]) == (303, "./")
        cookie = reply.headers["set-cookie"]
        assert re.match(rf"citedesk-{site.rpartition(':')[2]}=[\w-]{{43}}; ", cookie)
        for part in ("HttpOnly", "SameSite=strict", "Path=/"):
            assert part in cookie
        assert "Secure" not in cookie
        shown = page.get("/")
        assert shown.status_code == 200
        assert shown.headers["cache-control"] == "no-store"
        assert page.get("/login").headers["location"] == "./"


def test_a_wrong_password_and_a_wrong_name_are_answered_alike(site: str) -> None:
    said = set()
    for name, password in ((LEE[0], "not this one at all"), ("nobody here", LEE[1]), ("", ""), (LEE[0], "")):
        with client(site) as page:
            reply = log_in(page, name, password)
            assert reply.status_code == 401
            assert "set-cookie" not in reply.headers
            said.add(re.sub(r'value="[^"]*"| autofocus', "", reply.text))
            assert password == "" or password not in reply.text
    assert len(said) == 1
    assert login_words("en").wrong in said.pop()


def test_guessing_is_slowed_down_and_even_the_right_password_waits(engine: ScriptedAssistant, roster: Roster) -> None:
    with run(engine, roster) as site, client(site) as page:
        statuses = [log_in(page, LEE[0], f"guess number {number}").status_code for number in range(8)]
        assert statuses[:3] == [401] * 3
        assert 429 in statuses
        reply = log_in(page, *LEE)
        if reply.status_code == 429:  # on a very slow machine the wait may be over
            assert int(reply.headers["retry-after"]) >= 1
            assert re.search(r"Try again in \d+ seconds", reply.text)
            assert "set-cookie" not in reply.headers
        assert log_in(page, *KIM).status_code == 303


@pytest.mark.parametrize("path", ["/login", "/logout"])
@pytest.mark.parametrize("origin", [None, "null", "https://evil.test", "http://127.0.0.1:1"])
def test_forms_of_other_pages_are_refused(kim: httpx.Client, path: str, origin: str | None) -> None:
    headers = {"origin": origin} if origin else {}
    form = {"name": LEE[0], "password": LEE[1]}
    reply = kim.post(path, data=form, headers=headers)
    assert reply.status_code == 403
    assert "set-cookie" not in reply.headers
    assert kim.get("/config").status_code == 200


def test_logging_out_ends_the_login_and_not_only_the_cookie(site: str) -> None:
    with client(site) as page:
        log_in(page, *KIM)
        kept = dict(page.cookies)
        reply = page.post("/logout", headers={"origin": site})
        assert (reply.status_code, reply.headers["location"]) == (303, "login")
        assert page.get("/logout").status_code == 404
    with httpx.Client(base_url=site, cookies=kept, trust_env=False) as page:
        assert page.get("/config").status_code == 401


def test_a_form_that_is_none_or_too_long_logs_nobody_in(stranger: httpx.Client, site: str) -> None:
    for content in (b"", b"\xff\xfe=&&", b"name=" + b"x" * 50_000, b'{"name": "kim"}', b"name=a&name=b&password=c"):
        reply = stranger.post("/login", content=content, headers={"origin": site})
        assert reply.status_code in {401, 429}


def test_a_token_lets_a_program_in_until_it_is_taken_back(site: str, roster: Roster, engine: ScriptedAssistant) -> None:
    token = roster.new_token(LEE[0])
    with client(site, authorization=f"Bearer {token}") as program:
        assert program.post("/api/v1/ask", json={"question": "무엇에 서명했나?"}).status_code == 200
        assert program.get("/gradio_api/info").status_code == 200
        event = program.post("/gradio_api/call/ask", json={"data": ["q"]}).json()["event_id"]
        assert "event: complete" in program.get(f"/gradio_api/call/ask/{event}").text
        roster.revoke_token(LEE[0])
        assert program.get("/api/v1/articles").status_code == 401


def test_whoever_is_removed_is_out_at_once_and_removing_the_last_opens_no_door(
    engine: ScriptedAssistant, tmp_path: Path
) -> None:
    roster = Roster(tmp_path, Cost(log_n=4))
    with run(engine, roster) as site, client(site) as page:
        assert page.get("/config").status_code == 200  # nobody to log in
        assert page.get("/login").status_code == 404
        roster.add(*KIM)
        assert page.get("/config").status_code == 401
        log_in(page, *KIM)
        assert page.get("/config").status_code == 200
        roster.remove(KIM[0])
        assert page.get("/config").status_code == 401
        roster.path.write_text("damaged")
        assert page.get("/config").status_code == 401
        assert log_in(page, *KIM).status_code == 401


def test_behind_a_proxy_its_word_counts_and_else_it_does_not(engine: ScriptedAssistant, tmp_path: Path) -> None:
    roster = Roster(tmp_path, Cost(log_n=4))
    roster.add(*KIM)
    through = {"x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.9, 198.51.100.7"}
    with run(engine, roster, behind_proxy=True) as site, client(site, **through) as page:
        cookie = log_in(page, *KIM).headers["set-cookie"]
        assert cookie.startswith("__Host-citedesk-")
        assert "Secure" in cookie
    with run(engine, roster) as site, client(site, **through) as page:
        assert "Secure" not in log_in(page, *KIM).headers["set-cookie"]


def test_with_users_others_are_served_under_the_names_that_are_allowed(
    engine: ScriptedAssistant, roster: Roster
) -> None:
    with run(engine, roster, host="0.0.0.0", allow_hosts=["News.example"]) as site, client(site) as page:
        port = site.rpartition(":")[2]
        for host in (f"127.0.0.1:{port}", f"news.example:{port}", "NEWS.EXAMPLE"):
            assert page.get("/login", headers={"host": host}).status_code == 200
        for host in (f"evil.test:{port}", f"192.0.2.1:{port}", "", "news.example.evil.test"):
            assert page.get("/login", headers={"host": host}).status_code == 400


# What is one person's.


def function(page: httpx.Client, api_name: str) -> int:
    calls = page.get("/config").json()["dependencies"]
    return next(call["id"] for call in calls if call["api_name"] == api_name)


def overheard(page: httpx.Client, **where: str) -> str:
    """What comes for a session; Gradio breaks off for one that it does not know."""
    text = ""
    try:
        with page.stream("GET", "/gradio_api/queue/data", params=where) as reply:
            for piece in reply.iter_text():
                text += piece
    except httpx.RemoteProtocolError:
        pass
    return text


def join(page: httpx.Client, session: str, question: str) -> str:
    body = {"data": [question], "fn_index": function(page, "ask"), "session_hash": session}
    return str(page.post("/gradio_api/queue/join", json=body).json()["event_id"])


def test_a_session_that_another_knows_by_name_is_another_session_for_them(
    kim: httpx.Client, lee: httpx.Client, engine: ScriptedAssistant
) -> None:
    join(kim, "shared-name", "어떤 비밀 질문")
    stolen = overheard(lee, session_hash="shared-name")
    assert "비밀" not in stolen
    assert "process_completed" not in stolen
    own = overheard(kim, session_hash="shared-name")
    assert "process_completed" in own
    assert "비밀" in json.dumps(
        json.loads("[" + ",".join(re.findall(r"^data: (.*)$", own, re.M)) + "]"), ensure_ascii=False
    )


def test_an_event_that_another_knows_can_be_neither_read_nor_ended(
    kim: httpx.Client, lee: httpx.Client, engine: ScriptedAssistant
) -> None:
    engine.pause = 0.05
    event = kim.post("/gradio_api/call/ask", json={"data": ["나만의 질문"]}).json()["event_id"]
    assert lee.get(f"/gradio_api/call/ask/{event}").status_code == 404
    assert lee.get(f"/gradio_api/call/v2/ask/{event}").status_code == 404
    assert "process_completed" not in overheard(lee, session_hash=event)
    ending = {"event_id": event, "session_hash": event, "fn_index": 0}
    assert lee.post("/gradio_api/cancel", json=ending).status_code == 404
    assert lee.post("/gradio_api/reset", json={"event_id": event}).status_code == 404
    assert lee.post("/gradio_api/reset", json={"event_id": [event]}).status_code == 404
    assert "event: complete" in kim.get(f"/gradio_api/call/ask/{event}").text
    engine.pause = 0
    mine = kim.post("/gradio_api/call/ask", json={"data": ["q"]}).json()["event_id"]
    assert kim.post("/gradio_api/cancel", json=ending | {"event_id": mine}).status_code == 200


def test_an_upload_belongs_to_whoever_sent_it(kim: httpx.Client, lee: httpx.Client, engine: ScriptedAssistant) -> None:
    path = kim.post("/gradio_api/upload", files={"files": ("a.txt", "제목\n비밀 본문.".encode())}).json()[0]
    known = len(engine.articles_by_id)
    for form in (path, path.replace("/a.txt", "/./a.txt"), f" {path}", path.upper().lower()):
        for body in ({"paths": [form]}, {form: 1}, {"nested": [{"paths": form}]}):
            call = {"data": [], "fn_index": 1, "session_hash": "s", "event_data": body}
            assert lee.post("/gradio_api/queue/join", json=call).status_code == 404
    assert len(engine.articles_by_id) == known
    call = {"data": ["x"], "fn_index": function(kim, "ask"), "session_hash": "s", "event_data": {"paths": [path]}}
    assert kim.post("/gradio_api/queue/join", json=call).status_code == 200


def test_every_name_of_a_session_goes_inside_under_another_name(kim: httpx.Client, lee: httpx.Client) -> None:
    """The upload's progress, too, is found only by whoever uploads."""
    kim.post("/gradio_api/upload?upload_id=up", files={"files": ("geheim.txt", b"x" * 1000)})
    with lee.stream("GET", "/gradio_api/upload_progress?upload_id=up") as reply:
        assert reply.status_code == 404
    join(kim, "left", "q")
    assert "process_completed" not in overheard(lee, session_hash="left")
    assert "process_completed" in overheard(kim, session_hash="left")
