"""Form files to Report: YAML, JSON and the Excel form. Every mistake is told at once, each with its place."""
