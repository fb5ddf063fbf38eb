"""Gathered: the services of one address, which a scanner tells one by one, put together as one device."""

from collections.abc import Iterator

from ricochet.model.device import Device
from ricochet.sources.devices.facts import Marks
from ricochet.sources.registers.facts import Origin


class Gathered:
    """Devices by address, in the order they were first told. It grows with the devices, not with their services."""

    def __init__(self, origin: Origin, *, exposed: bool | None = None) -> None:
        self._origin, self._exposed = origin, exposed
        self._marks: dict[str, Marks] = {}
        self._seen: dict[str, str] = {}

    def at(self, address: str, row: int, seen: str = "") -> Marks:
        """The marks of the device of this address; `seen` is an ISO date or time, the latest counts."""
        self._seen[address] = max(seen[:10], self._seen.get(address, ""))
        return self._marks.setdefault(address, Marks(self._origin.at(row)))

    def devices(self) -> Iterator[Device]:
        """All of them."""
        for address, marks in self._marks.items():
            yield Device(
                id=address,
                traces=marks.traces(),
                address=address,
                exposed=self._exposed,
                seen=self._seen[address],
                source=marks.source,
            )
