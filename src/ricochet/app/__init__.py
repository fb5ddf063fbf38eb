"""12: doors. Translation only, no rules."""
