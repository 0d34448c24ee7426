"""How much of what is wrong the check finds, and how often it cries wolf: measured on invented reports with planted faults."""
