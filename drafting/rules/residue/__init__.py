"""What should not be in a finished report: open places, tracked changes, marks of conversions."""
