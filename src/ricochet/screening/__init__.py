"""4: a party -> the listed parties it may be, each with reasons."""
