"""One module a file format: from its bytes to articles or rows."""
