"""The packaged law, pinned to the cases it must make true (ids of the ownership cases) and to its dates."""

import csv
import io
import tarfile
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from ricochet.model.regime import Regime, Test
from ricochet.regimes import load_regimes, rule

REGIMES = load_regimes()
TODAY = date(2026, 11, 22)
FIFTY = Fraction(50)


def on(regime: str, day: date = TODAY) -> Regime:
    found = rule(REGIMES, regime, day)
    assert found is not None
    return found


def equity(comparison: str, pooling: str, *, joint: bool = False) -> Test:
    return share("equity", comparison, pooling, joint=joint)


def share(basis: str, comparison: str, pooling: str, *, joint: bool = False) -> Test:
    return Test(basis=basis, threshold=FIFTY, comparison=comparison, pooling=pooling, joint=joint)  # type: ignore[arg-type]


CONTROL = Test(basis="control")
INTEREST = Test(basis="interest", yields="possible")

CASES = [
    # O01, O10 exactly 50; O06, O07 all blocked persons together; O13 control, O38 votes do not count; S12 possible
    ("us-ofac-50", TODAY, (equity("ge", "all"), INTEREST)),
    ("us-ofac-50", date(2014, 8, 13), (equity("ge", "all"), INTEREST)),
    ("us-ofac-50", date(2014, 8, 12), (equity("ge", "person"), INTEREST)),
    ("us-ssi", TODAY, (equity("ge", "programme"),)),  # O44 flows, O45 different directives are not added
    ("us-ns-cmic", TODAY, ()),  # O42, S07
    ("us-ns-cmic", date(2021, 6, 2), ()),
    ("us-ns-mbs", TODAY, ()),  # S09
    ("us-bis-affiliates", date(2025, 10, 15), (equity("ge", "all"),)),  # B01, B02, B05 control only
    ("us-bis-affiliates", date(2026, 1, 15), ()),  # B03
    ("us-bis-affiliates", TODAY, (equity("ge", "all"),)),  # B04
    ("eu", TODAY, (equity("ge", "all"), share("votes", "gt", "person"), CONTROL)),  # E01, E02, E04
    ("eu", date(2023, 1, 1), (equity("gt", "all"), share("votes", "gt", "person"), CONTROL)),  # E03
    # U01 more than 50, U02 not added, U03 and U04 joint, U05 votes, U06 and U07 one person's, U09 control
    ("uk", TODAY, (equity("gt", "person", joint=True), share("votes", "gt", "person", joint=True), CONTROL)),
    ("ch", TODAY, (equity("gt", "all"), CONTROL)),  # H01, H02
    ("ca", TODAY, (equity("ge", "person"), share("votes", "ge", "person"), CONTROL)),  # K01, K02
]


@pytest.mark.parametrize(("regime", "day", "tests"), CASES)
def test_the_parameters_of_each_contract_rule_are_the_ones_its_cases_need(
    regime: str, day: date, tests: tuple[Test, ...]
) -> None:
    assert on(regime, day).tests == tests
    assert on(regime, day).direction == "down"


def test_lists_seed_the_rules_that_name_them() -> None:
    seeds = {
        "us-ofac-50": {"us-ofac-sdn"},
        "us-ssi": {"us-ofac-ssi"},
        "us-ns-cmic": {"us-ofac-cmic"},
        "us-bis-affiliates": {"us-bis-el", "us-bis-meu", "us-ofac-sdn"},
        "eu": {"eu-fsf"},
        "uk": {"uk-sl"},
        "ch": {"ch-seco"},
        "ca": {"ca-sema"},
    }
    assert {regime: set(on(regime).lists) for regime in seeds} == seeds


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2025, 9, 28), None),
        (date(2025, 9, 29), "2025"),
        (date(2025, 11, 9), "2025"),
        (date(2025, 11, 10), "suspended"),
        (date(2026, 11, 9), "suspended"),
        (date(2026, 11, 10), "2026"),
    ],
)
def test_the_affiliates_rule_is_in_force_suspended_and_back_on_its_days(day: date, version: str | None) -> None:
    found = rule(REGIMES, "us-bis-affiliates", day)
    assert (found.version if found else None) == version


def test_the_return_of_the_affiliates_rule_asks_to_be_confirmed() -> None:
    assert on("us-bis-affiliates").status.startswith("unverified")
    assert "in force by its own terms from 10 november 2026" in on("us-bis-affiliates").banner.lower()


def test_only_sdn_listings_of_the_export_programmes_seed_the_affiliates_rule() -> None:
    programmes = {tag for name, tag in on("us-bis-affiliates").list_programmes if name == "us-ofac-sdn"}
    assert len(programmes) == 14
    assert "RUSSIA-EO14024" in programmes
    assert "GLOMAG" not in programmes


def test_us_entities_are_not_reached_by_the_affiliates_rule_s11() -> None:
    assert on("us-bis-affiliates").except_countries[0] == "US"


def test_the_eu_counts_exactly_half_from_3_july_2024() -> None:
    assert on("eu", date(2024, 7, 2)).tests[0].comparison == "gt"
    assert on("eu", date(2024, 7, 3)).tests[0].comparison == "ge"


def test_the_ethiopia_programme_switches_the_fifty_percent_rule_off_s01() -> None:
    assert [switch.programme for switch in on("us-ofac-50").switches] == ["ETHIOPIA-EO14046"]


