"""Checks: small functions from a source and its translation to what is wrong, rows of a table.

`table.CHECKS` has them all; `running.checked` runs those that are switched on over one pair;
`across` has those that need more than one entry. Precision comes first: a check is an error only
where it is certain, since a gate that cries wolf is switched off.
"""
