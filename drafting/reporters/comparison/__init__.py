"""Last year's report beside this year's: one file a format."""
