"""Evidence: what each trace of a device says of its maker, with its weight and the group it depends on."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal
from urllib.parse import unquote

from ricochet.makers.models import SHARED_BY, family, is_shared
from ricochet.makers.names import named
from ricochet.makers.oui import Registry, block_of, registered, source_of
from ricochet.makers.tables import pairs, table
from ricochet.model.device import Device, Trace, TraceKind
from ricochet.model.source import Source

_MODEL_FIELDS = frozenset({"devicedescription", "devicetype", "updateserial", "model", "machinename"})
_MAC_FIELDS = frozenset({"mac", "macaddress"})
_NOWHERE = Source(publisher="", file="", sha256="", row=0)
_ISO = re.compile(r"\d{4}-\d\d")
"""How a day begins that can be compared; of others nobody knows when it was."""
_CALLED = {("vendor", "oui"): ("registration", 4.0), ("text", "product"): ("service", 3.0)}
"""Names that do not come from a label: what a tool looked up in the registry or takes a service for."""
_SAID = {
    "registration": "a tool read from the hardware address that its block is registered to {}",
    "http": "its certificate is made out to {}",
    "service": "a scanner takes one of its services for {}",
}
_NAME_KINDS = frozenset({
    "vendor", "name", "onvif_info", "cpe", "snmp", "ssdp", "mdns", "lldp", "text", "http_title", "sadp", "dhip",
    "isapi", "magicbox",
})  # fmt: skip
_SCOPE = re.compile(r"onvif://www\.onvif\.org/(hardware|name|MAC)/(\S+)", re.IGNORECASE)
_OWNER = re.compile(r"(?:^|[,/]\s*)O=((?:\\,|[^,/])+)")
"""The organisation of a certificate's subject."""
_MEMO = 1 << 16
"""Traces remembered: in a large inventory the same models, makers and banners come again and again."""
_PAIR_WEIGHT = {"high": 4.0, "medium": 2.0, "low": 1.0}
_OWNED = frozenset({"subsidiary", "own brand", "joint venture", "affiliate"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One thing that speaks for a maker. Weight is a log-odds; of one `group` only the strongest counts.

    `relabel`: it names a brand, and somebody else's knowledge leads from the brand to the maker.
    """

    maker: str
    brand: str = ""
    line: str = ""
    weight: float
    group: str
    relabel: bool = False
    text: str
    source: str


def evidence_of(device: Device, registry: Registry) -> tuple[Evidence, ...]:
    """All evidence in the device's traces, in their order, each once."""
    seen = device.seen if _ISO.match(device.seen) else ""
    found = dict[Evidence, None]()
    for trace in device.traces:
        way = _way(trace.kind, trace.field)
        if way == "block":
            found.update(dict.fromkeys(_registered(trace.value, seen, registry)))
        elif way == "remembered":
            found.update(_remembered(trace.kind, trace.field, trace.value, seen))
        elif way == "read":
            found.update(dict.fromkeys(_of_trace(trace, seen, registry)))
    return tuple(found)


@cache
def _way(kind: TraceKind, field: str) -> Literal["block", "read", "remembered", "silent"]:
    """How such a trace is read: what holds a hardware address is no other device's; some kinds say nothing."""
    if kind == "mac":
        return "block"
    if kind == "onvif_scope" or field.lower() in _MAC_FIELDS:
        return "read"
    return "remembered" if kind in _telling() or field else "silent"


@lru_cache(maxsize=_MEMO)
def _remembered(kind: TraceKind, field: str, value: str, seen: str) -> dict[Evidence, None]:
    return dict.fromkeys(_of_trace(Trace(kind=kind, field=field, value=value, source=_NOWHERE), seen, {}))


def _of_trace(trace: Trace, seen: str, registry: Registry) -> Iterator[Evidence]:
    value = trace.value.strip()
    if not value:
        return
    yield from _replies(trace.kind, value)
    if trace.kind == "mac" or trace.field.lower() in _MAC_FIELDS:
        yield from _registered(value, seen, registry)
    elif trace.kind == "model" or trace.field.lower() in _MODEL_FIELDS:
        yield from _modelled(value, seen)
        yield from _called(value, seen)
    elif trace.kind == "onvif_scope":
        yield from _scoped(value, seen, registry)
    elif trace.kind == "tls_subject":
        for owner in _OWNER.findall(value):
            yield from _called(owner.replace("\\", ""), seen, "http")
    elif trace.kind in _NAME_KINDS:
        yield from _called(value, seen, *_CALLED.get((trace.kind, trace.field), ("name", 3.0)))
        if trace.kind in {"name", "text"}:
            for word in value.split():
                yield from _modelled(word, seen)


def _replies(kind: str, value: str) -> Iterator[Evidence]:
    for pattern, row in _patterns().get(kind, ()):
        if pattern.search(value):
            yield Evidence(
                maker=row["maker"],
                weight=float(row["weight"]),
                group=row["group"],
                text=f"{row['reason']} ({kind}: {value[:80]})",
                source=row["source"],
            )


def _registered(value: str, seen: str, registry: Registry) -> tuple[Evidence, ...]:
    block = block_of(value, registry)
    return _of_block(block, registry[block], seen, source_of(registry)) if block else ()


@lru_cache(maxsize=_MEMO)
def _of_block(block: str, name: str, seen: str, source: str) -> tuple[Evidence, ...]:
    return tuple(_of_registrant(block, name, seen, source))


def _of_registrant(block: str, name: str, seen: str, source: str) -> Iterator[Evidence]:
    if row := registered(name):
        pairs_of_digits = ":".join(block[at : at + 2] for at in range(0, len(block), 2))
        text = f"the hardware address is in the block {pairs_of_digits}, registered to {row['registrant']}"
        chip = row["brand"] == "hisilicon"  # a chip inside anybody's device
        yield from _whose(row, 1.0 if chip else 4.0, "registration", text, source, seen)


def _modelled(value: str, seen: str) -> Iterator[Evidence]:
    if row := family(value):
        text = f"model {value} follows the grammar of {row['line']}"
        yield from _whose(row, float(row["weight"]), "model", text, row["source"], seen)
    elif is_shared(value):
        text = f"model {value} begins as models of several makers do"
        for maker in SHARED_BY:
            yield Evidence(maker=maker, weight=0.5, group="model", text=text, source="equipment reference 2026-11")


def _called(value: str, seen: str, group: str = "name", weight: float = 3.0) -> Iterator[Evidence]:
    if who := named(value):
        row = {"maker": who[0], "brand": who[1], "line": ""}
        text = _SAID.get(group, "it calls itself, or is called, {}").format(value[:80])
        yield from _whose(row, weight, group, text, "table of names", seen)


def _scoped(value: str, seen: str, registry: Registry) -> Iterator[Evidence]:
    for kind, part in _SCOPE.findall(value):
        text = unquote(part)
        if kind.lower() == "mac":
            yield from _registered(text, seen, registry)
        elif kind.lower() == "hardware":
            yield from _modelled(text, seen)
        else:
            yield from _called(text, seen)


def _whose(row: Mapping[str, str], weight: float, group: str, text: str, source: str, seen: str) -> Iterator[Evidence]:
    """Evidence for the row's maker, or for everybody who makes the brand it names."""
    found = Evidence(
        maker=row["maker"],
        brand=row["brand"],
        line=row.get("line", ""),
        weight=weight,
        group=group,
        text=text,
        source=source,
    )
    if found.maker:
        yield found
        return
    for pair in pairs(found.brand):
        if seen and pair["since"] and seen[:10] < pair["since"]:
            continue  # seen before this maker made the brand
        until = f" until {pair['until']}" if pair["until"] else ""
        yield replace(
            found,
            maker=pair["maker"],
            weight=min(weight, _PAIR_WEIGHT[pair["confidence"]]),
            group="brand",
            relabel=pair["relation"] not in _OWNED,
            text=f"{text}; {pair['name']}: {pair['relation']} of {pair['maker']}{until} ({pair['confidence']})",
            source=pair["source"],
        )


@cache
def _telling() -> frozenset[str]:
    """Kinds of traces that may say something whatever their field; a serial number, for one, does not."""
    return _NAME_KINDS | _patterns().keys() | {"mac", "model", "onvif_scope", "tls_subject"}


@cache
def _patterns() -> Mapping[str, tuple[tuple[re.Pattern[str], Mapping[str, str]], ...]]:
    rows = table("replies.csv")
    return {
        kind: tuple((re.compile(row["pattern"]), row) for row in rows if row["kind"] == kind)
        for kind in {row["kind"] for row in rows}
    }
