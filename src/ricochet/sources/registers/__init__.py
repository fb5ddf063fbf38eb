"""Registers of ownership and dealings as their publishers print them: BODS, UK PSC, GLEIF, FollowTheMoney, Senzing."""
