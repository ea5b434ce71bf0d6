"""Feeds and sitemaps of every kind lead to their pages, newest first; broken and hostile ones to a failure."""

from __future__ import annotations

import gzip
import json
import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from fetch_world import OTHER, SITE, Answer, World, redirect, urls
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.fetch.entries import Entry, newest_first
from ingest.fetch.errors import FetchError
from ingest.fetch.feeds import read_feed, read_json_feed
from ingest.fetch.sitemaps import Sitemap, read_sitemap
from ingest.fetch.xml import first_element
from ingest.report import Failure
from ingest.source import Source

BASE = f"http://{SITE}/feeds/rss.xml"
RSS2 = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"
     xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Daily</title><link>http://www.daily-news.kr/</link>
<atom:link href="http://www.daily-news.kr/feeds/rss.xml" rel="self" type="application/rss+xml"/>
<image><link>http://www.daily-news.kr/logo</link></image>
<item><title>One</title><link>http://www.daily-news.kr/1?a=1&amp;b=2</link><pubDate>Mon, 02 Mar 2026 09:00:00 +0900</pubDate>
  <enclosure url="http://www.daily-news.kr/1.mp3" type="audio/mpeg"/><media:content url="http://x/1.jpg"/></item>
<item><title>Two</title><link> <![CDATA[ /2?a=1&b=2 ]]> </link><dc:date>2026-03-03T09:00:00+09:00</dc:date></item>
<item><title>Three</title><guid>http://www.daily-news.kr/3</guid></item>
<item><title>Four</title><guid isPermaLink="false">4</guid></item>
<item><title>Five</title><link>http://www.daily-news.kr/5</link><guid>http://www.daily-news.kr/guid5</guid>
  <pubDate>2026-03-01 09:00:00</pubDate></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://www.daily-news.kr/base/">
<link rel="self" href="http://www.daily-news.kr/atom"/><updated>2026-03-09T00:00:00Z</updated>
<entry><link rel="edit" href="/edit"/><link rel="enclosure" href="/e.mp3"/><link href="one"/>
  <published>2026-03-01T00:00:00Z</published><updated>2026-03-05T00:00:00Z</updated></entry>
<entry xml:base="deeper/"><link rel="alternate" type="application/json" href="/json"/>
  <link rel="alternate" type="text/html" href="two"/><published>2026-03-06T00:00:00Z</published>
  <source><link href="http://press.other-news.co.kr/"/><updated>2030-01-01T00:00:00Z</updated></source>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><a href="/no">x</a><link>no</link></div></content></entry>
</feed>"""
RSS1 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="http://x/"><link>http://x/</link></channel>
<item rdf:about="http://www.daily-news.kr/about1"><link>http://www.daily-news.kr/1</link><dc:date>2026-03</dc:date></item>
<item rdf:about="http://www.daily-news.kr/about2"><title>no link</title></item></rdf:RDF>"""
RSS091 = """<?xml version="1.0"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://127.0.0.1/rss-0.91.dtd">
<rss version="0.91"><channel><item><title>A&nbsp;&hellip; R&D</title><link>http://www.daily-news.kr/1?a&b=&c;</link></item>
</channel></rss>"""


def links(entries: list[Entry]) -> list[str]:
    return [entry.link.removeprefix(f"http://{SITE}") for entry in entries]


def test_rss_2() -> None:
    entries = read_feed(RSS2.encode(), BASE)
    assert links(entries) == ["/1?a=1&b=2", "/2?a=1&b=2", "/3", "/5"]
    assert links(newest_first(entries)) == ["/2?a=1&b=2", "/1?a=1&b=2", "/5", "/3"]
    assert entries[0].time == datetime(2026, 3, 2, tzinfo=UTC)


def test_atom() -> None:
    entries = read_feed(ATOM.encode(), f"http://{SITE}/atom")
    assert links(entries) == ["/base/one", "/base/deeper/two"]
    assert [entry.written[:10] for entry in entries] == ["2026-03-05", "2026-03-06"]


def test_rss_1() -> None:
    entries = read_feed(RSS1.encode(), BASE)
    assert links(entries) == ["/1", "/about2"]
    assert entries[0].time == datetime(2026, 3, 1, tzinfo=UTC)


