"""The site: pages for readers, made from editions."""
