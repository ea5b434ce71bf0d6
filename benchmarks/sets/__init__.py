"""Readers of data sets; the data itself is no part of the repository."""