def test_rss_091_with_a_doctype_and_stray_ampersands() -> None:
    assert links(read_feed(RSS091.encode(), BASE)) == ["/1?a&b=&c;"]


def test_json_feed(world: World) -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [
        {"id": 1, "url": "/1", "date_published": "2026-03-01T00:00:00Z"}, {"external_url": f"http://{SITE}/2"},
        {"url": 5}, "odd", None, {"id": 3}]}  # fmt: skip
    assert links(read_json_feed(feed, BASE)) == ["/1", "/2"]
    assert read_json_feed({"items": "odd"}, BASE) == []
    world.page(f"{SITE}/1")
    world.page(f"{SITE}/2")
    for type in ("application/feed+json", "application/json; charset=utf-8"):
        url = world.page(f"{SITE}/feed.json", body=json.dumps(feed).encode(), type=type)
        assert urls(world.open(url)) == [f"http://{SITE}/1", f"http://{SITE}/2"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "euc-kr", "cp949"])
def test_feeds_in_korean_encodings(encoding: str) -> None:
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    titles = "".join(
        f"<item><title>부산 항구가 다시 열렸다고 시가 밝혔다 {at}</title><link>/기사/{at}</link></item>"
        for at in range(20)
    )
    data = f'<?xml version="1.0" encoding="{declared}"?><rss><channel>{titles}</channel></rss>'.encode(encoding)
    assert first_element(data) == "rss"
    assert links(read_feed(data, BASE)) == [f"/기사/{at}" for at in range(20)]


def test_sitemaps() -> None:
    data = b"""<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand --><?xml-stylesheet href="/style.xsl"?>
<ns:urlset xmlns:ns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
  xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<ns:url><ns:loc> http://www.daily-news.kr/1 </ns:loc><ns:lastmod>2026-03-01</ns:lastmod>
  <image:image><image:loc>http://www.daily-news.kr/1.jpg</image:loc></image:image></ns:url>
<ns:url><image:image><image:loc>http://www.daily-news.kr/2.jpg</image:loc></image:image><ns:loc>http://www.daily-news.kr/2</ns:loc>
  <news:news><news:publication_date>2026-03-04T10:00:00+09:00</news:publication_date><news:title>T</news:title></news:news></ns:url>
<ns:url><ns:priority>1</ns:priority></ns:url><ns:url><ns:loc>http://www.daily-news.kr/1</ns:loc></ns:url>
</ns:urlset>"""
    assert first_element(data) == "urlset"
    found = read_sitemap(data, BASE)
    assert found.sitemaps == []
    assert links(found.pages) == ["/1", "/2", "/1"]
    assert links(newest_first(found.pages)) == ["/2", "/1"]


def sitemap(*paths: str, index: bool = False) -> bytes:
    outer, inner = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    entries = "".join(f"<{inner}><loc>http://{SITE}{path}</loc></{inner}>" for path in paths)
    return f"<{outer}>{entries}</{outer}>".encode()


def test_an_index_leads_through_packed_sitemaps_to_pages(world: World) -> None:
    world.routes["*"] = Answer()
    url = world.page(f"{SITE}/sitemap.xml", body=sitemap("/old.xml", "/new.xml.gz", index=True), type="text/xml")
    world.page(f"{SITE}/new.xml.gz", body=gzip.compress(sitemap("/1", "/2")), type="application/octet-stream")
    world.page(f"{SITE}/old.xml", body=sitemap("/deep.xml", index=True), type="application/xml")
    world.page(f"{SITE}/deep.xml", body=gzip.compress(sitemap("/3")), type="application/x-gzip")
    assert urls(world.open(url)) == [f"http://{SITE}/{at}" for at in (3, 1, 2)]


def test_indexes_nest_two_deep(world: World) -> None:
    world.routes["*"] = Answer()
    for at in range(4):
        body = sitemap(f"/{at + 1}.xml", index=True) if at < 3 else sitemap("/page")
        world.page(f"{SITE}/{at}.xml", body=body, type="text/xml")
    assert urls(world.open(f"http://{SITE}/1.xml")) == [f"http://{SITE}/page"]
    (found,) = world.open(f"http://{SITE}/0.xml")
    assert isinstance(found, Failure)
    assert "more than 2 deep" in found.reason


