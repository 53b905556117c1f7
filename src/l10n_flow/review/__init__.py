"""The review desk: a web page on which catalogs are translated, reviewed and approved.

A route reads a request, calls one function of `workflow.review`, and shows the result. Nothing here
reads or writes a catalog. The packages of the extra `review` are imported by these modules and by
nobody else, when `l10n-flow review` is called.
"""
