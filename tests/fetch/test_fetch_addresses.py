"""No spelling, redirect, list or resolver's answer leads to what is not the public internet."""

from __future__ import annotations

import socket
import time
from xml.sax.saxutils import escape

import httpcore
import pytest
from fetch_world import OTHER, PUBLIC, SITE, Answer, World, redirect
from forbidden_forms import ALLOWED, FORBIDDEN, IPV4, IPV6, REDIRECTS
from hypothesis import given
from hypothesis import strategies as st

from ingest.fetch import Network
from ingest.fetch.address import Address, parse_address
from ingest.fetch.connection import connect_tcp
from ingest.fetch.deadline import Deadline
from ingest.fetch.errors import ForbiddenAddressError
from ingest.fetch.networks import why_forbidden
from ingest.fetch.resolver import resolve, system_resolver
from ingest.report import Failure
from ingest.source import Source

INSIDE = (*IPV4, *IPV6)


def test_there_are_enough_forms() -> None:
    assert len(set(FORBIDDEN)) == len(FORBIDDEN) >= 120
    assert len(set(ALLOWED)) == len(ALLOWED) >= 50


def test_the_canary_can_be_hit(world: World) -> None:
    """What a fetch without checks would do."""
    for hits, address in enumerate(INSIDE, start=1):
        stream = world.connect(address, 80, 5)
        stream.write(b"GET / HTTP/1.0\r\n\r\n", 5)
        assert b"200" in stream.read(1000, 5)
        stream.close()
        assert world.hits == hits


def test_without_the_check_of_the_resolver_it_is_hit(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.fetch.resolver.why_forbidden", lambda address: "")
    world.name("inside.daily-news.kr", "127.0.0.1")
    world.open("http://inside.daily-news.kr/")
    assert world.hits


def test_no_forbidden_form_is_fetched(world: World) -> None:
    world.routes["*"] = Answer()
    fetcher = world.fetcher()
    let_through = [url for url in FORBIDDEN if not isinstance(next(fetcher.open(url)), Failure)]
    assert (let_through, world.connected, world.looked_up, world.hits) == ([], [], [], 0)


def test_no_forbidden_form_is_fetched_with_the_resolver_of_the_system(world: World) -> None:
    """Nothing is replaced but the port, on which the canary really listens."""
    port = world.canary.server_port
    network = Network(ports=frozenset({80, 443, port}))
    fetcher = world.fetcher(network=network)
    hosts = ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "0177.0.0.1", "0", "[::1]", "[::ffff:127.0.0.1]",
             "①②⑦.0.0.1", "127。0。0。1", "0.0.0.0", "localhost.", f"x@127.0.0.1:{port}#"]  # fmt: skip
    with socket.create_connection(("127.0.0.1", port)):
        pass
    for host in hosts:
        (found,) = fetcher.open(f"http://{host}:{port}/")
        assert isinstance(found, Failure), host
    assert [path for _, path, _ in world.canary.requests] == []


@pytest.mark.parametrize("others", [(), (PUBLIC[0],), (PUBLIC[3], PUBLIC[0])], ids=["alone", "mixed", "mixed-more"])
@pytest.mark.parametrize("public_first", [True, False])
def test_no_name_leads_inside(world: World, others: tuple[str, ...], public_first: bool) -> None:
    for at, address in enumerate(INSIDE):
        addresses = (*others, address) if public_first else (address, *others)
        reason = world.failure(f"http://{world.name(f'h{at}.daily-news.kr', *addresses)}/")
        assert "leads to" in reason
    assert (world.connected, world.hits) == ([], 0)


def test_a_zone_does_not_hide_an_address() -> None:
    assert why_forbidden("fe80::1%eth0") == "link-local"
    assert why_forbidden("2606:4700:4700::1111%eth0")


