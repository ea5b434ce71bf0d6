"""The same engine for other programs: an HTTP API, and tools of the Model Context Protocol."""
