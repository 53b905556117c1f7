"""The built site, read back from the disk, whoever wrote it.

page      the facts of one page, as a value that a ledger can keep
reader    bytes of a page → its passages, addresses and data (lxml, by its doorway)
language  whether words are in the page's declared language
alone     faults that one page shows
files     feeds and the site map
together  faults that need other pages: links, alternates, addresses, blocks, shared metadata
"""
