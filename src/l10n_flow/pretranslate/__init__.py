"""Drafts for what nobody has translated: from memory, by copying, by an engine.

`work` takes a catalog through the steps, `batch` many catalogs through one engine; `plain` says
what an engine may be given, `gate` what it must not give back, `reasons` what people are told.
"""
