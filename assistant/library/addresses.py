"""Addresses of pages in the form in which two of them are compared."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

TRACKING = frozenset({
    "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "igshid", "igsh", "mc_cid", "mc_eid", "ncid",
    "cmpid", "cmp", "ref", "ref_src", "referer", "referrer", "source", "from", "share", "spm", "ito", "smid", "rss",
    "outputtype", "amp",
})  # fmt: skip
"""Query parameters that say where a reader came from, not what is read; so do all that begin with ``utm_``, ``_ga``
and ``at_``. Parameters not named here are kept: ``id``, ``aid``, ``idxno`` and the like often name the article."""

_PREFIXES = ("utm_", "_ga", "at_", "pk_", "mtm_")
_HOST_PREFIX = re.compile(r"^(?:www|m|mobile)\.(?=[^.]+\.)")
_PLACE = "naver.com"
_PLACE_PARAMETERS = frozenset({"sid", "sid1", "sid2", "mid", "mode", "cds", "rc", "ntype", "date"})
"""On Naver these say in which list an article was found; ``oid`` and ``aid``, or the path, name it."""


def address_of(url: str) -> str:
    """An address without scheme, ``www.``, tracking parameters, fragment and closing slash, for comparing only.

    Empty for what names no article: no host, or the front page of a site (neither path nor query).
    """
    try:
        parts = urlsplit(url.strip() if "://" in url else f"https://{url.strip()}")
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    path = unquote(parts.path).rstrip("/")
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _says_where(host, pair[0])]
    state = parts.fragment if parts.fragment.startswith("!") else ""
    if parts.scheme.lower() not in ("http", "https") or not host or not (path or query or state):
        return ""
    named = _HOST_PREFIX.sub("", host) + (f":{port}" if port not in (None, 80, 443) else "")
    return named + path + (f"?{urlencode(sorted(query))}" if query else "") + (f"#{state}" if state else "")


def _says_where(host: str, parameter: str) -> bool:
    name = parameter.casefold()
    on_list = (host == _PLACE or host.endswith(f".{_PLACE}")) and name in _PLACE_PARAMETERS
    return name in TRACKING or name.startswith(_PREFIXES) or on_list
