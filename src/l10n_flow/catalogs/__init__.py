"""Catalogs: one PO file per article and language, read, merged and written.

`store` reads and saves files; `merge` brings a catalog up to date with its article and uses
`similar`. `po/` handles PO as text: the only writer and the quick reader (`canonical`),
the rules of the strict reader (`grammar`), the header. `provenance/` handles the comments about
the origin of words.
"""
