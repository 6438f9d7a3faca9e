"""Benchmark of the alignment: scenarios with their gold, and the runner that scores them."""
