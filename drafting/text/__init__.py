"""Language without documents: numerals, labels, dates, characters."""
