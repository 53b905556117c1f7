"""Tests of `l10n_flow.words`."""
