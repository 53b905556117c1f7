"""The comments of entries that say where words come from, and the notes for translators."""
