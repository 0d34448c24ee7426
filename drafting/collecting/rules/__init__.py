"""What can only be said of a report beside those of others."""
