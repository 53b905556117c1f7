"""What `check` does: findings of articles, catalogs, editions and pages, old and new."""
