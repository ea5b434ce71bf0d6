"""What Citedesk knows about text: characters, languages, sentences, words, numbers and dates. Pure functions."""
