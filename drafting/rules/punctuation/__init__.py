"""Marks and spaces: GB/T 15834."""
