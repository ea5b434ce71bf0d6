"""The chat: asking, and what is done with questions, answers and conversations."""
