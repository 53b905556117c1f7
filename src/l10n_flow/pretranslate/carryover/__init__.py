"""A text that changed keeps the translation of the sentences that did not.

evidence   how likely a sentence is another's translation: lengths, anchors, words that go together
alignment  a paragraph and its translation, cut into sentences and divided where that is sure
carrying   what stays of a former translation, and the draft that is made of it
"""
