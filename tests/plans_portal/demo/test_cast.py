"""The people of the demo."""

import re

from plans_portal.demo import cast


def test_no_name_of_the_demo_stands_in_a_real_plan(shared):
    real = " ".join(path.read_text() for path in sorted((shared / "seeds").glob("*.txt")))
    real_words = set(re.findall(r"[а-яё]+", real.lower()))
    names = [name for person in cast.PEOPLE for name in person.names[:1]]
    names += [cast.CITY, "Лугобор", "Лугоборский", "Светлоярская", "Кленовский", "Парус", "Надежда"]
    assert [name for name in names if name.lower() in real_words] == []
    organisations = [name for name, _ in cast.ORGANISATIONS]
    assert [name for name in organisations if name.lower() in real.lower()] == []


def test_each_person_with_a_login_has_one_account():
    found = cast.accounts()
    logins = [person.login for person in cast.PEOPLE if person.login]
    assert [one.email for one in found] == [cast.email_of(one) for one in ("admin", *logins)]
    assert len({one.email for one in found}) == len(found)
    roles = {one.email: one.role for one in found}
    assert roles["approver@plany.example"].endswith("(ОМО и РМЦ)")
    assert roles["deputy@plany.example"] == "Замещает директора института"
