"""3: what each list does: dated, cited rules as data."""

from ricochet.regimes.describe import describe, table
from ricochet.regimes.force import licensed, regimes_on, rule
from ricochet.regimes.load import load_regimes

__all__ = ["describe", "licensed", "load_regimes", "regimes_on", "rule", "table"]
