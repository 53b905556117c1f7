"""Marks and opaque items of a text, transferred to its translation.

words      before the engine: what it is given
attention  which words of a translation belong to given words of its source
placing    after it: items and marks put on the answer
"""
