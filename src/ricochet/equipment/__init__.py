"""Room 8, equipment: a device and its maker -> covered or not, by what law; vulnerable or not; what to do first."""

from ricochet.equipment.cover import Covered, cover
from ricochet.equipment.kind import kind_of
from ricochet.equipment.law import Law, law_on
from ricochet.equipment.organisation import Organisation, organisation
from ricochet.equipment.vulnerabilities import Assessment, Knowledge, Vulnerability, assess, know

__all__ = [
    "Assessment",
    "Covered",
    "Knowledge",
    "Law",
    "Organisation",
    "Vulnerability",
    "assess",
    "cover",
    "kind_of",
    "know",
    "law_on",
    "organisation",
]
