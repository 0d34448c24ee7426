"""Every fault kind that is planted; imagined from how clerks err, not from the rules."""
