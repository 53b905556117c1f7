"""The review desk in a real browser: `make test-browser`."""
