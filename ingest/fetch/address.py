"""A web address, read strictly: whoever reads it, it means one host only."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote, urljoin

import idna

from ingest.fetch.errors import ForbiddenAddressError
from ingest.fetch.networks import why_forbidden

PORTS = frozenset({80, 443})
"""Ports that are connected to: databases, mail and control panels listen on others."""
LONGEST = 4096
"""Longest address in characters."""
DEFAULT_PORTS = {"http": 80, "https": 443}
SHAPE = re.compile(
    r"(?P<scheme>https?)://(?P<authority>[^/?#]*)(?P<rest>[/?][^#]*|)(?:#.*)?", re.IGNORECASE | re.DOTALL
)
AUTHORITY = re.compile(r"(?P<host>\[[0-9a-fA-F:.]+\]|[^:\[\]@%]+)(?::(?P<port>[0-9]{0,5}))?")
SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
TRICKS = re.compile(r"[\x00-\x20\x7f-\xa0\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\ufeff\\]")
"""Blanks, control characters, invisible ones and backslashes: readers of addresses disagree about all of them."""
LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
"""A last label that browsers and resolvers take for a number, and thereby the whole host for an IPv4 address."""
LOCAL_NAMES = (
    *("localhost", "localdomain", "local", "internal", "intranet", "private", "corp", "home", "lan", "localhost6"),
    *("home.arpa", "in-addr.arpa", "ip6.arpa", "onion", "test", "invalid", "example", "alt"),
    *("metadata.goog", "metadata.tencentyun.com", "metadata.platformequinix.com", "metadata.packet.net"),
)
"""Names, and all names below them, that mean this machine, a local network, a cloud's metadata, or nothing at all."""
SAFE = "/?:@!$&'()*+,;=-._~%[]|"
"""What stays as it is in path and query; all else is percent-encoded as UTF-8."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be resolved: scheme, host in ASCII (IPv6 without brackets), port, and path with query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host and port as the ``Host`` header has them: the port only where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{self.scheme}://{self.authority}"

    def __str__(self) -> str:
        return f"{self.origin}{self.target}"


def parse_address(url: str, ports: Collection[int] = PORTS) -> Address:
    """Read an address; a fragment is dropped, a name in any script becomes ASCII.

    :param ports: the ports that may be connected to.
    :raises ForbiddenAddressError: for another scheme or port, user names, odd spellings, local names, and IP addresses
        that are not public. What a name resolves to is checked by :mod:`ingest.fetch.resolver`.
    """
    if len(url) > LONGEST:
        raise ForbiddenAddressError(f"An address has {len(url):,} characters; {LONGEST:,} is the most.")
    if TRICKS.search(url):
        raise _refused(url, "it holds a blank, a backslash or an invisible character")
    shape = SHAPE.fullmatch(url)
    if not shape:
        raise _refused(url, "only http:// and https:// addresses with a host are fetched")
    if "@" in shape["authority"]:
        raise _refused(url, "it holds a user name or password")
    authority = AUTHORITY.fullmatch(shape["authority"])
    if not authority:
        raise _refused(url, "its host or port is not spelt as one")
    scheme = shape["scheme"].lower()
    port = int(authority["port"] or DEFAULT_PORTS[scheme])
    if port not in ports:
        raise _refused(url, f"port {port} is not one of {', '.join(map(str, sorted(ports)))}")
    rest = shape["rest"]
    target = quote(rest if rest.startswith("/") else f"/{rest}", safe=SAFE)
    return Address(scheme, _host(authority["host"], url), port, target)


def join_address(base: Address, link: str, ports: Collection[int] = PORTS) -> Address:
    """The address that a link or a redirect at ``base`` means.

    :raises ForbiddenAddressError: as :func:`parse_address` does, for the link as it stands and for what it means.
    """
    if TRICKS.search(link):  # before joining, which would silently take line ends and tabs out
        raise _refused(link, "it holds a blank, a backslash or an invisible character")
    if SCHEME.match(link):
        return parse_address(link, ports)
    try:
        return parse_address(urljoin(str(base), link), ports)
    except ValueError:
        raise _refused(link, "it cannot be read") from None


def shown(url: str) -> str:
    """An address as a report prints it: cut, escaped where it holds control characters, without a password."""
    plain = re.sub(r"(//)[^/?#\s]*@", r"\1…@", url[:200] + ("…" if len(url) > 200 else ""))
    return TRICKS.sub(lambda found: found[0].encode("unicode_escape").decode(), plain)


def _host(written: str, url: str) -> str:
    if written.startswith("["):
        return _literal(written[1:-1], url)
    host = _ascii(written, url).removesuffix(".")
    labels = host.split(".")
    if NUMBER.fullmatch(labels[-1]):
        return _literal(host, url)
    if len(host) > 253 or not all(LABEL.fullmatch(label) for label in labels):
        raise _refused(url, "its host is not spelt as a name")
    if len(labels) == 1 or any(host == name or host.endswith(f".{name}") for name in LOCAL_NAMES):
        raise _refused(url, f"{host} is a local name")
    return host


def _ascii(written: str, url: str) -> str:
    """A host as it goes to the resolver: full-width digits, ideographic dots and capitals mapped (UTS 46)."""
    try:
        mapped = idna.uts46_remap(written, std3_rules=False)
        return mapped if mapped.isascii() and "xn--" not in mapped else idna.encode(mapped).decode("ascii")
    except UnicodeError:  # idna.IDNAError is one
        raise _refused(url, "its host is not a valid name") from None


def _literal(written: str, url: str) -> str:
    """An IP address in its usual spelling; any other (decimal, octal, hexadecimal, short) is refused."""
    try:
        literal = IPv6Address(written) if ":" in written else IPv4Address(written)
    except AddressValueError:
        raise _refused(url, "its host is a number that is no IP address in its usual spelling") from None
    reason = why_forbidden(str(literal))
    if reason:
        raise _refused(url, f"{literal} is {reason}")
    return str(literal)


def _refused(url: str, why: str) -> ForbiddenAddressError:
    return ForbiddenAddressError(f"{shown(url)} is not fetched: {why}.")
