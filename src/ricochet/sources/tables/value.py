"""Value: what a typed cell (of a workbook, of Parquet) looks like as text."""

import datetime as dt
from decimal import Decimal
from typing import Any

_DIGITS = 1e15


def text(value: Any, *, digits: int = 0) -> str:
    """Write a cell as a person would have typed it: ISO dates, true and false, lists joined with "; ".

    `digits` rounds a float to so many significant ones; 0 keeps the shortest text that is the same float.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        shown = "true" if value else "false"
    elif isinstance(value, float):
        shown = plain(value, digits=digits)
    elif isinstance(value, Decimal):
        shown = format(value, "f")
    elif isinstance(value, dt.datetime) and value.time() == dt.time():
        shown = value.date().isoformat()
    elif isinstance(value, dt.date | dt.time):
        shown = value.isoformat()
    elif isinstance(value, list):
        shown = "; ".join(text(item, digits=digits) for item in value)
    elif isinstance(value, bytes):
        shown = value.decode("utf-8", errors="backslashreplace")
    else:
        shown = str(value)
    return shown


def plain(value: float, *, digits: int = 0, hundredfold: bool = False) -> str:
    """Write a float without noise: 60.0 is "60", 0.1 is "0.1".

    From 1e15 on a float no longer holds every digit, and keeps its exponent so that nobody takes it for an id.
    `hundredfold` gives the per cent of a fraction, exactly.
    """
    written = format(value, f".{digits}g") if digits else repr(value)
    number = Decimal(written) * (100 if hundredfold else 1)
    if not number.is_finite() or abs(number) >= _DIGITS:
        return written
    decimal = format(number, "f") if number else "0"
    return decimal.rstrip("0").rstrip(".") if "." in decimal else decimal
