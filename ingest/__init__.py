"""Read news pages into articles, cut them into passages and add them to a library."""

from ingest.passages import CHUNKER_VERSION, cut
from ingest.pipeline import ingest
from ingest.reader import read, read_all
from ingest.report import Failure, Line, Report, Status

__all__ = ["CHUNKER_VERSION", "Failure", "Line", "Report", "Status", "cut", "ingest", "read", "read_all"]
