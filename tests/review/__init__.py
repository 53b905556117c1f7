"""The review desk: its server, its pages, its scripts."""
