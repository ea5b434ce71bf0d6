"""Which IP addresses are not the public internet."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

FORBIDDEN = {
    "0.0.0.0/8": "the unspecified network",
    "10.0.0.0/8": "a private network",
    "100.64.0.0/10": "carrier-grade NAT",
    "127.0.0.0/8": "loopback",
    "168.63.129.16/32": "a cloud's metadata service",
    "169.254.0.0/16": "link-local",
    "172.16.0.0/12": "a private network",
    "192.0.0.0/24": "reserved for protocols",
    "192.0.2.0/24": "documentation",
    "192.88.99.0/24": "a 6to4 relay",
    "192.168.0.0/16": "a private network",
    "198.18.0.0/15": "benchmarking",
    "198.51.100.0/24": "documentation",
    "203.0.113.0/24": "documentation",
    "224.0.0.0/4": "multicast",
    "240.0.0.0/4": "reserved",
    "::/128": "the unspecified address",
    "::1/128": "loopback",
    "::/96": "IPv4-compatible",
    "::ffff:0:0/96": "IPv4-mapped",
    "::ffff:0:0:0/96": "IPv4-translated",
    "64:ff9b::/96": "NAT64",
    "64:ff9b:1::/48": "NAT64",
    "100::/64": "discarded by routers",
    "2001::/32": "Teredo",
    "2001:2::/48": "benchmarking",
    "2001::/23": "reserved for protocols",
    "2001:db8::/32": "documentation",
    "2002::/16": "6to4",
    "3fff::/20": "documentation",
    "5f00::/16": "segment routing",
    "fc00::/7": "a private network",
    "fe80::/10": "link-local",
    "fec0::/10": "site-local",
    "ff00::/8": "multicast",
}
"""From the IANA special-purpose registries (RFC 6890 and what followed), and deprecated ranges that may still be routed.

The first match gives the reason, so that narrow ranges stand before those that hold them. 168.63.129.16 is a public
address by its number, but inside one cloud it answers with what only the machine itself should know.
"""
NETWORKS = tuple((ip_network(network), why) for network, why in FORBIDDEN.items())
UNICAST = ip_network("2000::/3")
"""All that IANA has given out as global unicast of IPv6."""
ISATAP = frozenset({0x0000_5EFE, 0x0200_5EFE})
"""Upper half of an interface identifier whose lower half is an IPv4 address (RFC 5214, section 6.1)."""


def why_forbidden(address: str) -> str:
    """Why an IP address may not be connected to; empty if it is on the public internet.

    :param address: an address as a resolver gives it, with or without a zone (``fe80::1%eth0``).
    """
    try:
        found = ip_address(address)
    except ValueError:
        return "no IP address"
    reason = next((why for network, why in NETWORKS if found.version == network.version and found in network), "")
    return reason or _other(found)


def _other(address: IPv4Address | IPv6Address) -> str:
    """What no range names: a second opinion of the standard library, and IPv4 hidden in an interface identifier."""
    if isinstance(address, IPv6Address):
        if address.scope_id or address not in UNICAST:
            return "not a public address"
        if (int(address) >> 32) & 0xFFFF_FFFF in ISATAP:
            return "ISATAP"
    return "" if address.is_global else "not a public address"
