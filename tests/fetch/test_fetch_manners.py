"""How Citedesk behaves as a guest: robots.txt, pace, conditional requests, retries, and never unasked."""

from __future__ import annotations

import time
from email.utils import formatdate

import pytest
from fetch_world import OTHER, SITE, Answer, Handler, World, _Request, redirect, urls

from assistant.settings import Settings
from ingest.fetch import Fetcher, RamMemory, Unchanged
from ingest.fetch.exchange import retry_after
from ingest.fetch.robots import Rules
from ingest.report import Failure
from ingest.source import Source


def robots(world: World, text: str, host: str = SITE) -> None:
    world.page(f"{host}/robots.txt", body=text.encode(), type="text/plain")


def failing(times: int, status: int = 503, headers: list[tuple[str, str]] | None = None) -> Handler:
    """Fail some times, then answer."""
    left = [times]

    def answer(request: _Request) -> None:
        left[0] -= 1
        (Answer(b"", status=status, headers=headers or []) if left[0] >= 0 else Answer())(request)

    return answer


def test_nothing_is_fetched_unless_asked(world: World) -> None:
    url = world.page(f"{SITE}/a")
    assert not Settings().fetch
    assert "Fetching is off" in world.failure(url, fetch=False)
    assert "--fetch" in world.failure(url, fetch=False)
    (found,) = Fetcher(Settings()).open("http://127.0.0.1/")
    assert isinstance(found, Failure)
    assert (world.looked_up, world.connected, world.site.requests) == ([], [], [])


def test_the_request_says_who_asks(world: World) -> None:
    world.source(world.page(f"{SITE}/a"))
    for _, _, headers in world.site.requests:
        assert headers["User-Agent"].startswith("citedesk/")
        assert headers["Accept-Encoding"] == "gzip"
        assert headers["Connection"] == "close"
        assert not {"Cookie", "Referer", "Authorization"} & set(headers)


@pytest.mark.parametrize(
    ("text", "path", "rule"),
    [
        ("User-agent: *\nDisallow: /private\n", "/private/a", "Disallow: /private"),
        ("User-agent: *\nDisallow: /\n", "/a", "Disallow: /"),
        ("User-agent: *\nDisallow: /*.pdf$\nAllow: /a\n", "/b.pdf", "Disallow: /*.pdf$"),
        (
            "User-agent: BadBot\nDisallow: /news/economy\n\nUser-agent: *\nDisallow: /news\n",
            "/news/economy/1",
            "Disallow: /news",
        ),
        ("User-agent: citedesk\nDisallow: /a\n\nUser-agent: *\nDisallow:\n", "/a", "Disallow: /a"),
        ("User-agent: CiteDesk\nDisallow: /a # ours\n", "/a", "Disallow: /a # ours"),
        ("User-agent: *\nDisallow: /\nDisallow: /a\n", "/a", "Disallow: /a"),
        ("\ufeffUser-agent: *\r\nDisallow: /기사\r\n", "/기사/1", "Disallow: /기사"),
    ],
)
def test_robots_that_refuse_are_obeyed_and_named(world: World, text: str, path: str, rule: str) -> None:
    robots(world, text)
    world.routes["*"] = Answer()
    reason = world.failure(f"http://{SITE}{path}")
    assert repr(rule) in reason
    assert SITE in reason
    assert world.asked == []


@pytest.mark.parametrize(
    "text",
    ["", "User-agent: *\nDisallow:\n", "User-agent: GPTBot\nDisallow: /\n",
     "User-agent: citedesk\nAllow: /\n\nUser-agent: *\nDisallow: /\n",
     "User-agent: *\nDisallow: /\nAllow: /a\n", "Disallow: /\n", "<html><body>Not found</body></html>", "\x00\xff\x01" * 100,
     "User-agent: notcitedesk\nDisallow: /\n", "#" * 600_000 + "\nUser-agent: *\nDisallow: /\n"],
)  # fmt: skip
def test_robots_that_allow_let_through(world: World, text: str) -> None:
    robots(world, text)
    assert world.source(world.page(f"{SITE}/a"))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_no_robots_means_all_is_allowed(world: World, status: int) -> None:
    world.page(f"{SITE}/robots.txt", Answer(b"", status=status))
    assert world.source(world.page(f"{SITE}/a"))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_robots_that_cannot_be_read_mean_nothing_is_allowed(world: World, status: int) -> None:
    world.page(f"{SITE}/robots.txt", Answer(b"", status=status))
    for path in ("a", "b", "c"):
        assert "robots.txt cannot be read" in world.failure(world.page(f"{SITE}/{path}"))
    assert world.asked == []


