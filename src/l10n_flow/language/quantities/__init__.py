"""Quantities in texts: numbers, dates, times and units. Independent of checks.

`figures` reads digits by a language's rules, `phrases` combines words and digits, `comparing` finds
the differences between two texts. `days` reads dates, months and weekdays, `clocks` the time of
day, `measures` units and currencies. English, Spanish and Persian have tables of their own; other
languages use CLDR's data.
"""
