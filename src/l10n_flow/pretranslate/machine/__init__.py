"""What is requested of an engine, and what becomes of its responses before anybody sees them.

requests  what is requested for a piece of a segment, and what becomes of the response
rounds    all requests of a batch in one call, and a second try
cache     an engine behind the MT cache: nothing is translated twice
gate      what nobody must see
repair    the newsroom's terms, the language's own signs
"""
