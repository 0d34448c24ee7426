"""The mandated parts, the title and the sign-off."""