def test_robots_are_asked_for_once_a_day_and_site(world: World) -> None:
    fetcher = world.fetcher()
    for path in ("a", "b", "c"):
        assert isinstance(next(fetcher.open(world.page(f"{SITE}/{path}"))), Source)
    next(fetcher.open(world.page(f"{OTHER}/a")))

    def asked() -> list[str]:
        return [host for host, path, _ in world.site.requests if path == "/robots.txt"]

    assert asked() == [SITE, OTHER]
    world.clock.sleep(86_401)
    next(fetcher.open(f"http://{SITE}/a"))
    assert asked() == [SITE, OTHER, SITE]


def test_robots_hold_where_a_redirect_leads(world: World) -> None:
    robots(world, "User-agent: *\nDisallow: /private\n", OTHER)
    world.page(f"{OTHER}/private")
    assert "/private" in world.failure(world.page(f"{SITE}/a", redirect(f"http://{OTHER}/private")))
    assert world.asked == [f"{SITE}/a"]


def test_naming_the_rule_of_a_huge_file_ends() -> None:
    """A site may hold a rule for each of its pages."""
    from ingest.fetch.address import parse_address
    from ingest.fetch.errors import RobotsError

    rules = Rules("User-agent: *\n" + "".join(f"Disallow: /{'*' * (at % 50)}a\n" for at in range(20_000)))
    with pytest.raises(RobotsError, match="Disallow"):
        rules.check(parse_address(f"http://{SITE}/" + "a" * 2000))


def test_a_host_is_asked_at_its_pace(world: World) -> None:
    robots(world, "User-agent: *\nCrawl-delay: 7\n", OTHER)
    fetcher = world.fetcher(fetch_pause=2)
    for url in (f"{SITE}/a", f"{SITE}/b", f"{OTHER}/a", f"{OTHER}/b"):
        next(fetcher.open(world.page(url)))
    assert [round(pause) for pause in world.clock.slept] == [2, 2, 2, 7]


def test_the_wait_is_not_counted_as_time_of_the_server(world: World) -> None:
    robots(world, "User-agent: *\nRequest-rate: 1/30s\n")
    fetcher = world.fetcher(fetch_seconds=5)
    for path in ("a", "b", "c"):
        assert isinstance(next(fetcher.open(world.page(f"{SITE}/{path}"))), Source)
    assert sum(world.clock.slept) > 55


def test_a_pace_of_hours_is_not_waited_for(world: World) -> None:
    robots(world, "User-agent: *\nCrawl-delay: 3600\n")
    assert "3600 s between two requests" in world.failure(world.page(f"{SITE}/a"))
    assert world.clock.slept == []


class Versioned:
    """A page that is sent only where the client does not have it."""

    def __init__(
        self, etag: str = "", modified: str = "", body: bytes = b"<html><p>One.</p></html>", type: str = "text/html"
    ) -> None:
        self.etag, self.modified, self.body, self.type = etag, modified, body, type

    def __call__(self, request: _Request) -> None:
        named = request.headers.get("If-None-Match"), request.headers.get("If-Modified-Since")
        known = named == (self.etag or None, self.modified or None) and any(named)
        headers = [("ETag", self.etag), ("Last-Modified", self.modified)]
        Answer(b"" if known else self.body, self.type, 304 if known else 200, headers)(request)


@pytest.mark.parametrize(
    ("etag", "modified"),
    [('"a1"', ""), ("", formatdate(1_700_000_000, usegmt=True)), ('W/"b"', "Mon, 02 Mar 2026 00:00:00 GMT")],
)
def test_what_is_unchanged_is_not_sent_again(world: World, etag: str, modified: str) -> None:
    memory = RamMemory()
    url = world.page(f"{SITE}/a", Versioned(etag, modified))
    assert urls(world.fetcher(memory).open(url)) == [url]
    assert memory.get(url) == (etag, modified)
    assert list(world.fetcher(memory).open(url)) == [Unchanged(url)]
    world.page(f"{SITE}/a", Versioned('"new"', ""))
    assert urls(world.fetcher(memory).open(url)) == [url]
    assert memory.get(url) == ('"new"', "")


