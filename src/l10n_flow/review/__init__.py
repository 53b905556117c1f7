"""The review desk: a web page on which catalogs are translated, reviewed and approved.

A route reads a request, calls one function of `workflow.review`, and shows the result. Nothing here
reads or writes a catalog. Only these modules import the packages of the extra `review`, when
`l10n-flow review` is called.
"""
