"""l10n-flow."""
