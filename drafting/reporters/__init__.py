"""What a run found, one file a format. A reporter only prints."""
