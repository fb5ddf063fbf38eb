"""Make native_strangers.csv: persons and companies that do not exist, in scripts other than Latin.

    benchmarks/peers/.venv/bin/python benchmarks/native_strangers.py

Faker (MIT) puts them together from its own lists of names, so the file is made here and never committed. They are the
negatives of native_names.py. A made-up name may be a listed person's by chance, as anybody's may.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from faker import Faker

FILE = Path(__file__).with_name("native_strangers.csv")
LANGUAGES = {"ru_RU": 400, "uk_UA": 150, "bg_BG": 50, "ar_AA": 250, "fa_IR": 250, "zh_CN": 250, "zh_TW": 150,
             "ko_KR": 250, "he_IL": 100, "el_GR": 100}  # fmt: skip
"""How many in each language."""
WHOLE = frozenset({"ru_RU", "zh_CN", "zh_TW", "ko_KR"})
"""Languages whose names are more than a given name before a family name; Faker gives no titles in these."""
COMPANIES = 4
"""Every how manieth is a company."""


def strangers() -> Iterator[tuple[str, str]]:
    """Names and kinds, the same ones every time."""
    for language, count in LANGUAGES.items():
        fake = Faker(language)
        fake.seed_instance(3)
        for at in range(count):
            if at % COMPANIES == 0:
                yield fake.company(), "organization"
            else:
                yield fake.name() if language in WHOLE else f"{fake.first_name()} {fake.last_name()}", "person"


if __name__ == "__main__":
    with FILE.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(["name", "kind"])
        writer.writerows(dict.fromkeys(strangers()))
