"""Translation memory: earlier translations of the same text or of similar texts.

units       a translation of a text, and the order of several translations
tokens      the tokens of a text that are compared, and similarity (the doorway to rapidfuzz)
adapt       a translation of a similar text, with the numbers of the new one
matching    the index: the most similar texts among a hundred thousand
collect     the project's own memory, and the object that the cascade uses
tmx         memories as files, TMX 1.4 (the doorway to lxml)
mtcache     translations of engines, so that nothing is translated twice
"""
