"""Translation memory: what was translated before, found again, exactly and nearly.

units       a translation of a text, and which of several is the better one
tokens      what of a text counts when two texts are compared
likeness    how alike two texts are, in tokens (the doorway to rapidfuzz)
adapt       a translation of a similar text, with the numbers of the new one
matching    the index: the most similar texts among a hundred thousand
collect     the project's own memory, and the one object that the cascade asks
tmx         memories as files, TMX 1.4 (the doorway to lxml)
answers     what engines answered, so that nothing is translated twice
"""
