"""The review desk without its web page: what people see of catalogs, and what they do to them.

The web page is only one user of it. See `desk.Desk`.
"""
