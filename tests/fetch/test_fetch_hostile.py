"""Servers that drip, flood, lie and bomb: each ends at its limit, and the next address is fetched as if nothing was."""

from __future__ import annotations

import gzip
import random
import re
import subprocess
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path

import httpcore
import pytest
from fetch_world import OTHER, PUBLIC, SITE, Answer, Handler, World, _Request, redirect

from ingest.fetch import Network
from ingest.fetch.body import RATIO, gunzip, read_body
from ingest.fetch.errors import FetchError, LimitError
from ingest.report import Failure
from ingest.source import Source

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
STOP = threading.Event()


@pytest.fixture(autouse=True)
def _ending() -> Iterator[None]:
    """Servers that would never end do so after the test."""
    STOP.clear()
    yield
    STOP.set()


def raw(*parts: bytes, then: bytes = b"", every: float = 0.0) -> Handler:
    """Send bytes as they are, and then, if asked, some more again and again until the client hangs up."""

    def answer(request: _Request) -> None:
        request.close_connection = True
        for part in parts:
            request.wfile.write(part)
        while then and not STOP.wait(every):
            request.wfile.write(then)

    return answer


DRIPS = {
    "before the headers": raw(then=b"H", every=0.05),
    "silence": raw(then=b"", every=0.05),
    "in a header": raw(HEAD + b"X-Slow: ", then=b"a", every=0.05),
    "header after header": raw(HEAD, then=b"A: b\r\n", every=0.05),
    "continue, continue": raw(then=b"HTTP/1.1 100 Continue\r\n\r\n", every=0.02),
    "in the body": raw(HEAD + b"Content-Length: 100000\r\n\r\n", then=b"a", every=0.05),
    "in a chunk": raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nFFFF\r\n", then=b"a", every=0.05),
    "in the size of a chunk": raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", then=b"0", every=0.05),
    "until the end of the connection": raw(HEAD + b"\r\n", then=b"a", every=0.05),
}
FLOODS = {
    "no end": raw(HEAD + b"\r\n", then=b"<p>more</p>" * 1000),
    "chunks without end": raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", then=b"400\r\n" + b"a" * 1024 + b"\r\n"),
    "declared": raw(HEAD + b"Content-Length: 2147483648\r\n\r\n", then=b"a" * 65536),
    "declared beyond all numbers": raw(HEAD + b"Content-Length: " + b"9" * 19 + b"\r\n\r\n", then=b"a" * 65536),
}
BOMBS = {
    "zeros": gzip.compress(bytes(50_000_000)),
    "of many parts": gzip.compress(bytes(1_000_000)) * 40,
    "text": gzip.compress(b"<p>news</p>" * 2_000_000),
    "on the way": gzip.compress(bytes(range(256)) * 40) + gzip.compress(bytes(10_000_000)),
}


def hang(request: _Request) -> None:
    request.close_connection = True
    STOP.wait(30)


@pytest.mark.parametrize("answer", [*DRIPS.values(), hang], ids=[*DRIPS, "nothing at all"])
def test_a_server_that_drips_is_left_at_the_deadline(world: World, answer: Handler) -> None:
    url = world.page(f"{SITE}/slow", answer)
    reason = world.failure(url, fetch_seconds=0.4)
    assert "longer than 0.4 s" in reason or "broke off" in reason
    assert len(world.site.requests) <= 1 + 3


def test_a_connection_that_is_taken_but_not_served_is_left(world: World) -> None:
    """The deadline holds for opening TLS as well."""

    class Stuck(httpcore.NetworkStream):
        def start_tls(self, *arguments: object) -> httpcore.NetworkStream:
            given.append(arguments[-1])
            raise httpcore.ConnectTimeout

        def close(self) -> None:
            pass

    given: list[object] = []
    fetcher = world.fetcher(network=Network(resolver=world.resolve, connector=lambda *_: Stuck()), fetch_seconds=3)
    (found,) = fetcher.open(f"https://{SITE}/")
    assert isinstance(found, Failure)
    assert "does not answer" in found.reason
    assert all(isinstance(seconds, float) and 0 < seconds <= 3 for seconds in given)


def test_a_resolver_that_does_not_answer_is_left(world: World) -> None:
    def stuck(host: str, port: int) -> list[str]:
        STOP.wait(30)
        return []

    fetcher = world.fetcher(network=Network(resolver=stuck, connector=world.connect), fetch_seconds=0.3)
    (found,) = fetcher.open(f"http://{SITE}/")
    assert isinstance(found, Failure)
    assert "longer than 0.3 s" in found.reason


@pytest.mark.parametrize("answer", FLOODS.values(), ids=FLOODS)
def test_a_body_without_end_is_cut(world: World, answer: Handler) -> None:
    assert "more than 200,000 bytes" in world.failure(world.page(f"{SITE}/big", answer), max_file_bytes=200_000)


