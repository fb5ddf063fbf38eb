"""Words: the fixed vocabulary in which every regime file is written. A word not here is refused, with its nearest."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

CODES = {
    "PRIMARY": "the person bound may not do it",
    "CAUSING": "a person not bound makes a bound person break the rule",
    "FACIL": "a bound person approves, finances or guarantees what it could not do itself",
    "DESIG": "own risk of being listed for material support",
    "SECOND": "a foreign bank risks its own access or listing",
    "EXPORT": "needs an export licence",
    "PROC-A": "public money may not buy it",
    "PROC-B": "no public contract for one who uses it",
    "PROC-DOD": "the US Department of Defense may not contract",
    "IMPORT": "may not be imported, authorised or marketed",
    "SECUR": "its securities may not be traded",
    "PROPERTY": "property or an interest in it is frozen, whatever the status of its owner",
    "CAUTION": "no prohibition by itself: look closer",
}
"""Codes of findings on dealings."""

FACTS = {
    "us_person": "the actor is a US citizen, permanent resident, US entity (foreign branches included) or in the US",
    "us_territory": "it happens in whole or part within the US",
    "us_owned": "a US person owns or controls the actor, itself a firm of another country",
    "us_reinsurer": "a US person reinsures it or would pay the claim",
    "usd": "it is paid in, or clears through, US dollars",
    "us_bank": "a US financial institution takes part",
    "us_origin": "the goods, software or technology are subject to US export rules",
    "foreign_direct_product": "the foreign-made goods are a direct product of US technology or of a plant that is",
    "us_approval": "a US person approves, finances or guarantees what it could not do itself",
    "us_listed_issuer": "the actor's securities are listed in the US",
    "federal_agency": "the actor is a US federal agency",
    "dod": "the actor is the US Department of Defense or a part of it",
    "federal_contractor": "the actor holds or seeks a US federal contract",
    "federal_funds": "US federal grant or loan money pays for it",
    "foreign_bank": "the actor is a financial institution outside the US",
    "securities": "it concerns publicly traded securities, or funds and derivatives that hold them",
    "divestment": "it serves only to sell off what is held",
    "paid": "the goods are delivered, title has passed and the listed party is paid",
    "wind_down": "it is ordinarily incident and necessary to maintaining or winding down what was agreed before",
    "to_e_group": "the goods go to a country of group E:1 or E:2 (terrorism, embargo)",
    "us_import": "goods enter the US or are marketed there",
    "new_authorisation": "the equipment has no US equipment authorisation yet and needs one",
    "covered_module": "the equipment contains a modular transmitter of the listed maker",
    "eu_person": "the actor is bound by EU law",
    "uk_person": "the actor is bound by UK law",
    "ca_person": "the actor is in Canada or a Canadian abroad",
    "ch_person": "the actor is bound by Swiss law",
}
"""Nexus facts of a dealing; a leading "!" asks for "no"."""

MEASURES = {"us_content": "controlled US content of foreign-made goods, per cent of their value"}
"""Measured facts of a dealing, as shares; a condition sets a figure beside one: "us_content > 25"."""
MEASURED = re.compile(r"([a-z_]+) (>=|>) ([0-9]+)")

KINDS = (
    "supplies",
    "buys",
    "stops",
    "distributes",
    "uses",
    "banks",
    "insures",
    "reinsures",
    "finances",
    "invests",
    "holds",
    "dividends",
    "employs",
    "lobbies",
    "advises",
    "serves",
    "licenses",
    "hosts",
    "partners",
    "donates",
)
"""Kinds of dealing: what the actor does with the target."""

ACTS = {
    "*": "every dealing in property, funds and services",
    "trade-securities": "buying and selling its publicly traded securities",
    "lend": "lending to it or taking its new debt",
    "hold-new-equity": "taking its new equity",
    "serve-energy-projects": "goods and services for its named energy projects",
    "export": "exporting, re-exporting or transferring items to it",
    "buy": "buying its goods or services with public money",
    "contract-with-user": "contracting with one who uses its goods",
    "contract-with-client": "contracting with one who lobbies for it",
    "use": "using its goods in office",
    "fund": "paying for its goods with grants, loans or subsidies",
    "authorise": "authorising its equipment for sale",
    "import": "bringing its goods into the country",
    "market": "marketing its goods",
    "operate": "doing business in the country itself",
    "comply": "complying with the foreign laws it names",
}
"""What a regime forbids. One regime contains another where it binds all its persons and forbids all its acts."""

PERSONS = {
    "anyone": "anyone, anywhere, dealing in what the rule covers",
    "us-person": "US citizens, permanent residents, US entities with foreign branches, anyone in the US",
    "us-bank": "US financial institutions",
    "us-importer": "importers into the US, and those who market there",
    "us-agency": "US executive agencies",
    "us-dod": "the US Department of Defense",
    "us-contractor": "those with US federal contracts, or offering for them",
    "us-grantee": "recipients and subrecipients of US federal grants and loans",
    "us-carrier": "US communications carriers that take subsidies",
    "us-applicant": "applicants for equipment authorisation, their test bodies and makers",
    "us-la-body": "agencies, local bodies and schools of Louisiana",
    "eu-person": "persons of the EU, in its territory, or doing business there",
    "uk-person": "UK persons anywhere and conduct in the UK",
    "uk-department": "UK government departments",
    "ch-person": "persons bound by Swiss law",
    "ca-person": "persons in Canada and Canadians abroad",
    "ca-body": "federal bodies and Crown corporations of Canada",
    "ca-named": "the company named in the order",
    "au-person": "persons bound by Australian law",
    "jp-resident": "residents of Japan",
    "state": "States, which bind persons through their own law",
}
"""Whom a regime binds."""


def nearest(word: str, words: Iterable[str]) -> str:
    """Name the word most like `word`, as a question for the end of a message; empty where none is like it."""
    found = get_close_matches(word, sorted(words), n=1, cutoff=0.5)
    return f"Did you mean '{found[0]}'?" if found else ""
