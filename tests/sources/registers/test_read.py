"""Any file of any format, whole, spoiled or cut: it is read, or refused in so many words; and never all at once."""

import contextlib
import gzip
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sources.registers import test_bods, test_ftm, test_gleif, test_psc, test_senzing
from tests.sources.registers.reading import array, lines, read

from ricochet.errors import DataError, ForeignFile
from ricochet.model.party import Party
from ricochet.sources.registers.facts import Tally
from ricochet.sources.registers.read import is_register, stream

RELATION = test_gleif.relation("IS_SUBFUND_OF")
FILES: dict[str, bytes] = {
    "bods": array(*test_bods.SAMPLE),
    "psc": lines(test_psc.person("voting-rights-25-to-50-percent"), test_psc.TOTALS),
    "companies": f"{','.join(test_psc.COMPANY)}\n{','.join(test_psc.COMPANY.values())}\n".encode(),
    "gleif-xml": test_gleif.xml("RelationshipData", "RelationshipRecord", RELATION),
    "gleif-csv": test_gleif.table(**test_gleif.RELATION_CSV),
    "gleif-json": array(test_gleif.wrapped(RELATION)),
    "ftm": lines(test_ftm.owns("60")),
    "senzing": lines(test_senzing.record("1", test_senzing.pointer("Owns 60%"))),
    "gzip": gzip.compress(lines(test_ftm.owns("60"))),
}


@pytest.mark.parametrize("form", FILES)
def test_each_is_recognised_and_left_at_its_beginning(form: str) -> None:
    file = io.BytesIO(FILES[form])
    assert is_register(form, file)
    assert file.tell() == 0
    assert read(FILES[form]).rows >= 1


@pytest.mark.parametrize(
    "data",
    [b"", b"owner,owned,share\nA,B,60\n", b'{"owner": "A", "owned": "B"}\n', b"[]", b"<html></html>", b"PK\x03\x04"],
)
def test_what_is_none_is_left_alone(data: bytes) -> None:
    if data.startswith(b"PK"):
        with pytest.raises(DataError):
            is_register("x", io.BytesIO(data))
        return
    assert not is_register("x", io.BytesIO(data))
    with pytest.raises(ForeignFile):
        read(data)


@given(st.sampled_from(sorted(FILES)), st.data())
def test_spoiled_bytes_are_read_or_refused(form: str, data: st.DataObject) -> None:
    whole = FILES[form]
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 40)))
    spoiled = whole[:start] + data.draw(st.binary(max_size=6)) + whole[end:]
    with contextlib.suppress(DataError):  # any other error fails the test
        found = read(spoiled)
        assert len(found.quarantined) <= found.rows


def test_a_file_is_read_as_it_is_asked_for() -> None:
    companies = [{"CompanyName": f"Firm {number}", "CompanyNumber": f"{number:08d}"} for number in range(40_000)]
    for data in (lines(*companies), array(*companies)):
        file = Counting(data)
        facts = stream("companies.json", file, tally := Tally())
        first = next(facts)
        assert isinstance(first, Party)
        assert (first.id, tally.rows) == ("00000000", 1)
        assert file.longest <= 1 << 20


class Counting(io.BytesIO):
    """A file that remembers how much was ever asked of it at once."""

    longest = 0

    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(size)
        self.longest = max(self.longest, len(found))
        return found

    def readinto(self, buffer: Any, /) -> int:
        count = super().readinto(buffer)
        self.longest = max(self.longest, count)
        return count
