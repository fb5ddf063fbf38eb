"""Read: one file of a register -> its facts, streamed, or put together as an extract."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from ricochet.errors import ForeignFile
from ricochet.model.quarantine import Quarantined
from ricochet.sources.registers import bods, csv_in, ftm, gleif, json_in, psc, senzing, xml_in
from ricochet.sources.registers.extract import Extract, gathered
from ricochet.sources.registers.facts import Fact, Origin, Row, Rows, Tally
from ricochet.sources.registers.recognise import HEAD, recognise
from ricochet.sources.registers.unpack import unpacked

CHUNK = 1 << 20
RowReader = Callable[[BinaryIO, Origin], Iterator[Row | Quarantined]]
Parser = Callable[[Rows, Origin, Tally], Iterator[Fact]]
_FORMATS: dict[str, tuple[RowReader, Parser]] = {
    "bods": (json_in.rows, bods.read),
    "followthemoney": (json_in.rows, ftm.read),
    "senzing": (json_in.rows, senzing.read),
    "uk-psc": (json_in.rows, psc.read),
    "uk-companies": (csv_in.rows, psc.read_companies),
    "uk-companies-json": (json_in.rows, psc.read_companies),
    "gleif-entities-csv": (csv_in.rows, gleif.read_entities),
    "gleif-entities-json": (json_in.rows, gleif.read_entities),
    "gleif-entities-xml": (partial(xml_in.rows, record="LEIRecord"), gleif.read_entities),
    "gleif-relations-csv": (csv_in.rows, gleif.read_relations),
    "gleif-relations-json": (json_in.rows, gleif.read_relations),
    "gleif-relations-xml": (partial(xml_in.rows, record="RelationshipRecord"), gleif.read_relations),
    "gleif-exceptions-csv": (csv_in.rows, gleif.read_exceptions),
    "gleif-exceptions-json": (json_in.rows, gleif.read_exceptions),
    "gleif-exceptions-xml": (partial(xml_in.rows, record="Exception"), gleif.read_exceptions),
}


def is_register(name: str, file: BinaryIO) -> bool:
    """Whether the file, or the one inside it, is in a format read here; it is left at its beginning."""
    with unpacked(name, file) as inner:
        found = recognise(inner.read(HEAD))
    file.seek(0)
    return found is not None


def stream(
    name: str, file: BinaryIO, tally: Tally, *, publisher: str = "user", majority: bool = False
) -> Iterator[Fact]:
    """Yield what the file tells, record by record; memory does not grow with its size. The file must be seekable.

    `tally` is filled on the way. `majority` is a policy: direct consolidation (GLEIF) means more than 50. Raises
    ForeignFile where nobody reads the format, DataError for a file that breaks.
    """
    origin = Origin(publisher, name, _digest(file))
    with unpacked(name, file) as inner:
        form = recognise(inner.read(HEAD))
        if form is None:
            raise ForeignFile(f"{name} is no register that is read.", remedy=f"Known: {', '.join(sorted(_FORMATS))}.")
        rows_of, parser = _FORMATS[form]
        if majority and parser is gleif.read_relations:
            parser = partial(gleif.read_relations, majority=True)

        def rows() -> Iterator[Row | Quarantined]:
            inner.seek(0)
            return rows_of(inner, origin)

        yield from parser(rows, origin, tally)


def _digest(file: BinaryIO) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def read_extract(name: str, file: BinaryIO, *, publisher: str = "user", majority: bool = False) -> Extract:
    """Read a whole file; arguments and errors are those of `stream`."""
    tally = Tally()
    extract = gathered(stream(name, file, tally, publisher=publisher, majority=majority))
    return replace(extract, rows=tally.rows, notices=tally.notices(name))