@pytest.mark.parametrize("regime", ["us-889-a1a", "us-889-a1b", "us-889-b", "us-la-1753-1"])
def test_section_889_reaches_affiliates_without_a_figure_n15(regime: str) -> None:
    found = on(regime)
    caught = {(t.basis, t.threshold, t.comparison) for t in found.tests if t.yields == "caught"}
    possible = {(t.basis, t.threshold, t.comparison) for t in found.tests if t.yields == "possible"}
    assert found.direction == "affiliates"
    assert caught == {("equity", FIFTY, "gt"), ("votes", FIFTY, "gt"), ("control", None, "ge")}
    assert ("equity", Fraction(0), "gt") in possible


@pytest.mark.parametrize("regime", ["us-fcc-covered", "us-fcc-authorisation", "us-fcc-legacy"])
def test_the_fcc_reaches_affiliates_above_a_tenth(regime: str) -> None:
    found = on(regime)
    assert found.direction == "affiliates"
    assert [(t.basis, t.threshold, t.comparison) for t in found.tests] == [
        ("equity", Fraction(10), "gt"),
        ("control", None, "ge"),
    ]


def test_section_805_calls_a_stake_possible_and_control_caught_n16() -> None:
    assert rule(REGIMES, "us-805-entity", date(2026, 6, 29)) is None
    assert rule(REGIMES, "us-805-goods", date(2027, 6, 29)) is None
    for found in (on("us-805-entity", date(2026, 6, 30)), on("us-805-goods", date(2027, 6, 30))):
        assert {t.basis for t in found.tests if t.yields == "caught"} == {"control"}
        assert "no percentage" in found.flow


def test_the_fcc_ban_on_earlier_grants_is_dated_to_a_month_n17() -> None:
    found = on("us-fcc-legacy", date(2026, 7, 1))
    assert (found.since, found.date_precision) == (date(2026, 7, 1), "month")
    assert rule(REGIMES, "us-fcc-legacy", date(2026, 6, 30)) is None


def test_securities_are_barred_from_the_sixtieth_day_n18() -> None:
    bans = [(d.code, d.after_days, d.before_days) for d in on("us-ns-cmic").dealings]
    assert bans == [("SECUR", 60, 365), ("SECUR", 365, None)]


def test_secondary_sanctions_belong_to_a_programme_n06_n07() -> None:
    second = [d for d in on("us-ofac-50").dealings if d.code == "SECOND"]
    assert [(d.programmes, d.since) for d in second] == [(("RUSSIA-EO14024",), date(2024, 6, 12))]


@pytest.mark.parametrize(
    ("regime", "code", "all_of", "any_of"),
    [
        ("us-ofac-50", "PRIMARY", ("us_person",), ()),
        ("us-ofac-50", "CAUSING", ("!us_person",), ("usd", "us_bank", "us_origin")),
        ("us-ofac-50", "DESIG", (), ()),
        ("us-bis-el", "EXPORT", (), ("us_origin",)),
        ("us-ns-cmic", "SECUR", ("us_person", "securities", "!divestment"), ()),
        ("us-889-a1a", "PROC-A", ("federal_agency",), ()),
        ("us-889-a1b", "PROC-B", ("federal_contractor",), ()),
        ("us-889-b", "PROC-A", ("federal_funds",), ()),
        ("us-fcc-legacy", "IMPORT", ("us_import",), ()),
        ("us-uflpa", "IMPORT", ("us_import",), ()),
        ("eu", "PRIMARY", ("eu_person",), ()),
        ("uk", "PRIMARY", ("uk_person",), ()),
        ("ch", "PRIMARY", ("ch_person",), ()),
        ("ca", "PRIMARY", ("ca_person",), ()),
    ],
)
def test_dealings_lead_to_findings_by_the_facts_the_law_asks_for(
    regime: str, code: str, all_of: tuple[str, ...], any_of: tuple[str, ...]
) -> None:
    found = next(d for d in on(regime).dealings if d.code == code)
    assert (found.all_of, found.any_of) == (all_of, any_of)


def test_blocking_contains_the_securities_ban_but_not_the_export_rule_w02() -> None:
    blocking, securities, export = on("us-ofac-50"), on("us-ns-cmic"), on("us-bis-el")
    assert blocking.acts == ("*",)
    assert set(securities.persons) <= set(blocking.persons)
    assert not set(export.persons) <= set(blocking.persons)


@pytest.mark.real
def test_every_programme_the_law_names_is_a_tag_ofac_has_used(shared: Path) -> None:
    days = shared / "data/ofac/sdn_history/sdn_history_2021-08-18_2022-12.tar.xz"
    with tarfile.open(days) as archive:
        last = max(archive.getnames(), key=lambda name: Path(name).name)
        file = archive.extractfile(last)
        assert file is not None
        rows = list(csv.reader(io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="")))
    used = {tag.strip() for row in rows if len(row) > 3 for tag in row[3].split("] [")}
    named = {tag for r in REGIMES for _, tag in r.list_programmes}
    named |= {switch.programme for r in REGIMES for switch in r.switches}
    named |= {tag for r in REGIMES for d in r.dealings for tag in d.programmes}
    assert sorted(named - used) == []
