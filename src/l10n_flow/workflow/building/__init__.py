"""What `build` does: editions, sites and records, put where they belong."""
