"""False alarms of places: GLEIF's 399,203 names with their countries, and the addresses that the real lists print.

    .venv/bin/python benchmarks/places.py [EVERY]

A listed address under an embargoed country must be found; one under another country is an alarm to be looked at (many
are true: a town in Crimea filed under Russia or Ukraine). `EVERY`: only every so many rows of GLEIF. Samples are
printed, of Ukraine's regions only where there is nothing else.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping

from lists import every_list, gleif

from ricochet.screening.places import PlaceFound, places_in

COUNTRIES = {
    "Iran",
    "Cuba",
    "Syria",
    "Sudan",
    "North Korea",
    "Korea, North",
    "IR",
    "CU",
    "SY",
    "SD",
    "KP",
    "Region: Crimea",
}
SHOWN = 25


def tell(what: str, rows: Iterable[Mapping[str, str]]) -> None:
    """How many rows a place brings up, by place and field, with a sample; microseconds of processor time a row."""
    asked, found = 0, list[tuple[Mapping[str, str], PlaceFound]]()
    began = time.process_time()
    for row in rows:
        asked += 1
        best = next((hit for hit in places_in(row) if hit.weight != "set aside"), None)
        found += [(row, best)] if best else []
    took = (time.process_time() - began) / max(asked, 1)
    print(
        f"\n{what}: {asked} rows, {len(found)} brought up ({len(found) / max(asked, 1):.3%}), {1e6 * took:.0f} us a row"
    )
    print(Counter((hit.place.id, hit.field, hit.weight) for _, hit in found).most_common())
    unlike = [one for one in found if not one[1].place.id.startswith("ua-")] or found
    for row, hit in unlike[:: len(unlike) // SHOWN + 1]:
        print(f"  {hit.weight} {hit.text} <- {dict(row)}"[:250])


def main() -> None:
    """Names, then addresses within and outside the embargoed countries."""
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    rows = [row for at, row in enumerate(gleif()) if at % every == 0]
    tell("GLEIF names, without their countries", ({"name": row["name"]} for row in rows))
    tell("GLEIF names and countries", rows)
    screening = every_list()
    printed = {
        (address.country, address.text): {"address": address.text, "country": ""}
        for index in screening.indexes
        for entry in index.entries
        for address in entry.party.addresses
    }
    inside = [row for (country, _), row in printed.items() if country in COUNTRIES]
    outside = [row for (country, _), row in printed.items() if country not in COUNTRIES]
    tell("listed addresses in embargoed countries", inside)
    tell("listed addresses elsewhere", outside)
    missed = [row["address"] for row in inside if not any(hit.weight != "set aside" for hit in places_in(row))]
    print(f"\nmissed in embargoed countries: {len(missed)}", *missed[:SHOWN], sep="\n  ")


if __name__ == "__main__":
    main()
