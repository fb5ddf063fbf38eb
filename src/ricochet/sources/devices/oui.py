"""OUI: the IEEE's registry of hardware addresses, as its own CSV files or Wireshark's `manuf` has it.

The registry is the user's to fetch: none comes with the package.
"""

import csv
import re
from collections.abc import Iterator, Mapping

from ricochet.errors import DataError

_BLOCK = re.compile(r"([0-9A-F]{2}(?:[:-]?[0-9A-F]{2}){2,5})(?:/(\d+))?", re.IGNORECASE)
_DIGITS = {"MA-L": 6, "MA-M": 7, "MA-S": 9, "IAB": 9}
_SIGNS = re.compile(r"[:-]")


def read_oui(data: bytes, file: str) -> Mapping[str, str]:
    """Hexadecimal prefix, upper case, of six, seven or nine digits -> registrant. Raises DataError where none is read.

    IEEE: columns Registry, Assignment, Organization Name. `manuf`: prefix with bits, short name, long name, by tabs.
    """
    lines = data.decode("utf-8", "replace").splitlines()
    try:
        found = dict(_csv(lines) if lines and lines[0].lstrip("\ufeff").startswith("Registry,") else _manuf(lines))
    except csv.Error:  # a cell without end
        found = {}
    if not found:
        remedy = "Give oui.csv, mam.csv or oui36.csv of the IEEE, or what `tshark -G manuf` prints."
        raise DataError(f"{file} is no registry of hardware addresses.", remedy=remedy)
    return found


def _csv(lines: list[str]) -> Iterator[tuple[str, str]]:
    for row in csv.reader(lines[1:]):
        if len(row) >= 3 and _DIGITS.get(row[0]) == len(row[1]):
            yield row[1].upper(), row[2].strip()


def _manuf(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        cells = line.split("\t")
        block = _BLOCK.fullmatch(cells[0].strip())
        if block and len(cells) > 1:
            digits = _SIGNS.sub("", block[1]).upper()
            bits = int(block[2] or 24)
            if bits in {24, 28, 36} and len(digits) * 4 >= bits:
                yield digits[: bits // 4], cells[-1].strip()
