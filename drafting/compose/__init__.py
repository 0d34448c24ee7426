"""Report and template to Draft."""
