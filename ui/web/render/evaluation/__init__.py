"""The evaluation view as HTML."""
