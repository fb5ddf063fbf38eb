"""Roles: columns of a row that name somebody else: payer, consignee, director, owner. Each is screened as a party.

The largest penalties were for parties that stood in such a column and were never looked at (OFAC, Apple, 2019-11-25;
General Electric, 2019-10-01; Privilege Underwriters, 2023-12-21).
"""

import re
from functools import lru_cache

_ROLES = frozenset({
    "administrator", "admin", "agent", "authorised", "authorized", "bank", "bearer", "beneficiary", "beneficiaries",
    "borrower", "broker", "buyer", "captain", "carrier", "ceo", "cfo", "chairman", "charterer", "claimant",
    "consignee", "consignor", "contact", "contractor", "controller", "correspondent", "creditor", "debtor",
    "delegate", "director", "directors", "distributor", "donor", "drawee", "drawer", "employer", "endorser",
    "executive", "exporter", "forwarder", "founder", "freight", "grantee", "grantor", "guarantor", "guardian",
    "holder", "importer", "insured", "insurer", "intermediary", "investor", "issuer", "landlord", "lender",
    "lessee", "lessor", "manager", "manufacturer", "master", "nominee", "notify", "officer", "officers", "operator",
    "ordering", "originator", "owner", "owners", "parent", "partner", "payee", "payer", "payor", "policyholder",
    "president", "principal", "producer", "protector", "receiver", "recipient", "referrer", "remitter",
    "representative", "secretary", "seller", "sender", "settlor", "shareholder", "shareholders", "shipper", "ship",
    "signatory", "signatories", "spouse", "sponsor", "subcontractor", "subsidiary", "tenant", "trustee", "trustees",
    "ubo", "user", "vessel",
    "收款人", "付款人", "股东", "法定代表人", "收货人", "发货人", "бенефициар", "директор", "учредитель",
})  # fmt: skip
_NOT = frozenset({
    "account", "address", "amount", "birth", "city", "code", "count", "country", "currency", "date", "description",
    "dob", "domain", "email", "flag", "gender", "id", "iban", "imo", "jurisdiction", "kind", "language", "level",
    "mail", "mmsi", "nationality", "no", "notes", "number", "passport", "percent", "percentage", "phone", "place",
    "position", "postcode", "price", "rating", "reason", "reference", "region", "registration", "remarks", "role",
    "score", "sex", "share", "since", "state", "status", "street", "tax", "telephone", "time", "title", "town",
    "type", "url", "value", "website", "year", "zip",
})  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=1 << 12)
def is_role(header: str) -> bool:
    """Whether a column of this header names a party in some role."""
    words = _WORD.findall(_CAMEL.sub(" ", header).lower())
    if "account" in words and _ROLES & set(words):  # "account_administrator", "account holder"
        words.remove("account")
    return bool(_ROLES & set(words)) and not _NOT & set(words)


def named_in(value: str) -> list[str]:
    """Names in a cell of such a column: several stand apart by semicolons, bars or lines; numbers are none."""
    parts = (part.strip() for part in re.split(r"[;|\n]", value))
    return [part for part in parts if sum(map(str.isalpha, part)) > 1 and "@" not in part]
