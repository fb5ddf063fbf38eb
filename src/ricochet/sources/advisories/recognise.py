"""Recognise: which kind of reference a file is, by its content: of hardware addresses, advisories or estimates."""

import re
from typing import Literal

Kind = Literal["oui", "kev", "csaf", "cve", "nvd", "epss", "firmware"]

_HEAD = 1 << 16
_MANUF = re.compile(rb"[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){2,5}(?:/\d+)?\s*\t[^\t]+")
_EXPLOITED = re.compile(rb'"cveID"\s*:\s*"CVE-')
_JSON: tuple[tuple[Kind, bytes, bytes], ...] = (
    ("csaf", b'"csaf_version"', b'"document"'),
    ("cve", b'"cveMetadata"', b'"containers"'),
    ("nvd", b'"CVE_data_meta"', b""),
    ("nvd", b'"vulnerabilities"', b'"resultsPerPage"'),
)


def recognise(data: bytes) -> Kind | None:
    """Name the kind of reference; None for anything else."""
    text = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:1] in {b"{", b"["}:
        if _EXPLOITED.search(data):
            return "kev"
        return next((kind for kind, one, other in _JSON if one in data and other in data), None)
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith(b"#")), b"")
    if first.startswith(b"Registry,Assignment,") or _MANUF.match(first):
        return "oui"
    header = set(first.replace(b'"', b"").strip().split(b","))
    if b"cveID" in header and b"dateAdded" in header:
        return "kev"
    if {b"cve", b"epss"} <= header:
        return "epss"
    return "firmware" if {b"model", b"version", b"date"} <= header else None
