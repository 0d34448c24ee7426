"""Many reports of one year: who has handed in, what each lacks, what they count together, and who wrote the same."""
