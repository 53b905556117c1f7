"""Incremental work: ledgers of finished work, and the rest spread over cores."""
