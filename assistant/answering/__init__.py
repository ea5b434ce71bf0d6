"""From evidence to an answer: reading, writing, binding, checking, refusing."""
