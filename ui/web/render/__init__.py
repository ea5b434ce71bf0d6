"""Pure functions that turn articles, answers and words into HTML; nothing they are given becomes a tag."""
