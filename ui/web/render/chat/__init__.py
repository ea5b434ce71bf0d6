"""The conversation and its sources as HTML."""
