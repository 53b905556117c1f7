"""The site: pages that readers open, made of editions."""
