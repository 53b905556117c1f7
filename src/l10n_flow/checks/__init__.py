"""Checks: small functions from a source and its translation to what is wrong, rows of a table.

`rules/` has the functions, `table.CHECKS` their rows; `running.checked` runs those that are
switched on over one pair. What needs more than one entry is in `projectrules`, and `projectlevel`
has the rows of all that. Precision comes first: a check is an error only where it is certain,
because people switch off a gate that is often wrong.
"""
