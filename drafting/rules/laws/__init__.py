"""Titles of laws, judged by dated tables at the report's own year."""
