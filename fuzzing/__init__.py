"""Coverage-guided fuzzing of the doors through which somebody else's bytes come in. `make fuzz`; CONTRIBUTING.md says how."""
