"""What a question asks: its language, its kind, its terms, and its place in a conversation."""