def test_an_index_of_itself_ends(world: World) -> None:
    url = world.page(f"{SITE}/i.xml", body=sitemap("/i.xml", "/j.xml", index=True), type="text/xml")
    world.page(f"{SITE}/j.xml", body=sitemap("/i.xml", "/j.xml", index=True), type="text/xml")
    (found,) = world.open(url)
    assert isinstance(found, Failure)
    assert len(world.asked) == 2


def test_an_index_of_thousands_is_cut(world: World) -> None:
    url = world.page(f"{SITE}/i.xml", body=sitemap(*(f"/{at}.xml" for at in range(300)), index=True), type="text/xml")
    found = world.open(url)
    assert len(world.asked) == 1 + 50
    assert isinstance(found[-1], Failure)
    assert "after 50 sitemaps" in found[-1].reason


def test_what_an_index_lists_must_be_a_sitemap(world: World) -> None:
    world.page(f"{SITE}/page")
    url = world.page(f"{SITE}/i.xml", body=sitemap("/page", "/none", index=True), type="text/xml")
    reasons = [each.reason for each in world.open(url) if isinstance(each, Failure)]
    assert ["no sitemap" in reasons[0], "404" in reasons[1]] == [True, True]


def feed_of(*links: str) -> Answer:
    items = "".join(f"<item><link>{link}</link></item>" for link in links)
    return Answer(f"<rss><channel>{items}</channel></rss>".encode(), "application/rss+xml")


def test_a_feed_leads_to_its_pages_and_goes_on_after_failures(world: World) -> None:
    world.page(f"{SITE}/1")
    world.page(f"{SITE}/3", redirect(f"http://{OTHER}/3"))
    world.page(f"{OTHER}/3")
    world.page(f"{SITE}/4", feed_of("/1"))
    url = world.page(f"{SITE}/rss", feed_of("/1", "/2", "file:///etc/passwd", "javascript:x", "/3", "/4", "/1"))
    found = world.open(url)
    assert [type(each) for each in found] == [Source, Failure, Failure, Failure, Source, Failure]
    assert urls(found) == [f"http://{SITE}/1", f"http://{OTHER}/3"]
    assert [each.source for each in found if isinstance(each, Failure)] == [
        f"http://{SITE}/2", "file:///etc/passwd", "javascript:x", f"http://{SITE}/4"]  # fmt: skip


def test_links_are_seen_from_where_the_feed_was_found(world: World) -> None:
    world.page(f"{SITE}/rss", redirect(f"http://{OTHER}/feeds/all.xml"))
    world.page(f"{OTHER}/feeds/all.xml", feed_of("one", "../two"))
    world.routes["*"] = Answer()
    assert urls(world.open(f"http://{SITE}/rss")) == [f"http://{OTHER}/feeds/one", f"http://{OTHER}/two"]


def test_a_list_is_taken_up_to_a_limit(world: World) -> None:
    world.routes["*"] = Answer()
    url = world.page(f"{SITE}/rss", feed_of(*(f"/{at}" for at in range(30))))
    assert len(world.open(url, fetch_limit=7)) == 7
    assert len(world.asked) == 8


def test_a_list_is_fetched_page_by_page(world: World) -> None:
    world.routes["*"] = Answer()
    fetching = world.fetcher().open(world.page(f"{SITE}/rss", feed_of("/1", "/2", "/3")))
    next(fetching)
    assert len(world.asked) == 2
    fetching.close()
    assert len(world.asked) == 2


@pytest.mark.parametrize(
    "body", [b"<rss/>", b"<rss><channel></channel></rss>", b"<urlset/>", b"<feed></feed>", b"<rss><item></item></rss>"]
)
def test_an_empty_list_says_so(world: World, body: bytes) -> None:
    assert "names no page" in world.failure(world.page(f"{SITE}/rss", body=body, type="text/xml"))


