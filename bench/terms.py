"""How fast and how correctly terms are read: phrases a second on one core, accuracy by kind.

No phrase is counted twice, so that a cache of whole phrases would not help. Run: `python -m
bench.terms [FILE.tsv …]`.
"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import product
from pathlib import Path
from time import process_time
from typing import Final

from events.management.commands.read_terms import read_row, rows_of
from events.plan.period import MONTHS, MONTHS_GENITIVE, Period
from events.terms import read

AIM: Final = 10_000
SHARED: Final = Path(__file__).resolve().parents[2] / "shared" / "terms"


def accuracy(path: Path) -> tuple[int, int]:
    """Print the share read exactly by kind, and each miss; give the number right and of all."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong_dates = 0
    for row in rows_of(path.read_text(encoding="utf-8")):
        gold = (row["kind"], row.get("starts", ""), row.get("ends", ""))
        read_as = read_row(row)
        total[gold[0]] += 1
        right[gold[0]] += read_as == gold
        wrong_dates += any(read_as[1:]) and read_as[1:] != gold[1:]
        if read_as != gold:
            print(f"  miss: {row['phrase']!r} is {gold}, read as {read_as}")
    print(f"{path.name}: {right.total()} of {total.total()} exact, wrong dates: {wrong_dates}")
    for kind, count in sorted(total.items()):
        print(f"  {kind:<11} {right[kind]:>4} of {count}")
    return right.total(), total.total()


def phrases() -> list[str]:
    """Some ten thousand different phrases in the proportions of real plans."""
    days = range(1, 29)
    made = [f"{day} {month}" for day, month in product(days, MONTHS_GENITIVE)]
    made += [f"{day:02}.{month:02}.2026 г." for day, month in product(days, range(1, 13))]
    made += [f"с {day} по {day + 2} {month}" for day, month in product(days, MONTHS_GENITIVE)]
    made += [
        f"{day:02}.{month:02}-{day + 2:02}.{month:02}" for day, month in product(days, range(1, 13))
    ]
    made += [f"до {day} {month} 2026 года" for day, month in product(days, MONTHS_GENITIVE)]
    made += [
        f"{day}, {day + 1} и {day + 2} {month}" for day, month in product(days, MONTHS_GENITIVE)
    ]
    months = list(product(MONTHS, MONTHS))
    made += [f"{first} – {second}" for first, second in months]
    made += [f"{first}, {second} 2026 г." for first, second in months]
    made += [f"ежемесячно ({first}, {second})" for first, second in months]
    made += [f"{number} неделя {month}" for number, month in product(range(1, 5), MONTHS_GENITIVE)]
    made += [f"{month}, СОШ № {number}" for month, number in product(MONTHS, range(1, 200))]
    made += [
        f"не реже {number} раз в квартал по плану {word}"
        for number, word in product(range(2, 12), MONTHS)
    ]
    made += [f"в течение года, кабинет {number}" for number in range(1, 500)]
    made += [f"по графику комиссии № {number}" for number in range(1, 500)]
    made += [f"не разобрать {number} что {month}" for number, month in product(range(100), MONTHS)]
    return made


def speed() -> float:
    """Phrases a second of one core's CPU time, each read once."""
    period = Period.of_academic_year(2025)
    words = phrases()
    if len(set(words)) < len(words):
        message = "a phrase stands twice"
        raise ValueError(message)
    started = process_time()
    for phrase in words:
        read(phrase, period)
    rate = len(words) / (process_time() - started)
    print(f"speed: {rate:,.0f} phrases a second over {len(words)} different ones (aim {AIM:,})")
    return rate


def main(arguments: list[str]) -> int:
    """Accuracy on the given lists (or the shared ones), then speed."""
    paths = [Path(one) for one in arguments] or sorted(SHARED.glob("*.tsv"))
    for path in paths:
        accuracy(path)
    speed()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
