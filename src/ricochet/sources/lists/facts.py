"""Facts: everything one entry says about its party, gathered from columns, remarks, features and documents alike.

OFAC prints the same facts in four formats. Here they meet: a type and a value become an identifier, a date or place of
birth, a country, a gender or, where there is no field, a note with the publisher's label. Nothing is dropped.
"""

from dataclasses import dataclass, field

from ricochet.model.party import Identifier, Name, Note

ID_TYPES = frozenset(
    {
        "Afghan Money Service Provider License Number",
        "Aircraft Construction Number (also called L/N or S/N or F/N)",
        "Aircraft Manufacturer's Serial Number (MSN)",
        "Aircraft Manufacturer’s Serial Number (MSN)",
        "Aircraft Mode S Transponder Code",
        "Aircraft Serial Identification",
        "Aircraft Tail Number",
        "BIK (RU)",
        "Birth Certificate Number",
        "Bosnian Personal ID No.",
        "Branch Unit Number",
        "British National Overseas Passport",
        "Business Number",
        "Business Registration Document #",
        "Business Registration Number",
        "C.I.F.",
        "C.I.N.",
        "C.R. No.",
        "C.U.I.",
        "C.U.I.P.",
        "C.U.I.T.",
        "C.U.R.P.",
        "Cartilla de Servicio Militar Nacional",
        "Cedula No.",
        "Central Registration System Number",
        "Certificate of Incorporation Number",
        "Chamber of Commerce Number",
        "Chinese Commercial Code",
        "Citizen's Card Number",
        "Commercial Registry Number",
        "Company Number",
        "Credencial electoral",
        "D-U-N-S Number",
        "D.N.I.",
        "Digital Currency Address",
        "Diplomatic Passport",
        "Driver's License No.",
        "Dubai Chamber of Commerce Membership No.",
        "Economic Register Number (CBLS)",
        "Electoral Registry No.",
        "Email Address",
        "Enterprise Number",
        "Equity Ticker",
        "Fax",
        "Fax No.",
        "File Number",
        "Fiscal Code",
        "Folio Mercantil No.",
        "Government Gazette Number",
        "I.F.E.",
        "ISIN",
        "Identification Number",
        "Immigration No.",
        "Istanbul Chamber of Comm. No.",
        "Italian Fiscal Code",
        "Kenyan ID No.",
        "LE Number",
        "Legal Entity Number",
        "License",
        "MMSI",
        "MSB Registration Number",
        "Matricula Mercantil No",
        "Military Registration Number",
        "Moroccan Personal ID No.",
        "N.I.E.",
        "N.I.F.",
        "NIT #",
        "National Foreign ID Number",
        "National ID No.",
        "Numero Unico de Identificacao Tributaria (NUIT)",
        "Numero de Identidad",
        "Other Vessel Call Sign",
        "Paraguayan tax identification number",
        "Passport",
        "Permit Number",
        "Personal ID Card",
        "Phone Number",
        "Pilot License Number",
        "Previous Aircraft Tail Number",
        "Public Registration Number",
        "Public Security and Immigration No.",
        "R.F.C.",
        "RFC",
        "RIF #",
        "RTN",
        "RUC #",
        "Refugee ID Card",
        "Registered Charity No.",
        "Registration Certificate Number (Dubai)",
        "Registration ID",
        "Registration Number",
        "Residency Number",
        "Romanian C.R.",
        "Romanian Permanent Resident",
        "Romanian Tax Registration",
        "Russian State Individual Business Registration Number Pattern (OGRNIP)",
        "SRE Permit No.",
        "SSN",
        "SWIFT/BIC",
        "Seafarer's Identification Document",
        "Serial No.",
        "Stateless Person ID Card",
        "Stateless Person Passport",
        "Tax ID No.",
        "Tazkira National ID Card",
        "Telephone",
        "Telephone No.",
        "Tourism License No.",
        "Trade License No.",
        "Trademark number",
        "Travel Document Number",
        "Turkish Identification Number",
        "UAE Identification",
        "UK Company Number",
        "US FEIN",
        "Unified Social Credit Code (USCC)",
        "United Social Credit Code Certificate (USCCC)",
        "V.A.T. Number",
        "Vessel Call Sign",
        "Vessel Registration Identification",
        "VisaNumberID",
        "Website",
    }
)
"""Types whose value singles a party out. An unknown type is an identifier too, unless it reads as a statement."""

