"""Fixed phrases that are often written wrongly."""
