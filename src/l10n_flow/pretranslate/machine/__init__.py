"""What an engine is asked, and what becomes of its answers before anybody sees them.

requests  what is asked for a piece of a segment, and what becomes of the answer
rounds    all questions of a batch in one call, and a second try
cache     an engine that asks nothing twice
gate      what must not be shown
repair    the newsroom's terms, the language's own signs
"""
