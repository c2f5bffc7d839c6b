"""`manage.py read_terms`: a table in, kinds and dates out."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

LIST = """phrase\tperiod_start\tperiod_end\tmonth
7 марта\t2026-01-01\t2026-12-31\t
март, октябрь\t2026-01-01\t2026-12-31\t
2 неделя\t2025-09-01\t2026-08-31\t10
до 7 марта\t2026-01-01\t2026-12-31\t
«как решат» — потом\t\t\t
7 марта\t\t\t
"""


def test_read_terms_writes_the_columns(tmp_path: Path) -> None:
    path = tmp_path / "terms.tsv"
    path.write_text(LIST, encoding="utf-8-sig")
    written = StringIO()
    call_command("read_terms", path, stdout=written)
    assert [line.split("\t")[4:] for line in written.getvalue().splitlines()] == [
        ["kind", "starts", "ends"],
        ["date", "2026-03-07", "2026-03-07"],
        ["months", "2026-03-01;2026-10-01", "2026-03-31;2026-10-31"],
        ["range", "2025-10-08", "2025-10-14"],
        ["deadline", "", "2026-03-07"],
        ["unknown", "", ""],
        ["date", "", ""],
    ]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("words\n7 марта\n", "phrase"),
        ("phrase\tperiod_start\tperiod_end\n7 марта\t2026\t2027\n", "Строка 2"),
        ("phrase\tperiod_start\tperiod_end\n7 марта\t2026-02-02\t2026-02-01\n", "раньше"),
    ],
)
def test_read_terms_says_what_is_wrong_with_a_file(
    tmp_path: Path, text: str, complaint: str
) -> None:
    path = tmp_path / "terms.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=complaint):
        call_command("read_terms", path, stdout=StringIO())


def test_read_terms_refuses_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Не удалось"):
        call_command("read_terms", tmp_path / "none.tsv", stdout=StringIO())
