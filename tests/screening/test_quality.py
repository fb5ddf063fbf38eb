"""What is amiss with a row's data is told, and changes no verdict."""

from collections.abc import Mapping

import pytest

from ricochet.model.party import Name, Party
from ricochet.model.source import Source
from ricochet.screening.entry import Entry
from ricochet.screening.profile import profile_of_row
from ricochet.screening.quality import flags_of
from ricochet.verbs.screen import Screening


@pytest.mark.parametrize(
    ("row", "flag"),
    [
        ({"name": "Corefco"}, "Weak identifier: a name of 7 letters, and nothing else is known"),
        ({"name": "Corefco", "country": "CU"}, ""),
        ({"name": "Corefcon"}, ""),
        ({"name": "Ocean Pearl", "imo": "9187620"}, "The check digit of 9187620 is wrong"),
        ({"name": "Ocean Pearl", "imo": "9187629"}, ""),
        ({"name": "Kim Min Soo", "kind": "person", "citizenship": ""}, "The citizenship is blank"),
        (
            {"name": "Kim Min Soo", "citizenship": None, "passport": "927220053"},
            "A passport is given and no citizenship",
        ),
        ({"name": "Kim Min Soo", "citizenship": "KR", "passport": "927220053"}, ""),
        ({"name": "Quiet Bakery", "kind": "company", "nationality": ""}, ""),
        ({"name": "Quiet Bakery", "country": "Guinea-Bissau"}, ""),
        ({"name": ""}, ""),
    ],
)
def test_flags(row: Mapping[str, object], flag: str) -> None:
    assert flags_of(row, profile_of_row(row)) == ((flag,) if flag else ())


def test_a_flag_stands_beside_the_verdict() -> None:
    source = Source(publisher="l", file="l", sha256="", row=1)
    party = Party(id="l:1", kind="company", names=(Name(text="Nobody Known"),), source=source)
    answer = Screening([Entry("l", "1", party)]).row({"name": "Corefco"}, 1)
    assert answer.verdict == "clear"
    assert answer.flags == ("Weak identifier: a name of 7 letters, and nothing else is known",)
