"""The built-in case: its tables are clean, closed and consistent."""

import csv
import re
from collections import defaultdict
from datetime import date
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from ricochet.model.kind import KINDS
from ricochet.sources.tables.claims import read_claims
from ricochet.sources.tables.dealings import read_dealings
from ricochet.sources.tables.holdings import read_holdings
from ricochet.sources.tables.listings import read_listings
from ricochet.sources.tables.parties import read_parties
from ricochet.sources.tables.scenario import scenario_of
from ricochet.verbs.reach import reach

if TYPE_CHECKING:
    from ricochet.sources.read import Read

CASE = Path(str(files("ricochet"))) / "demo" / "hikvision"
COUNTS = {"parties": 364, "listings": 133, "holdings": 59, "dealings": 283, "claims": 742}
LISTS = {
    *("us-ofac-sdn", "us-ofac-cmic", "us-bis-el", "us-dod-1260h", "us-dod-1237"),
    *("us-fcc-covered", "us-ndaa-889", "us-uflpa", "eu-fsf"),
}
DEALINGS = {
    *("supplies", "buys", "distributes", "uses", "banks", "insures", "finances", "invests", "employs"),
    *("lobbies", "advises", "serves", "licenses", "hosts", "partners", "donates", "other"),
}
ASKED = date(2022, 5, 11)


