"""8: a declared limiting principle -> whom it catches among many firms, why, and what each criterion does."""
