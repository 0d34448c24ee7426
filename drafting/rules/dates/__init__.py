"""Years and days; what was not yet, or no longer, there."""
