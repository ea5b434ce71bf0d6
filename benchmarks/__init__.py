"""Benchmarks: how well passages are found, how good answers are, how long it takes, each beside a plain baseline."""