def test_a_name_that_changes_its_mind_is_checked_each_time(world: World) -> None:
    """First public, then the loopback: the connection goes to what was checked, and the next step is checked anew."""
    world.names["rebind.daily-news.kr"] = [[PUBLIC[0]], [PUBLIC[0]], ["127.0.0.1"]]
    world.routes["rebind.daily-news.kr/"] = redirect("http://rebind.daily-news.kr/again")
    reason = world.failure("http://rebind.daily-news.kr/")
    assert "127.0.0.1, loopback" in reason
    assert {address for address, _ in world.connected} == {PUBLIC[0]}
    assert world.hits == 0


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_leads_inside(world: World, status: int) -> None:
    world.name("inside.daily-news.kr", "10.0.0.1")
    world.name("mixed.daily-news.kr", PUBLIC[0], "::1")
    fetcher = world.fetcher()
    for at, to in enumerate(REDIRECTS):
        world.routes[f"{SITE}/{at}"] = redirect(f"/{at}/b", status)
        world.routes[f"{SITE}/{at}/b"] = redirect(to, status)
        (found,) = fetcher.open(f"http://{SITE}/{at}")
        assert isinstance(found, Failure), to
    assert len(world.asked) == 2 * len(REDIRECTS)
    assert (world.hits, {address for address, _ in world.connected}) == (0, {PUBLIC[0]})


def test_no_list_leads_inside(world: World) -> None:
    links = [url for url in (*FORBIDDEN, *REDIRECTS) if url.strip() and "127.0.0.1?" not in url and "\n" not in url]
    links = [link for link in links if ":" in link.split("/")[0] or link.startswith("\\")]
    rss = "".join(f"<item><link>{escape(link)}</link></item>" for link in links)
    world.page(f"{SITE}/rss", body=f"<rss><channel>{rss}</channel></rss>".encode(), type="application/rss+xml")
    pages = "".join(f"<url><loc>{escape(link)}</loc></url>" for link in links)
    maps = "".join(f"<sitemap><loc>{escape(link)}</loc></sitemap>" for link in links[:45])
    world.page(f"{SITE}/map", body=f"<urlset>{pages}</urlset>".encode(), type="application/xml")
    world.page(f"{SITE}/index", body=f"<sitemapindex>{maps}</sitemapindex>".encode(), type="application/xml")
    for path in ("rss", "map", "index"):
        found = world.open(f"http://{SITE}/{path}", fetch_limit=1000)
        assert len(found) > 40
        assert all(isinstance(each, Failure) for each in found)
    assert (world.hits, {address for address, _ in world.connected}) == (0, {PUBLIC[0]})


def test_what_a_page_names_is_not_fetched(world: World) -> None:
    inside = "http://127.0.0.1/x"
    body = (
        f'<!doctype html><html><head><meta http-equiv="refresh" content="0;url={inside}"><link rel="canonical" '
        f'href="{inside}"><link rel="stylesheet" href="{inside}"></head><body><img src="{inside}"><iframe src="{inside}">'
        "</iframe><p>Text.</p></body></html>"
    )
    headers = [("Refresh", f"0; url={inside}"), ("Link", f"<{inside}>; rel=preload")]
    source = world.source(world.page(f"{SITE}/a", body=body.encode(), headers=headers))
    assert source.format == "html"
    assert (world.hits, len(world.asked)) == (0, 1)


def test_robots_may_not_lead_inside(world: World) -> None:
    world.routes[f"{SITE}/robots.txt"] = redirect("http://127.0.0.1/robots.txt")
    assert "loopback" in world.failure(world.page(f"{SITE}/a"))
    assert (world.hits, world.asked) == (0, [])


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])
def test_no_proxy_of_the_environment_is_used(world: World, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, f"http://127.0.0.1:{world.canary.server_port}")
    world.page(f"{SITE}/a")
    assert world.source(f"https://{SITE}/a").url == f"https://{SITE}/a"
    assert world.source(f"http://{SITE}/a").url == f"http://{SITE}/a"
    assert world.hits == 0


def test_every_public_form_is_fetched(world: World) -> None:
    world.routes["*"] = Answer()
    for host in {parse_address(url).host for url in ALLOWED} - set(PUBLIC):
        world.name(host, PUBLIC[0])
    refused = {url: found for url in ALLOWED if not isinstance(found := world.open(url)[0], Source)}
    assert (refused, world.hits) == ({}, 0)


def test_the_host_stays_what_was_asked_for(world: World) -> None:
    """The connection is pinned to an IP address; the Host header and the name for TLS are not changed by that."""
    world.page(f"{SITE}/a")
    world.source(f"https://{SITE}/a")
    assert world.connected == [(PUBLIC[0], 443)] * 2
    assert world.tls_names == [SITE, SITE]
    assert {host for host, _, _ in world.site.requests} == {SITE}


