"""What a site's robots.txt lets Citedesk fetch (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from protego import Protego

from ingest.fetch.address import Address
from ingest.fetch.errors import RobotsError

AGENT = "citedesk"
"""The name that a robots.txt calls Citedesk by."""
LARGEST = 512_000
"""Bytes of a robots.txt that are read, as RFC 9309, section 2.5, asks for at least."""
KEPT_SECONDS = 86_400.0
"""How long an answer is kept (RFC 9309, section 2.4)."""
MOST_TRIED = 5
"""Lines that are tried to find the one that forbids an address; each costs reading the file once more."""
ALL = "User-agent: *\nDisallow: /\n"


@dataclass(frozen=True, slots=True)
class Rules:
    """The robots.txt of one origin, and why it counts as it does where there is none to read."""

    text: str
    note: str = ""
    _parsed: Protego = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_parsed", Protego.parse(self.text))

    @classmethod
    def unreadable(cls, why: str) -> Rules:
        """Nothing may be fetched while the rules cannot be read."""
        return cls(ALL, why)

    @property
    def pause(self) -> float | None:
        """Seconds between two requests that the site asks for."""
        delay = self._parsed.crawl_delay(AGENT)
        rate = self._parsed.request_rate(AGENT)
        return delay if delay is not None or not rate or not rate.requests else rate.seconds / rate.requests

    def check(self, address: Address) -> None:
        """Refuse an address that the rules forbid.

        :raises RobotsError: naming the rule.
        """
        if self._parsed.can_fetch(str(address), AGENT):
            return
        if self.note:
            raise RobotsError(f"{address} is not fetched: {self.note}", hint="Try again later.")
        raise RobotsError(
            f"{address} is not fetched: robots.txt of {address.host} forbids it with {self._rule(str(address))!r}.",
            hint="Save the page by hand if you may.",
        )

    def _rule(self, url: str) -> str:
        """The line that forbids an address: without it, the address would be allowed."""
        lines = self.text.splitlines()
        blocking = [line for line in dict.fromkeys(map(str.strip, lines)) if _forbids(line, url)]
        for line in sorted(blocking, key=len, reverse=True)[:MOST_TRIED]:
            others = "\n".join(other for other in lines if other.strip() != line)
            if Protego.parse(others).can_fetch(url, AGENT):
                return line
        return max(blocking, key=len, default="Disallow")


class RobotsCache:
    """The rules of each origin, asked for once a day.

    :param load: gives the rules of an origin's ``/robots.txt``.
    :param clock: a monotonic clock, in seconds.
    """

    def __init__(self, load: Callable[[Address], Rules], clock: Callable[[], float]) -> None:
        self._load = load
        self._clock = clock
        self._kept: dict[str, tuple[float, Rules]] = {}

    def of(self, address: Address) -> Rules:
        """The rules for an address."""
        kept = self._kept.get(address.origin)
        if kept and self._clock() - kept[0] < (60.0 if kept[1].note else KEPT_SECONDS):
            return kept[1]
        rules = self._load(Address(address.scheme, address.host, address.port, "/robots.txt"))
        self._kept[address.origin] = (self._clock(), rules)
        return rules


def _forbids(line: str, url: str) -> bool:
    return not line.lower().startswith("allow") and not Protego.parse(f"User-agent: *\n{line}").can_fetch(url, AGENT)
