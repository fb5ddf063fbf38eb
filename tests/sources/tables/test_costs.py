"""The user's figures of what a replacement costs."""

from decimal import Decimal

from ricochet.sources.tables.costs import read_costs


def test_ranges_single_figures_and_wrong_rows() -> None:
    table = b'what,low,high,currency\nDS-2CD,"1,200",1500,usd\n*,300,,USD\nhikvision,9,5,USD\naxis,cheap,,USD\n'
    read = read_costs("costs.csv", table)
    assert [(cost.what, cost.low, cost.high, cost.currency) for cost in read.records] == [
        ("DS-2CD", Decimal(1200), Decimal(1500), "USD"),
        ("*", Decimal(300), Decimal(300), "USD"),
    ]
    assert [(aside.row, aside.column) for aside in read.quarantined] == [(4, "high"), (5, "low")]
