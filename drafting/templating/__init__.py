"""Template CI: whether every report that a template can make is compliant, and at which line it is not."""
