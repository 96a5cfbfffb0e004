"""Benchmarks, each run with one command; see the head of each file."""
