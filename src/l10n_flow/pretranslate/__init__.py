"""Drafts for untranslated segments: the cascade, and the treatment of an engine's words.

drafts       what there is to draft in a catalog, what becomes of it, how drafts enter the catalog
cascade      the drafts of one pair of languages: the table of the steps, and who runs them
carryover/   a text that changed: its sentences, aligned with their translations, are kept
machine/     what is requested of an engine, its responses, and what they go through
projection/  markup put on a translation by attention
confidence   how likely a draft needs no change
"""