NOTE_TYPES = frozenset(
    {
        "Additional Sanctions Information",
        "Aircraft Manufacture Date",
        "Aircraft Model",
        "Aircraft Operator",
        "All Offices Worldwide",
        "CAATSA Section 235 Information",
        "Effective Date (CMIC)",
        "Executive Order 13645 Determination",
        "Executive Order 13662 Directive Determination",
        "Executive Order 13846 information",
        "Executive Order 14014 Directive Information",
        "Executive Order 14024 Directive Information",
        "Executive Order 14059 information",
        "For more information on directives, please visit the following link",
        "For more information, please see",
        "Former Vessel Flag",
        "Issuer Name",
        "IFCA Determination",
        "Listing Date (CMIC)",
        "Organization Established Date",
        "Organization Type",
        "Other Vessel Flag",
        "Other Vessel Type",
        "PEESA Information",
        "Position",
        "Purchase/Sales For Divestment Date (CMIC)",
        "Secondary sanctions risk",
        "Target Type",
        "Transactions Prohibited For Persons Owned or Controlled By U.S. Financial Institutions",
        "Vessel Year of Build",
        "Vessel Flag",
    }
    | {
        f"{date} (EO {order} Directive {number})"
        for date in ("Listing Date", "Effective Date")
        for order, number in (("14024", "1a"), ("14024", "2"), ("14024", "3"), ("14024", "4"), ("14014", "1"))
    }
)
"""Types whose value is a statement about the party or its listing, kept as a note under this label."""

_COUNTRY_LABELS = {
    "nationality": "nationality",
    "Nationality Country": "nationality",
    "citizen": "citizenship",
    "Citizenship Country": "citizenship",
    "Nationality of Registration": "nationality of registration",
    "vessel flag": "vessel flag",
}


@dataclass(slots=True, eq=False)
class Facts:
    """Lists in the order printed. `links` are (relation type, name as printed), not yet resolved to a party."""

    names: list[Name] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    births: list[str] = field(default_factory=list)
    birth_places: list[str] = field(default_factory=list)
    genders: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)

    def plus(self, other: "Facts") -> "Facts":
        """Both together, without changing either (each may be shared)."""
        if self is NOTHING:
            return other
        both = Facts()
        both.extend(self)
        both.extend(other)
        return both

    def extend(self, other: "Facts") -> None:
        """Append all of the other's facts; the other stays as it is (it may be shared)."""
        self.names += other.names
        self.identifiers += other.identifiers
        self.countries += [country for country in other.countries if country not in self.countries]
        self.births += other.births
        self.birth_places += other.birth_places
        self.genders += [gender for gender in other.genders if gender not in self.genders]
        self.notes += other.notes
        self.links += other.links

    def note(self, label: str, text: str) -> None:
        """Keep a text that has no field; an empty one says nothing."""
        if text:
            self.notes.append(Note(label=label, text=text))

    def add(self, kind: str, value: str, *, country: str = "", issued: str = "", expires: str = "") -> None:
        """Put one typed value where it belongs. `kind` is the publisher's word; a final ":" or " -" is punctuation."""
        label = kind.strip().rstrip(":").removesuffix(" -").strip()
        if label in _COUNTRY_LABELS:
            if value and value not in self.countries:
                self.countries.append(value)
            self.note(_COUNTRY_LABELS[label], value)
        elif label in {"DOB", "Birthdate"}:
            self.births.append(value)
        elif label in {"POB", "Place of Birth"}:
            self.birth_places.append(value)
        elif label == "Issuer Name":
            self.note(label, value)
            if all(name.text.casefold() != value.casefold() for name in self.names):
                self.names.append(Name(text=value, role="aka"))
        elif label == "Gender":
            self.genders += [value] if value not in self.genders else []
        elif not is_identifier(kind):
            extra = "".join(f"; {what} {text}" for what, text in (("issued", issued), ("expires", expires)) if text)
            self.note(label, f"{value}{f' ({country})' if country else ''}{extra}")
        else:
            self.identifiers.append(
                Identifier(type=label, value=value, country=country, issued=issued, expires=expires)
            )


NOTHING = Facts()
"""What an entry without facts shares with all others; never changed."""


def is_identifier(kind: str) -> bool:
    """Whether a type's value singles a party out. A type that ends in ":" or "-" introduces a statement."""
    plain = kind.strip()
    if plain in ID_TYPES or plain.startswith("Digital Currency Address"):
        return True
    return not plain.endswith((":", "-")) and plain not in NOTE_TYPES and not plain.endswith(("nformation", "Date"))
