"""The two gold lists of terms."""

from pathlib import Path

import pytest

from events.management.commands.read_terms import read_row, rows_of


@pytest.mark.parametrize(("name", "least"), [("seeds.tsv", 1.0), ("real.tsv", 0.97)])
def test_gold_list_is_read(shared: Path, name: str, least: float) -> None:
    rows = rows_of((shared / "terms" / name).read_text(encoding="utf-8"))
    gold = [(row["kind"], row.get("starts", ""), row.get("ends", "")) for row in rows]
    read_as = [read_row(row) for row in rows]
    misses = [
        (row["phrase"], one, right)
        for row, one, right in zip(rows, read_as, gold, strict=True)
        if one != right
    ]
    wrong_dates = [miss for miss in misses if any(miss[1][1:]) and miss[1][1:] != miss[2][1:]]
    assert wrong_dates == []
    assert len(misses) <= len(rows) * (1 - least), misses
