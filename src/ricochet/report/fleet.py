"""Fleet: the plan of an organisation's equipment, and the changes between two inventories, as rows."""

from collections.abc import Iterator, Mapping
from typing import Any

from ricochet.equipment.compare import Compared
from ricochet.equipment.facts import facts_of
from ricochet.equipment.plan import Line, Looked, Money
from ricochet.model.device import Device

Row = dict[str, Any]


def plan_row(rank: int, line: Line) -> Row:
    """One device of the plan with all reasons."""
    return {
        "rank": rank,
        "step": line.step,
        "device": line.device.id,
        "address": line.device.address,
        "site": line.device.site,
        "count": line.device.count,
        "do": list(line.acts),
        "why": [reason.text for reason in line.why],
        "covered": line.covered,
        "binding": line.binding,
        "exploited": line.exploited,
        "exposed": line.exposed,
        "cost": _money(line.cost),
        "source": str(line.device.source),
    }


def plan_line(rank: int, line: Line) -> Row:
    """The same on one line, with the strongest reason."""
    cost = line.cost
    return {
        "rank": rank,
        "step": line.step,
        "device": line.device.id,
        "address": line.device.address,
        "site": line.device.site,
        "count": line.device.count,
        "do": "; ".join(line.acts),
        "covered": line.covered,
        "cost": f"{cost.low}..{cost.high} {cost.currency}".strip() if cost else "",
        "why": line.why[0].text,
    }


def _money(cost: Money | None) -> Row | None:
    return {"low": str(cost.low), "high": str(cost.high), "currency": cost.currency} if cost else None


def change_rows(compared: Compared, looked: Mapping[int, Looked]) -> Iterator[Row]:
    """One row for each device that is gone, new, another at the same address, or changed; not the unchanged ones."""
    for device in compared.removed:
        yield _change("removed", device, None, looked)
    for device in compared.appeared:
        yield _change("appeared", None, device, looked)
    for before, after in compared.replaced:
        yield _change("replaced", before, after, looked)
    for one in compared.changed:
        told = {change.what: [change.before, change.after] for change in one.changes}
        yield _change("changed", one.before, one.after, looked) | {"known by": one.by, "changes": told}


def _change(what: str, before: Device | None, after: Device | None, looked: Mapping[int, Looked]) -> Row:
    return {"change": what, "before": _side(before, looked), "after": _side(after, looked)}


def _side(device: Device | None, looked: Mapping[int, Looked]) -> Row | None:
    if device is None:
        return None
    found, facts = looked[id(device)], facts_of(device)
    return {
        "device": device.id,
        "address": device.address,
        "site": device.site,
        "count": device.count,
        "model": " / ".join(facts.models),
        "firmware": facts.firmware,
        "maker": found.identified.maker,
        "covered": sorted({rule.regime for rule in found.covered if rule.status in {"covered", "probable"}}),
        "binding": sorted(
            {rule.regime for rule in found.covered if rule.status in {"covered", "probable"} and rule.binding == "yes"}
        ),
        "exploited": sorted(
            {flaw.cve for flaw in found.assessment.vulnerabilities if flaw.exploited and flaw.status == "affected"}
        ),
    }


def change_line(row: Row) -> Row:
    """A row of changes on one line."""
    side = row["after"] or row["before"]
    told = "; ".join(f"{what}: {was or '–'} → {now or '–'}" for what, (was, now) in row.get("changes", {}).items())
    if row["change"] == "replaced":
        told = f"{row['before']['device']} ({row['before']['maker'] or 'unknown'}) → {side['device']}"
    return {
        "change": row["change"],
        "device": side["device"],
        "address": side["address"],
        "site": side["site"],
        "maker": side["maker"] or "",
        "covered": ", ".join(side["covered"]),
        "told": told,
    }
