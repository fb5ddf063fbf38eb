"""Tables: facts of a register as rows of the tables that Ricochet reads (docs/ownership.md, docs/what-if.md)."""

from ricochet.model.dealing import Dealing
from ricochet.model.holding import Holding
from ricochet.model.party import Party

Row = dict[str, str | list[str]]
HOLDINGS = ("owner", "owned", "share", "basis", "from", "to", "source", "joint", "held_for", "class", "seen")
"""Columns of the table of holdings."""


def holding_row(holding: Holding) -> tuple[str, ...]:
    """One row in the order of HOLDINGS. `source` is who says so, not the row: it tells parts from contradictions."""
    period = holding.period
    return (
        holding.owner,
        holding.owned,
        str(holding.share),
        holding.basis,
        str(period.start or ""),
        str(period.end or ""),
        holding.source.cite,
        holding.joint,
        holding.held_for,
        holding.share_class,
        str(holding.seen or ""),
    )


def party_row(party: Party) -> Row:
    """One record of parties; an identifier stands under its type, as `identifier TYPE`."""
    row: Row = {
        "id": party.id,
        "name": party.names[0].text if party.names else "",
        "kind": party.kind,
        "aliases": [_cell(name.text) for name in party.names[1:] if not name.weak],
        "weak": [_cell(name.text) for name in party.names[1:] if name.weak],
        "country": list(map(_cell, party.countries)),
        "birth_date": list(map(_cell, party.births)),
        "birth_place": list(map(_cell, party.birth_places)),
        "gender": party.gender,
        "address": _cell(party.addresses[0].text) if party.addresses else "",
        "register_complete": "yes" if party.register_complete else "",
    }
    for one in party.identifiers:
        key = f"identifier {one.type}"
        row[key] = [*row.get(key, ()), _cell(one.value)]
    return {key: value for key, value in row.items() if value or key == "id"}


def dealing_row(dealing: Dealing) -> Row:
    """One record of dealings."""
    row: Row = {
        "from": dealing.actor,
        "to": dealing.target,
        "kind": dealing.kind,
        "value": dealing.value_text,
        "currency": dealing.currency,
        "from_date": str(dealing.period.start or ""),
        "to_date": str(dealing.period.end or ""),
        "seen": str(dealing.seen or ""),
        "detail": dealing.detail,
        "source": dealing.source.cite,
    }
    return {key: value for key, value in row.items() if value}


def _cell(text: str) -> str:
    """A value that stays one where several stand apart by semicolons."""
    return text.replace(";", ",").replace("|", "/")
