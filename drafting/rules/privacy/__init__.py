"""What must not be made public."""
