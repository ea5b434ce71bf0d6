"""Fetch pages, feeds and sitemaps: the only part of Citedesk that lets an address of a user's lead to the network."""

from ingest.fetch.client import Network
from ingest.fetch.fetcher import Fetcher, Unchanged
from ingest.fetch.memory import Memory, RamMemory
from ingest.fetch.poll import poll

__all__ = ["Fetcher", "Memory", "Network", "RamMemory", "Unchanged", "poll"]
