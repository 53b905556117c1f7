"""l10n-flow: one article becomes editions in several languages that share their metadata."""

__version__ = "0.1.0"
