"""Register: a generated one as a country's would be: scale-free owners, cycles, bands, unknown stakes, totals over 100.

    python benchmarks/register.py --companies 1000000 --out register.csv --listed listed.csv

Companies have one to eight owners (three on average). Two thirds of all stakes are of companies, drawn by preferential
attachment, so a few own very many; the rest are of half as many persons and funds. Of the stakes 30 % are known only as
a band, 5 % not at all; every twelfth company has an owner of exactly 50, one in 250 more than 100 per cent in all. One
party in a hundred is listed: most of them any owners, some drawn by how much they hold. The same seed gives the same
register.
"""

import argparse
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[Any]
BANDS = ("(25,50]", "(50,75)", "[75,100]")
UNKNOWN = "?"
STEPS = 10_000
"""Stakes are whole hundredths of a per cent; codes beyond are the bands and the unknown."""


class Generated(NamedTuple):
    """Owner and owned by number, share by code; parties from `companies` on are persons and funds."""

    companies: int
    parties: int
    owner: Ints
    owned: Ints
    share: Ints
    listed: Ints


def generate(companies: int, seed: int = 1) -> Generated:
    """A register of `companies` companies and about three times as many holdings."""
    dice = np.random.default_rng(seed)
    parties = companies + companies // 2
    count = np.minimum(1 + dice.poisson(2.0, companies), 8)
    owned = np.repeat(np.arange(companies), count)
    size = len(owned)
    # Owners: among earlier companies a few hold very many, others hold what was founded soon after them; one stake in a
    # hundred is held by any company whatever, which closes rings.
    heavy = (owned * dice.random(size) ** 3).astype(np.int64)
    near = np.maximum(owned - 1 - dice.geometric(1e-3, size), 0)
    person = companies + dice.integers(0, companies // 2, size)
    first = np.cumsum(np.append(0, count))[:-1]
    kind = dice.random(size)
    kind[first] *= 0.85  # whoever founds a company is a company more often than who joins
    owner = np.where(kind < 0.33, heavy, np.where(kind < 0.65, near, person))
    owner = np.where(kind > 0.99, dice.integers(0, companies, size), owner)
    owner = np.where(owner == owned, person, owner)
    weight = dice.gamma(0.5, 1.0, size)
    weight[first] += dice.gamma(1.0, 1.0, companies)  # and mostly has the largest part
    half = dice.random(companies) < 0.08
    weight[first[half]] = np.add.reduceat(weight, first)[half] - weight[first[half]]
    total = np.repeat(np.add.reduceat(weight, first), count)
    factor = np.repeat(np.where(dice.random(companies) < 0.004, 1.3, 1.0), count)
    share = np.clip((weight / np.maximum(total, 1e-9) * STEPS * factor).astype(np.int64), 1, STEPS)
    share[first[half & (count > 1)]] = STEPS // 2
    blur = dice.random(size)
    band = np.where(share > 7500, STEPS + 3, np.where(share > 5000, STEPS + 2, STEPS + 1))
    share = np.where((blur < 0.30) & (share > 2500), band, share)
    share = np.where(blur > 0.95, STEPS + 4, share)
    some = dice.choice(np.unique(owner), parties // 125, replace=False)
    large = owner[dice.choice(size, parties // 500, replace=False)]
    listed = np.unique(np.concatenate([some, large]))
    return Generated(companies, parties, owner, owned, share, listed)


def share_texts() -> list[str]:
    """The text of every share code."""
    points = [f"{code / 100:.2f}".rstrip("0").rstrip(".") for code in range(STEPS + 1)]
    return [*points, *BANDS, UNKNOWN]


def names(generated: Generated) -> Ints:
    """Ids as registers give them, of about ten characters."""
    kinds = np.where(np.arange(generated.parties) < generated.companies, "C", "P")
    numbers = np.char.zfill((np.arange(generated.parties) * 7919 % 99_999_989).astype(str), 8)
    return np.char.add(kinds, numbers)


def write(generated: Generated, holdings: Path, listed: Path) -> None:
    """Both tables as CSV."""
    name, shares = names(generated), np.array(share_texts())
    shares = np.array([f'"{text}"' if "," in text else text for text in shares])
    with holdings.open("w", encoding="utf-8") as file:
        file.write("owner,owned,share\n")
        step = 500_000
        for start in range(0, len(generated.owner), step):
            part = slice(start, start + step)
            columns = name[generated.owner[part]], name[generated.owned[part]], shares[generated.share[part]]
            rows = zip(*columns, strict=True)
            file.write("".join(f"{owner},{owned},{share}\n" for owner, owned, share in rows))
    listed.write_text("party\n" + "".join(f"{one}\n" for one in name[generated.listed]), encoding="utf-8")


def main() -> None:
    """Write the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--companies", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--listed", type=Path, required=True)
    given = parser.parse_args()
    write(generate(given.companies, given.seed), given.out, given.listed)


if __name__ == "__main__":
    main()
