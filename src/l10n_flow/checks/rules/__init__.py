"""Rules: what each check looks for, in families; each module ends in its rows of the table."""
