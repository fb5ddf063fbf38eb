"""6: listings (real and hypothetical) x ownership x dealings x regimes -> findings; what-if."""
