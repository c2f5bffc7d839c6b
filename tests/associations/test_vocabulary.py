"""The name of an association beside the badge of its kind."""

import pytest

from associations.vocabulary import name_beside_kind


@pytest.mark.parametrize(
    ("name", "kind", "beside"),
    [
        ("ОМО учителей-логопедов", "omo", "учителей-логопедов"),
        ("Областное методическое объединение учителей химии", "omo", "учителей химии"),
        ("Региональное учебно-методическое объединение педагогов", "rumo", "педагогов"),
        ("Региональный методический центр поддержки педагогов", "rmc", "поддержки педагогов"),
        ("Муниципальный опорный центр «Парус»", "moc", "«Парус»"),
        ("Совет учителей чтения", "omo", "Совет учителей чтения"),
        ("РУМО педагогов", "omo", "РУМО педагогов"),
        ("ОМО", "omo", "ОМО"),
    ],
)
def test_name_loses_the_words_of_its_kind(name, kind, beside):
    assert name_beside_kind(name, kind) == beside
