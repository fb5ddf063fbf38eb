"""5: holdings -> who is caught by ownership, as intervals and proofs."""
