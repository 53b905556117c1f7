"""l10n-flow.yaml as a frozen value: every key with its default, every mistake with its line.

`Config()` of `settings` has the defaults. `load`, beside it, lays a file over them and refuses
unknown keys, so that a misspelt key is never silently ignored. The keys are explained in
docs/configuration.md; a test compares that page with `KEYS`.
"""
