"""The built site read back: what its pages say on the disk, whoever wrote it there.

page      what is known of one page, as a value that a ledger can keep
reader    bytes of a page → its passages, addresses and data (lxml, by its doorway)
language  whether words are in the language that the page says
alone     what a page shows by itself
files     feeds and the site map
together  what needs the other pages: links, alternates, addresses, blocks, shared metadata
"""
