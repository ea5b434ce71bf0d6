"""The server: what it answers, whom, and what it keeps to itself. It is a real one, on a free port."""

from __future__ import annotations

import json
import re
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from scripted import ScriptedAssistant, summit

from assistant.errors import CitedeskError, SettingsError
from assistant.settings import Settings
from ui.people.roster import Roster
from ui.web.serving.guard import READ, WRITE
from ui.web.serving.server import serve, serving

SECRET = "planted-secret-5f1c"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    (home / "library").mkdir()
    for name in ("library/library.db", ".env", "citedesk.toml", "notes.txt"):
        (home / name).write_text(SECRET)
    return home


@pytest.fixture(scope="module")
def engine(home: Path) -> ScriptedAssistant:
    return ScriptedAssistant(settings=Settings(model="extractive", library=home / "library", max_file_bytes=200_000))


@pytest.fixture(scope="module")
def site(engine: ScriptedAssistant, home: Path) -> Iterator[httpx.Client]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        with serving(engine, engine.add) as (server, listener):
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
            thread.start()
            while not server.started:
                time.sleep(0.02)
            with httpx.Client(base_url=server.url, timeout=20, trust_env=False) as client:
                yield client
            server.should_exit = True
            thread.join(10)
            assert not thread.is_alive()


def ask(site: httpx.Client, question: object) -> str:
    event = site.post("/gradio_api/call/ask", json={"data": [question]}).json()["event_id"]
    return site.get(f"/gradio_api/call/ask/{event}").text


def test_the_endpoint_answers_with_the_answer_as_json(site: httpx.Client, engine: ScriptedAssistant) -> None:
    data = [line for line in ask(site, "무엇에 서명했나?").splitlines() if line.startswith("data: ")][-1]
    answer = json.loads(data.removeprefix("data: "))[0]
    assert answer["question"] == "무엇에 서명했나?"
    for claim in answer["claims"]:
        for citation in claim["citations"]:
            text = engine.articles_by_id[citation["article_id"]].text
            assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_the_endpoint_is_the_only_one_that_is_named_and_it_is_documented(site: httpx.Client) -> None:
    named = site.get("/gradio_api/info").json()["named_endpoints"]
    assert list(named) == ["/ask"]
    assert "exact quote" in json.dumps(named)


@pytest.mark.parametrize("path", ["/", "/theme.css", "/config", "/favicon.ico", "/gradio_api/nothing", "/nothing"])
def test_every_reply_carries_the_policy(site: httpx.Client, path: str) -> None:
    reply = site.get(path)
    policy = reply.headers["content-security-policy"] if reply.status_code == 200 else None
    assert reply.status_code in {200, 404}
    if policy is not None:
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["referrer-policy"] == "same-origin"


def test_scripts_of_the_page_carry_a_nonce_of_this_reply_only(site: httpx.Client) -> None:
    nonces = set()
    for _ in range(2):
        reply = site.get("/")
        found = re.search(r"'nonce-([^']+)'", reply.headers["content-security-policy"])
        assert found is not None
        assert reply.text.count("<script") == reply.text.count(f'<script nonce="{found[1]}"') > 3
        nonces.add(found[1])
    assert len(nonces) == 2


def test_the_page_names_no_other_host_and_no_article(site: httpx.Client) -> None:
    page = site.get("/").text
    hosts = set(re.findall(r"https?://([\w.-]+)", page))
    assert hosts <= {"127.0.0.1"}
    assert summit().title not in page
    assert SECRET not in page


PREFIXES = ("/gradio_api/file=", "/file=", "/gradio_api/file/", "/gradio_api/proxy=", "/static/", "/assets/",
            "/svelte/", "/gradio_api/custom_component/")  # fmt: skip


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("name", ["library/library.db", ".env", "citedesk.toml", "notes.txt"])
@pytest.mark.parametrize("form", ["{path}", "{relative}", "../../../../../..{path}", "..%2f..%2f..%2f..%2f..{path}",
                                  "%2e%2e/%2e%2e/%2e%2e/%2e%2e{path}", "....//....//{relative}", "file://{path}",
                                  "http://127.0.0.1/{relative}", "{path}%00.png"])  # fmt: skip
def test_no_form_of_address_reads_a_file(site: httpx.Client, home: Path, prefix: str, name: str, form: str) -> None:
    reply = site.get(prefix + form.format(path=home / name, relative=name))
    assert reply.status_code in {400, 403, 404, 405}
    assert SECRET not in reply.text


def test_of_all_routes_only_the_listed_ones_answer(site: httpx.Client, engine: ScriptedAssistant) -> None:
    for path in ("/monitoring", "/monitoring/summary", "/gradio_api/runs", "/gradio_api/deep_link", "/login",
                 "/gradio_api/deep_link", "/gradio_api/vibe-code", "/gradio_api/dev/reload", "/docs",
                 "/openapi.json", "/gradio_api/token", "/gradio_api/user", "/gradio_api/stream/a/b/1/playlist.m3u8",
                 "/gradio_api/component_server", "/gradio_api/process_recording", "/gradio_api/run/open",
                 "/gradio_api/call/open", "/gradio_api/api/ask"):  # fmt: skip
        assert not READ.fullmatch(path), path
        assert site.get(path).status_code == 404, path
        assert not WRITE.fullmatch(path), path
        assert site.post(path, json={}).status_code == 404, path
    assert site.put("/").status_code == 404
    assert site.options("/").status_code == 404


