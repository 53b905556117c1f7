"""The newsroom's terms: their wordings in each language, and words that stay untranslated.

`termsfile` reads `terms.yaml` into the `Terms` of `glossary`, a frozen value that finds terms in a
source, checks a translation against them and enforces the names among them. `tbx` and `tables`
exchange terms with other programs; `merging` adds imported terms to the file that people edit and
changes nothing else. docs/terms.md describes the file and the inflected forms that are accepted.
"""
