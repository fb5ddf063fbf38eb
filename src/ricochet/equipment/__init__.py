"""Room 8, equipment: a device and its maker -> covered or not, by what law; vulnerable or not; what to do first."""

from ricochet.equipment.cover import Covered, cover
from ricochet.equipment.law import Law, law_on
from ricochet.equipment.organisation import Organisation

__all__ = ["Covered", "Law", "Organisation", "cover", "law_on"]
