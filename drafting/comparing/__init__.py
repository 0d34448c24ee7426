"""Two years' reports of one unit: what was carried over, what was left unanswered, which figures go together."""
