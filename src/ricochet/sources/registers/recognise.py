"""Recognise: which register's format a file is in, by its first bytes, never by its name."""

import re

HEAD = 1 << 15
"""Bytes looked at."""

_OBJECTS = re.compile(rb"\s*[\[{]")
_KEYS = (
    ("bods", (rb"statementI[Dd]", rb"recordType|statementType")),
    ("followthemoney", (rb"schema", rb"properties", rb"id")),
    ("senzing", (rb"DATA_SOURCE", rb"RECORD_ID")),
    ("uk-psc", (rb"data", rb"company_number|generated_at")),
    ("gleif-relations-json", (rb"StartNode", rb"EndNode", rb"RelationshipType")),
    ("gleif-exceptions-json", (rb"LEI", rb"ExceptionCategory")),
    ("gleif-entities-json", (rb"LEI", rb"LegalName", rb"LegalJurisdiction|EntityStatus")),
    ("uk-companies-json", (rb"CompanyName", rb"CompanyNumber")),
)
"""JSON: the keys of a record that tell its format; | where one of two will do."""
_HEADERS = (
    ("uk-companies", (b"CompanyName", b"CompanyNumber")),
    ("gleif-entities-csv", (b"LEI", b"Entity.LegalName")),
    ("gleif-relations-csv", (b"Relationship.StartNode.NodeID", b"Relationship.EndNode.NodeID")),
    ("gleif-exceptions-csv", (b"LEI", b"Exception.Category")),
)
"""CSV: columns that tell the format."""
_ROOTS = (
    ("gleif-entities-xml", b"LEIData"),
    ("gleif-relations-xml", b"RelationshipData"),
    ("gleif-exceptions-xml", b"ReportingExceptionData"),
)
"""XML: the root element."""


def recognise(head: bytes) -> str | None:
    """Name the format of a file that begins with these bytes (at most `HEAD` are looked at); None for no register."""
    head = head[:HEAD].removeprefix(b"\xef\xbb\xbf")
    if _OBJECTS.match(head):
        return next((form for form, keys in _KEYS if all(_has(key, head) for key in keys)), None)
    if head.lstrip().startswith(b"<"):
        return next((form for form, root in _ROOTS if re.search(rb"<(?:\w+:)?%s[\s>]" % root, head)), None)
    header = {name.strip(b'" \r') for name in head.partition(b"\n")[0].split(b",")}
    return next((form for form, names in _HEADERS if header.issuperset(names)), None)


def _has(key: bytes, head: bytes) -> bool:
    return re.search(rb'"(?:%s)"\s*:' % key, head) is not None
