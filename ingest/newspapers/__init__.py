"""What is known about single newspapers, a short file each (``*.toml`` beside this one): docs/add-a-newspaper.md."""

from ingest.newspapers.newspaper import Newspaper
from ingest.newspapers.registry import known_newspapers, newspaper_of, outlet_of

__all__ = ["Newspaper", "known_newspapers", "newspaper_of", "outlet_of"]
