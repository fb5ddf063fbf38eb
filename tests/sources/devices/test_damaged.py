"""Records that are not as their tool writes them: read, set aside or refused, never a traceback, and none lost."""

import copy
import io
import json
import random
from typing import Any

import pytest
from tests.sources.devices import test_exports, test_nmap, test_scanners

from ricochet.errors import RicochetError
from ricochet.sources.devices.facts import Log
from ricochet.sources.devices.read import stream

BANNER = {
    "ip_str": "198.51.100.7", "port": 80, "data": "HTTP/1.1 401\r\nServer: x\r\n\r\n", "mac": {"44:19:b6:00:00:01": {}},
    "http": {"server": "A", "favicon": {"hash": 1}}, "ssl": {"cert": {"subject": {"CN": "x"}}}, "hostnames": ["a"],
}  # fmt: skip
RECORDS: dict[str, Any] = {
    "Shodan": BANNER,
    "Shodan host": {"ip_str": "198.51.100.7", "data": [BANNER]},
    "Censys": test_exports.CENSYS,
    "CycloneDX": test_scanners.BOM,
    "NetBox": test_exports.NETBOX,
    "Snipe-IT": test_exports.SNIPE,
    "runZero": test_exports.RUNZERO,
    "OSCAL": test_exports.OSCAL,
    "masscan": json.loads(test_exports.MASSCAN),
    "naabu": json.loads(test_exports.NAABU),
    "capture": {"address": "192.0.2.7", "port": 80, "payload": "aGk=", "mac": "44:19:b6:00:00:07"},
}
WRONG: tuple[Any, ...] = (
    None,
    True,
    1,
    1.5,
    "x",
    "",
    [],
    {},
    [[]],
    [{}],
    {"a": {"b": [1]}},
    "\x00",
    [1, "a", None],
    -1,
    10**30,
    "é",
)
DOCUMENTS = {
    "nmap": f"{test_nmap.HEAD}{test_nmap.HOST}</nmaprun>",
    "Nessus": test_scanners.NESSUS,
    "CycloneDX": test_scanners.XML_BOM,
}


def damaged(value: Any, chance: random.Random) -> Any:
    """The value with something else somewhere in it."""
    whole = node = copy.deepcopy(value)
    while isinstance(node, dict | list) and node:
        key: Any = chance.choice(list(node)) if isinstance(node, dict) else chance.randrange(len(node))
        if chance.random() < 0.35 or not isinstance(node[key], dict | list):
            node[key] = chance.choice(WRONG)
            break
        node = node[key]
    return whole


def read(text: str) -> None:
    log = Log()
    try:
        for _ in stream("file", io.BytesIO(text.encode()), log):
            pass
    except RicochetError:
        return
    assert log.notices("file")


@pytest.mark.parametrize("kind", RECORDS)
def test_records_with_something_else_in_them(kind: str) -> None:
    chance = random.Random(kind)  # noqa: S311 - no secret
    for _ in range(300):
        record = damaged(RECORDS[kind], chance)
        read(json.dumps(damaged(record, chance) if chance.random() < 0.3 else record))


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_documents_with_other_signs_in_them(kind: str) -> None:
    chance = random.Random(kind)  # noqa: S311 - no secret
    for _ in range(300):
        signs = list(DOCUMENTS[kind])
        for _ in range(chance.randint(1, 4)):
            signs[chance.randrange(len(signs))] = chance.choice(["", "<", ">", '"', "x", "9", "&", " ", "\x00"])
        read("".join(signs))
