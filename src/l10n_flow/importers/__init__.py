"""Scraped pages in, articles out, by rules that are data.

A page is read by a `Profile` (a YAML file, one per kind of site) into an `ImportedPage`: the
article, the stubs that were listed beside it, and what became of every line. Nothing is dropped
silently: a line that no rule knows is a warning with its place. `workflow.import_` writes the
result.
"""
