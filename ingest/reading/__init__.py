"""Reading in child processes: a page that hangs, crashes or eats memory costs one line of the report."""

from ingest.reading.orders import Limits, Order, Page
from ingest.reading.pool import Pool

__all__ = ["Limits", "Order", "Page", "Pool"]
