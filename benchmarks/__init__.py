"""Measurements beside peers; see docs/performance.md."""
