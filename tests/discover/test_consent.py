"""Nothing is sent without consent, outside the network, or faster than asked."""

import time
from pathlib import Path

import pytest

from ricochet.errors import NetworkError, UsageError
from ricochet.sources.network import Network, Question, Sent, neighbours, network_of
from ricochet.verbs.discover import discover


@pytest.mark.parametrize(
    ("network", "message"),
    [
        ("192.0.2.0/24", "nothing was sent"),
        ("192.0.0.0/15", "larger than a /16"),
        ("2001:db8::/64", "IPv6"),
        ("cameras", "no network"),
    ],
)
def test_what_is_refused_before_anything_is_sent(network: str, message: str, tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    with pytest.raises(UsageError, match=message):
        discover([network], mine=False, log=log)
    assert not log.exists()


def test_a_place_to_log_is_needed(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        discover(["192.0.2.0/30"], mine=True, log=tmp_path / "nowhere" / "log.jsonl")
    with pytest.raises(UsageError, match="--rate"):
        discover(["192.0.2.0/30"], mine=True, log=tmp_path / "log", rate=0)


def question(address: str) -> Question:
    return Question(address=address, port=9, payload=b"x", what="test")


def test_an_address_outside_is_never_sent_to() -> None:
    told: list[Sent] = []
    network = Network([network_of("127.0.0.0/30")], rate=1000, tell=told.append, wait=0.1)
    with pytest.raises(NetworkError, match="outside"):
        list(network.datagrams([question("127.0.0.9")]))
    with pytest.raises(NetworkError, match="outside"):
        network.request(question("127.0.0.9"))
    assert told == []


def test_packets_are_told_and_paced() -> None:
    told: list[Sent] = []
    network = Network([network_of("127.0.0.0/28")], rate=50, tell=told.append, wait=0.01)
    start = time.monotonic()
    list(network.datagrams([question(f"127.0.0.{last}") for last in range(1, 7)]))
    assert time.monotonic() - start >= 0.1
    assert [one.address for one in told] == [f"127.0.0.{last}" for last in range(1, 7)]


def test_the_neighbours_of_this_machine(tmp_path: Path) -> None:
    table = tmp_path / "arp"
    table.write_text(
        "IP address       HW type     Flags       HW address            Mask     Device\n"
        "192.0.2.3        0x1         0x2         44:19:b6:00:00:03     *        eth0\n"
        "192.0.2.9        0x1         0x0         00:00:00:00:00:00     *        eth0\n"
    )
    assert neighbours(table) == {"192.0.2.3": "44:19:b6:00:00:03"}
    assert neighbours(tmp_path / "none") == {}
