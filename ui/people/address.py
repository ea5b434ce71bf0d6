"""Addresses of the network: which are this machine's own, and which belong to one subscriber."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address


def is_loopback(host: str) -> bool:
    """Whether a host or address is reached from the machine itself alone."""
    parsed = _parsed(host)
    return host == "localhost" or (parsed is not None and parsed.is_loopback)


def network_of(address: str) -> str:
    """The address, or of IPv6 the /64, of which every subscriber has at least one (RFC 6177)."""
    parsed = _parsed(address)
    if parsed is None:
        return address[:100]
    return parsed.exploded[:19] if isinstance(parsed, IPv6Address) else str(parsed)


def _parsed(host: str) -> IPv4Address | IPv6Address | None:
    try:
        parsed = ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return None
    return (parsed.ipv4_mapped or parsed) if isinstance(parsed, IPv6Address) else parsed
