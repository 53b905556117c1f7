"""XLIFF, the form in which agencies take texts and give translations back: versions 1.2 and 2.1.

`content` turns a segment into words and inline codes and back, `units` an entry of a catalog into a
translation unit and back, `writing` and `reading` these units into files and out of them.
"""
