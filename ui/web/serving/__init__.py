"""Serving the page, and what stands before it: the guard, and the door where people log in."""
