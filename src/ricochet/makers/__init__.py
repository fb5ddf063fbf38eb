"""Room 7, makers: any trace of a device -> its maker and brand, with dated re-label knowledge."""

from ricochet.makers.evidence import Evidence
from ricochet.makers.identify import Certainty, Identified, identify

__all__ = ["Certainty", "Evidence", "Identified", "identify"]
