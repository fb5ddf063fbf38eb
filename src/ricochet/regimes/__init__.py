"""3: what each list does: dated, cited rules as data."""