def test_a_page_that_was_not_taken_is_sent_again(world: World) -> None:
    """Its version is remembered only when the next is asked for: a run that dies with it in hand loses nothing."""
    memory = RamMemory()
    url = world.page(f"{SITE}/a", Versioned('"a1"'))
    fetching = world.fetcher(memory).open(url)
    assert isinstance(next(fetching), Source)
    fetching.close()
    assert memory.get(url) is None


def test_a_page_without_a_version_is_not_remembered(world: World) -> None:
    memory = RamMemory()
    url = world.page(f"{SITE}/a")
    assert urls(world.fetcher(memory).open(url)) == urls(world.fetcher(memory).open(url)) == [url]
    assert memory.get(url) is None


def test_an_unasked_304_is_a_failure(world: World) -> None:
    assert "304" in world.failure(world.page(f"{SITE}/a", Answer(b"", status=304)))


def test_a_memory_with_odd_values_is_a_failure_at_most(world: World) -> None:
    memory = RamMemory()
    url = world.page(f"{SITE}/a")
    memory.put(url, "a\r\nX-Injected: 1", "")
    (found,) = world.fetcher(memory).open(url)
    assert isinstance(found, Failure)
    assert world.asked == []


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504, 520])
def test_a_busy_server_is_asked_again(world: World, status: int) -> None:
    assert world.source(world.page(f"{SITE}/a", failing(2, status)))
    assert len(world.asked) == 3
    first, second = world.clock.slept
    assert 0 < first <= second


def test_a_server_that_stays_busy_is_left_after_three_tries(world: World) -> None:
    assert "answered 503" in world.failure(world.page(f"{SITE}/a", failing(9)))
    assert len(world.asked) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 410, 418, 451])
def test_other_refusals_are_final(world: World, status: int) -> None:
    assert f"answered {status}" in world.failure(world.page(f"{SITE}/a", failing(1, status)))
    assert (len(world.asked), world.clock.slept) == (1, [])


@pytest.mark.parametrize("status", [201, 204, 206, 300, 305, 399])
def test_other_statuses_are_no_pages(world: World, status: int) -> None:
    assert f"answered {status}" in world.failure(world.page(f"{SITE}/a", failing(1, status)))


def test_retry_after_is_obeyed(world: World) -> None:
    world.source(world.page(f"{SITE}/a", failing(1, 429, [("Retry-After", "17")])))
    assert world.clock.slept == [17]


def test_a_server_that_wants_to_rest_for_long_is_left(world: World) -> None:
    assert "answered 429" in world.failure(world.page(f"{SITE}/a", failing(1, 429, [("Retry-After", "3600")])))
    assert (len(world.asked), world.clock.slept) == (1, [])


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("5", 5), (" 20 ", 20), ("", 0), ("soon", 0), ("-5", 0), ("5.5", 0), ("Thu, 01 Jan 1970 00:01:40 GMT", 40),
     ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("٣", 0), ("9" * 400, 999_999_999), ("Mon, 99 Foo 2026", 0)],
)  # fmt: skip
def test_retry_after_is_a_number_or_a_date(value: str, seconds: float) -> None:
    assert retry_after(value, now=60.0) == seconds


def test_a_closed_port_is_tried_again(world: World) -> None:
    world.page(f"{SITE}/a")
    world.site.stop()
    assert "cannot be reached" in world.failure(f"http://{SITE}/a")
    assert len(world.connected) == 3
    assert time.monotonic() < world.clock.now()


def test_half_taken_lists_are_taken_up_again(world: World) -> None:
    """A list's version is remembered when all its pages were taken."""
    memory = RamMemory()
    rss = f"<rss><item><link>http://{SITE}/a</link></item><item><link>http://{SITE}/b</link></item></rss>".encode()
    url = world.page(f"{SITE}/rss", Versioned('"r1"', body=rss, type="text/xml"))
    world.page(f"{SITE}/a", Versioned('"a"'))
    world.page(f"{SITE}/b", failing(5))
    assert [type(found) for found in world.fetcher(memory).open(url)] == [Source, Failure]
    assert memory.get(url) is None
    world.page(f"{SITE}/b", Versioned('"b"'))
    assert [type(found) for found in world.fetcher(memory).open(url)] == [Unchanged, Source]
    assert memory.get(url) == ('"r1"', "")
    assert list(world.fetcher(memory).open(url)) == [Unchanged(url)]
