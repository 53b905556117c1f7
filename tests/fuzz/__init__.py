"""Fuzzing: whatever strangers write, what comes out is a value or an `L10nFlowError`.

    python -m tests.fuzz --seconds 60        (or: make fuzz SECONDS=60)

`kinds.py` is the table of what is fuzzed. `mutating.py` makes inputs out of inputs, `judging.py`
says what is a fault, `shrinking.py` makes a failing input small, and `corpus/` keeps it: what ever
failed is an ordinary test from then on (`test_corpus.py`).
"""
