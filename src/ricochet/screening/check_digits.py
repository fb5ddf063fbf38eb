"""Check digits: whether a number's last digits fit the others, by the standard that its column or its list names.

The standards are python-stdnum's. IMO numbers are of ships (weights 7 to 2, resolution A.1117(30)) or of companies
(weights 8, 6, 4, 2, 9, 7); one that fits either is right.
"""

from functools import lru_cache
from importlib import import_module

_COMPANY = (8, 6, 4, 2, 9, 7)


@lru_cache(maxsize=1 << 12)
def fits(check: str, plain: str) -> bool | None:
    """Whether the check digits fit. None: the text has not the form that the standard asks, so it says nothing.

    `check` is a standard as python-stdnum names it: "imo", "lei", "ru.inn".
    """
    from stdnum.exceptions import InvalidChecksum, ValidationError  # noqa: PLC0415 - stdnum brings ssl along

    try:
        import_module(f"stdnum.{check}").validate(plain)
    except InvalidChecksum:
        return check == "imo" and _of_a_company(plain)
    except ValidationError:
        return None
    return True


def _of_a_company(plain: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_COMPANY, plain[:6], strict=True))
    return (11 - total % 11) % 10 == int(plain[6])
