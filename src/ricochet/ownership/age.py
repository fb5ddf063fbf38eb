"""Age: stakes nobody has seen for long may be gone, and count only as possible."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from ricochet.model.holding import Holding
from ricochet.model.share import Share


def aged(holdings: Iterable[Holding], day: date, max_age: timedelta) -> Iterator[Holding]:
    """Take the lower bound from stakes last seen more than `max_age` before `day` that have no end.

    A stake without a day on which it was seen keeps what it states: nobody says how old that is.
    """
    for row in holdings:
        if row.seen is None or row.period.end is not None or day - row.seen <= max_age:
            yield row
        else:
            share = Share(Fraction(0), row.share.high, high_open=row.share.high_open and row.share.high > 0)
            yield replace(row, share=share, stated=row.stated or str(row.share))
