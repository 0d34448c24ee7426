"""What good reports do, one rule a file; the catalogue lists them all."""