def rows(table: str) -> list[dict[str, str]]:
    with (CASE / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def data(table: str) -> tuple[str, bytes]:
    return f"{table}.csv", (CASE / f"{table}.csv").read_bytes()


HOLDINGS = read_holdings(*data("holdings")).records
LISTINGS = read_listings(*data("listings")).records


@pytest.mark.parametrize("table", COUNTS)
def test_each_table_has_as_many_rows_as_its_readme_says_each_with_source_and_confidence(table: str) -> None:
    found = rows(table)
    assert len(found) == COUNTS[table]
    assert f"| `{table}.csv` | {len(found)} |" in (CASE / "README.md").read_text(encoding="utf-8")
    assert not [row for row in found if not row["source"].strip() or not row["confidence"].strip()]
    assert len({tuple(row.values()) for row in found}) == len(found)


@pytest.mark.parametrize("table", COUNTS)
def test_no_cell_holds_a_machine_path_a_null_word_or_stray_blanks(table: str) -> None:
    cells = [(key, cell) for row in rows(table) for key, cell in row.items()]
    assert not [cell for _, cell in cells if cell.strip().lower() in {"nan", "none", "null", "n/a", "-"}]
    assert not [cell for _, cell in cells if cell != cell.strip() or "\n" in cell or "\ufffd" in cell]
    assert not [cell for _, cell in cells if re.search(r"(?<![\w/.])(?:data|facts|csl|ofac|work|tmp)/\w", cell)]


def test_the_readers_take_every_row_and_every_column() -> None:
    reads: dict[str, Read[Any]] = {
        "parties": read_parties(*data("parties")),
        "listings": read_listings(*data("listings")),
        "holdings": read_holdings(*data("holdings")),
        "dealings": read_dealings(*data("dealings")),
        "claims": read_claims(*data("claims")),
    }
    for table, read in reads.items():
        assert (table, read.quarantined, read.notices) == (table, (), ())
        assert len(read.records) == COUNTS[table]


def test_every_id_of_every_table_has_a_party_and_every_party_is_used() -> None:
    parties = [row["id"] for row in rows("parties")]
    assert len(set(parties)) == len(parties)
    assert not [identity for identity in parties if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", identity)]
    used = {row["party"] for row in rows("listings")}
    used |= {row[side] for row in rows("holdings") for side in ("owner", "owned")}
    used |= {row[side] for row in rows("dealings") for side in ("from", "to")}
    subjects = {row["subject"] for row in rows("claims")}
    used |= {subject for subject in subjects if not subject.startswith(("group:", "rule:"))}
    assert used - set(parties) == set()
    assert set(parties) - used == set()


def test_no_two_parties_share_a_name_or_an_identifier() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in rows("parties"):
        names = [row["name"], *row["aliases"].split(";"), row["uscc"], row["isin"], row["ticker"]]
        for name in names:
            owners[name.strip().casefold()].add(row["id"])
    assert {name: ids for name, ids in owners.items() if name and len(ids) > 1} == {}


def test_kinds_lists_and_countries_are_of_the_fixed_words() -> None:
    assert {row["kind"] for row in rows("parties")} <= set(KINDS)
    assert {row["list"] for row in rows("listings")} == LISTS
    assert {row["kind"] for row in rows("dealings")} <= DEALINGS
    assert not [row for row in rows("parties") if not re.fullmatch(r"[A-Z]{2}|", row["country"])]
    assert {row["register_complete"] for row in rows("parties")} == {"", "yes"}


def test_a_dealing_names_its_parties_countries_and_a_currency_only_where_it_was_paid_in() -> None:
    country = {row["id"]: row["country"] for row in rows("parties")}
    for row in rows("dealings"):
        assert (row["country_from"], row["country_to"]) == (country[row["from"]], country[row["to"]])
        assert bool(row["currency"]) == row["value"].isdigit()
        assert row["detail"].startswith("[")
        if row["us_person"]:
            assert row["us_person"] == ("yes" if row["country_from"] == "US" else "no")


def test_hikvision_is_on_every_list_but_the_sdn_list_when_the_question_is_asked() -> None:
    on = {one.list for one in LISTINGS if one.party == "hikvision" and one.in_force(ASKED)}
    assert on == {"us-ndaa-889", "us-bis-el", "us-ofac-cmic", "us-fcc-covered", "us-dod-1260h"}
    assert not [one for one in LISTINGS if one.party == "hikvision" and one.list == "us-ofac-sdn"]
    said = {(row["value"], row["confidence"][:5]) for row in rows("claims") if row["predicate"] == "sdn_listed"}
    assert said == {("yes", "FALSE"), ("no", "verif")}


def test_twenty_eight_names_came_on_the_entity_list_together() -> None:
    cohort = [
        one
        for one in LISTINGS
        if one.list == "us-bis-el" and one.since == date(2019, 10, 9) and "85 FR 44159" in one.citation
    ]
    doubtful = [one.party for one in cohort if "conflict" in one.source.confidence]
    assert sorted(doubtful) == ["nanjing-fiberhome-starrysky", "netposa", "sensenets"]
    assert len({one.party for one in cohort} - set(doubtful)) == 28


@pytest.mark.parametrize("year", range(2005, 2027))
def test_no_company_has_more_than_one_hundred_per_cent_of_owners_in_any_year(year: int) -> None:
    for day in (date(year, 1, 1), date(year, 5, 11), date(year, 12, 31)):
        held: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
        for one in HOLDINGS:
            if one.period.covers(day):
                held[one.owned, one.basis] += one.share.low
        assert {owned: share for owned, share in held.items() if share > 100} == {}


def test_cetcs_group_holds_40_46_per_cent_when_the_question_is_asked() -> None:
    group = {"cetc", "cethik", "cetc-investment", "cetc-52"}
    held = [one.share for one in HOLDINGS if one.owned == "hikvision" and one.owner in group and one.basis == "equity"]
    now = [
        one.share
        for one in HOLDINGS
        if one.owned == "hikvision" and one.owner in group and one.basis == "equity" and one.period.covers(ASKED)
    ]
    assert sum((share.low for share in now), Fraction(0)) == Fraction("40.46")
    assert all(share.exact for share in now)
    assert len(held) > len(now)


@pytest.mark.parametrize(
    ("law", "listed", "day", "caught", "not_caught"),
    [
        ("us-ofac-50", "hikvision", ASKED, {"hikrobot", "ezviz"}, {"cethik", "cetc"}),
        ("us-ofac-50", "hikvision", date(2023, 5, 11), {"hikrobot"}, {"ezviz"}),
        ("us-ofac-50", "cetc", ASKED, {"cethik", "cetc-investment"}, {"hikvision", "hikrobot", "ezviz"}),
        ("uk", "hikvision", date(2023, 5, 11), {"hikrobot", "ezviz", "hikmicro"}, {"cetc"}),
        ("uk", "cetc", ASKED, {"hikvision", "hikrobot"}, set()),
    ],
)
def test_ownership_reaches_whom_the_case_says(
    tmp_path: Path, law: str, listed: str, day: date, caught: set[str], not_caught: set[str]
) -> None:
    found = reached(tmp_path, law, listed, day)
    assert caught <= {party for party, status in found.items() if status == "caught"}
    assert not not_caught & {party for party, status in found.items() if status == "caught"}


def test_what_nobody_knows_is_possible_never_clear(tmp_path: Path) -> None:
    found = reached(tmp_path, "us-ofac-50", "hikvision", ASKED)
    possible = {party for party, status in found.items() if status == "possible"}
    assert {"hikmicro", "hikstorage", "hikvision-usa", "hikvision-canada", "prama-hikvision"} <= possible
    assert len({party for party in possible if party.startswith("hik-")}) == 5


def reached(folder: Path, law: str, listed: str, day: date) -> dict[str, str]:
    seeds = folder / "listed.csv"
    seeds.write_text(f"party\n{listed}\n", encoding="utf-8")
    report = reach(CASE / "holdings.csv", seeds, law, as_of=day, parties=CASE / "parties.csv")
    assert report.quarantined == ()
    return {one.party: one.status for one in report.reached}


def test_the_case_file_asks_one_question_and_its_scenarios_can_be_read() -> None:
    case = yaml.safe_load((CASE / "case.yml").read_text(encoding="utf-8"))
    days = [entry["day"] for entry in case["days"]]
    assert (days[0], case["subject"]) == (ASKED, "hikvision")
    assert days[-1] >= max(one.since for one in LISTINGS if one.since)
    parties = {row["id"] for row in rows("parties")}
    for one in (case["what_if"], *case["beside"]):
        scenario = scenario_of(one, name="case.yml", sha256="")
        assert scenario.add
        assert all(listing.hypothetical and listing.party in parties for listing in scenario.add)


def test_the_tables_stay_small() -> None:
    assert sum(path.stat().st_size for path in CASE.glob("*.csv")) < 400_000
