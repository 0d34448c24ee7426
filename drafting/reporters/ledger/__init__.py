"""What `fazhi figures` prints, one file a format."""
