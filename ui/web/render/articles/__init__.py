"""The library view and the reader as HTML."""
