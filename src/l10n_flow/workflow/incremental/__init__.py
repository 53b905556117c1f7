"""What was done already, and what is left: ledgers, and work spread over cores."""
