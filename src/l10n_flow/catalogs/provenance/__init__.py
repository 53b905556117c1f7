"""Where words come from, and the notes for translators about it: comments of entries."""
