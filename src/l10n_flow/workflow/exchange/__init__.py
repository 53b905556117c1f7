"""Translations of other tools, and ours for them: XLIFF, memories."""
