"""The people of the demo: an invented institute, its associations, organisations, offices.

All names are invented. The module only lists them; `scenery` writes them to the database.
"""

from dataclasses import dataclass
from typing import Final

from associations.models import Association
from associations.vocabulary import OfficeRole

Kind = Association.Kind
# One for all demo accounts; public, so never for production.
PASSWORD: Final = "plan-demo-2026"  # noqa: S105
DOMAIN: Final = "plany.example"

INSTITUTE: Final = "ГАУ ДПО «Светлоярский институт развития образования»"
INSTITUTE_SHORT: Final = "СИРО"
CITY: Final = "Светлоярск"
COUNCIL: Final = "координационного совета РУМО"


@dataclass(frozen=True, slots=True)
class AssociationPart:
    """An association; `plan` names its file of words, `layout` its built-in layout."""

    plan: str
    layout: str
    kind: str
    name: str
    genitive: str
    territory: str = "Светлоярская область"
    city: str = CITY


@dataclass(frozen=True, slots=True)
class OfficePart:
    """An office: in the association whose plan is named, or in the institute (`plan` empty)."""

    role: str
    position: str
    plan: str = ""


@dataclass(frozen=True, slots=True)
class PersonPart:
    """A person: `login` is the part before the @, empty for people without an account."""

    login: str
    names: tuple[str, str, str]
    position: str
    organisation: str
    offices: tuple[OfficePart, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """One line of the table that the command prints."""

    role: str
    name: str
    email: str


ASSOCIATIONS: Final = (
    AssociationPart(
        "methodists",
        "rumo-directions",
        Kind.RUMO,
        "РУМО методистов профессиональных образовательных организаций",
        "регионального учебно-методического объединения методистов "
        "профессиональных образовательных организаций Светлоярской области",
    ),
    AssociationPart(
        "languages",
        "rumo-headings",
        Kind.RUMO,
        "РУМО преподавателей иностранных языков",
        "регионального учебно-методического объединения преподавателей иностранных языков "
        "Светлоярской области",
    ),
    AssociationPart(
        "speech",
        "omo-directions",
        Kind.OMO,
        "ОМО учителей-логопедов",
        "областного методического объединения учителей-логопедов Светлоярской области",
    ),
    AssociationPart(
        "young",
        "rmc-directions",
        Kind.RMC,
        "РМЦ поддержки молодых педагогов",
        "регионального методического центра поддержки молодых педагогов",
    ),
    AssociationPart(
        "children",
        "moc-results",
        Kind.MOC,
        "МОЦ дополнительного образования детей Лугоборского округа",
        "муниципального опорного центра дополнительного образования детей "
        "Лугоборского муниципального округа",
        territory="Лугоборский муниципальный округ",
        city="Лугобор",
    ),
)

# Full name, and the short one by which the directory lists it.
ORGANISATIONS: Final = (
    (INSTITUTE, INSTITUTE_SHORT),
    ("Министерство образования Светлоярской области", "Министерство образования области"),
    ("ФГБОУ ВО «Светлоярский государственный педагогический университет»", "СГПУ"),
    ("ГБПОУ «Светлоярский политехнический колледж»", "Светлоярский политехнический колледж"),
    ("ГБПОУ «Лугоборский аграрный техникум»", "Лугоборский аграрный техникум"),
    (
        "ГБПОУ «Кленовский колледж технологий и сервиса»",
        "Кленовский колледж технологий и сервиса",
    ),
    ("МБОУ «Школа-интернат „Надежда“» г. Светлоярска", "Школа-интернат «Надежда»"),
    ("МБУ ДО «Центр творчества „Парус“»", "ЦТ «Парус»"),
    (
        "Отдел образования администрации Лугоборского муниципального округа",
        "Отдел образования",
    ),
)

PEOPLE: Final = (
    PersonPart(
        "methodist",
        ("Полякова", "Светлана", "Геннадьевна"),
        "методист",
        INSTITUTE_SHORT,
        (OfficePart(OfficeRole.METHODIST, "Методист института"),),
    ),
    PersonPart(
        "methodist.second",
        ("Ясенева", "Тамара", "Львовна"),
        "методист",
        INSTITUTE_SHORT,
        (OfficePart(OfficeRole.METHODIST, "Методист института"),),
    ),
    PersonPart(
        "chair.methodists",
        ("Савельева", "Ирина", "Павловна"),
        "заведующая методическим кабинетом",
        "Светлоярский политехнический колледж",
        (OfficePart(OfficeRole.CHAIR, "Председатель РУМО методистов", "methodists"),),
    ),
    PersonPart(
        "secretary",
        ("Дроздов", "Артём", "Игоревич"),
        "методист",
        "Лугоборский аграрный техникум",
        (OfficePart(OfficeRole.SECRETARY, "Секретарь РУМО", "methodists"),),
    ),
    PersonPart(
        "chair.languages",
        ("Тихомирова", "Елена", "Аркадьевна"),
        "преподаватель английского языка",
        "Кленовский колледж технологий и сервиса",
        (
            OfficePart(
                OfficeRole.CHAIR, "Председатель РУМО преподавателей иностранных языков", "languages"
            ),
            OfficePart(OfficeRole.CURATOR, "Куратор объединения", "methodists"),
        ),
    ),
    PersonPart(
        "curator",
        ("Латышева", "Вера", "Константиновна"),
        "заведующая кафедрой профессионального образования",
        INSTITUTE_SHORT,
        (
            OfficePart(
                OfficeRole.CURATOR,
                "Куратор объединения, заведующий кафедрой профессионального образования",
                "languages",
            ),
            OfficePart(OfficeRole.CURATOR, "Куратор объединения", "speech"),
        ),
    ),
    PersonPart(
        "chair.speech",
        ("Белоусова", "Наталья", "Юрьевна"),
        "учитель-логопед",
        "Школа-интернат «Надежда»",
        (OfficePart(OfficeRole.CHAIR, "Председатель ОМО учителей-логопедов", "speech"),),
    ),
    PersonPart(
        "chair.young",
        ("Ершова", "Марина", "Олеговна"),
        "руководитель регионального методического центра",
        INSTITUTE_SHORT,
        (OfficePart(OfficeRole.CHAIR, "Руководитель РМЦ", "young"),),
    ),
    PersonPart(
        "chair.children",
        ("Кравцова", "Юлия", "Андреевна"),
        "методист",
        "ЦТ «Парус»",
        (OfficePart(OfficeRole.CHAIR, "Руководитель МОЦ", "children"),),
    ),
    PersonPart(
        "ministry",
        ("Зимина", "Ольга", "Леонидовна"),
        "заместитель министра",
        "Министерство образования области",
        (
            OfficePart(
                OfficeRole.AGREER, "Заместитель министра образования Светлоярской области", "young"
            ),
        ),
    ),
    PersonPart(
        "university",
        ("Платонов", "Сергей", "Дмитриевич"),
        "проректор по научной работе",
        "СГПУ",
        (
            OfficePart(
                OfficeRole.AGREER,
                "Проректор по научной работе ФГБОУ ВО «Светлоярский государственный "
                "педагогический университет»",
                "young",
            ),
        ),
    ),
    PersonPart(
        "approver",
        ("Воронцов", "Андрей", "Викторович"),
        "директор института",
        INSTITUTE_SHORT,
        (OfficePart(OfficeRole.APPROVER, "Директор института"),),
    ),
    PersonPart(
        "council",
        ("Громов", "Николай", "Сергеевич"),
        "директор колледжа",
        "Светлоярский политехнический колледж",
        (OfficePart(OfficeRole.APPROVER, f"Председатель {COUNCIL}", "languages"),),
    ),
    PersonPart(
        "director",
        ("Соболев", "Пётр", "Михайлович"),
        "директор центра творчества",
        "ЦТ «Парус»",
        (OfficePart(OfficeRole.APPROVER, "Директор МБУ ДО «Центр творчества «Парус»", "children"),),
    ),
    PersonPart(
        "deputy",
        ("Мельникова", "Анна", "Романовна"),
        "заместитель директора института",
        INSTITUTE_SHORT,
    ),
    PersonPart(
        "",
        ("Орешкина", "Татьяна", "Валерьевна"),
        "учитель-логопед",
        "Школа-интернат «Надежда»",
    ),
    PersonPart("", ("Шаповалова", "Галина", "Евгеньевна"), "учитель-логопед", "СГПУ"),
)

# Stands in for the director for a month, so that substitution can be seen at work.
DEPUTY: Final = "deputy"
DIRECTOR: Final = "approver"
# Has left the ministry: a plan waits for an office that nobody holds.
GONE: Final = "ministry"
ADMINISTRATOR: Final = "admin"


def email_of(login: str) -> str:
    """The address of a demo account, in a domain that can never be real (RFC 2606)."""
    return f"{login}@{DOMAIN}"


def accounts() -> list[Account]:
    """All accounts as the command prints them, with the roles of their offices."""
    found = [Account("Администратор", "без должности, только справочники", email_of("admin"))]
    for person in PEOPLE:
        if not person.login:
            continue
        last, first, middle = person.names
        roles = [_role(office) for office in person.offices] or ["Замещает директора института"]
        name = f"{last} {first[0]}. {middle[0]}."
        found.append(Account("; ".join(roles), name, email_of(person.login)))
    return found


def _role(office: OfficePart) -> str:
    label = str(OfficeRole(office.role).label)
    place = next((part.name for part in ASSOCIATIONS if part.plan == office.plan), "")
    if place:
        label = f"{label.split(' (', maxsplit=1)[0]}, {place}"
    elif office.role == OfficeRole.APPROVER:
        label = f"{label} (ОМО и РМЦ)"
    return label
