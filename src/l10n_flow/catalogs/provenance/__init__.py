"""Where words come from, and what translators are told of it: comments of entries."""