def test_the_next_address_is_tried_where_one_does_not_answer(world: World) -> None:
    world.name(SITE, PUBLIC[3], PUBLIC[0])

    def connect(address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        if ":" in address:
            raise httpcore.ConnectError("Network is unreachable")
        return world.connect(address, port, seconds)

    fetcher = world.fetcher(network=Network(resolver=world.resolve, connector=connect))
    (found,) = fetcher.open(world.page(f"{SITE}/a"))
    assert isinstance(found, Source)
    assert (world.looked_up, world.clock.slept) == ([SITE, SITE], [])


@pytest.mark.parametrize(
    ("url", "means"),
    [
        (f"http://{SITE}", f"http://{SITE}/"),
        (f"HTTP://{SITE.upper()}:80/A", f"http://{SITE}/A"),
        (f"https://{SITE}:443?q=1#x", f"https://{SITE}/?q=1"),
        (f"http://{SITE}:443/", f"http://{SITE}:443/"),
        ("http://뉴스.한국/기사?쪽=2", "http://xn--vg1b002a.xn--3e0b707e/%EA%B8%B0%EC%82%AC?%EC%AA%BD=2"),
        (f"http://{SITE}/a%20b%", f"http://{SITE}/a%20b%"),
        ("http://[2606:4700:4700:0::1111]/", "http://[2606:4700:4700::1111]/"),
    ],
)
def test_an_address_has_one_spelling(url: str, means: str) -> None:
    assert str(parse_address(url)) == means
    assert str(parse_address(means)) == means


@given(st.integers(min_value=0, max_value=2**32 - 1))
def test_ipv4_hidden_in_ipv6_is_never_public(number: int) -> None:
    for high in (0, 0xFFFF << 32, 0xFFFF << 48, 0x0064_FF9B << 96, (0x0064_FF9B_0001 << 80)):
        assert why_forbidden(_ipv6(high | number))
    assert why_forbidden(_ipv6((0x2002 << 112) | (number << 80) | 1))
    assert why_forbidden(_ipv6((0x2001_0000 << 96) | (number << 64) | 1))


@given(st.text(max_size=60) | st.from_regex(r"https?://[ -~]{0,40}", fullmatch=True))
def test_an_address_is_read_or_refused(url: str) -> None:
    """No other error comes out, and what comes out is plain: its host is a name, or an address that may be reached."""
    try:
        found = parse_address(url)
    except ForbiddenAddressError:
        return
    assert found.scheme in {"http", "https"}
    assert found.port in {80, 443}
    assert found.host.isascii()
    assert not set(found.host) & set("@/\\?#%[] ")
    assert parse_address(str(found)) == found


def _ipv6(number: int) -> str:
    return socket.inet_ntop(socket.AF_INET6, number.to_bytes(16, "big"))


def test_passwords_are_not_repeated(world: World) -> None:
    (found,) = world.open(f"http://someone:sesame@{SITE}/")
    assert isinstance(found, Failure)
    assert "sesame" not in found.source + found.reason


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1", "2130706433", "0x7f000001", "::1"])
def test_the_resolver_of_the_system_is_checked_like_any_other(host: str) -> None:
    """Whatever spelling got as far as here."""
    deadline = Deadline(20, time.monotonic)
    with pytest.raises(ForbiddenAddressError, match="loopback"):
        resolve(Address("http", host, 80, "/"), system_resolver, deadline)


def test_connections_are_real(world: World) -> None:
    stream = connect_tcp("127.0.0.1", world.site.server_port, 5)
    stream.write(b"GET /x HTTP/1.0\r\n\r\n", 5)
    assert b"404" in stream.read(100, 5)
    stream.close()


def test_a_resolver_that_is_away_is_asked_again(world: World) -> None:
    answers = [socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")] * 2

    def resolve(host: str, port: int) -> list[str]:
        if answers:
            raise answers.pop()
        return world.resolve(host, port)

    (found,) = world.fetcher(network=Network(resolver=resolve, connector=world.connect)).open(world.page(f"{SITE}/a"))
    assert isinstance(found, Source)
    assert len(world.clock.slept) == 2


@pytest.mark.parametrize("answer", [[], ["not-an-address"], [""]])
def test_a_resolver_that_talks_nonsense_is_not_followed(world: World, answer: list[str]) -> None:
    world.names[SITE] = [answer]
    assert world.failure(f"http://{SITE}/a")
    assert world.connected == []


def test_unknown_names_are_named(world: World) -> None:
    assert "no host nowhere.daily-news.kr" in world.failure("http://nowhere.daily-news.kr/")
    assert OTHER in world.names
