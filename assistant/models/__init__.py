"""Models: where they come from, and how they run. Nothing heavy is imported before a model is loaded."""
