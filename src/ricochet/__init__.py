"""Whom does a restrictive listing reach? See `ricochet --help` and docs/."""
