"""Sentences of articles turned false by rule, one way each, and turned into other words that stay true."""