@pytest.mark.parametrize("host", ["evil.test", "evil.test:80", "127.0.0.1.evil.test", "localhost.evil.test", ""])
def test_other_names_for_this_machine_are_refused(site: httpx.Client, host: str) -> None:
    assert site.get("/", headers={"host": host}).status_code == 400


def test_loopback_names_are_taken(site: httpx.Client) -> None:
    assert site.get("/", headers={"host": f"localhost:{site.base_url.port}"}).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.test", "null", "http://127.0.0.1:1", "file://"])
def test_calls_from_other_pages_are_refused(site: httpx.Client, origin: str) -> None:
    for reply in (site.post("/gradio_api/call/ask", json={"data": ["x"]}, headers={"origin": origin}),
                  site.get("/config", headers={"origin": origin})):  # fmt: skip
        assert reply.status_code == 403


@pytest.mark.parametrize("path", ["/etc/passwd", "http://127.0.0.1:1/x", "notes.txt"])
@pytest.mark.parametrize("escape", ["gradio.FileData", "gradio\\u002eFileData"])
def test_a_call_cannot_name_a_file_of_the_server(
    site: httpx.Client, engine: ScriptedAssistant, path: str, escape: str
) -> None:
    asked = len(engine.asked)
    file = f'{{"path": "{path}", "m\\u0065ta": {{"_type": "{escape}"}}}}'
    body = f'{{"data": [{file}], "fn_index": 0, "session_hash": "s"}}'
    for address in ("/gradio_api/call/ask", "/gradio_api/queue/join", "/gradio_api/run/ask"):
        reply = site.post(address, content=body, headers={"content-type": "application/json"})
        assert reply.status_code == 400
    assert len(engine.asked) == asked


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"data": "\xed\xa0\x80"}',
        b'{"data": "\\ud800"}',
        b'{"data": ' + b"[" * 900 + b"]" * 900 + b"}",
    ],
)
def test_calls_that_are_not_json_are_refused_or_fail_quietly(site: httpx.Client, body: bytes) -> None:
    reply = site.post("/gradio_api/queue/join", content=body, headers={"content-type": "application/json"})
    assert 400 <= reply.status_code < 500
    assert "Traceback" not in reply.text


def test_what_is_too_large_is_refused(site: httpx.Client) -> None:
    def stream() -> Iterator[bytes]:
        yield b'{"data": ["'
        for _ in range(60):
            yield b"x" * 100_000
        yield b'"]}'

    assert site.post("/gradio_api/call/ask", json={"data": ["x" * 5_000_000]}).status_code == 413
    assert site.post("/gradio_api/call/ask", content=stream()).status_code == 413
    assert site.post("/gradio_api/upload", files={"files": ("a.txt", b"x" * 400_000)}).status_code == 413
    assert site.post("/gradio_api/upload", files={"files": ("a.txt", b"x" * 250_000)}).status_code == 413


def test_an_upload_is_taken_but_never_served(site: httpx.Client) -> None:
    reply = site.post("/gradio_api/upload", files={"files": ("../../a.html", b"<script>1</script>")})
    assert reply.status_code == 200
    path = Path(reply.json()[0])
    assert path.is_file()
    assert ".." not in path.parts
    assert site.get(f"/gradio_api/file={path}").status_code == 404


def test_uploads_are_gone_when_the_server_is(engine: ScriptedAssistant) -> None:
    import os

    with serving(engine, engine.add):
        uploads = Path(os.environ["GRADIO_TEMP_DIR"])
        assert uploads.is_dir()
        assert uploads.stat().st_mode & 0o077 == 0
    assert not uploads.exists()


def test_a_port_that_is_taken_is_named_with_a_hint(engine: ScriptedAssistant) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CitedeskError, match=rf"port {port} .*--port 0"), serving(engine, engine.add, port=port):
            pass


def test_nothing_is_left_behind_when_the_port_is_taken(
    engine: ScriptedAssistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(CitedeskError), serving(engine, engine.add, port=other.getsockname()[1]):
            pass
    assert list(tmp_path.iterdir()) == []


def test_open_pages_do_not_hold_up_the_end(engine: ScriptedAssistant, caplog: pytest.LogCaptureFixture) -> None:
    with serving(engine, engine.add) as (server, listener):
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        address = f"{server.url}gradio_api/heartbeat/abc"
        with httpx.stream("GET", address, trust_env=False, timeout=20) as reply:
            assert next(reply.iter_text()) == "data: ALIVE\n\n"
            began = time.monotonic()
            server.should_exit = True
            thread.join(10)
        assert not thread.is_alive()
        assert time.monotonic() - began < 1.5
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.7", "example.org"])
def test_an_address_that_others_can_reach_is_refused(engine: ScriptedAssistant, host: str, tmp_path: Path) -> None:
    with (
        pytest.raises(SettingsError, match=r"nobody has to log in.*citedesk users add.*--behind-proxy"),
        serving(engine, engine.add, host=host, roster=Roster(tmp_path)),
    ):
        pass


def test_serve_says_where_it_is_and_ends_the_work_beside_it(engine: ScriptedAssistant) -> None:
    ended, seen = threading.Event(), []

    def beside(event: threading.Event) -> None:
        event.wait(20)
        ended.set()

    def ready(url: str) -> None:
        seen.append(url)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        serve(engine, engine.add, port=None, ready=ready, background=beside)
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", seen[0])
    assert ended.wait(5)
