"""Drafts and checks the yearly report on building a law-based government."""

__version__ = "0.1.0"
