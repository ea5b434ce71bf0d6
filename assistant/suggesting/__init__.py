"""Questions that go on from an answer, made of the articles' own sentences and tried before anybody sees them."""
