"""What a person types about a row, as values that forms, rules and history share."""

from dataclasses import dataclass
from typing import Any

from events.models import Event


@dataclass(frozen=True, slots=True)
class ResponsibleValues:
    """One responsible: the text, its kind, and the row of the directory that it names, if any."""

    text: str
    kind: str = "words"
    person_id: int | None = None
    office_id: int | None = None
    organisation_id: int | None = None


@dataclass(frozen=True, slots=True)
class AgendaItemValues:
    """One question of an agenda."""

    text: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class EventValues:
    """What a person types about a row."""

    is_meeting: bool = False
    number: str = ""
    same_number: bool = False
    lead_in: str = ""
    title: str = ""
    description: str = ""
    direction: str = ""
    term: str = ""
    term_choice: str = ""
    place: str = ""
    form: str = ""
    audience: str = ""
    result: str = ""
    note: str = ""
    responsible: tuple[ResponsibleValues, ...] = ()
    agenda: tuple[AgendaItemValues, ...] = ()

    def own(self) -> dict[str, Any]:
        """The fields of the row itself, without responsible and agenda."""
        return {
            name: getattr(self, name)
            for name in self.__slots__
            if name not in ("responsible", "agenda")
        }


def row_values(event: Event) -> EventValues:
    """The present values of a row, as a form would send them (2 queries, none if prefetched)."""
    responsible = tuple(
        ResponsibleValues(r.text, r.kind, r.person_id, r.office_id, r.organisation_id)
        for r in event.responsible.all()
    )
    agenda = tuple(AgendaItemValues(a.text, a.speaker) for a in event.agenda.all())
    names = [n for n in EventValues.__slots__ if n not in ("responsible", "agenda")]
    own = {name: getattr(event, name) for name in names}
    return EventValues(**own, responsible=responsible, agenda=agenda)
