"""Answers and conversations as text that leaves the page: for the clipboard, and as files."""
