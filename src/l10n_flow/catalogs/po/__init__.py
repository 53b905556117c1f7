"""PO as text: its grammar, its lines and blocks, its header, and the canonical form."""
