"""Parse: one set of sibling files -> one Edition a list. The only door of this room besides `recognise`.

    parse(files: FileSet) -> tuple[Edition, ...]

`files` comes from `recognise.group`. Editions are ordered by list id. `Edition.published` is the file's own date or
None (the CSV sets carry none: take it from the path). Raises DataError (ForeignFile, TruncatedFile, SchemaDrift) when
the set as a whole cannot be trusted; a single bad row is in `Edition.quarantined`.

Parties are `LIST:NUMBER` of the edition they stand in. OFAC's numbers are one space over all its lists and files, so
"us-ofac-sdn:306" and "us-ofac-ssi:306" are one party; files that say so carry a relation "same as".
"""

from ricochet.errors import ForeignFile
from ricochet.sources.lists import csl, ofac_csv, ofac_enhanced, ofac_xml
from ricochet.sources.lists.edition import Edition
from ricochet.sources.lists.recognise import FileSet


def parse(files: FileSet) -> tuple[Edition, ...]:
    """Read one set. Raises DataError."""
    if files.format in {"ofac-sdn-csv", "ofac-cons-csv"}:
        return ofac_csv.parse(files.files, sdn=files.format == "ofac-sdn-csv")
    if "main" not in files.files:
        raise ForeignFile(f"{files.folder or 'set'}: the main file of a {files.format} set is missing.")
    name, data = files.files["main"]
    if files.format in {"ofac-sdn-xml", "ofac-cons-xml"}:
        return ofac_xml.parse(name, data, sdn=files.format == "ofac-sdn-xml")
    if files.format == "ofac-enhanced-xml":
        return ofac_enhanced.parse(name, data)
    if files.format == "csl-csv":
        return csl.parse(name, data)
    raise ForeignFile(f"{name}: nobody reads the format {files.format}.")
