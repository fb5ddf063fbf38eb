"""OFAC's lists: which of our list ids a membership, a programme or a directive date stands for.

The Enhanced XML names an entry's lists. The CSV and the plain XML of the non-SDN lists do not: there the programme
tells, and for Executive Order 14024, which serves several lists, the directive (2: CAPTA; 1a, 3, 4: menu-based).
"""

from collections.abc import Iterable, Sequence

from ricochet.model.party import Note

SDN = "us-ofac-sdn"
CONSOLIDATED = "us-ofac-cons"
"""Where a non-SDN entry goes whose programme belongs to no list we know; never dropped."""

BY_NAME = {
    "SDN List": SDN,
    "Sectoral Sanctions Identifications List": "us-ofac-ssi",
    "Non-SDN Palestinian Legislative Council List": "us-ofac-plc",
    "Non-SDN CMIC List": "us-ofac-cmic",
    "Non-SDN Menu-Based Sanctions List": "us-ofac-mbs",
    "CAPTA List": "us-ofac-capta",
    "FSE List": "us-ofac-fse",
}
NUMBERED = frozenset({*BY_NAME.values(), CONSOLIDATED})
"""Lists whose entries have their numbers from one space: one number is one party, whichever list prints it."""
UMBRELLA = "Consolidated List"
"""Every non-SDN entry is also on this one; alone it says nothing about which list."""

_BY_PROGRAMME = {
    "UKRAINE-EO13662": "us-ofac-ssi",
    "NS-PLC": "us-ofac-plc",
    "CMIC-EO13959": "us-ofac-cmic",
    "CCMC-EO13959": "us-ofac-cmic",
    "561-Related": "us-ofac-capta",
    "561List": "us-ofac-capta",
    "HIFPAA": "us-ofac-capta",
    "MBS": "us-ofac-mbs",
    "CAATSA - RUSSIA": "us-ofac-mbs",
    "BURMA-EO14014": "us-ofac-mbs",
    "BELARUS-EO14038": "us-ofac-mbs",
    "ILLICIT-DRUGS-EO14059": "us-ofac-mbs",
    "FSE-IR": "us-ofac-fse",
    "FSE-SY": "us-ofac-fse",
    "FSE-WMD": "us-ofac-fse",
}
_BY_DIRECTIVE = (
    ("(EO 14024 Directive 2)", "us-ofac-capta"),
    ("(EO 14024 Directive 1a)", "us-ofac-mbs"),
    ("(EO 14024 Directive 3)", "us-ofac-mbs"),
    ("(EO 14024 Directive 4)", "us-ofac-mbs"),
)
EFFECTS = {
    "us-ofac-ssi": ("Executive Order 13662 Directive Determination",),
    "us-ofac-cmic": ("Effective Date (CMIC)", "Purchase/Sales For Divestment Date (CMIC)"),
    "us-ofac-mbs": (
        "Executive Order 14024 Directive Information",
        "Effective Date (EO 14024 Directive 1a)",
        "Effective Date (EO 14024 Directive 3)",
        "Executive Order 14014 Directive Information",
        "Effective Date (EO 14014 Directive 1)",
        "Executive Order 14059 information",
        "CAATSA Section 235 Information",
    ),
    "us-ofac-capta": ("Executive Order 14024 Directive Information", "Effective Date (EO 14024 Directive 2)"),
}
"""Which labelled notes say what a listing itself adds: the directive, the date its prohibition starts."""
LISTED_ON = {
    "us-ofac-cmic": ("Listing Date (CMIC)",),
    "us-ofac-mbs": (
        "Listing Date (EO 14024 Directive 1a)",
        "Listing Date (EO 14024 Directive 3)",
        "Listing Date (EO 14014 Directive 1)",
    ),
    "us-ofac-capta": ("Listing Date (EO 14024 Directive 2)",),
}
"""Which labelled notes give the day of listing, where no better date is printed."""


def lists_of(programmes: Sequence[str], notes: Iterable[Note]) -> tuple[str, ...]:
    """Lists of a non-SDN entry of a format that does not name them, in a stable order; never empty."""
    found = {_BY_PROGRAMME[programme]: None for programme in programmes if programme in _BY_PROGRAMME}
    for note in notes:
        if note.label.startswith("Listing Date"):
            found |= {name: None for mark, name in _BY_DIRECTIVE if mark in note.label}
    return tuple(found) or (CONSOLIDATED,)


def is_non_sdn(programme: str) -> bool:
    """Whether only the non-SDN lists use this programme tag."""
    return programme in _BY_PROGRAMME