BILLION = "<!DOCTYPE rss [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + at)} '{f'&{chr(97 + at)};' * 10}'>" for at in range(9)
) + "]>"  # fmt: skip
HOSTILE = {
    "a billion": f"{BILLION}<rss><item><link>/&j;</link></item></rss>",
    "quadratic": f"<!DOCTYPE rss [<!ENTITY a '{'a' * 2_000}'>]><rss><item><link>{'&a;' * 50_000}</link></item></rss>",
    "file": '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><item><link>/&x;</link></item></rss>',
    "network": '<!DOCTYPE rss [<!ENTITY x SYSTEM "http://127.0.0.1/">]><rss><item><link>/&x;</link></item></rss>',
    "parameter": '<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd"> %x;]><rss><item><link>/1</link></item></rss>',
    "harmless": "<!DOCTYPE rss [<!ENTITY x '1'>]><rss><item><link>/&x;</link></item></rss>",
    "deep": "<rss>" + "<a>" * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_hostile_xml_is_refused(world: World, text: str, encoding: str) -> None:
    world.routes["*"] = Answer()
    url = world.page(f"{SITE}/rss", body=text.encode(encoding), type="application/rss+xml")
    assert re.search("declares entities|more than 100 deep", world.failure(url))
    assert (world.hits, len(world.asked)) == (0, 1)


def test_nothing_is_loaded_for_a_doctype(world: World) -> None:
    world.routes["*"] = Answer()
    text = f'<!DOCTYPE rss SYSTEM "http://{OTHER}/x.dtd"><rss xmlns:xi="http://www.w3.org/2001/XInclude"><item><link>/1</link>'
    text += f'<xi:include href="http://{OTHER}/y"/></item></rss>'
    assert len(world.open(world.page(f"{SITE}/rss", body=text.encode(), type="text/xml"))) == 1
    assert world.asked == [f"{SITE}/rss", f"{SITE}/1"]


def test_a_long_list_is_read_without_a_tree_of_it() -> None:
    assert len(read_sitemap(sitemap(*(f"/{at}" for at in range(60_000))), BASE).pages) == 50_000


@pytest.mark.parametrize(
    "head", [b"<?a?>" * 1500, b"<!---->" * 1100, b"<!--" * 2000, b"<!DOCTYPE a>" * 600, b" " * 8000]
)
def test_the_first_element_is_looked_for_in_linear_time(head: bytes) -> None:
    assert first_element(head + b"x") == ""


@pytest.mark.parametrize(
    "body", [b"<a/>" * 1_000_001, b"&" * 3_000_000, b"<![CDATA[" * 300_000, b"<a " + b"b='' " * 300_000]
)
def test_floods_of_markup_end(body: bytes) -> None:
    """Not one of them is a feed; what counts is that each is through in moments."""
    with suppress(FetchError):
        assert read_feed(b"<rss>" + body, BASE) == []


@pytest.mark.parametrize("cut", range(0, len(RSS2), 37))
def test_half_a_feed_gives_what_it_holds(cut: int) -> None:
    try:
        entries = read_feed(RSS2[:cut].encode(), BASE)
    except FetchError:
        return
    assert {"/1?a=1&b=2", "/2?a=1&b=2", "/3", "/5"} >= set(links(entries))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300) | st.text(alphabet="<>rs item/link&;![]CDATA\"'=ab", max_size=300).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    begun = b"<rss><item>" + data
    feed: list[Entry] = []
    found = Sitemap()
    with suppress(FetchError):
        feed = read_feed(begun, BASE)
    with suppress(FetchError):
        found = read_sitemap(begun, BASE)
    told = [*feed, *found.pages, *found.sitemaps]
    assert all(entry.link for entry in told)
    assert len(told) <= 2 * begun.count(b">")


@given(st.lists(st.text(max_size=20) | st.datetimes(timezones=st.none() | st.just(UTC)).map(str), max_size=20))
def test_any_times_can_be_ordered(times: list[str]) -> None:
    entries = [Entry(f"/{at}", time) for at, time in enumerate(times)]
    ordered = newest_first(entries)
    assert sorted(ordered, key=str) == sorted(entries, key=str)
    dated = [entry.time for entry in ordered if entry.time]
    assert all(first >= second - timedelta(milliseconds=1) for first, second in pairwise(dated))
