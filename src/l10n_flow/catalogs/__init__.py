"""Catalogs: one PO file per article and language, read, merged and written.

`store` reads and saves files, `merge` brings a catalog up to date with its article, `canonical`
is the one writer, `origins` the state comment, `header` the header. Below them: `reading` (the
quick reader), `grammar` (the strict one's rules), `lines`, `notes`, `similar`.
"""
