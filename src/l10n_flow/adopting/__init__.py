"""What comes in: translations that exist become words for the segments of articles.

`forms` says when two texts are the same text spelled otherwise, `pieces` reads a message of another
tool's catalog into segments, `carrying` finds the segments of articles that a message translates.
"""
