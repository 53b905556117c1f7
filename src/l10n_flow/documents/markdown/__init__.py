"""Markdown: its parser, the dialects of site generators, and segments as words and marks."""
