"""What `fazhi templates check` prints, one file a format; sarif and github share theirs with reports, through notices."""
