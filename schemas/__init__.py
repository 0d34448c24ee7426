"""What a report has to be. Nothing is imported here, so that a check need not load pydantic."""