def test_a_length_beyond_the_limit_is_not_waited_for(world: World) -> None:
    def declare(request: _Request) -> None:
        raw(HEAD + b"Content-Length: 2147483648\r\n\r\n")(request)
        STOP.wait(30)

    assert "more than 20,000,000 bytes" in world.failure(world.page(f"{SITE}/big", declare), fetch_seconds=3)


@pytest.mark.parametrize("packed", BOMBS.values(), ids=BOMBS)
def test_bombs_do_not_go_off(world: World, packed: bytes) -> None:
    url = world.page(f"{SITE}/bomb", body=packed, headers=[("Content-Encoding", "gzip")])
    assert re.search(f"more than {RATIO} times|more than 5,000,000 bytes", world.failure(url, max_file_bytes=5_000_000))
    packed_map = world.page(f"{SITE}/map.xml.gz", body=packed, type="application/gzip")
    assert re.search(
        f"more than {RATIO} times|more than 5,000,000 bytes", world.failure(packed_map, max_file_bytes=5_000_000)
    )


def test_a_packed_page_is_read(world: World) -> None:
    html = b"<!doctype html><p>" + b" ".join(b"The harbour opened in %d." % year for year in range(3000)) + b"</p>"
    for at, packed in enumerate(
        (gzip.compress(html), gzip.compress(html[:50]) + gzip.compress(html[50:]), gzip.compress(html) + bytes(100))
    ):
        url = world.page(f"{SITE}/{at}", body=packed, headers=[("Content-Encoding", "gzip")])
        assert world.source(url).original == html


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 131_072, 400_000])
@pytest.mark.parametrize("step", [1, 7, 1_000_000])
def test_unpacking_loses_nothing(size: int, step: int) -> None:
    """Lengths around that of a piece, so that an end falls on it."""
    data = bytes(random.Random(size).choices(b"abcdefgh", k=size))
    packed = gzip.compress(data)
    chunks = [packed[at : at + step] for at in range(0, len(packed), step)]
    assert read_body(chunks, "gzip", 500_000) == data
    with pytest.raises(FetchError, match="ends early"):
        read_body([*chunks[:-1], chunks[-1][:-1]], "gzip", 500_000)


@pytest.mark.parametrize("damage", [b"", b"\x1f", b"\x1f\x8b", b"\x1f\x8b\x08" + bytes(20), b"<html>not packed</html>"])
def test_damaged_packing_is_named(world: World, damage: bytes) -> None:
    url = world.page(f"{SITE}/x", body=damage, headers=[("Content-Encoding", "gzip")])
    assert re.search("damaged|ends early|empty", world.failure(url))


@pytest.mark.parametrize("coding", ["br", "zstd", "deflate", "gzip, gzip", "compress", "x" * 500])
def test_other_packing_is_refused(world: World, coding: str) -> None:
    body = zlib.compress(b"<html>page</html>")
    reason = world.failure(world.page(f"{SITE}/x", body=body, headers=[("Content-Encoding", coding)]))
    assert coding[:40] in reason
    assert len(reason) < 300


@pytest.mark.parametrize(
    "headers",
    [b"".join(b"X-%d: y\r\n" % at for at in range(10_000)), b"X: y\r\n" * 201, b"X-Long: " + b"y" * 70_000 + b"\r\n",
     b"".join(b"X-%d: %s\r\n" % (at, b"y" * 2_000) for at in range(60))],
    ids=["10,000", "201", "one long", "many long"],
)  # fmt: skip
def test_floods_of_headers_are_refused(world: World, headers: bytes) -> None:
    answer = raw(HEAD + headers + b"Content-Length: 2\r\n\r\nok")
    assert re.search("headers of|broke off", world.failure(world.page(f"{SITE}/h", answer)))


@pytest.mark.parametrize("body", [b"", b"short"])
@pytest.mark.parametrize("declared", [b"Content-Length: 1000\r\n", b"Transfer-Encoding: chunked\r\n"])
def test_half_a_page_is_no_page(world: World, body: bytes, declared: bytes) -> None:
    url = world.page(
        f"{SITE}/half", raw(HEAD + declared + b"\r\n" + (b"FF\r\n" if b"chunked" in declared else b"") + body)
    )
    assert "broke off" in world.failure(url)
    assert world.asked == [f"{SITE}/half"] * 3


def test_what_follows_the_declared_length_is_not_read(world: World) -> None:
    page = b"<html><body><p>The harbour opened in 1883.</p></body></html>"
    answer = raw(HEAD + b"Content-Length: %d\r\n\r\n" % len(page) + page + b"HTTP/1.1 200 OK\r\n\r\n<p>smuggled</p>")
    assert world.source(world.page(f"{SITE}/a", answer)).original == page


