"""Fetching one address: robots.txt, pace, redirects, retries, and what was known of the page before."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version

from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt, wait_exponential_jitter

from assistant.settings import Settings
from ingest.fetch.address import PORTS, Address, join_address, parse_address
from ingest.fetch.connection import Connector, connect_tcp
from ingest.fetch.deadline import Deadline
from ingest.fetch.errors import FetchError, ForbiddenAddressError, LimitError, StatusError, TemporaryError
from ingest.fetch.exchange import Limits, Response, check_status, exchange
from ingest.fetch.memory import Memory
from ingest.fetch.pace import Pace
from ingest.fetch.resolver import Resolver, resolve, system_resolver
from ingest.fetch.robots import AGENT, LARGEST, RobotsCache, Rules

REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST_REDIRECTS = 5
MOST_TRIES = 3
LONGEST_WAIT = 20.0
"""Longest ``Retry-After`` that is waited for, in seconds; a server that asks for more is left alone."""
CONNECT_SECONDS = 5.0
"""How long one IP address may take to answer."""
ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Network:
    """The ways out: how names are resolved, how connections are opened, and which ports may be connected to."""

    resolver: Resolver = system_resolver
    connector: Connector = connect_tcp
    ports: frozenset[int] = PORTS


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of one address: where redirects led, and a response of status 200 or 304."""

    address: Address
    response: Response


class Client:
    """Fetches single addresses, and is the only door to the network.

    :param clock: a monotonic clock, in seconds.
    :param sleep: waits for a number of seconds.
    """

    def __init__(
        self,
        settings: Settings,
        memory: Memory,
        network: Network,
        clock: Callable[[], float],
        sleep: Callable[[float], object],
    ) -> None:
        self._settings = settings
        self._memory = memory
        self._network = network
        self._clock = clock
        self._sleep = sleep
        self._pace = Pace(settings.fetch_pause, clock, sleep)
        self._robots = RobotsCache(self._load_robots, clock)
        self._limits = Limits(settings.max_file_bytes, CONNECT_SECONDS)

    def visit(self, url: str) -> Visit:
        """Fetch an address, unless it is what it was when :meth:`remember` was told of it.

        :raises FetchError: if fetching is off, or why the address was not fetched.
        """
        if not self._settings.fetch:
            raise FetchError(
                "Fetching is off.", hint="`--fetch` or the setting fetch = true lets Citedesk use the network."
            )
        address = parse_address(url.strip(), self._network.ports)
        return self._patiently(lambda: self._follow(address))

    def remember(self, visit: Visit) -> None:
        """Keep what the server said of the page's version, so that the next visit may find it unchanged."""
        etag, modified = visit.response.header("etag"), visit.response.header("last-modified")
        if visit.response.status == 200 and (etag or modified):
            self._memory.put(str(visit.address), etag, modified)

    def _patiently(self, attempt: Callable[[], Visit]) -> Visit:
        """Try again, later and later, where the server is away or busy."""
        tries = Retrying(
            stop=stop_after_attempt(MOST_TRIES),
            retry=retry_if_exception(
                lambda error: isinstance(error, TemporaryError) and error.retry_after <= LONGEST_WAIT
            ),
            wait=_pause,
            sleep=self._wait,
            reraise=True,
        )
        return tries(attempt)

    def _wait(self, seconds: float) -> None:
        self._sleep(seconds)

    def _follow(self, address: Address, *, robots: bool = True) -> Visit:
        """Fetch an address and where it redirects to; each step is checked as the first."""
        deadline = Deadline(self._settings.fetch_seconds, self._clock)
        for _ in range(MOST_REDIRECTS + 1):
            began = self._clock()
            self._pace.wait(address.host, self._allowed(address) if robots else None)
            deadline.extend(self._clock() - began)  # waiting, and reading robots.txt, have limits of their own
            pinned = resolve(address, self._network.resolver, deadline)
            response = self._ask(address, pinned, deadline, conditional=robots)
            if response.status not in REDIRECTS:
                check_status(response, time.time())
                return Visit(address, response)
            address = self._redirected(address, response)
        raise LimitError(f"The server redirects more than {MOST_REDIRECTS} times, lastly to {address}.")

    def _allowed(self, address: Address) -> float | None:
        rules = self._robots.of(address)
        rules.check(address)
        return rules.pause

    def _ask(self, address: Address, pinned: list[str], deadline: Deadline, *, conditional: bool) -> Response:
        known = self._memory.get(str(address)) if conditional else None
        response = exchange(
            address,
            {"User-Agent": f"{AGENT}/{version('citedesk')}", "Accept": ACCEPT, **_conditions(known)},
            pinned,
            connector=self._network.connector,
            deadline=deadline,
            limits=self._limits,
        )
        if response.status == 304 and not known:
            raise StatusError("The server answered 304, unchanged, though it was not asked for changes.", 304)
        return response

    def _redirected(self, address: Address, response: Response) -> Address:
        link = response.header("location").strip()
        if not link:
            raise StatusError(f"The server answered {response.status} without an address to go to.", response.status)
        found = join_address(address, link, self._network.ports)
        if address.scheme == "https" and found.scheme == "http":
            raise ForbiddenAddressError(
                f"{address} redirects to {found}, which is not encrypted.",
                hint="Name that address itself if you trust it.",
            )
        return found

    def _load_robots(self, address: Address) -> Rules:
        """A site's rules: none where it has no such file, nothing allowed while it cannot be read (RFC 9309, 2.3.1)."""
        try:
            visit = self._patiently(lambda: self._follow(address, robots=False))
        except StatusError:
            return Rules("")
        except (TemporaryError, LimitError) as error:
            return Rules.unreadable(f"its robots.txt cannot be read. {error.message}")
        return Rules(visit.response.body[:LARGEST].decode("utf-8-sig", "replace"))


def _pause(state: RetryCallState) -> float:
    """Seconds until the next try: what the server asked for, or about 1, then about 2."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.retry_after if isinstance(error, TemporaryError) else 0.0
    return max(asked, float(wait_exponential_jitter(initial=1, max=10)(state)))


def _conditions(known: tuple[str, str] | None) -> Mapping[str, str]:
    etag, modified = known or ("", "")
    return {**({"If-None-Match": etag} if etag else {}), **({"If-Modified-Since": modified} if modified else {})}
