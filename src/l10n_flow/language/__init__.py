"""What differs from language to language: direction, digits, dates, words, sentences, spelling.

The doorway to Babel, persiantools and sentencex: no other part of l10n-flow imports them, and
here each is imported by the function that needs it, since start-up time is a feature.

A *locale* is a language tag as written in a configuration, in the form of BCP 47 or gettext: `es`,
`fa-AF`, `pt_BR`, `zh-Hant`. No function here raises for a tag that CLDR does not have; each
documents its result for such a tag.
"""
