"""XLIFF, the format in which agencies receive texts and return translations: versions 1.2 and 2.1.

`content` turns a segment into words and inline codes and back, `entries` an entry of a catalog into
a translation unit and back, `outgoing` and `incoming` these units into files and out of them.
"""
