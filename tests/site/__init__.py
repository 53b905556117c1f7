"""Tests of the pages that readers open."""