@pytest.mark.parametrize(
    "start",
    [b"", b"\r\n", b"SSH-2.0-OpenSSH_9.6\r\n", b"220 mail ESMTP\r\n", b"HTTP/9.9 200 OK\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n",
     bytes(range(256)) * 10, HEAD + b"Content-Length: -1\r\n\r\n", HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
     HEAD + b"Bad Header\r\n\r\n", HEAD + b"Transfer-Encoding: chunked\r\n\r\nXYZ\r\n"],
)  # fmt: skip
def test_what_is_no_http_is_a_failure(world: World, start: bytes) -> None:
    assert world.failure(world.page(f"{SITE}/x", raw(start)))


def test_a_loop_of_redirects_ends(world: World) -> None:
    world.page(f"{SITE}/a", redirect("/b"))
    world.page(f"{SITE}/b", redirect("/a"))
    assert "more than 5 times" in world.failure(f"http://{SITE}/a")
    assert len(world.asked) == 6


def test_five_redirects_are_followed(world: World) -> None:
    for at in range(5):
        world.page(f"{SITE}/{at}", redirect(f"{at + 1}" if at % 2 else f"http://{SITE}/{at + 1}", 301))
    world.page(f"{SITE}/5")
    assert world.source(f"http://{SITE}/0").url == f"http://{SITE}/5"


@pytest.mark.parametrize("location", ["", "  ", "http://", "http://[", "http://\x01x/", "//[::1", "http://h:99999/"])
def test_redirects_to_nowhere_are_failures(world: World, location: str) -> None:
    assert world.failure(world.page(f"{SITE}/a", redirect(location)))


def test_a_redirect_may_be_spelt_in_korean(world: World) -> None:
    world.page(f"{SITE}/a", redirect("/기사/1"))
    world.page(f"{SITE}/%EA%B8%B0%EC%82%AC/1")
    assert world.source(f"http://{SITE}/a").url == f"http://{SITE}/%EA%B8%B0%EC%82%AC/1"


def test_encryption_is_not_given_up_on_the_way(world: World) -> None:
    world.page(f"{SITE}/a", redirect(f"http://{SITE}/b"))
    world.page(f"{SITE}/b", redirect(f"https://{SITE}/c"))
    world.page(f"{SITE}/c")
    assert "not encrypted" in world.failure(f"https://{SITE}/a")
    assert world.source(f"http://{SITE}/b").url == f"https://{SITE}/c"


def test_a_batch_goes_on_after_each_of_them(world: World) -> None:
    names = {**FLOODS, "drip": DRIPS["in the body"]}
    answers = {f"/{at}": answer for at, answer in enumerate(names.values())}
    for path, answer in answers.items():
        world.page(f"{SITE}{path}", answer)
    world.page(f"{OTHER}/good")
    links = "".join(f"<item><link>http://{SITE}{path}</link></item>" for path in answers)
    rss = f"<rss>{links}<item><link>http://{OTHER}/good</link></item></rss>"
    found = world.open(
        world.page(f"{OTHER}/rss", body=rss.encode(), type="text/xml"), fetch_seconds=1, max_file_bytes=50_000
    )
    assert [isinstance(each, Source) for each in found] == [False] * len(answers) + [True]


def test_a_certificate_must_be_valid_for_the_host(world: World, tmp_path: Path) -> None:
    """A real TLS server with a certificate of its own making."""
    import ssl

    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={SITE}"]
    try:
        subprocess.run([*command, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl is not installed")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    world.site.socket = context.wrap_socket(world.site.socket, server_side=True)
    port = world.site.server_port

    def connect(address: str, _: int, seconds: float) -> httpcore.NetworkStream:
        assert address == PUBLIC[0]
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", port, timeout=seconds)

    fetcher = world.fetcher(network=Network(resolver=world.resolve, connector=connect))
    (found,) = fetcher.open(f"https://{SITE}/a")
    assert isinstance(found, Failure)
    assert "certificate" in found.reason
    assert world.site.requests == []


def test_limits_are_errors_of_their_own() -> None:
    with pytest.raises(LimitError, match="200 bytes"):
        read_body([b"a" * 100] * 3, "", 200)
    with pytest.raises(LimitError, match="times"):
        gunzip(gzip.compress(bytes(200_000)), 10_000_000)
    text = bytes(random.Random(1).choices(b"abcdefgh", k=400_000))
    with pytest.raises(LimitError, match="300,000 bytes"):
        read_body([gzip.compress(text)], "gzip", 300_000)
    assert read_body([b"a" * 100] * 2, "identity", 200) == b"a" * 200
    assert len(gunzip(gzip.compress(bytes(100_000)), 10_000_000)) == 100_000


def test_an_answer_with_a_status_is_not_read(world: World) -> None:
    """The body of an error page may be as long as it likes."""
    world.routes[f"{SITE}/gone"] = raw(b"HTTP/1.1 404 Not Found\r\n\r\n", then=b"a" * 65536)
    assert "answered 404" in world.failure(f"http://{SITE}/gone")
    assert isinstance(world.open(world.page(f"{SITE}/a", Answer()))[0], Source)
