"""The sentence that a person signs by a decision."""

from associations.actor import Actor, Standing
from events.access import standing_for
from events.drafting.queries.successors import inside_sentence
from events.models import Edition, Plan, Step
from events.plan.vocabulary import Verb
from plans_portal.lib.counted import counted

_I: dict[str, str] = {Verb.AGREE: "согласую", Verb.APPROVE: "утверждаю"}
_ON_PAPER: dict[str, str] = {Verb.AGREE: "согласован", Verb.APPROVE: "утверждён"}


def statement_of(plan: Plan, step: Step, rows: int, by: Actor) -> str:
    """«Я, …, согласую план «…», редакция 2, 18 строк»: who, for whom, what, and which words.

    Of a signature on paper: «Я, …, записываю, что план … согласован на бумаге: …». The step comes
    with its office and person.
    """
    standing = standing_for(step, by)
    what = _what(plan.title_line, plan.edition_number, rows)
    if standing is None:
        who = " ".join(f"{step.position} {step.name}".split()) or step.act
        sentence = f"записываю, что {what}, {_ON_PAPER[step.verb]} на бумаге: {who}"
        return f"Я, {by.full_name}, {sentence}."
    position = _in_sentence(position_of_signer(standing, by))
    signer = ", ".join(filter(None, (by.full_name, position, stands_for(step, standing))))
    return f"Я, {signer}, {_I[step.verb]} {what}."


def statement_by_link(edition: Edition, step: Step, rows: int, by: Actor) -> str:
    """The same sentence of whoever decides by a one-time link, in the words of the stamp."""
    signer = ", ".join(filter(None, (by.name, _in_sentence(by.position))))
    return f"Я, {signer}, {_I[step.verb]} {_what(edition.title_line, edition.number, rows)}."


def _what(title: str, number: int, rows: int) -> str:
    return f"план «{title}», редакция {number}, {counted(rows, 'строка', 'строки', 'строк')}"


def _in_sentence(position: str) -> str:
    return inside_sentence(" ".join(position.split()))


def stands_for(step: Step, standing: Standing) -> str:
    """Whom for and in whose place: «за …, и.о., приказ № 88», «вместо …», or nothing."""
    succeeds = standing.office_id != step.office_id and step.office is not None
    former = f"вместо {step.office.person.genitive_name}" if succeeds and step.office else ""
    return ", ".join(filter(None, (standing.in_words, former)))


def position_of_signer(standing: Standing, by: Actor) -> str:
    """The position in which the actor signs: of a substitute their own, not that of the office."""
    if not standing.manner:
        return standing.position
    own = (one.position for one in by.standings if not one.manner)
    return next(own, by.position) or standing.position
