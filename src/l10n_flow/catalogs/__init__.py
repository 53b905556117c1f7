"""Catalogs: one PO file per article and language, read, merged and written.

`store` reads and saves files, `merge` brings a catalog up to date with its article by what is
`similar`. `po/` is PO as text: the one writer (`canonical`), the quick reader (`reading`), the
strict one's rules (`grammar`), the header. `provenance/` is what comments say of where words come
from.
"""
