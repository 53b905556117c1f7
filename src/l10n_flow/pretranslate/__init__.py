"""Drafts for what nobody has translated: the cascade, and what an engine's words go through.

tasks          what there is to draft in a catalog, and what became of it
steps          the cascade: the table of the steps
patching       a text that changed (`carry*`: its sentences, aligned with their translations)
asks, rounds   what an engine is asked; its answers, and a second try
remembering    an engine that asks nothing twice
projection     markup put on a translation by attention (`project*`)
glossing       the newsroom's terms
repair         the language's own signs
gate, reasons  what must not be shown, and what people are told
confidence     how likely a draft needs no change
drafts         how drafts enter a catalog
"""
