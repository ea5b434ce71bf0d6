"""The library view and the reader: adding, finding, reading and changing articles."""
