"""What texts say in numbers: how much, when, of what. Knows nothing of checks.

`figures` reads digits under a language's rules, `phrases` puts words and digits together,
`comparing` says what two texts do not share. `days` reads dates, months and weekdays, `clocks` the
time of day, `measures` units and currencies. English, Spanish and Persian have tables of their own;
of other languages is known what CLDR says.
"""
