"""Drafts of what nobody has translated yet."""
