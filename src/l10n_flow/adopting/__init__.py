"""Taking over existing translations for the segments of articles.

`spellings` decides whether two texts are one text in different spellings, `readings` reads a
message of another tool's catalog into segments, `messages` finds the segments of articles that a
message translates.
"""
