"""Scraped pages in, articles out, by rules that are data.

A `Profile` (a YAML file, one per kind of site) says how to read a page into an `ImportedPage`: the
article, the stubs that the page lists beside it, and the role of every line. Nothing is dropped
silently: a line that no rule covers gets a warning with its place. `workflow.import_` writes the
result.
"""
